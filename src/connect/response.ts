import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { ProtocolError } from "../errors/index.js";

/** One message of a result stream: who it is from, and the parts of it that we act on. */
export interface Response {
  sessionId: string;
  serverSessionId: string;
  operationId: string;
  responseId: string;
  batch: BatchChunk | undefined;
  /** A `DataType`, still encoded. */
  schema: Uint8Array | undefined;
  /** The `Relation` that a SQL command left behind, still encoded. */
  sqlResult: Uint8Array | undefined;
  complete: boolean;
}

/** Arrow bytes: a whole batch, or one of the chunks that a large one was cut into. */
export interface BatchChunk {
  rowCount: number;
  data: Uint8Array;
  startOffset: number | undefined;
  chunkIndex: number | undefined;
  chunkCount: number | undefined;
}

/** The number of each field, in `ExecutePlanResponse`. */
const field = {
  sessionId: 1,
  arrowBatch: 2,
  sqlCommandResult: 5,
  schema: 7,
  operationId: 12,
  responseId: 13,
  resultComplete: 14,
  serverSideSessionId: 15,
} as const;

const nothing = new Uint8Array();

const tooLong = "The server sent a response that is not a Spark Connect message: a field of it is longer than it is.";

/**
 * Reads one response by hand: this is the one message whose cost a user feels. `data` stays a view of the bytes that
 * arrived, which are the reader's to move; metrics, progress and whatever a later server adds are stepped over.
 *
 * @throws ProtocolError for bytes that are no message
 */
export function readResponse(bytes: Uint8Array): Response {
  const response: Response = {
    sessionId: "",
    serverSessionId: "",
    operationId: "",
    responseId: "",
    batch: undefined,
    schema: undefined,
    sqlResult: undefined,
    complete: false,
  };
  try {
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      const [no, wireType] = reader.tag();
      if (wireType !== WireType.LengthDelimited) {
        reader.skip(wireType, no);
        continue;
      }
      const end = reader.uint32() + reader.pos;
      if (end > bytes.length) throw new ProtocolError(tooLong, { errorClass: "DBSQL_BAD_RESPONSE" });
      const value = bytes.subarray(reader.pos, end);
      reader.pos = end;
      if (no === field.arrowBatch) response.batch = readBatch(value);
      else if (no === field.sessionId) response.sessionId = ascii(value);
      else if (no === field.serverSideSessionId) response.serverSessionId = ascii(value);
      else if (no === field.operationId) response.operationId = ascii(value);
      else if (no === field.responseId) response.responseId = ascii(value);
      else if (no === field.schema) response.schema = value;
      else if (no === field.sqlCommandResult) response.sqlResult = firstMessage(value);
      else if (no === field.resultComplete) response.complete = true;
    }
  } catch (cause) {
    if (cause instanceof ProtocolError) throw cause;
    throw new ProtocolError("The server sent a response that is not a Spark Connect message.", {
      cause,
      errorClass: "DBSQL_BAD_RESPONSE",
    });
  }
  return response;
}

function readBatch(bytes: Uint8Array): BatchChunk {
  const batch: BatchChunk = {
    rowCount: 0,
    data: nothing,
    startOffset: undefined,
    chunkIndex: undefined,
    chunkCount: undefined,
  };
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [no, wireType] = reader.tag();
    if (no === 2 && wireType === WireType.LengthDelimited) {
      const end = reader.uint32() + reader.pos;
      if (end > bytes.length) throw new ProtocolError(tooLong, { errorClass: "DBSQL_BAD_RESPONSE" });
      batch.data = bytes.subarray(reader.pos, end);
      reader.pos = end;
    } else if (wireType === WireType.Varint) {
      const value = reader.int64();
      if (no === 1) batch.rowCount = count(value, "row_count");
      else if (no === 3) batch.startOffset = count(value, "start_offset");
      else if (no === 4) batch.chunkIndex = count(value, "chunk_index");
      else if (no === 5) batch.chunkCount = count(value, "num_chunks_in_batch");
    } else reader.skip(wireType, no);
  }
  batch.data = aligned(batch.data);
  return batch;
}

/** From this length on, the two tags and two lengths before the data of a batch take eight bytes. */
const ownFraming = 2 ** 14;

/**
 * Moves data to an address that is a multiple of eight, where typed arrays can lie on it: over its own framing, which
 * has been read. A copy to another place would be a second piece of memory for each message of a large result. Small
 * data stays where it is.
 */
function aligned(data: Uint8Array): Uint8Array {
  const shift = data.byteOffset % 8;
  if (shift === 0 || data.length < ownFraming) return data;
  const start = data.byteOffset - shift;
  new Uint8Array(data.buffer).copyWithin(start, data.byteOffset, data.byteOffset + data.length);
  return new Uint8Array(data.buffer, start, data.length);
}

/** Field 1 of a message, when it is itself a message. */
function firstMessage(bytes: Uint8Array): Uint8Array {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [no, wireType] = reader.tag();
    if (no === 1 && wireType === WireType.LengthDelimited) return reader.bytes();
    reader.skip(wireType, no);
  }
  return nothing;
}

function count(value: bigint | string, name: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new ProtocolError(`The server sent a batch whose ${name} is ${value}.`, { errorClass: "DBSQL_BAD_BATCH" });
}

/** Ids are ASCII; anything else is as good as another id. */
function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

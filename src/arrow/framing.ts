import { FlatBuffer } from "./flatbuffer.js";
import { malformed } from "./malformed.js";
import { type ArrowField, readSchema } from "./schema-message.js";

/** A schema with the bytes that it was read from: the next batch of a result repeats them, and need not be parsed. */
export interface ArrowSchema {
  readonly fields: readonly ArrowField[];
  readonly bytes: Uint8Array;
}

/** One record batch, its numbers read and checked against its own message; the body is a view, in any alignment. */
export interface RawBatch {
  readonly rows: number;
  readonly body: Uint8Array;
  /** Pairs of length and null count, one for each field in depth-first order. */
  readonly nodes: Float64Array;
  /** Pairs of offset and length within the body. */
  readonly buffers: Float64Array;
  readonly codec: "lz4" | "zstd" | undefined;
  readonly message: MessagePlaces;
}

/** Where a record batch message keeps what changes when its body is decompressed. */
export interface MessagePlaces {
  readonly bytes: Uint8Array;
  readonly bodyLength: number;
  readonly buffers: number;
  readonly compression: number;
}

export interface Stream {
  readonly schema: ArrowSchema;
  readonly batches: readonly RawBatch[];
}

const header = { schema: 1, dictionary: 2, recordBatch: 3 } as const;

/**
 * Cuts one Arrow IPC stream into its messages. A stream that ends anywhere but after its end mark throws.
 *
 * @param previous the schema of the batch before
 */
export function readStream(data: Uint8Array, previous?: ArrowSchema): Stream {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const end = data.byteLength;
  let schema: ArrowSchema | undefined;
  const batches: RawBatch[] = [];
  let at = 0;
  for (;;) {
    if (end - at < 8) throw malformed(at === end ? "it has no end mark" : "a message is cut off");
    if (view.getInt32(at, true) !== -1) throw malformed("a message does not begin with its mark");
    const length = view.getInt32(at + 4, true);
    at += 8;
    if (length === 0) break;
    if (length < 0 || length > end - at) throw malformed("a message is longer than the data");
    const bytes = data.subarray(at, at + length);
    at += length;
    if (schema === undefined && previous !== undefined && Buffer.compare(bytes, previous.bytes) === 0) {
      schema = previous;
      continue;
    }
    const message = readMessage(bytes, end - at);
    if (message.kind === header.schema) {
      if (schema !== undefined) throw malformed("it has a second schema");
      // Copied: a view would keep the whole message alive for the time of the result.
      schema = { fields: readSchema(message.buffer, message.table), bytes: new Uint8Array(bytes) };
    } else if (message.kind === header.recordBatch) {
      if (schema === undefined) throw malformed("a batch stands before the schema");
      batches.push(readBatch(message, bytes, data.subarray(at, at + message.bodyLength)));
    } else throw malformed(`it has a message of kind ${message.kind}`);
    at += message.bodyLength;
  }
  if (schema === undefined) throw malformed("it has no schema");
  return { schema, batches };
}

interface Message {
  readonly buffer: FlatBuffer;
  readonly kind: number;
  readonly root: number;
  readonly table: number;
  readonly bodyLength: number;
}

function readMessage(bytes: Uint8Array, left: number): Message {
  const buffer = new FlatBuffer(bytes);
  const root = buffer.root();
  const version = buffer.int16(root, 0);
  if (version < 3 || version > 4) throw malformed(`its format has version ${version + 1}, not 4 or 5`);
  const bodyLength = buffer.length(root, 3);
  if (bodyLength > left) throw malformed("a message body is longer than the data");
  const table = buffer.table(root, 2);
  if (table === 0) throw malformed("a message has no content");
  return { buffer, kind: buffer.uint8(root, 1), root, table, bodyLength };
}

function readBatch({ buffer, root, table }: Message, bytes: Uint8Array, body: Uint8Array): RawBatch {
  return {
    rows: buffer.length(table, 0),
    body,
    nodes: readNodes(buffer, table),
    buffers: readBuffers(buffer, table, body.length),
    codec: readCodec(buffer, table),
    message: {
      bytes,
      bodyLength: buffer.field(root, 3),
      buffers: buffer.vector(table, 2, 16).at,
      compression: buffer.entry(table, 3),
    },
  };
}

function readNodes(buffer: FlatBuffer, table: number): Float64Array {
  const { at, count } = buffer.vector(table, 1, 16);
  const nodes = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const length = buffer.lengthAt(at + 16 * i);
    const nulls = buffer.lengthAt(at + 16 * i + 8);
    if (nulls > length) throw malformed("a column has more NULLs than rows");
    nodes[2 * i] = length;
    nodes[2 * i + 1] = nulls;
  }
  return nodes;
}

function readBuffers(buffer: FlatBuffer, table: number, bodyLength: number): Float64Array {
  const { at, count } = buffer.vector(table, 2, 16);
  const buffers = new Float64Array(2 * count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const offset = buffer.lengthAt(at + 16 * i);
    const length = buffer.lengthAt(at + 16 * i + 8);
    if (offset + length > bodyLength) throw malformed("a buffer lies outside the message body");
    if (offset % 8 !== 0) throw malformed("a buffer is not aligned");
    total += length;
    buffers[2 * i] = offset;
    buffers[2 * i + 1] = length;
  }
  // Columns that share their bytes could make a small message spell a huge result.
  if (total > bodyLength) throw malformed("its buffers overlap");
  return buffers;
}

function readCodec(buffer: FlatBuffer, table: number): RawBatch["codec"] {
  const compression = buffer.table(table, 3);
  if (compression === 0) return undefined;
  const codec = buffer.uint8(compression, 0);
  if (codec > 1 || buffer.uint8(compression, 1) !== 0) throw malformed(`a compression of unknown kind ${codec}`);
  return codec === 0 ? "lz4" : "zstd";
}

import { ProtocolError } from "../errors/index.js";
import type { BatchChunk } from "./response.js";

/** A whole batch, counted and placed, but not yet decoded. */
export interface RawBatch {
  readonly rowCount: number;
  readonly ipc: Uint8Array;
}

/** More chunks than any batch has: 2 GiB in pieces of the smallest size that a server cuts. */
const maxChunks = 2 ** 21;

/**
 * Puts chunks back together and holds the server to its counts, before anything is decoded: a gap or a repetition here
 * would be rows lost or doubled in silence.
 */
export class BatchAssembler {
  #rows = 0;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #first: BatchChunk | undefined;

  /** Answers the batch when this chunk completes it. */
  add(chunk: BatchChunk): RawBatch | undefined {
    if (this.#first === undefined) this.#begin(chunk);
    else this.#continue(chunk, this.#first);
    const chunkCount = chunk.chunkCount ?? 1;
    this.#chunks.push(chunk.data);
    this.#bytes += chunk.data.length;
    if (this.#chunks.length < chunkCount) return undefined;
    const ipc = this.#chunks.length === 1 ? chunk.data : Buffer.concat(this.#chunks, this.#bytes);
    this.#rows += chunk.rowCount;
    this.#chunks = [];
    this.#bytes = 0;
    this.#first = undefined;
    return { rowCount: chunk.rowCount, ipc };
  }

  /** @throws ProtocolError when the last batch is not whole */
  end(): void {
    if (this.#first === undefined) return;
    throw bad(`the result ended after ${this.#chunks.length} of ${this.#first.chunkCount} chunks of a batch`);
  }

  #begin(chunk: BatchChunk): void {
    const { startOffset, chunkIndex = 0, chunkCount = 1 } = chunk;
    if (startOffset !== undefined && startOffset !== this.#rows) {
      throw bad(`a batch starts at row ${startOffset}, but ${this.#rows} rows came before it`);
    }
    if (chunkIndex !== 0) throw bad(`a batch starts with chunk ${chunkIndex}`);
    if (chunkCount < 1 || chunkCount > maxChunks) throw bad(`a batch claims ${chunkCount} chunks`);
    this.#first = chunk;
  }

  #continue(chunk: BatchChunk, first: BatchChunk): void {
    if (chunk.chunkIndex !== this.#chunks.length) {
      throw bad(`chunk ${chunk.chunkIndex ?? "without a number"} follows ${this.#chunks.length} chunks of a batch`);
    }
    for (const name of ["rowCount", "startOffset", "chunkCount"] as const) {
      if (chunk[name] !== first[name]) {
        throw bad(`two chunks of one batch disagree on ${name}: ${first[name]} and ${chunk[name]}`);
      }
    }
  }
}

const bad = (what: string): ProtocolError =>
  new ProtocolError(`The server broke the protocol: ${what}. No row of this batch was handed out.`, {
    errorClass: "DBSQL_BAD_BATCH",
  });

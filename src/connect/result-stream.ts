import type { ResultBatch, ResultStream } from "../dataframe/executor.js";
import type { StructType } from "../types/index.js";
import type { RawBatch } from "./assemble.js";
import { decodeSchema } from "./decode/data-type.js";
import type { Operation } from "./operation.js";

/** Turns the bytes of batches into what is handed out; one reader a result. */
export interface BatchReader {
  read(ipc: Uint8Array, rowCount: number): ResultBatch;
}
export type OpenStream = (options: { readonly schema?: StructType }) => BatchReader;

/** An iterator that was dropped without `return()` would leave its query on the server. */
const forgotten = new FinalizationRegistry<Operation>((operation) => operation.cancel());

/** The result of one query, batch by batch. The operation behind it does not know it, so that it can be forgotten. */
export class OperationStream implements ResultStream {
  readonly #start: () => Operation;
  readonly #openStream: OpenStream;
  #operation: Operation | undefined;
  #reader: BatchReader | undefined;
  #schema: StructType | undefined;
  #ended = false;

  constructor(start: () => Operation, openStream: OpenStream) {
    this.#start = start;
    this.#openStream = openStream;
  }

  get schema(): StructType | undefined {
    return this.#schema;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ResultBatch, undefined>> {
    if (this.#ended) return { done: true, value: undefined };
    if (this.#operation === undefined) {
      this.#operation = this.#start();
      forgotten.register(this, this.#operation, this);
    }
    let batch: RawBatch | undefined;
    try {
      batch = await this.#operation.next();
    } catch (error) {
      this.#end();
      throw error;
    }
    if (batch === undefined) {
      this.#readSchema(this.#operation);
      this.#end();
      return { done: true, value: undefined };
    }
    try {
      return { done: false, value: this.#decode(this.#operation, batch) };
    } catch (error) {
      this.#operation.cancel();
      this.#end();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<ResultBatch, undefined>> {
    this.#operation?.cancel();
    this.#end();
    return { done: true, value: undefined };
  }

  #decode(operation: Operation, { ipc, rowCount }: RawBatch): ResultBatch {
    this.#readSchema(operation);
    this.#reader ??= this.#openStream(this.#schema === undefined ? {} : { schema: this.#schema });
    const batch = this.#reader.read(ipc, rowCount);
    this.#schema ??= batch.schema;
    return batch;
  }

  #readSchema(operation: Operation): void {
    if (this.#schema === undefined && operation.schema !== undefined) this.#schema = decodeSchema(operation.schema);
  }

  #end(): void {
    this.#ended = true;
    forgotten.unregister(this);
  }
}

import type { ResultBatch, ResultStream } from "../dataframe/index.js";
import type { StructType } from "../types/index.js";
import { showPlace } from "./excerpt.js";

/** A result whose query may have to be sent again, before its first batch. */
export class BoundStream implements ResultStream {
  readonly #open: () => ResultStream;
  readonly #mayRepeat: (error: unknown) => Promise<boolean>;
  #stream: ResultStream;
  #begun = false;
  #left = false;

  /** @param mayRepeat whether a query that failed with this error, before it gave anything, is to be opened again */
  constructor(open: () => ResultStream, mayRepeat: (error: unknown) => Promise<boolean>) {
    this.#open = open;
    this.#mayRepeat = mayRepeat;
    this.#stream = open();
  }

  get schema(): StructType | undefined {
    return this.#stream.schema;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ResultBatch, undefined>> {
    if (this.#begun) return this.#next();
    this.#begun = true;
    try {
      return await this.#stream.next();
    } catch (error) {
      if (!(await this.#mayRepeat(error))) throw showPlace(error);
      if (this.#left) return { done: true, value: undefined };
      this.#stream = this.#open();
      return this.#next();
    }
  }

  async return(): Promise<IteratorResult<ResultBatch, undefined>> {
    this.#left = true;
    await this.#stream.return?.();
    return { done: true, value: undefined };
  }

  async #next(): Promise<IteratorResult<ResultBatch, undefined>> {
    try {
      return await this.#stream.next();
    } catch (error) {
      throw showPlace(error);
    }
  }
}

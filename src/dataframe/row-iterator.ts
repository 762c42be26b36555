/**
 * The rows of a result one by one, from batches that arrive one by one. Hand-written: inside a batch `next()` is a
 * resolved promise, which an async generator makes three times as dear. Calls of `next()` in parallel keep their order;
 * `return()`, which `break` and `throw` of a `for await` call, ends the result early.
 */
export class RowIterator<B, R> implements AsyncIterableIterator<R> {
  readonly #batches: AsyncIterator<B>;
  readonly #rowsOf: (batch: B) => readonly R[];
  #rows: readonly R[] = [];
  #at = 0;
  #done = false;
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * @param batches nothing is asked of them before the first `next()`
   * @param rowsOf the rows of one batch, called once a batch
   */
  constructor(batches: AsyncIterable<B>, rowsOf: (batch: B) => readonly R[]) {
    this.#batches = batches[Symbol.asyncIterator]();
    this.#rowsOf = rowsOf;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<R, undefined>> {
    if (this.#waiting === 0 && this.#at < this.#rows.length) {
      return Promise.resolve({ done: false, value: this.#rows[this.#at++]! });
    }
    // Each call waits for the one before, so that two of them never ask for a batch each.
    this.#waiting++;
    const turn = this.#turn.then(() => this.#more());
    const settled = (): void => {
      this.#waiting--;
    };
    this.#turn = turn.then(settled, settled);
    return turn;
  }

  async return(): Promise<IteratorResult<R, undefined>> {
    const open = !this.#done;
    this.#end();
    if (open) await this.#batches.return?.();
    return { done: true, value: undefined };
  }

  async #more(): Promise<IteratorResult<R, undefined>> {
    while (this.#at >= this.#rows.length) {
      if (this.#done) return { done: true, value: undefined };
      await this.#nextBatch();
    }
    return { done: false, value: this.#rows[this.#at++]! };
  }

  async #nextBatch(): Promise<void> {
    // Dropped first: while the next batch is on its way, this one can go.
    this.#rows = [];
    this.#at = 0;
    let rows: readonly R[];
    try {
      const result = await this.#batches.next();
      if (this.#done) return;
      if (result.done === true) return this.#end();
      rows = this.#rowsOf(result.value);
    } catch (error) {
      await this.#fail();
      throw error;
    }
    this.#rows = rows;
  }

  /** A batch that cannot be decoded leaves the query running: it is ended here, and its own error thrown. */
  async #fail(): Promise<void> {
    const open = !this.#done;
    this.#end();
    if (!open) return;
    try {
      await this.#batches.return?.();
    } catch {
      // The first error says why; that the clean-up failed too would hide it.
    }
  }

  #end(): void {
    this.#done = true;
    this.#rows = [];
    this.#at = 0;
  }
}

import type { PlanSource, Relation } from "../plan/index.js";
import type { ExecuteOptions, Executor, ResultBatch, ResultStream } from "./executor.js";

/** The batches of a plan. Nothing is sent before the first `next()`; `return()` ends the query on the server. */
export function streamOf(
  executor: Executor,
  source: PlanSource,
  options: ExecuteOptions,
): AsyncIterableIterator<ResultBatch> {
  if (typeof source !== "function") return executor.execute(source, options);
  return new LateStream(source, executor, options);
}

/** The batches of a plan that is known once a command has run. */
class LateStream implements AsyncIterableIterator<ResultBatch> {
  readonly #open: () => Promise<ResultStream>;
  #stream: Promise<ResultStream> | undefined;
  #ended = false;

  constructor(
    source: (options?: ExecuteOptions) => Relation | Promise<Relation>,
    executor: Executor,
    options: ExecuteOptions,
  ) {
    this.#open = async () => executor.execute(await source(options), options);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ResultBatch, undefined>> {
    if (this.#ended) return { done: true, value: undefined };
    this.#stream ??= this.#open();
    return (await this.#stream).next();
  }

  async return(): Promise<IteratorResult<ResultBatch, undefined>> {
    this.#ended = true;
    await (await this.#stream)?.return?.();
    return { done: true, value: undefined };
  }
}

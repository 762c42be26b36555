import type { PlanSource } from "../plan/index.js";
import { CommandRun } from "./command-run.js";
import { DataFrame } from "./dataframe.js";
import type { Executor } from "./executor.js";
import type { RunOptions } from "./options.js";
import type { UncheckedRow } from "./row.js";

/**
 * What `spark.sql` gives: a DataFrame that can be awaited, because its text may be a command.
 *
 * A query is lazy: it runs at each action, and awaiting it does nothing. A command (CREATE, INSERT, SET, SHOW…) starts at
 * once and runs once, as in PySpark; `await` waits for its end and throws its error, and an action of the DataFrame gives
 * the rows it left behind. A command that nobody awaits still runs; if it fails, the process gets a warning.
 *
 * @example
 * ```ts
 * await spark.sql`CREATE TABLE numbers (n BIGINT)`;
 * await spark.sql`INSERT INTO numbers VALUES (${1n}), (${2n})`;
 * const rows = await spark.sql`SELECT n FROM numbers`.collect();
 * ```
 */
export class SqlDataFrame<R = UncheckedRow> extends DataFrame<R> implements PromiseLike<DataFrame<R>> {
  readonly #executor: Executor;
  readonly #source: PlanSource;

  readonly #command: CommandRun | undefined;

  /** @internal */
  constructor(executor: Executor, source: PlanSource | CommandRun) {
    const command = source instanceof CommandRun ? source : undefined;
    const plan = source instanceof CommandRun ? (options?: RunOptions) => source.result(options) : source;
    super(executor, plan);
    this.#executor = executor;
    this.#source = plan;
    this.#command = command;
  }

  /** Waits for a command to end, and throws its error; a query it leaves alone. */
  then<A = DataFrame<R>, B = never>(
    resolve?: ((dataFrame: DataFrame<R>) => A | PromiseLike<A>) | null,
    reject?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#done().then(resolve, reject);
  }

  /** A DataFrame that is not awaitable itself: a promise would go on asking it. */
  async #done(): Promise<DataFrame<R>> {
    return new DataFrame<R>(this.#executor, (await this.#command?.result()) ?? this.#source);
  }
}

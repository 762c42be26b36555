import {
  type CommandRun,
  DataFrame,
  DataFrameReader,
  type Executor,
  type TableRow,
  type Tables,
} from "../dataframe/index.js";
import { ArgumentError } from "../errors/index.js";
import { RuntimeConf } from "./conf.js";
import { type SqlContext, sqlOfTemplate, sqlOfText } from "./run-sql.js";
import type { SqlTag } from "./sql-tag.js";

/**
 * A session on a Spark server: its settings, temporary views and queries. Made by `DatabricksSession.builder`; a process
 * may have many. `await using` stops it.
 *
 * Names and meanings are those of
 * {@link https://spark.apache.org/docs/latest/api/python/reference/pyspark.sql/spark_session.html PySpark's SparkSession}.
 *
 * @example
 * ```ts
 * await using session = await DatabricksSession.builder.getOrCreate();
 * await session.sql`SELECT ${"hello"} AS greeting`.show();
 * ```
 */
export class SparkSession {
  /** SQL as a template or as text; see {@link SqlTag}. It needs no `this`: `const { sql } = spark` works. */
  readonly sql: SqlTag;
  /** The settings of the session. */
  readonly conf: RuntimeConf;
  readonly #executor: Executor;
  readonly #running = new Set<CommandRun>();
  #stopping: Promise<void> | undefined;

  /** @internal */
  constructor(executor: Executor) {
    this.#executor = executor;
    this.conf = new RuntimeConf(executor.config);
    const context: SqlContext = { executor, started: (run) => this.#track(run) };
    const sql = (text: unknown, ...values: readonly unknown[]): unknown =>
      isTemplate(text) ? sqlOfTemplate(context, text, values, sql) : sqlOfText(context, text, values[0]);
    this.sql = sql as SqlTag;
  }

  /** The version of the server, such as `4.2.0`; undefined when it cannot say, as Sail. */
  get version(): string | undefined {
    return this.#executor.serverVersion;
  }

  /** Whether the session is over: {@link SparkSession.stop} was called, or the server has answered that it is gone. */
  get stopped(): boolean {
    return this.#stopping !== undefined || this.#executor.closed;
  }

  /** Reads tables and files. */
  get read(): DataFrameReader {
    return new DataFrameReader(this.#executor);
  }

  /**
   * A table or view of the catalog. A table of the schema cache has its row type.
   *
   * @param name the name, as SQL writes it
   * @example
   * ```ts
   * await spark.table("main.sales.orders").limit(10).show();
   * ```
   */
  table<N extends keyof Tables | (string & {})>(name: N): DataFrame<TableRow<N & string>> {
    return this.read.table(name);
  }

  /**
   * The whole numbers from `start` up to, and without, `end`, in the column `id`.
   *
   * @param start the first, or the end when it is the only argument: then it begins at 0
   * @param end the first that is not in
   * @param step from one to the next
   * @param partitions how many parts the server makes of it
   * @throws ArgumentError for what is no whole number, and a step of 0
   * @example
   * ```ts
   * await spark.range(5).show();
   * await spark.range(0, 100, 10).collect();
   * ```
   */
  range(
    start: number | bigint,
    end?: number | bigint,
    step: number | bigint = 1,
    partitions?: number,
  ): DataFrame<{ id: bigint }> {
    const by = whole(step, "step");
    if (by === 0n) throw new ArgumentError("The step of a range is 0.", { errorClass: "DBSQL_BAD_RANGE" });
    return new DataFrame(
      this.#executor,
      Object.freeze({
        kind: "range",
        start: end === undefined ? 0n : whole(start, "start"),
        end: whole(end ?? start, "end"),
        step: by,
        ...(partitions === undefined ? {} : { partitions: Number(whole(partitions, "partitions")) }),
      }),
    );
  }

  /**
   * Ends the session: waits for the commands under way, releases it on the server, and closes the connection. A session
   * whose id was given, to share it, is left to the others. Stopping twice does nothing more.
   */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  /** Stops the session, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #stop(): Promise<void> {
    await Promise.all([...this.#running].map((run) => run.settled()));
    await this.#executor.close();
  }

  #track(run: CommandRun): void {
    this.#running.add(run);
    void run.ended().then(() => this.#running.delete(run));
  }
}

function isTemplate(text: unknown): text is TemplateStringsArray {
  return Array.isArray(text) && Object.hasOwn(text, "raw");
}

function whole(value: number | bigint, what: string): bigint {
  const isWhole = typeof value === "bigint" || Number.isSafeInteger(value);
  const exact = isWhole ? BigInt(value) : undefined;
  if (exact !== undefined && BigInt.asIntN(64, exact) === exact) return exact;
  throw new ArgumentError(`The ${what} of a range is a whole number of 64 bits, not ${String(value)}.`, {
    errorClass: "DBSQL_BAD_RANGE",
  });
}

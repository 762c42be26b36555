import type { Table } from "apache-arrow";
import { derive, type PlanSource, type Relation, resolvePlan } from "../plan/index.js";
import { type RelationParam, type RelationSource, relationOf } from "../sql/index.js";
import { formatType, type StructType, treeString } from "../types/index.js";
import { arrowTable, collectRows, countRows, singleValue } from "./actions.js";
import { streamOf } from "./batch-stream.js";
import { type Executor, type ExplainMode, explainModes, type ResultBatch } from "./executor.js";
import type { CollectOptions, RunOptions, ShowOptions } from "./options.js";
import { oneOf, plans } from "./plans.js";
import type { Flat, UncheckedRow } from "./row.js";
import { RowIterator } from "./row-iterator.js";
import { DataFrameWriter } from "./writer.js";

/**
 * A query that has not run. It is immutable: every method makes another, and each action runs it anew. It is an
 * `AsyncIterable` of its rows, which arrive batch by batch, and only as fast as they are taken.
 *
 * Names and meanings are those of
 * {@link https://spark.apache.org/docs/latest/api/python/reference/pyspark.sql/dataframe.html PySpark's DataFrame}.
 *
 * @example
 * ```ts
 * const recent = spark.sql`SELECT id, name FROM customers WHERE id > ${100n}`;
 * for await (const row of recent) console.log(row.id, row.name);
 * ```
 */
export class DataFrame<R = UncheckedRow> implements AsyncIterable<R>, RelationParam {
  readonly #executor: Executor;
  readonly #source: PlanSource;
  #schema: Promise<StructType> | undefined;

  /** @internal */
  constructor(executor: Executor, source: PlanSource) {
    this.#executor = executor;
    this.#source = source;
  }

  /** @internal */
  [relationOf](): RelationSource {
    return { plan: this.#source, owner: this.#executor };
  }

  /**
   * The rows, batch by batch, for `for await`. Leaving the loop early ends the query on the server.
   *
   * @throws SparkError when the query fails
   */
  [Symbol.asyncIterator](): AsyncIterator<R> {
    return this.rows();
  }

  /**
   * The rows as an iterator that takes options.
   *
   * @param options `as: "array"` gives each row as its values in column order, which keeps columns of one name apart;
   * `signal` interrupts the query
   * @throws SparkError when the query fails; ArgumentError for any other form
   * @example
   * ```ts
   * const signal = AbortSignal.timeout(10_000);
   * for await (const [a, b] of spark.sql`SELECT 1 AS x, 2 AS x`.rows({ as: "array", signal })) console.log(a, b);
   * ```
   */
  rows(options?: RunOptions & { readonly as?: "object" }): AsyncIterableIterator<R>;
  rows(options: RunOptions & { readonly as: "array" }): AsyncIterableIterator<unknown[]>;
  rows(options: RunOptions & { readonly as?: "object" | "array" } = {}): AsyncIterableIterator<R | unknown[]> {
    const as = oneOf(options.as ?? "object", ["object", "array"], "form of rows");
    const batches = this.batches(options);
    if (as === "array") return new RowIterator(batches, (batch) => batch.arrays());
    return new RowIterator(batches, (batch) => batch.rows() as R[]);
  }

  /**
   * The result as the batches that the server sends, each with its rows and its bytes in Arrow's stream format.
   *
   * @param options `signal` interrupts the query
   * @throws SparkError when the query fails
   * @example
   * ```ts
   * let bytes = 0;
   * for await (const batch of spark.range(1_000_000).batches()) bytes += batch.ipc.byteLength;
   * ```
   */
  batches(options: RunOptions = {}): AsyncIterableIterator<ResultBatch> {
    return streamOf(this.#executor, this.#source, options);
  }

  /**
   * All rows. They must fit into memory; `maxResultBytes` refuses more than you expect.
   *
   * @param options `signal`; `maxResultBytes`, the most bytes of result that may arrive
   * @returns the rows, in the order of the result
   * @throws LimitError beyond `maxResultBytes`; SparkError when the query fails, or two columns have one name
   * @example
   * ```ts
   * const rows = await spark.sql`SELECT id FROM customers`.collect({ maxResultBytes: 64 * 1024 * 1024 });
   * ```
   */
  async collect(options: CollectOptions = {}): Promise<R[]> {
    return this.#collect((plan) => plan, options);
  }

  /**
   * The whole result as a table of {@link https://arrow.apache.org/docs/js/ apache-arrow}, columns as they travelled:
   * nothing is turned into rows.
   *
   * Spark sends 10,000 rows a batch. With `spark.sql.execution.arrow.maxRecordsPerBatch` at 50,000 a result of millions of
   * narrow rows took a server a fifth less time.
   *
   * @param options `signal`; `maxResultBytes`, the most bytes of result that may arrive
   * @throws LimitError beyond `maxResultBytes`; SparkError when the query fails
   * @example
   * ```ts
   * const table = await spark.range(1_000_000).toArrow();
   * console.log(table.numRows, table.schema.fields.length);
   * ```
   */
  async toArrow(options: CollectOptions = {}): Promise<Table> {
    return arrowTable(this.#executor, await this.#plan(options), options);
  }

  /**
   * The first row, or undefined when there is none.
   *
   * @param options `signal` interrupts the query
   * @throws SparkError when the query fails
   * @example
   * ```ts
   * const newest = await spark.sql`SELECT max(id) AS id FROM customers`.first();
   * ```
   */
  async first(options: RunOptions = {}): Promise<R | undefined> {
    return (await this.take(1, options))[0];
  }

  /** The first row, as {@link DataFrame.first}, or the first `n` rows, as {@link DataFrame.take}. */
  head(n?: undefined, options?: RunOptions): Promise<R | undefined>;
  head(n: number, options?: RunOptions): Promise<R[]>;
  head(n?: number, options: RunOptions = {}): Promise<R | undefined | R[]> {
    return n === undefined ? this.first(options) : this.take(n, options);
  }

  /**
   * The first rows. Without an ORDER BY, which ones come first is the server's choice.
   *
   * @param n how many rows at most
   * @param options `signal` interrupts the query
   * @throws ArgumentError when `n` is no whole number; SparkError when the query fails
   * @example
   * ```ts
   * const some = await spark.table("main.sales.orders").take(5);
   * ```
   */
  async take(n: number, options: RunOptions = {}): Promise<R[]> {
    return this.#collect(plans.limit(n), options);
  }

  /**
   * The last rows.
   *
   * @param n how many rows at most
   * @param options `signal` interrupts the query
   * @throws ArgumentError when `n` is no whole number; SparkError when the query fails
   */
  async tail(n: number, options: RunOptions = {}): Promise<R[]> {
    return this.#collect(plans.tail(n), options);
  }

  /**
   * How many rows there are, counted on the server.
   *
   * @param options `signal` interrupts the query
   * @returns a bigint, as every BIGINT
   * @throws SparkError when the query fails
   * @example
   * ```ts
   * if ((await spark.table("main.sales.orders").count()) > 1_000_000n) console.log("many");
   * ```
   */
  async count(options: RunOptions = {}): Promise<bigint> {
    const plan = plans.count(await this.#plan(options));
    return (await singleValue(this.#executor, plan, options)) as bigint;
  }

  /**
   * Whether there is no row. Runs the query until the first one.
   *
   * @param options `signal` interrupts the query
   * @throws SparkError when the query fails
   */
  async isEmpty(options: RunOptions = {}): Promise<boolean> {
    const plan = plans.limit(1)(await this.#plan(options));
    return (await countRows(this.#executor, plan, options)) === 0;
  }

  /**
   * Prints rows as a table, in Spark's own look.
   *
   * @param options how many rows (20), or `{ n, truncate, vertical, signal }`
   * @throws ArgumentError for a bad count; SparkError when the query fails
   * @example
   * ```ts
   * await spark.table("main.sales.orders").limit(10).show({ truncate: false });
   * ```
   */
  async show(options: number | ShowOptions = {}): Promise<void> {
    console.log(await this.showString(options));
  }

  /**
   * The table that {@link DataFrame.show} prints.
   *
   * @param options as those of `show`
   * @throws ArgumentError for a bad count; SparkError when the query fails
   */
  async showString(options: number | ShowOptions = {}): Promise<string> {
    const all = typeof options === "number" ? { n: options } : options;
    const plan = plans.show(all)(await this.#plan(all));
    return String(await singleValue(this.#executor, plan, all));
  }

  /**
   * The columns with their types. Asked from the server once, and kept.
   *
   * @param options `signal` interrupts the request
   * @throws AnalysisError when the query is wrong
   * @example
   * ```ts
   * const { fields } = await spark.table("main.sales.orders").schema();
   * for (const field of fields) console.log(field.name, field.type.kind, field.nullable);
   * ```
   */
  schema(options: RunOptions = {}): Promise<StructType> {
    const known = this.#schema;
    if (known !== undefined) return known;
    const asked = this.#askSchema(options);
    this.#schema = asked;
    asked.catch(() => {
      // A failure is no answer to keep: whoever asks next, asks the server.
      if (this.#schema === asked) this.#schema = undefined;
    });
    return asked;
  }

  /** The names of the columns, in order. */
  async columns(options: RunOptions = {}): Promise<string[]> {
    return (await this.schema(options)).fields.map((field) => field.name);
  }

  /** The names and types of the columns, in order, the types as Spark's DDL writes them. */
  async dtypes(options: RunOptions = {}): Promise<[name: string, type: string][]> {
    return (await this.schema(options)).fields.map((field) => [field.name, formatType(field.type)]);
  }

  /**
   * Prints the columns as a tree.
   *
   * @param level how many levels of nesting; all when not given
   * @param options `signal` interrupts the request
   * @throws AnalysisError when the query is wrong
   */
  async printSchema(level?: number, options: RunOptions = {}): Promise<void> {
    console.log(treeString(await this.schema(options), level));
  }

  /**
   * Prints how the server would run the query.
   *
   * @param mode `simple` (the physical plan), `extended` (every stage of planning), `codegen`, `cost` or `formatted`
   * @param options `signal` interrupts the request
   * @throws AnalysisError when the query is wrong; ArgumentError for any other mode
   * @example
   * ```ts
   * await spark.sql`SELECT count(*) FROM orders`.explain("formatted");
   * ```
   */
  async explain(mode: ExplainMode = "simple", options: RunOptions = {}): Promise<void> {
    console.log(await this.explainString(mode, options));
  }

  /** The text that {@link DataFrame.explain} prints. */
  async explainString(mode: ExplainMode = "simple", options: RunOptions = {}): Promise<string> {
    const known = oneOf(mode, explainModes, "mode of explain");
    const relation = await this.#plan(options);
    return this.#executor.analyze<"explain">({ kind: "explain", relation, mode: known }, options);
  }

  /** Whether the rows are already there, as those of a command: no job runs for them. */
  async isLocal(options: RunOptions = {}): Promise<boolean> {
    return this.#executor.analyze<"isLocal">({ kind: "isLocal", relation: await this.#plan(options) }, options);
  }

  /** Whether a source of it never ends. */
  async isStreaming(options: RunOptions = {}): Promise<boolean> {
    return this.#executor.analyze<"isStreaming">({ kind: "isStreaming", relation: await this.#plan(options) }, options);
  }

  /** The files that it reads, as far as the server can tell. */
  async inputFiles(options: RunOptions = {}): Promise<readonly string[]> {
    return this.#executor.analyze<"inputFiles">({ kind: "inputFiles", relation: await this.#plan(options) }, options);
  }

  /**
   * Some of the columns.
   *
   * @param columns names as PySpark reads them: `*` is all columns, a dot leads into a struct, back-ticks keep a dot
   * @example
   * ```ts
   * spark.table("main.sales.orders").select("id", "amount");
   * ```
   */
  select<const C extends (keyof R & string) | "*">(
    ...columns: readonly C[]
  ): DataFrame<"*" extends C ? R : Flat<Pick<R, C & keyof R>>> {
    return this.#derive(plans.select(columns));
  }

  /**
   * The rows for which a condition holds.
   *
   * @param condition a boolean expression of SQL. It is text: put no value from outside into it, use a template for that
   * @example
   * ```ts
   * spark.table("main.sales.orders").filter("amount > 100 AND status <> 'open'");
   * ```
   */
  filter(condition: string): DataFrame<R> {
    return this.#derive(plans.filter(condition));
  }

  /** The same as {@link DataFrame.filter}. */
  where(condition: string): DataFrame<R> {
    return this.filter(condition);
  }

  /**
   * At most so many rows.
   *
   * @throws ArgumentError when `n` is no whole number
   */
  limit(n: number): DataFrame<R> {
    return this.#derive(plans.limit(n));
  }

  /**
   * Without the first rows.
   *
   * @throws ArgumentError when `n` is no whole number
   */
  offset(n: number): DataFrame<R> {
    return this.#derive(plans.offset(n));
  }

  /** The same rows under a name that SQL conditions can qualify columns with. */
  alias(name: string): DataFrame<R> {
    return this.#derive(plans.alias(name));
  }

  /**
   * The same DataFrame with a row type of your own, for queries that no checker has looked at. Nothing is checked.
   *
   * @example
   * ```ts
   * const people = spark.sql("SELECT name, age FROM people").as<{ name: string; age: number | null }>();
   * ```
   */
  as<Row>(): DataFrame<Row> {
    return new DataFrame<Row>(this.#executor, this.#source);
  }

  /**
   * Makes it a view of this session under a name; one of that name is replaced.
   *
   * @param name the name, as SQL writes it
   * @param options `signal` interrupts the command
   * @throws AnalysisError when the name or the query is wrong
   * @example
   * ```ts
   * await spark.range(10).createOrReplaceTempView("ten");
   * await spark.sql`SELECT count(*) FROM ten`.show();
   * ```
   */
  createOrReplaceTempView(name: string, options: RunOptions = {}): Promise<void> {
    return this.#createView(name, false, true, options);
  }

  /** As {@link DataFrame.createOrReplaceTempView}, and fails when there is a view of that name. */
  createTempView(name: string, options: RunOptions = {}): Promise<void> {
    return this.#createView(name, false, false, options);
  }

  /** A view for all sessions of the server, in the schema `global_temp`; one of that name is replaced. */
  createOrReplaceGlobalTempView(name: string, options: RunOptions = {}): Promise<void> {
    return this.#createView(name, true, true, options);
  }

  /** As {@link DataFrame.createOrReplaceGlobalTempView}, and fails when there is a view of that name. */
  createGlobalTempView(name: string, options: RunOptions = {}): Promise<void> {
    return this.#createView(name, true, false, options);
  }

  /**
   * Saves the rows: as a table, into a table, or as files.
   *
   * @example
   * ```ts
   * await spark.range(100).write.mode("overwrite").saveAsTable("main.sales.numbers");
   * ```
   */
  get write(): DataFrameWriter {
    return new DataFrameWriter(this.#executor, this.#source);
  }

  /** The name alone: a plan may hold values that belong in no log. */
  toString(): string {
    return "DataFrame";
  }

  #plan(options: RunOptions): Relation | Promise<Relation> {
    return resolvePlan(this.#source, options);
  }

  async #askSchema(options: RunOptions): Promise<StructType> {
    return this.#executor.analyze<"schema">({ kind: "schema", relation: await this.#plan(options) }, options);
  }

  #derive<Row>(make: (input: Relation) => Relation): DataFrame<Row> {
    return new DataFrame<Row>(this.#executor, derive(this.#source, make));
  }

  async #collect(make: (plan: Relation) => Relation, options: CollectOptions): Promise<R[]> {
    const plan = make(await this.#plan(options));
    return (await collectRows(this.#executor, plan, options)) as R[];
  }

  async #createView(name: string, global: boolean, replace: boolean, options: RunOptions): Promise<void> {
    const input = await this.#plan(options);
    await this.#executor.command({ kind: "createView", input, name, global, replace }, options);
  }
}

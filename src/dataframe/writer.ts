import { type PlanSource, resolvePlan, type SaveMode, type WriteOperation } from "../plan/index.js";
import type { Executor } from "./executor.js";
import { type OptionValue, optionTexts } from "./option-text.js";
import type { RunOptions } from "./options.js";
import { oneOf } from "./plans.js";

/** What a writer has been told so far. */
type Settings = Pick<
  WriteOperation,
  "mode" | "partitionBy" | "clusterBy" | "sortBy" | "bucketBy" | "source" | "options"
>;

const unset: Settings = Object.freeze({ mode: "error", partitionBy: [], clusterBy: [], sortBy: [], options: {} });
const modes: readonly SaveMode[] = ["append", "overwrite", "error", "errorifexists", "ignore"];

/**
 * Saves the rows of a DataFrame. Immutable: each method makes another writer, and the last one runs, once.
 * {@link https://spark.apache.org/docs/latest/api/python/reference/pyspark.sql/api/pyspark.sql.DataFrameWriter.html PySpark's DataFrameWriter}.
 *
 * @example
 * ```ts
 * const numbers = spark.range(100);
 * await numbers.write.mode("overwrite").partitionBy("id").option("compression", "zstd").saveAsTable("numbers");
 * ```
 */
export class DataFrameWriter {
  readonly #executor: Executor;
  readonly #input: PlanSource;
  readonly #settings: Settings;

  /** @internal */
  constructor(executor: Executor, input: PlanSource, settings: Settings = unset) {
    this.#executor = executor;
    this.#input = input;
    this.#settings = settings;
  }

  /**
   * What to do when there is data already.
   *
   * @param mode `error` (as when not called), `append`, `overwrite` or `ignore`
   * @throws ArgumentError for any other
   */
  mode(mode: SaveMode): DataFrameWriter {
    const known = modes.find((one) => one === String(mode).toLowerCase());
    return this.#with({ mode: oneOf(known ?? mode, modes, "save mode", "DBSQL_BAD_SAVE_MODE") });
  }

  /** The format of the files or of the table: `parquet`, `csv`, `json`, `iceberg`, `delta`… */
  format(source: string): DataFrameWriter {
    return this.#with({ source });
  }

  /** One option of the format. */
  option(key: string, value: OptionValue): DataFrameWriter {
    return this.options({ [key]: value });
  }

  /** Several options of the format. */
  options(options: Readonly<Record<string, OptionValue>>): DataFrameWriter {
    return this.#with({ options: { ...this.#settings.options, ...optionTexts(options) } });
  }

  /** One directory for each value of these columns. */
  partitionBy(...columns: readonly string[]): DataFrameWriter {
    return this.#with({ partitionBy: columns });
  }

  /** Rows with near values of these columns together, where the format can. */
  clusterBy(...columns: readonly string[]): DataFrameWriter {
    return this.#with({ clusterBy: columns });
  }

  /** So many files for each partition, by the hash of these columns. */
  bucketBy(buckets: number, ...columns: readonly [string, ...string[]]): DataFrameWriter {
    return this.#with({ bucketBy: { buckets, columns } });
  }

  /** The order within each bucket. */
  sortBy(...columns: readonly string[]): DataFrameWriter {
    return this.#with({ sortBy: columns });
  }

  /**
   * Saves as a table of the catalog.
   *
   * @param name the name, as SQL writes it: `main.sales.big`
   * @param options `signal` interrupts the command
   * @throws SparkError when the server refuses, or the query fails
   */
  saveAsTable(name: string, options: RunOptions = {}): Promise<void> {
    return this.#write({ kind: "table", name, method: "saveAsTable" }, this.#settings, options);
  }

  /**
   * Adds the rows to a table, by the position of the columns.
   *
   * @param name the name, as SQL writes it
   * @param options `overwrite` replaces what is there; `signal` interrupts the command
   * @throws SparkError when the server refuses, or the query fails
   */
  insertInto(
    name: string,
    { overwrite, ...options }: RunOptions & { readonly overwrite?: boolean } = {},
  ): Promise<void> {
    const mode = overwrite === undefined ? {} : { mode: overwrite ? ("overwrite" as const) : ("append" as const) };
    return this.#write({ kind: "table", name, method: "insertInto" }, { ...this.#settings, ...mode }, options);
  }

  /**
   * Saves as files.
   *
   * @param path a path that the server understands; not needed for formats that have none
   * @param options `signal` interrupts the command
   * @throws SparkError when the server refuses, or the query fails
   */
  save(path?: string, options: RunOptions = {}): Promise<void> {
    return this.#write({ kind: "path", ...(path === undefined ? {} : { path }) }, this.#settings, options);
  }

  /** Saves as Parquet files. */
  parquet(path: string, options: RunOptions = {}): Promise<void> {
    return this.format("parquet").save(path, options);
  }

  /** Saves as ORC files. */
  orc(path: string, options: RunOptions = {}): Promise<void> {
    return this.format("orc").save(path, options);
  }

  /** Saves as CSV files. */
  csv(path: string, options: RunOptions = {}): Promise<void> {
    return this.format("csv").save(path, options);
  }

  /** Saves as files of one JSON object a line. */
  json(path: string, options: RunOptions = {}): Promise<void> {
    return this.format("json").save(path, options);
  }

  /** Saves its one string column as lines of text. */
  text(path: string, options: RunOptions = {}): Promise<void> {
    return this.format("text").save(path, options);
  }

  #with(settings: Partial<Settings>): DataFrameWriter {
    return new DataFrameWriter(this.#executor, this.#input, Object.freeze({ ...this.#settings, ...settings }));
  }

  async #write(target: WriteOperation["target"], settings: Settings, options: RunOptions): Promise<void> {
    const input = await resolvePlan(this.#input, options);
    await this.#executor.command({ kind: "write", input, target, ...settings }, options);
  }
}

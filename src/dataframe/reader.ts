import type { DataSource, NamedTable, Relation } from "../plan/index.js";
import { formatDdl, type StructType } from "../types/index.js";
import { DataFrame } from "./dataframe.js";
import type { Executor } from "./executor.js";
import { type OptionValue, optionTexts } from "./option-text.js";
import type { TableRow, Tables, UncheckedRow } from "./row.js";

type Settings = Pick<DataSource, "format" | "schema" | "options">;
const unset: Settings = Object.freeze({ options: Object.freeze({}) });

/**
 * Reads tables and files. Immutable: each method makes another reader. Nothing is read before an action.
 * {@link https://spark.apache.org/docs/latest/api/python/reference/pyspark.sql/api/pyspark.sql.DataFrameReader.html PySpark's DataFrameReader}.
 *
 * @example
 * ```ts
 * const trips = spark.read.option("header", true).schema("id BIGINT, name STRING").csv("/data/trips.csv");
 * ```
 */
export class DataFrameReader {
  readonly #executor: Executor;
  readonly #settings: Settings;

  /** @internal */
  constructor(executor: Executor, settings: Settings = unset) {
    this.#executor = executor;
    this.#settings = settings;
  }

  /** The format of the files: `parquet`, `csv`, `json`, `delta`… */
  format(format: string): DataFrameReader {
    return this.#with({ format });
  }

  /**
   * The columns, so that the server need not look for them.
   *
   * @param schema DDL (`"id BIGINT, name STRING"`) or a schema
   */
  schema(schema: string | StructType): DataFrameReader {
    return this.#with({ schema: typeof schema === "string" ? schema : formatDdl(schema) });
  }

  /** One option of the format. */
  option(key: string, value: OptionValue): DataFrameReader {
    return this.options({ [key]: value });
  }

  /** Several options of the format. */
  options(options: Readonly<Record<string, OptionValue>>): DataFrameReader {
    return this.#with({ options: { ...this.#settings.options, ...optionTexts(options) } });
  }

  /** A table or view of the catalog. */
  table<N extends keyof Tables | (string & {})>(name: N): DataFrame<TableRow<N & string>> {
    const { options } = this.#settings;
    return this.#read<TableRow<N & string>>({ kind: "namedTable", identifier: name, options } satisfies NamedTable);
  }

  /** The files at these paths, or what the format reads without one. */
  load(...paths: readonly string[]): DataFrame<UncheckedRow> {
    return this.#read({ kind: "dataSource", ...this.#settings, paths: Object.freeze([...paths]) });
  }

  /** Parquet files. */
  parquet(...paths: readonly string[]): DataFrame<UncheckedRow> {
    return this.format("parquet").load(...paths);
  }

  /** ORC files. */
  orc(...paths: readonly string[]): DataFrame<UncheckedRow> {
    return this.format("orc").load(...paths);
  }

  /** CSV files. */
  csv(...paths: readonly string[]): DataFrame<UncheckedRow> {
    return this.format("csv").load(...paths);
  }

  /** Files of one JSON object a line. */
  json(...paths: readonly string[]): DataFrame<UncheckedRow> {
    return this.format("json").load(...paths);
  }

  /** Text files, a row `value` for each line. */
  text(...paths: readonly string[]): DataFrame<UncheckedRow> {
    return this.format("text").load(...paths);
  }

  #read<R = UncheckedRow>(relation: Relation): DataFrame<R> {
    return new DataFrame<R>(this.#executor, Object.freeze(relation));
  }

  #with(settings: Partial<Settings>): DataFrameReader {
    return new DataFrameReader(this.#executor, Object.freeze({ ...this.#settings, ...settings }));
  }
}

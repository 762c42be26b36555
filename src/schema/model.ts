import type { DataType } from "../types/index.js";

/** A table or view as the cache holds it. Names keep the catalog's own spelling; look-ups ignore case, as Spark does. */
export interface TableSchema {
  readonly catalog: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: "table" | "view" | "materialized_view" | "streaming_table";
  readonly columns: readonly ColumnSchema[];
  readonly comment?: string;
  readonly partitionColumns?: readonly string[];
  readonly primaryKey?: readonly string[];
  /** The provider, such as `iceberg` or `delta`. */
  readonly format?: string;
}

export interface ColumnSchema {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly comment?: string;
  /** The column has a default, so that INSERT may leave it out. */
  readonly hasDefault?: boolean;
  readonly generated?: boolean;
}

/** A function that users registered in the catalog. */
export interface FunctionSchema {
  readonly catalog: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: "scalar" | "table" | "aggregate";
  /** Absent where the server does not tell the signature: then nothing about a call is claimed. */
  readonly parameters?: readonly { readonly name: string; readonly type: DataType; readonly optional?: boolean }[];
  readonly returns?: DataType;
  readonly returnsColumns?: readonly ColumnSchema[];
  readonly comment?: string;
}

/** Where the cache keeps the builtin functions that its server has beyond those of Spark, as Spark names the place. */
export const ofServer = { catalog: "system", schema: "builtin" } as const;

/**
 * What the checker may ask of the cache. `"unknown"` is an answer of its own: a table that was never pulled is not
 * known to be missing, and nothing is claimed about it.
 */
export interface SchemaLookup {
  table(catalog: string, schema: string, name: string): TableSchema | "missing" | "unknown";
  /** The function, `"missing"` where the whole schema was pulled without it, else `"unknown"`. */
  function(catalog: string, schema: string, name: string): FunctionSchema | "missing" | "unknown";
  /** For completion and suggestions. */
  catalogs(): readonly string[];
  schemas(catalog: string): readonly string[];
  tables(catalog: string, schema: string): readonly TableSchema[];
  functions(catalog: string, schema: string): readonly FunctionSchema[];
}

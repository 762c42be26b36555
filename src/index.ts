/**
 * Typed Spark SQL: sessions, templates, DataFrames and values.
 *
 * @packageDocumentation
 */
export {
  type CollectOptions,
  DataFrame,
  DataFrameReader,
  DataFrameWriter,
  type ExplainMode,
  type Flat,
  type OptionValue,
  type ResultBatch,
  type RunOptions,
  type ShowOptions,
  SqlDataFrame,
  type TableRow,
  type Tables,
  type UncheckedRow,
} from "./dataframe/index.js";
export * from "./errors/index.js";
export type { SaveMode } from "./plan/index.js";
export {
  type Queries,
  type RemoteOptions,
  RuntimeConf,
  SessionBuilder,
  SparkSession,
  type SqlArguments,
  type SqlRest,
  type SqlResult,
  type SqlTag,
  type SqlTyping,
  type Unanalysed,
} from "./session/index.js";
export {
  Fragment,
  Identifier,
  ident,
  type RelationParam,
  type SqlParam,
  type SqlScalar,
  type SqlValue,
  sql,
  type TemporalValue,
} from "./sql/index.js";
export * from "./types/index.js";
export {
  type DayTime,
  Decimal,
  Geography,
  Geometry,
  NanosecondTimestamp,
  type Temporal,
  UnknownValue,
  UserDefined,
  Variant,
  type YearMonth,
} from "./values/index.js";

import { SessionBuilder, type SparkSession } from "./session/index.js";

/**
 * Where a program begins: `DatabricksSession.builder.getOrCreate()` connects to what the environment names. As a type,
 * the session itself.
 *
 * @example
 * ```ts
 * const spark = await DatabricksSession.builder.getOrCreate();
 * const run = async (session: DatabricksSession) => session.sql`SELECT 1 AS one`.collect();
 * console.log(await run(spark));
 * await spark.stop();
 * ```
 */
export const DatabricksSession: { readonly builder: SessionBuilder } = Object.freeze({ builder: new SessionBuilder() });
export type DatabricksSession = SparkSession;

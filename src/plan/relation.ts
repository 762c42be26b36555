import type { Expression } from "./expression.js";
import type { TemplateOrigin } from "./origin.js";

/** A relation of an unresolved plan: a frozen tree, sent as it stands; nothing has run. */
export type Relation =
  | Sql
  | WithRelations
  | SubqueryAlias
  | NamedTable
  | DataSource
  | Range
  | Project
  | Filter
  | Limit
  | Offset
  | Tail
  | Aggregate
  | ShowString
  | LocalRelation
  | ServerRelation;

export interface Sql {
  readonly kind: "sql";
  readonly text: string;
  /** At most one of the two is given. */
  readonly positional?: readonly Expression[];
  readonly named?: Readonly<Record<string, Expression>>;
  /** Where the text stands in the user's program, to point errors at it. */
  readonly origin?: TemplateOrigin;
}
/** `root` may name each of `references`, which are subquery aliases, like a view. */
export interface WithRelations {
  readonly kind: "withRelations";
  readonly root: Relation;
  readonly references: readonly SubqueryAlias[];
}
export interface SubqueryAlias {
  readonly kind: "subqueryAlias";
  readonly input: Relation;
  readonly alias: string;
}
export interface NamedTable {
  readonly kind: "namedTable";
  readonly identifier: string;
  readonly options: Readonly<Record<string, string>>;
}
export interface DataSource {
  readonly kind: "dataSource";
  readonly format?: string;
  readonly schema?: string;
  readonly options: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
}
export interface Range {
  readonly kind: "range";
  readonly start: bigint;
  readonly end: bigint;
  readonly step: bigint;
  readonly partitions?: number;
}
export interface Project {
  readonly kind: "project";
  readonly input: Relation;
  readonly expressions: readonly Expression[];
}
export interface Filter {
  readonly kind: "filter";
  readonly input: Relation;
  readonly condition: Expression;
}
export interface Limit {
  readonly kind: "limit";
  readonly input: Relation;
  readonly limit: number;
}
export interface Offset {
  readonly kind: "offset";
  readonly input: Relation;
  readonly offset: number;
}
export interface Tail {
  readonly kind: "tail";
  readonly input: Relation;
  readonly limit: number;
}
export interface Aggregate {
  readonly kind: "aggregate";
  readonly input: Relation;
  readonly grouping: readonly Expression[];
  readonly aggregates: readonly Expression[];
}
export interface ShowString {
  readonly kind: "showString";
  readonly input: Relation;
  readonly rows: number;
  readonly truncate: number;
  readonly vertical: boolean;
}
/** Rows that travel inside the plan. */
export interface LocalRelation {
  readonly kind: "localRelation";
  /** One Arrow IPC stream; absent for no rows. */
  readonly data?: Uint8Array;
  /** DDL or JSON text of the schema. */
  readonly schema?: string;
}
/** A relation that a server handed out, of a kind that has no place here: sent back as it came. */
export interface ServerRelation {
  readonly kind: "serverRelation";
  /** A `spark.connect.Relation`, encoded. */
  readonly encoded: Uint8Array;
}

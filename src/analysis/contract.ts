import type { SchemaLookup } from "../schema/model.js";
import type { DataType } from "../types/index.js";
import type { BoundKind } from "./typing/index.js";

export type { BoundKind };

/**
 * Stands in the analysed text for one `${…}` of a template. The n-th occurrence is the n-th hole. All offsets of the
 * analysis count UTF-16 units of that text, so a host maps them with one table of its own.
 */
export const HOLE = "\uFFFC";

/** What a host knows of a hole before the types of the program are known. */
export type Hole =
  | { readonly kind: "value"; readonly type?: DataType; readonly nullable?: boolean }
  /** A DataFrame; its columns when the host knows them (a template of the same program). */
  | { readonly kind: "relation"; readonly columns?: readonly ResultColumn[] }
  | { readonly kind: "identifier"; readonly parts?: readonly string[] }
  /** SQL text of unknown content: whatever it could change is unknown. */
  | { readonly kind: "fragment" }
  | { readonly kind: "unknown" };

export interface AnalyzeOptions {
  readonly schemas: SchemaLookup;
  /** Current catalog and schema; Spark's `spark_catalog` and `default` unless told. */
  readonly catalog?: string;
  readonly schema?: string;
  readonly holes?: readonly Hole[];
  /** The server's `spark.sql.ansi.enabled`; true unless told. Without it, what Spark would coerce is unknown. */
  readonly ansi?: boolean;
  /** The server version that the query is for, such as `4.1`. */
  readonly target?: string;
  /** Session variables that other statements declare. */
  readonly variables?: readonly SessionVariable[];
}

/** What `DECLARE VARIABLE` makes: it lives as long as the session. */
export interface SessionVariable {
  readonly name: string;
  /** `{ kind: "unknown" }` where it is not known. Its value may always be NULL. */
  readonly type: DataType;
}

/** All that the grammar needs to know of the holes. */
export function holeKinds({ holes }: Pick<AnalyzeOptions, "holes">): readonly Hole["kind"][] {
  return holes?.map(({ kind }) => kind) ?? [];
}

export interface Analysis {
  /** Undefined when the statement is none that we analyse, or its columns cannot be known. */
  readonly columns: readonly ResultColumn[] | undefined;
  readonly parameters: readonly Parameter[];
  readonly diagnostics: readonly Diagnostic[];
  readonly statement: StatementKind;
  /** Set where the statement names a variable of the session, which must have been declared before it runs. */
  readonly usesVariables?: true;
  /** The session variables that the statement declares, for the statements after it. */
  readonly declares?: readonly SessionVariable[];
}

export type StatementKind = "query" | "insert" | "merge" | "update" | "delete" | "ctas" | "view" | "command" | "script";

export interface ResultColumn {
  readonly name: string;
  /** `{ kind: "unknown" }` where we do not know; never a guess. */
  readonly type: DataType;
  readonly nullable: boolean;
  readonly comment?: string;
  /** The table column it passes through unchanged, for hover and go to definition. */
  readonly origin?: ColumnOrigin;
  /** Where the item stands in the SELECT list. */
  readonly start?: number;
  readonly end?: number;
}
export interface ColumnOrigin {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

/** A hole, `?` or `:name`, and what its place asks for. */
export interface Parameter {
  readonly name?: string;
  /** Index of the hole it is. */
  readonly hole?: number;
  readonly start: number;
  readonly end: number;
  readonly use: "value" | "list" | "relation" | "identifier" | "fragment";
  /** The type that its place asks for; undefined where any value will do or nothing is known. */
  readonly type?: DataType;
  /** The JavaScript values that may stand there, where Spark refuses all others whatever they hold; beside `type`, it rules. */
  readonly accepts?: readonly BoundKind[];
}

export interface Diagnostic {
  /** `DBSQL1001`…: the catalogue is `diagnostics/catalog.ts`. */
  readonly code: string;
  /** Spark's own error class for the same mistake, such as `UNRESOLVED_COLUMN.WITH_SUGGESTION`. */
  readonly errorClass?: string;
  readonly message: string;
  readonly severity: "error" | "warning" | "information";
  readonly start: number;
  readonly end: number;
  readonly fixes?: readonly Fix[];
}

/** A quick fix: replace the range by the text. */
export interface Fix {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

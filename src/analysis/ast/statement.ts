import type { Expression } from "./expression.js";
import type { Aliased, Ctes, Query, Relation, Select, TableRelation } from "./query.js";
import type { Declare, ExecuteImmediate, Script, SetVariable } from "./script.js";
import type { Ident, Name, Span } from "./span.js";

export type Statement =
  | QueryStatement
  | Insert
  | MultiInsert
  | Merge
  | Update
  | Delete
  | CreateTableAs
  | CreateView
  | Declare
  | SetVariable
  | ExecuteImmediate
  | Script
  | Command;
export type StatementOf<K extends Statement["kind"]> = Extract<Statement, { readonly kind: K }>;

export interface QueryStatement extends Span {
  readonly kind: "query";
  readonly query: Query;
}
export interface Insert extends Span {
  readonly kind: "insert";
  readonly ctes: Ctes | undefined;
  readonly target: InsertTarget;
  readonly query: Query;
}
export interface InsertTarget extends Span {
  /** Undefined for INSERT OVERWRITE DIRECTORY. */
  readonly table: TableRelation | undefined;
  readonly columns: readonly Ident[] | undefined;
  readonly byName: boolean;
  readonly overwrite: boolean;
  readonly partitions: readonly { readonly name: Ident; readonly value: Expression | undefined }[];
  readonly condition: Expression | undefined;
}
/** `FROM t INSERT INTO a SELECT … INSERT INTO b SELECT …`. */
export interface MultiInsert extends Span {
  readonly kind: "multiInsert";
  readonly ctes: Ctes | undefined;
  readonly from: readonly Relation[];
  readonly inserts: readonly { readonly target: InsertTarget; readonly select: Select | undefined }[];
}
export interface Assignment extends Span {
  readonly target: Name;
  readonly value: Expression;
}
export type MergeAction =
  | { readonly kind: "delete" }
  | { readonly kind: "updateAll" | "insertAll" }
  | { readonly kind: "update"; readonly assignments: readonly Assignment[] }
  | { readonly kind: "insert"; readonly columns: readonly Name[]; readonly values: readonly Expression[] };
export interface MergeClause extends Span {
  readonly when: "matched" | "notMatched" | "notMatchedBySource";
  readonly condition: Expression | undefined;
  readonly action: MergeAction;
}
export interface Merge extends Span {
  readonly kind: "merge";
  readonly ctes: Ctes | undefined;
  readonly target: TableRelation;
  readonly source: Relation;
  readonly on: Expression;
  readonly clauses: readonly MergeClause[];
  readonly evolution: boolean;
}
export interface Update extends Span {
  readonly kind: "update";
  readonly ctes: Ctes | undefined;
  readonly target: TableRelation;
  readonly assignments: readonly Assignment[];
  readonly where: Expression | undefined;
}
export interface Delete extends Span {
  readonly kind: "delete";
  readonly ctes: Ctes | undefined;
  readonly target: TableRelation;
  readonly where: Expression | undefined;
}
export interface CreateTableAs extends Span {
  readonly kind: "ctas";
  readonly name: Name;
  readonly query: Query;
}
export interface CreateView extends Span, Aliased {
  readonly kind: "view";
  readonly name: Name;
  /** It is made to outlive the session. */
  readonly persistent: boolean;
  readonly temporary: boolean;
  readonly query: Query;
}
export interface Command extends Span {
  readonly kind: "command";
  /** The first words, for the message that says that it is not analysed. */
  readonly words: string;
  /** The names that it makes, changes or drops. */
  readonly changes: readonly Name[];
  /** It makes another catalog or schema the current one. */
  readonly moves: boolean;
  /** Which rows it gives, where every server gives the same. */
  readonly gives: CommandRows | undefined;
  /** What it describes. */
  readonly query: Query | undefined;
}

export type CommandRows = "catalogs" | "definition" | "description" | "function" | "functions" | "plan" | "settings";

import type { DataType } from "../../types/index.js";
import type { Expression } from "./expression.js";
import type { Query } from "./query.js";
import type { Ident, Name, Span } from "./span.js";
import type { Statement } from "./statement.js";

export interface Declare extends Span {
  readonly kind: "declare";
  readonly names: readonly Name[];
  /** Undefined where the default gives it. */
  readonly type: DataType | undefined;
  readonly value: Expression | undefined;
  readonly replace: boolean;
}
/** `SET VAR a = 1, b = 2`, or `SET VAR (a, b) = (query)`. */
export interface SetVariable extends Span {
  readonly kind: "setVariable";
  readonly targets: readonly Name[];
  readonly from: readonly Expression[] | Query;
}
export interface ExecuteImmediate extends Span {
  readonly kind: "executeImmediate";
  readonly text: Expression;
  readonly into: readonly Name[] | undefined;
  readonly using: (Span & { readonly items: readonly Expression[] }) | undefined;
}

/** `BEGIN … END` as a whole text. */
export interface Script extends Span {
  readonly kind: "script";
  readonly body: Block;
}
export type ScriptStatement = Statement | Block | If | Loop | For | Jump | Cursor;
export interface Block extends Span {
  readonly kind: "block";
  readonly label: Ident | undefined;
  readonly handlers: readonly Handler[];
  readonly statements: readonly ScriptStatement[];
}
export interface Handler extends Span {
  /** CONTINUE goes on with the next statement, EXIT leaves the block. */
  readonly continues: boolean;
  /** What it catches: undefined for every error. */
  readonly catches: readonly string[] | undefined;
  readonly body: Block;
}
/** IF and CASE. */
export interface If extends Span {
  readonly kind: "if";
  readonly branches: readonly { readonly condition: Expression; readonly body: Block }[];
  /** A simple CASE compares, so that its conditions are no text of the writer's. */
  readonly compares: boolean;
  readonly otherwise: Block | undefined;
}
export interface Loop extends Span {
  readonly kind: "loop";
  readonly label: Ident | undefined;
  readonly form: "while" | "repeat" | "loop";
  readonly condition: Expression | undefined;
  readonly body: Block;
}
export interface For extends Span {
  readonly kind: "for";
  readonly label: Ident | undefined;
  readonly variable: Ident | undefined;
  readonly query: Query;
  readonly body: Block;
}
export interface Jump extends Span {
  readonly kind: "leave" | "iterate";
  readonly label: Ident;
}
export interface Cursor extends Span {
  readonly kind: "cursor";
  /** Of `DECLARE c CURSOR FOR query`. */
  readonly query: Query | undefined;
  /** Of `FETCH c INTO a, b`. */
  readonly into: readonly Name[];
}

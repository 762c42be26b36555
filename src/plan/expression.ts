import type { DataType } from "../types/index.js";
import type { Relation } from "./relation.js";

/** An unresolved expression: what the client says before Spark's analyzer has looked at it. */
export type Expression = Literal | Attribute | Star | Call | ExpressionString | Alias | Cast | SortOrder | Subquery;

/**
 * A value with its Spark type. `value` is what the encoder of that type expects: a bigint of microseconds for
 * TIMESTAMP, days for DATE, an unscaled bigint for DECIMAL, an array of `value`s for ARRAY, `null` for NULL.
 */
export interface Literal {
  readonly kind: "literal";
  readonly type: DataType;
  readonly value: LiteralValue;
}
export type LiteralValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | { readonly months: number; readonly days: number; readonly microseconds: bigint }
  | readonly LiteralValue[]
  | ReadonlyMap<LiteralValue, LiteralValue>;

export interface Attribute {
  readonly kind: "attribute";
  readonly name: string;
}
export interface Star {
  readonly kind: "star";
}
export interface Call {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Expression[];
  readonly distinct?: boolean;
}
/** SQL text of one expression, parsed by the server. */
export interface ExpressionString {
  readonly kind: "expressionString";
  readonly text: string;
}
export interface Alias {
  readonly kind: "alias";
  readonly child: Expression;
  readonly names: readonly string[];
}
export interface Cast {
  readonly kind: "cast";
  readonly child: Expression;
  readonly to: DataType;
}
export interface SortOrder {
  readonly kind: "sortOrder";
  readonly child: Expression;
  readonly direction: "ascending" | "descending";
  readonly nulls: "first" | "last";
}
export interface Subquery {
  readonly kind: "subquery";
  readonly relation: Relation;
  readonly as: "scalar" | "exists";
}

import type { DataType } from "../../types/index.js";
import type { BoundKind } from "../typing/bound.js";
import type { Constant } from "../typing/call.js";
import type { Query } from "./query.js";
import type { Ident, Name, Span } from "./span.js";

/** Expressions as written: nothing is resolved. */
export type Expression =
  | Literal
  | BoundInterval
  | ParameterMarker
  | HoleExpression
  | ColumnName
  | FieldAccess
  | ElementAccess
  | PathAccess
  | Star
  | Call
  | NamedArgument
  | TableArgument
  | Unary
  | Binary
  | Between
  | InList
  | InQuery
  | Like
  | LikeQuantified
  | IsNull
  | IsTruth
  | IsDistinct
  | Case
  | Cast
  | Collate
  | Lambda
  | Exists
  | ScalarSubquery
  | Row
  | Alias
  | Opaque;

export type ExpressionKind = Expression["kind"];
export type ExpressionOf<K extends ExpressionKind> = Extract<Expression, { readonly kind: K }>;

export interface Literal extends Span {
  readonly kind: "literal";
  readonly type: DataType;
  /** A DECIMAL is its text as written; a date, timestamp or time its canonical text, an interval its months or microseconds. */
  readonly value: Constant | Uint8Array;
  /** A value that Spark refuses, such as `DATE 'x'`: its own error class. */
  readonly invalid?: string;
}
/** `INTERVAL ${n} DAY`: an interval with values among its numbers, of which there is at least one. */
export interface BoundInterval extends Span {
  readonly kind: "interval";
  /** Undefined where a fragment may bring units of its own, or a sign may be an operator. */
  readonly type: DataType | undefined;
  readonly values: readonly {
    readonly value: ParameterMarker | HoleExpression;
    /** Undefined where the sign before it may be an operator. */
    readonly kinds: readonly BoundKind[] | undefined;
    /** Behind a sign: were there a column `interval`, the sign may stand between it and the value. */
    readonly signed: boolean;
  }[];
}
/** `?` or `:name`. */
export interface ParameterMarker extends Span {
  readonly kind: "parameter";
  readonly name?: string;
}
export interface HoleExpression extends Span {
  readonly kind: "hole";
  readonly index: number;
}
export interface ColumnName extends Span {
  readonly kind: "column";
  readonly parts: Name;
}
export interface FieldAccess extends Span {
  readonly kind: "field";
  readonly base: Expression;
  readonly field: Ident;
}
export interface ElementAccess extends Span {
  readonly kind: "element";
  readonly base: Expression;
  readonly index: Expression;
}
/** `v:a.b[0]`. */
export interface PathAccess extends Span {
  readonly kind: "path";
  readonly base: Expression;
  /** As `variant_get` takes it: `$.a.b[0]`. */
  readonly path: string;
  /** The name that the value gets as a result column. */
  readonly last: string;
}
export interface Star extends Span {
  readonly kind: "star";
  readonly qualifier: Name | undefined;
  readonly except: readonly Name[] | undefined;
}
export interface Call extends Span {
  readonly kind: "call";
  readonly name: Name;
  readonly args: readonly Expression[];
  readonly distinct: boolean;
  readonly filter: Expression | undefined;
  readonly withinGroup: readonly SortItem[] | undefined;
  readonly nulls: "ignore" | "respect" | undefined;
  readonly over: WindowSpec | undefined;
  /**
   * Written with keywords of its own rather than as `name(args)`: `EXTRACT(YEAR FROM d)`, `TRIM(BOTH FROM s)`,
   * `CURRENT_DATE`. Such forms print differently and take no user function of the same name.
   */
  readonly form: CallForm;
}
export type CallForm =
  | "plain"
  | "bare"
  | "extract"
  | "trim"
  | "substring"
  | "overlay"
  | "position"
  | "timestampadd"
  | "timestampdiff"
  | "struct"
  | "first";
export interface NamedArgument extends Span {
  readonly kind: "namedArgument";
  readonly name: Ident;
  readonly value: Expression;
}
/** `TABLE t` or `TABLE (SELECT …)` as an argument of a table function. */
export interface TableArgument extends Span {
  readonly kind: "tableArgument";
  readonly query: Query;
}
export type UnaryOperator = "+" | "-" | "~" | "NOT";
export interface Unary extends Span {
  readonly kind: "unary";
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}
export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "div"
  | "||"
  | "&"
  | "|"
  | "^"
  | "<<"
  | ">>"
  | ">>>"
  | "="
  | "<=>"
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "AND"
  | "OR";
export interface Binary extends Span {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Between extends Span {
  readonly kind: "between";
  readonly negated: boolean;
  readonly value: Expression;
  readonly low: Expression;
  readonly high: Expression;
}
export interface InList extends Span {
  readonly kind: "inList";
  readonly negated: boolean;
  readonly value: Expression;
  readonly list: readonly Expression[];
}
export interface InQuery extends Span {
  readonly kind: "inQuery";
  readonly negated: boolean;
  readonly value: Expression;
  readonly query: Query;
}
export interface Like extends Span {
  readonly kind: "like";
  readonly operator: "LIKE" | "ILIKE" | "RLIKE";
  readonly negated: boolean;
  readonly value: Expression;
  readonly pattern: Expression;
  readonly escape: string | undefined;
}
export interface LikeQuantified extends Span {
  readonly kind: "likeQuantified";
  readonly operator: "LIKE" | "ILIKE";
  readonly quantifier: "ALL" | "ANY";
  readonly negated: boolean;
  readonly value: Expression;
  readonly patterns: readonly Expression[];
}
export interface IsNull extends Span {
  readonly kind: "isNull";
  readonly negated: boolean;
  readonly operand: Expression;
}
export interface IsTruth extends Span {
  readonly kind: "isTruth";
  readonly negated: boolean;
  readonly truth: "TRUE" | "FALSE" | "UNKNOWN";
  readonly operand: Expression;
}
export interface IsDistinct extends Span {
  readonly kind: "isDistinct";
  readonly negated: boolean;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Case extends Span {
  readonly kind: "case";
  readonly operand: Expression | undefined;
  readonly whens: readonly { readonly when: Expression; readonly then: Expression }[];
  readonly otherwise: Expression | undefined;
}
export interface Cast extends Span {
  readonly kind: "cast";
  readonly operand: Expression;
  readonly type: DataType;
  /** `COLLATE UTF8_BINARY` is written, which changes nothing but the name. */
  readonly isBinaryCollated?: boolean;
  readonly isTry: boolean;
}
export interface Collate extends Span {
  readonly kind: "collate";
  readonly operand: Expression;
  readonly collation: string;
}
export interface Lambda extends Span {
  readonly kind: "lambda";
  readonly parameters: readonly Ident[];
  readonly body: Expression;
}
export interface Exists extends Span {
  readonly kind: "exists";
  readonly query: Query;
}
export interface ScalarSubquery extends Span {
  readonly kind: "scalarSubquery";
  readonly query: Query;
}
/** `(a, b)`. */
export interface Row extends Span {
  readonly kind: "row";
  readonly items: readonly Expression[];
}
/** `expression AS name`, or several names for a generator. */
export interface Alias extends Span {
  readonly kind: "alias";
  readonly operand: Expression;
  readonly names: Name;
}
/** Something whose meaning is unknown to us. */
export interface Opaque extends Span {
  readonly kind: "opaque";
}

export interface SortItem extends Span {
  readonly expression: Expression;
  readonly direction: "ASC" | "DESC";
  readonly nulls: "FIRST" | "LAST";
}

export interface WindowSpec extends Span {
  /** `OVER w` or `OVER (w)`. */
  readonly reference: Ident | undefined;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortItem[];
  readonly frame: WindowFrame | undefined;
}
export interface WindowFrame extends Span {
  readonly unit: "ROWS" | "RANGE";
  readonly lower: FrameBound;
  readonly upper: FrameBound;
}
export type FrameBound =
  | { readonly kind: "unboundedPreceding" | "unboundedFollowing" | "currentRow" }
  | { readonly kind: "preceding" | "following"; readonly value: Expression };

import type { FunctionKind } from "../../functions/row.js";
import type { DataType } from "../../types/index.js";
import type { Printed } from "./printed.js";

/** The type of an expression, and whether it may be NULL. */
export interface Typed {
  readonly type: DataType;
  readonly nullable: boolean;
}

/** The value of a constant expression: a number of a DECIMAL is its text, so that no digit is lost. */
export type Constant = null | boolean | number | bigint | string;

/** One argument of a call, or operand of an operator, after the analyser typed it. */
export interface TypedArg extends Typed {
  /** A literal as Spark's parser sees one: `1`, `-1`, `'a'`, `DATE '…'`; not `1 + 1` and not `CAST(1 AS INT)`. */
  readonly literal?: boolean;
  /** Any expression without columns. */
  readonly foldable?: boolean;
  /** The value of a literal or of a foldable expression, where it is known. Strings are unescaped. */
  readonly constant?: Constant;
  /** The name that the argument has as an attribute, an alias, a struct field or a lambda variable. */
  readonly name?: string;
  /** `name => value`. */
  readonly argumentName?: string;
  /** The argument is `array(…)` or a named constructor of one: its children, so that `array(1, c)[0]` is typed exactly. */
  readonly elements?: readonly Typed[];
  /** What the argument is, where its collation has to be told apart from others. */
  readonly printed?: Printed;
  /** The argument is a lambda: types its body for these parameters. `undefined` where the body is wrong or unknown. */
  readonly lambda?: Lambda;
}
export interface Lambda {
  /** How many parameters are written. */
  readonly parameters: number;
  readonly body: (parameters: readonly Typed[]) => Typed | undefined;
}

/** A call as it is written. */
export interface CallSite {
  readonly name: string;
  readonly args: readonly TypedArg[];
  readonly distinct?: boolean;
  readonly filter?: boolean;
  /** `OVER`, and what its window says. */
  readonly over?: { readonly ordered: boolean; readonly frame: boolean; readonly isWhole?: boolean };
  readonly ignoreNulls?: boolean;
  /** RESPECT NULLS is written. */
  readonly respectNulls?: boolean;
  /** The sort keys of `WITHIN GROUP (ORDER BY …)`. */
  readonly withinGroup?: readonly TypedArg[];
}

/** A column of a generator or table function. */
export interface GeneratedColumn extends Typed {
  readonly name: string;
}

/** What Spark makes of a call. */
export type CallResult = TypedCall | RefusedCall | UnknownCall;

export interface TypedCall extends Typed {
  readonly kind: "typed";
  readonly function: FunctionKind;
  /** The name of its row in the catalogue. */
  readonly name?: string;
  /** Whether an argument was cast to a type that is not its own. Asked without ANSI alone. */
  readonly isCoerced?: () => boolean;
  /** Of a generator or table function. */
  readonly columns?: readonly GeneratedColumn[];
  /** The value of a call whose arguments are constants, where other calls need it (`schema_of_json`). */
  readonly constant?: Constant;
}
/** Spark refuses the call, and we know that it does. */
export interface RefusedCall {
  readonly kind: "refused";
  /** Spark's error class, such as `DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE`. */
  readonly errorClass: string;
  /** What Spark's message names, such as `{ requiredType: "INT", inputType: "ARRAY<INT>", paramIndex: "2" }`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The argument at fault, from 0; absent where it is the call as a whole. */
  readonly argument?: number;
}
/** Nothing is claimed about the call. */
export interface UnknownCall {
  readonly kind: "unknown";
  readonly function?: FunctionKind;
  readonly why: string;
}

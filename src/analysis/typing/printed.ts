import type { DataType } from "../../types/index.js";
import type { Constant } from "./call.js";

/**
 * An expression as far as its printed form goes: what the analyser builds for a select item, so that `nameOf` can
 * print the column name that Spark makes of it.
 */
export type Printed =
  /** A column, under the name as written, without its qualifier. `type` where known; `within` where it prints inside another. */
  | { readonly kind: "column"; readonly name: string; readonly type?: DataType; readonly within?: string }
  /** A variable: alone it is named as written, inside something it prints with its value, which nobody knows. */
  | { readonly kind: "variable"; readonly name: string | undefined; readonly type?: DataType }
  /** `of.name`: a struct field (an array of structs too), or the value of a key, which prints as `of[name]`. */
  | {
      readonly kind: "field";
      readonly of: Printed;
      readonly name: string;
      readonly isKey?: boolean;
      /** The field of each struct of an array. */
      readonly ofArray?: boolean;
      /** Of a name in an IDENTIFIER clause: a column of it has the whole as its name. */
      readonly isWhole?: boolean;
      readonly type?: DataType;
    }
  /** `of[index]`. */
  | { readonly kind: "element"; readonly of: Printed; readonly index: Printed; readonly type?: DataType }
  /** `of:a.b[0]`, a VARIANT path; `name` is the last name in it. */
  | { readonly kind: "variantPath"; readonly of: Printed; readonly name: string; readonly path: string }
  /** A literal. `text` is the source of numbers of type DECIMAL and the canonical text of dates, times and intervals. */
  | { readonly kind: "literal"; readonly type: DataType; readonly value: Constant | Uint8Array }
  | ({
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Printed[];
      readonly type?: DataType;
    } & CallClauses)
  /** An operator under its symbol or word, lower case: `+`, `and`, `like`, `in`, `between`, `is null`, `is true`, `likeany`, `escape`. */
  | { readonly kind: "operator"; readonly op: string; readonly args: readonly Printed[]; readonly type?: DataType }
  /** CASE; a simple CASE is written with `=` conditions, as Spark rewrites it. */
  | {
      readonly kind: "case";
      readonly branches: readonly { readonly when: Printed; readonly then: Printed }[];
      readonly otherwise?: Printed;
      readonly type?: DataType;
    }
  | {
      readonly kind: "cast";
      readonly of: Printed;
      readonly to: DataType;
      readonly try?: boolean;
      readonly type?: DataType;
    }
  | { readonly kind: "lambda"; readonly parameters: number; readonly body: Printed }
  | { readonly kind: "lambdaVariable"; readonly type?: DataType }
  /** `expr AS name`, inside a struct constructor. */
  | { readonly kind: "alias"; readonly of: Printed; readonly name: string; readonly type?: DataType }
  | { readonly kind: "star" }
  /** Printed as it stands: `scalarsubquery()`, `exists()`. */
  | { readonly kind: "text"; readonly text: string; readonly type?: DataType };

export interface CallClauses {
  readonly distinct?: boolean;
  readonly filter?: Printed;
  readonly ignoreNulls?: boolean;
  readonly respectNulls?: boolean;
  readonly withinGroup?: readonly PrintedSortKey[];
  readonly over?: PrintedWindow;
}
export interface PrintedSortKey {
  readonly of: Printed;
  readonly descending?: boolean;
  /** As written; Spark's default for the direction when absent. */
  readonly nulls?: "first" | "last";
}
export interface PrintedWindow {
  readonly partitionBy: readonly Printed[];
  readonly orderBy: readonly PrintedSortKey[];
  readonly frame?: {
    readonly unit: "rows" | "range";
    readonly start: PrintedBound;
    /** `CURRENT ROW` when the frame is written with one bound. */
    readonly end?: PrintedBound;
  };
}
export type PrintedBound =
  | "unbounded preceding"
  | "unbounded following"
  | "current row"
  | { readonly direction: "preceding" | "following"; readonly offset: Printed; readonly isCast?: boolean };

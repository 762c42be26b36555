/** What a function is to a query: decides where it may stand, and what it does to the rows around it. */
export type FunctionKind = "scalar" | "aggregate" | "window" | "generator" | "table";

/**
 * One builtin function or operator of Spark, as data. Rules are names; what they mean is code in `analysis/typing`.
 * Docs, hover, completion, the typed builders and the analyser all read the same row.
 */
export interface FunctionRow {
  /** Lower case; an operator has its symbol. */
  readonly name: string;
  /** Names that mean the same in every way but the printed one. */
  readonly aliases?: readonly string[];
  readonly kind: FunctionKind;
  /**
   * One signature an overload: `str: text, pos: int, len?: int = 2147483647, more*: any`. The word behind the colon is
   * a parameter class (`typing/parameters.ts`), `?` marks what may be left out, `*` what may repeat, `= x` what Spark
   * prints for an argument left out, and `literal` in front of the class that only a constant will do.
   * Absent where nothing about the arguments is claimed.
   */
  readonly takes?: readonly string[];
  /** A type in Spark's DDL, or the name of a result rule (`typing/results.ts`), such as `same(0)`. */
  readonly returns: string;
  /** The name of a null rule (`typing/nulls.ts`). */
  readonly nulls: string;
  /** What Spark prints where that is not `name(arguments)`: another head, or a template such as `(+ {0})`. */
  readonly prints?: string;
  /** The printed head of an alias, where it is not the alias itself. */
  readonly aliasPrints?: Readonly<Record<string, string>>;
  readonly traits?: readonly FunctionTrait[];
  /** The first Spark version that has it. */
  readonly since?: string;
  /** One sentence in our own words. */
  readonly doc: string;
}

/** What else a call may carry, or must. */
export type FunctionTrait =
  /** Arguments may be given by name. */
  | "named"
  | "distinct"
  | "filter"
  | "ignoreNulls"
  | "withinGroup"
  /** A window function that takes no frame of the user's. */
  | "noFrame"
  /** An aggregate that cannot stand over a window. */
  | "noWindow"
  /** May be called without parentheses. */
  | "bare"
  /** Two calls may differ, so that it cannot stand inside an aggregate. */
  | "nondeterministic"
  /** Refused under Spark's default configuration, or needs a module that Spark does not load by itself. */
  | "off";

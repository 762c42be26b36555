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
   * The signature: `str: text, pos: int, len?: int = 2147483647, more*: any`. The word behind the colon is a parameter
   * class (`analysis/typing/parameters.ts`), `?` marks what may be left out, `*` what may repeat, `= x` what Spark
   * prints for an argument left out, and `constant` before the class that only a constant will do.
   * Absent where nothing is claimed about the arguments. Several where the number of arguments decides.
   */
  readonly takes?: string | readonly Overload[];
  /** A type in the notation of `notation.ts`, or the name of a result rule (`typing/results.ts`), such as `same(0)`. */
  readonly returns: string;
  /** The name of a null rule (`typing/nulls.ts`). */
  readonly nulls: string;
  /**
   * What Spark prints, where that is not `name(arguments)`: another head, such as `SQRT`, or a template in which `{0}`
   * is an argument, `{*}` all of them and `{name}` the called name.
   */
  readonly prints?: string;
  /** Printed heads of aliases that print neither themselves nor what the row says. */
  readonly aliasPrints?: Readonly<Record<string, string>>;
  readonly traits?: readonly FunctionTrait[];
  /** The first Spark version that has it. */
  readonly since?: string;
  /** One sentence in our own words. */
  readonly doc: string;
}

/** A signature with what differs from the row. */
export interface Overload {
  readonly takes: string;
  readonly returns?: string;
  readonly nulls?: string;
  readonly prints?: string;
}

/** What else a call may carry, or must. */
export type FunctionTrait =
  /** Arguments may be given by name. */
  | "named"
  /** An aggregate over which DISTINCT is refused. */
  | "noDistinct"
  | "ignoreNulls"
  /** Takes WITHIN GROUP (ORDER BY …). */
  | "withinGroup"
  /** Cannot be called without it. */
  | "needsWithinGroup"
  /** A window function that takes no frame of the user's. */
  | "noFrame"
  /** An aggregate that cannot stand over a window. */
  | "noWindow"
  /** May be called without parentheses. */
  | "bare"
  /** Two calls may differ. */
  | "nondeterministic"
  /** Refused under Spark's default configuration, or in need of a module that Spark does not load by itself. */
  | "off";

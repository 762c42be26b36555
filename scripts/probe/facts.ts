import type { FunctionKind } from "../../src/functions/row.js";

/** One call that a server accepted. */
export interface Sample {
  /** What each argument was: a key of the basis, `lit KEY` for a constant, `void` or `lambda`. */
  readonly args: readonly string[];
  /** The result type in the notation of `src/functions/notation.ts`; `name type` pairs for a generator. */
  readonly type: string;
  /** `!` or `?`: with no argument nullable, then with the 1st, the 2nd… argument nullable. */
  readonly nulls: string;
  /** The result column's name. */
  readonly printed: string;
}

/** What a server told about one function. */
export interface FunctionFacts {
  readonly kind: FunctionKind | null;
  readonly since?: string;
  readonly usage: string;
  readonly nondeterministic: boolean;
  /** By the number of arguments: `ok`, or the error class of a call with NULLs. */
  readonly arity: Readonly<Record<string, string>>;
  readonly expected?: string;
  /** `arity:position` to the type that an error message asked for. */
  readonly required: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
  /** Names of parameters, where arguments may be given by name. */
  readonly named: readonly string[];
  readonly clauses: Readonly<Record<string, string>>;
  readonly bare: boolean;
}

export interface Facts {
  readonly spark: string;
  /** The columns of the basis view: key to type. */
  readonly basis: Readonly<Record<string, string>>;
  readonly functions: Readonly<Record<string, FunctionFacts>>;
}

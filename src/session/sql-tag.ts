import type { DataFrame, SqlDataFrame, UncheckedRow } from "../dataframe/index.js";
import type { SqlParam, SqlValue } from "../sql/index.js";

/**
 * What a checker has found out about a template: the type of a row, the types of the holes, and whether it is a command.
 * `dbsql check` and the editor plugin write it; no program needs to. An object, since a tuple of its own for every query
 * costs the type checker the members of an array each time.
 */
export interface SqlTyping {
  readonly row: object;
  readonly params: readonly unknown[];
  readonly kind?: "command" | "unanalysed";
}
/** Nobody has looked at the template: rows of unknown columns, any parameter that can be bound. */
export interface Unanalysed {
  readonly row: UncheckedRow;
  readonly params: readonly SqlParam[];
  readonly kind: "unanalysed";
}

/** Arguments of the call form: by name for `:name`, by position for `?`. */
export type SqlArguments = Readonly<Record<string, SqlValue>> | readonly SqlValue[];

/**
 * SQL texts with their {@link SqlTyping}, for toolchains that see no plugin: the call form with one of these texts has its
 * row type, and the types of its arguments. The declaration file that `dbsql generate` writes adds to it.
 */
export interface Queries extends Record<never, never> {}

/** What follows the text: the holes of a template, or the arguments of a call. */
export type SqlRest<Q extends SqlTyping, S extends TemplateStringsArray | string> = S extends keyof Queries
  ? Registered<S>["params"]
  : S extends string
    ? [args?: SqlArguments]
    : Q["params"];

/** The entry of a text in the registry. */
type Registered<S extends keyof Queries> = Queries[S] extends infer Q extends SqlTyping ? Q : Unanalysed;

export type SqlResult<Q extends SqlTyping, S extends TemplateStringsArray | string> = S extends keyof Queries
  ? SqlResult<Registered<S>, TemplateStringsArray>
  : Q extends { readonly kind: string }
    ? SqlDataFrame<Q["row"]>
    : DataFrame<Q["row"]>;

/**
 * SQL as a template, or as text with arguments.
 *
 * In a template each `${value}` is bound as a parameter and never becomes text; `${dataFrame}` is a relation,
 * `` ${sql`…`} `` a fragment, `${ident("a")}` a quoted name, and an array alone in `IN (…)` a list. A hole in quotes is
 * refused, one in a comment ignored.
 *
 * The call form takes text that is not known when the program is written, with named arguments for `:name` or an array
 * for `?`.
 *
 * A query is lazy. A command (CREATE, INSERT, SET…) starts at once and runs once; await it. See {@link SqlDataFrame}.
 *
 * @throws ArgumentError, with the place in your file, for a value that cannot be bound or a hole where none can stand
 * @example
 * ```ts
 * const ids = [7n, 8n];
 * const rows = await spark.sql`SELECT name FROM customers WHERE id IN (${ids})`.collect();
 * const same = await spark.sql("SELECT name FROM customers WHERE id = :id", { id: 7n }).collect();
 * ```
 */
export type SqlTag = <
  Q extends SqlTyping = Unanalysed,
  const S extends TemplateStringsArray | string = TemplateStringsArray,
>(
  text: S,
  ...values: SqlRest<Q, S>
) => SqlResult<Q, S>;

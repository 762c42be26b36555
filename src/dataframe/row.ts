/** A row whose columns no checker has looked at: every column is there, and nothing is known of its value. */
export interface UncheckedRow {
  readonly [column: string]: unknown;
}

/** The row as one object type, so that an editor shows its columns and not how they came about. */
export type Flat<R> = { [C in keyof R]: R[C] } & {};

/**
 * The tables of the catalog with their rows. `dbsql pull-schema` writes a declaration file that adds to it, so that
 * `spark.table("main.sales.orders")` knows its columns.
 */
export interface Tables extends Record<never, never> {}

/** The row of a registered table; of any other an unchecked one. */
export type TableRow<N extends string> = N extends keyof Tables ? Tables[N] : UncheckedRow;

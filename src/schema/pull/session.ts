import type { StructType } from "../../types/index.js";

export type Row = Readonly<Record<string, unknown>>;

/** What reading a catalog needs of a session. */
export interface CatalogSession {
  /** Runs a statement and gives all its rows; `args` are bound to its `:name`s. */
  rows(sql: string, args?: Readonly<Record<string, string>>): Promise<readonly Row[]>;
  /** The columns of a table or view as queries see them, by its quoted name. */
  columns(name: string): Promise<StructType>;
}

/** A cell that holds text; undefined for NULL, for an empty text, and where the server has no such column. */
export function textOf(row: Row, ...columns: readonly string[]): string | undefined {
  for (const column of columns) {
    const value = Object.hasOwn(row, column) ? row[column] : undefined;
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

import { AnalysisError, type SparkError } from "../../../../src/errors/index.js";
import type { CatalogSession, Row } from "../../../../src/schema/pull/index.js";
import { parseSchema } from "../../../../src/types/index.js";

/** A catalog whose answers are data: statement → rows, quoted table name → columns in DDL; a failure is thrown. */
export interface Answers {
  readonly rows: Readonly<Record<string, readonly Row[] | SparkError>>;
  readonly columns?: Readonly<Record<string, string | SparkError>>;
}

export const here: Readonly<Record<string, readonly Row[]>> = {
  "SELECT current_catalog() AS catalog, current_schema() AS schema": [{ catalog: "main", schema: "sales" }],
  "SHOW SCHEMAS IN `main`": [{ databaseName: "hr" }, { databaseName: "sales" }],
};

/** The session, and what it was asked. */
export function fakeSession({ rows, columns = {} }: Answers): CatalogSession & { readonly asked: string[] } {
  const asked: string[] = [];
  const answer = <T>(found: T | SparkError | undefined, what: string): T => {
    asked.push(what);
    if (found === undefined) throw notFound(what);
    if (found instanceof Error) throw found;
    return found;
  };
  return {
    asked,
    rows: async (sql) => answer(rows[sql], sql),
    columns: async (name) => parseSchema(answer(columns[name], name)),
  };
}

export function notFound(what: string): SparkError {
  return new AnalysisError(`[TABLE_OR_VIEW_NOT_FOUND] ${what} cannot be found.\nMore.`, {
    errorClass: "TABLE_OR_VIEW_NOT_FOUND",
  });
}

export function denied(what: string): SparkError {
  return new AnalysisError(`[INSUFFICIENT_PERMISSIONS] User does not have SELECT on ${what}.\nSQLSTATE: 42501`, {
    errorClass: "INSUFFICIENT_PERMISSIONS",
  });
}

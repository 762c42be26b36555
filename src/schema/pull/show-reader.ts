import { AnalysisError, SparkError } from "../../errors/index.js";
import type { FunctionSchema, TableSchema } from "../model.js";
import { readDescription } from "./description.js";
import { isFatal, isGone, reasonOf } from "./failure.js";
import { foldName, quoteName } from "./name.js";
import type { CatalogReader, Listed } from "./reader.js";
import { type CatalogSession, type Row, textOf } from "./session.js";
import { readSignature } from "./signature.js";
import { tableOf } from "./table.js";

/** Reads a catalog by `SHOW` and `DESCRIBE`, which every server answers. */
export function showReader(session: CatalogSession): CatalogReader {
  return {
    async contents(catalog, schema) {
      const within = quoteName(catalog, schema);
      const [tables, views, functions] = await Promise.all([
        ask(session, "SHOW TABLES IN", within),
        answerOf(ask(session, "SHOW VIEWS IN", within)),
        answerOf(ask(session, "SHOW USER FUNCTIONS IN", within)),
      ]);
      const names = new Set([...tables, ...(views ?? [])].filter(isKept).map(relationName));
      return {
        tables: [...names]
          .filter((name) => name !== undefined)
          .map((name) => ({ name, read: () => readTable(session, catalog, schema, name) })),
        functions: listedFunctions(session, catalog, schema, functions ?? []),
        functionsListed: functions !== undefined,
      };
    },
  };
}

/** Undefined where the server does not know the statement, as catalogs without views or functions. */
async function answerOf(asked: Promise<readonly Row[]>): Promise<readonly Row[] | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isFatal(error)) throw error;
    return undefined;
  }
}

function isKept(row: Row): boolean {
  return row.isTemporary !== true;
}

function relationName(row: Row): string | undefined {
  return textOf(row, "tableName", "viewName");
}

async function readTable(session: CatalogSession, catalog: string, schema: string, name: string): Promise<TableSchema> {
  const quoted = quoteName(catalog, schema, name);
  const [columns, description] = await Promise.allSettled([
    session.columns(quoted),
    ask(session, "DESCRIBE TABLE EXTENDED", quoted),
  ]);
  if (columns.status === "fulfilled" && description.status === "fulfilled") {
    return tableOf(catalog, schema, name, columns.value, readDescription(description.value, columns.value));
  }
  const failures = [columns, description].flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  const reason = failures.find(isFatal) ?? failures[0];
  if (description.status === "fulfilled" && isBroken(reason, description.value)) {
    throw new BrokenViewError(reasonOf(reason), { cause: reason });
  }
  throw reason;
}

/** A view whose own tables are gone or changed is described, but cannot be queried: it did not vanish. */
function isBroken(reason: unknown, description: readonly Row[]): boolean {
  if (isGone(reason)) return true;
  const isView = readDescription(description, { kind: "struct", fields: [] }).kind === "view";
  return isView && reason instanceof AnalysisError && reason.sqlState !== notAllowed;
}

const notAllowed = "42501";

/** A view that exists, but of which no query can be made. */
export class BrokenViewError extends SparkError {
  override readonly name: string = "BrokenViewError";
}

/**
 * Runs a statement about one name. Apache Spark takes `${` in a statement for a variable, in backquotes too: such a name is
 * bound instead, where the server can.
 */
async function ask(session: CatalogSession, statement: string, quoted: string): Promise<readonly Row[]> {
  if (quoted.includes("${")) {
    try {
      return await session.rows(`${statement} IDENTIFIER(:name)`, { name: quoted });
    } catch (error) {
      if (isFatal(error) || isGone(error)) throw error;
    }
  }
  return session.rows(`${statement} ${quoted}`);
}

function listedFunctions(
  session: CatalogSession,
  catalog: string,
  schema: string,
  rows: readonly Row[],
): readonly Listed<FunctionSchema>[] {
  // Functions of the session and of the server's extensions are listed too, by a name without a schema.
  const prefixes = [`${catalog}.${schema}.`, `${quoteName(catalog, schema)}.`].map(foldName);
  return rows.flatMap((row) => {
    const full = textOf(row, "function") ?? "";
    const prefix = prefixes.find((one) => foldName(full).startsWith(one));
    if (prefix === undefined) return [];
    const name = full
      .slice(prefix.length)
      .replace(/^`((?:[^`]|``)*)`$/, (_, inside: string) => inside.replaceAll("``", "`"));
    const quoted = quoteName(catalog, schema, name);
    const read = async (): Promise<FunctionSchema | undefined> => {
      const signature = readSignature(await ask(session, "DESCRIBE FUNCTION EXTENDED", quoted));
      return signature === undefined ? undefined : { catalog, schema, name, ...signature };
    };
    return [{ name, read }];
  });
}

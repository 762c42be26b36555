import { type FunctionSchema, ofServer } from "../model.js";
import type { SchemaFile } from "../schema-file.js";
import { isFatal } from "./failure.js";
import { foldName } from "./name.js";
import { type CatalogSession, textOf } from "./session.js";

/** Whether a file holds builtin functions, which no pattern means. */
export function isOfBuiltins({ catalog, schema }: Pick<SchemaFile, "catalog" | "schema">): boolean {
  return foldName(catalog) === ofServer.catalog && foldName(schema) === ofServer.schema;
}

/**
 * The builtin functions that a server has beyond those of Spark, of which it tells no more than the names: as a schema,
 * so that none of them is taken for a mistake. Undefined where the server does not list its functions.
 *
 * @param isKnown whether Spark has a builtin function of that name
 */
export async function readBuiltins(
  session: CatalogSession,
  isKnown: (name: string) => boolean,
): Promise<SchemaFile | undefined> {
  try {
    const rows = await session.rows("SHOW ALL FUNCTIONS");
    // A name with a dot is of a user's function, and one of signs is an operator.
    const names = rows.flatMap((row) => textOf(row, "function") ?? []).filter((name) => /^\w+$/.test(name));
    const own = [...new Set(names.map(foldName))].filter((name) => !isKnown(name));
    const functions = own.map((name): FunctionSchema => ({ ...ofServer, name, kind: "scalar" }));
    return { ...ofServer, complete: false, functionsComplete: false, tables: [], functions };
  } catch (error) {
    if (isFatal(error)) throw error;
    return undefined;
  }
}

/** The schemas of a cache with these builtin functions in place of those that it had. */
export function withBuiltins(files: readonly SchemaFile[], builtins: SchemaFile | undefined): readonly SchemaFile[] {
  if (builtins === undefined) return files;
  const others = files.filter((file) => !isOfBuiltins(file));
  return builtins.functions.length === 0 ? others : [...others, builtins];
}

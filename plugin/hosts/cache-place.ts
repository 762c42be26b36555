import { join } from "node:path";
import type { Definition } from "../../src/analysis/editor/symbols.js";
import { schemaPath } from "../../src/schema/layout.js";
import { readText } from "./disk.js";

/** Something of the schema cache, by the file that holds it. */
export interface CachePlace {
  readonly path: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Where the cache's file says the name of a table or column; its start where the file does not name it. */
export function cachePlaceOf(
  folder: string,
  target: Exclude<Definition, { readonly kind: "text" }>,
): CachePlace | undefined {
  const { catalog, schema, table } = target.kind === "column" ? target.origin : target;
  const path = join(folder, schemaPath(catalog, schema));
  const text = readText(path);
  if (text === undefined) return undefined;
  const column = target.kind === "column" ? target.origin.column : undefined;
  return { path, text, ...(placeIn(text, table, column) ?? { start: 0, end: 0 }) };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A walk over JSON text that keeps offsets: `tables[…].name`, and `columns[…].name` in the table that was found. */
function placeIn(text: string, table: string, column: string | undefined): Range | undefined {
  const path: (string | number)[] = [];
  let key: string | undefined;
  let found: Range | undefined;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    if (token === "{") path.push("{");
    else if (token === "[") path.push(key ?? "[");
    else if (token === "}" || token === "]") {
      // A table ends without the column: the table itself is the best place.
      if (token === "}" && found !== undefined && path.join("/") === "{/tables/{") return found;
      path.pop();
    } else if (
      token.startsWith('"') &&
      text
        .slice(index + token.length)
        .trimStart()
        .startsWith(":")
    ) {
      key = JSON.parse(token) as string;
      continue;
    } else if (key === "name" && token.startsWith('"')) {
      const at = { start: index + 1, end: index + token.length - 1 };
      const name = JSON.parse(token) as string;
      const where = path.join("/");
      if (where === "{/tables/{" && sameName(name, table)) {
        if (column === undefined) return at;
        found = at;
      }
      if (found !== undefined && where === "{/tables/{/columns/{" && sameName(name, column ?? "")) return at;
    }
    if (token === "{" || token === "[" || token === ",") key = undefined;
  }
  return found;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

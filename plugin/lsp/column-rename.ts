import type { Inspection } from "../inject/inspect.js";
import { isPropertyName, type Place, placeOfColumn, renameIn, resultColumnAt } from "../inject/sql-answers.js";
import type { RowColumn, Veil } from "../inject/veil.js";
import { isRange, type Shows } from "./clean.js";
import { Lines } from "./document.js";
import { columnAt, filterResult } from "./filter.js";
import { type Message, member, type Position, refused } from "./message.js";

/**
 * A result column has its name in the query and, as a property of rows, in TypeScript. Whichever is renamed, the server
 * is asked about the property; its answer names our declaration, and there the query's own edits come in.
 */
export function declarationPosition(place: Place, inspection: Inspection, veil: Veil): Position | undefined {
  const name = resultColumnAt(place);
  const offset = name === undefined ? undefined : veil.declarationOf({ query: place.query, name });
  return offset === undefined ? undefined : new Lines(inspection.rewritten.text).position(offset);
}

interface Declared {
  readonly uri: string;
  readonly column: RowColumn;
}

/** The answer to a rename that reached a column; undefined where it reached none. */
export function columnRename(
  result: unknown,
  uri: string,
  newName: string,
  shows: Shows,
): Pick<Message, "result" | "error"> | undefined {
  const declared = declarationsIn(result, uri, shows);
  if (declared.length === 0) return undefined;
  const shown = filterResult("textDocument/rename", result, uri, shows);
  if (!isPropertyName(newName) && hasEdits(shown)) {
    return refused(`Rows read this column as a property, and \`${newName}\` cannot follow a dot.`);
  }
  let merged: unknown = shown ?? { changes: {} };
  for (const one of declared) {
    const place = placeOfColumn(one.column);
    if ("refused" in place) return refused(place.refused);
    const edits = renameIn(place, newName);
    if ("refused" in edits) return refused(edits.refused);
    const lines = shows.shown(one.uri)?.lines;
    const texts = edits.map(({ range, text }) => ({ range: lines?.range(range.start, range.end), newText: text }));
    merged = withEdits(merged, one.uri, texts);
  }
  return { result: merged };
}

/** The columns whose declaration an answer would change. */
function declarationsIn(value: unknown, uri: string, shows: Shows): readonly Declared[] {
  const found = new Map<string, Declared>();
  const visit = (item: unknown, of: string): void => {
    if (Array.isArray(item)) for (const one of item) visit(one, of);
    if (typeof item !== "object" || item === null || Array.isArray(item)) return;
    const own = member(item, "textDocument", "uri");
    const range = member(item, "range");
    const shown = shows.shown(of);
    const column = shown && isRange(range) ? columnAt(range, shown) : undefined;
    if (column !== undefined) found.set(`${of}\0${column.query.template.tick}\0${column.name}`, { uri: of, column });
    for (const [key, inner] of Object.entries(item)) {
      if (key !== "changes" || typeof inner !== "object" || inner === null)
        visit(inner, typeof own === "string" ? own : of);
      else for (const [file, edits] of Object.entries(inner)) visit(edits, file);
    }
  };
  visit(value, uri);
  return [...found.values()];
}

function hasEdits(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasEdits);
  if (typeof value !== "object" || value === null) return false;
  return "newText" in value || Object.values(value).some(hasEdits);
}

/** More edits of a file, in the form that the answer has. */
function withEdits(result: unknown, uri: string, edits: readonly object[]): unknown {
  const documents = member(result, "documentChanges");
  if (Array.isArray(documents)) {
    const more = { textDocument: { uri, version: null }, edits };
    return { ...(result as object), documentChanges: [...documents, more] };
  }
  const changes = (member(result, "changes") ?? {}) as Readonly<Record<string, readonly object[]>>;
  return { ...(result as object), changes: { ...changes, [uri]: [...(changes[uri] ?? []), ...edits] } };
}

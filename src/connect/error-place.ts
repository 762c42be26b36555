import type { QueryContext } from "../errors/index.js";
import {
  FetchErrorDetailsResponse_QueryContext_ContextType as ContextType,
  type FetchErrorDetailsResponse_QueryContext as ServerContext,
} from "../gen/protobuf/spark/connect/base.js";
import type { Sql } from "../plan/index.js";

/** Which SQL text the server blames, and where in it. */
export interface ErrorPlace {
  readonly contexts: readonly QueryContext[];
  readonly sql: Sql | undefined;
  /** UTF-16 offset in the text. */
  readonly start: number | undefined;
}

/**
 * Finds the place of an error. The server does not say which of the texts of a plan it blames: the one that holds the
 * fragment at that place is taken, if there is exactly one.
 */
export function placeInSql(message: string, contexts: readonly ServerContext[], texts: readonly Sql[]): ErrorPlace {
  let sql: Sql | undefined;
  let start: number | undefined;
  const placed = contexts.map((context): QueryContext => {
    const match = findText(context, texts);
    if (match !== undefined && start === undefined) {
      sql = match.sql;
      start = match.start;
    }
    const { startIndex = 0, stopIndex = 0, fragment = "", objectType = "", objectName = "" } = context;
    return {
      start: match?.start ?? startIndex,
      stop: match?.stop ?? stopIndex + 1,
      fragment: match?.fragment ?? fragment,
      ...(objectType === "" ? {} : { objectType }),
      ...(objectName === "" ? {} : { objectName }),
    };
  });
  if (start === undefined && texts.length === 1) {
    const found = placeInMessage(message, texts[0]!.text);
    if (found !== undefined) return { contexts: placed, sql: texts[0], start: found };
  }
  return { contexts: placed, sql, start };
}

interface Match {
  readonly sql: Sql;
  readonly start: number;
  readonly stop: number;
  readonly fragment: string;
}

/**
 * The indexes count code points, as Spark's parser does; the fragment was then cut at the same numbers out of a Java
 * string, in UTF-16. So the fragment is only good to recognise the text by, and is cut anew.
 */
function findText(context: ServerContext, texts: readonly Sql[]): Match | undefined {
  const { startIndex = 0, stopIndex = 0, fragment = "", objectName = "", contextType } = context;
  // A context with an object is a place in the text of a view; one of another kind is a call of the DataFrame API.
  if (objectName !== "" || contextType !== ContextType.SQL || fragment === "") return undefined;
  const found = texts.filter(({ text }) => text.slice(startIndex, stopIndex + 1) === fragment);
  if (found.length !== 1) return undefined;
  const { text } = found[0]!;
  const start = utf16Offset(text, startIndex);
  const stop = utf16Offset(text, stopIndex + 1);
  if (start === undefined || stop === undefined) return undefined;
  return { sql: found[0]!, start, stop, fragment: text.slice(start, stop) };
}

/** `(line 1, pos 7)` of the parser, `; line 1 pos 7` of the analyzer: lines from 1, code points from 0. */
function placeInMessage(message: string, text: string): number | undefined {
  const match = /\(line (\d+), pos (\d+)\)/.exec(message) ?? /; line (\d+),? pos (\d+)(?:;|$)/m.exec(message);
  if (match === null) return undefined;
  let lineStart = 0;
  for (let line = 1; line < Number(match[1]); line++) {
    const next = text.indexOf("\n", lineStart);
    if (next < 0) return undefined;
    lineStart = next + 1;
  }
  const inLine = utf16Offset(text.slice(lineStart), Number(match[2]));
  return inLine === undefined ? undefined : lineStart + inLine;
}

/** The UTF-16 offset of a code point, or undefined behind the end. */
export function utf16Offset(text: string, codePoints: number): number | undefined {
  let offset = 0;
  for (let i = 0; i < codePoints; i++) {
    const point = text.codePointAt(offset);
    if (point === undefined) return undefined;
    offset += point > 0xffff ? 2 : 1;
  }
  return offset;
}

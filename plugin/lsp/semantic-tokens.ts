import type { TokenKind } from "../../src/analysis/editor/tokens.js";
import type { ColourAnswer } from "../inject/sql-answers.js";
import type { Lines } from "./document.js";
import { member } from "./message.js";

/** A token of the protocol, at its absolute place. */
export interface SemanticToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: number;
  readonly modifiers: number;
}

/** Five numbers a token, each place relative to the one before. */
export function decodeTokens(data: readonly number[]): SemanticToken[] {
  let [line, character] = [0, 0];
  return Array.from({ length: Math.floor(data.length / 5) }, (_, at) => {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(at * 5, at * 5 + 5);
    character = down === 0 ? character + right : right;
    line += down;
    return { line, character, length, type, modifiers };
  });
}

export function encodeTokens(tokens: readonly SemanticToken[]): number[] {
  let [lastLine, lastCharacter] = [0, 0];
  return tokens.flatMap(({ line, character, length, type, modifiers }) => {
    const place = [line - lastLine, line === lastLine ? character - lastCharacter : character];
    [lastLine, lastCharacter] = [line, character];
    return [...place, length, type, modifiers];
  });
}

/** The protocol's own words for the kinds of SQL. */
const words: { readonly [K in TokenKind]: string } = {
  keyword: "keyword",
  type: "type",
  string: "string",
  number: "number",
  comment: "comment",
  function: "function",
  table: "class",
  alias: "variable",
  column: "property",
  parameter: "parameter",
  namespace: "namespace",
};

/** The words by their numbers: those of the server, then those that only SQL needs and the editor knows. */
export function legendOf(server: readonly string[], editor: readonly string[]): readonly string[] {
  const more = Object.values(words).filter((word) => !server.includes(word) && editor.includes(word));
  return [...server, ...more];
}

/** The server's tokens with those of SQL between them, each on one line. */
export function withSqlTokens(
  result: unknown,
  colours: readonly ColourAnswer[],
  lines: Lines,
  legend: readonly string[],
): unknown {
  const data = member(result, "data");
  const own = colours.flatMap(({ start, end, kind }): SemanticToken[] => {
    const type = legend.indexOf(words[kind]);
    return type < 0 ? [] : lines.pieces(start, end).map((piece) => ({ ...piece, type, modifiers: 0 }));
  });
  if (own.length === 0) return result;
  const all = [...decodeTokens(Array.isArray(data) ? (data as number[]) : []), ...own];
  all.sort((a, b) => a.line - b.line || a.character - b.character);
  return { ...(result as object | null), data: encodeTokens(all) };
}

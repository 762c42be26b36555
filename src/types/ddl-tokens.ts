import { ParseError } from "../errors/index.js";

/** One token of a DDL text. `text` is what it means: the name without its quotes, the string without its escapes. */
export interface Token {
  readonly kind: "word" | "quoted" | "number" | "string" | "symbol" | "end";
  readonly text: string;
  /** 0-based UTF-16 offset. */
  readonly at: number;
}

const space = /[\s\u00a0\ufeff\u3000]+/y;
const lineComment = /--(?:\\\n|[^\r\n])*/y;
const word = /[A-Za-z0-9_]+/y;
/** What Spark's lexer reads as a number, so that it is no name: `12`, `1e5`, `5L`, `2.5BD`. */
const number = /^(?:\d+(?:L|S|Y|D|F|BD)?|\d+E\d+(?:D|F|BD)?)$/i;
const rawString = /[rR](?:'([^']*)'|"([^"]*)")/y;
const plainString = /'((?:[^'\\]|\\[\s\S]|'')*)'|"((?:[^"\\]|\\[\s\S]|"")*)"/y;
const backQuoted = /`((?:[^`]|``)*)`/y;

/** The tokens of a DDL text as Spark's own lexer cuts it, the end included. */
export function tokenize(ddl: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(ddl) ?? undefined;
  };
  while (at < ddl.length) {
    const skipped = take(space) ?? take(lineComment);
    if (skipped !== undefined) {
      at += skipped[0].length;
      continue;
    }
    if (ddl.startsWith("/*", at)) {
      at = endOfComment(ddl, at);
      continue;
    }
    const token = next(take, ddl, at);
    tokens.push(token.token);
    at += token.length;
  }
  tokens.push({ kind: "end", text: "", at: ddl.length });
  return tokens;
}

function next(
  take: (pattern: RegExp) => RegExpExecArray | undefined,
  ddl: string,
  at: number,
): { readonly token: Token; readonly length: number } {
  const raw = take(rawString);
  if (raw !== undefined) return { token: { kind: "string", text: raw[1] ?? raw[2]!, at }, length: raw[0].length };
  const string = take(plainString);
  if (string !== undefined) {
    const text = string[1]?.replaceAll("''", "'") ?? string[2]!.replaceAll('""', '"');
    return { token: { kind: "string", text: withoutEscapes(text), at }, length: string[0].length };
  }
  const quoted = take(backQuoted);
  if (quoted !== undefined) {
    return { token: { kind: "quoted", text: quoted[1]!.replaceAll("``", "`"), at }, length: quoted[0].length };
  }
  const name = take(word)?.[0];
  if (name !== undefined) {
    return { token: { kind: number.test(name) ? "number" : "word", text: name, at }, length: name.length };
  }
  const symbol = ddl[at]!;
  if ("<>(),:.".includes(symbol)) return { token: { kind: "symbol", text: symbol, at }, length: 1 };
  throw syntaxError(ddl, at, JSON.stringify(String.fromCodePoint(ddl.codePointAt(at)!)));
}

/** Bracketed comments nest. */
function endOfComment(ddl: string, start: number): number {
  let depth = 0;
  for (let at = start; at < ddl.length; at++) {
    if (ddl.startsWith("/*", at)) {
      depth++;
      at++;
    } else if (ddl.startsWith("*/", at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  throw new ParseError("A comment that begins with /* has no end. Write */ after it.", {
    errorClass: "UNCLOSED_BRACKETED_COMMENT",
    sqlState: "42601",
    queryContext: [{ start, stop: ddl.length, fragment: ddl.slice(start) }],
  });
}

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\x1a",
  "%": "\\%",
  _: "\\_",
};
function withoutEscapes(text: string): string {
  const pattern = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([01][0-7]{2})|([\s\S]))/g;
  return text.replace(pattern, (_, short?: string, long?: string, octal?: string, other?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (other !== undefined) return escapes[other] ?? other;
    const code = Number.parseInt(short ?? long!, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}

/** The error of a DDL text that ends too early or holds what does not belong there. */
export function syntaxError(ddl: string, at: number, found: string): ParseError {
  const shown = ddl.length > 200 ? `${ddl.slice(0, 200)}…` : ddl;
  return new ParseError(`Syntax error at or near ${found}, at offset ${at} of the type ${JSON.stringify(shown)}.`, {
    errorClass: "PARSE_SYNTAX_ERROR",
    sqlState: "42601",
    queryContext: [{ start: at, stop: ddl.length, fragment: ddl.slice(at) }],
  });
}

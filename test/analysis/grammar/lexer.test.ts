import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { symbolicNames, T } from "../../../src/analysis/grammar/index.js";
import { lex } from "../../../src/analysis/grammar/lexer.js";
import { signs, words } from "../../../src/gen/grammar/tables.js";
import { referenceTokens } from "./reference.js";

const printed = (tokens: readonly { type: number; start: number; end: number }[]): string =>
  tokens.map((t) => `${symbolicNames[t.type] ?? "EOF"} ${t.start}-${t.end}`).join("\n");

const ours = (text: string): string => {
  const list = lex(text);
  return printed(list.types.map((type, i) => ({ type, start: list.starts[i] ?? 0, end: list.ends[i] ?? 0 })));
};

const pieces = [
  ...[
    "1",
    "12",
    ".5",
    "1.",
    "1.5",
    "1e5",
    "1E+5",
    "2.5e-3",
    "1L",
    "1s",
    "1Y",
    "1.5BD",
    "1bd",
    "1e5f",
    "1.D",
    ".5F",
    "e",
    "E1",
  ],
  ...[
    "x",
    "R",
    "r'",
    "X'1F'",
    "'",
    "''",
    "'a'",
    "'a\\'b'",
    '"',
    '"a"',
    '""',
    "`",
    "``",
    "`a`",
    "\\",
    "\\'",
    "$$",
    "$a$",
    "$A$",
    "$",
    "$1$",
  ],
  ..."/*|*/|/*+|/**/|/*/|--|--a\\\n|\n|\r\n|\t|\u00a0|\u3000| |  ".split("|"),
  ..."s3://b/x.y?z=1&a#%|://|:|a://|_|é|ß|ı|ſ|日本|𝒳|😀|\u0000|ǆ|\u2028|1a|a1|2023_01|ARRAY|map<|STRUCT<|>>|>>>|>|<|array<array<int>>".split(
    "|",
  ),
  ...Object.keys(signs),
  ...Object.keys(words).slice(0, 40),
];

describe("lexer", () => {
  it.each(pieces)("splits %j as ANTLR does", (piece) => expect(ours(piece)).toBe(printed(referenceTokens(piece))));

  it("splits any run of pieces as ANTLR does", () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (sql) => {
        expect(ours(sql)).toBe(printed(referenceTokens(sql)));
      }),
      { numRuns: 1500 },
    );
  });

  it("splits any text as ANTLR does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (sql) => {
        fc.pre(!sql.includes("\uFFFC"));
        expect(ours(sql)).toBe(printed(referenceTokens(sql)));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["value", T.QUESTION],
    ["identifier", T.IDENTIFIER],
    ["relation", T.IDENTIFIER],
    ["fragment", T.HOLE],
    ["unknown", T.HOLE],
  ] as const)("reads a hole that is a %s", (kind, type) => {
    const list = lex("a\uFFFC \uFFFC", ["unknown", kind]);
    expect(list.types).toEqual([T.IDENTIFIER, T.HOLE, T.WS, type, T.EOF]);
    expect(list.holes).toEqual([-1, 0, -1, 1, -1]);
  });

  it("finds the comment that the text leaves open", () => {
    expect(lex("a /* b /* c */").unclosed).toBe(2);
    expect(lex("a /* b /* c */ */").unclosed).toBe(-1);
  });
});

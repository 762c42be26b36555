import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOLE, type Hole } from "../../src/analysis/index.js";
import { literalNames } from "../../src/gen/grammar/names.js";
import { corpus, fixture, schemas, scripts } from "./fixture.js";
import { expectSound, expectSoundEditing } from "./sound.js";

/** Every word and sign of Spark's grammar, names of the fixture, literals, and what is no token at all. */
const vocabulary: readonly string[] = [
  ...literalNames.filter((name) => name !== "").map((name) => name.slice(1, -1)),
  ...Object.keys(fixture),
  ...["id", "name", "e", "e.id", "`a b`", "x", "_", "1", "0.5", "1e5", "'a'", "''", '"b"', "X'1F'", "1Y", ".5"],
  ...[HOLE, "?", ":p", "--c\n", "/* c */", "/*+ h */", "/*", "'", "`", '"', "$$", "\\", "\u0000", "\uFEFF", "é", "😀"],
];
const structure = ["SELECT", "FROM employees", "WHERE", "(", ")", ",", "id", "AS x", "CASE", "WHEN", "THEN", "END"];
const words = fc.oneof(fc.constantFrom(...vocabulary), fc.constantFrom(...structure));
const soup = fc.array(words, { maxLength: 40 }).map((parts) => parts.join(" "));

/** Any UTF-16 units, halves of surrogate pairs among them. */
const units = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd800, max: 0xdfff }), fc.nat(127)), {
    maxLength: 80,
  })
  .map((codes) => String.fromCharCode(...codes));

const statement = fc.oneof(
  { arbitrary: fc.constantFrom(...corpus.map((query) => query.text)), weight: 2 },
  fc.constantFrom(...scripts),
);
const place = fc.double({ min: 0, max: 1, noNaN: true });
const truncated = fc.tuple(statement, place).map(([text, at]) => text.slice(0, Math.floor(text.length * at)));
/** A stretch of a statement is left out, written twice, or replaced by something else. */
const changed = fc
  .tuple(statement, place, fc.nat(12), fc.constantFrom("delete", "repeat", "replace"), fc.oneof(words, units))
  .map(([text, at, length, how, other]) => {
    const from = Math.floor(text.length * at);
    const piece = text.slice(from, from + length);
    const put = how === "delete" ? "" : how === "repeat" ? piece + piece : other;
    return text.slice(0, from) + put + text.slice(from + length);
  });

const anything = fc.oneof(soup, truncated, changed, changed, units);
const holes = fc.array(
  fc.oneof(
    fc
      .constantFrom<Hole["kind"]>("value", "identifier", "relation", "fragment", "unknown")
      .map((kind): Hole => ({ kind })),
    fc.constant<Hole>({ kind: "identifier", parts: ["employees"] }),
    fc.constant<Hole>({ kind: "value", type: { kind: "int" }, nullable: false }),
  ),
  { maxLength: 4 },
);

describe("any text", () => {
  it("is analysed without a throw, and every place that is named is in it", () => {
    fc.assert(
      fc.property(anything, holes, (text, given) => {
        expectSound(text, { schemas, holes: given });
      }),
      { numRuns: 1500 },
    );
  });

  it("can be edited anywhere", () => {
    fc.assert(
      fc.property(anything, place, holes, (text, at, given) => {
        expectSoundEditing(text, Math.round(text.length * at), { schemas, holes: given });
      }),
      { numRuns: 400 },
    );
  });

  it("says the same when it is asked again, whatever was asked between", () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 2, maxLength: 4 }), (texts) => {
        const first = texts.map((text) => expectSound(text, { schemas }));
        const again = [...texts].reverse().map((text) => expectSound(text, { schemas }));
        expect(again.reverse()).toEqual(first);
      }),
      { numRuns: 100 },
    );
  });
});

/** `[…]` marks the place of the diagnostic; what stands before it takes more or fewer UTF-16 units than characters. */
describe("places count UTF-16 units", () => {
  it.each([
    ["SELECT '😀' AS a, [nme] FROM employees", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
    ["SELECT '😀👩‍👩‍👧' AS `😀`, [nme] FROM employees", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
    ["SELECT id, -- 😀\r\n\t\t[nme]\r\nFROM employees", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
    ["/* 𝒳 é é */\r\rSELECT\t[`nm😀`]\nFROM employees", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
    ["SELECT 'é' || 'é', [e.`😀`.x] FROM employees e", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
    ["SELECT 1 AS [😀]", "PARSE_SYNTAX_ERROR"],
    ["[\uFEFF]SELECT 1", "PARSE_SYNTAX_ERROR"],
    ["SELECT '\uFEFF', [nme] FROM employees", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
    ["SELECT '\ud83d', '\ude00', [nme] FROM employees", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
    ["\u3000SELECT\u00a0[nme]\u2003FROM employees", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
  ])("%j", (marked, errorClass) => {
    const start = marked.indexOf("[");
    const end = marked.indexOf("]") - 1;
    const { diagnostics } = expectSound(marked.replace("[", "").replace("]", ""), { schemas });
    const [first] = diagnostics;
    expect({ errorClass: first?.errorClass, start: first?.start, end: first?.end }).toEqual({ errorClass, start, end });
  });
});

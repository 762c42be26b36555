import { describe, expect, it } from "vitest";
import { ArgumentError } from "../../../src/errors/index.js";
import { type BoundTemplate, bindTemplate, captureSite, ident, relationOf, sql } from "../../../src/sql/index.js";

const bound = (strings: TemplateStringsArray, ...values: unknown[]): BoundTemplate =>
  bindTemplate(captureSite(strings, bound), values);
const values = (template: BoundTemplate): unknown[] =>
  [...template.positional, ...Object.values(template.named)].map((literal) => literal.value);
const refusal = (run: () => unknown): ArgumentError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ArgumentError) return error;
    throw error;
  }
  return expect.fail("nothing was thrown");
};
const relation = (name: string) => ({
  [relationOf]: () => ({ plan: { kind: "sql", text: name } as const, owner: relation }),
});
/** With the random part of an alias taken out. */
const plain = (text: string): string => text.replace(/__dbsql_[0-9a-f]{32}/g, "<df>");

describe("a template becomes text and bound values", () => {
  const cases: readonly (readonly [name: string, made: () => BoundTemplate, text: string, values: unknown[]])[] = [
    ["values", () => bound`a = ${1} AND b = ${"x"}`, "a = :_1 AND b = :_2", [1, "x"]],
    ["no value", () => bound`SELECT 1`, "SELECT 1", []],
    ["escapes are cooked", () => bound`SELECT '\u0041\n\\'`, "SELECT 'A\n\\'", []],
    ["a list", () => bound`x IN (${[1, 2]})`, "x IN (:_1, :_2)", [1, 2]],
    ["a list in lower case, with blanks", () => bound`x not in ( ${[1]} )`, "x not in ( :_1 )", [1]],
    ["a list with NULL", () => bound`x IN (${[1, null]})`, "x IN (:_1, :_2)", [1, null]],
    ["a list of one array", () => bound`x IN (${[[1], [2]]})`, "x IN (:_1, :_2)", [[1], [2]]],
    ["an empty list", () => bound`x NOT IN (${[]})`, "x NOT IN (SELECT NULL WHERE FALSE)", []],
    ["an array elsewhere", () => bound`array_contains(${[1, 2]}, x)`, "array_contains(:_1, x)", [[1, 2]]],
    ["arrays that stand in a list", () => bound`x IN (${[1]}, ${[2]})`, "x IN (:_1, :_2)", [[1], [2]]],
    ["an identifier", () => bound`SELECT ${ident("a`b", "c.d")}`, "SELECT `a``b`.`c.d`", []],
    ["a fragment", () => bound`a ${sql`b = ${1}`} c = ${2}`, "a b = :_1 c = :_2", [1, 2]],
    [
      "nested fragments keep their order",
      () => bound`${1}, ${sql`${2}, ${sql`${3}`}, ${4}`}, ${5}`,
      ":_1, :_2, :_3, :_4, :_5",
      [1, 2, 3, 4, 5],
    ],
    ["an empty fragment", () => bound`SELECT 1 ${sql``}`, "SELECT 1 ", []],
    ["words stay apart", () => bound`SELECT a${sql`b`}c`, "SELECT a b c", []],
    ["dashes make no comment", () => bound`1 -${sql`-1`}`, "1 - -1", []],
    ["a value stays apart from the word behind it", () => bound`x = ${1}AND y`, "x = :_1 AND y", [1]],
    ["quoted names stay two", () => bound`SELECT \`a\`${ident("b")}`, "SELECT `a` `b`", []],
    ["a hole in a line comment is gone", () => bound`a -- ${1}\n= ${2}`, "a -- \n= :_1", [2]],
    ["a comment goes on behind a backslash", () => bound`a -- \\\n ${1}\n= ${2}`, "a -- \\\n \n= :_1", [2]],
    ["a hole in a nested block comment is gone", () => bound`/* /* ${1} */ ${2} */ ${3}`, "/* /*  */  */ :_1", [3]],
    ["a hint is code", () => bound`SELECT /*+ coalesce(${3}) */ 1`, "SELECT /*+ coalesce(:_1) */ 1", [3]],
    [
      "what looks like a marker inside of quotes is none",
      () => bound`'?' = ${1} AND "?" = \`?\``,
      "'?' = :_1 AND \"?\" = `?`",
      [1],
    ],
    ["Databricks' ?:: is no marker", () => bound`a ?:: INT = ${1}`, "a ?:: INT = :_1", [1]],
    ["a raw string ends where it ends", () => bound`r'\\' = ${1}`, "r'\\' = :_1", [1]],
    ["an escaped quote ends nothing", () => bound`'\\'' = ${1}`, "'\\'' = :_1", [1]],
    ["a name of the user's is not taken", () => bound`c:_1 = ${1}`, "c:_1 = :__1", [1]],
    [
      "behind a name a value is a syntax error of the server's",
      () => bound`ORDER BY name ${"desc"}`,
      "ORDER BY name ?",
      ["desc"],
    ],
    ["behind a value too", () => bound`SELECT ${1} ${2}`, "SELECT ? ?", [1, 2]],
    ["a bracket may end a condition", () => bound`(a) ${1}`, "(a) ?", [1]],
    ["SET of a variable is an expression", () => bound`SET VAR x = ${1}`, "SET VAR x = :_1", [1]],
  ];
  for (const [name, made, text, expected] of cases) {
    it(name, () => {
      const template = made();
      expect(template.text).toBe(text);
      expect(values(template)).toEqual(expected);
      expect(template.origin.pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(template.text.length);
    });
  }

  it("names a DataFrame once, however often it stands there", () => {
    const [a, b] = [relation("a"), relation("b")];
    const template = bound`SELECT * FROM ${a} x JOIN ${b} y JOIN ${a} z`;
    const [first, second] = template.relations.map(({ alias }) => alias);
    expect(template.text).toBe(`SELECT * FROM ${first} x JOIN ${second} y JOIN ${first} z`);
    expect(template.relations.map(({ source }) => source)).toEqual([a, b]);
    expect(plain(template.text)).toBe("SELECT * FROM <df> x JOIN <df> y JOIN <df> z");
  });
});

describe("what cannot stand in a hole is refused, with its place", () => {
  const cases: readonly (readonly [name: string, run: () => unknown, errorClass: string, text: RegExp])[] = [
    ["undefined", () => bound`SELECT ${undefined}`, "DBSQL_UNBINDABLE", /undefined.*bind null/],
    ["an object", () => bound`SELECT ${{ a: 1 }}`, "DBSQL_UNBINDABLE", /object \(Object\)/],
    [
      "an object with its own text",
      () => bound`SELECT ${{ toString: () => "1; DROP TABLE t" }}`,
      "DBSQL_UNBINDABLE",
      /cannot be bound/,
    ],
    ["a function", () => bound`SELECT ${() => 1}`, "DBSQL_UNBINDABLE", /function/],
    ["a symbol", () => bound`SELECT ${Symbol("x")}`, "DBSQL_UNBINDABLE", /symbol/],
    ["a promise", () => bound`SELECT ${Promise.resolve(1)}`, "DBSQL_UNBINDABLE", /await/],
    ["an invalid Date", () => bound`SELECT ${new Date(Number.NaN)}`, "DBSQL_INVALID_DATE", /NaN/],
    ["a bigint out of range", () => bound`SELECT ${2n ** 63n}`, "DBSQL_OUT_OF_RANGE", /BIGINT/],
    ["half a surrogate pair", () => bound`SELECT ${"a\ud800"}`, "DBSQL_LONE_SURROGATE", /offset 1/],
    ["an element of a list", () => bound`x IN (${[1, undefined]})`, "DBSQL_UNBINDABLE", /Hole 1 of 1/],
    [
      "a look-alike of a fragment",
      () => bound`SELECT ${JSON.parse('{"site":{"strings":["1"]},"values":[]}')}`,
      "DBSQL_UNBINDABLE",
      /object/,
    ],
    ["a hole in a string", () => bound`SELECT '${"x"}'`, "DBSQL_HOLE_IN_QUOTES", /inside of a string/],
    ["a hole in a double-quoted string", () => bound`SELECT "a ${1}"`, "DBSQL_HOLE_IN_QUOTES", /string/],
    ["a hole in a dollar-quoted string", () => bound`AS $$ ${1} $$`, "DBSQL_HOLE_IN_QUOTES", /string/],
    ["a hole in a quoted name", () => bound`SELECT \`${"x"}\``, "DBSQL_HOLE_IN_QUOTES", /ident/],
    ["a fragment in a string", () => bound`SELECT '${sql`x`}'`, "DBSQL_HOLE_IN_QUOTES", /string/],
    ["a marker of the user's own", () => bound`SELECT ? , ${1}`, "DBSQL_MARKER_IN_TEMPLATE", /marker/],
    ["SET of a setting", () => bound`SET spark.x = ${1}`, "DBSQL_RAW_TEXT", /spark\.conf\.set/],
    [
      "a view over a DataFrame",
      () => bound`CREATE TEMP VIEW v AS SELECT * FROM ${relation("a")}`,
      "DBSQL_DATAFRAME_IN_VIEW",
      /createOrReplaceTempView/,
    ],
    [
      "a value behind a column, where ? would lose the order",
      () => bound`SELECT a ${1}, ${2}, ${3}, ${4}, ${5}`,
      "DBSQL_NO_OPERATOR",
      /operator/,
    ],
  ];
  for (const [name, run, errorClass, text] of cases) {
    it(name, () => {
      const error = refusal(run);
      expect(error.errorClass).toBe(errorClass);
      expect(error.message).toMatch(text);
    });
  }

  it("names hole, file, line and column", () => {
    const error = refusal(
      () => bound`
        SELECT ${1},
               ${{}}`,
    );
    expect(error.location).toMatchObject({ file: import.meta.filename, column: 16 });
    expect(error.message).toContain(`Hole 2 of 2 at ${import.meta.filename}:${error.location?.line}:16: `);
  });

  it("refuses an escape that JavaScript does not know", () => {
    const error = refusal(() => bound`SELECT '\d\u{zz}'`);
    expect(error.errorClass).toBe("DBSQL_BAD_ESCAPE");
    expect(error.message).toContain("\\\\u");
    expect(error.location?.file).toBe(import.meta.filename);
  });
});

describe("identifiers", () => {
  it("quotes whatever a name holds", () => {
    expect(String(ident("x`; DROP TABLE t; --"))).toBe("`x``; DROP TABLE t; --`");
    expect(String(ident("main", "größe", "a b"))).toBe("`main`.`größe`.`a b`");
  });

  for (const parts of [[], [""], ["a", ""], [1], [null], ["\ud800"]]) {
    it(`refuses ${JSON.stringify(parts)}`, () => {
      expect(() => ident(...(parts as unknown as [string]))).toThrow(ArgumentError);
    });
  }
});

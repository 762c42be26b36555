import { describe, expect, it } from "vitest";
import {
  type AnalyzeOptions,
  analyze,
  completionsAt,
  definitionAt,
  HOLE,
  hoverAt,
  renameAt,
} from "../../src/analysis/index.js";
import { types } from "../../src/types/index.js";
import { schemas, showType } from "./fixture.js";

const variables = [
  { name: "low", type: types.int },
  { name: "mixed", type: { kind: "unknown", text: "unknown" } as const },
];

function said(text: string, more: Partial<AnalyzeOptions> = {}): readonly string[] {
  return analyze(text, { schemas, ...more }).diagnostics.map(({ severity, code }) => `${severity} ${code}`);
}

function columnsOf(text: string, more: Partial<AnalyzeOptions> = {}): readonly string[] | undefined {
  const { columns } = analyze(text, { schemas, ...more });
  return columns?.map(({ name, type, nullable }) => `${name} ${showType(type)}${nullable ? "" : "!"}`);
}

/** `[…]` marks the place of the diagnostic. */
describe("a mistake in a script or in a text that is executed stands where it is written", () => {
  it.each([
    ["BEGIN IF true THEN SELECT [nope]; END IF; SELECT 1 AS a; END", "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION"],
    [
      "BEGIN DECLARE z INT; FOR r AS SELECT id FROM employees DO SET z = [r.nme]; END FOR; END",
      "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION",
    ],
    ["BEGIN l: BEGIN SELECT 1 AS a; END [m]; END", "LABELS_MISMATCH"],
    ["BEGIN LEAVE [nope]; END", "INVALID_LABEL_USAGE.DOES_NOT_EXIST"],
    ["BEGIN DECLARE z INT; SET z = [DATE '2020-01-01']; END", "DATATYPE_MISMATCH.CAST_WITH_FUNC_SUGGESTION"],
    ["BEGIN DECLARE z, y INT; SET (z, y) = ([SELECT 1 AS a]); END", "ASSIGNMENT_ARITY_MISMATCH"],
    ["DECLARE v INT DEFAULT [(SELECT 1)]", "INVALID_DEFAULT_VALUE.SUBQUERY_EXPRESSION"],
    ["EXECUTE IMMEDIATE 'SELECT [nme] FROM employees'", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
    ["EXECUTE IMMEDIATE [r'SELECT nme FROM employees']", "UNRESOLVED_COLUMN.WITH_SUGGESTION", 2],
    ["EXECUTE IMMEDIATE ['SELECT ''x'' AS a, nme FROM employees']", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
    ["EXECUTE IMMEDIATE ['SELECT \\'x\\' AS a, nme FROM employees']", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
    ["EXECUTE IMMEDIATE ['SELECT nme' ' FROM employees']", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
    ["EXECUTE IMMEDIATE 'SELECT ? AS a, [?] AS b' USING 1", "UNBOUND_SQL_PARAMETER"],
    ["EXECUTE IMMEDIATE 'SELECT ? AS a' USING [nope]", "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION"],
  ])("%s", (marked, errorClass, raw?: number) => {
    const start = marked.indexOf("[") + (raw === undefined ? 0 : 9);
    const end = raw === undefined ? marked.indexOf("]") - 1 : start + 3;
    const { diagnostics } = analyze(marked.replace(/[[\]]/g, ""), { schemas });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map((one) => [one.errorClass, one.start, one.end])).toEqual([[errorClass, start, end]]);
  });
});

it("a quick fix in a text that is executed is one where the text has no escapes", () => {
  const fixes = (text: string): readonly unknown[] =>
    analyze(text, { schemas }).diagnostics.flatMap(({ fixes: found = [] }) =>
      found.map((one) => text.slice(one.start, one.end)),
    );
  expect(fixes("EXECUTE IMMEDIATE 'SELECT nme FROM employees'")).toEqual(["nme"]);
  expect(fixes(`EXECUTE IMMEDIATE "SELECT 'x' AS a, nme FROM employees"`)).toEqual(["nme"]);
  expect(fixes("EXECUTE IMMEDIATE 'SELECT ''x'' AS a, nme FROM employees'")).toEqual([]);
});

describe("nothing is said against", () => {
  it.each([
    "BEGIN CREATE TABLE fresh (a INT); INSERT INTO fresh VALUES (1); SELECT a, b FROM fresh; END",
    "BEGIN CREATE OR REPLACE TABLE employees AS SELECT 1 AS other; SELECT other FROM employees; END",
    "BEGIN ALTER TABLE employees ADD COLUMN other INT; SELECT other FROM employees; END",
    "BEGIN CREATE TEMPORARY FUNCTION twice AS 'a.B'; SELECT twice(1) AS a; END",
    "BEGIN USE elsewhere; SELECT a FROM things; SELECT other FROM employees; END",
    "BEGIN DECLARE q STRING DEFAULT 'x'; EXECUTE IMMEDIATE q; SELECT made FROM fresh; SELECT made; END",
    "BEGIN EXECUTE IMMEDIATE 'DECLARE VARIABLE made INT'; SELECT made; END",
    "BEGIN EXECUTE IMMEDIATE 'CREATE TABLE fresh (a INT)'; SELECT a FROM fresh; END",
    "BEGIN EXECUTE IMMEDIATE 'ALTER TABLE employees ADD COLUMN other INT'; SELECT other FROM employees; END",
    "BEGIN EXECUTE IMMEDIATE 'EXECUTE IMMEDIATE \\'USE elsewhere\\''; SELECT a FROM things; END",
    `BEGIN EXECUTE IMMEDIATE 'CREATE TABLE ${HOLE} (a INT)'; SELECT a FROM fresh; END`,
    `BEGIN CREATE TABLE ${HOLE} (a INT); SELECT a FROM fresh; END`,
    "BEGIN DECLARE z INT; SET other = 1; SET session.third = 2; END",
    "BEGIN FOR r AS SELECT * FROM lake.raw.events DO SELECT r.a, b; END FOR; END",
    "BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION SELECT 'h' AS h; SELECT nope FROM missing; END",
    "BEGIN DECLARE EXIT HANDLER FOR SQLSTATE '42703' SELECT 'h' AS h; SELECT nope; END",
    "BEGIN DECLARE EXIT HANDLER FOR UNRESOLVED_COLUMN SELECT 'h' AS h; SELECT nope; END",
    "BEGIN DECLARE late CONDITION FOR SQLSTATE '42703'; DECLARE EXIT HANDLER FOR late SELECT 1 AS h; SELECT nope; END",
    "SET VARIABLE elsewhere = 1",
    "EXECUTE IMMEDIATE 'SELECT 1' INTO elsewhere",
    `EXECUTE IMMEDIATE ${HOLE}`,
    `EXECUTE IMMEDIATE 'SELECT * FROM ${HOLE}'`,
  ])("%s", (text) => {
    expect(said(text).filter((one) => one.startsWith("error"))).toEqual([]);
  });
});

it("an error that a handler catches is said as information, another is an error", () => {
  const script = (condition: string): string =>
    `BEGIN DECLARE EXIT HANDLER FOR ${condition} SELECT 1 AS a; SELECT nope AS a; END`;
  expect(said(script("SQLEXCEPTION"))).toContain("information DBSQL1202");
  expect(said(script("UNRESOLVED_COLUMN"))).toContain("information DBSQL1202");
  expect(said(script("NOT FOUND"))).toContain("error DBSQL1202");
  expect(said(script("UNRESOLVED_ROUTINE"))).toContain("error DBSQL1202");
});

describe("the row of a script is that of its last query", () => {
  it.each<[string, readonly string[] | undefined]>([
    ["BEGIN SELECT 1 AS a; SELECT 'x' AS b; END", ["b string!"]],
    ["BEGIN DECLARE z INT; SET z = 1; END", []],
    ["BEGIN IF true THEN SELECT 1 AS a; ELSE SELECT CAST(NULL AS INT) AS a; END IF; END", ["a int"]],
    ["BEGIN IF true THEN SELECT 1 AS a; ELSE SELECT 'x' AS a; END IF; END", undefined],
    ["BEGIN IF true THEN SELECT 1 AS a; END IF; END", undefined],
    ["BEGIN SELECT 1 AS a; IF true THEN SELECT 2 AS a; END IF; END", ["a int!"]],
    [
      "BEGIN DECLARE z INT; FOR r AS SELECT * FROM lake.raw.events DO SELECT z AS a; END FOR; SELECT z AS a; END",
      ["a int"],
    ],
    [
      "BEGIN DECLARE z INT; SELECT 1 AS a; FOR r AS SELECT * FROM lake.raw.events DO SELECT z AS a; END FOR; END",
      undefined,
    ],
    ["BEGIN l: BEGIN SELECT 1 AS a; LEAVE l; SELECT 'x' AS b; END; END", ["a int!"]],
    ["BEGIN l: LOOP IF true THEN LEAVE l; END IF; SELECT 1 AS a; END LOOP; END", undefined],
    ["BEGIN l: LOOP SELECT 1 AS a; IF true THEN LEAVE l; END IF; SELECT 'x' AS b; END LOOP; END", ["a int!"]],
    ["BEGIN REPEAT SELECT 1 AS a; UNTIL true END REPEAT; END", ["a int!"]],
    ["BEGIN l: REPEAT IF true THEN ITERATE l; END IF; SELECT 1 AS a; UNTIL true END REPEAT; END", undefined],
    ["BEGIN SELECT 'x' AS b; WHILE true DO SELECT 1 AS a; END WHILE; END", undefined],
    ["BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION SELECT 'h' AS h; SELECT 1 AS a; END", undefined],
    ["BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION SELECT 2 AS a; SELECT 'x' AS b; SELECT 1 AS a; END", ["a int!"]],
    ["BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END; SELECT 'x' AS b; SELECT 1 AS a; END", undefined],
    [
      "BEGIN l: BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN LEAVE l; END; SELECT 1 AS a; END; SELECT 2 AS b; END",
      ["b int!"],
    ],
  ])("%s", (text, columns) => {
    expect(columnsOf(text)).toEqual(columns);
  });
});

describe("a variable may be NULL unless the script never gives it NULL", () => {
  it.each<[string, string]>([
    ["DECLARE z INT DEFAULT 1; SELECT z;", "z int!"],
    ["DECLARE z INT; SELECT z;", "z int"],
    ["DECLARE z INT DEFAULT 1; SET z = z + 1; SELECT z;", "z int!"],
    ["DECLARE z INT DEFAULT 1; SELECT z; SET z = NULL;", "z int"],
    ["DECLARE z, y INT DEFAULT 1; SET z = y; SET y = NULL; SELECT z;", "z int"],
    ["DECLARE z INT DEFAULT 1; SET (z) = (SELECT 1); SELECT z;", "z int"],
    ["DECLARE z INT DEFAULT 1; EXECUTE IMMEDIATE 'SELECT 1' INTO z; SELECT z;", "z int"],
  ])("%s", (body, column) => {
    expect(columnsOf(`BEGIN ${body} END`)).toEqual([column]);
  });
});

describe("session variables", () => {
  it("are known by what the host says of them", () => {
    expect(columnsOf("SELECT low, session.low AS l, LOW", { variables })).toEqual(["low int", "l int", "LOW int"]);
    expect(columnsOf("SELECT mixed, low FROM (SELECT 'x' AS low)", { variables })).toEqual([
      "mixed unknown",
      "low string!",
    ]);
    expect(said("SELECT low + 'a' AS x, lov", { variables })).toEqual(["error DBSQL1202"]);
  });

  it("are no settings", () => {
    expect(said("SET low = 1", { variables })).toEqual(["warning DBSQL1906"]);
    expect(said("SET `low` = 1", { variables })).toEqual(["warning DBSQL1906"]);
    expect(said("SET lower = 1", { variables })).toEqual([]);
  });

  it("make the name of an unnamed column unknown, which prints with their value", () => {
    expect(columnsOf("SELECT low + 1", { variables })).toBeUndefined();
    expect(columnsOf("SELECT coalesce(session.v, 1)")).toBeUndefined();
    expect(columnsOf("SELECT coalesce(session.v, 1) AS x")).toEqual(["x unknown"]);
  });

  it("are what the statement declares", () => {
    expect(analyze("DECLARE a, b DEFAULT 1.5", { schemas }).declares).toEqual([
      { name: "a", type: types.decimal(2, 1) },
      { name: "b", type: types.decimal(2, 1) },
    ]);
    expect(analyze("BEGIN DECLARE a INT; END", { schemas }).declares).toBeUndefined();
  });

  it.each([
    ["DECLARE OR REPLACE low STRING", ["low string"]],
    ["EXECUTE IMMEDIATE 'DECLARE OR REPLACE low STRING'", ["low string"]],
    ["BEGIN EXECUTE IMMEDIATE 'DECLARE high DATE'; END", ["high date"]],
    ["BEGIN EXECUTE IMMEDIATE 'DECLARE OR REPLACE low INT'; END", ["low int"]],
    ["BEGIN EXECUTE IMMEDIATE 'DECLARE OR REPLACE low STRING'; END", ["low unknown"]],
    ["DROP TEMPORARY VARIABLE low", []],
    ["SELECT low AS x", []],
  ])("are what the statement declares, whatever is known of them: %s", (text, declared) => {
    const { declares = [] } = analyze(text, { schemas, variables });
    expect(declares.map(({ name, type }) => `${name} ${showType(type)}`)).toEqual(declared);
  });

  it("are hinted at where nothing else is near", () => {
    const message = (text: string): string | undefined => analyze(text, { schemas }).diagnostics[0]?.message;
    expect(message("SELECT `limit` FROM employees")).toMatch(/A session variable is written session\.`?limit`?\.$/);
    expect(message("SELECT nme FROM employees")).toMatch(/Did you mean name\?$/);
    expect(message("SELECT somewhere.f(1)")).toMatch(/function somewhere\.f\.$/);
  });
});

it("a hole in a default, an assignment, a condition or USING is asked for its type", () => {
  const text = `BEGIN DECLARE z DATE DEFAULT ${HOLE}; SET z = ${HOLE}; IF ${HOLE} THEN SELECT ? + 1 AS a; END IF; END`;
  const { parameters } = analyze(text, { schemas, holes: [{ kind: "value" }, { kind: "value" }, { kind: "value" }] });
  expect(parameters.map(({ type }) => type?.kind)).toEqual(["date", "date", "boolean", "int"]);
});

describe("an editor", () => {
  const script =
    "BEGIN outer_block: BEGIN DECLARE total INT DEFAULT 1; DECLARE later STRING; SELECT total + 1 AS x; END; END";
  const at = script.lastIndexOf("total");

  it("shows, finds and renames a variable", () => {
    expect(hoverAt(script, at + 1, { schemas })?.signature).toBe("(variable) total: int NOT NULL");
    const { definition } = definitionAt(script, at + 1, { schemas })!;
    expect(definition).toEqual({ kind: "text", start: script.indexOf("total"), end: script.indexOf("total") + 5 });
    expect(renameAt(script, at + 1, "sum_of", { schemas })).toHaveLength(2);
  });

  it("offers the variables that are declared before the place, behind the label of their block too", () => {
    const labels = (text: string, offset: number): readonly string[] =>
      completionsAt(text, offset, { schemas, variables })
        .items.filter(({ kind }) => kind === "variable")
        .map(({ label }) => label);
    const without = script.slice(0, at) + script.slice(at + 5);
    expect(labels(without, at)).toEqual(["total", "later", "low", "mixed"]);
    const qualified = `${script.slice(0, at)}outer_block.${script.slice(at + 5)}`;
    expect(labels(qualified, at + "outer_block.".length)).toEqual(["total", "later"]);
    const assigned = script.replace("SELECT total + 1 AS x", "SET  = 1");
    expect(labels(assigned, assigned.indexOf("SET ") + 4)).toContain("total");
  });

  it.each<[string, readonly string[]]>([
    ["DECLARE low INT DEFAULT |", ["mixed"]],
    ["DECLARE low INT DEFAULT | + 1", ["mixed"]],
    ["DECLARE OR REPLACE VARIABLE LOW, high DEFAULT 1 + |", ["mixed"]],
    ["DECLARE other = session.|", ["low", "mixed"]],
    ["DECLARE low = session.|", ["mixed"]],
    ["BEGIN DECLARE a INT = 1; DECLARE b INT DEFAULT |; DECLARE c INT; END", ["a", "low", "mixed"]],
    ["BEGIN DECLARE a, b INT DEFAULT 1 + |; SELECT a; END", ["low", "mixed"]],
    ["BEGIN DECLARE low INT DEFAULT |; SELECT low; END", ["low", "mixed"]],
    ["BEGIN DECLARE low INT DEFAULT 1; SELECT |; END", ["low", "mixed"]],
    ["BEGIN DECLARE a INT DEFAULT 1;SET |; END", ["a", "low", "mixed"]],
  ])("does not offer a variable in its own default: %s", (marked, expected) => {
    const offset = marked.indexOf("|");
    const { items } = completionsAt(marked.replace("|", ""), offset, { schemas, variables });
    expect(items.filter(({ kind }) => kind === "variable").map(({ label }) => label)).toEqual(expected);
  });
});

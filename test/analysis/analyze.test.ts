import { describe, expect, it } from "vitest";
import { analyze, catalog, HOLE, type Hole } from "../../src/analysis/index.js";
import { lookupOf } from "../../src/schema/lookup.js";
import type { FunctionSchema, SchemaLookup } from "../../src/schema/model.js";
import { formatType, types } from "../../src/types/index.js";
import { nothingPulled, schemas } from "./fixture.js";

function shown(text: string, holes: readonly Hole[] = []) {
  const { columns, parameters, diagnostics } = analyze(text, { schemas, holes });
  return {
    columns: columns?.map(({ name, type, nullable }) => `${name} ${formatType(type)}${nullable ? "" : "!"}`),
    parameters: parameters.map(({ use, type }) => (type ? `${use} ${formatType(type)}` : use)),
    errors: diagnostics.filter((one) => one.severity === "error").map((one) => one.errorClass),
  };
}

describe("what is not known is said so", () => {
  it.each([
    ["SELECT * FROM sales.orders", undefined],
    ["SELECT a, b.c FROM somewhere.orders b WHERE x > 1", ["a unknown", "c unknown"]],
    ["SELECT 1 AS one, upper(x) AS u FROM somewhere.t", ["one int!", "u unknown"]],
    ["SELECT count(*) AS n FROM somewhere.t GROUP BY y", ["n bigint!"]],
    ["SELECT somewhere.f(1) AS x", ["x unknown"]],
    ["SELECT a.b, upper(b), upper(t.b) FROM somewhere.t", ["b unknown", "upper(b) unknown", "upper(b) unknown"]],
    ["SELECT upper(a.b) FROM somewhere.t", undefined],
    ["SELECT s.* FROM (SELECT *, 1 AS one FROM somewhere.t) s JOIN (SELECT 2 AS two) u", undefined],
    ["SELECT struct(s.*) AS x FROM (SELECT *, 1 AS one FROM somewhere.t) s", ["x unknown"]],
    ["SELECT sum(x) AS s, avg(x) AS a, median(x) AS m FROM somewhere.t", ["s unknown", "a unknown", "m unknown"]],
    ["SELECT session.v, system.session.w.a + 1 AS x, SESSION.`v`.a", ["v unknown", "x unknown", "a unknown"]],
    ["SELECT round(1.25, session.v) AS x, round(1.25, CAST(session.v AS INT)) AS y", ["x unknown", "y unknown"]],
    ["SELECT t.a FROM somewhere.t JOIN elsewhere.u USING (k)", ["a unknown"]],
    ["SELECT explode(x) AS t, t AS u FROM somewhere.t", ["t unknown", "u unknown"]],
    ["FROM somewhere.t |> DROP a, b.c |> SELECT d", ["d unknown"]],
  ])("%s", (text, columns) => {
    const analysis = analyze(text, { schemas: nothingPulled });
    expect(analysis.diagnostics.filter((one) => one.severity === "error")).toEqual([]);
    expect(analysis.diagnostics.map((one) => one.severity)).toContain("information");
    const ours = analysis.columns?.map(
      ({ name, type, nullable }) => `${name} ${formatType(type)}${nullable ? "" : "!"}`,
    );
    expect(ours?.map((one) => one.replace(/ unknown!?$/, " unknown"))).toEqual(columns);
  });

  it.each(["GRANT SELECT ON t TO u", "OPTIMIZE main.t", "RESET x", "DROP TABLE t", "SHOW TABLES"])(
    "%s is no query that we analyse",
    (text) => {
      const { columns, diagnostics } = analyze(text, { schemas });
      expect(columns).toBeUndefined();
      expect(diagnostics.filter((one) => one.severity === "error")).toEqual([]);
    },
  );
});

describe("MAP and REDUCE give what their script gives", () => {
  it.each([
    ["FROM employees MAP id, name USING 'cat'", ["key string", "value string"]],
    ["FROM employees MAP id, name USING 'cat' AS (x INT)", ["x int"]],
    ["FROM (FROM employees REDUCE id USING 'cat' AS x, y) t SELECT y", ["y string"]],
  ])("%s", (text, columns) => {
    const { columns: ours, errors } = shown(text);
    expect([ours, errors]).toEqual([columns, []]);
  });
});

describe("the hidden columns of a table's source are of unknown type, and those of a view are none", () => {
  const table = {
    catalog: "spark_catalog",
    schema: "default",
    name: "t",
    columns: [{ name: "a", type: types.int, nullable: true }],
  };
  const withKind = (kind: "table" | "view"): SchemaLookup => ({ ...schemas, table: () => ({ ...table, kind }) });
  it.each([
    [
      "SELECT _metadata.file_path, a FROM t WHERE t._metadata.file_size > 1 ORDER BY _metadata.row_index",
      ["file_path", "a"],
    ],
    ["SELECT x._metadata.file_name AS f FROM t x JOIN t y ON x._metadata.file_name = y._metadata.file_name", ["f"]],
    ["SELECT _file, _pos, count(*) AS n FROM default.t GROUP BY _file, _pos", ["_file", "_pos", "n"]],
    ["SELECT upper(_metadata.file_name) FROM t", undefined],
    ["SELECT * FROM t", ["a"]],
    ["SELECT _metadata.* FROM t", undefined],
  ])("%s", (text, columns) => {
    const found = analyze(text, { schemas: withKind("table") });
    expect(found.diagnostics.filter((one) => one.severity === "error")).toEqual([]);
    expect(found.columns?.map(({ name }) => name)).toEqual(columns);
    const ofView = analyze(text, { schemas: withKind("view") });
    expect(ofView.diagnostics.some((one) => one.severity === "error")).toBe(text !== "SELECT * FROM t");
  });

  it("not in a query over a subquery", () => {
    const { diagnostics } = analyze("SELECT _file FROM (SELECT a FROM t) s", { schemas: withKind("table") });
    expect(diagnostics.map((one) => one.errorClass)).toEqual(["UNRESOLVED_COLUMN.WITH_SUGGESTION"]);
  });
});

describe("a function of the cache prints as Spark prints it: with its full name, its arguments in order", () => {
  const add: FunctionSchema = {
    catalog: "main",
    schema: "tools",
    name: "add_days",
    kind: "scalar",
    parameters: [
      { name: "d", type: types.date },
      { name: "n", type: types.int, optional: true },
    ],
    returns: types.date,
  };
  const { parameters: _, ...opaque } = add;
  const lookup = (one: FunctionSchema): SchemaLookup => ({ ...schemas, function: () => one });
  it.each([
    ["SELECT add_days(hired, 1 + 1) FROM employees", add, ["main.tools.add_days(hired, (1 + 1))"]],
    ["SELECT main.tools.ADD_DAYS(n => 2, d => hired) FROM employees", add, ["main.tools.add_days(hired, 2)"]],
    ["SELECT add_days(hired) FROM employees", opaque, undefined],
    ["SELECT add_days(hired) AS x FROM employees", opaque, ["x"]],
  ])("%s", (text, one, names) => {
    const { columns } = analyze(text, { schemas: lookup(one), catalog: "main", schema: "tools" });
    expect(columns?.map(({ name }) => name)).toEqual(names);
  });
});

describe("parameters and holes ask for the type of their place", () => {
  const value: Hole = { kind: "value" };
  it.each<[string, readonly Hole[], readonly string[]]>([
    ["SELECT * FROM employees WHERE id = ?", [], ["value int"]],
    ["SELECT * FROM employees WHERE hired >= :since AND name LIKE :n", [], ["value date", "value string"]],
    [`SELECT id FROM employees WHERE salary > ${HOLE}`, [value], ["value decimal(10,2)"]],
    [`SELECT id FROM employees WHERE id IN (${HOLE}, ${HOLE})`, [value, value], ["value int", "value int"]],
    [`SELECT id FROM employees WHERE hired BETWEEN ${HOLE} AND ${HOLE}`, [value, value], ["value date", "value date"]],
    [`SELECT id FROM employees LIMIT ${HOLE}`, [value], ["value int"]],
    [`SELECT id FROM employees TABLESAMPLE (${HOLE} ROWS)`, [value], ["value int"]],
    [`FROM employees |> TABLESAMPLE (${HOLE} ROWS)`, [value], ["value int"]],
    [`SELECT id FROM (SELECT id FROM employees) TABLESAMPLE (${HOLE} ROWS)`, [value], ["value int"]],
    [`SELECT id FROM employees TABLESAMPLE (${HOLE} PERCENT) REPEATABLE (?)`, [value], ["value int", "value int"]],
    [`SELECT id FROM employees TABLESAMPLE (BUCKET ? OUT OF ${HOLE})`, [value], ["value int", "value int"]],
    [`SELECT hired + INTERVAL ${HOLE} DAY AS x FROM employees`, [value], ["value"]],
    [`SELECT coalesce(name, ${HOLE}) AS n FROM employees`, [value], ["value"]],
    [`SELECT CAST(${HOLE} AS DATE) AS d`, [value], ["value date"]],
    [`SELECT CASE WHEN ${HOLE} THEN 1 ELSE ${HOLE} END AS x`, [value, value], ["value boolean", "value int"]],
    [
      `UPDATE departments SET budget = ${HOLE} WHERE dept_id = ${HOLE}`,
      [value, value],
      ["value decimal(12,2)", "value int"],
    ],
    [`INSERT INTO departments VALUES (${HOLE}, ${HOLE}, 1, 'x')`, [value, value], ["value int", "value string"]],
  ])("%s", (text, holes, parameters) => {
    const found = shown(text, holes);
    expect(found.errors).toEqual([]);
    expect(found.parameters).toEqual(parameters);
  });

  it.each<[string, readonly (string | undefined)[], string]>([
    ["INTERVAL ? DAY", ["number,string"], "interval day!"],
    ["INTERVAL ? YEARS ? MONTH", ["number,string", "number,string"], "interval year to month!"],
    ["INTERVAL 1 WEEK ? HOURS", ["number,string"], "interval day to hour!"],
    ["INTERVAL ? DAY TO SECOND", ["string"], "interval day to second!"],
    ["INTERVAL ? YEAR TO MONTH", ["string"], "interval year to month!"],
    ["INTERVAL -? DAY", ["number,string"], "interval day!"],
    // A difference with an alias, if the value is one that is no number.
    ["INTERVAL 1 YEAR -? MONTHS", [undefined], "unknown"],
    ["hired + INTERVAL ? DAY", ["number,string"], "date"],
    ["array_contains(array(?), 1)", ["null,number,bigint,Decimal"], "boolean"],
    ["array_union(array(1), array(?))", ["null,number,bigint,Decimal"], "array<unknown>!"],
  ])("%s takes these values and no others", (text, accepts, type) => {
    const holes = accepts.map((): Hole => ({ kind: "value" }));
    const query = `SELECT ${text.replaceAll("?", HOLE)} AS x FROM employees`;
    const { parameters } = analyze(query, { schemas, holes });
    expect(parameters.map((one) => one.accepts?.join())).toEqual(accepts);
    expect(shown(query, holes)).toMatchObject({ columns: [`x ${type}`], errors: [] });
  });

  it("INTERVAL - … DAY may take from a column of this name", () => {
    const { parameters } = analyze(`SELECT INTERVAL -${HOLE} DAY FROM (SELECT 1 AS interval)`, {
      schemas,
      holes: [{ kind: "value" }],
    });
    expect(parameters[0]?.accepts).toBeUndefined();
  });

  it("a fragment may bring units along", () => {
    const text = `SELECT INTERVAL ${HOLE} DAY AS x`;
    expect(shown(text, [{ kind: "fragment" }])).toMatchObject({ columns: ["x unknown"], parameters: ["fragment"] });
  });

  it.each([
    ["SELECT :p FROM employees", undefined],
    ["SELECT id + ? FROM employees", undefined],
    ["SELECT x FROM (SELECT id AS x, :p FROM employees)", ["x int!"]],
    [`SELECT id AS x, ${HOLE} AS y FROM employees`, ["x int!", "y unknown"]],
  ])("a column is named after its value: %s", (text, columns) => {
    expect(shown(text, [{ kind: "value" }])).toMatchObject({ columns, errors: [] });
  });

  it.each([
    "SELECT id + ?, count(*) FROM employees GROUP BY id + ?",
    "SELECT coalesce(name, :p) FROM employees GROUP BY coalesce(name, :p) ORDER BY coalesce(name, :p)",
    `SELECT date_trunc(${HOLE}, hired), count(*) FROM employees GROUP BY date_trunc(${HOLE}, hired)`,
    "SELECT 1 + somewhere.f(id), count(*) FROM employees GROUP BY 1 + somewhere.f(id)",
    "SELECT upper(somewhere.f(id)) FROM employees GROUP BY upper(somewhere.f(id))",
  ])("what is grouped by may hold what is not known: %s", (text) => {
    const holes: readonly Hole[] = [{ kind: "value" }, { kind: "value" }];
    const { diagnostics } = analyze(text, { schemas: { ...schemas, function: () => "unknown" }, holes });
    expect(diagnostics.filter((one) => one.severity === "error")).toEqual([]);
  });

  it("reads the columns of a DataFrame that stands for a relation", () => {
    const relation: Hole = { kind: "relation", columns: [{ name: "n", type: types.bigint, nullable: false }] };
    expect(shown(`SELECT n + 1 AS m, r.n FROM ${HOLE} r`, [relation])).toEqual({
      columns: ["m bigint!", "n bigint!"],
      parameters: ["relation"],
      errors: [],
    });
    expect(shown(`SELECT nn FROM ${HOLE}`, [relation]).errors).toEqual(["UNRESOLVED_COLUMN.WITH_SUGGESTION"]);
    expect(shown(`SELECT nn FROM ${HOLE}`, [{ kind: "relation" }]).errors).toEqual([]);
  });

  it("takes identifiers and fragments for what they may be", () => {
    const identifier: Hole = { kind: "identifier", parts: ["employees"] };
    expect(shown(`SELECT id FROM ${HOLE}`, [identifier]).columns).toEqual(["id int!"]);
    expect(shown(`SELECT ${HOLE} FROM employees`, [{ kind: "identifier" }]).errors).toEqual([]);
    expect(shown(`SELECT id FROM employees WHERE ${HOLE}`, [{ kind: "fragment" }]).errors).toEqual([]);
    expect(shown(`SELECT id FROM employees ${HOLE}`, [{ kind: "fragment" }]).errors).toEqual([]);
    expect(shown(`SELECT ${HOLE} AS x FROM employees`, [{ kind: "unknown" }]).errors).toEqual([]);
  });
});

/** `[…]` marks the place of the diagnostic. */
describe("diagnostics stand at the mistake", () => {
  it.each([
    ["SELECT [nme] FROM employees", "UNRESOLVED_COLUMN.WITH_SUGGESTION", "name"],
    ["SELECT e.id FROM employees e WHERE [e.nme] = 'x'", "UNRESOLVED_COLUMN.WITH_SUGGESTION", "e.name"],
    ["SELECT id FROM [employes]", "TABLE_OR_VIEW_NOT_FOUND", "employees"],
    ["SELECT [uper](name) FROM employees", "UNRESOLVED_ROUTINE", "upper"],
    ["SELECT address.[cty] FROM employees", "FIELD_NOT_FOUND", "city"],
    ["SELECT [name], count(*) FROM employees GROUP BY dept_id", "MISSING_AGGREGATION", undefined],
    ["SELECT 1 WHERE [sum(1) > 2]", "INVALID_WHERE_CONDITION", undefined],
    ["SELECT id FROM employees ORDER BY [9]", "ORDER_BY_POS_OUT_OF_RANGE", undefined],
    ["SELECT 1 AS a [FRM] x, 2", "PARSE_SYNTAX_ERROR", undefined],
  ])("%s", (marked, errorClass, meant) => {
    const start = marked.indexOf("[");
    const end = marked.indexOf("]") - 1;
    const { diagnostics } = analyze(marked.replace(/[[\]]/g, ""), { schemas });
    expect(diagnostics.map((one) => ({ errorClass: one.errorClass, start: one.start, end: one.end }))).toEqual([
      { errorClass, start, end },
    ]);
    if (meant) expect(diagnostics[0]?.fixes?.map((fix) => fix.text.replaceAll("`", ""))).toEqual([meant]);
  });

  it("knows which functions the server that a project names has not yet", () => {
    const said = (text: string, target?: string) =>
      analyze(text, { schemas, ...(target && { target }) }).diagnostics.map(({ errorClass, message }) => [
        errorClass,
        message,
      ]);
    const query = "SELECT time_from_seconds(1) AS t";
    for (const target of [undefined, "4.2", "4.2.0", "17.3"]) expect(said(query, target)).toEqual([]);
    const newer = "It is built in since Spark 4.2.0, and the target is 4.1.";
    expect(said(query, "4.1")).toEqual([
      ["UNRESOLVED_ROUTINE", expect.stringContaining(`There is no function time_from_seconds. ${newer}`)],
    ]);
    expect(said("SELECT time_from_second(1) AS t", "4.1").join()).not.toContain("time_from_seconds");
    expect(said("SELECT max_by(id, id) AS x FROM employees", "4.1")).toEqual([]);
  });

  it("claims nothing of the functions that a server has beyond Spark's", () => {
    const file = { catalog: "spark_catalog", schema: "default", complete: true, functionsComplete: true, tables: [] };
    const own = (name: string) => ({ catalog: "system", schema: "builtin", name, kind: "scalar" as const });
    const builtins = { ...file, catalog: "system", schema: "builtin", functions: ["ai_query", "read_files"].map(own) };
    const plain = lookupOf([{ ...file, functions: [] }]);
    const databricks = lookupOf([{ ...file, functions: [] }, builtins]);
    const said = (text: string, lookup: SchemaLookup) =>
      analyze(text, { schemas: lookup }).diagnostics.map(({ errorClass }) => errorClass);
    const cases = [
      ["SELECT ai_query('model', 'text') AS x", ["UNRESOLVED_ROUTINE"], []],
      ["SELECT upper(ai_query('model', 'text')) AS x", ["UNRESOLVED_ROUTINE"], []],
      ["SELECT * FROM read_files('/a')", ["UNRESOLVABLE_TABLE_VALUED_FUNCTION"], []],
      ["SELECT v:a.b AS x FROM VALUES ('{}') AS t(v)", ["COLUMN_IS_NOT_VARIANT_TYPE"], []],
      ["SELECT v:a AS x FROM VALUES (1) AS t(v)", ["COLUMN_IS_NOT_VARIANT_TYPE"], ["COLUMN_IS_NOT_VARIANT_TYPE"]],
      ["SELECT ai_qery('model') AS x", ["UNRESOLVED_ROUTINE"], ["UNRESOLVED_ROUTINE"]],
      ["ALTER TABLE t SET TAGS ('a' = 'b')", ["PARSE_SYNTAX_ERROR"], [undefined]],
      ["CREATE TABLE t (a INT MASK f) CLUSTER BY AUTO", ["PARSE_SYNTAX_ERROR"], [undefined]],
      ["CREATE VIEW v AS SELECT 1 AS a FRM t WHERE", ["PARSE_SYNTAX_ERROR"], ["PARSE_SYNTAX_ERROR"]],
      ["SELECT 1 AS a FRM t WHERE", ["PARSE_SYNTAX_ERROR"], ["PARSE_SYNTAX_ERROR"]],
    ] as const;
    for (const [text, spark, more] of cases) {
      expect([text, said(text, plain), said(text, databricks)]).toEqual([text, spark, more]);
    }
  });

  const fragment: Hole = { kind: "fragment" };
  const nameless: readonly (readonly [text: string, wanted: readonly string[], holes: readonly Hole[]])[] = [
    ["SELECT id, id + ? FROM range(3)", ["SELECT id, id + ? AS value FROM range(3)"], []],
    ["SELECT :a, :b", ["SELECT :a AS value, :b", "SELECT :a, :b AS value_2"], []],
    [
      "WITH w AS (SELECT upper(?) FROM range(3)) TABLE w",
      ["WITH w AS (SELECT upper(?) AS value FROM range(3)) TABLE w"],
      [],
    ],
    ["SELECT id + ? AS x FROM range(3)", [], []],
    ["SELECT id FROM range(3) WHERE EXISTS (SELECT id + ? FROM range(3))", [], []],
    ["SELECT count(*) AS n FROM (SELECT id + ? FROM range(3))", [], []],
    ["INSERT INTO sink SELECT ?", [], []],
    [`SELECT ${HOLE} FROM range(3)`, [], [fragment]],
  ];
  it.each(nameless)("a column whose name nobody knows wants one: %s", (text, wanted, holes) => {
    const found = analyze(text, { schemas, holes }).diagnostics.filter((one) => one.code === "DBSQL1110");
    expect(found.map(({ severity }) => severity)).toEqual(wanted.map(() => "information"));
    expect(
      found.flatMap(({ fixes = [] }) => fixes).map((fix) => text.slice(0, fix.start) + fix.text + text.slice(fix.end)),
    ).toEqual(wanted);
  });

  it("have a code each, and no two share one", () => {
    const codes = Object.values(catalog).map((row) => row.code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe("what is in an array or a map and not known", () => {
  it.each([
    "array_join(array(?), ',')",
    "concat_ws(',', array(?))",
    "flatten(array(?))",
    "map_from_entries(array(?))",
    "inline(array(?))",
    "map_concat(map('a', 1), map(?, 1))",
    "coalesce(map('a', 1), map(?, 1))",
    "map('a', 1) IN (map(?, 1))",
  ])("is no mistake: %s", (text) => {
    expect(shown(`SELECT ${text.replace("?", HOLE)}`, [{ kind: "unknown" }]).errors).toEqual([]);
  });
});

describe("hostile and broken text", () => {
  it.each([
    "",
    ";",
    "SELECT",
    "SELECT a. FROM employees",
    "SELECT * FROM employees WHERE",
    "SELECT (((((",
    "'",
    "/*",
    "SELECT \u0000 FROM \uD800",
    `SELECT ${"(".repeat(3000)}1${")".repeat(3000)}`,
    `SELECT ${"1 + ".repeat(5000)}1 AS x`,
    `SELECT __proto__, constructor FROM toString`,
  ])("never throws", (text) => {
    expect(() => analyze(text, { schemas })).not.toThrow();
  });
});

describe("a value that is another each time", () => {
  const lookup: SchemaLookup = { ...schemas, function: () => "unknown" };
  it.each([
    ["SELECT sum(rand()) FROM employees", ["AGGREGATE_FUNCTION_WITH_NONDETERMINISTIC_EXPRESSION"]],
    ["SELECT f(sum(rand())) FROM employees", ["AGGREGATE_FUNCTION_WITH_NONDETERMINISTIC_EXPRESSION"]],
    // Spark computes the arguments of a function in SQL before it aggregates.
    ["SELECT sum(f(rand())) FROM employees", []],
    ["SELECT e.id FROM employees e JOIN departments d ON f(rand()) > 1", []],
  ])("inside a function of the user's: %s", (text, classes) => {
    const { diagnostics } = analyze(text, { schemas: lookup });
    expect(diagnostics.filter((one) => one.severity === "error").map((one) => one.errorClass)).toEqual(classes);
  });
});

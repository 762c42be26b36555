import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  candidates,
  child,
  formatTree,
  L,
  leaves,
  parse,
  R,
  ruleNames,
  T,
  textOf,
} from "../../../src/analysis/grammar/index.js";
import { referenceParse } from "./reference.js";

/** What Spark 4.2.0's own parser said; `spark/Record.java` asks it. */
function recorded<Row>(name: string): Row[] {
  return JSON.parse(readFileSync(new URL(`spark/${name}.json`, import.meta.url), "utf8")) as Row[];
}
const accepted = recorded<[sql: string, tree: string]>("accepted");
const rejected =
  recorded<[sql: string, errorClass: string, parameters: Record<string, string>, start: number | null]>("rejected");
const rejectedLater = recorded<[sql: string, errorClass: string]>("rejected-later");

/** FNV-1a of 64 bits. */
function hash(text: string): string {
  let h = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) h = BigInt.asUintN(64, (h ^ BigInt(byte)) * 0x100000001b3n);
  return h.toString(16).padStart(16, "0");
}

describe("parser", () => {
  it("makes Spark's tree of every statement that Spark takes", () => {
    const wrong = accepted.filter(([sql, tree]) => {
      const { root, errors } = parse(sql);
      return errors.length > 0 || hash(formatTree(root)) !== tree;
    });
    expect(accepted.length).toBeGreaterThan(700);
    expect(wrong).toEqual([]);
  });

  it("refuses what Spark refuses: same class, same parameters, same place", () => {
    const wrong = rejected.flatMap(([sql, errorClass, parameters, start]) => {
      const [first] = parse(sql).errors;
      const same =
        first?.errorClass === errorClass &&
        Object.entries(parameters).every(([name, value]) => first.parameters[name] === value) &&
        // Spark points at the minus inside a name; we mark the name.
        (start === null || (errorClass === "INVALID_IDENTIFIER" ? first.end > start : first.start === start));
      return same ? [] : [{ sql, errorClass, parameters, start, first }];
    });
    expect(rejected.length).toBeGreaterThan(1000);
    expect(wrong).toEqual([]);
  });

  it("names no other class than Spark for what Spark refuses behind its parser", () => {
    const wrong = rejectedLater.filter(([sql, errorClass]) => {
      const [first] = parse(sql).errors;
      return first !== undefined && first.errorClass !== errorClass;
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ["SELECT 1 FROM t GROUP BY a AS b", "PARSE_SYNTAX_ERROR", "b"],
    ["SELECT foo 'x'", "UNSUPPORTED_TYPED_LITERAL", "foo 'x'"],
    ["SELECT CAST(a AS foo(1))", "UNSUPPORTED_DATATYPE", "foo(1)"],
    ["SELECT CAST(a AS varchar)", "DATATYPE_MISSING_SIZE", "varchar"],
    ["SELECT CAST(a AS map)", "INCOMPLETE_TYPE_DEFINITION.MAP", "map"],
    ["SELECT 300Y", "INVALID_NUMERIC_LITERAL_RANGE", "300Y"],
    ["SELECT 12345678901234567890L", "INVALID_NUMERIC_LITERAL_RANGE", "12345678901234567890L"],
    ["WITH a AS (SELECT 1), A AS (SELECT 2) SELECT 1", "DUPLICATED_CTE_NAMES", "A"],
    ["SELECT a IN ()", "INVALID_SQL_SYNTAX.EMPTY_IN_PREDICATE", "IN ()"],
    ["MERGE INTO t USING s ON t.a = s.a", "MERGE_WITHOUT_WHEN", "MERGE INTO t USING s ON t.a = s.a"],
    ["DECLARE x", "INVALID_SQL_SYNTAX.VARIABLE_TYPE_OR_DEFAULT_REQUIRED", "DECLARE x"],
    ["SHOW ROLES", "INVALID_STATEMENT_OR_CLAUSE", "SHOW ROLES"],
    ["SET a b", "INVALID_SET_SYNTAX", "SET a b"],
  ])("refuses what the grammar takes and Spark does not: %s", (sql, errorClass, marked) => {
    const [first] = parse(sql).errors;
    expect(first?.errorClass).toBe(errorClass);
    expect(sql.slice(first?.start, first?.end)).toBe(marked);
  });

  it.each([
    "FROM t |> AGGREGATE sum(a) GROUP BY b AS c",
    "SELECT 127Y, 32767S, 9223372036854775807L, DATE '2024-01-01', X'1F'",
    "CREATE FUNCTION f(a INT) RETURNS TABLE (b INT) RETURN SELECT n 'a' FROM t",
    "SET `a b` = c d",
    "SELECT CAST(a AS \uFFFC), \uFFFC 'x' FROM t",
  ])("takes what only looks like it: %s", (sql) => expect(parse(sql).errors).toEqual([]));

  it.each([0, 60, 120, 180, 240, 300])("agrees with ANTLR's interpreter from statement %i on", (from) => {
    for (const [sql] of accepted.slice(from, from + 4)) {
      expect(formatTree(parse(sql).root)).toBe(referenceParse(sql).tree);
    }
  });

  it("starts at other rules", () => {
    expect(parse("a + 1", { entry: "singleExpression" }).errors).toEqual([]);
    expect(parse("array<struct<a: int>>", { entry: "singleDataType" }).errors).toEqual([]);
    expect(parse("a int, b string not null", { entry: "singleTableSchema" }).errors).toEqual([]);
    expect(parse("a +", { entry: "singleExpression" }).errors).toHaveLength(1);
  });

  it("reads the parser's options", () => {
    const flags = { double_quoted_identifiers: true };
    expect(parse('SELECT "a"(1)').errors).not.toEqual([]);
    expect(parse('SELECT "a"(1)', { flags }).errors).toEqual([]);
  });
});

describe("holes", () => {
  const statements = [
    "SELECT a FROM t WHERE id = \uFFFC AND b IN (\uFFFC, \uFFFC) LIMIT \uFFFC",
    "SELECT * FROM \uFFFC AS x JOIN \uFFFC.y ON x.id = y.id",
    "SELECT \uFFFC.a, f(\uFFFC), \uFFFC(1), INTERVAL \uFFFC DAY, \uFFFC::int FROM main.\uFFFC.t",
    "INSERT INTO \uFFFC VALUES (\uFFFC, \uFFFC)",
    "SELECT * FROM t \uFFFC",
  ];
  it.each(statements)("parses %s, each hole in its place", (sql) => {
    const { root, errors } = parse(sql);
    expect(errors).toEqual([]);
    const found = leaves(root).filter((leaf) => leaf.hole >= 0);
    expect(found.map((leaf) => leaf.start)).toEqual([...sql.matchAll(/\uFFFC/g)].map((m) => m.index));
    expect(found.map((leaf) => leaf.hole)).toEqual(found.map((_, i) => i));
  });

  it("takes a value only where Spark takes a parameter marker, and an identifier only where it takes a name", () => {
    expect(parse("SELECT * FROM \uFFFC", { holes: ["value"] }).errors).toHaveLength(1);
    expect(parse("SELECT * FROM \uFFFC", { holes: ["relation"] }).errors).toEqual([]);
    expect(parse("SELECT * FROM t LIMIT \uFFFC", { holes: ["value"] }).errors).toEqual([]);
    expect(parse("SELECT INTERVAL \uFFFC DAY", { holes: ["identifier"] }).errors).not.toEqual([]);
  });

  it("is not certain of a mistake behind a fragment", () => {
    const [certain] = parse("SELECT FRM t x y WHERE \uFFFC", { holes: ["fragment"] }).errors;
    const [uncertain] = parse("SELECT a \uFFFC b c d", { holes: ["fragment"] }).errors;
    const [value] = parse("SELECT \uFFFC b c d", { holes: ["value"] }).errors;
    expect([certain?.uncertain, uncertain?.uncertain, value?.uncertain]).toEqual([false, true, false]);
  });
});

describe("recovery", () => {
  const kept = (sql: string, rule: number): string[] => {
    const found: string[] = [];
    const { root, errors } = parse(sql);
    expect(errors.length).toBeGreaterThan(0);
    const visit = (node: ReturnType<typeof parse>["root"]): void => {
      if (node.rule === rule) found.push(textOf(sql, node));
      for (const c of node.children) if (c.kind === "rule") visit(c);
    };
    visit(root);
    return found;
  };

  it.each([
    ["SELECT a.x, FROM t a WHERE", R.fromClause, "FROM t a"],
    ["SELECT a.x FROM t a JOIN u ON a. = u.id", R.selectClause, "SELECT a.x"],
    ["SELECT x FROM t WHERE y = GROUP BY x", R.aggregationClause, "GROUP BY x"],
  ])("keeps the clauses around the mistake in %s", (sql, rule, text) => {
    expect(kept(sql, rule)).toContain(text);
  });
});

describe("candidates", () => {
  const at = (marked: string) => candidates(marked.replace("^", ""), marked.indexOf("^"));
  const around = (marked: string) =>
    at(marked)
      .names.flat()
      .map((rule) => ruleNames[rule]);

  it("names keywords that fit", () => {
    expect(at("SELECT a FROM t WH^").tokens).toContain(T.WHERE);
    expect(at("SELECT a FROM t WH^").start).toBe(16);
    expect(at("SELECT a FROM t GROUP ^").tokens).toEqual(new Set([T.BY]));
    expect(at("^").tokens).toContain(T.SELECT);
    expect(at("SELECT CAST(a AS ^").tokens).toContain(T.DECIMAL);
  });

  it("tells what a name would be", () => {
    expect(around("SELECT * FROM ^")).toContain("identifierReference");
    expect(around("SELECT * FROM ^")).not.toContain("namedExpression");
    expect(around("SELECT a.^ FROM t a")).toContain("namedExpression");
    expect(around("INSERT INTO t (^")).toContain("insertInto");
  });

  it("goes on behind a mistake", () => {
    expect(at("SELECT ) a FROM t GROUP ^").tokens).toContain(T.BY);
  });
});

describe("any text", () => {
  const pieces = accepted.slice(0, 60).flatMap(([sql]) => sql.split(/(\s+|\b)/));

  it("never throws", () => {
    const soup = fc.array(fc.constantFrom(...pieces, "(", ")", "'", "\uFFFC", "/*", "*/"), { maxLength: 25 });
    fc.assert(
      fc.property(
        fc.oneof(
          soup.map((parts) => parts.join("")),
          fc.string({ unit: "binary", maxLength: 60 }),
        ),
        (sql) => {
          const { root } = parse(sql);
          for (const leaf of leaves(root)) expect(leaf.start).toBeLessThanOrEqual(leaf.end);
          candidates(sql, Math.floor(sql.length / 2));
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ["parentheses", `SELECT ${"(".repeat(10_000)}1${")".repeat(10_000)}`],
    ["open parentheses", `SELECT ${"(".repeat(10_000)}`],
    ["sums", `SELECT 1${" + 1".repeat(200_000)}`],
    ["subqueries", `${"SELECT * FROM (".repeat(10_000)}SELECT 1`],
    ["negations", `SELECT ${"NOT ".repeat(10_000)}true`],
    ["cases", `SELECT ${"CASE WHEN a THEN ".repeat(5_000)}1`],
    ["unions", `SELECT 1${" UNION SELECT 1".repeat(10_000)}`],
    ["types", `SELECT CAST(a AS ${"array<".repeat(5_000)}int${">".repeat(5_000)})`],
  ])("says so when %s are too deep", (_, sql) => {
    expect(parse(sql).errors[0]?.errorClass).toBe("FAILED_TO_PARSE_TOO_COMPLEX");
  });

  it("takes a megabyte that is not deep", () => {
    const { root, errors } = parse(`SELECT * FROM t WHERE a IN (${"1234567, ".repeat(110_000)}1)`);
    expect(errors).toEqual([]);
    expect(child(root, R.singleStatement)?.children[0]).toMatchObject({ label: L.statementDefault });
  });
});

import { describe, expect, it } from "vitest";
import { AnalysisError, ConnectError } from "../../../../src/errors/index.js";
import type { SchemaFile } from "../../../../src/schema/index.js";
import {
  changesBetween,
  mergeCache,
  type Pulled,
  parsePattern,
  pullSchemas,
} from "../../../../src/schema/pull/index.js";
import { formatType } from "../../../../src/types/index.js";
import { type Answers, denied, fakeSession, here, notFound } from "./fake-catalog.js";

const shown = (...names: readonly string[]): Answers["rows"] => ({
  ...here,
  "SHOW TABLES IN `main`.`sales`": names.map((tableName) => ({ namespace: "sales", tableName, isTemporary: false })),
  "SHOW VIEWS IN `main`.`sales`": [],
  "SHOW USER FUNCTIONS IN `main`.`sales`": [],
  ...Object.fromEntries(names.map((name) => [`DESCRIBE TABLE EXTENDED \`main\`.\`sales\`.\`${name}\``, []])),
});

function pull(answers: Answers, ...patterns: readonly string[]): Promise<Pulled> {
  return pullSchemas({ session: fakeSession(answers), patterns: patterns.map(parsePattern), atOnce: 2 });
}

const viewOf = (name: string): Answers["rows"] => ({
  [`DESCRIBE TABLE EXTENDED \`main\`.\`sales\`.\`${name}\``]: [
    { col_name: "# Detailed Table Information" },
    { col_name: "Type", data_type: "VIEW" },
  ],
});

const namesOf = (files: readonly SchemaFile[]): string[] =>
  files.flatMap((file) => file.tables.map((table) => `${file.catalog}.${file.schema}.${table.name}`));

const columns = { "`main`.`sales`.`a`": "x INT", "`main`.`sales`.`b`": "x INT NOT NULL" };

describe("reading a catalog", () => {
  it("leaves out a table that vanished, with a warning, and knows the rest whole", async () => {
    const rows = { ...shown("a", "b", "gone"), "DESCRIBE TABLE EXTENDED `main`.`sales`.`gone`": notFound("gone") };
    const pulled = await pull({ rows, columns }, "main.sales.*");
    expect(pulled.problems).toEqual([
      {
        severity: "warning",
        object: "`main`.`sales`.`gone`",
        message: "It was dropped while the catalog was read: left out.",
      },
    ]);
    const cache = mergeCache([], pulled, { only: false });
    expect(namesOf(cache)).toEqual(["main.sales.a", "main.sales.b"]);
    expect(cache[0]!.complete).toBe(true);
  });

  it("reports a table that may not be read, keeps what the cache knows of it, and claims nothing else", async () => {
    const first = mergeCache([], await pull({ rows: shown("a", "b"), columns }, "main.sales.*"), { only: true });
    const refused = { "`main`.`sales`.`a`": "x INT, y STRING", "`main`.`sales`.`b`": denied("b") };
    const rows = { ...shown("a", "b"), "DESCRIBE TABLE EXTENDED `main`.`sales`.`b`": denied("b") };
    const pulled = await pull({ rows, columns: refused }, "main.sales.*");
    expect(pulled.problems).toEqual([
      {
        severity: "error",
        object: "`main`.`sales`.`b`",
        message: "[INSUFFICIENT_PERMISSIONS] User does not have SELECT on b.",
      },
    ]);
    const again = mergeCache(first, pulled, { only: true });
    expect(namesOf(again)).toEqual(["main.sales.a", "main.sales.b"]);
    expect(again[0]!.complete).toBe(true);
    expect(changesBetween(first, again).map(({ change, column }) => [change, column])).toEqual([["added", "y"]]);
    expect(mergeCache([], pulled, { only: true })[0]!.complete).toBe(false);
  });

  it("leaves out a view that no query can be made of: it is neither there nor missing", async () => {
    const rows = { ...shown("a", "v", "w"), ...viewOf("v"), ...viewOf("w") };
    const broken = {
      "`main`.`sales`.`v`": notFound("t"),
      "`main`.`sales`.`w`": new AnalysisError("[INCOMPATIBLE_VIEW]"),
    };
    const pulled = await pull({ rows, columns: { ...columns, ...broken } }, "main.sales.*");
    expect(pulled.problems.map(({ severity, message }) => [severity, message.slice(0, 26)])).toEqual([
      ["warning", "No query can be made of it"],
      ["warning", "No query can be made of it"],
    ]);
    expect(mergeCache([], pulled, { only: true })[0]!.complete).toBe(false);
  });

  it("keeps a schema that cannot be listed, and drops one that is gone", async () => {
    const file = (schema: string): SchemaFile => ({
      catalog: "main",
      schema,
      complete: true,
      functionsComplete: true,
      tables: [],
      functions: [],
    });
    const rows = { ...shown("a"), "SHOW TABLES IN `main`.`hr`": denied("hr") };
    const pulled = await pull({ rows, columns }, "main.*.*");
    expect(pulled.problems.map(({ object }) => object)).toEqual(["`main`.`hr`"]);
    const merged = mergeCache([file("hr"), file("dropped"), file("sales")], pulled, { only: true });
    expect(merged.map(({ schema }) => schema)).toEqual(["hr", "sales"]);
  });

  it("ends at a lost connection: no cache is made of half a catalog", async () => {
    const lost = { "`main`.`sales`.`a`": new ConnectError("The server went away.") };
    await expect(pull({ rows: shown("a", "b"), columns: { ...columns, ...lost } }, "main.sales.*")).rejects.toThrow(
      "The server went away.",
    );
  });

  it.each([
    ["a", ["main.sales.a"]],
    ["sales.a", ["main.sales.a"]],
    ["SALES.`A`", ["main.sales.a"]],
    ["main.sales", ["main.sales.a", "main.sales.b"]],
    ["main.s*.?", ["main.sales.a", "main.sales.b"]],
    ["main.sales.`*`", []],
  ])("reads %s as Spark's names are read", async (pattern, expected) => {
    const pulled = await pull({ rows: shown("a", "b"), columns }, pattern);
    expect(namesOf(mergeCache([], pulled, { only: true }))).toEqual(expected);
    expect(pulled.problems.length).toBe(expected.length === 0 ? 1 : 0);
  });

  it.each(["", "a..b", "a.b.c.d", "`a", "a`b", "."])("refuses the pattern %j", (pattern) => {
    expect(() => parsePattern(pattern)).toThrow(expect.objectContaining({ errorClass: "DBSQL_BAD_PATTERN" }));
  });

  it("takes no exponential time for a pattern of many wildcards", () => {
    const { object } = parsePattern(`${"*a".repeat(50)}b`);
    expect(object.matches("a".repeat(5000))).toBe(false);
    expect(object.matches(`${"a".repeat(5000)}b`)).toBe(true);
  });

  it("asks an information_schema where there is one", async () => {
    const view = (name: string, by = "table_schema"): string =>
      `SELECT * FROM \`main\`.\`information_schema\`.\`${name}\` WHERE ${by} = :schema`;
    const routine = { routine_name: "f", specific_name: "f", routine_type: "FUNCTION" };
    const session = fakeSession({
      rows: {
        ...here,
        "SHOW SCHEMAS IN `main`": [{ databaseName: "information_schema" }, { databaseName: "sales" }],
        [view("tables")]: [
          { table_name: "orders", table_type: "MANAGED", data_source_format: "DELTA", comment: "every order" },
          { table_name: "daily", table_type: "MATERIALIZED_VIEW", data_source_format: "UNKNOWN", comment: null },
        ],
        [view("columns")]: [
          { table_name: "orders", column_name: "id", ordinal_position: 0, comment: "the key", partition_index: null },
          {
            table_name: "orders",
            column_name: "day",
            ordinal_position: 1,
            partition_index: 1,
            column_default: "now()",
          },
        ],
        [view("table_constraints")]: [
          { table_name: "orders", constraint_name: "pk", constraint_type: "PRIMARY KEY" },
          { table_name: "orders", constraint_name: "fk", constraint_type: "FOREIGN KEY" },
        ],
        [view("key_column_usage")]: [
          { table_name: "orders", constraint_name: "pk", column_name: "day", ordinal_position: 2 },
          { table_name: "orders", constraint_name: "pk", column_name: "id", ordinal_position: 1 },
          { table_name: "orders", constraint_name: "fk", column_name: "id", ordinal_position: 1 },
        ],
        [view("routines", "routine_schema")]: [{ ...routine, full_data_type: "decimal(10,2)", comment: "twice" }],
        [view("parameters", "specific_schema")]: [
          {
            specific_name: "f",
            parameter_name: "y",
            ordinal_position: 1,
            full_data_type: "string",
            parameter_default: "''",
          },
          { specific_name: "f", parameter_name: "x", ordinal_position: 0, full_data_type: "array<int>" },
        ],
      },
      columns: {
        "`main`.`sales`.`orders`": "id BIGINT NOT NULL, day DATE",
        "`main`.`sales`.`daily`": "total DECIMAL(38,2)",
      },
    });
    const pulled = await pullSchemas({ session, patterns: [parsePattern("main.*.*")] });
    expect(pulled.problems).toEqual([]);
    const [file] = mergeCache([], pulled, { only: true });
    expect(file).toMatchObject({ schema: "sales", complete: true, functionsComplete: true });
    expect(file!.tables).toEqual([
      expect.objectContaining({ name: "daily", kind: "materialized_view" }),
      {
        catalog: "main",
        schema: "sales",
        name: "orders",
        kind: "table",
        comment: "every order",
        format: "delta",
        partitionColumns: ["day"],
        primaryKey: ["id", "day"],
        columns: [
          { name: "id", type: { kind: "bigint" }, nullable: false, comment: "the key" },
          { name: "day", type: { kind: "date" }, nullable: true, hasDefault: true },
        ],
      },
    ]);
    const [f] = file!.functions;
    expect(f).toMatchObject({ name: "f", kind: "scalar", comment: "twice", returns: { kind: "decimal" } });
    expect(f!.parameters!.map((one) => [one.name, formatType(one.type), one.optional])).toEqual([
      ["x", "array<int>", undefined],
      ["y", "string", true],
    ]);
  });
});

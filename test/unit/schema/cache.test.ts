import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  cacheFiles,
  fileNameOf,
  formatDeclarations,
  formatSchemaFile,
  lookupOf,
  parseSchemaFile,
  readCache,
  type SchemaFile,
  SchemaSource,
  schemaPath,
  type TableSchema,
  writeCache,
} from "../../../src/schema/index.js";
import { type DataType, types } from "../../../src/types/index.js";

const everyType: readonly DataType[] = [
  types.bigint,
  types.string,
  types.collated("UTF8_LCASE"),
  types.decimal(38, 0),
  types.char(3),
  types.varchar(10),
  types.time(3),
  { kind: "year_month_interval", start: "year", end: "month" },
  { kind: "year_month_interval", start: "month", end: "month" },
  { kind: "day_time_interval", start: "day", end: "second" },
  { kind: "geometry", srid: "any" },
  { kind: "geography", srid: 4326 },
  { kind: "timestamp_nanos", precision: 9 },
  { kind: "unknown", text: "some new type" },
  { kind: "udt", name: "Point", sqlType: types.array(types.double, false) },
  types.map(types.string, types.array(types.struct([types.field("__proto__", types.int, false)]), false), true),
  types.variant,
  types.void,
];

const table = (name: string, columns: readonly [string, DataType, boolean, string?][], rest = {}): TableSchema => ({
  catalog: "main",
  schema: "sales",
  name,
  kind: "table",
  columns: columns.map(([column, type, nullable, comment]) => ({
    name: column,
    type,
    nullable,
    ...(comment === undefined ? {} : { comment }),
  })),
  ...rest,
});

const file = (tables: readonly TableSchema[], rest: Partial<SchemaFile> = {}): SchemaFile => ({
  catalog: "main",
  schema: "sales",
  complete: true,
  functionsComplete: true,
  tables,
  functions: [],
  ...rest,
});

const hostile = [
  "../../x",
  "a/b",
  "*/ evil()",
  "${x}`",
  "__proto__",
  "constructor",
  "\u2028",
  "\ud800",
  "",
  "con",
  "..",
];

describe("a cache file", () => {
  it("gives back what was written", () => {
    const written = file(
      [
        table(
          "orders",
          everyType.map((type, at) => [`c${at}`, type, at % 2 === 0, "a comment"]),
          { comment: "Orders", partitionColumns: ["c1"], primaryKey: ["c0"], format: "delta" },
        ),
      ],
      {
        functions: [
          {
            catalog: "main",
            schema: "sales",
            name: "f",
            kind: "scalar",
            returns: types.int,
            parameters: [{ name: "x", type: types.int, optional: true }],
          },
          {
            catalog: "main",
            schema: "sales",
            name: "g",
            kind: "table",
            returnsColumns: [{ name: "a", type: types.int, nullable: true }],
          },
        ],
      },
    );
    expect(parseSchemaFile(formatSchemaFile(written), "f")).toEqual(written);
  });

  it("is sorted, so that the order of a pull does not matter", () => {
    const a = table("a", []);
    const b = table("b", []);
    expect(formatSchemaFile(file([b, a]))).toBe(formatSchemaFile(file([a, b])));
  });

  it.each([
    ["no JSON", "{"],
    ["an older version", '{"dbsql":0}'],
    ["a list", "[]"],
    ["null", "null"],
    ["no tables", '{"dbsql":1,"catalog":"a","schema":"b","complete":true,"functionsComplete":true,"functions":[]}'],
    [
      "a type of no name",
      formatSchemaFile(file([table("t", [["c", types.int, true]])])).replace('"int"', '"constructor"'),
    ],
    ["a type of a wrong kind", formatSchemaFile(file([table("t", [["c", types.int, true]])])).replace('"int"', "7")],
    [
      "a decimal without scale",
      formatSchemaFile(file([table("t", [["c", types.int, true]])])).replace('"int"', '"decimal(3)"'),
    ],
  ])("refuses %s and names the command", (_, text) => {
    expect(() => parseSchemaFile(text, "x.json")).toThrow(/x\.json.*dbsql pull-schema/);
  });
});

it("refuses a cache file of a newer version and names the command that reads it", () => {
  expect(() => parseSchemaFile('{"dbsql":2}', "x.json")).toThrow(/npm install --save-dev dbsql@latest/);
});

describe("file names", () => {
  it("never leave the folder and never meet, whatever the file system thinks of case", () => {
    const names = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(names, names, (a, b) => {
        const [x, y] = [fileNameOf(a), fileNameOf(b)];
        expect(x).toMatch(/^[a-z0-9_%u\-A-F]{1,140}$/);
        expect(x.toLowerCase() === y.toLowerCase()).toBe(a === b);
      }),
    );
  });
  it("tell names apart that differ in case only", () => {
    expect(new Set(["Sales", "sales", "SALES"].map((name) => fileNameOf(name).toLowerCase())).size).toBe(3);
  });
  it.each(hostile)("%j is one plain name", (name) => {
    expect(fileNameOf(name)).toMatch(/^[a-z0-9_%u\-A-F]+$/);
  });
});

describe("a look-up", () => {
  const orders = table("Orders", [["id", types.bigint, false]]);
  const lookup = lookupOf([
    file([orders, table("twin", []), table("TWIN", [])]),
    file([], { schema: "part", complete: false, functionsComplete: false }),
  ]);
  it("ignores case", () => expect(lookup.table("MAIN", "Sales", "ORDERS")).toBe(orders));
  it("knows what is missing from a schema that was pulled whole", () =>
    expect(lookup.table("main", "sales", "nope")).toBe("missing"));
  it.each([
    ["main", "part", "x"],
    ["main", "other", "x"],
    ["other", "sales", "x"],
    ["main", "sales", "Twin"],
  ])("claims nothing about %s.%s.%s", (catalog, schema, name) => {
    expect(lookup.table(catalog, schema, name)).toBe("unknown");
  });
  it("is not fooled by names of the language", () => {
    expect(lookup.table("__proto__", "constructor", "toString")).toBe("unknown");
    expect(lookup.table("main", "sales", "__proto__")).toBe("missing");
  });
});

describe("declarations", () => {
  const check = (text: string): readonly string[] => {
    const stub = "export interface Tables {} export interface Decimal<P, S> { p: P; s: S } export type Int = number;";
    const sources = new Map([
      ["/dbsql.ts", stub],
      ["/tables.d.ts", text],
      ["/use.ts", 'import type { Tables } from "dbsql"; export type T = Tables; import "./tables.js";'],
    ]);
    const options: ts.CompilerOptions = {
      noLib: true,
      noEmit: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      paths: { dbsql: ["/dbsql.ts"] },
      types: [],
    };
    const host = ts.createCompilerHost(options);
    host.readFile = (name) => sources.get(name);
    host.fileExists = (name) => sources.has(name);
    host.getSourceFile = (name, target) => ts.createSourceFile(name, sources.get(name) ?? "", target);
    const program = ts.createProgram([...sources.keys()], options, host);
    return [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()].map((d) =>
      ts.flattenDiagnosticMessageText(d.messageText, " "),
    );
  };

  it("registers tables as type literals with their comments", () => {
    const text = formatDeclarations([
      file([
        table(
          "orders",
          [
            ["id", types.bigint, false, "The key"],
            ["amount", types.decimal(12, 2), true],
          ],
          {
            comment: "Orders.\nOne row each.",
          },
        ),
      ]),
    ]);
    expect(text).toContain(`import type { Decimal } from "dbsql";`);
    expect(text).toContain(
      [
        "    /**",
        "     * Orders.",
        "     * One row each.",
        "     */",
        '    "main.sales.orders": {',
        "      /** The key */",
        "      id: bigint;",
        "      amount: Decimal<12, 2> | null;",
        "    };",
      ].join("\n"),
    );
    expect(check(text)).toEqual([]);
  });

  it("keeps hostile names and comments data", () => {
    const evil = [...hostile, "*/ export const pwned = 1; /*", "line\nbreak", "@deprecated", '"', "\\", "\u202e"];
    const text = formatDeclarations([
      file(
        evil.map((name, at) =>
          table(
            name,
            [
              [name, types.int, true, name],
              [`${name}${at}`, types.int, true],
            ],
            { comment: name },
          ),
        ),
      ),
    ]);
    const parsed = ts.createSourceFile("t.d.ts", text, ts.ScriptTarget.Latest, true);
    expect(parsed.statements.map((s) => ts.SyntaxKind[s.kind])).toEqual(["ImportDeclaration", "ModuleDeclaration"]);
    expect(check(text)).toEqual([]);
  });

  it("holds for any name and comment", () => {
    const any = fc.string({ unit: "binary", maxLength: 20 });
    fc.assert(
      fc.property(any, any, any, (name, column, comment) => {
        const text = formatDeclarations([file([table(name, [[column, types.int, true, comment]], { comment })])]);
        const parsed = ts.createSourceFile("t.d.ts", text, ts.ScriptTarget.Latest, false);
        const { parseDiagnostics } = parsed as unknown as { parseDiagnostics: readonly unknown[] };
        expect(parseDiagnostics).toEqual([]);
        expect(parsed.statements.length).toBe(2);
      }),
    );
  });
});

describe("a cache folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dbsql-cache-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const files = (): string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();

  it("is replaced whole, drops what is gone and keeps what is not ours", async () => {
    writeFileSync(join(folder, "README.md"), "mine");
    await writeCache(folder, [
      file([table("a", [])]),
      file([], { schema: "gone" }),
      file([], { catalog: "old", schema: "x" }),
    ]);
    await writeCache(folder, [file([table("b", [])])]);
    expect(files()).toEqual(["README.md", "main", "main/sales.json", "tables.d.ts"]);
    expect(readCache(folder)).toMatchObject({ problems: [], schemas: [{ tables: [{ name: "b" }] }] });
  });

  it("writes nothing outside for hostile names", async () => {
    const inside = join(folder, "cache");
    await writeCache(
      inside,
      hostile.map((name) => file([], { catalog: name, schema: name })),
    );
    expect(readdirSync(folder)).toEqual(["cache"]);
    expect(
      readCache(inside)
        .schemas.map((schema) => schema.catalog)
        .sort(),
    ).toEqual([...hostile].sort());
  });

  it("stays as it was when the new one cannot be written", async () => {
    await writeCache(folder, [file([table("a", [])])]);
    await expect(writeCache(folder, [file([]), file([])])).rejects.toThrow(/given twice/);
    expect(readCache(folder).schemas[0]?.tables).toHaveLength(1);
    expect(files()).toEqual(["main", "main/sales.json", "tables.d.ts"]);
  });

  it("gives the same bytes in any order", () => {
    const one = file([]);
    const two = file([], { schema: "other" });
    expect([...cacheFiles([one, two])]).toEqual([...cacheFiles([two, one])]);
  });

  it("says what is missing or broken and names the command", () => {
    expect(readCache(join(folder, "none")).problems).toMatchObject([
      { code: "DBSQL9001", severity: "warning", message: expect.stringContaining("dbsql pull-schema") },
    ]);
    mkdirSync(join(folder, "main"));
    writeFileSync(join(folder, "main", "sales.json"), "<<<<<<< merge");
    writeFileSync(join(folder, "main", "moved.json"), formatSchemaFile(file([])));
    const { problems, schemas } = readCache(folder);
    expect(schemas).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual(["DBSQL9002", "DBSQL9002"]);
    for (const problem of problems) expect(problem.message).toContain("dbsql pull-schema");
  });

  it("is read again when it changed, and not before it is looked at again", async () => {
    let time = 0;
    const source = new SchemaSource(folder, () => time);
    const tables = (): readonly string[] =>
      source
        .current()
        .lookup.tables("main", "sales")
        .map((t) => t.name);
    expect(tables()).toEqual([]);
    const before = source.current();
    await writeCache(folder, [file([table("a", [])])]);
    expect(source.current()).toBe(before);
    time += 1000;
    expect(tables()).toEqual(["a"]);
    writeFileSync(join(folder, schemaPath("main", "sales")), formatSchemaFile(file([table("a", []), table("bb", [])])));
    time += 1000;
    expect(tables()).toEqual(["a", "bb"]);
    // Checked out anew, it is the same cache, for this program and for the next.
    const { version } = source.current();
    const path = join(folder, schemaPath("main", "sales"));
    writeFileSync(path, readFileSync(path));
    utimesSync(path, 1, 1);
    time += 1000;
    expect(source.current().version).toBe(version);
    expect(new SchemaSource(folder).current().version).toBe(version);
    writeFileSync(path, readFileSync(path, "utf8").replace("bb", "cc"));
    time += 1000;
    expect(source.current().version).not.toBe(version);
    expect(readFileSync(join(folder, "tables.d.ts"), "utf8")).toContain("main.sales.a");
  });
});

import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import ts from "typescript";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dispatch } from "../../src/cli/main.js";
import { catchSignals, type Signals } from "../../src/cli/signals.js";
import { createTerminal, type Terminal } from "../../src/cli/terminal.js";
import { DatabricksSession } from "../../src/index.js";
import { parseSchemaFile, readCache, type SchemaFile, type TableSchema } from "../../src/schema/index.js";
import { quoteName } from "../../src/schema/pull/name.js";
import { formatType } from "../../src/types/index.js";
import { projectOf, typescriptOf } from "../plugin/project.js";
import { type Engine, engineNames, remoteOf } from "./session-of.js";

// An engine that other tests use at the same time answers late.
vi.setConfig({ testTimeout: 180_000 });

let folder: string;
let spark: DatabricksSession;
let schema: string;
const created: string[] = [];
const remote = process.env.SPARK_REMOTE;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dbsql-pull-"));
  schema = `pull_${randomUUID().slice(0, 8)}`;
});
afterEach(async () => {
  for (const name of created.splice(0)) {
    // Iceberg drops no schema that holds something, whatever is asked.
    if (name.startsWith("main.")) await run(`DROP TABLE IF EXISTS ${name}.ice`);
    await run(`DROP SCHEMA IF EXISTS ${name} CASCADE`);
  }
  await spark.stop();
  rmSync(folder, { recursive: true, force: true });
  if (remote === undefined) delete process.env.SPARK_REMOTE;
  else process.env.SPARK_REMOTE = remote;
});

/** Sail keeps tables in a session, so that the command must have the id of the one that made them. */
async function connect(engine: Engine): Promise<void> {
  const separator = remoteOf(engine).includes("/;") ? ";" : "/;";
  const shared = `${remoteOf(engine)}${separator}user_id=pull;session_id=${randomUUID()}`;
  process.env.SPARK_REMOTE = engine === "sail" && !remoteOf(engine).includes("session_id") ? shared : remoteOf(engine);
  spark = await DatabricksSession.builder.remote(process.env.SPARK_REMOTE).create();
  // So that a comment may hold what Apache Spark takes for one of its variables.
  if (engine !== "sail") await run("SET spark.sql.variable.substitute=false");
}

async function run(...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await spark.sql(statement).collect();
}

async function makeSchema(name: string): Promise<void> {
  created.push(name);
  await run(`CREATE SCHEMA ${name}`);
}

type Watched = Pick<Terminal, "progress"> & Pick<Signals, "signal">;

interface Ran {
  readonly code: unknown;
  readonly out: string;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

function pull(...args: readonly string[]): Promise<Ran> {
  return pullAs({}, ...args);
}

async function pullAs({ signal, progress }: Partial<Watched>, ...args: readonly string[]): Promise<Ran> {
  let out = "";
  const caught = catchSignals();
  const signals = { ...caught, ...(signal === undefined ? {} : { signal }) };
  const stdout = { write: (text: string) => (out += text) };
  const plain = createTerminal({ env: {}, cwd: folder, signals, stdout, stderr: { write: () => true } });
  const terminal = { ...plain, ...(progress === undefined ? {} : { progress }) };
  try {
    const code = await dispatch(["pull-schema", ...args], terminal);
    const lines = args.includes("--json")
      ? out
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line))
      : [];
    return { code, out, lines };
  } finally {
    caught.stopListening();
  }
}

/** Every file under the cache with its bytes. */
function bytes(): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [relative(folder, path), readFileSync(path, "utf8")] as const;
    }),
  );
}

function cached(catalog: string): SchemaFile {
  return parseSchemaFile(readFileSync(join(folder, ".dbsql", catalog, `${schema}.json`), "utf8"), schema);
}

function brief({ kind, columns, ...rest }: TableSchema): object {
  const { catalog: _, schema: __, name: ___, ...facts } = rest;
  return {
    kind,
    ...facts,
    columns: columns.map((one) => `${one.name} ${formatType(one.type)}${one.nullable ? "" : "!"}`),
  };
}

const catalogs = { spark: "spark_catalog", lake: "spark_catalog", sail: "sail" } as const;
const nested = "STRUCT<a: INT COMMENT 'inner', b: ARRAY<MAP<STRING, DECIMAL(10,2)>>>";

describe.each(engineNames)("pull-schema from %s", (engine) => {
  it("reads tables and views with types, nullability, comments and partitions; twice the same bytes", async () => {
    await connect(engine);
    await makeSchema(schema);
    await run(
      `CREATE TABLE ${schema}.orders (id BIGINT NOT NULL COMMENT 'ends */ here \${x}', \`__proto__\` STRING, \`we ird \`\`x\` INT, nested ${nested}, p DATE) USING parquet PARTITIONED BY (p) COMMENT 'a */ table \${y}'`,
      `CREATE VIEW ${schema}.totals (total COMMENT 'sum', b) COMMENT 'a view' AS SELECT count(*) AS n, first(nested) AS f FROM ${schema}.orders`,
      `CREATE TEMPORARY VIEW not_pulled AS SELECT 1 AS a`,
    );
    const first = await pull(`${schema}.*`);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining("2 tables and 0 functions of 1 schema") });
    const before = bytes();
    // Delta brings functions of its own.
    const builtins = engine === "lake" ? [".dbsql/system/builtin.json"] : [];
    const expected = [`.dbsql/${catalogs[engine]}/${schema}.json`, ...builtins, ".dbsql/tables.d.ts"];
    expect([...before.keys()].sort()).toEqual(expected);
    for (const path of builtins) expect(before.get(path)?.toString()).toContain('"table_changes"');
    const { tables, complete } = cached(catalogs[engine]);
    expect(complete).toBe(true);
    const id = engine === "sail" ? "id bigint!" : "id bigint";
    expect(tables.map((table) => [table.name, brief(table)])).toEqual([
      [
        "orders",
        {
          kind: "table",
          comment: `a */ table \${y}`,
          format: "parquet",
          partitionColumns: ["p"],
          columns: [
            id,
            "__proto__ string",
            "we ird `x int",
            "nested struct<a:int,b:array<map<string,decimal(10,2)>>>",
            "p date",
          ],
        },
      ],
      [
        "totals",
        {
          kind: "view",
          comment: "a view",
          columns: ["total bigint!", "b struct<a:int,b:array<map<string,decimal(10,2)>>>"],
        },
      ],
    ]);
    expect(tables[0]!.columns[0]!.comment).toBe(`ends */ here \${x}`);
    expect(tables[1]!.columns[0]!.comment).toBe("sum");

    expect(await pull(`${schema}.*`)).toMatchObject({ code: 0, out: expect.stringContaining("nothing changed") });
    expect(bytes()).toEqual(before);
    expect(await pull(`${schema}.*`, "--check")).toMatchObject({ code: 0 });
  });

  it("lists with --check what changed, and writes nothing", async () => {
    await connect(engine);
    await makeSchema(schema);
    await run(
      `CREATE TABLE ${schema}.a (id BIGINT, gone STRING) USING parquet`,
      `CREATE TABLE ${schema}.b (id BIGINT) USING parquet`,
    );
    expect(await pull(`${schema}.*`)).toMatchObject({ code: 0 });
    const before = bytes();
    await run(
      `DROP TABLE ${schema}.a`,
      `DROP TABLE ${schema}.b`,
      `CREATE TABLE ${schema}.a (id STRING, more INT) USING parquet`,
      `CREATE TABLE ${schema}.c (id BIGINT) USING parquet`,
    );
    const { code, lines } = await pull(`${schema}.*`, "--check", "--json");
    expect(code).toBe(1);
    const object = (name: string): string => `\`${catalogs[engine]}\`.\`${schema}\`.\`${name}\``;
    expect(lines.filter(({ kind }) => kind === "change")).toEqual([
      { kind: "change", change: "removed", what: "column", object: object("a"), column: "gone" },
      {
        kind: "change",
        change: "changed",
        what: "column",
        object: object("a"),
        column: "id",
        aspect: "type",
        before: "bigint",
        after: "string",
      },
      { kind: "change", change: "added", what: "column", object: object("a"), column: "more" },
      { kind: "change", change: "removed", what: "table", object: object("b") },
      { kind: "change", change: "added", what: "table", object: object("c") },
    ]);
    expect(lines.at(-1)).toMatchObject({ kind: "summary", check: true, changes: 5 });
    expect(bytes()).toEqual(before);
  });
});

it("reads Iceberg and Delta, from a catalog that is not the current one", async () => {
  await connect("lake");
  await makeSchema(`main.${schema}`);
  await makeSchema(schema);
  await run(
    `CREATE TABLE main.${schema}.ice (id BIGINT NOT NULL, p STRING, at TIMESTAMP) USING iceberg PARTITIONED BY (p, days(at))`,
    `CREATE TABLE ${schema}.del (id BIGINT NOT NULL COMMENT 'key', p INT) USING delta PARTITIONED BY (p) COMMENT 'of delta'`,
  );
  expect(await pull(`main.${schema}`, `spark_catalog.${schema}.d*`)).toMatchObject({ code: 0 });
  expect(cached("main").tables.map(brief)).toEqual([
    { kind: "table", format: "iceberg", partitionColumns: ["p"], columns: ["id bigint!", "p string", "at timestamp"] },
  ]);
  expect(cached("spark_catalog").tables.map(brief)).toEqual([
    {
      kind: "table",
      comment: "of delta",
      format: "delta",
      partitionColumns: ["p"],
      columns: ["id bigint!", "p int"],
    },
  ]);
  expect([cached("main").complete, cached("spark_catalog").complete]).toEqual([true, false]);
  await run(`ALTER TABLE main.${schema}.ice ALTER COLUMN id DROP NOT NULL`);
  const { code, lines } = await pull(`main.${schema}`, "--check", "--json");
  expect(code).toBe(1);
  expect(lines).toContainEqual(
    expect.objectContaining({ column: "id", aspect: "nullability", before: "not null", after: "nullable" }),
  );
});

it("keeps hostile names as data, in the cache and in its declarations", async () => {
  await connect("sail");
  await makeSchema(schema);
  const hostile = ["../../x", "a.b", "__proto__", "con", "x*/y", `\${z}`, "tick`s", "ünï", "UPPER"];
  for (const name of hostile) {
    await run(`CREATE TABLE ${schema}.${quoteName(name)} (${quoteName(name)} INT COMMENT '*/ } ${"`"}') USING parquet`);
  }
  expect(await pull(`${schema}.*`)).toMatchObject({ code: 0, out: expect.stringContaining("9 tables") });
  expect([...bytes().keys()].sort()).toEqual([`.dbsql/sail/${schema}.json`, ".dbsql/tables.d.ts"]);
  const { tables } = cached("sail");
  expect(tables.map(({ name }) => name)).toEqual([...hostile].sort());
  expect(tables.map(({ columns }) => columns[0]!.name)).toEqual([...hostile].sort());
  const { diagnostics } = ts.transpileModule(bytes().get(".dbsql/tables.d.ts")!, { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
  expect(await pull(`${schema}.*`, "--check")).toMatchObject({ code: 0 });
});

it("asks Apache Spark for a name that looks like one of its variables", async () => {
  await connect("lake");
  await makeSchema(`main.${schema}`);
  const name = `i\${x}`;
  await run(`CREATE TABLE main.${schema}.i (a INT) USING iceberg COMMENT 'another'`);
  await run(`CREATE TABLE main.${schema}.${quoteName(name)} (b INT) USING iceberg COMMENT 'mine'`);
  const made = await pull(`main.${schema}`);
  for (const table of ["i", name]) await run(`DROP TABLE main.${schema}.${quoteName(table)}`);
  expect(made).toMatchObject({ code: 0 });
  expect(cached("main").tables.map((table) => [table.name, table.comment])).toEqual([
    ["i", "another"],
    [name, "mine"],
  ]);
});

it("reads functions with their signatures, which Spark 4.2 keeps in the catalog", async () => {
  await connect("spark");
  await makeSchema(schema);
  await run(
    `CREATE FUNCTION ${schema}.label(a INT COMMENT 'first', b STRING DEFAULT 'z') RETURNS STRING COMMENT 'makes a label' RETURN concat(a, b)`,
    `CREATE FUNCTION ${schema}.pairs(n DECIMAL(10,2)) RETURNS TABLE(x DECIMAL(10,2), y ARRAY<STRUCT<k: STRING>> COMMENT 'yy') RETURN SELECT n, array(named_struct('k', 'v'))`,
    `CREATE FUNCTION ${schema}.nothing() RETURNS INTERVAL DAY TO SECOND RETURN INTERVAL '1' DAY`,
  );
  expect(await pull(`${schema}.*`)).toMatchObject({ code: 0 });
  const { functions, functionsComplete } = cached("spark_catalog");
  expect(functionsComplete).toBe(true);
  const text = functions.map(({ name, kind, parameters, returns, returnsColumns, comment }) => ({
    name,
    kind,
    parameters: parameters?.map((one) => `${one.name} ${formatType(one.type)}${one.optional ? "?" : ""}`),
    returns: returns && formatType(returns),
    returnsColumns: returnsColumns?.map((one) => `${one.name} ${formatType(one.type)} ${one.comment ?? ""}`.trim()),
    comment,
  }));
  expect(text).toEqual([
    {
      name: "label",
      kind: "scalar",
      parameters: ["a int", "b string?"],
      returns: "string",
      comment: "makes a label",
    },
    { name: "nothing", kind: "scalar", parameters: [], returns: "interval day to second" },
    {
      name: "pairs",
      kind: "table",
      parameters: ["n decimal(10,2)"],
      returnsColumns: ["x decimal(10,2)", "y array<struct<k:string>> yy"],
    },
  ]);
});

it("keeps what the patterns do not mean, unless the settings name all that there is to be", async () => {
  await connect("sail");
  await makeSchema(schema);
  await run(`CREATE TABLE ${schema}.one (a INT) USING parquet`, `CREATE TABLE ${schema}.two (a INT) USING parquet`);
  expect(await pull(`${schema}.*`)).toMatchObject({ code: 0 });
  await run(`DROP TABLE ${schema}.two`, `CREATE TABLE ${schema}.three (a INT) USING parquet`);
  expect(await pull(`${schema}.one`)).toMatchObject({ code: 0 });
  expect(cached("sail").tables.map(({ name }) => name)).toEqual(["one", "two"]);
  writeFileSync(join(folder, "dbsql.config.json"), JSON.stringify({ include: [`sail.${schema}.t*`] }));
  expect(await pull()).toMatchObject({ code: 0 });
  expect(cached("sail").tables.map(({ name }) => name)).toEqual(["three"]);
});

it("reads and checks what the cache holds, where neither the command line nor the settings name anything", async () => {
  await connect("sail");
  await makeSchema(schema);
  await run(`CREATE TABLE ${schema}.one (a INT) USING parquet`, `CREATE TABLE ${schema}.two (a INT) USING parquet`);
  expect(await pull(`${schema}.*`)).toMatchObject({ code: 0 });
  expect(await pull("--check")).toMatchObject({ code: 0 });
  await run(`DROP TABLE ${schema}.one`, `CREATE TABLE ${schema}.three (a INT) USING parquet`);
  const { code, out } = await pull("--check");
  expect([code, out.match(/^[+-] .*/gm)]).toEqual([
    1,
    [`- table \`sail\`.\`${schema}\`.\`one\``, `+ table \`sail\`.\`${schema}\`.\`three\``],
  ]);
  expect(await pull()).toMatchObject({ code: 0 });
  expect(await pull("--check")).toMatchObject({ code: 0 });
  rmSync(join(folder, ".dbsql"), { recursive: true });
  expect(await pull(`${schema}.two`)).toMatchObject({ code: 0 });
  expect(await pull("--check")).toMatchObject({ code: 0 });
  await run(`DROP TABLE ${schema}.two`);
  expect(await pull("--check")).toMatchObject({ code: 1, out: expect.stringContaining("`two`") });
});

it("tells which catalog the settings should name where the session's is another, whatever of it was read", async () => {
  await connect("sail");
  await makeSchema(schema);
  await run(`CREATE TABLE ${schema}.one (a INT) USING parquet`);
  expect((await pull(`${schema}.*`)).out).toContain('put { "catalog": "sail" } into dbsql.config.json');
  writeFileSync(join(folder, "dbsql.config.json"), '{ "catalog": "sail" }');
  expect((await pull(`${schema}.*`)).out).not.toContain("dbsql.config.json");
});

it("tells of a session without ANSI, until the settings do", async () => {
  // A setting lives in its session: the command has to join it.
  process.env.SPARK_REMOTE = `${remoteOf("spark")}/;user_id=pull;session_id=${randomUUID()}`;
  spark = await DatabricksSession.builder.remote(process.env.SPARK_REMOTE).create();
  await makeSchema(schema);
  await run(`CREATE TABLE ${schema}.one (a INT) USING parquet`);
  expect((await pull(`${schema}.*`)).out).not.toContain("ansi");
  await run("SET spark.sql.ansi.enabled=false");
  expect((await pull(`${schema}.*`)).out).toContain('put { "ansi": false } into dbsql.config.json');
  writeFileSync(join(folder, "dbsql.config.json"), JSON.stringify({ ansi: false }));
  expect((await pull(`${schema}.*`)).out).not.toContain("ansi");
});

it("says what a pattern does not find, keeps the cache, and has another exit code", async () => {
  await connect("sail");
  await makeSchema(schema);
  await run(`CREATE TABLE ${schema}.one (a INT) USING parquet`);
  expect(await pull(`${schema}.*`)).toMatchObject({ code: 0 });
  const before = bytes();
  const { code, out } = await pull(`${schema}.one`, `${schema}.missing`, "no_catalog.x.y");
  expect(code).toBe(1);
  expect(out).toContain(`error: ${schema}.missing: Nothing matches it, read as sail.${schema}.missing.`);
  expect(out).toContain("error: `no_catalog`: There is no such catalog");
  expect(bytes()).toEqual(before);
  await expect(pull("no_catalog.x.y")).rejects.toThrow("Nothing was read");
  expect(bytes()).toEqual(before);
  const { out: ofSchema } = await pull(`${schema}.one`, schema);
  expect(ofSchema).toContain(`Nothing matches it, read as sail.default.${schema}. All of a schema is`);
  expect(ofSchema).toContain(`\`dbsql pull-schema '${schema}.*'\``);
});

it("tells with --check which queries the change breaks", async () => {
  await connect("sail");
  await makeSchema(schema);
  await run(`CREATE TABLE ${schema}.orders (id BIGINT, amount INT) USING parquet`);
  const query = `SELECT amount FROM sail.${schema}.orders`;
  const project = projectOf({
    "src/report.ts": `import { DatabricksSession } from "dbsql";\ndeclare const spark: DatabricksSession;\nexport const rows = spark.sql\`${query}\`;\n`,
  });
  rmSync(folder, { recursive: true });
  folder = project.folder;
  symlinkSync(typescriptOf("6.0"), join(folder, "node_modules", "typescript"));
  expect(await pull(`${schema}.*`)).toMatchObject({ code: 0 });
  await run(`DROP TABLE ${schema}.orders`, `CREATE TABLE ${schema}.orders (id BIGINT, total INT) USING parquet`);
  const { code, out } = await pull(`${schema}.*`, "--check");
  expect(code).toBe(1);
  expect(out).toMatch(/src\/report\.ts\(3,\d+\): error DBSQL\d+: .*amount/);
  const { lines } = await pull(`${schema}.*`, "--check", "--json");
  expect(lines).toContainEqual(expect.objectContaining({ kind: "broken", file: "src/report.ts", line: 3 }));
});

it("leaves the old cache whole when it is interrupted", async () => {
  await connect("sail");
  await makeSchema(schema);
  for (let at = 0; at < 30; at++) await run(`CREATE TABLE ${schema}.t${at} (a INT) USING parquet`);
  expect(await pull(`${schema}.*`)).toMatchObject({ code: 0 });
  const before = bytes();
  await run(`DROP TABLE ${schema}.t0`);
  const controller = new AbortController();
  const progress: Terminal["progress"] = ({ done = 0 }) => {
    if (done >= 3) controller.abort("SIGINT");
  };
  await expect(pullAs({ signal: controller.signal, progress }, `${schema}.*`)).rejects.toThrow();
  expect(bytes()).toEqual(before);
  expect(await pull(`${schema}.*`, "--check")).toMatchObject({ code: 1, out: expect.stringContaining("`t0`") });
});

it("reads 200 tables", async () => {
  await connect("sail");
  await makeSchema(schema);
  const names = Array.from({ length: 200 }, (_, at) => `t${String(at).padStart(3, "0")}`);
  await Promise.all(names.map((name) => run(`CREATE TABLE ${schema}.${name} (a INT, b STRING) USING parquet`)));
  expect(await pull(`${schema}.*`)).toMatchObject({ code: 0, out: expect.stringContaining("200 tables") });
  expect(cached("sail").tables.map(({ name }) => name)).toEqual(names);
  expect(readCache(join(folder, ".dbsql")).problems).toEqual([]);
});

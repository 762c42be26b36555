import { randomUUID } from "node:crypto";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { DatabricksSession } from "../../src/index.js";
import { runIn } from "../cli/in-process.js";
import { projectOf, type TestProject, typescriptOf } from "../plugin/project.js";
import { remoteOf, sessionOn } from "./session-of.js";

// An engine that other tests use at the same time answers late.
vi.setConfig({ testTimeout: 180_000 });

const schema = `live_${randomUUID().slice(0, 8)}`;
const orders = `${schema}.orders`;
const before = process.env.SPARK_REMOTE;
let spark: DatabricksSession;
const made: TestProject[] = [];

async function run(...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await spark.sql(statement).collect();
}

beforeAll(async () => {
  process.env.SPARK_REMOTE = remoteOf("spark");
  spark = await sessionOn("spark");
  await run(
    `CREATE SCHEMA ${schema}`,
    `CREATE TABLE ${orders} (id BIGINT, name STRING, amount DECIMAL(12,2), tags ARRAY<STRING>, placed DATE)`,
  );
});
afterEach(() => {
  for (const project of made.splice(0)) project.remove();
});
afterAll(async () => {
  await run(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await spark?.stop();
  if (before === undefined) delete process.env.SPARK_REMOTE;
  else process.env.SPARK_REMOTE = before;
});

/** A project whose queries are of a table of its own, with the cache that was pulled before the table changed. */
async function project(queries: string, changed: readonly string[] = []): Promise<TestProject> {
  const source = `import { DatabricksSession, ident, sql } from "dbsql"; declare const spark: DatabricksSession;\nvoid [ident, sql];\n`;
  const created = projectOf({ "src/a.ts": source + queries });
  made.push(created);
  symlinkSync(typescriptOf("6.0"), join(created.folder, "node_modules", "typescript"));
  expect((await runIn(created.folder, ["pull-schema", `${schema}.*`])).code).toBe(0);
  await run(...changed);
  return created;
}

describe("dbsql check --live", () => {
  it("finds nothing where the server says what was inferred, parameters and DataFrames included", async () => {
    const { folder } = await project(`
export const a = spark.sql\`SELECT id, name, amount + 1 AS more FROM ${orders} WHERE id = \${7n} LIMIT \${3}\`;
export const b = spark.sql\`SELECT name, count(*) AS n, max(more) FROM \${a} GROUP BY name\`;
export const c = (since: string, ids: bigint[]) =>
  spark.sql\`SELECT *, coalesce(name, \${since}) AS named FROM ${orders} WHERE placed > \${since} AND id IN (\${ids})\`;
export const d = spark.sql\`SELECT \${1} AS one, \${"x"} AS x, tags[0] AS tag, struct(id, name) AS s FROM ${orders}\`;
export const e = spark.sql\`SELECT * FROM \${d}\`;
`);
    const progress = vi.fn();
    const { code, lines } = await runIn(folder, ["check", "--live", "--json"], { progress });
    expect(lines).toEqual([
      { kind: "live", compared: 5, different: 0, refused: 0, skipped: 0 },
      expect.objectContaining({ kind: "summary", errors: 0, queries: 5 }),
    ]);
    expect(code).toBe(0);
    expect(progress).toHaveBeenLastCalledWith({ label: "asking the server", done: 5, total: 5 });
  });

  it("tells the columns in which a table differs that was changed after the pull", async () => {
    const created = await project(
      `export const a = spark.sql\`
  SELECT id, amount FROM ${orders}\`;
export const b = spark.sql\`SELECT * FROM ${orders} WHERE id > \${1n}\`;
export const c = spark.sql\`SELECT name FROM ${orders}\`;
export const d = spark.sql\`SELECT note FROM ${orders}\`;
export const e = spark.sql\`SELECT placed FROM ${orders}\`;
`,
      [
        `DROP TABLE ${orders}`,
        `CREATE TABLE ${orders} (id INT, amount DECIMAL(10,2), tags ARRAY<STRING>, placed DATE, note STRING)`,
      ],
    );
    const { code, out } = await runIn(created.folder, ["check", "--live"]);
    expect(code).toBe(1);
    expect(out.replaceAll(schema, "s").split("\n")).toEqual([
      "src/a.ts(4,3): error DBSQL9101: The server gives other columns than were inferred:",
      "  id: bigint, but int on the server",
      "  amount: decimal(12,2), but decimal(10,2) on the server",
      "src/a.ts(5,28): error DBSQL9101: The server gives other columns than were inferred:",
      "  id: bigint, but int on the server",
      "  name: string, but not on the server",
      "  amount: decimal(12,2), but decimal(10,2) on the server",
      "  note: only on the server, string",
      expect.stringMatching(
        /^src\/a\.ts\(6,28\): error DBSQL9102: The server refuses the query: \[UNRESOLVED_COLUMN\.WITH_SUGGESTION\] A column.*`name` cannot be resolved/,
      ),
      "src/a.ts(7,28): warning DBSQL9103: The server accepts the query, although it was found wrong here.",
      "src/a.ts(7,35): error DBSQL1201: There is no column note here. A session variable is written session.note.",
      "",
      "Compared 5 queries with the server: 3 answered otherwise, 1 refused.",
      "",
      "Found 4 errors. More about one: dbsql explain DBSQL9101",
      "",
    ]);
    const { lines } = await runIn(created.folder, ["check", "--live", "--json"]);
    expect(lines[0]).toMatchObject({
      code: "DBSQL9101",
      file: "src/a.ts",
      line: 4,
      column: 3,
      differences: [
        { column: "id", inferred: "bigint", server: "int" },
        { column: "amount", inferred: "decimal(12,2)", server: "decimal(10,2)" },
      ],
    });
  });

  it("runs no command, and says what it could not compare", async () => {
    const { folder } = await project(`
await spark.sql\`INSERT INTO ${orders} (id) VALUES (666)\`;
await spark.sql\`DROP TABLE ${orders}\`;
await spark.sql\`FROM ${orders} INSERT INTO ${orders} SELECT *\`;
await spark.sql\`CREATE TABLE ${schema}.made AS SELECT 1 AS a\`;
await spark.sql\`BEGIN DROP TABLE ${orders}; END\`;
await spark.sql\`SHOW TABLES IN ${schema}\`;
export const a = spark.sql\`SELECT id FROM ${orders} \${sql\`WHERE id > 1\`}\`;
export const b = spark.sql\`SELECT \${ident("id")} FROM ${orders}\`;
export const c = spark.sql\`SELECT * FROM elsewhere.a_view\`;
export const d = spark.sql\`SELECT (1\`;
export const e = spark.sql\`SELECT session.v AS v\`;
await spark.sql\`DECLARE OR REPLACE VARIABLE live_w INT\`;
export const f = spark.sql\`SELECT live_w\`;
await spark.sql\`EXECUTE IMMEDIATE 'DROP TABLE ${orders}'\`;
`);
    const { lines } = await runIn(folder, ["check", "--live", "--json"]);
    const skipped = lines.filter(({ code }) => code === "DBSQL9104");
    expect(skipped.map(({ line, severity }) => [line, severity])).toEqual(
      [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map((line) => [line, "message"]),
    );
    expect(lines.find(({ kind }) => kind === "live")).toMatchObject({ compared: 0, skipped: 14 });
    expect(await spark.sql(`SELECT count(*) AS n FROM ${orders}`).collect()).toEqual([{ n: 0n }]);
    expect(await spark.sql(`SHOW TABLES IN ${schema}`).count()).toBe(1n);
  });

  it("ends at Ctrl-C, and without a server it could not run", async () => {
    const many = Array.from({ length: 60 }, (_, i) => `spark.sql\`SELECT id + ${i} AS x FROM ${orders}\`;`).join("\n");
    const { folder } = await project(many);
    const controller = new AbortController();
    const progress = ({ done = 0 }: { readonly done?: number }): void => {
      if (done === 3) controller.abort("SIGINT");
    };
    await expect(runIn(folder, ["check", "--live"], { signal: controller.signal, progress })).rejects.toThrow();
    process.env.SPARK_REMOTE = "sc://127.0.0.1:9";
    try {
      await expect(runIn(folder, ["check", "--live"])).rejects.toThrow(/127\.0\.0\.1:9/);
    } finally {
      process.env.SPARK_REMOTE = remoteOf("spark");
    }
  });
});

describe("dbsql describe --live", () => {
  it("compares SQL files, with markers by name and by position", async () => {
    const created = await project("", [
      `DROP TABLE ${orders}`,
      `CREATE TABLE ${orders} (id BIGINT, amount DECIMAL(12,2), placed DATE)`,
    ]);
    created.write("same.sql", `SELECT id, amount FROM ${orders} WHERE placed > :since AND id IN (:a, :b) LIMIT :n`);
    created.write("position.sql", `SELECT id FROM ${orders} WHERE amount > ? OR id = ?;\n`);
    created.write("drop.sql", `DROP TABLE ${orders}`);
    created.write("gone.sql", `SELECT id FROM ${orders}`);
    expect((await runIn(created.folder, ["pull-schema", `${schema}.*`])).code).toBe(0);
    await run(`ALTER TABLE ${orders} ADD COLUMN more INT`);
    created.write("star.sql", `SELECT * FROM ${orders}`);
    const files = ["same.sql", "position.sql", "drop.sql", "star.sql"];
    const { code, lines } = await runIn(created.folder, ["describe", "--live", "--json", ...files]);
    expect(lines.map((line) => [line.file, (line.diagnostics as { code: string }[]).map((one) => one.code)])).toEqual([
      ["same.sql", []],
      ["position.sql", []],
      ["drop.sql", ["DBSQL1103", "DBSQL9104"]],
      ["star.sql", ["DBSQL9101"]],
    ]);
    expect(code).toBe(1);
    await run(`DROP TABLE ${orders}`);
    const gone = await runIn(created.folder, ["describe", "--live", "gone.sql"]);
    expect(gone.out).toMatch(/1:1 error DBSQL9102: The server refuses the query: \[TABLE_OR_VIEW_NOT_FOUND\]/);
    expect(gone.code).toBe(1);
  });
});

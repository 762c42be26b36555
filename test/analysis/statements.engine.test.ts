import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { analyze } from "../../src/analysis/index.js";
import { DatabricksSession, SparkError } from "../../src/index.js";
import type { SchemaLookup, TableSchema } from "../../src/schema/model.js";
import { parseSchema } from "../../src/types/index.js";
import { column } from "./spark.js";

const schema = "dbsql_analysis";
const ddl = "id INT NOT NULL, name STRING, bal DECIMAL(10,2), d DATE";
const statements = readFileSync(new URL("./corpus/statements.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("--"));

const tables = ["acc", "src", "versioned"].map(
  (name): TableSchema => ({
    catalog: "main",
    schema,
    name,
    kind: "table",
    format: "iceberg",
    columns: parseSchema(ddl).fields.map((field) => ({ name: field.name, type: field.type, nullable: field.nullable })),
  }),
);
const schemas: SchemaLookup = {
  table: (catalog, inSchema, name) =>
    catalog !== "main" || inSchema !== schema ? "unknown" : (tables.find((table) => table.name === name) ?? "missing"),
  function: () => "missing",
  catalogs: () => ["main", "spark_catalog"],
  schemas: () => [schema],
  tables: () => tables,
  functions: () => [],
};

let spark: DatabricksSession;
beforeAll(async () => {
  spark = await DatabricksSession.builder.remote(process.env.DBSQL_TEST_SPARK_LAKE ?? "").create();
  await spark.sql(`CREATE NAMESPACE IF NOT EXISTS main.${schema}`).collect();
  for (const { name } of tables) {
    await spark.sql(`CREATE TABLE IF NOT EXISTS main.${schema}.${name} (${ddl}) USING iceberg`).collect();
  }
}, 120_000);
afterAll(async () => {
  for (const { name } of tables) await spark.sql(`DROP TABLE IF EXISTS main.${schema}.${name}`).collect();
  await spark.sql(`DROP NAMESPACE IF EXISTS main.${schema}`).collect();
  await spark.stop();
});

/** EXPLAIN analyses a statement without running it, and prints the error that it meets. */
async function refusal(statement: string): Promise<string | undefined> {
  try {
    const rows = await spark.sql(`EXPLAIN ${statement}`).collect();
    const plan = rows.map((row) => Object.values(row).join("")).join("\n");
    return /rror occurred[^[]*\[([A-Z_0-9.]+)\]/.exec(plan)?.[1];
  } catch (error) {
    if (error instanceof SparkError) return error.errorClass ?? "none";
    throw error;
  }
}

const versions = readFileSync(new URL("./corpus/versions.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("--"));

it("what is read of an older version of a table is what Spark says", async () => {
  const table = `main.${schema}.versioned`;
  await spark.sql(`INSERT INTO ${table} VALUES (1, 'a', 1.5, DATE '2020-01-01')`).collect();
  const [first] = await spark.sql(`SELECT snapshot_id FROM ${table}.snapshots`).collect();
  await spark.sql(`ALTER TABLE ${table} ADD COLUMN later STRING`).collect();
  await spark.sql(`INSERT INTO ${table} VALUES (2, 'b', 1.5, DATE '2020-01-01', 'x')`).collect();
  const wrong: unknown[] = [];
  for (const line of versions) {
    const query = line.replaceAll("versioned", table).replaceAll("$1", String(first?.snapshot_id));
    const theirs = await columnsOf(query);
    const { columns, diagnostics } = analyze(query, { schemas, catalog: "main", schema });
    const errors = diagnostics.filter((one) => one.severity === "error").map((one) => one.errorClass ?? "none");
    const known = columns?.map(({ name, type, nullable }) => column(name, type, nullable));
    // A column that is not in the cache may have been there once.
    const agreed =
      typeof theirs === "string"
        ? errors.includes(theirs) || (errors.length === 0 && theirs.startsWith("UNRESOLVED_COLUMN"))
        : errors.length === 0 &&
          (known === undefined || theirs.every((one, i) => one === known[i] || /unknown/.test(known[i] ?? "")));
    if (!agreed) wrong.push({ query, theirs, errors, known });
  }
  expect(wrong).toEqual([]);
}, 120_000);

async function columnsOf(query: string): Promise<readonly string[] | string> {
  try {
    const { fields } = await spark.sql(query).schema();
    return fields.map(({ name, type, nullable }) => column(name, type, nullable));
  } catch (error) {
    if (error instanceof SparkError) return error.errorClass ?? "none";
    throw error;
  }
}

it("statements that write are refused where Spark refuses them, under its class, and nowhere else", async () => {
  const wrong: unknown[] = [];
  for (const statement of statements) {
    const spark = await refusal(statement);
    const { diagnostics } = analyze(statement, { schemas, catalog: "main", schema });
    const ours = diagnostics.filter((one) => one.severity === "error").map((one) => one.errorClass);
    const agreed = spark === undefined ? ours.length === 0 : ours.includes(spark);
    if (!agreed) wrong.push({ statement, spark, ours });
  }
  expect(wrong).toEqual([]);
}, 180_000);

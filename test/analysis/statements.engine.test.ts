import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { analyze } from "../../src/analysis/index.js";
import { DatabricksSession, SparkError } from "../../src/index.js";
import type { SchemaLookup, TableSchema } from "../../src/schema/model.js";
import { parseSchema } from "../../src/types/index.js";

const schema = "dbsql_analysis";
const ddl = "id INT NOT NULL, name STRING, bal DECIMAL(10,2), d DATE";
const statements = readFileSync(new URL("./corpus/statements.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("--"));

const tables = ["acc", "src"].map(
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

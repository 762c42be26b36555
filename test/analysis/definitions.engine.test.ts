import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { analyze } from "../../src/analysis/index.js";
import { DatabricksSession, SparkError } from "../../src/index.js";
import { nothingPulled } from "./fixture.js";

const statements = readFileSync(new URL("./corpus/definitions.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("--"))
  .map((line, i) => line.replace(/\bmade\b/, `made_${i}`));

const schema = `dbsql_definitions_${randomUUID().slice(0, 8)}`;
let spark: DatabricksSession;
const run = (text: string): Promise<unknown> => spark.sql(text).collect();

beforeAll(async () => {
  spark = await DatabricksSession.builder.remote(process.env.DBSQL_TEST_SPARK ?? "").create();
  await run(`CREATE SCHEMA ${schema}`);
  await run(`USE ${schema}`);
  await run("CREATE TABLE before (a INT, b INT DEFAULT 1) USING parquet");
}, 120_000);
afterAll(async () => {
  await run("USE default");
  await run(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await spark.stop();
});

async function refusal(statement: string): Promise<string | undefined> {
  try {
    await run(statement);
    return undefined;
  } catch (error) {
    if (error instanceof SparkError) return error.errorClass ?? "none";
    throw error;
  }
}

it("definitions are refused where Spark refuses them, under its class, and nowhere else", async () => {
  const wrong: unknown[] = [];
  for (const statement of statements) {
    const theirs = await refusal(statement);
    const { diagnostics } = analyze(statement, { schemas: nothingPulled });
    const ours = diagnostics.filter((one) => one.severity === "error").map((one) => one.errorClass);
    const agreed = theirs === undefined ? ours.length === 0 : ours.includes(theirs);
    if (!agreed) wrong.push({ statement, theirs, ours });
  }
  expect(statements.length).toBeGreaterThan(70);
  expect(wrong).toEqual([]);
}, 180_000);

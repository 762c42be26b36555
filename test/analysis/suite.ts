import { randomUUID } from "node:crypto";
import { type AnalyzeOptions, analyze, type SessionVariable, type TableSchema } from "../../src/analysis/index.js";
import { DatabricksSession, SparkError } from "../../src/index.js";
import { type Verdict, verdictOn } from "./judge.js";
import { column } from "./spark.js";
import type { SuiteFile } from "./suite-text.js";

/** What became of one statement. */
export interface Outcome {
  readonly file: string;
  readonly text: string;
  /** `done`: no query, and neither Spark nor we have anything against it. */
  readonly verdict: Verdict["verdict"] | "done" | "refused by both";
  readonly ours: readonly string[];
  readonly spark: readonly string[];
}

/** The tables that Spark's tests have before any file is run: their columns, not their rows. */
const wide = ["unique1", "unique2", "two", "four", "ten", "twenty", "hundred", "thousand", "twothousand"]
  .concat("fivethous", "tenthous", "odd", "even")
  .map((name) => `1 AS ${name}`)
  .concat("'a' AS stringu1", "'b' AS stringu2", "'c' AS string4")
  .join(", ");
const given: Readonly<Record<string, string>> = {
  testdata: "1 AS key, 'a' AS value",
  arraydata: "array(1) AS arraycol, array(array(1)) AS nestedarraycol",
  mapdata: "map(1, 'a') AS mapcol",
  aggtest: "1 AS a, 1F AS b",
  onek: wide,
  tenk1: wide,
};

/** Statements that make no table, view or function and leave the current schema alone. */
const harmless = /^\s*(insert|set|describe|desc|show|explain|declare|cache|uncache|refresh|analyze)\b/i;
const query = /^(\s|\(|\/\*[\s\S]*?\*\/)*(select|with|values|from|table|map|reduce)\b/i;
const changing = /\binsert\s+(into|overwrite)\b|^\s*with[\s\S]*\)\s*(create|update|delete|merge|cache)\b/i;
/** Leaves all that was there as it was. */
const creates = /^\s*create\s+(?!or\s+replace)/i;
const configures = /^\s*(re)?set\s+(?!time|var)|^\s*set\s+path/i;

/** Runs a file against a server in a schema of its own, and judges each of its statements. */
export async function judgeFile(file: SuiteFile, remote: string, ansi = true): Promise<readonly Outcome[]> {
  const spark = await DatabricksSession.builder.remote(remote).create();
  await spark.conf.set("spark.sql.ansi.enabled", String(ansi));
  const schema = `suite_${randomUUID().slice(0, 8)}`;
  const run = (text: string) => spark.sql(text).collect({ signal: AbortSignal.timeout(60_000) });
  try {
    await run(`CREATE SCHEMA ${schema}`);
    await run(`USE ${schema}`);
    const text = file.statements.join("\n");
    for (const [name, columns] of Object.entries(given)) {
      const makesItself = new RegExp(`(table|view)\\s+${name}\\b`, "i").test(text);
      if (!makesItself) await run(`CREATE TEMPORARY VIEW ${name} AS SELECT ${columns}`);
    }
    return await judgeStatements(file, spark, run, ansi);
  } finally {
    await run("USE default").catch(ignore);
    await run(`DROP SCHEMA IF EXISTS ${schema} CASCADE`).catch(ignore);
    await spark.stop();
  }
}

const ignore = (): void => {};

type Run = (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

async function judgeStatements(
  file: SuiteFile,
  spark: DatabricksSession,
  run: Run,
  ansi: boolean,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const variables = new Map<string, SessionVariable>();
  let hasFunctions = false;
  // Under another configuration than Spark's own, nothing is claimed.
  if (file.settings.length > 0) return [];
  let place = await placeOf(spark, run);
  for (const text of file.statements) {
    const options = { ...optionsOf(place, [...variables.values()], hasFunctions), ansi };
    const isQuery = query.test(text) && !changing.test(text);
    const answer = await answerOf(text, spark, isQuery ? undefined : run);
    outcomes.push({ file: file.name, ...judge(text, answer, options) });
    if (isQuery || "errorClass" in answer) continue;
    for (const one of analyze(text, options).declares ?? []) variables.set(one.name.toLowerCase(), one);
    if (configures.test(text)) return outcomes;
    hasFunctions ||= /^\s*create\b[^(]*\bfunction\b/i.test(text);
    if (!harmless.test(text)) place = await placeOf(spark, run, creates.test(text) ? place : undefined);
  }
  return outcomes;
}

type Answer = { readonly columns: readonly string[] | undefined } | { readonly errorClass: string };

/** A query is only analysed, everything else is run. */
async function answerOf(text: string, spark: DatabricksSession, run: Run | undefined): Promise<Answer> {
  try {
    if (run) {
      await run(text);
      return { columns: undefined };
    }
    const { fields } = await spark.sql(text).schema();
    return { columns: fields.map((field) => column(field.name, field.type, field.nullable)) };
  } catch (error) {
    if (error instanceof SparkError) return { errorClass: error.errorClass ?? "none" };
    throw error;
  }
}

function judge(text: string, answer: Answer, options: AnalyzeOptions): Omit<Outcome, "file"> {
  if ("columns" in answer && answer.columns) return verdictOn(text, answer.columns, options);
  const errors = analyze(text, options).diagnostics.filter((one) => one.severity === "error");
  const ours = errors.map((one) => one.message);
  if ("columns" in answer) return { text, verdict: errors.length > 0 ? "false error" : "done", ours, spark: [] };
  return {
    text,
    verdict: errors.length > 0 ? "refused by both" : "refused by Spark",
    ours,
    spark: [answer.errorClass],
  };
}

/** Where a statement runs: the current catalog and schema, and what is in it. */
interface Place {
  readonly catalog: string;
  readonly schema: string;
  readonly tables: ReadonlyMap<string, TableSchema>;
}

async function placeOf(spark: DatabricksSession, run: Run, before?: Place): Promise<Place> {
  const [current] = await run("SELECT current_catalog() AS catalog, current_schema() AS schema");
  const [catalog, schema] = [String(current?.catalog), String(current?.schema)];
  // The current schema may have been dropped.
  const shown = async (what: string) => run(what).catch(() => []);
  const views = new Set((await shown("SHOW VIEWS")).map((row) => row.viewName));
  const tables = new Map<string, TableSchema>();
  for (const row of await shown("SHOW TABLES")) {
    const name = String(row.tableName);
    const known = before?.schema === schema ? before.tables.get(name.toLowerCase()) : undefined;
    if (known) {
      tables.set(name.toLowerCase(), known);
      continue;
    }
    try {
      const { fields } = await spark.table(row.isTemporary ? name : `${schema}.\`${name}\``).schema();
      const columns = fields.map(({ name: of, type, nullable }) => ({ name: of, type, nullable }));
      const kind = views.has(name) ? "view" : "table";
      tables.set(name.toLowerCase(), { catalog, schema, name, kind, columns });
    } catch (error) {
      // A view over what is no longer there.
      if (!(error instanceof SparkError)) throw error;
    }
  }
  return { catalog, schema, tables };
}

function optionsOf(place: Place, variables: readonly SessionVariable[], hasFunctions: boolean): AnalyzeOptions {
  const { catalog, schema, tables } = place;
  return {
    catalog,
    schema,
    variables,
    schemas: {
      table: (of, within, name) =>
        of === catalog && within === schema ? (tables.get(name.toLowerCase()) ?? "missing") : "unknown",
      function: () => (hasFunctions ? "unknown" : "missing"),
      catalogs: () => [catalog],
      schemas: () => [schema],
      tables: () => [...tables.values()],
      functions: () => [],
    },
  };
}

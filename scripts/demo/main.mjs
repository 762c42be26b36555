/**
 * `npm run demo [-- --engine sail|spark]`: the main job, from nothing to an answer, each step saying what it does.
 * It uses only what a user has: the `dbsql` command and the package.
 */
import { resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { compile } from "./compile.mjs";
import { runStep, StepFailed } from "./step.mjs";

const { values } = parseArgs({ options: { engine: { type: "string", default: "sail" } } });
if (values.engine !== "sail" && values.engine !== "spark") {
  console.error(`There is no engine "${values.engine}". Use --engine sail (no JVM) or --engine spark (Apache Spark).`);
  process.exit(2);
}

const engineName = { sail: "Sail", spark: "Apache Spark with Iceberg" }[values.engine];
const steps = ["engine", "tables", "schema", "check", "report"];
const title = (name, text) => console.log(`\n[${steps.indexOf(name) + 1}/${steps.length}] ${text}`);
const begun = performance.now();
const dbsql = resolve("bin/dbsql.js");
const project = "examples/demo";
// Ctrl-C ends the step that runs; this process lives on to stop the engine.
process.on("SIGINT", () => {});

let engineStarted = false;
try {
  title("engine", `Starting a local ${engineName}: dbsql engine start --engine ${values.engine}`);
  const start = [dbsql, "engine", "start", "--engine", values.engine, "--name", "demo", "--json"];
  const started = await runStep(start, { capture: true });
  engineStarted = true;
  const { remote } = JSON.parse(started.trim().split("\n").at(-1));
  const env = { SPARK_REMOTE: remote };
  console.log("  SPARK_REMOTE is set for the next steps; the programs say nothing about where they run.");

  title("tables", "Making two tables of real data: the US flights of 2001 and the airports");
  compile(`${project}/tsconfig.json`);
  await runStep(["--enable-source-maps", `${project}/dist/load.js`], { env });

  title("schema", "Reading their schema into examples/demo/.dbsql: dbsql pull-schema");
  await runStep([dbsql, "pull-schema"], { env, cwd: project });

  title("check", "Checking the SQL inside the TypeScript, without the engine: dbsql check");
  console.log("  First a file with mistakes in it, mistake/late.ts:\n");
  await runStep([dbsql, "check", "-p", "mistake/tsconfig.json"], { cwd: project, expect: 1 });
  console.log("\n  Then the program itself:");
  await runStep([dbsql, "check"], { cwd: project });
  console.log("  no errors");

  title("report", "Asking the tables: examples/demo/src/report.ts");
  await runStep(["--enable-source-maps", `${project}/dist/report.js`], { env });
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(`\nThe demo stopped: ${error.message}.\n${error.output}`);
  process.exitCode = 1;
} finally {
  if (engineStarted) await runStep([dbsql, "engine", "stop", "--name", "demo"], { capture: true });
}
if (process.exitCode === undefined) {
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`\nDone in ${seconds} s; the engine is stopped. The code is in examples/demo/src.`);
}

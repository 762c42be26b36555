/**
 * `npm run demo [-- --engine sail|spark]`: the main job, from nothing to an answer, each step saying what it does.
 * It uses only what a user has: the `dbsql` command and the package.
 */
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { compile } from "./compile.mjs";
import { runStep, StepFailed } from "./step.mjs";

const { values } = parseArgs({ options: { engine: { type: "string", default: "sail" } } });
if (values.engine !== "sail" && values.engine !== "spark") {
  console.error(`There is no engine "${values.engine}". Use --engine sail (no JVM) or --engine spark (Apache Spark).`);
  process.exit(2);
}

const steps = ["compile", "engine", "tables", "report"];
const title = (name, text) => console.log(`\n[${steps.indexOf(name) + 1}/${steps.length}] ${text}`);
const begun = performance.now();
const cli = ["bin/dbsql.js", "engine"];
// Ctrl-C ends the step that runs; this process lives on to stop the engine.
process.on("SIGINT", () => {});

let engineStarted = false;
try {
  title("compile", "Compiling the programs in examples/demo (tsc)");
  compile("examples/demo/tsconfig.json");

  title(
    "engine",
    `Starting a local ${values.engine === "sail" ? "Sail" : "Apache Spark"}: dbsql engine start --engine ${values.engine}`,
  );
  const start = [...cli, "start", "--engine", values.engine, "--name", "demo", "--json"];
  const started = await runStep(start, { capture: true });
  engineStarted = true;
  const { remote } = JSON.parse(started.trim().split("\n").at(-1));
  console.log("  SPARK_REMOTE is set for the next steps; the programs say nothing about where they run.");

  title("tables", "Making two tables of real data: the US flights of 2001 and the airports");
  await runStep(["--enable-source-maps", "examples/demo/dist/load.js"], { env: { SPARK_REMOTE: remote } });

  title("report", "Asking them: examples/demo/src/report.ts");
  await runStep(["--enable-source-maps", "examples/demo/dist/report.js"], { env: { SPARK_REMOTE: remote } });
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(`\nThe demo stopped: ${error.message}.\n${error.output}`);
  process.exitCode = 1;
} finally {
  if (engineStarted) await runStep([...cli, "stop", "--name", "demo"], { capture: true });
}
if (process.exitCode === undefined) {
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`\nDone in ${seconds} s; the engine is stopped. The code is in examples/demo/src.`);
}

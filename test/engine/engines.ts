import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createContext, type EngineRequest } from "../../src/engine/contract.js";
import { startEngine, stopEngine } from "../../src/engine/index.js";
import { installPython, pythonOf } from "../../src/engine/install-python.js";

/** What engine tests find in the environment, and how it comes there when the developer has not set it. */
const engines: Readonly<Record<string, Omit<EngineRequest, "name">>> = {
  DBSQL_TEST_SPARK: { kind: "spark", version: "4.2.0", heap: "1536m" },
  DBSQL_TEST_SPARK_LAKE: { kind: "spark", version: "4.1.2", heap: "1536m" },
  DBSQL_TEST_SAIL: { kind: "sail" },
};

// The engines of the tests are the pinned ones, whatever the developer has installed.
const { SPARK_HOME: _, ...env } = process.env;

/** Starts what is missing, once for the whole run. A part that cannot be had fails the run. */
export default async function setup(): Promise<() => Promise<void>> {
  const run = randomUUID().slice(0, 6);
  const missing = Object.entries(engines).filter(([variable]) => !process.env[variable]);
  const started: string[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((name) => stopEngine(name, env)));
  };
  const results = await Promise.allSettled([
    ...missing.map(async ([variable, request]) => {
      const name = `test-${run}-${variable.slice("DBSQL_TEST_".length).toLowerCase()}`;
      say(`starting ${request.kind} ${request.version ?? ""} for ${variable}`);
      const { remote } = await startEngine({ ...request, name, owned: true, disposable: true }, { env });
      started.push(name);
      process.env[variable] = remote;
      say(`${variable}=${remote}`);
    }),
    preparePython(),
  ]);
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return stop;
}

async function preparePython(): Promise<void> {
  if (process.env.DBSQL_TEST_PYTHON) return;
  const requirements = await readFile(new URL("python-requirements.txt", import.meta.url), "utf8");
  const environment = { name: "test-pyspark", label: "PySpark's client", requirements };
  process.env.DBSQL_TEST_PYTHON = pythonOf(await installPython(environment, createContext({ env })));
}

/** Standard output belongs to the runner's report. */
function say(text: string): void {
  process.stderr.write(`[engines] ${text}\n`);
}

import { readFile } from "node:fs/promises";
import { createContext, installPython, pythonOf, startEngine, stopEngine } from "../../dist/engine/index.js";

/**
 * The servers, started when a workload first asks for them.
 * @typedef {ReturnType<typeof lazyEngines>} LazyEngines
 * @param {(text: string) => void} say
 */
export function lazyEngines(say) {
  let started;
  return {
    start: () => {
      started ??= startEngines(say);
      return started;
    },
    stop: async () => (await started)?.stop(),
  };
}

/**
 * The two servers and the Python of the race. A variable that is set names a running one, as for the tests.
 * @param {(text: string) => void} say
 */
async function startEngines(say) {
  const started = [];
  const start = async (variable, request) => {
    if (process.env[variable]) return process.env[variable];
    say(`starting ${request.kind} ${request.version ?? ""}`);
    const name = `bench-${process.pid}-${request.kind}`;
    const { remote } = await startEngine({ ...request, name, owned: true, disposable: true });
    started.push(name);
    return remote;
  };
  const spark = await start("DBSQL_TEST_SPARK", { kind: "spark", version: "4.2.0", heap: "2g" });
  // Without the session that Sail's remote pins: each client makes its own, and PySpark would end the shared one.
  const sail = (await start("DBSQL_TEST_SAIL", { kind: "sail" })).split("/;")[0];
  const versions = {
    Node: process.version,
    "Apache Spark": "4.2.0 (local[2], 2 GiB)",
    Sail: "0.7.2",
    "PySpark Connect": "4.2.0",
  };
  return {
    spark,
    sail,
    versions,
    python: process.env.DBSQL_TEST_PYTHON ?? (await python()),
    stop: async () => {
      for (const name of started) await stopEngine(name);
    },
  };
}

async function python() {
  const requirements = await readFile(new URL("../../test/engine/python-requirements.txt", import.meta.url), "utf8");
  return pythonOf(
    await installPython({ name: "test-pyspark", label: "PySpark's client", requirements }, createContext({})),
  );
}

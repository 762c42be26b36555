import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identifyProcess } from "../../src/engine/process-identity.js";
import { DatabricksSession } from "../../src/index.js";
import { root, startProgram } from "../cli/run-cli.js";
import { type Cluster, startCluster } from "./cluster.js";

const timeout = 600_000;
let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster("4.1.2", 2);
}, timeout);
afterAll(() => cluster?.stop());

/** One of the demo's programs, as it is; the environment alone says where it runs. */
async function runDemo(program: string): Promise<string> {
  const env = { ...process.env, SPARK_REMOTE: cluster.remote };
  const { code, stdout, stderr } = await startProgram(
    process.execPath,
    [`${root}/examples/demo/dist/${program}.js`],
    env,
  ).outcome;
  expect(code, stderr).toBe(0);
  return stdout;
}

describe("a cluster of two workers", () => {
  it(
    "runs the demo unchanged, and both workers work",
    async () => {
      const compiler = [`${root}/node_modules/typescript/bin/tsc`, "--noCheck", "-p", `${root}/examples/demo`];
      expect(await startProgram(process.execPath, compiler).outcome).toMatchObject({ code: 0, stdout: "" });
      expect(await runDemo("load")).toMatch(/main\.demo\.flights: 3,000,000 rows/);
      expect(await runDemo("report")).toMatch(/Worst of all: /);

      const executors = (await cluster.executors()).filter(({ id }) => id !== "driver");
      // An executor's own log is kept by the worker that it runs on.
      const worked = cluster.workers.map((worker) =>
        executors
          .filter(({ executorLogs }) => executorLogs.stdout?.startsWith(`${worker}/`))
          .reduce((tasks, { completedTasks }) => tasks + completedTasks, 0),
      );
      expect(worked).toEqual([expect.any(Number), expect.any(Number)]);
      expect(Math.min(...worked), `tasks by worker: ${worked}`).toBeGreaterThan(0);
      expect(executors.map(({ failedTasks }) => failedTasks)).toEqual([0, 0]);
    },
    timeout,
  );

  it("counts the same as one machine does", async () => {
    await using spark = await DatabricksSession.builder.remote(cluster.remote).create();
    const rows = await spark
      .sql(`
      SELECT id % 7 AS rest, count(*) AS n, sum(id) AS total, count(DISTINCT id % 1000) AS different
      FROM range(0, 1000000, 1, 8) GROUP BY id % 7 ORDER BY rest`)
      .collect();
    const expected = Array.from({ length: 7 }, (_, rest) => {
      const ids = Array.from({ length: 1_000_000 }, (_, id) => id).filter((id) => id % 7 === rest);
      const total = ids.reduce((sum, id) => sum + BigInt(id), 0n);
      const different = new Set(ids.map((id) => id % 1000)).size;
      return { rest: BigInt(rest), n: BigInt(ids.length), total, different: BigInt(different) };
    });
    expect(rows).toEqual(expected);
  });

  it("is gone when it is stopped: the master, the workers, the server", async () => {
    await cluster.stop();
    for (const { pid } of cluster.processes) expect(identifyProcess(pid)).toBeUndefined();
  });
});

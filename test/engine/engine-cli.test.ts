import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { StartedEngine } from "../../src/engine/index.js";
import { identifyProcess } from "../../src/engine/process-identity.js";
import { answers } from "../../src/engine/ready.js";
import { DatabricksSession } from "../../src/index.js";
import { type Outcome, runCli, startCli } from "../cli/run-cli.js";

/** The command line with real engines, in a folder of state of its own. */
let state: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "dbsql-engines-"));
  env = { ...process.env, DBSQL_STATE_DIR: state };
  delete env.SPARK_HOME;
});
afterEach(() => engine("stop", "--all"));
afterAll(() => rm(state, { recursive: true, force: true }));

const engine = (...args: string[]): Promise<Outcome> => runCli(["engine", ...args], env);

async function start(...args: string[]): Promise<StartedEngine> {
  const { code, stdout, stderr } = await engine("start", "--json", ...args);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as StartedEngine;
}

/** Asks with a client that comes and goes. */
async function ask(remote: string, ...statements: string[]): Promise<unknown> {
  const spark = await DatabricksSession.builder.remote(remote).create();
  try {
    let rows: unknown;
    for (const statement of statements) rows = await spark.sql(statement).collect();
    return rows;
  } finally {
    await spark.stop();
  }
}

const gone = (pid: number) => expect.poll(() => identifyProcess(pid), { timeout: 5_000 }).toBeUndefined();

describe("a started engine", () => {
  it("is started once, keeps its tables between clients, and is stopped", async () => {
    const first = await start("--name", "one");
    expect(first).toMatchObject({ name: "one", kind: "sail", reused: false });
    expect(first.remote).toMatch(/^sc:\/\/127\.0\.0\.1:\d+\/;user_id=\w+;session_id=[0-9a-f-]{36}$/);
    const created = ["CREATE SCHEMA main.sales", "CREATE TABLE main.sales.t (id BIGINT) USING parquet"];
    await ask(first.remote, ...created, "INSERT INTO main.sales.t VALUES (41), (42)");
    expect(await ask(first.remote, "SELECT max(id) AS id FROM main.sales.t")).toEqual([{ id: 42n }]);

    const again = await start("--name", "one");
    expect(again).toEqual({ ...first, reused: true });
    expect((await engine("status")).stdout).toContain(`SPARK_REMOTE="${first.remote}"`);

    expect(await engine("stop", "--name", "one")).toMatchObject({ code: 0 });
    await gone(first.pid);
    expect(await answers(first.port, 1_000)).toBe(false);
    expect(await engine("status", "--name", "one")).toMatchObject({ code: 1 });
  });

  it("is one engine, however many ask for it at a time", async () => {
    const started = await Promise.all([start("--name", "race"), start("--name", "race"), start("--name", "race")]);
    expect(new Set(started.map(({ pid }) => pid)).size).toBe(1);
    expect(started.filter(({ reused }) => !reused)).toHaveLength(1);
    await engine("stop", "--name", "race");
  });

  it("stands beside others, which its end leaves alone", async () => {
    const [left, right] = [await start("--name", "left"), await start("--name", "right")];
    expect(left.port).not.toBe(right.port);
    expect(await engine("stop")).toMatchObject({ code: 2, stderr: expect.stringContaining("left, right") });
    await engine("stop", "--name", "left");
    expect(await ask(right.remote, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(await engine("start", "--name", "right", "--engine", "spark")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/right runs already, and is sail/),
    });
    await engine("stop", "--all");
    await gone(right.pid);
  });

  it("that crashed is said so, and starts anew", async () => {
    const first = await start("--name", "crash");
    process.kill(first.pid, "SIGKILL");
    await gone(first.pid);
    expect(await engine("status", "--name", "crash")).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/ended.*engine\.log/),
    });
    const second = await start("--name", "crash");
    expect(second.pid).not.toBe(first.pid);
    await engine("stop", "--name", "crash");
  });

  it("cannot have a port that is taken, and leaves nothing behind", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)),
    );
    try {
      const taken = await engine("start", "--name", "taken", "--port", String(port));
      expect(taken).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(`port ${port} is taken`) });
      expect(await engine("status")).toMatchObject({ stdout: expect.not.stringContaining("taken") });
    } finally {
      server.close();
    }
  });
});

describe("engine run", () => {
  const run = (script: string): Promise<Outcome> => engine("run", "--", "bash", "-c", script);
  const leftOver = async (): Promise<string[]> =>
    (await readdir(join(state, "engines"))).filter((name) => name.startsWith("run-"));

  it("gives the command an engine, and passes its output and exit code on", async () => {
    const { code, stdout } = await run(
      `"$DBSQL_TEST_PYTHON" -c 'import os; print(os.environ["SPARK_REMOTE"])'; exit 7`,
    );
    expect([code, stdout]).toEqual([7, expect.stringMatching(/^sc:\/\/127\.0\.0\.1:\d+/)]);
    expect(await leftOver()).toEqual([]);
  });

  it("dies of the signal that the command died of", async () => {
    expect(await run("kill -TERM $$")).toMatchObject({ code: null, signal: "SIGTERM" });
    expect(await leftOver()).toEqual([]);
  });

  it("passes a signal on, and the command's answer to it back", async () => {
    const { child, outcome } = startCli(
      ["engine", "run", "--", "bash", "-c", "trap 'exit 9' TERM; echo up; while :; do sleep 0.1; done"],
      env,
    );
    await new Promise((resolve) => child.stdout!.once("data", resolve));
    child.kill("SIGTERM");
    expect(await outcome).toMatchObject({ code: 9, signal: null });
    expect(await leftOver()).toEqual([]);
  });

  it("says when there is no such program, and stops the engine", async () => {
    const { code, stderr } = await engine("run", "--", "no-such-program");
    expect([code, stderr]).toEqual([2, expect.stringMatching(/`no-such-program` cannot be started/)]);
    expect(await leftOver()).toEqual([]);
  });

  it("leaves an engine that ran already running", async () => {
    const mine = await start("--name", "mine");
    const { stdout } = await engine("run", "--name", "mine", "--", "bash", "-c", "echo $SPARK_REMOTE");
    expect(stdout.trim()).toBe(mine.remote);
    expect(await answers(mine.port, 2_000)).toBe(true);
    await engine("stop", "--name", "mine");
  });

  it("is tidied up after by the next command when it was killed", async () => {
    const { child, outcome } = startCli(["engine", "run", "--", "bash", "-c", "echo up; sleep 1"], env);
    await new Promise((resolve) => child.stdout!.once("data", resolve));
    child.kill("SIGKILL");
    await outcome;
    expect(await leftOver()).toHaveLength(1);
    await engine("status");
    expect(await leftOver()).toEqual([]);
  });
});

describe("Apache Spark", () => {
  const small = ["--engine", "spark", "--heap", "1g"];

  it("keeps the tables of the catalog main from one start to the next", async () => {
    const first = await start(...small);
    expect(first).toMatchObject({ name: "spark-4.1.2", version: "4.1.2", remote: `sc://127.0.0.1:${first.port}` });
    const created = ["CREATE SCHEMA IF NOT EXISTS main.s", "CREATE TABLE main.s.t AS SELECT 42 AS id"];
    await ask(first.remote, ...created, "CREATE TABLE d USING delta AS SELECT 1 AS id");
    await engine("stop", "--name", first.name);
    await gone(first.pid);
    const second = await start(...small);
    expect(await ask(second.remote, "SELECT id FROM main.s.t")).toEqual([{ id: 42 }]);
    expect(await ask(second.remote, "CREATE TABLE d USING delta AS SELECT 1 AS id", "SELECT id FROM d")).toEqual([
      { id: 1 },
    ]);
    await engine("stop", "--name", second.name);
  }, 300_000);

  it("leaves nothing behind when its start is interrupted", async () => {
    const { child, outcome } = startCli(["engine", "start", ...small, "--name", "broken-off"], env);
    await sleep(2_500);
    child.kill("SIGTERM");
    expect(await outcome).toMatchObject({ signal: "SIGTERM", stdout: "" });
    expect(await engine("status", "--name", "broken-off")).toMatchObject({ code: 1 });
  });

  it("tells why it could not start, with the end of its log", async () => {
    const { code, stderr } = await engine("start", "--engine", "spark", "--heap", "1k", "--name", "tiny");
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/tiny could not start[\s\S]*heap[\s\S]*The whole log: .*engine\.log/i),
    ]);
    expect(await engine("status", "--name", "tiny")).toMatchObject({ code: 1 });
  });
});

import { mkdtemp, readdir, rm } from "node:fs/promises";
import module from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli, startProgram } from "./run-cli.js";

let state: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "dbsql-cli-"));
  env = { ...process.env, DBSQL_STATE_DIR: state };
});
afterAll(() => rm(state, { recursive: true, force: true }));

describe("dbsql", () => {
  it("is there after `npm ci`, by npx, in the checkout", async () => {
    const { code, stdout } = await startProgram("npx", ["--no-install", "dbsql", "--version"]).outcome;
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/)]);
  });

  it("keeps what Node compiled for the next start, where Node can", async () => {
    const cache = await mkdtemp(join(state, "compiled-"));
    const { NODE_COMPILE_CACHE: _, ...others } = env;
    await runCli(["--version"], { ...others, TMPDIR: cache, TEMP: cache });
    expect(await readdir(cache)).toEqual("enableCompileCache" in module ? ["node-compile-cache"] : []);
  });

  it.each([
    ["a wrong command", ["engin"], 2, /^error: There is no command "engin"\. Did you mean `engine`\?/],
    ["a wrong option", ["engine", "start", "--prot", "1"], 2, /Did you mean --port\?/],
    [
      "a wrong version",
      ["engine", "start", "--engine", "spark", "--version", "9.9.9"],
      2,
      /no Apache Spark 9\.9\.9[\s\S]*--version 4\.1\.2/,
    ],
    ["a wrong name", ["engine", "start", "--name", "../x"], 2, /"\.\.\/x" cannot name an engine/],
    ["no command to run", ["engine", "run"], 2, /no command to run: write it behind `--`/],
  ])("tells %s on standard error, in words, without a stack", async (_, args, code, message) => {
    const outcome = await runCli(args, env);
    expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringMatching(message) });
    expect(outcome.stderr).not.toContain("\n    at ");
    expect(outcome.stderr).not.toContain("\u001b");
  });

  it("tells a failure as JSON to programs", async () => {
    const { code, stdout, stderr } = await runCli(["engine", "stop", "--name", "A", "--json"], env);
    expect([code, stdout]).toEqual([2, ""]);
    expect(JSON.parse(stderr)).toEqual({ error: { code: "DBSQL_ENGINE", message: expect.stringContaining('"A"') } });
  });

  it("finds no engine where none was started", async () => {
    expect(await runCli(["engine", "status"], env)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^No engine/),
    });
    expect(await runCli(["engine", "status", "--json"], env)).toMatchObject({ code: 1, stdout: "" });
    expect(await runCli(["engine", "stop"], env)).toMatchObject({ code: 0, stdout: "No engine runs.\n" });
    expect(await runCli(["engine", "stop", "--name", "x"], env)).toMatchObject({ code: 1 });
  });

  it("says what to install when there is no Python and no Java", async () => {
    const bare = { ...env, PATH: state, JAVA_HOME: "", SPARK_HOME: "", DBSQL_CACHE_DIR: join(state, "cache") };
    const sail = await runCli(["engine", "start"], bare);
    expect(sail).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/needs Python 3\.10[\s\S]*apt install python3/),
    });
    const spark = await runCli(["engine", "start", "--engine", "spark"], bare);
    expect(spark).toMatchObject({ code: 2, stderr: expect.stringMatching(/no `mvn`[\s\S]*Install Maven/) });
  });

  it("does not mind a reader that goes away", async () => {
    const line = `"${process.execPath}" bin/dbsql.js --help | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await startProgram("bash", ["-c", line]).outcome;
    expect([stdout.trim().split("\n").at(-1), stderr]).toEqual(["0", ""]);
  });
});

import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/contract.js";
import { identifyProcess } from "../../../src/engine/process-identity.js";
import {
  type EngineRecord,
  engineDirectory,
  parseRecord,
  readRecord,
  readRecords,
  removeRecord,
  writeRecord,
} from "../../../src/engine/state.js";
import { listEngines, stopEngine } from "../../../src/engine/stop.js";

let folder: string;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dbsql-state-"));
  env = { DBSQL_STATE_DIR: folder };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function record(name: string, extra: Partial<EngineRecord> = {}): EngineRecord {
  const directory = engineDirectory(env, name);
  const engine: Engine = {
    name,
    kind: "sail",
    version: "0.7.2",
    remote: "sc://127.0.0.1:1",
    port: 1,
    pid: process.pid,
    startedAt: "2026-01-01T00:00:00.000Z",
    log: join(directory, "engine.log"),
    directory,
  };
  return { engine, process: { pid: process.pid, started: "long ago" }, ...extra };
}

describe("the record of an engine", () => {
  it("is read as it was written, and is whole or absent", async () => {
    const written = record("a");
    await writeRecord(written);
    expect(await readRecord(written.engine.directory)).toEqual(written);
    expect(await readdir(written.engine.directory)).toEqual(["engine.json"]);
    await removeRecord(written.engine.directory);
    expect(await readRecord(written.engine.directory)).toBeUndefined();
  });

  it("is believed about everything but its own place", async () => {
    const written = record("a");
    await writeRecord(written);
    const moved = { ...written, engine: { ...written.engine, directory: "/somewhere/else" } };
    await writeFile(join(written.engine.directory, "engine.json"), JSON.stringify(moved));
    expect(await readRecord(written.engine.directory)).toEqual(written);
  });

  it.each([
    ["cut short", (text: string) => text.slice(0, 40)],
    ["empty", () => ""],
    ["of another kind", (text: string) => text.replace('"sail"', '"postgres"')],
    ["without a process", (text: string) => text.replace('"process"', '"processes"')],
    ["with a group instead of a process", (text: string) => text.replaceAll(`"pid":${process.pid}`, '"pid":-1')],
    ["a list", () => "[]"],
  ])("is nothing when the file is %s", (_, damage) => {
    const text = JSON.stringify(record("a"));
    expect(parseRecord(text)).toBeDefined();
    expect(parseRecord(damage(text))).toBeUndefined();
  });

  it("is found among others, in the order of the names", async () => {
    for (const name of ["b", "a", "c"]) await writeRecord(record(name));
    await writeFile(join(engineDirectory(env, "b"), "engine.json"), "{");
    expect((await readRecords(env)).map(({ engine }) => engine.name)).toEqual(["a", "c"]);
  });
});

describe("an engine's name", () => {
  it.each(["../up", "a/b", "", ".hidden", "A", "a b", "a\0", "x".repeat(65), "-x"])("%j is refused", (name) => {
    expect(() => engineDirectory(env, name)).toThrow(/cannot name an engine/);
  });
});

describe("an engine whose process number was recycled", () => {
  it("has ended, and stopping it harms nobody", async () => {
    await writeRecord(record("a"));
    expect((await listEngines(env)).map(({ name, state }) => [name, state])).toEqual([["a", "ended"]]);
    expect((await stopEngine("a", env))?.state).toBe("ended");
    expect(await stopEngine("a", env)).toBeUndefined();
  });
});

describe("an engine that was to end with its owner", () => {
  it("stays while the owner lives", async () => {
    await writeRecord(record("a", { owner: identifyProcess(process.pid)! }));
    expect(await listEngines(env)).toHaveLength(1);
  });

  it("is ended and forgotten once the owner is dead, with its folder if it was disposable", async () => {
    const owner = { pid: process.pid, started: "long ago" };
    await writeRecord(record("kept", { owner }));
    await writeRecord(record("gone", { owner, disposable: true }));
    expect(await listEngines(env)).toEqual([]);
    expect(await readdir(join(folder, "engines"))).toEqual(["kept"]);
  });
});

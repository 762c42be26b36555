import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { endProcess } from "../../../src/engine/end-process.js";
import { identifyProcess, isAlive, isIdentity } from "../../../src/engine/process-identity.js";

const sleeper = ["-e", "setTimeout(() => {}, 60_000)"];

describe("a process's identity", () => {
  it("is the same at every look, and another for another process", () => {
    const mine = identifyProcess(process.pid)!;
    expect(identifyProcess(process.pid)).toEqual(mine);
    expect(isAlive(mine)).toBe(true);
    expect(identifyProcess(process.ppid)).not.toEqual(mine);
  });

  it("is gone with the process", async () => {
    const child = spawn(process.execPath, sleeper, { stdio: "ignore" });
    await once(child, "spawn");
    const identity = identifyProcess(child.pid!)!;
    expect(isAlive(identity)).toBe(true);
    child.kill("SIGKILL");
    await once(child, "close");
    expect(isAlive(identity)).toBe(false);
    expect(identifyProcess(child.pid!)).toBeUndefined();
  });

  it.each([
    ["a number that means a group to kill(2)", { pid: -1, started: "x" }],
    ["our own group", { pid: 0, started: "x" }],
    ["the system's first process", { pid: 1, started: "x" }],
    ["a fraction", { pid: 2.5, started: "x" }],
    ["a text", { pid: "42", started: "x" }],
    ["no beginning", { pid: 42 }],
    ["nothing", null],
  ])("is not read from %s", (_, value) => {
    expect(isIdentity(value)).toBe(false);
  });
});

describe("ending a process", () => {
  it("spares a process that was given the number of one of ours", async () => {
    const child = spawn(process.execPath, sleeper, { stdio: "ignore", detached: true });
    await once(child, "spawn");
    const stranger = identifyProcess(child.pid!)!;
    expect(await endProcess({ ...stranger, started: "at another time" })).toBe(false);
    expect(isAlive(stranger)).toBe(true);
    expect(await endProcess(stranger)).toBe(true);
    expect(isAlive(stranger)).toBe(false);
    expect(await endProcess(stranger)).toBe(false);
  });

  it("takes its children along", async () => {
    const script = `const c = require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]); console.log(c.pid); setTimeout(() => {}, 60_000)`;
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "ignore"], detached: true });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const grandchild = identifyProcess(Number(line.toString()))!;
    expect(isAlive(grandchild)).toBe(true);
    await endProcess(identifyProcess(child.pid!)!);
    await expect.poll(() => isAlive(grandchild)).toBe(false);
  });
});

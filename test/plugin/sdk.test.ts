import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { encodeMessage, type Message, messageReader } from "../../plugin/lsp/message.js";
import { root } from "../house/tree.js";
import { everything } from "./lsp.js";
import { type Line, projectOf, sample, type TestProject, typescriptOf } from "./project.js";

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

function projectWith(line: Line | undefined): TestProject {
  const project = projectOf(sample);
  cleanUps.push(() => project.remove());
  if (line !== undefined) symlinkSync(typescriptOf(line), project.path("node_modules/typescript"));
  return project;
}

const program = (name: string): string => join(root, "sdk", name);

/** Starts it as VS Code's extension for TypeScript 7 does: the file itself, without a shell. */
function start(
  name: string,
  cwd: string,
): { ask(method: string, params: object): Promise<Message>; child: ChildProcess } {
  const child = spawn(program(name), ["--lsp", "--stdio"], { cwd, stdio: ["pipe", "pipe", "ignore"] });
  cleanUps.unshift(() => child.kill());
  const waiting = new Map<Message["id"], (message: Message) => void>();
  child.stdout.on(
    "data",
    messageReader((message) => {
      if (message.method === undefined) waiting.get(message.id)?.(message);
      else if (message.id !== undefined) child.stdin.write(encodeMessage({ id: message.id, result: null }));
    }),
  );
  let next = 0;
  const ask = (method: string, params: object): Promise<Message> =>
    new Promise((resolve) => {
      const id = ++next;
      waiting.set(id, resolve);
      child.stdin.write(encodeMessage({ id, method, params }));
    });
  return { ask, child };
}

describe.each(["tsc", "tsgo"])("%s of the folder `sdk`", (name) => {
  it.each(["7.0", "7.1"] as const)("is a language server with typed queries on TypeScript %s", async (line) => {
    const project = projectWith(line);
    const { ask, child } = start(name, project.folder);
    const rootUri = pathToFileURL(project.folder).href;
    await ask("initialize", { processId: null, rootUri, capabilities: everything });
    const uri = pathToFileURL(project.path("src/orders.ts")).href;
    const textDocument = { uri, languageId: "typescript", version: 1, text: sample["src/orders.ts"] };
    for (const [method, params] of [
      ["initialized", {}],
      ["textDocument/didOpen", { textDocument }],
    ] as const) {
      child.stdin!.write(encodeMessage({ method, params }));
    }
    const { result } = await ask("textDocument/diagnostic", { textDocument: { uri } });
    const codes = (result as { items: { code: number | string; severity: number }[] }).items
      .filter(({ severity }) => severity <= 2)
      .map(({ code }) => code);
    expect(codes.sort()).toEqual([2322, 2339, 2345, "DBSQL1201"]);
  });

  it("says what it needs where there is no TypeScript 7", async () => {
    const { ask } = start(name, projectWith(undefined).folder);
    const answer = await ask("initialize", { processId: null, capabilities: everything });
    expect(answer.error?.message).toMatch(/There is no TypeScript in .*npm install --save-dev typescript/);
  });

  it("is the project's own compiler for everything else", () => {
    const { folder } = projectWith("7.0");
    const version = spawnSync(program(name), ["--version"], { cwd: folder, encoding: "utf8" });
    expect(version.stdout).toMatch(/^Version 7\.0\./);
    expect(version.status).toBe(0);
    const own = spawnSync(join(typescriptOf("7.0"), "bin/tsc"), ["--noEmit"], { cwd: folder, encoding: "utf8" });
    const ours = spawnSync(program(name), ["--noEmit"], { cwd: folder, encoding: "utf8" });
    expect([ours.status, ours.stdout]).toEqual([own.status, own.stdout]);
    expect(ours.status).toBeGreaterThan(0);
  });
});

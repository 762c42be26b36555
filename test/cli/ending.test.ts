import { spawn } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeMessage, type Message, messageReader } from "../../plugin/lsp/message.js";
import { projectOf, sample, type TestProject, typescriptOf } from "../plugin/project.js";
import { root, startCli } from "./run-cli.js";

let project: TestProject;
beforeEach(() => {
  project = projectOf(sample);
});
afterEach(() => project.remove());

/** What a process ended with: a code, or the signal that it died of. */
type End = number | NodeJS.Signals | null;

/** `dbsql lsp` after it has answered `initialize`, by an editor that never closes its side of the pipe. */
async function startLsp(program: readonly string[]) {
  const child = spawn(process.execPath, program, { cwd: project.folder, stdio: ["pipe", "pipe", "ignore"] });
  const answers = new Map<unknown, (message: Message) => void>();
  child.stdout.on(
    "data",
    messageReader((message) => {
      if (message.method === undefined) answers.get(message.id)?.(message);
      else if (message.id !== undefined) child.stdin.write(encodeMessage({ id: message.id, result: null }));
    }),
  );
  const request = (id: number, method: string, params?: object): Promise<Message> => {
    const answer = new Promise<Message>((resolve) => answers.set(id, resolve));
    child.stdin.write(encodeMessage({ id, method, ...(params && { params }) }));
    return answer;
  };
  const end = new Promise<End>((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
  const rootUri = pathToFileURL(project.folder).href;
  await request(1, "initialize", { processId: process.pid, rootUri, capabilities: {} });
  child.stdin.write(encodeMessage({ method: "initialized", params: {} }));
  return { child, request, end };
}

/** Whatever does not end is ended, so that the test says what is wrong in place of hanging. */
async function ended({ child, end }: Awaited<ReturnType<typeof startLsp>>): Promise<End> {
  const stop = setTimeout(() => child.kill("SIGKILL"), 8_000);
  return end.finally(() => clearTimeout(stop));
}

const servers = [
  ["dbsql lsp", () => [`${root}/bin/dbsql.js`, "lsp", "--stdio", "--typescript", typescriptOf("7.0")]],
  [
    "sdk/tsc --lsp",
    () => {
      symlinkSync(typescriptOf("7.0"), join(project.folder, "node_modules/typescript"));
      return [`${root}/sdk/tsc`, "--lsp", "--stdio"];
    },
  ],
] as const;

describe.each(servers)("%s", (_, program) => {
  it("ends when it is told to, whoever holds its standard input open", async () => {
    const running = await startLsp(program());
    await running.request(2, "shutdown");
    running.child.stdin.write(encodeMessage({ method: "exit" }));
    expect(await ended(running)).toBe(0);
  }, 30_000);

  it("ends at the first signal", async () => {
    const running = await startLsp(program());
    running.child.kill("SIGTERM");
    expect(await ended(running)).toBe("SIGTERM");
  }, 30_000);
});

describe("dbsql check", () => {
  it("ends at the first signal, and not when all files have been checked", async () => {
    symlinkSync(typescriptOf("6.0"), join(project.folder, "node_modules/typescript"));
    const { child, outcome } = startCli(["check", project.folder]);
    setTimeout(() => child.kill("SIGTERM"), 300);
    expect(await outcome).toMatchObject({ signal: "SIGTERM", stdout: "" });
  }, 30_000);
});

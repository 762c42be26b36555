import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type CodeServer, installCodeServer } from "../../scripts/fetch/code-server.js";
import { endProcess } from "../../src/engine/end-process.js";
import { findFreePort } from "../../src/engine/free-port.js";
import { identifyProcess } from "../../src/engine/process-identity.js";
import { runProgram } from "../../src/engine/run-program.js";

/** Quiet, light, and nothing is written unless a test does it. */
const settings = {
  "workbench.startupEditor": "none",
  "workbench.colorTheme": "Default Light Modern",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "security.workspace.trust.enabled": false,
  "chat.disableAIFeatures": true,
  "files.autoSave": "off",
  "files.hotExit": "off",
  "editor.wordBasedSuggestions": "off",
  "editor.minimap.enabled": false,
  "js/ts.tsserver.automaticTypeAcquisition.enabled": false,
};

export interface RunningServer {
  readonly port: number;
  /** The extension as VS Code has unpacked it. */
  readonly extension: string;
  stop(): Promise<void>;
}

/**
 * A VS Code of its own, with nothing but one extension in it.
 *
 * @param extension the .vsix file
 * @param own user settings on top of the quiet ones
 */
export async function startCodeServer(extension: string, own: object = {}): Promise<RunningServer> {
  const server = await installCodeServer();
  const folder = mkdtempSync(join(tmpdir(), "dbsql-vscode-"));
  const [data, extensions, config] = ["data", "extensions", "config.yaml"].map((name) => join(folder, name));
  mkdirSync(join(data!, "User"), { recursive: true });
  writeFileSync(join(data!, "User/settings.json"), JSON.stringify({ ...settings, ...own }));
  writeFileSync(config!, "cert: false\n");
  const folders = ["--user-data-dir", data!, "--extensions-dir", extensions!, "--config", config!];
  const env = serverEnvironment(server, folder);
  const { code, output } = await runProgram(server.node, [server.entry, ...folders, "--install-extension", extension], {
    env,
  });
  if (code !== 0) throw new Error(`VS Code refused the extension:\n${output}`);
  const port = await findFreePort();
  const child = spawn(
    server.node,
    [
      server.entry,
      ...folders,
      "--bind-addr",
      `127.0.0.1:${port}`,
      "--auth",
      "none",
      "--disable-telemetry",
      "--disable-update-check",
      "--disable-workspace-trust",
      "--disable-getting-started-override",
    ],
    // A group of its own: the server starts others, which go with it.
    { env, detached: true, stdio: ["ignore", "pipe", "pipe"] },
  );
  const file = createWriteStream(join(folder, "server.log"));
  child.stdout.pipe(file);
  child.stderr.pipe(file);
  // Also when the run itself is ended before it could.
  const end = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
  };
  process.once("exit", end);
  const stop = async (): Promise<void> => {
    process.off("exit", end);
    const identity = child.pid === undefined ? undefined : identifyProcess(child.pid);
    if (identity !== undefined) await endProcess(identity);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilReady(port, child);
  } catch (error) {
    await stop();
    throw error;
  }
  const unpacked = readdirSync(extensions!).find((name) => name.startsWith("dbsql.dbsql-"));
  return { port, extension: join(extensions!, unpacked ?? ""), stop };
}

/** Without what belongs to the run of the tests: its Node is another, and so are its options. */
function serverEnvironment(server: CodeServer, folder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(NODE_|VITEST|npm_|VSCODE_)/.test(name));
  const node = join(server.node, "..");
  return { ...Object.fromEntries(kept), PATH: `${node}:${process.env.PATH}`, HOME: folder };
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + 90_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`VS Code's server ended with exit code ${child.exitCode}.`);
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(200);
  }
  throw new Error("VS Code's server did not answer for 90 seconds.");
}

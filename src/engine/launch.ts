import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { AbortError } from "../errors/index.js";
import type { Engine, EngineContext } from "./contract.js";
import { endProcess } from "./end-process.js";
import { EngineError } from "./failure.js";
import { identifyProcess } from "./process-identity.js";
import { answers } from "./ready.js";
import { type EngineRecord, removeRecord, writeRecord } from "./state.js";

export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** How long a start may take on a slow machine. */
  readonly patienceMs: number;
}

/** The first query of a new JVM loads thousands of classes; given up sooner, it would begin anew each time. */
const firstAnswerMs = 60_000;

/** Raised when somebody took the port between our look and the engine's. */
export class PortTaken extends EngineError {}

/**
 * Starts a server that outlives this process, and waits until it answers. When it does not, or `signal` fires, nothing
 * is left behind.
 */
export async function launch(
  { program, args, env, patienceMs }: Launch,
  draft: Omit<Engine, "pid" | "startedAt">,
  fate: Pick<EngineRecord, "owner" | "disposable">,
  context: EngineContext,
): Promise<Engine> {
  const child = spawnServer(program, args, { ...serverEnvironment(context.env), ...env }, draft);
  const spawned = await hasSpawned(child);
  const identity = spawned && child.pid !== undefined ? identifyProcess(child.pid) : undefined;
  if (identity === undefined) throw await startFailure(draft, `\`${program}\` ended at once`);
  const engine: Engine = { ...draft, pid: identity.pid, startedAt: new Date().toISOString() };
  const record: EngineRecord = { engine, process: identity, ...fate };
  try {
    await writeRecord(record);
    await waitUntilReady(child, engine, patienceMs, context);
  } catch (error) {
    await endProcess(identity);
    await removeRecord(engine.directory);
    throw error;
  }
  child.unref();
  return engine;
}

function spawnServer(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { directory, log }: Pick<Engine, "directory" | "log">,
): ChildProcess {
  const output = openSync(log, "w");
  try {
    return spawn(program, args, {
      cwd: directory,
      env,
      // A group of its own: Ctrl-C in the terminal is not for the engine, and `stop` ends the whole group.
      detached: true,
      stdio: ["ignore", output, output],
      windowsHide: true,
    });
  } finally {
    closeSync(output);
  }
}

function hasSpawned(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once("spawn", () => resolve(true));
    child.once("error", () => resolve(false));
  });
}

/** A local engine needs none of the user's credentials, and must not take itself for somebody's client. */
export function serverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const unwanted =
    /^(DATABRICKS_|DBSQL_|SPARK_REMOTE$|SPARK_CONNECT_|SPARK_API_MODE$|SPARK_CONF_DIR$|SPARK_DIST_CLASSPATH$|PYTHON(PATH|HOME)$|SAIL_)/;
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !unwanted.test(name))),
    SPARK_LOCAL_IP: "127.0.0.1",
  };
}

async function waitUntilReady(
  child: ChildProcess,
  engine: Engine,
  patienceMs: number,
  { signal, progress }: EngineContext,
): Promise<void> {
  const begun = Date.now();
  const ended = new AbortController();
  child.once("exit", () => ended.abort());
  const over = signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]);
  for (;;) {
    if (signal?.aborted) throw new AbortError(`The start of ${engine.name} was interrupted.`, { cause: signal.reason });
    if (child.exitCode !== null || child.signalCode !== null) {
      throw await startFailure(engine, `It ended with ${child.signalCode ?? `exit code ${child.exitCode}`}`);
    }
    const waited = Date.now() - begun;
    progress({ label: `Starting ${engine.name} (${Math.round(waited / 1000)} s)` });
    if (await answers(engine.port, firstAnswerMs, over)) return;
    if (waited > patienceMs)
      throw await startFailure(engine, `It did not answer for ${Math.round(patienceMs / 1000)} s`);
    await sleep(100);
  }
}

async function startFailure(
  { name, port, log }: Pick<Engine, "name" | "port" | "log">,
  what: string,
): Promise<EngineError> {
  const text = await readFile(log, "utf8").catch(() => "");
  if (/Address already in use|AddrInUse|BindException|Failed to bind/i.test(text)) {
    return new PortTaken(
      `The engine ${name} could not start: port ${port} is taken.`,
      "Choose another with `--port`, or leave it out.",
    );
  }
  const last = text.trim().split("\n").slice(-8).join("\n  ");
  return new EngineError(
    `The engine ${name} could not start. ${what}.${last === "" ? "" : ` Its log ends with:\n  ${last}`}`,
    `The whole log: ${log}`,
  );
}

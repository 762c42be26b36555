import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "./contract.js";
import { endProcess } from "./end-process.js";
import { isAlive } from "./process-identity.js";
import { answers } from "./ready.js";
import { type EngineRecord, engineDirectory, readRecord, readRecords, removeRecord } from "./state.js";

/** `silent`: the process is there but answers nothing; `ended`: it is gone without `stop`. */
export type EngineState = "running" | "silent" | "ended";

export interface EngineStatus extends Engine {
  readonly state: EngineState;
}

/** Every engine that was started and not stopped, by name. */
export async function listEngines(env: NodeJS.ProcessEnv = process.env): Promise<EngineStatus[]> {
  await endOrphans(env);
  const records = await readRecords(env);
  return Promise.all(records.map(async (record) => ({ ...record.engine, state: await stateOf(record) })));
}

/**
 * Ends the engine of that name and forgets it. Iceberg's tables and the log stay.
 * @returns the engine and what it was, or undefined when none of that name was started
 */
export async function stopEngine(
  name: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<EngineStatus | undefined> {
  const record = await readRecord(engineDirectory(env, name));
  if (record === undefined) return undefined;
  return { ...record.engine, state: (await end(record)) ? "running" : "ended" };
}

/** Ends engines that were to live no longer than a command which was killed before it could end them. */
export async function endOrphans(env: NodeJS.ProcessEnv): Promise<void> {
  const records = await readRecords(env);
  await Promise.all(records.filter(({ owner }) => owner !== undefined && !isAlive(owner)).map(end));
}

async function end(record: EngineRecord): Promise<boolean> {
  const { directory } = record.engine;
  const wasAlive = await endProcess(record.process);
  await removeRecord(directory);
  const folders = record.disposable ? ["."] : ["scratch", "warehouse", "spark-warehouse"];
  for (const folder of folders) await rm(join(directory, folder), { recursive: true, force: true });
  return wasAlive;
}

async function stateOf({ process, engine }: EngineRecord): Promise<EngineState> {
  if (!isAlive(process)) return "ended";
  return (await answers(engine.port, 10_000)) ? "running" : "silent";
}

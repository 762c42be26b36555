import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine, EngineKind } from "./contract.js";
import { stateDirectory } from "./directories.js";
import { EngineError } from "./failure.js";
import { isIdentity, type ProcessIdentity } from "./process-identity.js";

/** What is written down about an engine before it is waited for, so that a crash leaves nothing untraceable. */
export interface EngineRecord {
  readonly engine: Engine;
  readonly process: ProcessIdentity;
  /** Who must outlive the engine, if anyone. */
  readonly owner?: ProcessIdentity;
  readonly disposable?: boolean;
}

const recordFile = "engine.json";

export function enginesDirectory(env: NodeJS.ProcessEnv): string {
  return join(stateDirectory(env), "engines");
}

/** A name becomes a folder, so it is checked rather than escaped. */
export function engineDirectory(env: NodeJS.ProcessEnv, name: string): string {
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(name)) {
    throw new EngineError(
      `${JSON.stringify(name)} cannot name an engine.`,
      "Use lower-case letters, digits, dots, dashes and underscores, such as `--name demo`.",
    );
  }
  return join(enginesDirectory(env), name);
}

export async function writeRecord(record: EngineRecord): Promise<void> {
  const { directory } = record.engine;
  await mkdir(directory, { recursive: true });
  const beside = join(directory, `${recordFile}.${process.pid}`);
  await writeFile(beside, `${JSON.stringify(record, null, 2)}\n`);
  await rename(beside, join(directory, recordFile));
}

export async function removeRecord(directory: string): Promise<void> {
  await rm(join(directory, recordFile), { force: true });
}

export async function readRecord(directory: string): Promise<EngineRecord | undefined> {
  let text: string;
  try {
    text = await readFile(join(directory, recordFile), "utf8");
  } catch {
    return undefined;
  }
  const record = parseRecord(text);
  // Where the file lies is a fact; what it says of that is not, and `stop` deletes there.
  return record && { ...record, engine: { ...record.engine, directory } };
}

export async function readRecords(env: NodeJS.ProcessEnv): Promise<EngineRecord[]> {
  const folder = enginesDirectory(env);
  const names = await readdir(folder).catch(() => []);
  const records = await Promise.all(names.sort().map((name) => readRecord(join(folder, name))));
  return records.filter((record) => record !== undefined);
}

/** A file that is not ours, or was cut short, names no process: nothing is ended on its word. */
export function parseRecord(text: string): EngineRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || !isObject(value.engine)) return undefined;
  const { engine, process: identity, owner } = value;
  const kinds: readonly unknown[] = ["sail", "spark"] satisfies EngineKind[];
  const texts = [engine.name, engine.version, engine.remote, engine.startedAt, engine.log, engine.directory];
  if (!kinds.includes(engine.kind) || texts.some((t) => typeof t !== "string")) return undefined;
  if (!Number.isInteger(engine.port) || !isIdentity(identity)) return undefined;
  if (owner !== undefined && !isIdentity(owner)) return undefined;
  const checked: unknown = value;
  return checked as EngineRecord;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

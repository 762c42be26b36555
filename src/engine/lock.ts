import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineContext } from "./contract.js";
import { EngineError } from "./failure.js";
import { identifyProcess, isAlive, isIdentity } from "./process-identity.js";

const patienceMs = 15 * 60_000;

/**
 * Runs `work` while no other process does so for the same folder. A lock whose holder has died is taken over.
 * @throws EngineError when the folder stays locked for a quarter of an hour
 */
export async function withLock<T>(directory: string, context: EngineContext, work: () => Promise<T>): Promise<T> {
  await mkdir(directory, { recursive: true });
  const lock = join(directory, "lock");
  const until = Date.now() + patienceMs;
  while (!(await takeLock(lock))) {
    if (await dropDeadLock(lock)) continue;
    context.signal?.throwIfAborted();
    if (Date.now() > until) {
      throw new EngineError(
        `Another dbsql command has been busy in ${directory} for a long time.`,
        `Wait for it, or delete ${lock} if no such command runs.`,
      );
    }
    context.progress({ label: "Waiting for another dbsql command" });
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** The lock appears with its content at once: a link to a finished file, so that no reader meets an empty one. */
async function takeLock(lock: string): Promise<boolean> {
  const beside = `${lock}.${randomUUID()}`;
  await writeFile(beside, JSON.stringify(identifyProcess(process.pid)));
  try {
    await link(beside, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

async function dropDeadLock(lock: string): Promise<boolean> {
  if (await isHeld(lock)) return false;
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
    // Between the look and the rename somebody else may have taken the lock: it is given back.
    if (await isHeld(aside)) await link(aside, lock).catch(() => {});
    await rm(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return true;
}

async function isHeld(lock: string): Promise<boolean> {
  try {
    const holder: unknown = JSON.parse(await readFile(lock, "utf8"));
    return isIdentity(holder) && isAlive(holder);
  } catch {
    return false;
  }
}

import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cacheFiles } from "./layout.js";
import { readCache } from "./read.js";
import type { SchemaFile } from "./schema-file.js";

/**
 * Replaces the cache in `folder` by these schemas. All files are written beside their places first and moved in one
 * go, so that whoever stops the program leaves the old cache or the new one, and files that are not ours stay.
 *
 * @throws ConfigError when two schemas share a file.
 */
export async function writeCache(folder: string, schemas: readonly SchemaFile[]): Promise<void> {
  const files = cacheFiles(schemas);
  const staging = join(folder, `.writing-${randomUUID()}`);
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(staging, path)), { recursive: true });
      await writeFile(join(staging, path), text);
    }
    const stale = readCache(folder).files.filter((path) => !files.has(path));
    undisturbed(() => {
      for (const path of files.keys()) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        renameSync(join(staging, path), join(folder, path));
      }
      for (const path of stale) {
        rmSync(join(folder, path), { force: true });
        const owner = dirname(join(folder, path));
        if (readdirSync(owner).length === 0) rmdirSync(owner);
      }
    });
  } finally {
    if (existsSync(staging)) await rm(staging, { recursive: true, force: true });
  }
}

/** Runs the moves to their end although Ctrl-C arrives meanwhile; the signal is then raised again. */
function undisturbed(moves: () => void): void {
  let received: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    received = signal;
  };
  const signals = (["SIGINT", "SIGTERM"] as const).filter((signal) => process.listenerCount(signal) === 0);
  for (const signal of signals) process.on(signal, hold);
  try {
    moves();
  } finally {
    // A signal reaches its handler in a later turn, so the handlers must outlive this one.
    setImmediate(() => {
      for (const signal of signals) process.off(signal, hold);
      if (received !== undefined) process.kill(process.pid, received);
    });
  }
}

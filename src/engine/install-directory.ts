import { randomUUID } from "node:crypto";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { EngineContext } from "./contract.js";
import { withLock } from "./lock.js";

/**
 * Makes a folder once: `fill` works in a folder beside it, which is renamed when complete, so that the folder is whole
 * or absent. `fill` gets both names: a Python environment holds its own final path.
 */
export async function installDirectory(
  directory: string,
  context: EngineContext,
  fill: (beside: string) => Promise<void>,
): Promise<string> {
  if (await exists(directory)) return directory;
  return withLock(`${directory}.installing`, context, async () => {
    if (await exists(directory)) return directory;
    const beside = `${directory}.${randomUUID().slice(0, 8)}.partial`;
    await mkdir(dirname(directory), { recursive: true });
    try {
      await fill(beside);
      await rename(beside, directory);
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
    return directory;
  });
}

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

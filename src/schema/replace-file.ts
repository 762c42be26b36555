import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a file so that whoever looks, or stops the program, finds the old text or the new one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const staging = `${path}.writing-${randomUUID()}`;
  try {
    await writeFile(staging, text);
    await rename(staging, path);
  } finally {
    await rm(staging, { force: true });
  }
}

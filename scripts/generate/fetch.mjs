import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheDirectory } from "./cache.mjs";
import { GenerateFailure } from "./failure.mjs";
import { copyWithMaven, jarName } from "./maven.mjs";

/**
 * The pinned jars, from the cache or from Maven. A cached jar that does not match its checksum is fetched again; a
 * fetched one that does not is refused.
 *
 * @param {import("./pins.mjs").Artifact[]} artifacts
 * @returns {Promise<Buffer[]>} in the order of `artifacts`
 */
export async function fetchJars(artifacts) {
  const directory = join(cacheDirectory(), "artifacts");
  const cached = await Promise.all(artifacts.map((artifact) => readCached(directory, artifact)));
  const missing = artifacts.filter((_, i) => cached[i] === undefined);
  if (missing.length > 0) await download(directory, missing);
  return Promise.all(artifacts.map((artifact, i) => cached[i] ?? readFile(join(directory, jarName(artifact)))));
}

/**
 * @param {string} directory
 * @param {import("./pins.mjs").Artifact} artifact
 */
async function readCached(directory, artifact) {
  try {
    const jar = await readFile(join(directory, jarName(artifact)));
    return sha256(jar) === artifact.sha256 ? jar : undefined;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * @param {string} directory
 * @param {import("./pins.mjs").Artifact[]} artifacts
 */
async function download(directory, artifacts) {
  console.error(`generate: fetching ${artifacts.map(jarName).join(", ")} with Maven`);
  await mkdir(directory, { recursive: true });
  const temporary = join(directory, `.fetch-${randomUUID()}`);
  try {
    await copyWithMaven(artifacts, temporary);
    for (const artifact of artifacts) {
      const file = join(temporary, jarName(artifact));
      const found = sha256(await readFile(file));
      if (found !== artifact.sha256) {
        throw new GenerateFailure(
          `${jarName(artifact)} is not the pinned file: its SHA-256 is ${found}, expected ${artifact.sha256}.`,
          "Your Maven mirror or local repository holds another file under this name: remove it there and run `npm run generate`.",
        );
      }
      await rename(file, join(directory, jarName(artifact)));
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** @param {Buffer} bytes */
export function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

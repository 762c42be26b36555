import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GenerateFailure } from "./failure.mjs";
import { fetchJars } from "./fetch.mjs";
import { grammar } from "./grammar/step.mjs";
import { protobuf } from "./protobuf/step.mjs";
import { inputStamp } from "./stamp.mjs";

/**
 * @typedef {object} Step
 * @property {string} name the folder under `src/gen` that this step makes, whole
 * @property {import("./pins.mjs").Artifact[]} artifacts whose jars it reads
 * @property {string[]} inputs files and folders that make its output what it is, the step's own among them
 * @property {string[]} tools npm packages that shape its output
 * @property {(context: { root: string, jars: Buffer[], output: string, scratch: string }) => Promise<void>} run writes into
 *   `output`; `scratch` is removed afterwards
 */

/** @type {Step[]} */
const steps = [protobuf, grammar];

const shared = ["scripts/generate/pins.mjs", "scripts/generate/zip.mjs"];

const root = fileURLToPath(new URL("../..", import.meta.url));
const generated = join(root, "src/gen");

try {
  for (const step of steps) await bringUpToDate(step);
} catch (error) {
  console.error(
    `generate: ${error instanceof GenerateFailure ? error.message : error instanceof Error ? error.stack : error}`,
  );
  process.exitCode = 1;
}

/** @param {Step} step */
async function bringUpToDate(step) {
  const target = join(generated, step.name);
  const stamp = await inputStamp(root, [...shared, ...step.inputs], step.tools);
  if ((await readStamp(target)) === stamp) return;
  const started = performance.now();
  const jars = await fetchJars(step.artifacts);
  const work = join(generated, `.${step.name}-${randomUUID()}`);
  const output = join(work, "output");
  const scratch = join(work, "scratch");
  try {
    await mkdir(output, { recursive: true });
    await mkdir(scratch);
    await step.run({ root, jars, output, scratch });
    await writeFile(join(output, ".stamp"), stamp);
    await replace(target, output, join(work, "old"));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  console.log(`generate: src/gen/${step.name} made in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * A folder cannot be renamed over another, so the old one steps aside first.
 *
 * @param {string} target
 * @param {string} made
 * @param {string} aside
 */
async function replace(target, made, aside) {
  await rename(target, aside).catch(ignoreMissing);
  await rename(made, target);
}

/** @param {string} target */
async function readStamp(target) {
  return readFile(join(target, ".stamp"), "utf8").catch(ignoreMissing);
}

/** @param {NodeJS.ErrnoException} error */
function ignoreMissing(error) {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}

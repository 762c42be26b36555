import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";

/**
 * A digest of everything a step's output depends on: the generator itself, the step's own inputs and its tools.
 *
 * @param {string} root of the repository
 * @param {string[]} inputs files and folders, relative to the root
 * @param {string[]} tools npm packages whose version matters
 */
export async function inputStamp(root, inputs, tools) {
  const hash = createHash("sha256");
  const files = (await Promise.all(inputs.map((input) => filesUnder(join(root, input))))).flat().sort();
  for (const file of files) hash.update(`${relative(root, file)}\0`).update(await readFile(file));
  for (const tool of tools) hash.update(`${tool}@${await packageVersion(root, tool)}\0`);
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {Promise<string[]>}
 */
async function filesUnder(path) {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  return (await Promise.all(entries.map((entry) => filesUnder(join(path, entry.name))))).flat();
}

/**
 * @param {string} root
 * @param {string} name
 */
async function packageVersion(root, name) {
  return JSON.parse(await readFile(join(root, "node_modules", name, "package.json"), "utf8")).version;
}

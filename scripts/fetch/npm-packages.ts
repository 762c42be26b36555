import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext } from "../../src/engine/contract.js";
import { cacheDirectory } from "../../src/engine/directories.js";
import { installDirectory } from "../../src/engine/install-directory.js";
import { runProgram } from "../../src/engine/run-program.js";
import { FetchFailure } from "./failure.js";

/** Sets of packages that are too heavy to come with `npm ci`: a folder each of `scripts/pins`, every package with its hash. */
export type PackageSet = "chromium" | "code-server" | "vsce";

/**
 * A set of npm's packages in the user's cache, fetched once for each text of its lockfile. No script of theirs runs.
 *
 * @param name the folder of `scripts/pins`
 * @param finish works in the new folder before anybody sees it; also gets the name that the folder will have
 * @returns the folder whose `node_modules` holds them
 * @throws FetchFailure when npm cannot fetch them, or serves others than the pinned ones
 */
export async function installPackages(
  name: PackageSet,
  finish: (beside: string, directory: string) => Promise<void> = async () => {},
): Promise<string> {
  const pins = fileURLToPath(new URL(`../pins/${name}/`, import.meta.url));
  const lock = await readFile(join(pins, "package-lock.json"));
  const digest = createHash("sha256").update(lock).digest("hex").slice(0, 12);
  const directory = join(cacheDirectory(process.env), "npm", `${name}-${digest}`);
  return installDirectory(directory, createContext({}), async (beside) => {
    process.stderr.write(`[fetch] ${name}, once, into ${directory}\n`);
    await mkdir(beside, { recursive: true });
    for (const file of ["package.json", "package-lock.json"]) await copyFile(join(pins, file), join(beside, file));
    await installLocked(beside);
    await finish(beside, directory);
  });
}

/** Installs what the lockfile of a folder says, and nothing that only a peer asks for. */
export async function installLocked(folder: string): Promise<void> {
  const args = ["ci", "--prefix", folder, "--omit=dev", "--legacy-peer-deps", "--ignore-scripts"];
  const { code, output } = await runProgram("npm", args, { env: process.env });
  if (code !== 0) throw new FetchFailure(`npm could not install ${folder}`, output);
}

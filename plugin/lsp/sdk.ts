import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { findTypeScript } from "../hosts/typescript.js";
import { serve } from "./serve.js";

/**
 * What `tsc` of the folder `sdk` does, which editors start in place of TypeScript 7's own: a language server with typed
 * queries; whatever else it is asked for is the compiler's matter.
 *
 * @returns the exit code
 */
export async function runTypeScript(args: readonly string[]): Promise<number> {
  if (args.includes("--lsp")) return serve();
  try {
    const { folder } = findTypeScript(process.cwd());
    return await run(join(folder, "bin/tsc"), args);
  } catch (error) {
    process.stderr.write(`dbsql: ${error instanceof Error ? error.message : error}\n`);
    return 2;
  }
}

function run(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: "inherit", windowsHide: true });
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

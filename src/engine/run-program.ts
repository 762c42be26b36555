import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { AbortError } from "../errors/index.js";

export interface ProgramResult {
  readonly code: number | null;
  /** Standard output and error, as they came. */
  readonly output: string;
  /** Why the program did not start, such as `ENOENT`. */
  readonly notStarted?: string;
}

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: (line: string) => void;
}

const keptOutput = 200_000;

/** Runs a program to its end. Rejects only when aborted: a failure is a result. */
export function runProgram(
  program: string,
  args: readonly string[],
  { env, signal, onLine }: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    // Maven is a .cmd file on Windows, which only a shell can start.
    const shell = process.platform === "win32" && program === "mvn";
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"], shell, windowsHide: true });
    const abort = (): void => void child.kill("SIGTERM");
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort, { once: true });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        output = `${output}${line}\n`.slice(-keptOutput);
        onLine?.(line);
      });
    }
    let notStarted: string | undefined;
    child.on("error", (error: NodeJS.ErrnoException) => {
      notStarted = error.code ?? error.message;
    });
    child.on("close", (code) => {
      signal?.removeEventListener("abort", abort);
      if (signal?.aborted) reject(new AbortError(`${program} was interrupted.`, { cause: signal.reason }));
      else resolve(notStarted === undefined ? { code, output } : { code: null, output, notStarted });
    });
  });
}

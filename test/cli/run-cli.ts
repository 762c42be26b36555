import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("../..", import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
}

/** Starts `dbsql …` as a user's shell would: the built package, standard streams that are no terminal. */
export function startCli(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Running {
  return startProgram(process.execPath, [`${root}/bin/dbsql.js`, ...args], env);
}

export function runCli(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Outcome> {
  return startCli(args, env).outcome;
}

/** Runs it with a text on its standard input. */
export function runCliOn(input: string, args: readonly string[]): Promise<Outcome> {
  const { child, outcome } = startProgram(process.execPath, [`${root}/bin/dbsql.js`, ...args], process.env, "pipe");
  child.stdin?.end(input);
  return outcome;
}

export function startProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  stdin: "ignore" | "pipe" = "ignore",
): Running {
  const child = spawn(program, args, { cwd: root, env, stdio: [stdin, "pipe", "pipe"] });
  const outcome = new Promise<Outcome>((resolve, reject) => {
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, outcome };
}

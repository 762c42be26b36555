import { spawn } from "node:child_process";

/**
 * Runs one Node program of the demo to its end; rejects when it fails.
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string, capture?: boolean, expect?: number }} [options] `capture`
 * returns its standard output; `expect` is the exit code that is success.
 * @returns {Promise<string>}
 */
export function runStep(args, { env = {}, cwd = ".", capture = false, expect = 0 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["inherit", capture ? "pipe" : "inherit", "inherit"],
    });
    let out = "";
    child.stdout?.on("data", (chunk) => {
      out += chunk;
    });
    child.on("close", (code, signal) => {
      if (code === expect) resolve(out);
      else reject(new StepFailed(`node ${args.join(" ")} ended with ${signal ?? code}`, out));
    });
  });
}

export class StepFailed extends Error {
  /** @param {string} message @param {string} output What the step had printed. */
  constructor(message, output = "") {
    super(message);
    this.output = output;
  }
}

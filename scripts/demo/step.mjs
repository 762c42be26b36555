import { spawn } from "node:child_process";

/**
 * Runs one Node program of the demo to its end; rejects when it fails.
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, capture?: boolean }} [options] `capture` returns its standard output.
 * @returns {Promise<string>}
 */
export function runStep(args, { env = {}, capture = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ["inherit", capture ? "pipe" : "inherit", "inherit"],
    });
    let out = "";
    child.stdout?.on("data", (chunk) => {
      out += chunk;
    });
    child.on("close", (code, signal) => {
      if (code === 0) resolve(out);
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

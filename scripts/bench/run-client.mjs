import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * Runs one client to its end and reads the one JSON line that it prints.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<any>}
 */
export function runClient(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      const line = out.trim().split("\n").at(-1) ?? "";
      if (code === 0 && line.startsWith("{")) resolve(JSON.parse(line));
      else reject(new Error(`${program} ${args.slice(0, 3).join(" ")} exited with ${code}: ${err.slice(-2000)}`));
    });
  });
}

/** @param {string} name */
export const clientFile = (name) => fileURLToPath(new URL(name, import.meta.url));

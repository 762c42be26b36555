import { spawn } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../statistics.mjs";
import { typescripts, useTypeScript, writeProject } from "./project-folder.mjs";

const ROUNDS = 3;
const root = fileURLToPath(new URL("../../..", import.meta.url));
/** The versions for which the ratio is promised. */
const promised = new Set(["6.0", "7.1"]);

/**
 * `dbsql check` against `tsc --noEmit` of the same version, in turn, each in a fresh process, on a project of 200 files
 * with 1,000 different queries: with nothing remembered, after that with one file changed, and with none. To `tsc` the
 * rows are unknown: it has less to check.
 * @param {(text: string) => void} say
 */
export async function projectFigures(say) {
  const folder = writeProject();
  try {
    const figures = [];
    for (const line of Object.keys(typescripts)) {
      const typescript = useTypeScript(folder, line);
      const check = [join(root, "bin/dbsql.js"), "check"];
      const commands = { tsc: [join(typescript, "bin/tsc"), "--noEmit"], first: check, changed: check, again: check };
      const runs = { tsc: [], first: [], changed: [], again: [] };
      for (let round = 0; round < ROUNDS; round++) {
        for (const [who, command] of Object.entries(commands)) {
          if (who === "first") rmSync(join(folder, "node_modules/.cache"), { recursive: true, force: true });
          if (who === "changed") appendFileSync(sourceIn(folder), "export {};\n");
          say(`project: ${who} with TypeScript ${line}, round ${round + 1} of ${ROUNDS}`);
          runs[who].push(await timed(command, folder));
        }
      }
      const of = (who, what) => median(runs[who].map((run) => run[what]));
      const seconds = (ms) => (ms / 1000).toFixed(1);
      const against = (who, what) =>
        `${seconds(of(who, what))} s against ${seconds(of("tsc", what))} s: ${(of(who, what) / of("tsc", what)).toFixed(2)}`;
      for (const [who, title] of [
        ["first", "the first time"],
        ["changed", "again, one file changed"],
        ["again", "again, nothing changed"],
      ]) {
        figures.push({
          title: `\`dbsql check\` against \`tsc\` ${line}, ${title}: 200 files, 1,000 queries`,
          measured: `${against(who, "wall")}; CPU ${against(who, "cpu")}; memory ${of(who, "rss").toFixed(0)} MB against ${of("tsc", "rss").toFixed(0)} MB (medians of ${ROUNDS})`,
          limit: promised.has(line) ? "≤ 1.50 of the time" : "",
          ok: !promised.has(line) || of(who, "wall") <= 1.5 * of("tsc", "wall"),
        });
      }
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file with queries, the same every time. */
function sourceIn(folder) {
  const names = readdirSync(join(folder, "src"), { recursive: true }).sort();
  const name = names.find(
    (one) => one.endsWith(".ts") && readFileSync(join(folder, "src", one), "utf8").includes(".sql`"),
  );
  return join(folder, "src", name);
}

/** Time, CPU of all its processes in ms, and the most memory that they held at one moment in MB. */
function timed(command, cwd) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    // The shell tells what its children used.
    const child = spawn("sh", ["-c", '"$@" >&2; code=$?; times; exit $code', "sh", process.execPath, ...command], {
      cwd,
      stdio: ["ignore", "pipe", "ignore"],
    });
    let rss = 0;
    let told = "";
    const watch = setInterval(() => {
      rss = Math.max(rss, memoryOf(child.pid));
    }, 100);
    child.stdout.on("data", (data) => {
      told += data;
    });
    child.once("close", (code) => {
      clearInterval(watch);
      if (code !== 0) reject(new Error(`${command.join(" ")} ended with ${code}: the project has no mistakes`));
      else resolve({ wall: performance.now() - begin, cpu: cpuIn(told), rss });
    });
  });
}

/** The second line of `times`: what the children used, such as `0m1.20s 0m0.10s`. */
function cpuIn(text) {
  const parts = [...(text.split("\n")[1] ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000, 0);
}

/** Resident memory of a process and all under it; 0 where the system has no `/proc`. */
function memoryOf(pid) {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
    );
    return (pages * 4096) / 1e6 + children.reduce((sum, child) => sum + memoryOf(child), 0);
  } catch {
    return 0;
  }
}

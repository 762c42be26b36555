import { cpus, totalmem } from "node:os";
import { median, ms, quantile, ratio } from "./statistics.mjs";

/**
 * @typedef {import("./workloads.mjs").Workload} Workload
 * @typedef {{ samples: number[], cpu: number[] }} Run
 * @typedef {{ workload: Workload, engine: string, runs: Record<string, Run> }} Result
 */

const clientNames = { dbsql: "dbsql", pyspark: "PySpark Connect", raw: "raw gRPC drain" };

/**
 * `BENCHMARKS.md` as text.
 * @param {{ results: Result[], figures: import("./figures.mjs").Figure[], rounds: number, load: number[], versions: Record<string, string> }} run
 */
export function report({ results, figures, rounds, load, versions }) {
  const lines = [
    "# Benchmarks",
    "",
    "Made by `npm run bench`: every client runs the same SQL on the same server in turn, each in a fresh process, so read the ratios; the absolute times belong to one machine.",
    "",
    `Measured ${new Date().toISOString().slice(0, 10)} on ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, load ${load.map((l) => l.toFixed(1)).join(" ")} at the start, ${rounds} rounds. ${Object.entries(
      versions,
    )
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}.`,
    "",
    "## Against PySpark and the bare wire",
    "",
    "| work | engine | client | median ms | p95 ms | client CPU ms | dbsql ÷ this | promised |",
    "|---|---|---|---|---|---|---|---|",
  ];
  for (const { workload, engine, runs } of results) {
    const own = median(runs.dbsql.samples);
    for (const client of workload.clients) {
      const { samples, cpu } = runs[client];
      const limit = workload.limits.find((l) => l.against === client && l.engine === engine);
      const share = own / median(samples);
      const verdict = limit === undefined ? "" : `≤ ${ratio(limit.ratio)} ${share <= limit.ratio ? "✓" : "✗"}`;
      lines.push(
        `| ${workload.title} | ${engine === "spark" ? "Apache Spark" : "Sail"} | ${clientNames[client]} | ${ms(median(samples))} | ${ms(quantile(samples, 0.95))} | ${ms(median(cpu))} | ${client === "dbsql" ? "" : ratio(share)} | ${verdict} |`,
      );
    }
  }
  lines.push("", "## On its own", "", "| figure | measured | promised | |", "|---|---|---|---|");
  for (const { title, measured, limit, ok } of figures) {
    lines.push(`| ${title} | ${measured} | ${limit} | ${ok ? "✓" : "✗"} |`);
  }
  return `${lines.join("\n")}\n`;
}

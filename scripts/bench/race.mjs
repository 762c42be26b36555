import { load } from "./document.mjs";
import { clientFile, runClient } from "./run-client.mjs";
import { median, ms, quantile, ratio } from "./statistics.mjs";
import { workloads } from "./workloads.mjs";

/**
 * @typedef {import("./workloads.mjs").Workload} Workload
 * @typedef {{ samples: number[], cpu: number[] }} Run
 */

const clientNames = { dbsql: "dbsql", pyspark: "PySpark Connect", raw: "raw gRPC drain" };

/** The same work through dbsql, PySpark Connect and a bare gRPC drain, interleaved, on Apache Spark and on Sail. */
export const race = {
  name: "race",
  title: "Against PySpark and the bare wire",
  workloads: workloads.map((workload) => workload.name),
  /** @param {import("./document.mjs").Run} run */
  async measure({ workloads: wanted, rounds, engines, say }) {
    const servers = await engines.start();
    const before = load();
    const lines = [
      "| work | engine | client | median ms | p95 ms | client CPU ms | dbsql ÷ this | promised |",
      "|---|---|---|---|---|---|---|---|",
    ];
    for (const workload of workloads.filter((w) => wanted.includes(w.name))) {
      for (const engine of workload.engines) {
        const runs = await runAll(workload, engine, servers, rounds, say);
        lines.push(...rows(workload, engine, runs));
      }
    }
    const versions = Object.entries(servers.versions).map(([name, version]) => `${name} ${version}`);
    return { lines, how: [`${rounds} rounds`, ...versions], load: before };
  },
};

/**
 * A server that has just started compiles what it runs: whoever asks first waits for that. So a round that is not counted
 * comes before the others, and each round begins with another client.
 * @param {Workload} workload @returns {Promise<Record<string, Run>>}
 */
async function runAll(workload, engine, servers, rounds, say) {
  const { clients } = workload;
  const runs = Object.fromEntries(clients.map((client) => [client, { samples: [], cpu: [] }]));
  for (let round = 0; round <= rounds; round++) {
    for (const client of [...clients.slice(round % clients.length), ...clients.slice(0, round % clients.length)]) {
      say(`${workload.name} on ${engine}, ${round === 0 ? "warming up" : `round ${round} of ${rounds}`}: ${client}`);
      const [program, file] =
        client === "pyspark" ? [servers.python, "client_pyspark.py"] : [process.execPath, `client-${client}.mjs`];
      const args = [clientFile(file), workload.kind, workload.query, servers[engine], String(workload.repeat)];
      const { samples, cpu } = await runClient(program, args);
      if (round === 0) continue;
      runs[client].samples.push(...samples);
      runs[client].cpu.push(cpu);
    }
  }
  return runs;
}

/** @param {Workload} workload @param {Record<string, Run>} runs */
function rows(workload, engine, runs) {
  const own = median(runs.dbsql.samples);
  return workload.clients.map((client) => {
    const { samples, cpu } = runs[client];
    const limit = workload.limits.find((l) => l.against === client && l.engine === engine);
    const share = own / median(samples);
    const verdict = limit === undefined ? "" : `≤ ${ratio(limit.ratio)} ${share <= limit.ratio ? "✓" : "✗"}`;
    return `| ${workload.title} | ${engine === "spark" ? "Apache Spark" : "Sail"} | ${clientNames[client]} | ${ms(median(samples))} | ${ms(quantile(samples, 0.95))} | ${ms(median(cpu))} | ${client === "dbsql" ? "" : ratio(share)} | ${verdict} |`;
  });
}

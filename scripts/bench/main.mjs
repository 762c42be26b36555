/**
 * `npm run bench`: the same work through dbsql, PySpark Connect and a bare gRPC drain, interleaved, on Apache Spark and
 * on Sail, written to `BENCHMARKS.md`. Options: `--rounds N` (5), `--only NAME`, `--dry` (print, write nothing).
 */
import { writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { startEngines } from "./engines.mjs";
import { decodeFigure, importFigure, memoryFigure } from "./figures.mjs";
import { report } from "./report.mjs";
import { clientFile, runClient } from "./run-client.mjs";
import { workloads } from "./workloads.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    dry: { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds);
const wanted = (name) => options.only === undefined || options.only === name;
const say = (text) => process.stderr.write(`${text}\n`);

const engines = await startEngines(say);
try {
  const load = loadavg();
  /** @type {import("./report.mjs").Result[]} */
  const results = [];
  for (const workload of workloads.filter((w) => wanted(w.name))) {
    for (const engine of workload.engines) {
      const runs = Object.fromEntries(workload.clients.map((client) => [client, { samples: [], cpu: [] }]));
      for (let round = 0; round < rounds; round++) {
        for (const client of workload.clients) {
          say(`${workload.name} on ${engine}, round ${round + 1} of ${rounds}: ${client}`);
          const [program, file] =
            client === "pyspark" ? [engines.python, "client_pyspark.py"] : [process.execPath, `client-${client}.mjs`];
          const args = [clientFile(file), workload.kind, workload.query, engines[engine], String(workload.repeat)];
          const { samples, cpu } = await runClient(program, args);
          runs[client].samples.push(...samples);
          runs[client].cpu.push(cpu);
        }
      }
      results.push({ workload, engine, runs });
    }
  }
  const figures = [];
  if (wanted("decode")) figures.push(await decodeFigure(engines.spark, say));
  if (wanted("memory")) figures.push(await memoryFigure(engines.sail, say));
  if (wanted("import")) figures.push(await importFigure(say));
  const text = report({ results, figures, rounds, load, versions: engines.versions });
  if (options.dry || options.only !== undefined) process.stdout.write(text);
  else await writeFile("BENCHMARKS.md", text);
} finally {
  await engines.stop();
}

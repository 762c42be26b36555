/** One client of the bench: `node client-dbsql.mjs KIND QUERY REMOTE REPEAT` prints `{ samples, rows, cpu }`. */
import { DatabricksSession } from "dbsql";

const [kind, query, remote, repeat] = process.argv.slice(2);
const spark = await DatabricksSession.builder.remote(remote).create();

const run = {
  arrow: async () => (await spark.sql(query).toArrow()).numRows,
  rows: async () => (await spark.sql(query).collect()).length,
  latency: async () => (await spark.sql(query).collect()).length,
}[kind];

let rows = await run();
if (kind === "latency") for (let i = 0; i < 10; i++) await run();
const samples = [];
const cpu = process.cpuUsage();
for (let i = 0; i < Number(repeat); i++) {
  const start = performance.now();
  rows = await run();
  samples.push(performance.now() - start);
}
const used = process.cpuUsage(cpu);
console.log(JSON.stringify({ samples, rows, cpu: (used.user + used.system) / 1000 / Number(repeat) }));
await spark.stop();

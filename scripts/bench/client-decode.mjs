/**
 * Decoding alone: the batches of one result, fetched once, turned into row objects by us and by apache-arrow's own rows.
 * `node client-decode.mjs QUERY REMOTE` prints `{ ours, arrow, rows }`, medians of CPU milliseconds.
 */
import { tableFromIPC } from "apache-arrow";
import { DatabricksSession } from "dbsql";

const [query, remote] = process.argv.slice(2);
const spark = await DatabricksSession.builder.remote(remote).create();
const batches = [];
for await (const batch of spark.sql(query).batches()) batches.push(batch);
await spark.stop();

const readers = {
  ours: () => batches.flatMap((batch) => batch.rows()),
  arrow: () =>
    batches.flatMap((batch) =>
      tableFromIPC(batch.ipc)
        .toArray()
        .map((row) => row.toJSON()),
    ),
};
const times = { ours: [], arrow: [] };
let rows = 0;
for (let round = 0; round < 5; round++) {
  for (const [name, read] of Object.entries(readers)) {
    globalThis.gc?.();
    const start = process.cpuUsage();
    rows = read().length;
    const used = process.cpuUsage(start);
    times[name].push((used.user + used.system) / 1000);
  }
}
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
console.log(JSON.stringify({ ours: median(times.ours), arrow: median(times.arrow), rows }));

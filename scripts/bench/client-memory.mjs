/**
 * A result larger than the heap, read row by row. `node --max-old-space-size=512 client-memory.mjs QUERY REMOTE` prints
 * `{ rows, bytes, seconds, peak, first, last }`: megabytes of resident memory, medians of the first and last third.
 */
import { DatabricksSession } from "dbsql";

const [query, remote] = process.argv.slice(2);
const spark = await DatabricksSession.builder.remote(remote).create();
const samples = [];
const timer = setInterval(() => samples.push(process.memoryUsage.rss() / 2 ** 20), 200);
const start = performance.now();
let rows = 0;
let bytes = 0;
for await (const row of spark.sql(query)) {
  rows++;
  bytes += 16 + row.text.length;
}
clearInterval(timer);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const third = Math.floor(samples.length / 3);
console.log(
  JSON.stringify({
    rows,
    bytes,
    seconds: (performance.now() - start) / 1000,
    peak: process.resourceUsage().maxRSS / 1024,
    first: median(samples.slice(0, third)),
    last: median(samples.slice(-third)),
  }),
);
await spark.stop();

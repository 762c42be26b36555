/** A fresh process that imports the package, or nothing: `node client-import.mjs dbsql|nothing` prints `{ ms, rss }`. */
const before = performance.now();
if (process.argv[2] === "dbsql") await import("dbsql");
console.log(JSON.stringify({ ms: performance.now() - before, rss: process.memoryUsage.rss() / 2 ** 20 }));

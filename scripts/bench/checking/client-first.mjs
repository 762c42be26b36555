/** A fresh process that loads the analyser and checks one statement, or does nothing: `{ load, first, cpu, bytes }`. */
if (process.argv[2] === "nothing") {
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ cpu: (user + system) / 1000 }));
  process.exit(0);
}
const begin = performance.now();
const { analyze } = await import("dbsql/analysis");
const loaded = performance.now();
const column = (name, kind) => ({ name, type: { kind }, nullable: true });
const orders = {
  catalog: "spark_catalog",
  schema: "default",
  name: "orders",
  kind: "table",
  columns: [
    column("id", "bigint"),
    column("customer", "string"),
    column("amount", "double"),
    column("at", "timestamp"),
  ],
};
const text = `SELECT o.customer, date_trunc('MONTH', o.at) AS month, sum(o.amount) AS total, count(*) AS n
FROM orders o LEFT JOIN orders p ON o.customer = p.customer AND p.at < o.at
WHERE o.amount > 10 AND o.customer LIKE 'a%' GROUP BY o.customer, date_trunc('MONTH', o.at)
HAVING count(*) > 2 ORDER BY total DESC LIMIT 10`;
const { columns } = analyze(text, {
  schemas: {
    table: () => orders,
    function: () => "missing",
    catalogs: () => ["spark_catalog"],
    schemas: () => ["default"],
    tables: () => [orders],
    functions: () => [],
  },
});
const done = performance.now();
const { user, system } = process.cpuUsage();
if (columns?.length !== 4) {
  console.error("the statement was not analysed");
  process.exit(1);
}
console.log(
  JSON.stringify({
    load: loaded - begin,
    first: done - loaded,
    cpu: (user + system) / 1000,
    bytes: await bytesOf("dbsql/analysis"),
  }),
);

/** The module with everything that it imports. */
async function bytesOf(name) {
  const { readFile } = await import("node:fs/promises");
  const seen = new Map();
  const visit = async (url) => {
    if (seen.has(url.href)) return;
    const source = await readFile(url, "utf8");
    seen.set(url.href, Buffer.byteLength(source));
    for (const [, file] of source.matchAll(/from\s*"(\.[^"]+)"/g)) await visit(new URL(file, url));
  };
  await visit(new URL(import.meta.resolve(name)));
  return [...seen.values()].reduce((a, b) => a + b, 0);
}

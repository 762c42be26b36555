/**
 * What is measured, as data. Every client runs the same SQL on the same server; `limits` are the ratios that the
 * project promises (README of the issue, `BENCHMARKS.md`).
 */
export const queries = {
  /** 163 MB of Arrow. */
  bigint: "SELECT id AS a, id + 1 AS b, id * 2 AS c, id % 1000 AS d FROM range(5000000)",
  mixed: `SELECT id, id * 7 AS big, concat('customer-', CAST(id % 100000 AS STRING)) AS name, id / 3.0D AS ratio,
  CAST((id % 1000000) / 100 AS DECIMAL(18,2)) AS amount,
  timestamp_micros(1700000000000000 + id * 1000001) AS at, id % 2 = 0 AS even FROM range(500000)`,
  one: "SELECT 1",
  /** Ten and a half million rows of about 212 bytes: 2 GiB of Arrow. */
  huge: "SELECT id, id * 3 AS triple, repeat(CAST(id % 10 AS STRING), 196) AS text FROM range(10500000)",
};

/** @typedef {{ name: string, title: string, query: string, kind: "arrow" | "rows" | "latency", clients: string[], engines: string[], repeat: number, limits: { against: string, ratio: number, engine: string }[] }} Workload */

/** @type {Workload[]} */
export const workloads = [
  {
    name: "arrow",
    title: "5 M rows × 4 BIGINT as an Arrow table",
    query: queries.bigint,
    kind: "arrow",
    clients: ["dbsql", "pyspark", "raw"],
    engines: ["spark", "sail"],
    repeat: 2,
    limits: [
      { against: "pyspark", ratio: 0.65, engine: "spark" },
      { against: "raw", ratio: 1.1, engine: "spark" },
    ],
  },
  {
    name: "rows",
    title: "500 k rows × 7 mixed columns as row objects",
    query: queries.mixed,
    kind: "rows",
    clients: ["dbsql", "pyspark", "raw"],
    engines: ["spark", "sail"],
    repeat: 2,
    limits: [{ against: "pyspark", ratio: 0.22, engine: "spark" }],
  },
  {
    name: "latency",
    title: "`SELECT 1`, p50 of one collect",
    query: queries.one,
    kind: "latency",
    clients: ["dbsql", "pyspark", "raw"],
    engines: ["spark", "sail"],
    repeat: 60,
    limits: [
      { against: "pyspark", ratio: 0.5, engine: "spark" },
      { against: "raw", ratio: 1.15, engine: "spark" },
    ],
  },
];

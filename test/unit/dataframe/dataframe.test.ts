import { beforeEach, describe, expect, it, vi } from "vitest";
import { DataFrame, DataFrameReader } from "../../../src/dataframe/index.js";
import { AbortError, ArgumentError, LimitError, SparkError } from "../../../src/errors/index.js";
import type { Relation } from "../../../src/plan/index.js";
import { FakeExecutor } from "./fake-executor.js";

const table: Relation = { kind: "namedTable", identifier: "t", options: {} };
let server: FakeExecutor;
let df: DataFrame<{ id: bigint }>;
beforeEach(() => {
  server = new FakeExecutor();
  server.batches = [[1n, 2n], [], [3n]];
  df = new DataFrame(server, table);
});

describe("nothing runs before an action", () => {
  it("whatever is derived", () => {
    df.select("id").filter("id > 1").where("id > 2").limit(3).offset(1).alias("a").as<object>();
    df.write.mode("append").format("parquet");
    df.rows();
    df.batches();
    expect([server.executed, server.commands, server.analyzed]).toEqual([[], [], []]);
  });
});

describe("each method puts its node on the plan", () => {
  const cases: readonly (readonly [name: string, make: (df: DataFrame<{ id: bigint }>) => DataFrame, node: object])[] =
    [
      [
        "select",
        (d) => d.select("id", "*"),
        { kind: "project", expressions: [{ kind: "attribute", name: "id" }, { kind: "star" }] },
      ],
      [
        "filter",
        (d) => d.filter("id > 1"),
        { kind: "filter", condition: { kind: "expressionString", text: "id > 1" } },
      ],
      ["limit", (d) => d.limit(3), { kind: "limit", limit: 3 }],
      ["offset", (d) => d.offset(3), { kind: "offset", offset: 3 }],
      ["alias", (d) => d.alias("x"), { kind: "subqueryAlias", alias: "x" }],
    ];
  for (const [name, make, node] of cases) {
    it(name, async () => {
      await make(df).collect();
      expect(server.executed).toEqual([{ ...node, input: table }]);
      expect(Object.isFrozen(server.executed[0])).toBe(true);
    });
  }

  for (const bad of [-1, 1.5, Number.NaN, 2 ** 31, "5" as unknown as number]) {
    it(`refuses a limit of ${bad}`, () => {
      expect(() => df.limit(bad)).toThrow(ArgumentError);
    });
  }
});

describe("options that there are not", () => {
  const wrong: Readonly<Record<string, () => Promise<unknown>>> = {
    "explain, another mode": () => df.explainString("verbose" as "simple"),
    "collect, fewer bytes than none": () => df.collect({ maxResultBytes: -1 }),
    "collect, no number": () => df.collect({ maxResultBytes: Number.NaN }),
    "rows, another form": async () => df.rows({ as: "tuple" as "array" }),
  };
  it.each(Object.entries(wrong))("%s: refused before anything is sent", async (_, run) => {
    await expect(run()).rejects.toThrow(ArgumentError);
    expect([server.executed, server.analyzed]).toEqual([[], []]);
  });
});

describe("actions", () => {
  it("collect gives all rows in order", async () => {
    expect(await df.collect()).toEqual([{ id: 1n }, { id: 2n }, { id: 3n }]);
  });

  it("collect refuses more bytes than allowed, and ends the query", async () => {
    expect(await df.collect({ maxResultBytes: 24 })).toHaveLength(3);
    await expect(df.collect({ maxResultBytes: 23 })).rejects.toThrow(LimitError);
    expect(server.returned).toBe(1);
  });

  it("for await stops the query when the loop ends early", async () => {
    for await (const row of df) {
      expect(row).toEqual({ id: 1n });
      break;
    }
    expect(server.returned).toBe(1);
  });

  it("rows as arrays", async () => {
    const rows: unknown[][] = [];
    for await (const row of df.rows({ as: "array" })) rows.push(row);
    expect(rows).toEqual([[1n], [2n], [3n]]);
  });

  it("batches", async () => {
    const counts: number[] = [];
    for await (const batch of df.batches()) counts.push(batch.rowCount);
    expect(counts).toEqual([2, 0, 1]);
  });

  it("first, head, take, tail", async () => {
    expect(await df.first()).toEqual({ id: 1n });
    expect(await df.head()).toEqual({ id: 1n });
    expect(await df.head(2)).toHaveLength(3);
    await df.take(2);
    await df.tail(2);
    expect(server.executed.map((plan) => [plan.kind, (plan as { limit?: number }).limit])).toEqual([
      ["limit", 1],
      ["limit", 1],
      ["limit", 2],
      ["limit", 2],
      ["tail", 2],
    ]);
    server.batches = [[]];
    expect(await df.first()).toBeUndefined();
  });

  it("count and isEmpty ask the server", async () => {
    server.batches = [[42n]];
    expect(await df.count()).toBe(42n);
    expect(await df.isEmpty()).toBe(false);
    server.batches = [];
    expect(await df.isEmpty()).toBe(true);
    expect(server.executed.map(({ kind }) => kind)).toEqual(["aggregate", "limit", "limit"]);
  });

  it("show prints what the server drew", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    server.batches = [["+---+\n"]];
    await df.show();
    await df.show(5);
    await df.show({ truncate: false, vertical: true });
    await df.show({ truncate: 7, n: 1 });
    expect(log.mock.calls).toEqual(Array(4).fill(["+---+\n"]));
    log.mockRestore();
    expect(server.executed).toEqual([
      { kind: "showString", input: table, rows: 20, truncate: 20, vertical: false },
      { kind: "showString", input: table, rows: 5, truncate: 20, vertical: false },
      { kind: "showString", input: table, rows: 20, truncate: 0, vertical: true },
      { kind: "showString", input: table, rows: 1, truncate: 7, vertical: false },
    ]);
  });

  it("the schema is asked once, a failure not kept", async () => {
    server.failures = [new SparkError("no")];
    await expect(df.schema()).rejects.toThrow("no");
    expect(await df.columns()).toEqual(["id"]);
    expect(await df.dtypes()).toEqual([["id", "bigint"]]);
    expect(server.analyzed).toHaveLength(2);
  });

  it("asks about the plan", async () => {
    expect(await df.explainString("cost")).toBe("plan");
    expect([await df.isLocal(), await df.isStreaming(), await df.inputFiles()]).toEqual([true, false, ["a"]]);
    expect(server.analyzed[0]).toEqual({ kind: "explain", relation: table, mode: "cost" });
  });

  it("makes views", async () => {
    await df.createOrReplaceTempView("v");
    await df.createTempView("v");
    await df.createOrReplaceGlobalTempView("v");
    await df.createGlobalTempView("v");
    const view = { kind: "createView", input: table, name: "v" };
    expect(server.commands).toEqual([
      { ...view, global: false, replace: true },
      { ...view, global: false, replace: false },
      { ...view, global: true, replace: true },
      { ...view, global: true, replace: false },
    ]);
  });

  it("a signal that fired ends it", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    for (const run of [() => df.collect({ signal }), () => df.count({ signal }), () => df.show({ signal })]) {
      await expect(run()).rejects.toThrow(AbortError);
    }
  });
});

describe("reader and writer", () => {
  it("reads", async () => {
    const read = new DataFrameReader(server);
    await read.option("a", 1).options({ b: true }).table("x.y").collect();
    await read.format("csv").schema("id BIGINT").option("header", true).load("/a", "/b").collect();
    await read.parquet("/p").collect();
    expect(server.executed).toEqual([
      { kind: "namedTable", identifier: "x.y", options: { a: "1", b: "true" } },
      { kind: "dataSource", format: "csv", schema: "id BIGINT", options: { header: "true" }, paths: ["/a", "/b"] },
      { kind: "dataSource", format: "parquet", options: {}, paths: ["/p"] },
    ]);
  });

  it("writes", async () => {
    const none = { mode: "error", partitionBy: [], clusterBy: [], sortBy: [], options: {} };
    await df.write.mode("overwrite").format("iceberg").option("k", "v").partitionBy("id").saveAsTable("x.y");
    await df.write.insertInto("t", { overwrite: true });
    await df.write.bucketBy(4, "id").sortBy("id").json("/j");
    expect(server.commands).toEqual([
      {
        ...none,
        kind: "write",
        input: table,
        mode: "overwrite",
        source: "iceberg",
        options: { k: "v" },
        partitionBy: ["id"],
        target: { kind: "table", name: "x.y", method: "saveAsTable" },
      },
      {
        ...none,
        kind: "write",
        input: table,
        mode: "overwrite",
        target: { kind: "table", name: "t", method: "insertInto" },
      },
      {
        ...none,
        kind: "write",
        input: table,
        source: "json",
        bucketBy: { buckets: 4, columns: ["id"] },
        sortBy: ["id"],
        target: { kind: "path", path: "/j" },
      },
    ]);
  });

  it("refuses what it cannot pass on", () => {
    expect(() => df.write.mode("replace" as "append")).toThrow(/append, overwrite/);
    expect(() => df.write.option("k", {} as string)).toThrow(ArgumentError);
  });
});

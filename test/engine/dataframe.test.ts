import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AbortError, AnalysisError, type DatabricksSession, ident, LimitError, SparkError } from "../../src/index.js";
import { type Engine, engineNames, plain, sessionOn } from "./session-of.js";

const hostileNames = [
  "__proto__",
  "constructor",
  "toString",
  "then",
  "2",
  "1",
  "a.b",
  "größe",
  "😀",
  "a b",
  "hasOwnProperty",
];

/** Where each engine keeps a table that can be written to. */
const tables: Readonly<Record<Engine, (name: string) => string>> = {
  spark: (name) => `default.${name}`,
  lake: (name) => `main.default.${name}`,
  sail: (name) => `default.${name}`,
};

for (const engine of engineNames) {
  describe(`DataFrames on ${engine}`, () => {
    let spark: DatabricksSession;
    const table = tables[engine](`t_${randomUUID().slice(0, 8)}`);
    beforeAll(async () => {
      spark = await sessionOn(engine);
      if (engine === "lake") await spark.sql`CREATE SCHEMA IF NOT EXISTS main.default`;
    });
    afterAll(async () => {
      await spark.sql(`DROP TABLE IF EXISTS ${table}`);
      await spark.stop();
    });

    it("collect, first, take, head, tail, count, isEmpty", async () => {
      const df = spark.range(5);
      expect(await df.collect()).toEqual([0n, 1n, 2n, 3n, 4n].map((id) => ({ id })));
      expect(await df.first()).toEqual({ id: 0n });
      expect(await df.take(2)).toEqual([{ id: 0n }, { id: 1n }]);
      expect(await df.head()).toEqual({ id: 0n });
      expect(await df.tail(2)).toEqual([{ id: 3n }, { id: 4n }]);
      expect(await df.count()).toBe(5n);
      expect(await df.isEmpty()).toBe(false);
      expect(await df.filter("id > 10").isEmpty()).toBe(true);
      expect(await df.filter("id > 10").first()).toBeUndefined();
    });

    it("select, filter, limit, offset, alias, range with a step", async () => {
      const df = spark.sql`SELECT id, id * 2 AS twice FROM ${spark.range(1, 20, 3)}`;
      expect(await df.select("twice").filter("twice > 10").limit(2).collect()).toEqual([
        { twice: 14n },
        { twice: 20n },
      ]);
      expect(await df.alias("x").where("x.id = 4").select("*").collect()).toEqual([{ id: 4n, twice: 8n }]);
      expect(await spark.sql`SELECT * FROM ${spark.range(5)} ORDER BY id`.offset(3).collect()).toEqual([
        { id: 3n },
        { id: 4n },
      ]);
    });

    it("for await reads all rows of many batches, in order", async () => {
      let next = 0n;
      for await (const { id } of spark.range(0, 25_000, 1, 1)) expect(id).toBe(next++);
      expect(next).toBe(25_000n);
    });

    it("toArrow", async () => {
      const arrow = await spark.sql`SELECT id, CAST(id AS STRING) AS s FROM range(3) ORDER BY id`.toArrow();
      expect(arrow.numRows).toBe(3);
      expect(arrow.schema.fields.map((field) => field.name)).toEqual(["id", "s"]);
      expect([...arrow.getChild("s")!]).toEqual(["0", "1", "2"]);
      expect((await spark.range(0).toArrow()).schema.fields.map((field) => field.name)).toEqual(["id"]);
    });

    it("show aligns wide characters and truncates", async () => {
      const df = spark.sql`SELECT * FROM VALUES ('größe', '日本語', 1), ('x', 'abcdefghijklmnopqrstuvwxyz', 22) AS t(a, b, c)`;
      expect(await df.showString()).toBe(
        [
          "+-----+--------------------+---+",
          "|    a|                   b|  c|",
          "+-----+--------------------+---+",
          "|größe|              日本語|  1|",
          "|    x|abcdefghijklmnopq...| 22|",
          "+-----+--------------------+---+",
          "",
        ].join("\n"),
      );
      expect(await df.showString({ truncate: false })).toContain("|x    |abcdefghijklmnopqrstuvwxyz|22 |");
      expect(await df.showString({ n: 1 })).toContain("only showing top 1 row");
      expect(await df.showString({ n: 1, vertical: true })).toMatch(/RECORD 0/);
    });

    it("schema, columns, dtypes, explain, isLocal, isStreaming", async () => {
      const df = spark.sql`SELECT CAST(1 AS DECIMAL(10, 2)) AS d, array('x') AS a, named_struct('k', 1L) AS s`;
      expect(await df.columns()).toEqual(["d", "a", "s"]);
      expect(await df.dtypes()).toEqual([
        ["d", "decimal(10,2)"],
        ["a", "array<string>"],
        ["s", "struct<k:bigint>"],
      ]);
      for (const mode of ["simple", "extended", "codegen", "cost", "formatted"] as const) {
        expect((await df.explainString(mode)).length).toBeGreaterThan(10);
      }
      expect(await df.isStreaming().catch((error: unknown) => error)).toBe(false);
    });

    it("temporary views", async () => {
      await spark.range(3).createOrReplaceTempView("dbsql_three");
      expect(await spark.table("dbsql_three").count()).toBe(3n);
      await spark.range(4).createOrReplaceTempView("dbsql_three");
      expect(await spark.read.table("dbsql_three").count()).toBe(4n);
    });

    it("saveAsTable, append, insertInto, overwrite", async () => {
      const source = spark.sql`SELECT id, CAST(id AS STRING) AS s FROM ${spark.range(3)}`;
      await source.write.mode("overwrite").saveAsTable(table);
      await source.write.mode("append").saveAsTable(table);
      await source.write.insertInto(table);
      expect(await spark.table(table).count()).toBe(9n);
      await expect(source.write.saveAsTable(table)).rejects.toThrow(SparkError);
      await source.write.mode("ignore").saveAsTable(table);
      expect(await spark.table(table).filter("s = '2'").collect()).toEqual(Array(3).fill({ id: 2n, s: "2" }));
    });

    it("a folder is read as it is, however often the same is asked of it", async () => {
      const folder = await mkdtemp(join(tmpdir(), "dbsql-read-"));
      try {
        const read = () => spark.read.parquet(`${folder}/rows`);
        await spark.range(5).write.parquet(`${folder}/rows`);
        expect([await read().count(), (await read().collect()).length]).toEqual([5n, 5]);
        await spark.range(5).write.mode("append").parquet(`${folder}/rows`);
        expect([await read().count(), (await read().collect()).length]).toEqual([10n, 10]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });

    it("a command with values runs once", async () => {
      const target = `${table}_c`;
      await spark.sql(`CREATE TABLE ${target} (id BIGINT, s STRING)${engine === "sail" ? " USING parquet" : ""}`);
      const insert = spark.sql(`INSERT INTO ${target} SELECT id, 'x' FROM range(2)`);
      await insert;
      await insert.collect();
      await (await insert).count();
      expect(await spark.table(target).count()).toBe(2n);
      if (engine !== "sail") {
        await spark.sql`INSERT INTO ${ident3(target)} VALUES (${7n}, ${"it's"}), (${8n}, ${null})`;
        expect(await spark.sql`SELECT s FROM ${ident3(target)} WHERE id = ${7n}`.collect()).toEqual([{ s: "it's" }]);
      }
      await spark.sql(`DROP TABLE ${target}`);
    });

    it("column names are data", async () => {
      const columns = hostileNames.map((name, index) => `${index} AS \`${name}\``).join(", ");
      const row = (await spark.sql(`SELECT ${columns}`).collect())[0]!;
      expect(hostileNames.map((name) => row[name])).toEqual(hostileNames.map((_, index) => index));
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      const awaited = await Promise.resolve(row);
      expect(awaited).toBe(row);
    });

    it("columns of one name are refused by name, and told apart by place", async () => {
      const df = spark.sql`SELECT 1 AS x, 2 AS x`;
      await expect(df.collect()).rejects.toThrow(/x/);
      for await (const values of df.rows({ as: "array" })) expect(plain(values)).toEqual([1, 2]);
      expect((await df.toArrow()).numCols).toBe(2);
    });

    it("a result larger than allowed is refused", async () => {
      await expect(spark.range(200_000).collect({ maxResultBytes: 10_000 })).rejects.toThrow(LimitError);
    });

    it("a signal interrupts the query", async () => {
      // Ends by itself: a server may miss an interrupt that comes while it plans, and then runs the query to its end.
      const slow = spark.sql`SELECT count(*) FROM range(20000000) WHERE sha2(CAST(id AS STRING), 512) = 'x'`;
      await expect(slow.collect({ signal: AbortSignal.timeout(300) })).rejects.toThrow(AbortError);
    });

    it("an error leaves the session usable", async () => {
      await expect(spark.sql`SELECT nope FROM range(1)`.collect()).rejects.toThrow(AnalysisError);
      await expect(spark.sql`SELECT * FROM no_such_table_at_all`.schema()).rejects.toThrow(SparkError);
      expect(await spark.sql`SELECT 1 AS one`.collect()).toEqual([{ one: 1 }]);
    });
  });
}

function ident3(name: string) {
  return ident(...(name.split(".") as [string, ...string[]]));
}

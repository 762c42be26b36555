import { inspect } from "node:util";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { SqlDataFrame } from "../../../src/dataframe/index.js";
import { AbortError, AnalysisError, ArgumentError, ConnectError, UnsupportedError } from "../../../src/errors/index.js";
import { DatabricksSession, SparkSession } from "../../../src/index.js";
import type { Relation, Sql, WithRelations } from "../../../src/plan/index.js";
import { BoundExecutor } from "../../../src/session/bound-executor.js";
import { FakeExecutor } from "../dataframe/fake-executor.js";

let server: FakeExecutor;
let spark: SparkSession;
beforeEach(() => {
  server = new FakeExecutor();
  server.batches = [[1n]];
  spark = new SparkSession(new BoundExecutor(server));
});
const values = ({ positional, named }: Sql): unknown[] =>
  [...(positional ?? []), ...Object.values(named ?? {})].map((literal) => (literal as { value?: unknown }).value);

describe("a query", () => {
  it("is lazy, even awaited, and runs at each action", async () => {
    const df = spark.sql`SELECT ${1}`;
    await df;
    expect(server.executed).toEqual([]);
    await df.collect();
    await (await df).collect();
    expect(server.executed.map((plan) => [(plan as Sql).text, values(plan as Sql)])).toEqual([
      ["SELECT :_1", [1]],
      ["SELECT :_1", [1]],
    ]);
    expect(server.commands).toEqual([]);
  });

  it("needs no `this`", async () => {
    const { sql } = spark;
    await sql`SELECT 1`.collect();
    expect(server.executed).toHaveLength(1);
  });

  it("has DataFrames as relations, nested ones and commands too", async () => {
    server.commandResult = { sqlResult: { kind: "localRelation", schema: "x INT" } };
    const inner = spark.sql`SELECT * FROM ${spark.range(3)} WHERE id > ${1}`;
    await spark.sql`SELECT * FROM ${inner} a JOIN ${spark.sql`SHOW TABLES`} b`.collect();
    const plan = server.executed[0] as WithRelations;
    expect(plan.kind).toBe("withRelations");
    expect(plan.references.map(({ input }) => input.kind)).toEqual(["withRelations", "localRelation"]);
    for (const { alias } of plan.references) expect((plan.root as Sql).text).toContain(alias);
  });

  it("takes no DataFrame of another session", () => {
    const other = new SparkSession(new FakeExecutor());
    expect(() => spark.sql`SELECT * FROM ${other.range(1)}`).toThrow(/another session/);
  });
});

describe("the call form", () => {
  it("binds by name and by position", async () => {
    await spark.sql("SELECT :a", { a: 1n }).collect();
    await spark.sql("SELECT '?', ?, ?", [1, "x"]).collect();
    await spark.sql("SELECT 1").collect();
    expect(server.executed.map((plan) => [(plan as Sql).text, values(plan as Sql)])).toEqual([
      ["SELECT :a", [1n]],
      ["SELECT '?', :_1, :_2", [1, "x"]],
      ["SELECT 1", []],
    ]);
  });

  const bad: readonly (readonly [name: string, run: (spark: SparkSession) => unknown, text: RegExp])[] = [
    ["no text", (s) => s.sql(undefined as unknown as string), /template or text/],
    ["a number", (s) => s.sql(5 as unknown as string), /template or text/],
    ["arguments of a class", (s) => s.sql("SELECT 1", new Date() as never), /object of named values/],
    ["a value that cannot be bound", (s) => s.sql("SELECT :a", { a: {} as never }), /In the argument `a`/],
    ["too few arguments", (s) => s.sql("SELECT ?, ?", [1]), /2 markers.*1 arguments/],
    ["too many arguments", (s) => s.sql("SELECT ?", [1, 2]), /1 markers.*2 arguments/],
  ];
  for (const [name, run, text] of bad) {
    it(`refuses ${name}`, () => {
      expect(() => run(spark)).toThrow(text);
      expect(() => run(spark)).toThrow(ArgumentError);
      expect(server.executed).toEqual([]);
    });
  }
});

describe("a command", () => {
  it("starts at once and runs once, however often it is asked", async () => {
    server.commandResult = { sqlResult: { kind: "localRelation", schema: "x INT" } };
    const df = spark.sql`INSERT INTO t VALUES (${1})`;
    expect(server.commands).toHaveLength(1);
    await df;
    await df.collect();
    await df.limit(1).showString({ truncate: false });
    await (await df).collect();
    expect(server.commands).toHaveLength(1);
    expect(server.executed.map(({ kind }) => kind)).toEqual(["localRelation", "showString", "localRelation"]);
  });

  it("throws where it is awaited, and at each action", async () => {
    server.failures = [new AnalysisError("no such table")];
    const df = spark.sql`DROP TABLE t`;
    await expect(df).rejects.toThrow("no such table");
    await expect(df.collect()).rejects.toThrow("no such table");
    expect(server.commands).toHaveLength(1);
  });

  it("that nobody awaits still runs; its failure is a warning when the session stops, no crash", async () => {
    const warnings: string[] = [];
    const warn = vi.spyOn(process, "emitWarning").mockImplementation((text) => void warnings.push(String(text)));
    server.failures = [new AnalysisError("no such table")];
    void spark.sql`DROP TABLE t`;
    await spark.stop();
    warn.mockRestore();
    expect(server.closings).toBe(1);
    expect(warnings.join()).toMatch(/nothing awaited it.*no such table/);
  });

  it("is interrupted by the signal of whoever waits", async () => {
    server.gate = new Promise(() => undefined);
    const df = spark.sql`INSERT INTO t SELECT 1`;
    const controller = new AbortController();
    const waiting = df.collect({ signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toThrow(AbortError);
  });

  it("is an ordinary DataFrame once awaited", async () => {
    const df = await spark.sql`SHOW TABLES`;
    expect(df).not.toBeInstanceOf(SqlDataFrame);
    expect("then" in df).toBe(false);
  });
});

describe("values that a server's parser drops", () => {
  const lost = (name: string) =>
    new AnalysisError("unbound", { errorClass: "UNBOUND_SQL_PARAMETER", messageParameters: { name } });

  it("are sent the older way, once it is known", async () => {
    server.failures = [lost("_1")];
    expect(await spark.sql`SELECT ${5}`.collect()).toEqual([{ id: 1n }]);
    await spark.sql`SELECT ${6}`.schema();
    await spark.sql`INSERT INTO t VALUES (${7})`;
    await spark.sql`SELECT 1`.collect();
    expect(server.settings.get("spark.sql.legacy.parameterSubstitution.constantsOnly")).toBe("true");
    const plans = [...server.executed, ...server.commands.map(({ input }) => input)];
    expect(plans.map(({ kind }) => kind)).toEqual(["sql", "withRelations", "sql", "withRelations"]);
    expect(server.analyzed.map((request) => "relation" in request && request.relation.kind)).toEqual(["withRelations"]);
  });

  it("fail as they did when the session cannot switch, which is tried again by the next", async () => {
    const set = server.config.set;
    server.config.set = () => Promise.reject(new ConnectError("away"));
    server.failures = [lost("_1"), lost("_1")];
    await expect(spark.sql`SELECT ${5}`.collect()).rejects.toThrow("unbound");
    server.config.set = set;
    expect(await spark.sql`SELECT ${5}`.collect()).toEqual([{ id: 1n }]);
  });

  it("are not sent again when the loop was left meanwhile", async () => {
    let resolve = (): void => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    server.config.set = () => promise;
    server.failures = [lost("_1")];
    const batches = spark.sql`SELECT ${5}`.batches();
    const next = batches.next();
    await new Promise((turn) => setImmediate(turn));
    await batches.return?.();
    resolve();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(server.executed).toHaveLength(1);
  });

  it("in two queries at once", async () => {
    server.failures = [lost("_1"), lost("_1")];
    await Promise.all([spark.sql`SELECT ${5}`.collect(), spark.sql`SELECT ${5}`.collect()]);
    expect(server.executed.map(({ kind }) => kind)).toEqual(["sql", "sql", "withRelations", "withRelations"]);
  });

  it("in a relation of a relation", async () => {
    server.failures = [lost("_1")];
    const inner = spark.sql`SELECT ${1} AS a`;
    await spark.sql`SELECT * FROM ${inner.limit(3)}`.collect();
    const plan = server.executed[1] as WithRelations;
    const limit = plan.references[0]!.input as Relation & { readonly input: Relation };
    expect([plan.root.kind, limit.kind, limit.input.kind]).toEqual(["sql", "limit", "withRelations"]);
  });

  for (const name of ["other", "_9"]) {
    it(`are not to blame when ${name} was never sent`, async () => {
      server.failures = [lost(name)];
      await expect(spark.sql`SELECT ${5}`.collect()).rejects.toThrow("unbound");
      expect(server.settings.size).toBe(0);
    });
  }
});

describe("the session", () => {
  it("stops once, and by `await using`", async () => {
    {
      await using session = new SparkSession(server);
      expect(session.stopped).toBe(false);
    }
    await spark.stop();
    await spark.stop();
    expect(server.closings).toBe(2);
  });

  it("has settings", async () => {
    await spark.conf.set("a", 8);
    expect(await spark.conf.get("a")).toBe("8");
    expect(await spark.conf.get("b", "x")).toBe("x");
    expect(await spark.conf.getOption("b")).toBeUndefined();
    await spark.conf.unset("a");
    expect(await spark.conf.getAll()).toEqual({});
    await expect(spark.conf.set("a", null as unknown as string)).rejects.toThrow(ArgumentError);
  });

  it("counts as stopped when the server has ended it, so that getOrCreate makes another", () => {
    expect(spark.stopped).toBe(false);
    server.closed = true;
    expect(spark.stopped).toBe(true);
  });

  it("refuses ranges that are none", () => {
    for (const run of [() => spark.range(1.5), () => spark.range(0, 1, 0), () => spark.range(2n ** 63n)]) {
      expect(run).toThrow(ArgumentError);
    }
  });

  it("says that a server is too old for TIME", async () => {
    const { Temporal } = await import("temporal-polyfill");
    server.serverVersion = "4.0.1";
    expect(() => spark.sql`SELECT ${Temporal.PlainTime.from("12:00")}`).toThrow(UnsupportedError);
    server.serverVersion = undefined;
    expect(() => spark.sql`SELECT ${Temporal.PlainTime.from("12:00")}`).not.toThrow();
  });

  it("shows no secret, however deep one looks", () => {
    const builder = DatabricksSession.builder.remote("sc://host:1/;token=canary-token").config("x", "canary-value");
    for (const shown of [
      inspect(spark, { depth: 50, showHidden: true }),
      inspect(builder, { depth: 50 }),
      JSON.stringify(builder),
    ]) {
      expect(shown).not.toContain("canary");
    }
  });
});

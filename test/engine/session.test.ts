import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  AnalysisError,
  type DatabricksSession,
  DatabricksSession as Entry,
  ExecutionError,
  ParseError,
  SparkError,
} from "../../src/index.js";
import { engineNames, remoteOf, sessionOn } from "./session-of.js";

const source = readFileSync(import.meta.filename, "utf8").split("\n");

for (const engine of engineNames) {
  describe(`sessions on ${engine}`, () => {
    let spark: DatabricksSession;
    beforeAll(async () => {
      spark = await sessionOn(engine);
    });
    afterAll(() => spark.stop());

    it("settings", async () => {
      await spark.conf.set("spark.sql.session.timeZone", "Asia/Tokyo");
      expect(await spark.conf.get("spark.sql.session.timeZone")).toBe("Asia/Tokyo");
      expect(await spark.conf.getOption("spark.no.such.setting")).toBeUndefined();
      expect(await spark.conf.get("spark.no.such.setting", "x")).toBe("x");
      await expect(spark.conf.get("spark.no.such.setting")).rejects.toThrow(SparkError);
      await spark.conf.unset("spark.sql.session.timeZone");
      expect(await spark.conf.isModifiable("spark.sql.session.timeZone")).toBe(true);
    });

    it("settings are data", async () => {
      const error = await spark.conf.set("spark.sql.session.timeZone", "UTC'; DROP TABLE t").catch((e: unknown) => e);
      if (error !== undefined) expect(error).toBeInstanceOf(SparkError);
      await spark.conf.unset("spark.sql.session.timeZone");
      expect(await spark.sql`SELECT 1 AS one`.collect()).toEqual([{ one: 1 }]);
    });

    it("many sessions at once, many queries in each", async () => {
      const others = await Promise.all([1, 2, 3].map(() => sessionOn(engine)));
      const answers = await Promise.all(
        others.flatMap((other, session) =>
          Array.from({ length: 5 }, async (_, query) => other.sql`SELECT ${session} AS s, ${query} AS q`.first()),
        ),
      );
      expect(answers).toEqual([0, 1, 2].flatMap((s) => [0, 1, 2, 3, 4].map((q) => ({ s, q }))));
      await Promise.all(others.map((other) => other.stop()));
    });

    it("getOrCreate applies settings, and gives one session to two calls at once", async () => {
      const remote = `${remoteOf(engine).replace(/\/?;.*|\/$/, "")}/;user_id=get_or_create`;
      const builder = Entry.builder.remote(remote).config("spark.sql.session.timeZone", "Asia/Tokyo");
      const [a, b] = await Promise.all([builder.getOrCreate(), builder.getOrCreate()]);
      expect(a).toBe(b);
      expect(await a.conf.get("spark.sql.session.timeZone")).toBe("Asia/Tokyo");
      await a.stop();
    });

    it("a call that gives up connecting takes no other down that waits for the same session", async () => {
      const remote = `${remoteOf(engine).replace(/\/?;.*|\/$/, "")}/;user_id=gives_up`;
      const builder = Entry.builder.remote(remote);
      const controller = new AbortController();
      const calls = [builder.getOrCreate({ signal: controller.signal }), builder.getOrCreate(), builder.getOrCreate()];
      controller.abort();
      const [first, second, third] = await Promise.allSettled(calls);
      expect(first).toMatchObject({ status: "rejected", reason: { name: "AbortError" } });
      if (second?.status !== "fulfilled" || third?.status !== "fulfilled") throw new Error("both are connected");
      expect(third.value).toBe(second.value);
      expect(await second.value.sql`SELECT 1 AS one`.collect()).toEqual([{ one: 1 }]);
      await second.value.stop();
    });
  });
}

/** The servers that say where an error is. */
for (const engine of ["spark", "lake"] as const) {
  describe(`errors on ${engine} point into the user's file`, () => {
    let spark: DatabricksSession;
    beforeAll(async () => {
      spark = await sessionOn(engine);
    });
    afterAll(() => spark.stop());

    const cases: readonly (readonly [
      name: string,
      run: (spark: DatabricksSession) => unknown,
      errorClass: string,
      type: typeof SparkError,
      blamed: string,
    ])[] = [
      [
        "a column, behind a long value",
        (s) =>
          s.sql`
          SELECT ${"a value much longer than its marker"} AS a,
                 nope FROM range(1)`.collect(),
        "UNRESOLVED_COLUMN.WITH_SUGGESTION",
        AnalysisError,
        "nope FROM",
      ],
      [
        "a table",
        (s) => s.sql`SELECT '😀', ${"long long value"} FROM no_such_table_here`.schema(),
        "TABLE_OR_VIEW_NOT_FOUND",
        AnalysisError,
        "no_such_table_here`.schema",
      ],
      [
        "syntax",
        (s) => s.sql`SELECT ${"long long value"} FRM x y`.collect(),
        "PARSE_SYNTAX_ERROR",
        ParseError,
        "x y`.collect",
      ],
      [
        "a division",
        (s) => s.sql`SELECT ${"long"} AS l, 1/0`.collect(),
        "DIVIDE_BY_ZERO",
        ExecutionError,
        "1/0`.collect",
      ],
      [
        "a command",
        (s) => s.sql`INSERT INTO missing_table_here VALUES (1)`.collect(),
        "TABLE_OR_VIEW_NOT_FOUND",
        AnalysisError,
        "missing_table_here VALUES",
      ],
      [
        "a relation inside",
        (s) => s.sql`SELECT * FROM ${s.sql`SELECT inner_nope FROM range(1)`} WHERE id = ${1}`.collect(),
        "UNRESOLVED_COLUMN.WITH_SUGGESTION",
        AnalysisError,
        "inner_nope FROM range(1)`}",
      ],
    ];
    for (const [name, run, errorClass, type, blamed] of cases) {
      it(name, async () => {
        const error = (await Promise.resolve(run(spark)).catch((reason: unknown) => reason)) as SparkError;
        expect(error).toBeInstanceOf(type);
        expect(error.errorClass).toBe(errorClass);
        expect(error.sqlState).toMatch(/^[0-9A-Z]{5}$/);
        expect(error.location?.file).toBe(import.meta.filename);
        const line = source[error.location!.line - 1]!;
        expect(line.slice(error.location!.column - 1).startsWith(blamed)).toBe(true);
        const [place, excerpt, caret] = error.message.split("\n").slice(-3);
        expect(place).toBe(`  at ${import.meta.filename}:${error.location!.line}:${error.location!.column}`);
        expect(excerpt!.slice(caret!.indexOf("^")).startsWith(blamed.slice(0, 3))).toBe(true);
      });
    }
  });
}

import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DatabricksSession, type DataFrame, Decimal, ident, SparkError, sql } from "../../src/index.js";
import { type Engine, engineNames, plain, sessionOn } from "./session-of.js";

/** What one engine gives: rows, each as its values in order, or the text of its error. */
type Outcome = { readonly rows: readonly unknown[][] } | { readonly error: RegExp };
interface Case {
  readonly name: string;
  readonly make: (spark: DatabricksSession) => DataFrame;
  readonly rows: readonly unknown[][];
  /** Where an engine is known to differ. The case then asserts the difference: when it goes, the test says so. */
  readonly differs?: Partial<Record<Engine, Outcome>>;
}
const rows = (...values: unknown[][]): Outcome => ({ rows: values });
const one = (...values: unknown[]): unknown[][] => [values];

const values: readonly Case[] = [
  {
    name: "numbers",
    make: (s) => s.sql`SELECT ${1}, ${1n}, ${1.5}, ${-0}, ${2 ** 31}`,
    rows: one(1, "1n", 1.5, -0, 2147483648),
  },
  {
    name: "not a number",
    make: (s) => s.sql`SELECT ${Number.NaN}, ${Infinity}, ${-Infinity}`,
    rows: one(Number.NaN, Infinity, -Infinity),
  },
  {
    name: "limits of BIGINT",
    make: (s) => s.sql`SELECT ${2n ** 63n - 1n}, ${-(2n ** 63n)}`,
    rows: one("9223372036854775807n", "-9223372036854775808n"),
  },
  {
    name: "text",
    make: (s) => s.sql`SELECT ${'it\'s \\ "größe" 😀 `x` ? :a -- ${y}'}`,
    rows: one('it\'s \\ "größe" 😀 `x` ? :a -- ${y}'),
  },
  { name: "NUL in text", make: (s) => s.sql`SELECT length(${"a\0b"})`, rows: one(3) },
  { name: "booleans and NULL", make: (s) => s.sql`SELECT ${true}, ${false}, ${null}`, rows: one(true, false, null) },
  { name: "binary", make: (s) => s.sql`SELECT ${new Uint8Array([0, 127, 255])}`, rows: one("0x007fff") },
  {
    name: "decimals",
    make: (s) => s.sql`SELECT ${Decimal.from("12.50")}, ${Decimal.from("-0.001")}`,
    rows: one("12.50m", "-0.001m"),
  },
  {
    name: "38 digits",
    make: (s) => s.sql`SELECT ${new Decimal(10n ** 38n - 1n, 38)}, ${new Decimal(-(10n ** 38n) + 1n, 0)}`,
    rows: one(`0.${"9".repeat(38)}m`, `-${"9".repeat(38)}m`),
  },
  {
    name: "dates and times",
    make: (s) => s.sql`SELECT ${Temporal.PlainDate.from("0001-01-01")}, ${Temporal.PlainDate.from("9999-12-31")},
      ${Temporal.Instant.from("1969-12-31T23:59:59.999999Z")}, ${Temporal.PlainDateTime.from("2026-01-02T03:04:05.000006")}`,
    rows: one("0001-01-01", "9999-12-31", "1969-12-31T23:59:59.999999Z", "2026-01-02T03:04:05.000006"),
  },
  {
    name: "a Date",
    make: (s) => s.sql`SELECT ${new Date(Date.UTC(2026, 0, 2, 3))}`,
    rows: one("2026-01-02T03:00:00Z"),
  },
  {
    name: "intervals",
    make: (s) => s.sql`SELECT ${Temporal.Duration.from("P1DT2H3M4.000005S")}, ${Temporal.Duration.from("-P1Y2M")}`,
    rows: one("P1DT2H3M4.000005S", "-P1Y2M"),
  },
  { name: "arrays", make: (s) => s.sql`SELECT ${[1, null, 3]}, ${[["a"], []]}`, rows: one([1, null, 3], [["a"], []]) },
  { name: "an empty array", make: (s) => s.sql`SELECT size(${[]})`, rows: one(0) },
  {
    name: "a map",
    make: (s) =>
      s.sql`SELECT ${new Map([
        ["a", 1n],
        ["b", 2n],
      ])}`,
    rows: one(
      new Map([
        ["a", "1n"],
        ["b", "2n"],
      ]),
    ),
  },
  {
    name: "eleven values keep their order",
    make: (s) => s.sql`SELECT ${0}, ${1}, ${2}, ${3}, ${4}, ${5}, ${6}, ${7}, ${8}, ${9}, ${10}`,
    rows: one(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
  },
  {
    name: "eleven values of the call form keep their order",
    make: (s) => s.sql("SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    rows: one(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
  },
  { name: "named arguments", make: (s) => s.sql("SELECT :b, :a, :b", { a: 1, b: "x" }), rows: one("x", 1, "x") },
];

const composition: readonly Case[] = [
  {
    name: "IN a list",
    make: (s) => s.sql`SELECT id FROM range(9) WHERE id IN (${[1n, 3n, 99n]}) ORDER BY id`,
    rows: [["1n"], ["3n"]],
  },
  {
    name: "IN an empty list is false, NULL too",
    make: (s) => s.sql`SELECT count(*) FROM VALUES (1), (NULL) t(x) WHERE x IN (${[]})`,
    rows: one("0n"),
  },
  {
    name: "NOT IN an empty list is true, NULL too",
    make: (s) => s.sql`SELECT count(*) FROM VALUES (1), (NULL) t(x) WHERE x NOT IN (${[]})`,
    rows: one("2n"),
  },
  {
    name: "an empty list in the SELECT list",
    make: (s) => s.sql`SELECT id IN (${[]}), id NOT IN (${[]}) FROM range(1)`,
    rows: one(false, true),
    differs: { sail: { error: /InSubquery/ } },
  },
  {
    name: "an array beside a list",
    make: (s) => s.sql`SELECT array_contains(${[1, 2]}, 2), 2 IN (${[1, 2]})`,
    rows: one(true, true),
  },
  { name: "an identifier", make: (s) => s.sql`SELECT ${ident("a`b c")} FROM (SELECT 1 AS \`a\`\`b c\`)`, rows: one(1) },
  { name: "nested fragments", make: (s) => s.sql`SELECT ${1}, ${sql`${2} + ${sql`${3}`}`}, ${4}`, rows: one(1, 5, 4) },
  {
    name: "a commented hole",
    make: (s) => s.sql`SELECT /* ${1} */ ${2} -- ${3}
     , ${4}`,
    rows: one(2, 4),
  },
  { name: "a DataFrame", make: (s) => s.sql`SELECT count(*) FROM ${s.range(5)} WHERE id > ${2n}`, rows: one("2n") },
  {
    name: "a DataFrame joined with itself",
    make: (s) => {
      const df = s.sql`SELECT id, ${"v"} AS v FROM range(3)`;
      return s.sql`SELECT a.id, b.v FROM ${df} a JOIN ${df} b ON a.id = b.id + ${1} ORDER BY a.id`;
    },
    rows: [
      ["1n", "v"],
      ["2n", "v"],
    ],
  },
  {
    name: "DataFrames in DataFrames, each with values",
    make: (s) => {
      const inner = s.sql`SELECT * FROM ${s.range(9)} WHERE id > ${3n}`;
      return s.sql`SELECT sum(id) FROM ${s.sql`SELECT * FROM ${inner} WHERE id < ${7n}`} WHERE id <> ${5n}`;
    },
    rows: one("10n"),
  },
  {
    name: "LIMIT and a table function",
    make: (s) => s.sql`SELECT id FROM range(${9}) ORDER BY id DESC LIMIT ${2}`,
    rows: [["8n"], ["7n"]],
    differs: { sail: { error: /Placeholder/ } },
  },
  {
    name: "an interval's number",
    make: (s) => s.sql`SELECT DATE'2026-01-01' + INTERVAL ${3} DAY`,
    rows: one("2026-01-04"),
    differs: { sail: { error: /literal expression/ }, lake: { error: /PARSE_SYNTAX_ERROR/ } },
  },
  {
    name: "the result of a command",
    make: (s) => s.sql`SELECT count(*) > 0 FROM ${s.sql`SHOW DATABASES`}`,
    rows: one(true),
  },
  {
    name: "a script",
    make: (s) => s.sql`BEGIN DECLARE x INT DEFAULT 2; SELECT x + ${3}; END`,
    rows: one(5),
    differs: { sail: { error: /found BEGIN|BEGIN/i }, lake: { error: /UNBOUND_SQL_PARAMETER|PARAMETER/ } },
  },
  {
    name: "FROM first",
    make: (s) => s.sql`FROM range(3) SELECT id WHERE id = ${1n}`,
    rows: one("1n"),
    differs: { sail: { error: /invalid argument/ } },
  },
  {
    name: "pipe syntax",
    make: (s) => s.sql`FROM range(3) |> WHERE id > ${1n}`,
    rows: one("2n"),
    differs: { sail: { error: /invalid argument/ } },
  },
];

for (const engine of engineNames) {
  describe(`the same SQL on ${engine}`, () => {
    let spark: DatabricksSession;
    beforeAll(async () => {
      spark = await sessionOn(engine);
      await spark.conf.set("spark.sql.session.timeZone", "UTC");
    });
    afterAll(() => spark.stop());

    for (const { name, make, rows: common, differs } of [...values, ...composition]) {
      const expected = differs?.[engine] ?? rows(...common);
      it(name, async () => {
        if ("error" in expected) {
          await expect(collect(make(spark))).rejects.toThrow(expected.error);
          await expect(collect(make(spark))).rejects.toBeInstanceOf(SparkError);
        } else {
          expect(await collect(make(spark))).toEqual(expected.rows);
        }
      });
    }
  });
}

async function collect(df: DataFrame): Promise<unknown[][]> {
  const found: unknown[][] = [];
  for await (const row of df.rows({ as: "array" })) found.push(plain(row) as unknown[]);
  return found;
}

import { afterAll, beforeAll, expect, it } from "vitest";
import { analyze } from "../../src/analysis/index.js";
import { lookupOf } from "./fixture.js";
import { type Oracle, startOracle } from "./spark.js";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle(process.env.DBSQL_TEST_SPARK ?? "", {});
}, 120_000);
afterAll(() => oracle.stop());

/** A value of every type; TIME is left to servers that have it. */
const values = [
  "NULL",
  "true",
  "1Y",
  "1S",
  "1",
  "1L",
  "1.5F",
  "1.5D",
  "1.5BD",
  "'a'",
  "X'01'",
  "DATE '2020-01-01'",
  "TIMESTAMP '2020-01-01 00:00:00'",
  "TIMESTAMP_NTZ '2020-01-01 00:00:00'",
  "INTERVAL '1' YEAR",
  "INTERVAL '1' DAY",
  "make_interval(1)",
  "parse_json('1')",
  "array(1)",
  "map(1, 2)",
  "named_struct('a', 1)",
];
const types = [
  ..."BOOLEAN TINYINT SMALLINT INT BIGINT FLOAT DOUBLE DECIMAL(5,2) STRING BINARY DATE TIMESTAMP TIMESTAMP_NTZ".split(
    " ",
  ),
  "INTERVAL YEAR",
  "INTERVAL DAY",
  "INTERVAL",
  "VARIANT",
  "ARRAY<STRING>",
  "MAP<STRING, STRING>",
  "STRUCT<a: STRING>",
  "VOID",
];
/** Alone, and in each place of a nested type. */
const places: Readonly<Record<string, (value: string, type: string) => readonly [value: string, type: string]>> = {
  alone: (value, type) => [value, type],
  "in an array": (value, type) => [`array(${value})`, `ARRAY<${type}>`],
  "in an array of arrays": (value, type) => [`array(array(${value}))`, `ARRAY<ARRAY<${type}>>`],
  "as a value of a map": (value, type) => [`map(1, ${value})`, `MAP<INT, ${type}>`],
  "as a key of a map": (value, type) => [`map(${value}, 1)`, `MAP<${type}, INT>`],
  "in a struct": (value, type) => [`named_struct('a', ${value})`, `STRUCT<a: ${type}>`],
};
const cases = ["CAST", "TRY_CAST"].flatMap((cast) => Object.entries(places).map(([name, at]) => ({ cast, name, at })));

it.each(cases)(
  "$cast $name is refused where Spark refuses it, and nowhere else",
  { timeout: 120_000 },
  async ({ cast, at }) => {
    const texts = values.flatMap((value) =>
      types.map((type) => {
        const [source, target] = at(value, type);
        return `SELECT ${cast}(${source} AS ${target}) AS x`;
      }),
    );
    const answers = await oracle.ask(texts);
    const spark = texts.filter((text) => !("columns" in (answers.get(text) ?? {})));
    const ours = texts.filter((text) =>
      analyze(text, { schemas: lookupOf({}) }).diagnostics.some(({ severity }) => severity === "error"),
    );
    expect(spark.length).toBeGreaterThan(100);
    expect(ours).toEqual(spark);
  },
);

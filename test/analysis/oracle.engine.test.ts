import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentedExamples } from "./examples.js";
import { corpus, type Fixture, fixture, lookupOf } from "./fixture.js";
import { compareColumns, errorsOf, isQuery } from "./judge.js";
import { type Oracle, startOracle } from "./spark.js";
import { tpcdsFixture, tpcdsQueries } from "./tpcds.js";
import { tpchFixture, tpchQueries } from "./tpch.js";

const accepted = corpus.filter((query) => query.file !== "refused.sql").map((query) => query.text);
const refused = corpus.filter((query) => query.file === "refused.sql").map((query) => query.text);
const minutes = 60_000;

const oracles: Oracle[] = [];
async function oracleFor(tables: Fixture): Promise<Oracle> {
  const oracle = await startOracle(process.env.DBSQL_TEST_SPARK ?? "", tables);
  oracles.push(oracle);
  return oracle;
}
afterAll(async () => {
  await Promise.all(oracles.map((oracle) => oracle.stop()));
});

describe("queries that Spark accepts have the columns that Spark 4.2.0 gives them: names, types, nullability", () => {
  it("our own", { timeout: 3 * minutes }, async () => {
    const oracle = await oracleFor(fixture);
    expect(accepted.length).toBeGreaterThanOrEqual(630);
    const verdicts = compareColumns(accepted, await oracle.ask(accepted), lookupOf(fixture));
    expect(verdicts.filter(({ verdict }) => verdict !== "exact")).toEqual([]);
  });

  it("the 22 of TPC-H", { timeout: 5 * minutes }, async () => {
    const oracle = await oracleFor(tpchFixture);
    const queries = await tpchQueries();
    expect(queries).toHaveLength(22);
    const verdicts = compareColumns(queries, await oracle.ask(queries), lookupOf(tpchFixture));
    expect(verdicts.filter(({ verdict }) => verdict !== "exact")).toEqual([]);
  });

  it("the 156 of TPC-DS", { timeout: 5 * minutes }, async () => {
    const tables = await tpcdsFixture();
    expect(Object.keys(tables)).toHaveLength(24);
    const oracle = await oracleFor(tables);
    const queries = await tpcdsQueries();
    expect(queries).toHaveLength(156);
    const verdicts = compareColumns(queries, await oracle.ask(queries), lookupOf(tables));
    expect(verdicts.filter(({ verdict }) => verdict !== "exact")).toEqual([]);
  });

  it("the documented examples of all functions", { timeout: 5 * minutes }, async () => {
    const oracle = await oracleFor({});
    const examples = await documentedExamples(oracle);
    const verdicts = compareColumns(examples, await oracle.ask(examples), lookupOf({})).filter(isQuery);
    const count = (wanted: string): number => verdicts.filter(({ verdict }) => verdict === wanted).length;
    expect(verdicts.length).toBeGreaterThan(1_100);
    // What is not exact is said to be unknown: no error where Spark has none, and no guess.
    expect(verdicts.filter(({ verdict }) => verdict !== "exact" && verdict !== "unknown")).toEqual([]);
    expect(count("exact") / verdicts.length).toBeGreaterThanOrEqual(0.99);
  });
});

/** Refused for reasons that no text tells, or under a class that is an accident of Spark's. */
const classless = /^(INTERNAL_ERROR|_LEGACY_ERROR|ClassCastException)/;

describe("queries that Spark refuses", () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await oracleFor(fixture);
  }, 2 * minutes);

  it("are refused by us, under Spark's class", { timeout: 2 * minutes }, async () => {
    const answers = await oracle.ask(refused);
    const missed: unknown[] = [];
    for (const text of refused) {
      const answer = answers.get(text);
      if (!answer || !("errorClass" in answer)) continue;
      const errors = errorsOf(text, lookupOf(fixture)).map((one) => one.errorClass);
      if (!errors.includes(answer.errorClass) && !classless.test(answer.errorClass)) {
        missed.push({ text, spark: answer.errorClass, ours: errors });
      }
    }
    expect(missed.length / refused.length, JSON.stringify(missed, undefined, 1)).toBeLessThanOrEqual(0.03);
  });
});

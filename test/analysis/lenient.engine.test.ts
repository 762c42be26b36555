import { afterAll, describe, expect, it } from "vitest";
import { documentedExamples } from "./examples.js";
import { corpus, type Fixture, fixture, lookupOf } from "./fixture.js";
import { verdictOn } from "./judge.js";
import { type Oracle, startOracle } from "./spark.js";
import { sparkTests } from "./spark-tests.js";
import { judgeFile } from "./suite.js";
import { readSuite } from "./suite-text.js";
import { tpcdsFixture, tpcdsQueries } from "./tpcds.js";

const minutes = 60_000;
const oracles: Oracle[] = [];
async function oracleFor(tables: Fixture): Promise<Oracle> {
  const oracle = await startOracle(process.env.DBSQL_TEST_SPARK ?? "", tables, { "spark.sql.ansi.enabled": "false" });
  oracles.push(oracle);
  return oracle;
}
afterAll(async () => {
  await Promise.all(oracles.map((oracle) => oracle.stop()));
});

/** A literal prints the collation that it takes on, and that of `decode` is unknown here. */
const accidents = /decode\(u, 'a', l\) = 'x'/;

describe("without spark.sql.ansi.enabled nothing is said that does not hold", () => {
  const own = corpus.filter((query) => query.file !== "refused.sql").map((query) => query.text);
  const refused = corpus.filter((query) => query.file === "refused.sql").map((query) => query.text);
  type Source = readonly [
    name: string,
    tables: () => Promise<Fixture>,
    queries: (oracle: Oracle) => Promise<readonly string[]>,
    share: number,
  ];
  const sources: readonly Source[] = [
    ["our own queries", async () => fixture, async () => own, 0.6],
    ["what Spark refuses with it", async () => fixture, async () => refused, 0.5],
    ["TPC-DS", tpcdsFixture, tpcdsQueries, 0.6],
    ["the documented examples of all functions", async () => ({}), documentedExamples, 0.7],
  ];
  it.each(sources)("%s", { timeout: 5 * minutes }, async (_name, tables, queries, share) => {
    const schema = await tables();
    const oracle = await oracleFor(schema);
    const texts = (await queries(oracle)).filter((text) => !accidents.test(text));
    const answers = await oracle.ask(texts);
    const options = { schemas: lookupOf(schema), ansi: false };
    const verdicts = texts.flatMap((text) => {
      const answer = answers.get(text)!;
      return "columns" in answer ? [verdictOn(text, answer.columns, options)] : [];
    });
    expect(verdicts.filter(({ verdict }) => verdict === "wrong" || verdict === "false error")).toEqual([]);
    const exact = verdicts.filter(({ verdict }) => verdict === "exact").length;
    expect(exact / verdicts.length, `${exact} of ${verdicts.length} exact`).toBeGreaterThan(share);
  });

  it("Spark's own tests of it", { timeout: 5 * minutes }, async () => {
    const suite = readSuite(await sparkTests(/^sql-tests\/inputs\/(nonansi|typeCoercion)\/.*\.sql$/));
    expect(suite.length).toBeGreaterThan(20);
    const outcomes = [];
    for (const file of suite) outcomes.push(...(await judgeFile(file, process.env.DBSQL_TEST_SPARK ?? "", false)));
    expect(outcomes.filter(({ verdict }) => verdict === "wrong" || verdict === "false error")).toEqual([]);
  });
});

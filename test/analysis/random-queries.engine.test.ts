import { afterAll, expect, it } from "vitest";
import { lookupOf } from "./fixture.js";
import { errorsOf, verdictOn } from "./judge.js";
import { randomFixture, randomQueries } from "./random-queries.js";
import { type Oracle, startOracle } from "./spark.js";

/** Another seed asks other queries: DBSQL_TEST_SEED, and how many: DBSQL_TEST_QUERIES. */
const seed = Number(process.env.DBSQL_TEST_SEED ?? 1);
const count = Number(process.env.DBSQL_TEST_QUERIES ?? 4_000);

let oracle: Oracle | undefined;
afterAll(() => oracle?.stop());

it("random queries: no error where Spark has none, no wrong column, and most mistakes are found", {
  timeout: 600_000,
}, async () => {
  oracle = await startOracle(process.env.DBSQL_TEST_SPARK ?? "", randomFixture);
  const schemas = lookupOf(randomFixture);
  const queries = randomQueries(seed, count);
  const answers = await oracle.ask(queries);
  const wrong: unknown[] = [];
  const tally = { accepted: 0, refused: 0, caught: 0 };
  for (const text of queries) {
    const answer = answers.get(text);
    if (!answer) continue;
    if ("errorClass" in answer) {
      tally.refused++;
      if (errorsOf(text, schemas).length > 0) tally.caught++;
      continue;
    }
    tally.accepted++;
    const verdict = verdictOn(text, answer.columns, { schemas });
    if (verdict.verdict !== "exact" && verdict.verdict !== "unknown") wrong.push(verdict);
  }
  expect(wrong, `seed ${seed}`).toEqual([]);
  expect(tally.accepted).toBeGreaterThan(count / 4);
  expect(tally.caught / tally.refused, JSON.stringify(tally)).toBeGreaterThanOrEqual(0.97);
});

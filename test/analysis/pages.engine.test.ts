import { afterAll, beforeAll, expect, it } from "vitest";
import { exampleTables, pages } from "../../src/analysis/diagnostics/pages/index.js";
import { type Oracle, startOracle } from "./spark.js";

/** Asked of the server they would run, or would need a table that can be written. */
const runs = /^(?:INSERT|UPDATE|MERGE|CREATE|OPTIMIZE|SHOW|SET)\b/;

/** Spark 4.2.0 refuses these under no class of its own, or by an accident. */
const classless = new Set(["UNPIVOT_VALUE_SIZE_MISMATCH", "COLUMN_IS_NOT_VARIANT_TYPE"]);

/** What a query with a parameter has left when nothing is bound to it. */
const unbound = "UNBOUND_SQL_PARAMETER";

const examples = Object.entries(pages).flatMap(([key, { example }]) =>
  example === undefined || runs.test(example.wrong) ? [] : [{ key, ...example }],
);

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle(process.env.DBSQL_TEST_SPARK ?? "", exampleTables);
}, 120_000);
afterAll(() => oracle?.stop());

it("Spark refuses the first query of a page under the class of the page, and takes the second", async () => {
  expect(examples.length).toBeGreaterThan(110);
  const answers = await oracle.ask(examples.flatMap(({ wrong, right }) => [wrong, right]));
  const surprises = examples.flatMap(({ key, wrong, right }) => {
    const [refused, accepted] = [answers.get(wrong), answers.get(right)];
    const found = refused !== undefined && "errorClass" in refused ? refused.errorClass : "accepted";
    // Remarks of ours, in lower case, are of queries that Spark may well take.
    const fits = key === key.toLowerCase() || classless.has(key) ? true : found === key || found.startsWith(`${key}.`);
    const takes = accepted !== undefined && ("columns" in accepted || accepted.errorClass === unbound);
    return fits && takes ? [] : [{ key, found, accepted }];
  });
  expect(surprises).toEqual([]);
}, 120_000);

import { expect, it } from "vitest";
import { sparkTests } from "./spark-tests.js";
import { judgeFile, type Outcome } from "./suite.js";
import { readSuite } from "./suite-text.js";

/** Files that are run under another configuration than Spark's own, or need what no Connect server has. */
const leftOut = /^(nonansi|scripting|udf|udaf|udtf)\/|^(ignored|explain(-aqe|-cbo)?)\.sql$/;

/** What cannot be the same, each with its reason. */
const accidents: readonly { readonly text: RegExp; readonly why: string }[] = [
  {
    text: /\|> join lateral \(select lateral_test_t1/,
    why: "a temporary view prints alone, and no pulled cache holds one",
  },
  { text: /paramless_vs_param/, why: "a function that was never pulled: its result may be NULL for us" },
];

const isAccident = ({ text }: Outcome): boolean => accidents.some((one) => one.text.test(text));

it("the statements of Spark's own SQL tests: no error where Spark has none, and no wrong column", {
  timeout: 900_000,
}, async () => {
  const suite = readSuite(await sparkTests(/^sql-tests\/inputs\/.*\.sql$/)).filter(({ name }) => !leftOut.test(name));
  expect(suite.length).toBeGreaterThan(250);
  const outcomes: Outcome[] = [];
  const queue = [...suite];
  const worker = async (): Promise<void> => {
    for (let file = queue.pop(); file; file = queue.pop())
      outcomes.push(...(await judgeFile(file, process.env.DBSQL_TEST_SPARK ?? "")));
  };
  await Promise.all([worker(), worker(), worker()]);
  const of = (...verdicts: readonly Outcome["verdict"][]): readonly Outcome[] =>
    outcomes.filter((one) => verdicts.includes(one.verdict) && !isAccident(one));
  expect(of("false error")).toEqual([]);
  expect(of("wrong")).toEqual([]);
  const counts = { exact: of("exact").length, unknown: of("unknown").length };
  expect(counts.exact).toBeGreaterThan(7_500);
  expect(counts.exact / (counts.exact + counts.unknown), JSON.stringify(counts)).toBeGreaterThanOrEqual(0.97);
});

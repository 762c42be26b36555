import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Analysis, analyze } from "../../src/analysis/index.js";
import { corpus, schemas } from "./fixture.js";
import { type Mutant, mutantsOf } from "./mutants.js";
import { type Answer, column, type Oracle, startOracle } from "./spark.js";

const accepted = corpus.filter((query) => query.file !== "refused.sql").map((query) => query.text);
const refused = corpus.filter((query) => query.file === "refused.sql").map((query) => query.text);
const minutes = 60_000;

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle(process.env.DBSQL_TEST_SPARK ?? "");
}, 2 * minutes);
afterAll(() => oracle?.stop());

function errorsOf(analysis: Analysis): Analysis["diagnostics"] {
  return analysis.diagnostics.filter((one) => one.severity === "error");
}

function columnsOf(analysis: Analysis): readonly string[] {
  return analysis.columns?.map(({ name, type, nullable }) => column(name, type, nullable)) ?? [];
}

describe("queries that Spark accepts", () => {
  it(
    "have the columns that Spark 4.2.0 gives them: names, types, nullability of every part",
    async () => {
      expect(accepted.length).toBeGreaterThanOrEqual(400);
      const answers = await oracle.ask(accepted);
      const wrong: unknown[] = [];
      for (const text of accepted) {
        const answer = answers.get(text);
        const analysis = analyze(text, { schemas });
        const ours = { columns: columnsOf(analysis), errors: errorsOf(analysis).map((one) => one.message) };
        const spark = { columns: answer && "columns" in answer ? answer.columns : [answer?.errorClass], errors: [] };
        if (JSON.stringify(ours) !== JSON.stringify(spark)) wrong.push({ text, ours, spark });
      }
      expect(wrong).toEqual([]);
    },
    3 * minutes,
  );
});

/** Refused for reasons that no text tells, or under a class that is an accident of Spark's. */
const classless = /^(INTERNAL_ERROR|_LEGACY_ERROR|ClassCastException)/;

describe("queries that Spark refuses", () => {
  it(
    "are refused by us, under Spark's class",
    async () => {
      const answers = await oracle.ask(refused);
      const missed: unknown[] = [];
      for (const text of refused) {
        const answer = answers.get(text);
        if (!answer || !("errorClass" in answer)) continue;
        const errors = errorsOf(analyze(text, { schemas })).map((one) => one.errorClass);
        if (!errors.includes(answer.errorClass) && !classless.test(answer.errorClass)) {
          missed.push({ text, spark: answer.errorClass, ours: errors });
        }
      }
      expect(missed.length / refused.length, JSON.stringify(missed, undefined, 1)).toBeLessThanOrEqual(0.03);
    },
    2 * minutes,
  );

  it(
    "are caught when a mistake is put into an accepted query; what Spark still accepts is never refused",
    async () => {
      const all = accepted.flatMap((text) => mutantsOf(text));
      const mutants = process.env.DBSQL_TEST_ALL_MUTANTS ? all : all.filter((_, i) => i % 6 === 0);
      const answers = await oracle.ask(mutants.map((mutant) => mutant.text));
      const count = { refused: 0, caught: 0, sameClass: 0 };
      const falseErrors: unknown[] = [];
      for (const mutant of mutants) judge(mutant, answers.get(mutant.text), count, falseErrors);
      expect(falseErrors).toEqual([]);
      expect(count.refused).toBeGreaterThan(700);
      expect(count.caught / count.refused, JSON.stringify(count)).toBeGreaterThanOrEqual(0.97);
      expect(count.sameClass / count.refused, JSON.stringify(count)).toBeGreaterThanOrEqual(0.93);
    },
    10 * minutes,
  );
});

function judge(
  mutant: Mutant,
  answer: Answer | undefined,
  count: { refused: number; caught: number; sameClass: number },
  falseErrors: unknown[],
): void {
  if (!answer) return;
  const errors = errorsOf(analyze(mutant.text, { schemas }));
  if ("columns" in answer) {
    if (errors.length > 0) falseErrors.push({ text: mutant.text, errors: errors.map((one) => one.message) });
    return;
  }
  count.refused++;
  if (errors.length > 0) count.caught++;
  if (errors.some((one) => one.errorClass === answer.errorClass)) count.sameClass++;
}

import { type AnalyzeOptions, analyze, type Diagnostic, type ResultColumn } from "../../src/analysis/index.js";
import type { SchemaLookup } from "../../src/schema/model.js";
import type { Mutant } from "./mutants.js";
import { type Answer, column, type Place } from "./spark.js";

export function errorsOf(text: string, schemas: SchemaLookup): readonly Diagnostic[] {
  return analyze(text, { schemas }).diagnostics.filter((one) => one.severity === "error");
}

export interface Verdict {
  readonly text: string;
  /** `unknown`: what we do say is right, and of the rest we say that we do not know it. */
  readonly verdict: "exact" | "unknown" | "wrong" | "false error" | "refused by Spark";
  readonly ours: readonly string[];
  readonly spark: readonly string[];
}

/** Our columns of each query beside Spark's. */
export function compareColumns(
  texts: readonly string[],
  answers: ReadonlyMap<string, Answer>,
  schemas: SchemaLookup,
): readonly Verdict[] {
  return texts.map((text) => {
    const answer = answers.get(text);
    if (!answer) throw new RangeError(`Spark was not asked: ${text}`);
    if ("errorClass" in answer) return { text, verdict: "refused by Spark", ours: [], spark: [answer.errorClass] };
    return verdictOn(text, answer.columns, { schemas });
  });
}

/** Our columns of a query that Spark accepts, beside Spark's. */
export function verdictOn(text: string, spark: readonly string[], options: AnalyzeOptions): Verdict {
  const { columns, diagnostics, usesVariables } = analyze(text, options);
  const errors = diagnostics.filter((one) => one.severity === "error");
  const ours = columns?.map(({ name, type, nullable }) => column(name, type, nullable)) ?? [];
  if (errors.length > 0) return { text, verdict: "false error", ours: errors.map((one) => one.message), spark };
  // Spark looks at the value that a variable has at the moment: the type has to hold for every value. Without ANSI it is
  // enough that what we say holds: anything may be NULL.
  const mayBeWeaker = usesVariables === true || options.ansi === false;
  const same = (one: string | undefined, theirs: string | undefined): boolean =>
    one === theirs ||
    (mayBeWeaker && (`${one} NOT NULL` === theirs || one === theirs?.replace(/!(?=[>,])| NOT NULL$/g, "")));
  const isExact = (i: number): boolean => same(ours[i], spark[i]);
  if (columns?.length === spark.length && spark.every((_, i) => isExact(i)))
    return { text, verdict: "exact", ours, spark };
  const isHonest =
    columns === undefined ||
    (columns.length === spark.length && columns.every(({ type }, i) => hasUnknown(type) || isExact(i)));
  return { text, verdict: isHonest ? "unknown" : "wrong", ours, spark };
}

const hasUnknown = (type: ResultColumn["type"]): boolean => JSON.stringify(type).includes('"unknown"');

export const isQuery = ({ verdict }: Verdict): boolean => verdict !== "refused by Spark";

/** What became of mutants. `placed…` count those whose class is Spark's and whose place Spark tells. */
export class Tally {
  refused = 0;
  caught = 0;
  sameClass = 0;
  placed = 0;
  placedExactly = 0;
  placedInside = 0;
  readonly falseErrors: unknown[] = [];
  readonly missed: unknown[] = [];
  readonly misplaced: unknown[] = [];

  judge(mutant: Mutant, answer: Answer, schemas: SchemaLookup): void {
    const errors = errorsOf(mutant.text, schemas);
    if ("columns" in answer) {
      if (errors.length > 0)
        this.falseErrors.push({ text: mutant.text, of: mutant.of, errors: errors.map((one) => one.message) });
      return;
    }
    this.refused++;
    if (errors.length > 0) this.caught++;
    else this.missed.push({ text: mutant.text, kind: mutant.kind, spark: answer.errorClass });
    const same = errors.filter((one) => one.errorClass === answer.errorClass);
    if (same.length > 0) this.sameClass++;
    else if (errors.length > 0)
      this.missed.push({ text: mutant.text, spark: answer.errorClass, ours: errors.map((one) => one.errorClass) });
    if (same.length === 0 || answer.places.length === 0) return;
    this.placed++;
    const exactly = same.some((one) => answer.places.some((at) => one.start === at.start && one.end === at.end));
    const inside = same.some((one) => answer.places.some((at) => within(one, at)));
    if (exactly) this.placedExactly++;
    if (inside) this.placedInside++;
    else
      this.misplaced.push({
        text: mutant.text,
        class: answer.errorClass,
        ours: same.map(spanOf),
        spark: answer.places,
      });
  }
}

const spanOf = ({ start, end }: Place): string => `${start}-${end}`;
const within = (inner: Place, outer: Place): boolean => inner.start >= outer.start && inner.end <= outer.end;

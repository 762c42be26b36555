import { analyzeWith } from "../analyze.js";
import type { Span } from "../ast/index.js";
import type { Fact, ObservedScope } from "../context.js";
import type { Analysis, AnalyzeOptions } from "../contract.js";

export type FactAt = Span & Fact;

/** A text with everything that was found out about it. */
export interface Observed {
  readonly text: string;
  readonly analysis: Analysis;
  /** In the order of the text; one of a kind at a place. */
  readonly facts: readonly FactAt[];
  readonly scopes: readonly ObservedScope[];
}

interface Kept extends Observed {
  readonly options: AnalyzeOptions;
}

/** A few texts: an editor asks several things of one text, then of the next. */
const keep = 32;
const kept: Kept[] = [];

export function observe(text: string, options: AnalyzeOptions): Observed {
  const known = kept.find((one) => one.text === text && sameOptions(one.options, options));
  if (known) return known;
  const byPlace = new Map<string, FactAt>();
  const scopes: ObservedScope[] = [];
  const analysis = analyzeWith(text, options, {
    resolved: ({ start, end }, fact) => {
      const key = `${start}:${end}:${fact.kind}:${fact.kind === "column" ? identityOfColumn(fact) : ""}`;
      // A lambda is read before the types of its variables are known, and again when they are.
      if (!byPlace.has(key) || !isVague(fact)) byPlace.set(key, { start, end, ...fact });
    },
    scope: (scope) => scopes.push(scope),
  });
  const facts = [...byPlace.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  const made = { text, options, analysis, facts, scopes };
  kept.unshift(made);
  if (kept.length > keep) kept.pop();
  return made;
}

function isVague(fact: Fact): boolean {
  if (fact.kind === "variable") return fact.type.kind === "unknown";
  return fact.kind === "member" && fact.of.kind === "unknown";
}

/** Two columns may meet under one name: the key of a join with USING. */
function identityOfColumn({ column }: Extract<Fact, { kind: "column" }>): string {
  const { declared, origin } = column;
  if (declared) return `${declared.start}`;
  return origin ? [origin.catalog, origin.schema, origin.table, origin.column].join(".") : "";
}

function sameOptions(a: AnalyzeOptions, b: AnalyzeOptions): boolean {
  if (a === b) return true;
  if (a.schemas !== b.schemas || a.catalog !== b.catalog || a.schema !== b.schema || a.target !== b.target)
    return false;
  return a.holes === b.holes || JSON.stringify(a.holes) === JSON.stringify(b.holes);
}

/** What the name at an offset stands for; of several the one with the shortest text. */
export function factAt(text: string, offset: number, options: AnalyzeOptions): FactAt | undefined {
  let best: FactAt | undefined;
  for (const fact of observe(text, options).facts) {
    if (fact.kind === "member" || fact.start > offset || offset > fact.end) continue;
    if (!best || fact.end - fact.start < best.end - best.start) best = fact;
  }
  return best;
}

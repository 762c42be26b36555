import { analyzeWith } from "../analyze.js";
import type { Span } from "../ast/index.js";
import type { Fact, ObservedScope } from "../context.js";
import type { Analysis, AnalyzeOptions } from "../contract.js";
import { remember } from "./remember.js";

export type FactAt = Span & Fact;

/** A text with everything that was found out about it. */
export interface Observed {
  readonly text: string;
  readonly analysis: Analysis;
  /** In the order of the text; one of a kind at a place. */
  readonly facts: readonly FactAt[];
  readonly scopes: readonly ObservedScope[];
}

export const observe: (text: string, options: AnalyzeOptions) => Observed = remember(64, (text, options) => {
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
  return { text, analysis, facts, scopes };
});

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

/** What the name at an offset stands for; of several the one with the shortest text. */
export function factAt(text: string, offset: number, options: AnalyzeOptions): FactAt | undefined {
  let best: FactAt | undefined;
  for (const fact of observe(text, options).facts) {
    if (fact.kind === "member" || fact.start > offset || offset > fact.end) continue;
    if (!best || fact.end - fact.start < best.end - best.start) best = fact;
  }
  return best;
}

import { analyzeWith } from "../analyze.js";
import type { Span } from "../ast/index.js";
import type { Fact } from "../context.js";
import type { AnalyzeOptions, ColumnOrigin } from "../contract.js";

export type FactAt = Span & Fact;

/** Everything in the text that is a name, with what it stands for. */
export function factsOf(text: string, options: AnalyzeOptions): readonly FactAt[] {
  const found: FactAt[] = [];
  analyzeWith(text, options, { resolved: ({ start, end }, fact) => found.push({ start, end, ...fact }) });
  return found;
}

/**
 * What the name at an offset stands for: a column with its type, a table, a common table expression, a function.
 *
 * @param text The statement; it may be unfinished.
 * @param offset In UTF-16 units.
 */
export function hoverAt(text: string, offset: number, options: AnalyzeOptions): FactAt | undefined {
  let best: FactAt | undefined;
  for (const fact of factsOf(text, options)) {
    if (fact.start > offset || offset > fact.end) continue;
    if (!best || fact.end - fact.start < best.end - best.start) best = fact;
  }
  return best;
}

/** Where a name comes from: a place of the same text, or a table or column of the schema cache. */
export type Definition =
  | { readonly kind: "text"; readonly start: number; readonly end: number }
  | { readonly kind: "column"; readonly origin: ColumnOrigin }
  | { readonly kind: "table"; readonly catalog: string; readonly schema: string; readonly table: string };

export function definitionAt(text: string, offset: number, options: AnalyzeOptions): Definition | undefined {
  const fact = hoverAt(text, offset, options);
  switch (fact?.kind) {
    case "cte":
      return { kind: "text", start: fact.cte.name.start, end: fact.cte.name.end };
    case "table":
      return { kind: "table", catalog: fact.table.catalog, schema: fact.table.schema, table: fact.table.name };
    case "column": {
      const { origin, start, end } = fact.column;
      if (origin) return { kind: "column", origin };
      return start === undefined || end === undefined ? undefined : { kind: "text", start, end };
    }
    default:
      return undefined;
  }
}

/** Every place of the text that names the common table expression at an offset, its own name first; for rename. */
export function referencesAt(text: string, offset: number, options: AnalyzeOptions): readonly Span[] {
  const facts = factsOf(text, options);
  const inside = (span: Span): boolean => span.start <= offset && offset <= span.end;
  const ctes = facts.flatMap((fact) => (fact.kind === "cte" ? [fact] : []));
  const chosen = ctes.find((fact) => inside(fact) || inside(fact.cte.name))?.cte;
  if (!chosen) return [];
  const uses = ctes.filter((fact) => fact.cte.name.start === chosen.name.start);
  const spans = [chosen.name, ...uses].map(({ start, end }): Span => ({ start, end }));
  return [...new Map(spans.map((span) => [span.start, span])).values()];
}

import type { Span } from "../ast/index.js";
import type { Fact, ObservedColumn } from "../context.js";
import type { AnalyzeOptions, ColumnOrigin } from "../contract.js";
import { type FactAt, observe } from "./facts.js";

/** What a name means: two names with one symbol mean the same. */
export type SqlSymbol =
  /** Something that the text itself names. */
  | { readonly kind: "text"; readonly declared: Span; readonly what: TextSymbol }
  | { readonly kind: "column"; readonly origin: ColumnOrigin }
  | { readonly kind: "table"; readonly catalog: string; readonly schema: string; readonly table: string }
  | { readonly kind: "other"; readonly what: string; readonly name: string };

export type TextSymbol = "cte" | "relation" | "column" | "variable" | "window";

type FactOf<K extends Fact["kind"]> = Extract<Fact, { readonly kind: K }>;

const text = (what: TextSymbol, { start, end }: Span): SqlSymbol => ({ kind: "text", what, declared: { start, end } });
const other = (what: string, name: string): SqlSymbol => ({ kind: "other", what, name: name.toLowerCase() });

const symbols: { readonly [K in Fact["kind"]]: (fact: FactOf<K>) => SqlSymbol | undefined } = {
  column: ({ column }) => columnSymbol(column),
  relation: ({ relation: { cte, table, declared } }) =>
    cte ? text("cte", cte.name) : table ? tableSymbol(table) : text("relation", declared),
  cte: ({ cte }) => text("cte", cte.name),
  variable: ({ declared }) => text("variable", declared),
  sqlVariable: ({ name, declared }) => (declared ? text("variable", declared) : other("variable", name)),
  window: ({ window }) => text("window", window.name),
  table: ({ table }) => tableSymbol(table),
  schema: ({ catalog, schema }) => other("schema", `${catalog}.${schema}`),
  catalog: ({ catalog }) => other("catalog", catalog),
  function: ({ name }) => other("function", name),
  userFunction: ({ function: { catalog, schema, name } }) => other("function", `${catalog}.${schema}.${name}`),
  marker: ({ name }) => (name === "?" ? undefined : other("marker", name)),
  field: () => undefined,
  member: () => undefined,
  star: () => undefined,
  literal: () => undefined,
  cast: () => undefined,
};

function columnSymbol({ declared, origin }: ObservedColumn): SqlSymbol | undefined {
  if (declared) return text("column", declared);
  return origin ? { kind: "column", origin } : undefined;
}

function tableSymbol({ catalog, schema, name }: { catalog: string; schema: string; name: string }): SqlSymbol {
  return { kind: "table", catalog, schema, table: name };
}

export function symbolOf(fact: Fact): SqlSymbol | undefined {
  const of = symbols[fact.kind] as (fact: Fact) => SqlSymbol | undefined;
  return of(fact);
}

export function keyOf(symbol: SqlSymbol): string {
  switch (symbol.kind) {
    case "text":
      return `text:${symbol.declared.start}`;
    case "column": {
      const { catalog, schema, table, column } = symbol.origin;
      return ["column", catalog, schema, table, column].join("\0");
    }
    case "table":
      return ["table", symbol.catalog, symbol.schema, symbol.table].join("\0");
    case "other":
      return `${symbol.what}\0${symbol.name}`;
  }
}

/** One place where a symbol is named. */
export interface Occurrence extends Span {
  readonly fact: FactAt;
  readonly symbol: SqlSymbol;
  readonly declares: boolean;
}

/** Every place of a text that names something. */
export function occurrencesOf(sql: string, options: AnalyzeOptions): readonly Occurrence[] {
  return observe(sql, options).facts.flatMap((fact): Occurrence[] => {
    const symbol = symbolOf(fact);
    if (!symbol) return [];
    const { start, end } = fact;
    const declares = symbol.kind === "text" && symbol.declared.start === start;
    return [{ start, end, fact, symbol, declares }];
  });
}

/** What the name at an offset means; where two things meet under one name, the first. */
export function occurrenceAt(sql: string, offset: number, options: AnalyzeOptions): Occurrence | undefined {
  const touching = occurrencesOf(sql, options).filter(({ start, end }) => start <= offset && offset <= end);
  return touching.reduce<Occurrence | undefined>(
    (best, one) => (best && best.end - best.start <= one.end - one.start ? best : one),
    undefined,
  );
}

/** Every place that names what the name at an offset means, in the order of the text; empty where there is no name. */
export function referencesAt(sql: string, offset: number, options: AnalyzeOptions): readonly Occurrence[] {
  const chosen = occurrenceAt(sql, offset, options);
  if (!chosen) return [];
  const key = keyOf(chosen.symbol);
  const same = occurrencesOf(sql, options).filter(({ symbol }) => keyOf(symbol) === key);
  return [...new Map(same.map((one) => [one.start, one])).values()];
}

/** Where a name comes from: a place of the same text, or a table or column of the schema cache. */
export type Definition =
  | { readonly kind: "text"; readonly start: number; readonly end: number }
  | { readonly kind: "column"; readonly origin: ColumnOrigin }
  | { readonly kind: "table"; readonly catalog: string; readonly schema: string; readonly table: string };

/** The name at an offset, and where what it means comes from. */
export function definitionAt(
  sql: string,
  offset: number,
  options: AnalyzeOptions,
): (Span & { readonly definition: Definition }) | undefined {
  const found = occurrenceAt(sql, offset, options);
  if (!found) return undefined;
  const { start, end, symbol } = found;
  if (symbol.kind === "other") return undefined;
  if (symbol.kind !== "text") return { start, end, definition: symbol };
  return { start, end, definition: { kind: "text", start: symbol.declared.start, end: symbol.declared.end } };
}

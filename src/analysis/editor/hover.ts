import { findFunction } from "../../functions/catalog/index.js";
import { type DataType, formatType } from "../../types/index.js";
import type { Span } from "../ast/index.js";
import type { Fact, ObservedColumn } from "../context.js";
import type { AnalyzeOptions } from "../contract.js";
import { type FactAt, factAt } from "./facts.js";
import { signaturesOf, userSignature } from "./function-text.js";

/** What there is to say of a name. */
export interface Hover extends Span {
  /** Code, such as `(column) amount: decimal(12,2)`; a line for each way to call a function. */
  readonly signature: string;
  /** Sentences, a line each. */
  readonly documentation?: string;
}

type FactOf<K extends Fact["kind"]> = Extract<Fact, { readonly kind: K }>;
interface Told {
  readonly signature: string;
  readonly lines?: readonly (string | undefined)[];
}

const tell: { readonly [K in Fact["kind"]]: (fact: FactOf<K>, word: string) => Told | undefined } = {
  column: ({ column }) => ({
    signature: `(column) ${column.name}: ${typeText(column.type, column.nullable)}`,
    lines: [column.comment, originOf(column)],
  }),
  field: ({ name, type, nullable }) => ({ signature: `(field) ${name}: ${typeText(type, nullable)}` }),
  sqlVariable: ({ name, type, nullable }) => ({ signature: `(variable) ${name}: ${typeText(type, nullable)}` }),
  variable: ({ name, type, nullable }) => ({ signature: `(lambda variable) ${name}: ${typeText(type, nullable)}` }),
  relation: ({ relation: { name, table, cte, of } }) => {
    if (cte) return { signature: `(common table expression) ${cte.name.name}` };
    if (table) return { signature: `(${table.kind.replaceAll("_", " ")}) ${nameOf(table)}`, lines: [table.comment] };
    return { signature: `(alias) ${name}`, lines: [of && `Of ${of}.`] };
  },
  table: ({ table }) => ({
    signature: `(${table.kind.replaceAll("_", " ")}) ${nameOf(table)}`,
    lines: [table.comment, ...(table.comment === undefined ? [] : [""]), ...table.columns.map(columnLine)],
  }),
  schema: ({ catalog, schema }) => ({ signature: `(schema) ${catalog}.${schema}` }),
  catalog: ({ catalog }) => ({ signature: `(catalog) ${catalog}` }),
  cte: ({ cte, columns }) => ({
    signature: `(common table expression) ${cte.name.name}`,
    lines: columns?.map(columnLine) ?? [],
  }),
  window: ({ window }) => ({ signature: `(window) ${window.name.name}` }),
  function: ({ name, type, nullable }) => builtin(name, type && typeText(type, nullable ?? true)),
  userFunction: ({ function: routine }) => ({
    signature: `(function) ${routine.catalog}.${routine.schema}.${userSignature(routine).label}`,
    lines: [routine.comment],
  }),
  star: ({ columns }) => ({
    signature: `(star) ${columns.length} ${columns.length === 1 ? "column" : "columns"}`,
    lines: columns.map(columnLine),
  }),
  literal: ({ type, nullable }) => ({ signature: `(literal) ${typeText(type, nullable)}` }),
  cast: ({ type, nullable }) => ({ signature: `(cast) ${typeText(type, nullable)}` }),
  marker: ({ name }) => ({ signature: `(parameter) ${name}` }),
  member: () => undefined,
};

function builtin(name: string, result: string | undefined): Told {
  const row = findFunction(name);
  if (!row) return { signature: `(function) ${name}` };
  const names = [row.name, ...(row.aliases ?? [])].filter((one) => one !== name.toLowerCase());
  return {
    signature: signaturesOf(row, name.toLowerCase())
      .map(({ label }) => `(${row.kind} function) ${label}`)
      .join("\n"),
    lines: [
      row.doc,
      result === undefined || result.startsWith("unknown") ? undefined : `Here: ${result}.`,
      names.length > 0 ? `Also called ${names.join(", ")}.` : undefined,
      row.since === undefined ? undefined : `Since Spark ${row.since}.`,
    ],
  };
}

function originOf({ name, origin }: ObservedColumn): string | undefined {
  if (!origin) return undefined;
  const { catalog, schema, table, column } = origin;
  const path = `${catalog}.${schema}.${table}`;
  return name.toLowerCase() === column.toLowerCase() ? `Of ${path}.` : `Of ${path}, there named ${column}.`;
}

function nameOf(table: { readonly catalog: string; readonly schema: string; readonly name: string }): string {
  return `${table.catalog}.${table.schema}.${table.name}`;
}

function columnLine({ name, type, nullable }: Pick<ObservedColumn, "name" | "type" | "nullable">): string {
  return `${name}: ${typeText(type, nullable)}`;
}

export function typeText(type: DataType, nullable: boolean): string {
  return `${formatType(type)}${nullable ? "" : " NOT NULL"}`;
}

/**
 * What the name at an offset stands for: a column with its type and comment, a table, a function, an alias.
 *
 * @param text The statement; it may be unfinished.
 * @param offset In UTF-16 units.
 */
export function hoverAt(text: string, offset: number, options: AnalyzeOptions): Hover | undefined {
  const fact = factAt(text, offset, options);
  if (!fact) return undefined;
  const { start, end } = fact;
  const told = (tell[fact.kind] as (fact: FactAt, word: string) => Told | undefined)(fact, text.slice(start, end));
  if (!told) return undefined;
  const documentation = (told.lines ?? []).filter((line) => line !== undefined).join("\n");
  return { start, end, signature: told.signature, ...(documentation === "" ? {} : { documentation }) };
}

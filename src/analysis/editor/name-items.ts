import { findFunction } from "../../functions/catalog/index.js";
import { parseSignature } from "../../functions/signature.js";
import { type DataType, formatType } from "../../types/index.js";
import type { ObservedColumn } from "../context.js";
import { quoteName } from "../syntax/quotes.js";
import type { CompletionItem } from "./completion-item.js";
import { typeText } from "./hover.js";
import { callAt } from "./signature.js";
import type { Surroundings } from "./surroundings.js";

export function namedItem(label: string, kind: CompletionItem["kind"], sort: string): CompletionItem {
  const written = quoteName(label);
  return written === label ? { label, kind, sort } : { label, kind, sort, insert: written };
}

/** Columns in the order of their relations; one that several relations have is written with its relation. */
export function columnItems(columns: readonly ObservedColumn[]): readonly CompletionItem[] {
  const owners = new Map<string, Set<string>>();
  for (const { name, qualifier } of columns) {
    const known = owners.get(name.toLowerCase()) ?? new Set();
    owners.set(name.toLowerCase(), known.add(qualifier.at(-1) ?? ""));
  }
  return columns.map((column, i) => {
    const owner = column.qualifier.at(-1);
    const isShared = owner !== undefined && (owners.get(column.name.toLowerCase())?.size ?? 0) > 1;
    return columnItem(column, i, isShared ? owner : undefined);
  });
}

function columnItem(column: ObservedColumn, place: number, owner?: string): CompletionItem {
  const label = owner === undefined ? column.name : `${owner}.${column.name}`;
  const written = owner === undefined ? quoteName(column.name) : `${quoteName(owner)}.${quoteName(column.name)}`;
  const { origin, comment } = column;
  const from = origin && `${origin.catalog}.${origin.schema}.${origin.table}`;
  const documentation = [comment, from && `Of ${from}.`].filter((line) => line !== undefined).join("\n");
  return {
    label,
    kind: "column",
    sort: `1${String(place).padStart(5, "0")}`,
    detail: typeText(column.type, column.nullable),
    ...(documentation === "" ? {} : { documentation }),
    ...(written === label ? {} : { insert: written }),
  };
}

/** Columns that more than one relation has, for USING. */
export function commonColumns(columns: readonly ObservedColumn[]): readonly CompletionItem[] {
  const owners = (name: string): number =>
    new Set(
      columns.filter((one) => one.name.toLowerCase() === name.toLowerCase()).map((one) => one.qualifier.join(".")),
    ).size;
  const common = columns.filter(({ name }) => owners(name) > 1);
  return (common.length > 0 ? common : columns).map((column, i) => columnItem(column, i));
}

/** Behind a dot: the columns of a relation. */
export function memberItems(
  qualifier: readonly string[],
  columns: readonly ObservedColumn[],
): readonly CompletionItem[] {
  const wanted = qualifier.map((part) => part.toLowerCase());
  if (wanted.length === 0) return [];
  const owned = columns.filter((column) => {
    const own = column.qualifier.map((part) => part.toLowerCase());
    return wanted.length <= own.length && wanted.every((part, i) => part === own[own.length - wanted.length + i]);
  });
  return owned.map((column, i) => columnItem(column, i));
}

/** Behind a dot: the fields of a struct. */
export function fieldItems(type: DataType | undefined): readonly CompletionItem[] {
  const inner = type?.kind === "array" ? type.element : type;
  if (inner?.kind !== "struct") return [];
  return inner.fields.map((field, i) => ({
    ...namedItem(field.name, "field", `1${String(i).padStart(5, "0")}`),
    detail: formatType(field.type),
  }));
}

export function variableItems({ variables }: Surroundings): readonly CompletionItem[] {
  return variables.map(({ name, type, nullable }) => ({
    ...namedItem(name, "variable", "0"),
    detail: typeText(type, nullable),
  }));
}

/** The variables of the script and of the session; one that an inner block hides needs its label. */
export function sqlVariableItems({ sqlVariables }: Surroundings, label?: string): readonly CompletionItem[] {
  const seen = new Set<string>();
  return sqlVariables.flatMap((one) => {
    const name = one.name.toLowerCase();
    const isHidden = label === undefined && seen.has(name);
    seen.add(name);
    if (isHidden || (label !== undefined && one.label?.toLowerCase() !== label.toLowerCase())) return [];
    return [{ ...namedItem(one.name, "variable", "3"), detail: typeText(one.type, one.nullable) }];
  });
}

/** The parameters of the call at the caret that have no argument yet, for `name => value`. */
export function argumentItems({ text, start, options }: Surroundings): readonly CompletionItem[] {
  const call = callAt(text, start, options);
  const row = call && findFunction(call.name.at(-1) ?? "");
  if (!call || !row?.traits?.includes("named") || typeof row.takes !== "string") return [];
  return parseSignature(row.takes)
    .filter((parameter, i) => i >= call.argument && !call.labels.includes(parameter.name.toLowerCase()))
    .map(({ name }, i) => ({
      label: `${name} =>`,
      kind: "argument",
      sort: `2${i}`,
      insert: `${name} => `,
    }));
}

/** Catalogs, schemas and tables below what is written already; common table expressions too. */
export function tableItems(qualifier: readonly string[], { scope, options }: Surroundings): readonly CompletionItem[] {
  const { schemas } = options;
  const current = options.catalog ?? "spark_catalog";
  const [first, second] = qualifier;
  const tablesOf = (catalog: string, schema: string): readonly CompletionItem[] =>
    schemas.tables(catalog, schema).map((table) => ({
      ...namedItem(table.name, "table", "1"),
      detail: table.kind.replaceAll("_", " "),
      ...(table.comment === undefined ? {} : { documentation: table.comment }),
    }));
  if (first !== undefined && second !== undefined) return qualifier.length === 2 ? tablesOf(first, second) : [];
  if (first !== undefined) {
    return [...schemas.schemas(first).map((name) => namedItem(name, "schema", "2")), ...tablesOf(current, first)];
  }
  return [
    ...scope.ctes.map(({ name }) => namedItem(name.name, "cte", "0")),
    ...tablesOf(current, options.schema ?? "default"),
    ...schemas.schemas(current).map((name) => namedItem(name, "schema", "2")),
    ...schemas.catalogs().map((name) => namedItem(name, "catalog", "2")),
  ];
}

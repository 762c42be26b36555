import type { Ident, Name } from "../ast/index.js";
import { type Column, qualifierMatches, type Rel, sameName } from "./relation.js";

/** A name found in a relation. What is left of it are fields of the column. */
export type Found =
  | { readonly kind: "column"; readonly column: Column; readonly fields: readonly Ident[]; readonly parts: number }
  | { readonly kind: "ambiguous"; readonly columns: readonly Column[] }
  /** A part of the relation is unknown, and the name may be in it. */
  | { readonly kind: "open"; readonly qualifier?: readonly string[] | undefined }
  | undefined;

/** As Spark does: the longest qualifier that fits wins; without one, the first part is a column and the rest are fields. */
export function lookUp(rel: Rel, name: Name): Found {
  const longest = Math.min(name.length - 1, 3);
  for (let length = longest; length >= 1; length--) {
    const qualifier = name.slice(0, length).map((part) => part.name);
    const wanted = name[length];
    if (!wanted) continue;
    const columns = matching(rel, wanted.name, (column) => fits(column, qualifier));
    if (columns.length > 0) return choose(columns, name.slice(length + 1), length + 1);
  }
  const first = name[0];
  if (first) {
    const columns = rel.columns.filter((column) => sameName(column.name, first.name));
    if (columns.length > 0) return choose(columns, name.slice(1), 1);
  }
  if (!mayBeOpen(rel, name)) return undefined;
  const qualified = name.length > 1 && first ? first.name : undefined;
  const qualifier = qualified === undefined ? undefined : rel.open.find((one) => qualifierMatches(one, [qualified]));
  return { kind: "open", qualifier };
}

/** Three parts only match a whole qualifier; two match its end; one its last part. */
function fits(column: Column, qualifier: readonly string[]): boolean {
  return qualifierMatches(column.qualifier, qualifier);
}

function matching(rel: Rel, name: string, accepts: (column: Column) => boolean): Column[] {
  const named = (column: Column): boolean => sameName(column.name, name) && accepts(column);
  return [...rel.columns.filter(named), ...rel.hidden.filter(named)];
}

function choose(columns: readonly Column[], fields: readonly Ident[], parts: number): Found {
  const distinct = columns.filter((column, i) => columns.findIndex((other) => other.id === column.id) === i);
  const [only] = distinct;
  if (only && distinct.length === 1) return { kind: "column", column: only, fields, parts };
  return { kind: "ambiguous", columns: distinct };
}

/** A name with a qualifier that is a known relation's cannot be in an unknown one. */
function mayBeOpen(rel: Rel, name: Name): boolean {
  if (rel.open.length === 0) return false;
  if (name.length === 1) return true;
  if (name.some((part) => part.dynamic)) return true;
  const first = name[0];
  if (!first) return true;
  const known = rel.columns.some((column) => sameName(column.qualifier.at(-1) ?? "", first.name));
  const asOpen = rel.open.some((qualifier) => qualifier.length === 0 || mentions(qualifier, name));
  return asOpen || !known;
}

function mentions(qualifier: readonly string[], name: Name): boolean {
  return name.some((part, i) => i < name.length && sameName(part.name, qualifier.at(-1) ?? ""));
}

/** What a misspelt name may have meant, as it would have to be written. */
export function* visibleNames(rel: Rel, qualified: boolean): Iterable<string> {
  for (const column of rel.columns) {
    yield column.name;
    if (qualified && column.qualifier.length > 0) yield `${column.qualifier.at(-1)}.${column.name}`;
  }
}

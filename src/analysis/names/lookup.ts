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
    const columns = named(rel, "columns", first.name);
    if (columns.length > 0) return choose(columns, name.slice(1), 1);
  }
  if (isOfSource(rel, name)) return { kind: "open" };
  if (!mayBeOpen(rel, name)) return undefined;
  const qualified = name.length > 1 && first ? first.name : undefined;
  const qualifier = qualified === undefined ? undefined : rel.open.find((one) => qualifierMatches(one, [qualified]));
  return { kind: "open", qualifier };
}

/** Three parts only match a whole qualifier; two match its end; one its last part. */
function fits(column: Column, qualifier: readonly string[]): boolean {
  return qualifierMatches(column.qualifier, qualifier);
}

/** A column that is not in the output is only seen where none is that has the name. */
function matching(rel: Rel, name: string, accepts: (column: Column) => boolean): readonly Column[] {
  const shown = named(rel, "columns", name).filter(accepts);
  return shown.length > 0 ? shown : named(rel, "hidden", name).filter(accepts);
}

type Part = "columns" | "hidden";
interface Index {
  looked: number;
  readonly byName: Partial<Record<Part, ReadonlyMap<string, readonly Column[]>>>;
}
const indexes = new WeakMap<Rel, Index>();
/** A wide relation that is asked more often gets an index. */
const OFTEN = 3;
const WIDE = 16;

function named(rel: Rel, part: Part, name: string): readonly Column[] {
  const fits = (column: Column): boolean => sameName(column.name, name);
  if (rel[part].length <= WIDE) return rel[part].filter(fits);
  const index = indexes.get(rel) ?? { looked: 0, byName: {} };
  if (index.looked === 0) indexes.set(rel, index);
  if (++index.looked <= OFTEN) return rel[part].filter(fits);
  index.byName[part] ??= indexed(rel[part]);
  return index.byName[part].get(name.toLowerCase())?.filter(fits) ?? [];
}

function indexed(columns: readonly Column[]): ReadonlyMap<string, readonly Column[]> {
  const byName = new Map<string, Column[]>();
  for (const column of columns) {
    const key = column.name.toLowerCase();
    const known = byName.get(key);
    if (known) known.push(column);
    else byName.set(key, [column]);
  }
  return byName;
}

function choose(columns: readonly Column[], fields: readonly Ident[], parts: number): Found {
  const ids = new Set<number>();
  const distinct = columns.filter((column) => !ids.has(column.id) && ids.add(column.id));
  const [only] = distinct;
  if (only && distinct.length === 1) return { kind: "column", column: only, fields, parts };
  return { kind: "ambiguous", columns: distinct };
}

/** The hidden columns that Spark's file sources, Delta and Iceberg give a table; which of them, no catalog tells. */
const sourceColumns: ReadonlySet<string> = new Set([
  "_metadata",
  "_file",
  "_pos",
  "_spec_id",
  "_partition",
  "_deleted",
  "_row_id",
  "_last_updated_sequence_number",
]);

function isOfSource({ tables }: Rel, name: Name): boolean {
  const at = tables ? name.findIndex((part) => sourceColumns.has(part.name.toLowerCase())) : -1;
  if (at <= 0) return at === 0;
  const qualifier = name.slice(0, at).map((part) => part.name);
  return tables?.some((table) => qualifierMatches(table, qualifier)) === true;
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

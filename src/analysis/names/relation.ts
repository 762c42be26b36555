import type { DataType } from "../../types/index.js";
import type { Span } from "../ast/index.js";
import type { Context } from "../context.js";
import type { ColumnOrigin } from "../contract.js";

/** A column that a query can see. Two columns with one `id` are one and the same value. */
export interface Column {
  readonly id: number;
  readonly name: string;
  /** `[catalog, schema, table]` of a table, `[alias]` of an alias, empty of a computed column. */
  readonly qualifier: readonly string[];
  readonly type: DataType;
  readonly nullable: boolean;
  readonly origin?: ColumnOrigin;
  readonly comment?: string;
  /** Where the text gives it its name. */
  readonly declared?: Span;
  /** Made by a generator of a SELECT list, the whole of which may name it. */
  readonly isGenerated?: boolean;
  /** Where it was made in the text. */
  readonly start?: number;
  readonly end?: number;
}

/** What a relation shows to the clauses above it. */
export interface Rel {
  readonly columns: readonly Column[];
  /** Seen only when qualified: the side of a USING column that is not in the output. */
  readonly hidden: readonly Column[];
  /**
   * The qualifiers of the parts whose columns are unknown to us: any name may be in them, so nothing that is not
   * found is a mistake, and `*` is unknown.
   */
  readonly open: readonly (readonly string[])[];
  /** The qualifiers of the tables in it: their source may give them hidden columns, such as `_metadata`. */
  readonly tables?: readonly (readonly string[])[];
  /** What stands below a lateral view or join: ORDER BY looks for names there too. */
  readonly below?: Rel;
}

export const emptyRel: Rel = Object.freeze({ columns: [], hidden: [], open: [] });

export function relOf(columns: readonly Column[]): Rel {
  return { columns, hidden: [], open: [] };
}

export function openRel(qualifier: readonly string[] = []): Rel {
  return { columns: [], hidden: [], open: [qualifier] };
}

export function isOpen(rel: Rel): boolean {
  return rel.open.length > 0;
}

export function qualify(rel: Rel, qualifier: readonly string[]): Rel {
  return {
    columns: rel.columns.map((column) => ({ ...column, qualifier })),
    hidden: [],
    open: isOpen(rel) ? [qualifier] : [],
    ...(rel.tables && { tables: [qualifier] }),
  };
}

export function over(rel: Rel, below: Rel): Rel {
  return below === emptyRel ? rel : { ...rel, below };
}

/** What a relation has beside its output. */
export function behindOf({ hidden, tables }: Rel): Rel {
  return { columns: [], hidden, open: [], ...(tables && { tables }) };
}

/** What stands below a relation, the uppermost first. */
export function belowOf({ below }: Rel): readonly Rel[] {
  return below ? [below, ...belowOf(below)] : [];
}

export function asNullable(columns: readonly Column[]): readonly Column[] {
  return columns.map((column) => (column.nullable ? column : { ...column, nullable: true }));
}

export function nullableRel(rel: Rel): Rel {
  const { below: _, ...rest } = rel;
  return { ...rest, columns: asNullable(rel.columns), hidden: asNullable(rel.hidden) };
}

export function concat(left: Rel, right: Rel): Rel {
  if (left === emptyRel) return right;
  return {
    columns: [...left.columns, ...right.columns],
    hidden: [...left.hidden, ...right.hidden],
    open: [...left.open, ...right.open],
    ...tablesOf([left, right]),
  };
}

export function concatAll(rels: readonly Rel[]): Rel {
  const [only] = rels;
  if (!only) return emptyRel;
  if (rels.length === 1) return only;
  return {
    columns: rels.flatMap((rel) => rel.columns),
    hidden: rels.flatMap((rel) => rel.hidden),
    open: rels.flatMap((rel) => rel.open),
    ...tablesOf(rels),
  };
}

function tablesOf(rels: readonly Rel[]): Pick<Rel, "tables"> {
  return rels.some((rel) => rel.tables) ? { tables: rels.flatMap((rel) => rel.tables ?? []) } : {};
}

/** New identities: the same query read a second time gives other columns than the first time. */
export function refresh(ctx: Context, rel: Rel): Rel {
  const ids = new Map<number, number>();
  const renew = (column: Column): Column => {
    let id = ids.get(column.id);
    if (id === undefined) {
      id = ctx.newId();
      ids.set(column.id, id);
    }
    return { ...column, id };
  };
  return { columns: rel.columns.map(renew), hidden: rel.hidden.map(renew), open: rel.open };
}

export function sameName(a: string, b: string): boolean {
  return a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase());
}

/** `t` names `[catalog, schema, t]`, `schema.t` too; a column's qualifier ends with what was written. */
export function qualifierMatches(qualifier: readonly string[], written: readonly string[]): boolean {
  if (written.length === 0 || written.length > qualifier.length) return false;
  const skip = qualifier.length - written.length;
  return written.every((part, i) => sameName(part, qualifier[skip + i] ?? ""));
}

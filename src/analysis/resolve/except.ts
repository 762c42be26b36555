import { type DataType, formatType } from "../../types/index.js";
import { type Ident, type Name, nameSpan, type Span } from "../ast/index.js";
import { lookUp } from "../names/lookup.js";
import { type Column, relOf, sameName } from "../names/relation.js";
import type { Scope } from "../names/scope.js";
import { fieldOf } from "./fields.js";
import type { Resolved } from "./resolved.js";

/** What EXCEPT, or DROP in a pipe, leaves out of a column: all of it, or fields by their paths. */
type Paths = readonly (readonly string[])[];

/**
 * The columns without those that EXCEPT names. A struct without some of its fields is made anew. Undefined where it is
 * not known what is left. `isOpen`: there are more columns, which may be the ones that are named.
 */
export function leaveOut(
  found: readonly Resolved[],
  except: readonly Name[],
  at: Span,
  scope: Scope,
  isOpen = false,
): readonly Resolved[] | undefined {
  const { ctx } = scope.env;
  const ids = new Map<string, number>();
  const columns = found.map((one) => columnOf(one, ids));
  const left = new Map<number, Paths>();
  const spellings = new Map<number, string>();
  for (const name of except) {
    const hit = lookUp(relOf(columns), name);
    if (hit?.kind === "ambiguous") {
      ctx.report("AMBIGUOUS_REFERENCE", nameSpan(name), {
        name: name.map((part) => part.name).join("."),
        candidates: "several of the columns",
      });
      return undefined;
    }
    if (hit?.kind !== "column") {
      if (name.some((part) => part.dynamic)) return undefined;
      if (!isOpen) reportMissing(name, columns, scope);
      continue;
    }
    const { column, fields, parts } = hit;
    const base = found[columns.findIndex((one) => one.id === column.id)];
    if (base?.column) ctx.observer?.resolved(name[parts - 1] ?? at, { kind: "column", column: base.column });
    if (base && !isField(base, fields, scope)) return undefined;
    const path = fields.map((field) => field.name.toLowerCase());
    const known = left.get(column.id) ?? [];
    const spelt = name[parts - 1]?.name ?? "";
    // Spark forgets one of two fields where the column is not spelt alike.
    if ((spellings.get(column.id) ?? spelt) !== spelt) return undefined;
    spellings.set(column.id, spelt);
    if (known.some((other) => path.every((part, i) => i >= other.length || part === other[i]))) {
      const names = except.map((one) => one.map((part) => part.name).join(".")).join(", ");
      ctx.report("EXCEPT_OVERLAPPING_COLUMNS", nameSpan(name), { names });
      return undefined;
    }
    left.set(column.id, [...known, path]);
  }
  return found.flatMap((one, i): readonly Resolved[] => {
    const paths = left.get(columns[i]?.id ?? -1);
    const placed = { ...one, start: at.start, end: at.end };
    if (!paths) return [placed];
    return paths.some((path) => path.length === 0) ? [] : [without(placed, paths)];
  });
}

/** What a star stands for, as columns that a name may mean. One that stands there twice is one. */
function columnOf(one: Resolved, ids: Map<string, number>): Column {
  const id = ids.get(one.key) ?? ids.size;
  ids.set(one.key, id);
  const { attributeName: name = "", type, nullable } = one;
  return { qualifier: [], name, type, nullable, ...one.column, id };
}

/** Whether the path leads through structs to a field. */
function isField(base: Resolved, fields: Name, scope: Scope): boolean {
  const { ctx } = scope.env;
  let at = base;
  for (const field of fields) {
    const { type } = at;
    if (type.kind === "map" || type.kind === "array") {
      ctx.report("EXCEPT_NESTED_COLUMN_INVALID_TYPE", field, {
        columnName: field.name,
        dataType: formatType(type).toUpperCase(),
      });
      return false;
    }
    at = fieldOf(ctx, at, field, field);
    if (at.role === "unknown") return false;
  }
  return true;
}

function without(one: Resolved, paths: Paths): Resolved {
  const name = one.attributeName ?? "";
  return {
    ...one,
    role: "plain",
    column: undefined,
    type: structWithout(one.type, one.nullable, paths),
    nullable: false,
    printed: { kind: "alias", of: { kind: "variable", name: undefined }, name },
    key: `except(${one.key},${paths.join(";")})`,
    children: [one],
    alias: [name],
  };
}

/** The fields are taken out of the struct one by one: each is nullable where the struct is. */
function structWithout(type: DataType, isNullable: boolean, paths: Paths): DataType {
  if (type.kind !== "struct") return type;
  const fields = type.fields.flatMap((field) => {
    const nullable = isNullable || field.nullable;
    const own = paths
      .filter(([first]) => first !== undefined && sameName(first, field.name))
      .map(([, ...rest]) => rest);
    if (own.length === 0) return [{ ...field, nullable }];
    if (own.some((path) => path.length === 0)) return [];
    return [{ ...field, type: structWithout(field.type, nullable, own), nullable: false }];
  });
  return { ...type, fields };
}

function reportMissing(name: Name, columns: readonly Column[], { env }: Scope): void {
  const last: Ident | undefined = name.at(-1);
  if (!last) return;
  if (columns.length > 0) env.ctx.missingColumn(nameSpan(name), last.name, columns);
  else env.ctx.report("UNRESOLVED_COLUMN.WITHOUT_SUGGESTION", nameSpan(name), { name: last.name });
}

import { type DataType, formatType } from "../../types/index.js";
import type { SetOperator, Span } from "../ast/index.js";
import { type Column, isOpen, openRel, type Rel, relOf } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { hasUnknown, unknownType } from "../resolve/resolved.js";
import { castCanBeNull, sameType } from "../typing/index.js";
import { meeting } from "./meet.js";

/** UNION, INTERSECT, EXCEPT: columns meet by position under the names of the left side. */
export function combine(env: Env, operator: SetOperator, all: boolean, left: Rel, right: Rel, at: Span): Rel {
  const { ctx } = env;
  if (isOpen(left)) return openRel();
  if (isOpen(right)) {
    return relOf(
      left.columns.map((column) => ({
        ...column,
        id: ctx.newId(),
        type: operator === "EXCEPT" ? column.type : unknownType,
        nullable: true,
      })),
    );
  }
  if (left.columns.length !== right.columns.length) {
    ctx.report("NUM_COLUMNS_MISMATCH", at, {
      operator,
      firstNumColumns: left.columns.length,
      invalidNumColumns: right.columns.length,
    });
    return relOf(left.columns);
  }
  // INTERSECT and EXCEPT cast all columns or none: those that differ in nothing but NULLs inside are as on the left.
  const isLeft =
    operator !== "UNION" &&
    left.columns.every((column, i) => underNames(column.type, right.columns[i]!.type) !== undefined);
  const ids = new Map<number, number>();
  const columns = left.columns.map((column, i): Column => {
    const other = right.columns[i];
    if (!other) return column;
    const found = met(env, operator, column, other, i, at);
    const type = found && isLeft ? column.type : found;
    if (!type) return { ...column, id: ctx.newId(), type: unknownType, nullable: true };
    // A column that stands on the left twice is one column of the result, unless each is cast to something else.
    const kept = sameType(column.type, type) ? ids.get(column.id) : undefined;
    const id = kept ?? ctx.newId();
    if (sameType(column.type, type)) ids.set(column.id, id);
    const l = column.nullable || (!hasUnknown(type) && castCanBeNull(column.type, type));
    const r = other.nullable || (!hasUnknown(type) && castCanBeNull(other.type, type));
    const nullable = operator === "UNION" ? l || r : operator === "INTERSECT" ? l && r : l;
    const { origin: _, ...rest } = column;
    return { ...(operator === "UNION" ? rest : column), id, type, nullable };
  });
  if (operator !== "UNION" || !all) checkDistinct(env, columns, at);
  return relOf(columns);
}

/** Rows with maps or variants in them cannot be compared. */
export function checkDistinct(env: Env, columns: readonly Column[], at: Span): void {
  for (const column of columns) {
    const kind = uncomparable(column.type);
    if (!kind) continue;
    env.ctx.report(`UNSUPPORTED_FEATURE.SET_OPERATION_ON_${kind}_TYPE`, at, { colName: column.name });
    return;
  }
}

function uncomparable(type: Column["type"]): "MAP" | "VARIANT" | undefined {
  if (type.kind === "map") return "MAP";
  if (type.kind === "variant") return "VARIANT";
  if (type.kind === "array") return uncomparable(type.element);
  if (type.kind !== "struct") return undefined;
  for (const field of type.fields) {
    const kind = uncomparable(field.type);
    if (kind) return kind;
  }
  return undefined;
}

/** Texts of two collations do not meet in a column, whatever gives them theirs. */
function sameCollations(left: DataType, right: DataType): boolean {
  if (left.kind === "string" && right.kind === "string") return left.collation === right.collation;
  if (left.kind === "array" && right.kind === "array") return sameCollations(left.element, right.element);
  if (left.kind === "map" && right.kind === "map")
    return sameCollations(left.key, right.key) && sameCollations(left.value, right.value);
  if (left.kind !== "struct" || right.kind !== "struct") return true;
  return left.fields.every((field, i) => {
    const other = right.fields[i];
    return !other || sameCollations(field.type, other.type);
  });
}

/** UNION takes structs that are the same but for the names of their fields: the first query has the names. */
function underNames(left: DataType, right: DataType): DataType | undefined {
  if (left.kind === "array" && right.kind === "array") {
    const element = underNames(left.element, right.element);
    return element && { kind: "array", element, containsNull: left.containsNull || right.containsNull };
  }
  if (left.kind === "map" && right.kind === "map") {
    const key = underNames(left.key, right.key);
    const value = underNames(left.value, right.value);
    const valueContainsNull = left.valueContainsNull || right.valueContainsNull;
    return key && value && { kind: "map", key, value, valueContainsNull };
  }
  if (left.kind !== "struct" || right.kind !== "struct") return sameType(left, right) ? left : undefined;
  if (left.fields.length !== right.fields.length) return undefined;
  const fields = left.fields.flatMap((field, i) => {
    const other = right.fields[i];
    const type = other && underNames(field.type, other.type);
    return type ? [{ name: field.name, type, nullable: field.nullable || other.nullable }] : [];
  });
  return fields.length === left.fields.length ? { kind: "struct", fields } : undefined;
}

function met(
  env: Env,
  operator: SetOperator,
  left: Column,
  right: Column,
  i: number,
  at: Span,
): Column["type"] | undefined {
  if (hasUnknown(left.type) || hasUnknown(right.type)) return undefined;
  const isSameText = sameCollations(left.type, right.type);
  const renamed = operator === "UNION" ? underNames(left.type, right.type) : undefined;
  const type = isSameText ? (meeting(env, left.type, right.type) ?? renamed) : undefined;
  if (type && type.kind !== "unknown") return type;
  if (type) return undefined;
  env.ctx.report("INCOMPATIBLE_COLUMN_TYPE", at, {
    operator,
    columnOrdinalNumber: i + 1,
    dataType1: formatType(left.type).toUpperCase(),
    dataType2: formatType(right.type).toUpperCase(),
  });
  return undefined;
}

import type { DataType, DayTimeField, StructType, YearMonthField } from "../../types/index.js";
import { castCanBeNull } from "./cast.js";
import { asDecimal, losesDigits, widestDecimal } from "./decimal.js";
import {
  asText,
  double,
  isFractional,
  isGeospatial,
  isIntegral,
  isNumeric,
  isUnknown,
  sameType,
  unknown,
} from "./kinds.js";

/**
 * How far two types may go to meet: `strings` lets a string become the other side (COALESCE, CASE, UNION),
 * `plain` does not (`greatest`), `table` moreover keeps FLOAT beside integers (VALUES, UNPIVOT: Spark's rules without
 * ANSI), and `tight` widens no decimal either (`array_append`).
 */
export type Meeting = "strings" | "plain" | "table" | "tight";

/** The collation of two columns with different collations. */
export const INDETERMINATE = "null";

const integrals: readonly DataType["kind"][] = ["tinyint", "smallint", "int", "bigint"];
const ladder: readonly DataType["kind"][] = [...integrals, "float", "double"];
const instants: readonly DataType["kind"][] = ["date", "timestamp_ntz", "timestamp"];
const yearMonth: readonly YearMonthField[] = ["year", "month"];
const dayTime: readonly DayTimeField[] = ["day", "hour", "minute", "second"];

/** The type in which two values meet, as Spark's ANSI coercion has it; `undefined` where there is none. */
export function widest(left: DataType, right: DataType, meeting: Meeting = "strings"): DataType | undefined {
  const a = asText(left);
  const b = asText(right);
  if (sameType(a, b)) return a;
  if (a.kind === "void") return b;
  if (b.kind === "void") return a;
  if (isUnknown(a) || isUnknown(b)) return unknown;
  if (a.kind === "string" && b.kind === "string")
    return meeting === "tight" ? undefined : { kind: "string", collation: INDETERMINATE };
  if (a.kind === "string") return meeting === "strings" ? promoted(b) : undefined;
  if (b.kind === "string") return meeting === "strings" ? promoted(a) : undefined;
  if (isNumeric(a) && isNumeric(b)) return widestNumber(a, b, meeting);
  if (instants.includes(a.kind) && instants.includes(b.kind))
    return instants.indexOf(a.kind) > instants.indexOf(b.kind) ? a : b;
  if (meeting !== "tight" && isGeospatial(a) && a.kind === b.kind) return { kind: a.kind, srid: "any" };
  if (a.kind === "time" && b.kind === "time") return a.precision > b.precision ? a : b;
  if (a.kind === "year_month_interval" && b.kind === "year_month_interval")
    return { kind: a.kind, ...span(yearMonth, a, b) };
  if (a.kind === "day_time_interval" && b.kind === "day_time_interval") return { kind: a.kind, ...span(dayTime, a, b) };
  if (a.kind === "array" && b.kind === "array") {
    const element = widest(a.element, b.element, meeting);
    if (!element) return undefined;
    const casts = castCanBeNull(a.element, element) || castCanBeNull(b.element, element);
    return { kind: "array", element, containsNull: a.containsNull || b.containsNull || casts };
  }
  if (a.kind === "map" && b.kind === "map") {
    const key = widest(a.key, b.key, meeting);
    const value = widest(a.value, b.value, meeting);
    // Keys that are a string and a number would meet in a type whose cast may be NULL, which no key can be; bytes are never,
    // and `map()` has none.
    const isKnown = [a.key, b.key].every((one) => !isUnknown(one) && one.kind !== "void") && key?.kind !== "binary";
    if (!key || !value || (isKnown && (a.key.kind === "string") !== (b.key.kind === "string"))) return undefined;
    const casts = castCanBeNull(a.value, value) || castCanBeNull(b.value, value);
    return { kind: "map", key, value, valueContainsNull: a.valueContainsNull || b.valueContainsNull || casts };
  }
  if (a.kind === "struct" && b.kind === "struct") return widestStruct(a, b, meeting);
  return undefined;
}

/** What a string becomes beside another type. */
function promoted(other: DataType): DataType | undefined {
  if (isIntegral(other)) return { kind: "bigint" };
  if (isFractional(other) || other.kind === "decimal") return double;
  const kept: readonly DataType["kind"][] = [
    "boolean",
    "binary",
    "date",
    "timestamp",
    "timestamp_ntz",
    "time",
    "variant",
  ];
  return kept.includes(other.kind) ? other : undefined;
}

/** Without a cast that may lose digits, a decimal meets only the integers that it holds. */
function tightDecimal(a: DataType, b: DataType): DataType | undefined {
  const [decimal, whole] = a.kind === "decimal" ? [a, b] : [b, a];
  const digits = isIntegral(whole) ? asDecimal(whole) : undefined;
  return digits && decimal.kind === "decimal" && !losesDigits(digits, decimal) ? decimal : undefined;
}

function widestNumber(a: DataType, b: DataType, meeting: Meeting): DataType | undefined {
  const onLadder = ladder.includes(a.kind) && ladder.includes(b.kind);
  if (onLadder && (meeting === "table" || meeting === "tight" || (isIntegral(a) && isIntegral(b))))
    return ladder.indexOf(a.kind) > ladder.indexOf(b.kind) ? a : b;
  const x = asDecimal(a);
  const y = asDecimal(b);
  if (meeting === "tight") return tightDecimal(a, b);
  return x && y ? widestDecimal(x, y) : double;
}

function span<F extends string>(
  order: readonly F[],
  a: { readonly start: F; readonly end: F },
  b: { readonly start: F; readonly end: F },
): { readonly start: F; readonly end: F } {
  const first = order.indexOf(a.start) < order.indexOf(b.start) ? a.start : b.start;
  const last = order.indexOf(a.end) > order.indexOf(b.end) ? a.end : b.end;
  return { start: first, end: last };
}

function widestStruct(a: StructType, b: StructType, meeting: Meeting): DataType | undefined {
  if (a.fields.length !== b.fields.length) return undefined;
  const fields = [];
  for (const [i, field] of a.fields.entries()) {
    const other = b.fields[i];
    if (!other || field.name.toLowerCase() !== other.name.toLowerCase()) return undefined;
    const type = widest(field.type, other.type, meeting);
    if (!type) return undefined;
    const casts = castCanBeNull(field.type, type) || castCanBeNull(other.type, type);
    fields.push({ name: field.name, type, nullable: field.nullable || other.nullable || casts });
  }
  return { kind: "struct", fields };
}

/** The type in which all meet, one after the other: `('a', 1, 1.0)` is a DECIMAL(21,1), `(1, 1.0, 'a')` a DOUBLE. */
export function widestOf(types: readonly DataType[], meeting: Meeting = "strings"): DataType | undefined {
  let result: DataType | undefined = { kind: "void" };
  for (const type of types) {
    result = widest(result, type, meeting);
    if (!result) return undefined;
  }
  return result;
}

/** `widest` without strings becoming numbers, and with FLOAT beside an integer staying FLOAT. */
export const tightest = (a: DataType, b: DataType): DataType | undefined => widest(a, b, "tight");

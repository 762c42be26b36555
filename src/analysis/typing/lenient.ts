import { type DataType, formatType } from "../../types/index.js";
import type { CallResult } from "./call.js";
import { isUnknown, sameType } from "./kinds.js";
import type { Arg } from "./rule.js";

/*
 * What holds on a server without `spark.sql.ansi.enabled`: there types are coerced by rules of their own, which we do not
 * have, and what fails with ANSI answers NULL.
 */

/** Answers NULL where it would fail: Spark's expressions that have a `failOnError`, by the names of their rows. */
const answersNull: ReadonlySet<string> = new Set([
  "[]",
  "element_at",
  "elt",
  "size",
  "cardinality",
  "conv",
  "date_add",
  "date_sub",
  "make_date",
  "make_dt_interval",
  "make_interval",
  "make_timestamp",
  "make_timestamp_ltz",
  "make_timestamp_ntz",
  "make_ym_interval",
  "next_day",
  "parse_url",
  "to_date",
  "to_timestamp",
  "to_timestamp_ltz",
  "to_timestamp_ntz",
  "to_unix_timestamp",
  "unix_timestamp",
]);

/** Whole numbers of these run over into the negative; what has digits after the point, or units, becomes NULL. */
const arithmetic: ReadonlySet<string> = new Set(["+", "-", "*", "negative", "positive", "abs"]);

/** Result rules that bring arguments together by themselves. */
const meeting: ReadonlySet<string> = new Set([
  "appended",
  "arrayOfAll",
  "case",
  "concat",
  "contained",
  "decode",
  "excepted",
  "inserted",
  "intersected",
  "map",
  "mapConcat",
  "mapZipWith",
  "nullif",
  "overlapping",
  "plainWidest",
  "removed",
  "sequence",
  "texts",
  "unioned",
  "widest",
]);

/** Whether an argument is taken as something else than it is, or may be. */
export function isCoerced(rule: string | undefined, args: readonly Arg[]): boolean {
  if (args.some(({ type, source }) => !source.lambda && !sameType(type, source.type))) return true;
  if (rule !== undefined && !meeting.has(rule.replace(/\(.*/s, ""))) return false;
  const values = args.filter(({ source }) => !source.lambda);
  const kinds = new Set(values.flatMap(({ source }) => leaves(source.type)));
  // Where no case fits, and none is given, Spark adds a NULL that is a string.
  if (rule === "decode" && args.length % 2 === 1) kinds.add("string");
  return kinds.size > 1;
}

function leaves(type: DataType): readonly string[] {
  switch (type.kind) {
    case "void":
      return [];
    case "array":
      return leaves(type.element);
    case "map":
      return [...leaves(type.key), ...leaves(type.value)];
    case "struct":
      return type.fields.flatMap((field) => leaves(field.type));
    default:
      return [isUnknown(type) ? "" : formatType(type)];
  }
}

/** What a call that was resolved as with ANSI is without it. */
export function lenient(result: CallResult): CallResult {
  if (result.kind === "refused") {
    return isAboutTypes(result.errorClass) ? { kind: "unknown", why: "coercion without ANSI" } : result;
  }
  if (result.kind !== "typed") return result;
  if (result.type.kind === "boolean" && result.function === "scalar") return { ...result, nullable: true };
  if (result.isCoerced?.()) return { kind: "unknown", function: result.function, why: "coercion without ANSI" };
  return mayBeNull(result.name ?? "", result.type) ? { ...result, nullable: true } : result;
}

function mayBeNull(name: string, { kind }: DataType): boolean {
  return answersNull.has(name) || (arithmetic.has(name) && (kind === "decimal" || kind.includes("interval")));
}

/** Error classes that depend on what may be coerced to what. */
export const isAboutTypes = (errorClass: string): boolean =>
  /^(?:DATATYPE_MISMATCH|UNEXPECTED_INPUT_TYPE|INCOMPATIBLE_COLUMN_TYPE|UNPIVOT_VALUE_DATA_TYPE_MISMATCH|INVALID_INLINE_TABLE\.INCOMPATIBLE_TYPES)/.test(
    errorClass,
  );

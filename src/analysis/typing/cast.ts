import type { DataType } from "../../types/index.js";
import { asDecimal, losesDigits } from "./decimal.js";
import {
  asText,
  isAnsiInterval,
  isFractional,
  isGeospatial,
  isIntegral,
  isNumeric,
  isUnknown,
  sameType,
} from "./kinds.js";

type Kind = DataType["kind"];

/**
 * Whether `CAST(from AS to)` may give NULL, or must be assumed to, for a value that is not NULL. There is none of VOID:
 * an array of it is empty.
 */
export function castCanBeNull(source: DataType, target: DataType): boolean {
  const from = asText(source);
  const to = asText(target);
  if (sameType(from, to, true)) return false;
  if (isUnknown(from) || isUnknown(to)) return true;
  if (from.kind === "void") return false;
  if (from.kind === "variant") return true;
  if (from.kind === "string") return to.kind !== "string" && to.kind !== "binary";
  if (to.kind === "string") return false;
  if (isFractional(from)) return isIntegral(to) || to.kind === "decimal" || to.kind === "timestamp";
  if (from.kind === "decimal" && isIntegral(to)) return true;
  if (to.kind === "decimal") {
    if (from.kind === "boolean") return losesDigits({ kind: "decimal", precision: 1, scale: 0 }, to);
    const digits = asDecimal(from);
    return digits === undefined || losesDigits(digits, to);
  }
  if (from.kind === "timestamp") return to.kind === "tinyint" || to.kind === "smallint" || to.kind === "int";
  if (from.kind === "time") return to.kind === "tinyint" || to.kind === "smallint";
  if (from.kind === "date") return to.kind !== "timestamp";
  return from.kind === "timestamp_ntz" && to.kind === "date";
}

const toNumber: readonly Kind[] = ["boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "decimal"];
const scalars: readonly Kind[] = [...toNumber, "string", "binary", "date", "timestamp", "timestamp_ntz", "time"];
const instants: readonly Kind[] = ["date", "timestamp", "timestamp_ntz"];
const intervals: readonly Kind[] = ["year_month_interval", "day_time_interval"];

/** What each kind may be cast to under ANSI, beside itself; nested types are looked into. */
const casts: Partial<Record<Kind, readonly Kind[]>> = {
  boolean: [...toNumber, "string", "variant"],
  tinyint: [...toNumber, "string", "timestamp", ...intervals, "variant"],
  smallint: [...toNumber, "string", "timestamp", ...intervals, "variant"],
  int: [...toNumber, "string", "timestamp", ...intervals, "variant"],
  bigint: [...toNumber, "string", "timestamp", ...intervals, "variant"],
  decimal: [...toNumber, "string", "timestamp", ...intervals, "variant"],
  float: [...toNumber, "string", "timestamp", "variant"],
  double: [...toNumber, "string", "timestamp", "variant"],
  string: [...scalars, ...intervals, "variant", "interval"],
  binary: ["string", "variant"],
  date: ["string", "timestamp", "timestamp_ntz", "variant"],
  timestamp: [...toNumber.slice(1), "string", ...instants, "variant"],
  timestamp_ntz: ["string", ...instants, "variant"],
  time: ["tinyint", "smallint", "int", "bigint", "decimal", "string", "variant"],
  year_month_interval: ["tinyint", "smallint", "int", "bigint", "decimal", "string", "year_month_interval"],
  day_time_interval: ["tinyint", "smallint", "int", "bigint", "decimal", "string", "day_time_interval"],
  interval: ["string"],
  array: ["string", "variant"],
  map: ["string"],
  struct: ["string"],
  variant: [...scalars, "array", "map", "struct"],
};

/** Beside those, inside an array, a map or a struct that TRY_CAST casts: there Spark asks its rules from before ANSI. */
const castsInTry: Partial<Record<Kind, readonly Kind[]>> = {
  boolean: ["timestamp"],
  tinyint: ["binary"],
  smallint: ["binary"],
  int: ["binary"],
  bigint: ["binary"],
  date: toNumber,
  timestamp: ["boolean"],
};

/** Which rules hold: those of CAST, those of TRY_CAST, or those inside a nested type that it casts. */
type CastRules = "cast" | "try" | "inTry";

/** Whether Spark's analyser lets `CAST(from AS to)` stand (ANSI). `undefined` where we do not know. */
export function castAllowed(source: DataType, target: DataType, rules: CastRules = "cast"): boolean | undefined {
  const from = asText(source);
  const to = asText(target);
  if (isUnknown(from) || isUnknown(to) || from.kind === "udt" || to.kind === "udt") return undefined;
  if (isGeospatial(from) && isGeospatial(to))
    return from.srid === to.srid || (from.kind === to.kind && to.srid === "any");
  if (isGeospatial(from) || isGeospatial(to)) return from.kind === "void";
  if (from.kind === "void" || from.kind === to.kind)
    return nestedAllowed(from, to, rules === "cast" ? "cast" : "inTry");
  if (from.kind === "array" && to.kind === "variant") return castAllowed(from.element, to, rules);
  if (from.kind === "variant" && to.kind === "map")
    return to.key.kind === "string" && castAllowed(from, to.value, rules);
  if (from.kind === "variant" && to.kind === "array") return castAllowed(from, to.element, rules);
  if (from.kind === "variant" && to.kind === "struct")
    return to.fields.map((field) => castAllowed(from, field.type, rules)).reduce(both, true);
  const more = rules === "inTry" ? castsInTry[from.kind] : undefined;
  return (casts[from.kind]?.includes(to.kind) || more?.includes(to.kind)) ?? false;
}

function nestedAllowed(from: DataType, to: DataType, rules: CastRules): boolean | undefined {
  if (from.kind === "array" && to.kind === "array") {
    if (!to.containsNull && (from.containsNull || castCanBeNull(from.element, to.element))) return false;
    return castAllowed(from.element, to.element, rules);
  }
  if (from.kind === "map" && to.kind === "map") {
    if (!to.valueContainsNull && (from.valueContainsNull || castCanBeNull(from.value, to.value))) return false;
    if (rules === "inTry" && !isUnknown(from.key) && !isUnknown(to.key) && castCanBeNull(from.key, to.key))
      return false;
    return both(castAllowed(from.key, to.key, rules), castAllowed(from.value, to.value, rules));
  }
  if (from.kind === "struct" && to.kind === "struct") {
    if (from.fields.length !== to.fields.length) return false;
    return from.fields
      .map((field, i) => {
        const target = to.fields[i];
        if (!target) return false;
        if (!target.nullable && (field.nullable || castCanBeNull(field.type, target.type))) return false;
        return castAllowed(field.type, target.type, rules);
      })
      .reduce(both, true);
  }
  return true;
}

function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  return a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
}

/** Spark's error class for a cast that is not allowed: some name a function or a setting that helps. */
export function castErrorClass(from: DataType, to: DataType): string {
  const suggestsFunction = (isNumeric(from) && to.kind === "date") || (from.kind === "date" && isNumeric(to));
  const suggestsSetting =
    (from.kind === "boolean" && to.kind === "timestamp") ||
    (isIntegral(from) && to.kind === "binary") ||
    ((from.kind === "date" || from.kind === "timestamp") && to.kind === "boolean");
  const kind = suggestsFunction ? "WITH_FUNC" : suggestsSetting ? "WITH_CONF" : "WITHOUT";
  return `DATATYPE_MISMATCH.CAST_${kind}_SUGGESTION`;
}

/** Whether `INSERT` puts a value of one type into a column of another (store assignment, ANSI). */
export function storeAssignable(source: DataType, target: DataType): boolean | undefined {
  const from = asText(source);
  const to = asText(target);
  if (isUnknown(from) || isUnknown(to)) return undefined;
  if (from.kind === "void" || sameType(from, to, true)) return true;
  if (isNumeric(from) && isNumeric(to)) return true;
  if (instants.includes(from.kind) && instants.includes(to.kind)) return true;
  if (to.kind === "string") {
    const refused: readonly Kind[] = ["array", "map", "struct", "geometry", "geography"];
    return from.kind === "udt" ? undefined : !refused.includes(from.kind);
  }
  if (from.kind === to.kind && isAnsiInterval(from)) return true;
  if (from.kind === "array" && to.kind === "array") return storeAssignable(from.element, to.element);
  if (from.kind === "map" && to.kind === "map")
    return both(storeAssignable(from.key, to.key), storeAssignable(from.value, to.value));
  if (from.kind === "struct" && to.kind === "struct") {
    if (from.fields.length !== to.fields.length) return undefined;
    return from.fields
      .map((field, i) => {
        const column = to.fields[i];
        return column === undefined ? undefined : storeAssignable(field.type, column.type);
      })
      .reduce(both, true);
  }
  if (from.kind === "time" && to.kind === "time") return undefined;
  return from.kind === to.kind ? undefined : false;
}

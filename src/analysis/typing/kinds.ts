import type {
  DataType,
  DayTimeIntervalType,
  GeographyType,
  GeometryType,
  YearMonthIntervalType,
} from "../../types/index.js";

const integrals: readonly DataType["kind"][] = ["tinyint", "smallint", "int", "bigint"];

export const isIntegral = (type: DataType): boolean => integrals.includes(type.kind);
export const isFractional = (type: DataType): boolean => type.kind === "float" || type.kind === "double";
export const isNumeric = (type: DataType): boolean => isIntegral(type) || isFractional(type) || type.kind === "decimal";
export const isText = (type: DataType): boolean =>
  type.kind === "string" || type.kind === "char" || type.kind === "varchar";
export const isAnsiInterval = (type: DataType): type is YearMonthIntervalType | DayTimeIntervalType =>
  type.kind === "year_month_interval" || type.kind === "day_time_interval";
export const isGeospatial = (type: DataType): type is GeometryType | GeographyType =>
  type.kind === "geometry" || type.kind === "geography";
export const isUnknown = (type: DataType): boolean =>
  type.kind === "unknown" || type.kind === "timestamp_nanos" || type.kind === "timestamp_ntz_nanos";

export const double: DataType = { kind: "double" };
export const string: DataType = { kind: "string" };
export const unknown: DataType = { kind: "unknown", text: "unknown" };

/** CHAR and VARCHAR are strings as soon as they take part in an expression. */
export const asText = (type: DataType): DataType => (type.kind === "char" || type.kind === "varchar" ? string : type);

/** The same inside of arrays, maps and structs too. */
export function withoutLengths(type: DataType): DataType {
  switch (type.kind) {
    case "array":
      return { ...type, element: withoutLengths(type.element) };
    case "map":
      return { ...type, key: withoutLengths(type.key), value: withoutLengths(type.value) };
    case "struct":
      return { ...type, fields: type.fields.map((field) => ({ ...field, type: withoutLengths(field.type) })) };
    default:
      return asText(type);
  }
}

export function sameType(a: DataType, b: DataType, ignoreNulls = false): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === "array" && b.kind === "array")
    return (ignoreNulls || a.containsNull === b.containsNull) && sameType(a.element, b.element, ignoreNulls);
  if (a.kind === "map" && b.kind === "map")
    return (
      (ignoreNulls || a.valueContainsNull === b.valueContainsNull) &&
      sameType(a.key, b.key, ignoreNulls) &&
      sameType(a.value, b.value, ignoreNulls)
    );
  if (a.kind === "struct" && b.kind === "struct")
    return (
      a.fields.length === b.fields.length &&
      a.fields.every((field, i) => {
        const other = b.fields[i];
        return (
          other !== undefined &&
          field.name === other.name &&
          (ignoreNulls || field.nullable === other.nullable) &&
          sameType(field.type, other.type, ignoreNulls)
        );
      })
    );
  return sameAtom(a, b);
}

/** The same types in the same places, whatever the fields are called and whether they may be NULL. */
export function sameShape(a: DataType, b: DataType): boolean {
  if (a.kind === "array" && b.kind === "array") return sameShape(a.element, b.element);
  if (a.kind === "map" && b.kind === "map") return sameShape(a.key, b.key) && sameShape(a.value, b.value);
  if (a.kind !== "struct" || b.kind !== "struct") return sameType(a, b, true);
  const { fields } = b;
  return (
    a.fields.length === fields.length &&
    a.fields.every((field, i) => fields[i] !== undefined && sameShape(field.type, fields[i].type))
  );
}

function sameAtom(a: DataType, b: DataType): boolean {
  if (a.kind === "decimal" && b.kind === "decimal") return a.precision === b.precision && a.scale === b.scale;
  const left: Readonly<Record<string, unknown>> = { ...a };
  const right: Readonly<Record<string, unknown>> = { ...b };
  return Object.keys({ ...a, ...b }).every((key) => left[key] === right[key]);
}

/** Full width of an interval's family, which multiplication, division and averages give. */
export function fullInterval(type: YearMonthIntervalType | DayTimeIntervalType): DataType {
  return type.kind === "year_month_interval"
    ? { kind: "year_month_interval", start: "year", end: "month" }
    : { kind: "day_time_interval", start: "day", end: "second" };
}

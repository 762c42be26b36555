import type { DataType, Kind, OfKind, StructField } from "./data-type.js";

/** The names of this package that the text of a row's type may hold. */
export type VocabularyName =
  | "Byte"
  | "Short"
  | "Int"
  | "Float"
  | "Double"
  | "Decimal"
  | "Temporal"
  | "YearMonth"
  | "DayTime"
  | "Variant"
  | "UserDefined"
  | "Geometry"
  | "Geography"
  | "NanosecondTimestamp";

export interface TypeScriptOptions {
  /** Adds ` | null`. */
  readonly nullable?: boolean;
  /** How a name of this package is written, such as `import("dbsql").Decimal`; as it is when not given. */
  readonly qualify?: (name: VocabularyName) => string;
}

type Qualify = (name: VocabularyName) => string;
type Row<K extends Kind> = string | ((type: OfKind<K>, qualify: Qualify) => string);
const own =
  (name: VocabularyName, rest = ""): ((type: DataType, qualify: Qualify) => string) =>
  (_, qualify) =>
    qualify(name) + rest;

/** One row a SQL type: the TypeScript type of its values. */
const typescript: { readonly [K in Kind]: Row<K> } = {
  void: "null",
  boolean: "boolean",
  tinyint: own("Byte"),
  smallint: own("Short"),
  int: own("Int"),
  bigint: "bigint",
  float: own("Float"),
  double: own("Double"),
  decimal: (type, qualify) => `${qualify("Decimal")}<${type.precision}, ${type.scale}>`,
  string: "string",
  char: "string",
  varchar: "string",
  binary: "Uint8Array",
  date: own("Temporal", ".PlainDate"),
  timestamp: own("Temporal", ".Instant"),
  timestamp_ntz: own("Temporal", ".PlainDateTime"),
  time: own("Temporal", ".PlainTime"),
  interval: own("Temporal", ".Duration"),
  year_month_interval: own("YearMonth"),
  day_time_interval: own("DayTime"),
  array: (type, qualify) => {
    const element = text(type.element, type.containsNull, qualify);
    return element.endsWith(" | null") ? `(${element})[]` : `${element}[]`;
  },
  map: (type, qualify) =>
    `Map<${text(type.key, false, qualify)}, ${text(type.value, type.valueContainsNull, qualify)}>`,
  struct: (type, qualify) => objectText(type.fields, qualify),
  variant: own("Variant"),
  udt: own("UserDefined"),
  geometry: own("Geometry"),
  geography: own("Geography"),
  timestamp_nanos: own("NanosecondTimestamp"),
  timestamp_ntz_nanos: own("NanosecondTimestamp"),
  unknown: "unknown",
};

/**
 * The TypeScript text of a type's values, in the vocabulary that cached schemas, templates and builders share.
 *
 * @example
 * ```ts
 * typeScriptOf(types.decimal(12, 2), { nullable: true }); // "Decimal<12, 2> | null"
 * typeScriptOf(types.map(types.string, types.bigint, false)); // "Map<string, bigint>"
 * ```
 */
export function typeScriptOf(type: DataType, options: TypeScriptOptions = {}): string {
  return text(type, options.nullable === true, options.qualify ?? ((name) => name));
}

/** A property name of an object type: quoted where it is no identifier. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : quoted(name);
}

function text(type: DataType, nullable: boolean, qualify: Qualify): string {
  const row = typescript[type.kind];
  const plain = typeof row === "string" ? row : (row as (type: DataType, qualify: Qualify) => string)(type, qualify);
  return nullable && plain !== "null" && plain !== "unknown" ? `${plain} | null` : plain;
}

function objectText(fields: readonly StructField[], qualify: Qualify): string {
  if (fields.length === 0) return "Record<string, never>";
  // Rows refuse a struct whose fields share a name, and an object type with two such properties does not compile.
  if (new Set(fields.map((field) => field.name)).size < fields.length) return "unknown";
  return `{ ${fields.map((f) => `${propertyName(f.name)}: ${text(f.type, f.nullable, qualify)}`).join("; ")} }`;
}

/** A string literal that stays one in a source file: no lone surrogate, no line separator, nothing that ends a comment. */
function quoted(name: string): string {
  return JSON.stringify(name).replace(/[\u007f-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return /[\p{L}\p{N}]/u.test(unit) && code < 0xd800 ? unit : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

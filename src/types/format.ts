import type { DataType, Kind, OfKind, StructField } from "./data-type.js";

type Printers = { readonly [K in Kind]: (type: OfKind<K>) => string };

const named = (type: { readonly kind: string }): string => type.kind;
const interval = (type: { readonly start: string; readonly end: string }): string =>
  type.start === type.end ? `interval ${type.start}` : `interval ${type.start} to ${type.end}`;
const collate = (collation: string | undefined): string => (collation === undefined ? "" : ` collate ${collation}`);
const sized = (type: { readonly kind: string; readonly length: number }): string => `${type.kind}(${type.length})`;
const spatial = (type: { readonly kind: string; readonly srid: number | "any" }): string =>
  `${type.kind}(${type.srid})`;

const simple: Printers = {
  void: named,
  boolean: named,
  tinyint: named,
  smallint: named,
  int: named,
  bigint: named,
  float: named,
  double: named,
  binary: named,
  date: named,
  timestamp: named,
  timestamp_ntz: named,
  interval: named,
  variant: named,
  decimal: (type) => `decimal(${type.precision},${type.scale})`,
  string: (type) => `string${collate(type.collation)}`,
  char: sized,
  varchar: sized,
  time: (type) => `time(${type.precision})`,
  year_month_interval: interval,
  day_time_interval: interval,
  udt: () => "udt",
  geometry: spatial,
  geography: spatial,
  timestamp_nanos: (type) => `timestamp_ltz(${type.precision})`,
  timestamp_ntz_nanos: (type) => `timestamp_ntz(${type.precision})`,
  unknown: (type) => type.text,
  array: (type) => `array<${formatType(type.element)}>`,
  map: (type) => `map<${formatType(type.key)},${formatType(type.value)}>`,
  struct: (type) => `struct<${type.fields.map((field) => `${field.name}:${formatType(field.type)}`).join(",")}>`,
};

/**
 * The type as Spark's `typeof` prints it: lower case, nothing about NULL, names of struct fields as they are.
 *
 * @example
 * ```ts
 * formatType(types.array(types.decimal(17, 2))); // "array<decimal(17,2)>"
 * ```
 */
export function formatType(type: DataType): string {
  return (simple[type.kind] as (type: DataType) => string)(type);
}

/**
 * The schema as Spark's `StructType.toDDL` prints it, with NOT NULL and comments: text that {@link parseSchema}, a
 * `CREATE TABLE` and PySpark's `schema=` read. The nullability of array elements and map values has no DDL form.
 *
 * @example
 * ```ts
 * formatDdl(types.struct([types.field("id", types.bigint, false), types.field("a b", types.string)]));
 * // "id BIGINT NOT NULL,`a b` STRING"
 * ```
 */
export function formatDdl(type: DataType): string {
  return type.kind === "struct" ? type.fields.map((field) => ddlOfField(field, "")).join(",") : ddlOfType(type);
}

/** An identifier in back quotes where Spark would need them. */
export function quoteIfNeeded(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
}

/** As the simple form in upper case, but for names, which keep their case. */
function ddlOfType(type: DataType): string {
  switch (type.kind) {
    case "string":
      return `STRING${type.collation === undefined ? "" : ` COLLATE ${type.collation}`}`;
    case "array":
      return `ARRAY<${ddlOfType(type.element)}>`;
    case "map":
      return `MAP<${ddlOfType(type.key)}, ${ddlOfType(type.value)}>`;
    case "struct":
      return `STRUCT<${type.fields.map((field) => ddlOfField(field, ":")).join(", ")}>`;
    case "unknown":
      return type.text;
    default:
      return formatType(type).toUpperCase();
  }
}

function ddlOfField(field: StructField, separator: string): string {
  const notNull = field.nullable ? "" : " NOT NULL";
  const comment = field.comment === undefined ? "" : ` COMMENT '${escapeText(field.comment)}'`;
  return `${quoteIfNeeded(field.name)}${separator} ${ddlOfType(field.type)}${notNull}${comment}`;
}

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\0": "\\0",
};
function escapeText(text: string): string {
  return Array.from(text, (character) => escapes[character] ?? character).join("");
}

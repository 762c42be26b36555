import { readType } from "../../functions/notation.js";
import type { DataType } from "../../types/index.js";
import { asText, double, isAnsiInterval, isIntegral, isNumeric, isUnknown, string } from "./kinds.js";
import { orderable } from "./operators.js";

type Kind = DataType["kind"];

/** What a parameter takes, and what Spark casts an argument to that it takes. */
export interface ParameterClass {
  /** As Spark's message names it. */
  readonly required: string;
  readonly accepts: (type: DataType) => boolean;
  /** Spark's error class where it is not that of an unexpected input type. */
  readonly errorClass?: string | ((type: DataType) => string);
  /** The type that the function sees; the argument's own where absent. */
  readonly target?: (type: DataType) => DataType;
}

const atomic: readonly Kind[] = [
  ...([
    "void",
    "boolean",
    "tinyint",
    "smallint",
    "int",
    "bigint",
    "float",
    "double",
    "decimal",
    "string",
    "binary",
  ] as const),
  ...(["date", "timestamp", "timestamp_ntz", "time", "interval", "variant"] as const),
  ...(["year_month_interval", "day_time_interval"] as const),
];
const numbers: readonly Kind[] = ["tinyint", "smallint", "int", "bigint", "float", "double", "decimal"];
const integrals: readonly Kind[] = ["tinyint", "smallint", "int", "bigint"];
const dates: readonly Kind[] = ["date", "timestamp", "timestamp_ntz", "string", "void"];

const of =
  (...kinds: readonly (Kind | readonly Kind[])[]) =>
  (type: DataType): boolean =>
    kinds.flat().includes(type.kind);
const always = (type: DataType) => (): DataType => type;
/** Kinds that stay as they are; the rest becomes one type. */
const keeping =
  (kinds: readonly Kind[], other: DataType) =>
  (type: DataType): DataType =>
    kinds.includes(type.kind) ? type : other;
/** A string keeps its collation. */
const toText = keeping(["string"], string);

const int: DataType = { kind: "int" };
const bigint: DataType = { kind: "bigint" };
const date: DataType = { kind: "date" };
const timestamp: DataType = { kind: "timestamp" };
const timestampNtz: DataType = { kind: "timestamp_ntz" };
const time: DataType = { kind: "time", precision: 6 };
const binary: DataType = { kind: "binary" };
const boolean: DataType = { kind: "boolean" };
const variant: DataType = { kind: "variant" };

const keyable = (type: DataType): boolean => {
  if (type.kind === "map" || type.kind === "variant") return false;
  if (type.kind === "array") return keyable(type.element);
  return type.kind !== "struct" || type.fields.every((field) => keyable(field.type));
};
const isArray = of("array", "void");
const isMap = of("map", "void");
const arrayOf =
  (...kinds: readonly Kind[]) =>
  (type: DataType): boolean =>
    type.kind === "array" && (isUnknown(type.element) || kinds.includes(type.element.kind));
const strings = (type: DataType): boolean =>
  type.kind === "void" || (type.kind === "array" && of(atomic, "unknown")(type.element));
const toStrings = (type: DataType): DataType =>
  type.kind === "array" ? { ...type, element: toText(type.element) } : readType("array<string>");

const decimal = (precision: number, scale: number): DataType => ({ kind: "decimal", precision, scale });
const decimalsOf: Partial<Record<Kind, DataType>> = { float: decimal(14, 7), double: decimal(30, 15) };

const parameterClasses = {
  any: { required: "", accepts: () => true },
  orderable: { required: "ORDERABLE", accepts: orderable, errorClass: "DATATYPE_MISMATCH.INVALID_ORDERING_TYPE" },
  keyable: { required: "KEYABLE", accepts: keyable, errorClass: "DATATYPE_MISMATCH.INVALID_MAP_KEY_TYPE" },
  hashable: { required: "HASHABLE", accepts: keyable, errorClass: "DATATYPE_MISMATCH.HASH_MAP_TYPE" },
  /** What says which of two elements is greater, where it is no lambda. */
  comparison: {
    required: "INT",
    accepts: of("int"),
    errorClass: "DATATYPE_MISMATCH.UNEXPECTED_RETURN_TYPE",
  },
  options: {
    required: "MAP",
    accepts: (type) => type.kind === "map" && [type.key, type.value].every(of("string", "unknown")),
    errorClass: (type) =>
      type.kind === "map" ? "INVALID_OPTIONS.NON_STRING_TYPE" : "INVALID_OPTIONS.NON_MAP_FUNCTION",
  },
  texts: { required: "STRING", accepts: of("string"), errorClass: "DATATYPE_MISMATCH.NON_STRING_TYPE" },
  intOrString: { required: "(INT or STRING)", accepts: of("int", "string", "void") },
  onlyFraction: { required: "(FLOAT or DOUBLE)", accepts: of("float", "double", "void") },
  onlyFloat: { required: "FLOAT", accepts: of("float", "void") },
  onlyDouble: { required: "DOUBLE", accepts: of("double", "void") },
  onlySeed: { required: "(INT or BIGINT)", accepts: of("int", "bigint", "void") },
  ansiInterval: {
    required: "(INTERVAL DAY TO SECOND or INTERVAL YEAR TO MONTH)",
    accepts: of("year_month_interval", "day_time_interval", "void"),
  },
  windowTime: {
    required: "(TIMESTAMP OR TIMESTAMP WITHOUT TIME ZONE)",
    accepts: of(dates, "time", "struct"),
  },
  arrays: { required: "ARRAY of ARRAY", accepts: arrayOf("array", "void") },
  sortable: {
    required: "ARRAY",
    accepts: (type) => isArray(type) && orderable(type),
    target: keeping(["array"], readType("array<void>")),
  },
  /** What `to_date` and its kin read. */
  dateText: { required: "(STRING or DATE or TIMESTAMP or TIMESTAMP_NTZ)", accepts: of(atomic) },
  string: { required: "STRING", accepts: of(atomic), target: toText },
  onlyString: { required: "STRING", accepts: of("string", "void"), target: toText },
  text: { required: "(STRING or BINARY)", accepts: of(atomic), target: keeping(["string", "binary"], string) },
  binary: { required: "BINARY", accepts: of("binary", "string", "void"), target: always(binary) },
  onlyBinary: { required: "BINARY", accepts: of("binary", "void"), target: always(binary) },
  int: { required: "INT", accepts: of(numbers, "string", "void"), target: always(int) },
  onlyInt: { required: "INT", accepts: of("int", "void"), target: always(int) },
  smallInt: { required: "INT", accepts: of("tinyint", "smallint", "int"), target: always(int) },
  days: {
    required: "(INT or SMALLINT or TINYINT)",
    accepts: of("int", "smallint", "tinyint", "string", "void"),
    target: keeping(["int", "smallint", "tinyint"], int),
  },
  bigint: { required: "BIGINT", accepts: of(numbers, "string", "void"), target: always(bigint) },
  intOrBigint: {
    required: "(INT or BIGINT)",
    accepts: of(numbers, "string", "void"),
    target: keeping(["int", "bigint"], int),
  },
  integral: { required: "INTEGRAL", accepts: of(integrals, "void"), target: keeping(integrals, int) },
  integralOrBoolean: { required: "(INTEGRAL or BOOLEAN)", accepts: of(integrals, "boolean", "void") },
  double: { required: "DOUBLE", accepts: of(numbers, "string", "void"), target: always(double) },
  numeric: { required: "NUMERIC", accepts: of(numbers, "string", "void"), target: keeping(numbers, double) },
  onlyNumeric: { required: "NUMERIC", accepts: of(numbers, "void"), target: keeping(numbers, double) },
  fraction: {
    required: "(DOUBLE or DECIMAL or BIGINT)",
    accepts: of(numbers, "string", "void"),
    target: (type) =>
      type.kind === "decimal" || type.kind === "double" || type.kind === "bigint"
        ? type
        : isIntegral(type)
          ? bigint
          : double,
  },
  numericOrInterval: {
    required: "(NUMERIC or INTERVAL DAY TO SECOND or INTERVAL YEAR TO MONTH)",
    accepts: of(numbers, "year_month_interval", "day_time_interval", "string", "void"),
    target: keeping([...numbers, "year_month_interval", "day_time_interval"], double),
  },
  doubleOrInterval: {
    required: "(DOUBLE or INTERVAL YEAR TO MONTH or INTERVAL DAY TO SECOND)",
    accepts: of(numbers, "year_month_interval", "day_time_interval", "string", "void"),
    target: keeping(["year_month_interval", "day_time_interval"], double),
  },
  signed: {
    required: "(NUMERIC or INTERVAL DAY TO SECOND or INTERVAL YEAR TO MONTH or INTERVAL)",
    accepts: of(numbers, "year_month_interval", "day_time_interval", "interval", "string", "void"),
    target: keeping([...numbers, "year_month_interval", "day_time_interval", "interval"], double),
  },
  summable: {
    required: "NUMERIC or ANSI INTERVAL",
    accepts: of(numbers, "year_month_interval", "day_time_interval", "string", "timestamp", "void"),
    target: keeping([...numbers, "year_month_interval", "day_time_interval"], double),
  },
  boolean: { required: "BOOLEAN", accepts: of("boolean", "string", "void"), target: always(boolean) },
  onlyBoolean: { required: "BOOLEAN", accepts: of("boolean", "void"), target: always(boolean) },
  date: { required: "DATE", accepts: of(dates), target: always(date) },
  onlyDate: { required: "DATE", accepts: of("date", "void"), target: always(date) },
  timestamp: { required: "TIMESTAMP", accepts: of(dates), target: always(timestamp) },
  onlyTimestamp: { required: "TIMESTAMP", accepts: of("timestamp", "void"), target: always(timestamp) },
  timestamp_ntz: { required: "TIMESTAMP_NTZ", accepts: of(dates), target: always(timestampNtz) },
  instant: {
    required: "(TIMESTAMP OR TIMESTAMP WITHOUT TIME ZONE)",
    accepts: of("timestamp", "timestamp_ntz", "void"),
    target: keeping(["timestamp", "timestamp_ntz"], timestamp),
  },
  castInstant: {
    required: "(TIMESTAMP OR TIMESTAMP WITHOUT TIME ZONE)",
    accepts: of(dates),
    target: keeping(["timestamp", "timestamp_ntz"], timestamp),
  },
  clock: {
    required: "(TIMESTAMP OR TIMESTAMP WITHOUT TIME ZONE)",
    accepts: of(dates, "time"),
    target: keeping(["timestamp", "timestamp_ntz", "time"], timestamp),
  },
  parseable: { required: "(STRING or DATE or TIMESTAMP or TIMESTAMP_NTZ)", accepts: of(dates) },
  time: { required: "TIME", accepts: of("time", "string", "void"), target: keeping(["time"], time) },
  onlyTime: { required: "TIME", accepts: of("time", "void"), target: keeping(["time"], time) },
  variant: { required: "VARIANT", accepts: of("variant", "void"), target: always(variant) },
  array: { required: "ARRAY", accepts: isArray, target: keeping(["array"], readType("array<void>")) },
  map: { required: "MAP", accepts: isMap, target: keeping(["map"], readType("map<void,void>")) },
  onlyArray: { required: "ARRAY", accepts: of("array") },
  onlyMap: { required: "MAP", accepts: of("map") },
  onlyArrayOrMap: { required: "(ARRAY or MAP)", accepts: of("array", "map") },
  arrayOrMap: { required: "(ARRAY or MAP)", accepts: of("array", "map", "void") },
  /** What a line of CSV is written of. */
  record: {
    required: "STRUCT",
    accepts: (type) =>
      type.kind === "struct" ? type.fields.every((field) => field.type.kind !== "variant") : type.kind === "void",
    errorClass: "DATATYPE_MISMATCH.UNSUPPORTED_INPUT_TYPE",
  },
  /** What JSON text is written of. */
  document: {
    required: "NESTED",
    accepts: of("struct", "array", "map", "variant", "void"),
    errorClass: "DATATYPE_MISMATCH.INVALID_JSON_SCHEMA",
  },
  structOrVariant: { required: "STRUCT", accepts: of("struct", "variant", "void") },
  anyNumeric: { required: "NUMERIC", accepts: of(numbers, "string", "void") },
  hexable: {
    required: "(BIGINT or BINARY or STRING)",
    accepts: of(atomic),
    target: (type) => (isNumeric(type) ? bigint : type.kind === "binary" ? type : toText(type)),
  },
  formattable: {
    required: "DECIMAL",
    accepts: of(numbers, dates, "binary"),
    target: (type) => (type.kind === "string" ? decimal(38, 18) : (decimalsOf[type.kind] ?? type)),
  },
  histogrammable: {
    required: "(NUMERIC or DATE or TIMESTAMP or TIMESTAMP_NTZ or INTERVAL YEAR TO MONTH or INTERVAL DAY TO SECOND)",
    accepts: of(numbers, dates, "year_month_interval", "day_time_interval"),
    target: (type) => (type.kind === "string" || type.kind === "void" ? double : type),
  },
  structs: { required: "ARRAY<STRUCT>", accepts: arrayOf("struct", "void") },
  strings: { required: "ARRAY<STRING>", accepts: strings, target: toStrings },
  stringOrStrings: {
    required: "(ARRAY<STRING> or STRING)",
    accepts: (type) => strings(type) || of(atomic)(type),
    target: (type) => (type.kind === "array" ? toStrings(type) : toText(type)),
  },
  sequenceable: {
    required: "(STRING or BINARY or ARRAY)",
    accepts: (type) => type.kind === "array" || of(atomic)(type),
    target: keeping(["array", "binary", "string"], string),
  },
  floats: { required: "ARRAY<FLOAT>", accepts: arrayOf("float") },
  sketchable: {
    required: "(INT or BIGINT or STRING or BINARY)",
    accepts: of("int", "bigint", "string", "binary", "void"),
  },
  /** What a theta sketch hashes. */
  hashed: {
    required: "(ARRAY<INT> or ARRAY<BIGINT> or BINARY or DOUBLE or FLOAT or INT or BIGINT or STRING)",
    accepts: (type) =>
      arrayOf("int", "bigint")(type) ||
      of("binary", "double", "float", "int", "bigint", "string", "void")(type) ||
      (type.kind === "array" && isUnknown(type.element)),
  },
  geospatial: { required: "(GEOGRAPHY or GEOMETRY)", accepts: of("geometry", "geography", "void") },
} satisfies Record<string, ParameterClass>;

export type ParameterClassName = keyof typeof parameterClasses;

const table: Readonly<Record<string, ParameterClass | undefined>> = parameterClasses;

/** The class of a name; `undefined` for one that claims nothing. */
export function parameterClass(name: string): ParameterClass | undefined {
  const known = table[name];
  if (known) return known;
  const many = /^oneOrMany\((\w+)\)$/.exec(name);
  if (many) return oneOrMany(readType(many[1] ?? ""));
  const sized = /^decimal\((\d+),(\d+)\)$/.exec(name);
  if (!sized) return undefined;
  const type = decimal(Number(sized[1]), Number(sized[2]));
  return { required: name.toUpperCase(), accepts: of(numbers, "string", "void"), target: always(type) };
}

/** A number, or an array of them as it is. */
const oneOrMany = (type: DataType): ParameterClass => ({
  required: type.kind.toUpperCase(),
  accepts: (given) => given.kind === "array" || of(numbers, "string", "void")(given),
  target: (given) => (given.kind === "array" ? given : type),
});
export const parameterClassNames = Object.keys(parameterClasses) as readonly ParameterClassName[];

/** Whether the class takes the type: an unknown type may be anything. */
export function takes(accepted: ParameterClass, type: DataType): boolean {
  const plain = asText(type);
  return isUnknown(plain) || plain.kind === "udt" || accepted.accepts(plain);
}

/** What an argument is cast to. */
export function targetOf(accepted: ParameterClass, type: DataType): DataType {
  const plain = asText(type);
  return isUnknown(plain) || !accepted.target ? plain : accepted.target(plain);
}

export const isInterval = (type: DataType): boolean => isAnsiInterval(type) || type.kind === "interval";

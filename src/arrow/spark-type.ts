import { types } from "../types/build.js";
import type { DataType, StructType } from "../types/index.js";
import type { ArrowField, ArrowKind, ArrowType } from "./schema-message.js";

/** The SQL type of an Arrow column, for a result whose SQL schema the server did not send. */
export function sparkTypeOf(field: ArrowField): DataType {
  return (byKind[field.type.kind] as (type: ArrowType, field: ArrowField) => DataType)(field.type, field);
}

export function sparkSchemaOf(fields: readonly ArrowField[]): StructType {
  return types.struct(fields.map((field) => types.field(field.name, sparkTypeOf(field), field.nullable)));
}

const unknown = (text: string): DataType => ({ kind: "unknown", text });
const listType = (_: ArrowType, { children: [item] }: ArrowField): DataType =>
  item === undefined ? unknown("a list without items") : types.array(sparkTypeOf(item), item.nullable);

/** Arrow's unsigned numbers have no SQL type of their own, and none of Spark's results holds them. */
const signed: Readonly<Record<number, DataType>> = {
  8: types.tinyint,
  16: types.smallint,
  32: types.int,
  64: types.bigint,
};

const byKind: {
  readonly [K in ArrowKind]: (type: Extract<ArrowType, { readonly kind: K }>, field: ArrowField) => DataType;
} = {
  null: () => types.void,
  bool: () => types.boolean,
  int: (type) => (type.signed ? signed[type.bits] : undefined) ?? unknown(`${type.signed ? "" : "u"}int${type.bits}`),
  float: (type) => (type.bits === 64 ? types.double : type.bits === 32 ? types.float : unknown("float16")),
  decimal: (type) => types.decimal(type.precision, type.scale),
  date: () => types.date,
  time: () => types.time(6),
  timestamp: (type) => {
    if (type.unit === "nanosecond") {
      return { kind: type.zone === undefined ? "timestamp_ntz_nanos" : "timestamp_nanos", precision: 9 };
    }
    return type.zone === undefined ? types.timestamp_ntz : types.timestamp;
  },
  duration: () => ({ kind: "day_time_interval", start: "day", end: "second" }),
  interval: (type) =>
    type.unit === "yearMonth" ? { kind: "year_month_interval", start: "year", end: "month" } : types.interval,
  utf8: () => types.string,
  largeUtf8: () => types.string,
  binary: () => types.binary,
  largeBinary: () => types.binary,
  fixedBinary: () => types.binary,
  list: listType,
  largeList: listType,
  fixedList: listType,
  struct: (_, field) => markedStruct(field) ?? sparkSchemaOf(field.children),
  map: (_, { children: [entries] }) => {
    const [key, value] = entries?.children ?? [];
    if (key === undefined || value === undefined) return unknown("a map without entries");
    return types.map(sparkTypeOf(key), sparkTypeOf(value), value.nullable);
  },
};

/** Types that Spark stores in a struct are told from plain ones by the metadata of one field. */
function markedStruct({ children }: ArrowField): DataType | undefined {
  const marked = (name: string, mark: string): ArrowField | undefined =>
    children.find((child) => child.name === name && child.metadata.get(mark) === "true");
  if (marked("metadata", "variant") !== undefined) return types.variant;
  for (const kind of ["geometry", "geography"] as const) {
    const wkb = marked("wkb", kind);
    if (wkb === undefined) continue;
    const srid = Number(wkb.metadata.get("srid") ?? -1);
    return { kind, srid: Number.isInteger(srid) && srid >= 0 ? srid : "any" };
  }
  return undefined;
}

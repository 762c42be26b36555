import { ProtocolError } from "../../errors/index.js";
import { type DataType_StructField, DataType as ProtoType } from "../../gen/protobuf/spark/connect/types.js";
import {
  type DataType,
  type DayTimeField,
  type StructField,
  type StructType,
  types,
  type YearMonthField,
} from "../../types/index.js";

type ProtoKind = NonNullable<ProtoType["kind"]>;
type Case = ProtoKind["$case"];
type ValueOf<C extends Case> = Extract<ProtoKind, { $case: C }>["value"];

const yearMonth: readonly YearMonthField[] = ["year", "month"];
const dayTime: readonly DayTimeField[] = ["day", "hour", "minute", "second"];
const unknown = (text: string): DataType => Object.freeze({ kind: "unknown", text });
const srid = (value = 0): number | "any" => (value < 0 ? "any" : value);
const inner = (type: ProtoType | undefined): DataType =>
  type === undefined ? unknown("missing") : decodeDataType(type);

const cases: { readonly [C in Case]: (value: ValueOf<C>) => DataType } = {
  null: () => types.void,
  binary: () => types.binary,
  boolean: () => types.boolean,
  byte: () => types.tinyint,
  short: () => types.smallint,
  integer: () => types.int,
  long: () => types.bigint,
  float: () => types.float,
  double: () => types.double,
  decimal: ({ precision, scale }) => types.decimal(precision ?? 10, scale ?? 0),
  string: ({ collation = "" }) =>
    collation === "" || collation === "UTF8_BINARY" ? types.string : types.collated(collation),
  char: ({ length = 0 }) => types.char(length),
  varChar: ({ length = 0 }) => types.varchar(length),
  date: () => types.date,
  timestamp: () => types.timestamp,
  timestampNtz: () => types.timestamp_ntz,
  calendarInterval: () => types.interval,
  yearMonthInterval: ({ startField, endField }) => {
    const start = yearMonth[startField ?? 0];
    const end = yearMonth[endField ?? 1];
    if (start === undefined || end === undefined) return unknown("interval year to month");
    return Object.freeze({ kind: "year_month_interval", start, end });
  },
  dayTimeInterval: ({ startField, endField }) => {
    const start = dayTime[startField ?? 0];
    const end = dayTime[endField ?? 3];
    if (start === undefined || end === undefined) return unknown("interval day to second");
    return Object.freeze({ kind: "day_time_interval", start, end });
  },
  array: ({ elementType, containsNull }) => types.array(inner(elementType), containsNull),
  struct: ({ fields = [] }) => types.struct(fields.map((field) => decodeField(field))),
  map: ({ keyType, valueType, valueContainsNull }) => types.map(inner(keyType), inner(valueType), valueContainsNull),
  variant: () => types.variant,
  udt: ({ jvmClass, pythonClass, type, sqlType }) =>
    Object.freeze({
      kind: "udt",
      name: jvmClass || pythonClass || type || "",
      ...(sqlType === undefined ? {} : { sqlType: decodeDataType(sqlType) }),
    }),
  geometry: (type) => Object.freeze({ kind: "geometry", srid: srid(type.srid) }),
  geography: (type) => Object.freeze({ kind: "geography", srid: srid(type.srid) }),
  unparsed: ({ dataTypeString = "" }) => unknown(dataTypeString),
  time: ({ precision }) => types.time(precision ?? 6),
};

function decodeField(field: DataType_StructField): StructField {
  const metadata = field.metadata === undefined || field.metadata === "{}" ? undefined : field.metadata;
  const comment = metadata === undefined ? undefined : commentOf(metadata);
  return Object.freeze({
    name: field.name ?? "",
    type: inner(field.dataType),
    nullable: field.nullable ?? false,
    ...(comment === undefined ? {} : { comment }),
    ...(metadata === undefined ? {} : { metadata }),
  });
}

function commentOf(metadata: string): string | undefined {
  if (!metadata.includes('"comment"')) return undefined;
  try {
    const parsed: unknown = JSON.parse(metadata);
    const comment = typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, "comment") : undefined;
    return typeof comment === "string" ? comment : undefined;
  } catch {
    // Metadata is the server's free text; a comment is not worth a failure.
    return undefined;
  }
}

export function decodeDataType(type: ProtoType): DataType {
  const { kind } = type;
  if (kind === undefined) {
    // Each under its tag: the number of the field, and three bits that say how it is written.
    const [tag] = Object.keys(type._unknownFields ?? {});
    return unknown(tag === undefined ? "missing" : `type number ${Number(tag) >>> 3} of a newer Spark`);
  }
  const decode = cases[kind.$case] as (value: unknown) => DataType;
  return decode(kind.value);
}

/** @throws ProtocolError when it is not a struct, or nested deeper than any table. */
export function decodeSchema(bytes: Uint8Array): StructType {
  let type: DataType;
  try {
    type = decodeDataType(ProtoType.decode(bytes));
  } catch (cause) {
    throw new ProtocolError("The server sent a schema that cannot be read.", { cause, errorClass: "DBSQL_BAD_SCHEMA" });
  }
  return asStruct(type);
}

export function asStruct(type: DataType): StructType {
  if (type.kind === "struct") return type;
  throw new ProtocolError(`The server sent a schema that is not a list of columns but ${type.kind}.`, {
    errorClass: "DBSQL_BAD_SCHEMA",
  });
}

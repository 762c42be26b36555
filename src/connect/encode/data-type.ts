import { ArgumentError } from "../../errors/index.js";
import type { DataType as ProtoType } from "../../gen/protobuf/spark/connect/types.js";
import type { DataType, DayTimeField, Kind, OfKind, YearMonthField } from "../../types/index.js";

type ProtoKind = NonNullable<ProtoType["kind"]>;

const yearMonth: Readonly<Record<YearMonthField, number>> = { year: 0, month: 1 };
const dayTime: Readonly<Record<DayTimeField, number>> = { day: 0, hour: 1, minute: 2, second: 3 };
/** How Spark writes "any SRID" where a number is asked for. */
const anySrid = -1;

const cannotSend = (type: DataType): never => {
  throw new ArgumentError(
    `A value of type ${type.kind} cannot be sent to Spark. Build it in SQL from values of other types.`,
    { errorClass: "DBSQL_UNSENDABLE_TYPE" },
  );
};

const kinds: { readonly [K in Kind]: (type: OfKind<K>) => ProtoKind } = {
  void: () => ({ $case: "null", value: {} }),
  boolean: () => ({ $case: "boolean", value: {} }),
  tinyint: () => ({ $case: "byte", value: {} }),
  smallint: () => ({ $case: "short", value: {} }),
  int: () => ({ $case: "integer", value: {} }),
  bigint: () => ({ $case: "long", value: {} }),
  float: () => ({ $case: "float", value: {} }),
  double: () => ({ $case: "double", value: {} }),
  binary: () => ({ $case: "binary", value: {} }),
  date: () => ({ $case: "date", value: {} }),
  timestamp: () => ({ $case: "timestamp", value: {} }),
  timestamp_ntz: () => ({ $case: "timestampNtz", value: {} }),
  interval: () => ({ $case: "calendarInterval", value: {} }),
  variant: () => ({ $case: "variant", value: {} }),
  decimal: ({ precision, scale }) => ({ $case: "decimal", value: { precision, scale } }),
  string: ({ collation }) => ({ $case: "string", value: collation === undefined ? {} : { collation } }),
  char: ({ length }) => ({ $case: "char", value: { length } }),
  varchar: ({ length }) => ({ $case: "varChar", value: { length } }),
  time: ({ precision }) => ({ $case: "time", value: { precision } }),
  year_month_interval: ({ start, end }) => ({
    $case: "yearMonthInterval",
    value: { startField: yearMonth[start], endField: yearMonth[end] },
  }),
  day_time_interval: ({ start, end }) => ({
    $case: "dayTimeInterval",
    value: { startField: dayTime[start], endField: dayTime[end] },
  }),
  array: ({ element, containsNull }) => ({
    $case: "array",
    value: { elementType: encodeDataType(element), containsNull },
  }),
  map: ({ key, value, valueContainsNull }) => ({
    $case: "map",
    value: { keyType: encodeDataType(key), valueType: encodeDataType(value), valueContainsNull },
  }),
  struct: ({ fields }) => ({
    $case: "struct",
    value: {
      fields: fields.map(({ name, type, nullable, metadata }) => ({
        name,
        dataType: encodeDataType(type),
        nullable,
        ...(metadata === undefined ? {} : { metadata }),
      })),
    },
  }),
  geometry: ({ srid }) => ({ $case: "geometry", value: { srid: srid === "any" ? anySrid : srid } }),
  geography: ({ srid }) => ({ $case: "geography", value: { srid: srid === "any" ? anySrid : srid } }),
  udt: cannotSend,
  timestamp_nanos: cannotSend,
  timestamp_ntz_nanos: cannotSend,
  unknown: ({ text }) => ({ $case: "unparsed", value: { dataTypeString: text } }),
};

/** @throws ArgumentError for a type that only a server can make. */
export function encodeDataType(type: DataType): ProtoType {
  const encode = kinds[type.kind] as (type: DataType) => ProtoKind;
  return { kind: encode(type) };
}

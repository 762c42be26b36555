import {
  type AtomicKind,
  atomicKinds,
  type DataType,
  type DayTimeField,
  type Kind,
  type OfKind,
  type StructField,
  types,
  type YearMonthField,
} from "../types/index.js";
import { type Fields, fields, isRecord, type Json, malformed } from "./json.js";

/**
 * A type in the cache: text in Spark's DDL form where the text says everything, an object where it would not (DDL does
 * not tell whether an array element or a map value may be NULL).
 */
export function typeToForm(type: DataType): Json {
  if (isAtomic(type.kind)) return type.kind;
  const write = writers[type.kind as Exclude<Kind, AtomicKind>] as (type: DataType) => Json;
  return write(type);
}

export function typeFromForm(form: Json, where: string): DataType {
  if (typeof form === "string") return fromText(form, where);
  if (!isRecord(form)) throw malformed(where, "a type");
  const read = readers.get(String(form.kind));
  if (read === undefined) throw malformed(where, "a type");
  return read(fields(form, where), where);
}

function isAtomic(kind: string): kind is AtomicKind {
  return (atomicKinds as readonly string[]).includes(kind);
}

const writers: { readonly [K in Exclude<Kind, AtomicKind>]: (type: OfKind<K>) => Json } = {
  decimal: (type) => `decimal(${type.precision},${type.scale})`,
  string: (type) => (type.collation === undefined ? "string" : { kind: "string", collation: type.collation }),
  char: (type) => `char(${type.length})`,
  varchar: (type) => `varchar(${type.length})`,
  time: (type) => `time(${type.precision})`,
  year_month_interval: (type) => `interval ${span(type.start, type.end)}`,
  day_time_interval: (type) => `interval ${span(type.start, type.end)}`,
  array: (type) => ({ kind: "array", element: typeToForm(type.element), containsNull: type.containsNull }),
  map: (type) => ({
    kind: "map",
    key: typeToForm(type.key),
    value: typeToForm(type.value),
    valueContainsNull: type.valueContainsNull,
  }),
  struct: (type) => ({ kind: "struct", fields: type.fields.map(fieldToForm) }),
  udt: (type) => ({
    kind: "udt",
    name: type.name,
    ...(type.sqlType === undefined ? {} : { sqlType: typeToForm(type.sqlType) }),
  }),
  geometry: (type) => `geometry(${type.srid})`,
  geography: (type) => `geography(${type.srid})`,
  timestamp_nanos: (type) => `timestamp_nanos(${type.precision})`,
  timestamp_ntz_nanos: (type) => `timestamp_ntz_nanos(${type.precision})`,
  unknown: (type) => ({ kind: "unknown", text: type.text }),
};

function span(start: string, end: string): string {
  return start === end ? start : `${start} to ${end}`;
}

function fieldToForm(field: StructField): Json {
  return {
    name: field.name,
    type: typeToForm(field.type),
    nullable: field.nullable,
    ...(field.comment === undefined ? {} : { comment: field.comment }),
    ...(field.metadata === undefined ? {} : { metadata: field.metadata }),
  };
}

const readers = new Map<string, (form: Fields, where: string) => DataType>([
  ["string", (form) => types.collated(form.text("collation"))],
  ["array", (form, where) => types.array(typeFromForm(form.any("element"), where), form.flag("containsNull"))],
  [
    "map",
    (form, where) =>
      types.map(
        typeFromForm(form.any("key"), where),
        typeFromForm(form.any("value"), where),
        form.flag("valueContainsNull"),
      ),
  ],
  ["struct", (form, where) => types.struct(form.list("fields").map((field) => fieldFromForm(field, where)))],
  [
    "udt",
    (form, where) => {
      const sqlType = form.any("sqlType");
      return Object.freeze({
        kind: "udt",
        name: form.text("name"),
        ...(sqlType === undefined ? {} : { sqlType: typeFromForm(sqlType, where) }),
      });
    },
  ],
  ["unknown", (form) => Object.freeze({ kind: "unknown", text: form.text("text") })],
]);

function fieldFromForm(form: Json, where: string): StructField {
  const field = fields(form, where);
  const comment = field.optionalText("comment");
  const metadata = field.optionalText("metadata");
  return Object.freeze({
    name: field.text("name"),
    type: typeFromForm(field.any("type"), where),
    nullable: field.flag("nullable"),
    ...(comment === undefined ? {} : { comment }),
    ...(metadata === undefined ? {} : { metadata }),
  });
}

const withNumbers = /^(decimal|char|varchar|time|timestamp_nanos|timestamp_ntz_nanos)\((\d{1,10})(?:,(\d{1,2}))?\)$/;
const spatial = /^(geometry|geography)\((any|\d{1,9})\)$/;
const yearMonth = /^interval (year|month)(?: to (year|month))?$/;
const dayTime = /^interval (day|hour|minute|second)(?: to (day|hour|minute|second))?$/;

function fromText(text: string, where: string): DataType {
  if (text === "string") return types.string;
  if (isAtomic(text)) return types[text];
  const numbers = withNumbers.exec(text);
  if (numbers !== null) return numbered(numbers[1]!, Number(numbers[2]), numbers[3], where);
  const place = spatial.exec(text);
  if (place !== null) {
    const srid = place[2] === "any" ? "any" : Number(place[2]);
    return Object.freeze({ kind: place[1] as "geometry" | "geography", srid });
  }
  const months = yearMonth.exec(text);
  if (months !== null) {
    const start = months[1] as YearMonthField;
    return Object.freeze({ kind: "year_month_interval", start, end: (months[2] as YearMonthField) ?? start });
  }
  const days = dayTime.exec(text);
  if (days !== null) {
    const start = days[1] as DayTimeField;
    return Object.freeze({ kind: "day_time_interval", start, end: (days[2] as DayTimeField) ?? start });
  }
  throw malformed(where, "a type");
}

function numbered(kind: string, first: number, second: string | undefined, where: string): DataType {
  if ((kind === "decimal") !== (second !== undefined)) throw malformed(where, "a type");
  const make: Readonly<Record<string, () => DataType>> = {
    decimal: () => types.decimal(first, Number(second)),
    char: () => types.char(first),
    varchar: () => types.varchar(first),
    time: () => types.time(first),
    timestamp_nanos: () => Object.freeze({ kind: "timestamp_nanos", precision: first }),
    timestamp_ntz_nanos: () => Object.freeze({ kind: "timestamp_ntz_nanos", precision: first }),
  };
  return make[kind]!();
}

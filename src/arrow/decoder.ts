import { ProtocolError } from "../errors/index.js";
import { type DataType, formatType, type Kind, type OfKind, type StructType } from "../types/index.js";
import { Geography, Geometry, NanosecondTimestamp, UnknownValue, UserDefined, Variant } from "../values/index.js";
import { binaries, fixedBinaries, texts } from "./decode-bytes.js";
import * as fixed from "./decode-fixed.js";
import { composed, fixedLists, lists, maps, type Part, structs, tuples, wrapped } from "./decode-nested.js";
import { unsupported } from "./malformed.js";
import { duplicates } from "./row-shape.js";
import type { ArrowField, ArrowKind, ArrowType } from "./schema-message.js";
import { sparkTypeOf } from "./spark-type.js";

type Decode = fixed.Decode;
/** How structs whose fields share a name come out: refused, or as arrays in the order of their fields. */
export type Naming = "by name" | "by position";

interface Context {
  readonly field: ArrowField;
  /** `column "s"."a"`, for errors. */
  readonly owner: string;
  readonly naming: Naming;
}

/** The decoder of one column: chosen once from its SQL type and its Arrow layout, so that no value is asked what it is. */
export function decoderOf(type: DataType, context: Context): Decode {
  return (decoders[type.kind] as (type: DataType, context: Context) => Decode)(type, context);
}

/** The decoders of a whole result. The server's SQL schema and its Arrow schema must have the same columns. */
export function decodersOf(schema: StructType, fields: readonly ArrowField[], naming: Naming): Decode[] {
  if (schema.fields.length !== fields.length) {
    throw new ProtocolError(
      `The server's schema has ${schema.fields.length} columns, its result batch ${fields.length}.`,
      { errorClass: "DBSQL_SCHEMA_MISMATCH" },
    );
  }
  return schema.fields.map(({ type, name }, i) =>
    decoderOf(type, { field: fields[i]!, owner: `column ${JSON.stringify(name)}`, naming }),
  );
}

type ByKind<K extends Kind> = (type: OfKind<K>, context: Context) => Decode;
type Arrow<K extends ArrowKind> = Extract<ArrowType, { readonly kind: K }>;

/** The layouts that a SQL type may come in. */
function layout<K extends Kind>(
  choices: { readonly [A in ArrowKind]?: (arrow: Arrow<A>, type: OfKind<K>, context: Context) => Decode | undefined },
): ByKind<K> {
  return (type, context) => {
    const choose = choices[context.field.type.kind] as
      | ((arrow: ArrowType, type: OfKind<K>, context: Context) => Decode | undefined)
      | undefined;
    const decode = choose?.(context.field.type, type, context);
    if (decode === undefined) throw mismatch(type, context);
    return decode;
  };
}

const int = (bits: number, decode: Decode) =>
  layout<Kind>({ int: (a) => (a.signed && a.bits === bits ? decode : undefined) });
const float = (bits: number, decode: Decode) => layout<Kind>({ float: (a) => (a.bits === bits ? decode : undefined) });
const text = layout<Kind>({
  utf8: (_arrow, _type, { owner }) => texts(4, owner),
  largeUtf8: (_arrow, _type, { owner }) => texts(8, owner),
});
const binary = layout<Kind>({
  binary: () => binaries(4),
  largeBinary: () => binaries(8),
  fixedBinary: ({ size }) => fixedBinaries(size),
});
const item = (type: OfKind<"array">, context: Context): Decode =>
  decoderOf(type.element, inside(context, 0, `${context.owner}.element`));
const spatial = (make: (wkb: Uint8Array, srid: number | undefined) => unknown) =>
  layout<"geometry" | "geography">({
    struct: (_, type, context) => {
      return composed(partsNamed(type, context, ["srid", "wkb"]), ([number, bytes]) =>
        make(bytes as Uint8Array, number as number),
      );
    },
    // Without a number of its own, the value is in the reference system of its type.
    binary: (_, type) =>
      wrapped(binaries(4), (bytes) => make(bytes as Uint8Array, type.srid === "any" ? undefined : type.srid)),
  });
const nanoseconds = layout<"timestamp_nanos" | "timestamp_ntz_nanos">({
  timestamp: ({ unit }, type) =>
    unit === "nanosecond" ? wrapped(fixed.int64, (raw) => new NanosecondTimestamp(type, raw as bigint)) : undefined,
});

/** Sail counts what an INSERT wrote in unsigned numbers and calls them bigint: so they are, up to the largest bigint. */
const bigints = layout<"bigint">({
  int: ({ bits, signed }, _, { owner }) => {
    if (bits !== 64) return undefined;
    if (signed) return fixed.int64;
    return wrapped(fixed.int64, (raw) => {
      if ((raw as bigint) >= 0n) return raw;
      const value = BigInt.asUintN(64, raw as bigint);
      throw new ProtocolError(`The server sent ${value} in ${owner}, which is a bigint and cannot hold it.`, {
        errorClass: "DBSQL_SCHEMA_MISMATCH",
      });
    });
  },
});

const decoders: { readonly [K in Kind]: ByKind<K> } = {
  void: layout({ null: () => fixed.voids }),
  boolean: layout({ bool: () => fixed.booleans }),
  tinyint: int(8, fixed.int8),
  smallint: int(16, fixed.int16),
  int: int(32, fixed.int32),
  bigint: bigints,
  float: float(32, fixed.float32),
  double: float(64, fixed.float64),
  decimal: layout<"decimal">({
    decimal: (arrow, type) =>
      arrow.bits === 128 && arrow.scale === type.scale ? fixed.decimals(type.scale) : undefined,
  }),
  string: text,
  char: text,
  varchar: text,
  binary,
  date: layout({ date: ({ unit }) => (unit === "day" ? fixed.dates : fixed.millisecondDates) }),
  timestamp: layout({
    timestamp: ({ unit, zone }) => (zone === undefined || unit === "nanosecond" ? undefined : fixed.instants(unit)),
  }),
  timestamp_ntz: layout({
    timestamp: ({ unit, zone }) =>
      zone !== undefined || unit === "nanosecond" ? undefined : fixed.plainDateTimes(unit),
  }),
  time: layout({ time: ({ unit, bits }) => fixed.times(unit, bits) }),
  interval: layout({ interval: ({ unit }) => (unit === "monthDayNano" ? fixed.calendarIntervals : undefined) }),
  year_month_interval: layout<"year_month_interval">({
    interval: ({ unit }, { start }) => (unit === "yearMonth" ? fixed.yearMonths(start) : undefined),
  }),
  day_time_interval: layout<"day_time_interval">({
    duration: ({ unit }, { start }) => (unit === "nanosecond" ? undefined : fixed.dayTimes(unit, start)),
  }),
  array: layout<"array">({
    list: (_, type, context) => lists(item(type, context), 4),
    largeList: (_, type, context) => lists(item(type, context), 8),
    fixedList: ({ size }, type, context) => fixedLists(item(type, context), size),
  }),
  map: layout<"map">({
    map: (_, type, context) => {
      const entries = inside(context, 0, context.owner);
      const parts = entries.field.children.length;
      if (entries.field.type.kind !== "struct" || parts !== 2) throw mismatch(type, context);
      return maps(
        decoderOf(type.key, inside(entries, 0, `${context.owner}.key`)),
        decoderOf(type.value, inside(entries, 1, `${context.owner}.value`)),
      );
    },
  }),
  struct: layout<"struct">({ struct: (_, type, context) => structOf(type, context) }),
  variant: layout<"variant">({
    struct: (_, type, context) => {
      return composed(
        partsNamed(type, context, ["value", "metadata"]),
        ([v, m]) => new Variant(v as Uint8Array, m as Uint8Array),
      );
    },
  }),
  udt: (type, context) =>
    wrapped(decoderOf(type.sqlType ?? sparkTypeOf(context.field), context), (value) => new UserDefined(type, value)),
  geometry: spatial((wkb, srid) => new Geometry(wkb, srid)),
  geography: spatial((wkb, srid) => new Geography(wkb, srid)),
  timestamp_nanos: nanoseconds,
  timestamp_ntz_nanos: nanoseconds,
  unknown: (type, context) => {
    const stored = sparkTypeOf(context.field);
    if (stored.kind === "unknown") {
      throw unsupported(`${context.owner} is stored as ${stored.text}`, "Cast the column to a plain type in SQL.");
    }
    return wrapped(decoderOf(stored, context), (value) => new UnknownValue(type, value));
  },
};

function structOf(type: OfKind<"struct">, context: Context): Decode {
  if (type.fields.length !== context.field.children.length) throw mismatch(type, context);
  const names = type.fields.map((field) => field.name);
  const fields = type.fields.map((field, i) =>
    decoderOf(field.type, inside(context, i, `${context.owner}.${JSON.stringify(field.name)}`)),
  );
  if (context.naming === "by position" && duplicates(names).length > 0) return tuples(fields);
  const owner = `The struct in ${context.owner}`;
  return structs(fields, names, owner);
}

function inside(context: Context, child: number, owner: string): Context {
  return { field: context.field.children[child]!, owner, naming: context.naming };
}

/** The parts of a type that is stored as a struct, in the order of `names`. */
function partsNamed(type: DataType, context: Context, names: readonly string[]): Part[] {
  const { children } = context.field;
  if (children.length !== names.length) throw mismatch(type, context);
  return names.map((name) => {
    const child = children.findIndex((field) => field.name === name);
    const field = children[child];
    if (field === undefined) throw mismatch(type, context);
    const owner = `${context.owner}.${name}`;
    return { child, decode: decoderOf(sparkTypeOf(field), { field, owner, naming: context.naming }) };
  });
}

function mismatch(type: DataType, { field, owner }: Context): ProtocolError {
  const { kind, ...rest } = field.type;
  const details = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
  const arrow = [kind, ...details].join(", ");
  return new ProtocolError(`The server says that ${owner} is a ${formatType(type)}, and sends it as Arrow ${arrow}.`, {
    errorClass: "DBSQL_SCHEMA_MISMATCH",
  });
}

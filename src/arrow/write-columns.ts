import { SparkError } from "../errors/index.js";
import type { DataType, Kind, OfKind, StructField } from "../types/index.js";
import {
  type CalendarParts,
  Decimal,
  dayOfPlainDate,
  Geography,
  Geometry,
  isTemporal,
  microsecondsOfInstant,
  microsecondsOfParts,
  microsecondsOfPlainDateTime,
  nanosecondsOfPlainTime,
  partsOfDuration,
  UserDefined,
  Variant,
} from "../values/index.js";
import { badValue, describe, inside, type Place } from "./write-place.js";

/** A column in Arrow's layout, in plain typed arrays. */
export interface Column {
  readonly length: number;
  readonly nulls: number;
  readonly validity: Uint8Array | null;
  readonly data?: ArrayBufferView;
  readonly offsets?: Int32Array;
  readonly children: readonly Column[];
}

/** Values of one column, checked and laid out; `undefined` is refused, `null` is NULL where the column allows it. */
export function writeColumn(type: DataType, values: readonly unknown[], nullable: boolean, place: Place): Column {
  const validity = new Validity(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === undefined) throw badValue(value, type, place, i);
    if (value !== null) validity.set(i);
    else if (!nullable) throw badValue(value, type, place, i, "null in a column that is NOT NULL");
  }
  const write = writers[type.kind] as (type: DataType, values: readonly unknown[], place: Place) => Part;
  return {
    length: values.length,
    nulls: validity.nulls,
    validity: validity.bits,
    children: [],
    ...write(type, values, place),
  };
}

type Part = Partial<Pick<Column, "data" | "offsets" | "children">>;
type Writer<K extends Kind> = (type: OfKind<K>, values: readonly unknown[], place: Place) => Part;

class Validity {
  readonly #bits: Uint8Array;
  nulls: number;
  constructor(length: number) {
    this.#bits = new Uint8Array((length + 7) >> 3);
    this.nulls = length;
  }
  set(i: number): void {
    this.#bits[i >> 3]! |= 1 << (i & 7);
    this.nulls--;
  }
  get bits(): Uint8Array | null {
    return this.nulls === 0 ? null : this.#bits;
  }
}

/** One loop a column: `put` stores a value that is there, and says whether it could. */
function filled<K extends Kind, A extends ArrayBufferView>(
  make: (length: number) => A,
  put: (data: A, i: number, value: unknown, type: OfKind<K>, place: Place) => boolean,
): Writer<K> {
  return (type, values, place) => {
    const data = make(values.length);
    let i = 0;
    try {
      for (; i < values.length; i++) {
        const value = values[i];
        if (value !== null && !put(data, i, value, type, place)) throw badValue(value, type, place, i);
      }
    } catch (error) {
      // What the reader of a value refuses (a fraction of a microsecond) is told with its row and column.
      if (!(error instanceof SparkError) || error.errorClass === "DBSQL_BAD_VALUE") throw error;
      throw badValue(values[i], type, place, i, error.message.replace(/\.$/, ""));
    }
    return { data };
  };
}

const whole = (bits: 8 | 16 | 32, make: (length: number) => Int8Array | Int16Array | Int32Array): Writer<Kind> => {
  const limit = 2 ** (bits - 1);
  return filled(make, (data, i, value) => {
    const number = typeof value === "bigint" ? Number(value) : value;
    if (typeof number !== "number" || !Number.isInteger(number) || number < -limit || number >= limit) return false;
    data[i] = number;
    return true;
  });
};

/** Stores through `of`, which gives undefined for a value of the wrong kind; a number beyond 64 bits is refused. */
const bigints = <K extends Kind>(of: (value: unknown, type: OfKind<K>) => bigint | undefined): Writer<K> =>
  filled(
    (length) => new BigInt64Array(length),
    (data, i, value, type: OfKind<K>) => {
      const number = of(value, type);
      if (number === undefined || BigInt.asIntN(64, number) !== number) return false;
      data[i] = number;
      return true;
    },
  );

const float = (make: (length: number) => Float32Array | Float64Array): Writer<Kind> =>
  filled(make, (data, i, value) => {
    if (typeof value !== "number") return false;
    data[i] = value;
    return true;
  });

const duration = (value: unknown): CalendarParts | undefined =>
  isTemporal(value, "Duration") ? partsOfDuration(value) : undefined;

const text: Writer<"string" | "char" | "varchar"> = (type, values, place) =>
  bytes(values, (value, i) => {
    if (typeof value !== "string") throw badValue(value, type, place, i);
    if (!isWellFormed(value)) {
      throw badValue(value, type, place, i, "the text holds half of a surrogate pair, which has no UTF-8 form");
    }
    return value;
  });

const binary: Writer<"binary"> = (type, values, place) =>
  bytes(values, (value, i) => {
    if (!(value instanceof Uint8Array)) throw badValue(value, type, place, i);
    return value;
  });

const writers: { readonly [K in Kind]: Writer<K> } = {
  void: (type, values, place) => {
    const i = values.findIndex((value) => value !== null);
    if (i >= 0) throw badValue(values[i], type, place, i);
    return {};
  },
  boolean: filled(
    (length) => new Uint8Array((length + 7) >> 3),
    (data, i, value) => {
      if (typeof value !== "boolean") return false;
      if (value) data[i >> 3]! |= 1 << (i & 7);
      return true;
    },
  ),
  tinyint: whole(8, (length) => new Int8Array(length)),
  smallint: whole(16, (length) => new Int16Array(length)),
  int: whole(32, (length) => new Int32Array(length)),
  bigint: bigints((value) => {
    if (typeof value === "bigint") return value;
    return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : undefined;
  }),
  float: float((length) => new Float32Array(length)),
  double: float((length) => new Float64Array(length)),
  decimal: filled(
    (length) => new BigInt64Array(2 * length),
    (data, i, value, type, place) => {
      const unscaled = unscaledOf(value, type, place, i);
      data[2 * i] = BigInt.asIntN(64, unscaled);
      data[2 * i + 1] = unscaled >> 64n;
      return true;
    },
  ),
  string: text,
  char: text,
  varchar: text,
  binary,
  date: filled(
    (length) => new Int32Array(length),
    (data, i, value) => {
      if (!isTemporal(value, "PlainDate")) return false;
      data[i] = dayOfPlainDate(value);
      return true;
    },
  ),
  timestamp: bigints((value) => {
    if (isTemporal(value, "Instant")) return microsecondsOfInstant(value);
    return value instanceof Date && !Number.isNaN(value.getTime()) ? BigInt(value.getTime()) * 1000n : undefined;
  }),
  timestamp_ntz: bigints((value) =>
    isTemporal(value, "PlainDateTime") ? microsecondsOfPlainDateTime(value) : undefined,
  ),
  time: bigints((value, type) => {
    const nanoseconds = isTemporal(value, "PlainTime") ? nanosecondsOfPlainTime(value) : undefined;
    // Digits beyond the type's own would be cut off by the server.
    return nanoseconds === undefined || nanoseconds % 10n ** BigInt(9 - type.precision) !== 0n
      ? undefined
      : nanoseconds;
  }),
  year_month_interval: filled(
    (length) => new Int32Array(length),
    (data, i, value) => {
      const parts = duration(value);
      if (parts === undefined || parts.days !== 0 || parts.microseconds !== 0n) return false;
      data[i] = parts.months;
      return data[i] === parts.months;
    },
  ),
  day_time_interval: bigints((value) => {
    const parts = duration(value);
    return parts === undefined || parts.months !== 0 ? undefined : microsecondsOfParts(parts);
  }),
  interval: filled(
    (length) => new BigInt64Array(2 * length),
    (data, i, value) => {
      const parts = duration(value);
      if (parts === undefined) return false;
      const words = new Int32Array(data.buffer, 16 * i, 2);
      words[0] = parts.months;
      words[1] = parts.days;
      data[2 * i + 1] = parts.microseconds * 1000n;
      return words[0] === parts.months && words[1] === parts.days && data[2 * i + 1] === parts.microseconds * 1000n;
    },
  ),
  array: (type, values, place) => {
    const { offsets, items, rows } = flattened(values, (value, i) => {
      if (!Array.isArray(value)) throw badValue(value, type, place, i);
      return value;
    });
    const inner = inside(place, `${place.column}[]`, rows);
    return { offsets, children: [writeColumn(type.element, items, type.containsNull, inner)] };
  },
  map: (type, values, place) => {
    const { offsets, items, rows } = flattened(values, (value, i) => {
      if (value instanceof Map) return [...(value as Map<unknown, unknown>)];
      if (isPlainObject(value)) return Object.entries(value);
      throw badValue(value, type, place, i);
    });
    const column = (name: string): Place => inside(place, `${place.column}.${name}`, rows);
    const parts = (part: 0 | 1): unknown[] => items.map((entry) => (entry as [unknown, unknown])[part]);
    const entries: Column = {
      length: items.length,
      nulls: 0,
      validity: null,
      children: [
        writeColumn(type.key, parts(0), false, column("key")),
        writeColumn(type.value, parts(1), type.valueContainsNull, column("value")),
      ],
    };
    return { offsets, children: [entries] };
  },
  struct: (type, values, place) => ({
    children: writeFields(type.fields, values, place, (value, i) => {
      if (Array.isArray(value) || isPlainObject(value)) return value;
      throw badValue(value, type, place, i);
    }),
  }),
  variant: (type, values, place) => {
    const of = (read: (variant: Variant) => Uint8Array): Column =>
      partOf(values, (value, i) => {
        if (!(value instanceof Variant)) throw badValue(value, type, place, i);
        return read(value);
      });
    return { children: [of((variant) => variant.value), of((variant) => variant.metadata)] };
  },
  udt: (type, values, place) => {
    if (type.sqlType === undefined) throw badValue(undefined, type, place, 0, "the type that stores it is not known");
    const stored = values.map((value) => (value instanceof UserDefined ? value.value : value));
    const { children, data, offsets } = writeColumn(type.sqlType, stored, true, place);
    return { children, ...(data === undefined ? {} : { data }), ...(offsets === undefined ? {} : { offsets }) };
  },
  geometry: spatial(Geometry),
  geography: spatial(Geography),
  timestamp_nanos: refused,
  timestamp_ntz_nanos: refused,
  unknown: refused,
};

/** The columns of a struct, or of all rows. A row is an object with exactly the fields, or an array in their order. */
export function writeFields(
  fields: readonly StructField[],
  values: readonly unknown[],
  place: Place,
  rowOf: (value: unknown, i: number) => object,
): Column[] {
  const rows = values.map((value, i) => (value === null ? null : rowOf(value, i)));
  const names = new Set(fields.map((field) => field.name));
  const ambiguous = names.size < fields.length;
  for (const [i, row] of rows.entries()) if (row !== null) checkFields(row, i, fields, names, ambiguous, place);
  return fields.map(({ name, type, nullable }, j) => {
    const column = rows.map((row) =>
      row === null ? null : Array.isArray(row) ? (row as unknown[])[j] : own(row, name),
    );
    // Under a struct that is NULL its fields are NULL too, whatever they allow.
    const anyNull = rows.includes(null);
    return writeColumn(
      type,
      column,
      nullable || anyNull,
      inside(place, place.column === "" ? name : `${place.column}.${name}`),
    );
  });
}

function checkFields(
  row: object,
  i: number,
  fields: readonly StructField[],
  names: ReadonlySet<string>,
  ambiguous: boolean,
  place: Place,
): void {
  const fail = (why: string): never => {
    throw badValue(row, { kind: "struct", fields }, place, i, why);
  };
  if (Array.isArray(row)) {
    if (row.length !== fields.length) fail(`${row.length} values for ${fields.length} columns`);
    return;
  }
  if (ambiguous) fail("several columns share a name: write the row as an array, in the order of the columns");
  const extra = Object.keys(row).filter((name) => !names.has(name));
  if (extra.length > 0) fail(`no column ${extra.map((name) => JSON.stringify(name)).join(", ")} in the schema`);
}

function own(row: object, name: string): unknown {
  return Object.hasOwn(row, name) ? Reflect.get(row, name) : undefined;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The items of all lists in one row of values, and to which list each belongs. */
function flattened(
  values: readonly unknown[],
  itemsOf: (value: unknown, i: number) => readonly unknown[],
): { offsets: Int32Array; items: unknown[]; rows: Int32Array } {
  const offsets = new Int32Array(values.length + 1);
  const items: unknown[] = [];
  const owners: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    // A hole of a sparse array is undefined here, hence refused like any other.
    if (value !== null)
      for (const item of itemsOf(value, i)) {
        items.push(item);
        owners.push(i);
      }
    offsets[i + 1] = items.length;
  }
  return { offsets, items, rows: Int32Array.from(owners) };
}

function bytes(values: readonly unknown[], of: (value: unknown, i: number) => string | Uint8Array): Part {
  const offsets = new Int32Array(values.length + 1);
  let scratch = Buffer.allocUnsafe(1 << 12);
  let end = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== null) {
      const content = of(value, i);
      const room = typeof content === "string" ? 3 * content.length : content.length;
      if (scratch.length - end < room) {
        const larger = Buffer.allocUnsafe(Math.max(2 * scratch.length, end + room));
        scratch.copy(larger, 0, 0, end);
        scratch = larger;
      }
      if (typeof content === "string") end += scratch.write(content, end, "utf8");
      else {
        scratch.set(content, end);
        end += content.length;
      }
    }
    offsets[i + 1] = end;
  }
  return { offsets, data: new Uint8Array(scratch.subarray(0, end)) };
}

/** A binary part of a type that is stored as a struct; empty where the value is NULL. */
function partOf(values: readonly unknown[], of: (value: unknown, i: number) => Uint8Array): Column {
  const part = bytes(values, of);
  return { length: values.length, nulls: 0, validity: null, children: [], ...part };
}

function spatial(Class: typeof Geometry | typeof Geography): Writer<"geometry" | "geography"> {
  return (type, values, place) => {
    const check = (value: unknown, i: number): Geometry | Geography => {
      if (!(value instanceof Class)) throw badValue(value, type, place, i);
      return value;
    };
    const srid = (value: unknown, i: number): number => check(value, i).srid ?? (type.srid === "any" ? 0 : type.srid);
    const data = Int32Array.from(values, (value, i) => (value === null ? 0 : srid(value, i)));
    const srids: Column = { length: values.length, nulls: 0, validity: null, data, children: [] };
    return { children: [srids, partOf(values, (value, i) => check(value, i).wkb)] };
  };
}

function refused(type: DataType, values: readonly unknown[], place: Place): never {
  throw badValue(values[0], type, place, 0, "values of this type cannot be sent yet");
}

/** Exact, or refused: digits are added as zeros, and taken away only where they are zeros. */
function unscaledOf(value: unknown, type: OfKind<"decimal">, place: Place, i: number): bigint {
  const exact = typeof value === "number" && !Number.isSafeInteger(value) ? undefined : value;
  if (!(exact instanceof Decimal) && typeof exact !== "bigint" && typeof exact !== "number") {
    throw badValue(value, type, place, i, `${describe(value)} is no exact decimal: use Decimal.from("12.50")`);
  }
  const decimal = Decimal.from(exact);
  const shift = type.scale - decimal.scale;
  const factor = 10n ** BigInt(Math.abs(shift));
  const unscaled = shift >= 0 ? decimal.unscaled * factor : decimal.unscaled / factor;
  const lost = shift < 0 && decimal.unscaled % factor !== 0n;
  const limit = 10n ** BigInt(type.precision);
  if (lost || unscaled >= limit || unscaled <= -limit) {
    throw badValue(value, type, place, i, `${decimal} does not fit decimal(${type.precision},${type.scale})`);
  }
  return unscaled;
}

/** Part of Node 20; the types that we build against are older. */
function isWellFormed(text: string): boolean {
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}

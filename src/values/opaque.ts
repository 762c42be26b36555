import type { DataType, TimestampNanosType, UdtType } from "../types/index.js";

const inspectSymbol = Symbol.for("nodejs.util.inspect.custom");
const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");

/** A spatial value as the server sent it: well-known binary, and the reference system that it is in. */
abstract class Spatial {
  abstract readonly kind: "geometry" | "geography";
  /** The shape in well-known binary (WKB), as `ST_AsBinary` gives it. */
  readonly wkb: Uint8Array;
  /** The number of its spatial reference system; undefined when the server did not tell. */
  readonly srid: number | undefined;

  constructor(wkb: Uint8Array, srid: number | undefined) {
    this.wkb = wkb;
    this.srid = srid;
  }

  /** `SRID=4326;0101…`: the number and the WKB in hexadecimal digits (EWKB text without the embedded SRID). */
  toString(): string {
    return `${this.srid === undefined ? "" : `SRID=${this.srid};`}${hex(this.wkb).toUpperCase()}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspectSymbol](): string {
    return `${this.constructor.name} ${this.toString()}`;
  }
}

/** A value of GEOMETRY. {@link https://spark.apache.org/docs/latest/sql-ref-datatypes.html Spark's data types}. */
export class Geometry extends Spatial {
  override readonly kind = "geometry";
}

/** A value of GEOGRAPHY. {@link https://spark.apache.org/docs/latest/sql-ref-datatypes.html Spark's data types}. */
export class Geography extends Spatial {
  override readonly kind = "geography";
}

/** A value of a user-defined type: the value of the SQL type that stores it, and the type. */
export class UserDefined {
  readonly type: UdtType;
  /** Whatever the storing SQL type gives: an object for a struct, an array, a Uint8Array… */
  readonly value: unknown;

  constructor(type: UdtType, value: unknown) {
    this.type = type;
    this.value = value;
  }
}

/** A timestamp finer than a microsecond: all its digits, and the type. */
export class NanosecondTimestamp {
  readonly type: TimestampNanosType;
  /** Nanoseconds since the epoch, or since 1970-01-01T00:00 for the type without time zone. */
  readonly nanoseconds: bigint;

  constructor(type: TimestampNanosType, nanoseconds: bigint) {
    this.type = type;
    this.nanoseconds = nanoseconds;
  }

  toString(): string {
    return this.nanoseconds.toString();
  }

  toJSON(): string {
    return this.toString();
  }
}

/** A value of a type that this version does not know: what its storage holds, and the type as the server names it. */
export class UnknownValue {
  readonly type: DataType;
  readonly value: unknown;

  constructor(type: DataType, value: unknown) {
    this.type = type;
    this.value = value;
  }
}

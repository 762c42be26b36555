import type * as Arrow from "apache-arrow";
import { UnsupportedError } from "../errors/index.js";
import type { DataType, Kind, OfKind, StructType } from "../types/index.js";
import { type Column, writeFields } from "./write-columns.js";
import { badValue, type Place } from "./write-place.js";

/**
 * Rows as one Arrow IPC stream, for a relation that travels inside a plan. Every value is checked against its type and
 * kept exactly: what does not fit is refused, not rounded.
 *
 * @param rows objects with exactly the columns of the schema, or arrays in their order
 * @throws ArgumentError that names the row (from 0) and the column
 */
export async function writeRows(rows: readonly unknown[], schema: StructType): Promise<Uint8Array> {
  const place: Place = { column: "", row: (i) => i };
  const columns = writeFields(schema.fields, rows, place, (row, i) => {
    if (typeof row === "object" && row !== null) return row;
    throw badValue(row, schema, place, i, "a row is an object or an array");
  });
  const nulls = rows.indexOf(null);
  if (nulls >= 0) throw badValue(null, schema, place, nulls, "a row is an object or an array");
  const arrow = await import("apache-arrow");
  return new Writer(arrow).stream(schema, columns, rows.length);
}

type Module = typeof Arrow;
type ArrowTypeOf = { readonly [K in Kind]: (type: OfKind<K>) => Arrow.DataType };

/** Puts our columns into apache-arrow's shapes; it writes the messages. */
class Writer {
  readonly #arrow: Module;
  readonly #types: ArrowTypeOf;

  constructor(arrow: Module) {
    this.#arrow = arrow;
    this.#types = this.#typeTable(arrow);
  }

  stream(schema: StructType, columns: readonly Column[], rows: number): Uint8Array {
    const { arrow, type } = { arrow: this.#arrow, type: this.#struct(schema.fields) };
    const children = schema.fields.map((field, i) => this.#data(this.#typeOf(field.type), columns[i]!));
    const data = arrow.makeData({ type, length: rows, nullCount: 0, children });
    const batch = new arrow.RecordBatch(new arrow.Schema(type.children), data);
    return arrow.tableToIPC(new arrow.Table([batch]), "stream");
  }

  #typeOf(type: DataType): Arrow.DataType {
    return (this.#types[type.kind] as (type: DataType) => Arrow.DataType)(type);
  }

  #field(name: string, type: DataType, nullable: boolean): Arrow.Field {
    return new this.#arrow.Field(name, this.#typeOf(type), nullable);
  }

  #struct(fields: StructType["fields"]): Arrow.Struct {
    return new this.#arrow.Struct(fields.map((field) => this.#field(field.name, field.type, field.nullable)));
  }

  /** A struct whose one field says, by its metadata, which type it stands for. */
  #marked(first: Arrow.Field, name: string, marks: Readonly<Record<string, string>>): Arrow.Struct {
    const { Field, Binary, Struct } = this.#arrow;
    return new Struct([first, new Field(name, new Binary(), false, new Map(Object.entries(marks)))]);
  }

  #data(type: Arrow.DataType, column: Column): Arrow.Data {
    const children = column.children.map((child, i) => this.#data(type.children[i]!.type as Arrow.DataType, child));
    const props = {
      type,
      length: column.length,
      nullCount: column.nulls,
      nullBitmap: column.validity,
      data: column.data,
      valueOffsets: column.offsets,
      children,
      child: children[0],
    };
    // makeData has an overload a type; which one it is, only the type at run time says.
    return this.#arrow.makeData(props as Parameters<Module["makeData"]>[0]) as Arrow.Data;
  }

  #typeTable(a: Module): ArrowTypeOf {
    const utf8 = (): Arrow.DataType => new a.Utf8();
    const bigint = (): Arrow.DataType => new a.Int64();
    const wkbFirst = (): Arrow.Field => new a.Field("srid", new a.Int32(), false);
    const spatial = (type: OfKind<"geometry" | "geography">): Arrow.DataType =>
      this.#marked(wkbFirst(), "wkb", { [type.kind]: "true", srid: String(type.srid === "any" ? -1 : type.srid) });
    const refused = (type: DataType): never => {
      throw new UnsupportedError(`Values of the type ${type.kind} cannot be sent yet.`, {
        errorClass: "DBSQL_CANNOT_SEND",
      });
    };
    return {
      void: () => new a.Null(),
      boolean: () => new a.Bool(),
      tinyint: () => new a.Int8(),
      smallint: () => new a.Int16(),
      int: () => new a.Int32(),
      bigint,
      float: () => new a.Float32(),
      double: () => new a.Float64(),
      decimal: (type) => new a.Decimal(type.scale, type.precision, 128),
      string: utf8,
      char: utf8,
      varchar: utf8,
      binary: () => new a.Binary(),
      date: () => new a.DateDay(),
      timestamp: () => new a.TimestampMicrosecond("UTC"),
      timestamp_ntz: () => new a.TimestampMicrosecond(),
      time: () => new a.TimeNanosecond(),
      interval: () => new a.IntervalMonthDayNano(),
      year_month_interval: () => new a.IntervalYearMonth(),
      day_time_interval: () => new a.DurationMicrosecond(),
      array: (type) => new a.List(this.#field("element", type.element, type.containsNull)),
      map: (type) =>
        new a.Map_<Arrow.DataType, Arrow.DataType>(
          new a.Field(
            "entries",
            new a.Struct([
              this.#field("key", type.key, false),
              this.#field("value", type.value, type.valueContainsNull),
            ]),
            false,
          ),
        ),
      struct: (type) => this.#struct(type.fields),
      variant: () => this.#marked(new a.Field("value", new a.Binary(), false), "metadata", { variant: "true" }),
      udt: (type) => (type.sqlType === undefined ? refused(type) : this.#typeOf(type.sqlType)),
      geometry: spatial,
      geography: spatial,
      timestamp_nanos: refused,
      timestamp_ntz_nanos: refused,
      unknown: refused,
    };
  }
}

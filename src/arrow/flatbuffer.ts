import { malformed } from "./malformed.js";

/**
 * A reader of one flatbuffer that believes nothing: offsets, vectors and strings must lie inside the message. DataView
 * throws a RangeError on what is left, which the caller turns into an error of ours.
 */
export class FlatBuffer {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Strings may be shared, so that a small message could spell a huge one: what is decoded is counted. */
  #textLeft: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#textLeft = 8 * bytes.byteLength + 65_536;
  }

  root(): number {
    return this.#tableAt(0);
  }

  /** Where field `i` of a table stands, or 0 when it is absent. */
  field(table: number, i: number): number {
    const vtable = table - this.#view.getInt32(table, true);
    if (vtable < 0 || vtable > this.#bytes.length - 4) throw malformed("a table description lies outside its message");
    const entry = 4 + 2 * i;
    if (entry + 2 > this.#view.getUint16(vtable, true)) return 0;
    const offset = this.#view.getUint16(vtable + entry, true);
    return offset === 0 ? 0 : table + offset;
  }

  /** Where the description of a table says where field `i` stands. */
  entry(table: number, i: number): number {
    return table - this.#view.getInt32(table, true) + 4 + 2 * i;
  }

  /** The table that field `i` points at, or 0. */
  table(table: number, i: number): number {
    const at = this.field(table, i);
    return at === 0 ? 0 : this.#tableAt(at);
  }

  /** The table that a vector's element points at. */
  element(at: number): number {
    return this.#tableAt(at);
  }

  uint8(table: number, i: number, absent = 0): number {
    const at = this.field(table, i);
    return at === 0 ? absent : this.#view.getUint8(at);
  }

  int16(table: number, i: number, absent = 0): number {
    const at = this.field(table, i);
    return at === 0 ? absent : this.#view.getInt16(at, true);
  }

  int32(table: number, i: number, absent = 0): number {
    const at = this.field(table, i);
    return at === 0 ? absent : this.#view.getInt32(at, true);
  }

  length(table: number, i: number): number {
    const at = this.field(table, i);
    return at === 0 ? 0 : this.lengthAt(at);
  }

  /** A 64-bit length or offset: refused when negative, or more than a number holds exactly. */
  lengthAt(at: number): number {
    const value = this.#view.getInt32(at + 4, true) * 2 ** 32 + this.#view.getUint32(at, true);
    if (value < 0 || value > Number.MAX_SAFE_INTEGER) throw malformed("a length is negative or huge");
    return value;
  }

  text(table: number, i: number): string | undefined {
    const at = this.field(table, i);
    if (at === 0) return undefined;
    const start = at + this.#view.getUint32(at, true);
    const length = this.#view.getUint32(start, true);
    if (start + 4 + length > this.#bytes.length) throw malformed("a text lies outside its message");
    this.#textLeft -= length;
    if (this.#textLeft < 0) throw malformed("its names are longer than the message that holds them");
    return Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset + start + 4, length).toString("utf8");
  }

  /** Where the elements of a vector begin, and how many there are. */
  vector(table: number, i: number, elementSize: number): { readonly at: number; readonly count: number } {
    const at = this.field(table, i);
    if (at === 0) return { at: 0, count: 0 };
    const start = at + this.#view.getUint32(at, true);
    const count = this.#view.getUint32(start, true);
    if (start + 4 + count * elementSize > this.#bytes.length) throw malformed("a list lies outside its message");
    return { at: start + 4, count };
  }

  #tableAt(at: number): number {
    const table = at + this.#view.getUint32(at, true);
    if (table < 4 || table > this.#bytes.length - 4) throw malformed("a table lies outside its message");
    return table;
  }
}

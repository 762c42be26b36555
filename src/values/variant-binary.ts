import { isUtf8 } from "node:buffer";
import { ProtocolError } from "../errors/index.js";
import { Decimal } from "./decimal.js";
import { temporalFactory } from "./temporal.js";

/**
 * Spark's binary form of VARIANT: two byte strings, a dictionary of names (`metadata`) and a value whose first byte
 * says what follows. Little-endian throughout. Each read checks that it stays inside its bytes.
 */
export class VariantBytes {
  readonly value: Uint8Array;
  readonly metadata: Uint8Array;
  readonly #view: DataView;
  #names: readonly string[] | undefined;

  constructor(value: Uint8Array, metadata: Uint8Array) {
    this.value = value;
    this.metadata = metadata;
    this.#view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  }

  /** What stands at a position: the two low bits of its first byte say which of four, the rest what exactly. */
  head(at: number): { readonly basic: number; readonly info: number } {
    const byte = this.value[this.#check(at, 1)]!;
    return { basic: byte & 3, info: byte >> 2 };
  }

  /** A scalar, as the JavaScript value of its SQL type; a whole number is a number where that is exact. */
  scalar(at: number): unknown {
    const { basic, info } = this.head(at);
    if (basic === basicType.shortString) return this.#text(at + 1, info);
    if (basic !== basicType.primitive) throw malformed("a scalar was expected");
    const read = primitives[info];
    if (read === undefined) throw malformed(`unknown kind of value ${info}`);
    return read(this, at + 1);
  }

  /** The members of an object or array at a position: their names, where there are any, and where they start. */
  children(at: number): { readonly names: readonly string[] | undefined; readonly at: readonly number[] } {
    const { basic, info } = this.head(at);
    const isObject = basic === basicType.object;
    if (!isObject && basic !== basicType.array) throw malformed("an object or array was expected");
    const offsetSize = (info & 3) + 1;
    const idSize = isObject ? ((info >> 2) & 3) + 1 : 0;
    const sizeSize = ((info >> (isObject ? 4 : 2)) & 1) === 1 ? 4 : 1;
    const count = this.unsigned(at + 1, sizeSize);
    const ids = at + 1 + sizeSize;
    const offsets = ids + count * idSize;
    const data = offsets + (count + 1) * offsetSize;
    this.#check(ids, data - ids);
    const positions: number[] = [];
    const names: string[] = [];
    for (let i = 0; i < count; i++) {
      positions.push(data + this.unsigned(offsets + i * offsetSize, offsetSize));
      if (isObject) names.push(this.#name(this.unsigned(ids + i * idSize, idSize)));
    }
    return { names: isObject ? names : undefined, at: positions };
  }

  /** The bytes of the value at a position. */
  slice(at: number): Uint8Array {
    const size = this.size(at);
    return this.value.subarray(this.#check(at, size), at + size);
  }

  /** How many bytes the value at a position takes. */
  size(at: number): number {
    const { basic, info } = this.head(at);
    if (basic === basicType.shortString) return 1 + info;
    if (basic === basicType.primitive) {
      const fixed = sizes[info];
      if (fixed === undefined) throw malformed(`unknown kind of value ${info}`);
      return fixed === "counted" ? 5 + this.unsigned(at + 1, 4) : 1 + fixed;
    }
    const isObject = basic === basicType.object;
    const offsetSize = (info & 3) + 1;
    const idSize = isObject ? ((info >> 2) & 3) + 1 : 0;
    const sizeSize = ((info >> (isObject ? 4 : 2)) & 1) === 1 ? 4 : 1;
    const count = this.unsigned(at + 1, sizeSize);
    const offsets = at + 1 + sizeSize + count * idSize;
    return offsets + (count + 1) * offsetSize + this.unsigned(offsets + count * offsetSize, offsetSize) - at;
  }

  unsigned(at: number, bytes: number): number {
    this.#check(at, bytes);
    let result = 0;
    for (let i = bytes - 1; i >= 0; i--) result = result * 256 + this.value[at + i]!;
    return result;
  }

  int32(at: number): number {
    return this.#view.getInt32(this.#check(at, 4), true);
  }

  int64(at: number): bigint {
    return this.#view.getBigInt64(this.#check(at, 8), true);
  }

  whole(at: number, bytes: 1 | 2 | 4): number {
    this.#check(at, bytes);
    return bytes === 1 ? this.#view.getInt8(at) : bytes === 2 ? this.#view.getInt16(at, true) : this.int32(at);
  }

  float(at: number, bytes: 4 | 8): number {
    this.#check(at, bytes);
    return bytes === 4 ? this.#view.getFloat32(at, true) : this.#view.getFloat64(at, true);
  }

  decimal(at: number, bytes: 4 | 8 | 16): Decimal {
    const scale = this.unsigned(at, 1);
    if (scale > 38) throw malformed(`a decimal of scale ${scale}`);
    if (bytes === 4) return new Decimal(BigInt(this.int32(at + 1)), scale);
    if (bytes === 8) return new Decimal(this.int64(at + 1), scale);
    return new Decimal((this.int64(at + 9) << 64n) | BigInt.asUintN(64, this.int64(at + 1)), scale);
  }

  binary(at: number): Uint8Array {
    const length = this.unsigned(at, 4);
    return Uint8Array.prototype.slice.call(this.value, this.#check(at + 4, length), at + 4 + length);
  }

  text(at: number): string {
    return this.#text(at + 4, this.unsigned(at, 4));
  }

  #text(at: number, length: number): string {
    return decodeText(this.value, this.#check(at, length), length);
  }

  #name(id: number): string {
    this.#names ??= readNames(this.metadata);
    const name = this.#names[id];
    if (name === undefined) throw malformed(`no name of number ${id}`);
    return name;
  }

  #check(at: number, length: number): number {
    if (at < 0 || at + length > this.value.length) throw malformed("a value reaches past the end");
    return at;
  }
}

export const basicType = { primitive: 0, shortString: 1, object: 2, array: 3 } as const;

/** The kinds of scalar, by number. */
const primitives: readonly ((bytes: VariantBytes, at: number) => unknown)[] = [
  () => null,
  () => true,
  () => false,
  (bytes, at) => bytes.whole(at, 1),
  (bytes, at) => bytes.whole(at, 2),
  (bytes, at) => bytes.whole(at, 4),
  (bytes, at) => exactNumber(bytes.int64(at)),
  (bytes, at) => bytes.float(at, 8),
  (bytes, at) => bytes.decimal(at, 4),
  (bytes, at) => bytes.decimal(at, 8),
  (bytes, at) => bytes.decimal(at, 16),
  (bytes, at) => temporalFactory().plainDate(bytes.int32(at)),
  (bytes, at) => temporalFactory().instant(bytes.int64(at)),
  (bytes, at) => temporalFactory().plainDateTime(bytes.int64(at)),
  (bytes, at) => bytes.float(at, 4),
  (bytes, at) => bytes.binary(at),
  (bytes, at) => bytes.text(at),
  (bytes, at) => temporalFactory().plainTime(bytes.int64(at) * 1000n),
  (bytes, at) => temporalFactory().instantOfNanoseconds(bytes.int64(at)),
  (bytes, at) => temporalFactory().plainDateTimeOfNanoseconds(bytes.int64(at)),
  (bytes, at) => uuidText(bytes, at),
];
/** How many bytes follow the first one; counted ones tell it in four bytes. */
const sizes: readonly (number | "counted")[] = [
  0,
  0,
  0,
  1,
  2,
  4,
  8,
  8,
  5,
  9,
  17,
  4,
  8,
  8,
  4,
  "counted",
  "counted",
  8,
  8,
  8,
  16,
];

function exactNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function uuidText(bytes: VariantBytes, at: number): string {
  let digits = "";
  for (let i = 0; i < 16; i++)
    digits += bytes
      .unsigned(at + i, 1)
      .toString(16)
      .padStart(2, "0");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** The dictionary: a header byte, the count, the offsets, the text. */
function readNames(metadata: Uint8Array): readonly string[] {
  const header = metadata[0];
  if (header === undefined || (header & 15) !== 1) throw malformed(`metadata of version ${(header ?? 0) & 15}`);
  const size = (header >> 6) + 1;
  const read = (at: number): number => {
    if (at + size > metadata.length) throw malformed("the names reach past the end");
    let result = 0;
    for (let i = size - 1; i >= 0; i--) result = result * 256 + metadata[at + i]!;
    return result;
  };
  const count = read(1);
  const text = 1 + (count + 2) * size;
  if (text > metadata.length) throw malformed("the names reach past the end");
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    const start = read(1 + (i + 1) * size);
    const end = read(1 + (i + 2) * size);
    if (start > end || text + end > metadata.length) throw malformed("the names reach past the end");
    names.push(decodeText(metadata, text + start, end - start));
  }
  return names;
}

function decodeText(bytes: Uint8Array, at: number, length: number): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset + at, length);
  if (!isUtf8(view)) throw malformed("text that is no UTF-8");
  return view.toString("utf8");
}

export function malformed(what: string): ProtocolError {
  return new ProtocolError(`A VARIANT value is malformed: ${what}.`, { errorClass: "MALFORMED_VARIANT" });
}

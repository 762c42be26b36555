import type { Body } from "./body.js";
import type { RawBatch } from "./framing.js";
import { malformed, tooLarge } from "./malformed.js";
import type { ArrowField, ArrowType } from "./schema-message.js";

/** One column of a batch, or a part of one, checked: every read that its layout allows stays inside its buffers. */
export interface Vector {
  readonly length: number;
  readonly nulls: number;
  /** Where its buffers begin in the body. An absent validity bitmap is -1. */
  readonly at: readonly number[];
  /** How long they are. */
  readonly sizes: readonly number[];
  readonly body: Body;
  readonly children: readonly Vector[];
}

export interface BatchLimits {
  /** Rows of one batch. */
  readonly maxRows: number;
  /** Values that take no byte of the message (NULL columns, empty structs), of one batch together. */
  readonly maxUnbacked: number;
  /** Bytes of one batch after decompression. */
  readonly maxInflatedBytes: number;
}
export const defaultLimits: BatchLimits = { maxRows: 2 ** 25, maxUnbacked: 2 ** 24, maxInflatedBytes: 2 ** 28 };

/** An empty struct is an object of its own, which a NULL is not. */
const emptyStructWeight = 8;

/** The columns of a batch, every length and offset of them checked before any value is read. */
export function assemble(
  fields: readonly ArrowField[],
  batch: Pick<RawBatch, "rows" | "nodes" | "buffers">,
  body: Body,
  limits: BatchLimits,
): Vector[] {
  if (batch.rows > limits.maxRows) {
    throw tooLarge(`${batch.rows} rows`, "Lower spark.sql.execution.arrow.maxRecordsPerBatch.");
  }
  const assembler = new Assembler(batch, body, limits);
  const vectors = fields.map((field) => assembler.read(field, batch.rows));
  assembler.finish();
  return vectors;
}

type Layout =
  | { readonly form: "nothing" | "struct" }
  | { readonly form: "fixed"; readonly bits: number }
  | { readonly form: "bytes" | "list"; readonly offsetSize: 4 | 8 }
  | { readonly form: "fixedList"; readonly size: number };

/** How the values of each Arrow type lie in buffers. */
const layouts: { readonly [K in ArrowType["kind"]]: (type: Extract<ArrowType, { readonly kind: K }>) => Layout } = {
  null: () => ({ form: "nothing" }),
  bool: () => ({ form: "fixed", bits: 1 }),
  int: ({ bits }) => ({ form: "fixed", bits }),
  float: ({ bits }) => ({ form: "fixed", bits }),
  decimal: ({ bits }) => ({ form: "fixed", bits }),
  date: ({ unit }) => ({ form: "fixed", bits: unit === "day" ? 32 : 64 }),
  time: ({ bits }) => ({ form: "fixed", bits }),
  timestamp: () => ({ form: "fixed", bits: 64 }),
  duration: () => ({ form: "fixed", bits: 64 }),
  interval: ({ unit }) => ({ form: "fixed", bits: { yearMonth: 32, dayTime: 64, monthDayNano: 128 }[unit] }),
  fixedBinary: ({ size }) => ({ form: "fixed", bits: 8 * size }),
  utf8: () => ({ form: "bytes", offsetSize: 4 }),
  binary: () => ({ form: "bytes", offsetSize: 4 }),
  largeUtf8: () => ({ form: "bytes", offsetSize: 8 }),
  largeBinary: () => ({ form: "bytes", offsetSize: 8 }),
  list: () => ({ form: "list", offsetSize: 4 }),
  map: () => ({ form: "list", offsetSize: 4 }),
  largeList: () => ({ form: "list", offsetSize: 8 }),
  struct: () => ({ form: "struct" }),
  fixedList: ({ size }) => ({ form: "fixedList", size }),
};

function layoutOf(type: ArrowType): Layout {
  return (layouts[type.kind] as (type: ArrowType) => Layout)(type);
}

class Assembler {
  readonly #batch: Pick<RawBatch, "nodes" | "buffers">;
  readonly #body: Body;
  readonly #limits: BatchLimits;
  #node = 0;
  #buffer = 0;
  #unbacked = 0;

  constructor(batch: Pick<RawBatch, "nodes" | "buffers">, body: Body, limits: BatchLimits) {
    this.#batch = batch;
    this.#body = body;
    this.#limits = limits;
  }

  /** Everything that the message describes must have been taken by a column. */
  finish(): void {
    if (2 * this.#node !== this.#batch.nodes.length || 2 * this.#buffer !== this.#batch.buffers.length) {
      throw malformed("it describes more columns than its schema has");
    }
  }

  /** @param expected the length that the parent asks for; `atLeast` for the items of a list */
  read(field: ArrowField, expected: number, atLeast = false): Vector {
    const { nodes } = this.#batch;
    if (2 * this.#node >= nodes.length) throw malformed("it describes fewer columns than its schema has");
    const length = nodes[2 * this.#node]!;
    const nulls = nodes[2 * this.#node + 1]!;
    this.#node++;
    if (atLeast ? length < expected : length !== expected) {
      throw malformed(`column ${JSON.stringify(field.name)} has ${length} values where ${expected} belong`);
    }
    const layout = layoutOf(field.type);
    if (layout.form === "nothing") {
      this.#countUnbacked(length, expected, 1);
      return this.#vector(length, length, [], [], []);
    }
    const validity = this.#validity(length, nulls);
    switch (layout.form) {
      case "fixed":
        return this.#fixed(length, nulls, validity, layout.bits, expected);
      case "bytes":
      case "list":
        return this.#variable(field, layout, length, nulls, validity);
      case "struct": {
        if (field.children.length === 0) this.#countUnbacked(length, expected, emptyStructWeight);
        const children = field.children.map((child) => this.read(child, length));
        return this.#vector(length, nulls, [validity], [0], children);
      }
      case "fixedList": {
        const child = this.read(onlyChild(field), length * layout.size);
        return this.#vector(length, nulls, [validity], [0], [child]);
      }
    }
  }

  #fixed(length: number, nulls: number, validity: number, bits: number, expected: number): Vector {
    if (bits === 0) this.#countUnbacked(length, expected, emptyStructWeight);
    const data = this.#take(Math.ceil((length * bits) / 8));
    return this.#vector(length, nulls, [validity, data.at], [0, data.size], []);
  }

  #variable(
    field: ArrowField,
    layout: { readonly form: "bytes" | "list"; readonly offsetSize: 4 | 8 },
    length: number,
    nulls: number,
    validity: number,
  ): Vector {
    // A column without values may come without its one offset.
    const offsets = this.#take(length === 0 ? 0 : (length + 1) * layout.offsetSize);
    const end = this.#lastOffset(offsets.at, length, layout.offsetSize, field);
    if (layout.form === "list") {
      const child = this.read(onlyChild(field), end, true);
      return this.#vector(length, nulls, [validity, offsets.at], [0, offsets.size], [child]);
    }
    const data = this.#take(end);
    return this.#vector(length, nulls, [validity, offsets.at, data.at], [0, offsets.size, data.size], []);
  }

  #vector(
    length: number,
    nulls: number,
    at: readonly number[],
    sizes: readonly number[],
    children: readonly Vector[],
  ): Vector {
    return { length, nulls, at, sizes, body: this.#body, children };
  }

  #take(need: number): { readonly at: number; readonly size: number } {
    const { buffers } = this.#batch;
    if (2 * this.#buffer >= buffers.length) throw malformed("it describes fewer buffers than its columns have");
    const at = buffers[2 * this.#buffer]!;
    const size = buffers[2 * this.#buffer + 1]!;
    this.#buffer++;
    if (size < need) throw malformed("a buffer is shorter than its rows need");
    return { at, size };
  }

  /** Where the bitmap begins, or -1 where all values are there. The count that the message gives must be the bitmap's. */
  #validity(length: number, nulls: number): number {
    const { at, size } = this.#take(0);
    if (size === 0) {
      if (nulls > 0) throw malformed("a column with NULLs does not say where they are");
      return -1;
    }
    if (size < Math.ceil(length / 8)) throw malformed("a validity bitmap is shorter than its rows need");
    if (countZeros(this.#body.bytes, at, length) !== nulls) throw malformed("a column does not have the NULLs it says");
    return nulls === 0 ? -1 : at;
  }

  /** Offsets must run forward from zero or more: each value then lies inside what the last one ends. */
  #lastOffset(at: number, length: number, size: 4 | 8, field: ArrowField): number {
    if (length === 0) return 0;
    const offsets = readOffsets(this.#body, at, length, size);
    let previous = offsets[0]!;
    let sign = previous;
    for (let i = 1; i <= length; i++) {
      const next = offsets[i]!;
      sign |= next - previous;
      previous = next;
    }
    if (sign < 0) throw malformed(`the offsets of column ${JSON.stringify(field.name)} run backwards`);
    return previous;
  }

  #countUnbacked(length: number, expected: number, weight: number): void {
    if (length > expected) throw malformed("a list has more items than its offsets reach");
    this.#unbacked += weight * length;
    if (this.#unbacked > this.#limits.maxUnbacked) {
      throw tooLarge("too many NULLs or empty structs that take no byte", "Leave out the columns of type VOID.");
    }
  }
}

/** Offsets as 32-bit numbers, whatever their size on the wire: no message of ours is longer. */
export function readOffsets(body: Body, at: number, length: number, size: 4 | 8): Int32Array {
  const { buffer, start } = body.aligned;
  if (length === 0) return new Int32Array(1);
  if (size === 4) return new Int32Array(buffer, start + at, length + 1);
  const wide = new BigInt64Array(buffer, start + at, length + 1);
  const narrow = new Int32Array(length + 1);
  for (let i = 0; i <= length; i++) {
    const offset = wide[i]!;
    if (offset < 0n || offset > 0x7fffffffn) throw malformed("an offset is negative or huge");
    narrow[i] = Number(offset);
  }
  return narrow;
}

function onlyChild(field: ArrowField): ArrowField {
  const [child] = field.children;
  if (child === undefined || field.children.length !== 1) {
    throw malformed(`column ${JSON.stringify(field.name)} of kind ${field.type.kind} has not one child`);
  }
  return child;
}

const zerosOfByte = Uint8Array.from({ length: 256 }, (_, byte) => {
  let ones = 0;
  for (let rest = byte; rest > 0; rest >>= 1) ones += rest & 1;
  return 8 - ones;
});
function countZeros(bytes: Uint8Array, at: number, length: number): number {
  const whole = length >> 3;
  let zeros = 0;
  for (let i = at; i < at + whole; i++) zeros += zerosOfByte[bytes[i]!]!;
  const rest = length & 7;
  return rest === 0 ? zeros : zeros + zerosOfByte[bytes[at + whole]! | ((0xff << rest) & 0xff)]!;
}

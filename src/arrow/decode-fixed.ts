import { Decimal, temporalFactory } from "../values/index.js";
import type { TimeUnit } from "./schema-message.js";
import type { Vector } from "./vector.js";

/** Makes the JavaScript values of one column. NULLs are null. */
export type Decode = (vector: Vector) => unknown[];

/** The bitmap of a column that has NULLs. */
export function bitmapOf(vector: Vector): Uint8Array | undefined {
  const at = vector.at[0]!;
  return at < 0 ? undefined : vector.body.bytes.subarray(at, at + ((vector.length + 7) >> 3));
}

/** Overwrites what stands where the column is NULL. */
export function blank(values: unknown[], vector: Vector): unknown[] {
  const bits = bitmapOf(vector);
  if (bits === undefined) return values;
  for (let i = 0; i < vector.length; i++) if (((bits[i >> 3]! >> (i & 7)) & 1) === 0) values[i] = null;
  return values;
}

/** The loop over one kind of typed array: each has its own function, so that V8 sees one kind of array in it. */
type Loop<V> = (view: V, count: number, out: unknown[]) => void;
interface ViewClass<V> {
  new (buffer: ArrayBuffer, at: number, length: number): V;
}

function fixed<V>(View: ViewClass<V>, perValue: number, loop: Loop<V>): Decode {
  return (vector) => {
    const { buffer, start } = vector.body.aligned;
    const out = new Array<unknown>(vector.length);
    loop(new View(buffer, start + vector.at[1]!, vector.length * perValue), vector.length, out);
    return blank(out, vector);
  };
}

export const int8 = fixed(Int8Array, 1, (view, count, out) => {
  for (let i = 0; i < count; i++) out[i] = view[i];
});
export const int16 = fixed(Int16Array, 1, (view, count, out) => {
  for (let i = 0; i < count; i++) out[i] = view[i];
});
export const int32 = fixed(Int32Array, 1, (view, count, out) => {
  for (let i = 0; i < count; i++) out[i] = view[i];
});
export const int64 = fixed(BigInt64Array, 1, (view, count, out) => {
  for (let i = 0; i < count; i++) out[i] = view[i];
});
export const float32 = fixed(Float32Array, 1, (view, count, out) => {
  for (let i = 0; i < count; i++) out[i] = view[i];
});
export const float64 = fixed(Float64Array, 1, (view, count, out) => {
  for (let i = 0; i < count; i++) out[i] = view[i];
});

export const voids: Decode = (vector) => new Array<unknown>(vector.length).fill(null);

export const booleans: Decode = (vector) => {
  const { bytes } = vector.body;
  const at = vector.at[1]!;
  const out = new Array<unknown>(vector.length);
  for (let i = 0; i < vector.length; i++) out[i] = ((bytes[at + (i >> 3)]! >> (i & 7)) & 1) === 1;
  return blank(out, vector);
};

/** Most decimals fit 64 bits: their upper words then repeat the sign, and no arithmetic is needed. */
export function decimals(scale: number): Decode {
  return (vector) => {
    const { buffer, start } = vector.body.aligned;
    const at = start + vector.at[1]!;
    const count = vector.length;
    const words = new Int32Array(buffer, at, 4 * count);
    const halves = new BigInt64Array(buffer, at, 2 * count);
    const lows = new BigUint64Array(buffer, at, 2 * count);
    const bits = bitmapOf(vector);
    const out = new Array<unknown>(count);
    for (let i = 0; i < count; i++) {
      if (bits !== undefined && ((bits[i >> 3]! >> (i & 7)) & 1) === 0) {
        out[i] = null;
        continue;
      }
      const sign = words[4 * i + 1]! >> 31;
      const short = words[4 * i + 2] === sign && words[4 * i + 3] === sign;
      out[i] = new Decimal(short ? halves[2 * i]! : halves[2 * i + 1]! * 18446744073709551616n + lows[2 * i]!, scale);
    }
    return out;
  };
}

/** Values that are made of a 64-bit number each; NULLs cost nothing. */
function made(factory: () => (raw: bigint) => unknown): Decode {
  return (vector) => {
    const { buffer, start } = vector.body.aligned;
    const view = new BigInt64Array(buffer, start + vector.at[1]!, vector.length);
    const bits = bitmapOf(vector);
    const make = factory();
    const out = new Array<unknown>(vector.length);
    for (let i = 0; i < vector.length; i++) {
      out[i] = bits !== undefined && ((bits[i >> 3]! >> (i & 7)) & 1) === 0 ? null : make(view[i]!);
    }
    return out;
  };
}

function madeOf32(factory: () => (raw: number) => unknown): Decode {
  return (vector) => {
    const { buffer, start } = vector.body.aligned;
    const view = new Int32Array(buffer, start + vector.at[1]!, vector.length);
    const bits = bitmapOf(vector);
    const make = factory();
    const out = new Array<unknown>(vector.length);
    for (let i = 0; i < vector.length; i++) {
      out[i] = bits !== undefined && ((bits[i >> 3]! >> (i & 7)) & 1) === 0 ? null : make(view[i]!);
    }
    return out;
  };
}

/** Microseconds of coarser units; Spark's own is the microsecond, which needs no arithmetic. */
const microsecondsPer: Readonly<Record<Exclude<TimeUnit, "nanosecond">, bigint>> = {
  second: 1_000_000n,
  millisecond: 1000n,
  microsecond: 1n,
};
type Coarse = Exclude<TimeUnit, "nanosecond">;
const scaled = (make: (microseconds: bigint) => unknown, unit: Coarse): ((raw: bigint) => unknown) => {
  const factor = microsecondsPer[unit];
  return factor === 1n ? make : (raw) => make(raw * factor);
};

export const instants = (unit: Coarse): Decode => made(() => scaled(temporalFactory().instant, unit));
export const plainDateTimes = (unit: Coarse): Decode => made(() => scaled(temporalFactory().plainDateTime, unit));
export const dates: Decode = madeOf32(() => temporalFactory().plainDate);
export const millisecondDates: Decode = made(() => {
  const { plainDate } = temporalFactory();
  return (raw) => plainDate(Number(raw / 86_400_000n));
});
export const times = (unit: TimeUnit, bits: number): Decode => {
  const factor = { second: 1_000_000_000n, millisecond: 1_000_000n, microsecond: 1000n, nanosecond: 1n }[unit];
  const make = () => {
    const { plainTime } = temporalFactory();
    return (raw: bigint | number) => plainTime(BigInt(raw) * factor);
  };
  return bits === 32 ? madeOf32(make) : made(make);
};
export const dayTimes = (unit: Coarse, start: "day" | "hour" | "minute" | "second"): Decode =>
  made(() => {
    const { dayTime } = temporalFactory();
    return scaled((microseconds) => dayTime(microseconds, start), unit);
  });
export const yearMonths = (start: "year" | "month"): Decode =>
  madeOf32(() => {
    const { yearMonth } = temporalFactory();
    return (raw) => yearMonth(raw, start);
  });

/** Arrow's month-day-nano: two 32-bit numbers and a 64-bit one. Spark's calendar intervals end at the microsecond. */
export const calendarIntervals: Decode = (vector) => {
  const { buffer, start } = vector.body.aligned;
  const at = start + vector.at[1]!;
  const words = new Int32Array(buffer, at, 4 * vector.length);
  const halves = new BigInt64Array(buffer, at, 2 * vector.length);
  const { calendar } = temporalFactory();
  const bits = bitmapOf(vector);
  const out = new Array<unknown>(vector.length);
  for (let i = 0; i < vector.length; i++) {
    const there = bits === undefined || ((bits[i >> 3]! >> (i & 7)) & 1) === 1;
    out[i] = there ? calendar(words[4 * i]!, words[4 * i + 1]!, halves[2 * i + 1]! / 1000n) : null;
  }
  return out;
};

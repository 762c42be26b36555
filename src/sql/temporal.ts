import { ArgumentError } from "../errors/index.js";
import type { Literal } from "../plan/index.js";
import { types } from "../types/index.js";
import { dayOfCivil } from "../values/civil.js";
import { rawOf } from "../values/temporal.js";

/**
 * A value of `Temporal`, the platform's or any polyfill's, known by its tag and read by its own text: so a value from a
 * second copy of a polyfill binds too.
 */
export interface TemporalValue {
  readonly [Symbol.toStringTag]:
    | "Temporal.Instant"
    | "Temporal.PlainDate"
    | "Temporal.PlainDateTime"
    | "Temporal.PlainTime"
    | "Temporal.Duration";
  toString(options?: object): string;
}
type Tag = TemporalValue[typeof Symbol.toStringTag];

const dayTime = Object.freeze({ kind: "day_time_interval", start: "day", end: "second" } as const);
const yearMonth = Object.freeze({ kind: "year_month_interval", start: "year", end: "month" } as const);

const microsecondsOfDay = 86_400_000_000n;
const maxLong = 2n ** 63n - 1n;

/** How each class becomes a literal. */
const binders: { readonly [T in Tag]: (value: TemporalValue) => Literal } = {
  "Temporal.Instant": (value) => {
    const raw = rawOf(value);
    if (typeof raw === "bigint") return literal(types.timestamp, raw);
    const { date, time, subMicro } = readIso(value.toString());
    if (subMicro) throw tooFine(value);
    return literal(types.timestamp, BigInt(date) * microsecondsOfDay + time / 1000n);
  },
  "Temporal.PlainDate": (value) => {
    const raw = rawOf(value);
    return literal(types.date, typeof raw === "number" ? raw : readIso(isoText(value)).date);
  },
  "Temporal.PlainDateTime": (value) => {
    const raw = rawOf(value);
    if (typeof raw === "bigint") return literal(types.timestamp_ntz, raw);
    const { date, time, subMicro } = readIso(isoText(value));
    if (subMicro) throw tooFine(value);
    return literal(types.timestamp_ntz, BigInt(date) * microsecondsOfDay + time / 1000n);
  },
  "Temporal.PlainTime": (value) => {
    const { time, subMicro } = readIso(value.toString());
    if (subMicro) throw tooFine(value);
    return literal(types.time(6), time);
  },
  "Temporal.Duration": bindDuration,
};

export function isTemporal(value: object): value is TemporalValue {
  const tag = (value as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  return typeof tag === "string" && Object.hasOwn(binders, tag);
}

/** @throws ArgumentError for what Spark cannot hold: a fraction finer than a microsecond, an interval out of range */
export function bindTemporal(value: TemporalValue): Literal {
  return binders[value[Symbol.toStringTag]](value);
}

function literal(type: Literal["type"], value: Literal["value"]): Literal {
  return { kind: "literal", type, value };
}

/** In the ISO calendar, whatever calendar the value carries. */
const isoText = (value: TemporalValue): string => value.toString({ calendarName: "never" });

const iso = /^(?:([+-]\d{6}|\d{4})-(\d\d)-(\d\d))?T?(?:(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?Z?$/;

/** Days since 1970-01-01, and nanoseconds since midnight. */
function readIso(text: string): { readonly date: number; readonly time: bigint; readonly subMicro: boolean } {
  const match = iso.exec(text);
  if (match === null) {
    throw new ArgumentError(`${JSON.stringify(text.slice(0, 60))} is no date or time that Temporal prints.`, {
      errorClass: "DBSQL_BAD_TEMPORAL",
    });
  }
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = ""] = match;
  const nanos = BigInt(fraction.padEnd(9, "0"));
  const seconds = BigInt(hour) * 3600n + BigInt(minute) * 60n + BigInt(second);
  return {
    date: year === undefined ? 0 : dayOfCivil({ year: Number(year), month: Number(month), day: Number(day) }),
    time: seconds * 1_000_000_000n + nanos,
    subMicro: nanos % 1000n !== 0n,
  };
}

function tooFine(value: TemporalValue): ArgumentError {
  return new ArgumentError(
    `${value.toString()} is finer than a microsecond, which Spark cannot hold. Round it: value.round("microsecond").`,
    { errorClass: "DBSQL_TOO_FINE" },
  );
}

const durationText =
  /^([+-])?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,9}))?S)?)?$/;

/** Years and months alone are a year-month interval, days and time a day-time interval, both a calendar interval. */
function bindDuration(value: TemporalValue): Literal {
  const raw = rawOf(value);
  if (typeof raw === "bigint") return literal(dayTime, raw);
  if (typeof raw === "number") return literal(yearMonth, raw);
  if (isCalendar(raw)) return literal(types.interval, raw);
  const match = durationText.exec(value.toString());
  if (match === null) {
    throw new ArgumentError(`${JSON.stringify(value.toString().slice(0, 60))} is no duration that Temporal prints.`, {
      errorClass: "DBSQL_BAD_TEMPORAL",
    });
  }
  const sign = match[1] === "-" ? -1n : 1n;
  const field = (index: number): bigint => sign * BigInt(match[index] ?? 0);
  const nanos = sign * BigInt((match[9] ?? "").padEnd(9, "0"));
  if (nanos % 1000n !== 0n) throw tooFine(value);
  const months = field(2) * 12n + field(3);
  const days = field(4) * 7n + field(5);
  const microseconds = ((field(6) * 60n + field(7)) * 60n + field(8)) * 1_000_000n + nanos / 1000n;
  if (months === 0n) {
    const all = days * microsecondsOfDay + microseconds;
    return literal(dayTime, inRange(all, maxLong, value));
  }
  const wholeMonths = Number(inRange(months, 2n ** 31n - 1n, value));
  if (days === 0n && microseconds === 0n) return literal(yearMonth, wholeMonths);
  return literal(types.interval, {
    months: wholeMonths,
    days: Number(inRange(days, 2n ** 31n - 1n, value)),
    microseconds: inRange(microseconds, maxLong, value),
  });
}

function isCalendar(raw: unknown): raw is { months: number; days: number; microseconds: bigint } {
  return typeof raw === "object" && raw !== null && "microseconds" in raw;
}

function inRange(amount: bigint, limit: bigint, value: TemporalValue): bigint {
  if (amount <= limit && amount >= -limit - 1n) return amount;
  throw new ArgumentError(`The duration ${value.toString()} is longer than an interval of Spark can be.`, {
    errorClass: "DBSQL_OUT_OF_RANGE",
  });
}

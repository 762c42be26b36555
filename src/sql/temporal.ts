import { ArgumentError, SparkError } from "../errors/index.js";
import type { Literal } from "../plan/index.js";
import { types } from "../types/index.js";
import {
  type CalendarParts,
  dayOfPlainDate,
  microsecondsOfInstant,
  microsecondsOfParts,
  microsecondsOfPlainDateTime,
  nanosecondsOfPlainTime,
  partsOfDuration,
  type TemporalByTag,
  type TemporalTag,
} from "../values/index.js";

/**
 * A value of `Temporal` that SQL has a type for, the platform's or any polyfill's: it is known by its tag, so one from a
 * second copy of a polyfill binds too.
 */
export interface TemporalValue<Tag extends TemporalTag = TemporalTag> {
  readonly [Symbol.toStringTag]: `Temporal.${Tag}`;
  toString(): string;
}

const dayTime = Object.freeze({ kind: "day_time_interval", start: "day", end: "second" } as const);
const yearMonth = Object.freeze({ kind: "year_month_interval", start: "year", end: "month" } as const);

/** How each class becomes a literal. */
const binders: { readonly [T in TemporalTag]: (value: TemporalByTag[T]) => Literal } = {
  Instant: (value) => bindInstant(microsecondsOfInstant(value), value),
  PlainDate: (value) => {
    const day = dayOfPlainDate(value);
    if (day >= gap.firstDay && day <= gap.lastDay) throw inGap(value);
    return literal(types.date, day);
  },
  PlainDateTime: (value) => literal(types.timestamp_ntz, inLong(microsecondsOfPlainDateTime(value), value)),
  PlainTime: (value) => {
    const nanoseconds = nanosecondsOfPlainTime(value);
    if (nanoseconds % 1000n === 0n) return literal(types.time(6), nanoseconds);
    throw new ArgumentError(
      `${String(value)} has a fraction of a microsecond, which Spark cannot hold. Round it: value.round("microsecond").`,
      { errorClass: "DBSQL_TOO_FINE" },
    );
  },
  Duration: (value) => bindInterval(partsOfDuration(value), value),
};

/**
 * The days from 1582-10-05 to 14 were none in the calendar of Java's old date classes. Spark's server puts literals of
 * DATE and TIMESTAMP through these classes, and moves such a one to 1582-10-15 in silence.
 */
const gap = { firstDay: -141_437, lastDay: -141_428 };
const microsecondsOfDay = 86_400_000_000n;
/** The server's own time zone says when the days begin; it is not known here. */
const widestOffset = 14n * 3_600_000_000n;

/** A TIMESTAMP literal; `value` is what the user wrote, for the error. */
export function bindInstant(microseconds: bigint, value: object): Literal {
  const first = BigInt(gap.firstDay) * microsecondsOfDay - widestOffset;
  const end = BigInt(gap.lastDay + 1) * microsecondsOfDay + widestOffset;
  if (microseconds >= first && microseconds < end) throw inGap(value);
  return literal(types.timestamp, inLong(microseconds, value));
}

function inGap(value: object): ArgumentError {
  return new ArgumentError(
    `${String(value)} lies in the days that the change of calendar in October 1582 left out; Spark's server would move it to another day. Bind its text and CAST it in SQL, which keeps it.`,
    { errorClass: "DBSQL_CALENDAR_GAP" },
  );
}

/** @throws ArgumentError for what Spark cannot hold: a fraction finer than a microsecond, an interval out of range */
export function bindTemporal(value: object, tag: TemporalTag): Literal {
  try {
    return (binders[tag] as (value: object) => Literal)(value);
  } catch (cause) {
    if (cause instanceof SparkError) throw cause;
    throw new ArgumentError(`A value that calls itself Temporal.${tag} does not behave like one.`, {
      errorClass: "DBSQL_BAD_TEMPORAL",
      cause,
    });
  }
}

/** Years and months alone are a year-month interval, days and time a day-time interval, both a calendar interval. */
function bindInterval(parts: CalendarParts, value: object): Literal {
  const { months, days, microseconds } = parts;
  if (months === 0) return literal(dayTime, inLong(microsecondsOfParts(parts), value));
  if (days === 0 && microseconds === 0n) return literal(yearMonth, inInt(months, value));
  return literal(types.interval, {
    months: inInt(months, value),
    days: inInt(days, value),
    microseconds: inLong(microseconds, value),
  });
}

function literal(type: Literal["type"], value: Literal["value"]): Literal {
  return { kind: "literal", type, value };
}

function inLong(amount: bigint, value: object): bigint {
  if (BigInt.asIntN(64, amount) === amount) return amount;
  throw outOfRange(value);
}

function inInt(amount: number, value: object): number {
  if ((amount | 0) === amount) return amount;
  throw outOfRange(value);
}

function outOfRange(value: object): ArgumentError {
  return new ArgumentError(`${String(value)} is further out than Spark can hold.`, {
    errorClass: "DBSQL_OUT_OF_RANGE",
  });
}

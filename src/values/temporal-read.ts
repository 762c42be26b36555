import type { Temporal } from "temporal-polyfill";
import { ArgumentError } from "../errors/index.js";
import { dayOfCivil } from "./civil.js";
import type { CalendarParts } from "./duration.js";
import { rawOf } from "./temporal.js";

/** The Temporal classes that have a SQL type. */
export interface TemporalByTag {
  readonly Instant: Temporal.Instant;
  readonly PlainDate: Temporal.PlainDate;
  readonly PlainDateTime: Temporal.PlainDateTime;
  readonly PlainTime: Temporal.PlainTime;
  readonly Duration: Temporal.Duration;
}
export type TemporalTag = keyof TemporalByTag;
const tags: readonly string[] = ["Instant", "PlainDate", "PlainDateTime", "PlainTime", "Duration"];

/**
 * Which Temporal class a value is of, whoever made it: the platform, our polyfill or another one. Undefined for
 * everything else, the Temporal classes without a SQL type included.
 */
export function temporalTag(value: unknown): TemporalTag | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const tag: unknown = Reflect.get(value, Symbol.toStringTag);
  if (typeof tag !== "string" || !tag.startsWith("Temporal.")) return undefined;
  const name = tag.slice("Temporal.".length);
  return tags.includes(name) ? (name as TemporalTag) : undefined;
}

/** Whether a value is of one Temporal class. */
export function isTemporal<T extends TemporalTag>(value: unknown, tag: T): value is TemporalByTag[T] {
  return temporalTag(value) === tag;
}

/** Microseconds since the epoch: a TIMESTAMP. Throws ArgumentError on a fraction of a microsecond. */
export function microsecondsOfInstant(instant: Temporal.Instant): bigint {
  const raw = rawOf(instant);
  if (typeof raw === "bigint") return raw;
  const nanoseconds = instant.epochNanoseconds;
  if (nanoseconds % 1000n !== 0n) throw tooFine(instant);
  return nanoseconds / 1000n;
}

/** Days since 1970-01-01: a DATE. */
export function dayOfPlainDate(date: Temporal.PlainDate): number {
  const raw = rawOf(date);
  return typeof raw === "number" ? raw : dayOfCivil(date.withCalendar("iso8601"));
}

/** Microseconds since 1970-01-01T00:00: a TIMESTAMP_NTZ. Throws ArgumentError on a fraction of a microsecond. */
export function microsecondsOfPlainDateTime(dateTime: Temporal.PlainDateTime): bigint {
  const raw = rawOf(dateTime);
  if (typeof raw === "bigint") return raw;
  const nanoseconds = nanosecondsOfDay(dateTime);
  if (nanoseconds % 1000n !== 0n) throw tooFine(dateTime);
  return BigInt(dayOfCivil(dateTime.withCalendar("iso8601"))) * 86_400_000_000n + nanoseconds / 1000n;
}

/** Nanoseconds since midnight: a TIME. */
export function nanosecondsOfPlainTime(time: Temporal.PlainTime): bigint {
  const raw = rawOf(time);
  return typeof raw === "bigint" ? raw : nanosecondsOfDay(time);
}

/** The parts of an interval; a week is seven days. Throws ArgumentError on a fraction of a microsecond. */
export function partsOfDuration(duration: Temporal.Duration): CalendarParts {
  const raw = rawOf(duration);
  if (typeof raw === "bigint") return { months: 0, days: 0, microseconds: raw };
  if (typeof raw === "number") return { months: raw, days: 0, microseconds: 0n };
  if (raw !== undefined) return raw as CalendarParts;
  if (duration.nanoseconds % 1000 !== 0) throw tooFine(duration);
  return {
    months: duration.years * 12 + duration.months,
    days: duration.weeks * 7 + duration.days,
    microseconds:
      BigInt(duration.hours) * 3_600_000_000n +
      BigInt(duration.minutes) * 60_000_000n +
      BigInt(duration.seconds) * 1_000_000n +
      BigInt(duration.milliseconds) * 1000n +
      BigInt(duration.microseconds) +
      BigInt(duration.nanoseconds / 1000),
  };
}

/** The microseconds of a duration without months, a day being 24 hours: an INTERVAL DAY TO SECOND. */
export function microsecondsOfParts(parts: CalendarParts): bigint {
  return BigInt(parts.days) * 86_400_000_000n + parts.microseconds;
}

function nanosecondsOfDay(time: Temporal.PlainTime | Temporal.PlainDateTime): bigint {
  const seconds = time.hour * 3600 + time.minute * 60 + time.second;
  return (
    BigInt(seconds) * 1_000_000_000n + BigInt(time.millisecond * 1_000_000 + time.microsecond * 1000 + time.nanosecond)
  );
}

function tooFine(value: object): ArgumentError {
  return new ArgumentError(
    `${String(value)} has a fraction of a microsecond, which Spark cannot hold. Round it: value.round({ smallestUnit: "microsecond" }).`,
    { errorClass: "DBSQL_TOO_FINE" },
  );
}

import type { Temporal } from "temporal-polyfill";
import { SparkError } from "../errors/index.js";
import type { DayTimeField, YearMonthField } from "../types/index.js";
import { civilOfDay } from "./civil.js";
import { type CalendarParts, type DurationParts, dayTimeParts, mixedDuration, yearMonthParts } from "./duration.js";
import { type LazyConstructor, lazyClass, type TemporalClass } from "./lazy.js";

export type { Temporal };

/** Makes Temporal values of the raw numbers that Spark sends. */
export interface TemporalFactory {
  /** Microseconds since the epoch. */
  instant(microseconds: bigint): Temporal.Instant;
  /** Days since 1970-01-01. */
  plainDate(day: number): Temporal.PlainDate;
  /** Microseconds since 1970-01-01T00:00, in no time zone. */
  plainDateTime(microseconds: bigint): Temporal.PlainDateTime;
  /** Finer than Spark's own timestamps: a VARIANT may hold such. */
  instantOfNanoseconds(nanoseconds: bigint): Temporal.Instant;
  plainDateTimeOfNanoseconds(nanoseconds: bigint): Temporal.PlainDateTime;
  /** Nanoseconds since midnight. */
  plainTime(nanoseconds: bigint): Temporal.PlainTime;
  /** Balanced up to `start`, the first field of the SQL type: an `INTERVAL DAY TO SECOND` has days. */
  dayTime(microseconds: bigint, start: DayTimeField): Temporal.Duration;
  yearMonth(months: number, start: YearMonthField): Temporal.Duration;
  calendar(months: number, days: number, microseconds: bigint): Temporal.Duration;
}

type Namespace = typeof Temporal;
const platform = (): Namespace | undefined => (globalThis as { Temporal?: Namespace }).Temporal;

let namespace: Namespace | undefined;
let factory: TemporalFactory | undefined;
let loading: Promise<Namespace> | undefined;

/**
 * Makes Temporal values possible: the platform's own where it has Temporal, else the polyfill, which is loaded at the
 * first call. Await it before anything is decoded or read.
 */
export function ensureTemporal(): Promise<Namespace> {
  loading ??= (async () => {
    const own = platform();
    const found = own ?? ((await import("temporal-polyfill")).Temporal as Namespace);
    factory = own === undefined ? lazyFactory(found) : eagerFactory(found);
    namespace = found;
    return found;
  })();
  return loading;
}

/** The Temporal that values are made of. */
export function temporalNamespace(): Namespace {
  if (namespace === undefined) throw notReady();
  return namespace;
}

export function temporalFactory(): TemporalFactory {
  if (factory === undefined) throw notReady();
  return factory;
}

function notReady(): SparkError {
  return new SparkError("Temporal values are not ready. Await ensureTemporal() before decoding.", {
    errorClass: "DBSQL_TEMPORAL_NOT_READY",
  });
}

const microsecondsOfDay = 86_400_000_000n;

interface Makers {
  readonly instant: (us: bigint) => Temporal.Instant;
  readonly date: (day: number) => Temporal.PlainDate;
  readonly dateTime: (us: bigint) => Temporal.PlainDateTime;
  readonly time: (ns: bigint) => Temporal.PlainTime;
  readonly dayTime: (microseconds: bigint, start: DayTimeField) => Temporal.Duration;
  readonly yearMonth: (months: number, start: YearMonthField) => Temporal.Duration;
  readonly calendar: (parts: CalendarParts) => Temporal.Duration;
}

function makersOf(t: Namespace): Makers {
  const duration = (parts: DurationParts): Temporal.Duration => t.Duration.from(parts);
  return {
    instant: (us) => new t.Instant(us * 1000n),
    date: (day) => {
      const { year, month, day: dayOfMonth } = civilOfDay(day);
      return new t.PlainDate(year, month, dayOfMonth);
    },
    dateTime: (us) => {
      // The day by bigint: the microseconds of year 9999 are more than a float holds exactly.
      let dayNumber = us / microsecondsOfDay;
      let rest = us % microsecondsOfDay;
      if (rest < 0n) {
        rest += microsecondsOfDay;
        dayNumber -= 1n;
      }
      const { year, month, day } = civilOfDay(Number(dayNumber));
      const { hour, minute, second, ms, us: micro } = clock(Number(rest));
      return new t.PlainDateTime(year, month, day, hour, minute, second, ms, micro, 0);
    },
    time: (ns) => {
      const { hour, minute, second, ms, us: micro } = clock(Number(ns / 1000n));
      return new t.PlainTime(hour, minute, second, ms, micro, Number(ns % 1000n));
    },
    dayTime: (microseconds, start) => duration(dayTimeParts(microseconds, start)),
    yearMonth: (months, start) => duration(yearMonthParts(months, start)),
    calendar: ({ months, days, microseconds }) =>
      duration({ ...yearMonthParts(months, "year"), days, ...dayTimeParts(microseconds, "hour") }),
  };
}

function clock(microseconds: number): { hour: number; minute: number; second: number; ms: number; us: number } {
  const seconds = Math.floor(microseconds / 1e6);
  const fraction = microseconds - seconds * 1e6;
  return {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    ms: Math.floor(fraction / 1000),
    us: fraction % 1000,
  };
}

/** What every lazy value is made of, by its prototype: see {@link rawOf}. */
const lazyPrototypes = new Set<object>();

/** The raw number of a lazy value of ours, so that it goes back to the server without a detour. */
export function rawOf(value: object): unknown {
  return lazyPrototypes.has(Object.getPrototypeOf(value)) ? (value as { readonly _raw: unknown })._raw : undefined;
}

interface LazyClasses {
  readonly Instant: LazyConstructor<bigint, Temporal.Instant>;
  readonly Day: LazyConstructor<number, Temporal.PlainDate>;
  readonly DateTime: LazyConstructor<bigint, Temporal.PlainDateTime>;
  readonly Time: LazyConstructor<bigint, Temporal.PlainTime>;
  readonly DayTime: Readonly<Record<DayTimeField, LazyConstructor<bigint, Temporal.Duration>>>;
  readonly YearMonth: Readonly<Record<YearMonthField, LazyConstructor<number, Temporal.Duration>>>;
  readonly Calendar: LazyConstructor<CalendarParts, Temporal.Duration>;
  readonly MixedCalendar: LazyConstructor<CalendarParts, Temporal.Duration>;
}

function lazyClasses(t: Namespace, make: Makers): LazyClasses {
  const lazy = <R, T extends object>(
    base: TemporalClass<T>,
    name: string,
    makeReal: (raw: R) => T,
    overrides?: Readonly<Record<string, (raw: R) => unknown>>,
  ): LazyConstructor<R, T> => {
    const made = lazyClass(base, `Temporal.${name}`, makeReal, overrides);
    lazyPrototypes.add(made.prototype as object);
    return made;
  };
  const dayTime = (start: DayTimeField) =>
    lazy(t.Duration, "Duration", (microseconds: bigint) => make.dayTime(microseconds, start));
  const yearMonth = (start: YearMonthField) =>
    lazy(t.Duration, "Duration", (months: number) => make.yearMonth(months, start));
  return {
    Instant: lazy(t.Instant, "Instant", make.instant),
    Day: lazy(t.PlainDate, "PlainDate", make.date),
    DateTime: lazy(t.PlainDateTime, "PlainDateTime", make.dateTime),
    Time: lazy(t.PlainTime, "PlainTime", make.time),
    DayTime: {
      day: dayTime("day"),
      hour: dayTime("hour"),
      minute: dayTime("minute"),
      second: dayTime("second"),
    },
    YearMonth: { year: yearMonth("year"), month: yearMonth("month") },
    Calendar: lazy(t.Duration, "Duration", make.calendar),
    MixedCalendar: lazy(t.Duration, "Duration", mixedDuration.refuse, mixedDuration.members),
  };
}

const dayTable = 4096;
/** Dates repeat, and are immutable: one shared object a day, in a direct-mapped table. */
function sharedDates(make: (day: number) => Temporal.PlainDate): (day: number) => Temporal.PlainDate {
  const days = new Int32Array(dayTable);
  const values = new Array<Temporal.PlainDate | undefined>(dayTable).fill(undefined);
  return (day) => {
    const slot = day & (dayTable - 1);
    const known = values[slot];
    if (known !== undefined && days[slot] === day) return known;
    const value = make(day);
    values[slot] = value;
    days[slot] = day;
    return value;
  };
}

function ofNanoseconds(
  t: Namespace,
  make: Makers,
): Pick<TemporalFactory, "instantOfNanoseconds" | "plainDateTimeOfNanoseconds"> {
  return {
    instantOfNanoseconds: (ns) => new t.Instant(ns),
    plainDateTimeOfNanoseconds: (ns) => {
      const rest = ((ns % 1000n) + 1000n) % 1000n;
      return make.dateTime((ns - rest) / 1000n).add({ nanoseconds: Number(rest) });
    },
  };
}

/** Parts of both signs are more than one Duration can hold. */
function isMixed({ months, days, microseconds }: CalendarParts): boolean {
  const negative = months < 0 || days < 0 || microseconds < 0n;
  return negative && (months > 0 || days > 0 || microseconds > 0n);
}

function lazyFactory(t: Namespace): TemporalFactory {
  const make = makersOf(t);
  const { Instant, Day, DateTime, Time, DayTime, YearMonth, Calendar, MixedCalendar } = lazyClasses(t, make);
  return {
    ...ofNanoseconds(t, make),
    instant: (us) => new Instant(us),
    plainDate: sharedDates((day) => new Day(day)),
    plainDateTime: (us) => new DateTime(us),
    plainTime: (ns) => new Time(ns),
    dayTime: (microseconds, start) => new DayTime[start](microseconds),
    yearMonth: (months, start) => new YearMonth[start](months),
    calendar: (months, days, microseconds) => {
      const parts = { months, days, microseconds };
      return isMixed(parts) ? new MixedCalendar(parts) : new Calendar(parts);
    },
  };
}

/** The platform's own objects are cheap enough to be made at once; what Temporal cannot hold stays lazy, hence exact. */
function eagerFactory(t: Namespace): TemporalFactory {
  const make = makersOf(t);
  const lazy = lazyClasses(t, make);
  const orLazy =
    <R, T>(real: (raw: R) => T, Lazy: new (raw: R) => T): ((raw: R) => T) =>
    (raw) => {
      try {
        return real(raw);
      } catch (error) {
        if (error instanceof RangeError) return new Lazy(raw);
        throw error;
      }
    };
  return {
    ...ofNanoseconds(t, make),
    instant: orLazy(make.instant, lazy.Instant),
    plainDate: sharedDates(orLazy(make.date, lazy.Day)),
    plainDateTime: orLazy(make.dateTime, lazy.DateTime),
    plainTime: orLazy(make.time, lazy.Time),
    dayTime: make.dayTime,
    yearMonth: make.yearMonth,
    calendar: (months, days, microseconds) => {
      const parts = { months, days, microseconds };
      return isMixed(parts) ? new lazy.MixedCalendar(parts) : make.calendar(parts);
    },
  };
}

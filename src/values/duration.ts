import { UnsupportedError } from "../errors/index.js";
import type { DayTimeField, YearMonthField } from "../types/index.js";

/** A calendar interval as Spark keeps it: three numbers that have nothing to do with each other. */
export interface CalendarParts {
  readonly months: number;
  readonly days: number;
  readonly microseconds: bigint;
}

export type DurationField =
  | "years"
  | "months"
  | "days"
  | "hours"
  | "minutes"
  | "seconds"
  | "milliseconds"
  | "microseconds";
export type DurationParts = Partial<Record<DurationField, number>>;

/** The fields of a day-time interval, largest first, in microseconds. */
const dayTimeUnits: readonly (readonly [field: DayTimeField, name: DurationField, microseconds: bigint])[] = [
  ["day", "days", 86_400_000_000n],
  ["hour", "hours", 3_600_000_000n],
  ["minute", "minutes", 60_000_000n],
  ["second", "seconds", 1_000_000n],
];

/** The fields of a Duration, none larger than `start`. */
export function dayTimeParts(microseconds: bigint, start: DayTimeField): DurationParts {
  const parts: DurationParts = {};
  let rest = microseconds;
  const first = dayTimeUnits.findIndex(([field]) => field === start);
  for (const [, name, unit] of dayTimeUnits.slice(first)) {
    parts[name] = Number(rest / unit);
    rest %= unit;
  }
  parts.milliseconds = Number(rest / 1000n);
  parts.microseconds = Number(rest % 1000n);
  return parts;
}

export function yearMonthParts(months: number, start: YearMonthField): DurationParts {
  // Adding 0 turns -0, which a caller could see, into 0.
  return start === "month" ? { years: 0, months } : { years: Math.trunc(months / 12) + 0, months: (months % 12) + 0 };
}

const nothing = 0;
const timePart =
  (name: DurationField) =>
  ({ microseconds }: CalendarParts): number =>
    dayTimeParts(microseconds, "hour")[name] ?? nothing;

/**
 * `Temporal.Duration` has one sign, and a calendar interval of Spark may have three. Such a value keeps its numbers,
 * shows them, and goes back to the server unchanged; it refuses to be computed with.
 */
export const mixedDuration = {
  members: {
    years: ({ months }: CalendarParts) => yearMonthParts(months, "year").years,
    months: ({ months }: CalendarParts) => yearMonthParts(months, "year").months,
    weeks: () => nothing,
    days: ({ days }: CalendarParts) => days,
    hours: timePart("hours"),
    minutes: timePart("minutes"),
    seconds: timePart("seconds"),
    milliseconds: timePart("milliseconds"),
    microseconds: timePart("microseconds"),
    nanoseconds: () => nothing,
    blank: () => false,
    toString: textOfMixed,
    toJSON: textOfMixed,
    toLocaleString: textOfMixed,
  },
  refuse: (parts: CalendarParts): never => {
    throw new UnsupportedError(
      `The calendar interval "${textOfMixed(parts)}" has parts of both signs, which Temporal.Duration cannot compute with. Compute in SQL, or read the fields.`,
      { errorClass: "DBSQL_MIXED_SIGN_INTERVAL" },
    );
  },
} as const;

/** As Spark writes it in an interval literal. */
function textOfMixed({ months, days, microseconds }: CalendarParts): string {
  const sign = microseconds < 0n ? "-" : "";
  const digits = (microseconds < 0n ? -microseconds : microseconds).toString().padStart(7, "0");
  const seconds = `${sign}${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, "");
  const parts = [months !== 0 && `${months} months`, days !== 0 && `${days} days`];
  return [...parts, microseconds !== 0n && `${seconds} seconds`].filter((part) => part !== false).join(" ");
}

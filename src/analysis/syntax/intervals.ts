import type { DataType, DayTimeField, YearMonthField } from "../../types/index.js";

/** `INTERVAL …` as Spark types it. */
export interface IntervalValue {
  readonly type: DataType;
  /** Months, or microseconds. */
  readonly value: bigint;
}

interface Unit {
  readonly field: YearMonthField | DayTimeField;
  /** Months, or microseconds. */
  readonly size: bigint;
}

const second = 1_000_000n;
const units: Readonly<Record<string, Unit>> = {
  year: { field: "year", size: 12n },
  month: { field: "month", size: 1n },
  week: { field: "day", size: 7n * 86_400n * second },
  day: { field: "day", size: 86_400n * second },
  hour: { field: "hour", size: 3_600n * second },
  minute: { field: "minute", size: 60n * second },
  second: { field: "second", size: second },
  millisecond: { field: "second", size: 1_000n },
  microsecond: { field: "second", size: 1n },
};
const order: readonly DayTimeField[] = ["day", "hour", "minute", "second"];

const position = (field: string): number => order.indexOf(field as DayTimeField);

export interface IntervalPart {
  readonly value: string;
  readonly unit: string;
}

/** `INTERVAL 1 DAY 2 HOURS`. Undefined where Spark refuses it, or we cannot read it. */
export function multiUnitInterval(parts: readonly IntervalPart[]): IntervalValue | undefined {
  let months = 0n;
  let micros = 0n;
  const fields = new Set<string>();
  for (const { value, unit } of parts) {
    const known = units[unit.toLowerCase().replace(/s$/, "")];
    if (!known) return undefined;
    const amount = scaled(value, known.size, known.field === "second");
    if (amount === undefined) return undefined;
    fields.add(known.field);
    if (known.field === "year" || known.field === "month") months += amount;
    else micros += amount;
  }
  const yearMonth = fields.has("year") || fields.has("month");
  const dayTime = order.filter((field) => fields.has(field));
  if (yearMonth && dayTime.length > 0) return undefined;
  if (yearMonth)
    return yearMonthInterval(months, fields.has("year") ? "year" : "month", fields.has("month") ? "month" : "year");
  const start = dayTime[0];
  const end = dayTime.at(-1);
  return start && end ? dayTimeInterval(micros, start, end) : undefined;
}

function scaled(value: string, size: bigint, fractions: boolean): bigint | undefined {
  const match = /^\s*([+-]?)\s*(\d*)(?:\.(\d*))?\s*$/.exec(value);
  if (!match) return undefined;
  const [, sign, whole = "", fraction] = match;
  if (whole === "" && !fraction) return undefined;
  if (fraction !== undefined && !fractions) return undefined;
  const digits = (fraction ?? "").slice(0, 9).padEnd(9, "0");
  const amount = BigInt(whole || "0") * size + (BigInt(digits) * size) / 1_000_000_000n;
  return sign === "-" ? -amount : amount;
}

/** `INTERVAL '1-2' YEAR TO MONTH`, `INTERVAL '1 02:03' DAY TO MINUTE`. */
export function unitToUnitInterval(
  text: string,
  from: string,
  to: string,
  negative: boolean,
): IntervalValue | undefined {
  const start: string = from.toLowerCase();
  const end: string = to.toLowerCase();
  const sign = /^\s*-/.test(text) !== negative ? -1n : 1n;
  const body = text.replace(/^\s*[+-]?/, "").trim();
  if (start === "year" && end === "month") {
    const match = /^(\d+)-(\d+)$/.exec(body);
    return match
      ? yearMonthInterval(sign * (BigInt(match[1] ?? 0) * 12n + BigInt(match[2] ?? 0)), "year", "month")
      : undefined;
  }
  const first = position(start);
  const last = position(end);
  if (first < 0 || last <= first) return undefined;
  const shape = order
    .slice(first, last + 1)
    .map((field) => (field === "second" ? String.raw`(\d+(?:\.\d+)?)` : String.raw`(\d+)`))
    .join(":")
    .replace(/^(\(\\d\+\)):/, start === "day" ? "$1 " : "$1:");
  const match = new RegExp(`^${shape}$`).exec(body);
  if (!match) return undefined;
  let micros = 0n;
  for (const [i, field] of order.slice(first, last + 1).entries()) {
    micros += scaled(match[i + 1] ?? "0", units[field]?.size ?? 0n, field === "second") ?? 0n;
  }
  return dayTimeInterval(sign * micros, order[first] ?? "day", order[last] ?? "second");
}

function yearMonthInterval(months: bigint, start: YearMonthField, end: YearMonthField): IntervalValue {
  return { type: { kind: "year_month_interval", start, end }, value: months };
}

function dayTimeInterval(micros: bigint, start: DayTimeField, end: DayTimeField): IntervalValue {
  return { type: { kind: "day_time_interval", start, end }, value: micros };
}

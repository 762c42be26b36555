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

/** Or the error class under which Spark refuses it; `undefined` where we cannot read it. */
export type IntervalOutcome = IntervalValue | string | undefined;

export interface IntervalPart {
  readonly value: string;
  readonly unit: string;
}

/** `INTERVAL 1 DAY 2 HOURS`. */
export function multiUnitInterval(parts: readonly IntervalPart[]): IntervalOutcome {
  let months = 0n;
  let micros = 0n;
  const fields = new Set<string>();
  for (const { value, unit } of parts) {
    const known = units[unit.toLowerCase().replace(/s$/, "")];
    if (!known) return "INVALID_INTERVAL_FORMAT.INVALID_UNIT";
    const amount = scaled(value, known.size);
    if (amount === undefined) return wrongNumber(value);
    if (value.includes(".") && known.field !== "second") return "INVALID_INTERVAL_FORMAT.INVALID_FRACTION";
    fields.add(known.field);
    if (known.field === "year" || known.field === "month") months += amount;
    else micros += amount;
  }
  const yearMonth = fields.has("year") || fields.has("month");
  const dayTime = order.filter((field) => fields.has(field));
  if (yearMonth && dayTime.length > 0) return "_LEGACY_ERROR_TEMP_0029";
  if (BigInt.asIntN(32, months) !== months) return "INVALID_INTERVAL_FORMAT.ARITHMETIC_EXCEPTION";
  if (BigInt.asIntN(64, micros) !== micros) return "INTERVAL_ARITHMETIC_OVERFLOW.WITHOUT_SUGGESTION";
  if (yearMonth)
    return yearMonthInterval(months, fields.has("year") ? "year" : "month", fields.has("month") ? "month" : "year");
  const start = dayTime[0];
  const end = dayTime.at(-1);
  return start && end ? dayTimeInterval(micros, start, end) : undefined;
}

function wrongNumber(value: string): string {
  if (!/^[+-]?[\d.]*$/.test(value.trim())) return "_LEGACY_ERROR_TEMP_0026";
  return value.trim() === "" ? "INVALID_INTERVAL_FORMAT.UNRECOGNIZED_NUMBER" : "INVALID_INTERVAL_FORMAT.INVALID_VALUE";
}

const pair = /\s*([+-]?\s*(?:\d+(?:\.\d*)?|\.\d+))\s+([a-z]+)(?=\s|$)/iy;

/** `INTERVAL '1 day 2 hours'`: the units are in the text. */
export function intervalFrom(text: string): IntervalOutcome {
  const body = text.trim().replace(/^interval\s+/i, "");
  const parts: IntervalPart[] = [];
  pair.lastIndex = 0;
  while (pair.lastIndex < body.length) {
    const match = pair.exec(body);
    if (!match) return "INVALID_TYPED_LITERAL";
    parts.push({ value: match[1] ?? "", unit: match[2] ?? "" });
  }
  const made = parts.length > 0 ? multiUnitInterval(parts) : "INVALID_TYPED_LITERAL";
  return typeof made === "string" && made.startsWith("INVALID") ? "INVALID_TYPED_LITERAL" : made;
}

function scaled(value: string, size: bigint): bigint | undefined {
  const match = /^\s*([+-]?)\s*(\d*)(?:\.(\d*))?\s*$/.exec(value);
  if (!match) return undefined;
  const [, sign, whole = "", fraction] = match;
  if (whole === "" && !fraction) return undefined;
  const digits = (fraction ?? "").slice(0, 9).padEnd(9, "0");
  const amount = BigInt(whole || "0") * size + (BigInt(digits) * size) / 1_000_000_000n;
  return sign === "-" ? -amount : amount;
}

/** What a unit behind the first may be at most. */
const most: Readonly<Record<string, number>> = { month: 11, hour: 23, minute: 59, second: 59 };

/** `INTERVAL '1-2' YEAR TO MONTH`, `INTERVAL '1 02:03' DAY TO MINUTE`. */
export function unitToUnitInterval(text: string, from: string, to: string, negative: boolean): IntervalOutcome {
  const start: string = from.toLowerCase();
  const end: string = to.toLowerCase();
  const body = text.trim().replace(/^[+-]/, "");
  const sign = text.trim().startsWith("-") !== negative ? -1n : 1n;
  if (start === "year" && end === "month") {
    const match = /^(\d+)-(\d+)$/.exec(body);
    if (!match) return "INVALID_INTERVAL_FORMAT.UNMATCHED_FORMAT_STRING";
    const months = sign * (BigInt(match[1] ?? 0) * 12n + BigInt(match[2] ?? 0));
    if (Number(match[2]) > 11 || BigInt.asIntN(32, months) !== months)
      return "INVALID_INTERVAL_FORMAT.INTERVAL_PARSING";
    return yearMonthInterval(months, "year", "month");
  }
  const first = position(start);
  const last = position(end);
  if (first < 0 || last <= first) return "INVALID_INTERVAL_FORMAT.UNSUPPORTED_FROM_TO_EXPRESSION";
  const fields = order.slice(first, last + 1);
  const shape = fields
    .map((field, i) => {
      const whole = i === 0 ? String.raw`\d+` : String.raw`\d{1,2}`;
      return field === "second" ? String.raw`(${whole}(?:\.\d{1,9})?)` : `(${whole})`;
    })
    .map((part, i) => (i === 0 ? part : `${fields[i - 1] === "day" ? " " : ":"}${part}`))
    .join("");
  const match = new RegExp(`^${shape}$`).exec(body);
  if (!match) return "INVALID_INTERVAL_FORMAT.UNMATCHED_FORMAT_STRING_WITH_NOTICE";
  let micros = 0n;
  for (const [i, field] of fields.entries()) {
    const value = match[i + 1] ?? "0";
    if (i > 0 && Math.floor(Number(value)) > (most[field] ?? 0)) return "_LEGACY_ERROR_TEMP_0063";
    micros += scaled(value, units[field]?.size ?? 0n) ?? 0n;
  }
  if (BigInt.asIntN(64, sign * micros) !== sign * micros) return "_LEGACY_ERROR_TEMP_0063";
  return dayTimeInterval(sign * micros, order[first] ?? "day", order[last] ?? "second");
}

/** `INTERVAL … DAY TO HOUR` whose text comes later: of no length. */
export function unitToUnit(from: string, to: string): IntervalOutcome {
  const [start, end] = [from.toLowerCase(), to.toLowerCase()];
  if (start === "year" && end === "month") return yearMonthInterval(0n, "year", "month");
  const [first, last] = [position(start), position(end)];
  if (first < 0 || last <= first) return "INVALID_INTERVAL_FORMAT.UNSUPPORTED_FROM_TO_EXPRESSION";
  return dayTimeInterval(0n, order[first] ?? "day", order[last] ?? "second");
}

function yearMonthInterval(months: bigint, start: YearMonthField, end: YearMonthField): IntervalValue {
  return { type: { kind: "year_month_interval", start, end }, value: months };
}

function dayTimeInterval(micros: bigint, start: DayTimeField, end: DayTimeField): IntervalValue {
  return { type: { kind: "day_time_interval", start, end }, value: micros };
}

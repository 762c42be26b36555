import type { DataType, DayTimeIntervalType } from "../../types/index.js";
import type { Constant } from "./call.js";

/** How Spark prints a literal inside a column name; `undefined` where that hangs on the session. */
export function literalText(type: DataType, value: Constant | Uint8Array): string | undefined {
  if (value === null || type.kind === "void") return "NULL";
  if (value instanceof Uint8Array)
    return `X'${[...value].map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join("")}'`;
  switch (type.kind) {
    case "float":
      if (Object.is(value, -0)) return "-0.0";
      return javaNumber(shortestFloat(Number(value)));
    case "double":
      if (Object.is(value, -0)) return "-0.0";
      return javaNumber(String(value));
    case "decimal":
      return bigDecimal(String(value));
    case "date":
      return dated(dateText(String(value)));
    case "timestamp":
    case "timestamp_ntz":
      return instantText(type.kind === "timestamp" ? "TIMESTAMP" : "TIMESTAMP_NTZ", String(value));
    case "time":
      return `TIME '${String(value)
        .replace(/(\.\d*?)0+$/, "$1")
        .replace(/\.$/, "")}'`;
    case "year_month_interval":
      return yearMonthText(type.start, type.end, value);
    case "day_time_interval":
      return dayTimeText(type, value);
    case "interval":
      return undefined;
    default:
      return String(value);
  }
}

const dated = (text: string | undefined): string | undefined => text && `DATE '${text}'`;

/** The shortest digits that read back as the same FLOAT. */
function shortestFloat(value: number): string {
  for (let digits = 1; digits < 10; digits++) {
    const text = Math.fround(value).toPrecision(digits);
    if (Math.fround(Number(text)) === Math.fround(value)) return String(Number(text));
  }
  return String(value);
}

/** Java writes `1.0E10` where JavaScript writes `10000000000`, and never a number without a point. */
function javaNumber(text: string): string {
  const value = Number(text);
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (size === 0) return `${sign}0.0`;
  const [mantissa = "", exponent = "0"] = size.toExponential().split("e");
  if (size >= 1e-3 && size < 1e7) {
    const plain = plainDecimal(String(size));
    return sign + (plain.includes(".") ? plain : `${plain}.0`);
  }
  return `${sign}${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

/** As Java's BigDecimal prints: with an exponent where more than five zeros would follow the point. */
function bigDecimal(text: string): string {
  const plain = plainDecimal(text);
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d*)\.?(\d*)$/.exec(plain) ?? [];
  const digits = (whole + fraction).replace(/^0+(?=\d)/, "");
  const minus = digits === "0" ? "" : sign;
  const exponent = digits.length - 1 - fraction.length;
  if (exponent >= -6) return minus + plain.replace(/^-/, "");
  const rest = digits.length > 1 ? `.${digits.slice(1)}` : "";
  return `${minus}${digits.charAt(0)}${rest}E${exponent}`;
}

/** Digits without an exponent: `.5` is `0.5`, `1.` is `1`, `1e2` is `100`. */
function plainDecimal(text: string): string {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const left = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const right = point < 0 ? "0".repeat(-point) + digits : digits.slice(Math.max(point, 0));
  return `${sign === "-" ? "-" : ""}${left.replace(/^0+(?=\d)/, "")}${right === "" ? "" : `.${right}`}`;
}

/** Java writes the sign of a year that four digits do not hold. */
function dateText(value: string): string | undefined {
  const match = /^\s*([+-]?)(\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$/.exec(value);
  if (!match) return undefined;
  const [, sign = "", digits = "", month = "1", day = "1"] = match;
  const size = Number(digits);
  const year = `${sign === "-" && size > 0 ? "-" : size > 9999 ? "+" : ""}${String(size).padStart(4, "0")}`;
  return size > 5_881_579 ? undefined : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function instantText(word: string, value: string): string | undefined {
  const match =
    /^\s*([+-]?\d{4,6}-\d{1,2}-\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6}))?)?)?\s*$/.exec(value);
  const date = match && dateText(match[1] ?? "");
  if (!date) return undefined;
  const [, , hour = "0", minute = "0", second = "0", fraction = ""] = match;
  const rest = fraction.replace(/0+$/, "");
  const clock = [hour, minute, second].map((part) => part.padStart(2, "0")).join(":");
  return `${word} '${date} ${clock}${rest === "" ? "" : `.${rest}`}'`;
}

/** `value` is a number of months. */
function yearMonthText(start: string, end: string, value: Constant): string {
  const months = Number(value);
  const sign = months < 0 ? "-" : "";
  const size = Math.abs(months);
  if (start === end)
    return `INTERVAL '${sign}${start === "year" ? Math.floor(size / 12) : size}' ${start.toUpperCase()}`;
  return `INTERVAL '${sign}${Math.floor(size / 12)}-${size % 12}' YEAR TO MONTH`;
}

const units = { day: 86_400_000_000n, hour: 3_600_000_000n, minute: 60_000_000n, second: 1_000_000n } as const;
const order = ["day", "hour", "minute", "second"] as const;

/** `value` is a number of microseconds. */
function dayTimeText(type: DayTimeIntervalType, value: Constant): string | undefined {
  if (typeof value !== "bigint" && typeof value !== "number") return undefined;
  let rest = BigInt(value);
  const sign = rest < 0n ? "-" : "";
  if (rest < 0n) rest = -rest;
  const first = order.indexOf(type.start);
  const parts = order.slice(first, order.indexOf(type.end) + 1).map((unit) => {
    const count = rest / units[unit];
    rest %= units[unit];
    return { unit, text: unit === "day" ? String(count) : String(count).padStart(2, "0") };
  });
  const fraction = type.end === "second" ? String(rest).padStart(6, "0").replace(/0+$/, "") : "";
  const text = parts
    .map((part, i) => (i === 0 ? part.text : `${parts[i - 1]?.unit === "day" ? " " : ":"}${part.text}`))
    .join("");
  const range = type.start === type.end ? type.start : `${type.start} to ${type.end}`;
  return `INTERVAL '${sign}${text}${fraction === "" ? "" : `.${fraction}`}' ${range.toUpperCase()}`;
}

import type { DataType } from "../../src/types/index.js";
import {
  Decimal,
  type Geography,
  type Geometry,
  microsecondsOfParts,
  partsOfDuration,
  type Temporal,
  temporalTag,
  type Variant,
} from "../../src/values/index.js";

/** A value in the canonical form that pyspark_values.py writes too. */
export function canonical(value: unknown, type: DataType): string {
  if (value === null) return "null";
  switch (type.kind) {
    case "float":
    case "double":
      return double(value as number);
    case "string":
    case "char":
    case "varchar":
      return `s${value as string}`;
    case "binary":
      return `x${Buffer.from(value as Uint8Array).toString("hex")}`;
    case "date":
    case "timestamp":
    case "timestamp_ntz":
    case "time":
      return moment(value as object);
    case "day_time_interval":
      return `i${microsecondsOfParts(partsOfDuration(value as Temporal.Duration))}`;
    case "year_month_interval":
      return `m${partsOfDuration(value as Temporal.Duration).months}`;
    case "interval": {
      const { months, days, microseconds } = partsOfDuration(value as Temporal.Duration);
      return `c${months},${days},${microseconds}`;
    }
    case "array":
      return `[${(value as unknown[]).map((item) => canonical(item, type.element)).join(",")}]`;
    case "map": {
      const entries = [...(value as Map<unknown, unknown>)];
      return `{${entries
        .map(([k, v]) => `${canonical(k, type.key)}:${canonical(v, type.value)}`)
        .sort(byCodePoint)
        .join(",")}}`;
    }
    case "struct":
      return `(${type.fields
        .map((field, i) => {
          const part = Array.isArray(value) ? (value as unknown[])[i] : (value as Record<string, unknown>)[field.name];
          return `${ascii(field.name)}=${canonical(part, field.type)}`;
        })
        .join(",")})`;
    case "variant":
      return `v${inVariant((value as Variant).toJS())}`;
    case "geometry":
    case "geography": {
      const { srid, wkb } = value as Geometry | Geography;
      return `g${srid}:${Buffer.from(wkb).toString("hex")}`;
    }
    default:
      return String(value);
  }
}

function double(value: number): string {
  if (Number.isNaN(value)) return "nan";
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString("hex");
}

/** From the text that Temporal itself prints, so that the calendar arithmetic is compared too. */
function moment(value: object): string {
  const precise = (text: string): string => {
    const [whole, fraction = ""] = text.replace("Z", "").split(".");
    return `${whole}.${fraction.padEnd(6, "0")}`;
  };
  const text = String(value);
  const tag = temporalTag(value);
  const marks = { Instant: "t", PlainDateTime: "n", PlainTime: "k", PlainDate: "d", Duration: "?" } as const;
  return tag === "PlainDate" ? `d${text}` : `${marks[tag!]}${precise(text)}`;
}

function inVariant(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number")
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? `${value}` : double(value);
  if (typeof value === "string") return `s${value}`;
  if (value instanceof Decimal) return value.toString();
  if (value instanceof Uint8Array) return `x${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return `[${value.map(inVariant).join(",")}]`;
  if (temporalTag(value) !== undefined) return moment(value as object);
  const parts = Object.entries(value as object).map(([name, part]) => `${ascii(name)}:${inVariant(part)}`);
  return `{${parts.sort(byCodePoint).join(",")}}`;
}

/** Python's `json.dumps` escapes all that is not ASCII. */
function ascii(name: string): string {
  return JSON.stringify(name).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Python sorts texts by code points, JavaScript by UTF-16 units. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

import { ArgumentError } from "../errors/index.js";
import type { DecimalBrand, sqlType } from "../types/index.js";

const inspectSymbol = Symbol.for("nodejs.util.inspect.custom");
/** More digits than any DECIMAL can hold, few enough that no text makes us compute for long. */
const maxDigits = 1000;

/**
 * An exact decimal number: the value of Spark's DECIMAL. `unscaled` × 10^-`scale`, every digit kept.
 *
 * It does no arithmetic, and refuses `+`, `<` and `==`, which would work on its text: compute in SQL, use
 * {@link Decimal.compare}, or take {@link Decimal.toNumber} where a float will do.
 * {@link https://spark.apache.org/docs/latest/sql-ref-datatypes.html DECIMAL in Spark's documentation}.
 *
 * @example
 * ```ts
 * const price = Decimal.from("12.50");
 * price.toString(); // "12.50"
 * price.equals(Decimal.from("12.5")); // true
 * ```
 */
export class Decimal<P extends number = number, S extends number = number> {
  /** The digits as a whole number: 1250n for 12.50. */
  readonly unscaled: bigint;
  /** How many of the digits stand behind the point: 2 for 12.50. */
  readonly scale: number;
  declare readonly [sqlType]?: DecimalBrand<P, S>;

  /**
   * @param unscaled the digits as a whole number
   * @param scale how many of the digits stand behind the point; a negative one means zeros before it
   * @throws ArgumentError when `unscaled` is no bigint or `scale` no whole number
   */
  constructor(unscaled: bigint, scale: number) {
    if (typeof unscaled !== "bigint" || (scale | 0) !== scale) throw notADecimal(unscaled, scale);
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /**
   * A decimal from its text (`"-12.50"`, `"1e3"`), a bigint or a whole number.
   *
   * @throws ArgumentError for any other text, and for a number that is not whole: `0.1` has no exact decimal form, so
   * write it as text
   * @example
   * ```ts
   * Decimal.from("0.10").scale; // 2
   * Decimal.from(42n).toString(); // "42"
   * ```
   */
  static from(value: string | bigint | number | Decimal): Decimal {
    if (value instanceof Decimal) return value;
    if (typeof value === "bigint") return new Decimal(value, 0);
    if (typeof value === "number") return fromNumber(value);
    if (typeof value === "string") return fromText(value);
    throw new ArgumentError(`A Decimal is made from text, a bigint or a whole number, not from a ${typeof value}.`, {
      errorClass: "DBSQL_NOT_A_DECIMAL",
    });
  }

  /** Negative when `a` is less than `b`, positive when it is greater, 0 when both are the same number. For `sort`. */
  static compare(a: Decimal, b: Decimal): number {
    const scale = Math.max(a.scale, b.scale);
    const left = a.unscaled * 10n ** BigInt(scale - a.scale);
    const right = b.unscaled * 10n ** BigInt(scale - b.scale);
    return left < right ? -1 : left > right ? 1 : 0;
  }

  /** As {@link Decimal.compare}, with this one on the left. */
  compare(other: Decimal): number {
    return Decimal.compare(this, other);
  }

  /** Whether both are the same number, whatever their scales: 1.5 equals 1.50. */
  equals(other: Decimal): boolean {
    return Decimal.compare(this, other) === 0;
  }

  /** Plain notation with every digit of the scale: `"12.50"`, never an exponent. */
  toString(): string {
    const { unscaled, scale } = this;
    const sign = unscaled < 0n ? "-" : "";
    const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
    if (scale === 0) return sign + digits;
    if (scale < 0) return sign + (unscaled === 0n ? "0" : digits + "0".repeat(-scale));
    const padded = digits.padStart(scale + 1, "0");
    return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  }

  /** The nearest float: digits beyond the sixteenth or so are lost. */
  toNumber(): number {
    return Number(this.toString());
  }

  /** The text, so that JSON keeps every digit. */
  toJSON(): string {
    return this.toString();
  }

  /** Operators would compare or join the text: they throw instead. */
  valueOf(): never {
    throw new ArgumentError(
      "A Decimal takes no operator. Use compare() or equals(), compute in SQL, or take toNumber() where a float will do.",
      { errorClass: "DBSQL_DECIMAL_OPERATOR" },
    );
  }

  [inspectSymbol](): string {
    return `Decimal ${this.toString()}`;
  }
}

function fromNumber(value: number): Decimal {
  if (Number.isSafeInteger(value)) return new Decimal(BigInt(value), 0);
  throw new ArgumentError(
    `${value} is no whole number that a float holds exactly. Write it as text, such as Decimal.from("0.10").`,
    { errorClass: "DBSQL_NOT_A_DECIMAL" },
  );
}

function fromText(text: string): Decimal {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?\s*$/.exec(text);
  const digits = match === null ? "" : match[2]! + (match[3] ?? "");
  if (match === null || digits === "") throw notADecimal(text);
  const scale = (match[3]?.length ?? 0) - Number(match[4] ?? 0);
  if (digits.length + Math.abs(scale) > maxDigits) throw notADecimal(text);
  const unscaled = BigInt(digits) * (match[1] === "-" ? -1n : 1n);
  return scale < 0 ? new Decimal(unscaled * 10n ** BigInt(-scale), 0) : new Decimal(unscaled, scale);
}

function notADecimal(...parts: unknown[]): ArgumentError {
  const shown = parts.map((part) => (typeof part === "string" ? JSON.stringify(part.slice(0, 60)) : String(part)));
  return new ArgumentError(`No decimal number: ${shown.join(", ")}. Write digits, such as "12.50".`, {
    errorClass: "DBSQL_NOT_A_DECIMAL",
  });
}

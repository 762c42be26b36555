import type { DataType, DecimalType } from "../../types/index.js";
import type { TypedArg } from "./call.js";

/** Spark's precision arithmetic, from `DecimalType` and `BinaryArithmetic` of Spark SQL. */

const MAX = 38;
const KEPT_FRACTION = 6;

const integralDigits: Partial<Record<DataType["kind"], number>> = { tinyint: 3, smallint: 5, int: 10, bigint: 20 };

const decimal = (precision: number, scale: number): DecimalType => ({ kind: "decimal", precision, scale });

/** Past 38 digits, arithmetic gives up fraction digits, but keeps six. */
function adjusted(precision: number, scale: number): DecimalType {
  if (precision <= MAX) return decimal(precision, scale);
  return decimal(MAX, Math.max(MAX - (precision - scale), Math.min(scale, KEPT_FRACTION)));
}

/** Past 38 digits, a common type gives up fraction digits and keeps every integral one. */
function integralFirst(precision: number, scale: number): DecimalType {
  return precision <= MAX ? decimal(precision, scale) : decimal(MAX, Math.max(0, scale - (precision - MAX)));
}

/** The decimal that holds every value of an integral or decimal type. */
export function asDecimal(type: DataType): DecimalType | undefined {
  if (type.kind === "decimal") return type;
  const digits = integralDigits[type.kind];
  return digits === undefined ? undefined : decimal(digits, 0);
}

/** An integer literal beside a decimal counts as its own digits; a TINYINT literal does not. */
export function literalAsDecimal(arg: TypedArg): DecimalType | undefined {
  const { kind } = arg.type;
  if (!arg.literal || (kind !== "smallint" && kind !== "int" && kind !== "bigint")) return asDecimal(arg.type);
  if (typeof arg.constant !== "number" && typeof arg.constant !== "bigint") return asDecimal(arg.type);
  return decimal(String(arg.constant).replace("-", "").length, 0);
}

export function widestDecimal(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  return integralFirst(Math.max(a.precision - a.scale, b.precision - b.scale) + scale, scale);
}

export type DecimalOperator = "+" | "-" | "*" | "/" | "%";

const formulas: { readonly [K in DecimalOperator]: (p1: number, s1: number, p2: number, s2: number) => DecimalType } = {
  "+": (p1, s1, p2, s2) => sum(p1, s1, p2, s2),
  "-": (p1, s1, p2, s2) => sum(p1, s1, p2, s2),
  "*": (p1, s1, p2, s2) => adjusted(p1 + p2 + 1, s1 + s2),
  "/": (p1, s1, p2, s2) => {
    const scale = Math.max(KEPT_FRACTION, s1 + p2 + 1);
    return adjusted(p1 - s1 + s2 + scale, scale);
  },
  "%": (p1, s1, p2, s2) => adjusted(Math.min(p1 - s1, p2 - s2) + Math.max(s1, s2), Math.max(s1, s2)),
};

function sum(p1: number, s1: number, p2: number, s2: number): DecimalType {
  return adjusted(Math.max(p1 - s1, p2 - s2) + Math.max(s1, s2) + 1, Math.max(s1, s2));
}

export function decimalArithmetic(op: DecimalOperator, a: DecimalType, b: DecimalType): DecimalType {
  return formulas[op](a.precision, a.scale, b.precision, b.scale);
}

export const decimalSum = (type: DecimalType): DecimalType => decimal(Math.min(type.precision + 10, MAX), type.scale);

export const decimalAverage = (type: DecimalType): DecimalType =>
  decimal(Math.min(type.precision + 4, MAX), Math.min(type.scale + 4, MAX));

/** `round`, `bround`, `ceil` and `floor` to a number of fraction digits; a negative one rounds integral digits. */
export function decimalRounded(type: DecimalType, digits: number): DecimalType {
  const integral = type.precision - type.scale + 1;
  if (digits < 0) return decimal(Math.min(MAX, Math.max(integral, 1 - digits)), 0);
  const scale = Math.min(type.scale, digits);
  return decimal(Math.min(MAX, integral + scale), scale);
}

/** `ceil` and `floor` without digits leave a decimal without fraction as it is. */
export const decimalCeiling = (type: DecimalType): DecimalType => (type.scale === 0 ? type : decimalRounded(type, 0));

/** Whether a cast may find no room for the integral digits; fewer fraction digits round, and rounding may carry. */
export function losesDigits(from: DecimalType, to: DecimalType): boolean {
  const room = to.precision - to.scale;
  const needed = from.precision - from.scale;
  return to.scale < from.scale ? room <= needed : room < needed;
}

import type { DataType } from "../../types/index.js";
import type { TypedArg } from "./call.js";
import { asDecimal, type DecimalOperator, decimalArithmetic, literalAsDecimal } from "./decimal.js";
import {
  asText,
  double,
  fullInterval,
  isAnsiInterval,
  isIntegral,
  isNumeric,
  isUnknown,
  sameShape,
  sameType,
  unknown,
} from "./kinds.js";
import { widest } from "./lattice.js";

/** What an operator makes of its operands: its type, and what each operand is cast to first. */
export interface Coerced {
  readonly type: DataType;
  readonly targets: readonly DataType[];
  /** NULL may come out whatever goes in: a division, a `try_` function. */
  readonly alwaysNullable?: boolean;
}
/** The operands do not go together; the error class under `DATATYPE_MISMATCH`. */
export interface Mismatch {
  readonly mismatch:
    | "BINARY_OP_DIFF_TYPES"
    | "BINARY_OP_WRONG_TYPE"
    | "UNEXPECTED_INPUT_TYPE"
    | "CAST_WITHOUT_SUGGESTION"
    | "INVALID_ORDERING_TYPE";
}
/** `undefined`: nothing is claimed. */
export type Outcome = Coerced | Mismatch | undefined;

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "div";

const bigint: DataType = { kind: "bigint" };
const date: DataType = { kind: "date" };
const timestamp: DataType = { kind: "timestamp" };
const boolean: DataType = { kind: "boolean" };
const oneDay: DataType = { kind: "day_time_interval", start: "day", end: "day" };
const dayToSecond: DataType = { kind: "day_time_interval", start: "day", end: "second" };
const hourToSecond: DataType = { kind: "day_time_interval", start: "hour", end: "second" };

const isInstant = (type: DataType): boolean => type.kind === "timestamp" || type.kind === "timestamp_ntz";
const isInterval = (type: DataType): boolean => isAnsiInterval(type) || type.kind === "interval";

/** The result of an arithmetic operator over two operands, with dates, times and intervals. */
export function arithmetic(op: ArithmeticOperator, left: TypedArg, right: TypedArg): Outcome {
  const l = asText(left.type);
  const r = asText(right.type);
  if (isUnknown(l) || isUnknown(r)) return undefined;
  // A collated string is no string to Spark's date arithmetic, and what comes out is an accident.
  const collated = (t: DataType): boolean => t.kind === "string" && t.collation !== undefined;
  if ((op === "+" || op === "-") && ((l.kind === "date" && collated(r)) || (r.kind === "date" && collated(l))))
    return undefined;
  if (op === "+") return plus(l, r) ?? numeric(op, left, right);
  if (op === "-") return minus(l, r) ?? numeric(op, left, right);
  if (op === "*") return times(l, r) ?? times(r, l, true) ?? numeric(op, left, right);
  if (op === "/" && isInterval(l)) return times(l, r) ?? { mismatch: "UNEXPECTED_INPUT_TYPE" };
  return numeric(op, left, right);
}

function numeric(op: ArithmeticOperator, left: TypedArg, right: TypedArg): Outcome {
  const l = asText(left.type);
  const r = asText(right.type);
  const alwaysNullable = op === "/" || op === "%" || op === "div";
  const same = (type: DataType, result = type): Coerced => ({ type: result, targets: [type, type], alwaysNullable });
  const whole = (type: DataType): DataType => (op === "div" ? bigint : type);
  if (op === "/" && ((l.kind !== "decimal" && r.kind !== "decimal") || l.kind === "void")) {
    const meet = widest(l, r);
    if (meet && (isNumeric(meet) || meet.kind === "void")) return same(double);
  } else if (l.kind === "void" && r.kind === "void") return op === "div" ? same(bigint) : same(double);
  else if (isAnsiInterval(l) || isAnsiInterval(r)) {
    const meet = widest(l, r);
    if (meet && (op === "+" || op === "-")) return same(meet);
    if (meet && op === "div") return same(meet, bigint);
  } else {
    const meet = widest(l, r);
    if (meet && isNumeric(meet)) {
      const other = l.kind === "void" ? r : r.kind === "void" ? l : undefined;
      if (op === "div" && (meet.kind === "float" || meet.kind === "double")) return refusal(op, l, r);
      if (meet.kind !== "decimal") return same(meet, whole(meet));
      const a = other?.kind === "decimal" ? other : literalAsDecimal(left);
      const b = other?.kind === "decimal" ? other : literalAsDecimal(right);
      if (a && b) {
        const type = op === "div" ? bigint : decimalArithmetic(op as DecimalOperator, a, b);
        return { type, targets: [a, b], alwaysNullable };
      }
    }
  }
  if (op === "%" && (isInterval(l) || isInterval(r)) && !widest(l, r)) return { mismatch: "BINARY_OP_DIFF_TYPES" };
  return refusal(op, l, r);
}

function refusal(op: string, l: DataType, r: DataType): Mismatch {
  const geo = (t: DataType): boolean => t.kind === "geometry" || t.kind === "geography";
  if ((geo(l) && r.kind === "string") || (geo(r) && l.kind === "string"))
    return { mismatch: "CAST_WITHOUT_SUGGESTION" };
  const temporal = (t: DataType): boolean =>
    t.kind === "date" || t.kind === "day_time_interval" || t.kind === "interval";
  if (op === "+" && (temporal(l) || temporal(r))) return { mismatch: "UNEXPECTED_INPUT_TYPE" };
  if (op === "-" && (l.kind === "date" || isInstant(l) || temporal(r) || isInstant(r)))
    return { mismatch: "UNEXPECTED_INPUT_TYPE" };
  if (op === "*" && (isInterval(l) || isInterval(r))) return { mismatch: "UNEXPECTED_INPUT_TYPE" };
  return { mismatch: meetsUnconverted(l, r) ? "BINARY_OP_WRONG_TYPE" : "BINARY_OP_DIFF_TYPES" };
}

/** Spark says "wrong type" where both sides have, or a string or decimal yields to, one type that the operator refuses. */
function meetsUnconverted(l: DataType, r: DataType): boolean {
  if (l.kind === "void" || r.kind === "void") return l.kind === "string" || r.kind === "string";
  if (sameType(l, r, true)) return true;
  if (l.kind === "string" || r.kind === "string") return l.kind !== r.kind && widest(l, r) !== undefined;
  const decimals = [l, r].filter((t) => t.kind === "decimal").length;
  if (decimals !== 1) return false;
  const [a, b] = [asDecimal(l), asDecimal(r)];
  return l.kind === "double" || r.kind === "double" || (a !== undefined && b !== undefined && sameType(a, b));
}

function plus(l: DataType, r: DataType): Outcome {
  return shifted(l, r) ?? shifted(r, l, true);
}

/** `moment + amount`, which is also `amount + moment`. */
function shifted(moment: DataType, amount: DataType, swapped = false): Outcome {
  const result = (type: DataType, from = moment, by = amount, alwaysNullable = false): Coerced => ({
    type,
    targets: swapped ? [by, from] : [from, by],
    alwaysNullable,
  });
  if (moment.kind === "date") {
    if (amount.kind === "tinyint" || amount.kind === "smallint" || amount.kind === "int") return result(date);
    if (amount.kind === "year_month_interval" || amount.kind === "interval") return result(date);
    if (amount.kind === "day_time_interval")
      return amount.start === "day" && amount.end === "day" ? result(date) : result(timestamp, timestamp);
    if (amount.kind === "void") return result(timestamp, timestamp, dayToSecond);
    return undefined;
  }
  if (isInstant(moment)) {
    if (isInterval(amount)) return result(moment);
    return amount.kind === "void" ? result(moment, moment, dayToSecond) : undefined;
  }
  if (moment.kind === "time") {
    if (amount.kind === "void") return result({ kind: "time", precision: 6 }, moment, dayToSecond, true);
    if (amount.kind !== "day_time_interval") return undefined;
    return result({ kind: "time", precision: amount.end === "second" ? 6 : moment.precision }, moment, amount, true);
  }
  if (moment.kind === "string" && (amount.kind === "day_time_interval" || amount.kind === "interval"))
    return result(moment, timestamp, amount, true);
  if (moment.kind === "interval" && amount.kind === "interval") return result(moment);
  if (moment.kind === "interval" && amount.kind === "void") return { mismatch: "CAST_WITHOUT_SUGGESTION" };
  return undefined;
}

function minus(l: DataType, r: DataType): Outcome {
  const result = (type: DataType, from: DataType, to: DataType, alwaysNullable = false): Coerced => ({
    type,
    targets: [from, to],
    alwaysNullable,
  });
  if (l.kind === "string" && r.kind === "string") return undefined;
  const dateLike = (t: DataType): boolean => t.kind === "date" || t.kind === "string" || t.kind === "void";
  if ((l.kind === "date" || r.kind === "date") && dateLike(l) && dateLike(r)) {
    if (l.kind === "date" && r.kind === "string" && r.collation) return undefined;
    return result(oneDay, date, date);
  }
  const instantLike = (t: DataType): boolean => isInstant(t) || dateLike(t);
  if ((isInstant(l) || isInstant(r)) && instantLike(l) && instantLike(r)) {
    const other = isInstant(l) ? l : r;
    const meet = widest(l, r) ?? other;
    return result(dayToSecond, meet, meet);
  }
  const timeLike = (t: DataType): boolean => t.kind === "time" || t.kind === "string" || t.kind === "void";
  if ((l.kind === "time" || r.kind === "time") && timeLike(l) && timeLike(r))
    return result(hourToSecond, { kind: "time", precision: 6 }, { kind: "time", precision: 6 }, true);
  if (l.kind === "time" && r.kind === "date") return { mismatch: "CAST_WITHOUT_SUGGESTION" };
  if (l.kind === "interval" && r.kind === "interval") return result(l, l, l);
  if (l.kind === "interval" && r.kind === "void") return result(l, l, l);
  if (l.kind === "void" && r.kind === "interval") return { mismatch: "CAST_WITHOUT_SUGGESTION" };
  if (isInterval(l) || l.kind === "void" || (l.kind === "string" && !isInterval(r))) return undefined;
  return shifted(l, r);
}

/** `interval * number`, which is also `number * interval`. */
function times(interval: DataType, number: DataType, swapped = false): Outcome {
  if (!isInterval(interval)) return undefined;
  if (!isNumeric(number) && number.kind !== "string" && number.kind !== "void") return undefined;
  const by = number.kind === "string" || number.kind === "void" || interval.kind === "interval" ? double : number;
  const type = isAnsiInterval(interval) ? fullInterval(interval) : interval;
  return { type, targets: swapped ? [by, interval] : [interval, by], alwaysNullable: interval.kind === "interval" };
}

/** `=`, `<`, `<=>` and their kin: the type in which both sides are compared. */
export function comparison(left: TypedArg, right: TypedArg): Outcome {
  const l = asText(left.type);
  const r = asText(right.type);
  if (isUnknown(l) || isUnknown(r)) return undefined;
  if (l.kind === "udt" || r.kind === "udt") return undefined;
  // Whether two collations may meet depends on where each comes from; the answer is a boolean in any case.
  if (l.kind === "string" && r.kind === "string") return { type: boolean, targets: [l, r] };
  const meet = comparable(left, right);
  // Structs are compared field by field, whatever the fields are called.
  if (!meet && sameShape(l, r) && orderable(l)) return { type: boolean, targets: [l, r] };
  if (!meet) {
    const geo = (t: DataType): boolean => t.kind === "geometry" || t.kind === "geography";
    if ((geo(l) && r.kind === "string") || (geo(r) && l.kind === "string"))
      return { mismatch: "CAST_WITHOUT_SUGGESTION" };
    return { mismatch: "BINARY_OP_DIFF_TYPES" };
  }
  if (!orderable(meet)) return { mismatch: "INVALID_ORDERING_TYPE" };
  return { type: boolean, targets: [meet, meet] };
}

const isNested = (t: DataType): boolean => t.kind === "array" || t.kind === "map" || t.kind === "struct";

function comparable(left: TypedArg, right: TypedArg): DataType | undefined {
  const l = asText(left.type);
  const r = asText(right.type);
  if (l.kind === "decimal" || r.kind === "decimal") {
    const a = literalAsDecimal(left);
    const b = literalAsDecimal(right);
    // The literal is cast to its own digits first, and that cast counts as one that may fail.
    if (a && b && (left.literal || right.literal)) return widest(a, b);
  }
  return isNested(l) || isNested(r) ? widest(l, r, "plain") : widest(l, r);
}

/** Whether values of the type have an order, and so an equality that Spark compares by. */
export function orderable(type: DataType): boolean {
  if (type.kind === "array") return orderable(type.element);
  if (type.kind === "struct") return type.fields.every((field) => orderable(field.type));
  const unordered: readonly DataType["kind"][] = ["map", "variant", "interval", "geometry", "geography"];
  return !unordered.includes(type.kind);
}

/** `&`, `|`, `^`: integers, and a string beside one. */
export function bitwise(left: TypedArg, right: TypedArg): Outcome {
  const l = asText(left.type);
  const r = asText(right.type);
  if (isUnknown(l) || isUnknown(r)) return undefined;
  if (l.kind === "void" && r.kind === "void")
    return { type: { kind: "int" }, targets: [{ kind: "int" }, { kind: "int" }] };
  const meet = widest(l, r);
  if (meet && isIntegral(meet)) return { type: meet, targets: [meet, meet] };
  return refusal("&", l, r);
}

/** `AND`, `OR`: booleans, and a string or NULL beside one. */
export function logical(left: TypedArg, right: TypedArg): Outcome {
  const l = asText(left.type);
  const r = asText(right.type);
  if (isUnknown(l) || isUnknown(r)) return undefined;
  if (l.kind === "void" && r.kind === "void") return { type: boolean, targets: [boolean, boolean] };
  const meet = widest(l, r);
  if (meet?.kind === "boolean") return { type: boolean, targets: [boolean, boolean] };
  return refusal("and", l, r);
}

/** The element, value or field type that `base[index]` has, with what the index is cast to. */
export function elementOf(
  base: DataType,
  index: DataType,
): { readonly type: DataType; readonly index: DataType } | undefined {
  if (base.kind === "array") return { type: base.element, index };
  if (base.kind === "map") return { type: base.value, index: base.key };
  return isUnknown(base) ? { type: unknown, index } : undefined;
}

import { type DataType, types } from "../../types/index.js";
import type { Expression, Literal, Span } from "../ast/index.js";
import { child, children, has, L, R, type RuleNode, rules, T } from "../grammar/index.js";
import type { Constant } from "../typing/index.js";
import { boundInterval } from "./bound-interval.js";
import { at, type Builder, firstToken, holeOf, marker, opaque, stringValue, textOf } from "./builder.js";
import {
  type IntervalOutcome,
  type IntervalPart,
  intervalFrom,
  multiUnitInterval,
  unitToUnitInterval,
} from "./intervals.js";
import { unquoteString } from "./quotes.js";

export function literal(span: Span, type: DataType, value: Constant | Uint8Array): Literal {
  return { kind: "literal", start: span.start, end: span.end, type, value };
}

/** `constant`. */
export function constant(b: Builder, node: RuleNode): Expression {
  const hole = holeOf(node);
  if (hole !== undefined) return { kind: "hole", start: node.start, end: node.end, index: hole };
  switch (node.label) {
    case L.nullLiteral:
      return literal(at(node), types.void, null);
    case L.booleanLiteral:
      return literal(at(node), types.boolean, /^true$/i.test(textOf(b, node)));
    case L.stringLiteral:
      return stringConstant(b, node, child(node, R.stringLit));
    case L.numericLiteral: {
      const number = child(node, R.number);
      return number ? numberLiteral(b, number) : opaque(node);
    }
    case L.intervalLiteral: {
      const interval = child(node, R.interval);
      return interval ? intervalLiteral(b, interval) : opaque(node);
    }
    case L.typeConstructor:
      return typed(b, node);
    case L.posParameterLiteral:
    case L.namedParameterLiteral:
      return marker(b, node);
    default:
      return opaque(node);
  }
}

function stringConstant(b: Builder, node: RuleNode, text: RuleNode | undefined): Expression {
  if (!text) return opaque(node);
  const value = stringValue(b, text);
  if (value !== undefined) return literal(at(node), types.string, value);
  const token = firstToken(text);
  if (token && token.hole >= 0) return { kind: "hole", start: node.start, end: node.end, index: token.hole };
  return text.children.length === 1 ? marker(b, text) : opaque(node);
}

function numberLiteral(b: Builder, node: RuleNode): Expression {
  const text = textOf(b, node).replace(/\s+/g, "");
  const span = at(node);
  switch (node.label) {
    case L.integerLiteral:
      return integer(b, span, text);
    case L.bigIntLiteral:
      return ranged(b, span, text.slice(0, -1), types.bigint, 63n);
    case L.smallIntLiteral:
      return ranged(b, span, text.slice(0, -1), types.smallint, 15n);
    case L.tinyIntLiteral:
      return ranged(b, span, text.slice(0, -1), types.tinyint, 7n);
    case L.floatLiteral:
      return fraction(b, span, text.slice(0, -1), types.float, 3.4028234663852886e38);
    case L.doubleLiteral:
      return fraction(b, span, text.slice(0, -1), types.double, Number.MAX_VALUE);
    case L.exponentLiteral:
      return fraction(b, span, text, types.double, Number.MAX_VALUE);
    case L.bigDecimalLiteral:
      return decimal(b, span, text.slice(0, -2));
    default:
      return decimal(b, span, text);
  }
}

function fraction(b: Builder, span: Span, text: string, type: DataType, greatest: number): Expression {
  const value = Number(text);
  if (Math.abs(value) <= greatest) return literal(span, type, value);
  b.refuse("INVALID_NUMERIC_LITERAL_RANGE", span, { rawStrippedQualifier: text });
  return opaque(span);
}

/** Digits that count; a number with many is not worth the square of their count to read it. */
function digitsOf(text: string): number {
  return text.replace(/^-?0*(?=\d)/, "").length;
}

function integer(b: Builder, span: Span, text: string): Expression {
  const digits = digitsOf(text);
  if (digits > 38) {
    b.refuse("DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION", span, {});
    return opaque(span);
  }
  const value = BigInt(text);
  if (value >= -(1n << 31n) && value < 1n << 31n) return literal(span, types.int, Number(value));
  if (value >= -(1n << 63n) && value < 1n << 63n) return literal(span, types.bigint, value);
  return literal(span, types.decimal(digits, 0), `${value}`);
}

function ranged(b: Builder, span: Span, text: string, type: DataType, bits: bigint): Expression {
  const value = digitsOf(text) > 38 ? undefined : BigInt(text);
  if (value === undefined || value < -(1n << bits) || value >= 1n << bits) {
    b.refuse("INVALID_NUMERIC_LITERAL_RANGE", span, { rawStrippedQualifier: text });
    return opaque(span);
  }
  return literal(span, type, type.kind === "bigint" ? value : Number(value));
}

/** As Java's BigDecimal counts digits: leading zeros do not, unless the scale needs them. */
function decimal(b: Builder, span: Span, text: string): Expression {
  const match = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return opaque(span);
  const [, , whole = "", fraction = "", exponent] = match;
  let scale = fraction.length - Number(exponent ?? 0);
  let digits = (whole + fraction).replace(/^0+/, "").length || 1;
  if (scale < 0) {
    digits -= scale;
    scale = 0;
  }
  const precision = Math.max(digits, scale);
  if (precision > 38) {
    b.refuse("DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION", span, {});
    return opaque(span);
  }
  return literal(span, types.decimal(precision, scale), text);
}

function intervalLiteral(b: Builder, node: RuleNode): Expression {
  return boundInterval(b, node) ?? made(b, at(node), intervalValue(b, node));
}

function made(b: Builder, span: Span, value: IntervalOutcome): Expression {
  if (typeof value === "object") return literal(span, value.type, value.value);
  if (value) b.refuse(value, span, {});
  return opaque(span);
}

function intervalValue(b: Builder, node: RuleNode): IntervalOutcome {
  const [outer] = rules(node);
  if (!outer) return undefined;
  const many = child(outer, R.multiUnitsInterval);
  const range = child(outer, R.unitToUnitInterval);
  if ((many && range) || children(outer, R.unitToUnitInterval).length > 1) return "_LEGACY_ERROR_TEMP_0024";
  if (range) {
    const [value] = children(range, R.intervalValue);
    const [from, to] = children(range, R.unitInUnitToUnit);
    if (!value || !from || !to) return undefined;
    if (!child(value, R.stringLit)) return "_LEGACY_ERROR_TEMP_0027";
    const text = intervalText(b, value);
    if (text === undefined) return undefined;
    return unitToUnitInterval(text, textOf(b, from), textOf(b, to), has(value, T.MINUS));
  }
  if (!many) return undefined;
  const values = children(many, R.intervalValue);
  const unitNodes = children(many, R.unitInMultiUnits);
  const parts: IntervalPart[] = [];
  for (const [i, value] of values.entries()) {
    const text = intervalText(b, value);
    const unit = unitNodes[i];
    if (text === undefined || !unit) return undefined;
    const negative = has(value, T.MINUS);
    parts.push({ value: negative ? negate(text) : text, unit: textOf(b, unit) });
  }
  return multiUnitInterval(parts);
}

function negate(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith("-") ? trimmed.slice(1) : `-${trimmed.replace(/^\+/, "")}`;
}

function intervalText(b: Builder, node: RuleNode): string | undefined {
  const text = child(node, R.stringLit);
  if (text) return stringValue(b, text);
  const last = node.children.at(-1);
  return last ? textOf(b, last) : undefined;
}

/** `DATE '…'` and its like. */
function typed(b: Builder, node: RuleNode): Expression {
  const kind = child(node, R.literalType);
  const body = child(node, R.singleStringLitWithoutMarker);
  if (!kind || !body) return opaque(node);
  const word = textOf(b, kind).toUpperCase();
  const value = unquoteString(textOf(b, body));
  if (word === "INTERVAL") {
    const interval = intervalFrom(value);
    if (interval !== "INVALID_TYPED_LITERAL") return made(b, at(node), interval);
  }
  const read = word === "INTERVAL" ? () => undefined : constructors[word];
  if (!read) {
    b.refuse("UNSUPPORTED_TYPED_LITERAL", at(node), { unsupportedType: word });
    return opaque(node);
  }
  const found = read(value, at(node));
  if (found) return found;
  b.refuse("INVALID_TYPED_LITERAL", at(node), { valueType: word, value });
  return opaque(node);
}

type Constructor = (text: string, span: Span) => Expression | undefined;

const constructors: Readonly<Record<string, Constructor>> = {
  DATE: (text, span) => {
    if (isSpecial(text)) return literal(span, types.date, text.trim());
    const value = dateText(text);
    return value === undefined ? undefined : literal(span, types.date, value);
  },
  TIMESTAMP: (text, span) => timestamp(text, span, types.timestamp),
  TIMESTAMP_LTZ: (text, span) => timestamp(text, span, types.timestamp),
  TIMESTAMP_NTZ: (text, span) => timestamp(text, span, types.timestamp_ntz),
  TIME: (text, span) => {
    const value = timeText(text);
    return value === undefined ? undefined : literal(span, types.time(6), value);
  },
  X: (text, span) => {
    if (!/^[0-9a-fA-F]*$/.test(text)) return undefined;
    const padded = text.length % 2 === 1 ? `0${text}` : text;
    const bytes = Uint8Array.from(padded.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    return literal(span, types.binary, bytes);
  },
};

function isSpecial(text: string): boolean {
  return /^\s*(epoch|now|today|tomorrow|yesterday)\s*/i.test(text);
}

function dateText(text: string): string | undefined {
  const match = /^\s*([+-]?\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T].*)?)?)?\s*$/.exec(text);
  if (!match) return undefined;
  const [, year = "", month = "1", day = "1"] = match;
  const days = new Date(Date.UTC(2000 + (Math.abs(Number(year)) % 400), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > days) return undefined;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** `03:04:05.6` from any spelling that Spark takes, also by the clock of twelve hours. */
function timeText(text: string): string | undefined {
  const half = /^(.*?)\s*([ap])m\s*$/is.exec(text);
  if (!half) return clockText(text);
  const clock = clockText(half[1] ?? "");
  const hour = Number(clock?.slice(0, 2));
  if (clock === undefined || hour < 1 || hour > 12) return undefined;
  return `${String((hour % 12) + (/p/i.test(half[2] ?? "") ? 12 : 0)).padStart(2, "0")}${clock.slice(2)}`;
}

function clockText(text: string): string | undefined {
  const match = /^\s*T?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{0,9}))?)?\s*$/.exec(text);
  if (!match) return undefined;
  const [, hour = "0", minute = "0", second = "0", fraction = ""] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const digits = fraction.slice(0, 6).replace(/0+$/, "");
  const clock = [hour, minute, second].map((part) => part.padStart(2, "0")).join(":");
  return digits ? `${clock}.${digits}` : clock;
}

/** A zone in the text moves the value into the session's zone, which we do not know; without zones it is passed over. */
function timestamp(text: string, span: Span, type: DataType): Expression | undefined {
  if (isSpecial(text)) return literal(span, type, text.trim());
  const match =
    /^\s*([+-]?\d{4,7}(?:-\d{1,2}){0,2})(?:[ T]+(\d{1,2}(?::\d{1,2})?(?::\d{1,2}(?:\.\d{0,9})?)?))?\s*(\S.*)?$/.exec(
      text,
    );
  if (!match) return /^\s*T?\d{1,2}:/.test(text) ? opaque(span) : undefined;
  const date = dateText(match[1] ?? "");
  if (date === undefined) return undefined;
  const clock = match[2] === undefined ? "00:00:00" : timeText(match[2].includes(":") ? match[2] : `${match[2]}:0`);
  if (clock === undefined) return undefined;
  if (match[3] !== undefined) {
    const isZone = /^([A-Za-z][\w+\-/:]*|[+-]\d[\d:]*)$/.test(match[3].trim());
    if (match[2] === undefined || !isZone) return undefined;
    if (type.kind === "timestamp") return literal(span, type, `${date} ${clock} ${match[3]}`);
  }
  return literal(span, type, `${date} ${clock}`);
}

import { ArgumentError } from "../errors/index.js";
import type { Literal, LiteralValue } from "../plan/index.js";
import { checkText } from "../plan/index.js";
import { type DataType, formatType, types } from "../types/index.js";
import { Decimal, temporalTag, Variant } from "../values/index.js";
import { bindInstant, bindTemporal, type TemporalValue } from "./temporal.js";

/** What may be bound to a parameter: the JavaScript types of the values table, nested to any depth. */
export type SqlValue = null | SqlScalar | readonly SqlValue[] | ReadonlyMap<SqlValue, SqlValue>;

/** Of these, the ones that hold no others. */
export type SqlScalar = boolean | number | bigint | string | Uint8Array | Decimal | TemporalValue | Date;

const maxDepth = 100;

/**
 * The literal of a JavaScript value, typed by the value alone: a `bigint` is BIGINT, a whole `number` of 32 bits INT, any
 * other `number` DOUBLE. What Spark cannot hold to the last digit is refused.
 *
 * @throws ArgumentError for a value with no SQL type, out of range, or finer than SQL holds; nothing is rounded
 */
export function bind(value: unknown): Literal {
  return bindNested(value, 0);
}

function bindNested(value: unknown, depth: number): Literal {
  const binder = Object.hasOwn(binders, typeof value) ? binders[typeof value as keyof typeof binders] : undefined;
  if (binder === undefined) throw unbindable(value);
  return binder(value as never, depth);
}

/** One row a JavaScript type; what has no row cannot be bound. */
const binders = {
  boolean: (value: boolean) => literal(types.boolean, value),
  bigint: (value: bigint) => {
    if (BigInt.asIntN(64, value) === value) return literal(types.bigint, value);
    throw refused(
      "DBSQL_OUT_OF_RANGE",
      `${shorten(String(value))}n is out of the range of BIGINT. Bind a Decimal: Decimal.from(value).`,
    );
  },
  number: (value: number) => {
    // -0 is no INT: only DOUBLE keeps its sign.
    if ((value | 0) === value && !Object.is(value, -0)) return literal(types.int, value);
    return literal(types.double, value);
  },
  string: (value: string) => literal(types.string, checkText(value, "The string")),
  object: bindObject,
} as const;

function bindObject(value: object | null, depth: number): Literal {
  if (value === null) return literal(types.void, null);
  if (depth >= maxDepth) throw refused("DBSQL_TOO_DEEP", `The value is nested more than ${maxDepth} levels deep.`);
  // A copy: the query may run much later, when the buffer holds something else.
  if (value instanceof Uint8Array) return literal(types.binary, new Uint8Array(value));
  if (value instanceof Decimal) return bindDecimal(value);
  if (value instanceof Date) return bindDate(value);
  if (Array.isArray(value)) return bindArray(value, depth);
  if (value instanceof Map) return bindMap(value, depth);
  const tag = temporalTag(value);
  if (tag !== undefined) return bindTemporal(value, tag);
  throw unbindable(value);
}

function bindDecimal(value: Decimal): Literal {
  const scale = Math.max(value.scale, 0);
  const unscaled = value.scale < 0 ? value.unscaled * 10n ** BigInt(-value.scale) : value.unscaled;
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().length;
  const precision = Math.max(digits, scale, 1);
  if (precision <= 38) return literal(types.decimal(precision, scale), unscaled);
  throw refused(
    "DBSQL_OUT_OF_RANGE",
    `The decimal ${shorten(value.toString())} has ${precision} digits; Spark holds at most 38.`,
  );
}

function bindDate(value: Date): Literal {
  const time = value.getTime();
  if (Number.isNaN(time)) throw refused("DBSQL_INVALID_DATE", "The Date is invalid (its time is NaN).");
  return bindInstant(BigInt(time) * 1000n, value);
}

function bindArray(value: readonly unknown[], depth: number): Literal {
  const items = Array.from(value, (item) => bindNested(item, depth + 1));
  const { type, values, hasNull } = unify(items, "The elements of the array");
  return literal(types.array(type, hasNull), values);
}

function bindMap(value: ReadonlyMap<unknown, unknown>, depth: number): Literal {
  const keys = unify(
    Array.from(value.keys(), (key) => bindNested(key, depth + 1)),
    "The keys of the map",
  );
  if (keys.hasNull) throw refused("DBSQL_NULL_KEY", "A key of the map is null, which no map of Spark can hold.");
  const items = unify(
    Array.from(value.values(), (item) => bindNested(item, depth + 1)),
    "The values of the map",
  );
  const entries = keys.values.map((key, index) => [key, items.values[index]!] as const);
  const bound = new Map(entries);
  if (bound.size === entries.length) return literal(types.map(keys.type, items.type, items.hasNull), bound);
  throw refused("DBSQL_DUPLICATE_KEY", "Two keys of the map are the same value in SQL.");
}

interface Unified {
  readonly type: DataType;
  readonly values: readonly LiteralValue[];
  readonly hasNull: boolean;
}

/** One type for all: the same for each, but INT gives way to DOUBLE, decimals to the widest, and NULL to anything. */
function unify(items: readonly Literal[], what: string): Unified {
  const hasNull = items.some((item) => item.type.kind === "void");
  const type = items.reduce<DataType>((common, item) => commonType(common, item.type, what), types.void);
  return { type, hasNull, values: items.map((item) => convert(item.value, item.type, type)) };
}

function commonType(a: DataType, b: DataType, what: string): DataType {
  if (a.kind === "void") return b;
  if (b.kind === "void") return a;
  if (a.kind === "decimal" && b.kind === "decimal") {
    const scale = Math.max(a.scale, b.scale);
    const precision = Math.max(a.precision - a.scale, b.precision - b.scale) + scale;
    if (precision <= 38) return types.decimal(precision, scale);
  }
  if (a.kind === "array" && b.kind === "array") {
    return types.array(commonType(a.element, b.element, what), a.containsNull || b.containsNull);
  }
  if (a.kind === "map" && b.kind === "map") {
    const nulls = a.valueContainsNull || b.valueContainsNull;
    return types.map(commonType(a.key, b.key, what), commonType(a.value, b.value, what), nulls);
  }
  const kinds = new Set([a.kind, b.kind]);
  if (kinds.size === 1 && a.kind !== "decimal") return a;
  if (kinds.size === 2 && kinds.has("int") && kinds.has("double")) return types.double;
  throw refused(
    "DBSQL_MIXED_TYPES",
    `${what} are of different types, ${formatType(a)} and ${formatType(b)}: give all of them one JavaScript type.`,
  );
}

function convert(value: LiteralValue, from: DataType, to: DataType): LiteralValue {
  if (value === null || from.kind !== to.kind) return value;
  if (from.kind === "decimal" && to.kind === "decimal") return (value as bigint) * 10n ** BigInt(to.scale - from.scale);
  if (from.kind === "array" && to.kind === "array") {
    return (value as readonly LiteralValue[]).map((item) => convert(item, from.element, to.element));
  }
  if (from.kind === "map" && to.kind === "map") {
    const entries = [...(value as ReadonlyMap<LiteralValue, LiteralValue>)];
    return new Map(
      entries.map(([key, item]) => [convert(key, from.key, to.key), convert(item, from.value, to.value)] as const),
    );
  }
  return value;
}

function literal(type: DataType, value: LiteralValue): Literal {
  return { kind: "literal", type, value };
}

/** What to do instead, for values that people do try to bind. */
const hints: readonly (readonly [test: (value: unknown) => boolean, hint: string])[] = [
  [(v) => v === undefined, "It is undefined: bind null for NULL."],
  [(v) => typeof v === "function", "It is a function: was a call `()` forgotten?"],
  [(v) => typeof v === "symbol", "It is a symbol."],
  [(v) => v instanceof Promise, "It is a Promise: await it first."],
  [(v) => v instanceof Set, "It is a Set: bind an array, `[...set]`."],
  [(v) => tagOf(v) === "Temporal.ZonedDateTime", "Bind its moment, `value.toInstant()`, or its `toPlainDateTime()`."],
  [(v) => tagOf(v).startsWith("Temporal."), "SQL has no type for it: bind a PlainDate, or text."],
  [(v) => v instanceof Number || v instanceof String || v instanceof Boolean, "Unwrap it with valueOf()."],
  [(v) => ArrayBuffer.isView(v) || v instanceof ArrayBuffer, "Bind its bytes as a Uint8Array."],
  [(v) => v instanceof Variant, "VARIANT cannot be bound: bind its JSON text and write parse_json(…) around it."],
  [(v) => nameOf(v) === "DataFrame" || nameOf(v) === "SqlDataFrame", "A DataFrame stands for a relation, alone."],
  [() => true, "Bind its fields one by one, or its JSON text with from_json or parse_json."],
];

const nameOf = (value: unknown): string =>
  typeof value === "object" && value !== null ? (value.constructor?.name ?? "Object") : typeof value;
const tagOf = (value: unknown): string =>
  typeof value === "object" && value !== null && Symbol.toStringTag in value ? String(value[Symbol.toStringTag]) : "";

function unbindable(value: unknown): ArgumentError {
  const hint = hints.find(([test]) => test(value))![1];
  const what = typeof value === "object" && value !== null ? `object (${shorten(nameOf(value))})` : typeof value;
  return refused("DBSQL_UNBINDABLE", `A value of type ${what} cannot be bound. ${hint}`);
}

function refused(errorClass: string, message: string): ArgumentError {
  return new ArgumentError(message, { errorClass });
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

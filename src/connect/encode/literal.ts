import { ArgumentError } from "../../errors/index.js";
import type { Expression_Literal as ProtoLiteral } from "../../gen/protobuf/spark/connect/expressions.js";
import type { Literal, LiteralValue } from "../../plan/index.js";
import { checkText } from "../../plan/index.js";
import type { DataType, Kind, OfKind } from "../../types/index.js";
import { encodeDataType } from "./data-type.js";

type LiteralType = NonNullable<ProtoLiteral["literalType"]>;
type NotNull = Exclude<LiteralValue, null>;
type Encoder<K extends Kind> = (value: NotNull, type: OfKind<K>) => LiteralType;

function mismatch(type: DataType, wanted: string, value: unknown): never {
  const found = Array.isArray(value) ? "an array" : value instanceof Map ? "a map" : `a ${typeof value}`;
  throw new ArgumentError(`A literal of type ${type.kind} holds ${found}; ${wanted} is needed.`, {
    errorClass: "DBSQL_BAD_LITERAL",
  });
}

function whole(value: NotNull, type: DataType, bits: 8 | 16 | 32): number {
  const limit = 2 ** (bits - 1);
  if (typeof value === "number" && Number.isInteger(value) && value >= -limit && value < limit) return value;
  return mismatch(type, `a whole number of ${bits} bits`, value);
}

function long(value: NotNull, type: DataType): bigint {
  if (typeof value === "bigint" && BigInt.asIntN(64, value) === value) return value;
  return mismatch(type, "a bigint of 64 bits", value);
}

function text(value: NotNull, type: DataType): string {
  return typeof value === "string" ? checkText(value, "A string value") : mismatch(type, "a string", value);
}

function float(value: NotNull, type: DataType): number {
  return typeof value === "number" ? value : mismatch(type, "a number", value);
}

function list(value: NotNull, type: DataType): readonly LiteralValue[] {
  return Array.isArray(value) ? (value as readonly LiteralValue[]) : mismatch(type, "an array", value);
}

/** Digits with the point where the scale puts it, as Java's BigDecimal reads them. */
function decimalText(unscaled: bigint, scale: number): string {
  const sign = unscaled < 0n ? "-" : "";
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const cannotSend = (_value: NotNull, type: DataType): never => {
  throw new ArgumentError(`A value of type ${type.kind} cannot be sent as a literal. Build it in SQL instead.`, {
    errorClass: "DBSQL_UNSENDABLE_TYPE",
  });
};

/**
 * The types of elements are given in the fields that 4.0 knows: later servers still read them, and they say the same as
 * the newer `data_type`.
 */
const encoders: { readonly [K in Kind]: Encoder<K> } = {
  void: (_value, type) => ({ $case: "null", value: encodeDataType(type) }),
  boolean: (value, type) =>
    typeof value === "boolean" ? { $case: "boolean", value } : mismatch(type, "a boolean", value),
  tinyint: (value, type) => ({ $case: "byte", value: whole(value, type, 8) }),
  smallint: (value, type) => ({ $case: "short", value: whole(value, type, 16) }),
  int: (value, type) => ({ $case: "integer", value: whole(value, type, 32) }),
  bigint: (value, type) => ({ $case: "long", value: long(value, type) }),
  float: (value, type) => ({ $case: "float", value: float(value, type) }),
  double: (value, type) => ({ $case: "double", value: float(value, type) }),
  binary: (value, type) =>
    value instanceof Uint8Array ? { $case: "binary", value } : mismatch(type, "a Uint8Array", value),
  date: (value, type) => ({ $case: "date", value: whole(value, type, 32) }),
  timestamp: (value, type) => ({ $case: "timestamp", value: long(value, type) }),
  timestamp_ntz: (value, type) => ({ $case: "timestampNtz", value: long(value, type) }),
  interval: (value, type) =>
    typeof value === "object" && "months" in value
      ? {
          $case: "calendarInterval",
          value: { months: value.months, days: value.days, microseconds: value.microseconds },
        }
      : mismatch(type, "months, days and microseconds", value),
  decimal: (value, type) => ({
    $case: "decimal",
    value: {
      value: typeof value === "bigint" ? decimalText(value, type.scale) : mismatch(type, "an unscaled bigint", value),
      precision: type.precision,
      scale: type.scale,
    },
  }),
  string: (value, type) => ({ $case: "string", value: text(value, type) }),
  char: (value, type) => ({ $case: "string", value: text(value, type) }),
  varchar: (value, type) => ({ $case: "string", value: text(value, type) }),
  time: (value, type) => ({ $case: "time", value: { nano: long(value, type), precision: type.precision } }),
  year_month_interval: (value, type) => ({ $case: "yearMonthInterval", value: whole(value, type, 32) }),
  day_time_interval: (value, type) => ({ $case: "dayTimeInterval", value: long(value, type) }),
  array: (value, type) => ({
    $case: "array",
    value: {
      elementType: encodeDataType(type.element),
      elements: list(value, type).map((item) => encodeLiteral(type.element, item)),
    },
  }),
  map: (value, type) => {
    if (!(value instanceof Map)) return mismatch(type, "a Map", value);
    const entries = [...(value as ReadonlyMap<LiteralValue, LiteralValue>)];
    return {
      $case: "map",
      value: {
        keyType: encodeDataType(type.key),
        valueType: encodeDataType(type.value),
        keys: entries.map(([key]) => encodeLiteral(type.key, key)),
        values: entries.map(([, item]) => encodeLiteral(type.value, item)),
      },
    };
  },
  struct: (value, type) => {
    const items = list(value, type);
    if (items.length !== type.fields.length) return mismatch(type, "one value for each of its fields", value);
    return {
      $case: "struct",
      value: {
        structType: encodeDataType(type),
        elements: items.map((item, index) => encodeLiteral(type.fields[index]!.type, item)),
      },
    };
  },
  variant: cannotSend,
  udt: cannotSend,
  geometry: cannotSend,
  geography: cannotSend,
  timestamp_nanos: cannotSend,
  timestamp_ntz_nanos: cannotSend,
  unknown: cannotSend,
};

export function encodeLiteral(type: DataType, value: LiteralValue): ProtoLiteral {
  if (value === null) return { literalType: { $case: "null", value: encodeDataType(type) } };
  const encode = encoders[type.kind] as (value: NotNull, type: DataType) => LiteralType;
  return { literalType: encode(value, type) };
}

export const encodeLiteralNode = (node: Literal): ProtoLiteral => encodeLiteral(node.type, node.value);

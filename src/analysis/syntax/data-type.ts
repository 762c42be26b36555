import { type DataType, type DayTimeField, type StructField, types, type YearMonthField } from "../../types/index.js";
import { child, children, has, leaves, R, type RuleNode, T } from "../grammar/index.js";
import { collationName } from "../typing/index.js";
import { at, type Builder, ident, stringValue, textOf } from "./builder.js";

const named: Readonly<Record<string, DataType>> = {
  BOOLEAN: types.boolean,
  TINYINT: types.tinyint,
  BYTE: types.tinyint,
  SMALLINT: types.smallint,
  SHORT: types.smallint,
  INT: types.int,
  INTEGER: types.int,
  BIGINT: types.bigint,
  LONG: types.bigint,
  FLOAT: types.float,
  REAL: types.float,
  DOUBLE: types.double,
  DATE: types.date,
  TIMESTAMP: types.timestamp,
  TIMESTAMP_LTZ: types.timestamp,
  TIMESTAMP_NTZ: types.timestamp_ntz,
  BINARY: types.binary,
  VARIANT: types.variant,
  VOID: types.void,
};

/** `dataType`: the type that its text means. */
export function dataType(b: Builder, node: RuleNode): DataType {
  const inner = children(node, R.dataType);
  const [first, second] = inner;
  if (has(node, T.ARRAY)) return first ? types.array(dataType(b, first)) : unknown(b, node);
  if (has(node, T.MAP)) return first && second ? types.map(dataType(b, first), dataType(b, second)) : unknown(b, node);
  if (has(node, T.STRUCT)) {
    const list = child(node, R.complexColTypeList);
    return types.struct(list ? children(list, R.complexColType).map((field) => structField(b, field)) : []);
  }
  const primitive = child(node, R.primitiveType);
  return primitive ? primitiveType(b, primitive) : unknown(b, node);
}

function structField(b: Builder, node: RuleNode): StructField {
  const [nameNode] = children(node, R.errorCapturingIdentifier);
  const typeNode = child(node, R.dataType);
  const comment = child(node, R.commentSpec);
  const text = comment ? child(comment, R.stringLit) : undefined;
  const value = text ? stringValue(b, text) : undefined;
  return {
    name: nameNode ? ident(b, nameNode).name : "",
    type: typeNode ? dataType(b, typeNode) : unknown(b, node),
    nullable: child(node, R.errorCapturingNot) === undefined,
    ...(value === undefined ? {} : { comment: value }),
  };
}

function primitiveType(b: Builder, node: RuleNode): DataType {
  const trivial = child(node, R.trivialPrimitiveType);
  if (trivial) return named[textOf(b, trivial).toUpperCase()] ?? unknown(b, node);
  const special = child(node, R.nonTrivialPrimitiveType);
  if (!special) {
    const text = textOf(b, node);
    const known = named[text.toUpperCase()];
    if (known) return known;
    b.refuse("UNSUPPORTED_DATATYPE", at(node), { typeName: text });
    return unknown(b, node);
  }
  const words = leaves(special).map((leaf) => textOf(b, leaf).toUpperCase());
  const numbers = children(special, R.integerValue).map((value) => Number(textOf(b, value)));
  const [first = Number.NaN, scale = 0] = numbers;
  const collate = child(special, R.collateClause);
  const text = collate && collated(textOf(b, collate).replace(/^collate\s+/i, ""));
  switch (words[0]) {
    case "STRING":
      return text ?? types.string;
    case "CHAR":
    case "CHARACTER":
      return numbers.length > 0 ? (text ?? types.char(first)) : unknown(b, node);
    case "VARCHAR":
      return numbers.length > 0 ? (text ?? types.varchar(first)) : unknown(b, node);
    case "DEC":
    case "DECIMAL":
    case "NUMERIC":
      return numbers.length > 0 ? types.decimal(first, scale) : types.decimal(10, 0);
    case "INTERVAL":
      return intervalType(words.slice(1));
    case "TIMESTAMP":
      return words.includes("WITHOUT") ? types.timestamp_ntz : types.timestamp;
    case "TIME":
      return types.time(numbers.length > 0 ? first : 6);
    case "GEOGRAPHY":
    case "GEOMETRY":
      return {
        kind: words[0] === "GEOMETRY" ? "geometry" : "geography",
        srid: words.includes("ANY") ? "any" : first,
      };
    default:
      return unknown(b, node);
  }
}

export function collated(written: string): DataType {
  const name = collationName(written);
  return name === "UTF8_BINARY" ? types.string : types.collated(name);
}

function intervalType(words: readonly string[]): DataType {
  if (words.length === 0) return types.interval;
  const start = (words[0] ?? "").toLowerCase();
  const end = (words[1] === "TO" ? (words[2] ?? "") : (words[0] ?? "")).toLowerCase();
  return start === "year" || start === "month"
    ? { kind: "year_month_interval", start, end: end as YearMonthField }
    : { kind: "day_time_interval", start: start as DayTimeField, end: end as DayTimeField };
}

function unknown(b: Builder, node: RuleNode): DataType {
  return { kind: "unknown", text: textOf(b, node) };
}

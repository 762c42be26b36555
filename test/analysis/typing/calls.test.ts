import { describe, expect, it } from "vitest";
import { type Constant, resolveCall, resolveOperator, type TypedArg } from "../../../src/analysis/typing/index.js";
import { readType, writeType } from "../../../src/functions/notation.js";

/** A column, `?` behind it when it may be NULL: `int`, `array<int!>?`. */
function column(text: string, name?: string): TypedArg {
  const nullable = text.endsWith("?");
  const type = readType(nullable ? text.slice(0, -1) : text);
  return { type, nullable, foldable: false, ...(name === undefined ? {} : { name }) };
}
const literal = (type: string, constant: Constant): TypedArg => ({
  type: readType(type),
  nullable: constant === null,
  literal: true,
  foldable: true,
  constant,
});
const text = (value: string): TypedArg => literal("string", value);
const one = literal("int", 1);
const nothing = literal("void", null);
const lambda = (parameters: number, body: NonNullable<TypedArg["lambda"]>["body"]): TypedArg => ({
  type: readType("void"),
  nullable: true,
  lambda: { parameters, body },
});
const said = (result: ReturnType<typeof resolveCall>): string =>
  result.kind === "typed"
    ? `${writeType(result.type)}${result.nullable ? "" : "!"}`
    : result.kind === "refused"
      ? result.errorClass
      : "unknown";

/** Asked of Spark 4.2.0. */
const operators: readonly (readonly [string, readonly TypedArg[], string])[] = [
  ["+", [column("decimal(7,2)"), one], "decimal(8,2)"],
  ["+", [column("decimal(7,2)"), literal("bigint", 100_000)], "decimal(9,2)"],
  ["+", [column("decimal(7,2)"), literal("tinyint", 1)], "decimal(8,2)!"],
  ["+", [column("decimal(7,2)"), column("int")], "decimal(13,2)!"],
  ["*", [column("decimal(7,2)"), column("bigint")], "decimal(28,2)!"],
  ["/", [column("int"), column("decimal(7,2)")], "decimal(20,8)"],
  ["/", [column("int"), column("int")], "double"],
  ["+", [column("int"), column("string")], "bigint"],
  ["+", [column("string"), column("string")], "DATATYPE_MISMATCH.BINARY_OP_WRONG_TYPE"],
  ["+", [column("date"), column("bigint")], "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE"],
  ["+", [column("date"), column("interval day")], "date!"],
  ["+", [column("date"), column("interval hour")], "timestamp!"],
  ["-", [column("date"), column("date")], "interval day!"],
  ["-", [column("time(6)"), column("time(6)")], "interval hour to second"],
  ["*", [column("interval day"), one], "interval day to second!"],
  ["=", [column("date"), one], "DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES"],
  ["=", [column("variant"), column("variant")], "DATATYPE_MISMATCH.INVALID_ORDERING_TYPE"],
  ["=", [column("decimal(7,2)"), one], "boolean"],
  ["<=>", [column("int?"), one], "boolean!"],
  ["in", [column("int"), one, nothing], "boolean"],
  ["[]", [column("array<int!>"), one], "int"],
  ["[]", [column("array<int!>"), column("int")], "int!"],
  ["[]", [{ ...column("array<int>"), elements: [column("int"), column("int?")] }, literal("int", 0)], "int!"],
  ["[]", [{ ...column("array<int>"), elements: [column("int"), column("int?")] }, literal("int", 1)], "int"],
  ["[]", [column("map<string,int!>"), text("a")], "int"],
  ["[]", [column("array<int>"), text("a")], "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE"],
  ["likeany", [column("string"), text("a")], "boolean"],
  ["case", [column("boolean"), one], "int"],
  ["case", [literal("boolean", true), one], "int!"],
  ["case", [column("boolean"), column("int?"), one], "int"],
  ["case", [column("boolean"), column("decimal(7,2)"), literal("int", 0)], "decimal(12,2)!"],
  ["case", [column("string"), one], "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE"],
];

const calls: readonly (readonly [string, readonly TypedArg[], string])[] = [
  ["from_json", [column("string"), text("a INT NOT NULL")], "struct<a:int>"],
  ["from_json", [column("string"), text("ARRAY<INT>")], "array<int>"],
  ["from_csv", [column("string"), text("a INT, b STRING")], "struct<a:int,b:string>!"],
  ["from_json", [column("string"), { ...column("string"), foldable: true }], "unknown"],
  ["variant_get", [column("variant"), text("$"), text("array<int>")], "array<int>"],
  ["to_number", [column("string"), text("$99.99")], "decimal(4,2)!"],
  ["round", [column("decimal(4,3)"), literal("int", 2)], "decimal(4,2)"],
  ["ceil", [column("double"), literal("int", 2)], "decimal(18,2)"],
  ["round", [column("decimal(4,3)"), column("int")], "DATATYPE_MISMATCH.NON_FOLDABLE_INPUT"],
  ["date_part", [text("second"), column("timestamp")], "decimal(8,6)!"],
  ["extract", [text("day"), column("timestamp_ntz")], "int"],
  ["extract", [text("hour"), column("time(6)")], "int"],
  ["named_struct", [text("a"), one, text("b"), column("int?")], "struct<a:int!,b:int>!"],
  ["struct", [column("int", "i"), one], "struct<i:int!,col2:int!>!"],
  ["arrays_zip", [column("array<int>", "ai"), { ...column("array<int!>") }], "array<struct<ai:int,1:int>!>!"],
  ["collate", [column("string"), text("UTF8_LCASE")], "string collate UTF8_LCASE!"],
  ["window", [column("timestamp_ntz"), text("1 day")], "struct<start:timestamp_ntz,end:timestamp_ntz>!"],
  ["window", [column("timestamp"), text("2 days"), text("1 day")], "struct<start:timestamp,end:timestamp>"],
  ["uniform", [one, literal("decimal(2,1)", "1.5")], "decimal(2,1)!"],
  ["st_geomfromwkb", [column("binary"), literal("int", 4326)], "geometry(4326)!"],
  ["array", [one, text("a")], "array<bigint>!"],
  ["map", [text("a"), nothing], "map<string,void>!"],
  ["coalesce", [nothing, column("int")], "int!"],
  ["sum", [column("boolean")], "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE"],
  ["abs", [], "WRONG_NUM_ARGS.WITHOUT_SUGGESTION"],
  ["rank", [], "WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE"],
  ["upper", [{ ...text("x"), argumentName: "str" }], "NAMED_PARAMETERS_NOT_SUPPORTED"],
  ["no_such_function", [one], "unknown"],
  ["transform", [column("array<int!>"), lambda(1, ([x]) => x)], "array<int!>!"],
  ["transform", [column("array<string!>"), lambda(2, ([, i]) => i)], "array<int!>!"],
  ["transform", [column("array<int!>"), lambda(1, () => column("int?"))], "array<int>!"],
  ["transform", [column("array<int!>"), lambda(1, () => undefined)], "unknown"],
  ["exists", [column("array<int!>"), lambda(1, () => column("boolean"))], "boolean!"],
  ["filter", [column("array<int!>"), lambda(1, ([x]) => x)], "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE"],
  ["aggregate", [column("array<int!>"), one, lambda(2, ([a]) => a)], "int"],
  [
    "aggregate",
    [column("array<int!>"), one, lambda(2, () => column("bigint"))],
    "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE",
  ],
  ["aggregate", [column("array<int!>"), one, lambda(2, ([a]) => a), lambda(1, () => column("string"))], "string!"],
  ["zip_with", [column("array<int!>"), column("array<int!>"), lambda(2, ([x]) => x)], "array<int>!"],
  ["transform_keys", [column("map<string,int!>"), lambda(2, ([, v]) => v)], "map<int,int!>!"],
];

describe("calls and operators", () => {
  it.each(operators)("%s %#", (op, args, want) => expect(said(resolveOperator(op, args))).toBe(want));
  it.each(calls)("%s %#", (name, args, want) => expect(said(resolveCall({ name, args }))).toBe(want));

  it("gives the columns of generators", () => {
    const columns = (name: string, args: readonly TypedArg[]) => {
      const result = resolveCall({ name, args });
      return result.kind === "typed"
        ? result.columns?.map((c) => `${c.name} ${writeType(c.type)}${c.nullable ? "" : "!"}`).join(", ")
        : said(result);
    };
    expect(columns("explode", [column("map<string,int>")])).toBe("key string!, value int");
    expect(columns("posexplode_outer", [column("array<int!>")])).toBe("pos int, col int");
    expect(columns("stack", [literal("int", 2), one, text("a"), literal("int", 2)])).toBe("col0 int, col1 string");
    expect(columns("inline", [column("array<struct<k:string!,v:int>!>")])).toBe("k string!, v int");
    expect(columns("json_tuple", [column("string"), text("a"), text("b")])).toBe("c0 string, c1 string");
    expect(columns("range", [literal("int", 3)])).toBe("id bigint!");
    expect(columns("explode", [column("int")])).toBe("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE");
  });

  it("knows what schema_of_json says of a literal, so that from_json can be typed", () => {
    const schema = resolveCall({ name: "schema_of_json", args: [text('{"a":[1],"b c":{"d":true}}')] });
    expect(schema.kind === "typed" && schema.constant).toBe("STRUCT<a: ARRAY<BIGINT>, `b c`: STRUCT<d: BOOLEAN>>");
  });

  it("refuses clauses that a function does not take", () => {
    const args = [column("int")];
    expect(said(resolveCall({ name: "abs", args, distinct: true }))).toMatch(/FUNCTION_WITH_UNSUPPORTED_SYNTAX/);
    expect(said(resolveCall({ name: "sum", args, ignoreNulls: true }))).toMatch(/FUNCTION_WITH_UNSUPPORTED_SYNTAX/);
    const over = { ordered: false, frame: false };
    expect(said(resolveCall({ name: "sum", args, distinct: true, over }))).toBe("DISTINCT_WINDOW_FUNCTION_UNSUPPORTED");
    expect(said(resolveCall({ name: "sum", args, over }))).toBe("bigint");
    expect(said(resolveCall({ name: "first", args, ignoreNulls: true }))).toBe("int");
  });

  it("claims nothing about an argument of unknown type", () => {
    const unknown: TypedArg = { type: { kind: "unknown", text: "" }, nullable: true };
    expect(said(resolveCall({ name: "upper", args: [unknown] }))).toMatch(/string|unknown/);
    expect(said(resolveOperator("+", [unknown, one]))).toBe("unknown");
    expect(said(resolveCall({ name: "coalesce", args: [unknown, one] }))).toBe("unknown");
    expect(said(resolveCall({ name: "length", args: [unknown] }))).toBe("int");
  });
});

import { expect, it } from "vitest";
import { type Constant, nameOf, type Printed, type PrintedWindow } from "../../../src/analysis/typing/index.js";
import { readType } from "../../../src/functions/notation.js";

const column = (name: string, type = "int"): Printed => ({ kind: "column", name, type: readType(type) });
const literal = (type: string, value: Constant | Uint8Array): Printed => ({
  kind: "literal",
  type: readType(type),
  value,
});
const one = literal("int", 1);
const i = column("i32");
const s = column("str", "string");
const d = column("date", "date");
const ts = column("ts", "timestamp");
const op = (name: string, ...args: Printed[]): Printed => ({ kind: "operator", op: name, args, type: readType("int") });
const call = (name: string, ...args: Printed[]): Printed => ({ kind: "call", name, args });
const cast = (of: Printed, to: string): Printed => ({ kind: "cast", of, to: readType(to) });
const over = (name: string, args: Printed[], window: Partial<PrintedWindow>, more: object = {}): Printed => ({
  kind: "call",
  name,
  args,
  over: { partitionBy: [], orderBy: [], ...window },
  ...more,
});
const byI = { orderBy: [{ of: i }] };
const st: Printed = { kind: "field", of: column("st", "struct<a:int>"), name: "a", type: readType("int") };
const x: Printed = { kind: "lambdaVariable" };
const fieldOfEach = (of: Printed): Printed => ({ kind: "field", of, name: "a", ofArray: true });

/** Asked of Spark 4.2.0. */
const names: readonly (readonly [Printed, string | undefined])[] = [
  [column("I32"), "I32"],
  [st, "a"],
  [op("+", st, one), "(st.a + 1)"],
  [{ kind: "field", of: call("named_struct", literal("string", "a"), one), name: "a" }, "named_struct(a, 1).a"],
  [{ kind: "element", of: column("msi", "map<string,int>"), index: literal("string", "a") }, "msi[a]"],
  [{ kind: "variantPath", of: column("v", "variant"), name: "b", path: "a.b[0]" }, "b"],
  [op("+", i, op("*", one, literal("int", 2))), "(i32 + (1 * 2))"],
  [op("-", i), "(- i32)"],
  [op("!=", i, one), "(NOT (i32 = 1))"],
  [op("not between", i, one, one), "(NOT between(i32, 1, 1))"],
  [op("in", i, one, literal("int", 2)), "(i32 IN (1, 2))"],
  [op("like", s, literal("string", "a%")), "str LIKE a%"],
  [op("rlike", s, literal("string", "a")), "RLIKE(str, a)"],
  [op("is not true", column("b", "boolean")), "(NOT (b <=> true))"],
  [op("is not distinct from", i, one), "(i32 <=> 1)"],
  [op("||", s, literal("string", "a")), "concat(str, a)"],
  [op("=", column("lcase", "string collate UTF8_LCASE"), literal("string", "a")), "(lcase = 'a' collate UTF8_LCASE)"],
  [op("+", d, one), "date_add(date, 1)"],
  [
    op("-", d, literal("interval day", 86_400_000_000n)),
    "date_add(date, (- extractansiintervaldays(INTERVAL '1' DAY)))",
  ],
  [op("+", literal("interval day", 86_400_000_000n), ts), "ts + INTERVAL '1' DAY"],
  [op("-", ts, ts), "(ts - ts)"],
  [op("*", literal("int", 2), column("dt", "interval day to second")), "(dt * 2)"],
  [op("+", { kind: "column", name: "unknown" }, one), undefined],
  [cast(i, "string"), "i32"],
  [cast(op("+", i, one), "string"), "CAST((i32 + 1) AS STRING)"],
  [cast(st, "string"), "CAST(st.a AS STRING)"],
  [cast(s, "struct<a:int!,b:map<string,decimal(10,2)>>"), "str"],
  [call("sum", cast(i, "bigint")), "sum(CAST(i32 AS BIGINT))"],
  [call("int", literal("string", "1")), "1"],
  [call("COUNT", { kind: "star" }), "count(1)"],
  [{ kind: "call", name: "count", args: [i, s], distinct: true }, "count(DISTINCT i32, str)"],
  [{ kind: "call", name: "sum", args: [i], filter: column("b", "boolean") }, "sum(i32) FILTER (WHERE b)"],
  [call("first", i, literal("boolean", true)), "first(i32)"],
  [{ kind: "call", name: "first_value", args: [i], ignoreNulls: true }, "first(i32)"],
  [call("array_agg", i), "collect_list(i32)"],
  [call("substr", s, one), "substr(str, 1, 2147483647)"],
  [call("log", column("f64", "double")), "LOG(E(), f64)"],
  [call("ceil", column("f64", "double"), one), "ceil(f64, 1)"],
  [call("pow", i, one), "pow(i32, 1)"],
  [call("power", i, one), "POWER(i32, 1)"],
  [call("if", column("b", "boolean"), one, one), "(IF(b, 1, 1))"],
  [call("ltrim", literal("string", "x"), s), "TRIM(LEADING x FROM str)"],
  [call("to_char", d, literal("string", "y")), "date_format(date, y)"],
  [call("make_interval", one), "make_interval(1, 0, 0, 0, 0, 0, 0.000000)"],
  [call("convert_timezone", literal("string", "UTC"), ts), "convert_timezone(current_timezone(), UTC, ts)"],
  [call("struct", { kind: "alias", of: i, name: "a" }), "struct(i32 AS a)"],
  [call("window", ts, literal("string", "1 day")), "window"],
  [call("transform", column("ai", "array<int>"), { kind: "lambda", parameters: 1, body: op("*", x, one) }), undefined],
  [
    call("filter", column("ai", "array<int>"), { kind: "lambda", parameters: 1, body: op(">", x, i) }),
    "filter(ai, lambdafunction((namedlambdavariable() > i32), namedlambdavariable()))",
  ],
  [
    {
      kind: "case",
      branches: [{ when: op("=", i, one), then: literal("string", "a") }],
      otherwise: literal("void", null),
    },
    "CASE WHEN (i32 = 1) THEN a ELSE NULL END",
  ],
  [
    { kind: "call", name: "string_agg", args: [s, literal("string", ",")], withinGroup: [{ of: s, descending: true }] },
    "listagg(str, ,) WITHIN GROUP (ORDER BY str DESC NULLS LAST)",
  ],
  [{ kind: "call", name: "mode", args: [], withinGroup: [{ of: i }] }, "mode() WITHIN GROUP (ORDER BY i32 DESC)"],
  [over("sum", [i], {}), "sum(i32) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"],
  [
    over("sum", [i], { partitionBy: [s], ...byI }),
    "sum(i32) OVER (PARTITION BY str ORDER BY i32 ASC NULLS FIRST RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
  ],
  [
    over("sum", [i], { ...byI, frame: { unit: "rows", start: { direction: "preceding", offset: literal("int", 2) } } }),
    "sum(i32) OVER (ORDER BY i32 ASC NULLS FIRST ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)",
  ],
  [
    over("rank", [], byI),
    "RANK() OVER (ORDER BY i32 ASC NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
  ],
  [
    over("lag", [i, literal("int", 2)], byI),
    "lag(i32, 2, NULL) OVER (ORDER BY i32 ASC NULLS FIRST ROWS BETWEEN -2 FOLLOWING AND -2 FOLLOWING)",
  ],
  [
    over("nth_value", [i, one], byI, { ignoreNulls: true }),
    "nth_value(i32, 1) ignore nulls OVER (ORDER BY i32 ASC NULLS FIRST RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
  ],
  [literal("double", 1), "1.0"],
  [literal("double", 1e10), "1.0E10"],
  [literal("double", 0.0001), "1.0E-4"],
  [literal("double", 123_456_789.125), "1.23456789125E8"],
  [literal("double", -0), "-0.0"],
  [literal("float", 0.1), "0.1"],
  [literal("float", 123_456.789), "123456.79"],
  [literal("decimal(3,0)", "1e2"), "100"],
  [literal("decimal(1,1)", ".5"), "0.5"],
  [literal("decimal(3,2)", "-1.50"), "-1.50"],
  [literal("binary", new Uint8Array([10, 255])), "X'0AFF'"],
  [literal("date", "2020-1-1"), "DATE '2020-01-01'"],
  [literal("timestamp", "2020-01-01 10:00:00.120"), "TIMESTAMP '2020-01-01 10:00:00.12'"],
  [literal("timestamp", "2020-01-01 10:00:00+02:00"), undefined],
  [literal("interval year to month", -38), "INTERVAL '-3-2' YEAR TO MONTH"],
  [literal("interval second", 1_500_000n), "INTERVAL '01.5' SECOND"],
  [literal("interval day to hour", 93_600_000_000n), "INTERVAL '1 02' DAY TO HOUR"],
  [literal("interval minute to second", 5_430_000_000n), "INTERVAL '90:30' MINUTE TO SECOND"],
  // A field of an array is named after an object's own text, of which only the server knows some.
  [fieldOfEach(call("array", st)), "array(st.a).a"],
  [fieldOfEach(call("slice", column("xs", "array<struct<a:int>>"), one, one)), "slice(xs, 1, 1).a"],
  [fieldOfEach(op("+", i, one)), "(i32 + 1).a"],
  [fieldOfEach(call("from_json", s, literal("string", "array<struct<a:int>>"))), undefined],
  [fieldOfEach(call("filter", column("xs"), { kind: "lambda", parameters: 1, body: x })), undefined],
  [fieldOfEach(call("array", cast(i, "bigint"))), undefined],
  [fieldOfEach(call("array", literal("date", "2020-01-01"))), undefined],
  [fieldOfEach(call("array", op("is null", i))), undefined],
  [{ kind: "element", of: fieldOfEach(column("xs")), index: one }, "xs.a[1]"],
];

it.each(names)("prints as Spark does, %#", (item, want) => expect(nameOf(item)).toBe(want));

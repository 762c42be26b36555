import { describe, expect, it } from "vitest";
import { formatDdl, parseSchema, treeString, typeScriptOf, types } from "../../../src/types/index.js";

describe("formatDdl", () => {
  it("prints as StructType.toDDL does", () => {
    const schema = types.struct([
      types.field("id", types.bigint, false),
      { name: "a `b`", type: types.string, nullable: true, comment: "it's\n\\" },
      types.field(
        "s",
        types.struct([types.field("1x", types.array(types.decimal(17, 2))), types.field("_x", types.int, false)]),
      ),
      types.field("m", types.map(types.collated("UTF8_LCASE"), types.variant)),
    ]);
    expect(formatDdl(schema)).toBe(
      "id BIGINT NOT NULL,`a ``b``` STRING COMMENT 'it\\'s\\n\\\\',s STRUCT<`1x`: ARRAY<DECIMAL(17,2)>, _x: INT NOT NULL>,m MAP<STRING COLLATE UTF8_LCASE, VARIANT>",
    );
  });
});

describe("treeString", () => {
  it("prints as printSchema does", () => {
    const schema = parseSchema(
      "a int not null, s struct<x: array<map<string, struct<z: decimal(10,2)>>>, y: interval day to second>, g geometry(0) not null, tb byte, es struct<>, `new\nline\ttab` string collate utf8_lcase",
    );
    expect(treeString(schema)).toBe(`root
 |-- a: integer (nullable = false)
 |-- s: struct (nullable = true)
 |    |-- x: array (nullable = true)
 |    |    |-- element: map (containsNull = true)
 |    |    |    |-- key: string
 |    |    |    |-- value: struct (valueContainsNull = true)
 |    |    |    |    |-- z: decimal(10,2) (nullable = true)
 |    |-- y: interval day to second (nullable = true)
 |-- g: geometry(0) (nullable = false)
 |-- tb: byte (nullable = true)
 |-- es: struct (nullable = true)
 |-- new\\nline\\ttab: string collate UTF8_LCASE (nullable = true)
`);
    expect(treeString(schema, 1)).not.toContain("element");
  });
});

describe("typeScriptOf", () => {
  it.each([
    ["int", "Int"],
    ["bigint", "bigint"],
    ["double", "Double"],
    ["decimal(12,2)", "Decimal<12, 2>"],
    ["varchar(3)", "string"],
    ["date", "Temporal.PlainDate"],
    ["timestamp", "Temporal.Instant"],
    ["interval year to month", "YearMonth"],
    ["interval day", "DayTime"],
    ["interval", "Temporal.Duration"],
    ["void", "null"],
    ["array<int>", "(Int | null)[]"],
    ["map<string, array<date>>", "Map<string, (Temporal.PlainDate | null)[] | null>"],
    [
      "struct<a: int not null, `b c`: string, `__proto__`: variant not null>",
      '{ a: Int; "b c": string | null; __proto__: Variant }',
    ],
    ["struct<>", "Record<string, never>"],
    ["struct<a: int, a: int>", "unknown"],
    ["struct<`größe\u2028*/`: int not null>", '{ "größe\\u2028*/": Int }'],
  ])("prints %s as %s", (ddl, text) => {
    const type = parseSchema(`c ${ddl}`).fields[0]!.type;
    expect(typeScriptOf(type)).toBe(text);
    expect(typeScriptOf(type, { nullable: true })).toBe(
      text === "null" || text === "unknown" ? text : `${text} | null`,
    );
  });

  it("qualifies the names of this package", () => {
    const qualify = (name: string): string => `import("dbsql").${name}`;
    expect(typeScriptOf(types.array(types.date, false), { qualify })).toBe('import("dbsql").Temporal.PlainDate[]');
  });
});

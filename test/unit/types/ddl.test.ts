import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ParseError } from "../../../src/errors/index.js";
import {
  type DataType,
  formatDdl,
  formatJson,
  formatType,
  parseJson,
  parseSchema,
  parseType,
  types,
} from "../../../src/types/index.js";
import { anyType } from "./any-type.js";

describe("parseType", () => {
  /** Each text, and what Spark 4.2 makes of it, in its own `simpleString`. */
  it.each([
    ["INTEGER", "int"],
    ["byte", "tinyint"],
    ["short", "smallint"],
    ["long", "bigint"],
    ["real", "float"],
    ["dec(5)", "decimal(5,0)"],
    ["decimal", "decimal(10,0)"],
    ["numeric( 5 , 2 )", "decimal(5,2)"],
    ["decimal(005,02)", "decimal(5,2)"],
    ["character(3)", "char(3)"],
    ["char(3) collate unicode", "char(3)"],
    ["string collate utf8_lcase", "string collate UTF8_LCASE"],
    ["string collate system.builtin.unicode", "string collate UNICODE"],
    ["string collate en_usa", "string collate en_USA"],
    ["string collate utf8_binary", "string"],
    ["timestamp_ltz", "timestamp"],
    ["timestamp with local time zone", "timestamp"],
    ["timestamp without time zone", "timestamp_ntz"],
    ["time", "time(6)"],
    ["time(2) without time zone", "time(2)"],
    ["interval", "interval"],
    ["interval month", "interval month"],
    ["INTERVAL YEAR TO MONTH", "interval year to month"],
    ["interval hour to minute", "interval hour to minute"],
    ["geometry(any)", "geometry(any)"],
    ["geography(4326)", "geography(4326)"],
    ["struct<>", "struct<>"],
    ["struct <a int, `b c`: array< map<string,int> > >", "struct<a:int,b c:array<map<string,int>>>"],
    ["a:int, b /* x /* y */ z */ int -- end", "struct<a:int,b:int>"],
    ["date int, int int", "struct<date:int,int:int>"],
    ["interval interval day", "struct<interval:interval day>"],
    ["1e int, 1a int, _a int, select int", "struct<1e:int,1a:int,_a:int,select:int>"],
    ["", "struct<>"],
    ["a\u3000int", "struct<a:int>"],
  ])("reads %j", (ddl, simple) => {
    expect(formatType(parseType(ddl))).toBe(simple);
  });

  it.each([
    ["a int not null comment 'it''s'", { nullable: false, comment: "it's" }],
    ['a int comment "a\\nb"', { nullable: true, comment: "a\nb" }],
    ["a int comment r'a\\nb'", { nullable: true, comment: "a\\nb" }],
    ["a int comment 'a' 'b'", { nullable: true, comment: "ab" }],
    ["a int comment '\\u0041\\101\\%\\_\\q\\0\\Z'", { nullable: true, comment: "AA\\%\\_q\0\x1a" }],
    ["a int comment ''", { nullable: true, comment: "" }],
  ])("reads the column %j", (ddl, expected) => {
    expect(parseSchema(ddl).fields).toEqual([{ name: "a", type: types.int, ...expected }]);
  });

  /** Spark 4.2 refuses each of them, with this error class. */
  it.each([
    ["a foo", "UNSUPPORTED_DATATYPE"],
    ["bigint unsigned", "UNSUPPORTED_DATATYPE"],
    ["a array", "INCOMPLETE_TYPE_DEFINITION.ARRAY"],
    ["decimal(39,2)", "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION"],
    ["time(9)", "UNSUPPORTED_TIME_PRECISION"],
    ["a int /* b", "UNCLOSED_BRACKETED_COMMENT"],
    ...[
      "foo",
      "null",
      "char",
      "a.b int",
      "a int,",
      "a int;",
      "array<int not null>",
      "array<int,int>",
      "map<int>",
      "struct<a:int,>",
      "int(3)",
      "a int null",
      "a int default 5",
      "12 int",
      "1L int",
      "1e5 int",
      "12d int",
      "'a' int",
      '"a" int',
      "a$ int",
      "interval month to year",
      "interval year to year",
      "interval day second",
      "timestamp with time zone",
      "timestamp(3)",
      "decimal(5,-2)",
      "decimal(5L)",
      "geometry",
      "array<int>, b int",
      "a int NOT NULL NOT NULL",
      "a int comment",
    ].map((ddl) => [ddl, "PARSE_SYNTAX_ERROR"]),
  ])("refuses %j", (ddl, errorClass) => {
    const error = attempt(() => parseType(ddl));
    expect(error).toBeInstanceOf(ParseError);
    expect((error as ParseError).errorClass).toBe(errorClass);
  });

  it("points at the place", () => {
    const error = attempt(() => parseType("id bigint, name strnig")) as ParseError;
    expect(error.queryContext[0]).toMatchObject({ start: 16, fragment: "strnig" });
  });

  it("survives depth, length and noise", () => {
    expect(() => parseType(`${"array<".repeat(10_000)}int${">".repeat(10_000)}`)).toThrow(ParseError);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        const error = attempt(() => parseType(text));
        if (error !== undefined) expect(error).toBeInstanceOf(ParseError);
      }),
    );
  });
});

describe("the forms of a type", () => {
  it("come back from DDL", () => {
    fc.assert(
      fc.property(anyType, (type) => {
        expect(parseType(formatDdl(types.struct([types.field("c", type, false)])))).toEqual(
          types.struct([types.field("c", withoutDdlLosses(type), false)]),
        );
      }),
    );
  });

  it("come back from JSON", () => {
    fc.assert(
      fc.property(anyType, (type) => {
        const schema = types.struct([types.field("c", type)]);
        expect(parseJson(formatJson(schema))).toEqual(schema);
      }),
    );
  });

  it("prints JSON as Spark does", () => {
    const schema = parseSchema(
      "a int not null comment 'c', s struct<k: time(6), c: string collate utf8_lcase not null>, qa array<string collate unicode>, g geometry(0), gg geography(4326), n void",
    );
    expect(JSON.parse(formatJson(schema))).toEqual({
      type: "struct",
      fields: [
        { name: "a", type: "integer", nullable: false, metadata: { comment: "c" } },
        {
          name: "s",
          type: {
            type: "struct",
            fields: [
              { name: "k", type: "time(6)", nullable: true, metadata: {} },
              { name: "c", type: "string", nullable: false, metadata: { __COLLATIONS: { c: "spark.UTF8_LCASE" } } },
            ],
          },
          nullable: true,
          metadata: {},
        },
        {
          name: "qa",
          type: { type: "array", elementType: "string", containsNull: true },
          nullable: true,
          metadata: { __COLLATIONS: { "qa.element": "icu.UNICODE" } },
        },
        { name: "g", type: "geometry(SRID:0)", nullable: true, metadata: {} },
        { name: "gg", type: "geography(OGC:CRS84, SPHERICAL)", nullable: true, metadata: {} },
        { name: "n", type: "void", nullable: true, metadata: {} },
      ],
    });
  });

  it.each(["", "{", "null", "5", '{"type":"struct"}', '{"type":"foo"}', '"a int"', '{"type":"array"}'])(
    "refuses the JSON %j",
    (text) => {
      expect(() => parseJson(text)).toThrow(ParseError);
    },
  );
});

/** What DDL has no words for: NULLs inside arrays and maps. */
function withoutDdlLosses(type: DataType): DataType {
  switch (type.kind) {
    case "array":
      return types.array(withoutDdlLosses(type.element));
    case "map":
      return types.map(withoutDdlLosses(type.key), withoutDdlLosses(type.value));
    case "struct":
      return types.struct(type.fields.map((field) => ({ ...field, type: withoutDdlLosses(field.type) })));
    default:
      return type;
  }
}

function attempt(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

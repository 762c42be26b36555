import { BinaryWriter } from "@bufbuild/protobuf/wire";
import { describe, expect, it } from "vitest";
import { decodeDataType, decodeSchema } from "../../../src/connect/decode/data-type.js";
import { decodeSqlResult } from "../../../src/connect/decode/sql-result.js";
import { encodeDataType } from "../../../src/connect/encode/data-type.js";
import { encodeLiteral } from "../../../src/connect/encode/literal.js";
import { encodeRelation } from "../../../src/connect/encode/relation.js";
import { ArgumentError, LimitError, ProtocolError } from "../../../src/errors/index.js";
import { Relation as ProtoRelation } from "../../../src/gen/protobuf/spark/connect/relations.js";
import { DataType as ProtoType } from "../../../src/gen/protobuf/spark/connect/types.js";
import type { Expression, LiteralValue, Relation } from "../../../src/plan/index.js";
import { atomicKinds, type DataType, types } from "../../../src/types/index.js";

const everyType: readonly DataType[] = [
  ...atomicKinds.map((kind) => ({ kind })),
  types.decimal(38, 18),
  types.string,
  types.collated("UNICODE_CI"),
  types.char(3),
  types.varchar(9),
  types.time(0),
  { kind: "year_month_interval", start: "year", end: "month" },
  { kind: "year_month_interval", start: "month", end: "month" },
  { kind: "day_time_interval", start: "day", end: "second" },
  { kind: "day_time_interval", start: "minute", end: "second" },
  types.array(types.map(types.string, types.struct([types.field("__proto__", types.int, false)]), false), false),
  { kind: "geometry", srid: 4326 },
  { kind: "geography", srid: "any" },
];

const bytesOf = (type: DataType): Uint8Array => ProtoType.encode(encodeDataType(type)).finish();

describe("types", () => {
  it.each(everyType.map((type) => [JSON.stringify(type), type] as const))("%s comes back as it went", (_text, type) => {
    expect(decodeDataType(ProtoType.decode(bytesOf(type)))).toEqual(type);
  });

  it("of a newer Spark are said to be unknown", () => {
    expect(decodeDataType(ProtoType.decode(new Uint8Array([0xc2, 0x3e, 0])))).toEqual({
      kind: "unknown",
      text: "type number 1000 of a newer Spark",
    });
    expect(decodeDataType({})).toMatchObject({ kind: "unknown" });
  });

  it("that are no schema are refused", () => {
    expect(() => decodeSchema(bytesOf(types.int))).toThrow(ProtocolError);
    expect(() => decodeSchema(new Uint8Array([0xff]))).toThrow(ProtocolError);
    let deep = bytesOf(types.int);
    for (let i = 0; i < 10_000; i++) {
      const array = new BinaryWriter().tag(1, 2).bytes(deep).finish();
      deep = new BinaryWriter().tag(20, 2).bytes(array).finish();
    }
    expect(() => decodeSchema(deep)).toThrow(ProtocolError);
  });

  it("keep a comment and the metadata it came in", () => {
    const metadata = '{"comment":"a */ b","x":1}';
    const field = { name: "a", nullable: true, metadata, dataType: encodeDataType(types.int) };
    const type = decodeDataType({ kind: { $case: "struct", value: { fields: [field] } } });
    expect(type).toMatchObject({ fields: [{ comment: "a */ b", metadata }] });
  });
});

describe("literals", () => {
  const refused: readonly (readonly [string, DataType, LiteralValue])[] = [
    ["a fraction as INT", types.int, 1.5],
    ["NaN as INT", types.int, Number.NaN],
    ["128 as TINYINT", types.tinyint, 128],
    ["a number as BIGINT", types.bigint, 1],
    ["2^63 as BIGINT", types.bigint, 2n ** 63n],
    ["a number as STRING", types.string, 1],
    ["half a surrogate pair", types.string, "a\ud800b"],
    ["a string as BINARY", types.binary, "x"],
    ["a number as DECIMAL", types.decimal(3, 1), 1],
    ["a struct with too few values", types.struct([types.field("a", types.int)]), []],
    ["an array as MAP", types.map(types.int, types.int), []],
    ["a VARIANT", types.variant, "x"],
  ];
  it.each(refused)("refuse %s", (_name, type, value) => {
    expect(() => encodeLiteral(type, value)).toThrow(ArgumentError);
  });

  it.each([
    [0n, 0, "0"],
    [-5n, 2, "-0.05"],
    [12_345n, 2, "123.45"],
    [-(10n ** 38n) + 1n, 38, `-0.${"9".repeat(38)}`],
  ])("write %s with scale %i as %s", (unscaled, scale, text) => {
    expect(encodeLiteral(types.decimal(38, scale), unscaled).literalType).toMatchObject({ value: { value: text } });
  });
});

describe("plans", () => {
  const nest = (levels: number): Relation => {
    let relation: Relation = { kind: "range", start: 0n, end: 1n, step: 1n };
    for (let i = 1; i < levels; i++) relation = { kind: "limit", input: relation, limit: 1 };
    return relation;
  };
  it("of 250 levels pass, deeper ones are refused before anything is sent", () => {
    ProtoRelation.encode(encodeRelation(nest(250))).finish();
    expect(() => encodeRelation(nest(251))).toThrow(LimitError);
    expect(() => encodeRelation(nest(100_000))).toThrow(LimitError);
    let condition: Expression = { kind: "attribute", name: "a" };
    for (let i = 0; i < 5_000; i++) condition = { kind: "call", name: "and", args: [condition, condition] };
    expect(() => encodeRelation({ kind: "filter", input: nest(1), condition })).toThrow(LimitError);
  });

  it("send the plans of subqueries beside the relation that names them", () => {
    const inner: Relation = { kind: "sql", text: "select 1" };
    const { relType } = encodeRelation({
      kind: "filter",
      input: nest(1),
      condition: { kind: "subquery", relation: inner, as: "exists" },
    });
    if (relType?.$case !== "withRelations" || relType.value.root?.relType?.$case !== "filter")
      return expect.fail("not wrapped");
    const asked = relType.value.root.relType.value.condition?.exprType;
    expect(asked?.$case === "subqueryExpression" && asked.value.planId).toBe(
      relType.value.references?.[0]?.common?.planId,
    );
  });

  it("refuse text that UTF-8 cannot carry", () => {
    expect(() => encodeRelation({ kind: "sql", text: "select '\udc00'" })).toThrow(ArgumentError);
  });
});

describe("what a command left behind", () => {
  const input: Relation = { kind: "sql", text: "select 1" };
  const bytes = (relation: ProtoRelation) => ProtoRelation.encode(relation).finish();
  it("is the query itself, rows, or kept as it came", () => {
    expect(decodeSqlResult(bytes(encodeRelation(input)), input)).toBe(input);
    const rows = bytes({ relType: { $case: "localRelation", value: { data: new Uint8Array([1]), schema: "a int" } } });
    expect(decodeSqlResult(rows, input)).toMatchObject({ kind: "localRelation", schema: "a int" });
    const remote = bytes({ relType: { $case: "cachedRemoteRelation", value: { relationId: "r" } } });
    const kept = decodeSqlResult(remote, input);
    expect(kept.kind).toBe("serverRelation");
    expect(encodeRelation(kept).relType).toMatchObject({ $case: "cachedRemoteRelation", value: { relationId: "r" } });
    expect(() => decodeSqlResult(new Uint8Array(), input)).toThrow(ProtocolError);
  });
});

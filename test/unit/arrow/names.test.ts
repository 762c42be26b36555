import { describe, expect, it } from "vitest";
import { openStream, writeRows } from "../../../src/arrow/index.js";
import { ArgumentError } from "../../../src/errors/index.js";
import { type StructType, types } from "../../../src/types/index.js";

const hostile = [
  ...["__proto__", "then", "constructor", "toString", "hasOwnProperty", "toJSON", "length", "valueOf"],
  ...["2", "1", "-1", "01", "", " ", "a.b", "a`b", "größe", "👩‍🚀", "nul\0l", "\u2028", "x".repeat(65_536)],
];
const struct = (names: readonly string[]): StructType =>
  types.struct(names.map((name) => types.field(name, types.bigint)));
const values = hostile.map((_, i) => BigInt(i));

async function read(schema: StructType, rows: unknown[]) {
  return openStream({ schema }).read(await writeRows(rows, schema), rows.length);
}

describe("column names are data", () => {
  it.each([
    ["narrow", hostile],
    ["wide", [...hostile, ...Array.from({ length: 200 }, (_, i) => `c${i}`)]],
  ])("keeps each value under its own name, in %s rows", async (_, names) => {
    const numbers = names.map((_, i) => BigInt(i));
    const batch = await read(struct(names), [numbers, numbers]);
    for (const row of batch.rows()) {
      expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
      expect(new Set(Object.keys(row))).toEqual(new Set(names));
      for (const [i, name] of names.entries())
        expect(Object.getOwnPropertyDescriptor(row, name)?.value).toBe(BigInt(i));
      expect(await Promise.resolve(row)).toBe(row);
    }
    expect(batch.arrays()).toEqual([numbers, numbers]);
    expect(Object.hasOwn(Object.prototype, "größe")).toBe(false);
  });

  it("holds for struct fields and map keys too", async () => {
    const inner = struct(hostile);
    const schema = types.struct([types.field("s", inner), types.field("m", types.map(types.string, types.bigint))]);
    const map = new Map(hostile.map((name, i) => [name, BigInt(i)]));
    const [row] = (await read(schema, [{ s: values, m: map }])).rows() as { s: object; m: Map<string, bigint> }[];
    expect(row!.m).toEqual(map);
    for (const [i, name] of hostile.entries())
      expect(Object.getOwnPropertyDescriptor(row!.s, name)?.value).toBe(BigInt(i));
  });

  it("refuses names that occur twice, and says what to do", async () => {
    const batch = await read(struct(["x", "y", "x", "x", "y", "z"]), [[1n, 2n, 3n, 4n, 5n, 6n]]);
    expect(() => batch.rows()).toThrow(ArgumentError);
    expect(() => batch.rows()).toThrow(/"x", "y".*rows\(\{ as: "array" \}\) or toArrow\(\)/);
    expect(batch.arrays()).toEqual([[1n, 2n, 3n, 4n, 5n, 6n]]);
  });

  it("refuses them in structs, which come as arrays by position", async () => {
    const schema = types.struct([types.field("s", types.array(struct(["a", "a"])))]);
    const batch = await read(schema, [{ s: [[1n, 2n], null] }]);
    expect(() => batch.rows()).toThrow(/struct in column "s".element has several fields of one name: "a"/);
    expect(batch.arrays()).toEqual([[[[1n, 2n], null]]]);
  });

  it("gives rows that are equal to plain literals", async () => {
    const [row] = (await read(struct(["a", "b"]), [[1n, null]])).rows();
    expect(row).toStrictEqual({ a: 1n, b: null });
  });
});

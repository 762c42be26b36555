import { Table, tableFromIPC, tableToIPC } from "apache-arrow";
import { beforeAll, describe, expect, it } from "vitest";
import { openStream, TableBuilder, writeRows } from "../../../src/arrow/index.js";
import { ArgumentError } from "../../../src/errors/index.js";
import { parseSchema } from "../../../src/types/index.js";
import {
  Decimal,
  ensureTemporal,
  Geometry,
  type Temporal,
  temporalFactory,
  Variant,
} from "../../../src/values/index.js";

let T: typeof Temporal;
beforeAll(async () => {
  T = await ensureTemporal();
});

/** Each type with values that it must keep, as functions, as Temporal is not there yet. */
const kept: readonly (readonly [ddl: string, values: () => readonly unknown[]])[] = [
  ["boolean", () => [true, false, null]],
  ["tinyint", () => [-128, 127, null]],
  ["smallint", () => [-32_768, 32_767]],
  ["int", () => [-(2 ** 31), 2 ** 31 - 1, 0]],
  ["bigint", () => [-(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n + 1n]],
  ["float", () => [1.5, Number.NaN, Number.POSITIVE_INFINITY, -0, 1.401298464324817e-45]],
  ["double", () => [0.1, Number.NaN, Number.NEGATIVE_INFINITY, -0, Number.MAX_VALUE, 5e-324]],
  ["decimal(38,38)", () => [new Decimal(10n ** 38n - 1n, 38), new Decimal(1n - 10n ** 38n, 38), new Decimal(0n, 38)]],
  ["decimal(18,0)", () => [new Decimal(10n ** 18n - 1n, 0), new Decimal(-(2n ** 59n), 0)]],
  ["decimal(38,0)", () => [new Decimal(2n ** 63n, 0), new Decimal(-(2n ** 63n) - 1n, 0), new Decimal(2n ** 64n, 0)]],
  ["string", () => ["", "a\0b", "Köln", "👩‍🚀", "x".repeat(100_000), "\ufeffbom", null]],
  ["binary", () => [new Uint8Array(0), Uint8Array.from({ length: 256 }, (_, i) => i), null]],
  ["date", () => ["0001-01-01", "1582-10-04", "9999-12-31", "1970-01-01"].map((text) => T.PlainDate.from(text))],
  ["timestamp", () => ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"].map((text) => T.Instant.from(text))],
  ["timestamp_ntz", () => ["0001-01-01T00:00:00", "9999-12-31T23:59:59.999999"].map((t) => T.PlainDateTime.from(t))],
  ["time(6)", () => ["00:00:00", "23:59:59.999999"].map((text) => T.PlainTime.from(text))],
  ["interval year to month", () => ["P1Y2M", "-P178956970Y8M"].map((text) => T.Duration.from(text))],
  ["interval day to second", () => ["P1DT2H3M4.5S", "-P106751991DT4H54.775808S"].map((text) => T.Duration.from(text))],
  ["interval", () => [T.Duration.from("P1Y2M25DT5H6M7.5S"), temporalFactory().calendar(1, -2, 3n)]],
  ["array<int>", () => [[], [1, null, 3], null]],
  ["map<string, array<bigint>>", () => [new Map(), new Map([["a", [1n, null]]]), null]],
  ["struct<a: int not null, b: struct<c: string>>", () => [{ a: 1, b: { c: "x" } }, { a: 2, b: null }, null]],
  ["array<struct<x: map<int, decimal(3,1)>>>", () => [[{ x: new Map([[1, Decimal.from("1.5")]]) }, null]]],
  ["void", () => [null, null]],
  ["struct<>", () => [{}, null]],
  ["variant", () => [new Variant(Uint8Array.of(12, 1), Uint8Array.of(1, 0, 0)), null]],
  ["geometry(3857)", () => [new Geometry(Uint8Array.of(1, 2), 3857), null]],
];

const tableOf = (streams: readonly Uint8Array[]): Promise<Table> => {
  const table = new TableBuilder();
  const reader = openStream();
  for (const ipc of streams) table.add(reader.read(ipc));
  return table.finish();
};

describe("rows to Arrow and back", () => {
  it.each(kept)("keeps every value of %s", async (ddl, values) => {
    const schema = parseSchema(`c ${ddl}`);
    const sent = values();
    const ipc = await writeRows(
      sent.map((c) => ({ c })),
      schema,
    );
    const got = openStream({ schema }).read(ipc, sent.length).rows();
    expect(got.map((row) => row.c)).toEqual(sent);
    // Temporal values of a polyfill have no own properties: compared by their text too.
    expect(got.map((row) => String(row.c))).toEqual(sent.map(String));
    expect(openStream({ schema }).read(ipc).arrays()).toEqual(sent.map((value) => [value]));
    const table = await tableOf([ipc, ipc]);
    expect(table.numRows).toBe(2 * sent.length);
    // Apache-arrow reads the same out of the bytes.
    const [theirs] = tableFromIPC(ipc).batches;
    expect(table.batches.map((batch) => tableToIPC(new Table([batch])))).toEqual(
      [theirs, theirs].map((batch) => tableToIPC(new Table([batch!]))),
    );
    expect(String(table.batches[1]!.toArray())).toBe(String(theirs!.toArray()));
  });

  it("takes rows as arrays, numbers for BIGINT and DECIMAL, plain objects for MAP, Date for TIMESTAMP", async () => {
    const schema = parseSchema("b bigint, d decimal(5,2), m map<string,int>, t timestamp");
    const ipc = await writeRows([[5, 7, { k: 1 }, new Date(5)]], schema);
    const [row] = openStream({ schema }).read(ipc).arrays();
    expect(row!.map(String)).toEqual(["5", "7.00", "[object Map]", "1970-01-01T00:00:00.005Z"]);
  });

  it("adds zeros to a decimal, and takes away nothing but zeros", async () => {
    const schema = parseSchema("d decimal(5,2)");
    const ipc = await writeRows([{ d: Decimal.from("1.5") }, { d: Decimal.from("1.500") }], schema);
    expect(
      openStream({ schema })
        .read(ipc)
        .rows()
        .map((row) => String(row.d)),
    ).toEqual(["1.50", "1.50"]);
    await expect(writeRows([{ d: Decimal.from("1.005") }], schema)).rejects.toThrow(/does not fit/);
  });

  it("handles no rows, and no columns", async () => {
    const schema = parseSchema("a int, b array<string>");
    expect(
      openStream({ schema })
        .read(await writeRows([], schema), 0)
        .rows(),
    ).toEqual([]);
    expect(
      openStream()
        .read(await writeRows([{}, {}], parseSchema("")), 2)
        .rows(),
    ).toEqual([{}, {}]);
    expect((await tableOf([])).numRows).toBe(0);
    expect((await tableOf([await writeRows([], schema)])).schema.names).toEqual(["a", "b"]);
  });
});

describe("values that a column cannot hold", () => {
  it.each<[ddl: string, value: () => unknown]>([
    ["int", () => 1.5],
    ["int", () => 2 ** 31],
    ["tinyint", () => 128],
    ["int", () => "1"],
    ["int", () => Symbol("x")],
    ["int", () => undefined],
    ["int not null", () => null],
    ["bigint", () => 2n ** 63n],
    ["bigint", () => 2 ** 53],
    ["decimal(5,2)", () => Number.NaN],
    ["decimal(5,2)", () => 1.5],
    ["decimal(5,2)", () => 1000n],
    ["decimal(5,2)", () => "1.50"],
    ["double", () => 1n],
    ["boolean", () => 1],
    ["string", () => 5],
    ["string", () => "\ud800"],
    ["binary", () => "x"],
    ["binary", () => [1, 2]],
    ["date", () => new Date()],
    ["date", () => "2020-01-01"],
    ["timestamp", () => new Date(Number.NaN)],
    ["timestamp", () => T.PlainDateTime.from("2020-01-01")],
    ["timestamp", () => T.Instant.from("2020-01-01T00:00:00.000000001Z")],
    ["time(3)", () => T.PlainTime.from("00:00:00.0001")],
    ["interval year to month", () => T.Duration.from("P1M1D")],
    ["interval day to second", () => T.Duration.from("P1M")],
    ["array<int>", () => new Set([1])],
    ["array<int>", () => [1, "x"]],
    ["array<int>", () => [1, undefined]],
    ["map<string,int>", () => [["a", 1]]],
    ["map<string,int not null>".replace(" not null", ""), () => new Map([[null, 1]])],
    ["struct<a:int>", () => ({ a: 1, b: 2 })],
    ["struct<a:int>", () => ({})],
    ["struct<a:int>", () => [1, 2]],
    ["struct<a:int>", () => "a"],
    ["void", () => 0],
    ["variant", () => ({ a: 1 })],
  ])("refuses them in %s, and names the row and the column", async (ddl, value) => {
    const schema = parseSchema(`ok int, bad ${ddl}`);
    const good = { ok: 1, bad: ddl.endsWith("not null") ? 1 : null };
    const error = await writeRows([good, { ok: 1, bad: value() }], schema).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as ArgumentError).message).toMatch(/^Row 1, column "bad/);
  });

  it.each<[unknown, RegExp]>([
    [[1, 2, 3], /^Row 1, .*3 values for 2 columns/],
    [{ a: 1, b: 2, c: 3 }, /^Row 1, .*no column "c"/],
    [{ a: 1 }, /^Row 1, column "b": undefined/],
    [null, /^Row 1/],
    ["ab", /^Row 1/],
  ])("refuses the row %j", async (row, message) => {
    await expect(writeRows([[1, 2], row], parseSchema("a int, b int"))).rejects.toThrow(message);
  });

  it("names the row of a value inside lists and maps", async () => {
    const schema = parseSchema("l array<map<string,int>>");
    const rows = [{ l: [] }, { l: [{}, { a: 1 }] }, { l: [{ a: 1 }, { b: 1.5 }] }];
    await expect(writeRows(rows, schema)).rejects.toThrow(/^Row 2, column "l\[\].value": the number 1.5/);
  });
});

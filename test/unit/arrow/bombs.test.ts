import { Field, Int32, makeData, Null, RecordBatch, Schema, Struct, Table, tableToIPC } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { openStream } from "../../../src/arrow/index.js";
import { decodeLz4Frame } from "../../../src/arrow/lz4.js";
import { LimitError, ProtocolError, SparkError } from "../../../src/errors/index.js";

const tableOf = (fields: Field[], children: ReturnType<typeof makeData>[], length: number): Uint8Array => {
  const type = new Struct(fields);
  const data = makeData({ type, length, nullCount: 0, children });
  return tableToIPC(new Table([new RecordBatch(new Schema(fields), data)]), "stream");
};

describe("small messages of huge results", () => {
  it("refuses a thousand million NULLs", () => {
    const length = 10 ** 9;
    const ipc = tableOf([new Field("n", new Null(), true)], [makeData({ type: new Null(), length })], length);
    expect(ipc.length).toBeLessThan(1000);
    expect(() => openStream().read(ipc, length)).toThrow(LimitError);
  });

  it("refuses many columns of many NULLs, and takes a usual batch of them", () => {
    const columns = (count: number, length: number): Uint8Array =>
      tableOf(
        Array.from({ length: count }, (_, i) => new Field(`n${i}`, new Null(), true)),
        Array.from({ length: count }, () => makeData({ type: new Null(), length })),
        length,
      );
    expect(() => openStream().read(columns(200, 200_000), 200_000)).toThrow(LimitError);
    expect(openStream().read(columns(20, 10_000), 10_000).arrays()).toHaveLength(10_000);
  });

  it("refuses types nested without end", () => {
    let field: Field = new Field("x", new Int32(), true);
    for (let i = 0; i < 100; i++) field = new Field("x", new Struct([field]), true);
    const ipc = tableToIPC(new Table(new Schema([field])), "stream");
    expect(() => openStream().read(ipc, 0)).toThrow(LimitError);
  });

  it("reads ten thousand columns in a moment", () => {
    const fields = Array.from({ length: 10_000 }, (_, i) => new Field(`c${i}`, new Int32(), true));
    const children = fields.map((_, i) =>
      makeData({ type: new Int32(), length: 1, nullCount: 0, data: Int32Array.of(i) }),
    );
    const [row] = openStream()
      .read(tableOf(fields, children, 1), 1)
      .rows();
    expect(Object.keys(row!)).toHaveLength(10_000);
    expect(row!.c9999).toBe(9999);
  });
});

/** A frame around blocks: magic, flags (version 1, independent blocks), block size, header checksum, end mark. */
const frame = (...blocks: number[][]): Uint8Array =>
  Uint8Array.from([
    ...[0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82],
    ...blocks.flatMap((block) => [block.length & 255, block.length >> 8, 0, 0, ...block]),
    ...[0, 0, 0, 0],
  ]);
const ascii = (text: string): number[] => [...Buffer.from(text)];

describe("LZ4 frames", () => {
  /** "abcd" then 12 bytes copied from 4 back, then "wxyz!". */
  const block = [0x48, ...ascii("abcd"), 4, 0, 0x50, ...ascii("wxyz!")];

  it("decode literals and overlapping copies", () => {
    expect(Buffer.from(decodeLz4Frame(frame(block), 21)).toString()).toBe("abcdabcdabcdabcdwxyz!");
  });

  it("decode long lengths, plain blocks and copies from the block before", () => {
    const long = [0xf0, 255, 10, ...ascii("x".repeat(280))];
    expect(Buffer.from(decodeLz4Frame(frame(long), 280)).toString()).toBe("x".repeat(280));
    const plain = Uint8Array.from([...frame().slice(0, 7), 3, 0, 0, 0x80, ...ascii("abc"), 0, 0, 0, 0]);
    expect(Buffer.from(decodeLz4Frame(plain, 3)).toString()).toBe("abc");
    const back = [0x10, 0x61, 5, 0, 0x10, 0x62];
    expect(Buffer.from(decodeLz4Frame(frame([0x50, ...ascii("12345")], back), 11)).toString()).toBe("12345a2345b");
  });

  it("write not a byte more than declared, and not one less", () => {
    for (const size of [0, 4, 20, 22, 1000]) expect(() => decodeLz4Frame(frame(block), size)).toThrow(ProtocolError);
    const bomb = [0x1f, 0x61, 1, 0, ...new Array<number>(60_000).fill(255), 0];
    expect(() => decodeLz4Frame(frame(bomb), 100)).toThrow(ProtocolError);
  });

  it("throw when cut off, and when they copy from before the beginning", () => {
    const whole = frame(block);
    for (let i = 0; i < whole.length; i++) expect(() => decodeLz4Frame(whole.slice(0, i), 21)).toThrow();
    expect(() => decodeLz4Frame(frame([0x10, 0x61, 2, 0, 0x10, 0x62]), 6)).toThrow(ProtocolError);
    expect(() => decodeLz4Frame(frame([0x10, 0x61, 0, 0, 0x10, 0x62]), 6)).toThrow(SparkError);
  });
});

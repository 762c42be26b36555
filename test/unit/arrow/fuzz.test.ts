import { inspect } from "node:util";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { openStream, writeRows } from "../../../src/arrow/index.js";
import { LimitError, ProtocolError, SparkError, UnsupportedError } from "../../../src/errors/index.js";
import { parseSchema } from "../../../src/types/index.js";
import { Decimal, ensureTemporal } from "../../../src/values/index.js";

const schema = parseSchema(
  "a int, s string, d decimal(20,2), l array<struct<x: bigint, y: string>>, m map<string,boolean>, n void, e struct<>",
);
const rows = [
  { a: 1, s: "Köln", d: Decimal.from("1.5"), l: [{ x: 1n, y: "é" }, null], m: new Map([["k", true]]), n: null, e: {} },
  { a: null, s: null, d: null, l: [], m: new Map(), n: null, e: null },
  { a: -3, s: "", d: Decimal.from(-7), l: null, m: null, n: null, e: {} },
];
let ipc: Uint8Array;
let expected: string;
const decode = (bytes: Uint8Array): string =>
  inspect(openStream({ schema }).read(bytes, rows.length).rows(), { depth: 9 });

beforeAll(async () => {
  await ensureTemporal();
  ipc = await writeRows(rows, schema);
  expected = decode(ipc);
});

/** What became of broken bytes. A typed error is right; so is a changed value, as the format has no checksum. */
function outcome(bytes: Uint8Array): "throws" | "same" | "changed" {
  try {
    return decode(bytes) === expected ? "same" : "changed";
  } catch (error) {
    if (!(error instanceof ProtocolError || error instanceof LimitError || error instanceof UnsupportedError))
      throw error;
    return "throws";
  }
}

describe("broken batches", () => {
  it("throw when they are cut off, wherever", () => {
    expect(outcome(ipc)).toBe("same");
    const survivors: number[] = [];
    for (let length = 0; length < ipc.length; length++)
      if (outcome(ipc.slice(0, length)) !== "throws") survivors.push(length);
    expect(survivors).toEqual([]);
  });

  it("throw typed errors or give as many rows as announced, for each byte changed in four ways", () => {
    const count = { throws: 0, same: 0, changed: 0 };
    const broken = ipc.slice();
    for (let at = 0; at < ipc.length; at++) {
      for (const flip of [0x01, 0x10, 0x80, 0xff]) {
        broken[at] = ipc[at]! ^ flip;
        count[outcome(broken)]++;
      }
      broken[at] = ipc[at]!;
    }
    expect(count.throws).toBeGreaterThan(ipc.length);
  });

  it("throw typed errors for two changed bytes, and for noise", () => {
    fc.assert(
      fc.property(fc.nat(ipc.length - 1), fc.nat(255), fc.nat(ipc.length - 1), fc.nat(255), (i, x, j, y) => {
        const broken = ipc.slice();
        broken[i] = x;
        broken[j] = y;
        outcome(broken);
      }),
      { numRuns: 3000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => outcome(noise) === "throws"));
  });

  it("throw for a wrong row count", () => {
    for (const count of [0, 2, 4, 2 ** 32]) {
      expect(() => openStream({ schema }).read(ipc, count)).toThrow(/announced a batch of/);
    }
  });

  it("throw when the two schemas differ", () => {
    for (const ddl of ["a bigint", "a int, s string"]) {
      expect(() =>
        openStream({ schema: parseSchema(ddl) })
          .read(ipc, 3)
          .rows(),
      ).toThrow(SparkError);
    }
    const [first, ...rest] = schema.fields;
    const other = { ...schema, fields: [{ ...first!, type: parseSchema("a date").fields[0]!.type }, ...rest] };
    expect(() => openStream({ schema: other }).read(ipc, 3).rows()).toThrow(
      'The server says that column "a" is a date, and sends it as Arrow int',
    );
  });
});

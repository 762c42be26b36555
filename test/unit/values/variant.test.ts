import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ArgumentError, ProtocolError } from "../../../src/errors/index.js";
import { Decimal, ensureTemporal, Variant } from "../../../src/values/index.js";

beforeAll(async () => {
  await ensureTemporal();
});

const bytes = (...parts: (number | string)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "number" ? [part] : [...Buffer.from(part, "utf8")])));
const little = (value: bigint, size: number): number[] =>
  Array.from({ length: size }, (_, i) => Number(BigInt.asUintN(8, value >> BigInt(8 * i))));
const noNames = bytes(1, 0, 0);
/** `{"a": 1, "b": [true, null]}`: names a and b; an object of two fields, an array of two values. */
const names = bytes(1, 2, 0, 1, 2, "ab");
const object = bytes(2, 2, 0, 1, 0, 2, 9, 0x0c, 1, 3, 2, 0, 1, 2, 4, 0);

const primitive = (kind: number, ...rest: number[]): Uint8Array => bytes(kind << 2, ...rest);

describe("Variant", () => {
  it.each<[string, Uint8Array, unknown]>([
    ["null", primitive(0), null],
    ["true", primitive(1), true],
    ["false", primitive(2), false],
    ["8 bits", primitive(3, 0xff), -1],
    ["16 bits", primitive(4, 0, 0x80), -32768],
    ["32 bits", primitive(5, ...little(-(2n ** 31n), 4)), -(2 ** 31)],
    ["64 bits that a number holds", primitive(6, ...little(2n ** 53n - 1n, 8)), 2 ** 53 - 1],
    ["64 bits that it does not", primitive(6, ...little(-(2n ** 63n), 8)), -(2n ** 63n)],
    ["a double", primitive(7, ...new Uint8Array(Float64Array.of(-0).buffer)), -0],
    ["a short decimal", primitive(8, 2, ...little(-1250n, 4)), new Decimal(-1250n, 2)],
    ["a decimal of 64 bits", primitive(9, 0, ...little(10n ** 17n, 8)), new Decimal(10n ** 17n, 0)],
    ["a long decimal", primitive(10, 38, ...little(1n - 10n ** 38n, 16)), new Decimal(1n - 10n ** 38n, 38)],
    ["a float", primitive(14, ...new Uint8Array(Float32Array.of(1.5).buffer)), 1.5],
    ["binary", primitive(15, 2, 0, 0, 0, 7, 8), Uint8Array.of(7, 8)],
    ["long text", bytes(16 << 2, 3, 0, 0, 0, "ä!"), "ä!"],
    ["short text", bytes((3 << 2) | 1, "ä!"), "ä!"],
    ["empty text", bytes(1), ""],
    ["a UUID", primitive(20, ...Array.from({ length: 16 }, (_, i) => i)), "00010203-0405-0607-0809-0a0b0c0d0e0f"],
  ])("reads %s", (_, value, expected) => {
    expect(new Variant(value, noNames).toJS()).toEqual(expected);
    expect(new Variant(value, noNames).value).toEqual(value);
  });

  it.each<[string, Uint8Array, string]>([
    ["a date", primitive(11, ...little(-1n, 4)), "1969-12-31"],
    ["a timestamp", primitive(12, ...little(-1n, 8)), "1969-12-31T23:59:59.999999Z"],
    ["a timestamp without zone", primitive(13, ...little(1n, 8)), "1970-01-01T00:00:00.000001"],
    ["a time", primitive(17, ...little(1n, 8)), "00:00:00.000001"],
    ["nanoseconds", primitive(18, ...little(-1n, 8)), "1969-12-31T23:59:59.999999999Z"],
    ["nanoseconds without zone", primitive(19, ...little(-1n, 8)), "1969-12-31T23:59:59.999999999"],
  ])("reads %s", (_, value, text) => {
    expect(String(new Variant(value, noNames).toJS())).toBe(text);
  });

  it("reads objects and arrays, whole and in part", () => {
    const variant = new Variant(object, names);
    expect(variant.toJS()).toEqual({ a: 1, b: [true, null] });
    expect(variant.toString()).toBe('{"a":1,"b":[true,null]}');
    expect(variant.get("$.b[0]")?.toJS()).toBe(true);
    expect(variant.get("b")?.get("$[1]")?.toJS()).toBe(null);
    expect(variant.get("$['a']")?.value).toEqual(bytes(0x0c, 1));
    expect(variant.get("$.b")?.value).toEqual(object.slice(9));
    expect(variant.get("$.c")).toBeUndefined();
    expect(variant.get("$.b[2]")).toBeUndefined();
    expect(variant.get("$.a.b")).toBeUndefined();
    expect(variant.get("$")?.toJS()).toEqual(variant.toJS());
    for (const path of ["$a", "$..a", "$[x]", "$['a'", "a..b", "$[-1]"]) {
      expect(() => variant.get(path), path).toThrow(ArgumentError);
    }
  });

  it("makes own properties of all names", () => {
    const hostile = new Variant(bytes(2, 1, 0, 0, 1, 0), bytes(1, 1, 0, 9, "__proto__"));
    const value = hostile.toJS() as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(hostile.toString()).toBe('{"__proto__":null}');
  });

  it("never reads past its bytes, however they are broken", () => {
    const outcome = (value: Uint8Array, metadata: Uint8Array): void => {
      try {
        new Variant(value, metadata).toJS();
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
      }
    };
    for (let i = 0; i < object.length; i++) outcome(object.slice(0, i), names);
    for (let i = 0; i < names.length; i++) outcome(object, names.slice(0, i));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ maxLength: 16 }), outcome), {
      numRuns: 2000,
    });
    fc.assert(
      fc.property(fc.nat(object.length - 1), fc.nat(255), (at, byte) => {
        const broken = object.slice();
        broken[at] = byte;
        outcome(broken, names);
      }),
      { numRuns: 2000 },
    );
  });

  it("does not multiply values that share their bytes", () => {
    // Each array holds the next one twice, at one and the same place: 2^n values in 6n bytes.
    let value: number[] = [0];
    for (let i = 0; i < 30; i++)
      value = [(2 << 2) | 3, 2, ...[0, 0, value.length].flatMap((n) => little(BigInt(n), 1)), ...value];
    expect(() => new Variant(Uint8Array.from(value), noNames).toJS()).toThrow(ProtocolError);
  });
});

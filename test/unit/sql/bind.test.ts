import { Temporal } from "temporal-polyfill";
import { beforeAll, describe, expect, it } from "vitest";
import { ArgumentError } from "../../../src/errors/index.js";
import { bind } from "../../../src/sql/index.js";
import { formatType } from "../../../src/types/index.js";
import { Decimal, ensureTemporal, temporalFactory, Variant } from "../../../src/values/index.js";

beforeAll(ensureTemporal);

const T = Temporal;
type Case = readonly [value: unknown, type: string, bound: unknown];
const cases: readonly Case[] = [
  [null, "void", null],
  [true, "boolean", true],
  [1, "int", 1],
  [-(2 ** 31), "int", -(2 ** 31)],
  [2 ** 31, "double", 2 ** 31],
  [0, "int", 0],
  [-0, "double", -0],
  [1.5, "double", 1.5],
  [Number.NaN, "double", Number.NaN],
  [-Infinity, "double", -Infinity],
  [1n, "bigint", 1n],
  [2n ** 63n - 1n, "bigint", 2n ** 63n - 1n],
  [-(2n ** 63n), "bigint", -(2n ** 63n)],
  ["größe 😀", "string", "größe 😀"],
  ["", "string", ""],
  [new Uint8Array([0, 255]), "binary", new Uint8Array([0, 255])],
  [Decimal.from("12.50"), "decimal(4,2)", 1250n],
  [Decimal.from("0.001"), "decimal(3,3)", 1n],
  [new Decimal(5n, -2), "decimal(3,0)", 500n],
  [new Decimal(10n ** 38n - 1n, 38), "decimal(38,38)", 10n ** 38n - 1n],
  [T.Instant.from("1969-12-31T23:59:59.999999Z"), "timestamp", -1n],
  [T.Instant.from("9999-12-31T23:59:59.999999Z"), "timestamp", 253402300799999999n],
  [T.PlainDate.from("1582-10-04"), "date", -141438],
  [T.PlainDate.from("-000001-01-01"), "date", -719893],
  [T.PlainDate.from("2026-01-02").withCalendar("gregory"), "date", 20455],
  [T.PlainDateTime.from("2026-01-02T03:04:05.000006"), "timestamp_ntz", 1767323045000006n],
  [T.PlainTime.from("23:59:59.999999"), "time(6)", 86399999999000n],
  [T.Duration.from("P1Y2M"), "interval year to month", 14],
  [T.Duration.from("-P1DT2H"), "interval day to second", -93600000000n],
  [T.Duration.from("PT0S"), "interval day to second", 0n],
  [T.Duration.from("P1W"), "interval day to second", 604800000000n],
  [T.Duration.from("P1M2DT0.000003S"), "interval", { months: 1, days: 2, microseconds: 3n }],
  [new Date(Date.UTC(2026, 0, 1)), "timestamp", 1767225600000000n],
  [[], "array<void>", []],
  [[1, 2], "array<int>", [1, 2]],
  [[1, null], "array<int>", [1, null]],
  [[1, 2.5], "array<double>", [1, 2.5]],
  [[[1], [2.5], []], "array<array<double>>", [[1], [2.5], []]],
  [[Decimal.from("1.5"), Decimal.from("22")], "decimals", [15n, 220n]],
  [new Map([["a", 1n]]), "map<string,bigint>", new Map([["a", 1n]])],
  [new Map(), "map<void,void>", new Map()],
];

describe("a value is typed by itself", () => {
  for (const [value, type, expected] of cases) {
    it(`${String(type)}: ${value instanceof Decimal || typeof value !== "object" ? String(value) : Object.prototype.toString.call(value)}`, () => {
      const literal = bind(value);
      expect(formatType(literal.type).toLowerCase()).toBe(type === "decimals" ? "array<decimal(3,1)>" : type);
      expect(literal.value).toStrictEqual(expected);
    });
  }

  it("takes the values of a result as they are", () => {
    const make = temporalFactory();
    expect(bind(make.instant(5n)).value).toBe(5n);
    expect(bind(make.plainDate(5)).value).toBe(5);
    expect(bind(make.plainDateTime(5n)).value).toBe(5n);
    expect(bind(make.plainTime(5000n)).value).toBe(5000n);
    expect(bind(make.dayTime(5n, "day")).value).toBe(5n);
    expect(bind(make.yearMonth(5, "year")).value).toBe(5);
    const mixed = { months: 1, days: -1, microseconds: 1n };
    expect(bind(make.calendar(1, -1, 1n))).toMatchObject({ type: { kind: "interval" }, value: mixed });
  });
});

describe("what SQL cannot hold is refused", () => {
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  const refused: readonly (readonly [name: string, value: unknown, text: RegExp])[] = [
    ["39 digits", new Decimal(10n ** 38n, 0), /39 digits/],
    ["nanoseconds", T.Instant.from("2026-01-01T00:00:00.000000001Z"), /microsecond/],
    ["nanoseconds of a time", T.PlainTime.from("00:00:00.000000001"), /microsecond/],
    ["nanoseconds of a duration", T.Duration.from({ nanoseconds: 1 }), /microsecond/],
    ["too many months", T.Duration.from({ years: 2 ** 31 }), /further out/],
    ["a zoned time", T.ZonedDateTime.from("2026-01-01T00:00[UTC]"), /toInstant/],
    ["a year and month", T.PlainYearMonth.from("2026-01"), /no type/],
    ["mixed elements", [1, "a"], /different types, INT and STRING/i],
    ["a number beside a bigint", [1, 1n], /different types/],
    ["a key that is null", new Map([[null, 1]]), /null/],
    [
      "keys that SQL cannot tell apart",
      new Map([
        [Decimal.from("1"), 1],
        [Decimal.from("1.0"), 2],
      ]),
      /same value/,
    ],
    ["a ring", cyclic, /levels deep/],
    ["a Set", new Set([1]), /\[\.\.\.set\]/],
    ["a boxed number", Object(1), /valueOf/],
    ["a Variant", Object.create(Variant.prototype), /JSON text/],
    ["a forged Temporal", { [Symbol.toStringTag]: "Temporal.Instant" }, /does not behave/],
    ["a proxy of nothing", Object.create(null), /cannot be bound/],
  ];
  for (const [name, value, text] of refused) {
    it(name, () => {
      expect(() => bind(value)).toThrow(text);
      expect(() => bind(value)).toThrow(ArgumentError);
    });
  }
});

it("keeps the bytes of the moment: a buffer that is used again changes no query", () => {
  for (const bytes of [new Uint8Array([1, 2]), Buffer.from([1, 2])]) {
    const { value } = bind(bytes);
    bytes.fill(9);
    expect(value).toEqual(new Uint8Array([1, 2]));
  }
});

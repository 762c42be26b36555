import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../../../src/errors/index.js";
import { Decimal } from "../../../src/values/index.js";

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.integer({ min: 0, max: 38 }))
  .map(([unscaled, scale]) => new Decimal(unscaled, scale));

describe("Decimal", () => {
  it.each([
    [1250n, 2, "12.50"],
    [0n, 2, "0.00"],
    [-5n, 3, "-0.005"],
    [-1n, 38, `-0.${"0".repeat(37)}1`],
    [10n ** 38n - 1n, 0, "9".repeat(38)],
    [7n, -2, "700"],
    [0n, -2, "0"],
  ])("prints %s of scale %s with every digit", (unscaled, scale, text) => {
    expect(new Decimal(unscaled, scale).toString()).toBe(text);
  });

  it.each([
    ["12.50", 1250n, 2],
    ["-.5", -5n, 1],
    ["5.", 5n, 0],
    ["+1e3", 1000n, 0],
    ["1.25E-3", 125n, 5],
    [" 7 ", 7n, 0],
    [42n, 42n, 0],
    [-3, -3n, 0],
  ])("reads %s", (from, unscaled, scale) => {
    expect(Decimal.from(from)).toEqual(new Decimal(unscaled, scale));
  });

  it.each(["", ".", "1,5", "0x10", "NaN", "Infinity", "1e", "--1", "1e999999999", 0.1, Number.NaN, 2 ** 53])(
    "refuses %s",
    (from) => {
      expect(() => Decimal.from(from)).toThrow(ArgumentError);
    },
  );

  it("comes back from its own text", () => {
    fc.assert(
      fc.property(decimal, (value) => {
        expect(Decimal.from(value.toString())).toEqual(value);
      }),
    );
  });

  it("compares as the numbers do", () => {
    const asInteger = (value: Decimal): bigint => value.unscaled * 10n ** BigInt(38 - value.scale);
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const difference = asInteger(a) - asInteger(b);
        expect(Math.sign(a.compare(b))).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
        expect(a.equals(b)).toBe(difference === 0n);
      }),
    );
    expect(Decimal.from("1.5").equals(Decimal.from("1.50"))).toBe(true);
  });

  it("takes no operator that would work on its text", () => {
    const nine = Decimal.from("9") as unknown as number;
    const ten = Decimal.from("10") as unknown as number;
    expect(() => nine < ten).toThrow(ArgumentError);
    expect(() => nine + ten).toThrow(ArgumentError);
    expect(`${nine}`).toBe("9");
    expect(JSON.stringify({ nine })).toBe('{"nine":"9"}');
    expect(inspect(nine)).toBe("Decimal 9");
    expect(Decimal.from("0.1").toNumber()).toBe(0.1);
  });
});

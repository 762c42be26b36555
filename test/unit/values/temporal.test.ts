import { inspect } from "node:util";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ArgumentError, UnsupportedError } from "../../../src/errors/index.js";
import { civilOfDay, dayOfCivil } from "../../../src/values/civil.js";
import {
  dayOfPlainDate,
  ensureTemporal,
  microsecondsOfInstant,
  microsecondsOfParts,
  microsecondsOfPlainDateTime,
  nanosecondsOfPlainTime,
  partsOfDuration,
  type Temporal,
  type TemporalFactory,
  temporalFactory,
  temporalTag,
} from "../../../src/values/index.js";
import { rawOf } from "../../../src/values/temporal.js";

let make: TemporalFactory;
let T: typeof Temporal;
beforeAll(async () => {
  T = await ensureTemporal();
  make = temporalFactory();
});

const firstDay = Date.UTC(1, 0, 1) / 86_400_000 - (Date.UTC(1, 0, 1) - new Date("0001-01-01").getTime()) / 86_400_000;
const lastDay = Date.UTC(9999, 11, 31) / 86_400_000;

describe("civil dates", () => {
  it("agree with the platform's calendar on every day of years 1 to 9999", () => {
    const date = new Date(0);
    let wrong = 0;
    for (let day = firstDay; day <= lastDay; day += 7) {
      date.setTime(day * 86_400_000);
      const civil = civilOfDay(day);
      const same = civil.year === date.getUTCFullYear() && civil.month === date.getUTCMonth() + 1;
      if (!same || civil.day !== date.getUTCDate() || dayOfCivil(civil) !== day) wrong++;
    }
    expect(wrong).toBe(0);
  });

  it("go back and forth over all days of 32 bits", () => {
    fc.assert(
      fc.property(fc.integer(), (day) => {
        expect(dayOfCivil(civilOfDay(day))).toBe(day);
      }),
    );
  });
});

/** Texts by Temporal itself, from the ISO text of the value. */
describe("lazy values", () => {
  it.each<[string, () => object, string]>([
    ["the epoch", () => make.instant(0n), "1970-01-01T00:00:00Z"],
    ["a microsecond before the epoch", () => make.instant(-1n), "1969-12-31T23:59:59.999999Z"],
    ["the first instant of year 1", () => make.instant(-62_135_596_800_000_000n), "0001-01-01T00:00:00Z"],
    ["the last of year 9999", () => make.instant(253_402_300_799_999_999n), "9999-12-31T23:59:59.999999Z"],
    ["a day before 1582", () => make.plainDate(-171_499), "1500-06-15"],
    ["a date-time", () => make.plainDateTime(-62_135_596_799_999_999n), "0001-01-01T00:00:00.000001"],
    ["a time", () => make.plainTime(3_723_000_000_001n), "01:02:03.000000001"],
    ["days and time", () => make.dayTime(93_784_500_000n, "day"), "P1DT2H3M4.5S"],
    ["hours and less", () => make.dayTime(93_784_500_000n, "hour"), "PT26H3M4.5S"],
    ["seconds alone", () => make.dayTime(-93_784_500_000n, "second"), "-PT93784.5S"],
    ["years and months", () => make.yearMonth(-14, "year"), "-P1Y2M"],
    ["months alone", () => make.yearMonth(14, "month"), "P14M"],
    ["a calendar interval", () => make.calendar(14, 25, 18_367_500_000n), "P1Y2M25DT5H6M7.5S"],
  ])("print %s", (_, value, text) => {
    const made = value();
    expect(String(made)).toBe(text);
    expect(JSON.stringify(made)).toBe(JSON.stringify(text));
    // The platform's own objects are printed by the platform.
    if (rawOf(made) !== undefined)
      expect(inspect(made)).toMatch(new RegExp(`^Temporal\\.\\w+ ${text.replace(/[+.]/g, "\\$&")}`));
  });

  it("are what they look like", () => {
    const instant = make.instant(1_700_000_000_123_456n);
    const real = T.Instant.from("2023-11-14T22:13:20.123456Z");
    expect(instant).toBeInstanceOf(T.Instant);
    expect(instant.constructor).toBe(T.Instant);
    expect(instant.equals(real)).toBe(true);
    expect(real.equals(instant)).toBe(true);
    expect(T.Instant.compare(instant, real)).toBe(0);
    expect(T.Instant.from(instant).epochNanoseconds).toBe(1_700_000_000_123_456_000n);
    expect(instant.until(real.add({ hours: 1 })).total("minutes")).toBe(60);
    expect(instant.toZonedDateTimeISO("Europe/Berlin").hour).toBe(23);
    expect(() => (instant as unknown as number) < 5).toThrow(TypeError);
    expect(make.plainDate(1).with({ day: 31 }).toString()).toBe("1970-01-31");
    expect(instant).not.toEqual(make.instant(1n));
    expect(instant).toEqual(make.instant(1_700_000_000_123_456n));
  });

  it("share one object a day", () => {
    expect(make.plainDate(19_000)).toBe(make.plainDate(19_000));
    for (const day of [19_000, 19_000 + 4096, 19_000]) {
      expect(make.plainDate(day).toString()).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
    }
  });

  it("keep what Temporal cannot hold, and print it", () => {
    const far = make.instant(2n ** 63n - 1n);
    expect(microsecondsOfInstant(far)).toBe(2n ** 63n - 1n);
    expect(inspect(far)).toContain("9223372036854775807");
    expect(() => far.toString()).toThrow(RangeError);
    const late = make.plainTime(2n ** 62n);
    expect(nanosecondsOfPlainTime(late)).toBe(2n ** 62n);
    expect(inspect(late)).toContain("4611686018427387904");
    const mixed = make.calendar(1, -1, 5n);
    expect([mixed.months, mixed.days, mixed.microseconds]).toEqual([1, -1, 5]);
    expect(String(mixed)).toBe("1 months -1 days 0.000005 seconds");
    expect(() => mixed.negated()).toThrow(UnsupportedError);
    expect(partsOfDuration(mixed)).toEqual({ months: 1, days: -1, microseconds: 5n });
  });
});

describe("reading Temporal values", () => {
  const microseconds = fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n });

  it("gives the raw number of lazy values and of real ones alike", () => {
    fc.assert(
      fc.property(microseconds, (us) => {
        const instant = make.instant(us);
        expect(microsecondsOfInstant(instant)).toBe(us);
        expect(microsecondsOfInstant(T.Instant.from(instant.toString()))).toBe(us);
        const dateTime = make.plainDateTime(us);
        expect(microsecondsOfPlainDateTime(dateTime)).toBe(us);
        expect(microsecondsOfPlainDateTime(T.PlainDateTime.from(dateTime.toString()))).toBe(us);
        const duration = make.dayTime(us, "day");
        expect(microsecondsOfParts(partsOfDuration(T.Duration.from(duration.toString())))).toBe(us);
        const day = Number(us / 86_400_000_000n);
        expect(dayOfPlainDate(T.PlainDate.from(make.plainDate(day).toString()))).toBe(day);
        const time = (us < 0n ? -us : us) % 86_400_000_000n;
        expect(nanosecondsOfPlainTime(T.PlainTime.from(make.plainTime(time * 1000n).toString()))).toBe(time * 1000n);
      }),
    );
  });

  it("knows them by their tag", () => {
    expect(temporalTag(make.instant(0n))).toBe("Instant");
    expect(temporalTag(T.PlainDate.from("2020-01-01"))).toBe("PlainDate");
    expect(temporalTag(T.PlainYearMonth.from("2020-01"))).toBeUndefined();
    expect(temporalTag("2020-01-01")).toBeUndefined();
    expect(temporalTag(null)).toBeUndefined();
  });

  it("refuses a fraction of a microsecond", () => {
    expect(() => microsecondsOfInstant(T.Instant.from("2020-01-01T00:00:00.000000001Z"))).toThrow(ArgumentError);
    expect(() => partsOfDuration(T.Duration.from({ nanoseconds: 1 }))).toThrow(ArgumentError);
  });
});

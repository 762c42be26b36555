import { Decimal, type Temporal } from "../../src/values/index.js";

/** Numbers that are the same in each run. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomOf(20_261_121);
const below = (n: number): number => Math.floor(random() * n);
const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const bits = (n: number): bigint => BigInt.asIntN(n, BigInt(below(2 ** 32)) * 2n ** 32n + BigInt(below(2 ** 32)));
const between = (low: bigint, high: bigint): bigint => low + (BigInt.asUintN(64, bits(64)) % (high - low + 1n));

/** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z. */
const firstMicrosecond = -62_135_596_800_000_000n;
const lastMicrosecond = 253_402_300_799_999_999n;
const firstDay = -719_162;
const lastDay = 2_932_896;

/** The last microsecond of the ten days that Java's old calendar leaves out; results hold it, parameters refuse it. */
const lastOfTheGap = -12_219_292_800_000_001n;
const microseconds: readonly bigint[] = [
  ...[firstMicrosecond, lastMicrosecond, 0n, -1n, 1n, lastOfTheGap, -12_220_243_200_000_000n, -12_219_120_000_000_000n],
  // The hours around the changes of the clock in Europe and America, 2024 and 2025.
  ...[1_711_846_800n, 1_729_987_200n, 1_710_054_000n, 1_730_610_000n, 1_743_296_400n].flatMap((second) =>
    [-3_600_000_001n, -3_600_000_000n, -1n, 0n, 1n, 3_599_999_999n, 3_600_000_000n].map((n) => second * 1_000_000n + n),
  ),
  ...many(150, () => between(firstMicrosecond, lastMicrosecond)),
];
const longs: readonly bigint[] = [
  ...[
    -(2n ** 63n),
    2n ** 63n - 1n,
    2n ** 53n,
    2n ** 53n + 1n,
    -(2n ** 53n) - 1n,
    0n,
    -1n,
    2n ** 31n,
    -(2n ** 31n) - 1n,
  ],
  ...many(200, (i) => bits(8 + (i % 57))),
];
const doubles: readonly number[] = [
  ...[0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, -5e-324, Number.MAX_VALUE, 0.1],
  ...[2 ** 53 + 2, 1e23, 2.2250738585072014e-308, 1.7976931348623155e308],
  ...many(150, () => Buffer.from(BigUint64Array.of(BigInt.asUintN(64, bits(64))).buffer).readDoubleLE()),
];
const digits = (n: number): string => many(n, (i) => (i === 0 ? 1 + below(9) : below(10))).join("");
const decimalsOf = (precision: number, scale: number): Decimal[] => [
  ...["0", "1", "9".repeat(precision)].flatMap((d) => [new Decimal(BigInt(d), scale), new Decimal(-BigInt(d), scale)]),
  ...many(90, () => new Decimal(BigInt(digits(1 + below(precision))) * (random() < 0.5 ? -1n : 1n), scale)),
];
const alphabet = [..."aZ0 '\"\\`%_\n\t\0{}$?:;é", "ß", "Ω", "漢", "👩‍🚀", "🇩🇪", "\ufeff", "\u2028", "\u0301", "\uffff"];
const strings: readonly string[] = [
  ...["", " ", "\0", "'", "\\", "' OR 1=1 --", "$" + "{x}", "null", "\ufeffx", "x".repeat(100_000), "ü".repeat(70_000)],
  ...many(200, () => many(below(40), () => pick(alphabet)).join("")),
];
const binaries: readonly Uint8Array[] = [
  new Uint8Array(0),
  Uint8Array.from({ length: 256 }, (_, i) => i),
  ...many(100, () => Uint8Array.from({ length: below(60) }, () => below(256))),
];

const hex = (bytes: Uint8Array): string => `X'${Buffer.from(bytes).toString("hex")}'`;
const text = (value: string): string => `CAST(${hex(Buffer.from(value))} AS STRING)`;
const long = (value: bigint): string => `CAST('${value}' AS BIGINT)`;
const double = (value: number): string =>
  Number.isNaN(value) || !Number.isFinite(value)
    ? `double('${value}')`
    : `double('${Object.is(value, -0) ? "-0.0" : value}')`;
const orNull = (expression: string, type: string): string => (random() < 0.15 ? `CAST(NULL AS ${type})` : expression);
const dayTime = (us: bigint): string => `make_dt_interval(0, 0, 0, 0) + ${long(us)} * INTERVAL '0.000001' SECOND`;
const yearMonths = [0, 1, -1, 13, -13, 2 ** 31 - 1, -(2 ** 31), ...many(80, () => Number(bits(32)))];
const calendar = (): string =>
  `make_interval(${below(100) - 50}, ${below(100) - 50}, ${below(9) - 4}, ${below(90) - 45}, ${below(50) - 25}, ${below(120) - 60}, ${below(100) - 50}.${digits(6)})`;
const jsonTexts: readonly string[] = [
  ...["null", "true", "0", "-1", "127", "128", "-32769", "2147483648", "9223372036854775807", "9223372036854775808"],
  ...[
    "1.5",
    "-0.0",
    "1e3",
    "1e300",
    "1.50",
    "0.1",
    "99999999999999999999999999999999999999",
    '""',
    '"ü👩"',
    "[]",
    "{}",
  ],
  ...['{"__proto__":1,"then":[2],"a":{"b":null}}', '[1,[2.5,["x"]]]', '{"z":1,"a":2}', `"${"x".repeat(300)}"`],
  ...many(60, () =>
    JSON.stringify({ [pick(["a", "b", "ü"])]: below(1e6), x: [random() < 0.5, null, `s${below(99)}`] }),
  ),
];
const variants: readonly string[] = [
  ...jsonTexts.map((json) => `parse_json(${text(json)})`),
  ...["DATE'0001-01-01'", "TIMESTAMP'2024-03-31 01:00:00.000001Z'", "TIMESTAMP_NTZ'9999-12-31 23:59:59.999999'"].map(
    (literal) => `CAST(${literal} AS VARIANT)`,
  ),
  ...["X'00ff'", "CAST(1.5 AS FLOAT)", "0.1D", "CAST(1.23 AS DECIMAL(38,20))", "array(1, NULL)", "1Y", "1S"].map(
    (literal) => `CAST(${literal} AS VARIANT)`,
  ),
];

/** One column of expressions for each SQL type. */
export const columns: readonly { readonly name: string; readonly type: string; readonly values: readonly string[] }[] =
  [
    { name: "boolean", type: "BOOLEAN", values: ["true", "false"] },
    { name: "tinyint", type: "TINYINT", values: many(256, (i) => `CAST(${i - 128} AS TINYINT)`) },
    {
      name: "smallint",
      type: "SMALLINT",
      values: [-32768, 32767, ...many(60, () => Number(bits(16)))].map((n) => `CAST(${n} AS SMALLINT)`),
    },
    {
      name: "int",
      type: "INT",
      values: [-(2 ** 31), 2 ** 31 - 1, ...many(80, () => Number(bits(32)))].map((n) => `CAST('${n}' AS INT)`),
    },
    { name: "bigint", type: "BIGINT", values: longs.map(long) },
    {
      name: "float",
      type: "FLOAT",
      values: [...doubles.slice(0, 9), ...many(100, () => Math.fround(random() * 10 ** (below(70) - 35)))].map(
        (n) => `CAST(${double(n)} AS FLOAT)`,
      ),
    },
    { name: "double", type: "DOUBLE", values: doubles.map(double) },
    ...[
      [38, 38],
      [38, 18],
      [38, 0],
      [18, 2],
      [9, 9],
      [5, 0],
      [19, 0],
    ].map(([precision, scale]) => ({
      name: `decimal_${precision}_${scale}`,
      type: `DECIMAL(${precision},${scale})`,
      values: decimalsOf(precision!, scale!).map((value) => `CAST('${value}' AS DECIMAL(${precision},${scale}))`),
    })),
    { name: "string", type: "STRING", values: strings.map(text) },
    { name: "binary", type: "BINARY", values: binaries.map(hex) },
    {
      name: "date",
      type: "DATE",
      values: [
        firstDay,
        lastDay,
        -141_428,
        -141_427,
        0,
        -1,
        ...many(300, () => firstDay + below(lastDay - firstDay)),
      ].map((d) => `date_from_unix_date(${d})`),
    },
    { name: "timestamp", type: "TIMESTAMP", values: microseconds.map((us) => `timestamp_micros(${long(us)})`) },
    {
      name: "timestamp_ntz",
      type: "TIMESTAMP_NTZ",
      values: microseconds.map((us) => `to_timestamp_ntz('${isoOf(us)}')`),
    },
    {
      name: "time",
      type: "TIME(6)",
      values: [
        "00:00:00",
        "23:59:59.999999",
        "12:00:00.000001",
        ...many(100, () => `${pick(["00", "07", "19"])}:${10 + below(50)}:${10 + below(50)}.${digits(6)}`),
      ].map((t) => `TIME'${t}'`),
    },
    {
      name: "day_time",
      type: "INTERVAL DAY TO SECOND",
      values: [0n, 1n, -1n, ...many(80, () => between(-(10n ** 15n), 10n ** 15n))].map(dayTime),
    },
    {
      name: "year_month",
      type: "INTERVAL YEAR TO MONTH",
      values: yearMonths.map((n) => `make_ym_interval(0, ${n === -(2 ** 31) ? n + 1 : n})`),
    },
    {
      name: "calendar",
      type: "INTERVAL",
      values: ["make_interval(0)", "make_interval(0, 1, 0, -1)", ...many(80, calendar)],
    },
    { name: "variant", type: "VARIANT", values: variants },
    { name: "void", type: "VOID", values: ["NULL", "NULL"] },
    {
      name: "geometry",
      type: "GEOMETRY(0)",
      values: ["st_geomfromwkb(X'0101000000000000000000F03F0000000000000040')"],
    },
    {
      name: "array",
      type: "ARRAY<BIGINT>",
      values: many(80, () => `array(${many(1 + below(6), () => orNull(long(pick(longs)), "BIGINT"))})`),
    },
    {
      name: "nested_array",
      type: "ARRAY<ARRAY<STRING>>",
      values: many(
        60,
        () =>
          `array(${many(1 + below(3), () => `array(${many(1 + below(3), () => orNull(text(pick(strings.slice(11))), "STRING"))})`)}, CAST(NULL AS ARRAY<STRING>))`,
      ),
    },
    {
      name: "map",
      type: "MAP<STRING, DECIMAL(20,3)>",
      values: many(
        60,
        (i) =>
          `map(${many(1 + below(4), (j) => `'k${i}${j}\u00fc', ${orNull(`CAST('${digits(9)}.${digits(3)}' AS DECIMAL(20,3))`, "DECIMAL(20,3)")}`)})`,
      ),
    },
    {
      name: "date_map",
      type: "MAP<DATE, ARRAY<TIMESTAMP>>",
      values: many(
        40,
        () =>
          `map(date_from_unix_date(${firstDay + below(lastDay - firstDay)}), array(timestamp_micros(${long(pick(microseconds))}), NULL))`,
      ),
    },
    {
      name: "struct",
      type: "STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<STRUCT<e: DOUBLE, f: BINARY>>>>",
      values: many(
        80,
        (i) =>
          `named_struct('a', ${orNull(`${i}`, "INT")}, 'b', named_struct('c', ${orNull(text(pick(strings.slice(11))), "STRING")}, 'd', array(named_struct('e', ${double(pick(doubles))}, 'f', ${hex(pick(binaries))}), NULL)))`,
      ),
    },
    {
      name: "struct_of_variants",
      type: "STRUCT<v: VARIANT, l: ARRAY<VARIANT>>",
      values: many(
        20,
        () => `named_struct('v', ${pick(variants)}, 'l', array(${pick(variants)}, CAST(NULL AS VARIANT)))`,
      ),
    },
  ];

/** Local time without a zone, from its microseconds. */
function isoOf(us: bigint): string {
  const rest = ((us % 1000n) + 1000n) % 1000n;
  const iso = new Date(Number((us - rest) / 1000n)).toISOString();
  return `${iso.slice(0, -1)}${String(rest).padStart(3, "0")}`;
}

/** Values to bind, with Temporal's own constructors. */
export function boundValues(T: typeof Temporal): readonly unknown[] {
  const instants = microseconds
    .slice(0, 90)
    .filter((us) => us !== lastOfTheGap)
    .map((us) => T.Instant.fromEpochNanoseconds(us * 1000n));
  const dateTimes = microseconds.slice(0, 90).map((us) => T.PlainDateTime.from(isoOf(us)));
  const dates = many(60, () => T.PlainDate.from("1970-01-01").add({ days: firstDay + below(lastDay - firstDay) }));
  const times = many(40, () =>
    T.PlainTime.from({ hour: below(24), minute: below(60), second: below(60), microsecond: below(1000) }),
  );
  const durations = [
    ...many(40, () =>
      T.Duration.from({ days: below(10_000), hours: below(24), seconds: below(60), microseconds: below(1000) }),
    ),
  ];
  return [
    ...[null, true, false],
    ...longs.slice(0, 120),
    ...doubles,
    ...many(80, () => Number(bits(32))),
    ...decimalsOf(38, 38),
    ...decimalsOf(20, 3),
    ...strings.filter((value) => value.length < 1000),
    ...binaries,
    ...instants,
    ...dateTimes,
    ...dates,
    ...times,
    ...durations,
    ...many(30, () => many(1 + below(5), () => (random() < 0.2 ? null : pick(longs)))),
    ...many(30, () => many(1 + below(3), () => many(1 + below(3), () => pick(strings.slice(11))))),
    ...many(30, (i) => new Map(many(1 + below(4), (j) => [`k${i}-${j}`, random() < 0.2 ? null : pick(instants)]))),
    ...many(10, () => new Map([[pick(dates), [pick(binaries), null]]])),
  ];
}

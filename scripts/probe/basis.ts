/** The basis view `p`: a nullable column (`i32?`) and one that is not (`i32`) of each type. */
export const values: Readonly<Record<string, string>> = {
  bool: "true",
  i8: "1Y",
  i16: "1S",
  i32: "1",
  i64: "1L",
  f32: "1F",
  f64: "1D",
  dec7_2: "coalesce(CAST(1 AS DECIMAL(7,2)), 12345.67BD)",
  dec38_18: "CAST(1 AS DECIMAL(38,18))",
  str: "'a'",
  bin: "X'00'",
  date: "DATE'2020-01-01'",
  ts: "TIMESTAMP'2020-01-01 00:00:00'",
  ntz: "TIMESTAMP_NTZ'2020-01-01 00:00:00'",
  time: "TIME'10:00:00'",
  ym: "INTERVAL '1-1' YEAR TO MONTH",
  dt: "INTERVAL '1 01:01:01' DAY TO SECOND",
  ai: "array(1)",
  as: "array('a')",
  msi: "map('a',1)",
  st: "named_struct('a',1,'b','x')",
  var: "to_variant_object(array(1))",
  cal: "make_interval(1)",
  dec10_0: "CAST(1 AS DECIMAL(10,0))",
  dec20_0: "CAST(1 AS DECIMAL(20,0))",
  dec38_0: "CAST(1 AS DECIMAL(38,0))",
  dec5_4: "1.2345BD",
  lcase: "'a' COLLATE UTF8_LCASE",
  af64: "array(1D)",
  af32: "array(1F)",
  ab: "array(true)",
  aa: "array(array(1))",
  abin: "array(X'00')",
  adate: "array(DATE'2020-01-01')",
  mis: "map(1,'a')",
  mss: "map('a','b')",
  kv: "array(named_struct('k','a','v',1))",
  geom: "st_geomfromwkb(X'0101000000000000000000F03F0000000000000040')",
  geog: "st_geogfromwkb(X'0101000000000000000000F03F0000000000000040')",
  win: "named_struct('start',TIMESTAMP'2020-01-01 00:00:00','end',TIMESTAMP'2020-01-01 00:00:00')",
};

const arrays: readonly string[] = ["ai", "as", "af64", "af32", "ab", "aa", "abin", "adate"];
const maps: readonly string[] = ["msi", "mis", "mss"];

/**
 * The select items of the basis view: `key?` can be NULL, `key` cannot but its elements, values and fields can, and
 * `key!` cannot in any part. Columns, not literals: a literal is folded, which changes its nullability.
 */
export function basisTypes(): readonly string[] {
  return Object.keys(values).flatMap((key) => {
    const x = `${key}_x`;
    const maybe = (sql: string): string => `if(rand() > 2, NULL, ${sql})`;
    const loose = arrays.includes(key)
      ? `array(${maybe(`${x}[0]`)}, NULL)`
      : maps.includes(key)
        ? `map(element_at(map_keys(${x}), 1), ${maybe(`element_at(map_values(${x}), 1)`)})`
        : key === "st"
          ? `named_struct('a', ${maybe(`${x}.a`)}, 'b', ${maybe(`${x}.b`)})`
          : undefined;
    const both = [`${maybe(loose ?? x)} AS \`${key}?\``, `${loose ?? x} AS \`${key}\``];
    return loose === undefined ? both : [...both, `${x} AS \`${key}!\``];
  });
}

import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyze, type BoundKind, HOLE } from "../../src/analysis/index.js";
import { catalog } from "../../src/functions/catalog/index.js";
import { parseSignature } from "../../src/functions/signature.js";
import { DatabricksSession, Decimal, SparkError, type SqlValue } from "../../src/index.js";
import { emptyRelation, lookupOf } from "./fixture.js";

/** Values of each kind. Which of them Spark takes may depend on the value: one that it takes speaks for the kind. */
const values: { readonly [K in BoundKind]: readonly SqlValue[] } = {
  null: [null],
  boolean: [true],
  number: [1, 1.5, 0, 2020],
  bigint: [1n],
  Decimal: [Decimal.from("1.5"), Decimal.from("1")],
  string: [
    "a",
    "1",
    "2020-01-01",
    "1 day",
    "INT",
    "{}",
    "YEAR",
    "9",
    "a INT",
    "UTF-8",
    "<a/>",
    "true",
    "$",
    "1-2",
    "1 2",
    "1 2:3",
    "1 2:3:4",
    "1:2",
    "1:2:3",
  ],
  Uint8Array: [new Uint8Array([1])],
  PlainDate: [Temporal.PlainDate.from("2020-01-01")],
  PlainDateTime: [Temporal.PlainDateTime.from("2020-01-01T00:00")],
  Instant: [Temporal.Instant.from("2020-01-01T00:00Z")],
  PlainTime: [Temporal.PlainTime.from("10:00")],
  Duration: [{ hours: 1 }, { months: 1 }, { months: 1, days: 1 }].map((one) => Temporal.Duration.from(one)),
  array: [["a"], [1], [1.5], [], [[1]], [["a"]], [true], [Temporal.PlainDate.from("2020-01-01")]],
  map: [new Map([["a", 1]]), new Map([[1, "a"]]), new Map([["a", "b"]]), new Map([[1, 1]])],
};
const kinds = Object.keys(values) as readonly BoundKind[];

const table =
  "b BOOLEAN, i INT, l BIGINT, f FLOAT, x DOUBLE, dec DECIMAL(7,2), s STRING, bin BINARY, d DATE, ts TIMESTAMP, " +
  "ntz TIMESTAMP_NTZ, ym INTERVAL YEAR TO MONTH, dt INTERVAL DAY TO SECOND, xs ARRAY<INT>, tags ARRAY<STRING>, " +
  "m MAP<STRING, INT>, st STRUCT<a: INT, b: STRING>, v VARIANT";

/** Expressions over the columns of the table, as people write them; each `?` is asked about. */
const written = `
date_add(d, ?)|date_add(?, 1)|date_sub(d, ?)|dateadd(d, ?)|datediff(d, ?)|datediff(?, d)|add_months(d, ?)
months_between(ts, ?)|last_day(?)|next_day(d, ?)|next_day(?, 'MON')|trunc(d, ?)|trunc(?, 'MM')|date_trunc(?, ts)
date_trunc('DAY', ?)|date_format(?, 'yyyy')|date_format(d, ?)|to_date(?)|to_date(s, ?)|to_timestamp(?)|year(?)|month(?)
quarter(?)|hour(?)|minute(?)|second(?)|dayofweek(?)|weekofyear(?)|extract(YEAR FROM ?)|make_date(?, 1, 1)
make_date(2020, ?, 1)|unix_timestamp(?)|from_unixtime(?)|from_utc_timestamp(?, 'UTC')|from_utc_timestamp(ts, ?)
timestamp_seconds(?)|timestamp_millis(?)|date_part('YEAR', ?)|timestampadd(DAY, ?, ts)|timestampadd(DAY, 1, ?)
timestampdiff(DAY, ?, ts)|make_interval(?)|make_dt_interval(?)|make_ym_interval(?)|unix_date(?)|date_from_unix_date(?)
substr(s, ?)|substr(s, 1, ?)|substr(?, 1)|substring(s FROM ? FOR 2)|left(s, ?)|right(s, ?)|lpad(s, ?)|lpad(s, 5, ?)
rpad(s, ?, 'x')|repeat(s, ?)|repeat(?, 2)|upper(?)|lower(?)|trim(?)|trim(BOTH ? FROM s)|length(?)|char_length(?)
concat(s, ?)|concat_ws(?, s, s)|concat_ws(',', ?)|concat_ws(',', s, ?)|replace(s, ?, 'b')|replace(s, 'a', ?)|split(s, ?)
split(s, ',', ?)|split_part(s, ?, 1)|split_part(s, ',', ?)|regexp_replace(s, ?, 'x')|regexp_extract(s, ?, 1)
regexp_extract(s, 'a', ?)|regexp_like(s, ?)|instr(s, ?)|locate(?, s)|locate('a', s, ?)|position(? IN s)|initcap(?)
overlay(s PLACING ? FROM 1)|overlay(s PLACING 'a' FROM ?)|startswith(s, ?)|endswith(s, ?)|contains(s, ?)|translate(s, ?, 'b')
format_number(x, ?)|format_number(?, 2)|format_string(?, i)|format_string('%s', ?)|ascii(?)|chr(?)|hex(?)|unhex(?)|base64(?)
unbase64(?)|encode(?, 'UTF-8')|encode(s, ?)|decode(bin, ?)|sha2(s, ?)|sha2(?, 256)|md5(?)|crc32(?)|hash(?)|xxhash64(?)
soundex(?)|levenshtein(s, ?)|space(?)|elt(?, s, s)|find_in_set(?, s)|reverse(?)|sentences(?)|to_number(s, ?)|to_char(dec, ?)
round(x, ?)|round(?, 2)|round(?)|bround(x, ?)|ceil(?)|floor(?)|ceil(dec, ?)|abs(?)|sqrt(?)|exp(?)|ln(?)|log(?, x)|pow(x, ?)
pow(?, 2)|mod(i, ?)|pmod(i, ?)|pmod(?, i)|sign(?)|sin(?)|atan2(x, ?)|greatest(i, ?)|least(d, ?)|rand(?)|bin(?)|conv(s, ?, 2)
conv(?, 10, 2)|factorial(?)|shiftleft(i, ?)|bit_count(?)|width_bucket(x, ?, 10, 5)|width_bucket(x, 0, 10, ?)|isnan(?)
nanvl(x, ?)|hypot(x, ?)|cbrt(?)|degrees(?)|try_divide(i, ?)|try_add(i, ?)|try_add(d, ?)|div(i, ?)|negative(?)
coalesce(i, ?)|coalesce(d, ?)|coalesce(s, ?)|coalesce(b, ?)|coalesce(xs, ?)|coalesce(ts, ?, d)|coalesce(m, ?)|nvl(i, ?)
nvl(d, ?)|nvl2(?, i, i)|nvl2(s, i, ?)|ifnull(dec, ?)|nullif(i, ?)|nullif(d, ?)|if(?, 1, 2)|if(b, i, ?)|if(b, ?, d)|if(b, ?, ?)
iff(b, i, ?)|decode(i, ?, 'a')|decode(i, 1, ?, 'x')|isnull(?)|zeroifnull(?)|nullifzero(?)|equal_null(i, ?)
array_contains(tags, ?)|array_contains(xs, ?)|array_contains(?, 1)|array_position(xs, ?)|array_remove(tags, ?)
array_append(xs, ?)|array_prepend(tags, ?)|array_union(xs, ?)|array_intersect(tags, ?)|array_except(xs, ?)
arrays_overlap(xs, ?)|array_join(tags, ?)|array_join(?, ',')|array_join(tags, ',', ?)|array_repeat(s, ?)|array_insert(xs, ?, 1)
array_insert(xs, 1, ?)|slice(xs, ?, 1)|slice(xs, 1, ?)|sort_array(?)|sort_array(xs, ?)|array_max(?)|array_distinct(?)|size(?)
cardinality(?)|element_at(xs, ?)|element_at(m, ?)|try_element_at(m, ?)|get(xs, ?)|flatten(?)|sequence(1, ?)|sequence(d, ?)
sequence(1, 10, ?)|shuffle(?)|array(i, ?)|array_size(?)|arrays_zip(xs, ?)|explode(?)|posexplode(?)|stack(?, 1, 2)|inline(?)
map_keys(?)|map_values(?)|map_entries(?)|map_concat(m, ?)|map_contains_key(m, ?)|map('a', ?)|map(?, 1)|map_from_arrays(tags, ?)
map_from_entries(?)|str_to_map(?)|str_to_map(s, ?)|named_struct('a', ?)|named_struct(?, 1)|struct(?)
from_json(?, 'a INT')|to_json(?)|get_json_object(s, ?)|get_json_object(?, '$.a')|json_tuple(s, ?)|json_array_length(?)
parse_json(?)|variant_get(v, ?)|variant_get(v, '$.a', ?)|schema_of_json(?)|from_csv(?, 'a INT')|parse_url(s, ?)|url_encode(?)
sum(?)|avg(?)|min(?)|max(?)|count(?)|sum(i + ?)|percentile(x, ?)|percentile(?, 0.5)|percentile_approx(x, ?)|approx_count_distinct(?)
approx_percentile(x, 0.5, ?)|collect_list(?)|first(?)|any_value(?)|bool_and(?)|count_if(?)|stddev(?)|corr(x, ?)|max_by(s, ?)
listagg(s, ?)|string_agg(?, ',')|mode(?)|bit_or(?)|median(?)|try_sum(?)|regr_slope(x, ?)|every(?)
lag(i, ?) OVER (ORDER BY i)|lag(i, 1, ?) OVER (ORDER BY i)|lead(d, 1, ?) OVER (ORDER BY i)|lead(d, ?) OVER (ORDER BY i)
ntile(?) OVER (ORDER BY i)|nth_value(i, ?) OVER (ORDER BY i)|first_value(?) OVER (ORDER BY i)
sum(i) OVER (ORDER BY i ROWS ? PRECEDING)|sum(i) OVER (ORDER BY i ROWS BETWEEN ? PRECEDING AND ? FOLLOWING)
d + ?|ts - ?|d - ?|? + d|dt * ?|dt / ?|? * ym|ntz + ?|-?|~?|i + ?|x / ?|i % ?|i div ?|dec * ?|ym + ?|dt - ?|? - ts
CAST(? AS INT)|CAST(? AS DATE)|CAST(? AS STRING)|CAST(? AS BOOLEAN)|CAST(? AS DECIMAL(10, 2))|TRY_CAST(? AS TIMESTAMP)
CAST(? AS BINARY)|CAST(? AS ARRAY<INT>)|CAST(? AS DOUBLE)|?::BIGINT|CASE WHEN ? THEN 1 END|assert_true(?)|typeof(?)|like(s, ?)
rlike(s, ?)|int(?)|date(?)|string(?)|boolean(?)|transform(xs, e -> e + ?)|filter(tags, e -> contains(e, ?))|uuid(?)|raise_error(?)
array_contains(array(?), 1)|array_union(xs, array(?))|array_union(array(?), tags)|concat_ws(',', array(?))|flatten(array(?))
array_join(array(?), ',')|arrays_overlap(array(?), xs)|array_except(tags, array('a', ?))|coalesce(xs, array(?))
coalesce(m, map('a', ?))|coalesce(m, map(?, 1))|map_concat(m, map(?, 1))|map_concat(m, map('b', ?))|map_from_entries(array(?))
map_from_arrays(array(?), array(1))|element_at(map(?, 1), 'a')|map_contains_key(map(?, 1), 1)|array_max(array(?))|explode(array(?))
size(map(?, 1))|sort_array(array(?))|array_sum(array(?))|sum(element_at(array(?), 1))|inline(array(?))|greatest(xs, array(?))
if(b, xs, array(?))|nvl(tags, array(?, 'a'))|array_position(array(?), d)|array_append(array(?), d)|array(i, ?)|map('a', 1, 'b', ?)|map('a', 1, ?, 2)|array('a', ?)
to_json(array(?))|from_json('{}', 'a INT', map('a', ?))|arrays_zip(xs, array(?))|transform(array(?), e -> e + 1)|hash(map(?, 1))
`
  .trim()
  .split(/[|\n]/)
  .filter((text) => text !== "");

/** Spark would read text beside a number as one; that is a mistake to us on purpose, as it is in a comparison. */
const besideNumber = /\b(?:i|x|e|dec) (?:[-+*/%]|div) \?/;

/** One argument that each parameter class takes. */
const samples: readonly string[] = ["s", "i", "d", "x", "xs", "m", "b", "ts", "bin", "v", "1", "'a'", "tags", "st"];

/** From each row: one call with a hole for each parameter, the other arguments of types that fit the row. */
function generated(): readonly string[] {
  const refuses = (text: string): boolean =>
    analyze(`SELECT ${text} FROM t`, { schemas: lookupOf({ t: table }) }).diagnostics.length > 0;
  return catalog.flatMap(({ name, kind, takes, traits }) => {
    if (!/^[a-z]\w*$/.test(name) || (kind !== "scalar" && kind !== "aggregate") || takes === undefined) return [];
    if (traits?.includes("off") || traits?.includes("needsWithinGroup")) return [];
    return (typeof takes === "string" ? [takes] : takes.map((one) => one.takes)).flatMap((signature) => {
      const parameters = parseSignature(signature).filter((parameter) => !parameter.optional);
      const call = (args: readonly string[]): string => `${name}(${args.join(", ")})`;
      // Arguments of one type first: most functions that take several are of that kind.
      const [one] = samples.map((sample) => parameters.map(() => sample)).filter((args) => !refuses(call(args)));
      return one ? parameters.map((_, at) => call(one.with(at, "?"))) : [];
    });
  });
}

const tableSamples =
  "(? ROWS)|(? PERCENT)|(-? PERCENT)|(BUCKET ? OUT OF 4)|(BUCKET 1 OUT OF ?)|(5 ROWS) REPEATABLE (?)|(5 PERCENT) REPEATABLE (?)".split(
    "|",
  );

/** Of each unit, and of each pair of units. */
const intervals: readonly string[] = [
  ..."YEAR|MONTHS|WEEK|DAYS|HOUR|MINUTES|SECOND|MILLISECONDS|MICROSECOND"
    .split("|")
    .map((unit) => `INTERVAL ? ${unit}`),
  ..."YEAR TO MONTH|DAY TO HOUR|DAY TO MINUTE|DAY TO SECOND|HOUR TO MINUTE|HOUR TO SECOND|MINUTE TO SECOND"
    .split("|")
    .flatMap((range) => [`INTERVAL ? ${range}`, `INTERVAL -? ${range}`]),
  ..."INTERVAL -? DAY|INTERVAL + ? MONTH|INTERVAL ? DAY 2 HOURS|INTERVAL 1 YEAR -? MONTHS|INTERVAL ? DAYS ? HOURS".split(
    "|",
  ),
  ..."d + INTERVAL ? DAY|ts - INTERVAL ? HOUR|dt * 2 + INTERVAL ? MINUTE|date_add(d, 1) + INTERVAL ? WEEK".split("|"),
];

const queries: readonly string[] = [
  ...[...new Set([...written, ...generated()])].map((text) => `SELECT ${text} FROM t`),
  ..."SELECT 1 LIMIT ?|SELECT 1 OFFSET ?|SELECT * FROM range(?)|SELECT * FROM range(1, ?)|SELECT * FROM explode(?)".split(
    "|",
  ),
  ...tableSamples.map((sample) => `SELECT i FROM t TABLESAMPLE ${sample}`),
  ...["SELECT i FROM (SELECT * FROM t)", "SELECT i FROM (t JOIN (SELECT 1 AS z))", "FROM t |>"].flatMap((before) =>
    ["(? ROWS)", "(? PERCENT)"].map((sample) => `${before} TABLESAMPLE ${sample}`),
  ),
  ...intervals.map((interval) => `SELECT ${interval} FROM t`),
];

let spark: DatabricksSession;
beforeAll(async () => {
  spark = await DatabricksSession.builder.remote(process.env.DBSQL_TEST_SPARK ?? "").create();
  await spark.sql("SET spark.sql.timeType.enabled = true").collect();
  await spark.sql(emptyRelation(table)).createOrReplaceTempView("t");
});
afterAll(() => spark.stop());

/** Whether Spark's analyser takes the values in the places of the markers. */
async function takes(text: string, args: readonly SqlValue[]): Promise<boolean> {
  try {
    await spark.sql(text, args).schema();
    return true;
  } catch (error) {
    if (!(error instanceof SparkError)) throw error;
    return false;
  }
}

/** Whether Spark takes some value of the kind at one marker: the others may hold NULL, or the same. */
async function takesKind(text: string, at: number, count: number, kind: BoundKind): Promise<boolean> {
  for (const value of values[kind]) {
    const filled = new Set(count === 1 ? [value] : [value, null]);
    for (const other of filled) {
      if (await takes(text, Array<SqlValue>(count).fill(other).with(at, value))) return true;
    }
  }
  return false;
}

describe("what may be bound to a parameter", () => {
  it("is all that Spark takes there, and little that it refuses", { timeout: 600_000 }, async () => {
    const schemas = lookupOf({ t: table });
    const falseRefusals: string[] = [];
    const missed: string[] = [];
    const tally = { places: 0, refused: 0, caught: 0 };
    const queue = [...queries];
    const ask = async (text: string): Promise<void> => {
      const count = text.split("?").length - 1;
      const holes = Array.from({ length: count }, () => ({ kind: "unknown" }) as const);
      const { parameters } = analyze(text.replaceAll("?", HOLE), { schemas, holes });
      for (let at = 0; at < count; at++) {
        const parameter = parameters.find(({ hole }) => hole === at);
        const taken = await Promise.all(kinds.map((kind) => takesKind(text, at, count, kind)));
        // A text that is refused whatever is bound tells nothing about the values.
        if (!taken.includes(true)) continue;
        tally.places++;
        for (const [k, kind] of kinds.entries()) {
          const rejects = parameter?.accepts?.includes(kind) === false;
          if (taken[k] && rejects && !(kind === "string" && besideNumber.test(text))) {
            falseRefusals.push(`${text} #${at}: ${kind}`);
          }
          if (taken[k]) continue;
          tally.refused++;
          if (rejects) tally.caught++;
          else missed.push(`${text} #${at}: ${kind}`);
        }
      }
    };
    const work = async (): Promise<void> => {
      for (let text = queue.pop(); text !== undefined; text = queue.pop()) await ask(text);
    };
    await Promise.all([work(), work()]);
    expect(falseRefusals).toEqual([]);
    expect(written.length).toBeGreaterThan(200);
    expect(tally.places).toBeGreaterThan(500);
    expect(tally.caught / tally.refused, `${JSON.stringify(tally)} ${missed.join("; ")}`).toBeGreaterThanOrEqual(0.945);
  });
});

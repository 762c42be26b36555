import type { RefusedCall } from "./call.js";
import { type Arg, refuse } from "./rule.js";

/** What a constant argument has to be. */
interface Limit {
  /** The position of the argument. */
  readonly at: number;
  /** Of a number: the least and the greatest. */
  readonly within?: readonly [least: number, greatest: number];
  /** Of a text: the words that it may be, in lower case, whatever their case is. */
  readonly words?: readonly string[];
  /** Of a text: one character. */
  readonly single?: true;
  /** Not NULL; under which class it is refused, where that is not `UNEXPECTED_NULL`. */
  readonly given?: true | "UNEXPECTED_INPUT_TYPE";
  /** Of a number: not 0. */
  readonly nonZero?: true;
  /** Under which class Spark refuses another number, where that is not `VALUE_OUT_OF_RANGE`. */
  readonly hinted?: true;
}

const sum = ["sum", "min", "max", "alwaysone"];
const size = (at: number): Limit => ({ at, within: [8, 65_535], hinted: true, given: true });
const entries = (at: number): Limit => ({ at, within: [4, 26], hinted: true, given: true });
const mode = (at: number): Limit => ({ at, words: sum, given: true });

const both = (name: string, limits: readonly Limit[]): Readonly<Record<string, readonly Limit[]>> => ({
  [`${name}_double`]: limits,
  [`${name}_integer`]: limits,
});

const limits: Readonly<Record<string, readonly Limit[] | undefined>> = {
  ntile: [{ at: 0, within: [1, Number.POSITIVE_INFINITY] }],
  nth_value: [{ at: 1, within: [1, Number.POSITIVE_INFINITY] }],
  max_by: [{ at: 2, within: [1, 100_000] }],
  min_by: [{ at: 2, within: [1, 100_000] }],
  regexp_replace: [{ at: 3, within: [1, Number.POSITIVE_INFINITY] }],
  time_bucket: [{ at: 0, within: [1, Number.POSITIVE_INFINITY] }],
  kll_sketch_agg_bigint: [size(1)],
  kll_sketch_agg_float: [size(1)],
  kll_sketch_agg_double: [size(1)],
  kll_merge_agg_bigint: [size(1)],
  kll_merge_agg_float: [size(1)],
  kll_merge_agg_double: [size(1)],
  ...both("tuple_sketch_agg", [entries(2), mode(3)]),
  ...both("tuple_union_agg", [entries(1), mode(2)]),
  ...both("tuple_union", [entries(2), mode(3)]),
  ...both("tuple_union_theta", [entries(2), mode(3)]),
  ...both("tuple_intersection_agg", [mode(1)]),
  ...both("tuple_intersection", [mode(2)]),
  ...both("tuple_intersection_theta", [mode(2)]),
  ...both("tuple_sketch_summary", [mode(1)]),
  range: [0, 1, 2, 3].map((at) => ({ at, given: "UNEXPECTED_INPUT_TYPE", ...(at === 2 ? { nonZero: true } : {}) })),
  schema_of_json: [{ at: 0, given: true }],
  schema_of_csv: [{ at: 0, given: true }],
  schema_of_xml: [{ at: 0, given: true }],
  mode: [{ at: 1, given: true }],
  mask: [1, 2, 3, 4].map((at) => ({ at, single: true })),
};

export function outOfRange(name: string, args: readonly Arg[]): RefusedCall | undefined {
  for (const limit of (Object.hasOwn(limits, name) && limits[name]) || []) {
    const arg = args[limit.at];
    const refused = arg && outside(limit, arg);
    if (refused) return refused;
  }
  return undefined;
}

function outside(limit: Limit, { source }: Arg): RefusedCall | undefined {
  const { at, within, words, single, given, nonZero, hinted } = limit;
  const { constant } = source;
  if (given && (source.type.kind === "void" || constant === null))
    return refuse(given === true ? "DATATYPE_MISMATCH.UNEXPECTED_NULL" : given, at);
  if (nonZero && (constant === 0 || constant === 0n)) return refuse("FAILED_FUNCTION_CALL", at);
  if (single && typeof constant === "string" && constant.length !== 1 && [...constant].length !== 1)
    return refuse("DATATYPE_MISMATCH.INPUT_SIZE_NOT_ONE", at);
  // What is no text is cast to one, and to none of the words.
  const word = constant === undefined || constant === null ? undefined : String(constant);
  if (words && word !== undefined && !words.includes(word.toLowerCase()))
    return refuse("DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT", at, {
      expected: `one of ${words.join(", ")}`,
      actual: word === "" ? "empty" : word,
    });
  if (!within || (typeof constant !== "number" && typeof constant !== "bigint")) return undefined;
  const [least, greatest] = within;
  if (constant >= least && constant <= greatest) return undefined;
  const range = greatest === Number.POSITIVE_INFINITY ? `at least ${least}` : `between ${least} and ${greatest}`;
  return hinted
    ? refuse("DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT", at, { expected: range, actual: String(constant) })
    : refuse("DATATYPE_MISMATCH.VALUE_OUT_OF_RANGE", at, { valueRange: range, currentValue: String(constant) });
}

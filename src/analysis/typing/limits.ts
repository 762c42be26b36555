import type { RefusedCall } from "./call.js";
import { type Arg, mismatch } from "./rule.js";

/** Where a constant has to lie: the position of the argument, the least and the greatest value. */
const limits: Readonly<Record<string, readonly [at: number, least: number, greatest: number] | undefined>> = {
  ntile: [0, 1, Number.POSITIVE_INFINITY],
  nth_value: [1, 1, Number.POSITIVE_INFINITY],
  max_by: [2, 1, 100_000],
  min_by: [2, 1, 100_000],
  regexp_replace: [3, 1, Number.POSITIVE_INFINITY],
  time_bucket: [0, 1, Number.POSITIVE_INFINITY],
};

export function outOfRange(name: string, args: readonly Arg[]): RefusedCall | undefined {
  const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
  const value = limit && args[limit[0]]?.source.constant;
  if (!limit || (typeof value !== "number" && typeof value !== "bigint")) return undefined;
  const [at, least, greatest] = limit;
  if (value >= least && value <= greatest) return undefined;
  const range = greatest === Number.POSITIVE_INFINITY ? `at least ${least}` : `between ${least} and ${greatest}`;
  return mismatch("VALUE_OUT_OF_RANGE", at, { valueRange: range, currentValue: String(value) });
}

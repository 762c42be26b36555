import type { DataType } from "../../types/index.js";
import type { Env } from "../names/scope.js";
import { sameType, widest, widestOf } from "../typing/index.js";

/** What columns of two relations become where they meet: undefined when Spark refuses it, or when we do not know. */
export function meeting({ ctx }: Env, left: DataType, right: DataType): DataType | undefined {
  return ctx.ansi ? widest(left, right) : alike([left, right]);
}

/**
 * The widest type in VALUES and UNPIVOT, which ask Spark's older rules even with ANSI: a string is not promoted to meet
 * something else, and an integer meets a float as a float. Undefined when Spark refuses it, or when we do not know.
 */
export function inTable({ ctx }: Env, met: readonly DataType[]): DataType | undefined {
  return ctx.ansi ? widestOf(met, "table") : alike(met);
}

/** Without ANSI types meet by other rules: we know what those become that are the same, or void. */
function alike(types: readonly DataType[]): DataType | undefined {
  const known = types.filter((type) => type.kind !== "void");
  const first = known[0] ?? types[0];
  return first && known.every((type) => sameType(type, first)) ? first : undefined;
}

import type { Relation } from "./relation.js";
import type { PlanSource } from "./source.js";

/** The plan that `make` builds on another, as late as that one is known. */
export function derive(source: PlanSource, make: (input: Relation) => Relation): PlanSource {
  if (typeof source !== "function") return make(source);
  return async (options) => make(await source(options));
}

/** The plan itself; runs the command it waits for, if any. */
export function resolvePlan(
  source: PlanSource,
  options: { readonly signal?: AbortSignal } = {},
): Relation | Promise<Relation> {
  return typeof source === "function" ? source(options) : source;
}

import type { Context } from "../context.js";
import type { Resolved } from "../resolve/resolved.js";
import { contains, walk } from "./scopes.js";

/** Filters and plain lists of a subquery may use columns of the query around; what aggregates or sorts may not. */
export function checkCorrelated(ctx: Context, resolved: Resolved): void {
  if (contains(resolved, "outer"))
    ctx.report("UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.CORRELATED_REFERENCE", resolved);
}

/** The same, of an expression whose aggregates and windows alone are bound to that. */
export function checkCorrelatedParts(ctx: Context, resolved: Resolved): void {
  for (const one of walk(resolved)) {
    if (one.role === "aggregate") checkCorrelated(ctx, one);
    // What is computed of a column is computed before the window is.
    else if (one.role === "window" && one.children.some(isBare)) checkCorrelated(ctx, one);
  }
}

const isBare = (one: Resolved): boolean => one.role === "outer" && one.key === `outer(${one.whole?.key})`;

import { type DataType, formatType, types } from "../../types/index.js";
import type { Expression, Span } from "../ast/index.js";
import type { Context } from "../context.js";
import type { Scope } from "../names/scope.js";
import { isNondeterministic, isUnknown, type Resolved } from "../resolve/resolved.js";
import { castAllowed, castErrorClass } from "../typing/index.js";
import { contains, resolve } from "./scopes.js";

/** A condition of WHERE, ON…: it must be a boolean. */
export function condition(node: Expression, scope: Scope, others: readonly DataType["kind"][] = []): Resolved {
  const { ctx } = scope.env;
  const resolved = test(node, scope);
  const { kind } = resolved.type;
  if (!isUnknown(resolved.type) && kind !== "boolean" && kind !== "void" && !others.includes(kind)) {
    const errorClass =
      scope.clause === "on" ? "JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE" : "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN";
    ctx.report(errorClass, node, { type: kind === "string" ? "STRING" : formatType(resolved.type).toUpperCase() });
  }
  return resolved;
}

function test(node: Expression, scope: Scope): Resolved {
  if (node.kind === "hole" || node.kind === "parameter") scope.env.ctx.expect(node, types.boolean);
  return resolve(node, scope);
}

/** A condition of HAVING or QUALIFY: what is no predicate is cast to BOOLEAN, as if that were written. */
export function castCondition(node: Expression, scope: Scope): Resolved {
  const resolved = test(node, scope);
  const from = resolved.type;
  if (contains(resolved, "generator")) scope.env.ctx.report("UNSUPPORTED_GENERATOR.OUTSIDE_SELECT", node);
  if (castAllowed(from, types.boolean) === false) {
    const names = { srcType: formatType(from).toUpperCase(), targetType: "BOOLEAN" };
    scope.env.ctx.report(castErrorClass(from, types.boolean), node, names);
  }
  return resolved;
}

const forbidden = [
  ["window", "WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE"],
  ["aggregate", "INVALID_WHERE_CONDITION"],
  ["generator", "UNSUPPORTED_GENERATOR.OUTSIDE_SELECT"],
  ["grouping", "UNSUPPORTED_GROUPING_EXPRESSION"],
] as const;

/** What stands in no condition that pairs rows. */
export function joinCondition(node: Expression, scope: Scope, isLateral: boolean): Resolved {
  const resolved = condition(node, scope);
  checkPlain(node, resolved, scope);
  if (isNondeterministic(resolved))
    scope.env.ctx.report(
      isLateral ? `${lateralJoin}.LATERAL_JOIN_CONDITION_NON_DETERMINISTIC` : "INVALID_NON_DETERMINISTIC_EXPRESSIONS",
      node,
    );
  return resolved;
}

const lateralJoin = "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY";

/** Where aggregates, windows and generators are computed by no one. */
export function checkPlain(node: Expression, resolved: Resolved, { env }: Scope): void {
  const { ctx } = env;
  if (contains(resolved, "aggregate") || contains(resolved, "window")) reportUnsupported(ctx, node);
  else if (contains(resolved, "generator")) ctx.report("UNSUPPORTED_GENERATOR.OUTSIDE_SELECT", node);
}

/** An aggregate or a window stands where nothing computes it. */
export function reportUnsupported(ctx: Context, at: Span): void {
  ctx.report("UNSUPPORTED_EXPR_FOR_OPERATOR", at, { expression: ctx.text.slice(at.start, at.end) });
}

/** WHERE runs before anything is grouped, windowed or generated. */
export function plainCondition(node: Expression, scope: Scope): Resolved {
  const resolved = condition(node, scope);
  for (const [role, errorClass] of forbidden) {
    if (!contains(resolved, role)) continue;
    scope.env.ctx.report(errorClass, node, { clauseName: "WHERE" });
    break;
  }
  return resolved;
}

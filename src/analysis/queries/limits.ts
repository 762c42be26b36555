import { formatType, types } from "../../types/index.js";
import type { Expression, Sample } from "../ast/index.js";
import type { Rel } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { isParameter } from "../resolve/argument.js";
import { isNondeterministic, isUnknown, type Role } from "../resolve/resolved.js";
import { contains, resolve, scopeOf } from "./scopes.js";

/** What no constant is made of. */
const varying: readonly Role[] = ["column", "outer", "aggregate", "window", "generator", "subquery"];

/** LIMIT, OFFSET and TABLESAMPLE (… ROWS) take a constant: an INT and nothing else, without any cast. */
export function limit(node: Expression | undefined, layers: readonly Rel[], env: Env): void {
  if (!node) return;
  const { ctx } = env;
  const resolved = resolve(node, scopeOf(env, layers, "limit"));
  if (isParameter(node)) ctx.expectKinds(node, () => ["number"], types.int);
  if (varying.some((role) => contains(resolved, role)) || isNondeterministic(resolved))
    ctx.report("INVALID_LIMIT_LIKE_EXPRESSION.IS_UNFOLDABLE", node);
  else if (isUnknown(resolved.type) || (isParameter(node) && resolved.type.kind === "void")) return;
  else if (resolved.constant === null && resolved.type.kind === "int")
    ctx.report("INVALID_LIMIT_LIKE_EXPRESSION.IS_NULL", node);
  else if (resolved.type.kind !== "int") {
    ctx.report("INVALID_LIMIT_LIKE_EXPRESSION.DATA_TYPE", node, { dataType: formatType(resolved.type).toUpperCase() });
  } else if (typeof resolved.constant === "number" && resolved.constant < 0)
    ctx.report("INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE", node);
}

/** TABLESAMPLE: all its other numbers are written ones, which Spark reads with the text. */
export function sampled(node: Sample | undefined, layers: readonly Rel[], env: Env): void {
  if (!node) return;
  limit(node.rows, layers, env);
  for (const number of node.numbers) {
    resolve(number, scopeOf(env, layers, "limit"));
    env.ctx.expectKinds(number, () => ["number"], types.int);
  }
}

import type { Expression, NamedWindow } from "../ast/index.js";
import type { Rel } from "../names/relation.js";
import type { Clause, Env, Scope } from "../names/scope.js";
import type { Resolved } from "../resolve/resolved.js";

export function scopeOf(
  env: Env,
  layers: readonly Rel[],
  clause: Clause,
  windows: readonly NamedWindow[] = env.windows ?? [],
): Scope {
  return { env, layers, clause, windows };
}

/** Below a WINDOW clause. */
export function withWindows(env: Env, windows: readonly NamedWindow[]): Env {
  for (const window of windows) env.ctx.observer?.resolved(window.name, { kind: "window", window });
  return windows.length === 0 ? env : { ...env, windows: [...(env.windows ?? []), ...windows] };
}

export function resolve(node: Expression, scope: Scope): Resolved {
  return scope.env.tools.expression(node, scope);
}

/** Every expression below, itself first; subqueries are one. */
export function* walk(resolved: Resolved): Iterable<Resolved> {
  const pending = [resolved];
  for (let one = pending.pop(); one; one = pending.pop()) {
    yield one;
    for (let i = one.children.length - 1; i >= 0; i--) pending.push(one.children[i] as Resolved);
  }
}

export { contains } from "../resolve/resolved.js";

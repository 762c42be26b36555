import type { Expression } from "../ast/index.js";
import type { Scope } from "../names/scope.js";
import type { TypedArg } from "../typing/index.js";
import { contains, isUnknown, type Resolved } from "./resolved.js";

/** What the typing rules see of an expression. */
export function argumentOf(resolved: Resolved): TypedArg {
  return {
    type: resolved.type,
    nullable: resolved.nullable,
    ...(resolved.literal ? { literal: true } : {}),
    ...foldableOf(resolved),
    ...(resolved.constant === undefined ? {} : { constant: resolved.constant }),
    ...(resolved.attributeName === undefined ? {} : { name: resolved.attributeName }),
    ...(resolved.elements ? { elements: resolved.elements } : {}),
  };
}

/** A hole or marker beside something of a known type is asked for that type. */
export function expectFrom(scope: Scope, node: Expression, other: Resolved | undefined): void {
  if (!other || isUnknown(other.type)) return;
  if (node.kind === "hole" || node.kind === "parameter") scope.env.ctx.expect(node, other.type);
}

/** The same, where operands are peers. */
export function expectPeers(scope: Scope, nodes: readonly Expression[], resolved: readonly Resolved[]): void {
  const known = resolved.find((one) => !isUnknown(one.type) && one.type.kind !== "void");
  if (known) for (const node of nodes) expectFrom(scope, node, known);
}

/** A hole or marker whose value the host knows nothing about. */
export function isOpenParameter(node: Expression, resolved: Resolved): boolean {
  return (node.kind === "hole" || node.kind === "parameter") && isUnknown(resolved.type);
}

/** Not said of what holds something unknown: a session variable is unknown to us, and a constant to Spark. */
function foldableOf(resolved: Resolved): { readonly foldable?: boolean } {
  if (resolved.foldable === true) return { foldable: true };
  return contains(resolved, "unknown") ? {} : { foldable: false };
}

import type { Span } from "../ast/index.js";
import type { Scope } from "../names/scope.js";
import { type CallResult, lenient, type Printed, type RefusedCall } from "../typing/index.js";
import { type Resolved, type Role, unknownResolved } from "./resolved.js";

export function reportRefused(scope: Scope, at: Span, args: readonly Span[], refused: RefusedCall): void {
  const place = refused.argument === undefined ? at : (args[refused.argument] ?? at);
  scope.env.ctx.report(refused.errorClass, place, refused.parameters);
}

/** What an operator prints may depend on the types of its operands. */
export function withType(printed: Printed, type: Resolved["type"]): Printed {
  return printed.kind === "star" ||
    printed.kind === "lambda" ||
    printed.kind === "alias" ||
    printed.kind === "literal" ||
    printed.kind === "variantPath"
    ? printed
    : { ...printed, type };
}

/** The expression that a typing rule's answer makes. */
export function fromResult(
  scope: Scope,
  at: Span,
  answer: CallResult,
  children: readonly Resolved[],
  made: { readonly key: string; readonly printed: Printed; readonly role?: Role },
): Resolved {
  const result = scope.env.ctx.ansi ? answer : lenient(answer);
  if (result.kind === "refused") reportRefused(scope, at, children, result);
  if (result.kind !== "typed")
    return { ...unknownResolved(at, children), printed: made.printed, role: made.role ?? "plain", key: made.key };
  return {
    role: made.role ?? "plain",
    start: at.start,
    end: at.end,
    type: result.type,
    nullable: result.nullable,
    printed: withType(made.printed, result.type),
    key: made.key,
    children,
    foldable: children.every((child) => child.foldable),
    ...(result.constant === undefined ? {} : { constant: result.constant }),
    ...(result.columns ? { generated: result.columns } : {}),
  };
}

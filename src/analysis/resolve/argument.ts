import type { DataType } from "../../types/index.js";
import type { Call, Expression, HoleExpression } from "../ast/index.js";
import type { Context } from "../context.js";
import type { Scope } from "../names/scope.js";
import { type CallResult, kindsTaken, kindsTakenAt, resolveCall, type TypedArg } from "../typing/index.js";
import { contains, isUnknown, type Resolved, unknownType } from "./resolved.js";

/** What the typing rules see of an expression. */
export function argumentOf(resolved: Resolved): TypedArg {
  return {
    type: resolved.type,
    nullable: resolved.nullable,
    ...(resolved.literal ? { literal: true } : {}),
    ...foldableOf(resolved),
    ...(resolved.constant === undefined ? {} : { constant: resolved.constant }),
    ...(resolved.attributeName === undefined ? {} : { name: resolved.attributeName }),
    printed: resolved.printed,
    ...(resolved.elements ? { elements: resolved.elements } : {}),
  };
}

/** A hole or marker beside something of a known type is asked for that type. */
export function expectFrom(scope: Scope, node: Expression, other: Resolved | undefined): void {
  if (!other || isUnknown(other.type)) return;
  if (isParameter(node)) scope.env.ctx.expect(node, other.type);
}

/** The same, where operands are peers. */
export function expectPeers(scope: Scope, nodes: readonly Expression[], resolved: readonly Resolved[]): void {
  const known = resolved.find((one) => !isUnknown(one.type) && one.type.kind !== "void");
  if (known) for (const node of nodes) expectFrom(scope, node, known);
}

/** A hole or marker among the arguments of a call is asked for what Spark takes there. */
export function expectArguments(
  scope: Scope,
  nodes: readonly Expression[],
  args: readonly TypedArg[],
  call: (args: readonly TypedArg[]) => CallResult,
): void {
  const { ctx } = scope.env;
  for (const [i, argument] of nodes.entries()) {
    const node = argument.kind === "namedArgument" ? argument.value : argument;
    const made = constructed(node);
    if (!made && !(isParameter(node) && args[i] && isUnknown(args[i].type))) continue;
    // A star stands for many arguments, a fragment may; a lambda would be read again with types that are none of its own.
    if (args.length !== nodes.length || args.some((arg) => arg.lambda) || nodes.some(isFragment(ctx))) return;
    if (made) expectElements(ctx, made, (whole) => call(args.with(i, { ...args[i], ...whole })));
    else ctx.expectKinds(node, () => kindsTakenAt(args, i, call));
  }
}

/** `array(…)` or `map(…)`, when nothing but literals and parameters is in it: their types are known without a look-up. */
function constructed(node: Expression): Call | undefined {
  if (node.kind !== "call" || node.form !== "plain" || node.name.length !== 1) return undefined;
  const isConstructor = /^(?:array|map)$/i.test(node.name[0]?.name ?? "");
  const isPlain = isConstructor && node.args.every((arg) => isParameter(arg) || arg.kind === "literal");
  return isPlain && node.args.some(isParameter) ? node : undefined;
}

/** What is in an array or a map is asked for what makes one that Spark takes in the call around. */
function expectElements(ctx: Context, node: Call, call: (whole: TypedArg) => CallResult): void {
  const name = node.name[0]?.name.toLowerCase() ?? "";
  if (node.args.some(isFragment(ctx))) return;
  const typed = node.args.map((arg): TypedArg => {
    const type = arg.kind === "literal" ? arg.type : arg.kind === "hole" ? typeOfHole(ctx, arg) : undefined;
    return { type: type ?? unknownType, nullable: true, foldable: true };
  });
  for (const [i, element] of node.args.entries()) {
    if (!isParameter(element) || !isUnknown(typed[i]?.type ?? unknownType)) continue;
    ctx.narrowKinds(element, () =>
      kindsTaken((type) => {
        const made = resolveCall({ name, args: typed.with(i, { type, nullable: false, foldable: true }) });
        if (made.kind !== "typed") return made.kind !== "refused";
        return call({ type: made.type, nullable: made.nullable, foldable: true }).kind !== "refused";
      }),
    );
  }
}

/** A hole, `?` or `:name`. */
export const isParameter = (node: Expression): boolean => node.kind === "hole" || node.kind === "parameter";
const typeOfHole = (ctx: Context, { index }: HoleExpression): DataType | undefined => {
  const known = ctx.hole(index);
  return known.kind === "value" ? known.type : undefined;
};
const isFragment =
  (ctx: Context) =>
  (node: Expression): boolean =>
    node.kind === "hole" && ctx.hole(node.index).kind === "fragment";

/** A hole or marker whose value the host knows nothing about. */
export function isOpenParameter(node: Expression, resolved: Resolved): boolean {
  return isParameter(node) && isUnknown(resolved.type);
}

/** Not said of what holds something unknown: a session variable is unknown to us, and a constant to Spark. */
function foldableOf(resolved: Resolved): { readonly foldable?: boolean } {
  if (resolved.foldable === true) return { foldable: true };
  return contains(resolved, "unknown") ? {} : { foldable: false };
}

import { types } from "../../types/index.js";
import type {
  Between,
  Binary,
  Case,
  Expression,
  InList,
  IsDistinct,
  IsNull,
  IsTruth,
  Like,
  LikeQuantified,
  Span,
  Unary,
} from "../ast/index.js";
import { usedSoFar } from "../names/outer-uses.js";
import type { Scope } from "../names/scope.js";
import {
  type BoundKind,
  type CallResult,
  isIntegral,
  isNumeric,
  isText,
  kindsTakenAt,
  type Printed,
  resolveOperator,
} from "../typing/index.js";
import { argumentOf, expectArguments, expectPeers, isOpenParameter, isParameter } from "./argument.js";
import { fromResult } from "./outcome.js";
import { countOuter } from "./outer.js";
import { isUnknown, type Resolved, unknownResolved } from "./resolved.js";
import { spreadStar } from "./stars.js";

/** Spark does not tell the two orders of these apart. */
const commutative: ReadonlySet<string> = new Set(["+", "*", "=", "<=>", "and", "or", "&", "|", "^"]);
const mirrored: Readonly<Record<string, string>> = { ">": "<", ">=": "<=" };

export function keyOf(op: string, args: readonly Resolved[]): string {
  const keys = args.map((arg) => arg.key);
  if (commutative.has(op)) return `${op}(${keys.sort().join(",")})`;
  const mirror = mirrored[op];
  return mirror ? `${mirror}(${keys.reverse().join(",")})` : `${op}(${keys.join(",")})`;
}

function resolve(scope: Scope, nodes: readonly Expression[]): readonly Resolved[] {
  return nodes.map((node) => scope.env.tools.expression(node, scope));
}

/** Operands that meet in one type; a hole among them is asked for the type of the others. */
function peers(scope: Scope, nodes: readonly Expression[]): readonly Resolved[] {
  const resolved = resolve(scope, nodes);
  expectPeers(scope, nodes, resolved);
  return resolved;
}

const truthful: ReadonlySet<string> = new Set([
  "=",
  "<=>",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "and",
  "or",
  "not",
  "in",
  "between",
  "like",
  "ilike",
  "rlike",
  "likeany",
  "likeall",
  "notlikeany",
  "notlikeall",
  "ilikeany",
  "ilikeall",
  "isnull",
  "isnotnull",
]);

/** A test is a boolean whatever is tested. */
function typed(op: string, args: readonly Resolved[]): CallResult {
  if (truthful.has(op) && args.some((arg) => isUnknown(arg.type))) {
    return { kind: "typed", function: "scalar", type: types.boolean, nullable: true };
  }
  return resolveOperator(op, args.map(argumentOf));
}

function operator(scope: Scope, at: Span, op: string, args: readonly Resolved[], printed: Printed): Resolved {
  return fromResult(scope, at, typed(op, args), args, { key: keyOf(op, args), printed });
}

function print(op: string, args: readonly Resolved[]): Printed {
  return { kind: "operator", op, args: args.map((arg) => arg.printed) };
}

function negate(scope: Scope, at: Span, inner: Resolved, negated: boolean): Resolved {
  if (!negated) return inner;
  return operator(scope, at, "not", [inner], {
    kind: "operator",
    op: "not",
    args: [inner.printed],
    type: types.boolean,
  });
}

export function unary(node: Unary, scope: Scope): Resolved {
  const args = resolve(scope, [node.operand]);
  if (node.operator === "NOT") {
    expectPeers(scope, [node.operand], [boolean]);
    return operator(scope, node, "not", args, print("not", args));
  }
  const op = node.operator === "-" ? "negative" : node.operator === "+" ? "positive" : "~";
  expectArguments(scope, [node.operand], args.map(argumentOf), (operands) => resolveOperator(op, operands));
  return operator(scope, node, op, args, print(node.operator, args));
}

const boolean = { type: types.boolean } as Resolved;

export function binary(node: Binary, scope: Scope): Resolved {
  const nodes = [node.left, node.right];
  const op = node.operator.toLowerCase();
  const args = resolve(scope, nodes);
  if (op === "and" || op === "or") expectBoolean(scope, nodes);
  else if (arithmetic.has(op)) expectOperands(scope, nodes, args, op);
  else expectPeers(scope, nodes, args);
  if (op === "!=") {
    const [left, right] = args;
    const equal = operator(scope, node, "=", args, print("=", args));
    return left && right ? negate(scope, node, equal, true) : equal;
  }
  const compared = comparesWhole(op, args);
  if (compared) return operator(scope, node, op, compared, print(op, compared));
  const printed =
    op === "||" ? ({ kind: "call", name: "concat", args: args.map((arg) => arg.printed) } as const) : print(op, args);
  if (arithmetic.has(op) && args.some((arg, i) => isOpenParameter(nodes[i] as Expression, arg))) {
    return fromResult(scope, node, { kind: "unknown", why: "the type of a parameter" }, args, {
      key: keyOf(op, args),
      printed,
    });
  }
  return operator(scope, node, op, args, printed);
}

/** Spark compares integers with the whole number that a fraction in a literal comes down to: `i > 1.5` is `i > 1`. */
function comparesWhole(op: string, args: readonly Resolved[]): readonly Resolved[] | undefined {
  const [left, right] = args;
  if (!left || !right || !rounding[op]) return undefined;
  if (isIntegral(left.type) && isFraction(right)) return [left, whole(right, rounding[op].right)];
  if (isIntegral(right.type) && isFraction(left)) return [whole(left, rounding[op].left), right];
  return undefined;
}

const rounding: Readonly<Record<string, { readonly left: "floor" | "ceil"; readonly right: "floor" | "ceil" }>> = {
  ">": { left: "ceil", right: "floor" },
  ">=": { left: "floor", right: "ceil" },
  "<": { left: "floor", right: "ceil" },
  "<=": { left: "ceil", right: "floor" },
};

function isFraction(one: Resolved): boolean {
  return one.literal === true && one.type.kind === "decimal" && typeof one.constant === "string";
}

function whole(literal: Resolved, how: "floor" | "ceil"): Resolved {
  const value = BigInt(Math[how](Number(literal.constant)));
  return { ...literal, type: types.bigint, constant: value, printed: { kind: "literal", type: types.bigint, value } };
}

const arithmetic: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", "div"]);

/**
 * What may stand beside an operand is rarely of its type: a number of days beside a date, a number beside an interval.
 * Beside a number, text is no number, though Spark would read it as one.
 */
function expectOperands(scope: Scope, nodes: readonly Expression[], args: readonly Resolved[], op: string): void {
  const operands = args.map(argumentOf);
  for (const [i, node] of nodes.entries()) {
    const other = args[1 - i];
    if (!isParameter(node) || !other || isUnknown(other.type) || other.type.kind === "void") continue;
    const number = isNumeric(other.type);
    const kinds = (): readonly BoundKind[] =>
      kindsTakenAt(operands, i, (tried) => resolveOperator(op, tried)).filter((kind) => !number || kind !== "string");
    scope.env.ctx.expectKinds(node, kinds, number ? other.type : undefined);
  }
}

function expectBoolean(scope: Scope, nodes: readonly Expression[]): void {
  for (const node of nodes)
    if (node.kind === "hole" || node.kind === "parameter") scope.env.ctx.expect(node, types.boolean);
}

export function between(node: Between, scope: Scope): Resolved {
  const before = usedSoFar(scope.env);
  const args = peers(scope, [node.value, node.low, node.high]);
  // Spark computes the value once, beside the comparisons.
  scope.env.outer?.uses?.sink(before, countOuter(args[0]));
  return negate(scope, node, operator(scope, node, "between", args, print("between", args)), node.negated);
}

export function inList(node: InList, scope: Scope): Resolved {
  const { list } = node;
  if (list.some((one) => one.kind === "star")) return inStars(node, scope);
  const args = peers(scope, [node.value, ...list]);
  return negate(scope, node, operator(scope, node, "in", args, print("in", args)), node.negated);
}

/** `x IN (*)`: the star stands for all columns. */
function inStars(node: InList, scope: Scope): Resolved {
  const values = node.list.map((one) =>
    one.kind === "star" ? spreadStar(one, scope) : [scope.env.tools.expression(one, scope)],
  );
  const known = values.flatMap((some) => some ?? []);
  const args = [scope.env.tools.expression(node.value, scope), ...known];
  if (values.includes(undefined)) return { ...unknownResolved(node, args), type: types.boolean };
  return negate(scope, node, operator(scope, node, "in", args, print("in", args)), node.negated);
}

export function like(node: Like, scope: Scope): Resolved {
  const args = resolve(scope, [node.value, node.pattern]);
  expectText(scope, [node.value, node.pattern]);
  const op = node.operator.toLowerCase();
  const escaped: Printed[] =
    node.escape === undefined || node.escape === "\\" || op === "ilike"
      ? []
      : [{ kind: "literal", type: types.string, value: node.escape }];
  const printed: Printed = { kind: "operator", op, args: [...args.map((arg) => arg.printed), ...escaped] };
  return negate(scope, node, operator(scope, node, op, args, printed), node.negated);
}

function expectText(scope: Scope, nodes: readonly Expression[]): void {
  for (const node of nodes)
    if (node.kind === "hole" || node.kind === "parameter") scope.env.ctx.expect(node, types.string);
}

export function likeQuantified(node: LikeQuantified, scope: Scope): Resolved {
  const nodes = [node.value, ...node.patterns];
  const args = resolve(scope, nodes);
  expectText(scope, nodes);
  if (!node.patterns.every(isTextConstant)) return writtenOut(node, scope, args);
  const word = `${node.negated ? "not " : ""}${node.operator.toLowerCase()} ${node.quantifier.toLowerCase()}`;
  for (const arg of args) {
    if (isUnknown(arg.type) || arg.type.kind === "void" || isText(arg.type)) continue;
    return { ...operator(scope, node, "like", args.slice(0, 2), print(word, args)), nullable: true };
  }
  const result: CallResult = { kind: "typed", function: "scalar", type: types.boolean, nullable: true };
  return fromResult(scope, node, result, args, { key: keyOf(word, args), printed: print(word, args) });
}

/** What Spark knows of a text while it parses. */
function isTextConstant(node: Expression): boolean {
  if (node.kind === "cast") return node.type.kind === "string" && isConstant(node.operand);
  return node.kind === "literal" && node.type.kind === "string";
}

function isConstant(node: Expression): boolean {
  return node.kind === "literal" || (node.kind === "cast" && isConstant(node.operand));
}

/** Nobody needs the name of a longer test, and a tree of it takes quadratic time. */
const mostWrittenOut = 100;

/** Where a pattern is no constant, Spark writes the tests out: `a LIKE b AND a LIKE c`. */
function writtenOut(node: LikeQuantified, scope: Scope, operands: readonly Resolved[]): Resolved {
  const [value, ...patterns] = operands;
  if (patterns.length > mostWrittenOut) {
    const nullable = operands.some((one) => one.nullable);
    const result: CallResult = { kind: "typed", function: "scalar", type: types.boolean, nullable };
    const word = "likes written out";
    return fromResult(scope, node, result, operands, { key: keyOf(word, operands), printed: print(word, operands) });
  }
  const op = node.operator.toLowerCase();
  const join = node.quantifier === "ALL" ? "and" : "or";
  const tests = patterns.map((pattern) => {
    const args = [value!, pattern];
    return negate(scope, node, operator(scope, node, op, args, print(op, args)), node.negated);
  });
  return tests.reduce((left, right) => operator(scope, node, join, [left, right], print(join, [left, right])));
}

export function isNull(node: IsNull, scope: Scope): Resolved {
  const args = resolve(scope, [node.operand]);
  const result: CallResult = { kind: "typed", function: "scalar", type: types.boolean, nullable: false };
  const op = node.negated ? "is not null" : "is null";
  return fromResult(scope, node, result, args, { key: keyOf(op, args), printed: print(op, args) });
}

/** Spark reads `x IS TRUE` as `x <=> true`, and `x IS UNKNOWN` as `x IS NULL`. */
export function isTruth(node: IsTruth, scope: Scope): Resolved {
  const args = resolve(scope, [node.operand]);
  const result: CallResult = { kind: "typed", function: "scalar", type: types.boolean, nullable: false };
  if (node.truth === "UNKNOWN") {
    const op = node.negated ? "is not null" : "is null";
    return fromResult(scope, node, result, args, { key: keyOf(op, args), printed: print(op, args) });
  }
  const truth: Printed = { kind: "literal", type: types.boolean, value: node.truth === "TRUE" };
  const [operand] = args;
  const printed: Printed = { kind: "operator", op: "<=>", args: operand ? [operand.printed, truth] : [truth] };
  const made = fromResult(scope, node, result, args, { key: `${keyOf("<=>", args)}${node.truth}`, printed });
  return negate(scope, node, made, node.negated);
}

export function isDistinct(node: IsDistinct, scope: Scope): Resolved {
  const args = peers(scope, [node.left, node.right]);
  const made = operator(scope, node, "<=>", args, print("<=>", args));
  return negate(scope, node, made, !node.negated);
}

export function caseOf(node: Case, scope: Scope): Resolved {
  const { expression } = scope.env.tools;
  const operand = node.operand ? expression(node.operand, scope) : undefined;
  const branches = node.whens.map((branch) => {
    const when = expression(branch.when, scope);
    const then = expression(branch.then, scope);
    if (!operand || !node.operand) return { when, then };
    expectPeers(scope, [node.operand, branch.when], [operand, when]);
    return { when: operator(scope, branch.when, "=", [operand, when], print("=", [operand, when])), then };
  });
  const otherwise = node.otherwise ? expression(node.otherwise, scope) : undefined;
  if (!operand)
    expectBoolean(
      scope,
      node.whens.map((branch) => branch.when),
    );
  const results = [...node.whens.map((branch) => branch.then), ...(node.otherwise ? [node.otherwise] : [])];
  expectPeers(scope, results, [...branches.map((branch) => branch.then), ...(otherwise ? [otherwise] : [])]);
  const args = [...branches.flatMap((branch) => [branch.when, branch.then]), ...(otherwise ? [otherwise] : [])];
  const printed: Printed = {
    kind: "case",
    branches: branches.map(({ when, then }) => ({ when: when.printed, then: then.printed })),
    ...(otherwise ? { otherwise: otherwise.printed } : {}),
  };
  return fromResult(scope, node, resolveOperator("case", args.map(argumentOf)), args, {
    key: keyOf("case", args),
    printed,
  });
}

import { findFunction } from "../../functions/catalog/index.js";
import type { FunctionRow } from "../../functions/row.js";
import { parseSignature } from "../../functions/signature.js";
import { isThere } from "../../functions/since.js";
import { types } from "../../types/index.js";
import type { Call, Expression, Span } from "../ast/index.js";
import { usedSoFar } from "../names/outer-uses.js";
import type { Scope } from "../names/scope.js";
import {
  type CallResult,
  type CallSite,
  kindsTaken,
  type Printed,
  parameterClass,
  resolveCall,
  type TypedArg,
} from "../typing/index.js";
import { argumentOf, expectArguments, isParameter } from "./argument.js";
import { columnBeforeFunction } from "./column.js";
import { lambdaArgument } from "./lambda.js";
import { fromResult } from "./outcome.js";
import { outerAggregate } from "./outer.js";
import { contains, isNondeterministic, isUnknown, type Resolved, type Role, unknownResolved } from "./resolved.js";
import { isOfRelation, spreadStar } from "./stars.js";
import { userFunction } from "./user-functions.js";
import { resolveWindow, sortKey } from "./windows.js";

/** Two calls of these may differ, so that nothing that holds one is constant. */
const volatile: ReadonlySet<string> = new Set([
  "rand",
  "random",
  "randn",
  "uuid",
  "shuffle",
  "monotonically_increasing_id",
  "spark_partition_id",
  "randstr",
  "uniform",
  "input_file_name",
  "session_user",
]);

/** What Spark makes of these when no parentheses follow. */
const bareNames: Readonly<Record<string, string>> = { user: "current_user", session_user: "current_user" };

interface Arguments {
  readonly written: readonly Expression[];
  readonly typed: readonly TypedArg[];
  /** What can be walked: the body of a lambda stands for the lambda. */
  readonly resolved: () => readonly Resolved[];
  readonly printed: () => readonly Printed[];
  /** A star whose columns are unknown is among them. */
  readonly open: boolean;
}

export function callOf(node: Call, scope: Scope): Resolved {
  const builtin = builtinName(node);
  if (node.form === "bare") {
    const column = columnBeforeFunction(node.name, scope, node);
    if (column) return column;
  }
  const row = builtinRow(node, scope);
  // Spark computes the arguments of a function in SQL below the query.
  if (builtin === undefined || (!row && node.form === "plain")) return { ...userFunction(node, scope), varies: false };
  const aggregate = row?.kind === "aggregate" && !node.over;
  if (row?.kind === "table") scope.env.ctx.report("NOT_A_SCALAR_FUNCTION", node, { functionName: builtin });
  const inside: Scope = aggregate
    ? { ...scope, insideAggregate: true, grouped: undefined }
    : node.over
      ? { ...scope, insideWindow: true }
      : scope;
  const before = usedSoFar(scope.env);
  const args = argumentsOf(node, builtin, inside);
  checkLambdas(node, builtin, scope);
  const filter = node.filter ? scope.env.tools.expression(node.filter, inside) : undefined;
  const nested = filter !== undefined && contains(filter, "aggregate");
  if (nested) {
    scope.env.ctx.report("INVALID_AGGREGATE_FILTER.CONTAINS_AGGREGATE", node.filter ?? node);
  } else if (filter && contains(filter, "window")) {
    scope.env.ctx.report("INVALID_AGGREGATE_FILTER.CONTAINS_WINDOW_FUNCTION", node.filter ?? node);
  } else if (filter && !isUnknown(filter.type) && filter.type.kind !== "boolean") {
    scope.env.ctx.report("INVALID_AGGREGATE_FILTER.NOT_BOOLEAN", node.filter ?? node);
  } else if (filter && !node.over && isNondeterministic(filter)) {
    scope.env.ctx.report("INVALID_AGGREGATE_FILTER.NON_DETERMINISTIC", node.filter ?? node);
  }
  const within = node.withinGroup?.map((item) => scope.env.tools.expression(item.expression, inside));
  const over = node.over ? resolveWindow(node.over, scope) : undefined;
  const site: CallSite = {
    name: builtin,
    args: args.typed,
    ...(node.distinct ? { distinct: true } : {}),
    ...(filter ? { filter: true } : {}),
    ...(over ? { over: { ordered: over.ordered, frame: over.frame, isWhole: over.isWhole } } : {}),
    ...(node.nulls ? { [`${node.nulls}Nulls`]: true } : {}),
    ...(within ? { withinGroup: within.map(argumentOf) } : {}),
  };
  if (node.form === "timestampadd" || node.form === "timestampdiff") {
    expectTimestampArguments(scope, node, node.form);
    return timestampCall(scope, node, node.form, args.resolved());
  }
  const lost = args.open || (node.over && !over);
  const result: CallResult = lost ? { kind: "unknown", why: "unknown columns" } : exactly(row, site, resolveCall(site));
  if (!lost && result.kind !== "refused") {
    expectArguments(scope, node.args, args.typed, (typed) => resolveCall({ ...site, args: typed }));
  }
  if (aggregate && result.kind !== "refused" && [...args.resolved(), ...(within ?? [])].some(isNondeterministic))
    scope.env.ctx.report("AGGREGATE_FUNCTION_WITH_NONDETERMINISTIC_EXPRESSION", node);
  const printed: Printed = {
    kind: "call",
    name: (node.form === "bare" && bareNames[builtin]) || builtin,
    args: byPosition(row, node, args.printed()),
    ...(node.distinct ? { distinct: true } : {}),
    ...(filter ? { filter: filter.printed } : {}),
    ...(node.nulls ? { [`${node.nulls}Nulls`]: true } : {}),
    ...(within ? { withinGroup: node.withinGroup?.map((item, i) => sortKey(item, within[i])) ?? [] } : {}),
    ...(over ? { over: over.printed } : {}),
  };
  const children = [
    ...args.resolved(),
    ...(filter && !nested ? [filter] : []),
    ...(within ?? []),
    ...(over?.children ?? []),
  ];
  const key = `${row?.name ?? builtin}(${node.distinct ? "distinct " : ""}${args
    .resolved()
    .map((arg) => arg.key)
    .join(",")})${filter ? `where ${filter.key}` : ""}${over?.key ?? ""}`;
  const typed = fromResult(scope, node, result, children, { key, printed, role: roleOf(row?.kind, node) });
  const made = aggregate ? outerAggregate(typed, scope, before) : typed;
  const { type, nullable } = made;
  scope.env.ctx.observer?.resolved(node.name.at(-1) ?? node, { kind: "function", name: builtin, type, nullable });
  const isArray = builtin === "array" && args.typed.every((arg) => !isUnknown(arg.type));
  return {
    ...made,
    foldable: made.role === "plain" && made.foldable === true && !volatile.has(builtin),
    ...(isArray ? { elements: args.typed } : {}),
    ...(row?.traits?.includes("nondeterministic") ? { varies: true } : {}),
  };
}

/** How many parameters the lambdas of the higher-order functions have; the index of `transform` may be left out. */
const lambdaParameters: Readonly<Record<string, readonly number[]>> = {
  transform: [1, 2],
  filter: [1, 2],
  exists: [1],
  forall: [1],
  aggregate: [1, 2],
  reduce: [1, 2],
  zip_with: [2],
  map_filter: [2],
  transform_keys: [2],
  transform_values: [2],
  map_zip_with: [3],
  array_sort: [2],
};

function checkLambdas(node: Call, name: string, scope: Scope): void {
  for (const written of node.args) {
    if (written.kind !== "lambda") continue;
    const counts = Object.hasOwn(lambdaParameters, name) ? lambdaParameters[name] : undefined;
    if (!counts) scope.env.ctx.report("INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION", node, { class: name });
    else if (!counts.includes(written.parameters.length)) {
      scope.env.ctx.report("INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH", written, {
        expectedNumArgs: written.parameters.length,
        actualNumArgs: counts.join(" or "),
      });
    }
  }
}

/** `TIMESTAMPADD(DAY, 1, d)`: a keyword, not a value, says the unit. */
function timestampCall(
  scope: Scope,
  node: Call,
  name: "timestampadd" | "timestampdiff",
  args: readonly Resolved[],
): Resolved {
  const moments = name === "timestampadd" ? args.slice(2) : args.slice(1);
  const counted = name === "timestampadd" ? args.slice(1, 2) : [];
  const known = moments.every((one) => ["date", "timestamp", "timestamp_ntz"].includes(one.type.kind));
  const nullable = args.some((one) => one.nullable);
  const type =
    name === "timestampdiff" ? types.bigint : moments[0]?.type.kind === "date" ? types.timestamp : moments[0]?.type;
  const result: CallResult =
    known && type && counted.every((one) => one.type.kind === "int" || one.type.kind === "bigint")
      ? { kind: "typed", function: "scalar", type, nullable }
      : { kind: "unknown", why: "types that are cast first" };
  const [unit, ...rest] = args;
  const word: Printed = { kind: "text", text: String(unit?.constant ?? "") };
  const printed: Printed = { kind: "call", name, args: [word, ...rest.map((one) => one.printed)] };
  return fromResult(scope, node, result, args, { key: `${name}(${args.map((one) => one.key).join()})`, printed });
}

/** The unit stands first among the arguments; the number of units before the moment. */
function expectTimestampArguments(scope: Scope, node: Call, name: "timestampadd" | "timestampdiff"): void {
  for (const [i, written] of node.args.entries()) {
    const accepted = parameterClass(name === "timestampadd" && i === 1 ? "bigint" : "castInstant");
    if (i > 0 && accepted && isParameter(written))
      scope.env.ctx.expectKinds(written, () => kindsTaken(accepted.accepts));
  }
}

/** What the rules of functions do not know of a call: Spark's class for `count()`, and the elements of a constructor. */
function exactly(row: FunctionRow | undefined, site: CallSite, result: CallResult): CallResult {
  if (result.kind === "refused" && row?.name === "count" && result.errorClass.startsWith("WRONG_NUM_ARGS")) {
    return { ...result, errorClass: "WRONG_NUM_ARGS.WITH_SUGGESTION" };
  }
  const [base, index] = site.args;
  if (result.kind !== "typed" || row?.name !== "get" || !base?.elements || typeof index?.constant !== "number")
    return result;
  const child = base.elements[index.constant];
  return child ? { ...result, nullable: base.nullable || child.nullable } : result;
}

/** Named arguments print at the place of their parameter, with the defaults of those before them. */
function byPosition(row: FunctionRow | undefined, node: Call, printed: readonly Printed[]): readonly Printed[] {
  if (!row || typeof row.takes !== "string" || !node.args.some((arg) => arg.kind === "namedArgument")) return printed;
  const parameters = parseSignature(row.takes);
  const placed: (Printed | undefined)[] = parameters.map(() => undefined);
  for (const [i, arg] of node.args.entries()) {
    const label = arg.kind === "namedArgument" ? arg.name.name.toLowerCase() : undefined;
    const at = label === undefined ? i : parameters.findIndex((one) => one.name.toLowerCase() === label);
    if (at < 0 || at >= placed.length) return printed;
    placed[at] = printed[i];
  }
  while (placed.length > 0 && placed.at(-1) === undefined) placed.pop();
  return placed.map((one, i) => one ?? { kind: "text", text: parameters[i]?.printed ?? "NULL" });
}

function roleOf(kind: string | undefined, node: Call): Role {
  if (node.over) return "window";
  if (node.name.at(-1)?.name.toLowerCase() === "grouping" || node.name.at(-1)?.name.toLowerCase() === "grouping_id")
    return "grouping";
  if (kind === "aggregate") return "aggregate";
  if (kind === "window") return "window";
  return kind === "generator" ? "generator" : "plain";
}

const byForm: Partial<Readonly<Record<Call["form"], string>>> = {
  position: "locate",
  timestampadd: "timestampadd",
  timestampdiff: "timestampdiff",
  extract: "extract",
  overlay: "overlay",
};

/** The builtin that a call names, if it can be one: `abs`, `builtin.abs`, `system.builtin.abs`. */
export function builtinName(node: Call): string | undefined {
  if (node.name.some((part) => part.dynamic)) return undefined;
  const fixed = byForm[node.form];
  if (fixed) return fixed;
  const parts = node.name.map((part) => part.name.toLowerCase());
  const last = parts.at(-1);
  const path = parts.slice(0, -1).join(".");
  return path === "" || path === "builtin" || path === "system.builtin" ? last : undefined;
}

/** The builtin that is called; none where the server that the query is for has it not yet. */
export function builtinRow(node: Call, { env }: Scope): FunctionRow | undefined {
  const row = findFunction(builtinName(node) ?? "");
  return row && (node.form !== "plain" || isThere(row, env.ctx.options.target)) ? row : undefined;
}

function argumentsOf(node: Call, name: string, scope: Scope): Arguments {
  const typed: TypedArg[] = [];
  const resolved: (() => Resolved)[] = [];
  const printed: (() => Printed)[] = [];
  let open = false;
  const add = (one: Resolved, argumentName?: string): void => {
    typed.push(argumentName === undefined ? argumentOf(one) : { ...argumentOf(one), argumentName });
    resolved.push(() => one);
    printed.push(() => one.printed);
  };
  for (const argument of node.args) {
    const written = argument.kind === "namedArgument" ? argument.value : argument;
    const label = argument.kind === "namedArgument" ? argument.name.name : undefined;
    if (written.kind === "lambda") {
      const lambda = lambdaArgument(written, scope);
      typed.push(label === undefined ? lambda.argument : { ...lambda.argument, argumentName: label });
      resolved.push(lambda.body);
      printed.push(lambda.printed);
    } else if (written.kind === "star") {
      if (
        name === "count" &&
        written.qualifier === undefined &&
        !written.except &&
        node.args.length === 1 &&
        !node.distinct
      ) {
        typed.push({ type: types.int, nullable: false, literal: true, foldable: true, constant: 1 });
        printed.push(() => ({ kind: "star" }));
        continue;
      }
      const isLone = name === "count" && !written.except && node.args.length === 1;
      if (isLone && written.qualifier && isOfRelation(written.qualifier, scope)) {
        const label = written.qualifier.map((part) => part.name).join(".");
        scope.env.ctx.report("INVALID_USAGE_OF_STAR_WITH_TABLE_IDENTIFIER_IN_COUNT", written, { name: label });
      }
      const expanded = spreadStar(written, scope);
      if (expanded) for (const one of expanded) add(one);
      else open = true;
    } else add(scope.env.tools.expression(written, scope), label);
  }
  return {
    written: node.args,
    typed,
    resolved: () => resolved.map((get) => get()),
    printed: () => printed.map((get) => get()),
    open,
  };
}

export function opaqueOf(node: Span): Resolved {
  return unknownResolved(node);
}

import type { Call, LateralView } from "../ast/index.js";
import { asNullable, type Column, openRel, type Rel, relOf } from "../names/relation.js";
import type { Env, Scope } from "../names/scope.js";
import { argumentOf, expectArguments } from "../resolve/argument.js";
import { builtinName, builtinRow } from "../resolve/calls.js";
import { lambdaArgument } from "../resolve/lambda.js";
import { reportRefused } from "../resolve/outcome.js";
import { contains, isNondeterministic, type Resolved, unknownType } from "../resolve/resolved.js";
import { expandStar } from "../resolve/stars.js";
import { checkArguments, findUserFunction } from "../resolve/user-functions.js";
import { isVariable } from "../resolve/variables.js";
import { type GeneratedColumn, resolveCall, type TypedArg } from "../typing/index.js";
import { reportUnsupported } from "./conditions.js";
import { resolve, scopeOf } from "./scopes.js";

/** A function in FROM. Its arguments see only what LATERAL shows them. */
export function tableFunction(env: Env, call: Call): Rel {
  const scope = scopeOf(env, [], "generator");
  const columns = generated(call, scope, "UNRESOLVABLE_TABLE_VALUED_FUNCTION");
  const name = call.name.at(-1)?.name ?? "";
  return columns ? columnsOf(env, columns, []) : openRel([name]);
}

function columnsOf(env: Env, columns: readonly GeneratedColumn[], qualifier: readonly string[]): Rel {
  return relOf(
    columns.map(({ name, type, nullable }): Column => ({ id: env.ctx.newId(), name, qualifier, type, nullable })),
  );
}

/** LATERAL VIEW: a generator over the columns before it. */
export function lateralView(env: Env, view: LateralView, left: Rel): Rel {
  const qualifier = env.ctx.nameRelation(view.table);
  const scope = scopeOf(env, [left], "generator");
  const made = generated(view.call, scope, "ROUTINE_NOT_FOUND");
  if (!made) {
    if (view.columns.length === 0) return openRel(qualifier);
    return declared(
      env,
      view.columns.map(({ name }) => ({ name, type: unknownType, nullable: true })),
      view,
      qualifier,
    );
  }
  if (view.columns.length > 0 && view.columns.length !== made.length) {
    env.ctx.report("UDTF_ALIAS_NUMBER_MISMATCH", view, {
      aliasesSize: made.length,
      aliasesNames: view.columns.map((column) => column.name).join(", "),
    });
    return openRel(qualifier);
  }
  const rel = declared(env, made, view, qualifier);
  return view.outer ? relOf(asNullable(rel.columns)) : rel;
}

function declared(env: Env, columns: readonly GeneratedColumn[], view: LateralView, qualifier: readonly string[]): Rel {
  const rel = relOf(
    columns.map(({ type, nullable, name }, i): Column => {
      const written = view.columns[i];
      const id = env.ctx.newId();
      if (!written) return { id, name, qualifier, type, nullable };
      return { id, name: written.name, qualifier, type, nullable, declared: written };
    }),
  );
  env.ctx.observeDeclared(rel.columns);
  return rel;
}

/** What a lateral view generates from is computed row by row. */
function checkLateralView(call: Call, args: readonly Resolved[], { env }: Scope): void {
  for (const one of args) {
    if (contains(one, "aggregate") || contains(one, "window")) reportUnsupported(env.ctx, one);
    else if (contains(one, "generator")) env.ctx.report("UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS", call);
  }
}

/** The columns that a generator or table function makes; undefined where they are unknown. */
function generated(call: Call, scope: Scope, missing: string): readonly GeneratedColumn[] | undefined {
  const { ctx } = scope.env;
  const name = call.name.at(-1)?.name.toLowerCase() ?? "";
  const args: TypedArg[] = [];
  let open = false;
  const resolved = call.args.flatMap((argument) => {
    const written = argument.kind === "namedArgument" ? argument.value : argument;
    const label = argument.kind === "namedArgument" ? { argumentName: argument.name.name } : {};
    if (written.kind === "lambda") {
      args.push(lambdaArgument(written, scope).argument);
      return [];
    }
    if (written.kind === "star") {
      const expanded = expandStar(written, scope);
      if (!expanded) open = true;
      for (const one of expanded ?? []) args.push(argumentOf(one));
      return expanded ?? [];
    }
    if (written.kind === "tableArgument" || written.kind === "opaque") open = true;
    const one = resolve(written, scope);
    args.push({ ...argumentOf(one), ...label });
    return [one];
  });
  if (missing === "ROUTINE_NOT_FOUND") checkLateralView(call, resolved, scope);
  const row = builtinName(call) === name ? builtinRow(call, scope) : undefined;
  if (row) ctx.observer?.resolved(call.name.at(-1) ?? call, { kind: "function", name });
  if (!row) {
    const known = findUserFunction(call, scope, missing);
    if (known) checkArguments(call, known, resolved, scope);
    return known?.returnsColumns?.map(({ name: column, type, nullable }) => ({ name: column, type, nullable }));
  }
  if (row.kind === "table" && missing === "ROUTINE_NOT_FOUND") {
    ctx.report(missing, call.name[0] ?? call, { name });
    return undefined;
  }
  if (row.kind !== "table" && row.kind !== "generator") {
    ctx.report(missing === "ROUTINE_NOT_FOUND" ? "UNSUPPORTED_GENERATOR.NOT_GENERATOR" : "NOT_A_TABLE_FUNCTION", call, {
      functionName: name,
    });
    return undefined;
  }
  // Spark does not take a variable alone for a constant here, but takes one inside an expression.
  const varying = name === "range" ? resolved.find(isNotFolded) : undefined;
  if (varying) {
    ctx.report("NON_FOLDABLE_ARGUMENT", varying, { functionName: name });
    return undefined;
  }
  if (open) return undefined;
  const result = resolveCall({ name, args });
  if (result.kind === "refused") reportRefused(scope, call, resolved, result);
  else expectArguments(scope, call.args, args, (typed) => resolveCall({ name, args: typed }));
  return result.kind === "typed" ? result.columns : undefined;
}

const isNotFolded = (one: Resolved): boolean =>
  isVariable(one) || one.role === "subquery" || contains(one, "outer") || isNondeterministic(one);

import { formatType } from "../../types/index.js";
import {
  type Declare,
  type Expression,
  type Name,
  nameSpan,
  type Query,
  type SetVariable,
  type Span,
} from "../ast/index.js";
import { emptyRel, isOpen, type Rel } from "../names/relation.js";
import type { Env, Scope, Variable, VariableFrame } from "../names/scope.js";
import { findVariable, inSession, mayBeOpen, sessionName, visibleVariables } from "../names/variables.js";
import { contains, resolve, scopeOf } from "../queries/scopes.js";
import { hasUnknown, type Resolved, unknownType } from "../resolve/resolved.js";
import { castAllowed, castCanBeNull, castErrorClass } from "../typing/index.js";
import { isDefault } from "./defaults.js";

type Value = Pick<Resolved, "type" | "nullable">;

/** Sees no columns. */
export function noColumns(env: Env): Scope {
  return scopeOf(env, [emptyRel], "values");
}

/** What cannot be in a default, by its role. */
const notInDefault = [
  ["subquery", "INVALID_DEFAULT_VALUE.SUBQUERY_EXPRESSION"],
  ["aggregate", "UNSUPPORTED_EXPR_FOR_OPERATOR"],
  ["window", "UNSUPPORTED_EXPR_FOR_OPERATOR"],
  ["generator", "UNSUPPORTED_GENERATOR.OUTSIDE_SELECT"],
] as const;

/** DECLARE, of the session or in the frame of a script's block. */
export function declare(node: Declare, env: Env, frame?: VariableFrame): readonly Variable[] {
  const { ctx } = env;
  const value = node.value && resolve(node.value, noColumns(env));
  if (node.value && value) {
    const found = notInDefault.find(([role]) => contains(value, role));
    if (found) ctx.report(found[1], node.value);
    if (node.type) checkCast(env, node.value, value, node.type, node.value);
  }
  const type = node.type ?? value?.type ?? unknownType;
  const nullable = !value || value.nullable || castCanBeNull(value.type, type);
  const made = new Map<string, Variable>();
  for (const name of node.names) {
    const last = name.at(-1);
    if (!last || name.some((part) => part.dynamic)) continue;
    const key = last.name.toLowerCase();
    const label = name.map((part) => part.name).join(".");
    const errorClass = misplaced(node, name, frame, key);
    if (errorClass) ctx.report(errorClass, nameSpan(name), { name: label, suggestion: "" });
    else if (made.has(key)) ctx.report("DUPLICATE_VARIABLE_NAME_INSIDE_DECLARE", last, { name: label });
    // What the session's variable holds when it is read, another statement may have changed.
    const variable: Variable = {
      name: last.name,
      type,
      nullable: frame ? nullable : true,
      id: ctx.newId(),
      declared: { start: last.start, end: last.end },
      knownFrom: node.end,
    };
    made.set(key, variable);
    ctx.observer?.resolved(last, { kind: "sqlVariable", ...variable });
  }
  const target = frame?.variables ?? ctx.sessionVariables;
  for (const [key, variable] of made) target.set(key, variable);
  return [...made.values()];
}

function misplaced(node: Declare, name: Name, frame: VariableFrame | undefined, key: string): string | undefined {
  if (!frame) return sessionName(name.map((part) => part.name)) === undefined ? "UNRESOLVED_VARIABLE" : undefined;
  if (name.length > 1) return "INVALID_VARIABLE_DECLARATION.QUALIFIED_LOCAL_VARIABLE";
  if (node.replace) return "INVALID_VARIABLE_DECLARATION.REPLACE_LOCAL_VARIABLE";
  return frame.variables.has(key) ? "VARIABLE_ALREADY_EXISTS" : undefined;
}

/** A value becomes the variable's by a cast. */
export function checkCast(env: Env, at: Span, value: Value, type: Resolved["type"], node?: Expression): void {
  if (node && (node.kind === "hole" || node.kind === "parameter")) env.ctx.expect(node, type);
  if (hasUnknown(value.type) || hasUnknown(type) || castAllowed(value.type, type) !== false) return;
  env.ctx.report(castErrorClass(value.type, type), at, {
    srcType: formatType(value.type).toUpperCase(),
    targetType: formatType(type).toUpperCase(),
  });
}

/** What is assigned to a variable, for who must know whether it may be NULL. */
export type OnAssigned = (variable: Variable, value: Value) => void;

/** SET VARIABLE. */
export function setVariable(node: SetVariable, env: Env, onAssigned?: OnAssigned): void {
  const variables = targets(env, node.targets);
  if ("kind" in node.from) {
    assignQuery(env, node.targets, variables, node.from, env.tools.query(node.from, env), onAssigned);
    return;
  }
  for (const [i, written] of node.from.entries()) {
    const variable = variables[i];
    if (isDefault(written)) continue;
    if (written.kind === "star") {
      env.ctx.report("ASSIGNMENT_ARITY_MISMATCH", written, { given: 1, actual: 0 });
      continue;
    }
    const value = resolve(written, noColumns(env));
    if (!variable) continue;
    checkCast(env, written, value, variable.type, written);
    onAssigned?.(variable, { ...value, nullable: value.nullable || castCanBeNull(value.type, variable.type) });
  }
}

/** A row becomes the values of variables; where there is none, they are NULL. */
export function assignQuery(
  env: Env,
  names: readonly Name[],
  variables: readonly (Variable | undefined)[],
  at: Query | Span,
  rel: Rel | undefined,
  onAssigned: OnAssigned | undefined,
): void {
  for (const variable of variables) if (variable) onAssigned?.(variable, { type: variable.type, nullable: true });
  if (!rel || isOpen(rel)) return;
  if (rel.columns.length !== names.length) {
    env.ctx.report("ASSIGNMENT_ARITY_MISMATCH", at, { given: names.length, actual: rel.columns.length });
    return;
  }
  for (const [i, column] of rel.columns.entries()) {
    const variable = variables[i];
    const { start, end } = column;
    const isInside = start !== undefined && end !== undefined && start >= at.start && end <= at.end;
    if (variable) checkCast(env, isInside ? { start, end } : at, column, variable.type);
  }
}

/** The variables that are assigned to; undefined where they are not known. */
export function targets(
  env: Env,
  names: readonly Name[],
  missing = "UNRESOLVED_VARIABLE",
): readonly (Variable | undefined)[] {
  const seen = new Set<string>();
  return names.map((name) => {
    if (name.some((part) => part.dynamic)) return undefined;
    const variable = target(env, name, missing);
    const written = name.map((part) => part.name);
    const key = variable ? `#${variable.id}` : (sessionName(written) ?? written.join(".").toLowerCase());
    if (seen.has(key)) env.ctx.report("DUPLICATE_ASSIGNMENTS", nameSpan(name), { nameList: written.at(-1) ?? "" });
    seen.add(key);
    return variable;
  });
}

function target(env: Env, name: Name, missing: string): Variable | undefined {
  const { ctx } = env;
  const found = findVariable(env, name);
  const last = name.at(-1);
  if (found && last && found.parts === name.length) {
    const { name: label, type, nullable, declared } = found.variable;
    ctx.observer?.resolved(last, {
      kind: "sqlVariable",
      name: label,
      type,
      nullable,
      ...(declared ? { declared } : {}),
    });
    return found.variable;
  }
  const at = nameSpan(name);
  const written = name.map((part) => part.name);
  const label = written.join(".");
  if (!found && mayBeOpen(env.variables, written)) return undefined;
  if (!found && (name.length === 1 || inSession(written))) {
    ctx.report("unknown-variable", at, { name: label });
    return undefined;
  }
  const meant = ctx.didYouMean(at, label, () => [...visibleVariables(env)].map((one) => one.name));
  ctx.report(missing, at, { name: label, suggestion: meant.suggestion }, meant.fixes);
  return undefined;
}

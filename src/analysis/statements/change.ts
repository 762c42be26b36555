import {
  type Assignment,
  type Delete,
  type Expression,
  type Merge,
  type MergeClause,
  type Name,
  nameSpan,
  type Span,
  type TableRelation,
  type Update,
} from "../ast/index.js";
import { observeScope } from "../names/observe.js";
import { concat, emptyRel, isOpen, type Rel, sameName } from "../names/relation.js";
import type { Env, Scope } from "../names/scope.js";
import { findTable, readTable } from "../names/tables.js";
import { checkPlain, condition, plainCondition } from "../queries/conditions.js";
import { withCtes } from "../queries/ctes.js";
import { relationOf } from "../queries/from.js";
import { contains, resolve, scopeOf } from "../queries/scopes.js";
import { isNondeterministic, type Resolved } from "../resolve/resolved.js";
import { checkNamed } from "./assign.js";
import { isDefault } from "./defaults.js";

function assign(env: Env, assignments: readonly Assignment[], target: Rel, values: Scope): void {
  const before: Resolved[] = [];
  for (const { target: name, value } of assignments) {
    const column = resolve({ kind: "column", parts: name, ...nameSpan(name) }, scopeOf(env, [target], "assignment"));
    // A column gets one value, and so does each field of it.
    if (before.some((other) => isWithin(column, other) || isWithin(other, column)))
      env.ctx.report("DATATYPE_MISMATCH.INVALID_ROW_LEVEL_OPERATION_ASSIGNMENTS", nameSpan(name), {
        column: name.map((part) => part.name).join("."),
        values: "two values",
      });
    if (column.role !== "unknown") before.push(column);
    if (isDefault(value)) continue;
    const resolved = resolve(value, values);
    if (contains(resolved, "aggregate")) checkPlain(value, resolved, values);
    checkNamed(env, value, { name: name.map((part) => part.name).join("."), type: column.type }, resolved, value);
  }
}

/** Whether one is the other, or a field of it. */
function isWithin(one: Resolved, other: Resolved): boolean {
  return one.key === other.key || one.children.some((child) => isWithin(child, other));
}

const inMerge = [
  ["window", "UNSUPPORTED_EXPR_FOR_OPERATOR"],
  ["aggregate", "UNSUPPORTED_MERGE_CONDITION.AGGREGATE"],
  ["subquery", "UNSUPPORTED_MERGE_CONDITION.SUBQUERY"],
  ["generator", "UNSUPPORTED_GENERATOR.OUTSIDE_SELECT"],
] as const;

/** A condition of MERGE looks at one pair of rows. */
function checkMerge(node: Expression, resolved: Resolved, { ctx }: Env): void {
  const expression = ctx.text.slice(node.start, node.end);
  const found = inMerge.find(([role]) => contains(resolved, role));
  if (found) ctx.report(found[1], node, { expression });
  else if (isNondeterministic(resolved))
    ctx.report("UNSUPPORTED_MERGE_CONDITION.NON_DETERMINISTIC", node, { expression });
}

/** A row is changed or not: asking twice gives the same answer. */
function checkSteady(node: Expression, resolved: Resolved, { ctx }: Env): void {
  if (isNondeterministic(resolved)) ctx.report("INVALID_NON_DETERMINISTIC_EXPRESSIONS", node);
}

export function update(node: Update, env: Env): void {
  const inside = withCtes(env, node.ctes);
  const target = readTable({ ...inside, ctes: undefined }, node.target);
  const scope = scopeOf(inside, [target], "assignment");
  observeScope(inside, node, [target]);
  assign(inside, node.assignments, target, scope);
  if (!node.where) return;
  const where = condition(node.where, { ...scope, clause: "where" });
  checkPlain(node.where, where, scope);
  checkSteady(node.where, where, env);
}

export function remove(node: Delete, env: Env): void {
  const inside = withCtes(env, node.ctes);
  const target = readTable({ ...inside, ctes: undefined }, node.target);
  observeScope(inside, node, [target]);
  if (node.where) checkSteady(node.where, plainCondition(node.where, scopeOf(inside, [target], "where")), env);
}

export function merge(node: Merge, env: Env): void {
  const inside = withCtes(env, node.ctes);
  const target = readTable({ ...inside, ctes: undefined }, node.target);
  const source = relationOf(inside, node.source, () => emptyRel);
  const both = concat(target, source);
  observeScope(inside, node, [both]);
  checkMerge(node.on, condition(node.on, scopeOf(inside, [both], "on")), env);
  const sees: Readonly<Record<MergeClause["when"], Rel>> = {
    matched: both,
    notMatched: source,
    notMatchedBySource: target,
  };
  for (const clause of node.clauses) {
    const scope = scopeOf(inside, [sees[clause.when]], "assignment");
    // Delta casts a text.
    const { condition: test } = clause;
    if (test) checkMerge(test, condition(test, { ...scope, clause: "where" }, ["string"]), env);
    const { action } = clause;
    // A table that takes new columns takes names that it does not have yet.
    if (action.kind === "update")
      assign(inside, action.assignments, node.evolution ? { ...target, open: [[]] } : target, scope);
    if (action.kind !== "insert") continue;
    if (action.values.length !== action.columns.length) {
      env.ctx.report("_LEGACY_ERROR_TEMP_0006", clause, {
        columns: action.columns.length,
        values: action.values.length,
      });
    }
    const assignments = action.values.map(
      (value, i): Assignment => ({ start: value.start, end: value.end, target: action.columns[i] ?? [], value }),
    );
    assign(
      inside,
      assignments.filter((one) => one.target.length > 0),
      node.evolution || isOpen(target) ? { ...target, open: [[]] } : target,
      scope,
    );
    if (!node.evolution) checkLeftOut(env, node.target, target, action.columns, clause);
    for (const extra of assignments.filter((one) => one.target.length === 0)) resolve(extra.value, scope);
  }
}

/** Iceberg takes a row only with a value for each column that is never NULL and has no default; Delta asks when it runs. */
function checkLeftOut(env: Env, table: TableRelation, target: Rel, given: readonly Name[], at: Span): void {
  const schema = env.ctx.silently(() => findTable(env.ctx, table.name));
  if (schema?.format?.toLowerCase() !== "iceberg" || isOpen(target)) return;
  const names = given.map((name) => name.at(-1)?.name ?? "");
  const left = schema.columns.find(
    (column) =>
      !column.nullable && !column.hasDefault && !column.generated && !names.some((name) => sameName(name, column.name)),
  );
  if (left)
    env.ctx.report("DATATYPE_MISMATCH.INVALID_ROW_LEVEL_OPERATION_ASSIGNMENTS", at, {
      column: left.name,
      values: "none, takes no NULL and has no default",
    });
}

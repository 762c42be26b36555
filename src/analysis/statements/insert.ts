import type { TableSchema } from "../../schema/model.js";
import type { Expression, Insert, InsertTarget, MultiInsert, Query, Span } from "../ast/index.js";
import { observeScope } from "../names/observe.js";
import { type Column, isOpen, type Rel, sameName } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { findTable, readTable } from "../names/tables.js";
import { withCtes } from "../queries/ctes.js";
import { from } from "../queries/from.js";
import { resolve, scopeOf } from "../queries/scopes.js";
import { selectOver } from "../queries/select.js";
import { checkAssignment, checkNamed } from "./assign.js";
import { withoutDefaults, withoutListed } from "./defaults.js";

export function insert(node: Insert, env: Env): void {
  const inside = withCtes(env, node.ctes);
  const query = node.target.byName || node.ctes ? node.query : withoutDefaults(node.query);
  checkInsert(inside, node.target, inside.tools.query(query, inside), query, node);
}

export function multiInsert(node: MultiInsert, env: Env): void {
  const inside = withCtes(env, node.ctes);
  const input = from(inside, node.from, []);
  for (const { target, select } of node.inserts) {
    if (!select) continue;
    const { rel } = selectOver(target.byName || node.ctes ? select : withoutListed(select), input, inside);
    checkInsert(inside, target, rel, undefined, select);
  }
}

/** The columns of the query against those of the table, by position or by name. */
function checkInsert(env: Env, target: InsertTarget, rel: Rel, query: Query | undefined, at: Span): void {
  const { ctx } = env;
  if (!target.table) return;
  const table = readTable({ ...env, ctes: undefined }, target.table);
  const [first, last] = [target.columns?.[0], target.columns?.at(-1)];
  if (first && last) observeScope(env, { start: first.start, end: last.end }, [table]);
  if (target.condition) resolve(target.condition, scopeOf(env, [table], "where"));
  for (const partition of target.partitions) if (partition.value) resolve(partition.value, scopeOf(env, [], "values"));
  if (isOpen(table)) return;
  const fixed = target.partitions.filter((partition) => partition.value !== undefined);
  const columns = table.columns.filter(
    (column) => !fixed.some((partition) => sameName(partition.name.name, column.name)),
  );
  const wanted = target.columns ? named(env, target, table) : columns;
  if (!wanted || isOpen(rel)) return;
  if (target.byName) {
    checkByName(env, target, columns, rel, at);
    checkLeftOut(
      env,
      ctx.silently(() => findTable(ctx, target.table?.name ?? [])),
      rel.columns,
      [at],
    );
    return;
  }
  const label = target.table.name.map((part) => part.name).join(".");
  const schema = ctx.silently(() => (target.table ? findTable(ctx, target.table.name) : undefined));
  const { length } = rel.columns;
  if (
    length > wanted.length ||
    (length < wanted.length && !(target.columns === undefined && endsInDefaults(schema, length)))
  ) {
    const many = length > wanted.length;
    ctx.report(`INSERT_COLUMN_ARITY_MISMATCH.${many ? "TOO_MANY_DATA_COLUMNS" : "NOT_ENOUGH_DATA_COLUMNS"}`, at, {
      table: label,
      expected: wanted.length,
      actual: length,
    });
    return;
  }
  if (target.columns) checkLeftOut(env, schema, wanted, target.columns);
  for (const [i, column] of rel.columns.entries()) {
    const into = wanted[i];
    if (!into) continue;
    const place =
      column.start !== undefined && column.end !== undefined ? { start: column.start, end: column.end } : at;
    checkAssignment(env, place, into, column);
    for (const node of cells(query, i)) checkAssignment(env, node, into, { type: { kind: "unknown", text: "" } }, node);
  }
}

/** A table whose last columns have defaults may take fewer values than it has columns. */
function endsInDefaults(schema: TableSchema | undefined, given: number): boolean {
  return schema === undefined || schema.columns.slice(given).every((column) => column.hasDefault || column.generated);
}

/** A column that takes no NULL and has no default must get a value. */
function checkLeftOut(env: Env, schema: TableSchema | undefined, given: readonly Column[], at: readonly Span[]): void {
  const first = at[0];
  const last = at.at(-1);
  for (const column of schema?.columns ?? []) {
    if (column.nullable || column.hasDefault || column.generated || !first || !last) continue;
    if (given.some((one) => sameName(one.name, column.name))) continue;
    const span = { start: first.start, end: last.end };
    env.ctx.report("INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_FIND_DATA", span, { colName: column.name });
  }
}

/** What stands at a column's place in the query's text, to tell holes which type is asked of them. */
function cells(query: Query | undefined, i: number): readonly Expression[] {
  if (!query) return [];
  const { body } = query;
  if (body.kind === "select") {
    const item = body.items[i];
    const stars = body.items.some((one) => one.kind === "star");
    if (!item || stars) return [];
    return [item.kind === "alias" ? item.operand : item];
  }
  if (body.kind !== "values") return [];
  return body.rows.flatMap((row) => (row.kind === "row" ? (row.items[i] ?? []) : i === 0 ? [row] : []));
}

function named(env: Env, target: InsertTarget, table: Rel): readonly Column[] | undefined {
  const found: Column[] = [];
  let complete = true;
  for (const name of target.columns ?? []) {
    if (found.some((one) => sameName(one.name, name.name))) {
      env.ctx.report("COLUMN_ALREADY_EXISTS", name, { columnName: name.name });
      return undefined;
    }
    const column = table.columns.find((one) => sameName(one.name, name.name));
    if (column) {
      found.push(column);
      env.ctx.observer?.resolved(name, { kind: "column", column });
    } else if (!name.dynamic) {
      env.ctx.missingColumn(name, name.name, table.columns);
      complete = false;
    } else complete = false;
  }
  return complete ? found : undefined;
}

function checkByName(env: Env, target: InsertTarget, columns: readonly Column[], rel: Rel, at: Span): void {
  const label = target.table ? target.table.name.map((part) => part.name).join(".") : "";
  for (const column of rel.columns) {
    const into = columns.find((one) => sameName(one.name, column.name));
    const place =
      column.start !== undefined && column.end !== undefined ? { start: column.start, end: column.end } : at;
    if (into) checkNamed(env, place, into, column);
    else
      env.ctx.report("INCOMPATIBLE_DATA_FOR_TABLE.EXTRA_COLUMNS", place, { table: label, extraColumns: column.name });
  }
}

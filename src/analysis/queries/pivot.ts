import type { Expression, Pivot } from "../ast/index.js";
import { observeScope } from "../names/observe.js";
import { type Column, isOpen, openRel, type Rel, relOf } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { hasUnknown, type Resolved } from "../resolve/resolved.js";
import { nameOf, orderable } from "../typing/index.js";
import { contains, resolve, scopeOf, walk } from "./scopes.js";

/** PIVOT: what neither is aggregated nor pivoted by is grouped by; each value is a column for each aggregate. */
export function pivot(env: Env, input: Rel, node: Pivot): Rel {
  const scope = scopeOf(env, [input], "pivot");
  observeScope(env, node, [input]);
  const aggregates = node.aggregates.map((aggregate) => resolve(aggregate, scope));
  const by = node.columns.map((part) =>
    resolve({ kind: "column", parts: [part], start: part.start, end: part.end }, scope),
  );
  const values = node.values.map((value) => ({
    resolved: resolve(value.expression, scopeOf({ ...env, outer: undefined }, [], "values")),
    alias: value.alias?.name ?? aliasOf(value.expression),
    written: value.expression,
  }));
  const qualifier = node.alias ? env.ctx.nameRelation(node.alias) : [];
  for (const aggregate of aggregates) {
    const bare = contains(aggregate, "unknown") ? undefined : bareColumn(aggregate);
    if (bare) env.ctx.report("_LEGACY_ERROR_TEMP_1006", bare, { sql: env.ctx.text.slice(bare.start, bare.end) });
  }
  for (const one of by) {
    if (!hasUnknown(one.type) && !orderable(one.type)) {
      env.ctx.report("INCOMPARABLE_PIVOT_COLUMN", one, { columnName: one.attributeName ?? "" });
    }
  }
  if (isOpen(input)) return openRel(qualifier);
  const used = new Set<string>();
  for (const one of [...aggregates, ...by]) for (const part of walk(one)) used.add(part.key);
  const grouped = input.columns.filter((column) => !used.has(`#${column.id}`));
  const isPicked = aggregates.every(({ type }) => pickable.includes(type.kind));
  const made: Column[] = [];
  for (const value of values) {
    const { printed } = value.resolved;
    // A variable alone keeps its name.
    const label = value.alias ?? (printed.kind === "variable" ? printed.name : printedValue(value.written));
    for (const aggregate of aggregates) {
      const own = aggregate.alias?.[0] ?? nameOf(aggregate.printed);
      if (label === undefined || own === undefined) return openRel(qualifier);
      const name = aggregates.length === 1 ? label : `${label}_${own}`;
      made.push({
        id: env.ctx.newId(),
        name,
        qualifier: [],
        type: aggregate.type,
        nullable: aggregate.nullable || isPicked,
      });
    }
  }
  const rel = relOf([...grouped, ...made]);
  return node.alias ? relOf(rel.columns.map((column) => ({ ...column, qualifier }))) : rel;
}

/** A column that no aggregate is computed of. Values that no column is in, Spark takes as they are. */
function bareColumn(one: Resolved): Resolved | undefined {
  if (one.role === "column") return one;
  if (one.role === "aggregate" || one.role === "subquery") return undefined;
  for (const child of one.children) {
    const found = bareColumn(child);
    if (found) return found;
  }
  return undefined;
}

/** Types of which Spark picks one result for each value out of a first aggregation; others it aggregates value by value. */
const pickable = ["boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "decimal", "unknown"];

function aliasOf(node: Expression): string | undefined {
  return node.kind === "alias" ? node.names[0]?.name : undefined;
}

/** The value as text, as a cast to STRING gives it. */
function printedValue(node: Expression): string | undefined {
  if (node.kind === "literal") {
    if (node.value === null) return "null";
    const asPrinted = ["double", "float", "year_month_interval", "day_time_interval"].includes(node.type.kind);
    if (asPrinted) return nameOf(node);
    return node.value instanceof Uint8Array ? undefined : plainNumber(node.value);
  }
  const listed = (items: readonly Expression[], open: string, close: string): string | undefined => {
    const parts = items.map(printedValue);
    return parts.includes(undefined) ? undefined : `${open}${parts.join(", ")}${close}`;
  };
  if (node.kind === "row") return listed(node.items, "{", "}");
  if (node.kind !== "call" || node.name.length > 1) return undefined;
  const name = node.name[0]?.name.toLowerCase();
  if (name === "array") return listed(node.args, "[", "]");
  if (name === "struct") return listed(node.args, "{", "}");
  return name === "named_struct"
    ? listed(
        node.args.filter((_, i) => i % 2 === 1),
        "{",
        "}",
      )
    : undefined;
}

function plainNumber(value: string | number | bigint | boolean): string | undefined {
  return typeof value === "number" && !Number.isInteger(value) ? undefined : `${value}`;
}

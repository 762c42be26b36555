import { type DataType, formatType } from "../../types/index.js";
import type { Expression, GroupBy, GroupingItem } from "../ast/index.js";
import type { Context } from "../context.js";
import type { Scope } from "../names/scope.js";
import type { Resolved } from "../resolve/resolved.js";
import { reportUnsupported } from "./conditions.js";
import { groupedParts } from "./generators.js";
import type { Item } from "./items.js";
import { contains, resolve, walk } from "./scopes.js";

export interface Grouping {
  readonly resolved: readonly Resolved[];
  /** Grows by the columns that time windows make. */
  readonly keys: Set<string>;
  /** Keys that a grouping set may leave out, so that NULL stands for them. */
  readonly nullable: Set<string>;
  readonly analytics: boolean;
  readonly all: boolean;
  /** Something in it is unknown: no item can be called ungrouped. */
  readonly unknown: boolean;
}

/** GROUP BY in every form. `items` are those of the SELECT list, read without reporting anything. */
export function resolveGroupBy(group: GroupBy, scope: Scope, items: () => readonly Item[]): Grouping {
  const single = group.items.length === 1 ? group.items[0] : undefined;
  if (!group.trailing && single?.kind === "expression" && isAll(single.expression, scope))
    return groupByAll(group, scope, items());
  const resolved: Resolved[] = [];
  const sets: (readonly (readonly string[])[])[] = [];
  let analytics = false;
  const take = (node: Expression): readonly string[] => {
    const made = groupingExpression(node, scope, items);
    resolved.push(made);
    return [made.key];
  };
  const setsOf = (item: GroupingItem): readonly (readonly string[])[] => {
    if (item.kind === "expression") return [take(item.expression)];
    if (item.kind === "set") return [item.expressions.flatMap(take)];
    analytics = true;
    const empty = item.sets.some((set) => set.kind === "set" && set.expressions.length === 0);
    if (empty && item.kind !== "SETS") scope.env.ctx.report("_LEGACY_ERROR_TEMP_0051", group, { element: item.kind });
    const inner = item.sets.map(setsOf);
    if (item.kind === "SETS") return inner.flat();
    return item.kind === "ROLLUP" ? rollup(inner.map((set) => set.flat())) : cube(inner.map((set) => set.flat()));
  };
  if (group.trailing === "SETS") {
    for (const item of group.items) setsOf(item);
    analytics = true;
    sets.push(group.trailingSets.flatMap(setsOf));
  } else if (group.trailing) {
    const flat = group.items.map((item) => setsOf(item).flat());
    analytics = true;
    sets.push(group.trailing === "ROLLUP" ? rollup(flat) : cube(flat));
  } else for (const item of group.items) sets.push(setsOf(item));
  const keys = new Set(resolved.map((one) => one.key));
  // A set of the whole takes one set of each part: a key is in all of them if some part has it in all of its own.
  const always = new Set(sets.flatMap((part) => inAll(part)));
  const nullable = new Set(analytics ? [...keys].filter((key) => !always.has(key)) : []);
  checkGroupingTypes(resolved, scope.env.ctx);
  if (resolved.some((one) => contains(one, "lateralAlias"))) noLateralAlias(group, scope);
  return { resolved, keys, nullable, analytics, all: false, unknown: resolved.some((one) => contains(one, "unknown")) };
}

/** What is grouped by cannot be made of an alias of the same list, be it that GROUP BY names it itself, or ALL. */
function noLateralAlias(group: GroupBy, { env }: Scope): void {
  env.ctx.report("UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_GROUP_BY", group);
}

function inAll(sets: readonly (readonly string[])[]): readonly string[] {
  const [smallest = []] = [...sets].sort((a, b) => a.length - b.length);
  if (smallest.length === 0) return [];
  const others = sets.map((set) => new Set(set));
  return smallest.filter((key) => others.every((set) => set.has(key)));
}

function rollup(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return Array.from({ length: sets.length + 1 }, (_, i) => sets.slice(0, sets.length - i).flat());
}

function cube(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
  if (sets.length > 10) return [sets.flat(), []];
  return Array.from({ length: 2 ** sets.length }, (_, mask) => sets.filter((_set, i) => mask & (1 << i)).flat());
}

function isAll(node: Expression, scope: Scope): boolean {
  if (node.kind !== "column" || node.parts.length !== 1 || node.parts[0]?.name.toLowerCase() !== "all") return false;
  return !scope.layers.some((layer) => layer.columns.some((column) => column.name.toLowerCase() === "all"));
}

function groupByAll(group: GroupBy, scope: Scope, items: readonly Item[]): Grouping {
  const parts = items.flatMap((item) => groupedParts(item.resolved));
  const resolved = parts.filter((one) => !contains(one, "aggregate") && !contains(one, "window"));
  const keys = new Set(resolved.map((one) => one.key));
  if (resolved.some((one) => contains(one, "lateralAlias"))) noLateralAlias(group, scope);
  const unknown = items.some((item) => item.open || contains(item.resolved, "unknown"));
  const mixed = parts.some((one) => contains(one, "aggregate") && hasBare(one, keys));
  if (mixed && !unknown) scope.env.ctx.report("UNRESOLVED_ALL_IN_GROUP_BY", group);
  return { resolved, keys, nullable: new Set(), analytics: false, all: true, unknown };
}

function hasBare(resolved: Resolved, keys: ReadonlySet<string>): boolean {
  if (keys.has(resolved.key) || resolved.role === "aggregate") return false;
  if (resolved.role === "column") return true;
  return resolved.children.some((child) => hasBare(child, keys));
}

/** Over grouping sets a bare column of the list is the column that they make, spelt as GROUP BY spells it. */
export function namedAsGrouped(items: readonly Item[], grouping: Grouping): readonly Item[] {
  return items.map((item) => {
    const { alias, role, key } = item.resolved;
    const grouped = role === "column" && !alias ? grouping.resolved.find((one) => one.key === key) : undefined;
    const name = grouped?.column?.name;
    if (name === undefined) return item;
    // One that came out of a star does not know yet that a set may leave it out.
    const nullable = item.resolved.nullable || grouping.nullable.has(key);
    const columns = item.columns.map((column) => ({ ...column, name, nullable }));
    return { ...item, resolved: { ...item.resolved, nullable }, columns };
  });
}

/** A column, a position, or an alias of the list. */
function groupingExpression(node: Expression, scope: Scope, items: () => readonly Item[]): Resolved {
  const { ctx } = scope.env;
  if (node.kind === "literal" && node.type.kind === "int") {
    const all = items();
    if (all.some((item) => item.resolved.printed.kind === "star" || item.star)) {
      ctx.report("STAR_GROUP_BY_POS", node);
      return resolve({ kind: "opaque", start: node.start, end: node.end }, scope);
    }
    if (all.some((item) => item.open)) return resolve({ kind: "opaque", start: node.start, end: node.end }, scope);
    const flat = flatOf(all);
    const index = Number(node.value);
    const found = flat[index - 1];
    if (!found) {
      ctx.report("GROUP_BY_POS_OUT_OF_RANGE", node, { index, size: flat.length });
      return resolve({ kind: "opaque", start: node.start, end: node.end }, scope);
    }
    if (contains(found, "aggregate")) ctx.report("GROUP_BY_POS_AGGREGATE", node, { index });
    else if (contains(found, "window")) reportUnsupported(ctx, node);
    return found;
  }
  const made = resolve(node, { ...scope, groupAliases: (name) => aliasItem(name, items()) });
  if (contains(made, "aggregate"))
    ctx.report("GROUP_BY_AGGREGATE", node, { sqlExpr: ctx.text.slice(node.start, node.end) });
  else if (contains(made, "window")) reportUnsupported(ctx, node);
  return made;
}

const flats = new WeakMap<readonly Item[], readonly Resolved[]>();

/** By position in the output, the item that makes it. */
function flatOf(items: readonly Item[]): readonly Resolved[] {
  let flat = flats.get(items);
  if (!flat) {
    flat = items.flatMap(({ resolved, columns }) =>
      resolved.role === "generator" ? groupedParts(resolved) : columns.map(() => resolved),
    );
    flats.set(items, flat);
  }
  return flat;
}

function aliasItem(name: string, items: readonly Item[]): Resolved | undefined {
  const wanted = name.toLowerCase();
  const plain = items.filter((item) => item.resolved.role !== "generator");
  return plain.find((item) => item.columns.some((column) => column.name.toLowerCase() === wanted))?.resolved;
}

/** Everything but a VARIANT can be grouped by, though not everything can be ordered by. */
function holdsVariant(type: DataType): boolean {
  if (type.kind === "array") return holdsVariant(type.element);
  if (type.kind === "map") return holdsVariant(type.key) || holdsVariant(type.value);
  return type.kind === "struct" ? type.fields.some((field) => holdsVariant(field.type)) : type.kind === "variant";
}

function checkGroupingTypes(resolved: readonly Resolved[], ctx: Context): void {
  for (const one of resolved) {
    if (!holdsVariant(one.type)) continue;
    ctx.report("GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE", one, { dataType: formatType(one.type).toUpperCase() });
  }
}

/** `grouping(x)` and `grouping_id(x, y)` name grouping columns, and need sets of them. */
export function checkGroupingCalls(ctx: Context, resolved: Resolved, grouping: Grouping | undefined): void {
  for (const one of walk(resolved)) {
    if (one.role !== "grouping") continue;
    if (!grouping?.analytics) {
      if (!grouping?.unknown) ctx.report("UNSUPPORTED_GROUPING_EXPRESSION", one);
      continue;
    }
    if (one.children.some((child) => contains(child, "unknown")) || grouping.unknown) continue;
    const written = grouping.resolved.map((item) => item.key);
    const isId = one.children.length !== 1 || one.key.startsWith("grouping_id");
    if (!isId) {
      if (!grouping.keys.has(one.children[0]?.key ?? ""))
        ctx.report("GROUPING_COLUMN_MISMATCH", one, { grouping: text(ctx, one) });
    } else if (
      one.children.length > 0 &&
      one.children.map((child) => child.key).join() !== [...new Set(written)].join()
    ) {
      ctx.report("GROUPING_ID_COLUMN_MISMATCH", one, { groupingIdColumn: text(ctx, one) });
    }
  }
}

function text(ctx: Context, at: Resolved): string {
  return ctx.text.slice(at.start, at.end);
}

/** Reports what is neither grouped nor aggregated. */
export function checkGrouped(
  ctx: Context,
  resolved: Resolved,
  keys: ReadonlySet<string>,
  grouped: boolean,
  clause: "list" | "other" = "list",
): void {
  if (keys.has(resolved.key)) return;
  switch (resolved.role) {
    case "aggregate":
      checkInsideAggregate(ctx, resolved);
      return;
    case "column": {
      // A cast that is grouped by may also be made by the place where the column stands.
      if ([...keys].some((key) => key.startsWith(`cast(${resolved.key} as `))) return;
      const expression = text(ctx, resolved);
      // HAVING and ORDER BY do not even see what is not grouped.
      if (clause === "other") reportUnseen(ctx, resolved);
      else ctx.report(grouped ? "MISSING_AGGREGATION" : "MISSING_GROUP_BY", resolved, { expression });
      return;
    }
    case "subquery":
      // One that is grouped by may be the same, though it is written in another way.
      if ([...keys].some((key) => key.includes("subquery("))) return;
      for (const use of resolved.children) {
        if (keys.has(use.key) || use.role !== "column") continue;
        ctx.report("SCALAR_SUBQUERY_IS_IN_GROUP_BY_OR_AGGREGATE_FUNCTION", resolved, { sqlExpr: text(ctx, use) });
      }
      return;
    case "outer":
    case "lateralAlias":
    case "unknown":
    case "grouping":
      return;
    default:
      for (const child of resolved.children) checkGrouped(ctx, child, keys, grouped, clause);
  }
}

/** Of what is grouped, a sort behind a sort or limit sees the columns that are grouped by, and nothing inside an aggregate. */
export function checkColumns(ctx: Context, resolved: Resolved, keys: ReadonlySet<string>): boolean {
  const unseen = [...walk(resolved)].filter((one) => one.role === "column" && !keys.has(one.key));
  for (const one of unseen) reportUnseen(ctx, one);
  return unseen.length === 0;
}

function reportUnseen(ctx: Context, column: Resolved): void {
  const suggestion = " It is neither grouped by nor inside an aggregate function.";
  ctx.report("UNRESOLVED_COLUMN.WITH_SUGGESTION", column, { name: text(ctx, column), suggestion });
}

export function checkInsideAggregate(ctx: Context, aggregate: Resolved): void {
  for (const child of aggregate.children) {
    if (contains(child, "aggregate")) ctx.report("NESTED_AGGREGATE_FUNCTION", child);
  }
}

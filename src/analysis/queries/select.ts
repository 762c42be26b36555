import type { Expression, NamedWindow, Select } from "../ast/index.js";
import { observeScope } from "../names/observe.js";
import { above, usedSoFar } from "../names/outer-uses.js";
import { behindOf, belowOf, type Column, concat, type Rel, relOf } from "../names/relation.js";
import type { Env, Scope } from "../names/scope.js";
import type { Resolved } from "../resolve/resolved.js";
import { nameOf } from "../typing/index.js";
import { castCondition, plainCondition } from "./conditions.js";
import { checkCorrelated, checkCorrelatedParts } from "./correlated.js";
import { from, withViews } from "./from.js";
import {
  checkColumns,
  checkGrouped,
  checkGroupingCalls,
  checkInsideAggregate,
  type Grouping,
  namedAsGrouped,
  resolveGroupBy,
} from "./grouping.js";
import { type Item, relOfItems, resolveItems } from "./items.js";
import { contains, scopeOf, walk, withWindows } from "./scopes.js";
import { checkDistinct } from "./set-operations.js";
import { filteredBy, TimeWindows } from "./time-windows.js";

/** A query term, and what ORDER BY may name beside its columns. */
export interface Term {
  readonly rel: Rel;
  /** Searched in this order by ORDER BY. */
  readonly layers: readonly Rel[];
  /** Checks an expression of ORDER BY against GROUP BY; whether all its columns can be seen. */
  readonly check?: (resolved: Resolved) => boolean;
  /** The same, where a sort or a limit stands between. */
  readonly checkFromAbove?: (resolved: Resolved) => boolean;
  readonly windows: readonly NamedWindow[];
  /** It aggregates. */
  readonly isGrouped?: boolean;
}

export function termOf(rel: Rel): Term {
  return { rel, layers: [rel], windows: [] };
}

/** A term behind ORDER BY, LIMIT…: brackets around it change nothing. */
export function organized(term: Term): Term {
  const { checkFromAbove: check, isGrouped: _, ...rest } = term;
  return check ? { ...rest, check, checkFromAbove: check } : rest;
}

/** SELECT with its own FROM. */
export function select(node: Select, env: Env): Term {
  const start = usedSoFar(env);
  const inside = withWindows(env, node.windows);
  return selectFrom(node, from(inside, node.from, node.lateralViews), inside, start);
}

/** A SELECT behind the FROM of others, with lateral views of its own. */
export function selectOver(node: Select, input: Rel, env: Env, start = usedSoFar(env)): Term {
  const inside = withWindows(env, node.windows);
  return selectFrom(node, withViews(inside, input, node.lateralViews), inside, start);
}

/** Everything of a SELECT above its FROM, before which `start` columns of the query around were used. */
function selectFrom(node: Select, source: Rel, env: Env, start: number): Term {
  const { windows = [] } = env;
  const { where } = node;
  const kept = where && above(env, start, () => plainCondition(where, scopeOf(env, [source], "where")));
  const input = kept ? filteredBy(env, source, kept) : source;
  const base = scopeOf(env, [input], "select");
  observeScope(env, node, [input], windows);
  const isGrouped = node.groupBy !== undefined || node.having !== undefined;
  let silent: readonly Item[] | undefined;
  const silently = (): readonly Item[] => {
    silent ??= env.ctx.silently(() => resolveItems(node.items, base, isGrouped));
    return silent;
  };
  const timeWindows = new TimeWindows(env);
  timeWindows.addListed(node.items, silently);
  const below: Scope = { ...base, layers: timeWindows.over(input), clause: "groupBy" };
  const grouping = node.groupBy ? resolveGroupBy(node.groupBy, below, silently) : undefined;
  if (grouping) timeWindows.addGrouped(grouping);
  const seen = timeWindows.over(input);
  const named = groupingNames(grouping, env);
  const scope: Scope = { ...base, layers: seen, ...(grouping?.nullable.size ? { grouped: grouping.nullable } : {}) };
  const listed = above(env, start, () =>
    isTrailingComma(node, env)
      ? env.ctx.silently(() => resolveItems(node.items, scope, isGrouped))
      : resolveItems(node.items, scope, isGrouped),
  );
  const items = grouping?.analytics ? namedAsGrouped(listed, grouping) : listed;
  const { having: test } = node;
  const layers = [...seen, ...named, relOfItems(items)];
  const having =
    test && above(env, start, () => havingOf(test, { ...scope, clause: "having", layers }, grouping, items));
  const qualify = node.qualify
    ? castCondition(node.qualify, { ...scope, clause: "qualify", layers: qualifyLayers(items, seen) })
    : undefined;
  if (qualify) checkQualify(env, node, qualify, items);
  const tests = [...(having ? [having] : []), ...(qualify ? [qualify] : [])];
  const aggregated =
    grouping !== undefined ||
    having !== undefined ||
    [...items.map((item) => item.resolved), ...tests].some((one) => contains(one, "aggregate"));
  const [, second] = items.filter((item) => item.resolved.role === "generator");
  if (aggregated && second) env.ctx.report("UNSUPPORTED_GENERATOR.MULTI_GENERATOR", second.resolved);
  const rel = relOfItems(items);
  observeAliases(env, node, [input, ...named], rel, windows);
  const visible = aggregated ? groupedKeys(grouping, items) : undefined;
  if (visible) checkAggregation(env, items, tests, visible, grouping);
  for (const item of items) checkPlaces(env, item.resolved);
  if (env.outer) {
    for (const { resolved } of items) {
      if (aggregated && !contains(resolved, "window")) checkCorrelated(env.ctx, resolved);
      else checkCorrelatedParts(env.ctx, resolved);
    }
    for (const one of grouping?.resolved ?? []) checkCorrelated(env.ctx, one);
    for (const one of tests) checkCorrelatedParts(env.ctx, one);
  }
  for (const one of [...items.map((item) => item.resolved), ...tests]) checkGroupingCalls(env.ctx, one, grouping);
  const check = (one: Resolved): boolean => {
    if (grouping?.unknown) return true;
    if (visible) checkGrouped(env.ctx, one, visible, grouping !== undefined, "other");
    checkGroupingCalls(env.ctx, one, grouping);
    return true;
  };
  const checkFromAbove = (one: Resolved): boolean => {
    checkGroupingCalls(env.ctx, one, grouping);
    return !visible || grouping?.unknown === true || checkColumns(env.ctx, one, visible);
  };
  if (node.distinct) checkDistinct(env, rel.columns, node);
  const term: Term = {
    rel,
    layers: node.distinct ? [rel, behindOf(input)] : [rel, ...computedOf(items), ...seen, ...named, ...belowOf(input)],
    check,
    checkFromAbove,
    windows: node.windows,
    isGrouped: aggregated,
  };
  return aggregated && isFar(items, having, qualify, grouping) ? organized(term) : term;
}

/**
 * Whether something stands between what is grouped and a sort above it: a window, a generator, or a HAVING that asks for
 * more than the list has.
 */
function isFar(
  items: readonly Item[],
  having: Resolved | undefined,
  qualify: Resolved | undefined,
  grouping: Grouping | undefined,
): boolean {
  const computed = [...items.map(({ resolved }) => resolved), ...(qualify ? [qualify] : [])];
  if (computed.some((one) => contains(one, "window") || contains(one, "generator"))) return true;
  if (!having || grouping?.unknown || contains(having, "unknown") || items.some(({ open }) => open)) return false;
  // The columns that GROUPING SETS make have other keys.
  const keys = new Set(grouping?.analytics ? [] : grouping?.resolved.map(({ key }) => key));
  const listed = new Set(items.map(({ resolved }) => kindOf(resolved)));
  const wholes = new Set(items.map(({ resolved }) => resolved.key));
  return [...askedOf(having, keys, wholes)].some((one) => !listed.has(kindOf(one)));
}

/** Two expressions that Spark takes for one may be written in two ways, but are of one kind. */
function kindOf({ role, key }: Resolved): string {
  if (role === "aggregate") return key.slice(0, key.indexOf("("));
  return role === "column" ? key : "computed";
}

/** What an expression above a grouped list takes from below it. */
function* askedOf(one: Resolved, keys: ReadonlySet<string>, listed: ReadonlySet<string>): Iterable<Resolved> {
  if (listed.has(one.key) || one.role === "subquery") return;
  if (keys.has(one.key) || one.role === "aggregate" || one.role === "grouping") yield one;
  else for (const child of one.children) yield* askedOf(child, keys, listed);
}

/**
 * Where the list computes windows, QUALIFY looks at the list first, unless the list itself names one of them: then that
 * is computed below it. There, and where the list computes none, QUALIFY looks below the list first, where generators are.
 */
function qualifyLayers(items: readonly Item[], seen: readonly Rel[]): readonly Rel[] {
  const list = relOfItems(items);
  const hasWindow = ({ resolved }: Item): boolean => contains(resolved, "window");
  if (items.some(hasWindow)) {
    const named = namedInList(items);
    const below = items.filter((item) => hasWindow(item) && item.columns.some(({ id }) => named.has(`#${id}`)));
    return below.length > 0 ? [relOf(below.flatMap(({ columns }) => columns)), ...seen, list] : [list, ...seen];
  }
  const generated = items.flatMap(({ resolved, columns }) => (resolved.role === "generator" ? columns : []));
  const [input, ...rest] = seen;
  return input && generated.length > 0 ? [concat(input, relOf(generated)), ...rest, list] : [...seen, list];
}

/** The keys of the columns of the list that a later item of it names. */
function namedInList(items: readonly Item[]): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { resolved } of items)
    if (contains(resolved, "lateralAlias"))
      for (const one of walk(resolved)) if (one.role === "lateralAlias") named.add(one.key);
  return named;
}

/** Windows, generators and what the list itself names are computed below it, where no other alias of it is. */
function computedOf(items: readonly Item[]): readonly Rel[] {
  const named = namedInList(items);
  const computed = items.filter(
    ({ resolved, columns }) =>
      contains(resolved, "window") ||
      contains(resolved, "generator") ||
      columns.some(({ id }) => resolved.role !== "lateralAlias" && named.has(`#${id}`)),
  );
  // Each on its own: what is computed for one is below what is computed for the other.
  return computed.map(({ columns }) => relOf(columns));
}

/** Where the aliases of the list may be named: further on in it, and by the clauses that run after it. */
function observeAliases(env: Env, node: Select, seen: readonly Rel[], rel: Rel, windows: readonly NamedWindow[]): void {
  if (!env.ctx.observer) return;
  const isAlias = ({ declared, isGenerated, qualifier }: Column): boolean =>
    (declared !== undefined || isGenerated === true) && qualifier.length === 0;
  const aliases = relOf(rel.columns.filter(isAlias));
  const [first, last] = [node.items[0], node.items.at(-1)];
  const list = first && last && { start: first.start, end: last.end };
  for (const at of [list, node.groupBy, node.having, node.qualify]) {
    if (at) observeScope(env, at, [...seen, aliases], windows);
  }
}

/** `SELECT a, FROM t` reads as a column `FROM` under the alias `t`; whatever else is wrong then follows from it. */
function isTrailingComma(node: Select, env: Env): boolean {
  const last = node.items.at(-1);
  const inner = last?.kind === "alias" ? last.operand : last;
  if (node.from.length > 0 || node.items.length < 2 || inner?.kind !== "column" || inner.parts.length !== 1)
    return false;
  const [word] = inner.parts;
  if (!word || word.quoted || word.name.toLowerCase() !== "from") return false;
  env.ctx.report("TRAILING_COMMA_IN_SELECT", word);
  return true;
}

function checkQualify(env: Env, node: Select, qualify: Resolved, items: readonly Item[]): void {
  const at = node.qualify ?? node;
  const windows = [qualify, ...items.map((item) => item.resolved)];
  const unsure = items.some((item) => item.open) || windows.some((one) => contains(one, "unknown"));
  if (!unsure && !windows.some((one) => contains(one, "window")))
    env.ctx.report("QUALIFY_REQUIRES_WINDOW_FUNCTION", at);
  if (contains(qualify, "aggregate")) env.ctx.report("MISSING_GROUP_BY", at, { expression: "What QUALIFY computes" });
}

/** GROUPING SETS, CUBE and ROLLUP make columns of the expressions that they group by, under the names that they print. */
function groupingNames(grouping: Grouping | undefined, env: Env): readonly Rel[] {
  if (!grouping?.analytics) return [];
  const columns = grouping.resolved.flatMap((one): Column[] => {
    const name = one.role === "column" ? undefined : nameOf(one.printed);
    if (name === undefined) return [];
    const id = env.ctx.newId();
    grouping.keys.add(`#${id}`);
    return [{ id, name, qualifier: [], type: one.type, nullable: true }];
  });
  return columns.length > 0 ? [relOf(columns)] : [];
}

/**
 * What is grouped by, HAVING takes from below the list, everything else from the list. A name that stands for a column
 * inside an expression that is grouped by may be either.
 */
function havingOf(test: Expression, scope: Scope, grouping: Grouping | undefined, items: readonly Item[]): Resolved {
  if (grouping?.unknown) return castCondition(test, scope);
  const keys = grouping?.all
    ? new Set(items.filter(({ resolved }) => !contains(resolved, "aggregate")).map(({ resolved }) => resolved.key))
    : (grouping?.keys ?? new Set<string>());
  const resolved = (columns: Columns): Resolved => castCondition(test, { ...scope, groupedColumns: columns });
  const alone = columnsIn([...keys].filter((key) => /^#\d+$/.test(key)));
  const all = columnsIn(keys);
  const { ctx } = scope.env;
  const visible = groupedKeys(grouping, items);
  const isWrong = (columns: Columns): boolean =>
    ctx.fails(() => checkGrouped(ctx, resolved(columns), visible, grouping !== undefined, "other"));
  const fromList = alone.size < all.size && ctx.mayLookAgain() && isWrong(all) && !isWrong(alone);
  return resolved(fromList ? alone : all);
}

type Columns = ReadonlySet<number>;

/** The ids of the columns in the keys of expressions. */
function columnsIn(keys: Iterable<string>): Columns {
  return new Set([...keys].flatMap((key) => [...key.matchAll(/(?<!lambda)#(\d+)\b/g)].map(([, id]) => Number(id))));
}

/** What a grouped query may still name: its grouping expressions, and its own columns. */
function groupedKeys(grouping: Grouping | undefined, items: readonly Item[]): ReadonlySet<string> {
  const keys = new Set(grouping?.keys);
  for (const item of items) {
    for (const column of item.columns)
      if (item.resolved.role !== "column" || item.resolved.alias) keys.add(`#${column.id}`);
  }
  return keys;
}

function checkAggregation(
  env: Env,
  items: readonly Item[],
  tests: readonly Resolved[],
  keys: ReadonlySet<string>,
  grouping: Grouping | undefined,
): void {
  if (grouping?.unknown) return;
  // GROUP BY ALL has seen to the list.
  if (!grouping?.all) for (const item of items) checkGrouped(env.ctx, item.resolved, keys, grouping !== undefined);
  const listed = new Set(items.flatMap((item) => item.columns.map((column) => column.name.toLowerCase())));
  for (const test of tests) {
    // What is not grouped may be a column of the list.
    const isListed = [...walk(test)].some((one) => listed.has(one.attributeName?.toLowerCase() ?? ""));
    if (!grouping?.all || !isListed) checkGrouped(env.ctx, test, keys, grouping !== undefined, "other");
  }
}

function checkPlaces(env: Env, resolved: Resolved): void {
  for (const one of walk(resolved)) if (one.role === "aggregate") checkInsideAggregate(env.ctx, one);
}

import { type ColumnName, type Ident, type Name, nameSpan, type Span, spanOf } from "../ast/index.js";
import { type Found, lookUp, visibleNames } from "../names/lookup.js";
import { type Column, sameName } from "../names/relation.js";
import type { Clause, LambdaFrame, Scope } from "../names/scope.js";
import { visibleVariables } from "../names/variables.js";
import { quoteName } from "../syntax/quotes.js";
import { fieldOf } from "./fields.js";
import { outerOf } from "./outer.js";
import { type Resolved, unknownResolved } from "./resolved.js";
import { variableOf } from "./variables.js";

/** What a name in an expression means: a lambda's variable, a column, an alias of the list, a column of an outer query. */
export function resolveColumn(node: ColumnName, scope: Scope): Resolved {
  return (
    literalFunction(node, scope) ??
    tryColumn(node.parts, scope, node) ??
    variableOf(node.parts, scope, node) ??
    groupingId(node, scope) ??
    notFound(node, scope)
  );
}

/** As `resolveColumn`, but silent and undefined where nothing is found. */
export function tryColumn(parts: Name, scope: Scope, at: Span): Resolved | undefined {
  if (parts.some((part) => part.dynamic)) {
    const name = parts.at(-1)?.dynamic ? undefined : parts.at(-1)?.name;
    return { ...unknownResolved(at, []), printed: { kind: "variable", name } };
  }
  return (
    lambdaVariable(parts, scope, at) ??
    fromLayers(parts, scope, at) ??
    groupAlias(parts, scope) ??
    lateralAlias(parts, scope, at) ??
    fromGenerators(parts, scope, at) ??
    fromOuter(parts, scope, at)
  );
}

/** Names that Spark takes for calls where no column has them, in back quotes too. */
const literalFunctions: ReadonlySet<string> = new Set([
  "current_date",
  "current_time",
  "current_timestamp",
  "current_user",
  "session_user",
  "user",
]);

function literalFunction({ parts, start, end }: ColumnName, scope: Scope): Resolved | undefined {
  const [only] = parts;
  if (!only || parts.length > 1 || only.dynamic || !literalFunctions.has(only.name.toLowerCase())) return undefined;
  const call = { kind: "call", start, end, name: parts, args: [], distinct: false, form: "bare" } as const;
  return scope.env.tools.expression(
    { ...call, filter: undefined, withinGroup: undefined, nulls: undefined, over: undefined },
    scope,
  );
}

/**
 * The column that comes before a function which is called by its bare name. The function comes before what ORDER BY and
 * HAVING look for further, before the aliases of the list, and before the columns of outer queries.
 */
export function columnBeforeFunction(parts: Name, scope: Scope, at: Span): Resolved | undefined {
  const { clause, groupedColumns, insideAggregate } = scope;
  const layers = clause === "orderBy" ? scope.layers.slice(0, 1) : scope.layers;
  const env = { ...scope.env, outer: undefined };
  const near: Scope = { ...scope, env, layers, aliases: undefined, groupAliases: undefined, generated: undefined };
  const found = scope.env.ctx.silently(() => tryColumn(parts, near, at));
  if (!found) return undefined;
  const list = layers.at(-1);
  const isHidden = clause === "having" && groupedColumns && !insideAggregate && !(list && lookUp(list, parts));
  if (isHidden && found.column && !groupedColumns.has(found.column.id)) return undefined;
  return tryColumn(parts, near, at);
}

/** Where nothing has this name, `grouping__id` is `grouping_id()`. */
function groupingId({ parts, start, end }: ColumnName, scope: Scope): Resolved | undefined {
  const [only] = parts;
  if (!only || parts.length > 1 || !sameName(only.name, "grouping__id")) return undefined;
  const call = { kind: "call", start, end, args: [], distinct: false, form: "plain" } as const;
  const rest = { filter: undefined, withinGroup: undefined, nulls: undefined, over: undefined };
  const made = scope.env.tools.expression({ ...call, ...rest, name: [{ ...only, name: "grouping_id" }] }, scope);
  return { ...made, printed: { kind: "column", name: "grouping__id", within: "grouping_id()", type: made.type } };
}

function lambdaVariable(parts: Name, scope: Scope, at: Span): Resolved | undefined {
  const [first] = parts;
  if (!first) return undefined;
  for (let frame: LambdaFrame | undefined = scope.lambda; frame; frame = frame.next) {
    const index = frame.names.findIndex((name) => sameName(name.name, first.name));
    const variable = frame.variables[index];
    if (!variable) continue;
    const made: Resolved = {
      role: "plain",
      start: first.start,
      end: first.end,
      type: variable.type,
      nullable: variable.nullable,
      printed: { kind: "lambdaVariable", type: variable.type },
      // By where it is bound: two lambdas that are written alike are the same to Spark.
      key: `lambda#${depthOf(frame)}.${index}`,
      children: [],
      attributeName: first.name,
    };
    const [declared, { type, nullable }] = [frame.names[index] ?? first, variable];
    scope.env.ctx.observer?.resolved(first, { kind: "variable", name: declared.name, declared, type, nullable });
    return withFields(scope, made, parts.slice(1), at);
  }
  return undefined;
}

function depthOf({ next }: LambdaFrame): number {
  return next ? 1 + depthOf(next) : 0;
}

function withFields(scope: Scope, base: Resolved, fields: Name, at: Span): Resolved {
  let made = base;
  for (const field of fields) made = fieldOf(scope.env.ctx, made, field, spanOf(at, field));
  return made;
}

function fromLayers(parts: Name, scope: Scope, at: Span): Resolved | undefined {
  for (const [i, layer] of scope.layers.entries()) {
    const found = lookUp(layer, parts);
    if (found && !(triesFurther(scope, i) && isMistaken(found, parts, scope, at)))
      return fromFound(found, parts, scope, at);
  }
  return undefined;
}

/**
 * What ORDER BY cannot take from one layer, because the name is ambiguous there or has no such field, it looks for in
 * the next, and in the end it is not found. HAVING looks so below the list, but what the list has is the last word.
 */
export function triesFurther({ clause, layers }: Scope, layer: number): boolean {
  return clause === "orderBy" || (clause === "having" && layer < layers.length - 1);
}

function isMistaken(found: NonNullable<Found>, parts: Name, scope: Scope, at: Span): boolean {
  if (found.kind !== "column") return found.kind === "ambiguous";
  const { groupedColumns, insideAggregate, layers } = scope;
  if (groupedColumns && !insideAggregate && !groupedColumns.has(found.column.id)) {
    const list = layers.at(-1);
    if (list && lookUp(list, parts)) return true;
  }
  return found.fields.length > 0 && scope.env.ctx.fails(() => fromFound(found, parts, scope, at));
}

function fromFound(found: NonNullable<Found>, parts: Name, scope: Scope, at: Span): Resolved {
  const { ctx } = scope.env;
  if (found.kind === "open") {
    if (found.qualifier) ctx.observeQualifier(parts[0], found.qualifier);
    const name = parts.at(-1)?.name;
    const made = unknownResolved(at, [], name);
    // Of `a.b`, nobody knows whether it prints as the column b or as a field of a.
    const isColumn = parts.length === 1 || (parts.length === 2 && found.qualifier !== undefined);
    return isColumn ? made : { ...made, printed: { kind: "variable", name } };
  }
  if (found.kind === "ambiguous") {
    const candidates = found.columns.map((column) => [...column.qualifier.slice(-1), column.name].join("."));
    const name = parts.map((part) => part.name).join(".");
    ctx.report("AMBIGUOUS_REFERENCE", at, { name, candidates: candidates.join(", ") });
    return unknownResolved(at, [], parts.at(-1)?.name);
  }
  const written = parts[found.parts - 1];
  const span = written && parts[0] ? spanOf(parts[0], written) : at;
  const base = columnResolved(found.column, written?.name ?? found.column.name, span);
  ctx.observer?.resolved(written ?? span, { kind: "column", column: found.column });
  ctx.observeQualifier(parts[found.parts - 2], found.column.qualifier);
  return withFields(scope, base, found.fields, at);
}

export function columnResolved(column: Column, name: string, at: Span): Resolved {
  return {
    role: "column",
    start: at.start,
    end: at.end,
    type: column.type,
    nullable: column.nullable,
    printed: { kind: "column", name, type: column.type },
    key: `#${column.id}`,
    children: [],
    column: column.name === name ? column : { ...column, name },
    attributeName: name,
  };
}

function groupAlias(parts: Name, scope: Scope): Resolved | undefined {
  const [first] = parts;
  const found = first && parts.length === 1 && scope.groupAliases?.(first.name);
  if (!found) return undefined;
  observeAlias(scope, first, found);
  return found;
}

function observeAlias(scope: Scope, at: Ident, { aliasNames, type, nullable }: Resolved): void {
  const declared = aliasNames?.find((one) => sameName(one.name, at.name));
  if (!declared) return;
  const column = { name: declared.name, qualifier: [], type, nullable, declared };
  scope.env.ctx.observer?.resolved(at, { kind: "column", column });
}

/** An alias of an earlier item of the same SELECT list. */
function lateralAlias(parts: Name, scope: Scope, at: Span): Resolved | undefined {
  const [first] = parts;
  if (!first || !scope.aliases) return undefined;
  const named = scope.aliases.named.get(first.name.toLowerCase());
  const [only] = named ?? [];
  if (!named || !only) return undefined;
  const { ctx } = scope.env;
  // A generator is taken out of the list before its alias could be used.
  const isPlain = !scope.insideAggregate && !scope.insideWindow;
  if (named.length === 1 && isPlain && only.resolved.role === "generator") return undefined;
  if (named.length > 1) {
    ctx.report("AMBIGUOUS_LATERAL_COLUMN_ALIAS", at, { name: first.name, count: named.length });
    return unknownResolved(at, [], first.name);
  }
  if (scope.insideAggregate) {
    ctx.report("UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_AGGREGATE_FUNC", at, { name: first.name });
    return unknownResolved(at, [], first.name);
  }
  if (scope.insideWindow) {
    ctx.report("UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_WINDOW", at, { name: first.name });
    return unknownResolved(at, [], first.name);
  }
  observeAlias(scope, first, only.resolved);
  const base: Resolved = {
    role: "lateralAlias",
    start: first.start,
    end: first.end,
    type: only.resolved.type,
    nullable: only.resolved.nullable,
    printed: { kind: "text", text: `lateralAliasReference(${first.name})`, type: only.resolved.type },
    key: `#${only.id}`,
    children: [],
    attributeName: first.name,
  };
  const whole = withFields(scope, base, parts.slice(1), at);
  const last = parts.at(-1);
  if (whole === base || !last) return base;
  return { ...whole, printed: { kind: "text", text: `lateralAliasReference(${last.name})`, type: whole.type } };
}

function fromGenerators(parts: Name, scope: Scope, at: Span): Resolved | undefined {
  const found = scope.generated && lookUp(scope.generated, parts);
  return found && fromFound(found, parts, scope, at);
}

function fromOuter(parts: Name, scope: Scope, at: Span): Resolved | undefined {
  const { outer } = scope.env;
  if (!outer) return undefined;
  if (outer.uses) outer.uses.asked++;
  const found =
    lambdaVariable(parts, outer, at) ??
    fromLayers(parts, outer, at) ??
    fromGenerators(parts, outer, at) ??
    fromOuter(parts, outer, at);
  return found && found.role !== "unknown" ? outerOf(found, outer) : found;
}

function splitName(name: string): readonly string[] {
  const dot = name.indexOf(".");
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** What Spark computes below a list, it gives a column of such a name, which the clauses above the list may name. */
const sparksOwn = /^(_gen_input_\d+|_we?\d+|spark_grouping_id)$/i;
const aboveList: ReadonlySet<Clause> = new Set(["groupBy", "having", "qualify", "orderBy", "distributeBy"]);

function notFound(node: ColumnName, scope: Scope): Resolved {
  const { parts } = node;
  const last = parts.at(-1);
  const made = unknownResolved(node, [], last?.name);
  if (parts.length === 1 && aboveList.has(scope.clause) && sparksOwn.test(last?.name ?? "")) return made;
  const written = parts.map((part) => part.name).join(".");
  const candidates = (): Iterable<string> => {
    const names = new Set<string>();
    for (const layer of scope.layers) for (const name of visibleNames(layer, parts.length > 1)) names.add(name);
    for (const name of scope.aliases?.named.keys() ?? []) names.add(name);
    for (const variable of visibleVariables(scope.env)) names.add(variable.name);
    return names;
  };
  const known = scope.layers.some((layer) => layer.columns.length > 0);
  const { ctx } = scope.env;
  const whole = ctx.didYouMean(nameSpan(parts), written, candidates, parts.length > 1 ? splitName : undefined);
  const isAmbiguous = scope.layers.some((layer) => lookUp(layer, parts)?.kind === "ambiguous");
  const suggestion =
    (isAmbiguous ? " Several columns have this name." : whole.suggestion) ||
    (parts.length === 1 ? ` A session variable is written session.${quoteName(written)}.` : "");
  const errorClass = `UNRESOLVED_COLUMN.${known ? "WITH" : "WITHOUT"}_SUGGESTION`;
  ctx.report(errorClass, node, { name: written, suggestion }, whole.fixes);
  return made;
}

import type { Name, Star } from "../ast/index.js";
import { nameSpan } from "../ast/index.js";
import { type Column, isOpen, qualifierMatches, type Rel } from "../names/relation.js";
import type { Clause, Scope } from "../names/scope.js";
import { columnResolved, tryColumn } from "./column.js";
import { leaveOut } from "./except.js";
import { fieldsOf } from "./fields.js";
import { outerOf } from "./outer.js";
import type { Resolved } from "./resolved.js";

/** What a star stands for; undefined when some of it is unknown. */
export function expandStar(node: Star, scope: Scope): readonly Resolved[] | undefined {
  const found = node.qualifier ? qualified(node, node.qualifier, scope) : everything(node, scope);
  const rest = found && node.except ? leaveOut(found, node.except, node, scope) : found;
  if (rest) {
    const { ctx } = scope.env;
    const start = ctx.text.indexOf("*", node.qualifier ? nameSpan(node.qualifier).end : node.start);
    const columns = rest.flatMap(({ column }) => column ?? []);
    if (start >= 0) ctx.observer?.resolved({ start, end: start + 1 }, { kind: "star", columns });
  }
  return rest;
}

/** The clauses that run over a list of their own: there, no star stands for arguments. */
const starless: ReadonlySet<Clause> = new Set(["having", "groupBy", "orderBy", "distributeBy", "on"]);

/** As `expandStar`, among the arguments of a call or the values of IN. */
export function spreadStar(node: Star, scope: Scope): readonly Resolved[] | undefined {
  if (starless.has(scope.clause)) scope.env.ctx.report("INVALID_USAGE_OF_STAR_OR_REGEX", node);
  return expandStar(node, scope);
}

function everything(node: Star, scope: Scope): readonly Resolved[] | undefined {
  const [layer] = scope.layers;
  if (!layer || isOpen(layer)) return undefined;
  return layer.columns.map((column) => columnResolved(column, column.name, node));
}

function qualified(node: Star, qualifier: Name, scope: Scope): readonly Resolved[] | undefined {
  const parts = qualifier.map((part) => part.name);
  const span = nameSpan(qualifier);
  for (const layer of scope.layers) {
    const columns = matching(layer, parts);
    const [first] = columns;
    // Of a relation that is known in part, the star stands for more than what is known.
    const isPart = layer.open.some((one) => qualifierMatches(one, parts));
    if (first && !isPart) {
      scope.env.ctx.observeQualifier(qualifier.at(-1), first.qualifier);
      return columns.map((column) => columnResolved(column, column.name, node));
    }
    if (isOpen(layer)) {
      const named = layer.open.find((one) => qualifierMatches(one, parts));
      if (named) scope.env.ctx.observeQualifier(qualifier.at(-1), named);
      return undefined;
    }
  }
  if (qualifier.some((part) => part.dynamic)) return undefined;
  const { ctx } = scope.env;
  const around = outerColumns(node, parts, scope);
  if (around) return around;
  const base = ctx.silently(() => tryColumn(qualifier, scope, span));
  if (base?.role === "unknown") {
    // Asked again aloud: a field that is missing, or a name that is ambiguous, is said so.
    tryColumn(qualifier, scope, span);
    return undefined;
  }
  if (base?.type.kind === "struct") {
    // The path to the struct has a name of its own, and so has each of its fields.
    const of = base.printed.kind === "field" ? named(base, base.printed.name) : base;
    return fieldsOf(of, node).map((field) => {
      if (base.whole) scope.env.outer?.uses?.add(base.whole);
      return named(field, field.attributeName ?? "");
    });
  }
  if (base && base.type.kind === "unknown") return undefined;
  const names = new Set<string>();
  for (const layer of scope.layers) for (const column of layer.columns) names.add(column.qualifier.at(-1) ?? "");
  names.delete("");
  const meant = ctx.didYouMean(span, parts.join("."), names);
  ctx.report("CANNOT_RESOLVE_STAR_EXPAND", node, { name: parts.join("."), suggestion: meant.suggestion }, meant.fixes);
  return undefined;
}

function named(resolved: Resolved, name: string): Resolved {
  return { ...resolved, printed: { kind: "alias", of: resolved.printed, name } };
}

/** `t.*` of the query around, of that one alone. */
function outerColumns(node: Star, parts: readonly string[], scope: Scope): readonly Resolved[] | undefined {
  const { outer } = scope.env;
  if (outer?.uses) outer.uses.asked++;
  for (const layer of outer?.layers ?? []) {
    const columns = matching(layer, parts);
    if (outer && columns.length > 0)
      return columns.map((column) => outerOf(columnResolved(column, column.name, node), outer));
  }
  return undefined;
}

/** Whether what stands before a star names a relation, not a struct. */
export function isOfRelation(qualifier: Name, scope: Scope): boolean {
  const parts = qualifier.map((part) => part.name);
  return scope.layers.some(
    (layer) => matching(layer, parts).length > 0 || layer.open.some((one) => qualifierMatches(one, parts)),
  );
}

/** A star with a qualifier also shows the side of a USING column that is not in the output. */
function matching(layer: Rel, parts: readonly string[]): readonly Column[] {
  const fits = (column: Column): boolean => qualifierMatches(column.qualifier, parts);
  const hidden = layer.hidden.filter(fits);
  return [...hidden, ...layer.columns.filter(fits)];
}

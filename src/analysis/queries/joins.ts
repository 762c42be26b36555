import { formatType } from "../../types/index.js";
import type { Expression, Ident, JoinStep } from "../ast/index.js";
import { observeScope } from "../names/observe.js";
import { above } from "../names/outer-uses.js";
import { asNullable, type Column, concat, isOpen, nullableRel, type Rel, sameName } from "../names/relation.js";
import type { Env, Scope } from "../names/scope.js";
import { hasUnknown } from "../resolve/resolved.js";
import { orderable } from "../typing/index.js";
import { joinCondition } from "./conditions.js";
import { meeting } from "./meet.js";
import { resolve, scopeOf } from "./scopes.js";

/** `start` tells how much of the query around was used before the two sides were read. */
export function join(env: Env, left: Rel, right: Rel, step: JoinStep, start: number): Rel {
  const both = concat(left, right);
  const scope = scopeOf(env, [both], "on");
  const { on, nearest } = step;
  if (on) observeScope(env, on, [both]);
  if (on) above(env, start, () => joinCondition(on, scope, step.lateral));
  if (nearest) above(env, start, () => ranking(nearest, scope));
  const names = step.natural ? common(left, right) : step.using;
  if (names) return using(env, left, right, step, names);
  // Spark ranks and aggregates the pairs: every column comes out of an aggregate function.
  if (step.nearest) return nullableRel(both);
  switch (step.type) {
    case "SEMI":
    case "ANTI":
      return left;
    case "LEFT":
      return concat(left, nullableRel(right));
    case "RIGHT":
      return concat(nullableRel(left), right);
    case "FULL":
      return nullableRel(both);
    default:
      return both;
  }
}

/** What NEAREST orders the pairs by. */
function ranking(node: Expression, scope: Scope): void {
  const { type } = resolve(node, scope);
  if (!hasUnknown(type) && !orderable(type)) {
    scope.env.ctx.report("NEAREST_BY_JOIN.NON_ORDERABLE_RANKING_EXPRESSION", node);
  }
}

/** The names of both sides, each as often as on the side that has it less often. */
function common(left: Rel, right: Rel): readonly Ident[] {
  const rest = right.columns.map((column) => column.name.toLowerCase());
  const shared = left.columns.filter(({ name }) => {
    const index = rest.indexOf(name.toLowerCase());
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  });
  return shared.map(({ name }) => ({ name, start: 0, end: 0, quoted: false }));
}

/** USING and NATURAL: the named columns come first and once; the other side's are hidden behind their qualifier. */
function using(env: Env, left: Rel, right: Rel, step: JoinStep, names: readonly Ident[]): Rel {
  const pairs: { readonly left: Column; readonly right: Column }[] = [];
  for (const name of names) {
    const l = find(env, left, name, "left");
    const r = find(env, right, name, "right");
    if (l && r) pairs.push({ left: l, right: r });
  }
  const isKey = (column: Column, side: "left" | "right"): boolean => pairs.some((pair) => pair[side].id === column.id);
  const leftKeys = pairs.map((pair) => pair.left);
  const rightKeys = pairs.map((pair) => pair.right);
  const leftRest = left.columns.filter((column) => !isKey(column, "left"));
  const rightRest = right.columns.filter((column) => !isKey(column, "right"));
  const open = [...left.open, ...right.open];
  const hidden = [...left.hidden, ...right.hidden];
  switch (step.type) {
    case "SEMI":
    case "ANTI":
      return { columns: [...leftKeys, ...leftRest], hidden: left.hidden, open: left.open };
    case "LEFT":
      return {
        columns: [...leftKeys, ...leftRest, ...asNullable(rightRest)],
        hidden: [...hidden, ...asNullable(rightKeys)],
        open,
      };
    case "RIGHT":
      return {
        columns: [...rightKeys, ...asNullable(leftRest), ...rightRest],
        hidden: [...hidden, ...asNullable(leftKeys)],
        open,
      };
    case "FULL":
      return {
        columns: [
          ...pairs.map((pair) => merged(env, pair.left, pair.right)),
          ...asNullable(leftRest),
          ...asNullable(rightRest),
        ],
        hidden: [...hidden, ...asNullable(leftKeys), ...asNullable(rightKeys)],
        open,
      };
    default:
      return { columns: [...leftKeys, ...leftRest, ...rightRest], hidden: [...hidden, ...rightKeys], open };
  }
}

/** `coalesce(l.k, r.k)`. */
function merged(env: Env, left: Column, right: Column): Column {
  const type = hasUnknown(left.type) || hasUnknown(right.type) ? undefined : meeting(env, left.type, right.type);
  const known = type ?? { kind: "unknown", text: `${formatType(left.type)} or ${formatType(right.type)}` };
  return { id: env.ctx.newId(), name: left.name, qualifier: [], type: known, nullable: true };
}

function find(env: Env, rel: Rel, name: Ident, side: "left" | "right"): Column | undefined {
  const found = rel.columns.find((column) => sameName(column.name, name.name));
  if (found) env.ctx.observer?.resolved(name, { kind: "column", column: found });
  if (found || isOpen(rel) || name.dynamic) return found;
  const names = rel.columns.map((column) => column.name);
  const meant = env.ctx.didYouMean(name, name.name, names);
  const values = { side, name: name.name, suggestion: meant.suggestion };
  env.ctx.report("UNRESOLVED_USING_COLUMN_FOR_JOIN", name, values, meant.fixes);
  return undefined;
}

import type {
  Organization,
  Query,
  QueryTerm,
  QueryTermKind,
  QueryTermOf,
  Span,
  TransformColumns,
} from "../ast/index.js";
import { observeScope } from "../names/observe.js";
import { above, usedSoFar } from "../names/outer-uses.js";
import { type Column, openRel, type Rel, relOf } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { readTable } from "../names/tables.js";
import { type Resolved, unknownType } from "../resolve/resolved.js";
import { reportUnsupported } from "./conditions.js";
import { withCtes } from "./ctes.js";
import { from } from "./from.js";
import { inlineTable } from "./inline-table.js";
import { limit } from "./limits.js";
import { orderBy } from "./order-by.js";
import { pipe } from "./pipes.js";
import { contains, resolve, scopeOf, withWindows } from "./scopes.js";
import { organized, select, selectOver, type Term, termOf } from "./select.js";
import { combine } from "./set-operations.js";

/** The columns of a query. */
export function queryRel(query: Query, env: Env): Rel {
  return queryTerm(query, env).rel;
}

function queryTerm(query: Query, env: Env): Term {
  const inside = withWindows(withCtes(env, query.ctes), query.organization.windows);
  return organize(termRel(query.body, inside), query.organization, inside);
}

/** ORDER BY, SORT BY, LIMIT… over a term. */
export function organize(term: Term, organization: Organization, env: Env): Term {
  const windows = [...(env.windows ?? []), ...term.windows];
  observeScope(env, organization, term.layers, windows);
  const scope = scopeOf(env, term.layers, "orderBy", windows);
  orderBy(organization.orderBy, term, scope);
  orderBy(organization.sortBy, term, scope);
  for (const node of [...organization.clusterBy, ...organization.distributeBy]) {
    const one = resolve(node, { ...scope, clause: "distributeBy" });
    if (term.checkFromAbove?.(one) ?? true) noAggregate(env, one, node);
  }
  limit(organization.limit, term.layers, env);
  limit(organization.offset, term.layers, env);
  return isEmpty(organization) ? term : organized(term);
}

/** What is computed of many rows cannot order or spread them. */
function noAggregate({ ctx }: Env, resolved: Resolved, at: Span): void {
  if (contains(resolved, "aggregate")) reportUnsupported(ctx, at);
}

function isEmpty({ orderBy: order, sortBy, clusterBy, distributeBy, limit: most, offset }: Organization): boolean {
  const lists: readonly (readonly unknown[])[] = [order, sortBy, clusterBy, distributeBy];
  return most === undefined && offset === undefined && lists.every((list) => list.length === 0);
}

type Rules = {
  readonly [K in QueryTermKind]: (node: QueryTermOf<K>, env: Env) => Term;
};

const rules: Rules = {
  select,
  setOperation: (node, env) => {
    const left = termRel(node.left, env).rel;
    const right = termRel(node.right, env).rel;
    return termOf(combine(env, node.operator, node.all, left, right, node));
  },
  pipe: (node, env) => {
    const start = usedSoFar(env);
    const input = termRel(node.input, env);
    return above(env, start, () => pipe(node, env, input, tools));
  },
  tableQuery: (node, env) => {
    if (node.table.hole !== undefined)
      env.ctx.addParameter({ hole: node.table.hole, start: node.table.start, end: node.table.end, use: "relation" });
    return termOf(readTable(env, node.table));
  },
  values: (node, env) => termOf(inlineTable(env, node)),
  nested: (node, env) => queryTerm(node.query, env),
  fromQuery: (node, env) => {
    const start = usedSoFar(env);
    const named = node.bodies.flatMap(({ select: one }) => one?.windows ?? []);
    const input = from(withWindows(env, named), node.from, node.lateralViews);
    if (node.bodies.length === 0) return termOf(input);
    let made: Term | undefined;
    for (const body of node.bodies) {
      const inside = withWindows(env, body.organization.windows);
      const list = body.select ? selectOver(body.select, input, inside, start) : termOf(openRel());
      const term = body.transform ? transformed(body.transform, env) : list;
      const organized = organize(term, body.organization, inside);
      made = made ? termOf(combine(env, "UNION", true, made.rel, organized.rel, node)) : organized;
    }
    return made ?? termOf(input);
  },
  transform: (node, env) => {
    select(node.select, env);
    return transformed(node.columns, env);
  },
  opaqueQuery: () => termOf(openRel()),
};

/** The columns that a script gives. */
function transformed(columns: TransformColumns, { ctx }: Env): Term {
  const rel = relOf(
    columns.map(
      ({ name, type = unknownType }): Column => ({
        id: ctx.newId(),
        name: name.name,
        qualifier: [],
        type,
        nullable: true,
      }),
    ),
  );
  return termOf(rel);
}

export function termRel(node: QueryTerm, env: Env): Term {
  const rule = rules[node.kind] as (node: QueryTerm, env: Env) => Term;
  return rule(node, env);
}

const tools = {
  selectOver,
  term: termRel,
  organize,
};
export type QueryTools = typeof tools;

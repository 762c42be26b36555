import { types } from "../../types/index.js";
import type {
  Aliased,
  Expression,
  FunctionRelation,
  Ident,
  JoinStep,
  LateralView,
  NestedRelation,
  Relation,
  RelationKind,
  RelationOf,
  SubqueryRelation,
} from "../ast/index.js";
import { usedSoFar } from "../names/outer-uses.js";
import {
  type Column,
  concat,
  concatAll,
  emptyRel,
  isOpen,
  openRel,
  over,
  qualify,
  type Rel,
} from "../names/relation.js";
import type { Env, Scope } from "../names/scope.js";
import { readTable } from "../names/tables.js";
import { hasUnknown, type Resolved } from "../resolve/resolved.js";
import { castAllowed } from "../typing/index.js";
import { inlineTable } from "./inline-table.js";
import { join } from "./joins.js";
import { sampled } from "./limits.js";
import { pivot } from "./pivot.js";
import { contains, resolve, scopeOf } from "./scopes.js";
import { lateralView, tableFunction } from "./table-functions.js";
import { unpivot } from "./unpivot.js";

/** FROM with its commas and lateral views. */
export function from(env: Env, relations: readonly Relation[], views: readonly LateralView[]): Rel {
  let parts: Rel[] = [];
  for (const relation of relations) {
    if (standsAlone.has(relation.kind)) parts.push(relationOf(env, relation, () => concatAll(parts)));
    else parts = [behind(env, concatAll(parts), relation)];
  }
  return withViews(env, concatAll(parts), views);
}

/** What a comma puts behind other relations, whatever they are. */
const standsAlone: ReadonlySet<RelationKind> = new Set([
  "table",
  "subquery",
  "nestedRelation",
  "values",
  "function",
  "opaqueRelation",
]);

/** A comma binds first: what joins a relation in FROM joins all that stands before it too. */
function behind(env: Env, before: Rel, node: Relation): Rel {
  if (node.kind === "join") {
    const start = usedSoFar(env);
    return joined(env, behind(env, before, node.left), node.join, start);
  }
  if (node.kind === "pivot") return pivot(env, behind(env, before, node.input), node.pivot);
  if (node.kind === "unpivot") return unpivot(env, behind(env, before, node.input), node.unpivot);
  const rel = concat(
    before,
    relationOf(env, node, () => before),
  );
  return node.kind === "lateral" ? over(rel, before) : rel;
}

function joined(env: Env, left: Rel, step: JoinStep, start: number): Rel {
  const right = relationOf(step.lateral ? lateralEnv(env, left) : env, step.right, () => emptyRel);
  const rel = join(env, left, right, step, start);
  return step.lateral ? over(rel, left) : rel;
}

export function withViews(env: Env, input: Rel, views: readonly LateralView[]): Rel {
  return views.reduce((rel, view) => over(concat(rel, lateralView(env, view, rel)), rel), input);
}

/** What stands before a relation in FROM; made only for what asks for it. */
type Left = () => Rel;

type Rules = { readonly [K in RelationKind]: (env: Env, node: RelationOf<K>, left: Left) => Rel };

const rules: Rules = {
  table: (env, node) => {
    const scope = scopeOf(env, [], "values");
    for (const constant of node.constants) {
      const resolved = resolve(constant, scope);
      if (node.timeTravel) moment(constant, resolved, scope);
    }
    if (node.hole !== undefined) {
      env.ctx.addParameter({
        hole: node.hole,
        start: node.name[0]?.start ?? node.start,
        end: node.name.at(-1)?.end ?? node.end,
        use: "relation",
      });
    }
    const rel = readTable(env, node);
    sampled(node.sample, [rel], env);
    return renamed(env, rel, node, node);
  },
  subquery,
  nestedRelation,
  values: (env, node) => inlineTable(env, node),
  function: functionRelation,
  join: (env, node, left) => {
    const start = usedSoFar(env);
    return joined(env, relationOf(env, node.left, left), node.join, start);
  },
  pivot: (env, node, left) => pivot(env, relationOf(env, node.input, left), node.pivot),
  unpivot: (env, node, left) => unpivot(env, relationOf(env, node.input, left), node.unpivot),
  lateral: (env, node, left) => relationOf(lateralEnv(env, left()), node.relation, left),
  opaqueRelation: (env, node) => openRel(node.alias ? env.ctx.nameRelation(node.alias) : []),
};

/** The time of TIMESTAMP AS OF: one that a constant gives. */
function moment(node: Expression, resolved: Resolved, { env }: Scope): void {
  const reason = "INVALID_TIME_TRAVEL_TIMESTAMP_EXPR";
  if (node.kind === "hole" || node.kind === "parameter") env.ctx.expect(node, types.timestamp);
  const isAggregate =
    contains(resolved, "aggregate") || contains(resolved, "window") || contains(resolved, "generator");
  if (isAggregate) env.ctx.report(`${reason}.UNEVALUABLE`, node);
  else if (!hasUnknown(resolved.type) && castAllowed(resolved.type, types.timestamp) === false) {
    env.ctx.report(`${reason}.INPUT`, node, { expr: env.ctx.text.slice(node.start, node.end) });
  }
}

/** The columns of a relation; `left` is what stands before it in FROM, for LATERAL. */
export function relationOf(env: Env, node: Relation, left: Left): Rel {
  const rule = rules[node.kind] as (env: Env, node: Relation, left: Left) => Rel;
  return rule(env, node, left);
}

/** Inside LATERAL, what stands before is the query around. */
export function lateralEnv(env: Env, left: Rel): Env {
  return { ...env, outer: scopeOf(env, [left], "select"), windows: undefined };
}

function subquery(env: Env, node: SubqueryRelation): Rel {
  const rel = env.tools.query(node.query, env);
  sampled(node.sample, [rel], env);
  const qualifier = node.alias ? env.ctx.nameRelation(node.alias) : ["__auto_generated_subquery_name"];
  return renamed(env, qualify(rel, qualifier), node, node);
}

function nestedRelation(env: Env, node: NestedRelation, left: Left): Rel {
  const rel = relationOf(env, node.relation, left);
  sampled(node.sample, [rel], env);
  return node.alias ? renamed(env, qualify(rel, env.ctx.nameRelation(node.alias)), node, node) : rel;
}

function functionRelation(env: Env, node: FunctionRelation): Rel {
  const rel = tableFunction(env, node.call);
  return renamed(
    env,
    node.alias ? qualify(rel, env.ctx.nameRelation(node.alias)) : rel,
    node,
    node,
    "NUM_TABLE_VALUE_ALIASES_MISMATCH",
  );
}

/** `AS t(a, b)`. */
export function renamed(
  env: Env,
  rel: Rel,
  aliased: Aliased,
  at: { readonly start: number; readonly end: number },
  errorClass = "ASSIGNMENT_ARITY_MISMATCH",
): Rel {
  const { columns } = aliased;
  return columns ? rename(env, rel, columns, at, errorClass) : rel;
}

export function rename(
  env: Env,
  rel: Rel,
  names: readonly Ident[],
  at: { readonly start: number; readonly end: number },
  errorClass: string,
): Rel {
  if (isOpen(rel)) {
    const qualifier = rel.open[0] ?? [];
    const columns = names.map(
      (name): Column => ({
        id: env.ctx.newId(),
        name: name.name,
        qualifier,
        type: { kind: "unknown", text: "unknown" },
        nullable: true,
        declared: name,
      }),
    );
    return observed(env, { columns, hidden: [], open: [] });
  }
  if (names.length !== rel.columns.length) {
    const first = names[0] ?? at;
    const last = names.at(-1) ?? at;
    env.ctx.report(
      errorClass,
      { start: first.start, end: last.end },
      {
        name: "The relation",
        actual: rel.columns.length,
        given: names.length,
      },
    );
    return openRel(rel.columns[0]?.qualifier ?? []);
  }
  const columns = rel.columns.map((column, i): Column => {
    const declared = names[i];
    return declared ? { ...column, name: declared.name, declared, id: env.ctx.newId() } : column;
  });
  return observed(env, { columns, hidden: [], open: [] });
}

function observed(env: Env, rel: Rel): Rel {
  env.ctx.observeDeclared(rel.columns);
  return rel;
}

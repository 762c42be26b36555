import type { Organization, Pipe, PipeOperatorKind, PipeOperatorOf, QueryTerm, Select, Span } from "../ast/index.js";
import { observeScope } from "../names/observe.js";
import { usedSoFar } from "../names/outer-uses.js";
import {
  behindOf,
  type Column,
  emptyRel,
  isOpen,
  openRel,
  qualify,
  type Rel,
  relOf,
  sameName,
} from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { columnResolved } from "../resolve/column.js";
import { leaveOut } from "../resolve/except.js";
import { nameOf } from "../typing/index.js";
import { plainCondition } from "./conditions.js";
import { lateralEnv, relationOf } from "./from.js";
import { checkGrouped, resolveGroupBy } from "./grouping.js";
import { type Item, openItem, relOfItems, resolveItems } from "./items.js";
import { join } from "./joins.js";
import { sampled } from "./limits.js";
import { pivot } from "./pivot.js";
import { contains, resolve, scopeOf } from "./scopes.js";
import { type Term, termOf } from "./select.js";
import { combine } from "./set-operations.js";
import { unpivot } from "./unpivot.js";

/** What pipes need of the analyser of queries. */
export interface PipeTools {
  readonly selectOver: (node: Select, input: Rel, env: Env) => Term;
  readonly term: (node: QueryTerm, env: Env) => Term;
  readonly organize: (term: Term, organization: Organization, env: Env) => Term;
}

type Kind = Exclude<PipeOperatorKind, "select" | "organization">;
type Rules = {
  readonly [K in Kind]: (operator: PipeOperatorOf<K>, input: Rel, env: Env, tools: PipeTools, at: Pipe) => Rel;
};

/** Which operators leave what stands below them to an ORDER BY behind the pipe, as a list does. */
const seesThrough: { readonly [K in Kind]: boolean | undefined } = {
  extend: true,
  drop: true,
  // These do in part: what is not found may be there.
  set: undefined,
  aggregate: undefined,
  pivot: undefined,
  unpivot: undefined,
  sample: undefined,
  as: false,
  where: false,
  join: false,
  setOperation: false,
};

/** `input |> operator`. */
export function pipe(node: Pipe, env: Env, input: Term, tools: PipeTools): Term {
  const { operator } = node;
  observeScope(env, { start: node.input.end, end: node.end }, [input.rel]);
  if (operator.kind === "select") {
    const term = tools.selectOver(operator.select, input.rel, env);
    const isLast = term.isGrouped || input.isGrouped || operator.select.distinct;
    return isLast ? term : { ...term, layers: [...term.layers, ...input.layers] };
  }
  if (operator.kind === "organization") {
    const term = { ...termOf(input.rel), layers: [input.rel, ...input.layers.map(behindOf)] };
    return termOf(tools.organize(term, operator.organization, env).rel);
  }
  const rule = rules[operator.kind] as (
    operator: Pipe["operator"],
    input: Rel,
    env: Env,
    tools: PipeTools,
    at: Pipe,
  ) => Rel;
  const rel = rule(operator, input.rel, env, tools, node);
  const sees = seesThrough[operator.kind];
  if (sees === false) return termOf(rel);
  if (sees && !input.isGrouped) return { ...termOf(rel), layers: [rel, ...input.layers] };
  return { ...termOf(rel), layers: [rel, openRel()], isGrouped: true };
}

const rules: Rules = {
  extend: (operator, input, env) => {
    const items = resolveItems(operator.items, scopeOf(env, [input], "pipe"));
    const [first, last] = [operator.items[0], operator.items.at(-1)];
    if (first && last) observeScope(env, { start: first.start, end: last.end }, [input, relOfItems(items)]);
    for (const item of items) noAggregate(env, item.resolved, "EXTEND");
    const added = relOfItems(items);
    return {
      columns: [...input.columns, ...added.columns],
      hidden: input.hidden,
      open: [...input.open, ...added.open],
    };
  },
  set: (operator, input, env) => {
    let rel = input;
    for (const { target, value } of operator.assignments) {
      // Spark looks for the windows before it puts the values into the list.
      const resolved = resolve(value, scopeOf(env, [rel], "pipe", []));
      noAggregate(env, resolved, "SET");
      const [name] = target;
      if (!name || target.length > 1) continue;
      const index = rel.columns.findIndex((column) => sameName(column.name, name.name));
      const before = rel.columns[index];
      if (!before) {
        if (!isOpen(rel)) {
          env.ctx.missingColumn(name, name.name, rel.columns);
        }
        continue;
      }
      env.ctx.observer?.resolved(name, { kind: "column", column: before });
      const column: Column = {
        id: env.ctx.newId(),
        name: before.name,
        qualifier: before.qualifier,
        type: resolved.type,
        nullable: resolved.nullable,
      };
      rel = { ...rel, columns: rel.columns.map((one, i) => (i === index ? column : one)) };
    }
    return rel;
  },
  drop: (operator, input, env, _tools, at) => {
    const found = itemsOf(input, at).map((item) => item.resolved);
    const scope = scopeOf(env, [input], "pipe");
    const left = leaveOut(found, operator.names, at, scope, isOpen(input));
    if (!left) return openRel();
    const columns = left.map(
      ({ column, attributeName: name = "", type, nullable }): Column =>
        column ?? { id: env.ctx.newId(), name, qualifier: [], type, nullable },
    );
    return { ...input, columns };
  },
  as: (operator, input, env) => qualify(input, env.ctx.nameRelation(operator.name)),
  where: (operator, input, env) => {
    plainCondition(operator.condition, scopeOf(env, [input], "where", operator.windows));
    return input;
  },
  pivot: (operator, input, env) => pivot(env, input, operator.pivot),
  unpivot: (operator, input, env) => unpivot(env, input, operator.unpivot),
  sample: (operator, input, env) => {
    sampled(operator.sample, [input], env);
    return input;
  },
  join: (operator, input, env) => {
    const inside = operator.join.lateral ? lateralEnv(env, input) : env;
    return join(
      env,
      input,
      relationOf(inside, operator.join.right, () => emptyRel),
      operator.join,
      usedSoFar(env),
    );
  },
  setOperation: (operator, input, env, tools, at) =>
    combine(env, operator.operator, operator.all, input, tools.term(operator.right, env).rel, at),
  aggregate: (operator, input, env, _tools, at) => {
    const base = scopeOf(env, [input], "pipe");
    const grouping = operator.groupBy
      ? resolveGroupBy(operator.groupBy, { ...base, clause: "groupBy" }, () => [
          ...itemsOf(input, at.input),
          ...(isOpen(input) ? [openItem(at.input)] : []),
        ])
      : undefined;
    if (grouping?.analytics || grouping?.all) {
      env.ctx.report("UNSUPPORTED_FEATURE.PIPE_OPERATOR_AGGREGATE_UNSUPPORTED_CASE", operator.groupBy ?? at);
      return openRel();
    }
    const scope = grouping?.nullable.size ? { ...base, grouped: grouping.nullable } : base;
    const items = resolveItems(operator.items, scope);
    const keys = grouping?.keys ?? new Set<string>();
    for (const { resolved } of items) {
      if (contains(resolved, "unknown") || grouping?.unknown) continue;
      if (!contains(resolved, "aggregate")) {
        env.ctx.report("PIPE_OPERATOR_AGGREGATE_EXPRESSION_CONTAINS_NO_AGGREGATE_FUNCTION", resolved, {
          expr: env.ctx.text.slice(resolved.start, resolved.end),
        });
      } else checkGrouped(env.ctx, resolved, keys, true);
    }
    const grouped: Column[] = [];
    let open = false;
    for (const one of grouping?.resolved ?? []) {
      const nullable = one.nullable || grouping?.nullable.has(one.key) === true;
      const name = one.alias?.[0] ?? (one.role === "column" ? one.column?.name : nameOf(one.printed));
      if (one.role === "column" && one.column && !one.alias) grouped.push({ ...one.column, nullable });
      else if (name === undefined) open = true;
      else grouped.push({ id: env.ctx.newId(), name, qualifier: [], type: one.type, nullable });
    }
    const made = relOfItems(items);
    const columns = [...grouped, ...made.columns];
    return open || isOpen(made) ? { columns, hidden: [], open: [[]] } : relOf(columns);
  },
};

/** A position in GROUP BY counts the columns of the input. */
function itemsOf(input: Rel, at: Span): readonly Item[] {
  return input.columns.map(
    (column): Item => ({ resolved: columnResolved(column, column.name, at), columns: [column], open: false }),
  );
}

function noAggregate(env: Env, resolved: Parameters<typeof contains>[0], clause: string): void {
  if (!contains(resolved, "aggregate")) return;
  env.ctx.report("PIPE_OPERATOR_CONTAINS_AGGREGATE_FUNCTION", resolved, {
    expr: env.ctx.text.slice(resolved.start, resolved.end),
    clause,
  });
}

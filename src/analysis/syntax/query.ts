import type {
  Cte,
  Ctes,
  Expression,
  FromQuery,
  GroupBy,
  GroupingItem,
  NamedWindow,
  Organization,
  PipeOperator,
  Query,
  QueryTerm,
  Relation,
  Select,
  SetOperator,
} from "../ast/index.js";
import { child, children, has, R, type RuleNode, rules, T } from "../grammar/index.js";
import { type Builder, holeOf, ident, identList, type name, nameList, opaque } from "./builder.js";
import { sortItem, windowSpec } from "./primary.js";
import { extend, inlineTable, joinStep, lateralView, pivot, plainTable, sample, unpivot } from "./relation.js";
import { transformArguments, transformColumns } from "./transform.js";

/** `query`. */
export function query(b: Builder, node: RuleNode): Query {
  const term = child(node, R.queryTerm);
  const order = child(node, R.queryOrganization);
  return {
    kind: "query",
    start: node.start,
    end: node.end,
    ctes: ctes(b, child(node, R.ctes)),
    body: term ? queryTerm(b, term) : opaqueQuery(node),
    organization: organization(b, order, node),
  };
}

export function ctes(b: Builder, node: RuleNode | undefined): Ctes | undefined {
  if (!node) return undefined;
  return {
    start: node.start,
    end: node.end,
    recursive: has(node, T.RECURSIVE),
    items: children(node, R.namedQuery).flatMap((q) => cte(b, q)),
  };
}

function cte(b: Builder, node: RuleNode): readonly Cte[] {
  const label = child(node, R.errorCapturingIdentifier);
  const inner = child(node, R.query);
  if (!label || !inner) return [];
  return [
    {
      start: node.start,
      end: node.end,
      name: ident(b, label),
      columns: identList(b, child(node, R.identifierList)),
      query: query(b, inner),
    },
  ];
}

export function organization(b: Builder, node: RuleNode | undefined, whole: RuleNode): Organization {
  if (!node) return { start: whole.start, end: whole.end, ...noOrganization };
  const sorted: Record<"ORDER" | "SORT", RuleNode[]> = { ORDER: [], SORT: [] };
  const plain: Record<"CLUSTER" | "DISTRIBUTE" | "LIMIT" | "OFFSET", RuleNode[]> = {
    CLUSTER: [],
    DISTRIBUTE: [],
    LIMIT: [],
    OFFSET: [],
  };
  let sort: keyof typeof sorted = "ORDER";
  let clause: keyof typeof plain = "CLUSTER";
  for (const part of node.children) {
    if (part.kind === "token") {
      if (part.type === T.SORT) sort = "SORT";
      else if (part.type === T.CLUSTER) clause = "CLUSTER";
      else if (part.type === T.DISTRIBUTE) clause = "DISTRIBUTE";
      else if (part.type === T.LIMIT) clause = "LIMIT";
      else if (part.type === T.OFFSET) clause = "OFFSET";
    } else if (part.rule === R.sortItem) sorted[sort].push(part);
    else if (part.rule === R.expression) plain[clause].push(part);
  }
  const order = [sorted.ORDER, plain.CLUSTER, [...sorted.SORT, ...plain.DISTRIBUTE]].filter((list) => list.length > 0);
  if (order.length > 1) b.refuse("UNSUPPORTED_FEATURE.COMBINATION_QUERY_RESULT_CLAUSES", node);
  const expressions = (list: readonly RuleNode[]): readonly Expression[] => list.map((part) => b.expression(part));
  return {
    start: node.start,
    end: node.end,
    orderBy: sorted.ORDER.map((item) => sortItem(b, item)),
    sortBy: sorted.SORT.map((item) => sortItem(b, item)),
    clusterBy: expressions(plain.CLUSTER),
    distributeBy: expressions(plain.DISTRIBUTE),
    windows: namedWindows(b, child(node, R.windowClause)),
    limit: expressions(plain.LIMIT)[0],
    offset: expressions(plain.OFFSET)[0],
  };
}

const noOrganization = {
  orderBy: [],
  sortBy: [],
  clusterBy: [],
  distributeBy: [],
  windows: [],
  limit: undefined,
  offset: undefined,
} as const;

export function namedWindows(b: Builder, node: RuleNode | undefined): readonly NamedWindow[] {
  if (!node) return [];
  return children(node, R.namedWindow).flatMap((window) => {
    const label = child(window, R.errorCapturingIdentifier);
    const spec = child(window, R.windowSpec);
    return label && spec
      ? [{ start: window.start, end: window.end, name: ident(b, label), spec: windowSpec(b, spec) }]
      : [];
  });
}

export function queryTerm(b: Builder, node: RuleNode): QueryTerm {
  const operands = children(node, R.queryTerm);
  const [left, right] = operands;
  const piped = child(node, R.operatorPipeRightSide);
  if (left && piped)
    return {
      kind: "pipe",
      start: node.start,
      end: node.end,
      input: queryTerm(b, left),
      operator: pipeOperator(b, piped),
    };
  if (left && right) {
    const setOperator = setOperatorOf(node);
    const quantifier = child(node, R.setQuantifier);
    const body = queryTerm(b, right);
    const all = quantifier !== undefined && has(quantifier, T.ALL);
    return {
      kind: "setOperation",
      start: node.start,
      end: node.end,
      operator: setOperator,
      all,
      left: queryTerm(b, left),
      right: body,
    };
  }
  if (left) return queryTerm(b, left);
  const primary = child(node, R.queryPrimary);
  return primary ? queryPrimary(b, primary) : opaqueQuery(node);
}

function opaqueQuery(node: RuleNode): QueryTerm {
  return { kind: "opaqueQuery", start: node.start, end: node.end };
}

function setOperatorOf(node: RuleNode): SetOperator {
  if (has(node, T.UNION)) return "UNION";
  return has(node, T.INTERSECT) ? "INTERSECT" : "EXCEPT";
}

function queryPrimary(b: Builder, node: RuleNode): QueryTerm {
  if (holeOf(node) !== undefined) return opaqueQuery(node);
  const specification = child(node, R.querySpecification);
  if (specification) return querySpecification(b, specification);
  const from = child(node, R.fromStatement);
  if (from) return fromStatement(b, from);
  const inner = child(node, R.query);
  if (inner) return { kind: "nested", start: node.start, end: node.end, query: query(b, inner) };
  const table = child(node, R.identifierReference);
  if (table) return { kind: "tableQuery", start: node.start, end: node.end, table: plainTable(b, table) };
  const values = child(node, R.inlineTable);
  return values ? inlineTable(b, values) : opaqueQuery(node);
}

function querySpecification(b: Builder, node: RuleNode): QueryTerm {
  const transform = child(node, R.transformClause);
  const read = select(b, node);
  return transform
    ? { kind: "transform", start: node.start, end: node.end, select: read, columns: transformColumns(b, transform) }
    : read;
}

/** Everything but what FROM says may be missing. */
export function select(b: Builder, node: RuleNode): Select {
  const clause = child(node, R.selectClause);
  const list = clause ? child(clause, R.namedExpressionSeq) : undefined;
  const transform = child(node, R.transformClause);
  const quantifier = clause ? child(clause, R.setQuantifier) : undefined;
  const { relations, views } = fromOf(b, node);
  const group = child(node, R.aggregationClause);
  return {
    kind: "select",
    start: node.start,
    end: node.end,
    distinct: quantifier !== undefined && has(quantifier, T.DISTINCT),
    items: [
      ...(list ? children(list, R.namedExpression) : []),
      ...(transform ? transformArguments(transform) : []),
    ].map((item) => b.expression(item)),
    from: relations,
    lateralViews: [...views, ...children(node, R.lateralView).map((view) => lateralView(b, view))],
    where: condition(b, child(node, R.whereClause)),
    groupBy: group ? groupBy(b, group) : undefined,
    having: condition(b, child(node, R.havingClause)),
    windows: namedWindows(b, child(node, R.windowClause)),
    qualify: condition(b, child(node, R.qualifyClause)),
  };
}

function condition(b: Builder, node: RuleNode | undefined): Expression | undefined {
  const inner = node ? child(node, R.booleanExpression) : undefined;
  return inner ? b.expression(inner) : undefined;
}

interface From {
  readonly relations: readonly Relation[];
  readonly views: Select["lateralViews"];
}

function fromOf(b: Builder, node: RuleNode): From {
  const clause = child(node, R.fromClause);
  if (!clause) return { relations: [], views: [] };
  let relations = children(clause, R.relation).map((part) => b.relation(part));
  const views = children(clause, R.lateralView).map((view) => lateralView(b, view));
  for (const part of [child(clause, R.pivotClause), child(clause, R.unpivotClause)]) {
    const last = relations.at(-1);
    if (part && last) relations = [...relations.slice(0, -1), extend(b, last, part)];
  }
  return { relations, views };
}

function fromStatement(b: Builder, node: RuleNode): QueryTerm {
  const { relations, views } = fromOf(b, node);
  return {
    kind: "fromQuery",
    start: node.start,
    end: node.end,
    from: relations,
    lateralViews: views,
    bodies: children(node, R.fromStatementBody).map((body) => ({
      ...bodyOf(b, body),
      organization: organization(b, child(body, R.queryOrganization), body),
    })),
  };
}

function bodyOf(b: Builder, node: RuleNode): Pick<FromQuery["bodies"][number], "select" | "transform"> {
  const transform = child(node, R.transformClause);
  const isKnown = transform !== undefined || child(node, R.selectClause) !== undefined;
  return {
    select: isKnown ? select(b, node) : undefined,
    transform: transform && transformColumns(b, transform),
  };
}

export function groupBy(b: Builder, node: RuleNode): GroupBy {
  const clauses = children(node, R.groupByClause);
  const plain = children(node, R.namedExpression);
  return {
    start: node.start,
    end: node.end,
    items: [
      ...clauses.map((clause) => groupingItem(b, clause)),
      ...plain.map((part): GroupingItem => ({ kind: "expression", expression: b.expression(part) })),
    ],
    trailing: has(node, T.ROLLUP) ? "ROLLUP" : has(node, T.CUBE) ? "CUBE" : has(node, T.SETS) ? "SETS" : undefined,
    trailingSets: children(node, R.groupingSet).map((set) => groupingItem(b, set)),
  };
}

function groupingItem(b: Builder, node: RuleNode): GroupingItem {
  if (node.rule === R.groupingSet) {
    return { kind: "set", expressions: children(node, R.expression).map((part) => b.expression(part)) };
  }
  const analytics = node.rule === R.groupingAnalytics ? node : child(node, R.groupingAnalytics);
  if (analytics) {
    const kind = has(analytics, T.ROLLUP) ? "ROLLUP" : has(analytics, T.CUBE) ? "CUBE" : "SETS";
    const sets = rules(analytics).flatMap((part) =>
      part.rule === R.groupingElement || part.rule === R.groupingSet ? [groupingItem(b, part)] : [],
    );
    return { kind, sets };
  }
  const set = child(node, R.groupingSet);
  if (set) return groupingItem(b, set);
  const inner = child(node, R.expression);
  return {
    kind: "expression",
    expression: inner ? b.expression(inner) : opaque(node),
  };
}

function pipeOperator(b: Builder, node: RuleNode): PipeOperator {
  const list = child(node, R.namedExpressionSeq);
  const items = list ? children(list, R.namedExpression).map((item) => b.expression(item)) : [];
  const first = node.children[0];
  if (child(node, R.selectClause)) return { kind: "select", select: select(b, node) };
  const where = child(node, R.whereClause);
  if (where) {
    const test = condition(b, where) ?? opaque(where);
    if (child(node, R.windowClause)) b.refuse("NOT_ALLOWED_IN_PIPE_OPERATOR_WHERE.WINDOW_CLAUSE", node);
    return { kind: "where", condition: test, windows: namedWindows(b, child(node, R.windowClause)) };
  }
  const pivotNode = child(node, R.pivotClause);
  if (pivotNode) return { kind: "pivot", pivot: pivot(b, pivotNode) };
  const unpivotNode = child(node, R.unpivotClause);
  if (unpivotNode) return { kind: "unpivot", unpivot: unpivot(b, unpivotNode) };
  const join = child(node, R.joinRelation);
  if (join) return { kind: "join", join: joinStep(b, join) };
  const sampleNode = child(node, R.sample);
  if (sampleNode) return { kind: "sample", sample: sample(b, sampleNode) };
  const order = child(node, R.queryOrganization);
  const setPrimary = child(node, R.queryPrimary);
  if (setPrimary) {
    const quantifier = child(node, R.setQuantifier);
    const all = quantifier !== undefined && has(quantifier, T.ALL);
    return {
      kind: "setOperation",
      operator: setOperatorOf(node),
      all,
      right: queryPrimary(b, setPrimary),
    };
  }
  const assignments = child(node, R.operatorPipeSetAssignmentSeq);
  if (assignments) return { kind: "set", assignments: setAssignments(b, assignments) };
  const names = child(node, R.multipartIdentifierList);
  if (names) return { kind: "drop", names: nameList(b, names) };
  const label = child(node, R.errorCapturingIdentifier);
  if (label) return { kind: "as", name: ident(b, label) };
  if (first?.kind === "token" && first.type === T.EXTEND) return { kind: "extend", items };
  if (first?.kind === "token" && first.type === T.AGGREGATE) {
    const group = child(node, R.aggregationClause);
    if (!group && items.length === 0)
      b.refuse("_LEGACY_ERROR_TEMP_0035", node, { problem: "|> AGGREGATE needs an aggregate or GROUP BY." });
    return { kind: "aggregate", items, groupBy: group ? groupBy(b, group) : undefined };
  }
  if (order && child(order, R.windowClause)) b.refuse("UNSUPPORTED_FEATURE.CLAUSE_WITH_PIPE_OPERATORS", order);
  const made = organization(b, order, node);
  const sorts = [...made.orderBy, ...made.sortBy, ...made.clusterBy, ...made.distributeBy].length > 0;
  if (order && sorts && (made.limit || made.offset))
    b.refuse("MULTIPLE_QUERY_RESULT_CLAUSES_WITH_PIPE_OPERATORS", order);
  return { kind: "organization", organization: made };
}

function setAssignments(b: Builder, node: RuleNode): Extract<PipeOperator, { kind: "set" }>["assignments"] {
  const made: { target: ReturnType<typeof name>; value: Expression }[] = [];
  let target: ReturnType<typeof name> = [];
  for (const part of node.children) {
    if (part.kind === "token") continue;
    if (part.rule === R.expression) {
      const [first] = target;
      if (first && target.length > 1)
        b.refuse("_LEGACY_ERROR_TEMP_0035", first, {
          problem: "|> SET names a column, without a table and without fields.",
        });
      made.push({ target, value: b.expression(part) });
      target = [];
    } else target = [...target, ident(b, part)];
  }
  return made;
}

import type {
  Aliased,
  Call,
  Expression,
  ExpressionKind,
  JoinStep,
  JoinType,
  LateralView,
  Pivot,
  Relation,
  Sample,
  TableRelation,
  Unpivot,
  Values,
} from "../ast/index.js";
import { child, children, has, L, leaves, type Node, R, type RuleNode, rules, T } from "../grammar/index.js";
import {
  type Builder,
  holeOf,
  ident,
  identList,
  marker,
  name,
  opaque,
  reference,
  textOf,
  unknownIdent,
} from "./builder.js";
import { functionName } from "./primary.js";
import { holds } from "./walk.js";

/** `relation`: a primary with its joins, pivots and unpivots. */
export function relation(b: Builder, node: RuleNode): Relation {
  const first = child(node, R.relationPrimary);
  if (!first) return opaqueRelation(node);
  let made = relationPrimary(b, first);
  if (has(node, T.LATERAL)) made = { kind: "lateral", start: first.start, end: first.end, relation: made };
  for (const extension of children(node, R.relationExtension)) {
    const [part] = rules(extension);
    if (part) made = extend(b, made, part);
  }
  return made;
}

export function extend(b: Builder, input: Relation, part: RuleNode): Relation {
  const span = { start: input.start, end: part.end };
  if (part.rule === R.joinRelation)
    return { kind: "join", start: span.start, end: span.end, left: input, join: joinStep(b, part) };
  if (part.rule === R.pivotClause)
    return { kind: "pivot", start: span.start, end: span.end, input, pivot: pivot(b, part) };
  if (part.rule === R.unpivotClause)
    return { kind: "unpivot", start: span.start, end: span.end, input, unpivot: unpivot(b, part) };
  return input;
}

const noAlias: Aliased = { alias: undefined, columns: undefined };

/** `tableAlias`. */
export function alias(b: Builder, node: RuleNode | undefined): Aliased {
  const word = node ? child(node, R.strictIdentifier) : undefined;
  if (!node || !word) return noAlias;
  return { alias: ident(b, word), columns: identList(b, child(node, R.identifierList)) };
}

export function relationPrimary(b: Builder, node: RuleNode): Relation {
  const given = alias(b, child(node, R.tableAlias));
  const sampled = sample(b, child(node, R.sample));
  switch (node.label) {
    case L.tableName:
    case L.changelogTableName:
      return tableRelation(b, node, given);
    case L.aliasedQuery: {
      const query = child(node, R.query);
      if (!query) return opaqueRelation(node);
      return { kind: "subquery", start: node.start, end: node.end, query: b.query(query), sample: sampled, ...given };
    }
    case L.aliasedRelation: {
      const inner = child(node, R.relation);
      if (!inner) return opaqueRelation(node);
      return {
        kind: "nestedRelation",
        start: node.start,
        end: node.end,
        relation: relation(b, inner),
        sample: sampled,
        ...given,
      };
    }
    case L.inlineTableDefault2: {
      const inner = child(node, R.inlineTable);
      return inner ? inlineTable(b, inner) : opaqueRelation(node);
    }
    case L.tableValuedFunction: {
      const inner = child(node, R.tableFunctionCallWithTrailingClauses);
      return inner ? tableFunction(b, inner) : opaqueRelation(node);
    }
    default:
      return opaqueRelation(node);
  }
}

function opaqueRelation(node: Node): Relation {
  return { kind: "opaqueRelation", start: node.start, end: node.end, ...noAlias };
}

const columns: ReadonlySet<ExpressionKind> = new Set<ExpressionKind>(["column"]);

export function tableRelation(b: Builder, node: RuleNode, given: Aliased): TableRelation {
  const written = child(node, R.identifierReference);
  const hole = holeOf(written);
  const known = hole === undefined ? undefined : b.hole(hole);
  const temporal = child(node, R.temporalClause);
  const constants: Expression[] = [];
  const version = temporal ? child(temporal, R.valueExpression) : undefined;
  const moment = version && b.expression(version);
  if (moment && temporal && holds(moment, columns)) b.refuse("_LEGACY_ERROR_TEMP_0056", temporal);
  else if (moment) constants.push(moment);
  return {
    kind: "table",
    start: node.start,
    end: node.end,
    name: written ? reference(b, written) : [unknownIdent(node)],
    hole: known?.kind === "identifier" ? undefined : hole,
    constants,
    timeTravel: temporal !== undefined,
    sample: sample(b, child(node, R.sample)),
    changes: child(node, R.changesClause) !== undefined,
    ...given,
  };
}

/** `sample`. */
export function sample(b: Builder, node: RuleNode): Sample;
export function sample(b: Builder, node: RuleNode | undefined): Sample | undefined;
export function sample(b: Builder, node: RuleNode | undefined): Sample | undefined {
  if (!node) return undefined;
  const method = child(node, R.sampleMethod);
  const rows = method?.label === L.sampleByRows ? child(method, R.expression) : undefined;
  checkSample(b, node, method);
  const numbers = [...(method ? children(method, R.integerValue) : []), ...children(node, R.integerValue)];
  return {
    rows: rows && b.expression(rows),
    numbers: numbers.filter(({ label }) => label === L.parameterIntegerValue).map((number) => marker(b, number)),
  };
}

/** What Spark's parser refuses of a sample. */
function checkSample(b: Builder, node: RuleNode, method: RuleNode | undefined): void {
  if (!method) b.refuse("_LEGACY_ERROR_TEMP_0014", node);
  else if (method.label === L.sampleByBytes) {
    const isLength = /^\d+[bkmg]$/i.test(textOf(b, method));
    if (!leaves(method).some(({ hole }) => hole >= 0))
      b.refuse(isLength ? "_LEGACY_ERROR_TEMP_0015" : "_LEGACY_ERROR_TEMP_0016", method);
  } else if (has(method, T.ON)) b.refuse("_LEGACY_ERROR_TEMP_0015", method);
  else if (method.label !== L.sampleByRows) {
    const [first = NaN, second = 100] = leaves(method)
      .filter(({ type }) => type === T.INTEGER_VALUE || type === T.DECIMAL_VALUE)
      .map((leaf) => Number(textOf(b, leaf)));
    const isWhole = !leaves(method).some(({ type }) => type === T.QUESTION || type === T.COLON || type === T.HOLE);
    const share = (has(method, T.MINUS) ? -first : first) / second;
    // Spark forgives as much as numbers may be off.
    if (isWhole && !(share >= -1e-6 && share <= 1 + 1e-6))
      b.refuse("_LEGACY_ERROR_TEMP_0064", method, {
        problem: "A sample is a share from 0 to 100 PERCENT of the rows.",
      });
  }
}

/** A table named where no alias or sample may follow. */
export function plainTable(b: Builder, node: RuleNode, given: Aliased = noAlias): TableRelation {
  const hole = holeOf(node);
  const known = hole === undefined ? undefined : b.hole(hole);
  return {
    kind: "table",
    start: node.start,
    end: node.end,
    name: reference(b, node),
    hole: known?.kind === "identifier" ? undefined : hole,
    constants: [],
    timeTravel: false,
    changes: false,
    ...given,
  };
}

export function inlineTable(b: Builder, node: RuleNode): Values {
  const rows = children(node, R.expression).map((row) => b.expression(row));
  return { kind: "values", start: node.start, end: node.end, rows, ...alias(b, child(node, R.tableAlias)) };
}

function tableFunction(b: Builder, node: RuleNode): Relation {
  const inner = child(node, R.tableFunctionCall);
  if (!inner) return opaqueRelation(node);
  return {
    kind: "function",
    start: node.start,
    end: node.end,
    call: tableFunctionCall(b, inner),
    ...alias(b, child(node, R.tableAlias)),
  };
}

function tableFunctionCall(b: Builder, node: RuleNode): Call {
  const head = child(node, R.functionName);
  return {
    kind: "call",
    start: node.start,
    end: node.end,
    name: head ? functionName(b, head) : [unknownIdent(node)],
    args: children(node, R.functionTableArgument).map((argument) => tableArgument(b, argument)),
    distinct: false,
    filter: undefined,
    withinGroup: undefined,
    nulls: undefined,
    over: undefined,
    form: "plain",
  };
}

function tableArgument(b: Builder, node: RuleNode): Expression {
  const plain = child(node, R.functionArgument);
  if (plain) return b.expression(plain);
  return opaque(node);
}

export function joinStep(b: Builder, node: RuleNode): JoinStep {
  const right = child(node, R.relationPrimary);
  const criteria = child(node, R.joinCriteria);
  const on = criteria ? child(criteria, R.booleanExpression) : undefined;
  const using = criteria ? identList(b, child(criteria, R.identifierList)) : undefined;
  const nearest = child(node, R.nearestByClause);
  const by = nearest ? child(nearest, R.expression) : undefined;
  const type = joinType(child(node, R.joinType));
  checkJoin(b, node, type);
  return {
    start: node.start,
    end: node.end,
    type,
    natural: has(node, T.NATURAL),
    lateral: has(node, T.LATERAL),
    right: right ? relationPrimary(b, right) : opaqueRelation(node),
    on: on ? b.expression(on) : undefined,
    using,
    nearest: by ? b.expression(by) : undefined,
  };
}

/** What Spark's parser refuses of a join. */
function checkJoin(b: Builder, node: RuleNode, type: JoinType): void {
  const nearest = child(node, R.nearestByClause);
  const criteria = child(node, R.joinCriteria);
  if (has(node, T.LATERAL)) {
    const isUsing = criteria !== undefined && child(criteria, R.identifierList) !== undefined;
    if (has(node, T.NATURAL)) b.refuse("INCOMPATIBLE_JOIN_TYPES", node, { left: "LATERAL", right: "NATURAL" });
    else if (nearest) b.refuse("UNSUPPORTED_FEATURE.LATERAL_JOIN_NEAREST_BY", node);
    else if (isUsing) b.refuse("UNSUPPORTED_FEATURE.LATERAL_JOIN_USING", node);
    else if (!["INNER", "CROSS", "LEFT"].includes(type))
      b.refuse("INVALID_LATERAL_JOIN_TYPE", node, { joinType: type });
  } else if (nearest) {
    const count = leaves(nearest).find((leaf) => leaf.type === T.INTEGER_VALUE);
    const rows = count ? Number(b.text.slice(count.start, count.end)) : 1;
    if (type !== "INNER" && type !== "LEFT") b.refuse("NEAREST_BY_JOIN.UNSUPPORTED_JOIN_TYPE", node);
    else if (rows < 1 || rows > 100_000) b.refuse("NEAREST_BY_JOIN.NUM_RESULTS_OUT_OF_RANGE", count ?? nearest);
  }
}

function joinType(node: RuleNode | undefined): JoinType {
  if (!node) return "INNER";
  if (has(node, T.CROSS)) return "CROSS";
  if (has(node, T.SEMI)) return "SEMI";
  if (has(node, T.ANTI)) return "ANTI";
  if (has(node, T.LEFT)) return "LEFT";
  if (has(node, T.RIGHT)) return "RIGHT";
  if (has(node, T.FULL)) return "FULL";
  return "INNER";
}

export function pivot(b: Builder, node: RuleNode): Pivot {
  const list = child(node, R.namedExpressionSeq);
  const column = child(node, R.pivotColumn);
  const given = child(node, R.errorCapturingIdentifier);
  return {
    start: node.start,
    end: node.end,
    aggregates: list ? children(list, R.namedExpression).map((item) => b.expression(item)) : [],
    columns: column ? children(column, R.errorCapturingIdentifier).map((part) => ident(b, part)) : [],
    values: children(node, R.pivotValue).map((value) => {
      const inner = child(value, R.expression);
      const label = child(value, R.errorCapturingIdentifier);
      return {
        expression: inner ? b.expression(inner) : opaque(value),
        alias: label ? ident(b, label) : undefined,
      };
    }),
    alias: given ? ident(b, given) : undefined,
  };
}

export function unpivot(b: Builder, node: RuleNode): Unpivot {
  const operator = child(node, R.unpivotOperator);
  const [clause] = operator ? rules(operator) : [];
  const nulls = child(node, R.unpivotNullClause);
  const given = child(node, R.errorCapturingIdentifier);
  const label = (part: RuleNode): RuleNode | undefined => {
    const inner = child(part, R.unpivotAlias);
    return inner ? child(inner, R.errorCapturingIdentifier) : undefined;
  };
  const columnName = (part: RuleNode) => {
    const inner = child(part, R.multipartIdentifier);
    return inner ? name(b, inner) : [];
  };
  const nameColumn = clause ? child(clause, R.unpivotNameColumn) : undefined;
  const single = clause ? children(clause, R.unpivotColumnAndAlias) : [];
  const multiple = clause ? children(clause, R.unpivotColumnSet) : [];
  return {
    start: node.start,
    end: node.end,
    includeNulls: nulls !== undefined && leaves(nulls)[0]?.type === T.INCLUDE,
    valueColumns: clause ? children(clause, R.unpivotValueColumn).map((part) => ident(b, part)) : [],
    nameColumn: nameColumn ? ident(b, nameColumn) : unknownIdent(node),
    sets: [
      ...single.map((part) => {
        const inner = child(part, R.unpivotColumn);
        const as = label(part);
        return { columns: inner ? [columnName(inner)] : [], alias: as ? ident(b, as) : undefined };
      }),
      ...multiple.map((part) => {
        const as = label(part);
        return { columns: children(part, R.unpivotColumn).map(columnName), alias: as ? ident(b, as) : undefined };
      }),
    ],
    alias: given ? ident(b, given) : undefined,
  };
}

export function lateralView(b: Builder, node: RuleNode): LateralView {
  const head = child(node, R.qualifiedName);
  const [table, ...columns] = children(node, R.identifier).map((part) => ident(b, part));
  return {
    start: node.start,
    end: node.end,
    outer: has(node, T.OUTER),
    call: {
      kind: "call",
      start: head?.start ?? node.start,
      end: node.end,
      name: head ? name(b, head) : [unknownIdent(node)],
      args: children(node, R.expression).map((part) => b.expression(part)),
      distinct: false,
      filter: undefined,
      withinGroup: undefined,
      nulls: undefined,
      over: undefined,
      form: "plain",
    },
    table: table ?? unknownIdent(node),
    columns,
  };
}

import type { Expression, Query, Relation, Select, Values } from "../ast/index.js";

export function isDefault(node: Expression): boolean {
  return node.kind === "column" && node.parts.length === 1 && node.parts[0]?.name.toUpperCase() === "DEFAULT";
}

/**
 * What an INSERT by position asks, with nothing where it says DEFAULT: as a whole value of VALUES, or as a whole item of
 * a list that does not group. Spark puts the default of the column there before it looks for names.
 */
export function withoutDefaults(query: Query): Query {
  const { body } = query;
  if (query.ctes) return query;
  if (body.kind === "values") return { ...query, body: withoutValues(body) };
  if (body.kind === "select") return { ...query, body: withoutListed({ ...body, from: body.from.map(withoutRows) }) };
  if (body.kind === "pipe" && body.operator.kind === "select") {
    const operator = { ...body.operator, select: withoutListed(body.operator.select) };
    return { ...query, body: { ...body, operator } };
  }
  if (body.kind === "nested") return { ...query, body: { ...body, query: withoutDefaults(body.query) } };
  return query;
}

export function withoutListed(select: Select): Select {
  return select.distinct || select.groupBy ? select : { ...select, items: select.items.map(without) };
}

/** Rows of VALUES, under as many lists above them as there are, as long as those do nothing but list. */
function withoutRows(relation: Relation): Relation {
  if (relation.kind === "values") return withoutValues(relation);
  if (relation.kind !== "subquery") return relation;
  const { body } = relation.query;
  if (relation.query.ctes) return relation;
  if (body.kind === "values") return { ...relation, query: withoutDefaults(relation.query) };
  if (body.kind !== "select" || body.distinct || body.groupBy || body.where) return relation;
  return { ...relation, query: { ...relation.query, body: { ...body, from: body.from.map(withoutRows) } } };
}

function withoutValues(values: Values): Values {
  return {
    ...values,
    rows: values.rows.map((row) => (row.kind === "row" ? { ...row, items: row.items.map(without) } : without(row))),
  };
}

function without(node: Expression): Expression {
  return isDefault(node) ? { kind: "opaque", start: node.start, end: node.end } : node;
}

import {
  Expression_SortOrder_NullOrdering as NullOrdering,
  type Expression_Alias as ProtoAlias,
  type Expression as ProtoExpression,
  Expression_SortOrder_SortDirection as SortDirection,
  SubqueryExpression_SubqueryType as SubqueryType,
} from "../../gen/protobuf/spark/connect/expressions.js";
import type { Expression, Relation } from "../../plan/index.js";
import { checkText } from "../../plan/index.js";
import { encodeDataType } from "./data-type.js";
import { encodeLiteralNode } from "./literal.js";
import type { PlanScope } from "./plan-scope.js";

type ProtoKind = NonNullable<ProtoExpression["exprType"]>;
type Kind = Expression["kind"];
type OfKind<K extends Kind> = Extract<Expression, { readonly kind: K }>;

/** Where an expression leaves the plans of its subqueries; the relation that owns it sends them along. */
export interface SubqueryScope {
  readonly plan: PlanScope;
  /** Answers the id by which the expression names the plan. */
  add(relation: Relation): bigint;
}

const directions = { ascending: SortDirection.ASCENDING, descending: SortDirection.DESCENDING };
const nulls = { first: NullOrdering.SORT_NULLS_FIRST, last: NullOrdering.SORT_NULLS_LAST };
const subqueries = { scalar: SubqueryType.SCALAR, exists: SubqueryType.EXISTS };

const kinds: { readonly [K in Kind]: (node: OfKind<K>, scope: SubqueryScope) => ProtoKind } = {
  literal: (node) => ({ $case: "literal", value: encodeLiteralNode(node) }),
  attribute: ({ name }) => ({
    $case: "unresolvedAttribute",
    value: { unparsedIdentifier: checkText(name, "A column name") },
  }),
  star: () => ({ $case: "unresolvedStar", value: {} }),
  call: ({ name, args, distinct }, scope) => ({
    $case: "unresolvedFunction",
    value: {
      functionName: checkText(name, "A function name"),
      arguments: args.map((arg) => encodeExpression(arg, scope)),
      isDistinct: distinct ?? false,
    },
  }),
  expressionString: ({ text }) => ({
    $case: "expressionString",
    value: { expression: checkText(text, "An SQL expression") },
  }),
  alias: (node, scope) => ({ $case: "alias", value: encodeAlias(node, scope) }),
  cast: ({ child, to }, scope) => ({
    $case: "cast",
    value: { expr: encodeExpression(child, scope), castToType: { $case: "type", value: encodeDataType(to) } },
  }),
  sortOrder: ({ child, direction, nulls: where }, scope) => ({
    $case: "sortOrder",
    value: { child: encodeExpression(child, scope), direction: directions[direction], nullOrdering: nulls[where] },
  }),
  subquery: ({ relation, as }, scope) => ({
    $case: "subqueryExpression",
    value: { planId: scope.add(relation), subqueryType: subqueries[as] },
  }),
};

function encodeAlias({ child, names }: OfKind<"alias">, scope: SubqueryScope): ProtoAlias {
  return { expr: encodeExpression(child, scope), name: names.map((name) => checkText(name, "A column name")) };
}

export function encodeExpression(node: Expression, scope: SubqueryScope): ProtoExpression {
  const encode = kinds[node.kind] as (node: Expression, scope: SubqueryScope) => ProtoKind;
  scope.plan.enter();
  const exprType = encode(node, scope);
  scope.plan.leave();
  return { exprType };
}

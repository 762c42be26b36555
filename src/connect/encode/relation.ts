import { ProtocolError } from "../../errors/index.js";
import {
  Aggregate_GroupType as GroupType,
  Relation as ProtoRelation,
} from "../../gen/protobuf/spark/connect/relations.js";
import type { Expression, Relation } from "../../plan/index.js";
import { checkText } from "../../plan/index.js";
import { encodeExpression, type SubqueryScope } from "./expression.js";
import { PlanScope } from "./plan-scope.js";

type ProtoKind = NonNullable<ProtoRelation["relType"]>;
type Kind = Relation["kind"];
type OfKind<K extends Kind> = Extract<Relation, { readonly kind: K }>;

/** What one relation hands to the encoder of its kind: how to encode its children and its own expressions. */
interface Scope {
  relation(child: Relation): ProtoRelation;
  expression(child: Expression): ReturnType<typeof encodeExpression>;
}

const kinds: { readonly [K in Kind]: (node: OfKind<K>, scope: Scope) => ProtoKind } = {
  sql: ({ text, positional, named }, scope) => ({
    $case: "sql",
    value: {
      query: checkText(text, "The SQL text"),
      posArguments: (positional ?? []).map(scope.expression),
      namedArguments: new Map(Object.entries(named ?? {}).map(([name, arg]) => [name, scope.expression(arg)])),
    },
  }),
  withRelations: ({ root, references }, scope) => ({
    $case: "withRelations",
    value: { root: scope.relation(root), references: references.map(scope.relation) },
  }),
  subqueryAlias: ({ input, alias }, scope) => ({
    $case: "subqueryAlias",
    value: { input: scope.relation(input), alias: checkText(alias, "An alias") },
  }),
  namedTable: ({ identifier, options }) => ({
    $case: "read",
    value: {
      readType: {
        $case: "namedTable",
        value: { unparsedIdentifier: checkText(identifier, "A table name"), options: new Map(Object.entries(options)) },
      },
    },
  }),
  dataSource: ({ format, schema, options, paths }) => ({
    $case: "read",
    value: {
      readType: {
        $case: "dataSource",
        value: {
          ...(format === undefined ? {} : { format }),
          ...(schema === undefined ? {} : { schema }),
          options: new Map(Object.entries(options)),
          paths: [...paths],
        },
      },
    },
  }),
  range: ({ start, end, step, partitions }) => ({
    $case: "range",
    value: { start, end, step, ...(partitions === undefined ? {} : { numPartitions: partitions }) },
  }),
  project: ({ input, expressions }, scope) => ({
    $case: "project",
    value: { input: scope.relation(input), expressions: expressions.map(scope.expression) },
  }),
  filter: ({ input, condition }, scope) => ({
    $case: "filter",
    value: { input: scope.relation(input), condition: scope.expression(condition) },
  }),
  limit: ({ input, limit }, scope) => ({ $case: "limit", value: { input: scope.relation(input), limit } }),
  offset: ({ input, offset }, scope) => ({ $case: "offset", value: { input: scope.relation(input), offset } }),
  tail: ({ input, limit }, scope) => ({ $case: "tail", value: { input: scope.relation(input), limit } }),
  aggregate: ({ input, grouping, aggregates }, scope) => ({
    $case: "aggregate",
    value: {
      input: scope.relation(input),
      groupType: GroupType.GROUPBY,
      groupingExpressions: grouping.map(scope.expression),
      aggregateExpressions: aggregates.map(scope.expression),
    },
  }),
  showString: ({ input, rows, truncate, vertical }, scope) => ({
    $case: "showString",
    value: { input: scope.relation(input), numRows: rows, truncate, vertical },
  }),
  localRelation: ({ data, schema }) => ({
    $case: "localRelation",
    value: { ...(data === undefined ? {} : { data }), ...(schema === undefined ? {} : { schema }) },
  }),
  serverRelation: ({ encoded }) => kindOf(ProtoRelation.decode(encoded)),
};

/** What the server called it, when it is of a version that we do not know, stands among the fields that we do not know. */
function kindOf({ relType }: ProtoRelation): ProtoKind {
  if (relType !== undefined) return relType;
  throw new ProtocolError("The server answered a command with a relation that this version of dbsql does not know.", {
    errorClass: "DBSQL_BAD_RESPONSE",
  });
}

function encode(node: Relation, plan: PlanScope): ProtoRelation {
  const planId = plan.nextId();
  const subqueries: ProtoRelation[] = [];
  const expressions: SubqueryScope = {
    plan,
    add(relation) {
      const encoded = encode(relation, plan);
      subqueries.push(encoded);
      return encoded.common?.planId ?? 0n;
    },
  };
  const encodeKind = kinds[node.kind] as (node: Relation, scope: Scope) => ProtoKind;
  plan.enter();
  const relType = encodeKind(node, {
    relation: (child) => encode(child, plan),
    expression: (child) => encodeExpression(child, expressions),
  });
  plan.leave();
  const encoded: ProtoRelation = { common: { planId }, relType };
  if (subqueries.length === 0) return encoded;
  // The server looks for the plan of a subquery among the references of the relation that holds the expression.
  return {
    common: { planId: plan.nextId() },
    relType: { $case: "withRelations", value: { root: encoded, references: subqueries } },
  };
}

/** @throws LimitError when the plan is nested deeper than a server can read */
export const encodeRelation = (node: Relation): ProtoRelation => encode(node, new PlanScope());

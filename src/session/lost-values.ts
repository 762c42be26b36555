import { SparkError } from "../errors/index.js";
import { children, type Relation, type Sql, type SubqueryAlias, withChildren } from "../plan/index.js";
import { markerOffsets } from "../sql/index.js";

/** The setting by which Spark 4.1 and later bind parameters in the analyzer, as 4.0 does. */
export const bindInAnalyzerSetting = "spark.sql.legacy.parameterSubstitution.constantsOnly";

/** Whether the server says that a value is missing which the plan holds: its parser dropped all of them. */
export function lostValues(error: unknown, plan: Relation): boolean {
  if (!(error instanceof SparkError) || error.errorClass === undefined) return false;
  const says = symptoms[error.errorClass];
  return says !== undefined && sqlWithValues(plan).some((sql) => says(error, sql));
}

/** By the server's error class. */
const symptoms: Readonly<Record<string, (error: SparkError, sql: Sql) => boolean>> = {
  UNBOUND_SQL_PARAMETER: ({ messageParameters }, sql) => wasSent(messageParameters.name ?? "", sql),
  UNEXPECTED_USE_OF_PARAMETER_MARKER: () => true,
  "NOT_A_CONSTANT_STRING.NOT_CONSTANT": ({ messageParameters }) =>
    Object.values(messageParameters).some((text) => /\b(named|pos)parameter\(/i.test(text)),
};

/** A positional marker is named by its place in the text: `_7`. */
function wasSent(name: string, { text, named, positional }: Sql): boolean {
  if (named !== undefined) return Object.hasOwn(named, name);
  const index = markerOffsets(text).indexOf(Number(name.slice(1)));
  return index !== -1 && index < (positional?.length ?? 0);
}

const hasValues = ({ named, positional }: Sql): boolean =>
  (positional?.length ?? 0) > 0 || Object.keys(named ?? {}).length > 0;

function sqlWithValues(plan: Relation): Sql[] {
  const inner = children(plan).flatMap(sqlWithValues);
  return plan.kind === "sql" && hasValues(plan) ? [plan, ...inner] : inner;
}

/** Spark binds in the analyzer only where a statement comes with a relation: each that has none gets one. */
export function withRelation(plan: Relation): Relation {
  if (plan.kind === "sql") return hasValues(plan) ? accompanied(plan) : plan;
  if (plan.kind !== "withRelations") return withChildren(plan, withRelation);
  // The root has its relations already.
  return withChildren(plan, (child) => (child === plan.root ? child : withRelation(child)));
}

function accompanied(root: Sql): Relation {
  const alias = `__dbsql_${crypto.randomUUID().replaceAll("-", "")}`;
  const input: Relation = Object.freeze({ kind: "range", start: 0n, end: 1n, step: 1n });
  const reference: SubqueryAlias = Object.freeze({ kind: "subqueryAlias", input, alias });
  return Object.freeze({ kind: "withRelations", root, references: [reference] });
}

import type { PlanSource } from "../plan/index.js";
import type { SqlValue } from "./bind.js";
import type { Fragment } from "./fragment.js";
import type { Identifier } from "./identifier.js";

/** How a DataFrame shows its plan to a template. A symbol of this module: nothing else can look like one. */
export const relationOf: unique symbol = Symbol("dbsql.relation");

/** A DataFrame, as a template sees it. */
export interface RelationParam {
  /** @internal */
  [relationOf](): RelationSource;
}
/** A plan and whose it is. */
export interface RelationSource {
  readonly plan: PlanSource;
  /** Equal for all of one session: a plan means something only there. */
  readonly owner: object;
}

/** What may stand in `${…}`: a value that is bound, a DataFrame as a relation, a fragment, or a quoted identifier. */
export type SqlParam = SqlValue | RelationParam | Fragment | Identifier;

export function isRelation(value: unknown): value is RelationParam {
  return typeof value === "object" && value !== null && relationOf in value;
}

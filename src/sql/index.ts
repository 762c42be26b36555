export { bind, type SqlValue } from "./bind.js";
export { Fragment, sql } from "./fragment.js";
export { Identifier, ident } from "./identifier.js";
export { type FoundPlace, locate } from "./location.js";
export { isRelation, type RelationParam, type RelationSource, relationOf, type SqlParam } from "./param.js";
export { captureSite } from "./site.js";
export { readStatement, type StatementFacts } from "./statement.js";
export { type BoundTemplate, bindTemplate } from "./template.js";
export type { TemporalValue } from "./temporal.js";

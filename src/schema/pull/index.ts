export { isOfBuiltins, readBuiltins, withBuiltins } from "./builtins.js";
export { type Change, changesBetween } from "./change.js";
export { mergeCache } from "./merge.js";
export { type Pattern, parsePattern, patternsOf } from "./pattern.js";
export { type Pulled, type PullOptions, type PullProblem, pullSchemas } from "./pull.js";
export type { CatalogSession, Row } from "./session.js";

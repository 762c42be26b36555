export type * from "./command.js";
export { derive, resolvePlan } from "./derive.js";
export type * from "./expression.js";
export type * from "./origin.js";
export type * from "./relation.js";
export type * from "./source.js";
export { checkText } from "./text.js";
export { children, withChildren } from "./walk.js";

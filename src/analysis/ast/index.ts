export type * from "./expression.js";
export type * from "./query.js";
export type * from "./script.js";
export * from "./span.js";
export type * from "./statement.js";

export type * from "./command.js";
export type * from "./expression.js";
export type * from "./origin.js";
export type * from "./relation.js";

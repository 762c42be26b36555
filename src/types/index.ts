export { types } from "./build.js";
export type * from "./data-type.js";
export { atomicKinds } from "./data-type.js";

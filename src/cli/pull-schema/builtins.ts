import { findFunction } from "../../functions/catalog/index.js";

/** Whether Spark has a builtin function of that name. */
export function isOfSpark(name: string): boolean {
  return findFunction(name) !== undefined;
}

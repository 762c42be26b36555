import type { Printed } from "./printed.js";

/** The name that Spark gives to a select item without an alias. `undefined` where we cannot tell. */
export function nameOf(_item: Printed): string | undefined {
  return undefined;
}

import type { CallResult, CallSite, TypedArg } from "./call.js";

/** What Spark makes of a call of a builtin function. */
export function resolveCall(call: CallSite): CallResult {
  return { kind: "unknown", why: `${call.name} is not in the table` };
}

/**
 * What Spark makes of an operator: its symbol or word in lower case, such as `+`, `and`, `in`, `between`, `like`, `is null`,
 * `[]`, with CASE as `case` over `when, then, when, then, …, else?`.
 */
export function resolveOperator(op: string, args: readonly TypedArg[]): CallResult {
  return resolveCall({ name: op, args });
}

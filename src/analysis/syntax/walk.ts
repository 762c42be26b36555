import type { ExpressionKind } from "../ast/index.js";

/** What has names of its own inside. */
const closed: ReadonlySet<string> = new Set(["scalarSubquery", "exists", "inQuery", "tableArgument", "lambda"]);

/** Whether a node of one of the kinds stands in a tree as it was written; subqueries and lambdas are closed. */
export function holds(node: object, kinds: ReadonlySet<ExpressionKind>): boolean {
  if ("kind" in node && typeof node.kind === "string") {
    if (kinds.has(node.kind as ExpressionKind)) return true;
    if (closed.has(node.kind)) return false;
  }
  return Object.values(node).some((part) => typeof part === "object" && part !== null && holds(part, kinds));
}

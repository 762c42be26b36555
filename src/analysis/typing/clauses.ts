import type { FunctionRow } from "../../functions/row.js";
import type { CallSite, RefusedCall } from "./call.js";
import { refuse } from "./rule.js";

/** What has an order of its own. */
const ordered: ReadonlySet<string> = new Set(["mode", "percentile_cont", "percentile_disc"]);
const unorderedWindow: ReadonlySet<string> = new Set(["median", "percentile_cont", "percentile_disc"]);

/** Clauses that the function does not take: DISTINCT, FILTER, OVER, IGNORE NULLS, WITHIN GROUP. */
export function checkClauses(row: FunctionRow, call: CallSite): RefusedCall | undefined {
  const functionName = `\`${row.name}\``;
  const unsupported = (syntax: string): RefusedCall =>
    refuse("INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX", undefined, { prettyName: functionName, syntax });
  const has = (trait: NonNullable<FunctionRow["traits"]>[number]): boolean => row.traits?.includes(trait) ?? false;
  const groups = row.kind === "aggregate";
  if (row.kind === "window" && !call.over)
    return refuse("WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE", undefined, { funcName: functionName });
  // Ranks and neighbours depend on an order.
  if (row.kind === "window" && !call.over?.ordered)
    return refuse("WINDOW_FUNCTION_FRAME_NOT_ORDERED", undefined, { wf: row.name });
  if (call.ignoreNulls && !has("ignoreNulls")) return unsupported("IGNORE NULLS");
  if (call.distinct && !groups) return unsupported("DISTINCT");
  if (call.filter && !groups) return unsupported("FILTER CLAUSE");
  if (call.withinGroup && !has("withinGroup") && !has("needsWithinGroup"))
    return unsupported("WITHIN GROUP (ORDER BY ...)");
  if (!call.withinGroup && has("needsWithinGroup"))
    return refuse("INVALID_WITHIN_GROUP_EXPRESSION.WITHIN_GROUP_MISSING", undefined, { funcName: functionName });
  if (call.distinct && ordered.has(row.name))
    return refuse("INVALID_WITHIN_GROUP_EXPRESSION.DISTINCT_UNSUPPORTED", undefined, { funcName: functionName });
  const bounded = call.over && (call.over.ordered || call.over.isWhole === false);
  if (bounded && (unorderedWindow.has(row.name) || (row.name === "listagg" && call.withinGroup)))
    return refuse("INVALID_WINDOW_SPEC_FOR_AGGREGATION_FUNC", undefined, { aggFunc: functionName });
  if (call.over && call.distinct)
    return refuse("DISTINCT_WINDOW_FUNCTION_UNSUPPORTED", undefined, { windowExpr: row.name });
  if (call.over && !groups && row.kind !== "window")
    return refuse("UNSUPPORTED_EXPR_FOR_WINDOW", undefined, { sqlExpr: row.name });
  return undefined;
}

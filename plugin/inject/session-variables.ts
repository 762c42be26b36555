import type { AnalyzeOptions, SessionVariable } from "../../src/analysis/contract.js";
import { formatType } from "../../src/types/index.js";
import type { Analyzer } from "./inspect.js";

/** Whether a text may declare a variable: few do, and only those are read twice. */
export const mayDeclare = (text: string): boolean => /\bdeclare\b/i.test(text);

/**
 * The session variables that the queries of a file declare, for all queries of the file. One that is declared with
 * different types may have either when a query runs.
 *
 * @param texts In the order of the file, a hole one character: nothing is known of the holes.
 */
export function declaredVariables(
  texts: readonly string[],
  analyze: Analyzer,
  options: AnalyzeOptions,
): readonly SessionVariable[] {
  const found = new Map<string, SessionVariable>();
  for (const text of texts) {
    const { declares = [] } = analyze(text, { ...options, variables: [...found.values()] });
    for (const one of declares) {
      const key = one.name.toLowerCase();
      const known = found.get(key);
      const agree = known === undefined || formatType(known.type) === formatType(one.type);
      found.set(key, agree ? one : { name: one.name, type: { kind: "unknown", text: "unknown" } });
    }
  }
  return [...found.values()];
}

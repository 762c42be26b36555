import type { Progress } from "../command.js";
import type { LiveAnswer } from "./ask.js";
import type { LiveQuery } from "./question.js";

export type { LiveAnswer } from "./ask.js";
export type { Difference } from "./compare.js";
export { countsOf, countsText, diagnosticOf, type LiveCounts } from "./diagnostic.js";

/**
 * Asks the configured session for the schema of every query, and compares. The wire is loaded for it only.
 *
 * @throws ConfigError, ConnectError when there is no server to ask; AbortError on Ctrl-C
 */
export async function askLive(
  queries: readonly LiveQuery[],
  settings: { readonly catalog?: string; readonly schema?: string },
  { signal, progress }: { readonly signal: AbortSignal; progress(progress: Omit<Progress, "kind">): void },
): Promise<readonly LiveAnswer[]> {
  if (queries.length === 0) return [];
  const [{ openLive }, { askServer }] = await Promise.all([import("./session.js"), import("./ask.js")]);
  progress({ label: "connecting" });
  const { executor, close } = await openLive(settings, signal);
  try {
    return await askServer(executor, queries, {
      signal,
      progress: (done, total) => progress({ label: "asking the server", done, total }),
    });
  } finally {
    await close();
  }
}

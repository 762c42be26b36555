import type { Executor } from "../../dataframe/index.js";
import { AnalysisError, ConnectError, SparkError, UnsupportedError } from "../../errors/index.js";
import { type Difference, differencesOf, inBoth } from "./compare.js";
import { hasParameters, type LiveQuery, questionOf } from "./question.js";
import type { Sampling } from "./sample.js";

/** What came of asking the server for the schema of a query. */
export type LiveAnswer =
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly differences: readonly Difference[] }
  | { readonly kind: "refused"; readonly errorClass: string | undefined; readonly reason: string }
  /** Found wrong here, and yet the server takes it. */
  | { readonly kind: "accepted" }
  | { readonly kind: "skipped"; readonly reason: string };

export interface AskOptions {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
}

const atOnce = 8;

/**
 * Asks for the schema of each query, several at once; the answers are in the order of the queries. Nothing is run.
 *
 * @throws ConnectError when the server cannot be reached; AbortError on Ctrl-C
 */
export async function askServer(
  executor: Executor,
  queries: readonly LiveQuery[],
  { signal, progress }: AskOptions,
): Promise<readonly LiveAnswer[]> {
  const answers: LiveAnswer[] = [];
  let next = 0;
  let done = 0;
  progress(0, queries.length);
  const worker = async (): Promise<void> => {
    for (let at = next++; at < queries.length; at = next++) {
      answers[at] = await answerOf(executor, queries[at]!, signal);
      progress(++done, queries.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, queries.length) }, worker));
  return answers;
}

type Said =
  | { readonly differences: readonly Difference[] }
  | { readonly errorClass: string | undefined; readonly reason: string };

async function answerOf(executor: Executor, query: LiveQuery, signal: AbortSignal): Promise<LiveAnswer> {
  const { analysis } = query;
  const ask = (sampling: Sampling): Promise<Said | { readonly skipped: string }> =>
    said(executor, query, sampling, signal);
  const first = await ask("value");
  if ("skipped" in first) return { kind: "skipped", reason: first.skipped };
  const clean = "differences" in first && first.differences.length === 0;
  const second = clean || !hasParameters(query) ? first : await ask("null");
  const both = [first, second].flatMap((one) => ("differences" in one ? [one.differences] : []));
  const wrongHere = analysis.diagnostics.some(({ severity }) => severity === "error");
  if (both.length === 0) return refusal(query, first as Extract<Said, { readonly reason: string }>, wrongHere);
  if (wrongHere) return { kind: "accepted" };
  if (analysis.columns === undefined) return { kind: "skipped", reason: "its columns were not inferred" };
  const differences = both.length === 1 ? both[0]! : inBoth(both[0]!, both[1]!);
  return differences.length === 0 ? { kind: "same" } : { kind: "different", differences };
}

/** Names and types are wrong whatever the value of a parameter; for the rest a sample may be to blame. */
const whateverTheValue =
  /^(?:UNRESOLVED_|TABLE_OR_VIEW_NOT_FOUND|AMBIGUOUS_|FIELD_NOT_FOUND|MISSING_|NUM_COLUMNS_|INCOMPATIBLE_)/;

function refusal(
  query: LiveQuery,
  { errorClass, reason }: { readonly errorClass: string | undefined; readonly reason: string },
  wrongHere: boolean,
): LiveAnswer {
  // Both say that the query is wrong, and ours says where.
  if (wrongHere) return { kind: "same" };
  const named = errorClass ?? "no class";
  if (query.analysis.diagnostics.some(({ code }) => code === "DBSQL1102") && errorClass === "TABLE_OR_VIEW_NOT_FOUND") {
    return { kind: "skipped", reason: "a table in it is neither in the cache nor on the server, as a temporary view" };
  }
  if (hasParameters(query) && !whateverTheValue.test(named)) {
    return {
      kind: "skipped",
      reason: `with a sample for its parameters the server says [${named}] ${oneLine(reason)}`,
    };
  }
  return { kind: "refused", errorClass, reason: oneLine(reason) };
}

async function said(
  executor: Executor,
  query: LiveQuery,
  sampling: Sampling,
  signal: AbortSignal,
): Promise<Said | { readonly skipped: string }> {
  const question = questionOf(query, sampling);
  if ("skipped" in question) return question;
  try {
    const schema = await executor.analyze({ kind: "schema", relation: question.relation }, { signal });
    return { differences: differencesOf(query.analysis, schema) };
  } catch (error) {
    if (signal.aborted || error instanceof ConnectError || !(error instanceof SparkError)) throw error;
    if (error instanceof AnalysisError || error instanceof UnsupportedError || error.errorClass !== undefined) {
      return { errorClass: error.errorClass ?? classIn(error.message), reason: error.message };
    }
    throw error;
  }
}

/** Sail tells Spark's class only in its words. */
function classIn(message: string): string | undefined {
  return /\[([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:\.[A-Z0-9_]+)?)\]/.exec(message)?.[1];
}

/** Spark's first sentence or two, without the class that it repeats and without the plan that it appends. */
function oneLine(message: string): string {
  const [first = ""] = message.replace(/^\[[\w.]+\]\s*/, "").split("\n", 1);
  return first.replace(/\s*SQLSTATE: \w{5}.*$/, "").trim();
}

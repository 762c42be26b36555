import type { Diagnostic } from "../../src/analysis/contract.js";
import type { Inspection, Query, Uncertain } from "./inspect.js";
import { type Rewriting, type Rewritten, rewrite } from "./rewrite.js";
import type { OffsetRange } from "./veil.js";

interface Findings {
  /** How many templates of the file are ours. */
  readonly templates: number;
  /** How many calls with a literal text. */
  readonly calls: number;
  /** What is wrong in the queries, by offsets of the user's text; of templates first, as they are inspected. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the file imports from, as it is written. */
  readonly modules: readonly string[];
}

/** What a host needs of a file that nobody looks at: the text for the type checker, and what to report of it. */
export interface Outline extends Findings {
  readonly rewritten: Rewritten;
  readonly uncertain: readonly Uncertain[];
}

/** What the type checker need not be asked about, as it is kept for the next run of a program: plain data. */
export interface KeptOutline extends Findings {
  readonly rewriting: Rewriting;
}

export function outlineOf(inspection: Inspection): Outline {
  const { rewritten, queries, calls, uncertain } = inspection;
  return {
    rewritten,
    templates: queries.length,
    calls: calls.length,
    diagnostics: [...queries, ...calls].flatMap((query) =>
      query.analysis.diagnostics.map((found) => inFile(query, found)),
    ),
    uncertain,
    modules: [...inspection.file.bindings.modules],
  };
}

export function keptOutline(
  { rewriting }: Inspection,
  { templates, calls, diagnostics, modules }: Outline,
): KeptOutline {
  return { rewriting, templates, calls, diagnostics, modules };
}

/** @param text of the file, the same as when the outline was kept */
export function outlineAgain(
  text: string,
  { rewriting, templates, calls, diagnostics, modules }: KeptOutline,
): Outline {
  return { rewritten: rewrite(text, rewriting), templates, calls, diagnostics, uncertain: [], modules };
}

/** A piece of the text of a query, as a range of the file. */
export function rangeIn({ sql }: Query, { start, end }: OffsetRange): OffsetRange {
  const from = sql.toFile(start);
  return { start: from, end: Math.max(from, sql.toFile(end)) };
}

/** What is said of the text of a query, by offsets of its file. */
export function inFile(query: Query, found: Diagnostic): Diagnostic {
  const { code, errorClass, message, severity } = found;
  return {
    code,
    ...(errorClass === undefined ? {} : { errorClass }),
    message,
    severity,
    ...rangeIn(query, found),
  };
}

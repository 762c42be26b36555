import type { AnalyzeOptions } from "../contract.js";

/** A function of a text that remembers the last answers: an editor asks several things of one text, then of the next. */
export function remember<T>(
  most: number,
  make: (text: string, options: AnalyzeOptions) => T,
): (text: string, options: AnalyzeOptions) => T {
  const kept = new Map<string, { readonly options: AnalyzeOptions; readonly value: T }>();
  return (text, options) => {
    const known = kept.get(text);
    if (known && sameOptions(known.options, options)) return known.value;
    const value = make(text, options);
    kept.delete(text);
    kept.set(text, { options, value });
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return value;
  };
}

function sameOptions(a: AnalyzeOptions, b: AnalyzeOptions): boolean {
  if (a === b) return true;
  if (a.schemas !== b.schemas || a.catalog !== b.catalog || a.schema !== b.schema || a.target !== b.target)
    return false;
  return a.holes === b.holes || JSON.stringify(a.holes) === JSON.stringify(b.holes);
}

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

/** By what each option is told from another; total, so that one which is added cannot be forgotten. */
const compared: Readonly<Record<keyof AnalyzeOptions, "identity" | "content">> = {
  schemas: "identity",
  catalog: "identity",
  schema: "identity",
  target: "identity",
  ansi: "identity",
  holes: "content",
  variables: "content",
};

const names = Object.keys(compared) as readonly (keyof AnalyzeOptions)[];

function sameOptions(a: AnalyzeOptions, b: AnalyzeOptions): boolean {
  return (
    a === b ||
    names.every((name) => a[name] === b[name] || (compared[name] === "content" && sameContent(a[name], b[name])))
  );
}

function sameContent(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

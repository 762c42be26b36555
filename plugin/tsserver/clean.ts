import type { Veil } from "../inject/veil.js";

/** The veil of a file, undefined for one that is shown as it is. */
export type Veils = (path: string) => Veil | undefined;

const dropped = Symbol("dropped");
/** What may be missing from an answer without making the rest of it wrong. */
const optional = new Set(["contextSpan", "originalTextSpan", "originalContextSpan", "hintSpan", "applicableSpan"]);

interface Spanned {
  readonly start: number;
  readonly length: number;
}

/**
 * An answer of the language service as the user may see it: what stands in our text is dropped, what ends there is cut,
 * what begins in a type argument begins at the backquote. Answers are plain data with `fileName`, `textSpan` and the
 * like; anything else in them (nodes, symbols) is handed on.
 */
export function clean<T>(answer: T, path: string, veils: Veils): T | undefined {
  const found = walk(answer, path, veils);
  return found === dropped ? undefined : (found as T);
}

function walk(value: unknown, path: string, veils: Veils): unknown {
  if (Array.isArray(value)) {
    const kept = value.map((item) => walk(item, path, veils)).filter((item) => item !== dropped);
    return kept.length === 0 && value.length > 0 && value.every(isSpan) ? dropped : kept;
  }
  if (!isPlain(value)) return value;
  if (isSpan(value)) return span(value, veils(path));
  const own = "fileName" in value && typeof value.fileName === "string" ? value.fileName : path;
  if ("position" in value && typeof value.position === "number" && veils(own)?.isBehind(value.position)) return dropped;
  const out: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const kept = walk(item, own, veils);
    if (kept !== dropped) out[key] = kept;
    else if (!optional.has(key)) return dropped;
  }
  return out;
}

function span(value: Spanned, veil: Veil | undefined): unknown {
  if (veil === undefined) return value;
  const range = veil.range({ start: value.start, end: value.start + value.length });
  return range === undefined ? dropped : { ...value, start: range.start, length: range.end - range.start };
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isSpan(value: unknown): value is Spanned {
  if (!isPlain(value)) return false;
  return typeof value.start === "number" && typeof value.length === "number" && Object.keys(value).length === 2;
}

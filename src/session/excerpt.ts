import { readFileSync } from "node:fs";
import { type SourceLocation, SparkError } from "../errors/index.js";

/** A place with the line of the user's file that it points into. */
interface Place extends SourceLocation {
  readonly text: string;
}

const maxWidth = 160;

/**
 * Adds the line of the user's file, and a caret under the place, to an error that names one. The error is our own and
 * new, so it is completed rather than wrapped: its class, stack and cause stay what they are.
 */
export function showPlace(error: unknown): unknown {
  if (!(error instanceof SparkError) || error.location === undefined || shown.has(error)) return error;
  shown.add(error);
  const place = lineOf(error.location);
  if (place === undefined) return error;
  const { fragment = "" } = error.queryContext[0] ?? {};
  const before = error.message;
  error.message = `${before}\n${excerpt(place, fragment)}`;
  const { stack } = error;
  if (stack?.includes(before)) {
    Object.defineProperty(error, "stack", {
      value: stack.replace(before, () => error.message),
      configurable: true,
      writable: true,
    });
  }
  return error;
}

const shown = new WeakSet<SparkError>();

function excerpt({ text, column }: Place, fragment: string): string {
  const line = text.replaceAll("\t", " ");
  const from = Math.max(0, column - 1 - maxWidth / 2);
  const shownLine = line.slice(from, from + maxWidth);
  const at = column - 1 - from;
  const blamed = fragment.split("\n", 1)[0]!;
  const width = shownLine.startsWith(blamed, at) ? Math.max(1, blamed.length) : 1;
  return `    ${shownLine}\n    ${" ".repeat(at)}${"^".repeat(width)}`;
}

function lineOf(location: SourceLocation): Place | undefined {
  try {
    const text = readFileSync(location.file, "utf8").split(/\r\n|\n|\r/)[location.line - 1];
    return text === undefined ? undefined : { ...location, text };
  } catch {
    return undefined;
  }
}

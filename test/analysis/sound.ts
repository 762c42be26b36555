import { expect } from "vitest";
import {
  type AnalyzeOptions,
  analyze,
  completionsAt,
  definitionAt,
  hoverAt,
  referencesAt,
} from "../../src/analysis/index.js";

interface Span {
  readonly start?: number;
  readonly end?: number;
}

/** Analyses any text at all: it must end, not throw, and name no place outside the text. */
export function expectSound(text: string, options: AnalyzeOptions): ReturnType<typeof analyze> {
  const found = analyze(text, options);
  const { columns = [], parameters, diagnostics } = found;
  const spans: readonly Span[] = [
    ...columns,
    ...parameters,
    ...diagnostics,
    ...diagnostics.flatMap((d) => d.fixes ?? []),
  ];
  expect(spans.filter((span) => !isWithin(text, span)).map((span) => ({ text: text.slice(0, 200), span }))).toEqual([]);
  return found;
}

/** Likewise what the editor asks at an offset. */
export function expectSoundEditing(text: string, offset: number, options: AnalyzeOptions): void {
  const completions = completionsAt(text, offset, options);
  const hover = hoverAt(text, offset, options);
  const definition = definitionAt(text, offset, options);
  const spans: readonly (Span | undefined)[] = [
    completions,
    hover,
    definition?.kind === "text" ? definition : undefined,
    ...referencesAt(text, offset, options),
  ];
  const outside = spans.filter((span) => span !== undefined && !isWithin(text, span));
  expect(outside.map((span) => ({ text: text.slice(0, 200), offset, span }))).toEqual([]);
}

function isWithin(text: string, { start = 0, end = start }: Span): boolean {
  return 0 <= start && start <= end && end <= text.length;
}

import { expect } from "vitest";
import {
  type AnalyzeOptions,
  analyze,
  completionsAt,
  definitionAt,
  fixesOf,
  hoverAt,
  referencesAt,
  renameAt,
  renamingAt,
  signatureAt,
  tokensOf,
} from "../../src/analysis/index.js";

interface Place {
  readonly start?: number;
  readonly end?: number;
}

/** Analyses any text at all: it must end, not throw, and name no place outside the text. */
export function expectSound(text: string, options: AnalyzeOptions): ReturnType<typeof analyze> {
  const found = analyze(text, options);
  const { columns = [], parameters, diagnostics } = found;
  const fixes = diagnostics.slice(0, 20).flatMap((diagnostic) => fixesOf(diagnostic, text, options));
  expectWithin(text, [...columns, ...parameters, ...diagnostics, ...fixes]);
  return found;
}

/** Likewise all that an editor asks at an offset. */
export function expectSoundEditing(text: string, offset: number, options: AnalyzeOptions): void {
  const definition = definitionAt(text, offset, options);
  const renaming = renamingAt(text, offset, options);
  const renamed = renameAt(text, offset, "other", options);
  signatureAt(text, offset, options);
  expectWithin(text, [
    completionsAt(text, offset, options),
    hoverAt(text, offset, options) ?? {},
    definition ?? {},
    definition?.definition.kind === "text" ? definition.definition : {},
    ...referencesAt(text, offset, options),
    ...("start" in renaming ? [renaming] : []),
    ...(Array.isArray(renamed) ? renamed : []),
    ...tokensOf(text, options),
  ]);
}

function expectWithin(text: string, places: readonly Place[]): void {
  const outside = places.filter(({ start = 0, end = start }) => !(0 <= start && start <= end && end <= text.length));
  expect(outside.map((place) => ({ text: text.slice(0, 200), place }))).toEqual([]);
}

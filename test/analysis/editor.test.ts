import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observe } from "../../src/analysis/editor/facts.js";
import { applyEdits } from "../../src/analysis/editor/rename.js";
import { parse } from "../../src/analysis/grammar/index.js";
import {
  analyze,
  completionsAt,
  definitionAt,
  hoverAt,
  referencesAt,
  renameAt,
  renamingAt,
  signatureAt,
  tokensOf,
} from "../../src/analysis/index.js";
import { corpus, schemas } from "./fixture.js";

/** Queries that Spark takes: whatever stands in one may be written there. */
const queries = corpus.filter(({ file, text }) => file !== "refused.sql" && parse(text).errors.length === 0);
const options = { schemas };

function labelsAt(text: string, offset: number): ReadonlySet<string> {
  return new Set(completionsAt(text, offset, options).items.map(({ label }) => label.toLowerCase()));
}

describe("completion offers what a query has", () => {
  it("in the place of every column and table", () => {
    const missing: string[] = [];
    for (const { text } of queries) {
      for (const fact of observe(text, options).facts) {
        const { start, end } = fact;
        const name = fact.kind === "column" ? fact.column.name : fact.kind === "table" ? fact.table.name : undefined;
        // A name that is written somewhere else is made up there, and one in brackets of a star has no text.
        const isUse = fact.kind !== "column" || fact.column.declared?.start !== start;
        if (
          name === undefined ||
          !isUse ||
          text.slice(start, end).replaceAll("`", "").toLowerCase() !== name.toLowerCase()
        )
          continue;
        const without = text.slice(0, start) + text.slice(end);
        const labels = labelsAt(without, start);
        const offered = [...labels].some(
          (label) => label === name.toLowerCase() || label.endsWith(`.${name.toLowerCase()}`),
        );
        if (!offered) missing.push(`${text.slice(0, start)}‸${text.slice(start)}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it("in the place of every keyword", () => {
    const missing: string[] = [];
    for (const { text } of queries) {
      for (const { start, end, kind } of tokensOf(text, options)) {
        const word = text.slice(start, end).toLowerCase();
        // Bytes are written X'…'; nobody looks for that in a list.
        if (kind !== "keyword" || word === "x") continue;
        const labels = labelsAt(text.slice(0, start), start);
        const offered = [...labels].some((label) => label === word || label.startsWith(`${word} `));
        if (!offered) missing.push(`${text.slice(0, start)}‸${text.slice(start, end)}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

describe("a rename", () => {
  it("changes nothing but the name", () => {
    let renamed = 0;
    for (const { text } of queries) {
      const before = analyze(text, options);
      for (const { start } of observe(text, options).facts) {
        const found = renamingAt(text, start, options);
        if ("refused" in found || found.start !== start) continue;
        const edits = renameAt(text, start, "zz new", options);
        if ("refused" in edits) continue;
        renamed++;
        const after = analyze(applyEdits(text, edits), options);
        // A name may go on as that of a field.
        const shape = (of: typeof before): string =>
          JSON.stringify([of.columns?.map(({ type, nullable }) => ({ type, nullable })), of.diagnostics.length])
            .toLowerCase()
            .replaceAll(`"${found.name.toLowerCase()}"`, '"…"')
            .replaceAll('"zz new"', '"…"');
        expect([text, shape(after)]).toEqual([text, shape(before)]);
      }
    }
    expect(renamed).toBeGreaterThan(300);
  });
});

describe("colours", () => {
  it("follow each other without overlaps", () => {
    for (const { text } of queries) {
      let last = 0;
      for (const { start, end } of tokensOf(text, options)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
    }
  });
});

describe("whatever is typed", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc
      .constantFrom(...queries.map(({ text }) => text))
      .chain((text) =>
        fc.tuple(fc.nat(text.length), fc.nat(6)).map(([at, drop]) => text.slice(0, at) + text.slice(at + drop)),
      ),
    fc
      .constantFrom(...queries.map(({ text }) => text))
      .chain((text) => fc.nat(text.length).map((at) => text.slice(0, at))),
  );

  it("has answers within the text", () => {
    fc.assert(
      fc.property(texts, fc.double({ min: 0, max: 1, noNaN: true }), (text, part) => {
        const offset = Math.floor(text.length * part);
        const { start, end } = completionsAt(text, offset, options);
        expect(start).toBeLessThanOrEqual(offset);
        expect(end).toBeGreaterThanOrEqual(offset);
        expect(end).toBeLessThanOrEqual(text.length);
        const inside = [
          hoverAt(text, offset, options),
          definitionAt(text, offset, options),
          ...referencesAt(text, offset, options),
          ...tokensOf(text, options),
        ];
        for (const one of inside)
          if (one) expect(one.start >= 0 && one.start <= one.end && one.end <= text.length).toBe(true);
        signatureAt(text, offset, options);
        renameAt(text, offset, "other", options);
      }),
      { numRuns: 150 },
    );
  });
});

import { describe, expect, it } from "vitest";
import { pages } from "../../src/analysis/diagnostics/pages/index.js";
import { analyze, type CatalogKey, catalog } from "../../src/analysis/index.js";
import { exampleSchemas } from "./page-tables.js";

const examples = Object.entries(pages).flatMap(([key, { example }]) =>
  example === undefined ? [] : [[key as CatalogKey, example] as const],
);

function codes(text: string): readonly string[] {
  return analyze(text, { schemas: exampleSchemas }).diagnostics.map(({ code }) => code);
}

describe("the page of a diagnostic", () => {
  it("is there for each, and says why in a sentence", () => {
    expect(Object.keys(catalog).filter((key) => !(key in pages))).toEqual([]);
    for (const [key, { why }] of Object.entries(pages)) expect(why, key).toMatch(/^\S.*\.$/s);
  });

  it.each(examples)("%s: the first query gets it and nothing else, the second gets nothing", (key, example) => {
    if (example.foundBy !== "server") expect(codes(example.wrong)).toEqual([catalog[key].code]);
    expect(codes(example.right)).toEqual([]);
  });
});

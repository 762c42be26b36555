import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSamples } from "../../../scripts/probe/samples.js";
import { nullRules } from "../../../src/analysis/typing/nulls.js";
import { parameterClass } from "../../../src/analysis/typing/parameters.js";
import { resultRules } from "../../../src/analysis/typing/results.js";
import { catalog, findFunction, findOperator } from "../../../src/functions/catalog/index.js";
import { readType } from "../../../src/functions/notation.js";
import type { FunctionRow } from "../../../src/functions/row.js";
import { parseSignature } from "../../../src/functions/signature.js";

const facts = readSamples(readFileSync(new URL("samples-4.2.txt", import.meta.url), "utf8"));
const signatures = (row: FunctionRow): readonly string[] =>
  typeof row.takes === "string" ? [row.takes] : (row.takes ?? []).map((overload) => overload.takes);
const rules = (row: FunctionRow, key: "returns" | "nulls"): readonly string[] => [
  row[key],
  ...(typeof row.takes === "object" ? row.takes.flatMap((overload) => overload[key] ?? []) : []),
];
const head = (rule: string): string => /^\w+/.exec(rule)?.[0] ?? "";

describe("the catalogue of functions", () => {
  it("has the 574 names of Spark 4.2, each once", () => {
    const names = catalog.flatMap((row) => [row.name, ...(row.aliases ?? [])]);
    expect(names).toHaveLength(574);
    expect(new Set(names).size).toBe(574);
    expect(Object.keys(facts.functions).filter((name) => !findFunction(name))).toEqual([]);
  });

  it("names only rules and classes that exist", () => {
    const wrong = catalog.flatMap((row) => [
      ...rules(row, "returns").filter((rule) => !resultRules[head(rule)] && readType(rule).kind === "unknown"),
      ...rules(row, "nulls").filter((rule) => !nullRules[head(rule)]),
      ...signatures(row).flatMap((text) =>
        parseSignature(text)
          .filter((parameter) => !parameterClass(parameter.accepts))
          .map((parameter) => `${row.name}: ${parameter.accepts}`),
      ),
    ]);
    expect(wrong).toEqual([]);
  });

  it("says of each function what it does, in one short sentence", () => {
    for (const row of catalog) {
      expect(row.doc, row.name).toMatch(/^[-\w`'"].*\.$/s);
      expect(row.doc.length, row.name).toBeLessThan(120);
    }
  });

  it("finds names whatever their case, and operators that are no functions", () => {
    expect(findFunction("SubStr")?.name).toBe("substring");
    expect(findFunction("no_such_function")).toBeUndefined();
    expect(findFunction("constructor")).toBeUndefined();
    expect(findFunction("[]")).toBeUndefined();
    expect(findOperator("[]")?.name).toBe("[]");
    expect(findOperator("+")?.name).toBe("+");
  });
});

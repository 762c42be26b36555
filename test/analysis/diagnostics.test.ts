import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalog, type DiagnosticRow } from "../../src/analysis/index.js";

const root = new URL("../../", import.meta.url);
const rows: readonly (readonly [string, DiagnosticRow])[] = Object.entries(catalog);

function sourcesUnder(folder: string): readonly string[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
    .map((file) => `${folder}/${file}`);
}

/** In the sources' spelling of classes, but none: names of types, ends of classes that are put together. */
const noClass =
  /^(NOT_ENOUGH|TOO_MANY|TIMESTAMP_\w+|UTF8_\w+|VALUE_OUT_OF_RANGE|TRY_CAST|WITH_\w+|NULL_TYPE|\w+_DIFF_TYPES|BINARY_OP_\w+|CAST_\w+|UNEXPECTED_INPUT_TYPE|INVALID_ORDERING_TYPE|SEQUENCE_WRONG_INPUT_TYPES|CREATE_NAMED_STRUCT_\w+|\w+_DATA_COLUMNS|WRONG_NUM_ARGS)$/;

describe("the catalogue of diagnostics", () => {
  it("has a row for every code that the sources and the documents name, and each code once", () => {
    const codes = rows.map(([, row]) => row.code);
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
    const files = [...sourcesUnder("src"), ...sourcesUnder("plugin"), "README.md", "plugin/README.md"];
    const named = files.flatMap((file) => readFileSync(new URL(file, root), "utf8").match(/DBSQL\d{4}/g) ?? []);
    expect(new Set(named)).toContain("DBSQL9001");
    expect([...new Set(named)].filter((code) => !codes.includes(code as DiagnosticRow["code"]))).toEqual([]);
  });

  it("has a row for every error class that the analyser reports", () => {
    const reported = sourcesUnder("src/analysis").flatMap((file) =>
      [
        ...readFileSync(new URL(file, root), "utf8").matchAll(/"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:\.[A-Z0-9_]+)?)"/g),
      ].map((match) => match[1] ?? ""),
    );
    const without = [...new Set(reported)].filter((one) => {
      const general = one.split(".", 1)[0] ?? "";
      return !noClass.test(one) && !(one in catalog) && !(general in catalog);
    });
    expect(without).toEqual([]);
  });

  it("says in every row what is wrong and how to mend it, in sentences", () => {
    for (const [name, row] of rows) {
      expect(row.message, name).toMatch(/^\S.*[.}]$/s);
      expect(row.help, name).toMatch(/^[A-Z].*\.$/s);
    }
  });
});

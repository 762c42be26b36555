import { describe, expect, it } from "vitest";
import { read, sources, trackedFiles } from "./tree.js";

interface Rule {
  readonly name: string;
  readonly files: () => readonly string[];
  readonly pattern: RegExp;
}

const code = (): string[] =>
  trackedFiles().filter((f) => /^(src|plugin|scripts|test|examples)\/.*\.(ts|tsx|mts|cts|mjs|js)$/.test(f));
const text = (): string[] =>
  trackedFiles().filter(
    (f) => /\.(ts|tsx|mts|cts|mjs|cjs|js|json|md|py|sh|yaml|yml|xml|txt|run)$/.test(f) || f === ".ci/run",
  );

/** Split so that this file does not match its own rules. */
const word = (...parts: string[]): string => parts.join("");

const rules: readonly Rule[] = [
  { name: "no bare Error is thrown", files: sources, pattern: /\bthrow new (Type|Range)?Error\(/ },
  { name: "no escape from the type checker", files: sources, pattern: /\bas any\b|@ts-(ignore|nocheck)|biome-ignore/ },
  {
    name: "nothing is left for later",
    files: code,
    pattern: new RegExp(word("\\bTO", "DO\\b|\\bFIX", "ME\\b|not imple", "mented"), "i"),
  },
  {
    name: "no test is skipped",
    files: () => trackedFiles().filter((f) => f.startsWith("test/")),
    pattern: new RegExp(word("\\b(it|test|describe)\\.(sk", "ip|to", "do|on", "ly)\\b|sk", "ipIf|ru", "nIf")),
  },
  { name: "no code is made from data", files: sources, pattern: /\bnew Function\b|\beval\(/ },
  { name: "no banner comments", files: code, pattern: /^\s*\/\/\s*[-=*#─]{6,}/m },
  {
    name: "no registry host and no path of one machine",
    files: text,
    pattern: new RegExp(
      word(
        "registry\\.npm",
        "js|repo1\\.ma",
        "ven|files\\.python",
        "hosted|pypi\\.o",
        "rg/|/wo",
        "rk/(main|sha",
        "red)|/ro",
        "ot/",
      ),
    ),
  },
];

describe("sources", () => {
  for (const rule of rules) {
    it(rule.name, () => {
      const hits = rule.files().flatMap((file) =>
        read(file)
          .split("\n")
          .flatMap((line, index) =>
            rule.pattern.test(line) ? [`${file}:${index + 1} ${line.trim().slice(0, 100)}`] : [],
          ),
      );
      expect(hits).toEqual([]);
    });
  }

  it("has one job a file: under 500 lines, data aside", () => {
    const data = /^(src\/functions\/catalog\/|src\/analysis\/diagnostics\/catalog\.ts$)/;
    const long = sources()
      .filter((file) => !data.test(file))
      .map((file) => [file, read(file).split("\n").length] as const)
      .filter(([, lines]) => lines > 500);
    expect(long).toEqual([]);
  });

  it("names files by what they hold", () => {
    // A folder of rows is named by Spark's own groups, `misc_funcs` among them.
    const named = sources().filter((file) => !file.startsWith("src/functions/catalog/"));
    const wrong = named.filter(
      (file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(file) || /[A-Z_]/.test(file),
    );
    expect(wrong).toEqual([]);
  });

  it("commits no generated file", () => {
    expect(trackedFiles().filter((file) => /^src\/gen\/|_pb\.ts$|\.interp$|^dist\//.test(file))).toEqual([]);
  });

  it("has lockfiles without addresses", () => {
    const lockfiles = trackedFiles().filter((file) => /(^|\/)package-lock\.json$/.test(file));
    expect(lockfiles).toContain("package-lock.json");
    expect(lockfiles.filter((file) => /"resolved"/.test(read(file)))).toEqual([]);
  });
});

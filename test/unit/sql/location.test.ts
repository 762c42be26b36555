import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bindTemplate, captureSite, locate, sql } from "../../../src/sql/index.js";
import { cookedToRaw, findTemplate } from "../../../src/sql/raw-template.js";

const bound = (strings: TemplateStringsArray, ...values: unknown[]) =>
  bindTemplate(captureSite(strings, bound), values);
const here = readFileSync(import.meta.filename, "utf8");

/** The text that stands at the place found, in this very file. */
function textAt(template: ReturnType<typeof bound>, blamed: string): string {
  const place = locate(template.origin, template.text.indexOf(blamed));
  expect(place?.file).toBe(import.meta.filename);
  const line = here.split("\n")[place!.line - 1]!;
  expect(place!.text).toBe(line);
  return line.slice(place!.column - 1);
}

describe("a place of the final text is found in the user's file", () => {
  const one = 1;
  const cases: readonly (readonly [
    name: string,
    made: () => ReturnType<typeof bound>,
    blamed: string,
    there: RegExp,
  ])[] = [
    ["in the first line", () => bound`SELECT alpha FROM t`, "alpha", /^alpha FROM/],
    [
      "lines below, behind a value",
      () => bound`SELECT ${one},
          beta FROM t`,
      "beta",
      /^beta FROM/,
    ],
    ["behind escapes", () => bound`SELECT '\u{1F600}\x41\n\u0042', gamma`, "gamma", /^gamma`/],
    [
      "behind a continued line",
      () => bound`SELECT 'a\
      b', delta`,
      "delta",
      /^delta`/,
    ],
    ["a marker is its hole", () => bound`SELECT ${one} + ${`}${one}`} FROM t`, ":_2", /^\$\{`\}/],
    ["an identifier is its hole", () => bound`SELECT ${sql`epsilon`}`, "epsilon", /^epsilon`/],
    ["in a nested fragment", () => bound`SELECT ${sql`1 + ${sql`zeta`}`}`, "zeta", /^zeta`/],
    ["behind a hole with braces and quotes", () => bound`SELECT ${{ "}": [1] }["}"]} AS x, eta`, "eta", /^eta`/],
    ["the second of two in a line", () => [bound`SELECT 1`, bound`SELECT theta`][1]!, "theta", /^theta`/],
  ];
  for (const [name, made, blamed, there] of cases) {
    it(name, () => expect(textAt(made(), blamed)).toMatch(there));
  }

  it("through a wrapper of the user's own", () => {
    const wrapper = (strings: TemplateStringsArray, ...values: unknown[]) =>
      bindTemplate(captureSite(strings, captureSite as never), values);
    expect(textAt(wrapper`SELECT iota`, "iota")).toMatch(/^iota`/);
  });

  it("names no place when the text is not there", () => {
    const strings = Object.assign(["SELECT nowhere", ""], { raw: ["SELECT nowhere", ""] });
    expect(locate(bound(strings, 1).origin, 7)).toBeUndefined();
  });
});

describe("raw templates", () => {
  it("maps cooked offsets to raw ones", () => {
    const raw = String.raw`a\nb\u{1F600}c\x41d\u0042e`;
    const cooked = "a\nb\u{1F600}cAdBe";
    for (const letter of "abcde") expect(raw[cookedToRaw(raw, cooked.indexOf(letter))]).toBe(letter);
  });

  it("skips a template that begins alike", () => {
    const file = "f`a $" + "{1} b`; f`a $" + "{2} c`;";
    expect(findTemplate(file, ["a ", " c"], 0)).toEqual([15, 21]);
  });

  it("finds nothing in an unfinished file", () => {
    expect(findTemplate("f`a $" + "{1", ["a ", " c"], 0)).toBeUndefined();
  });
});

describe("a compiled program", () => {
  const folder = mkdtempSync(join(tmpdir(), "dbsql-location-"));
  const source = [
    "const unused: number = 1;",
    "type Row = { a: 1 };",
    "export const run = (tag: (s: TemplateStringsArray) => void) =>",
    "  tag`SELECT kappa`;",
    "",
  ].join("\n");
  beforeAll(async () => {
    const { default: ts } = await import("typescript");
    const options = { sourceMap: true, module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    const made = ts.transpileModule(source, { compilerOptions: options, fileName: "app.ts" });
    writeFileSync(join(folder, "app.ts"), source);
    writeFileSync(join(folder, "app.mjs"), made.outputText.replace("app.js.map", "app.mjs.map"));
    writeFileSync(join(folder, "app.mjs.map"), made.sourceMapText!);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("points at its source where the runtime reads source maps", () => {
    const script = `
      import { captureStackTrace } from "node:process";
      import { run } from ${JSON.stringify(`file://${join(folder, "app.mjs")}`)};
      run(function tag(strings) { const at = {}; Error.captureStackTrace(at, tag); console.log(at.stack); });`.replace(
      /import \{ captureStack.*\n/,
      "",
    );
    const stack = execFileSync(process.execPath, ["--enable-source-maps", "--input-type=module", "-e", script], {
      encoding: "utf8",
    });
    const strings = Object.assign(["SELECT kappa"], { raw: ["SELECT kappa"] });
    const template = bindTemplate({ strings, stack: () => stack }, []);
    expect(locate(template.origin, 7)).toMatchObject({ file: join(folder, "app.ts"), line: 4, column: 14 });
  });
});

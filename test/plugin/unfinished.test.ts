import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { checkProject } from "../../plugin/hosts/check-project.js";
import { classicHost } from "../../plugin/hosts/classic.js";
import { environmentOf } from "../../plugin/hosts/environment.js";
import { nativeHost } from "../../plugin/hosts/native.js";
import { readTypeScript } from "../../plugin/hosts/typescript.js";
import { Source } from "../../plugin/inject/source.js";
import { trackedFiles } from "../house/tree.js";
import { type Line, lines, projectOf, typescriptOf } from "./project.js";

/** Ends of a file that is being typed: our text behind it must neither complete it nor hide what is wrong with it. */
const ends = [
  "function f() {",
  "class A {",
  "class A { m() {",
  "if (a) {",
  "if (a)",
  "while (a)",
  "for (const x of [])",
  "else",
  "const x =",
  "const x = [",
  "const x = {",
  "const x = { a:",
  "f(",
  "f(1,",
  "x.",
  "x?.",
  "x +",
  "x ?",
  "x ? 1 :",
  "(a) =>",
  "export",
  "export default",
  "export const",
  "import",
  "import a from",
  "declare",
  "abstract",
  "async",
  "type T =",
  "type",
  "interface I {",
  "interface I",
  "enum E {",
  "let",
  "try {}",
  "do {}",
  "@dec",
  "switch (a) {",
  "return",
  "throw",
  "new",
  "await",
  "typeof",
  "a as",
  "`a",
  "`a${",
  "/* a",
  "'a",
  "{",
  ")",
  "}",
  "]",
];
const session = 'import { DatabricksSession } from "dbsql";\ndeclare const spark: DatabricksSession;\n';
const project = projectOf({
  ...Object.fromEntries(
    ends.map((end, at) => [
      `src/p${at}.ts`,
      `${session}export const rows = spark.sql\`SELECT id FROM orders\`;\n${end}`,
    ]),
  ),
});
afterAll(() => project.remove());

describe.each(Object.keys(lines) as Line[])(
  "TypeScript %s finds in an unfinished file what it finds by itself",
  (line) => {
    const found = (async () => {
      const installed = readTypeScript(typescriptOf(line));
      const host = installed.line === "classic" ? classicHost(installed) : await nativeHost(installed);
      const program = host.open(project.path("tsconfig.json"), () => undefined);
      const plain = program.findings();
      program.close();
      const { findings } = await checkProject({
        project: project.folder,
        environment: environmentOf(project.folder).current(),
        typescript: installed.folder,
      });
      return { plain, findings };
    })();
    it.each(ends.map((end, at) => [end, at] as const))("%s", async (_, at) => {
      const of = (all: Awaited<typeof found>["plain"]): string[] =>
        all
          .filter(({ file }) => file?.endsWith(`/p${at}.ts`))
          .map(({ code, start }) => `${code} ${start}`)
          .sort();
      const { plain, findings } = await found;
      expect(of(findings)).toEqual(of(plain));
    });
  },
);

it("takes no finished file for an unfinished one", () => {
  for (const file of trackedFiles().filter((one) => /\.[cm]?ts$/.test(one))) {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
    expect({ file, unfinished: new Source(text, false).isUnfinished }).toEqual({ file, unfinished: false });
  }
});

import { afterAll, describe, expect, it } from "vitest";
import { checkProject } from "../../plugin/hosts/check-project.js";
import { environmentOf } from "../../plugin/hosts/environment.js";
import { formatFinding } from "../../plugin/hosts/finding.js";
import { injectionCases } from "./injection-cases.js";
import { type Line, lines, projectOf, tsconfigOf, typescriptOf } from "./project.js";

/** Every case in a folder of its own of one project, so that a line of TypeScript starts once. */
const files: Record<string, string> = {};
const expected = new Map<string, string[]>();
for (const [at, { program, tsx = false }] of injectionCases.entries()) {
  const all = typeof program === "string" ? { [tsx ? "main.tsx" : "main.ts"]: program } : program;
  expected.set(`c${at}`, []);
  for (const [name, marked] of Object.entries(all)) {
    const path = `src/c${at}/${name}`;
    const text = marked.replace(/[‹›]/g, "");
    files[path] = text;
    let removed = 0;
    for (const { index } of marked.matchAll(/[‹›]/g)) {
      if (marked[index] === "›") {
        removed++;
        continue;
      }
      const before = text.slice(0, index - removed++).split("\n");
      const place = `(${before.length},${before.at(-1)!.length + 1})`;
      expected.get(`c${at}`)!.push(`${path}${place}: error DBSQL`);
    }
  }
}
const project = projectOf({
  ...files,
  "src/jsx.d.ts":
    "declare namespace JSX { interface IntrinsicElements { [name: string]: { [attribute: string]: unknown } } }\n",
  "tsconfig.json": tsconfigOf({ lib: ["es2022", "esnext.disposable"], jsx: "preserve", noEmit: true }),
});
afterAll(() => project.remove());

describe.each(Object.keys(lines) as Line[])("with TypeScript %s", (line) => {
  const found = checkProject({
    project: project.folder,
    environment: environmentOf(project.folder).current(),
    typescript: typescriptOf(line),
  }).then((checked) => ({ checked, all: checked.findings }));
  it.each(injectionCases.map(({ name }, at) => [name, `c${at}`] as const))("%s", async (_, folder) => {
    const { checked, all } = await found;
    const own = all
      .filter(({ file }) => file?.includes(`/src/${folder}/`))
      .map((one) => formatFinding(one, checked.text(one.file!), project.folder).replace(/(?<=error DBSQL).*/, ""));
    expect(own.sort()).toEqual(expected.get(folder)!.sort());
  });
  it("finds nothing else", async () => {
    const { all } = await found;
    expect(all.filter(({ file }) => file === undefined || !/\/src\/c\d+\//.test(file))).toEqual([]);
  });
});

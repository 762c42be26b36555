import { afterAll, describe, expect, it } from "vitest";
import { checkProject } from "../../plugin/hosts/check-project.js";
import { environmentOf } from "../../plugin/hosts/environment.js";
import { formatFinding } from "../../plugin/hosts/finding.js";
import { largeProject } from "../../scripts/bench/project/large-project.mjs";
import { type Line, lines, projectOf, typescriptOf, unionsInOrder } from "./project.js";

const { files, queries, mistakes } = largeProject({ files: 30, mistakes: true });
const project = projectOf(Object.fromEntries(files));
afterAll(() => project.remove());

async function findings(line: Line): Promise<string[]> {
  const checked = await checkProject({
    project: project.folder,
    environment: environmentOf(project.folder).current(),
    typescript: typescriptOf(line),
  });
  // One more query a file: the one that other files read from.
  expect(checked.queries).toBe(queries + 30);
  return checked.findings.map((finding) =>
    unionsInOrder(formatFinding(finding, finding.file && checked.text(finding.file), project.folder)),
  );
}

describe("a project of many files, with every kind of mistake", () => {
  const found = new Map<Line, readonly string[]>();

  it.each(Object.keys(lines) as Line[])("is checked by TypeScript %s", { timeout: 240_000 }, async (line) => {
    const printed = await findings(line);
    found.set(line, printed);
    const places = new Set(printed.map((text) => /^(.+?)\((\d+),/.exec(text)?.slice(1).join(":")));
    const missed = mistakes.filter(({ file, line: at, kind }) => kind !== "syntax" && !places.has(`${file}:${at}`));
    expect(missed).toEqual([]);
    expect(new Set(mistakes.map(({ kind }) => kind)).size).toBe(6);
  });

  it("has the same findings at the same places on every TypeScript", () => {
    const [first, ...others] = [...found.values()];
    expect(found.size).toBe(4);
    for (const other of others) expect(other).toEqual(first);
  });
});

import { readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type AnswerMemory, answerMemory } from "../../plugin/hosts/answer-memory.js";
import { type Checked, checkProject } from "../../plugin/hosts/check-project.js";
import { DiskRecord, stillSays } from "../../plugin/hosts/disk-record.js";
import { environmentOf } from "../../plugin/hosts/environment.js";
import { formatFinding } from "../../plugin/hosts/finding.js";
import { type Line, lines, projectOf, type TestProject, tsconfigOf, typescriptOf } from "./project.js";

const made: TestProject[] = [];
afterEach(() => {
  for (const project of made.splice(0)) project.remove();
});

const session = 'import { DatabricksSession } from "dbsql"; export declare const spark: DatabricksSession;\n';
const files = {
  "tsconfig.json": JSON.stringify({ extends: "./base.json", include: ["src"] }),
  "base.json": tsconfigOf({ types: ["extra"] }),
  "src/session.ts": session,
  "src/shape.d.ts": "export declare const size: number;\n",
  "src/a.ts": `import { help } from "helper";
import { spark } from "./session.js";
import { size } from "./shape.js";
import { thing } from "../lib/thing.js";
export const a = spark.sql\`SELECT id, name FROM orders\`;
export const text: string = (await a.collect())[0]!.name;
export const unused = (n: number): number => size;
export const helped: number = help;
export const other: number = thing;
`,
  "node_modules/helper/package.json": '{ "name": "helper", "version": "1.0.0", "types": "index.d.ts" }',
  "node_modules/helper/index.d.ts": "export declare const help: number;\n",
  "lib/thing.d.ts": 'export { help as thing } from "helper";\n',
  "elsewhere/one.ts": "export const one = 1;\n",
  "elsewhere/two.ts": 'export const one: number = "two";\n',
};

/** Every one is another project to the compiler: some only because of what was not there before. */
const changes: Readonly<Record<string, (project: TestProject) => void>> = {
  "a file that is edited": ({ write }) => write("src/a.ts", files["src/a.ts"].replace("id, name", "id, name, nme")),
  "a file that appears": ({ write }) => write("src/b.ts", "export const b: number = '';\n"),
  "a file that goes": ({ path }) => rmSync(path("src/b.ts")),
  "a module nearer than the one that was found": ({ write }) => write("src/shape.ts", "export const size = '';\n"),
  "a package in a nearer folder, of a folder that is not listed": ({ write }) =>
    write("lib/node_modules/helper/index.d.ts", "export declare const help: boolean;\n"),
  "a module nearer than the one that was found, in a folder that is not listed": ({ write }) =>
    write("lib/thing.ts", "export const thing = '';\n"),
  "the declarations of a package": ({ write }) =>
    write("node_modules/helper/index.d.ts", "export declare const help: string;\n"),
  "a package in a nearer folder": ({ write }) =>
    write("src/node_modules/helper/index.d.ts", "export declare const help: boolean;\n"),
  "types that were missing": ({ write }) => write("node_modules/@types/extra/index.d.ts", "declare const e: 1;\n"),
  "a configuration that another one extends": ({ write }) =>
    write("base.json", tsconfigOf({ types: ["extra"], noUnusedParameters: true })),
  "another kind of modules": ({ write }) => write("src/package.json", '{ "type": "commonjs" }'),
  "a link to a file": ({ path }) => symlinkSync(path("elsewhere/one.ts"), path("src/link.ts")),
  "a link that leads elsewhere": ({ path }) => {
    rmSync(path("src/link.ts"));
    symlinkSync(path("elsewhere/two.ts"), path("src/link.ts"));
  },
  "another schema cache": (project) => {
    for (const name of readdirSync(project.path(".dbsql"), { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".json")) continue;
      const text = readFileSync(project.path(join(".dbsql", name)), "utf8");
      writeFileSync(
        project.path(join(".dbsql", name)),
        text.replaceAll('"name"', '"name"').replaceAll("amount", "sum_"),
      );
    }
    project.write(
      "src/sum.ts",
      'import { spark } from "./session.js"; export const s = spark.sql`SELECT amount FROM orders`;',
    );
  },
};

/** These are the same project. */
const same: Readonly<Record<string, (project: TestProject) => void>> = {
  "a file that was written again": ({ write, path }) => {
    write("src/a.ts", files["src/a.ts"]);
    utimesSync(path("src/a.ts"), new Date(), new Date("2030-01-01"));
  },
  "a file that nobody looked at": ({ write }) => write("check.log", "A text."),
};

function project(more: Readonly<Record<string, string>> = {}): TestProject {
  const created = projectOf({ ...files, ...more });
  made.push(created);
  return created;
}

function projectsAnswers(created: TestProject): AnswerMemory & { taken: boolean } {
  const memory = answerMemory(created.folder)!;
  const told = {
    taken: false,
    find(...asked: Parameters<AnswerMemory["find"]>) {
      const found = memory.find(...asked);
      told.taken = found !== undefined;
      return found;
    },
    keep: memory.keep,
  };
  return told;
}

async function check(created: TestProject, line: Line, answers?: AnswerMemory): Promise<Checked> {
  return checkProject({
    project: created.folder,
    environment: environmentOf(created.folder).current(),
    typescript: typescriptOf(line),
    answers,
  });
}

const said = (checked: Checked, { folder }: TestProject): unknown => ({
  findings: checked.findings.map((one) => formatFinding(one, one.file && checked.text(one.file), folder)),
  queries: checked.queries,
  files: checked.files,
  found: checked.found().map(({ query }) => query.sql.text),
});

describe.each(Object.keys(lines) as Line[])("a check with TypeScript %s", (line) => {
  it("takes the last answer while nothing changed, and only then", { timeout: 240_000 }, async () => {
    const created = project();
    const answers = projectsAnswers(created);
    const asNew = async (): Promise<unknown> => said(await check(created, line), created);
    const first = said(await check(created, line, answers), created);
    expect(answers.taken).toBe(false);
    expect(first).toEqual(await asNew());
    for (const [name, change] of Object.entries(same)) {
      change(created);
      expect([name, said(await check(created, line, answers), created)]).toEqual([name, first]);
      expect([name, answers.taken]).toEqual([name, true]);
    }
    for (const [name, change] of Object.entries(changes)) {
      change(created);
      const checked = said(await check(created, line, answers), created);
      expect([name, answers.taken]).toEqual([name, false]);
      expect([name, checked]).toEqual([name, await asNew()]);
      expect([name, said(await check(created, line, answers), created)]).toEqual([name, checked]);
      expect([name, answers.taken]).toEqual([name, true]);
    }
  });
});

describe("an answer", () => {
  const kept = (created: TestProject): string => {
    const folder = created.path("node_modules/.cache/dbsql");
    return join(folder, readdirSync(folder).find((name) => name.startsWith("answer-"))!);
  };

  it("is none for another question, nor from a file that holds something else", async () => {
    const created = project();
    const memory = answerMemory(created.folder)!;
    const answer = { findings: [], queries: 1, files: [], version: "6.0.3" };
    await memory.keep("tsconfig.json", "a", answer, new DiskRecord());
    expect(memory.find("tsconfig.json", "a")).toEqual(answer);
    expect(memory.find("tsconfig.json", "b")).toBeUndefined();
    expect(memory.find("other.json", "a")).toBeUndefined();
    const text = readFileSync(kept(created), "utf8");
    for (const other of [
      "",
      "{}",
      "null",
      text.replace('"disk":[]', '"disk":7'),
      text.replace('"build":"', '"build":"x'),
    ]) {
      writeFileSync(kept(created), other);
      expect([other, memory.find("tsconfig.json", "a")]).toEqual([other, undefined]);
    }
  });

  it("is not kept where the type checker has a word in it", async () => {
    const created = project({
      "src/a.ts": 'import { of } from "helper"; export const a = of(1).sql`SELECT 1 AS one`;',
    });
    created.write(
      "node_modules/helper/index.d.ts",
      'import type { SparkSession } from "dbsql"; export declare function of(n: number): SparkSession;\n',
    );
    const answers = projectsAnswers(created);
    expect((await check(created, "6.0", answers)).queries).toBe(1);
    expect((await check(created, "6.0", answers)).queries).toBe(1);
    expect(answers.taken).toBe(false);
  });

  it("is not kept where something was asked that cannot be noted", async () => {
    const created = project();
    const memory = answerMemory(created.folder)!;
    const record = new DiskRecord();
    record.giveUp();
    await memory.keep("tsconfig.json", "a", { findings: [], queries: 1, files: [], version: "" }, record);
    expect(memory.find("tsconfig.json", "a")).toBeUndefined();
  });

  it("holds what was said first, so that a change meanwhile is a change", () => {
    const created = project();
    const record = new DiskRecord();
    const path = created.path("src/late.ts");
    record.ask("isFile", path);
    record.ask("text", path);
    created.write("src/late.ts", "");
    record.isFile(path, true);
    record.text(path, "");
    expect(stillSays(record.answers()!)).toBe(false);
    rmSync(path);
    expect(stillSays(record.answers()!)).toBe(true);
  });
});

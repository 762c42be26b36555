import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkProject } from "../../plugin/hosts/check-project.js";
import { environmentOf } from "../../plugin/hosts/environment.js";
import { outlineMemory } from "../../plugin/hosts/outline-memory.js";
import type { Environment } from "../../plugin/inject/inspect.js";
import type { Memory, Remembered } from "../../plugin/inject/workspace.js";
import { largeProject } from "../../scripts/bench/project/large-project.mjs";
import { bundlePlugin } from "./bundle.js";
import { injectionCases } from "./injection-cases.js";
import { Editor, positionOf } from "./lsp.js";
import { type Line, lines, projectOf, type TestProject, typescriptOf } from "./project.js";
import { stubAnalyze, stubEnvironment, workspaceOf } from "./stub.js";
import { locate, TsServer } from "./tsserver.js";

/** What was kept, through the text that the disk would hold. */
class Kept implements Memory {
  readonly files = new Map<string, string>();
  get(path: string): Remembered | undefined {
    const text = this.files.get(path);
    return text === undefined ? undefined : (JSON.parse(text) as Remembered);
  }
  set(path: string, remembered: Remembered): void {
    this.files.set(path, JSON.stringify(remembered));
  }
  digest(text: string): string {
    return text;
  }
}

/** The analyses that a run asks for. */
function counting(version = "1"): Environment & { readonly texts: string[] } {
  const texts: string[] = [];
  const analyze: Environment["analyze"] = (text, options) => {
    texts.push(text);
    return stubAnalyze(text, options);
  };
  return { ...stubEnvironment, analyze, version, texts };
}

const session = 'import { DatabricksSession } from "dbsql"; export declare const spark: DatabricksSession;\n';
const query = 'import { spark } from "./session.js"; export const a = spark.sql`SELECT id, nme FROM orders`;\n';

describe("a second run", () => {
  it.each([false, true])("has the same texts and findings without an analysis (inserting: %s)", (insert) => {
    const texts: Record<string, string> = {};
    for (const [at, { program, tsx = false }] of injectionCases.entries()) {
      const all = typeof program === "string" ? { [tsx ? "main.tsx" : "main.ts"]: program } : program;
      for (const [name, text] of Object.entries(all)) texts[`/p/c${at}/${name}`] = text.replace(/[‹›]/g, "");
    }
    const memory = new Kept();
    const first = workspaceOf(texts, stubEnvironment, { insert, memory });
    const before = Object.keys(texts).map((path) => first.outline(path));
    const environment = counting();
    const second = workspaceOf(texts, environment, { insert, memory });
    const after = Object.keys(texts).map((path) => second.outline(path));
    expect(after).toEqual(before.map((outline) => outline));
    // Those with a tag that only the type checker knows are looked at again, and have no query without its word.
    const asked = before.filter((outline) => outline !== undefined && outline.uncertain.length === 0);
    expect(asked.length).toBeGreaterThan(50);
    expect(environment.texts.length).toBeLessThan(20);
    for (const [at, path] of Object.keys(texts).entries()) {
      const inspection = second.inspect(path);
      expect(inspection?.rewritten).toEqual(before[at]?.rewritten);
      // Nobody may take the same for news.
      expect(second.outline(path)).toBe(after[at]);
    }
  });

  const unchanged = { "/p/session.ts": session, "/p/a.ts": query };
  it.each<[string, Record<string, string>, string, boolean]>([
    ["nothing changed", unchanged, "1", true],
    ["the file changed", { ...unchanged, "/p/a.ts": query.replace("nme", "name") }, "1", false],
    ["a file that it takes names from changed", { ...unchanged, "/p/session.ts": `${session}// more\n` }, "1", false],
    ["that file is gone", { "/p/a.ts": query }, "1", false],
    ["another file comes before it", { ...unchanged, "/p/session.js": "export const spark = {};" }, "1", true],
    ["the schemas changed", unchanged, "2", false],
  ])("looks again where it must: %s", (_, texts, version, remembered) => {
    const memory = new Kept();
    workspaceOf(unchanged, stubEnvironment, { memory }).outline("/p/a.ts");
    const environment = counting(version);
    const cold = workspaceOf(texts, { ...stubEnvironment, version });
    expect(workspaceOf(texts, environment, { memory }).outline("/p/a.ts")).toEqual(cold.outline("/p/a.ts"));
    const analysed = cold.inspect("/p/a.ts")!.queries.length > 0;
    expect(environment.texts.length > 0).toBe(analysed && !remembered);
  });

  it("looks again when a name leads to another file", () => {
    const memory = new Kept();
    const texts = { "/p/session/index.ts": session, "/p/a.ts": query.replace("./session.js", "./session") };
    workspaceOf(texts, stubEnvironment, { memory }).outline("/p/a.ts");
    const more = { ...texts, "/p/session.ts": "export const spark = { sql: String.raw };" };
    const outline = workspaceOf(more, stubEnvironment, { memory }).outline("/p/a.ts");
    expect(outline).toEqual(workspaceOf(more).outline("/p/a.ts"));
    expect(outline!.templates).toBe(0);
  });

  it.each([
    "null",
    "1",
    "{}",
    '{"environment":"1","sources":[],"resolved":[],"outline":{}}',
    '{"environment":"1","sources":[["/p/a.ts",null]],"resolved":[]}',
    `{"environment":"1","sources":[["/p/a.ts",${JSON.stringify(query)}]],"resolved":[],"outline":{"rewriting":null}}`,
    `{"environment":"1","sources":[["/p/a.ts",${JSON.stringify(query)}]],"resolved":[["__proto__"]],"outline":{}}`,
  ])("takes nothing from %s", (text) => {
    const memory = new Kept();
    memory.files.set("/p/a.ts", text);
    expect(workspaceOf(unchanged, stubEnvironment, { memory }).outline("/p/a.ts")).toEqual(
      workspaceOf(unchanged).outline("/p/a.ts"),
    );
  });
});

const made: { remove(): unknown }[] = [];
afterEach(async () => {
  for (const one of made.splice(0)) await one.remove();
});

function project(files: Readonly<Record<string, string>>): TestProject {
  const created = projectOf(files);
  made.push(created);
  return created;
}

describe("the memory on the disk", () => {
  const remembered = (environment: string): Remembered => ({
    environment,
    sources: [],
    resolved: [],
    variables: "",
    outline: { rewriting: { edits: [], types: [], end: "\n" }, templates: 0, calls: 0, diagnostics: [], modules: [] },
  });
  const fileOf = (created: TestProject, host: string): string => {
    const folder = created.path("node_modules/.cache/dbsql");
    return join(folder, readdirSync(folder).find((name) => name.startsWith(host))!);
  };
  /** As a program that starts anew finds it. */
  const anew = async (created: TestProject): Promise<ReturnType<typeof outlineMemory>> => {
    const { vi } = await import("vitest");
    vi.resetModules();
    const module = await import("../../plugin/hosts/outline-memory.js");
    return module.outlineMemory(created.folder, "check");
  };

  it("gives back what was saved, without the files that are gone", async () => {
    const created = project({ "src/a.ts": "", "src/b.ts": "" });
    const memory = outlineMemory(created.folder, "check")!;
    memory.set(created.path("src/a.ts"), remembered("a"));
    memory.set(created.path("src/gone.ts"), remembered("gone"));
    await memory.save();
    expect(readdirSync(created.path("node_modules/.cache/dbsql"))).toHaveLength(1);
    const next = (await anew(created))!;
    expect(next.get(created.path("src/a.ts"))).toEqual(remembered("a"));
    expect(next.get(created.path("src/gone.ts"))).toBeUndefined();
  });

  it.each([
    ["is no JSON", () => "{"],
    ["is empty", () => ""],
    ["is of another build", (text: string) => text.replace(/"build":"[^"]*"/, '"build":"another"')],
    ["holds something else", (text: string) => text.replace(/"content":.*/, '"content":7}')],
  ])("starts from nothing where the file %s", async (_, broken) => {
    const created = project({ "src/a.ts": "" });
    const memory = outlineMemory(created.folder, "check")!;
    memory.set(created.path("src/a.ts"), remembered("a"));
    await memory.save();
    const file = fileOf(created, "check");
    writeFileSync(file, broken(readFileSync(file, "utf8")));
    const next = (await anew(created))!;
    expect(next.get(created.path("src/a.ts"))).toBeUndefined();
    next.set(created.path("src/a.ts"), remembered("b"));
    await next.save();
    expect((await anew(created))!.get(created.path("src/a.ts"))).toEqual(remembered("b"));
  });

  it("is none where there is no place for it, and does without where it cannot be written", async () => {
    expect(outlineMemory("/", "check")).toBeUndefined();
    const created = project({ "src/a.ts": "" });
    created.write("node_modules/.cache", "a file in its place");
    const memory = outlineMemory(created.folder, "check")!;
    memory.set(created.path("src/a.ts"), remembered("a"));
    await memory.save();
    expect(readFileSync(created.path("node_modules/.cache"), "utf8")).toBe("a file in its place");
  });
});

const many = largeProject({ files: 12, mistakes: true });

describe.each(Object.keys(lines) as Line[])("a check with TypeScript %s", (line) => {
  it("finds the same a second time", { timeout: 120_000 }, async () => {
    const created = project(Object.fromEntries(many.files));
    const run = async (): Promise<unknown> => {
      const { findings, queries, ...checked } = await checkProject({
        project: created.folder,
        environment: environmentOf(created.folder).current(),
        typescript: typescriptOf(line),
        memory: outlineMemory(created.folder, "check"),
      });
      return { findings, queries, found: checked.found().map(({ query: { sql } }) => sql.text) };
    };
    const first = await run();
    expect(await run()).toEqual(first);
  });
});

let plugin: Awaited<ReturnType<typeof bundlePlugin>>;
beforeAll(async () => {
  plugin = await bundlePlugin();
});
afterAll(() => plugin.remove());

/** Programs whose answers of one file lead into the other. */
const linked = {
  "src/session.ts": 'import { DatabricksSession } from "dbsql"; export declare const spark: DatabricksSession;\n',
  "src/base.ts": `import { spark } from "./session.js";
export const base = spark.sql\`SELECT id, name, nme FROM orders\`;
export const rows = await base.collect();
`,
  "src/use.ts": `import { base, rows } from "./base.js";
import { spark } from "./session.js";
export const first = rows[0]!.name;
export const wrong: number = rows[0]!.name;
export const joined = spark.sql\`SELECT id, amount FROM orders WHERE id = \${rows[0]!.id}\`;
export const all = await base.collect();
`,
} as const;
const asked = [
  ["src/use.ts", "rows[0]!.name", 9],
  ["src/use.ts", "base.collect", 1],
  ["src/use.ts", "amount FROM", 1],
  ["src/use.ts", "first =", 1],
] as const;

describe.each(["5.9", "6.0"] as const)("TypeScript %s's server", (line) => {
  it("answers the same when it is started a second time", { timeout: 60_000 }, async () => {
    const created = project(linked);
    const folder = created.path("node_modules/dbsql/plugin");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "main": "index.cjs" }');
    symlinkSync(plugin.file, join(folder, "index.cjs"));
    const config = JSON.parse(readFileSync(created.path("tsconfig.json"), "utf8")) as { compilerOptions: object };
    const compilerOptions = { ...config.compilerOptions, plugins: [{ name: "dbsql/plugin" }] };
    created.write("tsconfig.json", JSON.stringify({ ...config, compilerOptions }));
    const run = async (): Promise<unknown[]> => {
      const server = new TsServer(typescriptOf(line), ["--allowLocalPluginLoads"]);
      made.unshift({ remove: () => server.close() });
      const answers: unknown[] = [];
      server.open(created.path("src/use.ts"));
      const file = created.path("src/use.ts");
      answers.push(await server.request("semanticDiagnosticsSync", { file }));
      await expect.poll(() => existsSync(created.path("node_modules/.cache/dbsql")), { timeout: 10_000 }).toBe(true);
      for (const [name, piece, plus] of asked) {
        const place = { file: created.path(name), ...locate(linked[name], piece, plus) };
        for (const command of ["quickinfo", "definitionAndBoundSpan", "references", "rename", "completionInfo"])
          answers.push(await server.request(command, place));
      }
      answers.push(await server.request("semanticDiagnosticsSync", { file: created.path("src/base.ts") }));
      return answers;
    };
    const first = await run();
    const second = await run();
    expect(second).toEqual(first);
    expect(JSON.stringify(first)).toContain("name: string | null");
    expect(JSON.stringify(first)).not.toMatch(/[\ua000-\ua48c]/);
  });
});

describe.each(["7.0", "7.1"] as const)("the proxy before TypeScript %s", (line) => {
  it("answers the same when it is started a second time", { timeout: 60_000 }, async () => {
    const created = project(linked);
    const run = async (): Promise<unknown[]> => {
      const editor = await Editor.open(typescriptOf(line), created.folder);
      made.unshift({ remove: () => editor.close() });
      const answers: unknown[] = [];
      const textDocument = editor.openFile(created.path("src/use.ts"));
      answers.push(await editor.request("textDocument/diagnostic", { textDocument }));
      await expect.poll(() => existsSync(created.path("node_modules/.cache/dbsql")), { timeout: 10_000 }).toBe(true);
      for (const [name, piece, plus] of asked) {
        const place = { textDocument, position: positionOf(linked[name], piece, plus) };
        for (const method of ["hover", "definition", "rename"])
          answers.push(
            (await editor.answer(`textDocument/${method}`, { ...place, ...(method === "rename" && { newName: "x" }) }))
              .result ?? null,
          );
        answers.push(
          await editor.request("textDocument/references", { ...place, context: { includeDeclaration: true } }),
        );
      }
      return answers;
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(JSON.stringify(first)).toContain("is not assignable");
  });
});

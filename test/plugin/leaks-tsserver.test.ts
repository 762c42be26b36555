import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bundlePlugin } from "./bundle.js";
import { sqlOf, text } from "./leaks.js";
import { installPlugin, named, projectOf, tsconfigOf, typescriptOf } from "./project.js";
import { locate, TsServer } from "./tsserver.js";

/** The same walk as over the proxy: with the plugin, TypeScript's server says what it says without. */
let plugin: Awaited<ReturnType<typeof bundlePlugin>>;
beforeAll(async () => {
  plugin = await bundlePlugin();
});
afterAll(() => plugin.remove());

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

function start(line: "5.9" | "6.0", withPlugin: boolean): { server: TsServer; file: string } {
  const project = projectOf({ "src/a.ts": text, "tsconfig.json": tsconfigOf(withPlugin ? named : {}) });
  cleanUps.push(() => project.remove());
  installPlugin(project, plugin.file);
  const server = new TsServer(typescriptOf(line), ["--allowLocalPluginLoads"]);
  cleanUps.unshift(() => server.close());
  const file = project.path("src/a.ts");
  server.open(file);
  return { server, file };
}

const end = locate(text, text, text.length);
const whole = { startLine: 1, startOffset: 1, endLine: end.line, endOffset: end.offset };
const requests: readonly (readonly [string, object])[] = [
  ["navtree", {}],
  ["navbar", {}],
  ["getOutliningSpans", {}],
  ["provideInlayHints", { start: 0, length: text.length }],
  ["selectionRange", { locations: [locate(text, "rows[0]"), locate(text, "short =")] }],
  ["documentHighlights", locate(text, "rows =")],
  ["references", locate(text, "rows =")],
  ["definition", locate(text, "rows.map")],
  ["definitionAndBoundSpan", locate(text, "rows.map")],
  ["rename", locate(text, "rows =")],
  ["navto", { searchValue: "s", maxResultCount: 50 }],
  ["prepareCallHierarchy", locate(text, "getOrders")],
  ["getApplicableRefactors", { ...whole, startLine: 8, endLine: 8, startOffset: 20, endOffset: 27 }],
];

interface Edit {
  readonly start: { readonly line: number; readonly offset: number };
  readonly end: { readonly line: number; readonly offset: number };
  readonly newText: string;
}

function apply(edits: readonly Edit[]): string {
  const lines = text.split("\n");
  const at = ({ line, offset }: Edit["start"]): number =>
    lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + offset - 1;
  return [...edits]
    .sort((a, b) => at(b.start) - at(a.start))
    .reduce((done, edit) => done.slice(0, at(edit.start)) + edit.newText + done.slice(at(edit.end)), text);
}

describe.each(["5.9", "6.0"] as const)("what TypeScript %s's server says with the plugin", (line) => {
  it("is what it says without", async () => {
    const [ours, plain] = [start(line, true), start(line, false)];
    for (const [command, args] of requests) {
      const [one, two] = await Promise.all(
        [ours, plain].map(async ({ server, file }) => {
          const body = await server.request<unknown>(command, { file, filesToSearch: [file], ...args });
          // The type in the title is what the plugin is for.
          const title = /"symbolDisplayString":"(?:[^"\\]|\\.)*"/g;
          const answer = JSON.stringify({ command, body: body ?? null }).replaceAll(title, '"symbolDisplayString":""');
          return JSON.parse(answer.replaceAll(/dbsql-project-\w+/g, "project"));
        }),
      );
      expect(one).toEqual(two);
    }
  });

  it("formats the program and never the SQL", async () => {
    const { server, file } = start(line, true);
    const formatted = apply(
      await server.request("format", { file, line: 1, offset: 1, endLine: end.line, endOffset: end.offset }),
    );
    expect(sqlOf(formatted)).toEqual(sqlOf(text));
    expect(formatted).toContain("\n    const rows = await");
  });

  it("leads from a row's column to the query, and does not rename it", async () => {
    const { server, file } = start(line, true);
    const place = locate(text, "first?.name", 8);
    const definition = await server.request<{ start: object; end: object }[]>("definition", { file, ...place });
    expect(definition.map((one) => [one.start, one.end])).toEqual([
      [locate(text, "name\n"), locate(text, "name\n", 4)],
    ]);
    const rename = await server.request<{
      info: { canRename: boolean; localizedErrorMessage?: string };
      locs: unknown[];
    }>("rename", { file, ...place });
    expect(rename.info).toMatchObject({
      canRename: false,
      localizedErrorMessage: expect.stringMatching(/rename it in the query/),
    });
    expect(rename.locs).toEqual([]);
  });

  it("takes a query out into a function as the user wrote it", async () => {
    const { server, file } = start(line, true);
    const [from, to] = [locate(text, "spark.sql`SELECT amount"), locate(text, "orders`;\nexport class", 7)];
    const range = { file, startLine: from.line, startOffset: from.offset, endLine: to.line, endOffset: to.offset };
    const refactors = await server.request<{ name: string; actions: { name: string }[] }[]>(
      "getApplicableRefactors",
      range,
    );
    const actions = refactors.flatMap(({ name, actions }) => actions.map((action) => [name, action.name] as const));
    const extract = actions.find(([, action]) => action.startsWith("function_scope"));
    expect(extract).toBeDefined();
    const { edits } = await server.request<{ edits: { textChanges: Edit[] }[] }>("getEditsForRefactor", {
      ...range,
      refactor: extract![0],
      action: extract![1],
    });
    const code = edits.flatMap(({ textChanges }) => textChanges.map(({ newText }) => newText)).join("");
    expect(code).toContain("spark.sql`SELECT amount FROM orders`");
    expect(code).not.toMatch(/[\ua000-\ua48c]/);
  });
});

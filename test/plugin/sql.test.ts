import { rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { decodeTokens } from "../../plugin/lsp/semantic-tokens.js";
import { bundlePlugin } from "./bundle.js";
import { Editor, everything, positionOf } from "./lsp.js";
import { installPlugin, type Line, lines, named, projectOf, tsconfigOf, typescriptOf } from "./project.js";
import { cache, cases, header } from "./sql-cases.js";
import { answerOf, apply, type Edit, type SqlEditor } from "./sql-editor.js";
import { lspEditor } from "./sql-lsp.js";
import { tsserverEditor } from "./sql-tsserver.js";

/** Everything that an editor can ask inside SQL, over the real protocol of each real server: the answers are the same. */
let plugin: Awaited<ReturnType<typeof bundlePlugin>>;
beforeAll(async () => {
  plugin = await bundlePlugin();
});
afterAll(() => plugin.remove());

describe.each(Object.keys(lines) as Line[])("SQL in an editor on TypeScript %s", (line) => {
  let editor: SqlEditor & { close(): Promise<void>; elsewhere(path: string): Promise<readonly Edit[]> };
  let remove = (): void => undefined;
  let other: { write(name: string, text: string): void; path(name: string): string; remove(name: string): void };

  beforeAll(async () => {
    const project = projectOf({ "src/a.ts": header, ...cache });
    remove = () => project.remove();
    other = {
      write: (name, text) => project.write(name, text),
      path: (name) => project.path(name),
      remove: (name) => rmSync(project.path(name)),
    };
    const file = project.path("src/a.ts");
    if (line === "7.0" || line === "7.1") {
      editor = await lspEditor(typescriptOf(line), project.folder, file);
      return;
    }
    installPlugin(project, plugin.file);
    project.write("tsconfig.json", tsconfigOf(named));
    editor = tsserverEditor(typescriptOf(line), file);
  });
  afterAll(async () => {
    await editor.close();
    remove();
  });

  it("renames a result column from a file that only reads its rows", async () => {
    const query = `${header}export const q = spark.sql\`SELECT amount AS total FROM orders ORDER BY total\`;\n`;
    const reader = 'import { q } from "./other.js";\nfor (const row of await q.collect()) console.log(row.total);\n';
    other.write("src/other.ts", query);
    await editor.show(reader);
    const edits = await editor.rename(reader.indexOf("row.total") + 5, "sum");
    expect("refused" in edits ? edits.refused : apply(reader, edits)).toBe(reader.replace("total", "sum"));
    const there = await editor.elsewhere(other.path("src/other.ts"));
    expect(apply(query, there)).toBe(query.replaceAll("total", "sum"));
    other.remove("src/other.ts");
  });

  it("renames a result column in the query and wherever rows are read", async () => {
    const text = `${header}export const q = spark.sql\`SELECT amount AS total, id FROM orders ORDER BY total\`;
for (const row of await q.collect()) console.log(row.total, row.id, row["total"]);
`;
    await editor.show(text);
    const wanted = text.replaceAll("total", "other");
    for (const at of [text.indexOf("total"), text.indexOf("BY total") + 4, text.indexOf("row.total") + 5]) {
      const edits = await editor.rename(at, "other");
      expect("refused" in edits ? edits.refused : apply(text, edits)).toBe(wanted);
    }
    expect(await editor.rename(text.indexOf("row.id") + 5, "other")).toEqual({
      refused: expect.stringMatching(/rename it in the query, with AS/),
    });
  });

  it.each(cases)("$ask: $sql", async (one) => {
    const { got, want } = await answerOf(editor, one);
    expect(got).toEqual(want);
  });
});

describe.each(["7.0", "7.1"] as const)("an editor without grammars on TypeScript %s", (line) => {
  const cleanUps: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });
  async function start(
    sql: string,
    capabilities: object,
  ): Promise<{ editor: Editor; textDocument: { uri: string }; text: string }> {
    const text = `${header}export const q = spark.sql\`${sql}\`;\n`;
    const project = projectOf({ "src/a.ts": text, ...cache });
    cleanUps.push(() => project.remove());
    const editor = await Editor.open(typescriptOf(line), project.folder, { capabilities });
    cleanUps.unshift(() => editor.close());
    return { editor, textDocument: editor.openFile(project.path("src/a.ts")), text };
  }

  it("colours all of SQL, a piece a line, holes left out", async () => {
    const sql = "SELECT 'a ${id} b', CAST(1.5 AS INT) -- end\nFROM orders /* one\n  two */ WHERE name = :p";
    const tokenTypes = [...everything.textDocument.semanticTokens.tokenTypes, "comment"];
    const semanticTokens = { ...everything.textDocument.semanticTokens, tokenTypes };
    const capabilities = { ...everything, textDocument: { ...everything.textDocument, semanticTokens } };
    const { editor, textDocument, text } = await start(sql, capabilities);
    const types = (editor.capabilities as { semanticTokensProvider: { legend: { tokenTypes: string[] } } })
      .semanticTokensProvider.legend.tokenTypes;
    const { data } = await editor.request<{ data: number[] }>("textDocument/semanticTokens/full", { textDocument });
    const rows = text.split("\n");
    const shown = decodeTokens(data)
      .filter(({ line: row }) => row > 2)
      .map(
        ({ line: row, character, length, type }) => `${rows[row]?.slice(character, character + length)} ${types[type]}`,
      );
    expect(shown).toEqual([
      "q variable",
      "spark variable",
      "sql method",
      "SELECT keyword",
      "'a  string",
      "id variable",
      " b' string",
      "CAST keyword",
      "1.5 number",
      "AS keyword",
      "INT type",
      "-- end comment",
      "FROM keyword",
      "orders class",
      "/* one comment",
      "  two */ comment",
      "WHERE keyword",
      "name property",
      ": parameter",
      "p parameter",
    ]);
  });

  it("gets snippets when it knows them", async () => {
    const completion = { completionItem: { snippetSupport: true } };
    const capabilities = { ...everything, textDocument: { ...everything.textDocument, completion } };
    const { editor, textDocument, text } = await start("SELECT  FROM orders", capabilities);
    const { items } = await editor.request<{
      items: { label: string; textEdit: { newText: string }; insertTextFormat?: number }[];
    }>("textDocument/completion", { textDocument, position: positionOf(text, "SELECT ", 7) });
    const written = (label: string): unknown => {
      const item = items.find((one) => one.label === label);
      return [item?.textEdit.newText, item?.insertTextFormat];
    };
    expect(["upper", "current_date", "CASE", "name"].map(written)).toEqual([
      ["upper($1)", 2],
      ["current_date()", undefined],
      ["CASE WHEN $1 THEN $2 ELSE $3 END", 2],
      ["name", undefined],
    ]);
  });
});

import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundlePlugin } from "./bundle.js";
import { type Line, lines, projectOf, typescriptOf } from "./project.js";
import { cache, cases, header } from "./sql-cases.js";
import { answerOf, type SqlEditor } from "./sql-editor.js";
import { lspEditor } from "./sql-lsp.js";
import { tsserverEditor } from "./sql-tsserver.js";

/** Everything that an editor can ask inside SQL, over the real protocol of each real server: the answers are the same. */
let plugin: Awaited<ReturnType<typeof bundlePlugin>>;
beforeAll(async () => {
  plugin = await bundlePlugin();
});
afterAll(() => plugin.remove());

describe.each(Object.keys(lines) as Line[])("SQL in an editor on TypeScript %s", (line) => {
  let editor: SqlEditor & { close(): Promise<void> };
  let remove = (): void => undefined;

  beforeAll(async () => {
    const project = projectOf({ "src/a.ts": header, ...cache });
    remove = () => project.remove();
    const file = project.path("src/a.ts");
    if (line === "7.0" || line === "7.1") {
      editor = await lspEditor(typescriptOf(line), project.folder, file);
      return;
    }
    const folder = project.path("node_modules/dbsql/plugin");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "main": "index.cjs" }');
    symlinkSync(plugin.file, join(folder, "index.cjs"));
    const compilerOptions = {
      strict: true,
      target: "es2022",
      module: "nodenext",
      types: [],
      plugins: [{ name: "dbsql/plugin" }],
    };
    project.write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["src"] }));
    editor = tsserverEditor(typescriptOf(line), file);
  });
  afterAll(async () => {
    await editor.close();
    remove();
  });

  it.each(cases)("$ask: $sql", async (one) => {
    const { got, want } = await answerOf(editor, one);
    expect(got).toEqual(want);
  });
});

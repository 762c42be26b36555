import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkProject } from "../../plugin/hosts/check-project.js";
import { environmentOf } from "../../plugin/hosts/environment.js";
import { outlineMemory } from "../../plugin/hosts/outline-memory.js";
import { bundlePlugin } from "./bundle.js";
import { Editor, everything } from "./lsp.js";
import {
  installPlugin,
  type Line,
  lines,
  named,
  projectOf,
  type TestProject,
  tsconfigOf,
  typescriptOf,
  unionsInOrder,
} from "./project.js";
import { TsServer } from "./tsserver.js";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

function start(): TestProject {
  const project = projectOf(files);
  cleanUps.push(() => project.remove());
  return project;
}

const imports = 'import { spark } from "./session.js";\n';
const setup = (sql: string): string => `${imports}export const made = await spark.sql\`${sql}\`;\n`;
const user = "src/a-user.ts";

/** The file that names the variable is read before the one that declares it, and neither imports the other. */
const files = {
  "src/session.ts":
    'import { DatabricksSession } from "dbsql";\nexport const spark = await DatabricksSession.builder.getOrCreate();\n',
  [user]: `${imports}const rows = await spark.sql\`SELECT x AS y\`.collect();\nexport const bad: boolean = rows[0]!.y;\n`,
  "src/late/setup.ts": setup("DECLARE x BIGINT DEFAULT 1").replace("./session", "../session"),
};

const typed = (type: string): string => `TS2322: Type '${type}' is not assignable to type 'boolean'.`;
const unresolved =
  "DBSQL1202: There is no column x here: nothing in this place has columns. A session variable is written session.x.";

/** What the declaring file declares, one edit after another, and what is wrong with the user's then. */
const edits: readonly (readonly [sql: string, said: readonly string[]])[] = [
  ["DECLARE x BIGINT DEFAULT 1", [typed("bigint | null")]],
  ["DECLARE OR REPLACE VARIABLE w, x STRING", [typed("null | string")]],
  ["SELECT 1 AS x", [unresolved, typed("unknown")]],
  ["DROP TEMPORARY VARIABLE x", [unresolved, typed("unknown")]],
  ["declare variable X decimal(9, 2)", [typed("Decimal<9, 2> | null")]],
];

/** The first line of each finding. */
const first = (text: string): string => unionsInOrder(text.split("\n")[0]!);

describe.each(Object.keys(lines) as Line[])("a check with TypeScript %s", (line) => {
  it("knows in every file what another declares, with what it remembers and without", {
    timeout: 120_000,
  }, async () => {
    const project = start();
    const check = async (memory: boolean): Promise<readonly string[]> => {
      const { findings } = await checkProject({
        project: project.folder,
        environment: environmentOf(project.folder).current(),
        typescript: typescriptOf(line),
        ...(memory && { memory: outlineMemory(project.folder, "check") }),
      });
      return findings.map(({ code, message }) => first(`${code}: ${message}`));
    };
    for (const [sql, said] of edits) {
      project.write("src/late/setup.ts", setup(sql).replace("./session", "../session"));
      expect([sql, await check(true)]).toEqual([sql, said]);
      expect([sql, await check(true)]).toEqual([sql, said]);
    }
    expect(await check(false)).toEqual(edits.at(-1)![1]);
  });
});

let plugin: Awaited<ReturnType<typeof bundlePlugin>>;
beforeAll(async () => {
  plugin = await bundlePlugin();
});
afterAll(() => plugin.remove());

describe.each(["5.9", "6.0"] as const)("the plugin in TypeScript %s's server", (line) => {
  const opened = () => {
    const project = start();
    installPlugin(project, plugin.file);
    project.write("tsconfig.json", tsconfigOf(named));
    const server = new TsServer(typescriptOf(line), ["--allowLocalPluginLoads"]);
    cleanUps.unshift(() => server.close());
    return { project, server };
  };

  it("knows what another file declares, and follows its edits", { timeout: 60_000 }, async () => {
    const { project, server } = opened();
    const diagnostics = async (): Promise<readonly string[]> => {
      const found = await server.request<
        { text: string; code: number; source?: string; start: { line: number; offset: number } }[]
      >("semanticDiagnosticsSync", { file: project.path(user) });
      return [...found]
        .sort((a, b) => a.start.line - b.start.line)
        .map(({ code, text, source }) => first(`${source === "dbsql" ? "DBSQL" : "TS"}${code}: ${text}`));
    };
    server.open(project.path(user));
    expect(await diagnostics()).toEqual(edits[0]![1]);
    const file = project.path("src/late/setup.ts");
    server.open(file);
    for (const [sql, said] of edits) {
      server.notify("change", {
        file,
        line: 1,
        offset: 1,
        endLine: 99,
        endOffset: 1,
        insertString: setup(sql).replace("./session", "../session"),
      });
      expect([sql, await diagnostics()]).toEqual([sql, said]);
    }
  });

  it("tells of a variable what its declaration says, after an edit of that too", { timeout: 60_000 }, async () => {
    const { project, server } = opened();
    server.open(project.path(user));
    const file = project.path("src/late/setup.ts");
    server.open(file);
    const lines = files[user].split("\n");
    const at = lines.findIndex((text) => text.includes("SELECT x"));
    const hovered = async (): Promise<string> => {
      const place = { line: at + 1, offset: lines[at]!.indexOf("x AS") + 1 };
      const { displayString } = await server.request<{ displayString: string }>("quickinfo", {
        file: project.path(user),
        ...place,
      });
      return displayString;
    };
    for (const type of ["BIGINT", "DATE", "STRING"]) {
      const insertString = setup(`DECLARE x ${type}`).replace("./session", "../session");
      server.notify("change", { file, line: 1, offset: 1, endLine: 99, endOffset: 1, insertString });
      expect(await hovered()).toBe(`(variable) x: ${type.toLowerCase()}`);
    }
  });
});

interface Found {
  readonly range: { readonly start: { readonly line: number } };
  readonly code: string | number;
  readonly message: string;
  readonly severity: number;
}

const printed = (items: readonly Found[]): readonly string[] =>
  items
    .filter(({ severity }) => severity <= 2)
    .sort((a, b) => a.range.start.line - b.range.start.line)
    .map(({ code, message }) => first(`${typeof code === "number" ? "TS" : ""}${code}: ${message}`));

describe.each(["7.0", "7.1"] as const)("the proxy before TypeScript %s", (line) => {
  const open = async (capabilities: object = everything): Promise<{ editor: Editor; project: TestProject }> => {
    const project = start();
    const editor = await Editor.open(typescriptOf(line), project.folder, { capabilities });
    cleanUps.unshift(() => editor.close());
    return { editor, project };
  };

  it("knows what a file declares that nobody opened, and follows its edits", { timeout: 60_000 }, async () => {
    const { editor, project } = await open();
    const textDocument = editor.openFile(project.path(user));
    const diagnostics = async (): Promise<readonly string[]> =>
      printed((await editor.request<{ items: Found[] }>("textDocument/diagnostic", { textDocument })).items);
    expect(await diagnostics()).toEqual(edits[0]![1]);
    const { uri } = editor.openFile(project.path("src/late/setup.ts"));
    for (const [at, [sql, said]] of edits.entries()) {
      const text = setup(sql).replace("./session", "../session");
      editor.notify("textDocument/didChange", {
        textDocument: { uri, version: at + 2 },
        contentChanges: [{ text }],
      });
      expect([sql, await diagnostics()]).toEqual([sql, said]);
    }
    // What is closed is again what the disk holds, and another program may write that.
    editor.notify("textDocument/didClose", { textDocument: { uri } });
    expect(await diagnostics()).toEqual(edits[0]![1]);
    for (const [sql, said] of edits.slice(1)) {
      project.write("src/late/setup.ts", setup(sql).replace("./session", "../session"));
      editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 2 }] });
      expect([sql, await diagnostics()]).toEqual([sql, said]);
    }
    // Nor need it have been there before.
    project.write("src/late/setup.ts", "");
    project.write("src/new.ts", setup("DECLARE x DATE"));
    const made = pathToFileURL(project.path("src/new.ts")).href;
    editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: made, type: 1 }] });
    expect(await diagnostics()).toEqual([typed("PlainDate | null")]);
    expect(readFileSync(project.path("src/new.ts"), "utf8")).toContain("DECLARE x DATE");
  });

  it("never tells an editor that does not ask of an error that is none", { timeout: 60_000 }, async () => {
    const { diagnostic: _, ...textDocument } = everything.textDocument;
    const { editor, project } = await open({ ...everything, textDocument });
    const { uri } = editor.openFile(project.path(user));
    const pushed = (): readonly (readonly string[])[] =>
      editor.notifications
        .filter(({ method, params }) => {
          return method === "textDocument/publishDiagnostics" && (params as { uri: string }).uri === uri;
        })
        .map(({ params }) => printed((params as { diagnostics: Found[] }).diagnostics));
    await expect.poll(() => pushed().at(-1), { timeout: 20_000 }).toEqual(edits[0]![1]);
    expect(JSON.stringify(pushed())).not.toContain("DBSQL1202");
    const { uri: other } = editor.openFile(project.path("src/late/setup.ts"));
    const text = setup(edits[2]![0]).replace("./session", "../session");
    editor.notify("textDocument/didChange", {
      textDocument: { uri: other, version: 2 },
      contentChanges: [{ text }],
    });
    await expect.poll(() => pushed().at(-1), { timeout: 20_000 }).toEqual(edits[2]![1]);
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Lines } from "../../plugin/lsp/document.js";
import { cacheFiles } from "../../src/schema/index.js";
import { fixture, schemaFileOf } from "../analysis/fixture.js";
import { giants, textOf } from "../analysis/giants.js";
import { bundlePlugin } from "./bundle.js";
import { Editor } from "./lsp.js";
import { installPlugin, named, projectOf, type TestProject, tsconfigOf, typescriptOf } from "./project.js";
import { TsServer } from "./tsserver.js";

/**
 * Files that nobody would write on purpose, in the real servers. Whatever stands in one, every request about it is
 * answered, the server that was started first is still there, and in the same file and in others the editor keeps its
 * own features.
 */
const session = 'import { DatabricksSession } from "dbsql";\ndeclare const spark: DatabricksSession;\n';
const before = `${session}export const plain = 42;\nexport const rows = spark.sql\``;
const fileOf = (template: string): string => `${before}${template}\`;\nexport const after = plain;\n`;
const escaped = (sql: string): string => sql.replace(/[`\\]|\$\{/g, "\\$&");

/** A file that stays as it is, and what is to be said of it, all the time. */
const bystander = `${session}export const calm = 7;
export const bad: number = (await spark.sql\`SELECT name FROM employees\`.first())!.name;
export const wrong = spark.sql\`SELECT nme FROM employees\`;
`;
const codesOfBystander = ["1201", "2322"];

interface Host {
  show(text: string): void;
  /** Codes of TypeScript and of ours alike, without what is only a remark. */
  findings(file: string): Promise<readonly string[]>;
  hover(file: string, text: string, offset: number): Promise<string>;
  /** Everything else that is asked while a person types there. */
  askAll(text: string, offset: number): Promise<unknown>;
  isRunning(): boolean;
  log(): readonly string[];
  close(): Promise<void>;
}

function tsserver(project: TestProject, file: string): Host {
  const logFile = project.path("server.log");
  const server = new TsServer(typescriptOf("6.0"), [
    "--allowLocalPluginLoads",
    "--logVerbosity",
    "terse",
    "--logFile",
    logFile,
  ]);
  let shown: string | undefined;
  // Lines as this server counts them, which knows more line ends than the other protocol.
  const at = (text: string, offset: number): { line: number; offset: number } => {
    const lines = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
    return { line: lines.length, offset: lines.at(-1)!.length + 1 };
  };
  server.open(project.path("src/bystander.ts"));
  return {
    show(text) {
      if (shown === undefined) server.notify("open", { file, fileContent: text });
      else {
        const whole = { start: { line: 1, offset: 1 }, end: at(shown, shown.length), newText: text };
        server.notify("updateOpen", { changedFiles: [{ fileName: file, textChanges: [whole] }] });
      }
      shown = text;
    },
    async findings(of) {
      const found = await Promise.all(
        ["syntacticDiagnosticsSync", "semanticDiagnosticsSync"].map((command) =>
          server.request<{ code: number; category: string }[]>(command, { file: of }),
        ),
      );
      await server.request("suggestionDiagnosticsSync", { file: of });
      return found.flatMap((all) =>
        all.filter(({ category }) => /error|warning/.test(category)).map(({ code }) => String(code)),
      );
    },
    async hover(of, text, offset) {
      const found = await server.request<{ displayString: string } | undefined>("quickinfo", {
        file: of,
        ...at(text, offset),
      });
      return found?.displayString ?? "";
    },
    async askAll(text, offset) {
      const place = { file, ...at(text, offset) };
      return [
        await server.request("completionInfo", place),
        await server.request("signatureHelp", place),
        await server.request("definitionAndBoundSpan", place),
        await server.request("encodedSemanticClassifications-full", {
          file,
          start: 0,
          length: text.length,
          format: "2020",
        }),
        await server.request("navtree", { file }),
        await server.request("getOutliningSpans", { file }),
      ];
    },
    isRunning: () => server.isRunning,
    // The plugin hands over to TypeScript where it fails, and only says so here.
    log: () =>
      readFileSync(logFile, "utf8")
        .split("\n")
        .filter((line) => line.includes("dbsql: ")),
    close: () => server.close(),
  };
}

async function proxy(project: TestProject, file: string): Promise<Host> {
  const editor = await Editor.open(typescriptOf("7.1"), project.folder);
  const uri = pathToFileURL(file).href;
  let version = 0;
  editor.openFile(project.path("src/bystander.ts"));
  const position = (text: string, offset: number): object => new Lines(text).position(offset);
  return {
    show(text) {
      version++;
      if (version > 1) {
        editor.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] });
      } else {
        editor.notify("textDocument/didOpen", { textDocument: { uri, languageId: "typescript", version, text } });
      }
    },
    async findings(of) {
      const { items } = await editor.request<{ items: { code: string | number; severity: number }[] }>(
        "textDocument/diagnostic",
        { textDocument: { uri: pathToFileURL(of).href } },
      );
      return items.filter(({ severity }) => severity <= 2).map(({ code }) => String(code).replace("DBSQL", ""));
    },
    async hover(of, text, offset) {
      const found = await editor.request<{ contents: { value: string } } | null>("textDocument/hover", {
        textDocument: { uri: pathToFileURL(of).href },
        position: position(text, offset),
      });
      return found?.contents.value ?? "";
    },
    async askAll(text, offset) {
      const place = { textDocument: { uri }, position: position(text, offset) };
      return [
        await editor.request("textDocument/completion", { ...place, context: { triggerKind: 1 } }),
        await editor.request("textDocument/signatureHelp", place),
        await editor.request("textDocument/definition", place),
        await editor.request("textDocument/semanticTokens/full", { textDocument: { uri } }),
        await editor.request("textDocument/documentSymbol", { textDocument: { uri } }),
        await editor.request("textDocument/foldingRange", { textDocument: { uri } }),
      ];
    },
    // A server that ended would have been started again.
    isRunning: () => editor.servers.length === 1,
    log: () => editor.log.map(String),
    close: () => editor.close(),
  };
}

/** Those of the long and deep texts that are the worst for an editor; the analyser's own test has all of them. */
const worst = [
  "an IN list of 1 MB",
  "CASE 10,000 deep in its ELSE",
  "parentheses 10,000 deep",
  "400 parentheses that nothing closes",
  "functions 10,000 deep",
  "subqueries 10,000 deep",
  "10,000 times AND",
  "types 5,000 deep",
  "types 5,000 deep, one of them unknown",
  "a name of 100,000 parts",
  "a number of 1,000,000 digits",
  "a string of 1,000,000 characters",
  "1 MB of quotes",
  "1 MB of comments that nothing closes",
  "1 MB of one word",
].map((name) => giants.find((giant) => giant.name === name)!);

const random = { seed: 20261126, numRuns: 60 };
/** Any units of UTF-16 at all, halves of characters and NUL included, with what a template and SQL are made of among them. */
const noise = fc
  .array(
    fc.oneof(
      fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
      fc.nat(0x7f).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom("`", "${", "}", "\\", "'", "/*", "--", "SELECT ", "FROM employees ", "(", "\r\n", "\u2028"),
    ),
    { maxLength: 200 },
  )
  .map((pieces) => pieces.join(""));
const bytes = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 4096 }), { ...random, numRuns: 20 });

let plugin: Awaited<ReturnType<typeof bundlePlugin>>;
beforeAll(async () => {
  plugin = await bundlePlugin();
});
afterAll(() => plugin.remove());

describe.each([
  ["TypeScript 6.0's server with the plugin", tsserver],
  ["TypeScript 7.1's server behind the proxy", proxy],
] as const)("%s", (_, start) => {
  let project: TestProject;
  let host: Host;
  let [hostile, aside] = ["", ""];
  let logged = 0;

  beforeAll(async () => {
    project = projectOf({ "src/bystander.ts": bystander, "tsconfig.json": tsconfigOf(named) });
    for (const [name, text] of cacheFiles([schemaFileOf(fixture)])) project.write(`.dbsql/${name}`, text);
    installPlugin(project, plugin.file);
    bytes.forEach((noisy, at) => void writeFileSync(project.path(`src/noise${at}.ts`), noisy));
    [hostile, aside] = [project.path("src/hostile.ts"), project.path("src/bystander.ts")];
    writeFileSync(hostile, fileOf("SELECT id FROM employees"));
    host = await start(project, hostile);
  });
  afterAll(async () => {
    await host.close();
    project.remove();
  });

  /** Shows a text, asks everything, and looks whether the editor still has its own features. */
  async function survive(text: string, caret = before.length): Promise<readonly string[]> {
    host.show(text);
    const found = await host.findings(hostile);
    await host.hover(hostile, text, caret);
    await host.askAll(text, caret);
    expect(await host.hover(hostile, text, text.indexOf("plain"))).toContain("const plain: 42");
    expect(await host.hover(aside, bystander, bystander.indexOf("calm"))).toContain("const calm: 7");
    expect([...(await host.findings(aside))].sort()).toEqual(codesOfBystander);
    const log = host.log().slice(logged);
    logged += log.length;
    expect(log).toEqual([]);
    expect(host.isRunning()).toBe(true);
    return found;
  }

  it("finds nothing in a good file", async () => {
    expect(await survive(fileOf("SELECT id FROM employees"))).toEqual([]);
  });

  it.each(worst)("$name", { timeout: 120_000 }, async (giant) => {
    const sql = escaped(textOf(giant));
    await survive(fileOf(sql), before.length + Math.floor(sql.length / 2));
  });

  it("a template cut off anywhere", { timeout: 120_000 }, async () => {
    const whole = fileOf("SELECT id, upper(name) AS n /* \\` */ FROM employees WHERE id = ${plain} AND name = 'a'");
    for (let end = before.length - 1; end < whole.length; end++) await survive(whole.slice(0, end), end);
  });

  it("a template of any characters", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(noise, fc.boolean(), async (text, asSql) => {
        await survive(fileOf(asSql ? escaped(text) : text));
      }),
      random,
    );
  });

  it("files of any bytes", { timeout: 120_000 }, async () => {
    for (const at of bytes.keys()) {
      const file = project.path(`src/noise${at}.ts`);
      await host.findings(file);
      await host.hover(file, readFileSync(file, "utf8"), 0);
    }
    await survive(fileOf("SELECT id FROM employees"));
    await survive(`${session}export const plain = 42;\n${Buffer.from(bytes.at(-1)!).toString("latin1")}`);
  });

  it("finds what is wrong after all that", async () => {
    expect(await survive(fileOf("SELECT nme FROM employees"))).toEqual(["1201"]);
  });
});

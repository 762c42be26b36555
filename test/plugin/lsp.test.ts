import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { Editor, everything, positionOf } from "./lsp.js";
import { projectOf, sample, sampleFindings, type TestProject, typescriptOf, unionsInOrder } from "./project.js";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

interface Options {
  readonly files?: Readonly<Record<string, string>>;
  readonly proxied?: boolean;
  readonly capabilities?: object;
}

async function start(
  line: "7.0" | "7.1",
  { files = sample, ...options }: Options = {},
): Promise<{ editor: Editor; project: TestProject }> {
  const project = projectOf(files);
  cleanUps.push(() => project.remove());
  const editor = await Editor.open(typescriptOf(line), project.folder, options);
  cleanUps.unshift(() => editor.close());
  return { editor, project };
}

interface Found {
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly code: string | number;
  readonly message: string;
  readonly severity: number;
}

function printed(name: string, items: readonly Found[]): string[] {
  // Hints are no findings: `tsc` does not print them either.
  return items
    .filter(({ severity }) => severity <= 2)
    .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character)
    .map(({ range: { start }, code, message, severity }) => {
      const word = ["", "error", "warning", "message", "message"][severity];
      const text = `${name}(${start.line + 1},${start.character + 1}): ${word} ${typeof code === "number" ? "TS" : ""}${code}: ${message}`;
      return unionsInOrder(text);
    });
}

async function diagnostics({ editor, project }: Awaited<ReturnType<typeof start>>, name: string): Promise<string[]> {
  const textDocument = editor.openFile(project.path(name));
  const { items } = await editor.request<{ items: Found[] }>("textDocument/diagnostic", { textDocument });
  return printed(name, items);
}

const session = 'import { DatabricksSession } from "dbsql"; declare const spark: DatabricksSession;\n';

describe.each(["7.0", "7.1"] as const)("the proxy of TypeScript %s's server", (line) => {
  it("finds what the check finds, in files that are open and in those that are not", async () => {
    const started = await start(line);
    const use = await diagnostics(started, "src/use.ts");
    expect([...(await diagnostics(started, "src/orders.ts")), ...use]).toEqual(sampleFindings);
  });

  it("shows rows, columns and tables, and follows edits", async () => {
    const started = await start(line);
    const { editor, project } = started;
    const text = sample["src/orders.ts"]!;
    const textDocument = editor.openFile(project.path("src/orders.ts"));
    const hover = async (piece: string, plus = 0): Promise<string> => {
      const found = await editor.request<{ contents: string | { value: string } } | null>("textDocument/hover", {
        textDocument,
        position: positionOf(text, piece, plus),
      });
      return JSON.stringify(found?.contents ?? null).replace(/(?:\\n|\s)+/g, " ");
    };
    expect(await hover("rows =")).toContain("{ id: bigint; name: string | null; }[]");
    expect(await hover("name FROM", 1)).toContain("(column) name: string");
    expect(await hover("name FROM", 1)).toContain("Who ordered");
    expect(await hover("orders WHERE", 1)).toContain("(table) spark_catalog.default.orders");
    expect(await hover("SELECT id, name", 1)).toBe("null");
    expect(await hover("sql`SELECT", 1)).not.toMatch(/[\ua000-\ua48c]/);
    const complete = async (piece: string, plus: number): Promise<string[]> => {
      const found = await editor.request<{ items: { label: string }[] }>("textDocument/completion", {
        textDocument,
        position: positionOf(text, piece, plus),
      });
      return found.items.map(({ label }) => label);
    };
    expect(await complete("rows[0]!.nope", 9)).toEqual(["id", "name"]);
    expect((await complete("name FROM", 2)).slice(0, 4)).toEqual(["id", "name", "amount", "at"]);
    expect(await complete("orders WHERE", 2)).toContain("orders");
    const at = positionOf(text, "id, name FROM");
    const range = { start: at, end: { ...at, character: at.character + 8 } };
    editor.notify("textDocument/didChange", {
      textDocument: { ...textDocument, version: 2 },
      contentChanges: [{ range, text: "id, amount" }],
    });
    expect(await hover("rows =")).toContain("{ id: bigint; amount: Decimal<12, 2> | null; }[]");
    expect(await diagnostics(started, "src/use.ts")).toContainEqual(
      expect.stringContaining("Property 'name' does not exist"),
    );
    // What is closed is again what the disk holds.
    editor.notify("textDocument/didClose", { textDocument });
    const use = { uri: textDocument.uri.replace("orders.ts", "use.ts") };
    const { items } = await editor.request<{ items: Found[] }>("textDocument/diagnostic", { textDocument: use });
    expect(printed("src/use.ts", items)).toEqual(sampleFindings.slice(-1));
  });

  it("offers the fixes of a query", async () => {
    const { editor, project } = await start(line);
    const textDocument = editor.openFile(project.path("src/orders.ts"));
    const at = positionOf(sample["src/orders.ts"]!, "nme");
    const fixes = await editor.request<{ title: string }[]>("textDocument/codeAction", {
      textDocument,
      range: { start: at, end: at },
      context: { diagnostics: [] },
    });
    expect(fixes.map(({ title }) => title)).toContain("Change to name");
  });

  it("tells an editor that does not ask", async () => {
    const { diagnostic: _, ...textDocument } = everything.textDocument;
    const { editor, project } = await start(line, { capabilities: { ...everything, textDocument } });
    const { uri } = editor.openFile(project.path("src/orders.ts"));
    const pushed = (): Found[] | undefined => {
      const all = editor.notifications.filter(
        ({ method, params }) => method === "textDocument/publishDiagnostics" && (params as { uri: string }).uri === uri,
      );
      return (all.at(-1)?.params as { diagnostics: Found[] } | undefined)?.diagnostics;
    };
    await expect.poll(pushed, { timeout: 20_000 }).toBeDefined();
    expect(printed("src/orders.ts", pushed()!)).toEqual(sampleFindings.slice(0, -1));
  });

  it("counts in UTF-16, and keeps half a character to itself", async () => {
    const text = `${session}export const a = spark.sql\`/*é\u{1f600}*/ SELECT id, nme FROM orders\`;\n`;
    const started = await start(line, { files: { "src/a.ts": text } });
    expect(await diagnostics(started, "src/a.ts")).toEqual([
      `src/a.ts(2,${text.split("\n")[1]!.indexOf("nme") + 1}): error DBSQL1201: There is no column nme here. Did you mean name?`,
    ]);
  });

  it("asks the type checker about tags that the text does not settle", async () => {
    const text = `${session}function run<S extends typeof spark>(s: S) { return s.sql\`SELECT id FROM orders\`; }
const other = { sql: (strings: TemplateStringsArray) => strings.raw };
export const a: string = (await run(spark).first())!.id; other.sql\`SELECT nme FROM orders\`;
`;
    const { editor, project } = await start(line, { files: { "src/a.ts": text } });
    const textDocument = editor.openFile(project.path("src/a.ts"));
    const found = async (): Promise<string[]> =>
      printed(
        "src/a.ts",
        (await editor.request<{ items: Found[] }>("textDocument/diagnostic", { textDocument })).items,
      );
    await expect
      .poll(found, { timeout: 20_000 })
      .toEqual(["src/a.ts(4,14): error TS2322: Type 'bigint' is not assignable to type 'string'."]);
  });

  it("spells types as in a hover: in a completion's details and in signatures", async () => {
    const text = `${session}const q = spark.sql\`SELECT amount FROM orders\`;
function show<R>(query: { collect(): Promise<R[]> }, row: R): void {}
show(q, );
q.fir;
`;
    const { editor, project } = await start(line, { files: { "src/a.ts": text } });
    const textDocument = editor.openFile(project.path("src/a.ts"));
    const asked = <T>(method: string, piece: string, plus: number): Promise<T> =>
      editor.request<T>(method, { textDocument, position: positionOf(text, piece, plus) });
    const offered = await asked<{ items: { label: string }[] }>("textDocument/completion", "q.fir;", 5);
    const item = offered.items.find(({ label }) => label === "first")!;
    const { detail } = await editor.request<{ detail: string }>("completionItem/resolve", item);
    expect(detail).toContain("DataFrame<{ amount: Decimal<12, 2> | null; }>");
    const { signatures } = await asked<{ signatures: { label: string; parameters: { label: unknown }[] }[] }>(
      "textDocument/signatureHelp",
      "show(q, )",
      8,
    );
    const { label, parameters } = signatures[0]!;
    expect(label).toMatch(/row: \{\s*amount: Decimal<12, 2> \| null;/);
    const pieces = parameters.map(({ label: place }) =>
      Array.isArray(place) ? label.slice(...(place as [number, number])) : String(place),
    );
    expect(pieces.map((piece) => piece.split(":")[0])).toEqual(["query", "row"]);
    for (const piece of pieces) expect(label).toContain(piece);
  });

  it("starts the server again when it ends, with all that it was told", async () => {
    const { editor, project } = await start(line);
    const textDocument = editor.openFile(project.path("src/orders.ts"));
    const ask = (): Promise<{ items: Found[] }> => editor.request("textDocument/diagnostic", { textDocument });
    expect(printed("src/orders.ts", (await ask()).items)).toEqual(sampleFindings.slice(0, -1));
    editor.servers[0]!.kill();
    await expect.poll(() => editor.servers.length, { timeout: 20_000 }).toBe(2);
    expect(printed("src/orders.ts", (await ask()).items)).toEqual(sampleFindings.slice(0, -1));
  });

  it("reads the schema cache again when it changed", async () => {
    const { editor, project } = await start(line, {
      files: { "src/a.ts": `${session}export const a = spark.sql\`SELECT id FROM orders\`;\n` },
    });
    const textDocument = editor.openFile(project.path("src/a.ts"));
    const count = async (): Promise<number> =>
      (await editor.request<{ items: Found[] }>("textDocument/diagnostic", { textDocument })).items.length;
    expect(await count()).toBe(0);
    const cache = project.path(".dbsql/spark_catalog/default.json");
    writeFileSync(cache, readFileSync(cache, "utf8").replace('"name": "id"', '"name": "key"'));
    await expect.poll(count, { timeout: 20_000, interval: 300 }).toBe(1);
  });

  it("passes cancellations on and leaves when it is told to", async () => {
    const { editor, project } = await start(line);
    const textDocument = editor.openFile(project.path("src/orders.ts"));
    const cancelled = editor.answer("textDocument/diagnostic", { textDocument });
    editor.notify("$/cancelRequest", { id: 2 });
    expect(await cancelled).toSatisfy((one: object) => "result" in one || "error" in one);
    await editor.answer("shutdown");
    editor.notify("exit", {});
    expect(await editor.exit).toBe(0);
  });
});

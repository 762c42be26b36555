import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bundlePlugin } from "./bundle.js";
import {
  installPlugin,
  named,
  projectOf,
  sample,
  sampleFindings,
  type TestProject,
  tsconfigOf,
  typescriptOf,
  unionsInOrder,
} from "./project.js";
import { locate, TsServer } from "./tsserver.js";

let plugin: Awaited<ReturnType<typeof bundlePlugin>>;
beforeAll(async () => {
  plugin = await bundlePlugin();
});
afterAll(() => plugin.remove());

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

function start(
  line: "5.9" | "6.0",
  files: Readonly<Record<string, string>>,
  withPlugin = true,
): { server: TsServer; project: TestProject } {
  const project = projectOf(files);
  cleanUps.push(() => project.remove());
  installPlugin(project, plugin.file);
  if (withPlugin) project.write("tsconfig.json", tsconfigOf(named));
  const server = new TsServer(typescriptOf(line), ["--allowLocalPluginLoads"]);
  cleanUps.unshift(() => server.close());
  return { server, project };
}

interface Found {
  readonly start: { readonly line: number; readonly offset: number };
  readonly text: string;
  readonly code: number;
  readonly category: string;
  readonly source?: string;
}

async function diagnostics({ server, project }: ReturnType<typeof start>, name: string): Promise<string[]> {
  const found = await server.request<Found[]>("semanticDiagnosticsSync", { file: project.path(name) });
  return found
    .map(({ start, text, code, category, source }) => ({
      start,
      text: `${name}(${start.line},${start.offset}): ${category} ${source === "dbsql" ? "DBSQL" : "TS"}${code}: ${text}`,
    }))
    .sort((a, b) => a.start.line - b.start.line || a.start.offset - b.start.offset)
    .map(({ text }) => unionsInOrder(text));
}

describe.each(["5.9", "6.0"] as const)("the plugin in TypeScript %s's server", (line) => {
  it("finds what the check finds, in files that are open and in those that are not", async () => {
    const started = start(line, sample);
    started.server.open(started.project.path("src/use.ts"));
    const use = await diagnostics(started, "src/use.ts");
    started.server.open(started.project.path("src/orders.ts"));
    expect([...(await diagnostics(started, "src/orders.ts")), ...use]).toEqual(sampleFindings);
  });

  it("shows rows, columns and tables, and follows edits", async () => {
    const started = start(line, sample);
    const { server, project } = started;
    const file = project.path("src/orders.ts");
    const text = sample["src/orders.ts"]!;
    server.open(file);
    const hover = async (piece: string, plus = 0): Promise<string | undefined> =>
      (
        await server.request<{ displayString: string } | undefined>("quickinfo", { file, ...locate(text, piece, plus) })
      )?.displayString.replace(/\s+/g, " ");
    expect(await hover("rows =")).toContain("{ id: bigint; name: string | null; }[]");
    expect(await hover("name FROM", 1)).toBe("(column) name: string");
    expect(await hover("orders WHERE", 1)).toBe("(table) spark_catalog.default.orders");
    expect(await hover("SELECT id, name", 1)).toBeUndefined();
    expect(await hover("sql`SELECT", 1)).not.toMatch(/[\ua000-\ua48c]/);
    const complete = async (piece: string, plus: number): Promise<string[]> =>
      (
        await server.request<{ entries: { name: string }[] }>("completionInfo", { file, ...locate(text, piece, plus) })
      ).entries.map(({ name }) => name);
    expect(await complete("rows[0]!.nope", 9)).toEqual(["id", "name"]);
    expect((await complete("name FROM", 2)).slice(0, 4)).toEqual(["id", "name", "amount", "at"]);
    expect(await complete("orders WHERE", 2)).toContain("orders");
    const at = locate(text, "id, name FROM");
    server.notify("change", {
      file,
      line: at.line,
      offset: at.offset,
      endLine: at.line,
      endOffset: at.offset + 8,
      insertString: "id, amount",
    });
    expect(await hover("rows =")).toContain("{ id: bigint; amount: Decimal<12, 2> | null; }[]");
    server.open(project.path("src/use.ts"));
    expect(await diagnostics(started, "src/use.ts")).toContainEqual(
      expect.stringContaining("Property 'name' does not exist"),
    );
  });

  it("offers the fixes of a query", async () => {
    const { server, project } = start(line, sample);
    const file = project.path("src/orders.ts");
    server.open(file);
    const { line: startLine, offset: startOffset } = locate(sample["src/orders.ts"]!, "nme");
    const range = { file, startLine, startOffset, endLine: startLine, endOffset: startOffset + 3 };
    const fixes = await server.request<
      { description: string; changes: { textChanges: { newText: string; start: object }[] }[] }[]
    >("getCodeFixes", { ...range, errorCodes: [1201] });
    expect(fixes.map((fix) => [fix.description, fix.changes[0]!.textChanges[0]!.newText])).toEqual([
      ["Change to name", "name"],
    ]);
  });

  it("spells types as in a hover: in a completion's details and in signatures", async () => {
    const text = `import { DatabricksSession } from "dbsql"; declare const spark: DatabricksSession;
const q = spark.sql\`SELECT amount FROM orders\`;
function show<R>(query: { collect(): Promise<R[]> }, row: R): void {}
show(q, );
q.fir;
`;
    const { server, project } = start(line, { "src/a.ts": text });
    const file = project.path("src/a.ts");
    server.open(file);
    const textOf = (parts: readonly { text: string }[]): string => parts.map((part) => part.text).join("");
    type Parts = { displayParts: { text: string }[] };
    const [details] = await server.request<Parts[]>("completionEntryDetails", {
      file,
      ...locate(text, "q.fir;", 5),
      entryNames: ["first"],
    });
    expect(textOf(details!.displayParts).replace(/\s+/g, " ")).toContain("{ amount: Decimal<12, 2> | null; }");
    const { items } = await server.request<{ items: { parameters: Parts[] }[] }>("signatureHelp", {
      file,
      ...locate(text, "show(q, )", 8),
    });
    expect(textOf(items[0]!.parameters[1]!.displayParts).replace(/\s+/g, " ")).toBe(
      "row: { amount: Decimal<12, 2> | null; }",
    );
  });

  it("reads the schema cache again when it changed", async () => {
    const started = start(line, {
      "src/a.ts": `import { DatabricksSession } from "dbsql"; declare const spark: DatabricksSession;\nexport const a = spark.sql\`SELECT id FROM orders\`;\n`,
    });
    started.server.open(started.project.path("src/a.ts"));
    expect(await diagnostics(started, "src/a.ts")).toEqual([]);
    const cache = started.project.path(".dbsql/spark_catalog/default.json");
    writeFileSync(cache, readFileSync(cache, "utf8").replace('"name": "id"', '"name": "key"'));
    await expect.poll(async () => (await diagnostics(started, "src/a.ts")).length, { timeout: 10_000 }).toBe(1);
  });

  it("asks the type checker about tags that the text does not settle", async () => {
    const started = start(line, {
      "src/a.ts": `import { DatabricksSession } from "dbsql"; declare const spark: DatabricksSession;
function run<S extends typeof spark>(s: S) { return s.sql\`SELECT id FROM orders\`; }
const other = { sql: (strings: TemplateStringsArray) => strings.raw };
export const a: string = (await run(spark).first())!.id; other.sql\`SELECT nme FROM orders\`;
`,
    });
    started.server.open(started.project.path("src/a.ts"));
    expect(await diagnostics(started, "src/a.ts")).toEqual([
      "src/a.ts(4,14): error TS2322: Type 'bigint' is not assignable to type 'string'.",
    ]);
  });
});

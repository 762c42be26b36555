import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOLE } from "../../src/analysis/contract.js";
import { cacheFiles } from "../../src/schema/index.js";
import { types } from "../../src/types/index.js";
import { type Line, lines, typescriptOf } from "../plugin/project.js";
import { runIn } from "./in-process.js";
import { root } from "./run-cli.js";

let folder: string;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dbsql-generate-")));
  await mkdir(join(folder, "src"), { recursive: true });
  await mkdir(join(folder, "node_modules"), { recursive: true });
  // The package as it was built: its own declarations are part of what is tested.
  symlinkSync(root, join(folder, "node_modules", "dbsql"));
  symlinkSync(typescriptOf("6.0"), join(folder, "node_modules", "typescript"));
  writeFileSync(join(folder, "package.json"), '{ "name": "app", "type": "module" }');
  const compilerOptions = { strict: true, target: "es2022", module: "nodenext", types: [], noEmit: true };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: true }, include: ["src", ".dbsql/*.d.ts"] }),
  );
  const column = (name: string, type: (typeof types)["bigint"] | (typeof types)["string"], nullable: boolean) => ({
    name,
    type,
    nullable,
  });
  const orders = {
    catalog: "spark_catalog",
    schema: "default",
    name: "orders",
    kind: "table" as const,
    columns: [column("id", types.bigint, false), column("name", types.string, true)],
  };
  const schema = { catalog: "spark_catalog", schema: "default", complete: true, functionsComplete: true };
  for (const [name, text] of cacheFiles([{ ...schema, functions: [], tables: [orders] }])) {
    await mkdir(join(folder, ".dbsql", name, ".."), { recursive: true });
    writeFileSync(join(folder, ".dbsql", name), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const head = `import { DatabricksSession } from "dbsql"; declare const spark: DatabricksSession;\n`;
const write = (text: string): void => writeFileSync(join(folder, "src", "a.ts"), head + text);
const registry = (): string => readFileSync(join(folder, ".dbsql", "queries.d.ts"), "utf8");

/** What plain `tsc` says: no plugin, no `dbsql check`. */
function tsc(line: Line): readonly string[] {
  try {
    execFileSync(process.execPath, [join(typescriptOf(line), "bin", "tsc"), "-p", folder], { cwd: folder });
    return [];
  } catch (error) {
    const out = String((error as { readonly stdout?: unknown }).stdout);
    return out.split("\n").filter((text) => text.startsWith("src/"));
  }
}
const places = (findings: readonly string[]): readonly string[] =>
  findings.map((text) => /^src\/a\.ts\((\d+,\d+)\): error TS\d+/.exec(text)?.[1] ?? text);

describe("dbsql generate", () => {
  it("writes the calls of a project, sorted, once each, and knows whether the file is up to date", async () => {
    write(`export const b = spark.sql("SELECT name FROM orders WHERE id = :id", { id: 1n });
export const a = spark.sql(\`SELECT id FROM orders\`);
export const again = spark.sql('SELECT id FROM orders');
export const c = spark.sql("INSERT INTO orders VALUES (?, ?)", [1n, "x"]);
const text: string = "SELECT 1"; export const unknown = spark.sql(text);
const other = { sql: (text: string) => text }; export const o = other.sql("SELECT of another library");
export const mine = spark.sql<{ row: { mine: 1 }; params: [] }>("SELECT typed by hand");
`);
    expect(await runIn(folder, ["generate", "--check"])).toMatchObject({ code: 1 });
    expect(await runIn(folder, ["generate"])).toMatchObject({ code: 0, out: "3 texts in .dbsql/queries.d.ts.\n" });
    const numeric = 'number | bigint | import("dbsql").Decimal';
    expect(
      registry(),
    ).toBe(`// Written by \`dbsql generate\` from the calls of this project. Do not edit: the next run replaces it.
import "dbsql";

declare module "dbsql" {
  interface Queries {
    "INSERT INTO orders VALUES (?, ?)": { row: { [column: string]: unknown }; params: [args: readonly [${numeric} | null, string | null]]; kind: "command" };
    "SELECT id FROM orders": { row: { id: bigint }; params: [] };
    "SELECT name FROM orders WHERE id = :id": { row: { name: string | null }; params: [args: { readonly id: ${numeric} | null }] };
  }
}
`);
    expect(await runIn(folder, ["generate"])).toMatchObject({ code: 0, out: expect.stringContaining("up to date") });
    expect((await runIn(folder, ["generate", "--check", "--json"])).lines).toEqual([
      { kind: "registry", file: ".dbsql/queries.d.ts", calls: 3, state: "unchanged" },
    ]);
    expect(readdirSync(join(folder, ".dbsql")).sort()).toEqual(["queries.d.ts", "spark_catalog", "tables.d.ts"]);
    write(`export const a = spark.sql("SELECT id, name FROM orders");\n`);
    const { code, out } = await runIn(folder, ["check"]);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^warning DBSQL9005: \.dbsql\/queries\.d\.ts .*dbsql generate/),
    ]);
    expect(await runIn(folder, ["generate", "--check"])).toMatchObject({ code: 1 });
  });

  it("is not needed for `dbsql check` to find a mistake in the text of a call, at its place", async () => {
    write(`export const a = spark.sql("SELECT nme FROM orders");
export const b = spark.sql('SELECT \\'\\u{1f600}\\n\\' AS a, nme FROM orders', {});
export const c = spark.sql(\`
  SELECT id FROM ordrs\`);
`);
    const { out } = await runIn(folder, ["check"]);
    expect(
      out
        .split("\n")
        .filter((line) => line.includes("error DBSQL"))
        .map((line) => line.split(":")[0]),
    ).toEqual(["src/a.ts(2,36)", "src/a.ts(3,58)", "src/a.ts(5,18)"]);
  });

  it.each(Object.keys(lines) as Line[])(
    "gives plain tsc %s the row and the arguments, and any to nobody",
    async (line) => {
      write(`const q = spark.sql("SELECT id, name FROM orders WHERE id = :id", { id: 1n });
for await (const row of q) { const id: bigint = row.id; const name: string | null = row.name; void [id, name]; }
for await (const row of q) { const id: string = row.id; void id; }
for await (const row of q) row.nope;
spark.sql("SELECT id, name FROM orders WHERE id = :id", { id: "x" });
spark.sql("SELECT id, name FROM orders WHERE id = :id");
spark.sql("SELECT id, name FROM orders WHERE id = :id", { id: 1n, more: 1 });
spark.sql("SELECT id FROM orders", { id: 1n });
await spark.sql("DROP TABLE orders");
const other: string = "SELECT id FROM orders WHERE id = :id";
for await (const row of spark.sql(other, { id: 1n })) { const id: bigint = row.id; void id; }
`);
      expect((await runIn(folder, ["generate"])).code).toBe(0);
      expect(places(tsc(line))).toEqual(["4,36", "5,32", "6,59", "7,7", "8,67", "9,36", "12,63"]);
    },
  );

  it("holds any text, long ones, quotes, line ends, comment ends and characters of every plane", async () => {
    const unit = fc.oneof(
      // The one character that a text with a type must not hold.
      fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replaceAll(HOLE, "")),
      fc.constantFrom(
        "*/",
        "/*",
        "\\",
        "\\\\",
        '"',
        "'",
        "`",
        "${",
        "\r\n",
        "\n",
        "\u2028",
        "\u2029",
        "\0",
        "\u{1f600}",
        "${x}",
      ),
      fc.constant("x".repeat(5_000)),
    );
    const [texts = []] = fc.sample(fc.array(fc.array(unit, { maxLength: 8 }), { minLength: 60, maxLength: 60 }), 1);
    // Inside a comment of SQL nothing ends but at the line's end, so that each is one statement with the same row.
    // What Spark would substitute has no type.
    const quoted = (parts: readonly string[]): string =>
      parts
        .join("")
        .replace(/\$\{(?=\S+\})/g, "$ {")
        .replace(/[\\']/g, "$&$&");
    const queries = texts.map((parts, at) => `SELECT ${at} AS one, '${quoted(parts)}' AS s`);
    const source = queries.map(
      (text, at) =>
        `export const q${at} = async (): Promise<{ one: number; s: string }[]> => spark.sql(${JSON.stringify(text)}).collect();`,
    );
    // First, because a text may hold what TypeScript takes for the end of a line.
    write(`export const wrong = async (): Promise<{ one: string }[]> => q0();\n${source.join("\n")}\n`);
    expect(await runIn(folder, ["generate"])).toMatchObject({ code: 0, out: "60 texts in .dbsql/queries.d.ts.\n" });
    for (const line of Object.keys(lines) as Line[]) expect([line, places(tsc(line))]).toEqual([line, ["2,62"]]);
  }, 180_000);

  it("leaves out a text with the character that stands for a hole: another one was analysed", async () => {
    write(
      `export const a = () => spark.sql("SELECT 'a${HOLE}' AS s");\nexport const b = () => spark.sql("SELECT 1 AS b");\n`,
    );
    expect((await runIn(folder, ["generate"])).code).toBe(0);
    const text = readFileSync(join(folder, ".dbsql/queries.d.ts"), "utf8");
    expect(text.match(/^ {4}".*$/gmu)).toEqual([expect.stringContaining('"SELECT 1 AS b"')]);
  });

  it("knows no column of a text that Spark substitutes", async () => {
    write("export const a = () => spark.sql(\"SELECT '$\\u007bx}' AS s\");\n");
    expect((await runIn(folder, ["generate"])).code).toBe(0);
    const text = readFileSync(join(folder, ".dbsql/queries.d.ts"), "utf8");
    expect(text.match(/^ {4}".*$/gmu)).toEqual([expect.stringContaining("row: { [column: string]: unknown }")]);
  });
});

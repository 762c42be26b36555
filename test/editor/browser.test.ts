import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../../scripts/fetch/chromium.js";
import type { SchemaLookup } from "../../src/analysis/index.js";
import { root } from "../house/tree.js";

const page = `<!doctype html><meta charset="utf-8"><title>dbsql/analysis</title>
<script type="importmap">{ "imports": { "ts-pattern": "/node_modules/ts-pattern/dist/index.js" } }</script>
<script type="module">import * as analysis from "/dist/analysis/index.js"; globalThis.analysis = analysis;</script>`;
/** In the page. */
declare const analysis: typeof import("../../src/analysis/index.js");
const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".html": "text/html" };

/** The files of the package as they are published, and the one library that they name: no bundler, nothing rewritten. */
function serve(folder: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const text = path === "/" ? page : await readFile(join(folder, path), "utf8").catch(() => undefined);
    response.writeHead(text === undefined ? 404 : 200, {
      "content-type": types[extname(path) || ".html"] ?? "text/plain",
    });
    response.end(text ?? "");
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

let browser: Browser;
let server: Server;
let opened: Page;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), serve(root)]);
  opened = await browser.newPage();
  opened.on("pageerror", (error) => process.stderr.write(`the page says ${error.message}\n`));
  await opened.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await opened.waitForFunction(() => "analysis" in globalThis);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

it("analyses and completes in a page", async () => {
  const answer = await opened.evaluate(() => {
    const orders = {
      catalog: "spark_catalog",
      schema: "default",
      name: "orders",
      kind: "table",
      columns: [
        { name: "id", type: { kind: "bigint" }, nullable: false },
        { name: "amount", type: { kind: "decimal", precision: 10, scale: 2 }, nullable: true },
      ],
    } as const;
    const schemas: SchemaLookup = {
      table: (_catalog, _schema, name) => (name === "orders" ? orders : "missing"),
      function: () => "missing",
      catalogs: () => ["spark_catalog"],
      schemas: () => ["default"],
      tables: () => [orders],
      functions: () => [],
    };
    const right = analysis.analyze("SELECT id, sum(amount) AS total, '😀' AS face FROM orders GROUP BY id", {
      schemas,
    });
    const wrong = analysis.analyze("SELECT amuont FROM orders", { schemas });
    return {
      columns: right.columns,
      diagnostics: [...right.diagnostics, ...wrong.diagnostics].map((d) => [d.errorClass, d.start, d.end, d.message]),
      completions: analysis.completionsAt("SELECT am FROM orders", 9, { schemas }).items.map((item) => item.label),
    };
  });
  expect(answer.columns?.map(({ name, type, nullable }) => ({ name, type, nullable }))).toEqual([
    { name: "id", type: { kind: "bigint" }, nullable: false },
    { name: "total", type: { kind: "decimal", precision: 20, scale: 2 }, nullable: true },
    { name: "face", type: { kind: "string" }, nullable: false },
  ]);
  expect(answer.diagnostics).toEqual([
    ["UNRESOLVED_COLUMN.WITH_SUGGESTION", 7, 13, expect.stringContaining("Did you mean amount?")],
  ]);
  expect(answer.completions).toContain("amount");
});

it("says so when the stack of a page is all used", async () => {
  const said = await opened.evaluate(() => {
    const schemas: SchemaLookup = {
      table: () => "missing",
      function: () => "missing",
      catalogs: () => [],
      schemas: () => [],
      tables: () => [],
      functions: () => [],
    };
    const texts = [
      `SELECT 1${" + 1".repeat(2900)}`,
      `SELECT * FROM a${" JOIN a".repeat(20_000)}`,
      `SELECT ${"(".repeat(10_000)}`,
    ];
    return texts.map((text) => analysis.analyze(text, { schemas }).diagnostics.map((d) => d.errorClass));
  });
  for (const classes of said.slice(1)) expect(classes).toEqual(["FAILED_TO_PARSE_TOO_COMPLEX"]);
  expect([[], ["FAILED_TO_PARSE_TOO_COMPLEX"]]).toContainEqual(said[0]);
});

import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCache } from "../../src/schema/index.js";
import { bundlePlugin } from "./bundle.js";
import { Editor } from "./lsp.js";
import { installPlugin, named, projectOf, type TestProject, tsconfigOf, typescriptOf } from "./project.js";
import { TsServer } from "./tsserver.js";

const text = `import { DatabricksSession } from "dbsql";
declare const spark: DatabricksSession;
export const rows = await spark.sql\`SELECT id FROM orders\`.collect();
export const other = rows.length;
`;
const cache = ".dbsql/spark_catalog/default.json";

interface BadInput {
  readonly name: string;
  readonly spoil: (project: TestProject) => void;
  readonly code: string;
  /** The next command. */
  readonly next: RegExp;
}

const into =
  (file: string, change: (text: string) => string | Buffer) =>
  (project: TestProject): void =>
    writeFileSync(project.path(file), change(readFileSync(project.path(file), "utf8")));

/** What a cache and settings may become while an editor is open: each is told once, with what to do about it. */
const inputs: readonly BadInput[] = [
  {
    name: "no cache",
    spoil: (p) => rmSync(p.path(".dbsql"), { recursive: true }),
    code: "9001",
    next: /dbsql pull-schema/,
  },
  {
    name: "a file in place of the cache",
    spoil: (p) => {
      rmSync(p.path(".dbsql"), { recursive: true });
      p.write(".dbsql", "{}");
    },
    code: "9001",
    next: /dbsql pull-schema/,
  },
  { name: "a truncated file", spoil: into(cache, (t) => t.slice(0, 200)), code: "9002", next: /dbsql pull-schema/ },
  { name: "an empty file", spoil: into(cache, () => ""), code: "9002", next: /dbsql pull-schema/ },
  {
    name: "no text",
    spoil: into(cache, () => Buffer.from([0xff, 0xfe, 0, 0xd8, 1])),
    code: "9002",
    next: /dbsql pull-schema/,
  },
  {
    name: "a merge conflict",
    spoil: into(cache, (t) => `<<<<<<< HEAD\n${t}=======\n${t}>>>>>>> x\n`),
    code: "9002",
    next: /dbsql pull-schema/,
  },
  { name: "a list", spoil: into(cache, () => "[]"), code: "9002", next: /dbsql pull-schema/ },
  {
    name: "a type of no name",
    spoil: into(cache, (t) => t.replace('"bigint"', '"bigint; drop table x"')),
    code: "9002",
    next: /dbsql pull-schema/,
  },
  {
    name: "a newer format",
    spoil: into(cache, (t) => t.replace('"dbsql": 1', '"dbsql": 2')),
    code: "9002",
    next: /npm install --save-dev dbsql@latest/,
  },
  {
    name: "a folder in place of a file",
    spoil: (p) => {
      rmSync(p.path(cache));
      mkdirSync(p.path(cache));
    },
    code: "9002",
    next: /dbsql pull-schema/,
  },
  {
    name: "a link that leads nowhere",
    spoil: (p) => {
      rmSync(p.path(cache));
      symlinkSync("/nowhere/x.json", p.path(cache));
    },
    code: "9002",
    next: /dbsql pull-schema/,
  },
  {
    name: "another schema's file",
    spoil: (p) => renameSync(p.path(cache), p.path(".dbsql/spark_catalog/moved.json")),
    code: "9002",
    next: /dbsql pull-schema/,
  },
  {
    name: "nesting of 100,000 levels",
    spoil: into(cache, () => "[".repeat(100_000)),
    code: "9002",
    next: /dbsql pull-schema/,
  },
  {
    name: "settings that are no JSON",
    spoil: (p) => p.write("dbsql.config.json", "{ schemas: }"),
    code: "9003",
    next: /mend it/,
  },
  {
    name: "settings of the wrong type",
    spoil: (p) => p.write("dbsql.config.json", '{ "schemas": 1 }'),
    code: "9003",
    next: /`schemas` of .* must be text/,
  },
  {
    name: "a truth value that is none",
    spoil: (p) => p.write("dbsql.config.json", '{ "ansi": "no" }'),
    code: "9003",
    next: /`ansi` of .* must be true or false/,
  },
  {
    name: "a setting that there is not",
    spoil: (p) => p.write("dbsql.config.json", '{ "$schema": "x", "Ansi": false }'),
    code: "9003",
    next: /no setting `Ansi`.* There are schemas, catalog, schema, include, target, ansi\./,
  },
  { name: "a manifest that is no JSON", spoil: (p) => p.write("package.json", "{"), code: "9003", next: /mend it/ },
  // As root nothing is unreadable.
  ...(process.getuid?.() === 0
    ? []
    : [
        {
          name: "no permission",
          spoil: (p: TestProject) => chmodSync(p.path(cache), 0),
          code: "9002",
          next: /dbsql pull-schema/,
        },
      ]),
];

function restore(project: TestProject, cacheText: string): void {
  rmSync(project.path(".dbsql"), { recursive: true, force: true });
  rmSync(project.path("dbsql.config.json"), { force: true });
  project.write("package.json", '{ "name": "app", "type": "module" }');
  mkdirSync(dirname(project.path(cache)), { recursive: true });
  writeFileSync(project.path(cache), cacheText);
}

interface Told {
  readonly code: string;
  readonly text: string;
}

/** Spoils the one project again and again; an editor that is open sees each and sees it mended, without a restart. */
function walk(start: () => Promise<{ project: TestProject; told(): Promise<Told[]>; plain(): Promise<string> }>): void {
  let started: Awaited<ReturnType<typeof start>>;
  let cacheText: string;
  beforeAll(async () => {
    started = await start();
    cacheText = readFileSync(started.project.path(cache), "utf8");
  });
  it("says nothing of a good one", () => expect.poll(started.told, { timeout: 30_000 }).toEqual([]));
  it.each(inputs)("$name", async ({ spoil, code, next }) => {
    const { project, told, plain } = started;
    spoil(project);
    await expect.poll(told, { timeout: 20_000, interval: 300 }).toEqual([{ code, text: expect.stringMatching(next) }]);
    expect(await plain()).toContain("number");
    restore(project, cacheText);
    await expect.poll(told, { timeout: 20_000, interval: 300 }).toEqual([]);
  });
}

const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

let plugin: Awaited<ReturnType<typeof bundlePlugin>>;
beforeAll(async () => {
  plugin = await bundlePlugin();
  cleanUps.push(() => plugin.remove());
});

async function tsserver(
  replaced?: string,
): Promise<{ project: TestProject; told(): Promise<Told[]>; plain(): Promise<string> }> {
  const project = projectOf({
    "src/a.ts": text,
    "src/b.ts": text,
    "tsconfig.json": tsconfigOf(named),
  });
  if (replaced === undefined) installPlugin(project, plugin.file);
  else {
    project.write("replaced.cjs", replaced.replaceAll("PLUGIN", JSON.stringify(plugin.file)));
    installPlugin(project, project.path("replaced.cjs"));
  }
  const server = new TsServer(typescriptOf("6.0"), ["--allowLocalPluginLoads"]);
  cleanUps.unshift(() => server.close().then(() => project.remove()));
  const [a, b] = [project.path("src/a.ts"), project.path("src/b.ts")];
  server.open(a);
  server.open(b);
  const of = (file: string): Promise<{ code: number; text: string; source?: string }[]> =>
    server.request("semanticDiagnosticsSync", { file });
  return {
    project,
    told: async () => [...(await of(a)), ...(await of(b))].map(({ code, text }) => ({ code: String(code), text })),
    plain: async () =>
      (await server.request<{ displayString: string }>("quickinfo", { file: a, line: 4, offset: 15 })).displayString,
  };
}

describe("in TypeScript 6.0's server", () => {
  walk(() => tsserver());
});

describe("in the proxy of TypeScript 7.0's server", () => {
  walk(async () => {
    const project = projectOf({ "src/a.ts": text, "src/b.ts": text });
    const editor = await Editor.open(typescriptOf("7.0"), project.folder);
    cleanUps.unshift(() => editor.close().then(() => project.remove()));
    const documents = [editor.openFile(project.path("src/a.ts")), editor.openFile(project.path("src/b.ts"))];
    return {
      project,
      told: async () => {
        const all = await Promise.all(
          documents.map((textDocument) =>
            editor.request<{ items: { code: string | number; message: string; severity: number }[] }>(
              "textDocument/diagnostic",
              {
                textDocument,
              },
            ),
          ),
        );
        return all.flatMap(({ items }) =>
          // Remarks on single queries are no findings.
          items
            .filter(({ severity }) => severity <= 2)
            .map(({ code, message }) => ({ code: String(code).replace("DBSQL", ""), text: message })),
        );
      },
      plain: async () =>
        JSON.stringify(
          await editor.request("textDocument/hover", {
            textDocument: documents[0]!,
            position: { line: 3, character: 14 },
          }),
        ),
    };
  });
});

describe("a plugin that cannot work", () => {
  it.each(["4.9.5", "5.8.3", "8.0.0"])("says so of TypeScript %s, once", async (version) => {
    const { told, plain } = await tsserver(
      `const init = require(PLUGIN); module.exports = ({ typescript }) => init({ typescript: new Proxy(typescript, { get: (of, key) => (key === "version" ? "${version}" : of[key]) }) });`,
    );
    expect(await told()).toEqual([
      {
        code: "9004",
        text: expect.stringMatching(/TypeScript .* is not supported.*npm install --save-dev typescript@latest/),
      },
    ]);
    expect(await plain()).toContain("number");
  });
});

describe("a cache of 50 MB", () => {
  it("is read", () => {
    const project = projectOf({});
    cleanUps.push(() => project.remove());
    const whole = JSON.parse(readFileSync(project.path(cache), "utf8")) as {
      tables: { name: string; comment?: string }[];
    };
    const [table] = whole.tables;
    whole.tables = Array.from({ length: 25 }, (_, at) => ({
      ...table!,
      name: `t${at}`,
      comment: "x".repeat(2_000_000),
    }));
    writeFileSync(project.path(cache), JSON.stringify(whole));
    const { schemas, problems } = readCache(project.path(".dbsql"));
    expect(problems).toEqual([]);
    expect(schemas[0]!.tables).toHaveLength(25);
  });
});

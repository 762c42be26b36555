import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bundlePlugin } from "./bundle.js";
import { installPlugin, named, projectOf, type TestProject, tsconfigOf, typescriptOf } from "./project.js";
import { locate, TsServer } from "./tsserver.js";

const session = 'import { DatabricksSession } from "dbsql"; declare const spark: DatabricksSession;\n';
const queryOf = (name: string, columns: string): string =>
  `${session}export const ${name} = spark.sql\`SELECT ${columns} FROM orders\`;\n`;

/** One file is open. Of the others some say something about it, and some do not. */
const files = {
  "src/open.ts": `import { near } from "./near.js";
export const [first] = await near.collect();
export const who = first?.who;
export const everywhere = shared[0];
export const scripted = fromScript[0];
`,
  "src/near.ts": queryOf("near", "id, name AS who"),
  // Whose column `who` is read here depends on a row of this file.
  "src/reader.ts": `${queryOf("own", "id")}import { near } from "./near.js";
declare function pick(key: bigint): NonNullable<Awaited<ReturnType<typeof near.first>>>;
declare function pick(key: unknown): { who: string };
export const who = pick((await own.first())!.id).who;
`,
  "src/apart.ts": `${queryOf("apart", "id")}export const key: string = (await apart.first())!.id;\n`,
  "src/later.ts": queryOf("later", "amount"),
  "src/global.ts":
    'import type { behind } from "./behind.js";\ndeclare global { var shared: Awaited<ReturnType<typeof behind.collect>> }\n',
  "src/behind.ts": queryOf("behind", "at"),
  "src/scripts/package.json": "{}",
  "src/scripts/script.ts": `declare var fromScript: Awaited<ReturnType<
  typeof import("../behind-script.js", { with: { "resolution-mode": "import" } }).far.collect
>>;
`,
  "src/behind-script.ts": queryOf("far", "id AS far_id"),
};

let plugin: Awaited<ReturnType<typeof bundlePlugin>>;
beforeAll(async () => {
  plugin = await bundlePlugin();
});
afterAll(() => plugin.remove());

describe.each(["5.9", "6.0"] as const)("one open file of a project, in TypeScript %s's server", (line) => {
  let project: TestProject;
  let server: TsServer;
  const open = "src/open.ts" as const;
  beforeEach(async () => {
    project = projectOf(files);
    installPlugin(project, plugin.file);
    project.write("tsconfig.json", tsconfigOf({ ...named, moduleDetection: "auto" }));
    server = new TsServer(typescriptOf(line), ["--allowLocalPluginLoads"]);
    server.open(project.path(open));
    expect(await server.request("semanticDiagnosticsSync", { file: project.path(open) })).toEqual([]);
  });
  afterEach(async () => {
    await server.close();
    project.remove();
  });
  const at = (piece: string, plus = 0): object => ({
    file: project.path(open),
    ...locate(files[open], piece, plus),
  });
  const hover = async (place: object): Promise<string> => {
    const { displayString } = await server.request<{ displayString: string }>("quickinfo", place);
    return displayString.replace(/\s+/g, " ");
  };
  const replace = (insertString: string): void => {
    server.notify("change", { file: project.path(open), line: 1, offset: 1, endLine: 1, endOffset: 1, insertString });
  };

  it("has the rows of what it imports, of what is global, and of what either depends on", async () => {
    expect(await hover(at("first]"))).toContain("{ id: bigint; who: string | null; }");
    expect(await hover(at("everywhere"))).toContain("{ at: Temporal.Instant | null; }");
    expect(await hover(at("scripted"))).toContain("{ far_id: bigint; }");
  });

  it("finds a column's readers in files that it does not import", async () => {
    const { refs } = await server.request<{ refs: { file: string }[] }>("references", at("first?.who", 8));
    expect(new Set(refs.map(({ file }) => file))).toEqual(
      new Set([open, "src/near.ts", "src/reader.ts"].map((name) => project.path(name))),
    );
  });

  it("renames a column in files that it does not import", async () => {
    const query = { file: project.path("src/near.ts"), ...locate(files["src/near.ts"], "who FROM", 1) };
    server.open(query.file);
    const { locs } = await server.request<{ locs: { file: string }[] }>("rename", query);
    expect(new Set(locs.map(({ file }) => file))).toEqual(
      new Set([open, "src/near.ts", "src/reader.ts"].map((name) => project.path(name))),
    );
  });

  it("has the rows of what it begins to import", async () => {
    replace('import { later } from "./later.js";\nexport const [amount] = await later.collect();\n');
    const place = { file: project.path(open), line: 2, offset: 15 };
    expect(await hover(place)).toContain("{ amount: Decimal<12, 2> | null; }");
  });

  it("is offered the type of what it could import", async () => {
    await server.request("configure", { preferences: { includeCompletionsForModuleExports: true } });
    replace("late\n");
    const place = { file: project.path(open), line: 1, offset: 5 };
    const { entries } = await server.request<{ entries: { name: string; source?: string; data?: object }[] }>(
      "completionInfo",
      { ...place, includeExternalModuleExports: true },
    );
    const { name, source, data } = entries.find((entry) => entry.name === "later")!;
    const [details] = await server.request<{ displayParts: { text: string }[] }[]>("completionEntryDetails", {
      ...place,
      entryNames: [{ name, source, data }],
    });
    expect(details!.displayParts.map(({ text }) => text).join("")).toMatch(/amount: Decimal<12, 2> \| null/);
  });

  it("is told what is wrong in a file that nobody opened, when it asks", async () => {
    const found = await server.request<{ text: string }[]>("semanticDiagnosticsSync", {
      file: project.path("src/apart.ts"),
    });
    expect(found.map(({ text }) => text)).toEqual(["Type 'bigint' is not assignable to type 'string'."]);
  });

  it("has the other files read by the time that somebody asks for them", async () => {
    const folder = project.path("node_modules/.cache/dbsql");
    const kept = (): string => {
      try {
        return readdirSync(folder)
          .map((name) => readFileSync(join(folder, name), "utf8"))
          .join("");
      } catch {
        return "";
      }
    };
    await expect.poll(kept, { timeout: 20_000 }).toContain("src/apart.ts");
    expect(kept()).toContain("src/later.ts");
  });
});

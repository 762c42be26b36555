import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkProject } from "../../plugin/hosts/check-project.js";
import { environmentOf } from "../../plugin/hosts/environment.js";
import { formatFinding } from "../../plugin/hosts/finding.js";
import { type Line, lines, projectOf, type TestProject, typescriptOf } from "./project.js";

/** Plain `tsc` before and after a check of ours, in projects that keep what it found. */
const made: TestProject[] = [];
afterAll(() => {
  for (const project of made) project.remove();
});
const options = {
  strict: true,
  target: "es2022",
  module: "nodenext",
  types: [],
  composite: true,
  outDir: "out",
  rootDir: ".",
};
const session =
  'import { DatabricksSession } from "dbsql";\nexport const spark = await DatabricksSession.builder.getOrCreate();\n';
const config = (references: readonly string[] = []): string =>
  JSON.stringify({ compilerOptions: options, include: ["*.ts"], references: references.map((path) => ({ path })) });

function projectOfReferences(): TestProject {
  const project = projectOf({
    "tsconfig.json": JSON.stringify({ files: [], references: [{ path: "./core" }, { path: "./app" }] }),
    "core/tsconfig.json": config(),
    "core/session.ts": session,
    "core/orders.ts":
      'import { spark } from "./session.js";\nexport const orders = spark.sql`SELECT id, name FROM orders`;\n',
    "app/tsconfig.json": config(["../core"]),
    "app/main.ts":
      'import { orders } from "../core/orders.js";\nexport const ids = (await orders.collect()).map((row) => row.id);\nexport const wrong: string = ids[0]!;\n',
  });
  made.push(project);
  return project;
}

function tsc(line: Line, project: TestProject, ...args: readonly string[]): string {
  const folder = typescriptOf(line);
  try {
    return execFileSync(process.execPath, [join(folder, "bin/tsc"), ...args], {
      cwd: project.folder,
      encoding: "utf8",
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

/** Every file that a build has written, with its bytes. */
function outputs(project: TestProject): Record<string, string> {
  return Object.fromEntries(
    ["core", "app"].flatMap((name) => {
      const folder = project.path(`${name}/out`);
      if (!existsSync(folder)) return [];
      return readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((file) =>
        /\./.test(file) ? [[`${name}/${file}`, readFileSync(join(folder, file), "utf8")] as const] : [],
      );
    }),
  );
}

describe.each(Object.keys(lines) as Line[])("TypeScript %s", (line) => {
  const check = async (project: TestProject, path: string, build = false): Promise<string[]> => {
    const checked = await checkProject({
      project: project.path(path),
      environment: environmentOf(project.folder).current(),
      typescript: typescriptOf(line),
      build,
    });
    return checked.findings.map((one) => formatFinding(one, one.file && checked.text(one.file), project.folder));
  };
  const wrong = "app/main.ts(3,14): error TS2322: Type 'bigint' is not assignable to type 'string'.";

  it("builds the same, byte for byte, before and after a check", async () => {
    const project = projectOfReferences();
    const first = tsc(line, project, "--build");
    const before = outputs(project);
    expect(Object.keys(before).filter((name) => name.endsWith(".tsbuildinfo"))).toHaveLength(2);
    expect(before["core/orders.js"]).toContain("spark.sql `SELECT id, name FROM orders`");
    expect(await check(project, "app")).toEqual([wrong]);
    expect(await check(project, ".")).toEqual([wrong]);
    expect(await check(project, "tsconfig.json", true)).toEqual([wrong]);
    expect(outputs(project)).toEqual(before);
    expect(tsc(line, project, "--build")).toBe(first);
    expect(outputs(project)).toEqual(before);
  });

  it("checks before anything was built, and builds afterwards what it would have built", async () => {
    const [checked, never] = [projectOfReferences(), projectOfReferences()];
    expect(await check(checked, ".")).toEqual([wrong]);
    expect(outputs(checked)).toEqual({});
    tsc(line, checked, "--build");
    tsc(line, never, "--build");
    const neutral = (all: Record<string, string>, { folder }: TestProject): string =>
      JSON.stringify(all).replaceAll(folder.split("/").at(-1)!, "project");
    expect(neutral(outputs(checked), checked)).toBe(neutral(outputs(never), never));
  });

  it("checks a project without those that it refers to, unless it is told to", async () => {
    const project = projectOfReferences();
    project.write(
      "core/orders.ts",
      'import { spark } from "./session.js";\nexport const orders = spark.sql`SELECT id, nme FROM orders`;\n',
    );
    const nme = "core/orders.ts(2,44): error DBSQL1201: There is no column nme here. Did you mean name?";
    expect(await check(project, "app", true)).toContain(nme);
    expect(await check(project, ".")).toContain(nme);
  });

  it("reads references with comments, and stops at a circle of them", async () => {
    const project = projectOfReferences();
    project.write(
      "tsconfig.json",
      '{\n  // all [of] them\n  "files": [], /* "references": [] */\n  "references": [\n    { "path": "./core" /* ] */ }, // { "path": "./nowhere" }\n    { "path": "./app/tsconfig.json" },\n  ],\n}\n',
    );
    expect(await check(project, ".")).toEqual([wrong]);
    project.write("core/tsconfig.json", config(["../app"]));
    // The JavaScript compilers stop at the circle, as their tsc does; the native ones go on.
    const circular = await check(project, ".");
    if (line === "5.9" || line === "6.0") expect(circular.join("\n")).toContain("error TS6305: Output file");
    else expect(circular.filter((one) => one.includes("main.ts"))).toEqual([wrong]);
  });

  it("says which project of a list is missing", async () => {
    const project = projectOfReferences();
    project.write("tsconfig.json", JSON.stringify({ files: [], references: [{ path: "./nowhere" }] }));
    await expect(check(project, ".")).rejects.toThrow(/nowhere.*dbsql check -p/s);
  });
});

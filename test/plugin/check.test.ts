import { existsSync, readdirSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { type Checked, checkProject } from "../../plugin/hosts/check-project.js";
import { environmentOf } from "../../plugin/hosts/environment.js";
import { formatFinding } from "../../plugin/hosts/finding.js";
import {
  type Line,
  lines,
  projectOf,
  sample,
  sampleFindings,
  type TestProject,
  tsconfigOf,
  typescriptOf,
  unionsInOrder,
} from "./project.js";
import { stubEnvironment } from "./stub.js";

const made: TestProject[] = [];
afterEach(() => {
  for (const project of made.splice(0)) project.remove();
});

function project(files: Readonly<Record<string, string>>): TestProject {
  const created = projectOf(files);
  made.push(created);
  return created;
}

async function check(created: TestProject, line: Line, config = "tsconfig.json", build = false): Promise<Checked> {
  return checkProject({
    project: created.path(config),
    environment: stubEnvironment,
    typescript: typescriptOf(line),
    build,
  });
}

const printed = (created: TestProject, checked: Checked): string[] =>
  checked.findings.map((finding) =>
    unionsInOrder(formatFinding(finding, finding.file && checked.text(finding.file), created.folder)),
  );

/** The one-line sessions of a project, so that a case is its query only. */
const session = 'import { DatabricksSession } from "dbsql"; declare const spark: DatabricksSession;\n';

describe.each(Object.keys(lines) as Line[])("TypeScript %s", (line) => {
  it("finds the same in the sample project", async () => {
    const created = project(sample);
    const environment = environmentOf(created.folder);
    expect(environment.problems()).toEqual([]);
    const checked = await checkProject({
      project: created.folder,
      environment: environment.current(),
      typescript: typescriptOf(line),
    });
    expect(printed(created, checked)).toEqual(sampleFindings);
    expect(checked.queries).toBe(4);
  });

  it("says of a value in a function what Spark would refuse, at the value, and nothing of what it would cast", async () => {
    const text = (value: string, sql: string): string =>
      `spark.sql\`SELECT ${sql.replace("?", `\${${value}}`)} AS a FROM orders\`;`;
    const wrong = [
      text("flag", "date_add(at, ?)"),
      text("many", "substr(name, ?)"),
      text("day", "round(amount, ?)"),
      text("many", "upper(?)"),
      text("flag", "CAST(? AS DATE)"),
      text("flag", "-?"),
      "spark.sql`SELECT id FROM orders LIMIT ${big}`;",
    ];
    const right = [
      text("word", "date_add(at, ?)"),
      text("count", "substr(name, ?)"),
      text("big", "round(amount, ?)"),
      text("day", "upper(?)"),
      text("word", "CAST(? AS DATE)"),
      text("none", "coalesce(amount, ?)"),
      text('sql`"x"`', "round(amount, ?)"),
      "spark.sql`SELECT id FROM orders LIMIT ${count}`;",
    ];
    const created = project({
      ...sample,
      "src/values.ts": `import { type DatabricksSession, sql, type Temporal } from "dbsql";
declare const spark: DatabricksSession, word: string, count: number, big: bigint, flag: boolean, many: string[], none: null, day: Temporal.PlainDate;
${[...wrong, ...right].join("\n")}
export {};
`,
    });
    const checked = await checkProject({
      project: created.folder,
      environment: environmentOf(created.folder).current(),
      typescript: typescriptOf(line),
    });
    const found = printed(created, checked).filter((finding) => finding.startsWith("src/values.ts"));
    const place = (query: string, at: number): string => `src/values.ts(${at + 3},${query.indexOf("${") + 3})`;
    expect(found.map((finding) => finding.split(":", 1)[0])).toEqual(wrong.map(place));
    expect(found[0]).toMatch(/type 'boolean' is not assignable to parameter of type '[\w| ]+'\.$/);
  });

  it("claims nothing where a server without ANSI would coerce, when the settings say so", async () => {
    const found = async (settings: string): Promise<string[]> => {
      const created = project({
        ...sample,
        "dbsql.config.json": settings,
        "src/report.ts": `${session}export const a = spark.sql\`SELECT CAST(true AS TIMESTAMP) AS x, upper(array(id)) AS y FROM orders\`;\n`,
      });
      const environment = environmentOf(created.folder).current();
      const checked = await checkProject({ project: created.folder, environment, typescript: typescriptOf(line) });
      return printed(created, checked).filter((finding) => finding.startsWith("src/report.ts"));
    };
    const strict = await found("{}");
    expect(strict).toHaveLength(2);
    expect(await found('{ "ansi": false }')).toEqual([]);
  });

  it("asks the type checker about tags that the text does not settle", async () => {
    const created = project({
      "src/a.ts": `import { spark } from "#sessions";
function run<S extends typeof spark>(s: S) { return s.sql\`SELECT nme FROM orders\`; }
const other = { sql: (strings: TemplateStringsArray) => strings.raw };
export const b = other.sql\`SELECT nme FROM orders\`; run(spark);
export const a: number = (await (Math.random() ? spark : spark).sql\`SELECT id FROM orders\`.first())!.id;
`,
      "lib/sessions.ts":
        'import { DatabricksSession } from "dbsql";\nexport const spark = await DatabricksSession.builder.getOrCreate();\n',
      "package.json": '{ "name": "app", "type": "module", "imports": { "#sessions": "./lib/sessions.ts" } }',
    });
    const checked = await check(created, line);
    expect(printed(created, checked)).toEqual([
      "src/a.ts(2,66): error DBSQL1001: There is no column `nme`.",
      "src/a.ts(5,14): error TS2322: Type 'bigint' is not assignable to type 'number'.",
    ]);
  });

  it("leaves other libraries' tags and the users' own types alone", async () => {
    const created = project({
      "node_modules/other/package.json": '{ "name": "other", "version": "1.0.0", "types": "index.d.ts" }',
      "node_modules/other/index.d.ts": "export declare const db: { sql<T>(s: TemplateStringsArray): T[] };",
      "src/a.ts": `${session}import { db } from "other";
export const a: number[] = db.sql\`SELECT nme FROM orders\`;
export const b = spark.sql<{ row: { mine: 1 }; params: [] }>\`SELECT nme FROM orders\`.first();
export const c: Promise<{ mine: 1 } | undefined> = b;
`,
    });
    expect(printed(created, await check(created, line))).toEqual([]);
  });

  it("checks .tsx, .mts and .cts", async () => {
    const created = project({
      "src/a.tsx": `${session}declare global { namespace JSX { interface IntrinsicElements { p: { title?: string; children?: unknown } } } }
declare const React: unknown;
export const A = () => <p title={\`\${spark.sql\`SELECT nme FROM orders\`}\`}>it's \`{1}\`</p>;
`,
      "src/b.mts": `${session}export const b: string = (await spark.sql\`SELECT id FROM orders\`.first())!.id;\n`,
      "src/c.cts":
        'import type { DatabricksSession } from "dbsql" with { "resolution-mode": "import" };\nexport const c = (spark: DatabricksSession) => spark.sql`SELECT nme FROM orders`;\n',
      "tsconfig.json": tsconfigOf({ jsx: "preserve" }),
    });
    expect(printed(created, await check(created, line))).toEqual([
      "src/a.tsx(4,54): error DBSQL1001: There is no column `nme`.",
      "src/b.mts(2,14): error TS2322: Type 'bigint' is not assignable to type 'string'.",
      "src/c.cts(2,65): error DBSQL1001: There is no column `nme`.",
    ]);
  });

  it("writes nothing, whatever the project would emit", async () => {
    const created = project({
      ...sample,
      "tsconfig.json": tsconfigOf({
        incremental: true,
        composite: true,
        declaration: true,
        outDir: "out",
        tsBuildInfoFile: "out/info.tsbuildinfo",
      }),
    });
    await check(created, line);
    expect(existsSync(created.path("out"))).toBe(false);
    expect(readdirSync(created.folder).filter((name) => name.endsWith(".tsbuildinfo"))).toEqual([]);
  });

  it("checks the projects of a list of projects, and looks through references to their sources", async () => {
    const options = { strict: true, target: "es2022", module: "nodenext", types: [], composite: true };
    const created = project({
      "tsconfig.json": JSON.stringify({ files: [], references: [{ path: "./lib" }, { path: "./app" }] }),
      "lib/tsconfig.json": JSON.stringify({ compilerOptions: { ...options, outDir: "out" }, include: ["."] }),
      "lib/orders.ts": `${session}export const orders = spark.sql\`SELECT id, nme FROM orders\`;\n`,
      "app/tsconfig.json": JSON.stringify({
        compilerOptions: options,
        include: ["."],
        references: [{ path: "../lib" }],
      }),
      "app/main.ts":
        'import { orders } from "../lib/orders.js";\nexport const a: string = (await orders.first())!.id;\n',
    });
    const findings = printed(created, await check(created, line));
    expect(findings).toEqual([
      "app/main.ts(2,14): error TS2322: Type 'bigint' is not assignable to type 'string'.",
      "lib/orders.ts(2,44): error DBSQL1001: There is no column `nme`.",
    ]);
  });

  it("says what to do about a project that is not there", async () => {
    const created = project({});
    await expect(check(created, line, "tsconfig.nope.json")).rejects.toThrow(/tsconfig\.nope\.json.*dbsql check -p/s);
  });

  it("reports the syntax errors that tsc reports", async () => {
    const created = project({
      "src/a.ts": `${session}export const a = spark.sql\`SELECT id FROM orders\`; const b = ;\n`,
    });
    expect(printed(created, await check(created, line))).toEqual([
      "src/a.ts(2,62): error TS1109: Expression expected.",
    ]);
  });
});

/** A package in place of TypeScript 7 that tells what its compiler would be started with. */
const tellingPackage: Readonly<Record<string, string>> = {
  "tsconfig.json": "{}",
  "node_modules/typescript/package.json": JSON.stringify({
    name: "typescript",
    version: "7.1.0",
    type: "module",
    exports: { "./package.json": "./package.json", "./sync": "./sync.js", "./fs": "./fs.js" },
  }),
  "node_modules/typescript/fs.js": "export const serverFS = { useOS: {} };",
  "node_modules/typescript/sync.js":
    "export class API { constructor() { const { GOGC, GOMEMLIMIT } = process.env; throw new Error(JSON.stringify({ GOGC, GOMEMLIMIT })); } }",
};

describe("the memory of a native compiler", () => {
  const started = async (): Promise<Record<string, string>> => {
    const created = project(tellingPackage);
    const telling = { project: created.folder, environment: stubEnvironment };
    const typescript = created.path("node_modules/typescript");
    const { message } = (await checkProject({ ...telling, typescript }).catch((error: unknown) => error)) as Error;
    return JSON.parse(message) as Record<string, string>;
  };
  afterEach(() => {
    delete process.env.GOGC;
  });

  it("may grow to half of what there is before garbage is collected often, and ours stays as it is", async () => {
    const { GOGC, GOMEMLIMIT } = await started();
    expect(GOGC).toBe("400");
    expect(Number(GOMEMLIMIT)).toBeGreaterThan(1e8);
    expect(process.env.GOGC ?? process.env.GOMEMLIMIT).toBeUndefined();
  });

  it("is what the user says it is", async () => {
    process.env.GOGC = "50";
    expect(await started()).toEqual({ GOGC: "50" });
    expect(process.env.GOGC).toBe("50");
  });
});

import { describe, expect, it } from "vitest";
import { workspaceOf } from "./stub.js";

const session = `import { DatabricksSession } from "dbsql";\n`;
const made = `const spark = await DatabricksSession.builder.getOrCreate();\n`;
const query = "spark.sql`SELECT id FROM orders`;";

/** What the text of a program says of the tag in its last file: ours, uncertain, or neither. */
function verdict(...texts: readonly string[]): "ours" | "uncertain" | "other" {
  const files = Object.fromEntries(
    texts.map((text, at) => [at === texts.length - 1 ? "/p/main.ts" : `/p/f${at}.ts`, text]),
  );
  const inspection = workspaceOf(files).inspect("/p/main.ts");
  if (inspection === undefined) return "other";
  return inspection.queries.length > 0 ? "ours" : inspection.uncertain.length > 0 ? "uncertain" : "other";
}

describe("a tag is ours", () => {
  it.each([
    ["made by the builder", session + made + query],
    [
      "made by a configured builder",
      `${session}const spark = await DatabricksSession.builder.remote("sc://x").config({ a: 1 }).getOrCreate();\n${query}`,
    ],
    ["await using", `${session}await using spark = await DatabricksSession.builder.getOrCreate();\n${query}`],
    [
      "another name",
      `${session}const s = await DatabricksSession.builder.getOrCreate(); const x = s; x.sql\`SELECT id FROM orders\``,
    ],
    ["a renamed import", `import { DatabricksSession as S } from "dbsql"; function f(spark: S) { ${query} }`],
    [
      "a type import",
      `import type { DatabricksSession } from "dbsql"; export const f = (spark: DatabricksSession) => ${query}`,
    ],
    [
      "an inline type import",
      `import { type DatabricksSession } from "dbsql"; export const f = async (spark: DatabricksSession) => { ${query} }`,
    ],
    ["a namespace import", `import * as d from "dbsql"; function f(spark: d.DatabricksSession) { ${query} }`],
    ["an import type", `function f(spark: import("dbsql").DatabricksSession) { ${query} }`],
    [
      "a nullable parameter",
      `${session}function f(spark: DatabricksSession | undefined) { spark!.sql\`SELECT id FROM orders\` }`,
    ],
    ["an optional parameter", `${session}function f(a: number, spark?: DatabricksSession) { if (spark) ${query} }`],
    [
      "a destructured parameter",
      `${session}function f({ spark }: { spark: DatabricksSession; x: number }) { ${query} }`,
    ],
    ["a renamed destructuring", `${session}function f({ db: spark }: { db: DatabricksSession }) { ${query} }`],
    [
      "an interface",
      `${session}interface Context { log(): void; spark: DatabricksSession }\nfunction f(c: Context) { c.spark.sql\`SELECT id FROM orders\` }`,
    ],
    ["an alias", `${session}type S = DatabricksSession;\nfunction f(spark: S) { ${query} }`],
    [
      "an alias of an object",
      `${session}type C = { spark: DatabricksSession }\nconst f = (c: C) => c.spark.sql\`SELECT id FROM orders\``,
    ],
    [
      "a class field",
      `${session}class A { private spark: DatabricksSession; constructor(s: DatabricksSession) { this.spark = s } m() { return this.spark.sql\`SELECT id FROM orders\` } }`,
    ],
    [
      "a parameter property",
      `${session}class A { constructor(private readonly spark: DatabricksSession) {} m() { return this.spark.sql\`SELECT id FROM orders\` } }`,
    ],
    [
      "a field made in place",
      `${session}class A { spark = DatabricksSession.builder.getOrCreate(); async m() { (await this.spark).sql\`SELECT id FROM orders\` } }`,
    ],
    [
      "a getter",
      `${session}class A { get spark(): DatabricksSession { return x } m() { this.spark.sql\`SELECT id FROM orders\` } }`,
    ],
    [
      "a function's result",
      `${session}async function get(): Promise<DatabricksSession> { return x }\nconst spark = await get();\n${query}`,
    ],
    [
      "an arrow's result",
      `${session}const get = async () => DatabricksSession.builder.getOrCreate();\n(await get()).sql\`SELECT id FROM orders\``,
    ],
    ["an object's member", `${session}${made}const ctx = { a: 1, spark };\nctx.spark.sql\`SELECT id FROM orders\``],
    ["an assertion", `${session}(x as DatabricksSession).sql\`SELECT id FROM orders\``],
    ["a satisfies", `${session}${made}(spark satisfies object).sql\`SELECT id FROM orders\``],
    ["typeof", `${session}${made}function f(s: typeof spark) { s.sql\`SELECT id FROM orders\` }`],
    ["Awaited", `${session}function f(spark: Awaited<Promise<DatabricksSession>>) { ${query} }`],
    [
      "no semicolons",
      `${session}const a = 1\nlet spark: DatabricksSession\nspark = x\nspark.sql\`SELECT id FROM orders\``,
    ],
    ["comments between", `${session}${made}spark /* a */ . /* b */ sql /* c */ \`SELECT id FROM orders\``],
    ["on a line of its own", `${session}${made}const x = spark\n  .sql\`SELECT id FROM orders\`\n  .limit(1)`],
    ["a nested arrow", `${session}export default (spark: DatabricksSession) => [1].map((x) => ${query.slice(0, -1)})`],
    [
      "a generic function",
      `${session}async function f<T extends Foo<Bar>>(spark: DatabricksSession, t: T): Promise<T> { ${query} }`,
    ],
    ["the tag itself", `${session}${made}const { sql } = spark; sql\`SELECT id FROM orders\``],
    ["the tag renamed", `${session}${made}const { sql: query } = spark; query\`SELECT id FROM orders\``],
    ["the tag assigned", `${session}${made}const q = spark.sql; q\`SELECT id FROM orders\``],
    ["a method", `${session}const o = { async run(spark: DatabricksSession): Promise<void> { ${query} } }`],
  ])("%s", (_, text) => {
    expect(verdict(text)).toBe("ours");
  });

  it.each([
    ["a named export", [`${session}export ${made}`, `import { spark } from "./f0.js"; ${query}`]],
    ["a list export", [`${session}${made}export { spark as db };`, `import { db as spark } from "./f0"; ${query}`]],
    [
      "a default export",
      [
        `${session}export default await DatabricksSession.builder.getOrCreate();`,
        `import spark from "./f0.js"; ${query}`,
      ],
    ],
    ["a namespace", [`${session}export ${made}`, `import * as f from "./f0.js"; f.spark.sql\`SELECT id FROM orders\``]],
    [
      "re-exported by name",
      [
        `${session}export ${made}`,
        `export { spark as s } from "./f0.js"`,
        `import { s as spark } from "./f1.js"; ${query}`,
      ],
    ],
    [
      "re-exported by star",
      [`${session}export ${made}`, `export * from "./f0.js"`, `import { spark } from "./f1.js"; ${query}`],
    ],
    [
      "re-exported as a namespace",
      [
        `${session}export ${made}`,
        `export * as all from "./f0.js"`,
        `import { all } from "./f1.js"; all.spark.sql\`SELECT id FROM orders\``,
      ],
    ],
    [
      "the class, re-exported",
      [`export { DatabricksSession } from "dbsql"`, `import { DatabricksSession } from "./f0.js"; ${made}${query}`],
    ],
    [
      "a type of another file",
      [
        `${session}export interface C { spark: DatabricksSession }`,
        `import type { C } from "./f0.js"; export const f = (c: C) => c.spark.sql\`SELECT id FROM orders\``,
      ],
    ],
    [
      "a function of another file",
      [
        `${session}export async function get(): Promise<DatabricksSession> { return x }`,
        `import { get } from "./f0.js"; const spark = await get(); ${query}`,
      ],
    ],
    [
      "a class of another file",
      [
        `${session}export class A { constructor(readonly spark: DatabricksSession) {} }`,
        `import { A } from "./f0.js"; new A(x).spark.sql\`SELECT id FROM orders\``,
      ],
    ],
  ] as const)("%s, across files", (_, texts) => {
    expect(verdict(...texts)).toBe("ours");
  });
});

describe("the type checker is asked about", () => {
  it.each([
    ["a name of nowhere", query],
    ["another package", `import { spark } from "our-sessions"; ${query}`],
    ["another name of another library", `import { css } from "lit"; css\`sql\``],
    ["another member", `${session}${made}spark.sqlx\`SELECT\`; spark.psql\`SELECT\``],
    ["inside a template", `${session}${made}x\`\${1} spark.sql\\\`SELECT\\\`\``],
    ["a tag of another library", `import postgres from "postgres"; const sql = postgres(); sql\`SELECT 1\``],
    ["a parameter without a type", `${session}${made}export const f = (spark) => ${query}`],
    ["a shadowing parameter", `${session}${made}function f(spark: Other) { ${query} }`],
    ["a shadowing catch", `${session}${made}try {} catch (spark) { ${query} }`],
    ["a shadowing loop", `${session}${made}for (const spark of all) { ${query} }`],
    ["a shadowing destructuring", `${session}${made}{ const { spark } = other(); ${query} }`],
    ["a shadowing pattern", `${session}${made}{ const [a, { b: [spark] }] = other(); ${query} }`],
    ["a shadowing class", `${session}${made}{ class spark {}\n ${query} }`],
    ["a shadowing arrow", `${session}${made}const f = spark => ${query}`],
    ["a shadowing async arrow", `${session}${made}const f = async ({ spark }) => { ${query} }`],
    ["a shadowing method", `${session}${made}class A { m(spark: X) { ${query} } }`],
    ["a shadowing import", `${session}${made}import spark from "x"; ${query}`],
    ["another class of the same name", `import { DatabricksSession } from "other"; ${made}${query}`],
    ["a union", `${session}function f(spark: DatabricksSession | Other) { ${query} }`],
    ["a choice", `${session}${made}(a ? spark : b).sql\`SELECT id FROM orders\``],
    ["a circle", `const spark = other; const other = spark; ${query}`],
    ["a circle of files", "import { spark } from './main.js'; export { spark }; spark.sql`SELECT 1`"],
    ["a type parameter", `${session}function f<S extends DatabricksSession>(spark: S) { ${query} }`],
    ["a subclass", `${session}class Mine extends DatabricksSession { m() { this.sql\`SELECT id FROM orders\` } }`],
  ])("%s", (_, text) => {
    expect(verdict(text)).toBe("uncertain");
  });
});

describe("left alone", () => {
  it.each([
    ["a fragment", `import { sql } from "dbsql"; sql\`SELECT 1\``],
    ["a fragment by namespace", `import * as d from "dbsql"; d.sql\`SELECT 1\``],
    ["a keyword", "const sql = () => { return `SELECT 1` }"],
    ["a type argument of the user", `${session}${made}spark.sql<{ id: bigint }>\`SELECT id FROM orders\``],
    ["the call form", `${session}${made}spark.sql("SELECT id FROM orders")`],
    ["inside a comment", `${session}${made}// ${query}`],
    ["inside a string", `${session}${made}"${query}"`],
    ["an unclosed template", `${session}${made}spark.sql\`SELECT id`],
  ])("%s", (_, text) => {
    expect(verdict(text)).toBe("other");
  });
});

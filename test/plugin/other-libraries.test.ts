import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkProject } from "../../plugin/hosts/check-project.js";
import { environmentOf } from "../../plugin/hosts/environment.js";
import { formatFinding } from "../../plugin/hosts/finding.js";
import { type Line, lines, projectOf, tsconfigOf, typescriptOf } from "./project.js";

/** The tags of others, with the declarations that their users have, beside a session of ours. */
const session = 'import { DatabricksSession } from "dbsql";\ndeclare const spark: DatabricksSession;\n';
const sources: Readonly<Record<string, string>> = {
  postgres: `${session}import postgres from "postgres";
const sql = postgres("postgres://localhost/x");
export const a = await sql\`SELECT nme FROM orders WHERE id = \${1} AND x IN \${sql([1, 2])}\`;
export const b = sql<{ id: number }[]>\`SELECT nme FROM orders\`;
export const c = await sql.begin((sql) => sql\`UPDATE orders SET nme = \${"x"}\`);
const wrapped = { sql };
export const d = wrapped.sql\`SELECT nme FROM \${sql("orders")}\`;
export const ours = spark.sql\`SELECT ‹nme› FROM orders\`;
`,
  slonik: `${session}import { createPool, sql } from "slonik";
const pool = await createPool("postgres://localhost/x");
export const a = await pool.any(sql.unsafe\`SELECT nme FROM orders WHERE id = \${1}\`);
export const b = sql.fragment\`nme = \${1} AND \${sql.identifier(["a", "b"])}\`;
export const ours = spark.sql\`SELECT ‹nme› FROM orders\`;
`,
  drizzle: `${session}import { sql } from "drizzle-orm";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
const orders = pgTable("orders", { id: integer("id").primaryKey(), name: text("name") });
export const a = sql\`SELECT nme FROM \${orders} WHERE \${orders.id} = \${1}\`;
export const b = sql<string>\`lower(\${orders.name})\`.as("nme");
export const ours = spark.sql\`SELECT ‹nme› FROM orders\`;
`,
  kysely: `${session}import { type Kysely, sql } from "kysely";
export const a = (db: Kysely<{ orders: { id: number } }>) => sql\`SELECT nme FROM orders WHERE id = \${1}\`.execute(db);
export const b = sql<number>\`count(nme)\`.as("n");
export const c = sql\`\${sql.ref("orders.id")} = \${sql.lit("x")}\`;
export const ours = spark.sql\`SELECT ‹nme› FROM orders\`;
`,
  lit: `${session}import { css, html, LitElement } from "lit";
import { unsafeStatic, html as staticHtml } from "lit/static-html.js";
export class Orders extends LitElement {
  static override styles = css\`:host { color: red } /* sql nme */\`;
  override render() {
    return html\`<p title=\${"sql"}>it's \${staticHtml\`<\${unsafeStatic("b")}>nme</b>\`} \${[1].map((i) => html\`<li>\${i}</li>\`)}</p>\`;
  }
}
export const ours = spark.sql\`SELECT ‹nme› FROM orders\`;
`,
};
const packages = ["postgres", "slonik", "drizzle-orm", "kysely", "lit"];

const project = projectOf({
  ...Object.fromEntries(Object.entries(sources).map(([name, text]) => [`src/${name}.ts`, text.replace(/[‹›]/g, "")])),
  "tsconfig.json": tsconfigOf({ skipLibCheck: true, noEmit: true }),
});
for (const name of packages) {
  const link = project.path(`node_modules/${name}`);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(folderOf(name), link);
}
afterAll(() => project.remove());

/** Where `npm ci` put a package, whatever of itself it exports. */
function folderOf(name: string): string {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const found = paths.map((path) => join(path, name)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${name} is not installed: run npm ci.`);
  return found;
}

describe.each(Object.keys(lines) as Line[])("with TypeScript %s", (line) => {
  const checked = checkProject({
    project: project.folder,
    environment: environmentOf(project.folder).current(),
    typescript: typescriptOf(line),
  });
  it.each(Object.entries(sources))("%s's tags are left alone, ours beside them is not", async (name, marked) => {
    const { findings, text } = await checked;
    const lines = marked.split("\n");
    const at = lines.findIndex((one) => one.includes("‹"));
    expect(
      findings
        .filter(({ file }) => file?.endsWith(`/src/${name}.ts`))
        .map((one) => formatFinding(one, text(one.file!), project.folder)),
    ).toEqual([
      `src/${name}.ts(${at + 1},${lines[at]!.indexOf("‹") + 1}): error DBSQL1201: There is no column nme here. Did you mean name?`,
    ]);
  });
  it("finds no more than these queries", async () => {
    const { queries, findings } = await checked;
    expect(queries).toBe(Object.keys(sources).length);
    expect(findings).toHaveLength(queries);
  });
});

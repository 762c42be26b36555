/**
 * Programs with the places of all that is to be found in them: `‹nme›` is a mistake in a query that must be found. A query with `nme` and no mark must not be taken for one of ours.
 */
export interface InjectionCase {
  readonly name: string;
  /** The main file, or files by name. */
  readonly program: string | Readonly<Record<string, string>>;
  readonly tsx?: boolean;
}

const S = 'import { DatabricksSession } from "dbsql";\n';
const D = `${S}declare const spark: DatabricksSession;\n`;
const Q = "SELECT ‹nme› FROM orders";
const N = "SELECT nme FROM orders";

const one = (name: string, program: string): InjectionCase => ({ name, program });
const tsx = (name: string, program: string): InjectionCase => ({ name, program, tsx: true });
const many = (name: string, program: Readonly<Record<string, string>>): InjectionCase => ({ name, program });

export const injectionCases: readonly InjectionCase[] = [
  // How the session gets there.
  one("a parameter", `${S}export const f = (spark: DatabricksSession) => spark.sql\`${Q}\`;`),
  one("a type parameter", `${S}export function f<S extends DatabricksSession>(s: S) { return s.sql\`${Q}\`; }`),
  one(
    "a type parameter of a class",
    `${S}export class A<S extends DatabricksSession> { constructor(readonly s: S) {} m() { return this.s.sql\`${Q}\`; } }`,
  ),
  one(
    "a type parameter with a member",
    `${S}export function f<C extends { db: DatabricksSession }>({ db }: C) { return db.sql\`${Q}\`; }`,
  ),
  one("a keyed type", `${S}type C = { db: DatabricksSession };\nexport const f = (s: C["db"]) => s.sql\`${Q}\`;`),
  one("a picked type", `${S}export const f = (s: Pick<DatabricksSession, "sql">) => s.sql\`${Q}\`;`),
  one("an intersection", `${S}export const f = (s: DatabricksSession & { a: 1 }) => s.sql\`${Q}\`;`),
  one(
    "a union that is narrowed",
    `${S}export function f(s: DatabricksSession | string) { if (typeof s !== "string") s.sql\`${Q}\`; }`,
  ),
  one("a record", `${S}export const f = (all: Record<string, DatabricksSession>, k: string) => all[k]!.sql\`${Q}\`;`),
  one("an array", `${S}export const f = (all: DatabricksSession[]) => all[0]!.sql\`${Q}\`;`),
  one(
    "a loop over an array",
    `${S}export function f(all: DatabricksSession[]) { for (const s of all) s.sql\`${Q}\`; }`,
  ),
  one("a callback", `${S}export const f = (all: DatabricksSession[]) => all.map((s) => s.sql\`${Q}\`);`),
  one("a map", `${S}export const f = (all: Map<string, DatabricksSession>) => all.get("a")!.sql\`${Q}\`;`),
  one("a tuple", `${S}export const f = ([s]: [DatabricksSession, number]) => s.sql\`${Q}\`;`),
  one("a rest parameter", `${S}export const f = (...all: DatabricksSession[]) => all[0]!.sql\`${Q}\`;`),
  one("a default parameter", `${D}export const f = (s = spark) => s.sql\`${Q}\`;`),
  one("a destructured parameter with a default", `${D}export const f = ({ s = spark } = {}) => s.sql\`${Q}\`;`),
  one("a choice", `${D}export const f = (a: boolean, b: DatabricksSession) => (a ? spark : b).sql\`${Q}\`;`),
  one("a fallback", `${D}export const f = (b?: DatabricksSession) => (b ?? spark).sql\`${Q}\`;`),
  one("an assignment in an expression", `${D}let s: DatabricksSession;\nexport const a = (s = spark).sql\`${Q}\`;`),
  one("a function without annotation", `${D}function get() { return spark; }\nexport const a = get().sql\`${Q}\`;`),
  one("a function expression", `${D}const get = function () { return spark; };\nexport const a = get().sql\`${Q}\`;`),
  one(
    "an async function without annotation",
    `${S}async function get() { return DatabricksSession.builder.getOrCreate(); }\nexport const a = (await get()).sql\`${Q}\`;`,
  ),
  one("a generic identity", `${D}const id = <T,>(x: T): T => x;\nexport const a = id(spark).sql\`${Q}\`;`),
  one("a generator", `${D}function* g() { yield spark; }\nfor (const s of g()) s.sql\`${Q}\`;`),
  one("a promise", `${S}export const f = (p: Promise<DatabricksSession>) => p.then((s) => s.sql\`${Q}\`);`),
  one(
    "await using",
    `${S}export async function f() { const s = await DatabricksSession.builder.getOrCreate(); return s.sql\`${Q}\`; }`,
  ),
  one("a getter", `${D}class A { get db() { return spark; } }\nexport const a = new A().db.sql\`${Q}\`;`),
  one(
    "a getter of an object",
    `${D}const o = { get db(): DatabricksSession { return spark; } };\nexport const a = o.db.sql\`${Q}\`;`,
  ),
  one("a static field", `${D}class A { static db = spark; }\nexport const a = A.db.sql\`${Q}\`;`),
  one(
    "a private field",
    `${S}export class A { #db: DatabricksSession; constructor(s: DatabricksSession) { this.#db = s; } m() { return this.#db.sql\`${Q}\`; } }`,
  ),
  one(
    "a field of a base class",
    `${S}class B { constructor(protected db: DatabricksSession) {} }\nexport class A extends B { m() { return this.db.sql\`${Q}\`; } }`,
  ),
  one(
    "a field by an interface",
    `${S}interface I { db: DatabricksSession }\nexport abstract class A implements I { abstract db: DatabricksSession; m() { return this.db.sql\`${Q}\`; } }`,
  ),
  one(
    "a field of an inner object",
    `${S}export class A { private ctx: { db: DatabricksSession; n: number }; constructor(c: A["ctx"]) { this.ctx = c; } m() { const { db } = this.ctx; return db.sql\`${Q}\`; } }`,
  ),
  one("a static block", `${D}export class A { static { spark.sql\`${Q}\`; } }`),
  one(
    "a nested destructuring",
    `${D}const ctx = { a: { b: { db: spark } } };\nconst { a: { b: { db } } } = ctx;\ndb.sql\`${Q}\`;`,
  ),
  one("a computed destructuring", `${D}const { ["sql"]: q } = spark;\nq\`${Q}\`;`),
  one("a rest of an object", `${D}const { a, ...rest } = { a: 1, db: spark };\nrest.db.sql\`${Q}\`; a;`),
  one("a spread", `${D}const ctx = { ...{ db: spark } };\nctx.db.sql\`${Q}\`;`),
  one("satisfies", `${D}const ctx = { db: spark } satisfies { db: DatabricksSession };\nctx.db.sql\`${Q}\`;`),
  one("as const", `${D}const ctx = { db: spark } as const;\nctx.db.sql\`${Q}\`;`),
  one("an old assertion", `${D}(<DatabricksSession>spark).sql\`${Q}\`;`),
  one("two assertions", `${D}export const f = (x: unknown) => (x as unknown as DatabricksSession).sql\`${Q}\`;`),
  one("a namespace of the program", `${D}namespace App { export const db = spark; }\nApp.db.sql\`${Q}\`;`),
  one("an enum beside", `${D}enum E { A = 1 }\nspark.sql\`SELECT ‹nme› FROM orders WHERE id = \${E.A}\`;`),
  one(
    "an overloaded function",
    `${D}function get(a: 1): DatabricksSession;\nfunction get(a: 2): DatabricksSession;\nfunction get(_: number) { return spark; }\nget(1).sql\`${Q}\`;`,
  ),
  one("a global variable", `${S}declare global { var db: DatabricksSession }\ndb.sql\`${Q}\`;`),
  one("globalThis", `${S}declare global { var db2: DatabricksSession }\nglobalThis.db2.sql\`${Q}\`;`),
  one(
    "a type guard",
    `${S}declare function is(x: unknown): x is DatabricksSession;\nexport const f = (x: unknown) => is(x) && x.sql\`${Q}\`;`,
  ),
  one(
    "an assertion function",
    `${S}declare function check(x: unknown): asserts x is DatabricksSession;\nexport function f(x: unknown) { check(x); x.sql\`${Q}\`; }`,
  ),
  one("instance types", `${D}export const f = (s: NonNullable<typeof spark | null>) => s.sql\`${Q}\`;`),
  one(
    "a mapped type",
    `${S}type All = { [K in "a" | "b"]: DatabricksSession };\nexport const f = (all: All) => all.a.sql\`${Q}\`;`,
  ),
  one(
    "a conditional type",
    `${S}type C<T> = T extends string ? DatabricksSession : never;\nexport const f = (s: C<"a">) => s.sql\`${Q}\`;`,
  ),
  one("ReturnType", `${D}const get = () => spark;\nexport const f = (s: ReturnType<typeof get>) => s.sql\`${Q}\`;`),
  one(
    "Awaited",
    `${S}export const f = (s: Awaited<ReturnType<typeof DatabricksSession.builder.getOrCreate>>) => s.sql\`${Q}\`;`,
  ),
  one(
    "the class of the engine",
    `import type { SparkSession } from "dbsql";\nexport const f = (s: SparkSession) => s.sql\`${Q}\`;`,
  ),
  one(
    "a subclass's field",
    `import { SparkSession } from "dbsql";\nexport class Mine extends SparkSession { m() { return this.sql\`${Q}\`; } }`,
  ),

  // The tag itself.
  one("the tag in a variable", `${D}const q = spark.sql;\nq\`${Q}\`;`),
  one("the tag out of a function", `${D}const get = () => spark;\nconst { sql: q } = get();\nq\`${Q}\`;`),
  one("the tag as a parameter", `import type { SqlTag } from "dbsql";\nexport const f = (q: SqlTag) => q\`${Q}\`;`),
  one("the tag as a member type", `${S}export const f = (q: DatabricksSession["sql"]) => q\`${Q}\`;`),
  one("the tag as a field", `${D}class A { q = spark.sql; m() { return this.q\`${Q}\`; } }\nnew A();`),
  one("the tag in an array", `${D}[spark.sql][0]!\`${Q}\`;`),
  one("the tag by name", `${D}spark["sql"]\`${Q}\`;`),
  one("the tag by a variable's name", `${D}const key = "sql";\nspark[key]\`${Q}\`;`),
  one("the tag of a call", `${D}const tag = () => spark.sql;\nconst tags = { get: tag };\ntags.get()\`${Q}\`;`),
  one("the tag of a generic call", `${D}const id = <T,>(x: T): T => x;\nid(spark.sql)\`${Q}\`;`),
  one("the tag in parentheses", `${D}(spark.sql)\`${Q}\`;`),
  one("the tag not null", `${D}spark.sql!\`${Q}\`;`),
  one("the session not null", `${S}export const f = (s?: DatabricksSession) => s!.sql\`${Q}\`;`),
  one("the tag on its own line", `${D}spark\n  // a comment \`\n  .sql /* another \` */\n  \`${Q}\`;`),
  one("the tag bound", `${D}const q = spark.sql.bind(spark);\nq\`${Q}\`;`),

  // Across files.
  many("a barrel", {
    "main.ts": `import { spark } from "./barrel.js";\nspark.sql\`${Q}\`;`,
    "barrel.ts": 'export * from "./one.js";\nexport * from "./two.js";',
    "one.ts": "export const nothing = 1;",
    "two.ts": `${S}export const spark = await DatabricksSession.builder.getOrCreate();`,
  }),
  many("a barrel of barrels, renamed", {
    "main.ts": `import { db as warehouse } from "./a/index.js";\nwarehouse.sql\`${Q}\`;`,
    "a/index.ts": 'export { spark as db } from "./b/index.js";',
    "a/b/index.ts": 'export * from "./c.js";',
    "a/b/c.ts": `${S}export const spark = await DatabricksSession.builder.getOrCreate();`,
  }),
  many("a default export", {
    "main.ts": `import db from "./db.js";\ndb.sql\`${Q}\`;`,
    "db.ts": `${S}const spark = await DatabricksSession.builder.getOrCreate();\nexport { spark as default };`,
  }),
  many("a default re-exported", {
    "main.ts": `import { db } from "./all.js";\ndb.sql\`${Q}\`;`,
    "all.ts": 'export { default as db } from "./db.js";',
    "db.ts": `${S}export default await DatabricksSession.builder.getOrCreate();`,
  }),
  many("a namespace import", {
    "main.ts": `import * as all from "./db.js";\nall.spark.sql\`${Q}\`;`,
    "db.ts": `${S}export const spark = await DatabricksSession.builder.getOrCreate();`,
  }),
  many("a namespace export", {
    "main.ts": `import { dbs } from "./all.js";\ndbs.spark.sql\`${Q}\`;`,
    "all.ts": 'export * as dbs from "./db.js";',
    "db.ts": `${S}export const spark = await DatabricksSession.builder.getOrCreate();`,
  }),
  many("a type import", {
    "main.ts": `import type { Db } from "./db.js";\nexport const f = ({ spark }: Db) => spark.sql\`${Q}\`;`,
    "db.ts": `${S}export type Db = { readonly spark: DatabricksSession };`,
  }),
  many("a class from another file", {
    "main.ts": `import { Repository } from "./base.js";\nexport class Orders extends Repository { all() { return this.spark.sql\`${Q}\`; } }`,
    "base.ts": `${S}export class Repository { constructor(protected readonly spark: DatabricksSession) {} }`,
  }),
  many("a dynamic import", {
    "main.ts": `const { spark } = await import("./db.js");\nspark.sql\`${Q}\`;`,
    "db.ts": `${S}export const spark = await DatabricksSession.builder.getOrCreate();`,
  }),
  many("a dynamic import, as a whole", {
    "main.ts": `export const f = async () => (await import("./db.js")).spark.sql\`${Q}\`;`,
    "db.ts": `${S}export const spark = await DatabricksSession.builder.getOrCreate();`,
  }),
  many("an import type", {
    "main.ts": `export const f = (s: import("./db.js").Db) => s.sql\`${Q}\`;`,
    "db.ts": 'export type { DatabricksSession as Db } from "dbsql";',
  }),
  many("a typeof import", {
    "main.ts": `export const f = (m: typeof import("./db.js")) => m.spark.sql\`${Q}\`;`,
    "db.ts": `${S}export const spark = await DatabricksSession.builder.getOrCreate();`,
  }),
  many("a circle of files", {
    "main.ts": `${S}import { run } from "./run.js";\nexport const spark = await DatabricksSession.builder.getOrCreate();\nrun();`,
    "run.ts": `import { spark } from "./main.js";\nexport const run = () => spark.sql\`${Q}\`;`,
  }),
  many("the tag from another file", {
    "main.ts": `import { q } from "./db.js";\nq\`${Q}\`;`,
    "db.ts": `${S}const spark = await DatabricksSession.builder.getOrCreate();\nexport const { sql: q } = spark;`,
  }),
  many("the tag from a function of another file", {
    "main.ts": `import { tag } from "./db.js";\nconst q = tag();\nq\`${Q}\`;`,
    "db.ts": `${S}const spark = await DatabricksSession.builder.getOrCreate();\nexport function tag() { return spark.sql; }`,
  }),
  many(".mts and .cts", {
    "main.mts": `import { spark } from "./db.mjs";\nspark.sql\`${Q}\`;`,
    "db.mts": `${S}export const spark = await DatabricksSession.builder.getOrCreate();`,
    "other.cts": `import type { DatabricksSession } from "dbsql" with { "resolution-mode": "import" };\nexport const f = (s: DatabricksSession) => s.sql\`${Q}\`;`,
  }),
  many("a script", {
    "main.ts": `declare const db3: import("dbsql").DatabricksSession;\ndb3.sql\`${Q}\`;`,
    "second.ts": `declare const db4: import("dbsql").DatabricksSession;\ndb4.sql\`${Q}\`;`,
  }),
  many("a declaration file", {
    "main.ts": `import { spark } from "./db.js";\nspark.sql\`${Q}\`;`,
    "db.d.ts": `${S}export declare const spark: DatabricksSession;`,
  }),

  // The template.
  one("nothing", `${D}spark.sql\`‹›\`;`),
  one("one character", `${D}spark.sql\`‹a›\`; spark.sql\`${Q}\`;`),
  one(
    "a short head",
    `${D}import { sql } from "dbsql";\nspark.sql\`SELECT 1\`; spark.sql\`\${sql\`a\`}\`; spark.sql\`${Q}\`;`,
  ),
  one("line ends", `${D}spark.sql\`\n\n\r\n  SELECT\n    ‹nme›\n  FROM orders\n\`;`),
  one("comments of SQL", `${D}spark.sql\`-- it's nme\n/* nme \\\` */ SELECT ‹nme› FROM orders -- \${1}\n\`;`),
  one("characters of two units", `${D}spark.sql\`/*é😀*/ ${Q}\`;`),
  one("escapes", `${D}spark.sql\`\\u0053ELECT ‹nme› FROM orders WHERE name = '\\\\n'\`;`),
  one("quoted identifiers", `${D}spark.sql\`SELECT \\\`id\\\`, ‹nme› FROM orders\`;`),
  one("a query in a hole", `${D}spark.sql\`SELECT id FROM \${spark.sql\`SELECT id, ‹nme› FROM orders\`}\`;`),
  one(
    "a query in a function in a hole",
    `${D}spark.sql\`SELECT id FROM \${(() => { return spark.sql\`SELECT id, ‹nme› FROM orders\`; })()}\`;`,
  ),
  one(
    "a template in a hole",
    `${D}const a = "1";\nspark.sql\`SELECT ‹nme› FROM orders WHERE name = \${\`x\${\`y\${a}\`}\`}\`;`,
  ),
  one(
    "an object in a hole's function",
    `${D}const f = (o: { a: bigint }) => o.a;\nspark.sql\`SELECT ‹nme› FROM orders WHERE id = \${f({ a: 1n })}\`;`,
  ),
  one("a regex in a hole", `${D}spark.sql\`SELECT ‹nme› FROM orders WHERE name = \${String(/}\`/.test("a"))}\`;`),
  one("many in a line", `${D}spark.sql\`${Q}\`; spark.sql\`${Q}\`; const a = 4 / 2; spark.sql\`${Q}\`; a / 2;`),
  one("a regex before", `${D}const r = /\`/g; const s = 'it\\'s \`'; spark.sql\`${Q}\`; r; s;`),
  one("a division before", `${D}let n = 4;\nconst m = n++ / 2; spark.sql\`${Q}\`; m / 2;`),
  one("no semicolons", `${D}const a = 1\nspark.sql\`${Q}\`\nconst b = a\nb`),
  one("at the end without a line end", `${D}export const a = spark.sql\`${Q}\``),
  one("behind a comment at the end", `${D}export const a = spark.sql\`${Q}\`; // the end`),
  one(
    "a decorator",
    `${D}const dec = (_: unknown) => (_2: unknown, _3: unknown) => {};\n@dec(spark.sql\`${Q}\`) class A {}\nnew A();`,
  ),
  one("a template type beside", `${D}type T = \`a\${string}\`;\nexport const t: T = "ab"; spark.sql\`${Q}\`;`),
  one("a label and a block", `${D}a: { spark.sql\`${Q}\`; break a; }`),
  one(
    "a switch",
    `${D}export function f(x: number) { switch (x) { case 1: return spark.sql\`${Q}\`; default: return spark.sql\`${Q}\`; } }`,
  ),
  one(
    "a yield and an await",
    `${D}export async function* f() { yield spark.sql\`${Q}\`; await spark.sql\`${Q}\`.collect(); }`,
  ),
  one("a member of a result", `${D}export const a = spark.sql\`${Q}\`.limit(1).collect();`),
  one("many that are alike", `${D}${Array.from({ length: 30 }, () => `spark.sql\`${Q}\`;`).join("\n")}`),

  // JSX.
  tsx(
    "text with backquotes and apostrophes",
    `${D}export const A = () => <p>it's \`nme\` {spark.sql\`${Q}\` && 1} don't</p>;\nspark.sql\`${Q}\`;`,
  ),
  tsx("an attribute", `${D}export const A = () => <p title={\`\${spark.sql\`${Q}\`}\`} id="it's">x</p>;`),
  tsx(
    "a template in a template in an attribute",
    `${D}export const A = (a: string) => <p title={\`a\${\`b\${a}\`}\`}>{spark.sql\`${Q}\` && \`'\`}</p>;`,
  ),
  tsx("a generic arrow", `${D}export const id = <T,>(x: T) => x;\nid(spark).sql\`${Q}\`;`),
  tsx("a generic arrow that extends", `${S}export const f = <S extends DatabricksSession>(s: S) => s.sql\`${Q}\`;`),
  tsx(
    "a comparison",
    `${D}export const f = (a: number, b: number) => [a < b ? <b>\`</b> : <i>'</i>, spark.sql\`${Q}\`];`,
  ),
  tsx(
    "a fragment",
    `${D}export const A = () => (<>\n  \` {/* \` */}{[1].map((i) => <li key={\`\${i}\`}>\`{i}\`</li>)}\n</>);\nspark.sql\`${Q}\`;`,
  ),

  // Not ours.
  one(
    "another library's session",
    `declare const db: { sql(s: TemplateStringsArray, ...v: unknown[]): unknown };\ndb.sql\`${N}\`;`,
  ),
  one(
    "a class of the same name",
    `class DatabricksSession { sql(s: TemplateStringsArray) { return s; } }\nnew DatabricksSession().sql\`${N}\`;`,
  ),
  one(
    "a type of the same name",
    `type SqlTag = (s: TemplateStringsArray) => string;\ndeclare const sql: SqlTag;\nsql\`${N}\`;`,
  ),
  one("any", `declare const db: any;\ndb.sql\`${N}\`;`),
  one(
    "a shadowing parameter",
    `${D}export const f = (spark: { sql: (s: TemplateStringsArray) => void }) => spark.sql\`${N}\`;\nspark.sql\`${Q}\`;`,
  ),
  one(
    "two functions with a parameter of one name",
    `${S}type Other = { sql: (s: TemplateStringsArray) => void };\nexport function a<S extends Other>(s: S) { s.sql\`${N}\`; }\nexport function b<S extends DatabricksSession>(s: S) { s.sql\`${Q}\`; }\nexport function c<S extends Other>(s: S) { s.sql\`${N}\`; }`,
  ),
  one(
    "two loops with a variable of one name",
    `${S}type Other = { sql: (s: TemplateStringsArray) => void };\nexport function f(a: DatabricksSession[], b: Other[]) { for (const s of a) s.sql\`${Q}\`; for (const s of b) s.sql\`${N}\`; }`,
  ),
  one(
    "a union with another's",
    `${S}type Other = { sql: (s: TemplateStringsArray) => void };\nexport const f = (s: DatabricksSession | Other) => (s as Other).sql\`${N}\`;`,
  ),
  one("the users' own types", `${D}export const a = spark.sql<{ row: { mine: 1 }; params: [] }>\`${N}\`;`),
  one("a fragment", `import { sql } from "dbsql";\nexport const a = sql\`${N}\`;`),
  one("a fragment in a query", `${D}import { sql } from "dbsql";\nspark.sql\`${Q} WHERE \${sql\`nme = 1\`}\`;`),
  one(
    "in comments and strings",
    `${D}// spark.sql\`${N}\`\n/* spark.sql\`${N}\` */\nexport const a = "spark.sql\`${N}\`", b = /spark.sql\`${N}\`/;\nspark.sql\`${Q}\`;`,
  ),
  one("in a template", `${D}export const a = \`\${1} spark.sql\\\`${N}\\\`\`;\nspark.sql\`${Q}\`;`),
];

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ColumnSchema, cacheFiles } from "../../src/schema/index.js";
import { types } from "../../src/types/index.js";

/** The four lines of TypeScript that everything in `plugin/` must serve alike. */
export const lines = {
  "5.9": "typescript-5.9",
  "6.0": "typescript",
  "7.0": "typescript-7.0",
  "7.1": "typescript-7.1",
} as const;
export type Line = keyof typeof lines;

/** The folder of an installed TypeScript. */
export function typescriptOf(line: Line): string {
  return dirname(createRequire(import.meta.url).resolve(`${lines[line]}/package.json`));
}

/** As much of this package's declarations as a program needs to name a session and use rows. */
const declarations = `
export type SqlParam = string | number | bigint | boolean | Date | null | Fragment | Identifier | RelationParam;
export type SqlScalar = boolean | number | bigint | string | Uint8Array | Decimal | TemporalValue | Date;
export type SqlValue = null | SqlScalar | readonly SqlValue[] | ReadonlyMap<SqlValue, SqlValue>;
export interface TemporalValue<Tag extends string = string> { readonly [Symbol.toStringTag]: \`Temporal.\${Tag}\`; toString(): string }
export interface UncheckedRow { [column: string]: unknown }
export declare class Fragment { #fragment: true }
export declare class Identifier { #identifier: true }
export interface RelationParam { readonly relation: true }
export interface Decimal<P extends number = number, S extends number = number> { unscaled: bigint; scale: S; precision?: P }
export declare namespace Temporal {
  interface Instant { epochNanoseconds: bigint; instant: true }
  interface PlainDate { day: number; date: true; readonly [Symbol.toStringTag]: "Temporal.PlainDate" }
  interface PlainDateTime { hour: number; datetime: true }
  interface PlainTime { hour: number; time: true }
  interface ZonedDateTime { zone: string }
  interface Duration { hours: number }
}
export interface DataFrame<R> extends RelationParam { collect(): Promise<R[]>; first(): Promise<R | undefined>; limit(n: number): DataFrame<R> }
export interface SqlDataFrame<R> extends DataFrame<R>, PromiseLike<DataFrame<R>> {}
export interface SqlTyping { readonly row: object; readonly params: readonly unknown[]; readonly kind?: "command" | "unanalysed" }
export interface Unanalysed { readonly row: UncheckedRow; readonly params: readonly SqlParam[]; readonly kind: "unanalysed" }
export type SqlRest<Q extends SqlTyping, S> = S extends string ? [args?: Record<string, SqlParam>] : Q["params"];
export type SqlResult<Q extends SqlTyping> = Q extends { readonly kind: string } ? SqlDataFrame<Q["row"]> : DataFrame<Q["row"]>;
/** Runs a query. */
export type SqlTag = <Q extends SqlTyping = Unanalysed, const S extends TemplateStringsArray | string = TemplateStringsArray>(text: S, ...values: SqlRest<Q, S>) => SqlResult<Q>;
export declare class SparkSession { readonly sql: SqlTag }
export interface SessionBuilder { remote(url: string): SessionBuilder; getOrCreate(): Promise<SparkSession> }
export declare const DatabricksSession: { readonly builder: SessionBuilder };
export type DatabricksSession = SparkSession;
export declare function sql(strings: TemplateStringsArray, ...params: SqlParam[]): Fragment;
export declare function ident(...parts: string[]): Identifier;
`;

const options = { strict: true, target: "es2022", module: "nodenext", types: [], noUncheckedIndexedAccess: true };

/** The `tsconfig.json` of every test project, with more options where a test asks for them. */
export function tsconfigOf(more: object = {}): string {
  return JSON.stringify({ compilerOptions: { ...options, ...more }, include: ["src"] });
}

/** The option that names our plugin to TypeScript's older server. */
export const named = { plugins: [{ name: "dbsql/plugin" }] } as const;

const column = (name: string, type: ColumnSchema["type"], nullable: boolean, comment?: string): ColumnSchema => ({
  name,
  type,
  nullable,
  ...(comment === undefined ? {} : { comment }),
});

/** The cache of every test project: one table in the default schema. */
const orders = {
  catalog: "spark_catalog",
  schema: "default",
  complete: true,
  functionsComplete: true,
  functions: [],
  tables: [
    {
      catalog: "spark_catalog",
      schema: "default",
      name: "orders",
      kind: "table" as const,
      comment: "Every order.",
      columns: [
        column("id", types.bigint, false, "The key"),
        column("name", types.string, true, "Who ordered"),
        column("amount", types.decimal(12, 2), true),
        column("at", types.timestamp, true),
      ],
    },
  ],
};

export interface TestProject {
  readonly folder: string;
  path(name: string): string;
  write(name: string, text: string): void;
  remove(): void;
}

/** A project on the disk, with declarations of this package in its `node_modules`. */
export function projectOf(files: Readonly<Record<string, string>>): TestProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "dbsql-project-")));
  const path = (name: string): string => join(folder, name);
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  write(
    "node_modules/dbsql/package.json",
    '{ "name": "dbsql", "version": "0.0.0", "type": "module", "types": "index.d.ts" }',
  );
  write("node_modules/dbsql/index.d.ts", declarations);
  write("package.json", '{ "name": "app", "type": "module" }');
  write("tsconfig.json", tsconfigOf());
  for (const [name, text] of cacheFiles([orders])) write(`.dbsql/${name}`, text);
  for (const [name, text] of Object.entries(files)) write(name, text);
  return { folder, path, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Puts the bundle where the package has it: a folder `plugin` whose manifest names it. */
export function installPlugin(project: TestProject, bundle: string): void {
  project.write("node_modules/dbsql/plugin/package.json", '{ "main": "index.cjs" }');
  symlinkSync(bundle, project.path("node_modules/dbsql/plugin/index.cjs"));
}

/** The project whose findings must be the same on every line of TypeScript and in every editor. */
export const sample: Readonly<Record<string, string>> = {
  "src/session.ts": `import { DatabricksSession } from "dbsql";
export const spark = await DatabricksSession.builder.getOrCreate();
`,
  "src/orders.ts": `import { spark } from "./session.js";

export async function getOrders(id: bigint) {
  const rows = await spark.sql\`SELECT id, name FROM orders WHERE id = \${id}\`.collect();
  const bad: number = rows[0]!.name;
  rows[0]!.nope;
  return rows;
}
export const wrong = spark.sql\`SELECT id, nme FROM orders\`;
export const amounts = spark.sql\`
  SELECT amount, at FROM orders WHERE id = \${"text"}\`;
export const all = spark.sql\`SELECT * FROM \${wrong}\`;
`,
  "src/use.ts": `import { getOrders } from "./orders.js";
const rows = await getOrders(1n);
export const x: string = rows[0]!.id;
rows[0]!.name?.toUpperCase();
`,
};

/** What is wrong in it, as \`tsc\` would print it. */
export const sampleFindings = [
  "src/orders.ts(5,9): error TS2322: Type 'null | string' is not assignable to type 'number'.\n  Type 'null' is not assignable to type 'number'.",
  "src/orders.ts(6,12): error TS2339: Property 'nope' does not exist on type '{ id: bigint; name: string | null; }'.",
  "src/orders.ts(9,43): error DBSQL1201: There is no column nme here. Did you mean name?",
  `src/orders.ts(11,46): error TS2345: Argument of type '"text"' is not assignable to parameter of type 'Decimal<number, number> | Fragment | Identifier | bigint | null | number'.`,
  "src/use.ts(3,14): error TS2322: Type 'bigint' is not assignable to type 'string'.",
];

/** The lines of TypeScript print the members of a union in different orders. */
export function unionsInOrder(message: string): string {
  return message.replace(/'[^'"{}]* \| [^'{}]*'/g, (type) => `'${type.slice(1, -1).split(" | ").sort().join(" | ")}'`);
}

import type { Fragment, Temporal } from "../../src/index.js";
import {
  type DatabricksSession,
  type DataFrame,
  Decimal,
  ident,
  type SqlDataFrame,
  sql,
  type UncheckedRow,
} from "../../src/index.js";

/** Checked by tsc alone: this file compiles, and each marked line alone does not. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => undefined;

declare module "../../src/index.js" {
  interface Tables {
    "main.sales.orders": { id: bigint; amount: Decimal<12, 2> | null };
  }
  interface Queries {
    "SELECT 1 AS one": { row: { one: number }; params: [] };
    "SELECT :a AS b": { row: { b: string | null }; params: [args: { readonly a: string | null }] };
    "SELECT ? AS c": { row: { c: number }; params: [args: readonly [number]] };
    "CREATE TABLE t (a INT)": { row: { [column: string]: unknown }; params: []; kind: "command" };
  }
}

declare const spark: DatabricksSession;
declare const unknownName: string;
declare const instant: Temporal.Instant;
declare const duration: Temporal.Duration;
declare const df: DataFrame<{ a: bigint; "b c": string | null }>;

export async function templates(): Promise<void> {
  // Untouched by a checker: rows of unknown columns, never any.
  const rows = await spark.sql`SELECT 1 AS x`.collect();
  same<typeof rows, UncheckedRow[]>(true);
  // @ts-expect-error unknown is no number
  const n: number = rows[0]?.x;
  void n;

  // As a checker writes it, in the place of the first characters of the text.
  type Q = { row: { id: bigint; name: string | null }; params: [bigint] };
  const typed = spark.sql<Q>`SELECT id, name FROM t WHERE id = ${1n}`;
  same<typeof typed, DataFrame<{ id: bigint; name: string | null }>>(true);
  // @ts-expect-error the parameter is a bigint
  spark.sql<Q>`SELECT id, name FROM t WHERE id = ${"x"}`;
  const command = spark.sql<{ row: UncheckedRow; params: []; kind: "command" }>`CREATE TABLE t (a INT)`;
  same<typeof command, SqlDataFrame<UncheckedRow extends infer R ? { readonly [K in keyof R]: R[K] } : never>>(true);
  for await (const row of typed) same<typeof row, { id: bigint; name: string | null }>(true);

  // A command is awaited, and is then an ordinary DataFrame.
  const awaited = await spark.sql`SHOW TABLES`;
  const plain: DataFrame = awaited;
  void plain;
}

export function holes(): void {
  spark.sql`SELECT ${1}, ${1n}, ${"x"}, ${true}, ${null}, ${1.5}, ${new Uint8Array()}, ${new Date()}`;
  spark.sql`SELECT ${Decimal.from("1.5")}, ${instant}, ${duration}, ${[1, 2]}, ${[[1n], null]}, ${new Map([["a", 1]])}`;
  spark.sql`SELECT ${ident("a", "b")} FROM ${df} ${sql`WHERE x = ${1}`} ${spark.sql`SELECT 1`}`;
  const fragment: Fragment = sql`a = ${1}`;
  void fragment;
  // @ts-expect-error undefined
  spark.sql`SELECT ${undefined}`;
  // @ts-expect-error a plain object
  spark.sql`SELECT ${{ a: 1 }}`;
  // @ts-expect-error a function
  spark.sql`SELECT ${() => 1}`;
  // @ts-expect-error a promise
  spark.sql`SELECT ${Promise.resolve(1)}`;
  // @ts-expect-error a symbol
  spark.sql`SELECT ${Symbol("x")}`;
  // @ts-expect-error an object in an array
  spark.sql`SELECT ${[{ a: 1 }]}`;
  // @ts-expect-error a look-alike of an identifier
  spark.sql`SELECT ${{ toString: () => "x" }}`;
  // @ts-expect-error undefined in a fragment
  sql`SELECT ${undefined}`;
  // @ts-expect-error no name
  ident();
}

export async function calls(): Promise<void> {
  const byName = await spark.sql("SELECT :a AS a", { a: 1 }).collect();
  same<typeof byName, UncheckedRow[]>(true);
  await spark.sql("SELECT ?", [1, "x"]).as<{ a: number }>().collect();
  const registered = await spark.sql("SELECT 1 AS one").collect();
  same<typeof registered, { one: number }[]>(true);
  // @ts-expect-error it takes none
  spark.sql("SELECT 1 AS one", { a: 1 });
  const named = spark.sql("SELECT :a AS b", { a: "x" });
  same<typeof named, DataFrame<{ b: string | null }>>(true);
  // @ts-expect-error a number is no string
  spark.sql("SELECT :a AS b", { a: 1 });
  // @ts-expect-error one is missing
  spark.sql("SELECT :a AS b", {});
  // @ts-expect-error all are missing
  spark.sql("SELECT :a AS b");
  // @ts-expect-error one too many
  spark.sql("SELECT :a AS b", { a: "x", b: 1 });
  spark.sql("SELECT ? AS c", [1]);
  // @ts-expect-error a string is no number
  spark.sql("SELECT ? AS c", ["x"]);
  const made = spark.sql("CREATE TABLE t (a INT)");
  same<typeof made, SqlDataFrame<{ [column: string]: unknown }>>(true);
  // @ts-expect-error an object is no value
  spark.sql("SELECT :a", { a: {} });
  // @ts-expect-error undefined is no value
  spark.sql("SELECT :a", { a: undefined });
  const text: string = unknownName;
  await spark.sql(text).collect();
}

export async function tables(): Promise<void> {
  const orders = spark.table("main.sales.orders");
  same<typeof orders, DataFrame<{ id: bigint; amount: Decimal<12, 2> | null }>>(true);
  const others = spark.table(unknownName);
  same<typeof others, DataFrame<UncheckedRow>>(true);
  const read = spark.read.option("a", 1).table("main.sales.orders");
  same<typeof read, typeof orders>(true);
}

export async function dataFrames(): Promise<void> {
  const picked = df.select("b c");
  same<typeof picked, DataFrame<{ "b c": string | null }>>(true);
  const all = df.select("*");
  same<typeof all, typeof df>(true);
  // @ts-expect-error no such column
  df.select("nope");
  const first = await df.first();
  same<typeof first, { a: bigint; "b c": string | null } | undefined>(true);
  const head = await df.head(2);
  same<typeof head, { a: bigint; "b c": string | null }[]>(true);
  for await (const values of df.rows({ as: "array" })) same<typeof values, unknown[]>(true);
  same<Awaited<ReturnType<typeof df.count>>, bigint>(true);
  const ids = spark.range(10);
  same<typeof ids, DataFrame<{ id: bigint }>>(true);
  const controller = new AbortController();
  await df.collect({ signal: controller.signal, maxResultBytes: 1024 });
  await df.write.mode("overwrite").format("parquet").partitionBy("a").saveAsTable("t", { signal: controller.signal });
  // @ts-expect-error no such mode
  df.write.mode("replace");
  // @ts-expect-error no such mode of explain
  await df.explain("long");
}

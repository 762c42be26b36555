import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createContext, installPython, sailPython } from "../../../dist/engine/index.js";
import { parseSchema } from "../../../dist/types/index.js";
import { tpchTables } from "./tpch.mjs";

/**
 * Statements, and the tables that they are about.
 * @typedef {{ title: string, texts: string[], schemas: import("dbsql/analysis").SchemaLookup }} Corpus
 */

const folder = new URL("../../../test/analysis/corpus/", import.meta.url);

/** The statements that the tests hold against Spark's answers. @returns {Corpus} */
export function testCorpus() {
  const texts = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .flatMap((file) => readFileSync(new URL(file, folder), "utf8").split("\n"))
    .filter((line) => line.trim() !== "" && !line.startsWith("--"));
  const tables = JSON.parse(readFileSync(new URL("fixture.json", folder), "utf8"));
  return { title: `the ${texts.length} statements of the tests`, texts, schemas: schemasOf(tables) };
}

/**
 * The queries of TPC-H as they come with Sail's Python package, which is installed for them and not started.
 * @param {(text: string) => void} say @returns {Promise<Corpus>}
 */
export async function tpchCorpus(say) {
  say("installing Sail's package for the queries of TPC-H");
  const directory = await installPython(sailPython, createContext({}));
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" });
  // By name: some environments have the same folder under two names.
  const packaged = new Map(files.filter((file) => /tpch.queries.q\d+\.sql$/.test(file)).map((f) => [basename(f), f]));
  const texts = [...packaged.values()]
    .flatMap((file) => readFileSync(join(directory, file), "utf8").split(";"))
    .filter((text) => text.trim() !== "");
  return { title: `the ${texts.length} queries of TPC-H`, texts, schemas: schemasOf(tpchTables) };
}

/** @param {Readonly<Record<string, string>>} tables name and columns as DDL */
export function schemasOf(tables) {
  const made = Object.entries(tables).map(([name, ddl]) => ({
    catalog: "spark_catalog",
    schema: "default",
    name,
    kind: "table",
    columns: parseSchema(ddl).fields.map((field) => ({ name: field.name, type: field.type, nullable: field.nullable })),
  }));
  const byName = new Map(made.map((table) => [table.name, table]));
  return {
    table: (_catalog, _schema, name) => byName.get(name.toLowerCase()) ?? "missing",
    function: () => "missing",
    catalogs: () => ["spark_catalog"],
    schemas: () => ["default"],
    tables: () => made,
    functions: () => [],
  };
}

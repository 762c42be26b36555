import { propertyName, quoteIfNeeded, typeScriptOf, type VocabularyName } from "../types/index.js";
import type { ColumnSchema, TableSchema } from "./model.js";
import type { SchemaFile } from "./schema-file.js";

/**
 * The declaration file that registers every cached table in the interface `Tables` of this package, so that
 * `spark.table("…")` and the builders have its row. Names and comments of a catalog are data here: whatever they hold,
 * they stay a property name or the text of a comment.
 */
export function formatDeclarations(files: readonly SchemaFile[]): string {
  const used = new Set<VocabularyName>();
  const tables = files
    .flatMap((file) => file.tables)
    .map((table) => ({ key: tableKey(table), table }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ key, table }) => tableText(key, table, used));
  const names = [...used].sort();
  return [
    "// Written by `dbsql pull-schema` from the catalog. Do not edit: the next pull replaces it.",
    names.length === 0 ? 'import "dbsql";' : `import type { ${names.join(", ")} } from "dbsql";`,
    "",
    'declare module "dbsql" {',
    "  interface Tables {",
    ...tables,
    "  }",
    "}",
    "",
  ].join("\n");
}

/** The name by which `spark.table` asks for it: parts that are no plain word stand in backquotes, as in SQL. */
export function tableKey(table: Pick<TableSchema, "catalog" | "schema" | "name">): string {
  return [table.catalog, table.schema, table.name].map(quoteIfNeeded).join(".");
}

function tableText(key: string, table: TableSchema, used: Set<VocabularyName>): string {
  const qualify = (name: VocabularyName): string => {
    used.add(name);
    return name;
  };
  const lines = [...comment(table.comment, "    "), `    ${propertyName(key)}: {`];
  for (const column of distinct(table.columns)) {
    const type = typeScriptOf(column.type, { nullable: column.nullable, qualify });
    lines.push(...comment(column.comment, "      "), `      ${propertyName(column.name)}: ${type};`);
  }
  return [...lines, "    };"].join("\n");
}

/** A row cannot hold two columns of one name: which of them is meant is unknown, so neither is typed. */
function distinct(columns: readonly ColumnSchema[]): readonly ColumnSchema[] {
  const seen = new Map<string, number>();
  for (const column of columns) seen.set(column.name, (seen.get(column.name) ?? 0) + 1);
  return columns.filter((column) => seen.get(column.name) === 1);
}

function comment(text: string | undefined, indent: string): string[] {
  if (text === undefined || text.trim() === "") return [];
  const lines = text
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => safe(line).trimEnd());
  if (lines.length === 1) return [`${indent}/** ${lines[0]} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}

/** Ends no comment, starts no tag, and holds nothing that an editor would not show. */
function safe(line: string): string {
  return line
    .replace(/\*(?=\/)/g, "*\\")
    .replace(/(^\s*|\{\s*)@/g, "$1\\@")
    .replace(/\p{Cc}|\p{Cs}|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, " ");
}

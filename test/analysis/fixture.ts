import { readdirSync, readFileSync } from "node:fs";
import type { SchemaLookup, TableSchema } from "../../src/schema/model.js";
import type { SchemaFile } from "../../src/schema/schema-file.js";
import { type DataType, formatType, parseSchema } from "../../src/types/index.js";

const folder = new URL("./corpus/", import.meta.url);

/** Tables of the current schema: name and columns as DDL. */
export type Fixture = Readonly<Record<string, string>>;

/** The tables of the corpus. */
export const fixture = JSON.parse(readFileSync(new URL("fixture.json", folder), "utf8")) as Fixture;

/** A fixture as a file of the cache of a schema that was pulled whole. */
export function schemaFileOf(tablesAsDdl: Fixture): SchemaFile {
  const tables = Object.entries(tablesAsDdl).map(([name, ddl]) => ({
    catalog: "spark_catalog",
    schema: "default",
    name,
    kind: "table" as const,
    columns: parseSchema(ddl).fields.map(({ name: column, type, nullable }) => ({ name: column, type, nullable })),
  }));
  return {
    catalog: "spark_catalog",
    schema: "default",
    complete: true,
    functionsComplete: true,
    functions: [],
    tables,
  };
}

/** A fixture as a cache in which everything was pulled. */
export function lookupOf(tablesAsDdl: Fixture): SchemaLookup {
  const tables = Object.entries(tablesAsDdl).map(
    ([name, ddl]): TableSchema => ({
      catalog: "spark_catalog",
      schema: "default",
      name,
      kind: "view",
      columns: parseSchema(ddl).fields.map((field) => ({
        name: field.name,
        type: field.type,
        nullable: field.nullable,
      })),
    }),
  );
  return {
    table: (catalog, schema, name) => {
      if (catalog !== "spark_catalog") return "unknown";
      const found = schema === "default" && tables.find((table) => table.name === name.toLowerCase());
      return found || "missing";
    },
    function: () => "missing",
    catalogs: () => ["spark_catalog"],
    schemas: () => ["default"],
    tables: () => tables,
    functions: () => [],
  };
}

export const schemas = lookupOf(fixture);

export interface CorpusQuery {
  readonly file: string;
  readonly text: string;
}

/** The queries of the corpus, one a line; `refused.sql` holds those that Spark refuses. */
export const corpus: readonly CorpusQuery[] = readdirSync(folder)
  .filter((file) => file.endsWith(".sql"))
  .sort()
  .flatMap((file) =>
    readFileSync(new URL(file, folder), "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "" && !line.startsWith("--"))
      .map((text) => ({ file, text })),
  );

/** The last statements of the lines of `scripts.txt`. */
export const scripts: readonly string[] = readFileSync(new URL("scripts.txt", folder), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("--"))
  .map(
    (line) =>
      line
        .replace(/^[?!] /, "")
        .split(" ;; ")
        .at(-1) ?? "",
  );

/** SQL that makes an empty relation with these columns, for a server. */
export function emptyRelation(ddl: string): string {
  const columns = parseSchema(ddl).fields.map((field) => {
    const nothing = `CAST(NULL AS ${sqlType(field.type)})`;
    return `${field.nullable ? nothing : `coalesce(${nothing}, ${something(field.type)})`} AS \`${field.name}\``;
  });
  return `SELECT ${columns.join(", ")} FROM range(0)`;
}

function sqlType(type: DataType): string {
  return type.kind === "struct"
    ? `STRUCT<${type.fields.map((f) => `${f.name}: ${sqlType(f.type)}${f.nullable ? "" : " NOT NULL"}`).join(", ")}>`
    : formatType(type);
}

function something(type: DataType): string {
  if (type.kind === "array") return `array(CAST(NULL AS ${sqlType(type.element)}))`;
  if (type.kind === "string") return "''";
  if (type.kind === "date") return "DATE '2000-01-01'";
  if (type.kind === "boolean") return "false";
  // A cast of 0 to a DECIMAL might overflow, so that Spark could not promise it.
  if (type.kind === "decimal") return `CAST(0.${"0".repeat(type.scale)} AS ${sqlType(type)})`;
  return `CAST(0 AS ${sqlType(type)})`;
}

/** A type with the nullability of all its parts: `array<int!>`. */
export function showType(type: DataType): string {
  const part = (inner: DataType, nullable: boolean): string => `${showType(inner)}${nullable ? "" : "!"}`;
  switch (type.kind) {
    case "array":
      return `array<${part(type.element, type.containsNull)}>`;
    case "map":
      return `map<${showType(type.key)},${part(type.value, type.valueContainsNull)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name}:${part(field.type, field.nullable)}`).join(",")}>`;
    default:
      return formatType(type);
  }
}

/** What is known of a server that nothing was ever pulled from. */
export const nothingPulled: SchemaLookup = {
  table: () => "unknown",
  function: () => "unknown",
  catalogs: () => [],
  schemas: () => [],
  tables: () => [],
  functions: () => [],
};

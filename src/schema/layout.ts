import { ConfigError } from "../errors/index.js";
import { formatDeclarations } from "./declarations.js";
import { fileNameOf } from "./file-name.js";
import { cacheErrorClass } from "./json.js";
import { formatSchemaFile, type SchemaFile } from "./schema-file.js";

/** The declaration file, beside the catalogs' folders. */
export const declarationsFile = "tables.d.ts";
/** The registry of queries that `dbsql generate` writes, beside it. */
export const queriesFile = "queries.d.ts";

/** Where the cache file of a schema is, with `/` between the parts, under the folder of the cache. */
export function schemaPath(catalog: string, schema: string): string {
  return `${fileNameOf(catalog)}/${fileNameOf(schema)}.json`;
}

/**
 * Every file of a cache: path under its folder → text. The same schemas give the same bytes in the same order.
 *
 * @throws ConfigError when two schemas would be the same file.
 */
export function cacheFiles(schemas: readonly SchemaFile[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const ordered = [...schemas].sort((a, b) => compare(a.catalog, b.catalog) || compare(a.schema, b.schema));
  for (const schema of ordered) {
    const path = schemaPath(schema.catalog, schema.schema);
    if (texts.has(path)) {
      throw new ConfigError(`Schema ${schema.catalog}.${schema.schema} was given twice.`, {
        errorClass: cacheErrorClass,
      });
    }
    texts.set(path, formatSchemaFile(schema));
  }
  texts.set(declarationsFile, formatDeclarations(ordered));
  return texts;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { FunctionSchema, SchemaLookup, TableSchema } from "./model.js";
import type { SchemaFile } from "./schema-file.js";

interface Loaded {
  readonly file: SchemaFile;
  readonly tables: ReadonlyMap<string, TableSchema | "unknown">;
  readonly functions: ReadonlyMap<string, FunctionSchema | "unknown">;
}

/** Look-ups over cache files. Names are matched without regard to case, as Spark does unless told otherwise. */
export function lookupOf(files: readonly SchemaFile[]): SchemaLookup {
  const catalogs = new Map<string, { readonly name: string; readonly schemas: Map<string, Loaded> }>();
  for (const file of files) {
    const key = fold(file.catalog);
    const catalog = catalogs.get(key) ?? { name: file.catalog, schemas: new Map<string, Loaded>() };
    catalogs.set(key, catalog);
    catalog.schemas.set(fold(file.schema), {
      file,
      tables: byFoldedName(file.tables),
      functions: byFoldedName(file.functions),
    });
  }
  const loaded = (catalog: string, schema: string): Loaded | undefined =>
    catalogs.get(fold(catalog))?.schemas.get(fold(schema));
  return {
    table(catalog, schema, name) {
      const found = loaded(catalog, schema);
      return found?.tables.get(fold(name)) ?? (found?.file.complete === true ? "missing" : "unknown");
    },
    function(catalog, schema, name) {
      const found = loaded(catalog, schema);
      return found?.functions.get(fold(name)) ?? (found?.file.functionsComplete === true ? "missing" : "unknown");
    },
    catalogs: () => [...catalogs.values()].map((catalog) => catalog.name),
    schemas: (catalog) => [...(catalogs.get(fold(catalog))?.schemas.values() ?? [])].map((entry) => entry.file.schema),
    tables: (catalog, schema) => loaded(catalog, schema)?.file.tables ?? [],
    functions: (catalog, schema) => loaded(catalog, schema)?.file.functions ?? [],
  };
}

function fold(name: string): string {
  return name.toLowerCase();
}

/** Two names that differ only in case cannot be told apart by a query, so nothing is claimed about either. */
function byFoldedName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T | "unknown"> {
  const map = new Map<string, T | "unknown">();
  for (const item of items) map.set(fold(item.name), map.has(fold(item.name)) ? "unknown" : item);
  return map;
}

/** The look-up of a project without a cache: nothing is known, nothing is claimed. */
export const emptyLookup: SchemaLookup = lookupOf([]);

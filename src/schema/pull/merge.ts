import { formatSchemaFile, parseSchemaFile, type SchemaFile } from "../schema-file.js";
import { isOfBuiltins } from "./builtins.js";
import { foldName } from "./name.js";
import type { Pulled, PulledSchema } from "./pull.js";

/**
 * The schemas of the cache after a pull. What could not be read stays as it was, and so does what the patterns do not
 * mean, unless `only` says that the cache is to hold nothing else.
 */
export function mergeCache(
  old: readonly SchemaFile[],
  pulled: Pulled,
  { only }: { readonly only: boolean },
): readonly SchemaFile[] {
  const fresh = pulled.schemas.map((schema) => mergeSchema(find(old, schema), schema, only));
  const kept = old.filter((file) => {
    if (find(fresh, file) !== undefined) return false;
    if (isOfBuiltins(file)) return true;
    return pulled.means(file.catalog, file.schema) ? !pulled.answered(file.catalog, file.schema) : !only;
  });
  return [...fresh, ...kept].sort((a, b) => compare(a.catalog, b.catalog) || compare(a.schema, b.schema)).map(settle);
}

/** Through the format and back: what was read and what was written earlier are then of one form. */
function settle(file: SchemaFile): SchemaFile {
  return parseSchemaFile(formatSchemaFile(file), `${file.catalog}.${file.schema}`);
}

type Place = Pick<SchemaFile, "catalog" | "schema">;

function find<T extends Place>(files: readonly T[], place: Place): T | undefined {
  return files.find(
    (file) => foldName(file.catalog) === foldName(place.catalog) && foldName(file.schema) === foldName(place.schema),
  );
}

function mergeSchema(old: SchemaFile | undefined, pulled: PulledSchema, only: boolean): SchemaFile {
  const { catalog, schema, wants, wantsAll, functionsListed } = pulled;
  const tables = mergeItems(old?.tables ?? [], pulled.tables, pulled.unreadTables, wants, only);
  const functions = mergeItems(old?.functions ?? [], pulled.functions, pulled.unreadFunctions, wants, only);
  // Spelt as the catalog spells it, also where an older cache does not.
  const place = { catalog, schema };
  return {
    ...place,
    complete: tables.whole && (wantsAll || (!only && old?.complete === true)),
    functionsComplete: functions.whole && functionsListed && (wantsAll || (!only && old?.functionsComplete === true)),
    tables: tables.items.map((table) => ({ ...table, ...place })),
    functions: functions.items.map((routine) => ({ ...routine, ...place })),
  };
}

function mergeItems<T extends { readonly name: string }>(
  old: readonly T[],
  fresh: readonly T[],
  unread: readonly string[],
  wants: (name: string) => boolean,
  only: boolean,
): { readonly items: readonly T[]; readonly whole: boolean } {
  const missed = new Set(unread);
  const kept = old.filter(({ name }) => (wants(name) ? missed.has(name) : !only));
  const known = new Set(kept.map(({ name }) => name));
  return { items: [...fresh, ...kept], whole: unread.every((name) => known.has(name)) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

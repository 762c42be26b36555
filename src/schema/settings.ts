import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ConfigError } from "../errors/index.js";
import { isRecord, type Json } from "./json.js";

/** The `dbsql` key of `package.json`, or `dbsql.config.json`. */
export interface Settings {
  /** The folder that the settings are of: where the file with them is. */
  readonly root: string;
  /** The folder of the schema cache, absolute. */
  readonly schemas: string;
  readonly catalog?: string;
  readonly schema?: string;
  /** Patterns of what `dbsql pull-schema` reads when none is given. */
  readonly include: readonly string[];
  /** Spark or runtime version that queries are for. */
  readonly target?: string;
  /** The `spark.sql.ansi.enabled` of the server that queries are for; true unless told. */
  readonly ansi?: boolean;
}

/** The files that the settings of a folder may be in, the first before the second. */
export const settingsFiles = ["dbsql.config.json", "package.json"] as const;
const [configFile, manifestFile] = settingsFiles;

/** All that may be set. A misspelt name would be a setting that is given to nobody. */
const names: readonly string[] = [
  "schemas",
  "catalog",
  "schema",
  "include",
  "target",
  "ansi",
] satisfies readonly Exclude<keyof Settings, "root">[];

/** Where the cache is unless told. */
export const defaultFolder = ".dbsql";

/**
 * The settings for a file or folder: of the nearest `dbsql.config.json`, `package.json` with a `dbsql` key, or folder
 * with a cache, from there upwards.
 *
 * @throws ConfigError when the file is no JSON or holds a wrong value
 */
export function readSettings(from: string): Settings {
  const start = resolve(from);
  for (let folder = start; ; folder = dirname(folder)) {
    const found = settingsIn(folder);
    if (found !== undefined) return found;
    if (dirname(folder) === folder) break;
  }
  return { root: start, schemas: join(start, defaultFolder), include: [] };
}

function settingsIn(folder: string): Settings | undefined {
  const config = join(folder, configFile);
  if (existsSync(config)) return settingsOf(parse(config), folder, config);
  const manifest = join(folder, manifestFile);
  if (existsSync(manifest)) {
    const json = parse(manifest);
    const own = isRecord(json) && Object.hasOwn(json, "dbsql") ? json.dbsql : undefined;
    if (own !== undefined) return settingsOf(own, folder, `the \`dbsql\` key of ${manifest}`);
  }
  if (existsSync(join(folder, defaultFolder)))
    return { root: folder, schemas: join(folder, defaultFolder), include: [] };
  return undefined;
}

function parse(file: string): Json {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Json;
  } catch (cause) {
    throw new ConfigError(`${file} is not JSON: mend it, then run the command again.`, {
      errorClass: "DBSQL_SETTINGS",
      cause,
    });
  }
}

function settingsOf(json: Json, root: string, where: string): Settings {
  if (!isRecord(json)) throw wrong(where, "an object");
  // `$schema` is the editors' own.
  const stray = Object.keys(json).find((key) => key !== "$schema" && !names.includes(key));
  if (stray !== undefined) {
    throw new ConfigError(`There is no setting \`${stray}\`, as in ${where}. There are ${names.join(", ")}.`, {
      errorClass: "DBSQL_SETTINGS",
    });
  }
  const text = (key: string): string | undefined => {
    const value = Object.hasOwn(json, key) ? json[key] : undefined;
    if (value === undefined || typeof value === "string") return value;
    throw wrong(`\`${key}\` of ${where}`, "text");
  };
  const include = Object.hasOwn(json, "include") ? json.include : [];
  const patterns = typeof include === "string" ? [include] : include;
  if (!Array.isArray(patterns) || !patterns.every((one): one is string => typeof one === "string")) {
    throw wrong(`\`include\` of ${where}`, "a list of patterns such as `main.sales.*`");
  }
  const ansi = Object.hasOwn(json, "ansi") ? json.ansi : undefined;
  if (ansi !== undefined && typeof ansi !== "boolean") throw wrong(`\`ansi\` of ${where}`, "true or false");
  const [catalog, schema, target] = [text("catalog"), text("schema"), text("target")];
  return {
    root,
    schemas: resolve(root, text("schemas") ?? defaultFolder),
    include: patterns,
    ...(catalog === undefined ? {} : { catalog }),
    ...(schema === undefined ? {} : { schema }),
    ...(target === undefined ? {} : { target }),
    ...(ansi === undefined ? {} : { ansi }),
  };
}

function wrong(where: string, wanted: string): ConfigError {
  return new ConfigError(`${where} must be ${wanted}.`, { errorClass: "DBSQL_SETTINGS" });
}

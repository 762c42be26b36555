import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SparkError } from "../errors/index.js";
import { schemaPath } from "./layout.js";
import { emptyLookup, lookupOf } from "./lookup.js";
import type { SchemaLookup } from "./model.js";
import { parseSchemaFile, type SchemaFile } from "./schema-file.js";
import { stampOf } from "./stamp.js";

/** Why the cache, or a part of it, cannot be used. Hosts show it as a diagnostic of the project. */
export interface CacheProblem {
  readonly code: "DBSQL9001" | "DBSQL9002" | "DBSQL9003" | "DBSQL9004";
  readonly severity: "error" | "warning";
  /** What is wrong, and the command that mends it. */
  readonly message: string;
  readonly file: string;
}

export interface CacheReading {
  readonly schemas: readonly SchemaFile[];
  readonly problems: readonly CacheProblem[];
  /** The cache files found, as paths under the folder with `/` between the parts. */
  readonly files: readonly string[];
  /** Another text whenever one of them says something else; the same wherever the folder is and whenever it was written. */
  readonly digest: string;
}

/** Reads a cache folder. A file that cannot be read is a problem of the answer; the others still count. */
export function readCache(folder: string): CacheReading {
  const found = listFiles(folder);
  if (found === undefined) return { schemas: [], problems: [missing(folder)], files: [], digest: "none" };
  const { files } = found;
  const schemas: SchemaFile[] = [];
  const problems = found.unreadable.map((path) => broken(join(folder, path), `${join(folder, path)} cannot be read`));
  const digest = createHash("sha256").update(found.unreadable.join("\n"));
  for (const path of files) {
    const file = join(folder, path);
    digest.update(`\n${path}\n`);
    try {
      const text = readFileSync(file, "utf8");
      digest.update(text);
      const schema = parseSchemaFile(text, file);
      // A file that was copied or renamed would shadow the schema that it claims to be.
      if (schemaPath(schema.catalog, schema.schema) === path) schemas.push(schema);
      else
        problems.push(
          broken(file, `${file} holds the schema ${schema.catalog}.${schema.schema}, whose file is another`),
        );
    } catch (error) {
      problems.push(broken(file, error instanceof SparkError ? error.message : `${file} cannot be read`));
    }
  }
  return { schemas, problems, files, digest: digest.digest("base64url") };
}

function missing(folder: string): CacheProblem {
  return {
    code: "DBSQL9001",
    severity: "warning",
    message: `There is no schema cache at ${folder}, so no table is known: run \`dbsql pull-schema\` to make it.`,
    file: folder,
  };
}

function broken(file: string, message: string): CacheProblem {
  const advice = /`(?:dbsql|npm) /.test(message) ? message : `${message}: run \`dbsql pull-schema\` to write it again.`;
  return { code: "DBSQL9002", severity: "error", message: advice, file };
}

/** Undefined where there is no folder. Two levels only, links are not followed. */
function listFiles(
  folder: string,
): { readonly files: readonly string[]; readonly unreadable: readonly string[] } | undefined {
  const files: string[] = [];
  const unreadable: string[] = [];
  const catalogs = entriesOf(folder);
  if (catalogs === undefined) return undefined;
  for (const catalog of catalogs) {
    if (!catalog.isDirectory() || catalog.name.startsWith(".")) continue;
    const schemas = entriesOf(join(folder, catalog.name));
    if (schemas === undefined) unreadable.push(catalog.name);
    for (const schema of schemas ?? []) {
      if (!schema.name.endsWith(".json")) continue;
      (schema.isFile() ? files : unreadable).push(`${catalog.name}/${schema.name}`);
    }
  }
  return { files: files.sort(), unreadable: unreadable.sort() };
}

function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

/** The cache as one moment sees it. */
export interface OpenedCache {
  readonly lookup: SchemaLookup;
  readonly problems: readonly CacheProblem[];
  /** Another text whenever what was read may be another: part of the key of all that was derived from it. */
  readonly version: string;
}

const lookAgainAfter = 500;

/**
 * A cache for programs that live long, such as an editor's server: read again when a file of it changed, looked at
 * again at most twice a second.
 */
export class SchemaSource {
  readonly #folder: string;
  readonly #clock: () => number;
  #opened: OpenedCache | undefined;
  #stamp: string | undefined;
  #lookedAt = 0;

  constructor(folder: string, clock: () => number = () => performance.now()) {
    this.#folder = folder;
    this.#clock = clock;
  }

  get folder(): string {
    return this.#folder;
  }

  current(): OpenedCache {
    const time = this.#clock();
    if (this.#opened !== undefined && time - this.#lookedAt < lookAgainAfter) return this.#opened;
    this.#lookedAt = time;
    const stamp = stampOfAll(this.#folder);
    if (this.#opened !== undefined && this.#stamp === stamp) return this.#opened;
    this.#stamp = stamp;
    const { schemas, problems, digest } = readCache(this.#folder);
    // Written anew with the same texts, it is the same to everybody.
    if (this.#opened?.version !== digest)
      this.#opened = { lookup: schemas.length === 0 ? emptyLookup : lookupOf(schemas), problems, version: digest };
    return this.#opened;
  }
}

function stampOfAll(folder: string): string {
  const found = listFiles(folder);
  if (found === undefined) return "none";
  return [...found.files, ...found.unreadable].map((path) => `${path}:${stampOf(join(folder, path))}`).join("\n");
}

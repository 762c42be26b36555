import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { SparkError } from "../errors/index.js";
import { schemaPath } from "./layout.js";
import { emptyLookup, lookupOf } from "./lookup.js";
import type { SchemaLookup } from "./model.js";
import { parseSchemaFile, type SchemaFile } from "./schema-file.js";

/** Why a part of the cache cannot be used. Hosts show it as a diagnostic of the project. */
export interface CacheProblem {
  readonly code: "DBSQL9001" | "DBSQL9002";
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
}

/** Reads a cache folder. A file that cannot be read is a problem of the answer; the others still count. */
export function readCache(folder: string): CacheReading {
  const files = listFiles(folder);
  if (files === undefined) return { schemas: [], problems: [missing(folder)], files: [] };
  const schemas: SchemaFile[] = [];
  const problems: CacheProblem[] = [];
  for (const path of files) {
    const file = join(folder, path);
    try {
      const schema = parseSchemaFile(readFileSync(file, "utf8"), file);
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
  return { schemas, problems, files };
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
  const advice = message.includes("dbsql pull-schema")
    ? message
    : `${message}: run \`dbsql pull-schema\` to write it again.`;
  return { code: "DBSQL9002", severity: "error", message: advice, file };
}

/** Undefined where there is no folder. Two levels only, links to folders are not followed. */
function listFiles(folder: string): readonly string[] | undefined {
  const paths: string[] = [];
  try {
    for (const catalog of readdirSync(folder, { withFileTypes: true })) {
      if (!catalog.isDirectory() || catalog.name.startsWith(".")) continue;
      for (const schema of readdirSync(join(folder, catalog.name), { withFileTypes: true })) {
        if (schema.isFile() && schema.name.endsWith(".json")) paths.push(`${catalog.name}/${schema.name}`);
      }
    }
  } catch {
    return undefined;
  }
  return paths.sort();
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
    const version = stampOf(this.#folder);
    if (this.#opened?.version === version) return this.#opened;
    const { schemas, problems } = readCache(this.#folder);
    this.#opened = { lookup: schemas.length === 0 ? emptyLookup : lookupOf(schemas), problems, version };
    return this.#opened;
  }
}

function stampOf(folder: string): string {
  const files = listFiles(folder);
  if (files === undefined) return "none";
  return files
    .map((path) => {
      const stat = statSync(join(folder, path), { throwIfNoEntry: false });
      return `${path}:${stat?.mtimeMs}:${stat?.size}`;
    })
    .join("\n");
}

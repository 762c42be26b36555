import { error, type Rows, warning } from "./row.js";

/** What queries are checked against, and with what: reported by the cache's reader and by hosts, for a whole project. */
export const schemaCache = {
  "missing-cache": warning(
    "DBSQL9001",
    "There is no schema cache at {folder}, so no table is known: run `dbsql pull-schema` to make it.",
    "Queries are checked against schemas that `dbsql pull-schema` wrote. Until it was run, every table is unknown and nothing is claimed about it. If the cache is in another folder, name it as `schemas` in the configuration.",
  ),
  "broken-cache-file": error(
    "DBSQL9002",
    "{file} cannot be used: run `dbsql pull-schema` to write it again.",
    "The file was edited, moved or merged badly, or another version of dbsql wrote it. Its tables are unknown until it is written again; the other files of the cache still count.",
  ),
  "broken-settings": error(
    "DBSQL9003",
    "{file} is not JSON: mend it, then run the command again.",
    "The `dbsql` key of `package.json`, or `dbsql.config.json`, cannot be read or holds a wrong value. Until it is mended no table is known and nothing is claimed about any; the editor looks again by itself.",
  ),
  "unsupported-typescript": error(
    "DBSQL9004",
    "TypeScript {version} is not supported, 5.9 to 7.1 are: run `npm install --save-dev typescript@latest`.",
    "The editor runs a TypeScript that this version of dbsql does not know, so queries have no types there. In VS Code, choose the workspace's version with *TypeScript: Select TypeScript Version*.",
  ),
  "stale-registry": warning(
    "DBSQL9005",
    "{file} does not have the calls of this project as they are: run `dbsql generate` to write it again.",
    "A query, its text or the schema cache has changed since. Until it is written again, toolchains that see no plugin have the old types, or rows of unknown columns.",
  ),
} as const satisfies Rows;

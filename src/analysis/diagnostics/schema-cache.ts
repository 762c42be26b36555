import { error, type Rows, warning } from "./row.js";

/** The schema cache itself: reported by its reader and by hosts, for a whole project. */
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
} as const satisfies Rows;

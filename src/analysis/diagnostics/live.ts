import { error, information, type Rows, warning } from "./row.js";

/** What a server says to a query that was checked without it: `--live`. */
export const live = {
  "live-difference": error(
    "DBSQL9101",
    "The server gives other columns than were inferred:{differences}",
    "Mostly the table was changed after the last `dbsql pull-schema`: run it again. If the cache is fresh, the inference is wrong, which is a bug of dbsql that we want to hear of.",
  ),
  "live-refused": error(
    "DBSQL9102",
    "The server refuses the query: [{class}] {reason}",
    "Look up Spark's class with `dbsql explain CLASS`. If a table or column is missing there, the cache is older than the catalog: run `dbsql pull-schema`.",
  ),
  "live-accepted": warning(
    "DBSQL9103",
    "The server accepts the query, although it was found wrong here.",
    "Mostly the cache is older than the catalog: run `dbsql pull-schema`. If the cache is fresh, the finding is wrong, which is a bug of dbsql that we want to hear of.",
  ),
  "live-skipped": information(
    "DBSQL9104",
    "Not compared with the server: {reason}.",
    "Only queries are sent, and only for their schema: a command would run. What depends on a value that only the program knows cannot be asked either.",
  ),
} as const satisfies Rows;

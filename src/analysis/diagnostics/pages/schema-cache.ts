import { explained } from "./page.js";

/** The schema cache itself. */
export const schemaCache = {
  "missing-cache": explained("Without a cache nothing is known of any table, so most mistakes cannot be seen."),
  "broken-cache-file": explained("What cannot be read is not guessed: the tables of the file are unknown."),
  "broken-settings": explained("Half of the settings could mean another catalog, and every finding would be a guess."),
  "unsupported-typescript": explained(
    "Queries get their types inside TypeScript, and each line of it is told of them in its own way.",
  ),
  "stale-registry": explained(
    "The file that `dbsql generate` writes gives calls with a literal text their types where no plugin runs, and does not follow your edits by itself.",
  ),
};

import { explained } from "./page.js";

/** The schema cache itself. */
export const schemaCache = {
  "missing-cache": explained("Without a cache nothing is known of any table, so most mistakes cannot be seen."),
  "broken-cache-file": explained("What cannot be read is not guessed: the tables of the file are unknown."),
};

import { explained } from "./page.js";

/** What a server says to a query that was checked without it. */
export const live = {
  "live-difference": explained(
    "Names, types and nullability were inferred from the schema cache, and the server, asked for the schema of the same query, answers otherwise.",
  ),
  "live-refused": explained("The server was asked for the schema of the query, which it analyses but does not run."),
  "live-accepted": explained("The server was asked for the schema of the query, and gave one."),
  "live-skipped": explained("What was not asked was not confirmed, and silence would look as if it had been."),
};

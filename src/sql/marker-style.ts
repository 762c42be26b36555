import type { ArgumentError } from "../errors/index.js";
import type { StatementFacts } from "./statement.js";

/** How the markers of one statement are written. */
export type MarkerStyle = { readonly kind: "named"; readonly prefix: string } | { readonly kind: "positional" };

/**
 * Named markers, because Spark 4.2.0 hands more than four positional values out in another order, and binds none in a
 * script. Behind a column a named marker would be read as a path into it (`c :x`), where a `?` is the syntax error that
 * it should be: such a statement gets positional ones.
 *
 * @param texts what the user wrote: a name that stands there is not taken
 * @param values how many values there are
 * @param bare the first value with no operator before it, as the error to throw when no marker will do
 */
export function markerStyle(
  texts: readonly string[],
  { script }: StatementFacts,
  values: number,
  bare: ((message: string) => ArgumentError) | undefined,
): MarkerStyle {
  if (bare === undefined) return { kind: "named", prefix: freePrefix(texts) };
  if (!script && values <= maxPositional) return { kind: "positional" };
  throw bare(
    "No operator stands between the value and what is before it. For an alias or a name use ident(…), for a keyword a fragment.",
  );
}

/** As many as Spark 4.2.0 keeps in order. */
const maxPositional = 4;

function freePrefix(texts: readonly string[]): string {
  let prefix = "_";
  while (texts.some((text) => new RegExp(`:\\s*${prefix}\\d`).test(text))) prefix += "_";
  return prefix;
}

/** The words after which Spark's grammar takes a value: computed from it, so any other word is a name. */
export const wordsBeforeValue: ReadonlySet<string> = new Set(
  `AGGREGATE ALL AND AS BETWEEN BOTH BUCKET BY CASE COMMENT DAY DAYS DEFAULT DIRECTORY DISTANCE DISTINCT DIV ELSE ELSEIF
  ESCAPE EXTEND FOR FROM HAVING HOUR HOURS IF ILIKE IMMEDIATE IN INPATH INTERVAL INTO IS LEADING LIKE LIMIT LOCATION
  MICROSECOND MICROSECONDS MILLISECOND MILLISECONDS MINUTE MINUTES MONTH MONTHS NANOSECOND NANOSECONDS NOT OF OFFSET ON
  OR PLACING QUALIFY RANGE REGEXP RETURN RLIKE ROWS SECOND SECONDS SELECT SIMILARITY SQLSTATE SYSTEM_TIME
  SYSTEM_VERSION THEN TIMESTAMP TRAILING UNTIL USING VALUE VALUES VERSION WATERMARK WEEK WEEKS WHEN WHERE WHILE WITH
  YEAR YEARS ZONE`.split(/\s+/),
);

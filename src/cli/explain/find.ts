import { type Page, pages } from "../../analysis/diagnostics/pages/index.js";
import { type CatalogKey, catalog, type DiagnosticRow } from "../../analysis/index.js";
import { ArgumentError } from "../../errors/index.js";
import { suggest } from "../suggest.js";

/** One diagnostic with all that is written about it. */
export interface Entry extends DiagnosticRow {
  readonly key: CatalogKey;
  /** Spark's own class for the same mistake; absent for remarks of ours. */
  readonly errorClass?: string;
  readonly page: Page;
}

/** Every diagnostic, in the order of its code. */
export const entries: readonly Entry[] = (Object.keys(catalog) as CatalogKey[])
  .map((key): Entry => {
    const ofSpark = key === key.toUpperCase();
    return { key, ...catalog[key], ...(ofSpark ? { errorClass: key } : {}), page: pages[key] };
  })
  .sort((a, b) => (a.code < b.code ? -1 : 1));

/**
 * The diagnostic that a word names: its code, the number of its code, or Spark's error class.
 *
 * @throws ArgumentError when there is none
 */
export function findEntry(word: string): Entry {
  const wanted = word.toUpperCase();
  const code = /^\d{4}$/.test(wanted) ? `DBSQL${wanted}` : wanted;
  const found =
    entries.find((entry) => entry.code === code) ??
    entries.find((entry) => entry.key.toUpperCase() === wanted) ??
    // A class that has no row of its own is reported under the row of its family.
    entries.find((entry) => entry.key === wanted.split(".", 1)[0]);
  if (found !== undefined) return found;
  const near = suggest(
    word,
    entries.flatMap((entry) => [entry.code, entry.errorClass ?? entry.code]),
  );
  const hint = near === undefined ? "`dbsql explain` lists them." : `Did you mean ${near}?`;
  throw new ArgumentError(`There is no diagnostic ${JSON.stringify(word)}. ${hint}`, { errorClass: "DBSQL_USAGE" });
}

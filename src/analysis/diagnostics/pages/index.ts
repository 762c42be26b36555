import type { CatalogKey } from "../catalog.js";
import { aggregation } from "./aggregation.js";
import { functions } from "./functions.js";
import { live } from "./live.js";
import { names } from "./names.js";
import type { Page } from "./page.js";
import { queries } from "./queries.js";
import { schemaCache } from "./schema-cache.js";
import { scripts } from "./scripts.js";
import { text } from "./text.js";
import { types } from "./types.js";
import { writing } from "./writing.js";

export { type Example, exampleTables, type Page } from "./page.js";

/** The page of every diagnostic. Not loaded by a checker: only by who prints pages. */
export const pages: Readonly<Record<CatalogKey, Page>> = {
  ...text,
  ...names,
  ...functions,
  ...types,
  ...aggregation,
  ...queries,
  ...writing,
  ...scripts,
  ...schemaCache,
  ...live,
};

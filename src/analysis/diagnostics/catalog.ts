import { aggregation } from "./aggregation.js";
import { functions } from "./functions.js";
import { live } from "./live.js";
import { names } from "./names.js";
import { queries } from "./queries.js";
import { schemaCache } from "./schema-cache.js";
import { scripts } from "./scripts.js";
import { text } from "./text.js";
import { types } from "./types.js";
import { writing } from "./writing.js";

export type { DiagnosticRow } from "./row.js";

/**
 * Every mistake and remark that the analyser can report: one row each. The key is Spark's own error class where Spark
 * refuses the same thing; keys in lower case are remarks of ours, which Spark has no class for. `{name}` in a message
 * is filled by the reporter.
 */
export const catalog = {
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
} as const;

export type CatalogKey = keyof typeof catalog;

import { exampleTables } from "../../src/analysis/diagnostics/pages/index.js";
import { lookupOf } from "../../src/schema/index.js";
import { schemaFileOf } from "./fixture.js";

/** The tables of the pages' examples as a cache in which the whole schema was pulled. */
export const exampleSchemas = lookupOf([schemaFileOf(exampleTables)]);

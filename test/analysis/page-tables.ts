import { exampleTables } from "../../src/analysis/diagnostics/pages/index.js";
import { lookupOf } from "../../src/schema/index.js";
import { parseSchema } from "../../src/types/index.js";

/** The tables of the pages' examples as a cache in which the whole schema was pulled. */
export const exampleSchemas = lookupOf([
  {
    catalog: "spark_catalog",
    schema: "default",
    complete: true,
    functionsComplete: true,
    functions: [],
    tables: Object.entries(exampleTables).map(([name, ddl]) => ({
      catalog: "spark_catalog",
      schema: "default",
      name,
      kind: "table",
      columns: parseSchema(ddl).fields.map(({ name: column, type, nullable }) => ({ name: column, type, nullable })),
    })),
  },
]);

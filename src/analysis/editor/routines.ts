import type { FunctionSchema } from "../../schema/model.js";
import type { AnalyzeOptions } from "../contract.js";

/** The function of the schema cache that a dotted name means. */
export function findRoutine(name: readonly string[], options: AnalyzeOptions): FunctionSchema | undefined {
  const { schemas, catalog = "spark_catalog", schema = "default" } = options;
  const [last = "", inSchema = schema, inCatalog = catalog] = [...name].reverse();
  const found = name.length > 3 ? "missing" : schemas.function(inCatalog, inSchema, last);
  return typeof found === "string" ? undefined : found;
}

/** The functions of the schema cache that can be called by their name alone. */
export function routinesInReach(options: AnalyzeOptions): readonly FunctionSchema[] {
  const { schemas, catalog = "spark_catalog", schema = "default" } = options;
  return schemas.functions(catalog, schema);
}

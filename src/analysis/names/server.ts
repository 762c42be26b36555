import { type FunctionSchema, ofServer } from "../../schema/model.js";
import type { Context } from "../context.js";

/** A builtin function that the server has beyond those of Spark, of which no more than the name is known. */
export function serverFunction({ options }: Context, name: string): FunctionSchema | undefined {
  const found = options.schemas.function(ofServer.catalog, ofServer.schema, name);
  return typeof found === "object" ? found : undefined;
}

/** Whether the server is more than Spark, as Databricks is: what Spark refuses may then be right. */
export function isMoreThanSpark({ options }: Context): boolean {
  return options.schemas.functions(ofServer.catalog, ofServer.schema).length > 0;
}

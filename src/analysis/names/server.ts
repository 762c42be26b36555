import type { FunctionSchema } from "../../schema/model.js";
import type { Context } from "../context.js";

/** Where the schema cache keeps the builtin functions that its server has beyond those of Spark. */
const place = ["system", "builtin"] as const;

/** Such a function, of which no more than the name is known. */
export function serverFunction({ options }: Context, name: string): FunctionSchema | undefined {
  const found = options.schemas.function(...place, name);
  return typeof found === "object" ? found : undefined;
}

/** Whether the server is more than Spark, as Databricks is: what Spark refuses may then be right. */
export function isMoreThanSpark({ options }: Context): boolean {
  return options.schemas.functions(...place).length > 0;
}

import { DatabricksSession, SparkError } from "../../src/index.js";
import { emptyRelation, fixture, showType } from "./fixture.js";

/** What Spark makes of a query: columns as `name type nullable`, or its error class. */
export type Answer =
  | { readonly columns: readonly string[] }
  | { readonly errorClass: string; readonly message: string };

export interface Oracle {
  readonly ask: (texts: readonly string[]) => Promise<ReadonlyMap<string, Answer>>;
  readonly stop: () => Promise<void>;
}

export function column(name: string, type: Parameters<typeof showType>[0], nullable: boolean): string {
  return `${name} ${showType(type)}${nullable ? "" : " NOT NULL"}`;
}

/** A session in which the tables, by name and DDL, are views. */
export async function startOracle(remote: string, tables: Readonly<Record<string, string>> = fixture): Promise<Oracle> {
  const spark = await DatabricksSession.builder.remote(remote).create();
  for (const [name, ddl] of Object.entries(tables)) {
    await spark.sql(emptyRelation(ddl)).createOrReplaceTempView(name);
  }
  const one = async (text: string): Promise<Answer> => {
    try {
      const { fields } = await spark.sql(text).schema();
      return { columns: fields.map((field) => column(field.name, field.type, field.nullable)) };
    } catch (error) {
      if (!(error instanceof SparkError)) throw error;
      return { errorClass: error.errorClass ?? "none", message: error.message };
    }
  };
  return {
    async ask(texts) {
      const answers = new Map<string, Answer>();
      const queue = [...new Set(texts)];
      const worker = async (): Promise<void> => {
        for (let text = queue.pop(); text !== undefined; text = queue.pop()) answers.set(text, await one(text));
      };
      await Promise.all(Array.from({ length: 6 }, worker));
      return answers;
    },
    stop: () => spark.stop(),
  };
}

import { DatabricksSession, SparkError } from "../../src/index.js";
import { emptyRelation, type Fixture, fixture, showType } from "./fixture.js";

/** What Spark makes of a query: columns as `name type nullable`, or its error class. */
export type Answer =
  | { readonly columns: readonly string[] }
  | { readonly errorClass: string; readonly message: string; readonly places: readonly Place[] };

/** What Spark blames in the text, in UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Oracle {
  readonly ask: (texts: readonly string[]) => Promise<ReadonlyMap<string, Answer>>;
  /** The rows of a query that is no subject of the test. */
  readonly rows: (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly stop: () => Promise<void>;
}

export function column(name: string, type: Parameters<typeof showType>[0], nullable: boolean): string {
  return `${name} ${showType(type)}${nullable ? "" : " NOT NULL"}`;
}

/** A session in which the tables of a fixture are views. */
export async function startOracle(
  remote: string,
  tables: Fixture = fixture,
  configuration: Readonly<Record<string, string>> = {},
): Promise<Oracle> {
  const spark = await DatabricksSession.builder.remote(remote).create();
  for (const [key, value] of Object.entries(configuration)) await spark.conf.set(key, value);
  for (const [name, ddl] of Object.entries(tables)) {
    await spark.sql(emptyRelation(ddl)).createOrReplaceTempView(name);
  }
  const one = async (text: string): Promise<Answer> => {
    try {
      const { fields } = await spark.sql(text).schema();
      return { columns: fields.map((field) => column(field.name, field.type, field.nullable)) };
    } catch (error) {
      if (!(error instanceof SparkError)) throw error;
      const places = error.queryContext.map(({ start, stop }) => ({ start, end: stop }));
      return { errorClass: error.errorClass ?? "none", message: error.message, places };
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
    rows: (text) => spark.sql(text).collect(),
    stop: () => spark.stop(),
  };
}

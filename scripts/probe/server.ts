import { SparkError } from "../../src/errors/index.js";
import { DatabricksSession } from "../../src/index.js";
import type { DataType } from "../../src/types/index.js";
import { basisTypes, values } from "./basis.js";

/** A result column as the server's analyser has it. */
export interface AskedColumn {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
}
export interface AskedError {
  readonly errorClass: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly message: string;
}
export type Answer = readonly AskedColumn[] | AskedError;

export const accepted = (answer: Answer): answer is readonly AskedColumn[] => Array.isArray(answer);

/** A session on a running Spark that answers with schemas; nothing is executed but the making of one-row views. */
export class Server {
  readonly #session: DatabricksSession;

  private constructor(session: DatabricksSession) {
    this.#session = session;
  }

  static async connect(remote: string): Promise<Server> {
    const session = await DatabricksSession.builder.remote(remote).create();
    // TIME is refused by Spark 4.2's analyser unless it is switched on; all else stays as it comes.
    await session.conf.set("spark.sql.timeType.enabled", "true");
    const server = new Server(session);
    await server.#makeViews();
    return server;
  }

  async close(): Promise<void> {
    await this.#session.stop();
  }

  async ask(sql: string): Promise<Answer> {
    try {
      const { fields } = await this.#session.sql(sql).schema();
      return fields.map(({ name, type, nullable }) => ({ name, type, nullable }));
    } catch (error) {
      if (!(error instanceof SparkError)) throw error;
      return {
        errorClass: error.errorClass ?? "UNKNOWN",
        parameters: error.messageParameters,
        message: error.message,
      };
    }
  }

  /** The rows of a query, as arrays of texts. */
  async texts(sql: string): Promise<readonly string[]> {
    const rows = await this.#session.sql(sql).collect();
    return rows.map((row) => String(Object.values(row)[0]));
  }

  /**
   * Many expressions over the basis view in few statements: a statement that fails is halved until the expression
   * at fault stands alone.
   */
  async askAll(expressions: readonly string[]): Promise<readonly Answer[]> {
    if (expressions.length === 0) return [];
    const answer = await this.ask(`SELECT ${expressions.join(", ")} FROM p`);
    if (accepted(answer) && answer.length === expressions.length) return answer.map((column) => [column]);
    if (expressions.length === 1) return [answer];
    const middle = expressions.length >> 1;
    return [...(await this.askAll(expressions.slice(0, middle))), ...(await this.askAll(expressions.slice(middle)))];
  }

  async #makeViews(): Promise<void> {
    const make = async (name: string, sql: string): Promise<void> => {
      await this.#session.sql(sql).createOrReplaceTempView(name);
    };
    const columns = Object.entries(values).map(([key, value]) => `${value} AS ${key}_x`);
    await make("p0", `SELECT ${columns.join(", ")}`);
    await make("p", `SELECT ${basisTypes().join(", ")} FROM p0`);
  }
}

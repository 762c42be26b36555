import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DatabricksSession, type DataFrame, SparkError } from "../../src/index.js";
import { ownSessionOn, plain, sessionOn } from "./session-of.js";

/**
 * Where Sail differs from Apache Spark, beside the cases of the SQL tests: each with what both say, so that a new Sail
 * that mends one fails here and the row can go.
 */
interface Difference {
  readonly name: string;
  readonly ask: (spark: DatabricksSession) => Promise<unknown>;
  readonly spark: unknown;
  readonly sail: unknown;
}

const failure = async (df: DataFrame): Promise<unknown> => {
  const error = await df.collect().catch((reason: unknown) => reason);
  if (!(error instanceof SparkError)) return error;
  return { class: error.errorClass, state: error.sqlState, places: error.queryContext.length };
};

const differences: readonly Difference[] = [
  {
    name: "errors carry no class, no SQLSTATE and no place",
    ask: (s) => failure(s.sql`SELECT nope FROM range(1)`),
    spark: { class: "UNRESOLVED_COLUMN.WITH_SUGGESTION", state: "42703", places: 1 },
    sail: { class: undefined, state: undefined, places: 0 },
  },
  {
    name: "the column of a bare value has the marker's name",
    ask: async (s) => (await s.sql`SELECT ${5}`.columns())[0],
    spark: "5",
    sail: ":_1",
  },
  {
    name: "DDL answers with a row",
    ask: async (s) => plain(await s.sql`CREATE OR REPLACE TEMP VIEW sail_difference AS SELECT 1 AS x`.collect()),
    spark: [],
    sail: [{ value: true }],
  },
];

describe("Sail differs from Apache Spark", () => {
  const sessions: DatabricksSession[] = [];
  beforeAll(async () => {
    sessions.push(await sessionOn("spark"), await ownSessionOn("sail"));
  });
  afterAll(() => Promise.all(sessions.map((session) => session.stop())));

  for (const { name, ask, spark, sail } of differences) {
    it(name, async () => {
      expect(await ask(sessions[0]!)).toEqual(spark);
      expect(await ask(sessions[1]!)).toEqual(sail);
    });
  }

  it("takes no value in a command", async () => {
    await expect(sessions[1]!.sql`CREATE TEMP VIEW v AS SELECT ${1} AS a`).rejects.toThrow(/command with parameters/);
  });

  it("knows SET only for its own settings", async () => {
    await expect(sessions[1]!.sql`SET spark.sql.shuffle.partitions = 3`).rejects.toThrow(SparkError);
  });
});

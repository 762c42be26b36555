import { describe, expect, it } from "vitest";
import { catalog } from "../../../src/functions/catalog/index.js";
import { isThere } from "../../../src/functions/since.js";
import { DatabricksSession } from "../../../src/index.js";

/** Those that Delta's extension adds. */
const extended: ReadonlySet<string> = new Set(["table_changes", "table_changes_by_path"]);

describe.each([
  ["4.1", process.env.DBSQL_TEST_SPARK_LAKE],
  ["4.2", process.env.DBSQL_TEST_SPARK],
])("the functions of Spark %s", (target, remote) => {
  it("are those of the catalogue with that version as the target", async () => {
    await using spark = await DatabricksSession.builder.remote(remote ?? "").create();
    expect(await spark.version).toMatch(new RegExp(`^${target}\\.`));
    const rows = await spark.sql("SHOW ALL FUNCTIONS").collect();
    // A name with a dot is of a user's function.
    const theirs = new Set(rows.map((row) => String(Object.values(row)[0])).filter((name) => !name.includes(".")));
    const ours = new Set(
      catalog.filter((row) => isThere(row, target)).flatMap((row) => [row.name, ...(row.aliases ?? [])]),
    );
    expect([...ours].filter((name) => !theirs.has(name))).toEqual([]);
    expect([...theirs].filter((name) => !ours.has(name) && !extended.has(name))).toEqual([]);
  });
});

import { expect, it } from "vitest";
import { analyze } from "../../src/analysis/index.js";
import { emptyLookup } from "../../src/schema/index.js";
import { workspaceOf } from "./stub.js";

const prelude = 'import { DatabricksSession } from "dbsql"; declare const spark: DatabricksSession;\n';

/** The rows of the queries of a file, in their order. */
function rowsOf(lines: readonly string[]): readonly string[] {
  const environment = { analyze, schemas: emptyLookup, version: "1" };
  const { queries } = workspaceOf({ "/p/a.ts": prelude + lines.join("\n") }, environment).inspect("/p/a.ts")!;
  return queries.map(({ typing }) => /^\{ row: (.*); params:/.exec(typing)?.[1] ?? typing);
}

const unknown = "{ [column: string]: unknown }";

it.each<[string, readonly string[], readonly string[]]>([
  [
    "has the type of its declaration, wherever that stands in the file",
    ["await spark.sql`SELECT v, session.v AS w`;", "await spark.sql`DECLARE OR REPLACE VARIABLE v INT DEFAULT 1`;"],
    ['{ v: import("dbsql").Int | null; w: import("dbsql").Int | null }', unknown],
  ],
  [
    "has the type of its default, which may name others",
    ["spark.sql`DECLARE a = 'x'`;", "spark.sql`DECLARE b = a || 'y'`;", "spark.sql`SELECT b`;"],
    [unknown, unknown, "{ b: string | null }"],
  ],
  [
    "is of unknown type where declarations differ",
    ["spark.sql`DECLARE v INT`;", "spark.sql`DECLARE OR REPLACE V STRING`;", "spark.sql`SELECT v`;"],
    [unknown, unknown, "{ v: unknown }"],
  ],
  [
    "is declared by a call and by a text that is executed too",
    ['spark.sql("DECLARE v STRING");', "spark.sql`EXECUTE IMMEDIATE 'DECLARE w STRING'`;", "spark.sql`SELECT v, w`;"],
    [unknown, "{ v: string | null; w: string | null }"],
  ],
  [
    "is none of another block: a script's own ends with the script",
    ["spark.sql`BEGIN DECLARE v INT; SELECT v; END`;", "spark.sql`SELECT v`;"],
    ['{ v: import("dbsql").Int | null }', "{ v: unknown }"],
  ],
])("a session variable %s", (_, lines, rows) => {
  expect(rowsOf(lines)).toEqual(rows);
});

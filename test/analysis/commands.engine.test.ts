import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyze } from "../../src/analysis/index.js";
import { DatabricksSession } from "../../src/index.js";
import { emptyLookup } from "../../src/schema/index.js";
import { column } from "./spark.js";

/** Of which the rows are known. `t` is a table, or a view. */
const known = [
  "EXPLAIN SELECT 1",
  "EXPLAIN FORMATTED SELECT nope FROM t",
  "EXPLAIN EXTENDED INSERT INTO t VALUES (1)",
  "DESCRIBE t",
  "DESC TABLE t",
  "DESCRIBE TABLE EXTENDED t",
  "DESCRIBE FORMATTED t",
  "DESCRIBE QUERY SELECT id FROM t",
  "DESCRIBE SELECT id, id + 1 AS next FROM t",
  "DESCRIBE FUNCTION abs",
  "DESCRIBE FUNCTION EXTENDED abs",
  "SHOW CREATE TABLE t",
  "SHOW TBLPROPERTIES t",
  "SHOW FUNCTIONS",
  "SHOW USER FUNCTIONS LIKE 'a*'",
  "SHOW CATALOGS",
  "SET",
  "SET spark.sql.ansi.enabled",
  "SET spark.sql.shuffle.partitions = 2",
  "SET `spark.sql.shuffle.partitions` = 2",
];

/** Of which they are not: another server, or the format of the table, names or makes them otherwise. */
const unknown = [
  "SHOW TABLES",
  "SHOW SCHEMAS",
  "SHOW VIEWS",
  "SHOW PARTITIONS t",
  "SHOW COLUMNS IN t",
  "SHOW TBLPROPERTIES t ('a')",
  "DESCRIBE SCHEMA default",
  "DESCRIBE t id",
  "DESCRIBE HISTORY t",
  "DESCRIBE DETAIL t",
  "DESCRIBE TABLE EXTENDED t AS JSON",
  "SET -v",
];

const made = {
  "a table of Spark 4.2": [process.env.DBSQL_TEST_SPARK, "CREATE TABLE t (id INT, name STRING) USING parquet"],
  "a view": [process.env.DBSQL_TEST_SPARK, "CREATE VIEW t AS SELECT 1 AS id"],
  "a Delta table": [process.env.DBSQL_TEST_SPARK_LAKE, "CREATE TABLE t (id INT, name STRING) USING delta"],
  "an Iceberg table": [process.env.DBSQL_TEST_SPARK_LAKE, "CREATE TABLE main.s.t (id INT, name STRING) USING iceberg"],
} as const;

describe.each(Object.entries(made))("commands about %s", (_, [remote, create]) => {
  let spark: DatabricksSession;
  const [schema, kind] = [`dbsql_commands_${process.pid}`, create.includes("VIEW") ? "VIEW" : "TABLE"];
  const catalog = create.includes("main.") ? "main" : "spark_catalog";
  beforeAll(async () => {
    spark = await DatabricksSession.builder.remote(remote ?? "").create();
    await spark.sql(`CREATE SCHEMA IF NOT EXISTS ${catalog}.${schema}`);
    await spark.sql(`USE ${catalog}.${schema}`);
    await spark.sql(create.replace("main.s.", ""));
  }, 120_000);
  afterAll(async () => {
    await spark.sql(`DROP ${kind} IF EXISTS t`);
    await spark.sql(`DROP SCHEMA IF EXISTS ${catalog}.${schema}`);
    await spark.stop();
  });

  it.each(known)("%s", async (statement) => {
    if (kind === "VIEW" && statement.includes("INSERT")) return;
    // Delta outside Databricks refuses it.
    if (create.includes("delta") && statement.startsWith("SHOW CREATE")) return;
    const { columns, statement: what, diagnostics } = analyze(statement, { schemas: emptyLookup });
    // A query inside is looked into, and nothing was pulled.
    expect(diagnostics.filter(({ code }) => code !== "DBSQL1102")).toEqual([]);
    expect(what).toBe("command");
    const { fields } = await (await spark.sql(statement)).schema();
    expect(columns?.map(({ name, type, nullable }) => column(name, type, nullable))).toEqual(
      fields.map(({ name, type, nullable }) => column(name, type, nullable)),
    );
  });

  it.each(unknown)("claims nothing of %s", (statement) => {
    expect(analyze(statement, { schemas: emptyLookup }).columns).toBeUndefined();
  });
});

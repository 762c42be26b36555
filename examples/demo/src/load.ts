import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DatabricksSession } from "dbsql";

/**
 * Step 2 of the demo: two tables of real data, from the package `vega-datasets`: every US domestic flight of the first
 * half of 2001 (three million of them) and the airports.
 */
const data = join(dirname(createRequire(import.meta.url).resolve("vega-datasets")), "../data");

await using spark = await DatabricksSession.builder.getOrCreate();

await spark.sql`CREATE SCHEMA IF NOT EXISTS main.demo`.collect();

await spark.sql`DROP TABLE IF EXISTS main.demo.airports`.collect();
await spark.read
  .schema("iata STRING, name STRING, city STRING, state STRING, country STRING, latitude DOUBLE, longitude DOUBLE")
  .option("header", "true")
  .csv(join(data, "airports.csv"))
  .write.saveAsTable("main.demo.airports");

await spark.sql`DROP TABLE IF EXISTS main.demo.flights`.collect();
await spark.read.parquet(join(data, "flights-3m.parquet")).write.saveAsTable("main.demo.flights");

for (const table of ["main.demo.airports", "main.demo.flights"]) {
  console.log(`  ${table}: ${(await spark.table(table).count()).toLocaleString("en")} rows`);
}

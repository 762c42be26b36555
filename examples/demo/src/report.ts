import { DatabricksSession } from "dbsql";
import { barChart } from "./bar-chart.js";

/**
 * Step 5 of the demo: questions to the tables, as somebody who has flights to catch would write them. Nothing here is
 * annotated: every row has its type from the pulled schema.
 */
await using spark = await DatabricksSession.builder.getOrCreate();

const atLeast = 20_000n;
const worst = spark.sql`
  SELECT a.city, a.state, f.origin,
         count(*)                              AS flights,
         CAST(avg(f.delay) AS DECIMAL(6, 2))   AS average_delay,
         max(f.date)                           AS last_flight
  FROM   main.demo.flights f JOIN main.demo.airports a ON a.iata = f.origin
  GROUP  BY a.city, a.state, f.origin
  HAVING count(*) >= ${atLeast}
  ORDER  BY average_delay DESC`;

console.log("\nThe airports that keep you waiting (of those with at least 20,000 departures):\n");
await worst.show(8);

const hubs = ["ORD", "ATL", "DFW"];
const byHour = spark.sql`
  SELECT hour(date) AS hour, avg(delay) AS delay
  FROM   main.demo.flights
  WHERE  origin IN (${hubs}) AND hour(date) >= 6
  GROUP  BY hour(date)
  ORDER  BY hour`;

console.log("Average delay in minutes by hour of departure, Chicago, Atlanta and Dallas:\n");
const bars: { label: string; value: number }[] = [];
for await (const row of byHour) bars.push({ label: `${String(row.hour).padStart(2, "0")}:00`, value: row.delay ?? 0 });
console.log(barChart(bars));

const busiest = await worst.first();
if (busiest)
  console.log(`Worst of all: ${busiest.city} (${busiest.origin}), ${busiest.flights.toLocaleString("en")} departures.`);

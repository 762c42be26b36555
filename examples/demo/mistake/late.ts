import { DatabricksSession } from "dbsql";

/** Four mistakes that nothing but a failed run would show without the checker. Step 4 of the demo reads them out. */
await using spark = await DatabricksSession.builder.getOrCreate();

const misspelt = spark.sql`SELECT origin, avg(dealy) AS delay FROM main.demo.flights GROUP BY origin`;
await misspelt.show();

const far = "far";
const late = spark.sql`
  SELECT origin, max(delay) AS delay
  FROM   main.demo.flights
  WHERE  distance > ${far}
  GROUP  BY origin`;
for await (const row of late) console.log(row.origin.toUpperCase(), row.distance);

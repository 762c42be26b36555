import type { Fixture } from "./fixture.js";
import { sparkTests } from "./spark-tests.js";

/** The 24 tables of TPC-DS, as Spark's tests describe them. */
export async function tpcdsFixture(): Promise<Fixture> {
  const [texts = ""] = (await sparkTests(/^org\/apache\/spark\/sql\/TPCDSSchema\.class$/)).values();
  const tables: [string, string][] = [];
  let name = "";
  let columns: string[] = [];
  for (const line of texts.split("\n")) {
    const column = /^\s*\|`(\w+)` ([A-Z]+(?:\(\d+, ?\d+\))?)/.exec(line);
    if (column) {
      // A CHAR or VARCHAR is a STRING to every expression.
      columns.push(`${column[1]} ${column[2]?.replace(/^(VAR)?CHAR$/, "STRING")}`);
      continue;
    }
    if (columns.length > 0) tables.push([name, columns.join(", ")]);
    columns = [];
    if (/^[a-z_]+$/.test(line)) name = line;
  }
  return Object.fromEntries(tables);
}

/** Its queries: those of version 1.4, the newer ones of 2.7, and Spark's variations. */
export async function tpcdsQueries(): Promise<readonly string[]> {
  const files = await sparkTests(/^tpcds(-v2\.7\.0|-modifiedQueries)?\/\w+\.sql$/);
  return [...files.values()].map((text) => text.replace(/;\s*$/, ""));
}

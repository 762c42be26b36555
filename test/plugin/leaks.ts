/** The file of which the servers are asked with us and without: queries, what is made of their rows, and odd blanks. */
export const text = `import { DatabricksSession } from "dbsql";
declare const spark: DatabricksSession;

export async function getOrders(id: bigint) {
  const rows = await spark.sql\`
SELECT id, name
  FROM orders WHERE id = \${  id  }\`.collect();
    const first = rows[0];
  return first?.name ?? rows.map((row) => row.id);
}
export const short = spark.sql\`SELECT amount FROM orders\`;
export class Reports { all() { return short.limit(1); } }`;

/** The SQL of every template, without what is in its holes. */
export function sqlOf(file: string): string[] {
  return file
    .split("`")
    .filter((_, at) => at % 2 === 1)
    .map((one) => one.replace(/\$\{[^}]*\}/g, "{}"));
}

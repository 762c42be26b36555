import { pick } from "./random.mjs";

/** @typedef {{ name: string, type: unknown, nullable: boolean, comment?: string }} Column */
/** @typedef {{ schema: string, name: string, columns: Column[], of: (kind: string) => string[] }} Table */

const schemas =
  "sales billing inventory shipping marketing support people finance web product supply loyalty pricing risk payments returns forecast logistics fraud partners".split(
    " ",
  );
const entities =
  "orders order_lines customers accounts invoices events sessions shipments stores items campaigns tickets payouts plans audits".split(
    " ",
  );

/** What every table has, so that a query of any shape can be asked of any of them. */
const common = [
  ["id", "bigint", false, "The key"],
  ["parent_id", "bigint", true],
  ["customer_id", "bigint", false, "Who"],
  ["store_id", "int", true],
  ["name", "string", true],
  ["status", "string", false, "One of open, paid, closed"],
  ["country", "string", true],
  ["amount", "decimal(18,2)", true, "In the currency of the country"],
  ["price", "decimal(12,4)", false],
  ["quantity", "int", false],
  ["ratio", "double", true],
  ["active", "boolean", false],
  ["day", "date", false],
  ["created_at", "timestamp", false],
  ["updated_at", "timestamp", true],
  ["tags", { kind: "array", element: "string", containsNull: false }, true],
  ["attributes", { kind: "map", key: "string", value: "string", valueContainsNull: true }, true],
  [
    "address",
    {
      kind: "struct",
      fields: [
        { name: "street", type: "string", nullable: true },
        { name: "city", type: "string", nullable: false },
        { name: "zip", type: "string", nullable: true },
      ],
    },
    true,
  ],
];

const extras = [
  ["discount", "decimal(9,4)"],
  ["tax", "decimal(18,2)"],
  ["score", "double"],
  ["visits", "bigint"],
  ["channel", "string"],
  ["segment", "string"],
  ["currency", "string"],
  ["weight", "float"],
  ["rank", "smallint"],
  ["due_on", "date"],
  ["closed_at", "timestamp"],
  ["verified", "boolean"],
];

/**
 * Three hundred tables in twenty schemas; every fifteenth has 240 columns more.
 * @param {() => number} random @returns {Table[]}
 */
export function tablesOf(random) {
  return schemas.flatMap((schema, at) =>
    entities.map((entity, number) => {
      const columns = common.map(([name, type, nullable, comment]) => ({
        name,
        type,
        nullable,
        ...(comment === undefined ? {} : { comment }),
      }));
      for (let extra = 0; extra < 4 + ((at + number) % 9); extra++) {
        const [name, type] = pick(random, extras);
        columns.push({ name: `${name}_${extra}`, type, nullable: random() < 0.6 });
      }
      if ((at * entities.length + number) % 15 === 7) {
        for (let metric = 1; metric <= 240; metric++) {
          const [, type] = pick(random, extras);
          columns.push({ name: `metric_${String(metric).padStart(3, "0")}`, type, nullable: true });
        }
      }
      const of = (kind) => columns.filter(({ type }) => type === kind).map(({ name }) => name);
      return { schema, name: entity, columns, of };
    }),
  );
}

export { schemas };

/** The files of the schema cache, as `dbsql pull-schema` would write them. @param {readonly Table[]} tables */
export function cacheOf(tables) {
  // The default schema is known to be empty, so that a function of no name can be told.
  return ["default", ...schemas].map((schema) => {
    const own = tables.filter((table) => table.schema === schema);
    const file = {
      dbsql: 1,
      catalog: "main",
      schema,
      complete: true,
      functionsComplete: true,
      tables: own.map(({ name, columns }) => ({ name, kind: "table", format: "delta", columns })),
      functions: [],
    };
    return /** @type {const} */ ([`.dbsql/main/${schema}.json`, `${JSON.stringify(file, undefined, 1)}\n`]);
  });
}

import { type ColumnSchema, cacheFiles } from "../../src/schema/index.js";
import { types } from "../../src/types/index.js";

/** Marks the caret in the text of a template. */
export const caret = "\u2038";

export const header = `import { DatabricksSession } from "dbsql";
declare const spark: DatabricksSession;
declare const id: bigint;
`;

/** What is asked at the caret, and what the answer must be, on every host alike. `sql` is what stands in the template. */
export type SqlCase = { readonly sql: string } & (
  | {
      readonly ask: "complete";
      readonly has?: readonly string[];
      readonly not?: readonly string[];
      readonly typed?: string;
    }
  /** The template after an item was taken. */
  | { readonly ask: "accept"; readonly label: string; readonly want: string }
  | { readonly ask: "hover"; readonly want: readonly string[] | undefined }
  | { readonly ask: "signature"; readonly want: string | undefined }
  /** Of the same template a text with the place in brackets; of the cache `orders` or `orders.id`. */
  | { readonly ask: "define"; readonly want: string | undefined }
  /** The template with every place in brackets. */
  | { readonly ask: "refer"; readonly want: string | undefined }
  /** The template after the rename to `other`, or the reason against it. */
  | { readonly ask: "rename"; readonly want: string | RegExp }
  /** The titles of the fixes, and the template after the first. */
  | { readonly ask: "fix"; readonly titles: readonly string[]; readonly want: string }
  | { readonly ask: "colour"; readonly want: readonly string[] }
);

const c = caret;
const fields = types.struct([
  { name: "city", type: types.string, nullable: true },
  { name: "my zip", type: types.int, nullable: true },
]);
const column = (name: string, type: ColumnSchema["type"], nullable = true, comment?: string): ColumnSchema => ({
  name,
  type,
  nullable,
  ...(comment === undefined ? {} : { comment }),
});

/** More tables than every test project has, in a schema of their own. */
export const cache: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...cacheFiles([
      {
        catalog: "spark_catalog",
        schema: "sales",
        complete: true,
        functionsComplete: true,
        functions: [
          {
            catalog: "spark_catalog",
            schema: "sales",
            name: "vat",
            kind: "scalar",
            parameters: [{ name: "net", type: types.decimal(12, 2) }],
            returns: types.decimal(12, 2),
            comment: "Value added tax.",
          },
        ],
        tables: [
          {
            catalog: "spark_catalog",
            schema: "sales",
            name: "customers",
            kind: "table",
            comment: "Who buys.",
            columns: [
              column("id", types.bigint, false),
              column("order", types.string),
              column("home address", fields),
              column("tags", types.array(types.string, true)),
            ],
          },
        ],
      },
    ]),
  ].flatMap(([name, text]) => (name.endsWith(".json") ? [[`.dbsql/${name}`, text] as const] : [])),
);

const nested = (sql: string): string => `\${spark.sql\`${sql}\`}`;
const join = "FROM orders o JOIN sales.customers cu ON o.id = cu.id";

export const cases: readonly SqlCase[] = [
  // Completion: columns
  { sql: `SELECT ${c} FROM orders`, ask: "complete", has: ["id", "name", "amount", "at", "orders", "upper", "CASE"] },
  { sql: `SELECT o.${c} ${join}`, ask: "complete", has: ["id", "amount"], not: ["order", "upper", "CASE"] },
  { sql: `SELECT cu.${c} ${join}`, ask: "complete", has: ["id", "order", "home address"], not: ["amount"] },
  { sql: `SELECT ${c} ${join}`, ask: "complete", has: ["o.id", "cu.id", "amount", "order"], not: ["id"] },
  { sql: `SELECT id FROM orders WHERE am${c}`, ask: "complete", has: ["amount"] },
  { sql: `SELECT id FROM orders GROUP BY ${c}`, ask: "complete", has: ["id", "name"] },
  { sql: `SELECT amount AS total FROM orders ORDER BY ${c}`, ask: "complete", has: ["total", "name"] },
  {
    sql: `SELECT x.${c} FROM (SELECT id AS a, name AS b FROM orders) x`,
    ask: "complete",
    has: ["a", "b"],
    not: ["id"],
  },
  { sql: `WITH t AS (SELECT id AS k FROM orders) SELECT ${c} FROM t`, ask: "complete", has: ["k", "t"], not: ["id"] },
  {
    sql: `SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM sales.customers WHERE id = o.${c})`,
    ask: "complete",
    has: ["id", "at"],
    not: ["order"],
  },
  {
    sql: `SELECT cu.\`home address\`.${c} ${join}`.replaceAll("`", "\\`"),
    ask: "complete",
    has: ["city", "my zip"],
    not: ["id"],
  },
  { sql: `SELECT transform(tags, t -> ${c}) FROM sales.customers`, ask: "complete", has: ["t", "tags", "upper"] },
  {
    sql: `SELECT * FROM orders o JOIN sales.customers cu USING (${c})`,
    ask: "complete",
    has: ["id"],
    not: ["amount", "order"],
  },
  { sql: `UPDATE orders SET ${c} = 1`, ask: "complete", has: ["amount", "name"], not: ["upper"] },
  { sql: `INSERT INTO orders (id, ${c}) VALUES (1, 'a')`, ask: "complete", has: ["amount", "name"], not: ["upper"] },
  { sql: `FROM orders |> WHERE ${c}`, ask: "complete", has: ["amount", "orders", "upper"] },
  // … in broken text
  { sql: `SELECT o.${c} FROM orders o WHERE`, ask: "complete", has: ["amount", "at"] },
  { sql: `SELECT o.${c}, o. FROM orders o JOIN`, ask: "complete", has: ["amount", "at"] },
  { sql: `SELECT foo(${c}, 1 + FROM orders o`, ask: "complete", has: ["amount", "at"] },
  { sql: `SELECT id FROM orders WHERE (${c}`, ask: "complete", has: ["amount", "at"] },
  { sql: `SELECT id, ${c}\nFROM orders WHERE id = \${id} AND `, ask: "complete", has: ["amount", "at"] },
  { sql: `SELECT id FROM orders WHERE id = \${id} AND ${c}`, ask: "complete", has: ["amount", "upper", "NOT"] },
  // Completion: tables
  { sql: `SELECT * FROM ${c}`, ask: "complete", has: ["orders", "sales", "spark_catalog", "range"], not: ["upper"] },
  { sql: `SELECT * FROM sales.${c}`, ask: "complete", has: ["customers"], not: ["orders"] },
  { sql: `SELECT * FROM spark_catalog.${c}`, ask: "complete", has: ["sales", "default"] },
  { sql: `SELECT * FROM spark_catalog.sales.${c}`, ask: "complete", has: ["customers"], not: ["orders"] },
  { sql: `WITH mine AS (SELECT 1 AS x) SELECT * FROM m${c}`, ask: "complete", has: ["mine", "orders"] },
  { sql: `SELECT * FROM orders JOIN ${c}`, ask: "complete", has: ["orders", "sales"] },
  { sql: `INSERT INTO ${c}`, ask: "complete", has: ["orders", "sales"] },
  { sql: `MERGE INTO ${c}`, ask: "complete", has: ["orders"] },
  // Completion: keywords
  { sql: `SELECT id ${c}`, ask: "complete", has: ["FROM", "AS"], not: ["id", "upper", "JOIN"] },
  {
    sql: `SELECT id FROM orders ${c}`,
    ask: "complete",
    has: ["WHERE", "GROUP BY", "LEFT JOIN", "ORDER BY"],
    not: ["SELECT"],
  },
  { sql: `select id from orders wh${c}`, ask: "complete", has: ["where", "group by"], not: ["WHERE"] },
  { sql: `${c}`, ask: "complete", has: ["SELECT", "WITH", "INSERT INTO", "MERGE INTO"], not: ["WHERE", "id"] },
  { sql: `SELECT id FROM orders ORDER ${c}`, ask: "complete", has: ["BY"], not: ["WHERE", "id"] },
  { sql: `SELECT CAST(id AS ${c})`, ask: "complete", has: ["STRING", "BIGINT", "DECIMAL"], not: ["id", "upper"] },
  { sql: `SELECT sum(id) OVER (${c})`, ask: "complete", has: ["PARTITION BY", "ORDER BY", "ROWS"], not: ["id"] },
  { sql: `SELECT sum(id) OVER ${c} FROM orders WINDOW w AS (ORDER BY id)`, ask: "complete", has: ["w"], not: ["id"] },
  { sql: `SELECT mask(name, ${c}) FROM orders`, ask: "complete", has: ["upperChar =>", "name"] },
  {
    sql: `SELECT id FROM sales.customers LATERAL VIEW ${c}`,
    ask: "complete",
    has: ["explode", "OUTER"],
    not: ["upper"],
  },
  // … and where there is nothing to complete
  { sql: `SELECT id FROM sales.customers LATERAL VIEW explode(tags) ${c}`, ask: "complete", not: ["explode", "id"] },
  { sql: `SELECT 'na${c}' FROM orders`, ask: "complete", not: ["name", "SELECT"] },
  { sql: `SELECT id -- na${c}\nFROM orders`, ask: "complete", not: ["name", "SELECT"] },
  { sql: `SELECT id AS ${c}`, ask: "complete", not: ["id", "upper", "FROM"] },
  { sql: `SELECT 12${c} FROM orders`, ask: "complete", not: ["id"] },
  { sql: `SELECT id FROM ${c}`, ask: "complete", typed: " ", has: ["orders"] },
  { sql: `SELECT id ${c}`, ask: "complete", typed: " ", not: ["FROM"] },
  // What is written
  { sql: `SELECT na${c} FROM orders`, ask: "accept", label: "name", want: "SELECT name FROM orders" },
  { sql: `SELECT n${c}am FROM orders`, ask: "accept", label: "name", want: "SELECT name FROM orders" },
  { sql: `SELECT ${c} ${join}`, ask: "accept", label: "cu.id", want: `SELECT cu.id ${join}` },
  {
    sql: `SELECT ${c} FROM sales.customers`,
    ask: "accept",
    label: "order",
    want: "SELECT \\`order\\` FROM sales.customers",
  },
  {
    sql: `SELECT h${c} FROM sales.customers`,
    ask: "accept",
    label: "home address",
    want: "SELECT \\`home address\\` FROM sales.customers",
  },
  {
    sql: `SELECT \\\`h${c}\\\` FROM sales.customers`,
    ask: "accept",
    label: "home address",
    want: "SELECT \\`home address\\` FROM sales.customers",
  },
  { sql: `SELECT upper${c}(name) FROM orders`, ask: "accept", label: "lower", want: "SELECT lower(name) FROM orders" },
  { sql: `SELECT * FROM orders GR${c}`, ask: "accept", label: "GROUP BY", want: "SELECT * FROM orders GROUP BY" },
  { sql: `SELECT * FROM \\u006fr${c}`, ask: "accept", label: "orders", want: "SELECT * FROM orders" },
  // Inside a hole TypeScript answers, inside a query in a hole SQL again
  {
    sql: `SELECT id FROM orders WHERE id = \${i${c}}`,
    ask: "complete",
    has: ["id", "spark"],
    not: ["SELECT", "amount"],
  },
  { sql: `SELECT id FROM orders WHERE id = \${i${c}d}`, ask: "hover", want: ["const id: bigint"] },
  {
    sql: `SELECT * FROM ${nested(`SELECT ${c} FROM orders`)}`,
    ask: "complete",
    has: ["amount", "upper"],
    not: ["spark"],
  },
  {
    sql: `SELECT * FROM ${nested(`SELECT am${c}ount FROM orders`)}`,
    ask: "hover",
    want: ["(column) amount: decimal(12,2)"],
  },
  {
    sql: `SELECT ${c} FROM ${nested("SELECT id AS deep FROM orders")}`,
    ask: "complete",
    has: ["deep"],
    not: ["amount"],
  },
  { sql: `SELECT x.${c} FROM ${nested("SELECT id AS deep FROM orders")} x`, ask: "complete", has: ["deep"] },
  // Hover
  {
    sql: `SELECT na${c}me FROM orders`,
    ask: "hover",
    want: ["(column) name: string", "Who ordered", "spark_catalog.default.orders"],
  },
  { sql: `SELECT o.i${c}d FROM orders o`, ask: "hover", want: ["(column) id: bigint NOT NULL", "The key"] },
  { sql: `SELECT o${c}.id FROM orders o`, ask: "hover", want: ["(alias) o", "Of spark_catalog.default.orders."] },
  {
    sql: `SELECT * FROM ord${c}ers`,
    ask: "hover",
    want: ["(table) spark_catalog.default.orders", "Every order.", "amount: decimal(12,2)"],
  },
  { sql: `SELECT * FROM sa${c}les.customers`, ask: "hover", want: ["(schema) spark_catalog.sales"] },
  { sql: `SELECT ${c}* FROM orders`, ask: "hover", want: ["(star) 4 columns", "amount: decimal(12,2)"] },
  {
    sql: `SELECT su${c}bstring(name, 1) FROM orders`,
    ask: "hover",
    want: [
      "substring(str: string | binary, pos: int, len?: int)",
      "Also called substr",
      "Since Spark 1.5.0",
      "Here: string",
    ],
  },
  {
    sql: `SELECT sales.va${c}t(amount) FROM orders`,
    ask: "hover",
    want: ["spark_catalog.sales.vat(net: decimal(12,2)) → decimal(12,2)", "Value added tax."],
  },
  {
    sql: `WITH ${c}t AS (SELECT id AS k FROM orders) SELECT k FROM t`,
    ask: "hover",
    want: ["(common table expression) t", "k: bigint NOT NULL"],
  },
  { sql: `SELECT amount AS to${c}tal FROM orders`, ask: "hover", want: ["(column) total: decimal(12,2)"] },
  {
    sql: `SELECT transform(tags, ${c}t -> t) FROM sales.customers`,
    ask: "hover",
    want: ["(lambda variable) t: string"],
  },
  { sql: `SELECT \\\`home address\\\`.ci${c}ty FROM sales.customers`, ask: "hover", want: ["(field) city: string"] },
  { sql: `SELECT 1${c}.50 AS x`, ask: "hover", want: ["(literal) decimal(3,2) NOT NULL"] },
  { sql: `SELECT CA${c}ST(amount AS INT) FROM orders`, ask: "hover", want: ["(cast) int"] },
  { sql: `SEL${c}ECT id FROM orders`, ask: "hover", want: undefined },
  {
    sql: `SELECT id\n  , /* é\u{1f600} */ na${c}me FROM orders WHERE id = \${id}`,
    ask: "hover",
    want: ["(column) name: string"],
  },
  // Signatures
  {
    sql: `SELECT substring(name, ${c})`,
    ask: "signature",
    want: "substring(str: string | binary, [pos: int], len?: int)",
  },
  {
    sql: `SELECT substring(name, (1 + 2), ${c}`,
    ask: "signature",
    want: "substring(str: string | binary, pos: int, [len?: int])",
  },
  { sql: `SELECT upper(substring(name, 1), ${c}`, ask: "signature", want: "upper(str: string)" },
  { sql: `SELECT coalesce(1, 2, ${c}) FROM orders`, ask: "signature", want: "coalesce(expr: any, […more: any])" },
  {
    sql: `SELECT mask(name, lowerChar => ${c}`,
    ask: "signature",
    want: "mask(str: string, upperChar?: string, [lowerChar?: string], digitChar?: string, otherChar?: string)",
  },
  { sql: `SELECT sales.vat(${c}`, ask: "signature", want: "vat([net: decimal(12,2)]) → decimal(12,2)" },
  { sql: `SELECT id IN (${c}`, ask: "signature", want: undefined },
  { sql: `SELECT nope(${c}`, ask: "signature", want: undefined },
  // Definitions and references
  { sql: `SELECT na${c}me FROM orders`, ask: "define", want: "orders.name" },
  { sql: `SELECT cu.${c}id ${join}`, ask: "define", want: "customers.id" },
  { sql: `SELECT * FROM ord${c}ers`, ask: "define", want: "orders" },
  { sql: `SELECT o${c}.id FROM orders o`, ask: "define", want: "SELECT o.id FROM orders [o]" },
  {
    sql: `WITH t AS (SELECT 1 AS x) SELECT x FROM ${c}t`,
    ask: "define",
    want: "WITH [t] AS (SELECT 1 AS x) SELECT x FROM t",
  },
  {
    sql: `WITH t AS (SELECT 1 AS x) SELECT ${c}x FROM t`,
    ask: "define",
    want: "WITH t AS (SELECT 1 AS [x]) SELECT x FROM t",
  },
  {
    sql: `SELECT sum(id) OVER ${c}w FROM orders WINDOW w AS (ORDER BY id)`,
    ask: "define",
    want: "SELECT sum(id) OVER w FROM orders WINDOW [w] AS (ORDER BY id)",
  },
  {
    sql: `SELECT transform(tags, t -> upper(${c}t)) FROM sales.customers`,
    ask: "define",
    want: "SELECT transform(tags, [t] -> upper(t)) FROM sales.customers",
  },
  { sql: `SELECT up${c}per(name) FROM orders`, ask: "define", want: undefined },
  {
    sql: `SELECT ${c}o.id FROM orders o WHERE o.id = \${id} ORDER BY o.name`,
    ask: "refer",
    want: "SELECT [o].id FROM orders [o] WHERE [o].id = ${id} ORDER BY [o].name",
  },
  {
    sql: `SELECT ${c}id, id + 1 FROM orders WHERE id > 0`,
    ask: "refer",
    want: "SELECT [id], [id] + 1 FROM orders WHERE [id] > 0",
  },
  {
    sql: `SELECT id AS ${c}k FROM orders GROUP BY k ORDER BY k`,
    ask: "refer",
    want: "SELECT id AS [k] FROM orders GROUP BY [k] ORDER BY [k]",
  },
  { sql: `SEL${c}ECT 1`, ask: "refer", want: undefined },
  // Rename
  {
    sql: `WITH t AS (SELECT 1 AS x) SELECT t.x FROM ${c}t JOIN t u ON u.x = t.x`,
    ask: "rename",
    want: "WITH other AS (SELECT 1 AS x) SELECT other.x FROM other JOIN other u ON u.x = other.x",
  },
  {
    sql: `SELECT ${c}o.id FROM orders o WHERE o.id = \${id}`,
    ask: "rename",
    want: "SELECT other.id FROM orders other WHERE other.id = ${id}",
  },
  {
    sql: `SELECT x.id FROM nowhere.known ${c}x WHERE x.k = 1`,
    ask: "rename",
    want: "SELECT other.id FROM nowhere.known other WHERE other.k = 1",
  },
  {
    sql: `SELECT s.k FROM (SELECT id AS ${c}k FROM orders) s`,
    ask: "rename",
    want: "SELECT s.other FROM (SELECT id AS other FROM orders) s",
  },
  {
    sql: `SELECT transform(tags, t -> upper(${c}t)) FROM sales.customers`,
    ask: "rename",
    want: "SELECT transform(tags, other -> upper(other)) FROM sales.customers",
  },
  {
    sql: `SELECT sum(id) OVER w FROM orders WINDOW ${c}w AS (ORDER BY id)`,
    ask: "rename",
    want: "SELECT sum(id) OVER other FROM orders WINDOW other AS (ORDER BY id)",
  },
  {
    sql: `SELECT ${c}id FROM orders`,
    ask: "rename",
    want: /column of a table: give it another name in this query with AS/,
  },
  { sql: `SELECT id FROM ${c}orders`, ask: "rename", want: /table of the catalog/ },
  { sql: `SELECT ${c}upper(name) FROM orders`, ask: "rename", want: /function of the server/ },
  { sql: `SE${c}LECT 1`, ask: "rename", want: /no name here/ },
  // Fixes
  { sql: `SELECT ${c}nme FROM orders`, ask: "fix", titles: ["Change to name"], want: "SELECT name FROM orders" },
  {
    sql: `SELECT o.${c}nme FROM orders o`,
    ask: "fix",
    titles: ["Change to o.name"],
    want: "SELECT o.name FROM orders o",
  },
  { sql: `SELECT id FROM ${c}ordrs`, ask: "fix", titles: ["Change to orders"], want: "SELECT id FROM orders" },
  {
    sql: `SELECT ${c}uper(name) FROM orders`,
    ask: "fix",
    titles: ["Change to upper"],
    want: "SELECT upper(name) FROM orders",
  },
  { sql: `SELECT ${c}id ${join}`, ask: "fix", titles: ["Write o.id", "Write cu.id"], want: `SELECT o.id ${join}` },
  {
    sql: `SELECT name, ${c}amount, count(*) FROM orders GROUP BY name`,
    ask: "fix",
    titles: ["Add amount to GROUP BY", "Take any value: any_value(amount)"],
    want: "SELECT name, amount, count(*) FROM orders GROUP BY amount, name",
  },
  {
    sql: `SELECT 1 AS ${c}my-name`,
    ask: "fix",
    titles: ["Put my-name in backquotes"],
    want: "SELECT 1 AS \\`my-name\\`",
  },
  {
    sql: `SELECT ordr${c} FROM sales.customers`,
    ask: "fix",
    titles: ["Change to order"],
    want: "SELECT \\`order\\` FROM sales.customers",
  },
  // Colours
  {
    sql: `SELECT o.id, upper(name) FROM default.orders o WHERE tags = \${id} ${c}`,
    ask: "colour",
    want: [
      "o variable",
      "id property",
      "upper function",
      "name property",
      "default namespace",
      "orders class",
      "o variable",
      "tags property",
    ],
  },
];

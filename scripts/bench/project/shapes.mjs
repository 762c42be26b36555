import { pick, some } from "./random.mjs";

/**
 * A query with what the code around it must know. `params` are the parameters of the function that holds it, `columns` those
 * of its rows.
 * @typedef {{ sql: string, params: { name: string, type: string }[], columns: string[], command?: boolean }} Shaped
 * @typedef {{ random: () => number, table: import("./schema.mjs").Table, tables: readonly import("./schema.mjs").Table[], relation?: string }} Setting
 */

const countries = ["DE", "FR", "US", "JP", "BR", "IN", "KE", "NZ"];
const statuses = ["open", "paid", "closed"];
const units = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"];
const whole = (random, from, to) => from + Math.floor(random() * (to - from));
const full = (table) => `main.${table.schema}.${table.name}`;
const wanted = (random, table, count) =>
  some(
    random,
    table.columns.map(({ name }) => name).filter((name) => !/^(?:tags|attributes|address)$/.test(name)),
    count,
  );

/** @type {readonly ((setting: Setting) => Shaped)[]} */
export const shapes = [
  ({ random, table }) => {
    const columns = wanted(random, table, whole(random, 3, 9));
    return {
      sql: `\n    SELECT ${columns.join(", ")}\n    FROM   ${full(table)}\n    WHERE  id = \${id}\n      AND  status = '${pick(random, statuses)}'`,
      params: [{ name: "id", type: "bigint" }],
      columns,
    };
  },
  ({ random, table }) => {
    const columns = wanted(random, table, whole(random, 6, 16));
    return {
      sql: `\n    SELECT ${columns.map((name, at) => (at % 3 === 2 ? `${name} AS the_${name}` : name)).join(",\n           ")}\n    FROM   ${full(table)}\n    WHERE  day >= \${since} AND country IN ('${some(random, countries, 3).join("', '")}')\n    ORDER  BY ${columns[0]} DESC\n    LIMIT  ${whole(random, 10, 500)}`,
      params: [{ name: "since", type: "string" }],
      columns: columns.map((name, at) => (at % 3 === 2 ? `the_${name}` : name)),
    };
  },
  ({ random, table }) => ({
    sql: `SELECT country, count(*) AS orders, sum(amount) AS total, avg(${pick(random, ["price", "amount", "ratio"])}) AS mean, max(created_at) AS last FROM ${full(table)} WHERE customer_id = \${customer} GROUP BY country HAVING count(*) > ${whole(random, 1, 90)}`,
    params: [{ name: "customer", type: "bigint" }],
    columns: ["country", "orders", "total", "mean", "last"],
  }),
  ({ random, table, tables }) => {
    const other = pick(
      random,
      tables.filter((one) => one !== table),
    );
    return {
      sql: `\n    SELECT a.id, a.name, b.status AS other_status, a.amount * b.quantity AS gross, coalesce(b.country, a.country, '${pick(random, countries)}') AS place\n    FROM   ${full(table)} a\n    JOIN   ${full(other)} b ON b.parent_id = a.id\n    WHERE  a.active AND b.quantity > \${least}`,
      params: [{ name: "least", type: "number" }],
      columns: ["id", "name", "other_status", "gross", "place"],
    };
  },
  ({ random, table, tables }) => {
    const [second, third] = some(
      random,
      tables.filter((one) => one !== table),
      2,
    );
    return {
      sql: `\n    SELECT    c.id, c.name, o.day, i.amount AS billed, date_diff(i.day, o.day) AS days\n    FROM      ${full(table)} c\n    LEFT JOIN ${full(second)} o ON o.customer_id = c.id AND o.status = \${status}\n    LEFT JOIN ${full(third)} i USING (id)\n    WHERE     c.created_at > current_timestamp() - INTERVAL '${whole(random, 2, 400)}' DAY`.replace(
        "USING (id)",
        "ON i.parent_id = o.id",
      ),
      params: [{ name: "status", type: "string" }],
      columns: ["id", "name", "day", "billed", "days"],
    };
  },
  ({ random, table }) => ({
    sql: `\n    WITH ranked AS (\n      SELECT id, customer_id, amount, day,\n             row_number() OVER (PARTITION BY customer_id ORDER BY ${pick(random, ["amount", "price", "created_at"])} DESC) AS place\n      FROM   ${full(table)}\n      WHERE  country = \${country}\n    )\n    SELECT id, customer_id, amount, day, place FROM ranked WHERE place <= ${whole(random, 1, 60)}`,
    params: [{ name: "country", type: "string" }],
    columns: ["id", "customer_id", "amount", "day", "place"],
  }),
  ({ random, table, tables }) => {
    const other = pick(random, tables);
    return {
      sql: `\n    SELECT id, name, price, '${table.name}' AS source FROM ${full(table)} WHERE quantity > ${whole(random, 1, 900)}\n    UNION ALL\n    SELECT id, name, price, '${other.name}' AS source FROM ${full(other)} WHERE store_id = \${store}`,
      params: [{ name: "store", type: "number" }],
      columns: ["id", "name", "price", "source"],
    };
  },
  ({ random, table, tables }) => ({
    sql: `\n    SELECT t.id, t.name, t.updated_at\n    FROM   ${full(table)} t\n    WHERE  EXISTS (SELECT 1 FROM ${full(pick(random, tables))} e WHERE e.parent_id = t.id AND e.ratio > ${(random() * 10).toFixed(3)})\n      AND  t.customer_id IN (\${customers})`,
    params: [{ name: "customers", type: "bigint[]" }],
    columns: ["id", "name", "updated_at"],
  }),
  ({ random, table }) => ({
    sql: `\n    SELECT id,\n           CASE WHEN amount > ${whole(random, 100, 9000)} THEN 'large' WHEN amount > \${middle} THEN 'middle' ELSE 'small' END AS size,\n           upper(trim(name)) AS title,\n           concat_ws(' ', address.city, address.zip) AS place,\n           if(active, quantity, 0) AS live\n    FROM   ${full(table)}`,
    params: [{ name: "middle", type: "number" }],
    columns: ["id", "size", "title", "place", "live"],
  }),
  ({ random, table }) => ({
    sql: `\n    SELECT date_trunc('${pick(random, units)}', created_at) AS period, count(DISTINCT customer_id) AS customers,\n           sum(quantity * price) AS revenue, min(day) AS first_day, percentile_approx(ratio, 0.${whole(random, 10, 99)}) AS typical\n    FROM   ${full(table)}\n    WHERE  status <> \${status}\n    GROUP  BY date_trunc('${"DAY"}', created_at), 1`.replace(
      "date_trunc('DAY', created_at), 1",
      "1",
    ),
    params: [{ name: "status", type: "string" }],
    columns: ["period", "customers", "revenue", "first_day", "typical"],
  }),
  ({ random, table }) => ({
    sql: `SELECT t.id, tag, length(tag) AS size, t.attributes['${pick(random, ["source", "origin", "device", "agent"])}'] AS origin FROM ${full(table)} t LATERAL VIEW explode(t.tags) e AS tag WHERE size(t.tags) > ${whole(random, 0, 40)} AND t.id > \${after}`,
    params: [{ name: "after", type: "bigint" }],
    columns: ["id", "tag", "size", "origin"],
  }),
  ({ random, table, relation }) => ({
    sql:
      relation === undefined
        ? `SELECT id, name, day FROM ${full(table)} WHERE day BETWEEN DATE '2026-01-${whole(random, 10, 28)}' AND \${until} AND quantity % ${whole(random, 2, 70)} = 1`
        : `\n    SELECT r.id, r.name, t.amount, t.quantity + ${whole(random, 1, 900)} AS more\n    FROM   \${${relation}} r\n    JOIN   ${full(table)} t ON t.id = r.id\n    WHERE  t.day <= \${until}`,
    params: [{ name: "until", type: "string" }],
    columns: relation === undefined ? ["id", "name", "day"] : ["id", "name", "amount", "more"],
  }),
  ({ random, table }) => ({
    sql: `\n    SELECT country, status, sum(amount) AS total, grouping_id() AS level\n    FROM   ${full(table)}\n    WHERE  price > ${(random() * 100).toFixed(2)}\n    GROUP  BY ROLLUP (country, status)`,
    params: [],
    columns: ["country", "status", "total", "level"],
  }),
  ({ random, table, tables }) => ({
    sql: `\n    SELECT s.country, s.total, s.total / m.best AS share\n    FROM   (SELECT country, sum(amount) AS total FROM ${full(table)} GROUP BY country) s\n    CROSS JOIN (SELECT max(amount) AS best FROM ${full(pick(random, tables))} WHERE store_id = ${whole(random, 1, 999)}) m\n    WHERE  s.total > \${floor}\n    ORDER  BY share DESC NULLS LAST`,
    params: [{ name: "floor", type: "number" }],
    columns: ["country", "total", "share"],
  }),
  ({ random, table }) => ({
    sql: `\n    SELECT id, amount, lag(amount, ${whole(random, 1, 30)}) OVER w AS before, sum(amount) OVER w AS running,\n           amount - avg(amount) OVER (PARTITION BY country) AS difference\n    FROM   ${full(table)}\n    WHERE  customer_id = \${customer}\n    WINDOW w AS (PARTITION BY customer_id ORDER BY created_at)`,
    params: [{ name: "customer", type: "bigint" }],
    columns: ["id", "amount", "before", "running", "difference"],
  }),
  ({ random, table }) => ({
    sql: `SELECT named_struct('id', id, 'place', address.city) AS who, transform(tags, t -> concat(t, '${pick(random, countries)}')) AS marked, map_keys(attributes) AS keys, CAST(amount AS DOUBLE) * ${random().toFixed(4)} AS scaled FROM ${full(table)} WHERE name LIKE \${pattern}`,
    params: [{ name: "pattern", type: "string" }],
    columns: ["who", "marked", "keys", "scaled"],
  }),
];

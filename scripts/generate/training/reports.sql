SELECT id FROM main.sales.orders WHERE id = ￼

SELECT id FROM main.sales.orders WHERE id = ￼ AND status = 'open'

SELECT id, name, status FROM main.sales.orders WHERE name <> 'x'

SELECT name AS title, day AS the_day, status FROM main.sales.orders WHERE day >= ￼ AND country IN ('DE', 'FR', 'US') ORDER BY name DESC LIMIT 10

SELECT day, name FROM main.sales.orders ORDER BY day LIMIT 10

SELECT name FROM main.sales.orders ORDER BY id DESC LIMIT ￼

SELECT a FROM main.sales.orders ORDER BY a DESC, b ASC NULLS LAST LIMIT 10 OFFSET 5

SELECT id FROM sales.orders WHERE name LIKE ￼

SELECT id FROM main.sales.orders WHERE name LIKE 'a%'

SELECT id FROM main.sales.orders

SELECT id FROM main.sales.orders AS o WHERE o.id = 1

SELECT id FROM main.sales.orders o WHERE o.id = 1

SELECT id FROM main.sales.orders o ORDER BY id

SELECT id FROM main.sales.orders GROUP BY id

SELECT id FROM main.sales.orders LIMIT 1

SELECT id FROM main.sales.orders HAVING count(*) > 1

SELECT id FROM main.sales.orders UNION ALL SELECT id FROM main.sales.returns

SELECT id FROM main.sales.orders EXCEPT SELECT id FROM main.sales.returns

SELECT id FROM main.sales.orders INTERSECT SELECT id FROM main.sales.returns

SELECT id FROM main.sales.orders, main.sales.returns WHERE 1 = 1

SELECT id FROM main.sales.orders VERSION AS OF 3

SELECT id FROM main.sales.orders TIMESTAMP AS OF '2024-01-01'

SELECT id FROM main.sales.orders TABLESAMPLE (10 PERCENT)

SELECT id FROM main.sales.orders PIVOT (sum(amount) FOR status IN ('open', 'paid'))

SELECT id FROM main.sales.orders WINDOW w AS (PARTITION BY a)

SELECT id FROM main.sales.orders QUALIFY row_number() OVER (ORDER BY id) = 1

SELECT id FROM main.sales.orders |> LIMIT 1

SELECT id FROM (SELECT id FROM main.sales.orders) x

SELECT id FROM (SELECT id FROM main.sales.orders WHERE id > 1) AS x WHERE id < 5

SELECT id FROM main.sales.orders WHERE id IN (SELECT id FROM main.sales.refunds)

SELECT id FROM main.sales.orders WHERE id IN (SELECT order_id FROM main.sales.refunds WHERE name LIKE ￼)

SELECT id FROM main.sales.orders WHERE id IN (SELECT order_id FROM main.sales.returns WHERE name LIKE ￼)

SELECT id FROM sales.orders WHERE id IN (SELECT order_id FROM sales.refunds r)

SELECT id FROM sales.orders t WHERE EXISTS (SELECT 1 FROM sales.refunds e WHERE e.parent_id = t.id)

SELECT t.id, t.name FROM main.sales.orders t WHERE EXISTS (SELECT 1 FROM main.sales.refunds e WHERE e.parent_id = t.id) AND t.id NOT IN (SELECT x.id FROM main.sales.refunds x WHERE x.name LIKE ￼)

SELECT t.id, t.name FROM main.sales.orders t WHERE EXISTS (SELECT 1 FROM main.sales.returns e WHERE e.parent_id = t.id) AND t.id NOT IN (SELECT x.id FROM main.sales.returns x WHERE x.name LIKE ￼)

SELECT id FROM main.sales.orders t WHERE NOT EXISTS (SELECT 1 FROM main.sales.refunds r WHERE r.id = t.id)

SELECT count(*) AS orders, sum(amount) AS total, avg(price) AS mean, max(created_at) AS last FROM main.sales.orders WHERE customer_id = ￼ GROUP BY country HAVING count(*) > 90

SELECT country, count(*) FROM main.sales.orders GROUP BY 1

SELECT country, status, grouping_id() AS g FROM main.sales.orders GROUP BY ROLLUP (country, status)

SELECT country, status FROM main.sales.orders GROUP BY CUBE (country, status)

SELECT country FROM main.sales.orders GROUP BY country, status WITH ROLLUP

SELECT country FROM main.sales.orders GROUP BY ALL ORDER BY ALL

SELECT a.id, a.name, b.status AS other, a.amount * b.quantity AS gross, coalesce(b.country, a.country, 'DE') AS place FROM main.sales.orders a JOIN main.sales.refunds b ON b.parent_id = a.id WHERE a.active AND b.quantity > ￼

SELECT c.id, date_diff(i.day, o.day) AS days FROM main.sales.customers c LEFT JOIN main.sales.orders o ON o.customer_id = c.id AND o.status = ￼ LEFT JOIN main.sales.items i ON i.parent_id = o.id WHERE c.created_at > current_timestamp() - INTERVAL '30' DAY

SELECT c.id FROM sales.customers c INNER JOIN sales.orders o ON o.customer_id = c.id AND o.status = ￼ INNER JOIN sales.items i USING (id)

SELECT c.id FROM sales.customers c JOIN sales.orders o ON o.customer_id = ￼ JOIN sales.items i ON i.id = o.id RIGHT JOIN sales.x x ON x.a = ￼ FULL JOIN sales.y y ON y.a = 1 CROSS JOIN sales.z z

SELECT day FROM main.sales.orders CROSS JOIN (SELECT max(amount) AS best FROM main.sales.items WHERE amount > 1) m

SELECT s.country FROM (SELECT country, sum(amount) AS total FROM main.sales.orders GROUP BY country) s CROSS JOIN (SELECT max(amount) AS best FROM main.sales.items) m

SELECT s.country, (SELECT max(amount) FROM main.sales.items) AS best, (SELECT count(*) FROM main.sales.items i WHERE i.id = s.id) n FROM main.sales.orders s

WITH ranked AS (SELECT id, customer_id, amount, day, row_number() OVER (PARTITION BY customer_id ORDER BY amount DESC) AS place FROM main.sales.orders WHERE day > ￼) SELECT id, customer_id, amount FROM ranked WHERE place <= 3

WITH ranked AS (SELECT id FROM main.sales.orders), other AS (SELECT id FROM ranked WHERE id > 1) SELECT r.id FROM ranked r JOIN other o ON o.id = r.id

WITH a AS (SELECT day FROM t GROUP BY day) SELECT a.day FROM a ORDER BY a.day

SELECT CASE WHEN amount > 100 THEN 'large' WHEN amount > ￼ THEN 'middle' ELSE 'small' END AS size, count(*) AS n FROM main.sales.orders GROUP BY 1

SELECT CASE WHEN amount > ￼ THEN 'large' WHEN amount > 5 THEN 'middle' ELSE name END AS size FROM main.sales.orders

SELECT CASE WHEN status = 'open' THEN 1 WHEN status IN ('a', 'b') THEN 2 END AS rank FROM main.sales.orders

SELECT CASE status WHEN 'open' THEN 1 ELSE 0 END AS flag FROM main.sales.orders

SELECT sum(CASE WHEN status = 'open' THEN amount ELSE 0 END) AS open FROM main.sales.orders

SELECT upper(trim(name)) AS title, concat_ws(' ', address.city, address.zip) AS line, nvl(name, 'x') AS n, substr(name, 1, 3) AS short FROM main.sales.customers WHERE length(name) > ￼

SELECT lower(trim(name)) title, upper(a.b.c) x, left(name, 3) AS l, right(name, 3) AS r, replace(name, 'a', 'b') AS s FROM main.sales.customers

SELECT date_trunc('MONTH', created_at) AS month, date_add(day, 7) AS due, date_diff(day, other) AS days, date_format(day, 'yyyy') AS year, datediff(DAY, a, b) AS d, year(day) AS y, month(day) AS m FROM main.sales.orders WHERE day BETWEEN ￼ AND ￼

SELECT day, country, amount, lag(amount) OVER w AS before, sum(amount) OVER w AS so_far FROM main.sales.orders WHERE amount > ￼ WINDOW w AS (PARTITION BY customer_id ORDER BY created_at ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)

SELECT id, rank() OVER (PARTITION BY country ORDER BY amount DESC) AS place, lead(amount, 1) OVER (ORDER BY day) AS next, sum(amount) OVER (PARTITION BY country ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS total FROM main.sales.orders WHERE country = ￼

SELECT t.id, tag, size(t.tags) AS tags FROM main.sales.orders t LATERAL VIEW explode(t.tags) e AS tag WHERE size(t.tags) > 1 AND tag <> ￼

SELECT id, tag FROM main.sales.orders LATERAL VIEW explode(tags) e AS tag

SELECT id, transform(tags, tag -> upper(tag)) AS upper, filter(tags, x -> x <> ￼) AS others, attributes['channel'] AS channel, address.city AS city, map_keys(attributes) AS keys FROM main.sales.orders WHERE array_contains(tags, ￼)

SELECT id, aggregate(items, 0, (a, x) -> a + x) AS total, named_struct('a', 1, 'b', name) AS s, element_at(tags, 1) AS first FROM main.sales.orders

SELECT CAST(amount AS DECIMAL(10, 2)) AS amount, amount::double AS d, CAST(day AS STRING) AS text, try_cast(name AS INT) AS n FROM main.sales.orders

SELECT sum(amount) FILTER (WHERE status = 'paid') AS paid, count(DISTINCT customer_id) AS customers, collect_list(name) AS names, any_value(name) AS one FROM main.sales.orders

SELECT ￼, name FROM ￼ WHERE id = ￼ AND day > ￼

SELECT r.id, r.name FROM ￼ r JOIN main.sales.orders o ON o.id = r.id WHERE o.amount > ￼ ORDER BY r.id LIMIT ￼

SELECT id FROM ￼ WHERE id IN (￼)

INSERT INTO main.sales.orders (id, name) VALUES (￼, ￼)

INSERT INTO main.sales.orders SELECT id, name FROM main.sales.staging WHERE day = ￼

UPDATE main.sales.orders SET status = ￼, amount = amount + ￼ WHERE id = ￼

DELETE FROM main.sales.orders WHERE day < ￼

DELETE FROM main.sales.orders o WHERE o.day < ￼

MERGE INTO main.sales.orders t USING main.sales.staging s ON t.id = s.id WHEN MATCHED AND s.status = 'x' THEN DELETE WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *

MERGE INTO main.sales.orders AS t USING (SELECT * FROM ￼) AS s ON t.id = s.id WHEN MATCHED THEN UPDATE SET t.a = s.a WHEN NOT MATCHED THEN INSERT (id, a) VALUES (s.id, s.a)

CREATE OR REPLACE TABLE main.sales.report AS SELECT id FROM main.sales.orders WHERE day = ￼

CREATE OR REPLACE VIEW main.sales.report AS SELECT id FROM main.sales.orders WHERE day = 1

SELECT country, status, sum(amount) AS total FROM main.sales.orders WHERE price > 12.31 GROUP BY ROLLUP (country, status)

SELECT country, status, sum(amount) AS total FROM main.sales.orders WHERE price > ￼ AND day = ￼ GROUP BY CUBE (country, status) ORDER BY total DESC NULLS LAST

SELECT country, status, sum(amount) AS total FROM main.sales.orders o WHERE price > 1 GROUP BY GROUPING SETS ((country), (status), ()) ORDER BY total NULLS FIRST

SELECT country FROM sales.orders WHERE price > 1 GROUP BY country, status WITH CUBE

SELECT country FROM sales.orders WHERE price > 1 GROUP BY ROLLUP (country, status)

SELECT country FROM orders WHERE price > 1 GROUP BY ROLLUP (country, status) HAVING count(*) > 1

SELECT country FROM main.sales.orders GROUP BY ROLLUP (country)

SELECT o.country FROM main.sales.orders o JOIN main.sales.refunds r ON o.id = r.id WHERE o.price > 1 GROUP BY ROLLUP (o.country, r.status)

SELECT country, round(100 * amount / sum(amount) OVER (), 2) AS share FROM main.sales.orders ORDER BY share DESC NULLS LAST

SELECT country, round(100 * amount / sum(amount) OVER (), 2) AS share FROM main.sales.orders ORDER BY share DESC

SELECT country FROM main.sales.orders ORDER BY share NULLS FIRST, country DESC NULLS LAST LIMIT 10

SELECT t.id FROM main.sales.orders t WHERE EXISTS (SELECT 1 FROM main.sales.refunds e WHERE e.parent_id = t.id AND e.ratio > 9.05) AND t.customer_id IN (￼)

SELECT t.id FROM main.sales.orders t WHERE EXISTS (SELECT 1 FROM main.sales.returns e WHERE e.parent_id = t.id AND e.ratio > 9.05) AND t.customer_id IN (￼)

SELECT t.id FROM main.sales.orders t WHERE EXISTS (SELECT 1 FROM main.sales.refunds e WHERE e.parent_id = t.id AND e.ratio > ￼) OR t.customer_id = ￼

SELECT t.id FROM main.sales.orders t WHERE EXISTS (SELECT 1 FROM main.sales.returns e WHERE e.parent_id = t.id AND e.ratio > ￼) OR t.customer_id = ￼

WITH ranked AS (SELECT id, customer_id, amount, day, row_number() OVER (PARTITION BY customer_id ORDER BY created_at DESC) AS place FROM main.sales.orders) SELECT id, amount FROM ranked WHERE place = 1

WITH ranked AS (SELECT id, customer_id, amount, day, row_number() OVER (PARTITION BY customer_id ORDER BY created_at DESC) AS place FROM main.sales.orders WHERE amount > 1 AND status <> 'open') SELECT id, amount, day FROM ranked WHERE place <= 3 ORDER BY id

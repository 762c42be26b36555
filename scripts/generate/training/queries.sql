SELECT 1

SELECT id, name FROM main.sales.customers

SELECT * FROM orders

SELECT o.* FROM orders AS o

SELECT * EXCEPT (password, salt) FROM users

SELECT u.* EXCEPT (u.address.street) FROM users u

SELECT DISTINCT country FROM customers ORDER BY country

SELECT ALL region FROM stores

SELECT id AS customer_id, upper(name) `Full Name`, 1 + 2 three FROM customers

SELECT (a, b) AS (x, y) FROM t

SELECT count(*), count(DISTINCT region), sum(amount) FILTER (WHERE amount > 0) AS positive FROM sales

SELECT region, sum(amount) AS total FROM sales WHERE year = 2024 AND (kind = 'web' OR kind = 'shop') GROUP BY region HAVING sum(amount) > 1000 ORDER BY total DESC NULLS LAST, region ASC NULLS FIRST LIMIT 10 OFFSET 5

SELECT a, b, c, sum(d) FROM t GROUP BY a, b, c WITH ROLLUP

SELECT a, b, sum(d) FROM t GROUP BY a, b WITH CUBE

SELECT a, b, sum(d), grouping(a), grouping_id(a, b) FROM t GROUP BY GROUPING SETS ((a, b), (a), ())

SELECT a, b, sum(d) FROM t GROUP BY a, b GROUPING SETS ((a, b), a)

SELECT a, b, count(*) FROM t GROUP BY ROLLUP (a, (b, c)), CUBE (d)

SELECT a, max(b) FROM t GROUP BY ALL

SELECT a, max(b) FROM t GROUP BY 1 ORDER BY ALL

SELECT a FROM t SORT BY a DESC

SELECT a FROM t DISTRIBUTE BY a SORT BY b

SELECT a FROM t CLUSTER BY a

SELECT a FROM t LIMIT ALL

SELECT a FROM t OFFSET 3

SELECT a FROM t WHERE a IS NOT NULL AND b IS DISTINCT FROM c AND d IS NOT DISTINCT FROM e AND f <=> g

SELECT a FROM t WHERE a BETWEEN 1 AND 10 AND b NOT BETWEEN 'a' AND 'c'

SELECT a FROM t WHERE a IN (1, 2, 3) AND b NOT IN (SELECT b FROM u)

SELECT a FROM t WHERE (a, b) IN (SELECT x, y FROM u WHERE u.k = t.k)

SELECT a FROM t WHERE name LIKE 'A%' OR name ILIKE '%b' OR name NOT LIKE 'x!_%' ESCAPE '!' OR name RLIKE '^a+$' OR name NOT REGEXP 'z'

SELECT a FROM t WHERE name LIKE ANY ('a%', 'b%') AND name NOT LIKE ALL ('c%', 'd%') AND name ILIKE SOME ('e', 'f')

SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id) AND NOT EXISTS (SELECT * FROM v)

SELECT a FROM t WHERE flag IS TRUE OR flag IS NOT FALSE OR flag IS UNKNOWN

SELECT (SELECT max(x) FROM u WHERE u.k = t.k) AS best, a FROM t

SELECT * FROM a JOIN b ON a.id = b.id

SELECT * FROM a INNER JOIN b USING (id) LEFT JOIN c ON c.id = a.id AND c.kind = 'x' RIGHT OUTER JOIN d USING (id, kind) FULL OUTER JOIN e ON a.x = e.x

SELECT * FROM a CROSS JOIN b

SELECT * FROM a NATURAL JOIN b NATURAL LEFT JOIN c

SELECT * FROM a LEFT SEMI JOIN b ON a.id = b.id

SELECT * FROM a ANTI JOIN b ON a.id = b.id LEFT ANTI JOIN c USING (id) SEMI JOIN d USING (id)

SELECT * FROM a, b, c WHERE a.id = b.id AND b.id = c.id

SELECT * FROM a, LATERAL (SELECT * FROM b WHERE b.id = a.id) AS x

SELECT * FROM a LEFT JOIN LATERAL (SELECT max(v) m FROM b WHERE b.id = a.id) x ON true

SELECT * FROM a JOIN (b JOIN c ON b.id = c.id) ON a.id = b.id

SELECT * FROM (SELECT id, name FROM customers WHERE active) AS c (i, n) WHERE i > 10

SELECT * FROM ((SELECT 1 AS a)) x

SELECT * FROM (t)

SELECT * FROM VALUES (1, 'a'), (2, 'b') AS v (id, name)

SELECT * FROM (VALUES (1), (2), (NULL)) AS v

VALUES (1, 2), (3, 4)

TABLE main.sales.orders

SELECT * FROM range(10)

SELECT * FROM range(0, 100, 5, 2) AS r (n)

SELECT * FROM explode(array(1, 2, 3)) AS e (x)

SELECT * FROM my_function(arg => 3, other => 'x', 5)

SELECT * FROM my_function(TABLE (t) PARTITION BY a, b ORDER BY c DESC)

SELECT * FROM my_function(TABLE (SELECT * FROM t) WITH SINGLE PARTITION)

SELECT * FROM my_function(TABLE t)

SELECT * FROM my_function(input => TABLE (t))

SELECT id, item FROM orders LATERAL VIEW explode(items) exploded AS item

SELECT id, k, v FROM orders LATERAL VIEW OUTER explode(props) p AS k, v LATERAL VIEW posexplode(items) q AS pos, it WHERE v > 1

SELECT explode(items) AS item, id FROM orders

SELECT stack(2, 1, 'a', 2, 'b') AS (n, s)

SELECT * FROM t TABLESAMPLE (10 PERCENT)

SELECT * FROM t TABLESAMPLE (5 ROWS) REPEATABLE (42) AS s

SELECT * FROM t TABLESAMPLE (BUCKET 3 OUT OF 10 ON id)

SELECT * FROM t TABLESAMPLE SYSTEM (0.1 PERCENT) x

SELECT * FROM t VERSION AS OF 12

SELECT * FROM t TIMESTAMP AS OF '2024-01-01 00:00:00' AS old

SELECT * FROM t FOR SYSTEM_TIME AS OF current_timestamp() - INTERVAL 1 DAY

SELECT * FROM t FOR SYSTEM_VERSION AS OF 'abc'

SELECT * FROM sales PIVOT (sum(amount) AS total, count(*) AS n FOR quarter IN ('Q1' AS first, 'Q2' AS second, 'Q3'))

SELECT * FROM sales PIVOT (sum(amount) FOR (year, quarter) IN ((2023, 'Q1') AS a, (2024, 'Q2') AS b)) AS p

SELECT * FROM wide UNPIVOT (value FOR name IN (q1, q2 AS second, q3))

SELECT * FROM wide UNPIVOT INCLUDE NULLS ((v1, v2) FOR name IN ((a1, a2) AS first, (b1, b2) AS second)) AS u

SELECT * FROM wide UNPIVOT EXCLUDE NULLS (value FOR name IN (q1))

SELECT row_number() OVER (PARTITION BY region ORDER BY amount DESC) AS rn, rank() OVER w, dense_rank() OVER (w) FROM sales WINDOW w AS (PARTITION BY region ORDER BY amount), x AS (ORDER BY id)

SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), avg(a) OVER (PARTITION BY c ORDER BY b RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND INTERVAL '2' HOUR FOLLOWING), max(a) OVER (ROWS 3 PRECEDING), min(a) OVER (), lag(a, 1, 0) IGNORE NULLS OVER (ORDER BY b), first_value(a) RESPECT NULLS OVER (ORDER BY b), lead(a) OVER (DISTRIBUTE BY c SORT BY d) FROM t

SELECT nth_value(a, 2) IGNORE NULLS OVER (PARTITION BY b ORDER BY c ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) FROM t

SELECT id, row_number() OVER (ORDER BY id) AS rn FROM t QUALIFY rn = 1

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY salary DESC) AS median, listagg(DISTINCT name, ', ') WITHIN GROUP (ORDER BY name), mode() WITHIN GROUP (ORDER BY x) FROM staff

WITH totals AS (SELECT region, sum(amount) AS total FROM sales GROUP BY region), best AS (SELECT max(total) AS top FROM totals) SELECT t.region FROM totals t JOIN best b ON t.total = b.top

WITH t (a, b) AS (SELECT 1, 2), u AS (VALUES (3)) SELECT * FROM t, u

WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100) SELECT n FROM numbers

WITH RECURSIVE r (n) MAX RECURSION LEVEL 10 AS (VALUES (1) UNION ALL SELECT n + 1 FROM r) SELECT * FROM r

WITH a AS (WITH b AS (SELECT 1 x) SELECT * FROM b) SELECT * FROM a

SELECT 1 UNION SELECT 2 UNION ALL SELECT 3 INTERSECT SELECT 4 EXCEPT SELECT 5 MINUS SELECT 6

SELECT a FROM t UNION DISTINCT SELECT b FROM u EXCEPT ALL SELECT c FROM v INTERSECT ALL SELECT d FROM w ORDER BY 1 LIMIT 3

(SELECT 1 AS a) UNION ALL (SELECT 2) ORDER BY a

SELECT 1 AS a, 2 AS b UNION BY NAME SELECT 3 AS b, 4 AS a

SELECT a FROM t UNION ALL BY NAME SELECT b FROM u

SELECT /*+ BROADCAST(a), REPARTITION(10, x) */ * FROM a JOIN b ON a.id = b.id

SELECT /*+ MERGE(a, b) SHUFFLE_HASH(c) */ /*+ COALESCE(3) */ a.x FROM a, b, c

FROM orders SELECT id, amount WHERE amount > 10

FROM orders o JOIN items i ON o.id = i.order_id SELECT o.id, count(*) GROUP BY o.id HAVING count(*) > 2

SELECT TRANSFORM(a, b) USING 'cat' AS (x INT, y STRING) FROM t

SELECT TRANSFORM(a) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LINES TERMINATED BY '\n' USING 'cat' AS (x) FROM t

MAP a, b USING 'script' AS x, y FROM t

SELECT * FROM main.`my schema`.`a``b`

SELECT `a.b`.c, `select` FROM `from` WHERE `where` = 1

SELECT * FROM parquet.`/data/files/*.parquet`

SELECT * FROM IDENTIFIER('main' || '.sales.' || :name)

SELECT IDENTIFIER('col' || 1), IDENTIFIER(:fn)(a) FROM IDENTIFIER(:tab) AS x

SELECT :a, :b + ?, ? FROM t WHERE x = :c AND y IN (:d, :e) LIMIT :n

SELECT * FROM read_files('/x', format => 'csv', header => true)

SELECT * FROM STREAM events

SELECT * FROM STREAM(events) WHERE ts > '2024-01-01'

SELECT system.builtin.abs(-1), catalog.schema.func(a, b => 2)

SELECT date, time, timestamp, user, value, values, year, month, day, name, type, key, comment, data, first, last, position, at, current, end, start FROM t

SELECT t.select, t.from, t.order FROM t

SELECT left, right, full, cross, inner, natural, on, using FROM t

SELECT max(struct(a, b)).a, named_struct('x', 1).x, (SELECT 1), (1), ((2)) FROM t

SELECT a FROM t1 WHERE b = (SELECT max(c) FROM t2) ORDER BY (SELECT 1), a + b DESC LIMIT 1 + 2

SELECT count(*) FROM a JOIN b ON a.x = b.x JOIN c ON b.y = c.y JOIN d ON c.z = d.z LEFT JOIN e ON d.w = e.w AND e.v IN (SELECT v FROM f) WHERE a.p > 3 OR b.q < 4 AND NOT c.r = 5

WITH orders_by_day AS (SELECT date_trunc('day', o.created_at) AS day, o.customer_id, sum(oi.quantity * oi.unit_price) AS revenue, count(DISTINCT o.id) AS orders FROM shop.orders o INNER JOIN shop.order_items oi ON oi.order_id = o.id LEFT JOIN shop.refunds r ON r.order_id = o.id AND r.status <> 'rejected' WHERE o.created_at >= date_sub(current_date(), 90) AND o.status NOT IN ('cancelled', 'test') GROUP BY date_trunc('day', o.created_at), o.customer_id), ranked AS (SELECT *, row_number() OVER (PARTITION BY customer_id ORDER BY revenue DESC, day) AS rn, sum(revenue) OVER (PARTITION BY customer_id ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS last_week FROM orders_by_day) SELECT c.name, c.email, coalesce(r.revenue, 0) AS revenue, CASE WHEN r.last_week > 1000 THEN 'gold' WHEN r.last_week > 100 THEN 'silver' ELSE 'bronze' END AS tier, round(r.revenue / nullif(r.orders, 0), 2) AS per_order FROM ranked r JOIN shop.customers c ON c.id = r.customer_id WHERE r.rn = 1 AND c.country IN ('DE', 'FR', 'NL') ORDER BY tier, revenue DESC NULLS LAST LIMIT 100

SELECT l_flag, l_status, sum(qty) AS sum_qty, sum(price * (1 - discount)) AS sum_disc, sum(price * (1 - discount) * (1 + tax)) AS charge, avg(qty) AS avg_qty, count(*) AS n FROM lineitem WHERE shipped <= DATE '1998-12-01' - INTERVAL '90' DAY GROUP BY l_flag, l_status ORDER BY l_flag, l_status

SELECT n.name, extract(year FROM o.orderdate) AS o_year, sum(CASE WHEN n.name = 'BRAZIL' THEN volume ELSE 0 END) / sum(volume) AS share FROM (SELECT l.price * (1 - l.discount) AS volume, n2.name AS nation FROM part, supplier, nation n1, nation n2 WHERE p_key = l_key AND r_name = 'AMERICA' AND o_date BETWEEN DATE '1995-01-01' AND DATE '1996-12-31') AS all_nations GROUP BY o_year ORDER BY o_year

SELECT s.name, s.address FROM supplier s, nation n WHERE s.key IN (SELECT ps.suppkey FROM partsupp ps WHERE ps.partkey IN (SELECT p.key FROM part p WHERE p.name LIKE 'forest%') AND ps.availqty > (SELECT 0.5 * sum(l.quantity) FROM lineitem l WHERE l.partkey = ps.partkey AND l.shipdate >= DATE '1994-01-01' AND l.shipdate < DATE '1994-01-01' + INTERVAL '1' YEAR)) AND s.nation = n.key ORDER BY s.name

SELECT substring(phone, 1, 2) AS code, count(*) AS n, sum(balance) AS total FROM customers c WHERE substring(phone FROM 1 FOR 2) IN ('13', '31') AND balance > (SELECT avg(balance) FROM customers WHERE balance > 0.00) AND NOT EXISTS (SELECT * FROM orders o WHERE o.customer = c.id) GROUP BY code ORDER BY code

SELECT * FROM (SELECT avg(ss_list_price) a, count(ss_list_price) b FROM store_sales WHERE ss_quantity BETWEEN 0 AND 5 AND (ss_list_price BETWEEN 8 AND 8 + 10 OR ss_coupon BETWEEN 459 AND 459 + 1000)) b1, (SELECT avg(x) FROM t) b2 LIMIT 100

SELECT CASE WHEN (SELECT count(*) FROM s WHERE q BETWEEN 1 AND 20) > 62316685 THEN (SELECT avg(d) FROM s WHERE q BETWEEN 1 AND 20) ELSE (SELECT avg(n) FROM s WHERE q BETWEEN 1 AND 20) END bucket1 FROM reason WHERE r_reason_sk = 1

SELECT item.id, rank() OVER (ORDER BY sum(paid) DESC) AS rank_within, sum(sum(paid)) OVER (PARTITION BY category ORDER BY year, moy ROWS UNBOUNDED PRECEDING) AS running, grouping(cat) + grouping(class) AS lochierarchy FROM sales GROUP BY ROLLUP (cat, class) ORDER BY lochierarchy DESC, CASE WHEN lochierarchy = 0 THEN cat END, rank_within

SELECT a.* FROM a LEFT OUTER JOIN b ON a.id = b.id AND b.valid, c CROSS JOIN d WHERE a.x = c.x

SELECT * FROM t1 WATERMARK 10 MINUTES

-- Everyday queries that mix constructs
SELECT EXISTS (SELECT 1 FROM departments d WHERE d.dept_id = e.dept_id) FROM employees e
SELECT e.id IN (SELECT d.dept_id FROM departments d WHERE d.region = e.name) FROM employees e
SELECT dept_id, sum(salary) OVER (PARTITION BY dept_id) / sum(salary) OVER () FROM employees
SELECT * FROM (SELECT *, dense_rank() OVER (PARTITION BY region ORDER BY budget DESC) r FROM departments) WHERE r <= 2
WITH a AS (SELECT dept_id, avg(salary) s FROM employees GROUP BY dept_id), b AS (SELECT max(s) m FROM a) SELECT a.*, b.m FROM a CROSS JOIN b WHERE a.s = b.m
SELECT date_trunc('year', placed_on) AS y, status, sum(amount) AS total, sum(sum(amount)) OVER (PARTITION BY date_trunc('year', placed_on)) FROM orders GROUP BY 1, 2
SELECT o.customer_id, count(*) FILTER (WHERE o.status = 'x') * 100.0 / count(*) AS pct FROM orders o GROUP BY o.customer_id HAVING count(*) > 5 ORDER BY pct DESC LIMIT 10
SELECT coalesce(c.name, 'unknown') AS name, round(sum(o.amount), 2) AS total, count(DISTINCT o.order_id) AS orders FROM customers c FULL OUTER JOIN orders o ON c.customer_id = o.customer_id GROUP BY coalesce(c.name, 'unknown')
SELECT CASE WHEN amount < 10 THEN 'low' WHEN amount < 100 THEN 'mid' ELSE 'high' END AS band, count(*) AS n, min(amount), max(amount) FROM orders GROUP BY ALL ORDER BY n DESC
SELECT year(placed_on) * 100 + month(placed_on) AS ym, sum(coalesce(amount, 0)) AS s FROM orders GROUP BY ym
SELECT id, name, element_at(tags, -1), size(filter(tags, t -> t LIKE 'a%')) AS n FROM employees WHERE array_contains(tags, 'x')
SELECT e.name, concat_ws(', ', collect_list(d.dept_name)) FROM employees e JOIN departments d ON e.dept_id = d.dept_id GROUP BY e.name
SELECT to_json(struct(id, name, struct(salary AS s, bonus AS b) AS pay)) AS j FROM employees
SELECT from_json('{"a":1}', 'STRUCT<a: INT, b: ARRAY<STRING>>').a
SELECT map_from_entries(collect_list(struct(name, id))) FROM employees
SELECT aggregate(items, CAST(0 AS DECIMAL(20,2)), (acc, i) -> CAST(acc + i.price * i.n AS DECIMAL(20,2))) AS total FROM orders
SELECT transform(sequence(1, 3), i -> i * 10), filter(map_keys(attrs), k -> length(k) > 2) FROM employees
SELECT name, lag(salary, 1) OVER w AS prev, salary - lag(salary, 1) OVER w AS diff FROM employees WINDOW w AS (PARTITION BY dept_id ORDER BY hired)
SELECT percentile_approx(amount, array(0.25, 0.5, 0.75)) FROM orders
SELECT max(named_struct('amount', amount, 'id', order_id)).id FROM orders
SELECT (SELECT count(*) FROM orders o WHERE o.customer_id = c.customer_id AND o.placed_on > c.since) AS recent, c.* FROM customers c
SELECT * FROM orders WHERE placed_on BETWEEN DATE '2020-01-01' AND current_date() AND status IN ('a', 'b') AND amount > 100
SELECT * FROM orders WHERE placed_at >= current_timestamp() - INTERVAL 7 DAYS
SELECT placed_at - INTERVAL '1' HOUR AS h, placed_on + INTERVAL '1' MONTH AS m, placed_on - DATE '2020-01-01' AS days FROM orders
SELECT datediff(DAY, placed_on, current_date()), timestampadd(HOUR, 1, placed_at), date_diff(MONTH, placed_on, placed_at) FROM orders
SELECT unix_timestamp(), to_unix_timestamp(placed_at), from_unixtime(1, 'yyyy'), date_format(placed_at, 'HH') FROM orders
SELECT id % 2 = 0 AS even, NOT (id > 1 AND active) AS x, id > 1 OR NULL AS y FROM employees
SELECT -(-id), +salary, - bonus, ~id, !active FROM employees
SELECT 1 + 2 * 3 - 4 / 2, (1 + 2) * 3, 7 % 3, 7 div 2, 2 || 3
SELECT 1.0 / 3, 1.5 + 1, 2 * 1.25, 10.00 - 0.5, 1e0 + 1, 100000000000 + 1
SELECT 'it''s', 'a\nb', '\u0041', "q", '%', ''
SELECT CAST('2020-01-01' AS DATE), CAST('1.5' AS DECIMAL(3,1)), CAST(1 AS BOOLEAN), CAST('a' AS BINARY), 1::string, '5'::int + 1
SELECT TRY_CAST('x' AS INT), TRY_CAST(1 AS STRING), CAST(NULL AS INT), NULL::int
SELECT array(), map(), struct(), array(NULL), array(1, 2.5), array('a', 1)
SELECT named_struct('a', 1, 'b', named_struct('c', 'x')).b.c
SELECT explode(map('a', 1, 'b', 2)), 'x' AS y
SELECT posexplode(array('a', 'b')) AS (i, v), id FROM employees
SELECT id, inline(array(struct(1 AS a, 'b' AS b))) FROM employees
SELECT stack(3, 'a', 1, 'b', 2, 'c', 3) AS (k, v)
SELECT json_tuple('{"a":1}', 'a') AS a, id FROM employees
SELECT * FROM employees e LATERAL VIEW explode(attrs) kv AS k, v LATERAL VIEW OUTER posexplode(tags) tg AS p, t WHERE v > 1
SELECT count(*) FROM employees e LATERAL VIEW explode(tags) t AS tag GROUP BY tag
SELECT t.tag, count(*) AS n FROM employees e LATERAL VIEW explode(tags) t AS tag GROUP BY t.tag HAVING n > 1
SELECT * FROM VALUES (1, 'a', true), (2, NULL, false) AS t(id, name, flag) WHERE flag
SELECT x.a, y.b FROM VALUES (1) AS x(a), VALUES (2) AS y(b)
SELECT * FROM (VALUES (1, 2), (3, 4)) AS t(a, b) JOIN (SELECT 1 AS a) USING (a)
SELECT * FROM range(3) a, range(3) b WHERE a.id < b.id
SELECT a.id FROM range(3) AS a(id)
SELECT sum(id) FROM range(10) WHERE id % 2 = 0
WITH t AS (SELECT * FROM range(5)) SELECT t1.id, t2.id AS id2 FROM t t1 LEFT JOIN t t2 ON t1.id = t2.id + 1
WITH RECURSIVE f(a, b) AS (VALUES (0L, 1L) UNION ALL SELECT b, a + b FROM f WHERE b < 100) SELECT a FROM f
WITH RECURSIVE tree AS (SELECT id, name, 0 AS depth FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, t.depth + 1 FROM employees e JOIN tree t ON e.manager_id = t.id) SELECT depth, count(*) FROM tree GROUP BY depth
SELECT d.dept_name, x.n FROM departments d, LATERAL (SELECT count(*) AS n FROM employees e WHERE e.dept_id = d.dept_id) x
SELECT d.dept_name, x.n FROM departments d LEFT JOIN LATERAL (SELECT count(*) AS n FROM employees e WHERE e.dept_id = d.dept_id) x
SELECT s.*, u.* FROM solid s, LATERAL (SELECT s.k + 1 AS k1, s.t) u
SELECT s.k, x FROM solid s, LATERAL explode(s.xs) AS e(x)
SELECT s.k, x FROM solid s LEFT JOIN LATERAL explode_outer(s.xs) AS e(x)
SELECT k FROM solid UNION ALL SELECT id FROM employees UNION ALL SELECT NULL
SELECT k, t FROM solid INTERSECT SELECT id, name FROM employees
SELECT k, t FROM solid EXCEPT SELECT id, name FROM employees
SELECT id, name FROM employees EXCEPT SELECT k, t FROM solid
(SELECT k FROM solid) UNION (SELECT k FROM solid) ORDER BY k LIMIT 1
SELECT a.k AS k1, b.k AS k2, c.k AS k3 FROM solid a LEFT JOIN solid b ON a.k = b.k RIGHT JOIN solid c ON b.k = c.k
SELECT * FROM solid a LEFT JOIN solid b USING (k) FULL JOIN solid c USING (k)
SELECT a.n, b.n, c.n, k FROM solid a JOIN solid b USING (k) RIGHT JOIN solid c USING (k)
SELECT * FROM solid a NATURAL RIGHT JOIN (SELECT k, 'x' AS other FROM solid)
SELECT count(b.k) FROM solid a LEFT ANTI JOIN solid c ON a.k = c.k LEFT JOIN solid b ON a.k = b.k
SELECT if(k > 1, n, NULL), nvl(NULL, k), coalesce(NULL, t, 'x'), nullif(t, 'a'), greatest(k, n), least(k, NULL) FROM solid
SELECT k IS NULL, t LIKE 'a%', k IN (1, 2), k = n, k <=> n, xs[0] IS NOT NULL FROM solid
SELECT k / n, k % n, k div n, n * 1.5, dec / 2, sqrt(k), round(dec, 1), floor(dec), -dec, abs(k) FROM solid
SELECT concat(t, k), t || NULL, upper(t), substring(t, 1, 2), length(t), split(t, ','), trim(t), lpad(t, 5), repeat(t, 2) FROM solid
SELECT year(d), d + 1, date_add(d, 7), d - d, date_format(d, 'y'), to_timestamp(d), CAST(d AS STRING), CAST(d AS TIMESTAMP), add_months(d, 1) FROM solid
SELECT CAST(t AS INT), CAST(k AS STRING), CAST(k AS TINYINT), CAST(n AS INT), CAST(dec AS INT), CAST(k AS DECIMAL(5,0)), CAST(k AS DECIMAL(20,2)), CAST(d AS DATE) FROM solid
SELECT size(xs), xs[0], element_at(xs, 1), array_contains(xs, 1), sort_array(xs), array_max(xs), transform(xs, x -> x + 1), exists(xs, x -> x > 1), slice(xs, 1, 2), xs || xs FROM solid
SELECT sum(k), avg(k), min(k), count(k), max(t), first(d), collect_list(k), collect_set(t), sum(dec), avg(dec), stddev(k), bool_and(k > 1), any_value(xs), approx_count_distinct(k) FROM solid
SELECT max(k) OVER (), lead(k) OVER (ORDER BY k), first_value(k) OVER (ORDER BY k), count(*) OVER (ORDER BY k), ntile(3) OVER (ORDER BY k), nth_value(k, 2) OVER (ORDER BY k) FROM solid
SELECT hash(k, t), md5(t), sha2(t, 256), uuid(), rand(), monotonically_increasing_id(), current_date, typeof(k) FROM solid
SELECT struct(k, t).k, struct(k AS a).a, named_struct('z', t).z, map(k, t)[1], array(k, 1)[0], array(k)[k] FROM solid
SELECT * EXCEPT (xs), k * 2 AS k2 FROM solid
SELECT s.* EXCEPT (k, n), s.k FROM solid s
SELECT struct(s.*) FROM solid s
SELECT count(*) AS `count`, max(k) AS `max k` FROM solid
SELECT k AS `order`, t AS `select` FROM solid ORDER BY `order`
SELECT distinct k, t from solid order by t desc nulls last, k
SELECT k FROM solid SORT BY k DESC NULLS FIRST
select K, S.N from SOLID S where S.T = 'x'
SELECT k FROM (SELECT k FROM (SELECT k FROM solid))
SELECT ((k)), ((k + 1)) FROM solid
SELECT k kk, n nn, kk + nn total, total * 2 FROM solid
SELECT t AS k, k + 1 FROM solid
SELECT k + 1 AS k, k + 2 FROM solid
SELECT upper(t) AS t FROM solid GROUP BY t
SELECT upper(t) AS u FROM solid GROUP BY upper(t) HAVING u = 'X'
SELECT k + n AS total, count(*) FROM solid GROUP BY k + n ORDER BY total, count(*)
SELECT k % 10 AS bucket, sum(n) FROM solid GROUP BY bucket WITH CUBE
SELECT t, k, sum(n) s FROM solid GROUP BY GROUPING SETS ((t), (k), ()) HAVING grouping_id() < 3
SELECT coalesce(t, 'all') AS t, sum(n) FROM solid GROUP BY ROLLUP(t)
SELECT t, sum(n) FROM solid GROUP BY ROLLUP(t) ORDER BY grouping(t), t
SELECT t, count(*) FROM solid GROUP BY t ORDER BY max(k) DESC, count(*) LIMIT 3 OFFSET 1
SELECT 'const', count(*), 1 + 1 FROM solid GROUP BY 'const'
SELECT max(k) FILTER (WHERE t = 'a') - min(k) FILTER (WHERE t = 'b') AS diff FROM solid
SELECT t FROM solid GROUP BY t HAVING max(k) > (SELECT avg(k) FROM solid)
SELECT sum(CASE WHEN t = 'a' THEN n ELSE 0 END) AS a, sum(if(t = 'b', n, 0)) AS b FROM solid
SELECT window.start, window.end, count(*) FROM orders GROUP BY window(placed_at, '1 day')
SELECT window, sum(amount) FROM orders GROUP BY window(placed_at, '1 day', '6 hours') ORDER BY window
SELECT session_window.start, customer_id, count(*) FROM orders GROUP BY session_window(placed_at, '5 minutes'), customer_id
SELECT meta:a.b::double, variant_get(meta, '$.x', 'string'), meta:arr[0]:name FROM orders
SELECT parse_json('{"a":1}'):a::int
SELECT items[0], items[0].price * items[0].n, size(items), items.n[0] FROM orders
SELECT o.items.sku, i.sku FROM orders o LATERAL VIEW explode(o.items) t AS i
SELECT address, address.geo, address.geo.lat IS NULL, struct(address.city AS c) FROM employees
SELECT e.address.geo.* FROM employees e
SELECT s COLLATE UTF8_LCASE = 'a', collation(s) FROM kinds
SELECT bin = X'00', xs = array(1), st = struct(1, 'a'), s IN (1, 2), i32 IN ('1', '2') FROM kinds
SELECT i8 + 1, i16 * 2S, i32 + 1L, f32 + 1, f32 * 2.5, f64 + dec, dec + 0.001, dec * 10, dec / 3, 1 / dec, dec % 2, i64 * dec FROM kinds
SELECT sum(i32 * dec), avg(dec * 2), sum(dec / 3), sum(f32 + 1), max(i8 + i16), min(d + 1) FROM kinds
SELECT coalesce(i8, i32, i64), coalesce(dec, 1.234), if(b, i32, f64), nvl(s, i32), greatest(d, ts), least(i8, dec), array(i8, f32), map(s, i8, 'x', i64) FROM kinds
SELECT CASE WHEN b THEN i32 WHEN i32 > 1 THEN dec ELSE i64 END, CASE i32 WHEN 1 THEN 'a' WHEN 2 THEN s END, CASE WHEN b THEN d ELSE ts END FROM kinds
SELECT id > 1.5, 2.5 < id, id >= 1.0, salary > 10.5, id = 1.5 FROM employees
TABLE solid |> WHERE k > 1 |> EXTEND k * 2 AS dbl |> AGGREGATE sum(dbl) AS s, count(*) AS c GROUP BY t |> ORDER BY s DESC |> LIMIT 5
FROM orders o |> JOIN customers c ON o.customer_id = c.customer_id |> WHERE c.country = 'NL' |> AGGREGATE sum(o.amount) AS total GROUP BY c.name |> SELECT name, total
FROM solid |> SELECT k, t |> UNION ALL SELECT id, name FROM employees
FROM solid |> SET k = k + 1, n = k |> DROP xs |> AS z |> SELECT z.k, z.n

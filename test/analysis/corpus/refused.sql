SELECT (SELECT count(*) FROM t) FROM (WITH t AS (SELECT 1) SELECT * FROM t), VALUES (1) AS t(x)
SELECT array(SELECT 1)
SELECT position('a', 'b'), locate('a', 'b', 2), charindex('a', 'b'), char_length('a'), octet_length('a'), bit_length('a')
SELECT id, * FROM departments, solid WHERE k = dept_id
SELECT e.id FROM spark_catalog.default.employees AS e WHERE false AND e.id = 1
SELECT count(e.*), concat(e.name, '') FROM employees e GROUP BY e.name
SELECT id FROM employees ORDER BY row_number() OVER (ORDER BY id)
SELECT dept_id, count(*) AS c FROM employees GROUP BY dept_id QUALIFY rank() OVER (ORDER BY count(*)) < 3
SELECT id AS x, sum(x) OVER (ORDER BY x) FROM employees
SELECT count(*) FROM employees GROUP BY ()
SELECT nme FROM employees
SELECT e.nme FROM employees e
SELECT x.name FROM employees e
SELECT name
SELECT * FROM employes
SELECT * FROM nowhere.employees
SELECT upperr(name) FROM employees
SELECT sum(salary) FROM employees WHERE sum(salary) > 1
SELECT name, count(*) FROM employees
SELECT name, count(*) FROM employees GROUP BY dept_id
SELECT sum(max(id)) FROM employees
SELECT dept_id FROM employees GROUP BY sum(id)
SELECT dept_id FROM employees GROUP BY 5
SELECT count(*) FROM employees GROUP BY 1
SELECT id FROM employees ORDER BY 7
SELECT id FROM employees ORDER BY nope
SELECT DISTINCT id FROM employees ORDER BY name
SELECT dept_id FROM employees e JOIN departments d ON e.dept_id = d.dept_id
SELECT id FROM employees JOIN departments USING (id)
SELECT 1 UNION SELECT 1, 2
SELECT id FROM employees UNION SELECT tags FROM employees
SELECT id FROM employees WHERE id
SELECT id FROM employees WHERE name
SELECT * FROM employees e JOIN departments d ON e.id
SELECT tags + 1 FROM employees
SELECT name + name FROM employees
SELECT id AND active FROM employees
SELECT NOT id FROM employees
SELECT hired + hired FROM employees
SELECT id = tags FROM employees
SELECT id IN ('a', tags) FROM employees
SELECT CASE WHEN id THEN 1 END FROM employees
SELECT CASE WHEN active THEN 1 ELSE tags END FROM employees
SELECT coalesce(id, tags) FROM employees
SELECT substring(tags, 1, 2) FROM employees
SELECT substring(name) FROM employees
SELECT substring(name, 1, 2, 3) FROM employees
SELECT CAST(tags AS INT) FROM employees
SELECT CAST(hired AS INT) FROM employees
SELECT address.nope FROM employees
SELECT name.first FROM employees
SELECT tags[name] FROM employees
SELECT id[0] FROM employees
SELECT address[0] FROM employees
SELECT address[name] FROM employees
SELECT x.* FROM employees e
SELECT * EXCEPT (nope) FROM employees
SELECT row_number() FROM employees
SELECT upper(name) OVER () FROM employees
SELECT rank() OVER w FROM employees
SELECT count(DISTINCT id) OVER () FROM employees
SELECT (SELECT id, name FROM employees)
SELECT id FROM employees WHERE id IN (SELECT id, name FROM employees)
SELECT id FROM employees WHERE id IN (SELECT tags FROM employees)
SELECT explode(tags), explode(tags) FROM employees
SELECT explode(tags) + 1 FROM employees
SELECT upper(explode(tags)) FROM employees
SELECT explode(id) FROM employees
SELECT id FROM employees WHERE explode(tags) = 'a'
SELECT * FROM employees LATERAL VIEW explode(tags) t AS a, b
SELECT * FROM VALUES (1, 2), (3)
SELECT * FROM VALUES (1), (array(1))
SELECT * FROM VALUES (1, 2) AS t(a)
SELECT * FROM VALUES (id)
SELECT * FROM (SELECT id, name FROM employees) AS t(a)
WITH t(a, b) AS (SELECT 1) SELECT * FROM t
SELECT * FROM range()
SELECT * FROM upper('a')
SELECT * FROM nofunc(1)
SELECT range(1)
SELECT transform(tags, x -> y) FROM employees
SELECT transform(tags, (a, b, c) -> a) FROM employees
SELECT upper(x -> x) FROM employees
SELECT filter(tags, x -> 1) FROM employees
SELECT id AS a, name AS a, a || 'x' FROM employees
SELECT grouping(dept_id) FROM employees GROUP BY dept_id
SELECT grouping(id) FROM employees GROUP BY ROLLUP (dept_id)
SELECT * FROM sales PIVOT (sum(amount) FOR nope IN ('a'))
SELECT * FROM sales PIVOT (amount FOR quarter IN ('a'))
SELECT * FROM sales UNPIVOT (v FOR m IN (amount, nope))
SELECT * FROM sales UNPIVOT (v FOR m IN (amount, region))
SELECT id FROM employees LIMIT 'x'
SELECT id FROM employees LIMIT id
SELECT id FROM employees LIMIT -1
SELECT DATE 'x'
SELECT INTERVAL 1 MONTH + INTERVAL 1 DAY
SELECT max(id) FROM employees HAVING name = 'a'
SELECT dept_id, count(*) FROM employees GROUP BY dept_id HAVING name = 'a'
SELECT dept_id, count(*) FROM employees GROUP BY dept_id ORDER BY name
SELECT sum(id) FILTER (WHERE count(*) > 1) FROM employees
FROM employees |> SELECT nope
FROM employees |> DROP nope
FROM employees |> SET nope = 1
FROM employees |> WHERE count(*) > 1
FROM employees |> EXTEND count(*) AS n
FROM employees |> AGGREGATE id GROUP BY dept_id
FROM employees |> AGGREGATE sum(id) + bonus GROUP BY dept_id
FROM employees |> AS e |> SELECT x.id
SELECT id, FROM employees
SELECT FROM employees
SELEC id FROM employees
SELECT id FROM employees WHERE
SELECT id FROM employees GROUP id
SELECT (id FROM employees
SELECT id FROM employees ORDER
SELECT 'abc FROM employees
SELECT attrs = attrs FROM employees
SELECT id FROM employees ORDER BY attrs
SELECT DISTINCT attrs FROM employees
SELECT max(attrs) FROM employees
SELECT greatest(id, tags) FROM employees
SELECT if(id, 1, 2) FROM employees
SELECT concat(tags, 1) FROM employees
SELECT array(1, tags) FROM employees
SELECT map(1) FROM employees
SELECT named_struct('a') FROM employees
SELECT element_at(tags, 'x') FROM employees
SELECT year(active) FROM employees
SELECT abs(hired) FROM employees
SELECT -name, -hired FROM employees
SELECT count() FROM employees
SELECT sum() FROM employees
SELECT sum(name, 1) FROM employees
SELECT lag(id) FROM employees
SELECT first(id, 2) FROM employees
SELECT date_add(tags, 1) FROM employees
SELECT from_json(name, 'not a schema <') FROM employees
SELECT from_json(name, name) FROM employees
SELECT cast('1' AS nosuchtype)
SELECT meta:a FROM employees
SELECT name:a FROM employees
SELECT e.id FROM employees e WHERE EXISTS (SELECT 1 FROM departments d WHERE d.nope = e.id)
SELECT e.id, (SELECT d.dept_name FROM departments d WHERE d.dept_id = e.dept_id) FROM employees e
SELECT e.id FROM employees e, (SELECT * FROM departments d WHERE d.dept_id = e.dept_id) x
INSERT INTO nosuch VALUES (1)
SELECT ym / 2, dt * 1.5, ym + INTERVAL 1 YEAR, d + ym, ts + dt, ts - dt, INTERVAL 1 HOUR + dt, abs(dt), dt / dt FROM kinds
SELECT d > ts, d = ntz, ts = ntz, dec > f64, i8 = i64, s > 1, b = 1 FROM kinds WHERE b
SELECT date_part('epoch', ts) FROM kinds
SELECT extract(hour FROM ym) FROM kinds
SELECT extract(year FROM 1)
SELECT i32, t.* FROM kinds LATERAL VIEW variant_explode(v) t
SELECT * FROM variant_explode(foo => parse_json('[1]')) v
SELECT named_struct(1, 2)
SELECT from_json('a', 1)
SELECT sequence(1, DATE '2020-01-01')
SELECT theta_sketch_agg(DATE '2020-01-01')
SELECT struct(attrs.k).col1 FROM employees
SELECT IDENTIFIER('nope') FROM employees
SELECT id FROM range((SELECT 3))
SELECT sum(salary) OVER (ORDER BY id ROWS BETWEEN id PRECEDING AND CURRENT ROW) FROM employees
SELECT sum(salary) OVER (ORDER BY id ROWS BETWEEN abs(1) PRECEDING AND CURRENT ROW) FROM employees
SELECT 1 AS a, 2 AS a FROM employees ORDER BY a
SELECT salary AS s, address FROM employees ORDER BY address.nothing
SELECT e.name FROM employees e JOIN employees m ON e.manager_id = m.id ORDER BY salary
SELECT count(*) AS z, max(id) AS z FROM employees HAVING z > 1
SELECT 1 AS a, 2 AS a FROM employees CLUSTER BY a
SELECT named_struct('z', 1) AS q FROM employees GROUP BY q.z
SELECT name FROM employees ORDER BY coalesce(*)
SELECT dept_id FROM employees GROUP BY coalesce(*)
SELECT e.name FROM employees e JOIN departments d ON coalesce(*) = 1
SELECT b = l FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT upper(b || l) FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT 'a' IN (l, b) FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT l BETWEEN 'a' AND b FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT nullif(l, b) FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT decode(l, b, 1) FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT l COLLATE UNICODE = b COLLATE UTF8_LCASE FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT (l COLLATE UNICODE || 'x') > (b COLLATE UTF8_LCASE) FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT array_prepend(xs, 'x') FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT dept_id FROM employees GROUP BY dept_id HAVING array(dept_id)
SELECT dept_id FROM employees GROUP BY dept_id HAVING current_date()
SELECT 1 FROM kinds GROUP BY v
SELECT 1 FROM kinds GROUP BY map(1, array(v))
SELECT year, grouping__id FROM sales
SELECT year FROM sales WHERE grouping_id() > 1
SELECT year FROM sales ORDER BY grouping(year)
SELECT k FROM (SELECT k, k FROM solid UNION ALL SELECT n, n FROM solid)
SELECT * FROM employees |> AGGREGATE count(*) AS n GROUP BY ROLLUP (id)
SELECT * FROM employees |> AGGREGATE count(*) AS n GROUP BY ALL
SELECT (SELECT max(d.budget) + e.id FROM departments d) FROM employees e
SELECT (SELECT max(d.budget) FROM departments d GROUP BY e.id) FROM employees e
SELECT (SELECT d.budget FROM departments d ORDER BY e.bonus LIMIT 1) FROM employees e
SELECT 1 FROM employees e JOIN LATERAL (SELECT rank() OVER (ORDER BY e.id) FROM departments d)
SELECT (SELECT max(d.budget + e.id) FROM departments d) FROM employees e
SELECT dept_id, (SELECT max(d.budget) FROM departments d WHERE d.budget < sum(e.salary)) FROM employees e GROUP BY dept_id
SELECT dept_id FROM employees e GROUP BY dept_id HAVING EXISTS (SELECT 1 FROM departments d HAVING max(d.dept_id) = max(e.id))
SELECT CAST(st_geogfromwkb(bin)::GEOGRAPHY(ANY) AS GEOGRAPHY(4326)) FROM kinds
SELECT CAST(st_geomfromwkb(bin) AS GEOMETRY(4326)) FROM kinds
SELECT CAST(st_geogfromwkb(bin) AS GEOMETRY(ANY)) FROM kinds
SELECT time_bucket(INTERVAL '1' HOUR, ts, ts) FROM kinds
SELECT time_bucket(dt, ts) FROM kinds
SELECT TIME '13:00:00 PM' IS NULL
SELECT TIME '00:00 AM' IS NULL
SELECT aggregate(xs, struct(0), (acc, x) -> struct('x')) FROM kinds
SELECT stack(2, id, name) FROM employees
SELECT explode(tags) AS t FROM employees GROUP BY t
SELECT explode(tags) AS t, upper(t), count(*) FROM employees GROUP BY ALL
SELECT explode(array(1)) AS x, 2 AS x, x
SELECT posexplode(tags), id FROM employees GROUP BY 1, 3
SELECT explode(tags) AS t FROM employees WHERE t = 'a'
SELECT * EXCEPT (address.nope) FROM employees
SELECT * EXCEPT (id.nope) FROM employees
SELECT * EXCEPT (items.sku) FROM orders
SELECT * EXCEPT (id, id) FROM employees
SELECT * EXCEPT (address.city, address) FROM employees
SELECT * FROM employees e JOIN departments d |> DROP dept_id
SELECT TRANSFORM (nope) USING 'cat' FROM employees
SELECT TRANSFORM (max(id), name) USING 'cat' FROM employees GROUP BY dept_id
SELECT explode(explode(array(array(1))))
SELECT explode(array(1)), explode(array(2)), count(*) FROM employees
SELECT explode(array(dept_id)), explode(array(2)) FROM employees GROUP BY dept_id
SELECT 1 AS (a, b)
SELECT id FROM employees ORDER BY explode(tags)
SELECT id FROM employees GROUP BY id HAVING explode(array(1)) = 1
SELECT posexplode_outer(NULL)
SELECT count(*) FROM sales GROUP BY CUBE (year, ())
SELECT sum(amount) FROM sales GROUP BY ALL HAVING year > 1
SELECT upper(region), sum(amount) FROM sales GROUP BY ALL HAVING region > 'a'
SELECT sum(amount) FILTER (WHERE region) FROM sales
SELECT sum(amount) FILTER (WHERE NULL) FROM sales
SELECT sum(amount) FILTER (WHERE rank() OVER (ORDER BY year) > 1) FROM sales
SELECT * FROM VALUES (1 + rand())
SELECT * FROM VALUES ((SELECT 1))
SELECT * FROM solid NATURAL JOIN LATERAL (SELECT 1 AS k)
SELECT * FROM solid LEFT JOIN LATERAL (SELECT 1 AS k) USING (k)
SELECT * FROM solid FULL JOIN LATERAL (SELECT 1 AS k)
SELECT 1 FROM solid s LEFT SEMI JOIN departments d APPROX NEAREST 1 BY DISTANCE abs(s.k - d.dept_id)
SELECT 1 FROM solid s JOIN departments d APPROX NEAREST 100001 BY DISTANCE abs(s.k - d.dept_id)
SELECT 1 FROM solid s JOIN departments d APPROX NEAREST 1 BY DISTANCE map(s.k, d.dept_id)
SELECT id FROM employees ORDER BY EXISTS (SELECT k FROM solid)
SELECT id FROM employees ORDER BY (SELECT max(k) FROM solid WHERE k = id)
SELECT sum(i32) OVER (ORDER BY ts RANGE BETWEEN CURRENT ROW AND 1 FOLLOWING) FROM kinds
SELECT sum(i32) OVER (ORDER BY d RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND CURRENT ROW) FROM kinds
SELECT sum(i32) OVER (ORDER BY s RANGE BETWEEN CURRENT ROW AND 1 FOLLOWING) FROM kinds
SELECT sum(i32) OVER (ORDER BY ts RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND INTERVAL 1 HOUR FOLLOWING) FROM kinds
SELECT sum(i32) OVER (ORDER BY i32 RANGE BETWEEN true PRECEDING AND CURRENT ROW) FROM kinds
SELECT sum(i32) OVER (ORDER BY i32 ROWS 1L PRECEDING) FROM kinds
SELECT sum(i32) OVER (ROWS 2147483648 PRECEDING) FROM kinds
SELECT median(i32) OVER (ORDER BY s) FROM kinds
SELECT listagg(s) WITHIN GROUP (ORDER BY s) OVER (ORDER BY i32) FROM kinds
SELECT mode(DISTINCT i32) FROM kinds
SELECT percentile_disc(DISTINCT 0.5) WITHIN GROUP (ORDER BY i32) FROM kinds
SELECT sum(i32) FILTER (WHERE s) FROM kinds
SELECT sum(i32) FILTER (WHERE row_number() OVER (ORDER BY i32) > 1) FROM kinds
SELECT nth_value(i32, 0) OVER (ORDER BY i32) FROM kinds
SELECT max_by(i32, i64, 0) FROM kinds
SELECT regexp_replace(s, 'a', 'b', 0) FROM kinds
SELECT time_bucket(INTERVAL '0' DAY, ts) FROM kinds
SELECT time_bucket(INTERVAL '1' DAY, ts, TIMESTAMP_NTZ '2020-01-01 00:00:00') FROM kinds
SELECT ceil(2.5, 'a')
SELECT floor(2.5, 1L)
SELECT get(NULL, 0)
SELECT transform(NULL, x -> x)
SELECT map_filter(NULL, (k, v) -> true)
SELECT explode(NULL)
SELECT array_insert(xs, 1L, 1) FROM kinds
SELECT stack(2, 1, '1.1', 'a', 2, 2.2, 'b')
SELECT stack(2, 1.5, 2.55)
SELECT to_json(st, map('a', 1)) FROM kinds
SELECT from_json(s, 'a INT', struct(1)) FROM kinds
SELECT INTERVAL 1 MONTH 1 DAY
SELECT INTERVAL '1 month 1 day'
SELECT INTERVAL '1 2:03' DAY TO HOUR
SELECT INTERVAL '15:61' HOUR TO MINUTE
SELECT INTERVAL '1-13' YEAR TO MONTH
SELECT INTERVAL '1' YEAR TO SECOND
SELECT INTERVAL 1 YEAR TO MONTH
SELECT INTERVAL '1-2' YEAR TO MONTH '1' DAY
SELECT INTERVAL '1day'
SELECT INTERVAL '1 day 1'
SELECT INTERVAL 10 NANOSECONDS
SELECT INTERVAL '1.5' DAY
SELECT INTERVAL 'x' DAY
SELECT dateadd('DAY', 1, d) FROM kinds
SELECT timestampdiff('HOUR', ts, ts) FROM kinds
SELECT 1e309
SELECT 3.5e38f
SELECT TIMESTAMP '2019-01-01 10:00:00 ?'
SELECT TIMESTAMP '2019-01-01Z'
SELECT contains(k, 'a') FROM (SELECT s, s COLLATE UNICODE_AI AS k FROM kinds)
SELECT btrim(s, k) FROM (SELECT s, s COLLATE UNICODE_AI AS k FROM kinds)
SELECT k LIKE 'a' FROM (SELECT s, s COLLATE UNICODE_AI AS k FROM kinds)
SELECT split(s COLLATE UTF8_LCASE_RTRIM, 'a') FROM kinds
SELECT row_number() OVER (PARTITION BY year) FROM sales
SELECT lead(year) OVER () FROM sales
SELECT nth_value(year, 1) OVER w FROM sales WINDOW w AS (PARTITION BY region)
SELECT median(amount) OVER (ORDER BY year) FROM sales
SELECT string_agg(region) WITHIN GROUP (ORDER BY region) OVER (ORDER BY year) FROM sales
SELECT sum(amount) OVER (ROWS BETWEEN UNBOUNDED FOLLOWING AND 1 FOLLOWING) FROM sales
SELECT sum(amount) OVER (ROWS BETWEEN 2 PRECEDING AND 3 PRECEDING) FROM sales
SELECT sum(amount) OVER (ORDER BY year RANGE BETWEEN 1 FOLLOWING AND 1 PRECEDING) FROM sales
SELECT array_append(xs, 1.5) FROM kinds
SELECT array_position(array(f64), dec) FROM kinds
SELECT element_at(map(dec, 1), f32) FROM kinds
SELECT map(i32, 1)[ts] FROM kinds
SELECT map(ts, 1)[i32] FROM kinds
SELECT map_contains_key(map(s COLLATE UTF8_LCASE, 1), 'a') FROM kinds
SELECT (SELECT e.id FROM departments d HAVING max(d.dept_id) > 1 LIMIT 1) IS NULL AS x FROM (SELECT 1 AS id) f, (SELECT 2 AS id) e GROUP BY ALL
SELECT * FROM (SELECT attrs, id FROM employees) PIVOT (max(id) FOR attrs IN (map('a', 1) AS a))
SELECT * FROM (SELECT v, i32 FROM kinds) PIVOT (max(i32) FOR v IN (parse_json('1') AS a))
SELECT transform(array(id), x -> coalesce(x, dept_id)) AS xs, count(*) FROM employees GROUP BY transform(array(id), y -> coalesce(y, id))
SELECT dept_id AS current_date, count(*) FROM employees GROUP BY current_date
SELECT user FROM (SELECT 1 AS user, 2 AS user)
SELECT DISTINCT e.name FROM employees e ORDER BY e.id
SELECT id, (SELECT sum(x.id) OVER w FROM employees x LIMIT 1) FROM employees WINDOW w AS (PARTITION BY id)
WITH q AS (SELECT sum(id) OVER w AS s FROM employees) FROM q |> EXTEND 1 AS o WINDOW w AS (PARTITION BY s)
FROM employees |> SET id = sum(id) OVER w WINDOW w AS (PARTITION BY name)
FROM employees |> EXTEND sum(id) OVER w AS s WINDOW w AS (PARTITION BY s)
(SELECT DISTINCT id FROM employees) ORDER BY name
(SELECT sum(id) FROM employees GROUP BY name LIMIT 2) ORDER BY max(bonus)
(SELECT sum(id) FROM employees GROUP BY name ORDER BY name) ORDER BY sum(id)
(SELECT id FROM employees UNION SELECT dept_id FROM departments) ORDER BY bonus
FROM employees |> SELECT id |> WHERE id > 1 |> ORDER BY name
(FROM employees |> SELECT id |> LIMIT 2) ORDER BY name
SELECT id FROM employees ORDER BY max(bonus)
(SELECT id FROM employees LIMIT 2) ORDER BY max(id)
SELECT id FROM employees DISTRIBUTE BY count(*)
SELECT id, row_number() OVER (ORDER BY bonus) > 1 AS name, id AS name FROM employees QUALIFY name AND row_number() OVER (ORDER BY bonus) > 1
SELECT id, explode(array(array(1))) AS name FROM employees QUALIFY name = 'x' AND row_number() OVER (ORDER BY bonus) = 1
SELECT *, rank() OVER (ORDER BY bonus) AS id FROM employees QUALIFY id > 1
SELECT id, _w0 FROM employees
SELECT count(*) AS n FROM employees GROUP BY name HAVING max(bonus) > 1 ORDER BY max(bonus)
SELECT count(*) AS n FROM employees GROUP BY name HAVING max(bonus) > 1 ORDER BY count(*)
SELECT max(id) AS m FROM employees GROUP BY name HAVING max(id) > 1 AND name > 'x' ORDER BY max(id) + 1
SELECT count(*) AS n FROM employees HAVING max(id) > 1 ORDER BY max(bonus)
SELECT max(id) AS m FROM employees GROUP BY name || 'x' HAVING name || 'x' > '1' ORDER BY name || 'x'
SELECT name, max(id), rank() OVER (ORDER BY name) AS r FROM employees GROUP BY name ORDER BY max(id)
SELECT name FROM employees GROUP BY name QUALIFY rank() OVER (ORDER BY name) = 1 ORDER BY max(id)
SELECT name, explode(array(1)) FROM employees GROUP BY name ORDER BY min(bonus)
SELECT sum(id) FROM employees GROUP BY name DISTRIBUTE BY max(bonus)
SELECT sum(id) FROM employees GROUP BY name CLUSTER BY sum(id)
SELECT id FROM employees JOIN departments ON max(id) = 1
SELECT id FROM employees LEFT JOIN departments ON row_number() OVER (ORDER BY id) = 1
SELECT id FROM employees JOIN departments ON explode(array(true))
SELECT rank() OVER (ORDER BY 1), count(*) FROM employees GROUP BY 1
SELECT count(*) FROM employees GROUP BY rank() OVER (ORDER BY id)
SELECT * FROM employees LATERAL VIEW explode(array(max(id))) t
SELECT * FROM employees LATERAL VIEW explode(array(rank() OVER (ORDER BY id))) t
SELECT * FROM employees LATERAL VIEW explode(explode(array(array(1)))) t
SELECT id AS k, k + 1 AS c FROM employees GROUP BY id, c
SELECT id AS k, k + 1 AS c FROM employees GROUP BY ALL
SELECT max(id) AS m, m + 1 AS z FROM employees GROUP BY ALL
SELECT id FROM employees TABLESAMPLE (-1 ROWS)
SELECT id FROM employees TABLESAMPLE (id ROWS)
SELECT id FROM employees TABLESAMPLE ('1' ROWS)
FROM employees |> TABLESAMPLE (1L ROWS)
SELECT id FROM employees LIMIT 2L
SELECT id FROM employees LIMIT NULL
SELECT id FROM employees OFFSET (SELECT 1)
SELECT id FROM employees LIMIT max(1)
SELECT median(id) OVER (PARTITION BY name ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM employees
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) OVER w FROM employees WINDOW w AS (ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING)
SELECT name COLLATE utf8_lcase FROM employees UNION SELECT name COLLATE unicode_ci FROM employees
SELECT array(name COLLATE utf8_lcase) FROM employees UNION ALL SELECT array(name) FROM employees
FROM employees |> WHERE id > 1 WINDOW w AS (PARTITION BY id)
FROM employees |> ORDER BY id WINDOW w AS (PARTITION BY id)
SELECT id FROM employees JOIN departments ON rand() > 0.5
SELECT id FROM employees e LEFT JOIN departments d ON e.dept_id = d.dept_id AND rand(5) > 0.5
SELECT id FROM employees e FULL JOIN departments d ON e.name = uuid()
SELECT id FROM employees LEFT SEMI JOIN departments ON true OR monotonically_increasing_id() = 1
SELECT id FROM employees JOIN departments ON exists(array(1), x -> x > rand())
SELECT id FROM employees JOIN departments ON reflect('java.util.UUID', 'randomUUID') = 'a'
SELECT id FROM employees JOIN LATERAL (SELECT 1 AS b) s ON id + rand() = b
FROM employees |> JOIN departments ON shuffle(array(1)) = array(1)
SELECT sum(rand()) FROM employees
SELECT dept_id, max(uuid()) FROM employees GROUP BY dept_id
SELECT count(DISTINCT rand()) FROM employees
SELECT max_by(name, rand()) FROM employees
SELECT listagg(name) WITHIN GROUP (ORDER BY rand()) FROM employees
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY rand()) FROM employees
SELECT sum(size(transform(tags, x -> x || uuid()))) FROM employees
SELECT sum(sum(rand())) OVER () FROM employees
SELECT sum(id) FROM employees HAVING sum(rand()) > 1
SELECT dept_id FROM employees GROUP BY dept_id ORDER BY sum(rand())
SELECT sum(id) FILTER (WHERE rand() > 0.5) FROM employees
SELECT * FROM employees PIVOT (count(uuid()) FOR dept_id IN (1))
FROM employees |> AGGREGATE sum(rand()) AS x
SELECT id FROM employees LIMIT CAST(rand() * 10 AS INT)
SELECT id FROM employees OFFSET 1 + CAST(rand() * 10 AS INT)
SELECT * FROM range(1, CAST(rand() * 10 AS INT))
SELECT * FROM employees e, LATERAL range(0, e.id)
SELECT name LIKE ANY () FROM employees
SELECT name NOT LIKE ALL () FROM employees
SELECT name ILIKE SOME () FROM employees
SELECT id FROM employees TABLESAMPLE (101 PERCENT)
SELECT id FROM employees TABLESAMPLE (-0.5 PERCENT)
SELECT id FROM employees TABLESAMPLE (100.0001 PERCENT)
SELECT id FROM employees TABLESAMPLE (BUCKET 2 OUT OF 1)
SELECT id FROM employees TABLESAMPLE (BUCKET 0 OUT OF 0)
SELECT id FROM employees TABLESAMPLE (BUCKET 3 OUT OF 32 ON id)
SELECT id FROM employees TABLESAMPLE ()
SELECT id FROM employees TABLESAMPLE (200)
SELECT id FROM employees TABLESAMPLE (2M)
SELECT id FROM (SELECT id FROM employees) TABLESAMPLE ('a' ROWS)
SELECT 1 FROM (employees JOIN departments) TABLESAMPLE (-1 ROWS)
FROM employees |> TABLESAMPLE (-100 PERCENT) REPEATABLE (0)
SELECT INTERVAL '106751992 04' DAY TO HOUR
SELECT INTERVAL '-2562047789:00' HOUR TO MINUTE
SELECT INTERVAL 106751992 DAY
SELECT INTERVAL 106751991 DAY 5 HOUR
SELECT INTERVAL 15250285 WEEK
SELECT INTERVAL 178956971 YEAR
SELECT INTERVAL 178956970 YEAR 8 MONTH
SELECT INTERVAL 9223372036854775808 MICROSECOND
SELECT INTERVAL '106751992 days'
SELECT INTERVAL '178956971 years'
SELECT kll_sketch_agg_bigint(id, 7) FROM employees
SELECT kll_sketch_agg_double(bonus, 65536) FROM employees
SELECT kll_sketch_agg_bigint(id, '100') FROM employees
SELECT kll_sketch_agg_bigint(id, 100L) FROM employees
SELECT kll_sketch_agg_bigint(id, CAST(NULL AS INT)) FROM employees
SELECT kll_sketch_agg_bigint(id, dept_id) FROM employees
SELECT kll_merge_agg_double(s, 7) FROM (SELECT kll_sketch_agg_double(bonus) AS s FROM employees)
SELECT kll_merge_agg_double(s, NULL) FROM (SELECT kll_sketch_agg_double(bonus) AS s FROM employees)
SELECT tuple_sketch_agg_double(id, bonus, 3) FROM employees
SELECT tuple_sketch_agg_double(id, bonus, 27) FROM employees
SELECT tuple_sketch_agg_double(id, bonus, NULL) FROM employees
SELECT tuple_sketch_agg_double(id, bonus, 12, 'avg') FROM employees
SELECT tuple_sketch_agg_double(id, bonus, 12, 15) FROM employees
SELECT tuple_sketch_agg_integer(id, dept_id, 12, CAST(NULL AS STRING)) FROM employees
SELECT tuple_union_agg_double(s, 12, '') FROM (SELECT tuple_sketch_agg_double(id, bonus) AS s FROM employees)
SELECT tuple_union_double(s, s, '12') FROM (SELECT tuple_sketch_agg_double(id, bonus) AS s FROM employees)
SELECT tuple_union_double(s, s, 27) FROM (SELECT tuple_sketch_agg_double(id, bonus) AS s FROM employees)
SELECT tuple_intersection_double(s, s, 1) FROM (SELECT tuple_sketch_agg_double(id, bonus) AS s FROM employees)
SELECT tuple_intersection_agg_double(s, 'invalid') FROM (SELECT tuple_sketch_agg_double(id, bonus) AS s FROM employees)
SELECT tuple_sketch_summary_double(s, 'none') FROM (SELECT tuple_sketch_agg_double(id, bonus) AS s FROM employees)
SELECT schema_of_json(NULL)
SELECT schema_of_csv(42)
SELECT schema_of_xml(CAST(NULL AS STRING))
SELECT mode(id, NULL) FROM employees
SELECT mode(id, CAST(NULL AS BOOLEAN)) FROM employees
SELECT randstr(10, 1.5)
SELECT randstr(10, CAST(1 AS SMALLINT))
SELECT mask(name, 'Qa') FROM employees
SELECT mask(name, 'A', 'w', '') FROM employees
SELECT array_sort(array(3, 1, 2), map('compare', 0))
SELECT array_sort(array(3, 1, 2), 1L)
SELECT array_sort(array(3, 1, 2), NULL)
SELECT transform_keys(attrs, map('new', 'key')) FROM employees
SELECT transform_keys(attrs, parse_json('1')) FROM employees
SELECT id FROM employees LIMIT CAST(NULL AS INT)
SELECT id FROM employees ORDER BY id SORT BY id
SELECT id FROM employees CLUSTER BY id SORT BY id
SELECT id FROM employees CLUSTER BY id DISTRIBUTE BY id
SELECT id FROM employees ORDER BY id DISTRIBUTE BY id
FROM employees |> ORDER BY id LIMIT 1
FROM employees |> SORT BY id OFFSET 1
FROM employees |> ORDER BY id CLUSTER BY id
FROM employees |> AGGREGATE
FROM employees |> SET address.city = 'x'
FROM employees |> SET employees.name = 'x'
SELECT * FROM range(NULL)
SELECT * FROM range(1, NULL)
SELECT * FROM range(1, 10, CAST(NULL AS INT))
SELECT * FROM range(1, 10, 2, NULL)
SELECT * FROM range(0, 10, 0)
SELECT * FROM range(0L, 10L, 0L)
SELECT from_json('{}', 'a InvalidType')
SELECT from_json('{}', 'a InvalidType') FROM range(1)
SELECT from_json('{}', '"int"')
SELECT from_json('{}', 'int')
SELECT from_json('{}', 'map<int,int>')
SELECT from_json('{}', 'a char(3)')
SELECT from_json('{}', 'a varchar(3)')
SELECT from_json('{}', 'a int,')
SELECT from_json('{}', '')
SELECT from_json('{}', 'a')
SELECT from_json('{}', 'struct<a')
SELECT from_json('{}', 'a: int, b: string')
SELECT from_json('{}', 'a int default 5')
SELECT from_json('{}', 'a decimal(50,2)')
SELECT from_json('{}', 'a decimal(5,9)')
SELECT from_json('{}', 'a array')
SELECT from_csv('1', 'a InvalidType')
SELECT from_csv('1', 'Array<int>')
SELECT from_csv('1', 'int')
SELECT from_xml('<p/>', 'a InvalidType')
SELECT from_xml('<p/>', 'int')
SELECT from_xml('<p/>', 'array<int>')
SELECT from_xml('<p/>', 'a map<int,int>')
SELECT from_xml('<p/>', 'map<string,int>')
SELECT variant_get(parse_json('{}'), '$.a', 'nope')
SELECT variant_get(parse_json('{}'), '$.a', 'char(3)')
SELECT try_variant_get(parse_json('{}'), '$.a', 'nope')
SELECT variant_get(parse_json('{}'), '$.a', 'interval')
SELECT from_json('{}', 'a int', map('mode', 1))
SELECT from_json('{}', 'a array<char(3)>')
SELECT from_json('{}', 'a struct<b: varchar(3)>')
SELECT from_json('{}', 'a map<int,string>')
SELECT from_json('{}', 'a array<map<int,string>>')
SELECT from_json('{}', 'map<varchar(3),int>')
SELECT from_json('{}', 'array<map<int,int>>')
SELECT from_json('{}', 'string')
SELECT from_json('{}', 'nope')
SELECT from_json('{}', 'nope nope nope')
SELECT from_json('{}', 'a nope, b int')
SELECT from_json('{}', 'a int b int')
SELECT from_json('{}', 'array<nope>')
SELECT from_json('{}', 'array<int')
SELECT from_json('{}', 'array')
SELECT from_json('{}', 'a array<nope>')
SELECT from_json('{}', 'decimal(50,2)')
SELECT from_json('{}', 'a char')
SELECT from_json('{}', 'char')
SELECT from_json('{}', 'a date int')
SELECT from_json('{}', 'a-b int')
SELECT from_json('{}', '1 int')
SELECT from_json('{}', 'a.b int')
SELECT from_json('{}', 'a int comment x')
SELECT from_json('{}', 'a int NULL')
SELECT from_json('{}', 'a int;')
SELECT from_json('{}', 'a interval second to day')
SELECT from_json('{}', 'a bytes')
SELECT from_json('{}', 'a text')
SELECT from_json('{}', 'a json')
SELECT from_json('{}', 'a number')
SELECT from_json('{}', 'a int64')
SELECT from_json('{}', 'a bool')
SELECT from_json('{}', 'a datetime')
SELECT from_json('{}', 'a object')
SELECT from_json('{}', 'a null')
SELECT from_json('{}', 'a uuid')
SELECT from_json('{}', 'a long, b short, c byte, d real, e numeric(3,1), f dec, g character(3)')
SELECT from_json('{}', '[]')
SELECT from_json('{}', 'a int GENERATED ALWAYS AS (1)')
SELECT from_xml('<p/>', 'a array<map<int,int>>')
SELECT from_xml('<p/>', 'string')
SELECT from_csv('1', 'a varchar(4)')
SELECT from_csv('1', 'variant')
SELECT from_csv('1', 'map<string,int>')
SELECT from_csv('1', '')
SELECT from_csv('1', 'a: int')
SELECT variant_get(parse_json('{}'), '$', 'void')
SELECT variant_get(parse_json('{}'), '$', 'array<interval>')
SELECT variant_get(parse_json('{}'), '$', 'map<int,int>')
SELECT variant_get(parse_json('{}'), '$', 'struct<a interval>')
SELECT variant_get(parse_json('{}'), '$', 'interval day')
SELECT variant_get(parse_json('{}'), '$', 'interval year')
SELECT variant_get(parse_json('{}'), '$', 'a: int')
SELECT variant_get(parse_json('{}'), '$', '')
SELECT variant_get(parse_json('{}'), '$', 'array<varchar(3)>')
SELECT variant_get(parse_json('{}'), '$', 'geometry(4326)')
SELECT variant_get(parse_json('{}'), '$', 1)
SELECT variant_get(parse_json('{}'), '$', NULL)
SELECT try_variant_get(parse_json('{}'), '$', 'interval')
SELECT from_json('{}', NULL)
SELECT to_json(1)
SELECT to_json('a')
SELECT to_csv(1)
SELECT to_csv(array(1))
SELECT to_csv(named_struct('a', parse_json('1')))
SELECT zip_with(array(1), NULL, (x, y) -> x)
SELECT array_sort(NULL)
SELECT CAST(parse_json('{}') AS STRUCT<a: INTERVAL>)
SELECT CAST(parse_json('{}') AS ARRAY<STRUCT<a: INTERVAL DAY>>)
SELECT CAST(parse_json('{}') AS MAP<STRING, STRUCT<a: MAP<INT, INT>>>)
SELECT TRY_CAST(parse_json('{}') AS STRUCT<a: VOID>)
SELECT aggregate(NULL, 0, (a, x) -> a, 2)
SELECT aggregate(NULL, 0, 1, a -> a)
SELECT named_struct('a', 1) = named_struct('b', 1L)
SELECT array(named_struct('a', 1)) IN (array(named_struct('b', 1L)))
SELECT named_struct('a', 1) AS c EXCEPT SELECT named_struct('b', 1)
SELECT named_struct('a', 1) AS c UNION ALL SELECT named_struct('b', 1L)
SELECT map('a', named_struct('f', 0), 'b', named_struct('g', 1))
SELECT element_at(array(1), NULL), try_element_at(array(1), NULL)
SELECT * FROM sales PIVOT (sum(amount) + cost FOR quarter IN ('Q1', 'Q2'))
SELECT count(s.*) FROM solid s
SELECT * FROM VALUES (array(1)), (array('x')) AS v(xs)
SELECT * FROM VALUES (array()), (array(map('a', 1))), (array(map('b', 'x'))) AS v(xs)
SELECT * FROM (SELECT array(1) AS a, array('x') AS b) UNPIVOT (v FOR n IN (a, b))

-- Plain projections, literals, names
SELECT 1
SELECT 1 AS one, 'a' AS b, NULL AS n
SELECT 1, 2L, 3S, 4Y, 5.0, 6.5BD, 7D, 8F, 1e3, 'x', true, NULL, X'0A'
SELECT -1, - 1, +1, 1.50, .5, 1e10D
SELECT id FROM employees
SELECT ID, Name FROM employees
SELECT employees.id, employees.name FROM employees
SELECT e.id, e.name FROM employees e
SELECT e.id AS emp, e.name full_name FROM employees AS e
SELECT * FROM employees
SELECT e.* FROM employees e
SELECT *, id + 1 AS next FROM employees
SELECT * EXCEPT (salary, bonus) FROM employees
SELECT e.* EXCEPT (tags, attrs, address) FROM employees e
SELECT `id`, `name` AS `full name` FROM employees
SELECT id AS `a``b` FROM employees
SELECT id + 1, id - 1, id * 2, id / 2, id % 2, id div 2 FROM employees
SELECT salary * 1.1, salary + bonus, salary / 3, -salary FROM employees
SELECT i8 + i16, i16 + i32, i32 + i64, i64 + f32, f32 + f64, dec + i32, dec * dec, dec / dec, dec % 3 FROM kinds
SELECT i32 + s, s * 2, dec + s, f32 + s FROM kinds
SELECT d + 1, d - 1, d - d, d + INTERVAL 1 DAY, d + INTERVAL 1 MONTH, ts + INTERVAL 1 HOUR, ts - ts FROM kinds
SELECT ym + ym, dt + dt, dt * 2, ym / 2, -dt FROM kinds
SELECT i32 & 1, i32 | 2, i32 ^ 3, ~i32, i32 << 1, i32 >> 1, i32 >>> 1 FROM kinds
SELECT s || 'x', s || i32, 'a' || 'b' FROM kinds
SELECT id = 1, id <> 1, id != 1, id < 2, id <= 2, id > 2, id >= 2, id <=> NULL FROM employees
SELECT active AND id > 1, active OR bonus > 2, NOT active FROM employees
SELECT id BETWEEN 1 AND 5, name NOT BETWEEN 'a' AND 'b' FROM employees
SELECT id IN (1, 2, 3), name IN ('a', NULL), id NOT IN (1) FROM employees
SELECT name LIKE 'a%', name NOT LIKE '%b', name ILIKE 'A%', name RLIKE 'x+', name LIKE 'a!%' ESCAPE '!' FROM employees
SELECT name LIKE ANY ('a%', 'b%'), name LIKE ALL ('a%', 'b%'), name NOT LIKE ANY ('x') FROM employees
SELECT name IS NULL, name IS NOT NULL, active IS TRUE, active IS NOT FALSE, active IS UNKNOWN FROM employees
SELECT name IS DISTINCT FROM 'a', name IS NOT DISTINCT FROM 'a' FROM employees
SELECT CASE WHEN id > 1 THEN 'big' ELSE 'small' END FROM employees
SELECT CASE WHEN id > 1 THEN salary END AS s, CASE id WHEN 1 THEN 1 WHEN 2 THEN 2.5 ELSE 0 END FROM employees
SELECT if(id > 1, 'a', 'b'), coalesce(name, 'none'), nvl(bonus, 0), nullif(id, 1), ifnull(name, '') FROM employees
SELECT CAST(id AS STRING), id::bigint, TRY_CAST(name AS INT), CAST(salary AS INT), CAST('1' AS INT), string(id) FROM employees
SELECT CAST(id + 1 AS DOUBLE), upper(CAST(id AS STRING)) FROM employees
SELECT CAST(NULL AS ARRAY<STRUCT<a: INT, b: MAP<STRING, DATE>>>) AS x
SELECT address.city, address.geo.lat, e.address.street FROM employees e
SELECT address.CITY FROM employees
SELECT upper(address.city), address.geo.lat + 1 FROM employees
SELECT tags[0], attrs['k'], attrs[name], tags[id] FROM employees
SELECT items[0].sku, items.sku, items.price FROM orders
SELECT address.* FROM employees
SELECT id, address.geo.* FROM employees
SELECT meta:a, meta:a.b[0], meta:a::int, meta:['x'].y FROM orders
SELECT array(1, 2, 3), array(id, NULL), map('a', 1), struct(id, name), named_struct('a', 1, 'b', id) FROM employees
SELECT array(1, id)[0], array(name, 'x')[1], map('a', id)['a'], struct(id, name).name FROM employees
SELECT (id, name) FROM employees
SELECT struct(id AS x, name AS y).x, struct(1, 2) FROM employees
SELECT DATE '2020-01-01', TIMESTAMP_NTZ '2020-01-01 10:00:00', INTERVAL 1 DAY, INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 2:3:4' DAY TO SECOND
SELECT INTERVAL 1 DAY 2 HOURS, INTERVAL 5 SECONDS, INTERVAL -3 MONTHS, INTERVAL 1 YEAR 2 MONTHS
SELECT current_date, current_date(), current_timestamp(), current_user(), now(), pi(), rand(), uuid()
SELECT DISTINCT name FROM employees
SELECT DISTINCT name, dept_id FROM employees ORDER BY name
SELECT ALL name FROM employees
SELECT count(*) FROM employees
SELECT count(*), count(1), count(name), count(DISTINCT name), count(DISTINCT name, dept_id) FROM employees
SELECT sum(salary), avg(salary), min(name), max(hired), sum(id), avg(id), sum(bonus) FROM employees
SELECT sum(DISTINCT salary), sum(salary) FILTER (WHERE active), any_value(name), first(name), last(name, true) FROM employees
SELECT collect_list(name), collect_set(id), array_agg(salary), max_by(name, salary), min_by(id, hired) FROM employees
SELECT stddev(id), variance(salary), corr(id, bonus), percentile(id, 0.5), median(salary), approx_count_distinct(name) FROM employees
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY salary), mode(name), listagg(name, ',') FROM employees
SELECT bool_and(active), bool_or(active), every(active), some(active), count_if(active) FROM employees
SELECT first_value(name), last_value(name), nth_value(name, 2) OVER (ORDER BY id), first(name) IGNORE NULLS FROM employees GROUP BY name, id
SELECT upper(name), length(name), substring(name, 1, 2), substr(name, 2), concat(name, '!'), trim(name), lpad(name, 5, '0') FROM employees
SELECT trim(BOTH 'x' FROM name), trim(LEADING FROM name), extract(YEAR FROM hired), extract(SECOND FROM placed_at), position('a' IN name) FROM employees, orders
SELECT substring(name FROM 2 FOR 3), overlay(name PLACING 'x' FROM 1), ceil(bonus), floor(salary), round(salary, 1), round(bonus), abs(id) FROM employees
SELECT year(hired), month(hired), date_add(hired, 3), datediff(hired, current_date()), add_months(hired, 1), date_trunc('month', placed_at), to_date(name) FROM employees, orders
SELECT date_format(hired, 'yyyy'), to_timestamp(name), unix_timestamp(placed_at), from_unixtime(0), last_day(hired), trunc(hired, 'MM') FROM employees, orders
SELECT dateadd(DAY, 1, hired), timestampdiff(HOUR, placed_at, placed_at), date_diff(hired, hired), dateadd(hired, 2) FROM employees, orders
SELECT split(name, ','), regexp_replace(name, 'a', 'b'), regexp_extract(name, '(a)', 1), instr(name, 'a'), replace(name, 'a', 'b'), initcap(name) FROM employees
SELECT size(tags), array_contains(tags, 'a'), sort_array(tags), array_distinct(tags), element_at(tags, 1), array_join(tags, ','), explode(tags) FROM employees
SELECT map_keys(attrs), map_values(attrs), map_entries(attrs), element_at(attrs, 'a'), cardinality(attrs), map_contains_key(attrs, 'x') FROM employees
SELECT transform(tags, x -> upper(x)), filter(tags, x -> x IS NOT NULL), exists(tags, t -> t = 'a'), forall(tags, t -> t > '') FROM employees
SELECT transform(tags, (x, i) -> concat(x, i)), aggregate(xs, 0, (acc, x) -> acc + x), zip_with(xs, xs, (a, b) -> a + b) FROM employees, solid
SELECT map_filter(attrs, (k, v) -> v > 1), transform_values(attrs, (k, v) -> v + 1), transform_keys(attrs, (k, v) -> upper(k)) FROM employees
SELECT aggregate(xs, 0, (a, x) -> a + x, a -> a * 10), reduce(xs, CAST(0 AS BIGINT), (a, x) -> a + x) FROM solid
SELECT transform(items, i -> i.price * i.n), filter(items, i -> i.n > 1), transform(items, i -> struct(i.sku, i.n AS cnt)) FROM orders
SELECT from_json(name, 'a INT, b STRING'), to_json(address), get_json_object(name, '$.a'), parse_json(name), schema_of_json('{"a":1}') FROM employees
SELECT from_json(name, 'a INT, b ARRAY<STRING>').b, json_tuple(name, 'a', 'b') FROM employees
SELECT variant_get(meta, '$.a', 'int'), try_variant_get(meta, '$.b', 'string'), is_variant_null(meta) FROM orders
SELECT monotonically_increasing_id(), spark_partition_id(), hash(id), md5(name), sha2(name, 256), xxhash64(id) FROM employees
SELECT greatest(id, dept_id), least(1, 2.5), greatest(name, 'a') FROM employees
SELECT try_add(id, 1), try_divide(id, 0), try_subtract(id, 2), try_multiply(id, 3) FROM employees
SELECT sequence(1, 5), sequence(hired, hired, INTERVAL 1 DAY), array_repeat('a', 3), arrays_zip(tags, tags), flatten(array(tags)) FROM employees
SELECT s.k + s.n, t || 'x', xs[0], dec * 2 FROM solid s
SELECT (SELECT max(id) FROM employees), (SELECT 1) AS one
SELECT a, a + 1 AS b, b * 2 AS c FROM (SELECT id AS a FROM employees)
SELECT id AS a, a + 1 AS b, a + b FROM employees
SELECT id AS x, x FROM employees
SELECT name AS id, id FROM employees
SELECT 1 AS a, a + 1, upper('x') AS u, u || 'y'
SELECT 'a' 'b', "double", r'raw\n', 'tab\t'
SELECT id FROM employees WHERE name = 'x' AND dept_id IN (1, 2)
SELECT id FROM employees WHERE active
SELECT id FROM employees LIMIT 10
SELECT id FROM employees LIMIT 1 + 1 OFFSET 2
SELECT id FROM employees LIMIT ALL
TABLE employees
FROM employees
FROM employees SELECT id, name
SELECT hired FROM employees TABLESAMPLE (10 PERCENT)
SELECT hired FROM employees TABLESAMPLE (5 ROWS) e
SELECT zeroifnull(id), nullifzero(id), nvl2(name, 1, 2), decode(id, 1, 'a', 'b') FROM employees
SELECT count(*) FILTER (WHERE id > 1) AS c, count_if(id > 1) FROM employees
SELECT named_struct('x', id, 'y', array(name)).y[0] FROM employees
SELECT CASE WHEN true THEN 1 END, CASE WHEN id = 1 THEN NULL ELSE 1 END, if(active, 1, NULL) FROM employees
SELECT id, id FROM employees
SELECT `d`.`dept_id` FROM departments d
SELECT /*+ BROADCAST(e) */ id FROM employees e
SELECT map('a', 1, 'b', 2)['a'], map_from_arrays(array('a'), array(1)), map_concat(attrs, attrs), str_to_map('a:1') FROM employees
SELECT stack(2, 1, 'a', 2, 'b')
SELECT explode(tags) AS tag FROM employees
SELECT id, explode(attrs) FROM employees
SELECT id, explode(attrs) AS (k, v) FROM employees
SELECT posexplode(tags) FROM employees
SELECT inline(items) FROM orders
SELECT id, posexplode_outer(tags) AS (p, t) FROM employees
SELECT explode_outer(xs) FROM solid
SELECT struct(*) FROM departments
SELECT greatest(*) FROM (SELECT 1 a, 2 b)
SELECT current_catalog(), current_database(), current_schema(), version(), typeof(1)
SELECT i32 = s, d = '2020-01-01', ts > '2020-01-01', b = 'true', f64 = dec, i64 IN (1, 2.5) FROM kinds
SELECT bin || bin, length(bin), hex(bin), base64(bin), s COLLATE UTF8_LCASE FROM kinds
SELECT xs = xs, st = st, array(1) || array(2) FROM kinds
SELECT st.a + 1, st.b, st FROM kinds
SELECT v:x::string, to_variant_object(st), v FROM kinds
SELECT try_cast(s AS DATE), cast(s AS TIMESTAMP), cast(i64 AS TIMESTAMP), cast(dec AS STRING), cast(f64 AS DECIMAL(5,2)), cast(d AS TIMESTAMP) FROM kinds
SELECT bit_count(i32), bit_and(i32), hex(i32), bin(i32), conv('1', 10, 2) FROM kinds GROUP BY i32
SELECT make_date(2020, 1, 1), make_timestamp(2020, 1, 1, 0, 0, 0), make_interval(1), make_dt_interval(1), date_part('year', d) FROM kinds
SELECT sum(i8), sum(i16), sum(i64), sum(f32), sum(dec), avg(i8), avg(f32), avg(dec), sum(ym), avg(dt), min(ts), max(b) FROM kinds
SELECT i8 * i8, i16 / i16, i64 % i32, f32 * f32, dec - i64, dec + 1, 1 + dec, dec * 1.5, 10 / dec FROM kinds
SELECT sqrt(i32), pow(i32, 2), exp(f64), ln(f64), log(2, f64), sin(f64), degrees(f64), sign(dec), power(2, 3) FROM kinds
SELECT coalesce(i32, i64), coalesce(dec, i32), coalesce(s, 1), coalesce(f32, dec), coalesce(d, ts), coalesce(NULL, 1) FROM kinds
SELECT ceil(dec), ceil(f64), ceil(i32), floor(dec, 1), round(dec), round(i32, -1), bround(dec, 1) FROM kinds
SELECT attrs.k, attrs.k + 1 AS m, e.attrs.`a b` FROM employees e
SELECT attrs.k + 1 FROM employees
SELECT struct(attrs.k) AS s, struct(map('k', 1).k) AS t, array(attrs.k) AS a FROM employees
SELECT struct(attrs.k).k FROM employees
SELECT attrs.k, count(*) AS n FROM employees GROUP BY attrs.k
SELECT upper(CAST(attrs.k AS STRING)), map('k', 1).k FROM employees
SELECT NULL.a, n.a, n.a.b FROM (SELECT NULL AS n)
SELECT IDENTIFIER('id'), IDENTIFIER('e.name') AS n FROM employees e
SELECT count(e.*, id) FROM departments d JOIN employees e USING (dept_id)
SELECT 1 FROM departments WHERE struct(*) IS NOT NULL AND 4 IN (dept_id, *)
SELECT 'EU' IN (region, departments.* EXCEPT (dept_id, budget)) AS found FROM departments
SELECT *
SELECT upper(t), explode(tags) AS t, t FROM employees
SELECT posexplode(tags) AS (p, t), p + 1, t || 'x', CASE WHEN t = 'a' THEN p END FROM employees
SELECT explode(tags), col, col || col AS c2, c2 || 'x' FROM employees
SELECT explode(array(b)) AS c, explode(array(a)) AS b, explode(array(1)) AS a
SELECT 1 AS col, explode(array(2)), col
SELECT explode(tags) AS name, name FROM employees
SELECT explode(map('a', 1)), key || 'x', value + 1
SELECT explode(tags) AS q, (SELECT max(k) FROM solid WHERE solid.t = q) FROM employees
SELECT t FROM (SELECT explode(tags) AS t, t FROM employees)
SELECT * EXCEPT (address.city) FROM (SELECT id, address FROM employees)
SELECT * EXCEPT (address.geo.lat, id) FROM (SELECT id, address FROM employees)
SELECT * EXCEPT (e.address.geo.lat, address.Street) FROM (SELECT id, address FROM employees) e
SELECT address.* EXCEPT (geo.lat), address.geo.* EXCEPT (lon) FROM employees
SELECT e.* EXCEPT (s.t.a) FROM (SELECT named_struct('t', named_struct('a', 1, 'b', 2)) AS s) e
SELECT address.city FROM (SELECT * EXCEPT (address.street) FROM employees)
SELECT * EXCEPT (d.dept_id) FROM employees e JOIN departments d
SELECT TRANSFORM (id, name) USING 'cat' FROM employees WHERE id > 1
SELECT TRANSFORM (*) USING 'cat' AS (a INT, b STRING) FROM employees
SELECT TRANSFORM (max(id)) USING 'cat' FROM employees GROUP BY dept_id HAVING max(id) > 1 ORDER BY key
FROM (FROM employees SELECT TRANSFORM (id, name) USING 'cat' AS (a INT, b STRING)) t SELECT a + 1, b
SELECT * FROM VALUES (current_timestamp(), current_user(), current_date, pi() + 1)
SELECT `current_date`, `User` FROM employees
SELECT current_date FROM (SELECT 'mine' AS current_date)
SELECT `current_time` AS t, `current_timestamp` IS NULL FROM departments
SELECT dept_id AS current_date, current_date AS today FROM employees
SELECT (SELECT user) AS u FROM (SELECT 1 AS user)
SELECT max(x) AS m FROM (SELECT 1 AS x, 2 AS user) ORDER BY user
SELECT x FROM (SELECT 1 AS x, 2 AS user) GROUP BY x HAVING user <> 'nobody'
SELECT explode(array(1)) AS user, user
SELECT coalesce(map('a', 1), map(X'31', 1)) AS m, map_concat(map(X'31', 1), map('a', 1)) AS c, if(active, map('a', 1), map(X'31', 1)) AS i FROM employees
SELECT rand() > 0.5 AS half, transform(tags, x -> x || uuid()) AS tagged FROM employees WHERE rand() > 0.5 AND id IN (SELECT spark_partition_id()) ORDER BY rand()
SELECT sum(rand()) OVER (ORDER BY id) AS s, sum(id) OVER (PARTITION BY uuid()) AS p FROM employees DISTRIBUTE BY rand()
SELECT name LIKE ANY ('a%') AS a, name NOT ILIKE ALL ('a%', 'b') AS b FROM employees TABLESAMPLE (100.0 PERCENT)
SELECT id FROM (SELECT id FROM employees TABLESAMPLE (BUCKET 1 OUT OF 1)) TABLESAMPLE (-0 PERCENT) REPEATABLE (7)
SELECT id FROM employees TABLESAMPLE (100.000000001 PERCENT)
SELECT INTERVAL '106751991 04' DAY TO HOUR AS a, INTERVAL -'2562047788:00' HOUR TO MINUTE AS b, INTERVAL '-153722867280:54.775808' MINUTE TO SECOND AS c, INTERVAL 106751991 DAY AS d, INTERVAL 178956970 YEAR 7 MONTH AS e, INTERVAL -2147483648 MONTH AS f, INTERVAL 9223372036854775807 MICROSECOND AS g, INTERVAL 15250284 WEEK AS h
SELECT kll_sketch_agg_bigint(id, 8) AS a, kll_sketch_agg_double(bonus, 65535) AS b, kll_sketch_agg_bigint(id, 10 + 10) AS c, tuple_sketch_agg_double(id, bonus, 4, 'AlwaysOne') AS d, tuple_sketch_agg_double(id, bonus, '26', 'SUM') AS e, tuple_sketch_agg_integer(id, dept_id, 12.5D) AS f, mode(id, true) AS g FROM employees
SELECT tuple_union_double(s, s, 26, 'MIN') AS a, tuple_intersection_double(s, s, 'max') AS b, tuple_sketch_summary_double(s, 'SUM') AS c FROM (SELECT tuple_sketch_agg_double(id, bonus) AS s FROM employees)
SELECT mask(name, 'Q', NULL, 'd', 'é') AS a, mask(name, CAST(NULL AS STRING)) AS b, array_sort(array(3, 1, 2), 1) AS c, transform_keys(attrs, array(1)) AS d, randstr(10, 1L) AS e, CAST(NULL AS INT) + 1 AS f, lpad(name, CAST(NULL AS INT)) AS g FROM employees LIMIT ALL
SELECT r.id FROM range(10, 0, -1, 1) r DISTRIBUTE BY r.id SORT BY r.id DESC LIMIT 3 OFFSET 1
SELECT xs[k], xs[0], xs[NULL], sequence(1, k)[k], element_at(xs, k) FROM (SELECT k, array(k, 1) AS xs FROM solid)
SELECT array(k, NULL)[NULL], split(t, ' ')[k], array(named_struct('a', k)).a[0], element_at(array(named_struct('a', k)).a, 1) FROM solid
SELECT struct(CAST(k AS BIGINT)), (k::STRING, k), struct(TRY_CAST(k AS INT)), arrays_zip(xs, CAST(xs AS ARRAY<STRING>)) FROM solid
SELECT array('a', 1, 1.5), array(1, 1.5, 'a'), coalesce('a', 1, NULL, 1.5), CASE WHEN k > 1 THEN 'a' WHEN k > 2 THEN 1 ELSE 1.5 END FROM solid
SELECT map('a', '1', 1, 2, 2.5, 3), map(1, '1', 2, 2, 3, 3.5), concat(array('a'), array(1), array(1.5))
SELECT array(map(), map('a', 1)), coalesce(map('a', k), map()), map_concat(map(), map('a', 1)) FROM solid
SELECT named_struct('a', k) = named_struct('b', k), array(named_struct('a', k)) IN (array(named_struct('b', k))), nullif(named_struct('a', k), named_struct('b', k)) FROM solid
SELECT decode(named_struct('a', k), named_struct('b', k), 1), array(named_struct('a', k)) < array(named_struct('b', k)) FROM solid
SELECT CAST(t AS STRING COLLATE UTF8_BINARY), CAST(t AS VARCHAR(3) COLLATE UTF8_LCASE), t::CHAR(3) COLLATE UNICODE FROM solid
SELECT CAST(array(t) AS ARRAY<VARCHAR(3)>), CAST(named_struct('a', t) AS STRUCT<a: CHAR(3)>), CAST(map(t, t) AS MAP<VARCHAR(3), CHAR(3)>) FROM solid
SELECT c.* FROM (SELECT struct(k AS a, t AS a) AS c FROM solid)
SELECT count(c.*), struct(min_by(c, c.a)) FROM (SELECT struct(k AS a, t AS b) AS c FROM solid)
SELECT uniform(1.25, 30.5), uniform(30.5, 1.25), uniform(1.5, 12345678901234567890, 42)
SELECT array(st).a, slice(array(named_struct('a', i32 + 1)), 1, 1).a, reverse(array(st, NULL)).b FROM kinds
SELECT a LIKE ALL (b), a NOT LIKE ALL (b, 'c'), a LIKE ANY (b, 'c'), a NOT LIKE ANY (b) FROM VALUES ('x', 'y') AS v(a, b)
SELECT a ILIKE ALL (b, 'c', upper(b)), a NOT ILIKE ANY (b), a ILIKE ANY ('q') FROM VALUES ('x', 'y') AS v(a, b)
SELECT a LIKE ANY ('b', NULL), a LIKE ALL (1, 'b'), a LIKE ANY (CAST('x' AS STRING), 'c'), a LIKE ALL ('x'::STRING) FROM VALUES ('x', 'y') AS v(a, b)
SELECT 1 LIKE ANY ('a', 'b'), 1 LIKE ANY (b, 2), a LIKE ANY (b, CAST(2 AS STRING)) FROM VALUES ('x', NULL) AS v(a, b)

SELECT 1, -1, +2, 1L, 2S, 3Y, 1.5, .5, 1., 1e10, 1.5e-3, 2.5D, 3F, 1.25BD, 1e5f, 0x1F, 9223372036854775807

SELECT 'a', "b", 'it''s', 'a\'b', 'a' 'b' "c", r'\d+', R"raw", '', '\u0041\n', X'1F2E', x''

SELECT TRUE, FALSE, NULL, DATE '2024-01-01', TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP_NTZ '2024-01-01', TIMESTAMP_LTZ '2024-01-01', TIME '12:30:00'

SELECT INTERVAL 1 DAY, INTERVAL '1' YEAR, INTERVAL -3 MONTH, INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 10:30:40' DAY TO SECOND, INTERVAL 1 YEAR 2 MONTHS, INTERVAL '5 days 3 hours', INTERVAL (a) DAY, INTERVAL 10 MINUTES 5 SECONDS, INTERVAL a + 1 HOUR, INTERVAL '12:30' HOUR TO MINUTE, INTERVAL 1 WEEK, INTERVAL 1000 MICROSECONDS, INTERVAL '1' DAY TO HOUR

SELECT a + b - c * d / e % f DIV g, a & b | c ^ d, ~a, -a, +b, a || b || 'c', a << 1, b >> 2, c >>> 3

SELECT a = b, a == b, a <> b, a != b, a < b, a <= b, a > b, a >= b, a <=> b, NOT a = b, !a, a !> b, a !< b

SELECT a AND b OR NOT c, (a OR b) AND c, NOT (a AND b)

SELECT a + b * c - (d - e) / f, -(-a), - - a, 1 - -1, a*-b

SELECT CASE WHEN a > 1 THEN 'x' WHEN a > 2 THEN 'y' ELSE 'z' END, CASE a WHEN 1 THEN 2 WHEN 3 THEN 4 END, CASE WHEN a THEN b END AS c

SELECT CAST(a AS INT), CAST(a AS DECIMAL(10, 2)), TRY_CAST(a AS TIMESTAMP), a::string, a::decimal(5), (a + b)::double::int, CAST(a AS ARRAY<STRUCT<x: INT, y: MAP<STRING, ARRAY<INT>>>>), CAST(a AS INTERVAL DAY TO SECOND), CAST(a AS INTERVAL YEAR), '2024'::date

SELECT a.b, a.b.c, a[0], a['k'], a[0].b['x'].c, a.b[1], f(a).b, f(a)[0], (a).b, array(1, 2)[0], map('a', 1)['a'], struct(1).col1

SELECT v:a, v:a.b, v:a[0], v:a[0].b, v:['a b'].c, v:`x y`.z, v:a.b[0]::int, v:a::string || 'x', parse_json(x):a.b, v:a[*].b

SELECT f(), f(a), f(a, b), f(DISTINCT a), f(*), f(a, *), count(t.*), f(a => 1, b => 2), f(ALL a), s.f(a), c.s.f(a, b)

SELECT transform(xs, x -> x + 1), filter(xs, (x, i) -> x > i), aggregate(xs, 0, (acc, x) -> acc + x, acc -> acc * 10), map_filter(m, (k, v) -> v IS NOT NULL), exists(xs, x -> x = 1), transform(xs, x -> transform(x, y -> y || 'a')), zip_with(a, b, (x, y) -> named_struct('a', x, 'b', y)), array_sort(xs, (l, r) -> CASE WHEN l < r THEN -1 ELSE 1 END)

SELECT EXTRACT(YEAR FROM d), EXTRACT(DOW FROM ts), extract(seconds FROM INTERVAL 5 SECONDS), date_part('year', d)

SELECT SUBSTRING(a FROM 2 FOR 3), SUBSTR(a, 1, 2), substring(a, 1), SUBSTRING(a FROM 2), TRIM(a), TRIM(BOTH 'x' FROM a), TRIM(LEADING FROM a), TRIM(TRAILING 'y' FROM a), TRIM('z' FROM a), OVERLAY(a PLACING 'b' FROM 1 FOR 2), overlay(a, b, 1), POSITION('a' IN b), position('a', b), position('a', b, 2)

SELECT current_date, current_timestamp, current_user, user, session_user, current_date(), now(), current_time, localtimestamp, current_timestamp(), current_time(3), current_catalog(), current_database()

SELECT TIMESTAMPADD(DAY, 1, ts), TIMESTAMPDIFF(HOUR, a, b), DATEADD(MONTH, 2, d), DATEDIFF(DAY, a, b), date_add(d, 1), datediff(a, b), DATE_DIFF(WEEK, a, b), DATE_ADD(QUARTER, 1, d)

SELECT FIRST(a), FIRST(a IGNORE NULLS), LAST(a), last(a, true), ANY_VALUE(a), any_value(a IGNORE NULLS), first_value(b)

SELECT STRUCT(a, b AS c), struct(1 AS x, 'y' AS y), named_struct('a', 1), array(), array(1, 2), map(), map(1, 2, 3, 4), (1, 2), (a, b, c), array(struct(1), struct(2))

SELECT a COLLATE UTF8_BINARY, 'x' COLLATE UNICODE_CI = 'X', a COLLATE system.builtin.UTF8_LCASE

SELECT a IS NULL, a IS NOT NULL, a IN (1), a NOT IN (1, 2), a BETWEEN 1 AND 2, a NOT BETWEEN b + 1 AND c * 2, a LIKE b, a RLIKE b, a IS TRUE, a IS NOT UNKNOWN, a IN (SELECT 1), EXISTS (SELECT 1), a BETWEEN SYMMETRIC 1 AND 2

SELECT if(a, b, c), nvl(a, b), coalesce(a, b, c), nullif(a, b), ifnull(a, b), left(a, 1), right(a, 2), replace(a, 'x', 'y'), concat(a, b), year(d), month(d), day(d), hour(t), minute(t), second(t), date(x), timestamp(x), string(x), int(x), binary(x), boolean(x), decimal(x), double(x), float(x), bigint(x), smallint(x), tinyint(x)

SELECT count(DISTINCT a, b), collect_list(a) FILTER (WHERE b), approx_percentile(a, array(0.5, 0.9), 100), max_by(a, b), percentile(a, 0.3), array_agg(a), bool_and(a), some(b), every(c), any(d), std(e), count_if(a > 1), sum(DISTINCT x)

SELECT from_json(a, 'x INT, y STRING'), to_json(struct(a)), get_json_object(a, '$.b'), from_csv(a, 'x INT', map('sep', ';')), schema_of_json('{"a":1}'), variant_get(v, '$.a', 'int'), try_variant_get(v, '$.b', 'string'), to_variant_object(x)

SELECT a.b.c(1), `a b`(2), `f`.`g`(3)

SELECT session.x, system.session.y, @a FROM t

SELECT x'0A' = y, 1 BETWEEN 0 AND 2 AND 3 > 2, NOT a IN (1), a + INTERVAL 1 DAY > b, date '2020-01-01' + 1, CAST('1' AS INT) + 2, a -> b

SELECT interval 3 days - interval 2 hours, -interval 1 day, 2 * interval '1' day, timestamp '2020-01-01' - timestamp '2019-01-01'

SELECT a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z FROM alphabet

SELECT concat_ws(',', a, b), format_string('%s %d', a, b), split(a, ',')[0], regexp_extract(a, '(\\d+)', 1), to_date(a, 'yyyy-MM-dd'), date_format(d, 'yyyy'), unix_timestamp(), from_unixtime(x), greatest(1, 2), least(3, 4), round(x, 2), bround(x), ceil(x), floor(x, 1), abs(-x), pow(2, 3), sqrt(x), rand(), uuid(), md5(a), sha2(a, 256), hash(a, b), xxhash64(a), size(xs), cardinality(xs), element_at(xs, 1), array_contains(xs, 1), map_keys(m), map_values(m), explode(xs), inline(ys), window(ts, '10 minutes'), window(ts, '1 hour', '15 minutes').start, session_window(ts, '5 minutes'), width_bucket(1, 2, 3, 4), trunc(d, 'MM'), months_between(a, b), last_day(d), next_day(d, 'MON'), add_months(d, 1), make_date(1, 2, 3), make_interval(1), typeof(x), assert_true(a), raise_error('x'), input_file_name(), monotonically_increasing_id(), spark_partition_id(), try_add(a, b), try_divide(a, b), luhn_check('1'), mask(a), aes_encrypt(a, b), reflect('java.util.UUID', 'randomUUID')

SELECT (SELECT 1) + (SELECT 2), ((a)), (((a + b))), (a).b.c, (SELECT named_struct('a', 1)).a, ((SELECT 1)), a IN ((SELECT 1)), (a, (b, c))

SELECT a.`b c`.d, `a`.`b`, a.1b, t.`order`.`select`

SELECT * FROM t WHERE (a = 1 AND (b = 2 OR (c = 3 AND d = 4)) OR NOT (e = 5)) AND f(g(h(i(1)))) > ((1 + 2) * (3 - 4))

SELECT aggregate(array(1, 2, 3), named_struct('sum', 0, 'n', 0), (acc, x) -> named_struct('sum', acc.sum + x, 'n', acc.n + 1), acc -> acc.sum / acc.n), map_from_entries(array(struct('a', 1))), transform_values(map('a', 1), (k, v) -> v + 1), map_zip_with(m, n, (k, a, b) -> coalesce(a, b))

SELECT 1 -- a comment
, 2 /* another */, /* nested /* comment */ */ 3

SELECT decimal '1.5', 5 MOD 2, a % 2 = 0, mod(5, 2), a DIV 2

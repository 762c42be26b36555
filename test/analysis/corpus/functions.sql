SELECT * FROM range(10)
SELECT * FROM range(1, 10, 2) AS r(x)
SELECT id + 1 FROM range(5)
SELECT r.id FROM range(5) r
SELECT * FROM explode(array(1, 2))
SELECT * FROM explode(map('a', 1)) AS t(k, v)
SELECT * FROM posexplode(array('a'))
SELECT * FROM inline(array(struct(1 AS a, 'x' AS b)))
SELECT * FROM stack(2, 1, 'a', 2, 'b')
SELECT * FROM json_tuple('{"a":1}', 'a', 'b')
SELECT * FROM sql_keywords() LIMIT 1
SELECT * FROM explode(collection => array(1, 2))
SELECT * FROM variant_explode(parse_json('[1,2]'))
SELECT mask('abc', lowerChar => 'x'), mask('abc', otherChar => '*')
SELECT abs(-1), builtin.abs(-1), system.builtin.abs(-2)
SELECT date_part('day', DATE '2020-01-01'), extract(DAY FROM INTERVAL 3 DAYS)
SELECT to_number('1', '9'), to_char(1, '9'), format_number(1.5, 1), format_string('%s', 1)
SELECT array_position(array(1), 1), array_remove(array(1), 1), array_union(array(1), array(2)), array_except(array(1), array(2)), slice(array(1), 1, 1)
SELECT array_append(array(1), 2), array_prepend(array(1), 2), array_insert(array(1), 1, 2), array_compact(array(1, NULL)), array_min(array(1)), array_max(array(1))
SELECT map_zip_with(map('a', 1), map('a', 2), (k, x, y) -> x + y), array_sort(array(2, 1), (l, r) -> l - r)
SELECT nvl(NULL, 1), coalesce(NULL, NULL), isnull(1), isnotnull(1), isnan(1.0D), nanvl(1.0D, 2.0D)
SELECT concat_ws(',', 'a', 'b'), concat('a', 'b', 'c'), concat(array(1), array(2)), repeat('a', 2), reverse('ab'), reverse(array(1))
SELECT ascii('a'), char(65), chr(65), soundex('a'), levenshtein('a', 'b'), translate('a', 'a', 'b'), left('abc', 1), right('abc', 1)
SELECT encode('a', 'utf-8'), decode(X'61', 'utf-8'), unbase64('YQ=='), unhex('61'), crc32('a'), sha1('a')
SELECT url_encode('a'), parse_url('http://a.b/c', 'HOST'), space(3), find_in_set('a', 'a,b'), luhn_check('1')
SELECT assert_true(true), raise_error('x'), typeof(1.5), version(), equal_null(1, NULL)
SELECT width_bucket(5.0, 0.0, 10.0, 5), factorial(5), hypot(3, 4), cbrt(8), rint(1.5), shiftleft(1, 2), getbit(5, 0)
SELECT startswith('ab', 'a'), endswith('ab', 'b'), contains('ab', 'a'), split_part('a,b', ',', 1), regexp_like('a', 'a'), regexp_count('a', 'a')
SELECT date_sub(DATE '2020-01-01', 1), months_between(DATE '2020-01-01', DATE '2021-01-01'), next_day(DATE '2020-01-01', 'MON'), weekday(DATE '2020-01-01'), quarter(DATE '2020-01-01'), dayofweek(DATE '2020-01-01')
SELECT to_utc_timestamp(TIMESTAMP_NTZ '2020-01-01 00:00:00', 'UTC'), from_utc_timestamp('2020-01-01', 'UTC'), timestamp_seconds(1), timestamp_millis(1), unix_date(DATE '2020-01-01'), hour(TIMESTAMP_NTZ '2020-01-01 00:00:00')
SELECT to_date('2020', 'yyyy'), to_timestamp('2020', 'yyyy'), try_to_timestamp('x'), try_to_date('x'), date_from_unix_date(1), current_timezone()
SELECT sum(x) FROM VALUES (1), (2) AS t(x)
SELECT from_csv('1,a', 'a INT, b STRING'), to_csv(struct(1, 2)), schema_of_csv('1'), from_xml('<a/>', 'a INT')
SELECT bitmap_count(X'01'), bitmap_bit_position(1), bitmap_bucket_number(1), try_element_at(array(1), 1), get(array(1), 0)
SELECT hll_sketch_estimate(hll_sketch_agg(id)) FROM employees
SELECT try_sum(id), try_avg(id), mean(id), std(id), stddev_pop(id), var_samp(id), covar_pop(id, id), bool_or(active) FROM employees
SELECT named_struct('a', 1).a, struct(1 AS x).x, (1, 2).col1, map(1, 'a')[1], array(array(1))[0][0]
SELECT rand(1), randn(), uniform(1, 10), randstr(5), shuffle(array(1))
SELECT is_valid_utf8('a'), try_parse_json('{'), schema_of_variant(parse_json('1')), json_array_length('[]'), json_object_keys('{}')
SELECT collate('a', 'UTF8_LCASE'), collation('a'), 'a' COLLATE UNICODE = 'b'
SELECT int('1'), bigint(1), double('1.5'), date('2020-01-01'), boolean('true'), binary('a'), decimal(1), float(1), timestamp('2020-01-01')
SELECT sentences('a b'), ngrams IS NULL FROM (SELECT 1 AS ngrams)
SELECT nullif(1, 2), if(true, 1, 2.5), iff IS NULL FROM (SELECT 1 AS iff)
SELECT zip_with(array(1), array('a'), (x, y) -> struct(x, y)), transform(array(1), x -> transform(array(2), y -> x + y))
SELECT filter(array(1), (x, i) -> i > 0), exists(array(1, NULL), x -> x > 0), any_match IS NULL FROM (SELECT 1 any_match)
SELECT count(DISTINCT a, b), approx_top_k(a), max_by(a, b, 2) FROM VALUES (1, 2) AS t(a, b)
SELECT date_trunc('DAY', DATE '2020-01-01'), trunc(DATE '2020-01-01', 'YEAR'), make_ym_interval(1, 2), try_make_timestamp(2020, 1, 1, 0, 0, 0)
SELECT string_agg(name, ', ') WITHIN GROUP (ORDER BY id), listagg(DISTINCT name) FROM employees
SELECT st_srid(st_geomfromwkb(X'0101000000000000000000f03f0000000000000040'))
SELECT CAST(NULL AS ARRAY<INT>), size(CAST(NULL AS ARRAY<INT>)), map_keys(CAST(NULL AS MAP<INT,INT>)), CAST(NULL AS STRUCT<a: INT>)
SELECT array_append(CAST(array(1) AS ARRAY<BIGINT>), 2L), array_append(CAST(array(1) AS ARRAY<INT>), 2)
SELECT TRY_CAST(xs AS ARRAY<BIGINT>), TRY_CAST(xs AS ARRAY<STRING>), TRY_CAST(xs AS STRING), TRY_CAST(xs AS ARRAY<TINYINT>), TRY_CAST(array(k) AS ARRAY<INT>) FROM solid
SELECT TRY_CAST(struct(k) AS STRUCT<a: BIGINT>), TRY_CAST(map(k, t) AS MAP<BIGINT, STRING>), TRY_CAST(t AS BINARY), TRY_CAST(k AS VARIANT) FROM solid
SELECT to_char(bin, 'hex'), to_char(bin, 'base64'), to_char(bin, 'utf-8'), to_varchar(bin, 'hex'), to_varchar(bin, 'UTF-8') FROM kinds
SELECT mode(i32), mode(i32, true), mode(i32, false) FROM kinds
SELECT date_part('YEAR', ym), date_part('MONTH', ym), date_part('DAY', dt), date_part('HOUR', dt), date_part('MINUTE', dt), date_part('SECOND', dt), extract(mon FROM ym), extract(days from dt) FROM kinds
SELECT extract(month FROM make_interval(1)), extract(days FROM make_interval(1)), extract(year FROM INTERVAL 1 YEAR)
SELECT * FROM variant_explode(input => parse_json('[1]')) v
SELECT id, v.* FROM employees, LATERAL variant_explode_outer(input => parse_json('[1]')) v
-- Collations: where one comes from decides which wins, and what shows it
SELECT b = l COLLATE UNICODE, l != 'a', l IN ('a', 'b'), l BETWEEN 'a' AND 'b', l LIKE 'a', l RLIKE 'a' FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT l || 'x', l || i32, 1 || l, b || l, upper(b) || u, (l COLLATE utf8_binary) || u, concat_ws(',', b, l), concat_ws(',', xs, 'x') FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT rpad(b, 8, 'x' COLLATE UTF8_LCASE), lpad(l, 8), replace(l, 'a'), translate(l, 'a' COLLATE utf8_binary, 'b'), overlay(l PLACING 'a' FROM 2), elt(1, b COLLATE utf8_binary, l) FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT btrim('x', l), nvl(l, 'a'), nvl2(b, 'a', l), nullif(l, 'a'), ifnull('a', l), decode(i32, 1, l, 'x'), coalesce(l, NULL, 'a'), greatest(l, 'a') FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT encode(l, 'utf-8'), regexp_count(l, 'a'), regexp_replace(l, 'a', 'b'), split(l, ','), split_part(l, ',', 1), length(b || l), instr(l, 'a') FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT CASE WHEN l = 'a' THEN 'b' ELSE l END, CASE l WHEN 'a' THEN 1 END, if(i32 > 1, 'x', l), when(i32 > 1, l, 'x') FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT array_append(xs, 'x'), array_join(xs, ','), array(l, 'a'), array(b, l), map('a', l), map(l, 'a', 'b', u)['a'] || 'x', struct(l).l || 'x', xs[0] || 'x', transform(xs, x -> x || 'a') FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT CAST(i32 AS STRING) || l, CAST(b AS STRING) || l, CAST(i32 AS STRING COLLATE UNICODE) || 'a', (SELECT 'a') || l, str_to_map(b, u, l) FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32, array(s COLLATE UTF8_LCASE) AS xs FROM kinds)
SELECT 'a' COLLATE EN_usa_ci || 'b', 'a' COLLATE sr_cyrl_srb_ai || 'b', CAST('a' AS STRING COLLATE Unicode_rtrim_ci), 'a' COLLATE zh_hans_chn_cs_as = 'b', 'a' COLLATE tr_ai = 'b'
-- Names that Spark makes
SELECT d + NULL, NULL + ts, ntz + NULL, d - NULL, NULL * dt, s * ym, '2' * INTERVAL 1 MONTH, dt / s FROM kinds
SELECT 0.000000012345678, 0.0000001, 0.000001, -0.0, 0.0000000, 12.30E-9BD, 1e2BD, -0.00000012
SELECT from_json(s, 'map<string,int>'), size(from_json(s, 'map<string,int>')), from_json(s, 'MAP<STRING, ARRAY<INT>>')['a'] FROM kinds
SELECT time_bucket(INTERVAL '1' HOUR, ntz), time_bucket(INTERVAL '1' HOUR, ts), time_bucket(INTERVAL '1' MONTH, NULL, TIMESTAMP_NTZ '2024-01-01 00:00:00') FROM kinds
SELECT typeof(meta:a), meta:a::int + meta:b::int, coalesce(meta:a, 'x'), meta:a.b[0] IS NULL, typeof(meta:['x']), meta:a::array<int>[0], typeof(meta:a:b) FROM orders
SELECT meta:`a.b`::string, meta:x.`c.d`[0], typeof(meta:`b c`), typeof(meta : a . b), typeof(meta:['x y']) FROM orders
SELECT (id AS a, id), array((1 AS x, name)), (1, 2) FROM employees
SELECT DATE '-0001-1-28', DATE '123456-03-18', DATE '0015', TIMESTAMP '-0015-03-18 16:00:00', TIMESTAMP_NTZ '99999-03-18T12:03:17', DATE '+2020-01-01'
SELECT TIME '12:00:00AM' IS NULL, TIME 'T01:02:03 pm' IS NULL, TIME '12:59:59.999999999 Pm' IS NULL
-- What may be NULL, and what meets
SELECT array_insert(xs, 1, 1), array_insert(array(1), i32, 1), array_insert(array(1), 1, i32), try_element_at(array(1, 2), 4), try_element_at(array(1), 1), try_element_at(array(1), 0) FROM kinds
SELECT aggregate(xs, (0 AS s, 0 AS n), (acc, x) -> (acc.s + x, acc.n + 1), acc -> acc.s / acc.n), reduce(xs, struct(0, 'x'), (acc, x) -> named_struct('q', x, 'r', 'y')) FROM kinds
SELECT map_zip_with(map(i8, 'a'), map(i64, 'b'), (k, v, w) -> struct(k, v, w)), map_zip_with(map(i32, 1), map(dec, 1), (k, v, w) -> k) FROM kinds
SELECT CAST(st_geogfromwkb(bin) AS GEOMETRY(4326)), CAST(st_geogfromwkb(bin) AS GEOGRAPHY(ANY)), CAST(st_geomfromwkb(bin, 4326) AS GEOGRAPHY(4326)), CAST(st_geomfromwkb(bin)::GEOMETRY(ANY) AS GEOGRAPHY(ANY)) FROM kinds
SELECT array(st_geomfromwkb(bin), st_geomfromwkb(bin, 4326)), coalesce(st_geogfromwkb(bin), st_geogfromwkb(bin)::GEOGRAPHY(ANY)), map('a', st_geogfromwkb(bin), 'b', st_geogfromwkb(bin)::GEOGRAPHY(ANY)) FROM kinds
SELECT current_user, user, session_user, user(), session_user()
SELECT struct(attrs['k'], attrs[name], tags[0], address.city, attrs.k) FROM employees
SELECT struct(address.*), array(address.geo.*), to_json(struct(address.geo.*)) FROM employees
SELECT array(array(1), array()), coalesce(array(struct(id)), array()), map('a', array(id), 'b', array()) FROM employees
SELECT system.builtin.abs(id) FROM builtin.range(3)
SELECT CAST(NULL AS STRUCT<>) AS s, 8 >> 1, 8 >>> 2, CAST(NULL AS MAP<STRING, ARRAY<INT>>) AS m
-- Literals as Spark reads them
SELECT INTERVAL '- 1 day', INTERVAL ' 1  day  2 hours ', INTERVAL 'INTERVAL 1 day', INTERVAL '+1 day -2 hours', INTERVAL '.5 seconds', INTERVAL '1 week', INTERVAL 1 day 2 day
SELECT INTERVAL '-178956970-8' YEAR TO MONTH, INTERVAL ' 1 2 ' DAY TO HOUR, INTERVAL '100:2:3' HOUR TO SECOND, INTERVAL '1000:2.5' MINUTE TO SECOND, INTERVAL - '-2-2' YEAR TO MONTH
SELECT 3.4028234E38f, 16777217f, 0.1f, 1.7976931348623157E308, 1e-400, TIMESTAMP_NTZ '2019-01-01 10:00:00 UTC', TIMESTAMP_NTZ '2019-01-01 10:00:00 UTC' AS n
SELECT stack(2, 1, NULL, 2, 'b'), ceil(2.5, -1), floor(dec, 1) FROM kinds
SELECT 'a' LIKE k, split('a', k), s RLIKE k, contains(s COLLATE UTF8_LCASE, k), contains(s COLLATE UNICODE_CI_AI, 'a'), regexp_count('a', k) FROM (SELECT s, s COLLATE UNICODE_AI AS k FROM kinds)
SELECT array_insert(xs, 1S, 1), to_json(st, map('a', 'b')), from_json(s, 'a INT', map('mode', 'FAILFAST')) FROM kinds
SELECT array_append(array(CAST(1 AS DECIMAL(20,0))), i64), array_contains(array(i32), dec), map_contains_key(map(f32, 1), dec), array_union(array(f32), array(i64)), uniform(1.5F, 2.5), uniform(1.5, 2.55) FROM kinds
SELECT x[0], x['key'], m['a'], map(i32, 1)[f64], map(s, 1)[i32] FROM (SELECT NULL AS x, m, i32, f64, s FROM kinds)
SELECT concat(b, decode(i32, 1, l)), decode(u, 'a', l) = 'x', greatest('x' COLLATE UTF8_LCASE, decode(b COLLATE utf8_binary, 'a', l)) FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32 FROM kinds)
SELECT string('x' COLLATE UTF8_LCASE) || l, array(l COLLATE UNICODE)[0] = string('x' COLLATE UTF8_LCASE), if(i32 > 1, nullif('b', u), l COLLATE UTF8_LCASE) FROM (SELECT s AS b, s COLLATE UTF8_LCASE AS l, s COLLATE UNICODE AS u, i32 FROM kinds)
SELECT from_json('{}', '{"type":"struct","fields":[]}')
SELECT from_json('{}', 'array<int>')
SELECT from_json('{}', 'map<string,int>')
SELECT from_json('{}', 'variant')
SELECT from_json('{}', 'a int not null')
SELECT from_json('{}', 'a int, a int')
SELECT from_json('{}', 'a interval')
SELECT from_json('{}', 'a STRUCT<>')
SELECT from_json('{}', 'a void')
SELECT from_json('{}', 'a string collate UTF8_LCASE')
SELECT from_csv('1', 'a array<int>')
SELECT from_csv('1', 'a struct<b:int>')
SELECT from_csv('1', 'a map<int,int>')
SELECT from_csv('1', 'a variant')
SELECT from_csv('1', 'a interval')
SELECT from_xml('<p/>', 'variant')
SELECT variant_get(parse_json('{}'), '$.a', 'a int')
SELECT variant_get(parse_json('{}'), 'a', 'int')
SELECT * FROM variant_explode(parse_json('[]'))
SELECT from_json('{}', 'a int', map('mode', 'NOPE'))
SELECT from_json('{}', 'a int', map('timestampFormat', 'invalid'))
SELECT from_json('{}', 'struct<a: int>')
SELECT from_json('{}', 'struct<a int>')
SELECT from_json('{}', 'date int')
SELECT from_json('{}', '`a b` int')
SELECT from_json('{}', '`a` int')
SELECT from_json('{}', 'select int')
SELECT from_json('{}', '1a int')
SELECT from_json('{}', 'a int COMMENT "x"')
SELECT from_json('{}', ' a int ')
SELECT from_json('{}', 'a int -- comment')
SELECT from_json('{}', 'a interval day to second')
SELECT from_xml('<p/>', 'a map<string,int>')
SELECT from_xml('<p/>', 'struct<a: int>')
SELECT from_xml('<p/>', '{"type":"struct","fields":[]}')
SELECT from_csv('1', '{"type":"struct","fields":[]}')
SELECT from_csv('1', 'struct<a: int>')
SELECT variant_get(parse_json('{}'), '$', 'tinyint')
SELECT variant_get(parse_json('{}'), '$', 'binary')
SELECT variant_get(parse_json('{}'), '$', 'date')
SELECT variant_get(parse_json('{}'), '$', 'variant')
SELECT variant_get(parse_json('{}'), '$', 'map<string,int>')
SELECT variant_get(parse_json('{}'), '$', 'decimal(3,1)')
SELECT variant_get(parse_json('{}'), '$', 'a int, b string')
SELECT variant_get(parse_json('{}'), '$', 'INT ')
SELECT variant_get(parse_json('{}'), '$', 'int int')
SELECT variant_get(parse_json('{}'), '$', '{"type":"struct","fields":[]}')
SELECT CAST(parse_json('{}') AS STRUCT<a: INT, b: ARRAY<VARIANT>>)
SELECT TRY_CAST(parse_json('{}') AS STRUCT<a: VARIANT, b: STRING>)
SELECT approx_top_k_estimate(s, NULL), approx_top_k_combine(s), approx_top_k_estimate(approx_top_k_combine(s)) FROM (SELECT approx_top_k_accumulate(k) AS s FROM solid) GROUP BY s
SELECT datediff(day, hired, DATE '2021-01-01'), timestampadd(Month, 1, hired), date_add(WEEK, 2, hired) FROM employees
SELECT ilike(name, 'a!%', '!'), '\101', '\260', '\377x' FROM employees

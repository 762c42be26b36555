SELECT dept_id, count(*) FROM employees GROUP BY dept_id
SELECT dept_id, count(*) AS n, sum(salary) AS total FROM employees GROUP BY dept_id HAVING count(*) > 1
SELECT dept_id AS d, count(*) FROM employees GROUP BY d
SELECT dept_id, count(*) FROM employees GROUP BY 1
SELECT year(hired) AS y, month(hired), count(*) FROM employees GROUP BY 1, 2 ORDER BY 1 DESC
SELECT year(hired), count(*) FROM employees GROUP BY year(hired)
SELECT year(hired) + 1, count(*) FROM employees GROUP BY year(hired)
SELECT upper(name), lower(name) FROM employees GROUP BY name
SELECT id + 1, count(*) FROM employees GROUP BY id + 1
SELECT 1 + id, count(*) FROM employees GROUP BY id + 1
SELECT dept_id, active, count(*) FROM employees GROUP BY ALL
SELECT dept_id, year(hired), count(*) + 1, max(salary) - min(salary) FROM employees GROUP BY ALL
SELECT dept_id, active, count(*) FROM employees GROUP BY ROLLUP (dept_id, active)
SELECT active, id, count(*) FROM employees GROUP BY ROLLUP (active, id)
SELECT active, id, count(*) FROM employees GROUP BY active, id WITH ROLLUP
SELECT active, id, count(*) FROM employees GROUP BY active, id WITH CUBE
SELECT active, id, count(*) FROM employees GROUP BY CUBE (active, id)
SELECT active, id, count(*) FROM employees GROUP BY GROUPING SETS ((active, id), (active), ())
SELECT active, id, count(*) FROM employees GROUP BY active, id GROUPING SETS ((active, id), (active))
SELECT active, id, grouping(id), grouping_id(active, id), grouping_id() FROM employees GROUP BY CUBE (active, id)
SELECT active, id, count(*) FROM employees GROUP BY active, ROLLUP (id)
SELECT active, id, dept_id, count(*) FROM employees GROUP BY active, ROLLUP (id), CUBE (dept_id)
SELECT id + 1, sum(id) FROM employees GROUP BY ROLLUP (id + 1)
SELECT id, sum(id), max(id) FROM employees GROUP BY ROLLUP (id)
SELECT coalesce(id, 0), id IS NULL FROM employees GROUP BY CUBE (id)
SELECT count(*) FROM employees HAVING count(*) > 1
SELECT 1 FROM employees HAVING max(id) > 1
SELECT dept_id FROM employees GROUP BY dept_id HAVING sum(salary) > 10 AND dept_id > 1
SELECT dept_id, sum(salary) AS t FROM employees GROUP BY dept_id HAVING t > 10
SELECT dept_id, sum(salary) AS t FROM employees GROUP BY dept_id ORDER BY t
SELECT dept_id, sum(salary) FROM employees GROUP BY dept_id ORDER BY sum(salary) DESC, dept_id
SELECT dept_id FROM employees GROUP BY dept_id ORDER BY count(*)
SELECT dept_id, count(*) c FROM employees GROUP BY dept_id ORDER BY max(id), c
SELECT dept_id, name, count(*) FROM employees GROUP BY name, dept_id ORDER BY ALL
SELECT DISTINCT dept_id, count(*) FROM employees GROUP BY dept_id
SELECT dept_id, collect_list(struct(id, name)) AS people FROM employees GROUP BY dept_id
SELECT dept_id, sum(salary) / count(*) AS mean, mean * 2 AS twice FROM employees GROUP BY dept_id
SELECT dept_id AS d, d + 1 AS e, count(*) FROM employees GROUP BY dept_id
SELECT CASE WHEN dept_id = 1 THEN 'one' ELSE 'other' END AS bucket, count(*) FROM employees GROUP BY bucket
SELECT CASE WHEN dept_id = 1 THEN 'one' ELSE 'other' END, count(*) FROM employees GROUP BY CASE WHEN dept_id = 1 THEN 'one' ELSE 'other' END
SELECT address.city, count(*) FROM employees GROUP BY address.city
SELECT address.city, address.city || 'x' FROM employees GROUP BY address
SELECT tags[0], count(*) FROM employees GROUP BY tags[0]
SELECT e.dept_id, count(*) FROM employees e GROUP BY dept_id
SELECT dept_id, count(*) FROM employees e GROUP BY e.dept_id
SELECT max(id) + min(id), sum(id + 1), sum(id) + 1 FROM employees
SELECT any_value(name), dept_id FROM employees GROUP BY dept_id
SELECT dept_id, percentile_approx(salary, 0.5), approx_percentile(salary, array(0.1, 0.9)) FROM employees GROUP BY dept_id
SELECT status, sum(amount), avg(amount), max(placed_at), count(DISTINCT customer_id) FROM orders GROUP BY status
SELECT dept_id, sum(sum(salary)) OVER (ORDER BY dept_id) FROM employees GROUP BY dept_id
SELECT dept_id, rank() OVER (ORDER BY sum(salary) DESC) AS r FROM employees GROUP BY dept_id
SELECT sum(id) FILTER (WHERE name = 'a' AND dept_id > 1), count(DISTINCT dept_id) FILTER (WHERE active) FROM employees
SELECT 'x' AS label, count(*) FROM employees GROUP BY label
SELECT 1 AS one, count(*) FROM employees
SELECT name, (SELECT max(budget) FROM departments) AS b FROM employees GROUP BY name
SELECT dept_id, count(*) FROM employees GROUP BY dept_id HAVING EXISTS (SELECT 1 FROM departments)
SELECT hired, count(*) FROM employees WHERE active GROUP BY hired HAVING hired > DATE '2020-01-01'
SELECT region, quarter, sum(amount) FROM sales GROUP BY region, quarter WITH ROLLUP HAVING sum(amount) > 1 ORDER BY region
SELECT k, sum(n), avg(n), min(t), max(d), count(xs) FROM solid GROUP BY k
SELECT k, grouping(k) FROM solid GROUP BY ROLLUP(k)
SELECT k, n, t, sum(dec) FROM solid GROUP BY GROUPING SETS ((k, n), (k, t))
SELECT k, t FROM solid GROUP BY GROUPING SETS ((k, t), (k))
SELECT first(name), last(name), max(struct(id, name)) FROM employees
SELECT dept_id, array_sort(collect_set(name)), size(collect_list(id)) FROM employees GROUP BY dept_id
SELECT date_trunc('month', placed_at) AS m, sum(amount) FROM orders GROUP BY m ORDER BY m
SELECT sum(amount) AS s, s * 2 AS d FROM orders
SELECT histogram_numeric(id, 5), bit_or(id), bit_xor(id), kurtosis(id), skewness(id), regr_slope(id, bonus) FROM employees
SELECT window(placed_at, '1 hour').start, count(*) FROM orders GROUP BY window(placed_at, '1 hour')
SELECT count(*) AS n FROM employees WHERE dept_id = 1 ORDER BY n
SELECT dept_id FROM employees GROUP BY dept_id HAVING max(id)
SELECT dept_id FROM employees GROUP BY dept_id HAVING 'true'
SELECT dept_id FROM employees GROUP BY dept_id HAVING sum(salary) + 1
SELECT count(*) FROM kinds GROUP BY array(m)
SELECT count(*) FROM kinds GROUP BY named_struct('m', m), map('k', xs)
SELECT count(*) FROM kinds GROUP BY make_interval(i32)
SELECT region, year, grouping__id FROM sales GROUP BY CUBE (region, year)
SELECT region, grouping__id + 1, GROUPING__ID AS g FROM sales GROUP BY ROLLUP (region) HAVING grouping__id > 0 ORDER BY grouping__id
SELECT grouping__id FROM (SELECT 1 AS grouping__id) GROUP BY ROLLUP (grouping__id)
SELECT count(*) FROM sales GROUP BY ROLLUP (year + 1) HAVING `(year + 1)` > 2000 ORDER BY `(year + 1)`
SELECT count(*) FROM sales GROUP BY GROUPING SETS ((upper(region)), (year)) ORDER BY `upper(region)`
SELECT dept_id IN (SELECT dept_id FROM departments), count(*) FROM employees GROUP BY dept_id IN (SELECT dept_id FROM departments)
SELECT (SELECT max(d.budget) FROM departments d WHERE d.dept_id = e.dept_id) + 1 FROM employees e GROUP BY (SELECT max(d.budget) FROM departments d WHERE d.dept_id = e.dept_id)
SELECT CAST(EXISTS (SELECT 1 FROM solid s WHERE s.k = e.id) AS INT) FROM employees e GROUP BY CAST(EXISTS (SELECT 1 FROM solid s WHERE s.k = e.id) AS INT)
SELECT dept_id FROM employees e GROUP BY dept_id HAVING EXISTS (SELECT 1 FROM departments d WHERE d.budget < sum(e.salary))
SELECT dept_id FROM employees e GROUP BY dept_id HAVING EXISTS (SELECT 1 FROM departments d JOIN solid s ON s.k = max(e.id) WHERE d.dept_id = e.dept_id)
SELECT dept_id, count(*) FROM employees e GROUP BY dept_id HAVING dept_id IN (SELECT d.dept_id FROM departments d WHERE d.dept_id < count(e.id) FILTER (WHERE e.active))
SELECT max(id) FROM employees e HAVING (SELECT max(d.budget) FROM departments d WHERE d.dept_id = max(e.id)) > 1
SELECT stack(2, id + 1L, 'x', count(*), name), name FROM employees GROUP BY ALL
SELECT stack(2, id, dept_id, manager_id, 4), name FROM employees GROUP BY 1, 2, 3, 4
SELECT posexplode(tags), id FROM employees GROUP BY 1, 2
SELECT explode(array(dept_id + 1, max(id))) AS x, dept_id FROM employees GROUP BY dept_id
SELECT id FROM employees ORDER BY (SELECT max(k) FROM solid)
SELECT id IN (SELECT k FROM solid) AS b FROM employees ORDER BY b
SELECT region, sum(amount) FROM sales GROUP BY ALL HAVING region > 'a' AND max(year) > 1
SELECT 2 AS year FROM sales GROUP BY ALL HAVING year > 1
SELECT dept_id FROM employees GROUP BY dept_id, dept_id IN (SELECT k FROM solid) ORDER BY dept_id IN (SELECT k FROM solid)
SELECT dept_id AS d, count(*) AS salary FROM employees GROUP BY dept_id HAVING salary > 1
SELECT max(hired) AS hired, count(DISTINCT name) AS name FROM employees GROUP BY year(hired) HAVING hired > DATE '2020-01-01' AND name > 1
SELECT year(hired) AS y, max(hired) AS hired FROM employees GROUP BY year(hired) HAVING year(hired) > 2000
SELECT count(*) AS id, name AS n FROM employees GROUP BY ALL HAVING id > 1 AND n IS NOT NULL
SELECT t, struct(d, t) AS st, array(k) AS xs FROM solid GROUP BY GROUPING SETS ((t, struct(d, t), array(k)), ())
SELECT id AS n, n FROM employees QUALIFY row_number() OVER (ORDER BY n) = 1 ORDER BY n
SELECT upper(name) AS h, rank() OVER (ORDER BY id) AS h FROM employees ORDER BY h
SELECT s.n FROM (SELECT id AS n, n FROM employees) s
SELECT transform(array(id), x -> coalesce(x, dept_id)) AS xs, count(*) FROM employees GROUP BY transform(array(id), y -> coalesce(y, dept_id))
SELECT CAST(id AS STRING), upper(id) FROM employees GROUP BY CAST(id AS STRING) ORDER BY upper(id)
SELECT sum(id) FROM employees GROUP BY GROUPING SETS (name, bonus) HAVING spark_grouping_id = 1 ORDER BY spark_grouping_id
SELECT stack(2, 'first', count(*), name, 'second', 0L, '1') AS (x1, x2, x3), id FROM employees GROUP BY _gen_input_3, id
SELECT name, count(*) AS n FROM employees GROUP BY name HAVING count(1) > 1 AND name > 'x' ORDER BY max(bonus)
SELECT max(id) AS m FROM employees GROUP BY name HAVING max(id) > 1 ORDER BY max(id) + 1
SELECT count(*) AS n FROM employees GROUP BY name HAVING max(bonus) > 1 ORDER BY name
SELECT max(id) AS m, lower(name) FROM employees GROUP BY name HAVING lower(name) > 'x' ORDER BY min(bonus)
SELECT rank() OVER (ORDER BY name) AS r FROM employees GROUP BY name, id ORDER BY id + 1
SELECT count(id) AS n, sum(id) + n AS s FROM employees GROUP BY ALL
SELECT median(id) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS m FROM employees TABLESAMPLE (1 + 1 ROWS)
SELECT rand() AS r, count(*) AS n FROM employees GROUP BY rand(), dept_id
SELECT sum(r) AS s FROM (SELECT rand() AS r FROM employees) HAVING rand() > 0.5
SELECT sum(bonus) + rand() AS s, max(current_timestamp()) AS t, max(session_user()) AS u, count(*) FILTER (WHERE hired < current_date()) AS n FROM employees
SELECT dept_id, CASE WHEN rand() > 0.5 THEN 1 END AS c, max(raise_error('x')) AS e FROM employees GROUP BY dept_id
SELECT window(placed_at, '1 hour') AS w, count(*) FROM orders GROUP BY window
SELECT session_window(placed_at, '1 hour') AS w, status, count(*) FROM orders GROUP BY status, session_window HAVING session_window.start IS NOT NULL ORDER BY session_window.end
SELECT window(placed_at, '1 hour').start, window.end, window FROM orders WHERE qty > 1
SELECT * FROM orders WHERE window(placed_at, '1 hour').start IS NOT NULL
SELECT window(placed_at, '1 hour'), count(window.end) FROM orders GROUP BY ROLLUP(window)
SELECT count(*), window.end FROM orders GROUP BY window(placed_at, '1 hour'), window(placed_at, '1 hour')
SELECT count(window(placed_at, '1 hour')), window FROM orders GROUP BY window
SELECT window(placed_at, '1 hour') AS w, window(placed_at, '1 hour') AS v FROM orders ORDER BY window
SELECT Dept_Id, active, count(*) FROM employees GROUP BY DEPT_ID, Active WITH ROLLUP
SELECT Dept_Id AS d, DEPT_ID, dept_id + 1 FROM employees GROUP BY CUBE (dept_Id)
SELECT ID, struct(ID), ACTIVE FROM employees GROUP BY active, GROUPING SETS ((id), (id, active))
SELECT * FROM (SELECT id, active FROM employees) GROUP BY ID, ROLLUP (ACTIVE)
SELECT Dept_Id AS x, DEPT_ID FROM employees GROUP BY ROLLUP (x)

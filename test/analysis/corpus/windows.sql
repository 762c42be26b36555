SELECT row_number() OVER (ORDER BY id) FROM employees
SELECT id, rank() OVER (PARTITION BY dept_id ORDER BY salary DESC) AS r FROM employees
SELECT dense_rank() OVER (ORDER BY id), percent_rank() OVER (ORDER BY id), cume_dist() OVER (ORDER BY id), ntile(4) OVER (ORDER BY id) FROM employees
SELECT sum(salary) OVER (PARTITION BY dept_id) FROM employees
SELECT sum(salary) OVER (PARTITION BY dept_id ORDER BY id) FROM employees
SELECT avg(salary) OVER (PARTITION BY dept_id ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM employees
SELECT sum(id) OVER (ORDER BY id RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM employees
SELECT sum(id) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) FROM employees
SELECT count(*) OVER () FROM employees
SELECT lag(name) OVER (ORDER BY id), lead(id, 1, 0) OVER (ORDER BY id), lag(id, 2) OVER (ORDER BY id) FROM employees
SELECT first_value(name) OVER (PARTITION BY dept_id ORDER BY id), last_value(name) OVER w, nth_value(id, 2) OVER w FROM employees WINDOW w AS (ORDER BY id)
SELECT sum(id) OVER w, count(*) OVER w FROM employees WINDOW w AS (PARTITION BY dept_id)
SELECT sum(id) OVER (w) FROM employees WINDOW w AS (PARTITION BY dept_id ORDER BY id)
SELECT sum(id) OVER w1, max(id) OVER w2 FROM employees WINDOW w1 AS (ORDER BY id), w2 AS (PARTITION BY name)
SELECT id, salary - lag(salary) OVER (ORDER BY id) AS delta FROM employees
SELECT id, salary / sum(salary) OVER () AS share FROM employees
SELECT id FROM employees QUALIFY row_number() OVER (PARTITION BY dept_id ORDER BY id) = 1
SELECT id, row_number() OVER (PARTITION BY dept_id ORDER BY id) AS rn FROM employees QUALIFY rn = 1
SELECT max(salary) OVER (PARTITION BY dept_id ORDER BY hired DESC NULLS LAST, id ASC NULLS FIRST) FROM employees
SELECT collect_list(name) OVER (ORDER BY id), approx_count_distinct(name) OVER () FROM employees
SELECT first(name, true) OVER (ORDER BY id), last(name) IGNORE NULLS OVER (ORDER BY id) FROM employees
SELECT lag(id) IGNORE NULLS OVER (ORDER BY id) FROM employees
SELECT sum(salary) FILTER (WHERE active) OVER (PARTITION BY dept_id) FROM employees
SELECT k, sum(k) OVER (ORDER BY d), lag(k, 1, 0) OVER (ORDER BY d), first_value(t) OVER (ORDER BY k) FROM solid
SELECT * FROM (SELECT k, row_number() OVER (ORDER BY n) AS rn FROM solid) t WHERE rn < 3
SELECT sum(amount) OVER (ORDER BY placed_on RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND CURRENT ROW) FROM orders
SELECT count(DISTINCT name), max(id) FROM employees
SELECT min(id) OVER (PARTITION BY year(hired), active ORDER BY salary * 2) FROM employees
SELECT dept_id, sum(count(*)) OVER () FROM employees GROUP BY dept_id
SELECT name, ntile(2) OVER (PARTITION BY dept_id ORDER BY salary) + 1 AS half FROM employees
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY salary) OVER (PARTITION BY dept_id) FROM employees
SELECT sum(i32) OVER (ORDER BY i64 RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING), sum(i32) OVER (ORDER BY i64 ROWS 1 PRECEDING), sum(i32) OVER (ORDER BY d RANGE 1 PRECEDING), sum(i32) OVER (ORDER BY i32 RANGE 1 PRECEDING) FROM kinds
SELECT sum(i32) OVER (ORDER BY f32 RANGE 1 PRECEDING), sum(i32) OVER (ORDER BY dec RANGE 1 PRECEDING), sum(i32) OVER (ORDER BY dec RANGE 1.5 PRECEDING), sum(i32) OVER (ORDER BY i64 RANGE BETWEEN 1 + 1 PRECEDING AND CURRENT ROW) FROM kinds
SELECT sum(i32) OVER (ORDER BY ts RANGE INTERVAL 1 DAY PRECEDING), sum(i32) OVER (ORDER BY dt RANGE INTERVAL '1' SECOND PRECEDING), sum(i32) OVER (ORDER BY d RANGE INTERVAL '1' DAY PRECEDING) FROM kinds
SELECT median(i32) OVER (PARTITION BY s), percentile_cont(0.5) WITHIN GROUP (ORDER BY i32) OVER (), mode(i32) OVER (ORDER BY s), ntile(2) OVER (ORDER BY s), nth_value(s, 1) OVER (ORDER BY s) FROM kinds
SELECT sum(i32) OVER (ORDER BY dt RANGE BETWEEN CURRENT ROW AND '1' FOLLOWING), sum(i32) OVER (ORDER BY i32 RANGE BETWEEN CURRENT ROW AND NULL FOLLOWING), sum(i32) OVER (ORDER BY i32 RANGE BETWEEN '1' PRECEDING AND CURRENT ROW) FROM kinds
SELECT first_value(year) OVER (), last(year) OVER (), mode(amount) OVER (ORDER BY year), percentile(amount, 0.5) OVER (ORDER BY year) FROM sales
SELECT median(amount) OVER (PARTITION BY year), percentile_disc(0.5) WITHIN GROUP (ORDER BY amount) OVER () FROM sales
SELECT listagg(region) OVER (ORDER BY year), listagg(region) WITHIN GROUP (ORDER BY region) OVER (PARTITION BY year) FROM sales
SELECT sum(amount) OVER (ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW), sum(amount) OVER (ROWS BETWEEN CURRENT ROW AND 1 PRECEDING), sum(amount) OVER (ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) FROM sales
SELECT sum(amount) OVER (ROWS 1 FOLLOWING) FROM sales
SELECT id FROM (SELECT id, sum(id) OVER w FROM employees) WINDOW w AS (PARTITION BY id)
SELECT sum(id) OVER w AS s FROM employees JOIN (SELECT dept_id AS d, sum(dept_id) OVER w FROM departments) ON true WINDOW w AS (PARTITION BY dept_id)
SELECT sum(id) OVER w AS s FROM employees WINDOW w AS (PARTITION BY name) ORDER BY id WINDOW w AS (PARTITION BY bonus)
(SELECT id, sum(id) OVER w FROM employees UNION ALL SELECT dept_id, sum(dept_id) OVER w FROM departments) WINDOW w AS (ORDER BY dept_id)
(WITH q AS (SELECT sum(id) OVER w AS s FROM employees) SELECT * FROM q) WINDOW w AS (PARTITION BY name)
FROM (FROM employees SELECT sum(id) OVER w) SELECT * WINDOW w AS (PARTITION BY name)
SELECT id, array(id) AS name, rank() OVER (ORDER BY bonus) AS k FROM employees QUALIFY name = array(1) AND rank() OVER (ORDER BY bonus) = 1
SELECT id, array(id) AS name FROM employees QUALIFY name = 'x' AND rank() OVER (ORDER BY bonus) = 1
SELECT id + 1 AS r, explode(array(1)) AS r FROM employees QUALIFY r = 1 AND row_number() OVER (ORDER BY id) = 1
SELECT rank() OVER (ORDER BY bonus) AS r, array(r) AS r FROM employees QUALIFY r > 1
SELECT rank() OVER (ORDER BY bonus) AS r, array(r) AS name FROM employees QUALIFY name = 'x' AND r > 1
SELECT name, array(sum(id)) AS id, rank() OVER (ORDER BY name) AS k FROM employees GROUP BY name QUALIFY id = array(1L) AND k = 1
SELECT e.dept_id, rank() OVER (ORDER BY e.id) AS r FROM employees e JOIN departments d QUALIFY dept_id = 1 AND r = 1
SELECT id, row_number() OVER (ORDER BY id + 1) AS r FROM employees QUALIFY _w0 > 1 ORDER BY _w0
SELECT collect_list(n) RESPECT NULLS, collect_set(t) RESPECT NULLS, array_agg(DISTINCT k) IGNORE NULLS, collect_list(n) FILTER (WHERE k > 1) RESPECT NULLS FROM solid
SELECT collect_list(k) RESPECT NULLS OVER (PARTITION BY t) FROM solid
SELECT id, row_number() OVER (ORDER BY bonus) AS k FROM employees QUALIFY k
SELECT name FROM employees QUALIFY rank() OVER (PARTITION BY dept_id ORDER BY bonus) - 1
SELECT first_value(bonus) RESPECT NULLS OVER (ORDER BY id), last_value(bonus) RESPECT NULLS OVER (ORDER BY id) FROM employees

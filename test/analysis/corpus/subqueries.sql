SELECT * FROM (SELECT id, name FROM employees)
SELECT t.id FROM (SELECT id, name FROM employees) t
SELECT t.a, t.b FROM (SELECT id, name FROM employees) AS t(a, b)
SELECT name, (SELECT max(salary) FROM employees) AS top FROM employees
SELECT name, (SELECT d.dept_name FROM departments d WHERE d.dept_id = e.dept_id LIMIT 1) AS dn FROM employees e
SELECT name, (SELECT max(d.budget) FROM departments d WHERE d.dept_id = e.dept_id) FROM employees e
SELECT name, (SELECT count(*) FROM orders o WHERE o.customer_id = c.customer_id) AS n FROM customers c
SELECT name FROM employees WHERE dept_id IN (SELECT dept_id FROM departments)
SELECT name FROM employees WHERE dept_id NOT IN (SELECT dept_id FROM departments WHERE region = 'x')
SELECT name FROM employees WHERE (dept_id, id) IN (SELECT dept_id, dept_id FROM departments)
SELECT name FROM employees e WHERE EXISTS (SELECT 1 FROM departments d WHERE d.dept_id = e.dept_id)
SELECT name FROM employees e WHERE NOT EXISTS (SELECT * FROM departments d WHERE d.dept_id = e.dept_id)
SELECT name FROM employees e WHERE salary > (SELECT avg(salary) FROM employees x WHERE x.dept_id = e.dept_id)
SELECT dept_id IN (SELECT dept_id FROM departments) FROM employees
SELECT id IN (SELECT dept_id FROM departments), EXISTS (SELECT 1 FROM solid) AS e FROM employees
WITH t AS (SELECT id, name FROM employees) SELECT * FROM t
WITH t AS (SELECT id FROM employees), u AS (SELECT id + 1 AS x FROM t) SELECT * FROM u JOIN t ON u.x = t.id
WITH t(a, b) AS (SELECT id, name FROM employees) SELECT a, b FROM t
WITH t AS (SELECT 1 AS a) SELECT * FROM (WITH t AS (SELECT 2 AS b) SELECT * FROM t)
WITH t AS (SELECT 1 AS a), t2 AS (WITH t AS (SELECT 'x' AS b) SELECT * FROM t) SELECT * FROM t, t2
WITH employees AS (SELECT 1 AS a) SELECT * FROM employees
WITH t AS (SELECT dept_id, sum(salary) AS s FROM employees GROUP BY dept_id) SELECT d.dept_name, t.s FROM departments d LEFT JOIN t USING (dept_id)
WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a UNION ALL SELECT 2) SELECT count(*), max(x) FROM b
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 10) SELECT n FROM r
WITH RECURSIVE r(n, s) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, s || 'b' FROM r WHERE n < 10) SELECT * FROM r
WITH RECURSIVE r AS (SELECT id, manager_id FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.manager_id FROM employees e JOIN r ON e.manager_id = r.id) SELECT * FROM r
WITH t AS (SELECT id FROM employees) SELECT a.id, b.id FROM t a JOIN t b ON a.id = b.id
SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY dept_id ORDER BY salary DESC) AS rn FROM employees) WHERE rn = 1
SELECT s.total FROM (SELECT dept_id, sum(salary) AS total FROM employees GROUP BY dept_id) s WHERE s.total > 1
SELECT (SELECT id FROM employees WHERE id = 1) + 1
SELECT CASE WHEN EXISTS (SELECT 1 FROM solid) THEN 'y' ELSE 'n' END
SELECT name, salary - (SELECT avg(salary) FROM employees) AS diff FROM employees
SELECT x.a.city FROM (SELECT address AS a FROM employees) x
SELECT max(n) FROM (SELECT count(*) AS n FROM employees GROUP BY dept_id)
SELECT name FROM employees WHERE id = (SELECT max(id) FROM employees)
SELECT e.name FROM employees e WHERE e.dept_id IN (SELECT d.dept_id FROM departments d WHERE d.region = e.name)
WITH x AS (SELECT explode(tags) AS tag FROM employees) SELECT tag, count(*) FROM x GROUP BY tag
SELECT * FROM (SELECT id AS a FROM employees) NATURAL JOIN (SELECT id AS a, name FROM employees)
WITH t AS (VALUES (1, 'a')) SELECT col1, col2 FROM t
WITH t AS (SELECT * FROM departments) SELECT t.*, t.budget * 2 AS b2 FROM t
SELECT (SELECT struct(id, name) FROM employees LIMIT 1).name
SELECT id FROM employees WHERE (SELECT true)
SELECT e.id, (SELECT sum(amount) FROM orders WHERE customer_id = e.id AND amount > e.bonus) FROM employees e
SELECT (SELECT max(d.budget) FROM departments d WHERE d.dept_id = e.dept_id AND d.budget > e.id AND e.id > 1) FROM employees e
SELECT (SELECT d.budget + e.id FROM departments d JOIN solid s ON e.salary > s.k WHERE d.dept_id = e.dept_id) FROM employees e
SELECT (SELECT max(d.budget) FROM (SELECT e.bonus, x.budget FROM departments x WHERE x.budget > e.id) d JOIN (SELECT e.hired, k FROM solid) s ON e.salary > s.k WHERE d.budget = e.dept_id) FROM employees e
SELECT (SELECT sum(x) FROM (SELECT e.id AS x WHERE e.active UNION ALL SELECT e.dept_id WHERE e.name = 'a')) FROM employees e
SELECT (SELECT count(*) FROM departments d WHERE e.id BETWEEN e.dept_id AND d.dept_id AND e.active) FROM employees e
SELECT EXISTS (SELECT 1 FROM departments d WHERE d.budget = e.address.geo.lat OR d.region = e.address.city) FROM employees e
SELECT id IN (SELECT d.dept_id FROM departments d WHERE d.region = e.name AND e.name > 'a') FROM employees e
SELECT x.* FROM employees e, LATERAL (SELECT e.id + 1, upper(e.name), e.address.geo.lat * 2, -e.attrs['k'], e.id) x
SELECT * FROM solid s JOIN LATERAL (SELECT s.k + d.dept_id FROM departments d WHERE d.dept_id = s.k)
SELECT * FROM (SELECT 1 AS `a b`, 2 AS `3`) `t-1`, LATERAL (SELECT `a b` + `t-1`.`3`, CAST(`a b` AS STRING))
SELECT * FROM (SELECT id, name FROM employees), LATERAL (SELECT id + 1)
SELECT * FROM explode(array(1, 2)) t(v), LATERAL (SELECT v + 1, v)
SELECT 1 FROM employees e JOIN LATERAL (SELECT max(e.id + 1) OVER () FROM departments)
SELECT 1 FROM employees e JOIN LATERAL (SELECT e.id FROM departments ORDER BY e.id)
SELECT address.geo IN (SELECT named_struct('p', 1D, 'q', CAST(NULL AS DOUBLE))) AS found FROM employees
SELECT (1, id) IN (SELECT k, k FROM solid), (id + 1, dept_id) NOT IN (SELECT k, k FROM solid) FROM employees
SELECT (id + 1, e.dept_id, 'it''s', e.address.city, e.address.geo.lat) IN (SELECT k, k, t, t, dec FROM solid) FROM employees e
SELECT struct(id, dept_id) IN (SELECT k, k FROM solid), struct(id) IN (SELECT k FROM solid) FROM employees
SELECT (id AS x, dept_id) IN (SELECT k, k FROM solid), (NULL, true) IN (SELECT k, true FROM solid) FROM employees
SELECT (CAST(id AS BIGINT), sum(id), tags[0], attrs['k'], DATE '2020-01-01') IN (SELECT k, k, t, k, d FROM solid) FROM employees GROUP BY id, tags, attrs
SELECT id IN (1, 2), (id, dept_id) IN ((1, 2)), named_struct('id', id) IN (SELECT struct(k) FROM solid) FROM employees
SELECT dept_id + 1 AS dept_id FROM employees GROUP BY dept_id + 1 HAVING dept_id IN (SELECT id + 1 AS id FROM employees GROUP BY id + 1 HAVING id IN (SELECT 1))

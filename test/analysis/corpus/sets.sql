SELECT 1 UNION SELECT 2
SELECT 1 AS a UNION ALL SELECT 2L
SELECT 1 AS a UNION ALL SELECT 2.5
SELECT 1 AS a UNION ALL SELECT 'x'
SELECT 1 AS a UNION ALL SELECT NULL
SELECT NULL AS a UNION ALL SELECT 'x'
SELECT id, name FROM employees UNION SELECT dept_id, dept_name FROM departments
SELECT dept_id FROM departments UNION ALL SELECT dept_id FROM employees
SELECT dept_id FROM departments INTERSECT SELECT dept_id FROM employees
SELECT dept_id FROM employees INTERSECT SELECT dept_id FROM departments
SELECT dept_id FROM departments EXCEPT SELECT dept_id FROM employees
SELECT dept_id FROM employees MINUS SELECT dept_id FROM departments
SELECT dept_id FROM departments EXCEPT ALL SELECT id FROM employees
SELECT salary FROM employees UNION ALL SELECT budget FROM departments
SELECT hired FROM employees UNION ALL SELECT placed_at FROM orders
SELECT id FROM employees UNION ALL SELECT bonus FROM employees
SELECT i8, f32 FROM kinds UNION ALL SELECT i64, dec FROM kinds
SELECT xs FROM kinds UNION ALL SELECT xs FROM solid
SELECT array(1) AS a UNION ALL SELECT array(2.5)
SELECT st FROM kinds UNION ALL SELECT struct(1L AS a, 'x' AS b)
SELECT map('a', 1) AS m UNION ALL SELECT m FROM kinds
(SELECT id FROM employees ORDER BY id LIMIT 1) UNION ALL (SELECT dept_id FROM departments LIMIT 2)
SELECT id FROM employees UNION ALL SELECT dept_id FROM departments ORDER BY id LIMIT 5
SELECT id AS x FROM employees UNION ALL SELECT 1 ORDER BY x DESC
SELECT * FROM (SELECT 1 AS a UNION SELECT 2) WHERE a > 1
SELECT 1 AS a, 'x' AS b UNION ALL VALUES (2, 'y')
VALUES (1, 'a'), (2, 'b')
VALUES 1, 2, 3
VALUES (1, NULL), (NULL, 'b')
SELECT * FROM VALUES (1, 'a'), (2L, 'b') AS t(x, y)
SELECT * FROM VALUES (1), (2.5), (NULL) AS t
SELECT t.col1, col2 FROM VALUES (1, 2) t
SELECT * FROM (VALUES (1, 'a')) AS t(a, b)
SELECT * FROM VALUES (array(1, 2), map('a', 1), struct(1, 'x')) AS t(a, m, s)
SELECT * FROM VALUES (DATE '2020-01-01', 1.5), (DATE '2021-01-01', 10.25) AS t(d, x)
SELECT 1 AS a UNION ALL SELECT 2 EXCEPT SELECT 3 INTERSECT SELECT 4
TABLE departments UNION ALL TABLE departments
SELECT true AS a UNION ALL SELECT b FROM kinds
SELECT ym FROM kinds UNION ALL SELECT INTERVAL 1 MONTH
SELECT d FROM kinds UNION ALL SELECT ntz FROM kinds
FROM (SELECT 1 AS a) SELECT a UNION ALL SELECT 2
SELECT k FROM solid UNION SELECT n FROM solid UNION SELECT dec FROM solid
SELECT dec FROM solid UNION ALL SELECT dec FROM kinds
SELECT d.dept_id FROM departments d UNION ALL SELECT 1 ORDER BY dept_id
SELECT k FROM (SELECT k, k FROM solid UNION SELECT dept_id, dept_id FROM departments)
SELECT k FROM (SELECT k, k, 1 FROM solid UNION ALL SELECT k, k, 2.5 FROM solid)
WITH t AS (SELECT k, k FROM solid EXCEPT SELECT k, k FROM solid) SELECT t.k FROM t
SELECT array(1) AS xs UNION ALL SELECT array()
SELECT * FROM VALUES (array(1)), (array()), (NULL) AS t(xs)
SELECT map() AS m UNION ALL SELECT map('a', 1)
SELECT named_struct('a', k) AS c, 1 AS d FROM solid UNION ALL SELECT named_struct('b', i32), 2.5 FROM kinds
SELECT array(named_struct('a', k)) AS c FROM solid UNION SELECT array(named_struct('b', k), NULL) FROM solid
SELECT map('a', named_struct('x', named_struct('y', 1))) AS c UNION ALL SELECT map('a', named_struct('z', named_struct('y', NULL::INT)))
SELECT * FROM VALUES (map('a', 1), array(map())), (map(), array(map(1, 2))), (NULL, array())
SELECT * FROM VALUES (1f), (2), (NULL) AS v(x)
SELECT * FROM VALUES (array(2L)), (NULL), (array(1f)), (array(NULL)) AS v(xs)
SELECT * FROM VALUES (named_struct('x', NULL, 'y', 1)), (named_struct('x', 'a', 'y', 2f)) AS v(s)
SELECT * FROM VALUES (map('a', 1)), (map('b', 2f, 'c', NULL)), (map()) AS v(m)
SELECT * FROM VALUES (1f), (2.5), (3) AS v(x)
SELECT array(1) AS xs INTERSECT SELECT array(1, NULL)
SELECT array(1) AS xs, 1 AS n INTERSECT SELECT array(1, NULL), 2L
SELECT named_struct('a', array(1)) AS s EXCEPT SELECT named_struct('A', array(1, NULL))
SELECT array(1) AS xs, n FROM VALUES (1) AS v(n) EXCEPT ALL SELECT array(1, NULL), 2

FROM employees |> SELECT id, name
FROM employees |> WHERE id > 1 |> SELECT name
TABLE employees |> EXTEND salary * 2 AS twice |> SELECT id, twice
FROM employees |> SET salary = salary + 1 |> SELECT id, salary
FROM employees |> DROP tags, attrs, address |> WHERE active
FROM employees |> AS e |> SELECT e.id
FROM employees |> AGGREGATE count(*) AS n, sum(salary) AS s GROUP BY dept_id
FROM employees |> AGGREGATE count(*) AS n
FROM employees |> AGGREGATE sum(salary) GROUP BY dept_id AS d, active
FROM employees |> AGGREGATE GROUP BY dept_id, active
FROM employees |> AGGREGATE count(*) GROUP BY year(hired) AS y |> ORDER BY y |> LIMIT 3
FROM employees |> JOIN departments USING (dept_id) |> SELECT name, dept_name
FROM employees |> LEFT JOIN departments AS d ON employees.dept_id = d.dept_id |> SELECT name, d.dept_name
FROM employees |> ORDER BY salary DESC |> LIMIT 5 |> SELECT id
FROM employees |> SELECT id |> UNION ALL (SELECT dept_id FROM departments)
FROM employees |> SELECT id |> EXCEPT SELECT 1
FROM sales |> PIVOT (sum(amount) FOR quarter IN ('Q1', 'Q2'))
FROM sales |> UNPIVOT (v FOR m IN (amount, cost))
FROM employees |> TABLESAMPLE (10 PERCENT) |> SELECT id
FROM employees |> EXTEND row_number() OVER (PARTITION BY dept_id ORDER BY id) AS rn |> WHERE rn = 1 |> DROP rn
SELECT id, name FROM employees |> WHERE id > 1
SELECT * FROM employees |> SELECT count(*) OVER () AS n, id
FROM employees |> SELECT DISTINCT dept_id |> ORDER BY dept_id
FROM employees |> EXTEND id + 1 AS a, a + 1 AS b |> SELECT a, b
VALUES (1, 'a') |> SELECT col1 + 1 AS x
FROM employees |> AS e |> JOIN departments d ON e.dept_id = d.dept_id |> AGGREGATE count(*) AS n GROUP BY d.dept_name
FROM employees |> WHERE salary > 10 |> AGGREGATE max(salary) AS top, min(id) AS low GROUP BY dept_id |> WHERE top > low
FROM orders |> SELECT order_id, explode(items) AS item |> SELECT order_id, item.sku
SELECT * FROM employees |> AGGREGATE count(*) AS n GROUP BY 1, name, 3
SELECT id, dept_id FROM employees |> AGGREGATE sum(id) + max(dept_id) AS n GROUP BY 2
SELECT id, dept_id FROM employees |> AGGREGATE GROUP BY 1, 2
SELECT * FROM (SELECT id, address FROM employees) e |> DROP e.address.geo.lat, id
SELECT * FROM employees e JOIN departments d |> DROP d.dept_id |> SELECT dept_id
FROM employees |> EXTEND sum(id) OVER w AS s, rank() OVER v AS r WINDOW w AS (PARTITION BY name), v AS (ORDER BY id)
FROM employees |> AGGREGATE sum(id) AS s GROUP BY name |> EXTEND sum(s) OVER w AS t WINDOW w AS (PARTITION BY name)
FROM employees |> SELECT id, sum(id) OVER w AS s WINDOW w AS (PARTITION BY name) |> EXTEND sum(s) OVER w AS t WINDOW w AS (PARTITION BY s)
SELECT id FROM employees |> UNION ALL (SELECT sum(id) OVER w AS s FROM employees) WINDOW w AS (PARTITION BY dept_id)
FROM employees |> EXTEND sum(id) OVER w AS s |> DROP id |> SET name = 1 WINDOW w AS (PARTITION BY name)
FROM employees |> SELECT id ORDER BY name
(FROM employees |> EXTEND 1 AS e |> SELECT id) ORDER BY e, name
(FROM employees |> AGGREGATE sum(id) AS s GROUP BY name) ORDER BY max(dept_id)
SELECT * FROM employees JOIN departments USING (dept_id) |> ORDER BY departments.dept_id
FROM employees |> SELECT id |> LIMIT 3 OFFSET 1 |> DISTRIBUTE BY id SORT BY id |> ORDER BY id
FROM employees |> AGGREGATE GROUP BY id |> SET id = id + 1 |> SELECT id

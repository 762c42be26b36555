SELECT id FROM employees ORDER BY id
SELECT id FROM employees ORDER BY 1
SELECT id AS x FROM employees ORDER BY x DESC NULLS LAST
SELECT id AS x FROM employees ORDER BY id
SELECT id FROM employees ORDER BY name, salary + 1
SELECT id FROM employees e ORDER BY e.name
SELECT id, name FROM employees ORDER BY ALL
SELECT id FROM employees SORT BY name
SELECT id FROM employees CLUSTER BY dept_id
SELECT id FROM employees DISTRIBUTE BY dept_id SORT BY name DESC
SELECT DISTINCT id + 1 AS y FROM employees ORDER BY y
SELECT id FROM employees ORDER BY (SELECT max(dept_id) FROM departments)
SELECT name AS id, id AS name FROM employees ORDER BY name
SELECT count(*) FROM employees ORDER BY count(*)
SELECT upper(name) FROM employees ORDER BY upper(name)
SELECT id FROM employees ORDER BY address.city, tags[0]
SELECT e.id, d.dept_name FROM employees e JOIN departments d ON e.dept_id = d.dept_id ORDER BY d.budget, e.name
SELECT id AS a, a + 1 AS b FROM employees ORDER BY b
SELECT id FROM employees WHERE id > 1 ORDER BY CASE WHEN name = 'a' THEN 0 ELSE 1 END, name
SELECT dept_id + 1 AS d FROM employees GROUP BY dept_id ORDER BY dept_id
SELECT 1 AS name, 'x' AS name FROM employees ORDER BY name
SELECT salary AS id, bonus AS id FROM employees ORDER BY id + 1, employees.name
SELECT 1 AS tags FROM employees ORDER BY tags[0]
SELECT address.city, name AS city, region AS address FROM employees JOIN departments USING (dept_id) ORDER BY address.city
SELECT count(*) AS dept_id FROM employees e JOIN departments d ON e.dept_id = d.dept_id HAVING dept_id > 1
SELECT named_struct('z', 1) AS dept_id, count(*) FROM employees GROUP BY employees.dept_id HAVING dept_id.z > 0
SELECT * FROM departments LATERAL VIEW explode(array(1, 2)) v AS region ORDER BY region
SELECT explode(array(1, 2)) AS tag, name AS tag FROM employees ORDER BY tag
SELECT 1 AS h, h AS h FROM employees ORDER BY h
SELECT DISTINCT e.name, d.region FROM employees e LEFT JOIN departments d USING (dept_id) ORDER BY d.dept_id
SELECT rank() OVER (ORDER BY id) AS r, rank() OVER (ORDER BY name) AS r FROM employees ORDER BY r
(SELECT id FROM employees LIMIT 2) ORDER BY name, employees.bonus
((SELECT id FROM employees WHERE id > 1 SORT BY name) OFFSET 1) ORDER BY bonus + 1 LIMIT 1
(SELECT id AS name FROM employees LIMIT 2) CLUSTER BY bonus
(SELECT sum(id) FROM employees GROUP BY name LIMIT 2) ORDER BY name
(SELECT sum(id) FROM employees GROUP BY name) ORDER BY max(bonus)
(SELECT DISTINCT d.dept_name FROM employees e JOIN departments d USING (dept_id) LIMIT 2) ORDER BY d.dept_id
(SELECT id AS name, id + 1 AS name FROM employees LIMIT 1) ORDER BY name
(SELECT id, explode(array(1)) AS z FROM employees LIMIT 3) ORDER BY bonus, z
(SELECT sum(id) FROM employees GROUP BY GROUPING SETS (name, bonus) LIMIT 2) ORDER BY grouping(name), name
SELECT id FROM departments d JOIN employees e WHERE id IN ((SELECT id FROM employees LIMIT 2) ORDER BY bonus)

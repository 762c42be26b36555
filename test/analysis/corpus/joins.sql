SELECT e.name, d.dept_name FROM employees e JOIN departments d ON e.dept_id = d.dept_id
SELECT e.name, d.dept_name FROM employees e INNER JOIN departments d ON e.dept_id = d.dept_id
SELECT e.name, d.dept_name FROM employees e LEFT JOIN departments d ON e.dept_id = d.dept_id
SELECT e.id, d.dept_name FROM employees e RIGHT JOIN departments d ON e.dept_id = d.dept_id
SELECT e.id, d.dept_id FROM employees e FULL OUTER JOIN departments d ON e.dept_id = d.dept_id
SELECT * FROM employees e CROSS JOIN departments d
SELECT * FROM employees, departments
SELECT e.id FROM employees e LEFT SEMI JOIN departments d ON e.dept_id = d.dept_id
SELECT * FROM employees e ANTI JOIN departments d ON e.dept_id = d.dept_id
SELECT * FROM employees e SEMI JOIN departments d USING (dept_id)
SELECT * FROM employees JOIN departments USING (dept_id)
SELECT dept_id, e.dept_id, d.dept_id FROM employees e JOIN departments d USING (dept_id)
SELECT * FROM employees e LEFT JOIN departments d USING (dept_id)
SELECT dept_id, d.dept_id FROM employees e LEFT JOIN departments d USING (dept_id)
SELECT * FROM employees e RIGHT JOIN departments d USING (dept_id)
SELECT dept_id, e.dept_id FROM employees e RIGHT JOIN departments d USING (dept_id)
SELECT * FROM employees e FULL JOIN departments d USING (dept_id)
SELECT dept_id, e.dept_id, d.dept_id FROM employees e FULL JOIN departments d USING (dept_id)
SELECT d.* FROM employees e JOIN departments d USING (dept_id)
SELECT d.* FROM employees e LEFT JOIN departments d USING (dept_id)
SELECT e.*, d.* FROM employees e RIGHT JOIN departments d USING (dept_id)
SELECT * FROM employees NATURAL JOIN departments
SELECT * FROM customers NATURAL LEFT JOIN orders
SELECT * FROM customers NATURAL FULL OUTER JOIN orders
SELECT a.id, b.id FROM employees a JOIN employees b ON a.manager_id = b.id
SELECT a.name, b.name AS manager FROM employees a LEFT JOIN employees b ON a.manager_id = b.id
SELECT a.name, b.name, c.name FROM employees a LEFT JOIN employees b ON a.manager_id = b.id LEFT JOIN employees c ON b.manager_id = c.id
SELECT c.name, o.amount, e.name FROM customers c JOIN orders o USING (customer_id) LEFT JOIN employees e ON e.id = o.customer_id
SELECT customer_id, count(*) FROM customers JOIN orders USING (customer_id) GROUP BY customer_id
SELECT customer_id FROM customers c LEFT JOIN orders o USING (customer_id) WHERE o.customer_id IS NULL
SELECT * FROM (SELECT id, name FROM employees) e JOIN (SELECT dept_id AS id, dept_name FROM departments) d ON e.id = d.id
SELECT * FROM (employees e JOIN departments d ON e.dept_id = d.dept_id)
SELECT x.id FROM (employees e JOIN departments d USING (dept_id)) x
SELECT * FROM employees e JOIN LATERAL (SELECT dept_name FROM departments d WHERE d.dept_id = e.dept_id) x
SELECT e.id, x.* FROM employees e, LATERAL (SELECT d.dept_name, e.id + 1 AS nxt FROM departments d WHERE d.dept_id = e.dept_id) AS x
SELECT e.id, x.dn FROM employees e LEFT JOIN LATERAL (SELECT dept_name AS dn FROM departments d WHERE d.dept_id = e.dept_id) x ON true
SELECT e.id, t.col FROM employees e, LATERAL explode(e.tags) AS t
SELECT e.id, t.tag FROM employees e JOIN LATERAL explode(tags) AS t(tag)
SELECT e.id, t.tag FROM employees e LEFT JOIN LATERAL explode(tags) AS t(tag) ON true
SELECT * FROM employees LATERAL VIEW explode(tags) t AS tag
SELECT id, tag FROM employees LATERAL VIEW OUTER explode(tags) t AS tag
SELECT id, k, v FROM employees LATERAL VIEW explode(attrs) t AS k, v
SELECT id, t.pos, t.col FROM employees LATERAL VIEW posexplode(tags) t
SELECT id, a, b FROM employees LATERAL VIEW explode(tags) t1 AS a LATERAL VIEW explode(split(a, ',')) t2 AS b
SELECT o.order_id, i.sku, i.n FROM orders o LATERAL VIEW inline(items) i
SELECT o.order_id, sku, price FROM orders o LATERAL VIEW OUTER inline(o.items) i AS sku, n, price
SELECT a.k, b.k FROM solid a LEFT JOIN solid b ON a.k = b.k
SELECT a.k, b.k FROM solid a FULL JOIN solid b ON a.k = b.k
SELECT k, a.n, b.n FROM solid a FULL JOIN solid b USING (k)
SELECT k, n FROM solid a JOIN solid b USING (k, n)
SELECT * FROM solid a LEFT JOIN solid b USING (k, n)
SELECT coalesce(b.k, 0), b.xs[0] FROM solid a LEFT JOIN solid b ON a.k = b.k
SELECT s.k, d.dept_name FROM solid s JOIN departments d ON s.k = d.dept_id AND s.n > 1 OR d.region = 'x'
SELECT c.customer_id, o.order_id FROM customers c LEFT OUTER JOIN orders o ON c.customer_id = o.customer_id AND o.amount > 10
SELECT d.dept_id FROM departments d WHERE d.dept_id IN (SELECT dept_id FROM employees)
SELECT count(*) FROM employees e JOIN departments d ON e.dept_id = d.dept_id WHERE d.region = 'x' AND e.salary > 10
SELECT a.dept_id FROM employees a JOIN departments b ON a.dept_id = b.dept_id JOIN departments c ON b.dept_id = c.dept_id
SELECT dept_id FROM employees a JOIN departments b USING (dept_id) JOIN departments c USING (dept_id)
SELECT c.*, o.* EXCEPT (customer_id) FROM customers c JOIN orders o ON c.customer_id = o.customer_id
SELECT employees.name, customers.name FROM employees JOIN customers ON id = customer_id
SELECT e.name FROM employees e, departments d, customers c WHERE e.dept_id = d.dept_id AND c.customer_id = e.id
SELECT * FROM range(10) r JOIN solid s ON r.id = s.k
SELECT * FROM VALUES (1, 'a') AS v(k, x) JOIN solid USING (k)
SELECT x.* FROM departments, LATERAL (SELECT departments.*) AS x
SELECT x.* FROM departments d, LATERAL (SELECT e.name, d.* FROM employees e WHERE e.dept_id = d.dept_id) AS x
SELECT dept_id FROM departments, LATERAL (SELECT *)
SELECT dept_id FROM departments d WHERE EXISTS (SELECT * WHERE d.budget > 1)
SELECT * FROM solid s JOIN departments d APPROX NEAREST 1 BY DISTANCE abs(s.k - d.dept_id)
SELECT s.k, d.dept_id FROM solid s LEFT JOIN departments d EXACT NEAREST 2 BY SIMILARITY -abs(s.k - d.dept_id)
SELECT * FROM (SELECT 1 AS a, 2 AS a, 3 AS b) NATURAL JOIN (SELECT 1 AS a, 3 AS b)
SELECT * FROM solid a LEFT JOIN solid b ON a.k = b.k NATURAL JOIN (SELECT k, 1 AS z FROM solid) c
SELECT * FROM (SELECT k, k, n FROM solid) NATURAL FULL JOIN (SELECT k FROM solid)
SELECT * FROM (SELECT k, n, k FROM solid) JOIN (SELECT k FROM solid) USING (k)
FROM employees SELECT id, T.*, tag LATERAL VIEW explode(tags) T AS tag WHERE tag <> ''
SELECT 1 AS x FROM solid s LEFT JOIN departments d APPROX NEAREST 100000 BY SIMILARITY d.dept_name
SELECT e.name, d.region FROM employees e, departments d JOIN orders o ON e.id = o.customer_id AND d.dept_id = o.qty
SELECT * FROM customers c, departments d RIGHT JOIN solid s ON d.dept_id = s.k
SELECT * FROM range(1), departments JOIN employees USING (dept_id)
SELECT departments.*, s.k FROM solid s, departments NATURAL JOIN employees
SELECT * FROM solid s, (departments d RIGHT JOIN employees e ON d.dept_id = e.dept_id)
SELECT s.k, x.p FROM solid s, LATERAL (SELECT s.k + 1 AS p) x FULL JOIN departments ON x.p = dept_id
SELECT departments.region FROM departments NATURAL LEFT JOIN departments
SELECT s.t FROM solid s JOIN LATERAL (SELECT 1 AS t) x ORDER BY t
SELECT id FROM employees, departments WHERE rand() > 0.5
SELECT id FROM employees e JOIN (SELECT dept_id, rand() AS r FROM departments) d ON e.dept_id = d.dept_id AND r > 0.5 AND current_timestamp() > e.hired
SELECT id FROM employees e JOIN departments d ON e.name = current_user() OR assert_true(d.budget > 1) IS NULL

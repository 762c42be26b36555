FROM t |> SELECT a, b

FROM orders |> WHERE amount > 10 |> AGGREGATE sum(amount) AS total, count(*) GROUP BY region AS r |> ORDER BY total DESC |> LIMIT 5 OFFSET 2

TABLE t |> EXTEND a + b AS c, d |> SET c = c * 2, d = 1 |> DROP a, b |> AS x |> SELECT x.c

VALUES (1, 2) |> AS v (a, b) |> SELECT *

SELECT * FROM t |> JOIN u USING (id) |> LEFT JOIN v ON v.id = u.id |> CROSS JOIN w

FROM t |> UNION ALL SELECT * FROM u |> EXCEPT TABLE v |> INTERSECT DISTINCT (FROM w)

FROM t |> PIVOT (sum(a) FOR b IN (1, 2)) |> UNPIVOT (v FOR n IN (x, y))

FROM t |> TABLESAMPLE (10 PERCENT) |> DISTRIBUTE BY a SORT BY b |> CLUSTER BY c

FROM t |> WINDOW w AS (PARTITION BY a) |> SELECT sum(b) OVER w

FROM t |> LATERAL VIEW explode(xs) e AS x |> AGGREGATE count(*)

FROM t |> SELECT a WHERE b |> AGGREGATE max(a) GROUP BY ALL

FROM t | SELECT a | WHERE a > 1

FROM t |> OFFSET 3

SELECT a | b, a | c AS d FROM t

(FROM t |> SELECT a) UNION ALL SELECT 2

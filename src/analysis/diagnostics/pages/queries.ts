import { explained, live, page } from "./page.js";

/** Subqueries, recursion, VALUES, pivots, LIMIT. */
export const queries = {
  "INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN": page(
    "A subquery in brackets stands for one value.",
    "SELECT (SELECT dept_id, budget FROM departments LIMIT 1) AS b",
    "SELECT (SELECT budget FROM departments LIMIT 1) AS b",
  ),
  INVALID_RECURSIVE_CTE: live(
    "The start gives the first rows, the step makes further ones of those before.",
    "WITH RECURSIVE t(n) AS (SELECT n + 1 FROM t) SELECT n FROM t",
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t",
  ),
  "INVALID_RECURSIVE_REFERENCE.PLACE": live(
    "The step sees the rows of the step before it, which an outer join, a subquery or an aggregate cannot hold.",
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT (SELECT max(n) FROM t) FROM t) SELECT n FROM t",
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t",
  ),
  "INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH": page(
    "VALUES makes a table, whose rows have one width.",
    "SELECT * FROM VALUES (1, 'a'), (2)",
    "SELECT * FROM VALUES (1, 'a'), (2, 'b')",
  ),
  "INVALID_INLINE_TABLE.INCOMPATIBLE_TYPES_IN_INLINE_TABLE": page(
    "VALUES makes a table, whose columns have one type each.",
    "SELECT * FROM VALUES (1), (array(2))",
    "SELECT * FROM VALUES (array(1)), (array(2))",
  ),
  "INVALID_INLINE_TABLE.CANNOT_EVALUATE_EXPRESSION_IN_INLINE_TABLE": page(
    "VALUES is computed when the query is planned, before anything runs.",
    "SELECT * FROM VALUES (count(1))",
    "SELECT count(1) AS n FROM VALUES (1)",
  ),
  UNPIVOT_VALUE_DATA_TYPE_MISMATCH: page(
    "The values of all the columns end up in one.",
    "SELECT value FROM sales UNPIVOT (value FOR which IN (amount, region))",
    "SELECT value FROM sales UNPIVOT (value FOR which IN (amount, cost))",
  ),
  UNPIVOT_VALUE_SIZE_MISMATCH: page(
    "Each set fills all the value columns at once.",
    "SELECT * FROM sales UNPIVOT ((a, b) FOR which IN ((amount, cost), (year, amount, cost)))",
    "SELECT * FROM sales UNPIVOT ((a, b) FOR which IN ((amount, cost), (year, amount)))",
  ),
  PIVOT_VALUE_DATA_TYPE_MISMATCH: live(
    "Every value is compared with the column behind FOR.",
    "SELECT * FROM sales PIVOT (sum(amount) FOR year IN (array(1)))",
    "SELECT * FROM sales PIVOT (sum(amount) FOR year IN (2026))",
  ),
  NON_LITERAL_PIVOT_VALUES: live(
    "Each value becomes a column of the result, so it must be known before a row is read.",
    "SELECT * FROM sales PIVOT (sum(amount) FOR year IN (cost))",
    "SELECT * FROM sales PIVOT (sum(amount) FOR year IN (2025, 2026))",
  ),
  PIPE_OPERATOR_CONTAINS_AGGREGATE_FUNCTION: page(
    "Each step of a pipe does one thing, and aggregating is a step of its own.",
    "FROM employees |> EXTEND count(*) AS n",
    "FROM employees |> AGGREGATE count(*) AS n",
  ),
  PIPE_OPERATOR_AGGREGATE_EXPRESSION_CONTAINS_NO_AGGREGATE_FUNCTION: page(
    "|> AGGREGATE keeps what is grouped by, and what is aggregated.",
    "FROM employees |> AGGREGATE id GROUP BY dept_id",
    "FROM employees |> AGGREGATE max(id) AS id GROUP BY dept_id",
  ),
  "INVALID_LIMIT_LIKE_EXPRESSION.DATA_TYPE": page(
    "A number of rows is a whole number.",
    "SELECT id FROM employees LIMIT 'x'",
    "SELECT id FROM employees LIMIT 10",
  ),
  "INVALID_LIMIT_LIKE_EXPRESSION.IS_UNFOLDABLE": page(
    "How many rows are kept cannot depend on a row.",
    "SELECT id FROM employees LIMIT id",
    "SELECT id FROM employees LIMIT 10",
  ),
  "INVALID_LIMIT_LIKE_EXPRESSION.IS_NULL": page(
    "NULL is no number of rows; LIMIT ALL is no limit.",
    "SELECT id FROM employees LIMIT CAST(NULL AS INT)",
    "SELECT id FROM employees LIMIT ALL",
  ),
  "INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE": page(
    "There is no such number of rows.",
    "SELECT id FROM employees LIMIT -1",
    "SELECT id FROM employees LIMIT 0",
  ),
  "UNSUPPORTED_FEATURE.PIPE_OPERATOR_AGGREGATE_UNSUPPORTED_CASE": page(
    "The pipe has no form for several groupings at once, and no list that GROUP BY ALL could read.",
    "FROM employees |> AGGREGATE count(*) AS n GROUP BY ROLLUP (dept_id)",
    "SELECT dept_id, count(*) AS n FROM employees GROUP BY ROLLUP (dept_id)",
  ),
  "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.CORRELATED_REFERENCE": page(
    "Spark turns the subquery into a join, and a join can carry outer columns through filters, not through aggregates, windows or sorts.",
    "SELECT id, (SELECT max(s.cost) + e.id FROM sales s) AS x FROM employees e",
    "SELECT id, (SELECT max(s.cost) FROM sales s) + e.id AS x FROM employees e",
  ),
  "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.AGGREGATE_FUNCTION_MIXED_OUTER_LOCAL_REFERENCES": page(
    "The aggregate would belong to both queries.",
    "SELECT id, (SELECT sum(s.cost + e.id) FROM sales s) AS x FROM employees e",
    "SELECT id, (SELECT sum(s.cost) FROM sales s) + e.id AS x FROM employees e",
  ),
  "UNSUPPORTED_FEATURE.COMBINATION_QUERY_RESULT_CLAUSES": page(
    "Each of them says in which order the rows are.",
    "SELECT id FROM employees ORDER BY id SORT BY id",
    "SELECT id FROM employees DISTRIBUTE BY id SORT BY id",
  ),
  MULTIPLE_QUERY_RESULT_CLAUSES_WITH_PIPE_OPERATORS: page(
    "Each pipe operator does one thing.",
    "FROM employees |> SELECT id |> ORDER BY id LIMIT 1",
    "FROM employees |> SELECT id |> ORDER BY id |> LIMIT 1",
  ),
  INVALID_NON_DETERMINISTIC_EXPRESSIONS: page(
    "The condition may be asked more than once of one pair of rows, or of one row, and it would be another answer each time.",
    "SELECT e.id FROM employees e JOIN departments d ON e.dept_id = d.dept_id AND rand() > 0.5",
    "SELECT e.id FROM employees e JOIN (SELECT dept_id, rand() AS r FROM departments) d ON e.dept_id = d.dept_id AND r > 0.5",
  ),
  "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.LATERAL_JOIN_CONDITION_NON_DETERMINISTIC": page(
    "Spark makes a join of it, whose condition may be asked more than once.",
    "SELECT e.id FROM employees e JOIN LATERAL (SELECT e.salary AS s) x ON x.s > rand()",
    "SELECT e.id FROM employees e JOIN LATERAL (SELECT e.salary AS s) x WHERE x.s > rand()",
  ),
  UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY: page(
    "Spark turns subqueries into joins, and has none for this place.",
    "SELECT id FROM employees ORDER BY id IN (SELECT year FROM sales)",
    "SELECT id, id IN (SELECT year FROM sales) AS b FROM employees ORDER BY b",
  ),
  "UNSUPPORTED_FEATURE.LATERAL_JOIN_USING": page(
    "The subquery sees the left side already: what it joins by is written inside it, or behind ON.",
    "SELECT d.budget FROM employees e JOIN LATERAL (SELECT * FROM departments) d USING (dept_id)",
    "SELECT d.budget FROM employees e JOIN LATERAL (SELECT * FROM departments) d ON d.dept_id = e.dept_id",
  ),
  "UNSUPPORTED_FEATURE.LATERAL_JOIN_NEAREST_BY": page(
    "NEAREST ranks all rows of the right side for each row of the left, which a correlated subquery has not.",
    "SELECT 1 AS x FROM sales s JOIN LATERAL (SELECT 1 AS y) d APPROX NEAREST 1 BY DISTANCE s.year",
    "SELECT 1 AS x FROM sales s JOIN (SELECT 1 AS y) d APPROX NEAREST 1 BY DISTANCE s.year",
  ),
  INVALID_LATERAL_JOIN_TYPE: page(
    "The right side is computed for each row of the left, so it has no rows without one.",
    "SELECT x FROM employees e RIGHT JOIN LATERAL (SELECT e.id AS x)",
    "SELECT x FROM employees e LEFT JOIN LATERAL (SELECT e.id AS x)",
  ),
  NEAREST_BY_JOIN: page(
    "For each row of the left side, the join keeps the best few of the right.",
    "SELECT 1 AS x FROM sales s JOIN sales t APPROX NEAREST 0 BY DISTANCE abs(s.year - t.year)",
    "SELECT 1 AS x FROM sales s JOIN sales t APPROX NEAREST 1 BY DISTANCE abs(s.year - t.year)",
  ),
  INCOMPARABLE_PIVOT_COLUMN: page(
    "PIVOT compares the column with each of the values, which maps and variants do not allow.",
    "SELECT * FROM (SELECT attrs, id FROM employees) PIVOT (max(id) FOR attrs IN (map('a', 1) AS a))",
    "SELECT * FROM (SELECT attrs['a'] AS a, id FROM employees) PIVOT (max(id) FOR a IN (1))",
  ),
  "other-refusal": explained("Spark has a class of its own for this mistake, and the message names it."),
  _LEGACY_ERROR_TEMP_0056: explained("The version is chosen before any row is read."),
  INVALID_TIME_TRAVEL_TIMESTAMP_EXPR: explained(
    "The version is chosen before any row is read, by a constant that can be cast to TIMESTAMP.",
  ),
  "UNSUPPORTED_FEATURE.TIME_TRAVEL": page(
    "A query that WITH names has no history.",
    "WITH e AS (SELECT name FROM employees) SELECT name FROM e VERSION AS OF 1",
    "WITH e AS (SELECT name FROM employees) SELECT name FROM e",
  ),
  NOT_ALLOWED_IN_PIPE_OPERATOR_WHERE: page(
    "Windows are made of the rows that are left, so WHERE cannot use one.",
    "FROM sales |> WHERE amount > 1 WINDOW w AS (PARTITION BY region)",
    "FROM sales |> EXTEND rank() OVER (PARTITION BY region ORDER BY amount) AS r |> WHERE r = 1",
  ),
  "UNSUPPORTED_FEATURE.CLAUSE_WITH_PIPE_OPERATORS": page(
    "The clause names windows for a list, and |> ORDER BY has none.",
    "FROM sales |> ORDER BY amount WINDOW w AS (PARTITION BY region)",
    "FROM sales |> ORDER BY amount",
  ),
  _LEGACY_ERROR_TEMP_0064: page(
    "Spark looks at such places while it reads the text, before it looks any name up.",
    "SELECT sum(amount) OVER (ORDER BY year ROWS BETWEEN cost PRECEDING AND CURRENT ROW) AS total FROM sales",
    "SELECT sum(amount) OVER (ORDER BY year ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS total FROM sales",
  ),
};

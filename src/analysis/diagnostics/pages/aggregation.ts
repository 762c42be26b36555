import { page } from "./page.js";

export const aggregation = {
  MISSING_AGGREGATION: page(
    "A group is many rows and gives one; the column may have another value in each of them.",
    "SELECT name, count(*) AS n FROM employees GROUP BY dept_id",
    "SELECT any_value(name) AS name, count(*) AS n FROM employees GROUP BY dept_id",
  ),
  MISSING_GROUP_BY: page(
    "An aggregate without GROUP BY makes one row of all; the column may have another value in each of them.",
    "SELECT dept_id, count(*) AS n FROM employees",
    "SELECT dept_id, count(*) AS n FROM employees GROUP BY dept_id",
  ),
  NESTED_AGGREGATE_FUNCTION: page(
    "The inner aggregate makes one row of a group, and there is then nothing left to aggregate.",
    "SELECT max(sum(salary)) AS m FROM employees",
    "SELECT max(s) AS m FROM (SELECT sum(salary) AS s FROM employees GROUP BY dept_id)",
  ),
  GROUP_BY_AGGREGATE: page(
    "The groups must be there before anything can be aggregated over them.",
    "SELECT count(*) AS n FROM employees GROUP BY sum(salary)",
    "SELECT count(*) AS n FROM employees GROUP BY dept_id",
  ),
  GROUP_BY_POS_OUT_OF_RANGE: page(
    "A number in GROUP BY is the place of an item in the SELECT list.",
    "SELECT dept_id, count(*) AS n FROM employees GROUP BY 3",
    "SELECT dept_id, count(*) AS n FROM employees GROUP BY 1",
  ),
  GROUP_BY_POS_AGGREGATE: page(
    "A number in GROUP BY is the place of an item in the SELECT list, and that item is an aggregate.",
    "SELECT count(*) AS n FROM employees GROUP BY 1",
    "SELECT active, count(*) AS n FROM employees GROUP BY 1",
  ),
  ORDER_BY_POS_OUT_OF_RANGE: page(
    "A number in ORDER BY is the place of an item in the SELECT list.",
    "SELECT id FROM employees ORDER BY 2",
    "SELECT id FROM employees ORDER BY 1",
  ),
  INVALID_WHERE_CONDITION: page(
    "WHERE is asked of every row before there are groups or windows.",
    "SELECT dept_id FROM employees WHERE count(*) > 1 GROUP BY dept_id",
    "SELECT dept_id FROM employees GROUP BY dept_id HAVING count(*) > 1",
  ),
  "UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS": page(
    "A generator makes rows; only an item of its own can do that.",
    "SELECT upper(explode(tags)) AS t FROM employees",
    "SELECT explode(transform(tags, t -> upper(t))) AS t FROM employees",
  ),
  "UNSUPPORTED_GENERATOR.OUTSIDE_SELECT": page(
    "A generator makes rows, which this clause cannot hold.",
    "SELECT id FROM employees WHERE explode(tags) = 'a'",
    "SELECT id FROM employees LATERAL VIEW explode(tags) t AS tag WHERE tag = 'a'",
  ),
  "UNSUPPORTED_GENERATOR.NOT_GENERATOR": page(
    "LATERAL VIEW joins every row with the rows that a generator makes of it; this function makes one value.",
    "SELECT t.x FROM employees LATERAL VIEW upper(name) t AS x",
    "SELECT upper(name) AS x FROM employees",
  ),
  UNRESOLVED_ALL_IN_GROUP_BY: page(
    "GROUP BY ALL takes the items without an aggregate, and one item mixes both.",
    "SELECT id + count(*) AS x FROM employees GROUP BY ALL",
    "SELECT id + count(*) AS x FROM employees GROUP BY id",
  ),
  UNSUPPORTED_GROUPING_EXPRESSION: page(
    "grouping(c) tells whether a row is a subtotal over c, and plain GROUP BY makes no subtotals.",
    "SELECT grouping(dept_id) AS g FROM employees GROUP BY dept_id",
    "SELECT grouping(dept_id) AS g FROM employees GROUP BY ROLLUP (dept_id)",
  ),
  GROUPING_COLUMN_MISMATCH: page(
    "grouping(c) tells whether a row is a subtotal over c, so c must be one of the grouping columns.",
    "SELECT grouping(id) AS g FROM employees GROUP BY ROLLUP (dept_id)",
    "SELECT grouping(dept_id) AS g FROM employees GROUP BY ROLLUP (dept_id)",
  ),
  GROUPING_ID_COLUMN_MISMATCH: page(
    "The number has one bit for each grouping column, in their order.",
    "SELECT grouping_id(dept_id) AS g FROM employees GROUP BY ROLLUP (dept_id, active)",
    "SELECT grouping_id(dept_id, active) AS g FROM employees GROUP BY ROLLUP (dept_id, active)",
  ),
  STAR_GROUP_BY_POS: page(
    "What a star stands for changes with the table, and so would the places.",
    "SELECT *, count(*) AS n FROM departments GROUP BY 1",
    "SELECT dept_id, count(*) AS n FROM departments GROUP BY 1",
  ),
  INVALID_USAGE_OF_STAR_WITH_TABLE_IDENTIFIER_IN_COUNT: page(
    "Spark would count the rows in which no column is NULL, which is seldom meant.",
    "SELECT count(e.*) AS n FROM employees e",
    "SELECT count(*) AS n FROM employees e",
  ),
  "UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_GROUP_BY": page(
    "Groups are made below the list, where its aliases are not known yet.",
    "SELECT lower(name) AS n, n || '!' AS m, count(*) AS c FROM employees GROUP BY n, m",
    "SELECT lower(name) AS n, lower(name) || '!' AS m, count(*) AS c FROM employees GROUP BY n, m",
  ),
  UNSUPPORTED_EXPR_FOR_OPERATOR: page(
    "This clause is asked of every row, before there are groups or windows.",
    "SELECT id FROM employees ORDER BY row_number() OVER (ORDER BY id)",
    "SELECT id, row_number() OVER (ORDER BY id) AS n FROM employees ORDER BY n",
  ),
  WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE: page(
    "Windows are made of the rows that WHERE keeps, so the clause comes before them.",
    "SELECT id FROM employees WHERE rank() OVER (ORDER BY id) = 1",
    "SELECT id FROM employees QUALIFY rank() OVER (ORDER BY id) = 1",
  ),
  QUALIFY_REQUIRES_WINDOW_FUNCTION: page(
    "QUALIFY filters by what window functions say.",
    "SELECT id FROM employees QUALIFY id > 1",
    "SELECT id FROM employees WHERE id > 1",
  ),
  SCALAR_SUBQUERY_IS_IN_GROUP_BY_OR_AGGREGATE_FUNCTION: page(
    "The subquery is asked once for each group, and the outer column may have another value in each row of it.",
    "SELECT (SELECT max(budget) FROM departments d WHERE d.dept_id = e.dept_id) AS b, count(*) AS n FROM employees e GROUP BY active",
    "SELECT max(b) AS b, count(*) AS n FROM (SELECT (SELECT max(budget) FROM departments d WHERE d.dept_id = e.dept_id) AS b, active FROM employees e) GROUP BY active",
  ),
  GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE: page(
    "Rows go into one group when their values are equal, and variants cannot be compared.",
    "SELECT count(*) AS n FROM employees GROUP BY notes",
    "SELECT count(*) AS n FROM employees GROUP BY CAST(notes AS STRING)",
  ),
  "UNSUPPORTED_FEATURE.SET_OPERATION_ON_MAP_TYPE": page(
    "Equal rows are put together, and maps cannot be compared.",
    "SELECT DISTINCT attrs FROM employees",
    "SELECT DISTINCT map_keys(attrs) AS keys FROM employees",
  ),
  "UNSUPPORTED_FEATURE.SET_OPERATION_ON_VARIANT_TYPE": page(
    "Equal rows are put together, and variants cannot be compared.",
    "SELECT DISTINCT notes FROM employees",
    "SELECT DISTINCT CAST(notes AS STRING) AS notes FROM employees",
  ),
  TRAILING_COMMA_IN_SELECT: page(
    "Behind the comma, FROM is taken for the name of a column.",
    "SELECT id, name, FROM employees",
    "SELECT id, name FROM employees",
  ),
  _LEGACY_ERROR_TEMP_1006: page(
    "A pivot puts many rows into one, and the aggregate says how.",
    "SELECT * FROM sales PIVOT (amount FOR quarter IN ('Q1', 'Q2'))",
    "SELECT * FROM sales PIVOT (sum(amount) FOR quarter IN ('Q1', 'Q2'))",
  ),
  COLUMN_IS_NOT_VARIANT_TYPE: page(
    "A colon takes a path out of a VARIANT; a string with JSON in it is still a string.",
    "SELECT name:first AS f FROM employees",
    "SELECT notes:first AS f FROM employees",
  ),
  UDTF_ALIAS_NUMBER_MISMATCH: page(
    "The names behind AS rename what the generator makes, one by one.",
    "SELECT a FROM employees LATERAL VIEW explode(tags) t AS a, b",
    "SELECT a FROM employees LATERAL VIEW explode(tags) t AS a",
  ),
  "UNSUPPORTED_GENERATOR.MULTI_GENERATOR": page(
    "What is aggregated is one row a group; the rows of two generators over it are not defined.",
    "SELECT explode(array(1)) AS a, explode(array(2)) AS b, count(*) AS n FROM employees",
    "SELECT explode(array(1)) AS a, count(*) AS n FROM employees",
  ),
  MULTI_ALIAS_WITHOUT_GENERATOR: page(
    "Only a generator makes several columns out of one item.",
    "SELECT id AS (a, b) FROM employees",
    "SELECT id AS a FROM employees",
  ),
  _LEGACY_ERROR_TEMP_0051: page(
    "ROLLUP and CUBE end with the empty set anyway.",
    "SELECT year, count(*) AS n FROM sales GROUP BY ROLLUP (year, ())",
    "SELECT year, count(*) AS n FROM sales GROUP BY ROLLUP (year)",
  ),
  "INVALID_AGGREGATE_FILTER.NOT_BOOLEAN": page(
    "FILTER keeps the rows for which its condition is true; nothing is cast.",
    "SELECT count(*) FILTER (WHERE dept_id) AS n FROM employees",
    "SELECT count(*) FILTER (WHERE dept_id > 0) AS n FROM employees",
  ),
  "INVALID_AGGREGATE_FILTER.CONTAINS_WINDOW_FUNCTION": page(
    "Windows are computed over what is aggregated, so they are not there yet.",
    "SELECT count(*) FILTER (WHERE rank() OVER (ORDER BY id) > 1) AS n FROM employees",
    "SELECT count(*) FILTER (WHERE r > 1) AS n FROM (SELECT rank() OVER (ORDER BY id) AS r FROM employees)",
  ),
  "INVALID_AGGREGATE_FILTER.CONTAINS_AGGREGATE": page(
    "FILTER is asked of every row before it is aggregated.",
    "SELECT count(*) FILTER (WHERE sum(id) > 1) AS n FROM employees",
    "SELECT count(*) FILTER (WHERE id > 1) AS n FROM employees",
  ),
  "INVALID_AGGREGATE_FILTER.NON_DETERMINISTIC": page(
    "Spark may ask the condition more than once, and it would be another answer each time.",
    "SELECT count(*) FILTER (WHERE rand() > 0.5) AS n FROM employees",
    "SELECT count(*) FILTER (WHERE r > 0.5) AS n FROM (SELECT rand() AS r FROM employees)",
  ),
  AGGREGATE_FUNCTION_WITH_NONDETERMINISTIC_EXPRESSION: page(
    "Spark may compute the argument more than once, and it would be another value each time.",
    "SELECT sum(rand()) AS s FROM employees",
    "SELECT sum(r) AS s FROM (SELECT rand() AS r FROM employees)",
  ),
  WINDOW_FUNCTION_FRAME_NOT_ORDERED: page(
    "Ranks, and what is before and after, depend on an order of the rows.",
    "SELECT id, row_number() OVER (PARTITION BY dept_id) AS n FROM employees",
    "SELECT id, row_number() OVER (PARTITION BY dept_id ORDER BY id) AS n FROM employees",
  ),
  "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_INVALID_BOUND": page(
    "No row comes behind the last, and none before the first.",
    "SELECT sum(amount) OVER (ORDER BY year ROWS BETWEEN CURRENT ROW AND UNBOUNDED PRECEDING) AS s FROM sales",
    "SELECT sum(amount) OVER (ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS s FROM sales",
  ),
  "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON": page(
    "The first bound is where the frame begins.",
    "SELECT sum(amount) OVER (ORDER BY year ROWS BETWEEN 1 FOLLOWING AND 1 PRECEDING) AS s FROM sales",
    "SELECT sum(amount) OVER (ORDER BY year ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS s FROM sales",
  ),
  INVALID_WINDOW_SPEC_FOR_AGGREGATION_FUNC: page(
    "The function orders the values itself, and needs all of them.",
    "SELECT median(salary) OVER (PARTITION BY dept_id ORDER BY id) AS m FROM employees",
    "SELECT median(salary) OVER (PARTITION BY dept_id) AS m FROM employees",
  ),
  MISSING_WINDOW_SPECIFICATION: page(
    "OVER with a bare name means a window that the WINDOW clause defines.",
    "SELECT rank() OVER w AS r FROM employees",
    "SELECT rank() OVER w AS r FROM employees WINDOW w AS (ORDER BY id)",
  ),
  "UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_AGGREGATE_FUNC": page(
    "The aliases of a list are made of the aggregated rows, so they are not there yet inside an aggregate.",
    "SELECT id + 1 AS x, sum(x) AS s FROM employees GROUP BY id",
    "SELECT id + 1 AS x, sum(id + 1) AS s FROM employees GROUP BY id",
  ),
  "UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_WINDOW": page(
    "Where rows are grouped, windows are made before the aliases of the list are.",
    "SELECT id AS x, sum(x) OVER (ORDER BY id) AS s FROM employees",
    "SELECT id AS x, sum(id) OVER (ORDER BY id) AS s FROM employees",
  ),
};

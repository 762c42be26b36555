import { error, type Rows } from "./row.js";

/** Subqueries, recursion, VALUES, pivots, LIMIT. */
export const queries = {
  "INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN": error(
    "DBSQL1601",
    "A subquery used as a value must have one column, not {number}.",
    "Select one column.",
  ),
  INVALID_RECURSIVE_CTE: error(
    "DBSQL1604",
    "A recursive query must be a UNION ALL of a start and a step.",
    "Write WITH RECURSIVE t AS (start UNION ALL step).",
  ),
  "INVALID_RECURSIVE_REFERENCE.PLACE": error(
    "DBSQL1605",
    "The recursive name cannot stand here.",
    "Use it in the FROM of the step.",
  ),
  "INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH": error(
    "DBSQL1701",
    "Row {rowIndex} has {actualNumCols} values, the first {expectedNumCols}.",
    "Give every row as many values.",
  ),
  "INVALID_INLINE_TABLE.INCOMPATIBLE_TYPES_IN_INLINE_TABLE": error(
    "DBSQL1702",
    "The values of column {colName} have no type in common.",
    "Cast them to one type.",
  ),
  "INVALID_INLINE_TABLE.CANNOT_EVALUATE_EXPRESSION_IN_INLINE_TABLE": error(
    "DBSQL1703",
    "{expr} cannot stand in VALUES.",
    "Only constants and deterministic calls can.",
  ),
  UNPIVOT_VALUE_DATA_TYPE_MISMATCH: error(
    "DBSQL1704",
    "The columns to unpivot have no type in common: {types}.",
    "Cast them in a subquery.",
  ),
  UNPIVOT_VALUE_SIZE_MISMATCH: error(
    "DBSQL1705",
    "Every set of columns needs {names} names.",
    "Give each set as many columns as there are names.",
  ),
  PIVOT_VALUE_DATA_TYPE_MISMATCH: error(
    "DBSQL1707",
    "{value} is {valueType}, but the column is {pivotType}.",
    "Cast the value.",
  ),
  NON_LITERAL_PIVOT_VALUES: error("DBSQL1708", "{expression} is no constant.", "PIVOT takes constants."),
  PIPE_OPERATOR_CONTAINS_AGGREGATE_FUNCTION: error(
    "DBSQL1710",
    "{expr} is an aggregate: |> {clause} cannot hold it.",
    "Use |> AGGREGATE.",
  ),
  PIPE_OPERATOR_AGGREGATE_EXPRESSION_CONTAINS_NO_AGGREGATE_FUNCTION: error(
    "DBSQL1711",
    "{expr} is no aggregate.",
    "Group by it, or aggregate it.",
  ),
  "INVALID_LIMIT_LIKE_EXPRESSION.DATA_TYPE": error(
    "DBSQL1712",
    "LIMIT and OFFSET take an integer, not {dataType}.",
    "Write an integer.",
  ),
  "INVALID_LIMIT_LIKE_EXPRESSION.IS_UNFOLDABLE": error(
    "DBSQL1713",
    "LIMIT and OFFSET take a constant.",
    "Write a constant.",
  ),
  "INVALID_LIMIT_LIKE_EXPRESSION.IS_NULL": error("DBSQL1732", "LIMIT and OFFSET cannot be NULL.", "Write a number."),
  "INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE": error(
    "DBSQL1714",
    "LIMIT and OFFSET cannot be negative.",
    "Write a number from 0.",
  ),
  _LEGACY_ERROR_TEMP_0056: error(
    "DBSQL1716",
    "The time of TIMESTAMP AS OF names no columns.",
    "Write a literal, a call such as current_timestamp() - INTERVAL 1 DAY, or a subquery.",
  ),
  INVALID_TIME_TRAVEL_TIMESTAMP_EXPR: error(
    "DBSQL1717",
    "This is no time that TIMESTAMP AS OF takes.",
    "Write a TIMESTAMP, a DATE, or a text that is one; an aggregate only in a subquery.",
  ),
  "UNSUPPORTED_FEATURE.TIME_TRAVEL": error(
    "DBSQL1718",
    "{relationId} has no versions: only tables have.",
    "Write VERSION AS OF behind the table, inside the query that is named.",
  ),
  _LEGACY_ERROR_TEMP_0064: error(
    "DBSQL1715",
    "{problem}",
    "In the bound of a window frame, write a number or an interval: neither columns nor variables nor functions can stand there. Behind LIKE ANY and LIKE ALL, write at least one pattern. In TABLESAMPLE, write a share from 0 to 100 PERCENT.",
  ),
  "UNSUPPORTED_FEATURE.PIPE_OPERATOR_AGGREGATE_UNSUPPORTED_CASE": error(
    "DBSQL1719",
    "|> AGGREGATE groups by expressions only.",
    "Use SELECT with GROUP BY ALL, ROLLUP, CUBE or GROUPING SETS.",
  ),
  "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.CORRELATED_REFERENCE": error(
    "DBSQL1720",
    "A subquery cannot use a column of the query around it here.",
    "Use such columns in WHERE, HAVING and ON, or in the list of a SELECT without aggregates and windows over them.",
  ),
  "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.AGGREGATE_FUNCTION_MIXED_OUTER_LOCAL_REFERENCES": error(
    "DBSQL1721",
    "An aggregate cannot mix columns of this query with columns of the query around it.",
    "Aggregate the columns of this query, and combine the result with the others in the query around.",
  ),
  "UNSUPPORTED_FEATURE.COMBINATION_QUERY_RESULT_CLAUSES": error(
    "DBSQL1733",
    "ORDER BY, CLUSTER BY, and SORT BY with DISTRIBUTE BY exclude each other.",
    "ORDER BY sorts all rows, SORT BY those of one partition; CLUSTER BY is DISTRIBUTE BY and SORT BY of the same.",
  ),
  MULTIPLE_QUERY_RESULT_CLAUSES_WITH_PIPE_OPERATORS: error(
    "DBSQL1734",
    "One pipe operator sorts or limits, but not both.",
    "Write two: |> ORDER BY … |> LIMIT ….",
  ),
  INVALID_NON_DETERMINISTIC_EXPRESSIONS: error(
    "DBSQL1730",
    "A value that is not deterministic cannot stand in this condition.",
    "Compute it in a subquery, and name its column in the condition.",
  ),
  "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.LATERAL_JOIN_CONDITION_NON_DETERMINISTIC": error(
    "DBSQL1731",
    "A value that is not deterministic cannot stand in ON of a lateral join.",
    "Compute it in a subquery, and name its column in the condition.",
  ),
  UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY: error(
    "DBSQL1722",
    "A subquery of this kind cannot stand here.",
    "Compute it in the list of a SELECT, in WHERE or in a join, and name its result here.",
  ),
  "UNSUPPORTED_FEATURE.LATERAL_JOIN_USING": error("DBSQL1723", "USING does not go with LATERAL.", "Write ON."),
  "UNSUPPORTED_FEATURE.LATERAL_JOIN_NEAREST_BY": error(
    "DBSQL1724",
    "NEAREST does not go with LATERAL.",
    "Leave LATERAL out.",
  ),
  INVALID_LATERAL_JOIN_TYPE: error(
    "DBSQL1725",
    "A {joinType} join cannot be LATERAL.",
    "Use JOIN LATERAL or LEFT JOIN LATERAL.",
  ),
  NEAREST_BY_JOIN: error(
    "DBSQL1726",
    "NEAREST takes an inner or a left join, 1 to 100000 rows, and something that can be ordered.",
    "Write JOIN or LEFT JOIN, and a number or a date behind BY.",
  ),
  INCOMPARABLE_PIVOT_COLUMN: error(
    "DBSQL1727",
    "{columnName} cannot be pivoted by: its values cannot be compared.",
    "Pivot by a part of it.",
  ),
  NOT_ALLOWED_IN_PIPE_OPERATOR_WHERE: error(
    "DBSQL1728",
    "|> WHERE takes no WINDOW clause.",
    "Compute the window with |> EXTEND, and filter by its alias.",
  ),
  "UNSUPPORTED_FEATURE.CLAUSE_WITH_PIPE_OPERATORS": error(
    "DBSQL1729",
    "|> ORDER BY and |> LIMIT take no WINDOW clause.",
    "Write WINDOW behind the |> SELECT or |> EXTEND that uses the window.",
  ),
  "other-refusal": error(
    "DBSQL1999",
    "Spark refuses this: {errorClass}.",
    "Spark has a class of its own for this mistake, and its documentation describes it under that name.",
  ),
} as const satisfies Rows;

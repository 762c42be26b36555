import { error, type Rows } from "./row.js";

/** Grouping, aggregates, windows, generators. */
export const aggregation = {
  MISSING_AGGREGATION: error(
    "DBSQL1501",
    "{expression} is neither grouped by nor inside an aggregate function.",
    "Add it to GROUP BY, or wrap it in any_value(…).",
  ),
  MISSING_GROUP_BY: error(
    "DBSQL1502",
    "{expression} stands beside an aggregate function, but there is no GROUP BY.",
    "Add GROUP BY, or wrap it in any_value(…).",
  ),
  NESTED_AGGREGATE_FUNCTION: error(
    "DBSQL1503",
    "An aggregate function cannot stand inside another.",
    "Aggregate in a subquery first.",
  ),
  GROUP_BY_AGGREGATE: error(
    "DBSQL1504",
    "{sqlExpr} is an aggregate: it cannot be grouped by.",
    "Group by columns or plain expressions.",
  ),
  GROUP_BY_POS_OUT_OF_RANGE: error(
    "DBSQL1505",
    "GROUP BY position {index} is not in the list of {size} items.",
    "Use a number from 1 to {size}.",
  ),
  GROUP_BY_POS_AGGREGATE: error("DBSQL1506", "GROUP BY position {index} is an aggregate.", "Group by another item."),
  ORDER_BY_POS_OUT_OF_RANGE: error(
    "DBSQL1507",
    "ORDER BY position {index} is not in the list of {size} items.",
    "Use a number from 1 to {size}.",
  ),
  INVALID_WHERE_CONDITION: error(
    "DBSQL1508",
    "WHERE cannot hold an aggregate, window function or generator.",
    "Use HAVING for aggregates, QUALIFY for windows.",
  ),
  "UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS": error(
    "DBSQL1510",
    "A generator cannot stand inside an expression.",
    "Generate in a subquery first.",
  ),
  "UNSUPPORTED_GENERATOR.OUTSIDE_SELECT": error(
    "DBSQL1511",
    "A generator can only stand in the SELECT list.",
    "Use LATERAL VIEW.",
  ),
  "UNSUPPORTED_GENERATOR.MULTI_GENERATOR": error(
    "DBSQL1537",
    "A list with aggregates takes one generator only.",
    "Aggregate in a subquery, and generate from its columns.",
  ),
  MULTI_ALIAS_WITHOUT_GENERATOR: error(
    "DBSQL1538",
    "Several names ({names}) need a generator, which makes several columns.",
    "Give one name.",
  ),
  _LEGACY_ERROR_TEMP_0051: error("DBSQL1539", "{element} takes no empty set.", "Leave () out: {element} adds it."),
  "UNSUPPORTED_GENERATOR.NOT_GENERATOR": error(
    "DBSQL1512",
    "{functionName} is no generator.",
    "LATERAL VIEW takes explode, posexplode, inline, stack, json_tuple and the like.",
  ),
  UNRESOLVED_ALL_IN_GROUP_BY: error(
    "DBSQL1513",
    "GROUP BY ALL cannot tell what to group by here.",
    "Write the grouping columns.",
  ),
  UNSUPPORTED_GROUPING_EXPRESSION: error(
    "DBSQL1514",
    "grouping() and grouping_id() need GROUPING SETS, CUBE or ROLLUP.",
    "Add one of them.",
  ),
  GROUPING_COLUMN_MISMATCH: error(
    "DBSQL1515",
    "{grouping} is not among the grouping columns.",
    "Name a grouping column.",
  ),
  GROUPING_ID_COLUMN_MISMATCH: error(
    "DBSQL1523",
    "{groupingIdColumn} must name all grouping columns in their order, or none.",
    "Write grouping_id() or name the grouping columns as GROUP BY does.",
  ),
  STAR_GROUP_BY_POS: error(
    "DBSQL1524",
    "A star cannot stand in a list that GROUP BY names by position.",
    "Group by names, or write the columns.",
  ),
  INVALID_USAGE_OF_STAR_WITH_TABLE_IDENTIFIER_IN_COUNT: error(
    "DBSQL1525",
    "count({name}.*) is not allowed.",
    "Write count(*), or name the columns.",
  ),
  "UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_GROUP_BY": error(
    "DBSQL1545",
    "What is grouped by is made of an alias of the same list.",
    "Write the expression out, or compute the alias in a subquery.",
  ),
  UNSUPPORTED_EXPR_FOR_OPERATOR: error(
    "DBSQL1526",
    "{expression} cannot stand in this clause.",
    "Compute it in the SELECT list, and name it here.",
  ),
  WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE: error(
    "DBSQL1527",
    "{clauseName} cannot hold a window function.",
    "Compute it in a subquery, or use QUALIFY.",
  ),
  QUALIFY_REQUIRES_WINDOW_FUNCTION: error(
    "DBSQL1528",
    "QUALIFY needs a window function, here or in the SELECT list.",
    "Use WHERE or HAVING where no window is involved.",
  ),
  SCALAR_SUBQUERY_IS_IN_GROUP_BY_OR_AGGREGATE_FUNCTION: error(
    "DBSQL1529",
    "The subquery uses {sqlExpr}, which is neither grouped by nor inside an aggregate function.",
    "Group by the column, or aggregate first in a subquery.",
  ),
  GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE: error(
    "DBSQL1530",
    "{dataType} cannot be grouped by.",
    "Group by something else, or cast it.",
  ),
  "UNSUPPORTED_FEATURE.SET_OPERATION_ON_MAP_TYPE": error(
    "DBSQL1531",
    "{colName} holds maps, which cannot be compared: no DISTINCT, UNION, INTERSECT or EXCEPT over it.",
    "Leave the column out, or use UNION ALL.",
  ),
  "UNSUPPORTED_FEATURE.SET_OPERATION_ON_VARIANT_TYPE": error(
    "DBSQL1532",
    "{colName} holds variants, which cannot be compared: no DISTINCT, UNION, INTERSECT or EXCEPT over it.",
    "Leave the column out, or use UNION ALL.",
  ),
  TRAILING_COMMA_IN_SELECT: error("DBSQL1533", "The comma before FROM is one too many.", "Remove it."),
  _LEGACY_ERROR_TEMP_1006: error(
    "DBSQL1534",
    "{sql} is no aggregate: PIVOT needs one.",
    "Wrap it in an aggregate function.",
  ),
  COLUMN_IS_NOT_VARIANT_TYPE: error(
    "DBSQL1535",
    "A path after a colon needs a VARIANT, but this is {type}.",
    "Use parse_json, or get_json_object.",
  ),
  UDTF_ALIAS_NUMBER_MISMATCH: error(
    "DBSQL1536",
    "{aliasesSize} columns are made, but the names are {aliasesNames}.",
    "Give one name for each column.",
  ),
  "INVALID_AGGREGATE_FILTER.NOT_BOOLEAN": error(
    "DBSQL1540",
    "What FILTER tests must be a boolean.",
    "Compare with something.",
  ),
  "INVALID_AGGREGATE_FILTER.CONTAINS_WINDOW_FUNCTION": error(
    "DBSQL1541",
    "FILTER cannot hold a window function.",
    "Compute it in a subquery first.",
  ),
  "INVALID_AGGREGATE_FILTER.CONTAINS_AGGREGATE": error(
    "DBSQL1516",
    "FILTER cannot hold an aggregate.",
    "Aggregate in a subquery first.",
  ),
  "INVALID_AGGREGATE_FILTER.NON_DETERMINISTIC": error(
    "DBSQL1546",
    "FILTER cannot hold a value that is not deterministic.",
    "Compute it in a subquery first.",
  ),
  AGGREGATE_FUNCTION_WITH_NONDETERMINISTIC_EXPRESSION: error(
    "DBSQL1517",
    "An aggregate cannot take a value that is not deterministic.",
    "Compute it in a subquery first.",
  ),
  WINDOW_FUNCTION_FRAME_NOT_ORDERED: error(
    "DBSQL1542",
    "{wf} needs ORDER BY in its window.",
    "Say what the rows are ordered by: OVER (ORDER BY …).",
  ),
  "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_INVALID_BOUND": error(
    "DBSQL1543",
    "A window frame cannot begin with UNBOUNDED FOLLOWING, nor end with UNBOUNDED PRECEDING.",
    "Change the two bounds.",
  ),
  "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON": error(
    "DBSQL1544",
    "The window frame ends before it begins.",
    "Change the two bounds.",
  ),
  INVALID_WINDOW_SPEC_FOR_AGGREGATION_FUNC: error(
    "DBSQL1518",
    "The window of {aggFunc} can have neither ORDER BY nor a frame.",
    "Leave only PARTITION BY in OVER.",
  ),
  MISSING_WINDOW_SPECIFICATION: error(
    "DBSQL1519",
    "There is no window {windowName}.",
    "Define it in the WINDOW clause.",
  ),
  "UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_AGGREGATE_FUNC": error(
    "DBSQL1521",
    "The alias {name} of the same list cannot stand in an aggregate.",
    "Repeat the expression, or use a subquery.",
  ),
  "UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_WINDOW": error(
    "DBSQL1522",
    "The alias {name} of the same list cannot stand in a window here.",
    "Repeat the expression, or use a subquery.",
  ),
} as const satisfies Rows;

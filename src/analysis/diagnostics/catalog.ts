/**
 * Every mistake and remark that the analyser can report: one row each. The key is Spark's own error class where Spark
 * refuses the same thing; keys in lower case are remarks of ours, which Spark has no class for. `{name}` in a message
 * is filled by the reporter.
 */
export interface DiagnosticRow {
  /** Stable for ever: users search for it and suppress by it. */
  readonly code: `DBSQL${number}`;
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  /** For the page of the diagnostic: what it means and how to mend it. */
  readonly help: string;
}

const error = (code: DiagnosticRow["code"], message: string, help: string): DiagnosticRow => ({
  code,
  severity: "error",
  message,
  help,
});
const information = (code: DiagnosticRow["code"], message: string, help: string): DiagnosticRow => ({
  code,
  severity: "information",
  message,
  help,
});

export const catalog = {
  // Text
  PARSE_SYNTAX_ERROR: error(
    "DBSQL1000",
    "Syntax error at or near {near}.",
    "The text is not a statement of Spark SQL. Look at the marked word and what stands before it.",
  ),
  PARSE_EMPTY_STATEMENT: error("DBSQL1001", "The statement is empty.", "Write a statement."),

  // Tables
  TABLE_OR_VIEW_NOT_FOUND: error(
    "DBSQL1101",
    "There is no table or view {name}.{suggestion}",
    "Check the spelling and the current catalog and schema. If the table is new, run `dbsql pull-schema` for it.",
  ),
  "unknown-table": information(
    "DBSQL1102",
    "The table {name} is not in the schema cache, so its columns are unknown. Run `dbsql pull-schema {pattern}`.",
    "Nothing is claimed about a table that was never pulled. Pull its schema to have queries over it checked.",
  ),
  "unknown-statement": information(
    "DBSQL1103",
    "{words} statements are not analysed.",
    "The statement is sent as it is; its result columns are unknown.",
  ),
  "unknown-function": information(
    "DBSQL1104",
    "The function {name} is not in the schema cache, so its type is unknown.",
    "Functions that users made come from the schema cache. Run `dbsql pull-schema` for its schema.",
  ),
  "unknown-script": information(
    "DBSQL1105",
    "SQL scripts are not analysed; the result columns are unknown.",
    "Split the script into single statements to have each checked.",
  ),
  TABLE_VALUED_ARGUMENTS_NOT_YET_IMPLEMENTED_FOR_SQL_FUNCTIONS: error(
    "DBSQL1106",
    "{name} takes no table as an argument.",
    "Pass a value.",
  ),

  // Columns
  "UNRESOLVED_COLUMN.WITH_SUGGESTION": error(
    "DBSQL1201",
    "There is no column {name} here.{suggestion}",
    "Check the spelling, and the alias before the dot. Only columns of the relations in FROM, and aliases written earlier in the same list, can be named.",
  ),
  "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION": error(
    "DBSQL1202",
    "There is no column {name} here: nothing in this place has columns.",
    "Add a FROM clause, or quote the word with '…' if a string was meant.",
  ),
  "UNRESOLVED_MAP_KEY.WITH_SUGGESTION": error(
    "DBSQL1203",
    "There is no column {name} to use as a map key.{suggestion}",
    "Quote the key with '…' if a string was meant.",
  ),
  AMBIGUOUS_REFERENCE: error(
    "DBSQL1204",
    "{name} may be any of {candidates}: write which.",
    "Put the table's name or alias and a dot before the column.",
  ),
  AMBIGUOUS_LATERAL_COLUMN_ALIAS: error(
    "DBSQL1205",
    "{name} is the alias of {count} items of this list: write which expression is meant.",
    "Give the aliases different names.",
  ),
  AMBIGUOUS_REFERENCE_TO_FIELDS: error(
    "DBSQL1206",
    "{name} names {count} fields of the struct.",
    "The struct has several fields of that name in different spellings; rename them where it is made.",
  ),
  FIELD_NOT_FOUND: error(
    "DBSQL1207",
    "There is no field {name}; the struct has {fields}.",
    "Check the spelling of the field.",
  ),
  INVALID_EXTRACT_BASE_FIELD_TYPE: error(
    "DBSQL1208",
    "Nothing can be taken out of {base}, which is {type}: only structs, arrays and maps have parts.",
    "A dot or brackets need a STRUCT, ARRAY or MAP. Use `:` on a VARIANT.",
  ),
  INVALID_EXTRACT_FIELD_TYPE: error(
    "DBSQL1209",
    "A field name must be a constant string.",
    "Write the name after a dot.",
  ),
  CANNOT_RESOLVE_STAR_EXPAND: error(
    "DBSQL1210",
    "{name}.* matches nothing here.{suggestion}",
    "The name before .* must be a relation of the FROM clause or a struct column.",
  ),
  INVALID_USAGE_OF_STAR_OR_REGEX: error("DBSQL1211", "* may not stand here.", "Write the columns."),
  UNRESOLVED_USING_COLUMN_FOR_JOIN: error(
    "DBSQL1212",
    "The {side} side of the join has no column {name}.{suggestion}",
    "Columns named in USING must be on both sides.",
  ),
  NUM_TABLE_VALUE_ALIASES_MISMATCH: error(
    "DBSQL1213",
    "{name} has {actual} columns, but {given} aliases are given.",
    "Give one alias for each column.",
  ),
  ASSIGNMENT_ARITY_MISMATCH: error(
    "DBSQL1214",
    "{given} names for {actual} columns.",
    "Give one name for each column.",
  ),
  EXCEPT_OVERLAPPING_COLUMNS: error("DBSQL1215", "The columns in EXCEPT overlap: {names}.", "Name each column once."),
  "EXCEPT_UNRESOLVED_COLUMN.WITH_SUGGESTION": error(
    "DBSQL1216",
    "There is no column {name} to leave out.{suggestion}",
    "Check the spelling.",
  ),
  "EXCEPT_UNRESOLVED_COLUMN.WITHOUT_SUGGESTION": error(
    "DBSQL1217",
    "There is no column {name} to leave out.",
    "Check the spelling.",
  ),
  COLUMN_ALIASES_NOT_ALLOWED: error("DBSQL1218", "{name} takes no column aliases.", "Remove the aliases."),
  NAME_MISMATCH: error("DBSQL1219", "{name} has no counterpart.", "Both sides need the same names."),
  INCOMPATIBLE_JOIN_TYPES: error("DBSQL1220", "{left} and {right} cannot be combined.", "Choose one kind of join."),

  // Functions
  UNRESOLVED_ROUTINE: error(
    "DBSQL1301",
    "There is no function {name}.{suggestion}",
    "Check the spelling. If the function was made by a user, run `dbsql pull-schema` for its schema.",
  ),
  ROUTINE_NOT_FOUND: error(
    "DBSQL1318",
    "There is no generator {name}.{suggestion}",
    "Check the spelling. LATERAL VIEW takes explode, posexplode, inline, stack, json_tuple and the like.",
  ),
  UNRESOLVABLE_TABLE_VALUED_FUNCTION: error(
    "DBSQL1302",
    "There is no table function {name}.{suggestion}",
    "Check the spelling. If the function was made by a user, run `dbsql pull-schema` for its schema.",
  ),
  "WRONG_NUM_ARGS.WITHOUT_SUGGESTION": error(
    "DBSQL1303",
    "{functionName} takes {expectedNum} arguments, not {actualNum}.",
    "Look at the function's signature.",
  ),
  "WRONG_NUM_ARGS.WITH_SUGGESTION": error(
    "DBSQL1304",
    "{functionName} takes {expectedNum} arguments, not {actualNum}.",
    "Look at the function's signature.",
  ),
  NOT_A_SCALAR_FUNCTION: error(
    "DBSQL1305",
    "{functionName} makes rows: it can only stand in FROM.",
    "Call it in FROM or LATERAL VIEW.",
  ),
  NOT_A_TABLE_FUNCTION: error(
    "DBSQL1306",
    "{functionName} makes a value, not rows: it cannot stand in FROM.",
    "Call it in the SELECT list.",
  ),
  NAMED_PARAMETERS_NOT_SUPPORTED: error(
    "DBSQL1307",
    "{functionName} takes no named arguments.",
    "Give the arguments by position.",
  ),
  UNRECOGNIZED_PARAMETER_NAME: error(
    "DBSQL1308",
    "{functionName} has no parameter {name}.",
    "Check the parameter's name.",
  ),
  REQUIRED_PARAMETER_NOT_FOUND: error("DBSQL1309", "{functionName} needs the argument {parameterName}.", "Give it."),
  UNEXPECTED_POSITIONAL_ARGUMENT: error(
    "DBSQL1310",
    "Arguments by position must stand before named ones.",
    "Reorder the arguments.",
  ),
  "INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH": error(
    "DBSQL1311",
    "The lambda has {actualNumArgs} parameters where {expectedNumArgs} are given.",
    "Change the parameters of the lambda.",
  ),
  "INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION": error(
    "DBSQL1312",
    "{class} takes no lambda.",
    "Only higher-order functions take one.",
  ),
  "INVALID_LAMBDA_FUNCTION_CALL.DUPLICATE_ARG_NAMES": error(
    "DBSQL1313",
    "Two parameters of the lambda have one name.",
    "Rename one.",
  ),
  WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE: error(
    "DBSQL1314",
    "{funcName} needs an OVER clause.",
    "Write OVER (…) behind the call.",
  ),
  UNSUPPORTED_EXPR_FOR_WINDOW: error(
    "DBSQL1315",
    "{sqlExpr} cannot be used with OVER.",
    "Only aggregate and window functions take OVER.",
  ),
  DISTINCT_WINDOW_FUNCTION_UNSUPPORTED: error("DBSQL1316", "DISTINCT cannot be used with OVER.", "Remove DISTINCT."),
  INVALID_SQL_FUNCTION_ARGUMENT: error(
    "DBSQL1317",
    "An argument of {functionName} is not possible.",
    "Look at the function's signature.",
  ),

  // Types
  DATATYPE_MISMATCH: error("DBSQL1401", "The types do not fit here.", "Cast one of the operands."),
  "DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES": error(
    "DBSQL1402",
    "{left} and {right} have no type in common.",
    "Cast one of the two sides.",
  ),
  "DATATYPE_MISMATCH.BINARY_OP_WRONG_TYPE": error(
    "DBSQL1403",
    "The operator does not take {actualType}.",
    "Cast the operands to a type that the operator takes.",
  ),
  "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE": error(
    "DBSQL1404",
    "This argument must be {requiredType}, but it is {inputType}.",
    "Cast the argument, or call the function that takes its type.",
  ),
  "DATATYPE_MISMATCH.DATA_DIFF_TYPES": error(
    "DBSQL1405",
    "The values have no type in common: {dataType}.",
    "Cast them to one type.",
  ),
  "DATATYPE_MISMATCH.NON_FOLDABLE_INPUT": error(
    "DBSQL1406",
    "This argument must be a constant.",
    "Write a literal; a column cannot stand here.",
  ),
  "DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION": error(
    "DBSQL1407",
    "{srcType} cannot be cast to {targetType}.",
    "No cast exists between the two types.",
  ),
  "DATATYPE_MISMATCH.CAST_WITH_FUNC_SUGGESTION": error(
    "DBSQL1408",
    "{srcType} cannot be cast to {targetType}; use {functionNames}.",
    "Use the function that converts between the two types.",
  ),
  "DATATYPE_MISMATCH.CAST_WITH_CONF_SUGGESTION": error(
    "DBSQL1409",
    "{srcType} cannot be cast to {targetType} in ANSI mode.",
    "Use TRY_CAST, or convert in two steps.",
  ),
  "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN": error(
    "DBSQL1410",
    "The condition must be a boolean, but it is {type}.",
    "Compare it with something.",
  ),
  JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE: error(
    "DBSQL1411",
    "The join condition must be a boolean, but it is {type}.",
    "Compare it with something.",
  ),
  "DATATYPE_MISMATCH.INVALID_ORDERING_TYPE": error(
    "DBSQL1412",
    "{dataType} has no order.",
    "Sort or compare by something else.",
  ),
  "DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH": error(
    "DBSQL1413",
    "{left} values are compared with {right} columns.",
    "The subquery must return as many columns as stand before IN.",
  ),
  "DATATYPE_MISMATCH.IN_SUBQUERY_DATA_TYPE_MISMATCH": error(
    "DBSQL1414",
    "{left} cannot be compared with {right}.",
    "Cast one of the two sides.",
  ),
  "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_UNACCEPTED_TYPE": error(
    "DBSQL1415",
    "The frame bound has a type that does not fit.",
    "The bound must fit the type of the ORDER BY key.",
  ),
  "DATATYPE_MISMATCH.RANGE_FRAME_WITHOUT_ORDER": error(
    "DBSQL1416",
    "A RANGE frame needs ORDER BY.",
    "Add ORDER BY to the window.",
  ),
  "DATATYPE_MISMATCH.RANGE_FRAME_MULTI_ORDER": error(
    "DBSQL1417",
    "A RANGE frame with bounds takes one ORDER BY key.",
    "Use ROWS, or one key.",
  ),
  INVALID_TYPED_LITERAL: error("DBSQL1418", "{value} is no {valueType}.", "Correct the literal."),
  INCOMPATIBLE_COLUMN_TYPE: error(
    "DBSQL1419",
    "Column {columnOrdinalNumber} is {dataType1} here and {dataType2} there.",
    "Cast one of the two columns.",
  ),
  NUM_COLUMNS_MISMATCH: error(
    "DBSQL1420",
    "{operator} needs the same number of columns on both sides; there are {firstNumColumns} and {invalidNumColumns}.",
    "Give both sides the same number of columns.",
  ),
  UNSUPPORTED_DATATYPE: error("DBSQL1421", "There is no type {typeName}.", "Check the spelling of the type."),

  // Aggregation
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
  "UNSUPPORTED_GENERATOR.MULTI_GENERATOR": error(
    "DBSQL1509",
    "Only one generator may stand in a SELECT list.",
    "Use LATERAL VIEW for the others.",
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
  "INVALID_AGGREGATE_FILTER.CONTAINS_AGGREGATE": error(
    "DBSQL1516",
    "FILTER cannot hold an aggregate.",
    "Aggregate in a subquery first.",
  ),
  AGGREGATE_FUNCTION_WITH_NONDETERMINISTIC_EXPRESSION: error(
    "DBSQL1517",
    "An aggregate cannot take a value that is not deterministic.",
    "Compute it in a subquery first.",
  ),
  INVALID_WINDOW_SPEC_FOR_AGGREGATION_FUNC: error(
    "DBSQL1518",
    "{aggFunc} needs ORDER BY in its window.",
    "Add ORDER BY.",
  ),
  MISSING_WINDOW_SPECIFICATION: error(
    "DBSQL1519",
    "There is no window {windowName}.",
    "Define it in the WINDOW clause.",
  ),
  LATERAL_COLUMN_ALIAS_IN_AGGREGATE_FUNC: error(
    "DBSQL1520",
    "The alias {name} of the same list cannot stand in an aggregate.",
    "Repeat the expression, or use a subquery.",
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

  // Subqueries
  "INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN": error(
    "DBSQL1601",
    "A subquery used as a value must have one column, not {number}.",
    "Select one column.",
  ),
  "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.MUST_AGGREGATE_CORRELATED_SCALAR_SUBQUERY": error(
    "DBSQL1602",
    "A correlated subquery used as a value must be aggregated to one row.",
    "Aggregate it, or use LIMIT 1.",
  ),
  RECURSIVE_CTE_WHEN_INLINING_IS_FORCED: error("DBSQL1603", "The recursive query cannot stand here.", "Move it."),
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

  // Values, pivots
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
  UNPIVOT_REQUIRES_ATTRIBUTES: error("DBSQL1706", "UNPIVOT takes columns.", "Compute the values in a subquery."),
  PIVOT_VALUE_DATA_TYPE_MISMATCH: error(
    "DBSQL1707",
    "{value} is {valueType}, but the column is {pivotType}.",
    "Cast the value.",
  ),
  NON_LITERAL_PIVOT_VALUES: error("DBSQL1708", "{expression} is no constant.", "PIVOT takes constants."),
  UNSUPPORTED_JOIN_TYPE: error("DBSQL1709", "This join is not possible here.", "Choose another kind of join."),
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
  "INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE": error(
    "DBSQL1714",
    "LIMIT and OFFSET cannot be negative.",
    "Write a number from 0.",
  ),

  // Writing
  "INSERT_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS": error(
    "DBSQL1801",
    "{table} takes {expected} columns, but the query has {actual}.",
    "Give a value for every column, or name the columns.",
  ),
  "INSERT_COLUMN_ARITY_MISMATCH.TOO_MANY_DATA_COLUMNS": error(
    "DBSQL1802",
    "{table} takes {expected} columns, but the query has {actual}.",
    "Remove the columns that the table does not have.",
  ),
  "INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST": error(
    "DBSQL1803",
    "{colName} is {targetType}: {srcType} cannot be stored in it.",
    "Cast the value.",
  ),
  "INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_FIND_DATA": error("DBSQL1804", "{colName} gets no value.", "Give it a value."),
  "INCOMPATIBLE_DATA_FOR_TABLE.EXTRA_COLUMNS": error(
    "DBSQL1805",
    "{table} has no column {extraColumns}.",
    "Remove it.",
  ),
  CREATE_VIEW_COLUMN_ARITY_MISMATCH: error(
    "DBSQL1809",
    "The view names {given} columns, but the query has {actual}.",
    "Give one name for each column.",
  ),
  _LEGACY_ERROR_TEMP_0006: error(
    "DBSQL1810",
    "{columns} columns are named, but {values} values are given.",
    "Give a value for each column.",
  ),
  COLUMN_ALREADY_EXISTS: error("DBSQL1806", "{columnName} stands twice.", "Name each column once."),
  "unique-columns": error("DBSQL1807", "{columnName} stands twice.", "Name each column once."),
  INVALID_PARAMETER_MARKER_VALUE: error("DBSQL1808", "The parameter cannot stand here.", "Write a literal."),
} as const satisfies Readonly<Record<string, DiagnosticRow>>;

export type CatalogKey = keyof typeof catalog;

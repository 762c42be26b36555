import { error, type Rows } from "./row.js";

/** Types that do not fit. */
export const types = {
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
  "DATATYPE_MISMATCH.INVALID_JSON_SCHEMA": error(
    "DBSQL1434",
    "JSON text holds no {schema} alone.",
    "Take a struct, an array, a map or VARIANT; a schema such as 'a INT, b ARRAY<STRING>'.",
  ),
  "DATATYPE_MISMATCH.INVALID_JSON_MAP_KEY_TYPE": error(
    "DBSQL1435",
    "The keys of JSON are texts, and a map of the schema has others.",
    "Write MAP<STRING, …>.",
  ),
  "DATATYPE_MISMATCH.INVALID_XML_SCHEMA": error(
    "DBSQL1436",
    "XML text cannot be read into {schema}.",
    "Write columns or VARIANT: 'a INT, b ARRAY<STRING>'.",
  ),
  "DATATYPE_MISMATCH.INVALID_XML_MAP_KEY_TYPE": error(
    "DBSQL1437",
    "The names of XML are texts, and a map of the schema has other keys.",
    "Write MAP<STRING, …>.",
  ),
  "DATATYPE_MISMATCH.UNSUPPORTED_INPUT_TYPE": error(
    "DBSQL1438",
    "A line of CSV is not written of {inputType}.",
    "Take a struct; a VARIANT in it must be cast.",
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
  INVALID_EXTRACT_FIELD: error(
    "DBSQL1422",
    "There is no {field} to take from this value.",
    "Dates and times have YEAR, QUARTER, MONTH, WEEK, DAY, DAYOFWEEK, DOY, HOUR, MINUTE and SECOND; an interval has only the units that its type holds.",
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
  "DATATYPE_MISMATCH.VALUE_OUT_OF_RANGE": error(
    "DBSQL1425",
    "This argument must be {valueRange}, but it is {currentValue}.",
    "Write a number that the function takes.",
  ),
  "DATATYPE_MISMATCH.UNEXPECTED_NULL": error(
    "DBSQL1430",
    "This argument must not be NULL.",
    "Write a constant, or leave the argument out where the function has a default.",
  ),
  "DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT": error(
    "DBSQL1431",
    "This argument must be {expected}, but it is {actual}.",
    "Write a value that the function takes.",
  ),
  "DATATYPE_MISMATCH.INPUT_SIZE_NOT_ONE": error(
    "DBSQL1432",
    "This argument must be one character.",
    "Write one character, or NULL to leave such characters as they are.",
  ),
  INTERVAL_ARITHMETIC_OVERFLOW: error(
    "DBSQL1433",
    "The interval is longer than any that Spark holds.",
    "Days and smaller units hold about 292,000 years, years and months about 178 million.",
  ),
  INVALID_INTERVAL_FORMAT: error(
    "DBSQL1426",
    "The text is no interval of these units.",
    "Write the numbers as the units ask for them: '1 02:03' DAY TO MINUTE, '1-2' YEAR TO MONTH, or 1 DAY 2 HOURS.",
  ),
  _LEGACY_ERROR_TEMP_0029: error(
    "DBSQL1427",
    "An interval holds years and months, or days and smaller units, but not both.",
    "Write two intervals.",
  ),
  "INVALID_PARAMETER_VALUE.DATETIME_UNIT": error(
    "DBSQL1428",
    "The unit is a keyword, not a text.",
    "Remove the quotes.",
  ),
  "INVALID_OPTIONS.NON_STRING_TYPE": error(
    "DBSQL1429",
    "The keys and values of options must be texts.",
    "Write numbers and booleans as texts too: map('maxColumns', '10').",
  ),
  "COLLATION_MISMATCH.EXPLICIT": error(
    "DBSQL1423",
    "Two COLLATE clauses name different collations.",
    "Write one collation on both sides.",
  ),
  INDETERMINATE_COLLATION_IN_EXPRESSION: error(
    "DBSQL1424",
    "The texts have different collations, so that it is not clear how to compare them.",
    "Write COLLATE behind one of them.",
  ),
  UNSUPPORTED_DATATYPE: error("DBSQL1421", "There is no type {typeName}.", "Check the spelling of the type."),
} as const satisfies Rows;

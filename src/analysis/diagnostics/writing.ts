import { error, type Rows } from "./row.js";

/** INSERT, MERGE, UPDATE and views. */
export const writing = {
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
  "DATATYPE_MISMATCH.INVALID_ROW_LEVEL_OPERATION_ASSIGNMENTS": error(
    "DBSQL1811",
    "{column} gets {values}.",
    "Give each column, or each field of it, one value.",
  ),
  UNSUPPORTED_MERGE_CONDITION: error(
    "DBSQL1812",
    "{expression} cannot stand in a condition of MERGE.",
    "Compute it in a subquery behind USING, and name its column in the condition.",
  ),
} as const satisfies Rows;

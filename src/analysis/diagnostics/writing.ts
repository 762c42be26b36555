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
  DUPLICATE_CLAUSES: error("DBSQL1813", "{clauseName} stands twice.", "Write it once."),
  CREATE_TABLE_COLUMN_DESCRIPTOR_DUPLICATE: error("DBSQL1814", "{optionName} stands twice.", "Write it once."),
  ALTER_TABLE_COLUMN_DESCRIPTOR_DUPLICATE: error("DBSQL1815", "{optionName} stands twice.", "Write it once."),
  MULTIPLE_PRIMARY_KEYS: error(
    "DBSQL1816",
    "The table has two primary keys.",
    "Write one, of several columns if need be: PRIMARY KEY (a, b).",
  ),
  COLUMN_NOT_DEFINED_IN_TABLE: error(
    "DBSQL1817",
    "{colName} is no column of the table.",
    "Name a column that the table has, or define one.",
  ),
  "INVALID_DEFAULT_VALUE.NOT_CONSTANT": error(
    "DBSQL1818",
    "{expression} cannot be a default: it names something.",
    "A default is made of constants and of functions such as current_date(). Neither columns nor variables can stand in it.",
  ),
  IDENTITY_COLUMNS_UNSUPPORTED_DATA_TYPE: error(
    "DBSQL1819",
    "An identity column cannot be {dataType}.",
    "Write BIGINT or INT.",
  ),
  IDENTITY_COLUMNS_ILLEGAL_STEP: error(
    "DBSQL1820",
    "An identity column cannot count in steps of 0.",
    "Write another number behind INCREMENT BY.",
  ),
  IDENTITY_COLUMNS_DUPLICATED_SEQUENCE_GENERATOR_OPTION: error(
    "DBSQL1821",
    "An identity column is told this twice.",
    "Write START WITH and INCREMENT BY once.",
  ),
  DUPLICATE_ROUTINE_PARAMETER_NAMES: error(
    "DBSQL1822",
    "The function has two parameters {columnName}.",
    "Give each a name of its own.",
  ),
  DUPLICATE_ROUTINE_RETURNS_COLUMNS: error(
    "DBSQL1823",
    "The function returns two columns {columnName}.",
    "Give each a name of its own.",
  ),
  "USER_DEFINED_FUNCTIONS.NOT_NULL_ON_FUNCTION_PARAMETERS": error(
    "DBSQL1824",
    "What a function takes and returns cannot be NOT NULL.",
    "Leave NOT NULL out.",
  ),
  "USER_DEFINED_FUNCTIONS.NOT_A_VALID_DEFAULT_PARAMETER_POSITION": error(
    "DBSQL1825",
    "A parameter without a default stands behind one with a default.",
    "Put the parameters with defaults last.",
  ),
  "INVALID_SQL_SYNTAX.CREATE_FUNC_WITH_GENERATED_COLUMNS_AS_PARAMETERS": error(
    "DBSQL1826",
    "A parameter of a function cannot be GENERATED.",
    "Give it a DEFAULT.",
  ),
  "INVALID_SQL_SYNTAX.CREATE_FUNC_WITH_COLUMN_CONSTRAINTS": error(
    "DBSQL1827",
    "A parameter of a function has no constraints.",
    "Check the value in the body of the function.",
  ),
  _LEGACY_ERROR_TEMP_0035: error(
    "DBSQL1828",
    "{problem}",
    "Spark's parser takes the text and has no meaning for it. In PARTITIONED BY, name columns that are defined before it. In |> SET, name a column alone, and make a struct of new fields with named_struct.",
  ),
  INVALID_TEMP_OBJ_REFERENCE: error(
    "DBSQL1829",
    "{objName} outlives the {tempObj} {tempObjName}.",
    "Make a temporary view, or name what is in the catalog.",
  ),
  UNSUPPORTED_MERGE_CONDITION: error(
    "DBSQL1812",
    "{expression} cannot stand in a condition of MERGE.",
    "Compute it in a subquery behind USING, and name its column in the condition.",
  ),
} as const satisfies Rows;

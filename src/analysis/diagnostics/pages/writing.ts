import { explained, page } from "./page.js";

export const writing = {
  "INSERT_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS": page(
    "Without a list of columns the values are stored in the order of the table.",
    "INSERT INTO departments SELECT 1, 'Sales'",
    "INSERT INTO departments SELECT 1, 'Sales', 1000",
  ),
  "INSERT_COLUMN_ARITY_MISMATCH.TOO_MANY_DATA_COLUMNS": page(
    "Without a list of columns the values are stored in the order of the table.",
    "INSERT INTO departments SELECT 1, 'Sales', 1000, 'EU'",
    "INSERT INTO departments SELECT 1, 'Sales', 1000",
  ),
  "INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST": page(
    "Storing must lose nothing silently, so Spark converts only where the types are near.",
    "INSERT INTO departments SELECT 1, 'Sales', true",
    "INSERT INTO departments SELECT 1, 'Sales', 1000",
  ),
  "INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_FIND_DATA": page(
    "The column has no default, so there is nothing to store in it.",
    "INSERT INTO departments BY NAME SELECT 'Sales' AS dept_name, 1000 AS budget",
    "INSERT INTO departments BY NAME SELECT 1 AS dept_id, 'Sales' AS dept_name, 1000 AS budget",
  ),
  "INCOMPATIBLE_DATA_FOR_TABLE.EXTRA_COLUMNS": page(
    "BY NAME stores each column under its own name, and the table has none of that name.",
    "INSERT INTO departments BY NAME SELECT 1 AS dept_id, 'Sales' AS dept_name, 1000 AS budget, 'EU' AS region",
    "INSERT INTO departments BY NAME SELECT 1 AS dept_id, 'Sales' AS dept_name, 1000 AS budget",
  ),
  CREATE_VIEW_COLUMN_ARITY_MISMATCH: page(
    "The names in brackets rename the columns of the query one by one.",
    "CREATE VIEW v (a) AS SELECT id, name FROM employees",
    "CREATE VIEW v (a, b) AS SELECT id, name FROM employees",
  ),
  _LEGACY_ERROR_TEMP_0006: page(
    "Every column that MERGE names gets one value.",
    "MERGE INTO departments d USING sales s ON d.dept_id = s.year WHEN NOT MATCHED THEN INSERT (dept_id, dept_name) VALUES (s.year)",
    "MERGE INTO departments d USING sales s ON d.dept_id = s.year WHEN NOT MATCHED THEN INSERT (dept_id, dept_name) VALUES (s.year, s.quarter)",
  ),
  "DATATYPE_MISMATCH.INVALID_ROW_LEVEL_OPERATION_ASSIGNMENTS": page(
    "All values are computed before any is stored, so the order of two would not tell which one stays.",
    "UPDATE departments SET budget = 1000, budget = budget + 1",
    "UPDATE departments SET budget = 1000",
  ),
  DUPLICATE_CLAUSES: explained("Which of the two would hold, nothing tells."),
  CREATE_TABLE_COLUMN_DESCRIPTOR_DUPLICATE: explained("Which of the two would hold, nothing tells."),
  ALTER_TABLE_COLUMN_DESCRIPTOR_DUPLICATE: explained("Which of the two would hold, nothing tells."),
  MULTIPLE_PRIMARY_KEYS: explained("A primary key is what tells a row from all others: there is one."),
  COLUMN_NOT_DEFINED_IN_TABLE: explained("A table is divided by the values of its own columns."),
  "INVALID_DEFAULT_VALUE.NOT_CONSTANT": explained(
    "The default is read when the table is made, where there are neither rows nor variables.",
  ),
  IDENTITY_COLUMNS_UNSUPPORTED_DATA_TYPE: explained("An identity column counts, and counts in whole numbers."),
  IDENTITY_COLUMNS_ILLEGAL_STEP: explained("All rows would get the same number."),
  IDENTITY_COLUMNS_DUPLICATED_SEQUENCE_GENERATOR_OPTION: explained("Which of the two would hold, nothing tells."),
  DUPLICATE_ROUTINE_PARAMETER_NAMES: explained("The name would not tell which of them is meant."),
  DUPLICATE_ROUTINE_RETURNS_COLUMNS: explained("The name would not tell which of them is meant."),
  "USER_DEFINED_FUNCTIONS.NOT_NULL_ON_FUNCTION_PARAMETERS": explained(
    "Spark checks no value on its way into a function.",
  ),
  "USER_DEFINED_FUNCTIONS.NOT_A_VALID_DEFAULT_PARAMETER_POSITION": explained(
    "Arguments are given by position, so that only the last can be left out.",
  ),
  "INVALID_SQL_SYNTAX.CREATE_FUNC_WITH_GENERATED_COLUMNS_AS_PARAMETERS": explained("The caller gives the value."),
  "INVALID_SQL_SYNTAX.CREATE_FUNC_WITH_COLUMN_CONSTRAINTS": explained(
    "Spark checks no value on its way into a function.",
  ),
  _LEGACY_ERROR_TEMP_0035: page(
    "A pipe operator makes columns, and a field is none.",
    "FROM employees |> SET employees.name = 'x'",
    "FROM employees |> SET name = 'x'",
  ),
  INVALID_TEMP_OBJ_REFERENCE: explained(
    "A view of the catalog is read in sessions that have neither the variables nor the temporary views of this one.",
  ),
  UNSUPPORTED_MERGE_CONDITION: page(
    "The condition is asked of one pair of rows at a time.",
    "MERGE INTO departments d USING sales s ON d.dept_id = max(s.year) WHEN MATCHED THEN DELETE",
    "MERGE INTO departments d USING (SELECT max(year) AS year FROM sales) s ON d.dept_id = s.year WHEN MATCHED THEN DELETE",
  ),
  COLUMN_ALREADY_EXISTS: page(
    "A column gets one value, and a table has no two columns of one name.",
    "INSERT INTO departments (dept_id, dept_id) VALUES (1, 2)",
    "INSERT INTO departments (dept_id, dept_name) VALUES (1, 'Sales')",
  ),
};

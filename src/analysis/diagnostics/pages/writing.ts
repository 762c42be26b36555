import { page } from "./page.js";

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

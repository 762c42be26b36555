import { live, page } from "./page.js";

/** Tables, columns, fields. */
export const names = {
  TABLE_OR_VIEW_NOT_FOUND: page(
    "The whole schema was pulled, and it holds no table or view of that name. A name without a schema is looked for in the current one.",
    "SELECT name FROM employes",
    "SELECT name FROM employees",
  ),
  "unknown-table": page(
    "The schema of this table was never pulled, so that the table may well be there. Its columns are of unknown type, and nothing about them is claimed.",
    "SELECT * FROM lake.raw.events",
    "SELECT * FROM employees",
  ),
  "unknown-statement": page(
    "Queries, INSERT, UPDATE, DELETE, MERGE, CREATE … AS, variables, EXECUTE IMMEDIATE and scripts are analysed. Other statements are run by the server without a word from us; the rows of some are known, such as those of EXPLAIN.",
    "OPTIMIZE employees",
    "SELECT name FROM employees",
  ),
  "unknown-function": page(
    "A function with a schema before its name is one that users made. Its schema was never pulled, so its type is unknown.",
    "SELECT lake.raw.clean(name) AS name FROM employees",
    "SELECT trim(name) AS name FROM employees",
  ),
  "unknown-variable": page(
    "DECLARE VARIABLE gives a variable its type, and those in the queries of the project are known in all its files. Another program declares this one, or a text that is put together when it runs.",
    "SELECT session.threshold AS threshold",
    "SELECT CAST(1 AS INT) AS threshold",
  ),
  "unknown-script": page(
    "A script gives the rows of the last query that it executed, or none, and which that is depends on its conditions.",
    "BEGIN IF current_date() > DATE '2030-01-01' THEN SELECT 1 AS one; ELSE SELECT 'x' AS letter; END IF; END",
    "BEGIN IF current_date() > DATE '2030-01-01' THEN SELECT 1 AS one; ELSE SELECT 2 AS one; END IF; END",
  ),
  "made-by-script": page(
    "The script is analysed before any of it runs, and the cache knows the catalog as it was before.",
    "BEGIN CREATE OR REPLACE TABLE recent AS SELECT * FROM sales; SELECT year FROM recent; END",
    "BEGIN CREATE OR REPLACE TEMP VIEW recent AS SELECT * FROM sales; SELECT year FROM recent; END",
  ),
  "unnamed-column": page(
    "A column without AS has its expression for a name, in which the value of each parameter stands: `(salary * 2)` in one run and `(salary * 3)` in the next. So the row has no type, and its columns are `unknown`.",
    "SELECT salary * :factor FROM employees",
    "SELECT salary * :factor AS salary FROM employees",
  ),
  "older-version": page(
    "VERSION AS OF and TIMESTAMP AS OF read a table as it was, with the columns that it had then. A column that is not there today is no mistake.",
    "SELECT name FROM employees TIMESTAMP AS OF '2024-01-01'",
    "SELECT name FROM employees",
  ),
  "unknown-text": page(
    "EXECUTE IMMEDIATE executes any text that an expression gives.",
    "BEGIN DECLARE what STRING DEFAULT 'SELECT 1 AS one'; EXECUTE IMMEDIATE what; END",
    "EXECUTE IMMEDIATE 'SELECT 1 AS one'",
  ),
  "UNRESOLVED_COLUMN.WITH_SUGGESTION": page(
    "None of the relations in FROM has a column of that name, and no item before it in the list has it as its alias.",
    "SELECT nme FROM employees",
    "SELECT name FROM employees",
  ),
  "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION": page(
    "Without FROM, a plain word has nothing that it could name. A text in double quotes is a string, a bare word is not.",
    "SELECT open AS state",
    "SELECT 'open' AS state",
  ),
  "UNRESOLVED_MAP_KEY.WITH_SUGGESTION": live(
    "A bare word in brackets is a column, and there is none of that name. A key that is known is written as a string.",
    "SELECT attrs[level] AS level FROM employees",
    "SELECT attrs['level'] AS level FROM employees",
  ),
  AMBIGUOUS_REFERENCE: page(
    "Several relations in FROM have a column of that name, and Spark does not choose.",
    "SELECT dept_id FROM employees e JOIN departments d ON e.dept_id = d.dept_id",
    "SELECT d.dept_id FROM employees e JOIN departments d ON e.dept_id = d.dept_id",
  ),
  AMBIGUOUS_LATERAL_COLUMN_ALIAS: page(
    "Two items of the list have the alias, and a later item asks for it.",
    "SELECT id AS a, name AS a, a || 'x' AS b FROM employees",
    "SELECT id AS a, name AS n, n || 'x' AS b FROM employees",
  ),
  AMBIGUOUS_REFERENCE_TO_FIELDS: page(
    "Names are compared without regard to case, so both fields answer to it.",
    "SELECT named_struct('a', 1, 'A', 2).a AS x",
    "SELECT named_struct('a', 1, 'b', 2).a AS x",
  ),
  FIELD_NOT_FOUND: page(
    "The type of the struct tells all its fields, and this is none of them.",
    "SELECT address.town FROM employees",
    "SELECT address.city FROM employees",
  ),
  INVALID_EXTRACT_BASE_FIELD_TYPE: page(
    "A number, a string or a date is one value, without parts that a dot or brackets could take.",
    "SELECT name.first FROM employees",
    "SELECT split(name, ' ')[0] AS first FROM employees",
  ),
  INVALID_EXTRACT_FIELD_TYPE: page(
    "The fields of a struct are of different types, so Spark must know which one is meant before a row is read.",
    "SELECT address[name] FROM employees",
    "SELECT address.city FROM employees",
  ),
  CANNOT_RESOLVE_STAR_EXPAND: page(
    "Before .* stands the name or alias of a relation, and an alias hides the name of the table.",
    "SELECT employees.* FROM employees e",
    "SELECT e.* FROM employees e",
  ),
  INVALID_USAGE_OF_STAR_OR_REGEX: page(
    "A star stands for a list of columns, and this place takes one value.",
    "SELECT id FROM employees WHERE * > 1",
    "SELECT id FROM employees WHERE salary > 1",
  ),
  UNRESOLVED_USING_COLUMN_FOR_JOIN: page(
    "USING (c) means left.c = right.c: the column must be on both sides.",
    "SELECT name FROM employees JOIN departments USING (id)",
    "SELECT name FROM employees JOIN departments USING (dept_id)",
  ),
  NUM_TABLE_VALUE_ALIASES_MISMATCH: page(
    "The aliases rename the columns one by one.",
    "SELECT * FROM range(3) AS r(a, b)",
    "SELECT * FROM range(3) AS r(a)",
  ),
  ASSIGNMENT_ARITY_MISMATCH: page(
    "The names in brackets rename the columns one by one.",
    "WITH t(a, b) AS (SELECT 1) SELECT a FROM t",
    "WITH t(a) AS (SELECT 1) SELECT a FROM t",
  ),
  EXCEPT_NESTED_COLUMN_INVALID_TYPE: page(
    "Only a struct has fields that can be left out: a map and an array have as many values as there are.",
    "SELECT * EXCEPT (attrs.size) FROM employees",
    "SELECT * EXCEPT (attrs) FROM employees",
  ),
  EXCEPT_OVERLAPPING_COLUMNS: page(
    "A column and one of its own fields cannot both be left out.",
    "SELECT * EXCEPT (address, address.city) FROM employees",
    "SELECT * EXCEPT (address) FROM employees",
  ),
  INCOMPATIBLE_JOIN_TYPES: page(
    "The two words ask for different things.",
    "SELECT * FROM employees NATURAL JOIN LATERAL (SELECT 1 AS id)",
    "SELECT * FROM employees JOIN LATERAL (SELECT 1 AS one)",
  ),
};

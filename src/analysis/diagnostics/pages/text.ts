import { explained, page } from "./page.js";

/** What Spark's parser refuses. */
export const text = {
  PARSE_SYNTAX_ERROR: page(
    "Spark's own grammar has no statement that goes on with the marked word. The mistake is there, or just before it.",
    "SELEC name FROM employees",
    "SELECT name FROM employees",
  ),
  "substituted-text": page(
    "spark.sql.variable.substitute is on unless it was turned off: wherever the text has a dollar sign before braces, in a literal too, Spark looks for a configuration of that name.",
    "SELECT '$\u007buser}' AS name",
    "SELECT '$' || '{user}' AS name",
  ),
  PARSE_EMPTY_STATEMENT: page("There is nothing to run.", " ", "SELECT 1 AS one"),
  UNCLOSED_BRACKETED_COMMENT: page(
    "Comments may stand in comments, so each `/*` needs a `*/` of its own.",
    "SELECT 1 AS one /* the first /* of two */",
    "SELECT 1 AS one /* the first */",
  ),
  INVALID_IDENTIFIER: page(
    "A hyphen is a minus sign unless the name stands in back quotes.",
    "SELECT * FROM my-table",
    "SELECT * FROM `employees`",
  ),
  INVALID_STATEMENT_OR_CLAUSE: page(
    "Spark reads the words, to be able to say that it has no such statement.",
    "SHOW COMPACTIONS",
    "SELECT name FROM employees",
  ),
  INVALID_SQL_SYNTAX: explained("Spark has a class for the rule, which the message names; the text breaks that rule."),
  "INVALID_SQL_SYNTAX.EMPTY_IN_PREDICATE": page(
    "An empty list has no type. A list that may be empty is a parameter: an array, bound alone in the parentheses.",
    "SELECT name FROM employees WHERE id IN ()",
    "SELECT name FROM employees WHERE false",
  ),
  "INVALID_SQL_SYNTAX.REPETITIVE_WINDOW_DEFINITION": page(
    "OVER w could mean either.",
    "SELECT rank() OVER w AS r FROM employees WINDOW w AS (ORDER BY id), w AS (ORDER BY name)",
    "SELECT rank() OVER w AS r FROM employees WINDOW w AS (ORDER BY id), v AS (ORDER BY name)",
  ),
  "INVALID_SQL_SYNTAX.VARIABLE_TYPE_OR_DEFAULT_REQUIRED": page(
    "The type of a variable is written, or is that of its default.",
    "DECLARE most_rows",
    "SELECT 1 AS one",
  ),
  "INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX": page(
    "The clause says how rows are aggregated, and the function sees one row.",
    "SELECT upper(DISTINCT name) AS n FROM employees",
    "SELECT DISTINCT upper(name) AS n FROM employees",
  ),
  DUPLICATED_CTE_NAMES: page(
    "Names are compared without regard to case, and either query could be meant.",
    "WITH t AS (SELECT 1), T AS (SELECT 2) SELECT * FROM t",
    "WITH t AS (SELECT 1), u AS (SELECT 2) SELECT * FROM t",
  ),
  MERGE_WITHOUT_WHEN: page(
    "A MERGE that says nothing of the rows does nothing.",
    "MERGE INTO departments d USING sales s ON d.dept_id = s.year",
    "MERGE INTO departments d USING sales s ON d.dept_id = s.year WHEN MATCHED THEN DELETE",
  ),
  INVALID_SET_SYNTAX: page(
    "A key holds letters, digits, dots and the like; a value goes to the end of the statement.",
    "SET a b = 1",
    "SELECT 1 AS one",
  ),
  DATATYPE_MISSING_SIZE: page(
    "CHAR and VARCHAR are texts up to a length.",
    "SELECT CAST(name AS VARCHAR) AS n FROM employees",
    "SELECT CAST(name AS VARCHAR(10)) AS n FROM employees",
  ),
  UNSUPPORTED_TYPED_LITERAL: page(
    "A type before a string reads the string when the query is parsed, and Spark does so for few types.",
    "SELECT DECIMAL '1.5' AS d",
    "SELECT CAST('1.5' AS DECIMAL(2,1)) AS d",
  ),
  INVALID_NUMERIC_LITERAL_RANGE: page(
    "The suffix names the type, and the number is beyond it.",
    "SELECT 300Y AS n",
    "SELECT 300S AS n",
  ),
  DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION: page(
    "A number with a point is a DECIMAL, which has at most 38 digits.",
    "SELECT 1234567890123456789012345678901234567890.5 AS n",
    "SELECT 1234567890123456789012345678901234567890.5D AS n",
  ),
  FAILED_TO_PARSE_TOO_COMPLEX: explained(
    "Reading a nested text takes stack for every level, and there is no more of it.",
  ),
};

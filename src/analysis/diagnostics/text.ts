import { error, information, type Rows, warning } from "./row.js";

/** What Spark's parser refuses. */
export const text = {
  PARSE_SYNTAX_ERROR: error(
    "DBSQL1000",
    "Syntax error at or near {near}.",
    "The text is not a statement of Spark SQL. Look at the marked word and what stands before it.",
  ),
  "substituted-text": warning(
    "DBSQL1018",
    "Before Spark reads the text, it puts the value of a configuration in the place of {reference}, or nothing.",
    "For a value of the program, write the query as a template, with no backslash before the dollar sign. What the text becomes is not known, so it is not checked.",
  ),
  PARSE_EMPTY_STATEMENT: error("DBSQL1001", "The statement is empty.", "Write a statement."),
  UNCLOSED_BRACKETED_COMMENT: error(
    "DBSQL1002",
    "This comment is not closed.",
    "A comment that starts with `/*` ends with `*/`; comments in comments must be closed too.",
  ),
  INVALID_IDENTIFIER: error(
    "DBSQL1003",
    "The name {ident} must be written in back quotes: `{ident}`.",
    "A name without back quotes has letters, digits and underscores only.",
  ),
  INVALID_STATEMENT_OR_CLAUSE: error(
    "DBSQL1004",
    "Spark has no statement {operation}.",
    "The words are those of another database, or of a Hive feature that Spark left out.",
  ),
  INVALID_SQL_SYNTAX: error(
    "DBSQL1005",
    "Spark's parser refuses this: {errorClass}.",
    "The grammar allows the text, but a rule beyond the grammar does not.",
  ),
  "INVALID_SQL_SYNTAX.EMPTY_IN_PREDICATE": error(
    "DBSQL1006",
    "IN needs at least one value.",
    "Write the values between the parentheses, or `false` where there are none.",
  ),
  "INVALID_SQL_SYNTAX.REPETITIVE_WINDOW_DEFINITION": error(
    "DBSQL1007",
    "The window {windowName} is defined twice.",
    "Rename one of the two in the WINDOW clause.",
  ),
  "INVALID_SQL_SYNTAX.VARIABLE_TYPE_OR_DEFAULT_REQUIRED": error(
    "DBSQL1008",
    "A variable needs a data type or a default.",
    "Write DECLARE name INT, or DECLARE name = 1.",
  ),
  "INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX": error(
    "DBSQL1009",
    "{prettyName} does not take {syntax}.",
    "DISTINCT, FILTER, IGNORE NULLS and WITHIN GROUP go with aggregate functions that know them; remove the clause.",
  ),
  DUPLICATED_CTE_NAMES: error(
    "DBSQL1010",
    "The name {duplicateNames} is used for two queries of this WITH.",
    "Rename one of the two.",
  ),
  MERGE_WITHOUT_WHEN: error("DBSQL1011", "MERGE needs at least one WHEN clause.", "Say what to do with the rows."),
  INVALID_SET_SYNTAX: error(
    "DBSQL1012",
    "This is no SET statement that Spark can read.",
    "Write SET, SET -v, SET key or SET key = value; put a key with other characters in back quotes.",
  ),
  DATATYPE_MISSING_SIZE: error("DBSQL1013", "The type {type} needs a length.", "Write one, as in VARCHAR(10)."),
  UNSUPPORTED_TYPED_LITERAL: error(
    "DBSQL1014",
    "There are no literals of type {unsupportedType}.",
    "DATE, TIME, TIMESTAMP, TIMESTAMP_NTZ, TIMESTAMP_LTZ, INTERVAL and X have literals; use CAST for other types.",
  ),
  INVALID_NUMERIC_LITERAL_RANGE: error(
    "DBSQL1015",
    "{rawStrippedQualifier} is too large or too small for its type.",
    "Use a wider suffix (L for BIGINT, BD for DECIMAL), or none.",
  ),
  DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION: error(
    "DBSQL1016",
    "A decimal has at most 38 digits.",
    "Shorten the number, or write it as a DOUBLE (1e40).",
  ),
  FAILED_TO_PARSE_TOO_COMPLEX: information(
    "DBSQL1017",
    "The statement is nested too deeply, or too large, to be analysed: its columns are unknown.",
    "Spark gives up on such a statement too, at a depth that depends on the server's stack. Split it with WITH.",
  ),
} as const satisfies Rows;

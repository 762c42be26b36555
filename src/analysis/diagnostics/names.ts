import { error, information, type Rows } from "./row.js";

/** Tables, columns, fields. */
export const names = {
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
  "unknown-variable": information(
    "DBSQL1106",
    "No statement here declares the session variable {name}, so its type is unknown.",
    "Declare the variable in a query of the project, or cast it where its type matters: CAST(session.v AS INT).",
  ),
  "made-by-script": information(
    "DBSQL1107",
    "Another statement of the script makes or changes {name}, so that the schema cache does not tell what it is here.",
    "Nothing is claimed about it. Its columns are of unknown type: cast them where their type matters.",
  ),
  "older-version": information(
    "DBSQL1109",
    "The schema cache has the columns of {name} as they are today: an older version may have had others, so * is unknown.",
    "Name the columns that the query needs. They have the types of today.",
  ),
  "unnamed-column": information(
    "DBSQL1110",
    "Spark makes the name of this column when it runs, so neither its name nor the columns of the row are known here.",
    "Give it a name with AS. Spark writes the values of parameters into the names that it makes, and the catalog and schema of a function that is not built in.",
  ),
  "unknown-text": information(
    "DBSQL1108",
    "What is executed is only known at run time: neither is it checked, nor are its result columns known.",
    "A text that is written as a literal is analysed. Give it parameters, and their values with USING.",
  ),
  "unknown-script": information(
    "DBSQL1105",
    "Which query gives the script's result depends on the way that it takes: the result columns are unknown.",
    "A script gives what its last query gave. End it with one query that runs whichever way it takes.",
  ),
  "UNRESOLVED_COLUMN.WITH_SUGGESTION": error(
    "DBSQL1201",
    "There is no column {name} here.{suggestion}",
    "Check the spelling, and the alias before the dot. Only columns of the relations in FROM, and aliases written earlier in the same list, can be named.",
  ),
  "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION": error(
    "DBSQL1202",
    "There is no column {name} here: nothing in this place has columns.{suggestion}",
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
  EXCEPT_NESTED_COLUMN_INVALID_TYPE: error(
    "DBSQL1217",
    "EXCEPT takes fields out of structs only, and {columnName} would come out of {dataType}.",
    "Leave out the whole column, or make it anew.",
  ),
  EXCEPT_OVERLAPPING_COLUMNS: error("DBSQL1215", "The columns in EXCEPT overlap: {names}.", "Name each column once."),
  INCOMPATIBLE_JOIN_TYPES: error("DBSQL1220", "{left} and {right} cannot be combined.", "Choose one kind of join."),
} as const satisfies Rows;

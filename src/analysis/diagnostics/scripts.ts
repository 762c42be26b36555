import { error, information, type Rows, warning } from "./row.js";

/** Variables, EXECUTE IMMEDIATE, BEGIN … END. */
export const scripts = {
  "INVALID_DEFAULT_VALUE.SUBQUERY_EXPRESSION": error(
    "DBSQL1901",
    "A default holds no subquery.",
    "Declare the variable, then give it the value with SET VARIABLE.",
  ),
  UNRESOLVED_VARIABLE: error(
    "DBSQL1902",
    "There is no variable {name}.{suggestion}",
    "A variable is named v, session.v, system.session.v, or label.v in a script.",
  ),
  DUPLICATE_VARIABLE_NAME_INSIDE_DECLARE: error("DBSQL1903", "{name} is declared twice.", "Name each variable once."),
  VARIABLE_ALREADY_EXISTS: error(
    "DBSQL1904",
    "This block has a variable {name} already.",
    "Choose another name, or declare it in a block of its own.",
  ),
  DUPLICATE_ASSIGNMENTS: error("DBSQL1905", "{nameList} is assigned twice.", "Assign each variable once."),
  "UNSUPPORTED_FEATURE.SET_VARIABLE_USING_SET": warning(
    "DBSQL1906",
    "{variableName} is a variable: write SET VARIABLE {variableName} = ….",
    "SET without VARIABLE changes a setting of the session: Spark refuses it where a variable of the name is declared.",
  ),
  UNSUPPORTED_EXPR_FOR_PARAMETER: error(
    "DBSQL1911",
    "USING takes constants and variables.",
    "Put the value into a variable first.",
  ),
  UNBOUND_SQL_PARAMETER: error(
    "DBSQL1912",
    "USING gives no value to the parameter {name}.",
    "Give every parameter of the text a value: in their order to ?, under its name to :name.",
  ),
  ALL_PARAMETERS_MUST_BE_NAMED: error(
    "DBSQL1913",
    "The text has named parameters, and this value has no name.",
    "Write USING value AS name.",
  ),
  EXEC_IMMEDIATE_DUPLICATE_ARGUMENT_ALIASES: error(
    "DBSQL1914",
    "USING gives two values the name {aliases}.",
    "Name each value once.",
  ),
  INVALID_QUERY_MIXED_QUERY_PARAMETERS: error(
    "DBSQL1915",
    "The text has parameters with names and without.",
    "Write either ? or :name for all of them.",
  ),
  INVALID_EXPR_TYPE_FOR_QUERY_EXECUTE_IMMEDIATE: error(
    "DBSQL1916",
    "EXECUTE IMMEDIATE takes a STRING, not {exprType}.",
    "Give it the text of a statement.",
  ),
  INVALID_STATEMENT_FOR_EXECUTE_INTO: error(
    "DBSQL1917",
    "The text is no query, so there is nothing to put INTO variables.",
    "Leave INTO out, or execute a query.",
  ),
  SQL_SCRIPT_IN_EXECUTE_IMMEDIATE: error(
    "DBSQL1918",
    "EXECUTE IMMEDIATE takes no BEGIN … END.",
    "Execute its statements one by one.",
  ),
  "INVALID_VARIABLE_DECLARATION.ONLY_AT_BEGINNING": error(
    "DBSQL1921",
    "{varName} must be declared at the beginning of its block.",
    "Move the DECLARE before the handlers and the other statements.",
  ),
  "INVALID_VARIABLE_DECLARATION.NOT_ALLOWED_IN_SCOPE": error(
    "DBSQL1922",
    "{varName} cannot be declared here: only BEGIN … END declares variables.",
    "Declare it at the beginning of the block, or put BEGIN … END around the statements.",
  ),
  "INVALID_VARIABLE_DECLARATION.REPLACE_LOCAL_VARIABLE": error(
    "DBSQL1923",
    "A variable of a script cannot be replaced.",
    "Leave OR REPLACE out.",
  ),
  "INVALID_VARIABLE_DECLARATION.QUALIFIED_LOCAL_VARIABLE": error(
    "DBSQL1924",
    "A variable of a script is declared by its name alone.",
    "Write the name without what stands before the dot; the label of its block qualifies it.",
  ),
  LABELS_MISMATCH: error(
    "DBSQL1931",
    "The block begins with the label {beginLabel} and ends with {endLabel}.",
    "Write the same label at both ends.",
  ),
  END_LABEL_WITHOUT_BEGIN_LABEL: error(
    "DBSQL1932",
    "The block ends with the label {endLabel}, but begins with none.",
    "Write the label and a colon before it too.",
  ),
  LABEL_OR_FOR_VARIABLE_ALREADY_EXISTS: error(
    "DBSQL1933",
    "A block around this one has the name {label} already.",
    "Choose another label, or another name for the variable of FOR.",
  ),
  LABEL_OR_FOR_VARIABLE_NAME_FORBIDDEN: error(
    "DBSQL1934",
    "{label} cannot be a label.",
    "The names builtin, session and those that begin with sys are Spark's own.",
  ),
  "INVALID_LABEL_USAGE.DOES_NOT_EXIST": error(
    "DBSQL1935",
    "No block around this {statementType} has the label {labelName}.",
    "Write the label before the loop or block that is meant.",
  ),
  "INVALID_LABEL_USAGE.ITERATE_IN_COMPOUND": error(
    "DBSQL1936",
    "{labelName} is the label of a BEGIN … END, and ITERATE goes on with a loop.",
    "Use LEAVE, or the label of a loop.",
  ),
  INVALID_BOOLEAN_STATEMENT: error(
    "DBSQL1941",
    "The condition must be a boolean: {invalidStatement} is none.",
    "Compare it with something.",
  ),
  DUPLICATE_CONDITION_IN_SCOPE: error(
    "DBSQL1942",
    "This block has a condition {condition} already.",
    "Choose another name.",
  ),
  INVALID_SQLSTATE: error(
    "DBSQL1943",
    "'{sqlState}' is no SQLSTATE.",
    "Write five capital letters and digits that do not begin with 00, 01 or XX.",
  ),
  "INVALID_ERROR_CONDITION_DECLARATION.NOT_AT_START_OF_COMPOUND_STATEMENT": error(
    "DBSQL1944",
    "The condition {conditionName} must be declared at the beginning of BEGIN … END.",
    "Move it before the handlers and the other statements.",
  ),
  "INVALID_HANDLER_DECLARATION.WRONG_PLACE_OF_DECLARATION": error(
    "DBSQL1945",
    "A handler stands behind what the block declares, and before its other statements.",
    "Move the handler.",
  ),
  "INVALID_HANDLER_DECLARATION.DUPLICATE_CONDITION_IN_HANDLER_DECLARATION": error(
    "DBSQL1946",
    "The handler names {condition} twice.",
    "Name each condition once.",
  ),
  "DUPLICATE_EXCEPTION_HANDLER.CONDITION": error(
    "DBSQL1947",
    "This block has a handler for {condition} already.",
    "Handle each condition once.",
  ),
  "UNSUPPORTED_FEATURE.SQL_SCRIPTING_DROP_TEMPORARY_VARIABLE": error(
    "DBSQL1948",
    "A script drops no variables.",
    "A variable of a script ends with its block. Write EXECUTE IMMEDIATE 'DROP TEMPORARY VARIABLE …' for one of the session.",
  ),
  "unsupported-by-default": information(
    "DBSQL1951",
    "Spark takes {what} only where {setting} is true.",
    "Set it for the session, or ask who runs the server.",
  ),
} as const satisfies Rows;

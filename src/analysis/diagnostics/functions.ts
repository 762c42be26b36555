import { error, type Rows } from "./row.js";

/** Calls of functions. */
export const functions = {
  UNRESOLVED_ROUTINE: error(
    "DBSQL1301",
    "There is no function {name}.{suggestion}",
    "Check the spelling. If the function was made by a user, run `dbsql pull-schema` for its schema.",
  ),
  ROUTINE_NOT_FOUND: error(
    "DBSQL1318",
    "There is no generator {name}.{suggestion}",
    "Check the spelling. LATERAL VIEW takes explode, posexplode, inline, stack, json_tuple and the like.",
  ),
  UNRESOLVABLE_TABLE_VALUED_FUNCTION: error(
    "DBSQL1302",
    "There is no table function {name}.{suggestion}",
    "Check the spelling. If the function was made by a user, run `dbsql pull-schema` for its schema.",
  ),
  "WRONG_NUM_ARGS.WITHOUT_SUGGESTION": error(
    "DBSQL1303",
    "{functionName} takes {expectedNum} arguments, not {actualNum}.",
    "Look at the function's signature.",
  ),
  "WRONG_NUM_ARGS.WITH_SUGGESTION": error(
    "DBSQL1304",
    "{functionName} takes {expectedNum} arguments, not {actualNum}.",
    "Look at the function's signature.",
  ),
  NOT_A_SCALAR_FUNCTION: error(
    "DBSQL1305",
    "{functionName} makes rows: it can only stand in FROM.",
    "Call it in FROM or LATERAL VIEW.",
  ),
  NOT_A_TABLE_FUNCTION: error(
    "DBSQL1306",
    "{functionName} makes a value, not rows: it cannot stand in FROM.",
    "Call it in the SELECT list.",
  ),
  NAMED_PARAMETERS_NOT_SUPPORTED: error(
    "DBSQL1307",
    "{functionName} takes no named arguments.",
    "Give the arguments by position.",
  ),
  UNRECOGNIZED_PARAMETER_NAME: error(
    "DBSQL1308",
    "{routineName} has no parameter {argumentName}.",
    "Check the parameter's name.",
  ),
  REQUIRED_PARAMETER_NOT_FOUND: error("DBSQL1309", "{routineName} needs the argument {parameterName}.", "Give it."),
  UNEXPECTED_POSITIONAL_ARGUMENT: error(
    "DBSQL1310",
    "Arguments by position must stand before named ones.",
    "Reorder the arguments.",
  ),
  "INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH": error(
    "DBSQL1311",
    "The lambda has {actualNumArgs} parameters where {expectedNumArgs} are given.",
    "Change the parameters of the lambda.",
  ),
  "INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION": error(
    "DBSQL1312",
    "{class} takes no lambda.",
    "Only higher-order functions take one.",
  ),
  "INVALID_LAMBDA_FUNCTION_CALL.DUPLICATE_ARG_NAMES": error(
    "DBSQL1313",
    "Two parameters of the lambda have one name.",
    "Rename one.",
  ),
  WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE: error(
    "DBSQL1314",
    "{funcName} needs an OVER clause.",
    "Write OVER (…) behind the call.",
  ),
  UNSUPPORTED_EXPR_FOR_WINDOW: error(
    "DBSQL1315",
    "{sqlExpr} cannot be used with OVER.",
    "Only aggregate and window functions take OVER.",
  ),
  DISTINCT_WINDOW_FUNCTION_UNSUPPORTED: error("DBSQL1316", "DISTINCT cannot be used with OVER.", "Remove DISTINCT."),
  "INVALID_SCHEMA.NON_STRING_LITERAL": error(
    "DBSQL1322",
    "The schema must be a constant string.",
    "Write the columns as in CREATE TABLE: 'a INT, b ARRAY<STRING>'.",
  ),
  "INVALID_SCHEMA.NON_STRUCT_TYPE": error(
    "DBSQL1327",
    "A line of CSV is read into columns, and the schema is of one type.",
    "Write the columns as in CREATE TABLE: 'a INT, b STRING'.",
  ),
  UNSUPPORTED_CHAR_OR_VARCHAR_AS_STRING: error(
    "DBSQL1328",
    "The schema must not hold CHAR or VARCHAR.",
    "Write STRING.",
  ),
  "DUPLICATE_ROUTINE_PARAMETER_ASSIGNMENT.BOTH_POSITIONAL_AND_NAMED": error(
    "DBSQL1319",
    "{routineName} gets its parameter {parameterName} twice: by position and by name.",
    "Remove one of the two.",
  ),
  "INVALID_WITHIN_GROUP_EXPRESSION.DISTINCT_UNSUPPORTED": error(
    "DBSQL1324",
    "{funcName} takes no DISTINCT.",
    "Remove DISTINCT, or remove duplicates in a subquery first.",
  ),
  "INVALID_WITHIN_GROUP_EXPRESSION.WITHIN_GROUP_MISSING": error(
    "DBSQL1320",
    "{funcName} needs WITHIN GROUP (ORDER BY …).",
    "Write the order behind the call.",
  ),
  "INVALID_OPTIONS.NON_MAP_FUNCTION": error(
    "DBSQL1321",
    "Options must be a constant map of strings.",
    "Write map('key', 'value', …).",
  ),
  UNEXPECTED_INPUT_TYPE: error("DBSQL1325", "This argument must not be NULL.", "Write a number."),
  FAILED_FUNCTION_CALL: error("DBSQL1326", "This argument must not be 0.", "Write another step."),
  NON_FOLDABLE_ARGUMENT: error(
    "DBSQL1323",
    "An argument of {functionName} must be a constant.",
    "Write a literal, or an expression of literals. Inside an expression a variable is a constant too: v + 0.",
  ),
} as const satisfies Rows;

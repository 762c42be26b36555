import { live, page } from "./page.js";

export const functions = {
  UNRESOLVED_ROUTINE: page(
    "Spark has no function of that name, and the current schema was pulled without one.",
    "SELECT upperr(name) AS n FROM employees",
    "SELECT upper(name) AS n FROM employees",
  ),
  ROUTINE_NOT_FOUND: page(
    "LATERAL VIEW looks for a generator of that name, and there is none.",
    "SELECT t.tag FROM employees LATERAL VIEW expload(tags) t AS tag",
    "SELECT t.tag FROM employees LATERAL VIEW explode(tags) t AS tag",
  ),
  UNRESOLVABLE_TABLE_VALUED_FUNCTION: page(
    "In FROM, a call must be of a function that makes rows, and there is none of that name.",
    "SELECT * FROM rangee(3)",
    "SELECT * FROM range(3)",
  ),
  "WRONG_NUM_ARGS.WITHOUT_SUGGESTION": page(
    "Every function says how many arguments it takes; hover over its name to see the signature.",
    "SELECT substring(name) AS s FROM employees",
    "SELECT substring(name, 1, 3) AS s FROM employees",
  ),
  "WRONG_NUM_ARGS.WITH_SUGGESTION": page(
    "Spark has an old way of calling it without arguments, which is switched off.",
    "SELECT count() AS n FROM employees",
    "SELECT count(*) AS n FROM employees",
  ),
  NOT_A_SCALAR_FUNCTION: page(
    "The function makes any number of rows, where one value is needed.",
    "SELECT range(3)",
    "SELECT id FROM range(3)",
  ),
  NOT_A_TABLE_FUNCTION: page(
    "The function makes one value, where rows are needed.",
    "SELECT * FROM upper('a')",
    "SELECT upper('a') AS x",
  ),
  NAMED_PARAMETERS_NOT_SUPPORTED: page(
    "Only few of Spark's functions take arguments as name => value.",
    "SELECT upper(str => name) AS n FROM employees",
    "SELECT upper(name) AS n FROM employees",
  ),
  UNRECOGNIZED_PARAMETER_NAME: page(
    "The name before => is none of the function's parameters.",
    "SELECT mask(str => name, upper => 'X') AS n FROM employees",
    "SELECT mask(str => name, upperChar => 'X') AS n FROM employees",
  ),
  REQUIRED_PARAMETER_NOT_FOUND: page(
    "Arguments by name may come in any order, but those without a default must come.",
    "SELECT mask(upperChar => 'X') AS n FROM employees",
    "SELECT mask(str => name, upperChar => 'X') AS n FROM employees",
  ),
  UNEXPECTED_POSITIONAL_ARGUMENT: live(
    "Behind a named argument, a place in the list means nothing.",
    "SELECT mask(str => name, 'X') AS n FROM employees",
    "SELECT mask(name, upperChar => 'X') AS n FROM employees",
  ),
  "INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH": page(
    "The function calls the lambda with a fixed number of values: `transform` with the element, and its number if the lambda takes two.",
    "SELECT transform(tags, (a, b, c) -> a) AS t FROM employees",
    "SELECT transform(tags, (a, b) -> a) AS t FROM employees",
  ),
  "INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION": page(
    "A lambda is no value; it can only be given to a function that calls it.",
    "SELECT upper(x -> x) AS n FROM employees",
    "SELECT transform(tags, x -> upper(x)) AS n FROM employees",
  ),
  "INVALID_LAMBDA_FUNCTION_CALL.DUPLICATE_ARG_NAMES": page(
    "Names are compared without regard to case, so it is not clear which one is meant.",
    "SELECT aggregate(tags, '', (a, A) -> a) AS t FROM employees",
    "SELECT aggregate(tags, '', (a, b) -> a) AS t FROM employees",
  ),
  WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE: page(
    "A window function looks at the rows around; OVER says which, and in which order.",
    "SELECT row_number() AS n FROM employees",
    "SELECT row_number() OVER (ORDER BY id) AS n FROM employees",
  ),
  UNSUPPORTED_EXPR_FOR_WINDOW: page(
    "A plain function sees one row, so a window means nothing to it.",
    "SELECT upper(name) OVER () AS n FROM employees",
    "SELECT max(name) OVER () AS n FROM employees",
  ),
  DISTINCT_WINDOW_FUNCTION_UNSUPPORTED: page(
    "Spark does not count distinct values over a window.",
    "SELECT count(DISTINCT dept_id) OVER () AS n FROM employees",
    "SELECT size(collect_set(dept_id) OVER ()) AS n FROM employees",
  ),
  "INVALID_SCHEMA.NON_STRING_LITERAL": page(
    "The schema says which type the result has, so it is read when the query is analysed, from a string.",
    "SELECT from_json('{}', 1) AS j",
    "SELECT from_json('{}', 'a INT') AS j",
  ),
  "INVALID_SCHEMA.NON_STRUCT_TYPE": page(
    "Each value of the line becomes a field, so the schema names them all.",
    "SELECT from_csv('1', 'INT') AS c",
    "SELECT from_csv('1', 'a INT') AS c",
  ),
  UNSUPPORTED_CHAR_OR_VARCHAR_AS_STRING: page(
    "The lengths of CHAR and VARCHAR are kept by tables alone; what is read from text has none.",
    "SELECT from_json('{}', 'a VARCHAR(10)') AS j",
    "SELECT from_json('{}', 'a STRING') AS j",
  ),
  "DUPLICATE_ROUTINE_PARAMETER_ASSIGNMENT.BOTH_POSITIONAL_AND_NAMED": page(
    "An argument by position has filled the parameter already.",
    "SELECT mask(name, 'X', str => 'a') AS n FROM employees",
    "SELECT mask(name, 'X') AS n FROM employees",
  ),
  "INVALID_WITHIN_GROUP_EXPRESSION.DISTINCT_UNSUPPORTED": page(
    "The function counts how often a value stands there, so that DISTINCT would leave it nothing to do.",
    "SELECT mode(DISTINCT dept_id) AS m FROM employees",
    "SELECT mode(dept_id) AS m FROM employees",
  ),
  "INVALID_WITHIN_GROUP_EXPRESSION.WITHIN_GROUP_MISSING": page(
    "The function takes the rows in an order, which WITHIN GROUP says.",
    "SELECT percentile_cont(0.5) AS m FROM employees",
    "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) AS m FROM employees",
  ),
  "INVALID_OPTIONS.NON_MAP_FUNCTION": live(
    "The options shape the result, so they must be known before a row is read.",
    "SELECT from_json(name, 'a INT', name) AS j FROM employees",
    "SELECT from_json(name, 'a INT', map('mode', 'FAILFAST')) AS j FROM employees",
  ),
  UNEXPECTED_INPUT_TYPE: page(
    "The numbers are counted before there are rows, and NULL is no bound.",
    "SELECT id FROM range(1, NULL)",
    "SELECT id FROM range(1, 10)",
  ),
  FAILED_FUNCTION_CALL: page(
    "Counting in steps of 0 comes to no end.",
    "SELECT id FROM range(0, 10, 0)",
    "SELECT id FROM range(0, 10, 2)",
  ),
  NON_FOLDABLE_ARGUMENT: page(
    "How many rows the function makes is settled before the query runs.",
    "SELECT id FROM range((SELECT 3))",
    "SELECT id FROM range(3)",
  ),
};

import { explained, page } from "./page.js";

/** Variables, EXECUTE IMMEDIATE, BEGIN … END. */
export const scripts = {
  "INVALID_DEFAULT_VALUE.SUBQUERY_EXPRESSION": page(
    "The default is an expression that is evaluated again by SET VARIABLE v = DEFAULT, and reads no tables.",
    "DECLARE OR REPLACE latest INT DEFAULT (SELECT max(year) FROM sales)",
    "BEGIN DECLARE latest INT; SET latest = (SELECT max(year) FROM sales); SELECT latest; END",
  ),
  UNRESOLVED_VARIABLE: page(
    "A variable lives in the session or in a block of a script; what stands before the dot must say which.",
    "DECLARE OR REPLACE main.latest INT",
    "DECLARE OR REPLACE session.latest INT",
  ),
  DUPLICATE_VARIABLE_NAME_INSIDE_DECLARE: page(
    "One DECLARE makes several variables, each under a name of its own.",
    "DECLARE OR REPLACE low, low INT DEFAULT 0",
    "DECLARE OR REPLACE low, high INT DEFAULT 0",
  ),
  VARIABLE_ALREADY_EXISTS: page(
    "Names are compared without regard to case, and a block has one variable of a name. A block inside may hide it.",
    "BEGIN DECLARE low INT; DECLARE Low INT; SELECT low; END",
    "BEGIN DECLARE low INT; BEGIN DECLARE low STRING; SELECT low; END; END",
  ),
  DUPLICATE_ASSIGNMENTS: page(
    "All values are evaluated before any is assigned, so that one of the two would be lost.",
    "BEGIN DECLARE low INT; SET low = 1, low = 2; SELECT low; END",
    "BEGIN DECLARE low INT; SET low = 2; SELECT low; END",
  ),
  "UNSUPPORTED_FEATURE.SET_VARIABLE_USING_SET": explained(
    "Another query of the project declares the variable, so that it is there when this one runs, or else a setting is made that nobody reads.",
  ),
  UNSUPPORTED_EXPR_FOR_PARAMETER: page(
    "The value is put into the text before the text is analysed, so it must be known then.",
    "EXECUTE IMMEDIATE 'SELECT ? AS latest' USING (SELECT max(year) FROM sales)",
    "EXECUTE IMMEDIATE 'SELECT ? AS latest' USING 2024",
  ),
  UNBOUND_SQL_PARAMETER: page(
    "The text is a statement of its own: it gets the values of USING, and none of the statement around it.",
    "EXECUTE IMMEDIATE 'SELECT ? AS low, ? AS high' USING 1",
    "EXECUTE IMMEDIATE 'SELECT ? AS low, ? AS high' USING 1, 2",
  ),
  ALL_PARAMETERS_MUST_BE_NAMED: page(
    "Named parameters are filled by name, and Spark cannot tell what a value without one is for.",
    "EXECUTE IMMEDIATE 'SELECT :low AS low' USING 1",
    "EXECUTE IMMEDIATE 'SELECT :low AS low' USING 1 AS low",
  ),
  EXEC_IMMEDIATE_DUPLICATE_ARGUMENT_ALIASES: page(
    "A parameter has one value.",
    "EXECUTE IMMEDIATE 'SELECT :low AS low' USING 1 AS low, 2 AS low",
    "EXECUTE IMMEDIATE 'SELECT :low AS low' USING 1 AS low",
  ),
  INVALID_QUERY_MIXED_QUERY_PARAMETERS: page(
    "Parameters are filled by their order or by their names.",
    "EXECUTE IMMEDIATE 'SELECT :low AS low, ? AS high' USING 1 AS low",
    "EXECUTE IMMEDIATE 'SELECT :low AS low, :high AS high' USING 1 AS low, 2 AS high",
  ),
  INVALID_EXPR_TYPE_FOR_QUERY_EXECUTE_IMMEDIATE: page(
    "What is executed is the text of a statement.",
    "EXECUTE IMMEDIATE 5",
    "EXECUTE IMMEDIATE 'SELECT 5 AS five'",
  ),
  INVALID_STATEMENT_FOR_EXECUTE_INTO: page(
    "INTO takes the one row of a query; other statements have none.",
    "BEGIN DECLARE n INT; EXECUTE IMMEDIATE 'CREATE TEMP VIEW v AS SELECT 1 AS n' INTO n; SELECT n; END",
    "BEGIN DECLARE n INT; EXECUTE IMMEDIATE 'SELECT 1 AS n' INTO n; SELECT n; END",
  ),
  SQL_SCRIPT_IN_EXECUTE_IMMEDIATE: page(
    "EXECUTE IMMEDIATE executes one statement.",
    "EXECUTE IMMEDIATE 'BEGIN SELECT 1 AS one; END'",
    "EXECUTE IMMEDIATE 'SELECT 1 AS one'",
  ),
  "INVALID_VARIABLE_DECLARATION.ONLY_AT_BEGINNING": page(
    "A block says first what it declares: variables and conditions, then handlers, then what it does.",
    "BEGIN SELECT 1 AS one; DECLARE low INT; END",
    "BEGIN DECLARE low INT; SELECT 1 AS one; END",
  ),
  "INVALID_VARIABLE_DECLARATION.NOT_ALLOWED_IN_SCOPE": page(
    "A variable lives as long as its block, and the bodies of IF, CASE and loops are no blocks.",
    "BEGIN IF true THEN DECLARE low INT; SELECT 1 AS one; ELSE SELECT 1 AS one; END IF; END",
    "BEGIN DECLARE low INT; IF true THEN SELECT 1 AS one; ELSE SELECT 1 AS one; END IF; END",
  ),
  "INVALID_VARIABLE_DECLARATION.REPLACE_LOCAL_VARIABLE": page(
    "A block makes its variables anew each time it begins, so there is nothing to replace.",
    "BEGIN DECLARE OR REPLACE low INT; SELECT low; END",
    "BEGIN DECLARE low INT; SELECT low; END",
  ),
  "INVALID_VARIABLE_DECLARATION.QUALIFIED_LOCAL_VARIABLE": page(
    "Inside a script DECLARE makes a variable of the block, not of the session.",
    "BEGIN DECLARE session.low INT; SELECT 1 AS one; END",
    "BEGIN DECLARE low INT; SELECT low; END",
  ),
  LABELS_MISMATCH: page(
    "The label at the end says which block ends, for the reader; Spark holds it against the one at the beginning.",
    "BEGIN first: BEGIN SELECT 1 AS one; END second; END",
    "BEGIN first: BEGIN SELECT 1 AS one; END first; END",
  ),
  END_LABEL_WITHOUT_BEGIN_LABEL: page(
    "The label at the end repeats the one at the beginning.",
    "BEGIN BEGIN SELECT 1 AS one; END first; END",
    "BEGIN first: BEGIN SELECT 1 AS one; END first; END",
  ),
  LABEL_OR_FOR_VARIABLE_ALREADY_EXISTS: page(
    "Inside both, LEAVE and a name before a dot could mean either.",
    "BEGIN a: BEGIN a: BEGIN SELECT 1 AS one; END; END; END",
    "BEGIN a: BEGIN b: BEGIN SELECT 1 AS one; END; END; END",
  ),
  LABEL_OR_FOR_VARIABLE_NAME_FORBIDDEN: page(
    "session.v is the session's variable, so that no block may have the name.",
    "BEGIN session: BEGIN SELECT 1 AS one; END; END",
    "BEGIN mine: BEGIN SELECT 1 AS one; END; END",
  ),
  "INVALID_LABEL_USAGE.DOES_NOT_EXIST": page(
    "LEAVE and ITERATE reach the blocks and loops that they stand in.",
    "BEGIN again: LOOP SELECT 1 AS one; LEAVE agian; END LOOP; END",
    "BEGIN again: LOOP SELECT 1 AS one; LEAVE again; END LOOP; END",
  ),
  "INVALID_LABEL_USAGE.ITERATE_IN_COMPOUND": page(
    "ITERATE begins the next round, and a block has no rounds.",
    "BEGIN part: BEGIN SELECT 1 AS one; ITERATE part; END; END",
    "BEGIN part: BEGIN SELECT 1 AS one; LEAVE part; END; END",
  ),
  INVALID_BOOLEAN_STATEMENT: page(
    "Neither a number nor a text is taken for true or false here, and NULL only as a BOOLEAN.",
    "BEGIN IF 1 THEN SELECT 1 AS one; ELSE SELECT 1 AS one; END IF; END",
    "BEGIN IF 1 > 0 THEN SELECT 1 AS one; ELSE SELECT 1 AS one; END IF; END",
  ),
  DUPLICATE_CONDITION_IN_SCOPE: page(
    "A handler names the condition, and must know which.",
    "BEGIN DECLARE late CONDITION FOR SQLSTATE '45001'; DECLARE late CONDITION FOR SQLSTATE '45002'; SELECT 1 AS one; END",
    "BEGIN DECLARE late CONDITION FOR SQLSTATE '45001'; SELECT 1 AS one; END",
  ),
  INVALID_SQLSTATE: page(
    "A SQLSTATE has five characters; those that begin with 00 and 01 are no errors, those with XX are Spark's own.",
    "BEGIN DECLARE late CONDITION FOR SQLSTATE '450'; SELECT 1 AS one; END",
    "BEGIN DECLARE late CONDITION FOR SQLSTATE '45000'; SELECT 1 AS one; END",
  ),
  "INVALID_ERROR_CONDITION_DECLARATION.NOT_AT_START_OF_COMPOUND_STATEMENT": page(
    "A block says first what it declares.",
    "BEGIN SELECT 1 AS one; DECLARE late CONDITION; END",
    "BEGIN DECLARE late CONDITION; SELECT 1 AS one; END",
  ),
  "INVALID_HANDLER_DECLARATION.WRONG_PLACE_OF_DECLARATION": page(
    "The handler is there for all statements of its block.",
    "BEGIN SELECT 1 AS one; DECLARE EXIT HANDLER FOR SQLEXCEPTION SELECT 1 AS one; END",
    "BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION SELECT 1 AS one; SELECT 1 AS one; END",
  ),
  "INVALID_HANDLER_DECLARATION.DUPLICATE_CONDITION_IN_HANDLER_DECLARATION": page(
    "Naming it once is enough.",
    "BEGIN DECLARE EXIT HANDLER FOR DIVIDE_BY_ZERO, DIVIDE_BY_ZERO SELECT 1 AS one; SELECT 1 AS one; END",
    "BEGIN DECLARE EXIT HANDLER FOR DIVIDE_BY_ZERO SELECT 1 AS one; SELECT 1 AS one; END",
  ),
  "DUPLICATE_EXCEPTION_HANDLER.CONDITION": page(
    "Spark would not know which of the two to run.",
    "BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION SELECT 1 AS one; DECLARE EXIT HANDLER FOR SQLEXCEPTION SELECT 1 AS one; SELECT 1 AS one; END",
    "BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION SELECT 1 AS one; SELECT 1 AS one; END",
  ),
  "UNSUPPORTED_FEATURE.SQL_SCRIPTING_DROP_TEMPORARY_VARIABLE": page(
    "Inside a script a plain name is first the block's, which ends by itself.",
    "BEGIN DROP TEMPORARY VARIABLE low; SELECT 1 AS one; END",
    "BEGIN DECLARE low INT; SELECT low; END",
  ),
  "unsupported-by-default": page(
    "Spark 4.2 has cursors and CONTINUE handlers behind settings that are off.",
    "BEGIN DECLARE c CURSOR FOR SELECT 1 AS one; OPEN c; CLOSE c; SELECT 1 AS one; END",
    "BEGIN FOR c AS SELECT 1 AS one DO SET one = 2; END FOR; SELECT 1 AS one; END",
  ),
};

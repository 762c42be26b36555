import { explained, page } from "./page.js";

export const types = {
  DATATYPE_MISMATCH: page(
    "Spark converts one type to another only where nothing can be misunderstood.",
    "SELECT map(attrs, 1) AS m FROM employees",
    "SELECT map(name, 1) AS m FROM employees",
  ),
  "DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES": page(
    "An operator needs both sides in one type, and Spark converts neither to the other by itself.",
    "SELECT id FROM employees WHERE id = tags",
    "SELECT id FROM employees WHERE array_contains(tags, CAST(id AS STRING))",
  ),
  "DATATYPE_MISMATCH.BINARY_OP_WRONG_TYPE": page(
    "Both sides have one type, but the operator has no meaning for it: + does not join strings, for example.",
    "SELECT name + name AS n FROM employees",
    "SELECT name || name AS n FROM employees",
  ),
  "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE": page(
    "The function takes other types at this place, and Spark does not convert to them by itself.",
    "SELECT year(id) AS y FROM employees",
    "SELECT year(hired) AS y FROM employees",
  ),
  "DATATYPE_MISMATCH.DATA_DIFF_TYPES": page(
    "The values end up in one column or one array, which has one type.",
    "SELECT coalesce(id, tags) AS x FROM employees",
    "SELECT coalesce(CAST(id AS STRING), name) AS x FROM employees",
  ),
  "DATATYPE_MISMATCH.NON_FOLDABLE_INPUT": page(
    "The value shapes the result itself, so it must be known before a row is read.",
    "SELECT approx_percentile(salary, 1 / id) AS p FROM employees",
    "SELECT approx_percentile(salary, 0.5) AS p FROM employees",
  ),
  "DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION": page(
    "Spark knows no way from the one type to the other.",
    "SELECT CAST(tags AS INT) AS n FROM employees",
    "SELECT size(tags) AS n FROM employees",
  ),
  "DATATYPE_MISMATCH.INVALID_JSON_SCHEMA": page(
    "A JSON document is an object or an array. A single value is not read by a schema.",
    "SELECT from_json('{}', 'STRING') AS j",
    "SELECT from_json('{}', 'a STRING') AS j",
  ),
  "DATATYPE_MISMATCH.INVALID_JSON_MAP_KEY_TYPE": page(
    "What stands before the colon in JSON is always a text.",
    "SELECT from_json('{}', 'a MAP<INT, STRING>') AS j",
    "SELECT from_json('{}', 'a MAP<STRING, STRING>') AS j",
  ),
  "DATATYPE_MISMATCH.INVALID_XML_SCHEMA": page(
    "An element holds named elements, so that it is read into columns.",
    "SELECT from_xml('<p/>', 'ARRAY<INT>') AS x",
    "SELECT from_xml('<p/>', 'a ARRAY<INT>') AS x",
  ),
  "DATATYPE_MISMATCH.INVALID_XML_MAP_KEY_TYPE": page(
    "The keys of a map are the names of elements.",
    "SELECT from_xml('<p/>', 'a MAP<INT, INT>') AS x",
    "SELECT from_xml('<p/>', 'a MAP<STRING, INT>') AS x",
  ),
  "DATATYPE_MISMATCH.UNSUPPORTED_INPUT_TYPE": page(
    "The fields of a struct become what stands between the commas.",
    "SELECT to_csv(name) AS c FROM employees",
    "SELECT to_csv(struct(name)) AS c FROM employees",
  ),
  "DATATYPE_MISMATCH.CAST_WITH_FUNC_SUGGESTION": page(
    "A number could mean days or seconds; a function says which.",
    "SELECT CAST(hired AS INT) AS d FROM employees",
    "SELECT unix_date(hired) AS d FROM employees",
  ),
  "DATATYPE_MISMATCH.CAST_WITH_CONF_SUGGESTION": page(
    "The old mode of Spark without ANSI rules allows the cast, with answers that surprise.",
    "SELECT CAST(active AS TIMESTAMP) AS t FROM employees",
    "SELECT timestamp_seconds(CAST(active AS INT)) AS t FROM employees",
  ),
  "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN": page(
    "WHERE and HAVING keep the rows for which the condition is true; Spark takes no number for a truth.",
    "SELECT name FROM employees WHERE id",
    "SELECT name FROM employees WHERE id <> 0",
  ),
  JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE: page(
    "ON keeps the pairs for which the condition is true; Spark takes no number for a truth.",
    "SELECT name FROM employees e JOIN departments d ON e.dept_id",
    "SELECT name FROM employees e JOIN departments d ON e.dept_id = d.dept_id",
  ),
  "DATATYPE_MISMATCH.INVALID_ORDERING_TYPE": page(
    "Maps and variants have no order, so they cannot be sorted, compared, or have a greatest.",
    "SELECT name FROM employees ORDER BY attrs",
    "SELECT name FROM employees ORDER BY attrs['level']",
  ),
  "DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH": page(
    "Every value before IN is compared with one column of the subquery.",
    "SELECT name FROM employees WHERE dept_id IN (SELECT dept_id, dept_name FROM departments)",
    "SELECT name FROM employees WHERE dept_id IN (SELECT dept_id FROM departments)",
  ),
  "DATATYPE_MISMATCH.IN_SUBQUERY_DATA_TYPE_MISMATCH": page(
    "The value and the subquery's column have no type in common.",
    "SELECT name FROM employees WHERE id IN (SELECT tags FROM employees)",
    "SELECT name FROM employees WHERE id IN (SELECT dept_id FROM departments)",
  ),
  "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_UNACCEPTED_TYPE": explained(
    "The bound of a RANGE frame is added to the ORDER BY key.",
  ),
  "DATATYPE_MISMATCH.RANGE_FRAME_WITHOUT_ORDER": page(
    "RANGE counts from the value of the ORDER BY key of the current row.",
    "SELECT sum(id) OVER (RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM employees",
    "SELECT sum(id) OVER (ORDER BY id RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM employees",
  ),
  "DATATYPE_MISMATCH.RANGE_FRAME_MULTI_ORDER": page(
    "RANGE counts from the value of one key; with two it is not clear from which.",
    "SELECT sum(id) OVER (ORDER BY id, dept_id RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM employees",
    "SELECT sum(id) OVER (ORDER BY id, dept_id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM employees",
  ),
  INVALID_EXTRACT_FIELD: page(
    "The field names a part of a date, time or interval, and the value has no such part.",
    "SELECT extract(EPOCH FROM current_timestamp()) AS s",
    "SELECT unix_timestamp(current_timestamp()) AS s",
  ),
  INVALID_TYPED_LITERAL: page(
    "The text is read when the query is parsed, and is no such value.",
    "SELECT DATE '2026-02-31' AS d",
    "SELECT DATE '2026-02-28' AS d",
  ),
  INCOMPATIBLE_COLUMN_TYPE: page(
    "The rows of both sides go into one column, and the two types have none in common.",
    "SELECT id FROM employees UNION ALL SELECT tags FROM employees",
    "SELECT id FROM employees UNION ALL SELECT size(tags) FROM employees",
  ),
  NUM_COLUMNS_MISMATCH: page(
    "The rows of both sides go into one result, column by column.",
    "SELECT id FROM employees UNION ALL SELECT dept_id, dept_name FROM departments",
    "SELECT id, name FROM employees UNION ALL SELECT dept_id, dept_name FROM departments",
  ),
  "DATATYPE_MISMATCH.VALUE_OUT_OF_RANGE": page(
    "The function takes only some values there, and the constant is none of them.",
    "SELECT ntile(0) OVER (ORDER BY id) AS n FROM employees",
    "SELECT ntile(4) OVER (ORDER BY id) AS n FROM employees",
  ),
  "DATATYPE_MISMATCH.UNEXPECTED_NULL": page(
    "The function reads the constant before there are rows, and NULL says nothing.",
    "SELECT mode(dept_id, NULL) AS m FROM employees",
    "SELECT mode(dept_id, true) AS m FROM employees",
  ),
  "DATATYPE_MISMATCH.TYPE_CHECK_FAILURE_WITH_HINT": page(
    "The function reads the constant before there are rows, and has no meaning for others.",
    "SELECT kll_sketch_agg_bigint(cost, 7) AS s FROM sales",
    "SELECT kll_sketch_agg_bigint(cost, 200) AS s FROM sales",
  ),
  "DATATYPE_MISMATCH.INPUT_SIZE_NOT_ONE": page(
    "Each character of the text is replaced by one other.",
    "SELECT mask(name, 'XX') AS m FROM employees",
    "SELECT mask(name, 'X') AS m FROM employees",
  ),
  INTERVAL_ARITHMETIC_OVERFLOW: page(
    "An interval is a whole number of microseconds, or of months, and that number has 64 bits, or 32.",
    "SELECT INTERVAL 106751992 DAY AS i",
    "SELECT INTERVAL 106751991 DAY AS i",
  ),
  INVALID_INTERVAL_FORMAT: page(
    "The text is read when the query is parsed, and does not have the form that the units ask for.",
    "SELECT INTERVAL '1 2:03' DAY TO HOUR AS i",
    "SELECT INTERVAL '1 2:03' DAY TO MINUTE AS i",
  ),
  _LEGACY_ERROR_TEMP_0029: page(
    "A month has no fixed number of days: Spark keeps the two kinds of intervals apart.",
    "SELECT current_date() + INTERVAL 1 MONTH 2 DAYS AS d",
    "SELECT current_date() + INTERVAL 1 MONTH + INTERVAL 2 DAYS AS d",
  ),
  "INVALID_PARAMETER_VALUE.DATETIME_UNIT": page(
    "The parser has to know the unit, so that it is a word of the language.",
    "SELECT dateadd('DAY', 1, current_date()) AS d",
    "SELECT dateadd(DAY, 1, current_date()) AS d",
  ),
  "INVALID_OPTIONS.NON_STRING_TYPE": page(
    "Every option is a text, whatever it stands for.",
    "SELECT to_json(address, map('ignoreNullFields', false)) AS j FROM employees",
    "SELECT to_json(address, map('ignoreNullFields', 'false')) AS j FROM employees",
  ),
  "COLLATION_MISMATCH.EXPLICIT": page(
    "A collation says how texts are compared, and one comparison has one.",
    "SELECT name COLLATE UNICODE = name COLLATE UTF8_LCASE AS same FROM employees",
    "SELECT name COLLATE UNICODE = name COLLATE UNICODE AS same FROM employees",
  ),
  INDETERMINATE_COLLATION_IN_EXPRESSION: page(
    "Two columns with different collations are equals: neither decides how their texts are compared.",
    "SELECT a.k = b.k AS same FROM (SELECT name AS k FROM employees) a, (SELECT name COLLATE UNICODE AS k FROM employees) b",
    "SELECT a.k = b.k COLLATE UNICODE AS same FROM (SELECT name AS k FROM employees) a, (SELECT name COLLATE UNICODE AS k FROM employees) b",
  ),
  UNSUPPORTED_DATATYPE: page(
    "Spark knows no type of that name.",
    "SELECT CAST(id AS TEXT) AS t FROM employees",
    "SELECT CAST(id AS STRING) AS t FROM employees",
  ),
};

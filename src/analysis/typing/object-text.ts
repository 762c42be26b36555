import type { Printed } from "./printed.js";

/*
 * `array.field` is named after what the expression before it prints as an object, not as SQL. The two differ by what only
 * the server knows (ids of lambda variables, seeds, the time zone) or by how it is written (`cast(a as int)`).
 */

/** Functions whose objects hold their arguments and nothing else. */
const plainCalls: ReadonlySet<string> = new Set(
  `abs array array_append array_compact array_contains array_distinct array_except array_intersect array_max array_min
  array_prepend array_remove array_repeat array_union avg ceil coalesce concat concat_ws count decode floor flatten get greatest
  ifnull length lower map map_concat map_entries map_from_entries map_keys map_values max max_by md5 min named_struct nullif
  nvl nvl2 replace reverse round slice sort_array split substr sum try_element_at typeof upper`.split(/\s+/),
);

const plainOperators: ReadonlySet<string> = new Set(
  "+ - * / % div & | ^ << ~ < <= > >= = == <=> and or || like rlike between".split(" "),
);

/** Types whose literals print without the word before them that SQL needs. */
const plainLiterals: ReadonlySet<string> = new Set(
  "void boolean tinyint smallint int bigint float double decimal string day_time_interval year_month_interval".split(
    " ",
  ),
);

/** Whether an expression prints the same as an object and as SQL. */
export function isPlain(item: Printed): boolean {
  switch (item.kind) {
    case "column":
    case "field":
    case "star":
      return true;
    case "element":
      return isPlain(item.of) && isPlain(item.index);
    case "literal":
      return plainLiterals.has(item.type.kind);
    case "call": {
      const { distinct, filter, ignoreNulls, respectNulls, withinGroup, over } = item;
      const hasClauses = distinct || filter || ignoreNulls || respectNulls || withinGroup || over;
      return !hasClauses && plainCalls.has(item.name.toLowerCase()) && item.args.every(isPlain);
    }
    case "operator":
      return item.args.length > Number(item.op !== "~") && plainOperators.has(item.op) && item.args.every(isPlain);
    case "case":
      return (
        item.branches.every(({ when, then }) => isPlain(when) && isPlain(then)) &&
        (item.otherwise === undefined || isPlain(item.otherwise))
      );
    default:
      return false;
  }
}

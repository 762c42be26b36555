import { ArgumentError } from "../errors/index.js";
import type { Alias, Expression, Literal, Relation, ShowString } from "../plan/index.js";
import { types } from "../types/index.js";
import type { ShowOptions } from "./options.js";

/** The nodes that methods of a DataFrame put on its plan. */
export const plans = Object.freeze({
  select: (columns: readonly string[]) => (input: Relation) =>
    freeze({ kind: "project", input, expressions: columns.map(columnOf) }),
  filter: (condition: string) => (input: Relation) =>
    freeze({ kind: "filter", input, condition: freeze({ kind: "expressionString", text: condition }) }),
  limit: (limit: number) => (input: Relation) => freeze({ kind: "limit", input, limit: wholeNumber(limit, "limit") }),
  offset: (offset: number) => (input: Relation) =>
    freeze({ kind: "offset", input, offset: wholeNumber(offset, "offset") }),
  tail: (limit: number) => (input: Relation) => freeze({ kind: "tail", input, limit: wholeNumber(limit, "tail") }),
  alias: (alias: string) => (input: Relation) => freeze({ kind: "subqueryAlias", input, alias }),
  count: (input: Relation) => freeze({ kind: "aggregate", input, grouping: [], aggregates: [countOfRows] }),
  show:
    ({ n = 20, truncate = true, vertical = false }: ShowOptions) =>
    (input: Relation): ShowString =>
      freeze({
        kind: "showString",
        input,
        rows: wholeNumber(n, "show"),
        truncate: typeof truncate === "number" ? wholeNumber(truncate, "truncate") : truncate ? 20 : 0,
        vertical,
      }),
});

const one: Literal = Object.freeze({ kind: "literal", type: types.int, value: 1 });
const countOfRows: Alias = Object.freeze({
  kind: "alias",
  child: Object.freeze({ kind: "call", name: "count", args: Object.freeze([one]) }),
  names: Object.freeze(["count"]),
});

/** As PySpark reads a name: `*` is all columns, a dot leads into a struct, back-ticks keep a dot in a name. */
function columnOf(name: string): Expression {
  return Object.freeze(name === "*" ? { kind: "star" } : { kind: "attribute", name });
}

function freeze<const N extends Relation | Expression>(node: N): N {
  return Object.freeze(node);
}

/** @throws ArgumentError for what the plan has no place for: 32 bits, not negative */
export function wholeNumber(value: number, what: string): number {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** 31) return value;
  throw new ArgumentError(`${what} takes a whole number from 0 to 2147483647, not ${String(value)}.`, {
    errorClass: "DBSQL_NOT_A_COUNT",
  });
}

/** @throws ArgumentError for a word that is none of those there are */
export function oneOf<const T extends string>(
  word: T,
  words: readonly T[],
  what: string,
  errorClass = "DBSQL_BAD_OPTION",
): T {
  if (words.includes(word)) return word;
  throw new ArgumentError(`${JSON.stringify(word)} is no ${what}. Take one of ${words.join(", ")}.`, { errorClass });
}

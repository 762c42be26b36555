import { findFunction } from "../../functions/catalog/index.js";
import { quoteIfNeeded } from "../../types/index.js";
import type { Expression } from "../ast/index.js";
import type { Column } from "../names/relation.js";
import type { Scope } from "../names/scope.js";
import type { Printed } from "../typing/index.js";
import type { Resolved } from "./resolved.js";

/** A column of the query around, as the subquery sees it; `found` is what it is to the query around. */
export function outerOf(found: Resolved, scope: Scope): Resolved {
  let base = found;
  while (base.role !== "column" && base.children[0]) base = base.children[0];
  scope.uses?.add(base);
  const inside = base.column ? outerPrinted(found.printed, base.column) : found.printed;
  // The alias that Spark gives to a path stays in what is printed.
  const { type } = found;
  const printed: Printed = inside.kind === "field" ? { kind: "alias", of: inside, name: inside.name, type } : inside;
  const rest = { column: undefined, children: [], key: `outer(${found.key})` };
  return { ...found, ...rest, role: "outer", printed, whole: base };
}

function outerPrinted(printed: Printed, column: Column): Printed {
  if (printed.kind === "field") {
    // A field of all structs of an array prints with the number that Spark gives to the column.
    const isList = "type" in printed.of && printed.of.type?.kind === "array";
    return { ...printed, of: isList ? { kind: "variable", name: undefined } : outerPrinted(printed.of, column) };
  }
  if (printed.kind !== "column") return printed;
  return { ...printed, within: `outer(${[...column.qualifier, printed.name].map(quoteIfNeeded).join(".")})` };
}

/** What an expression is made of, without what stands inside a subquery. */
function* leaves(resolved: Resolved): Iterable<Resolved> {
  if (resolved.role === "subquery" || resolved.children.length === 0) yield resolved;
  else for (const child of resolved.children) yield* leaves(child);
}

export function countOuter(resolved: Resolved | undefined): number {
  let count = 0;
  if (resolved) for (const one of leaves(resolved)) if (one.role === "outer") count++;
  return count;
}

/**
 * An aggregate of columns of the query around only is computed by that query, where the subquery stands in its HAVING
 * and the aggregate in a condition. `before` tells how much was used when its arguments were not read yet.
 */
export function outerAggregate(made: Resolved, scope: Scope, before: number): Resolved {
  const { outer: around } = scope.env;
  if (!around) return made;
  const parts = [...leaves(made)];
  const outer = parts.filter((one) => one.role === "outer");
  if (outer.length === 0 || parts.some((one) => one.role === "unknown" || one.role === "subquery")) return made;
  if (parts.some((one) => one.role === "column")) {
    const errorClass = "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.AGGREGATE_FUNCTION_MIXED_OUTER_LOCAL_REFERENCES";
    scope.env.ctx.report(errorClass, made);
    return { ...made, role: "unknown", children: [] };
  }
  const isTest = scope.clause === "where" || scope.clause === "on";
  if (!isTest || around.clause !== "having") return made;
  around.uses?.join(before, { ...made, children: outer.flatMap(({ whole }) => whole ?? []) });
  return { ...made, role: "outer", key: `outer(${made.key})`, children: [] };
}

/** Functions that Spark makes nothing else of, so that it lists what they use in the order of their arguments. */
const inOrder: ReadonlySet<string> = new Set(
  `abs array array_contains ascii avg ceil char_length coalesce concat concat_ws count date_add date_sub date_trunc
  datediff day element_at exists explode filter floor from_unixtime greatest hour if ifnull initcap isnan isnotnull
  isnull last_day least length like lower map max md5 min minute month named_struct nvl nvl2 pow power quarter replace
  reverse round second size sqrt struct substr substring sum to_date to_timestamp transform trunc unix_timestamp upper
  year`.split(/\s+/),
);

/** Spark writes some expressions anew, with an operand twice or at another place. */
export function isRewritten(node: Expression): boolean {
  if (node.kind === "call") {
    const name = node.name.at(-1)?.name.toLowerCase() ?? "";
    return findFunction(name) !== undefined && !inOrder.has(name);
  }
  return node.kind === "likeQuantified" || (node.kind === "case" && node.operand !== undefined);
}

import { formatType, types } from "../../types/index.js";
import type { Exists, InQuery, Query, ScalarSubquery, Span } from "../ast/index.js";
import { OuterUses } from "../names/outer-uses.js";
import { isOpen, type Rel } from "../names/relation.js";
import type { Scope } from "../names/scope.js";
import { type Printed, resolveOperator, sameShape } from "../typing/index.js";
import { argumentOf, expectFrom } from "./argument.js";
import { withType } from "./outcome.js";
import { isUnknown, type Resolved, unknownResolved } from "./resolved.js";

interface Inner {
  readonly rel: Rel;
  /** What it uses of the query around it. */
  readonly uses: readonly Resolved[];
  readonly isUnsure: boolean;
  readonly key: string;
}

function inner(query: Query, scope: Scope): Inner {
  const { ctx, tools } = scope.env;
  const uses = new OuterUses(ctx);
  const rel = tools.query(query, { ...scope.env, outer: { ...scope, uses } });
  const { list, isUnsure } = uses;
  const text = ctx.text.slice(query.start, query.end).replace(/\s+/g, " ");
  return { rel, uses: list, isUnsure, key: `${text}|${list.map((use) => use.key).join()}` };
}

/** Spark prints the outer columns that a subquery uses, as often as it uses them. */
function printedOf(kind: string, from: Inner): Printed {
  if (from.isUnsure) return { kind: "variable", name: undefined };
  return { kind: "text", text: `${kind}(${from.uses.map((use) => use.attributeName ?? "").join(", ")})` };
}

function made(
  node: Span & { query: Query },
  from: Inner,
  type: Resolved["type"],
  nullable: boolean,
  printed: Printed,
): Resolved {
  return {
    role: "subquery",
    start: node.start,
    end: node.end,
    type,
    nullable,
    printed: withType(printed, type),
    key: `subquery(${from.key})`,
    children: from.uses,
  };
}

export function scalarSubquery(node: ScalarSubquery, scope: Scope): Resolved {
  const found = inner(node.query, scope);
  const printed = printedOf("scalarsubquery", found);
  const [only] = found.rel.columns;
  if (isOpen(found.rel)) return { ...unknownResolved(node, found.uses), printed, role: "subquery", isScalar: true };
  if (!only || found.rel.columns.length !== 1) {
    scope.env.ctx.report("INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN", node, {
      number: found.rel.columns.length,
    });
    return { ...unknownResolved(node, found.uses), printed, role: "subquery", isScalar: true };
  }
  return { ...made(node, found, only.type, true, printed), isScalar: true };
}

export function exists(node: Exists, scope: Scope): Resolved {
  const found = inner(node.query, scope);
  return made(node, { ...found, key: `exists ${found.key}` }, types.boolean, false, printedOf("exists", found));
}

export function inQuery(node: InQuery, scope: Scope): Resolved {
  const { ctx, tools } = scope.env;
  const values = node.value.kind === "row" ? node.value.items : [node.value];
  const whole = tools.expression(node.value, scope);
  const left = node.value.kind === "row" ? whole.children : [whole];
  const found = inner(node.query, scope);
  const { columns } = found.rel;
  let nullable = left.some((value) => value.nullable) || columns.some((column) => column.nullable);
  if (!isOpen(found.rel)) {
    if (left.length !== columns.length) {
      ctx.report("DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH", node, { left: left.length, right: columns.length });
    } else {
      for (const [i, value] of left.entries()) {
        const column = columns[i];
        const written = values[i];
        if (!column || isUnknown(value.type) || isUnknown(column.type)) {
          if (column && written) expectFrom(scope, written, { type: column.type } as Resolved);
          nullable ||= isUnknown(value.type);
          continue;
        }
        const met = resolveOperator("=", [argumentOf(value), { type: column.type, nullable: column.nullable }]);
        // Structs of other names are compared as they are, but are not cast to each other.
        if (met.kind === "refused" && !sameShape(value.type, column.type)) {
          ctx.report("DATATYPE_MISMATCH.IN_SUBQUERY_DATA_TYPE_MISMATCH", node, {
            left: formatType(value.type).toUpperCase(),
            right: formatType(column.type).toUpperCase(),
          });
        } else if (met.kind === "typed") nullable ||= met.nullable;
      }
    }
  }
  const printed: Printed = {
    kind: "operator",
    op: "in",
    args: [whole.printed, printedOf("listquery", found)],
  };
  const key = `${whole.key} in ${found.key}`;
  const uses = [...left, ...found.uses];
  const result = made(node, { ...found, uses, key }, types.boolean, nullable, printed);
  if (!node.negated) return result;
  return { ...result, key: `not ${result.key}`, printed: { kind: "operator", op: "not", args: [printed] } };
}

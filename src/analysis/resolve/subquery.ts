import { formatType, types } from "../../types/index.js";
import type { Exists, InQuery, Query, ScalarSubquery, Span } from "../ast/index.js";
import { isOpen, type Rel } from "../names/relation.js";
import type { Scope } from "../names/scope.js";
import { type Printed, resolveOperator } from "../typing/index.js";
import { argumentOf, expectFrom } from "./argument.js";
import { withType } from "./outcome.js";
import { isUnknown, type Resolved, unknownResolved } from "./resolved.js";

interface Inner {
  readonly rel: Rel;
  /** Columns of the query around it. */
  readonly uses: readonly Resolved[];
}

function inner(query: Query, scope: Scope): Inner {
  const uses: Resolved[] = [];
  const outer: Scope = { ...scope, onOuter: (resolved) => uses.push(resolved) };
  const rel = scope.env.tools.query(query, { ...scope.env, outer });
  return { rel, uses };
}

/** Spark prints the outer columns that a subquery uses. */
function namesOf(from: Inner): string {
  const names = new Map(from.uses.map((one) => [one.key, one.attributeName ?? ""]));
  return [...names.values()].join(", ");
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
    key: `subquery@${node.start}`,
    children: from.uses,
  };
}

export function scalarSubquery(node: ScalarSubquery, scope: Scope): Resolved {
  const found = inner(node.query, scope);
  const printed: Printed = { kind: "text", text: `scalarsubquery(${namesOf(found)})` };
  const [only] = found.rel.columns;
  if (isOpen(found.rel)) return { ...unknownResolved(node, found.uses), printed, role: "subquery" };
  if (!only || found.rel.columns.length !== 1) {
    scope.env.ctx.report("INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN", node, {
      number: found.rel.columns.length,
    });
    return { ...unknownResolved(node, found.uses), printed, role: "subquery" };
  }
  return made(node, found, only.type, true, printed);
}

export function exists(node: Exists, scope: Scope): Resolved {
  const found = inner(node.query, scope);
  return made(node, found, types.boolean, false, { kind: "text", text: `exists(${namesOf(found)})` });
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
        if (met.kind === "refused") {
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
    args: [whole.printed, { kind: "text", text: `listquery(${namesOf(found)})` }],
  };
  const result = made(node, { rel: found.rel, uses: [...left, ...found.uses] }, types.boolean, nullable, printed);
  if (!node.negated) return result;
  return { ...result, printed: { kind: "operator", op: "not", args: [printed] } };
}

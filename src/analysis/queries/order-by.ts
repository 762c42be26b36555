import { formatType } from "../../types/index.js";
import type { SortItem } from "../ast/index.js";
import { isOpen } from "../names/relation.js";
import type { Scope } from "../names/scope.js";
import { hasUnknown, type Resolved } from "../resolve/resolved.js";
import { orderable } from "../typing/index.js";
import { reportUnsupported } from "./conditions.js";
import { checkCorrelated } from "./correlated.js";
import { contains, resolve, walk } from "./scopes.js";
import type { Term } from "./select.js";

/** A column or position of the list, or an expression over what stands below it. */
export function orderBy(items: readonly SortItem[], term: Term, scope: Scope): void {
  const { ctx } = scope.env;
  for (const item of items) {
    const node = item.expression;
    if (node.kind === "literal" && node.type.kind === "int") {
      const index = Number(node.value);
      const size = term.rel.columns.length;
      if ((index < 1 || index > size) && !isOpen(term.rel))
        ctx.report("ORDER_BY_POS_OUT_OF_RANGE", node, { index, size });
      const column = term.rel.columns[index - 1];
      if (column && !isOpen(term.rel)) checkOrder(column.type, node, scope);
      continue;
    }
    if (items.length === 1 && isAll(item, term)) continue;
    const resolved = resolve(node, scope);
    const isSeen = term.check?.(resolved) ?? true;
    // A column that the list takes from the query around is one of the list's.
    const listed = term.rel.columns.map((column) => column.name.toLowerCase());
    const foreign = [...walk(resolved)].filter(
      (one) => !listed.includes(one.whole?.attributeName?.toLowerCase() ?? ""),
    );
    if (foreign.some((one) => one.role === "outer")) checkCorrelated(ctx, resolved);
    if (contains(resolved, "window") || (!term.isGrouped && contains(resolved, "aggregate") && isSeen)) {
      reportUnsupported(ctx, node);
    }
    if (contains(resolved, "generator")) ctx.report("UNSUPPORTED_GENERATOR.OUTSIDE_SELECT", node);
    // One that is grouped by is computed already.
    if (!term.isGrouped) checkSubqueries(resolved, scope);
    checkOrder(resolved.type, node, scope);
  }
}

/** A sort computes no subquery but one that gives the same value for every row. */
function checkSubqueries(resolved: Resolved, { env }: Scope): void {
  const reason = "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY";
  for (const one of walk(resolved)) {
    if (one.role !== "subquery") continue;
    if (!one.isScalar) env.ctx.report(`${reason}.UNSUPPORTED_IN_EXISTS_SUBQUERY`, one);
    else if (one.children.length > 0) env.ctx.report(`${reason}.UNSUPPORTED_CORRELATED_SCALAR_SUBQUERY`, one);
  }
}

function checkOrder(type: Parameters<typeof orderable>[0], at: { start: number; end: number }, scope: Scope): void {
  if (hasUnknown(type) || orderable(type)) return;
  scope.env.ctx.report("DATATYPE_MISMATCH.INVALID_ORDERING_TYPE", at, { dataType: formatType(type).toUpperCase() });
}

function isAll(item: SortItem, term: Term): boolean {
  const node = item.expression;
  if (node.kind !== "column" || node.parts.length !== 1 || node.parts[0]?.name.toLowerCase() !== "all") return false;
  return !term.rel.columns.some((column) => column.name.toLowerCase() === "all");
}

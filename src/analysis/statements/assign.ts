import { formatType } from "../../types/index.js";
import type { Expression, Span } from "../ast/index.js";
import type { Env } from "../names/scope.js";
import { hasUnknown, type Resolved } from "../resolve/resolved.js";
import { storeAssignable } from "../typing/index.js";

/** A value on its way into a column: its type must be one that can be stored there. */
export function checkAssignment(
  env: Env,
  at: Span,
  column: { readonly name: string; readonly type: Resolved["type"] },
  value: Pick<Resolved, "type">,
  node?: Expression,
): void {
  if (node && (node.kind === "hole" || node.kind === "parameter")) env.ctx.expect(node, column.type);
  if (hasUnknown(value.type) || hasUnknown(column.type)) return;
  if (storeAssignable(value.type, column.type) !== false) return;
  env.ctx.report("INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST", at, {
    colName: column.name,
    srcType: formatType(value.type).toUpperCase(),
    targetType: formatType(column.type).toUpperCase(),
  });
}

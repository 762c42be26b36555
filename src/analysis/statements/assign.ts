import { type DataType, formatType } from "../../types/index.js";
import type { Expression, Span } from "../ast/index.js";
import { sameName } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { hasUnknown, type Resolved, unknownType } from "../resolve/resolved.js";
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

/** As `checkAssignment`, where the fields of structs go to the fields of the same names. */
export const checkNamed: typeof checkAssignment = (env, at, column, value, node) =>
  checkAssignment(env, at, column, { type: inOrderOf(column.type, value.type) }, node);

/** The type with its fields in the order of the target's; unknown where the names are not the same. */
function inOrderOf(target: DataType, source: DataType): DataType {
  if (target.kind === "array" && source.kind === "array") {
    return { ...source, element: inOrderOf(target.element, source.element) };
  }
  if (target.kind === "map" && source.kind === "map") {
    return { ...source, key: inOrderOf(target.key, source.key), value: inOrderOf(target.value, source.value) };
  }
  if (target.kind !== "struct" || source.kind !== "struct") return source;
  const fields = target.fields.flatMap((field) => {
    const found = source.fields.find((one) => sameName(one.name, field.name));
    return found ? [{ ...found, type: inOrderOf(field.type, found.type) }] : [];
  });
  return fields.length === target.fields.length && fields.length === source.fields.length
    ? { ...source, fields }
    : unknownType;
}

import { types } from "../../types/index.js";
import { nameSpan, type Unpivot } from "../ast/index.js";
import { observeScope } from "../names/observe.js";
import { type Column, isOpen, openRel, type Rel, relOf } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { hasUnknown, type Resolved, unknownType } from "../resolve/resolved.js";
import { castCanBeNull, sameType } from "../typing/index.js";
import { inTable } from "./meet.js";
import { resolve, scopeOf } from "./scopes.js";

/** UNPIVOT: columns become rows of a name and values. */
export function unpivot(env: Env, input: Rel, node: Unpivot): Rel {
  const scope = scopeOf(env, [input], "pivot");
  observeScope(env, node, [input]);
  const sets = node.sets.map((set) =>
    set.columns.map((parts) => resolve({ kind: "column", parts, ...nameSpan(parts) }, scope)),
  );
  const qualifier = node.alias ? env.ctx.nameRelation(node.alias) : [];
  for (const [i, set] of sets.entries()) {
    if (set.length === node.valueColumns.length) continue;
    env.ctx.report("UNPIVOT_VALUE_SIZE_MISMATCH", node, { names: node.valueColumns.length, set: i + 1 });
    return openRel(qualifier);
  }
  if (isOpen(input)) return openRel(qualifier);
  const used = new Set(sets.flat().map((one) => one.key));
  const rest = input.columns.filter((column) => !used.has(`#${column.id}`));
  const name: Column = {
    id: env.ctx.newId(),
    name: node.nameColumn.name,
    qualifier: [],
    type: types.string,
    nullable: false,
    declared: node.nameColumn,
  };
  const values = node.valueColumns.map((ident, i): Column => {
    const cells = sets.flatMap((set) => set[i] ?? []);
    return { id: env.ctx.newId(), name: ident.name, qualifier: [], declared: ident, ...valueType(env, node, cells) };
  });
  env.ctx.observeDeclared([name, ...values]);
  const rel = relOf([...rest, name, ...values]);
  return node.alias ? relOf(rel.columns.map((column) => ({ ...column, qualifier }))) : rel;
}

function valueType(env: Env, node: Unpivot, cells: readonly Resolved[]): Pick<Column, "type" | "nullable"> {
  if (cells.some((cell) => hasUnknown(cell.type))) return { type: unknownType, nullable: true };
  const first = cells[0]?.type;
  // Types that differ in nothing but NULLs inside are left as they are, and the first is that of the column.
  const isSame = first !== undefined && cells.every((cell) => sameType(cell.type, first, true));
  const type = isSame
    ? first
    : inTable(
        env,
        cells.map((cell) => cell.type),
      );
  if (!type)
    env.ctx.report("UNPIVOT_VALUE_DATA_TYPE_MISMATCH", node, { types: cells.map((cell) => cell.type.kind).join(", ") });
  if (!type || type.kind === "unknown") return { type: unknownType, nullable: true };
  return { type, nullable: cells.some((cell) => cell.nullable || castCanBeNull(cell.type, type)) };
}

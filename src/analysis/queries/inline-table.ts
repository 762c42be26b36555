import type { Expression, Values } from "../ast/index.js";
import { type Column, openRel, type Rel, relOf } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { expectPeers } from "../resolve/argument.js";
import { hasUnknown, type Resolved, unknownType } from "../resolve/resolved.js";
import { castCanBeNull } from "../typing/index.js";
import { inTable } from "./meet.js";
import { contains, resolve, scopeOf, walk } from "./scopes.js";

/** VALUES: columns meet in one type; their names are `col1`, `col2`… */
export function inlineTable(env: Env, node: Values): Rel {
  const { ctx } = env;
  const qualifier = node.alias ? ctx.nameRelation(node.alias) : [];
  const scope = scopeOf({ ...env, outer: undefined }, [], "values");
  const rows = node.rows.map((row): { nodes: readonly Expression[]; cells: readonly Resolved[] } => {
    const nodes = cellsOf(row);
    return { nodes, cells: nodes.map((cell) => resolve(cell, scope)) };
  });
  const width = rows[0]?.cells.length ?? 0;
  for (const [i, row] of rows.entries()) {
    if (row.cells.length === width) continue;
    const at = node.rows[i] ?? node;
    ctx.report("INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH", at, {
      rowIndex: i + 1,
      expectedNumCols: width,
      actualNumCols: row.cells.length,
    });
    return openRel(qualifier);
  }
  for (const row of rows)
    for (const [i, cell] of row.cells.entries()) {
      if (contains(cell, "subquery")) {
        ctx.report("UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.SCALAR_SUBQUERY_IN_VALUES", row.nodes[i] ?? node);
      } else if (
        [...walk(cell)].some(isRandom) ||
        contains(cell, "aggregate") ||
        contains(cell, "window") ||
        contains(cell, "generator")
      ) {
        ctx.report("INVALID_INLINE_TABLE.CANNOT_EVALUATE_EXPRESSION_IN_INLINE_TABLE", row.nodes[i] ?? node, {
          expr: ctx.text.slice(cell.start, cell.end),
        });
      }
    }
  const columns = Array.from({ length: width }, (_, i): Column => {
    const cells = rows.flatMap((row) => row.cells[i] ?? []);
    expectPeers(
      scope,
      rows.flatMap((row) => row.nodes[i] ?? []),
      cells,
    );
    const name = node.columns?.[i]?.name ?? `col${i + 1}`;
    return {
      id: ctx.newId(),
      name,
      qualifier,
      ...(node.columns?.[i] ? { declared: node.columns[i] } : {}),
      ...columnType(env, node, name, cells),
    };
  });
  if (node.columns && node.columns.length !== width) {
    const at = { start: node.columns[0]?.start ?? node.start, end: node.columns.at(-1)?.end ?? node.end };
    ctx.report("INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH", at, {
      rowIndex: 1,
      expectedNumCols: node.columns.length,
      actualNumCols: width,
    });
    return openRel(qualifier);
  }
  ctx.observeDeclared(columns);
  return relOf(columns);
}

/** Spark computes the rows while it reads the query. */
const random: ReadonlySet<string> = new Set(
  "rand random randn randstr uniform uuid shuffle monotonically_increasing_id spark_partition_id".split(" "),
);
const isRandom = ({ printed }: Resolved): boolean => printed.kind === "call" && random.has(printed.name);

/** A row is a struct: `(1, 2)`, `struct(1, 2)`, or one value. */
function cellsOf(row: Expression): readonly Expression[] {
  if (row.kind === "row") return row.items.map((item) => (item.kind === "alias" ? item.operand : item));
  if (row.kind === "call" && (row.form === "struct" || row.name.at(-1)?.name.toLowerCase() === "struct")) {
    return row.args.map((item) => (item.kind === "alias" ? item.operand : item));
  }
  return [row];
}

function columnType(
  env: Env,
  node: Values,
  name: string,
  cells: readonly Resolved[],
): Pick<Column, "type" | "nullable"> {
  if (cells.some((cell) => hasUnknown(cell.type))) return { type: unknownType, nullable: true };
  // As Spark: VALUES meet without promoting strings, but each cell may be cast.
  const type = inTable(
    env,
    cells.map((cell) => cell.type),
  );
  if (!type || type.kind === "unknown") {
    if (!type) env.ctx.report("INVALID_INLINE_TABLE.INCOMPATIBLE_TYPES_IN_INLINE_TABLE", node, { colName: name });
    return { type: unknownType, nullable: true };
  }
  const nullable = cells.some((cell) => cell.nullable || castCanBeNull(cell.type, type));
  return { type, nullable };
}

import type { CreateTableAs, CreateView, Span } from "../ast/index.js";
import { isOpen, type Rel, sameName } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { rename } from "../queries/from.js";
import { hasUnknown } from "../resolve/resolved.js";

/** CREATE VIEW: the columns that the view has. */
export function view(node: CreateView, env: Env): Rel {
  const persistent = node.persistent ? node.name.map((part) => part.name).join(".") : undefined;
  const rel = named(node, env.tools.query(node.query, { ...env, persistent }), env);
  checkNames(rel, node.query, env);
  return rel;
}

function named(node: CreateView, rel: Rel, env: Env): Rel {
  if (!node.columns) return rel;
  const side = rel.columns.length < node.columns.length ? "NOT_ENOUGH" : "TOO_MANY";
  return rename(env, rel, node.columns, node, `CREATE_VIEW_COLUMN_ARITY_MISMATCH.${side}_DATA_COLUMNS`);
}

/** CREATE TABLE … AS. */
export function tableAs(node: CreateTableAs, env: Env): void {
  checkNames(env.tools.query(node.query, env), node.query, env);
}

/** Neither a table nor a view has two columns of one name. */
function checkNames(rel: Rel, at: Span, env: Env): void {
  // The name of what is unknown may be another.
  const columns = rel.columns.filter((column) => column.declared || !hasUnknown(column.type));
  const repeated = columns.find((column, i) => columns.slice(0, i).some((one) => sameName(one.name, column.name)));
  if (repeated && !isOpen(rel)) env.ctx.report("COLUMN_ALREADY_EXISTS", at, { columnName: repeated.name });
}

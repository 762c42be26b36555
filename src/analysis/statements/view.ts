import type { CreateView } from "../ast/index.js";
import type { Rel } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { rename } from "../queries/from.js";

/** CREATE VIEW: the columns that the view has. */
export function view(node: CreateView, env: Env): Rel {
  const rel = env.tools.query(node.query, env);
  if (!node.columns) return rel;
  const side = rel.columns.length < node.columns.length ? "NOT_ENOUGH" : "TOO_MANY";
  return rename(env, rel, node.columns, node, `CREATE_VIEW_COLUMN_ARITY_MISMATCH.${side}_DATA_COLUMNS`);
}

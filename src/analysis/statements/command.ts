import { types } from "../../types/index.js";
import type { Command, CommandRows } from "../ast/index.js";
import { type Rel, relOf } from "../names/relation.js";
import type { Env } from "../names/scope.js";

/** The columns of what a command gives; all are strings, and `?` marks those that may be NULL. */
const columns: Readonly<Record<CommandRows, readonly string[]>> = {
  catalogs: ["catalog"],
  definition: ["createtab_stmt"],
  description: ["col_name", "data_type", "comment?"],
  function: ["function_desc"],
  functions: ["function"],
  plan: ["plan?"],
  settings: ["key", "value"],
};

/** A statement of which little is looked into; the rows of some are known. */
export function command(node: Command, env: Env): Rel | undefined {
  const { ctx } = env;
  const setting = /^SET\s+`?(\w+)`?\s*=/i.exec(ctx.text.slice(node.start, node.end))?.[1];
  if (setting !== undefined && ctx.sessionVariables.has(setting.toLowerCase())) {
    ctx.report("UNSUPPORTED_FEATURE.SET_VARIABLE_USING_SET", node, { variableName: setting });
    return undefined;
  }
  if (node.query !== undefined) env.tools.query(node.query, env);
  // A script gives the rows of its queries only.
  if (node.gives !== undefined && ctx.script === undefined) {
    return relOf(
      columns[node.gives].map((column) => ({
        id: ctx.newId(),
        name: column.replace("?", ""),
        qualifier: [],
        type: types.string,
        nullable: column.endsWith("?"),
      })),
    );
  }
  ctx.report("unknown-statement", node, { words: node.words });
  return undefined;
}

import type { Cte, Span } from "../ast/index.js";
import type { Column, Rel } from "../names/relation.js";
import type { Env } from "../names/scope.js";

/** Tells the editor what may be named in a stretch of the text. */
export function observeScope(env: Env, at: Span, layers: readonly Rel[]): void {
  const { observer } = env.ctx;
  if (!observer?.scope) return;
  const seen = new Set<Column>();
  for (const layer of layers) for (const column of [...layer.columns, ...layer.hidden]) seen.add(column);
  for (let outer = env.outer; outer; outer = outer.env.outer) {
    for (const layer of outer.layers) for (const column of layer.columns) seen.add(column);
  }
  const ctes: Cte[] = [];
  for (let entry = env.ctes; entry; entry = entry.next) ctes.push(entry.entry.cte);
  observer.scope({ start: at.start, end: at.end, columns: [...seen], ctes });
}

import type { Cte, NamedWindow, Span } from "../ast/index.js";
import type { Column, Rel } from "./relation.js";
import type { Env, VariableFrame } from "./scope.js";

/** Tells the editor what may be named in a stretch of the text. */
export function observeScope(env: Env, at: Span, layers: readonly Rel[], windows: readonly NamedWindow[] = []): void {
  const { observer } = env.ctx;
  if (!observer?.scope) return;
  const seen = new Set<Column>();
  const relations = new Set<string>();
  const see = (layer: Rel, hidden: boolean): void => {
    for (const column of hidden ? [...layer.columns, ...layer.hidden] : layer.columns) {
      seen.add(column);
      relations.add(column.qualifier.at(-1) ?? "");
    }
    for (const qualifier of layer.open) relations.add(qualifier.at(-1) ?? "");
  };
  for (const layer of layers) see(layer, true);
  for (let outer = env.outer; outer; outer = outer.env.outer) {
    for (const layer of outer.layers) see(layer, false);
    if (outer.generated) see(outer.generated, false);
  }
  relations.delete("");
  const ctes: Cte[] = [];
  for (let entry = env.ctes; entry; entry = entry.next) ctes.push(entry.entry.cte);
  const { start, end } = at;
  observer.scope({ start, end, columns: [...seen], relations: [...relations], windows, ctes });
}

/** Tells the editor which variables a block of a script shows to its statements. */
export function observeVariables({ ctx }: Env, { start, end }: Span, frames: VariableFrame): void {
  if (!ctx.observer?.scope) return;
  const variables = [];
  for (let frame: VariableFrame | undefined = frames; frame; frame = frame.next) {
    const { label } = frame;
    for (const { name, type, nullable, declared, knownFrom = declared?.end ?? 0 } of frame.variables.values()) {
      variables.push({ name, type, nullable, label, knownFrom });
    }
  }
  ctx.observer.scope({ start, end, columns: [], relations: [], windows: [], ctes: [], variables });
}

import type { Expression } from "../ast/index.js";
import type { Context } from "../context.js";
import { type Column, type Rel, relOf } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import type { Resolved } from "../resolve/resolved.js";
import type { Grouping } from "./grouping.js";
import { walk } from "./scopes.js";

/** A call of `window` or `session_window`, and the column that Spark makes of it below the list. */
interface TimeWindow {
  readonly key: string;
  readonly column: Column;
}

/** The time windows of one SELECT: everything beside them may name their columns, which no star shows. */
export class TimeWindows {
  readonly #made: TimeWindow[] = [];

  constructor(readonly env: Env) {}

  /** Those in a list that `silently` resolves; nothing is resolved where none is written. */
  addListed(items: readonly Expression[], silently: () => readonly { readonly resolved: Resolved }[]): void {
    if (!mayHold(this.env.ctx) || !items.some(isWritten)) return;
    for (const { resolved } of silently()) this.#add(resolved);
  }

  /** Grouping by the call is grouping by its column, and the other way round. */
  addGrouped(grouping: Grouping): void {
    for (const one of grouping.resolved) if (isTimeWindow(one)) this.#add(one);
    for (const { key, column } of this.#made) {
      const both = [key, `#${column.id}`];
      for (const keys of [grouping.keys, grouping.nullable])
        if (both.some((one) => keys.has(one))) for (const one of both) keys.add(one);
    }
  }

  /** The input, and behind it the columns. */
  over(input: Rel): readonly Rel[] {
    return this.#made.length === 0 ? [input] : [input, relOf(this.#made.map(({ column }) => column))];
  }

  #add(resolved: Resolved): void {
    for (const one of walk(resolved)) {
      if (!isTimeWindow(one) || this.#made.some(({ key }) => key === one.key)) continue;
      this.#made.push({ key: one.key, column: columnOf(this.env, one) });
    }
  }
}

/** What WHERE computes by time windows stands before the columns of its input, for stars too. */
export function filteredBy(env: Env, input: Rel, condition: Resolved): Rel {
  if (!mayHold(env.ctx)) return input;
  const made = new Map([...walk(condition)].filter(isTimeWindow).map((one) => [one.key, one]));
  const columns = [...made.values()].map((one) => columnOf(env, one));
  return columns.length === 0 ? input : { ...input, columns: [...columns, ...input.columns] };
}

function columnOf(env: Env, made: Resolved): Column {
  const { type, nullable } = made;
  return { id: env.ctx.newId(), name: nameOf(made) ?? "", qualifier: [], type, nullable };
}

const isTimeWindow = (resolved: Resolved): boolean => nameOf(resolved) !== undefined;

/** The column of a call, under an alias or not. */
function nameOf({ printed }: Resolved): string | undefined {
  const call = printed.kind === "alias" ? printed.of : printed;
  return call.kind === "call" && /^(session_)?window$/.test(call.name) ? call.name : undefined;
}

const mentioned = new WeakMap<Context, boolean>();

/** Whether the text calls one at all. */
function mayHold(ctx: Context): boolean {
  const known = mentioned.get(ctx) ?? /window`?\s*\(/i.test(ctx.text);
  mentioned.set(ctx, known);
  return known;
}

const closed: ReadonlySet<string> = new Set(["scalarSubquery", "exists", "inQuery"]);

function isWritten(node: object): boolean {
  if ("kind" in node && closed.has(String(node.kind))) return false;
  if ("kind" in node && node.kind === "call" && "name" in node && Array.isArray(node.name)) {
    const [word] = node.name.slice(-1);
    if (/^(session_)?window$/i.test(word?.name ?? "")) return true;
  }
  return Object.values(node).some((part) => typeof part === "object" && part !== null && isWritten(part));
}

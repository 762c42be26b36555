import type { Block, Ident, ScriptStatement } from "../ast/index.js";
import { type Column, isOpen, type Rel } from "../names/relation.js";
import { sameType } from "../typing/index.js";

/** What the last query gave so far: its columns, or that there was none. A set of them, for the ways to a place. */
type Last = Rel | "none";
type State = ReadonlySet<Last>;
/** What the statements of a script give: nothing for those that are no queries. */
export type Rows = ReadonlyMap<ScriptStatement, Rel>;

const unreachable: State = new Set();

/** The columns of the last query that a script executes, which is what it gives. */
export function resultOf(body: Block, rows: Rows): Rel | "none" | "depends" {
  const [first, ...rest] = new Flow(rows).block(body, new Set(["none"]));
  if (first === undefined) return "depends";
  if (first === "none") return rest.length === 0 ? "none" : "depends";
  return rest.reduce<Rel | "depends">(
    (met, one) => (met === "depends" || one === "none" ? "depends" : meet(met, one)),
    first,
  );
}

/** Ways that give the same names and types give the same, but for NULLs. */
function meet(a: Rel, b: Rel): Rel | "depends" {
  if (isOpen(a) || isOpen(b) || a.columns.length !== b.columns.length) return "depends";
  const columns: Column[] = [];
  for (const [i, column] of a.columns.entries()) {
    const other = b.columns[i];
    if (!other || other.name !== column.name || !sameType(other.type, column.type)) return "depends";
    columns.push(other.nullable ? { ...column, nullable: true } : column);
  }
  return { ...a, columns };
}

interface Target {
  readonly label: string;
  leaving: State;
  iterating: State;
}

class Flow {
  readonly #rows: Rows;
  readonly #targets: Target[] = [];
  /** Every state since a block with handlers began: an error may come after any of them. */
  readonly #watched: Set<Last>[] = [];

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  block(node: Block, before: State): State {
    const watched = new Set(before);
    if (node.handlers.length > 0) this.#watched.push(watched);
    const [ended, { leaving }] = this.#labelled(node.label, () => {
      const after = node.statements.reduce<State>((at, one) => this.#run(one, at), before);
      if (node.handlers.length === 0) return after;
      this.#watched.pop();
      const handled = node.handlers.map((handler) => this.block(handler.body, watched));
      // Behind a handler that continues, what it gave stays, or a later query's comes.
      return union(after, ...handled, node.handlers.some(({ continues }) => continues) ? watched : unreachable);
    });
    return union(ended, leaving);
  }

  #run(node: ScriptStatement, before: State): State {
    if (before.size === 0) return before;
    const after = this.#step(node, before);
    for (const watched of this.#watched) for (const one of after) watched.add(one);
    return after;
  }

  #step(node: ScriptStatement, before: State): State {
    switch (node.kind) {
      case "block":
        return this.block(node, before);
      case "if": {
        const ways = node.branches.map(({ body }) => this.block(body, before));
        return union(...ways, node.otherwise ? this.block(node.otherwise, before) : before);
      }
      case "loop":
        return this.#loop(node.label, node.body, node.form, before);
      case "for":
        return this.#loop(node.label, node.body, "while", before);
      case "leave":
      case "iterate": {
        const target = this.#targets.findLast(({ label }) => label === node.label.name.toLowerCase());
        if (target && node.kind === "leave") target.leaving = union(target.leaving, before);
        if (target && node.kind === "iterate") target.iterating = union(target.iterating, before);
        return unreachable;
      }
      default: {
        const row = this.#rows.get(node);
        return row ? new Set([row]) : before;
      }
    }
  }

  #loop(label: Ident | undefined, body: Block, form: "while" | "repeat" | "loop", before: State): State {
    let entry = before;
    for (;;) {
      const [ended, { leaving, iterating }] = this.#labelled(label, () => this.block(body, entry));
      const rounded = union(ended, iterating);
      const grown = union(entry, rounded);
      // Once another round would begin with nothing new, all ways are known.
      if (grown.size === entry.size) {
        return union(leaving, form === "while" ? entry : form === "repeat" ? rounded : unreachable);
      }
      entry = grown;
    }
  }

  #labelled(label: Ident | undefined, work: () => State): readonly [State, Target] {
    const target: Target = { label: label?.name.toLowerCase() ?? "", leaving: unreachable, iterating: unreachable };
    this.#targets.push(target);
    const after = work();
    this.#targets.pop();
    return [after, target];
  }
}

function union(...states: readonly State[]): State {
  return new Set(states.flatMap((state) => [...state]));
}

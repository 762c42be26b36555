import { always, type Condition } from "./conditions.js";
import type { Context, Contexts } from "./contexts.js";
import { Op, op } from "./program.js";

/** One way the parser may have come: in a state, for an alternative, with a stack of calls. */
export interface Config {
  readonly state: number;
  readonly alternative: number;
  context: Context;
  readonly condition: Condition;
  /** How many callers it left beyond the rule of the decision. */
  outer: number;
  /** Left a call of the decision's own left-recursive rule at the outermost precedence. */
  outermost: boolean;
}

/** Ways that differ in state, alternative or condition; ways that differ in their stacks alone are one. */
export class ConfigSet {
  readonly list: Config[] = [];
  /** Some condition is not `always`. */
  conditional = false;
  private readonly byKey = new Map<number, Config>();

  constructor(
    private readonly contexts: Contexts,
    readonly full: boolean,
  ) {}

  add(
    state: number,
    alternative: number,
    context: Context,
    condition: Condition,
    outer: number,
    outermost: boolean,
  ): void {
    if (condition !== always) this.conditional = true;
    const key = (condition.id * 4096 + state) * 256 + alternative;
    const known = this.byKey.get(key);
    if (!known) {
      const config: Config = { state, alternative, context, condition, outer, outermost };
      this.byKey.set(key, config);
      this.list.push(config);
      return;
    }
    if (outer > known.outer) known.outer = outer;
    if (outermost) known.outermost = true;
    if (known.context !== context) known.context = this.contexts.merge(known.context, context, !this.full);
  }

  addConfig(c: Config): void {
    this.add(c.state, c.alternative, c.context, c.condition, c.outer, c.outermost);
  }

  /** The one alternative of all ways, or 0. */
  uniqueAlternative(): number {
    const first = this.list[0]?.alternative ?? 0;
    return this.list.every((config) => config.alternative === first) ? first : 0;
  }

  /** For each state and stack, the alternatives that share it. */
  conflicts(): Set<number>[] {
    const sets = new Map<number, Set<number>>();
    for (const { state, context, alternative } of this.list) {
      const key = context.id * 0x10000 + state;
      const set = sets.get(key);
      if (set) set.add(alternative);
      else sets.set(key, new Set([alternative]));
    }
    return [...sets.values()];
  }

  /** Looking further cannot tell the alternatives apart, as far as the rule alone can tell. */
  isStuck(): boolean {
    if (this.list.every((config) => op[config.state] === Op.end)) return true;
    const set = this.conditional ? this.unconditional() : this;
    return set.conflicts().some((alternatives) => alternatives.size > 1) && !set.hasStateOfOneAlternative();
  }

  private unconditional(): ConfigSet {
    const set = new ConfigSet(this.contexts, this.full);
    for (const c of this.list) set.add(c.state, c.alternative, c.context, always, c.outer, c.outermost);
    return set;
  }

  private hasStateOfOneAlternative(): boolean {
    const single = new Map<number, number>();
    for (const { state, alternative } of this.list) {
      const known = single.get(state);
      single.set(state, known === undefined || known === alternative ? alternative : 0);
    }
    for (const alternative of single.values()) if (alternative !== 0) return true;
    return false;
  }

  key(): string {
    let key = "";
    for (const c of this.list) {
      key += `${c.state},${c.alternative},${c.context.id},${c.condition.id}${c.outermost ? "!" : ""};`;
    }
    return key;
  }
}

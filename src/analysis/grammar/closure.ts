import { always, and, type Condition, isMet, precedence, predicate, type Situation } from "./conditions.js";
import { type Config, ConfigSet } from "./configs.js";
import { BOTTOM, type Context, type Contexts } from "./contexts.js";
import {
  argument,
  callers,
  choices,
  Decision,
  matches,
  next,
  Op,
  op,
  second,
  siteEntry,
  siteOutermost,
  siteTarget,
  starts,
} from "./program.js";

const EOF = -1;

/**
 * One prediction's view of the network: which ways there are from here, and after one more token. A way under way is
 * spread over arguments, and the one alternative it is for is in a field: millions of them never become objects.
 */
export class Closure {
  private readonly busy = new Set<number>();
  private readonly busyAtEnd = new Set<string>();
  private set: ConfigSet;
  private throughEof = false;
  private alternative = 0;

  constructor(
    private readonly contexts: Contexts,
    /** Follows the real callers; else every caller counts. */
    private readonly full: boolean,
    /** The left-recursive rule whose operator is to be chosen, or -1. */
    private readonly recursiveRule: number,
    /** With real callers, predicates are asked at once. */
    private readonly situation: Situation | undefined,
  ) {
    this.set = new ConfigSet(contexts, full);
  }

  /** The ways at the start of a decision. */
  start(state: number, context: Context): ConfigSet {
    this.begin(false);
    const offset = second[state] ?? 0;
    for (let i = 1; i <= (choices[offset] ?? 0); i++) {
      this.alternative = i;
      this.enter(choices[offset + i] ?? 0, context, always, 0, false, true, 0);
    }
    return this.set;
  }

  /** The ways from one state on, for a walk that decides nothing. */
  from(state: number, context: Context): ConfigSet {
    this.begin(false);
    this.alternative = 1;
    this.enter(state, context, always, 0, false, false, 0);
    return this.set;
  }

  /**
   * The ways after a token; undefined when there are none. When all are for one alternative the decision is made, and
   * they are not followed to the next token unless `everFollow` asks for it.
   */
  reach(ways: Pick<ConfigSet, "list">, type: number, everFollow = false): ConfigSet | undefined {
    const moved = new ConfigSet(this.contexts, this.full);
    const stopped: Config[] = [];
    for (const c of ways.list) {
      if (op[c.state] === Op.end) {
        if (this.full || type === EOF) stopped.push(c);
      } else if (matches(c.state, type)) {
        moved.add(next[c.state] ?? 0, c.alternative, c.context, c.condition, c.outer, c.outermost);
      }
    }
    let reached = moved;
    if (everFollow || stopped.length > 0 || type === EOF || moved.uniqueAlternative() === 0) {
      this.begin(type === EOF);
      for (const c of moved.list) {
        this.alternative = c.alternative;
        this.enter(c.state, c.context, c.condition, c.outer, c.outermost, false, 0);
      }
      reached = this.set;
    }
    if (type === EOF) reached = this.ended(reached);
    if (stopped.length > 0 && !(this.full && reached.list.some((c) => op[c.state] === Op.end))) {
      for (const c of stopped) reached.addConfig(c);
    }
    return reached.list.length > 0 ? reached : undefined;
  }

  private begin(throughEof: boolean): void {
    this.set = new ConfigSet(this.contexts, this.full);
    this.busy.clear();
    this.busyAtEnd.clear();
    this.throughEof = throughEof;
  }

  private ended(ways: ConfigSet): ConfigSet {
    const ended = new ConfigSet(this.contexts, this.full);
    for (const config of ways.list) if (op[config.state] === Op.end) ended.addConfig(config);
    return ended;
  }

  /** Returns from ended rules to their callers, then goes on. `depth` is 0 in the rule of the decision. */
  private enter(
    state: number,
    context: Context,
    condition: Condition,
    outer: number,
    outermost: boolean,
    collect: boolean,
    depth: number,
  ): void {
    if (op[state] !== Op.end) {
      this.follow(state, context, condition, outer, outermost, collect, depth);
      return;
    }
    if (context === this.contexts.empty) {
      if (this.full) this.set.add(state, this.alternative, context, condition, outer, outermost);
      else this.leave(state, context, condition, outer, outermost, collect, depth);
      return;
    }
    for (let i = 0; i < context.sites.length; i++) {
      const site = context.sites[i] ?? BOTTOM;
      const parent = context.parents[i];
      if (parent) this.enter(siteTarget[site] ?? 0, parent, condition, outer, outermost, collect, depth - 1);
      else this.set.add(state, this.alternative, this.contexts.empty, condition, outer, outermost);
    }
  }

  private follow(
    state: number,
    context: Context,
    condition: Condition,
    outer: number,
    outermost: boolean,
    collect: boolean,
    depth: number,
  ): void {
    const target = next[state] ?? 0;
    switch (op[state]) {
      case Op.call: {
        const inner = this.contexts.push(context, target);
        const deeper = depth >= 0 ? depth + 1 : depth;
        this.enter(starts[argument[state] ?? 0] ?? 0, inner, condition, outer, outermost, collect, deeper);
        break;
      }
      case Op.decide: {
        const offset = second[state] ?? 0;
        for (let i = this.returnsHere(state, context) ? 2 : 1; i <= (choices[offset] ?? 0); i++) {
          this.enter(choices[offset + i] ?? 0, context, condition, outer, outermost, collect, depth);
        }
        break;
      }
      case Op.predicate:
      case Op.precedence: {
        const asked = collect && (op[state] === Op.predicate || depth === 0);
        const more = asked ? this.asked(state, condition) : condition;
        if (more) this.enter(target, context, more, outer, outermost, collect, depth);
        break;
      }
      case Op.action:
        this.enter(target, context, condition, outer, outermost, false, depth);
        break;
      case Op.sync:
        this.enter(target, context, condition, outer, outermost, collect, depth);
        break;
      default:
        this.set.add(state, this.alternative, context, condition, outer, outermost);
        if (this.throughEof && matches(state, EOF)) {
          const key = `${target}:${this.alternative}:${context.id}:${condition.id}:${outermost}`;
          if (this.busyAtEnd.has(key)) return;
          this.busyAtEnd.add(key);
          this.enter(target, context, condition, outer, outermost, collect, depth);
        }
    }
  }

  /** The condition with a predicate added, or undefined when it is known not to hold. */
  private asked(state: number, condition: Condition): Condition | undefined {
    const value = argument[state] ?? 0;
    const more = op[state] === Op.predicate ? predicate(value) : precedence(value);
    if (!this.situation) return and(condition, more);
    return isMet(more, this.situation) ? condition : undefined;
  }

  /** The end of a rule whose caller is not known: every caller counts. */
  private leave(
    state: number,
    context: Context,
    condition: Condition,
    outer: number,
    outermost: boolean,
    collect: boolean,
    depth: number,
  ): void {
    const rule = argument[state] ?? 0;
    const sites = callers[rule] ?? [];
    if (sites.length === 0) this.set.add(state, this.alternative, context, condition, outer, outermost);
    for (const site of sites) {
      const target = siteTarget[site] ?? 0;
      const out = outermost || (rule === this.recursiveRule && siteOutermost[site] === 1);
      // The context is the empty one here, always.
      const key = ((condition.id * 4096 + target) * 256 + this.alternative) * 2 + (out ? 1 : 0);
      if (this.busy.has(key)) continue;
      this.busy.add(key);
      this.enter(target, context, condition, outer + 1, out, collect, depth - 1);
    }
  }

  /**
   * At the loop of a left-recursive rule, called from the same loop alone: taking another operator inside the operand
   * and taking it outside match the same, so the inner one need not be followed.
   */
  private returnsHere(state: number, context: Context): boolean {
    if (!((next[state] ?? 0) & Decision.operator) || context === this.contexts.empty) return false;
    for (const site of context.sites) if (site === BOTTOM || siteEntry[site] !== state) return false;
    return true;
  }
}

import { always, and, type Condition, isMet, precedence, predicate, type Situation } from "./conditions.js";
import { Config, ConfigSet } from "./configs.js";
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
  ruleOf,
  second,
  siteEntry,
  siteOutermost,
  siteTarget,
  starts,
} from "./program.js";

const EOF = -1;

/** One prediction's view of the network: which ways there are from here, and after one more token. */
export class Closure {
  private busy = new Set<string | number>();
  private set: ConfigSet;
  private throughEof = false;

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
      this.enter(new Config(choices[offset + i] ?? 0, i, context, always, 0, false), true, 0);
    }
    return this.set;
  }

  /** The ways from one state on, for a walk that decides nothing. */
  from(state: number, context: Context): ConfigSet {
    this.begin(false);
    this.enter(new Config(state, 1, context, always, 0, false), false, 0);
    return this.set;
  }

  /** The ways after a token; undefined when there are none. */
  reach(ways: ConfigSet, type: number): ConfigSet | undefined {
    const moved = new ConfigSet(this.contexts, this.full);
    const stopped: Config[] = [];
    for (const config of ways.list) {
      if (op[config.state] === Op.end) {
        if (this.full || type === EOF) stopped.push(config);
      } else if (matches(config.state, type)) moved.add(config.at(next[config.state] ?? 0));
    }
    let reached = moved;
    if (stopped.length > 0 || type === EOF || moved.uniqueAlternative() === 0) {
      this.begin(type === EOF);
      for (const config of moved.list) this.enter(config, false, 0);
      reached = this.set;
    }
    if (type === EOF) reached = this.atEnd(reached);
    if (stopped.length > 0 && !(this.full && reached.list.some((c) => op[c.state] === Op.end))) {
      for (const config of stopped) reached.add(config);
    }
    return reached.list.length > 0 ? reached : undefined;
  }

  private begin(throughEof: boolean): void {
    this.set = new ConfigSet(this.contexts, this.full);
    this.busy = new Set();
    this.throughEof = throughEof;
  }

  private atEnd(ways: ConfigSet): ConfigSet {
    const ended = new ConfigSet(this.contexts, this.full);
    for (const config of ways.list) if (op[config.state] === Op.end) ended.add(config);
    return ended;
  }

  /** Returns from ended rules to their callers, then goes on. `depth` is 0 in the rule of the decision. */
  private enter(config: Config, collect: boolean, depth: number): void {
    const { context } = config;
    if (op[config.state] !== Op.end || (context === this.contexts.empty && !this.full)) {
      this.follow(config, collect, depth);
      return;
    }
    if (context === this.contexts.empty) {
      this.set.add(config);
      return;
    }
    for (let i = 0; i < context.sites.length; i++) {
      const site = context.sites[i] ?? BOTTOM;
      const parent = context.parents[i];
      if (site === BOTTOM || !parent) {
        if (this.full) this.set.add(config.at(config.state, this.contexts.empty));
        else this.follow(config, collect, depth);
      } else this.enter(config.at(siteTarget[site] ?? 0, parent), collect, depth - 1);
    }
  }

  private follow(config: Config, collect: boolean, depth: number): void {
    const { state } = config;
    switch (op[state]) {
      case Op.end:
        this.leave(config, collect, depth);
        break;
      case Op.call: {
        const context = this.contexts.push(config.context, next[state] ?? 0);
        const inner = config.at(starts[argument[state] ?? 0] ?? 0, context);
        this.enter(inner, collect, depth >= 0 ? depth + 1 : depth);
        break;
      }
      case Op.decide: {
        const offset = second[state] ?? 0;
        const first = this.returnsHere(config) ? 2 : 1;
        for (let i = first; i <= (choices[offset] ?? 0); i++) {
          this.enter(config.at(choices[offset + i] ?? 0), collect, depth);
        }
        break;
      }
      case Op.predicate:
        this.conditional(config, predicate(argument[state] ?? 0), collect, collect, depth);
        break;
      case Op.precedence:
        this.conditional(config, precedence(argument[state] ?? 0), collect && depth === 0, collect, depth);
        break;
      case Op.action:
        this.enter(config.at(next[state] ?? 0), false, depth);
        break;
      case Op.sync:
        this.enter(config.at(next[state] ?? 0), collect, depth);
        break;
      default:
        this.set.add(config);
        if (this.throughEof && matches(state, EOF)) {
          const behind = config.at(next[state] ?? 0);
          if (this.isNew(behind)) this.enter(behind, collect, depth);
        }
    }
  }

  private conditional(config: Config, condition: Condition, asked: boolean, collect: boolean, depth: number): void {
    const target = next[config.state] ?? 0;
    if (!asked || this.situation) {
      const passes = !asked || !this.situation || isMet(condition, this.situation);
      if (passes) this.enter(config.at(target), collect, depth);
      return;
    }
    const both = and(config.condition, condition);
    const c = new Config(target, config.alternative, config.context, both, config.outer, config.outermost);
    this.enter(c, collect, depth);
  }

  /** The end of a rule whose caller is not known: every caller counts. */
  private leave(config: Config, collect: boolean, depth: number): void {
    const rule = argument[config.state] ?? 0;
    const sites = callers[rule] ?? [];
    if (sites.length === 0) this.set.add(config);
    for (const site of sites) {
      const c = config.at(siteTarget[site] ?? 0);
      if (rule === this.recursiveRule && siteOutermost[site]) c.outermost = true;
      c.outer++;
      if (this.isNew(c)) this.enter(c, collect, depth - 1);
    }
  }

  private isNew(c: Config): boolean {
    const number = ((c.context.id * 0x10000 + c.state) * 256 + c.alternative) * 2 + (c.outermost ? 1 : 0);
    const key = c.condition === always ? number : `${number}:${c.condition.id}`;
    if (this.busy.has(key)) return false;
    this.busy.add(key);
    return true;
  }

  /**
   * At the loop of a left-recursive rule, called from the same loop alone: taking another operator inside the operand
   * and taking it outside match the same, so the inner one need not be followed.
   */
  private returnsHere({ state, context }: Config): boolean {
    if (!((next[state] ?? 0) & Decision.operator) || context === this.contexts.empty) return false;
    return context.sites.every((site) => site !== BOTTOM && siteEntry[site] === state);
  }
}

/** The rule whose loop a decision is, or -1. */
export function recursiveRuleOf(state: number): number {
  return (next[state] ?? 0) & Decision.operator ? (ruleOf[state] ?? -1) : -1;
}

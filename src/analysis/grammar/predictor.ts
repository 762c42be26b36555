import { Closure } from "./closure.js";
import { always, type Condition, decidePrecedence, isMet, or, type Situation } from "./conditions.js";
import { ConfigSet } from "./configs.js";
import { BOTTOM, type Context, Contexts } from "./contexts.js";
import { decisionStates, Op, op, recursiveRuleOf } from "./program.js";
import type { Alternatives, Place, Trained } from "./trained.js";

/** No alternative fits. `distance` tells how far the tokens did fit. */
export interface NoAlternative {
  readonly distance: number;
}

/** What is known after some tokens of a decision. */
export interface Known {
  readonly ways: ConfigSet;
  /** The alternative, when it is decided; 0 when more tokens are needed, or conditions decide. */
  readonly alternative: number;
  readonly conditional: Alternatives | undefined;
  /** The rule alone cannot tell; with the real callers it may be another alternative. */
  readonly stuck: boolean;
  readonly edges: Map<number, Known | undefined>;
}

interface DecisionCache {
  start: Known | undefined;
  readonly byPrecedence: Map<number, Known>;
  readonly states: Map<string, Known>;
}

/** Contexts beyond this many are forgotten, with all that is known, so that a long-lived editor does not grow. */
const MOST_CONTEXTS = 400_000;

/** How many tokens a decision looks at before it guesses. */
const PATIENCE = 6;

/** What one step costs that was not made before, as many times the cost of one that was; and each way that it follows. */
const NEW_STEP = 200;
const NEW_WAY = 20;

/**
 * Chooses alternatives as ANTLR's adaptive prediction does ("Adaptive LL(*) Parsing", Parr, Harwell, Fisher 2014):
 * first by the decision's rule alone, which is remembered; then, when that is stuck and `full` is asked, by the real
 * callers.
 */
export class Predictor {
  private contexts = new Contexts();
  private caches: (DecisionCache | undefined)[] = [];

  constructor(private readonly trained?: Trained) {}

  /** The alternative, from 1 on, or why there is none. */
  predict(decision: number, place: Place, full: boolean): number | NoAlternative {
    const found = this.trained?.predict(decision, place, full) ?? 0;
    if (found > 0) return found;
    if (this.contexts.size > MOST_CONTEXTS) {
      this.contexts = new Contexts();
      this.caches = [];
    }
    return this.search(decision, place, full);
  }

  private search(decision: number, place: Place, full: boolean): number | NoAlternative {
    const tired = place.effort.left < 0;
    const welcome = place.guess && this.trained?.isGuessable(decision, place.ahead(0));
    if (tired || welcome || (full && place.effort.left < place.effort.plain && place.isPlain())) {
      const guess = this.guess(decision, place);
      if (guess > 0) {
        place.guess = "made";
        return guess;
      }
    }
    let known = this.startOf(decision, place.precedence);
    for (let distance = 0; ; distance++) {
      const reached = this.advance(decision, known, place, distance);
      if (!reached) return finished(known.ways, place) || { distance };
      if (reached.stuck && full) {
        const met = reached.conditional?.filter(([, condition]) => isMet(condition, place));
        if (met?.length === 1) return met[0]?.[0] ?? 0;
        return tired ? leastOf(reached.ways, place) : this.searchWithCallers(decision, place);
      }
      if (reached.alternative > 0) return reached.alternative;
      if (reached.conditional) {
        const met = reached.conditional.find(([, condition]) => isMet(condition, place));
        // Spark points at the start of the decision then, not at where the conditions were found.
        return met ? met[0] : { distance: 0 };
      }
      if (place.effort.left < 0) return tired ? leastOf(reached.ways, place) : this.search(decision, place, full);
      known = reached;
    }
  }

  private advance(decision: number, known: Known, place: Place, distance: number): Known | undefined {
    const type = place.ahead(distance);
    place.effort.left -= known.edges.has(type) ? 1 : NEW_STEP + NEW_WAY * known.ways.list.length;
    return this.step(decision, known, type);
  }

  /**
   * The least alternative that is left when some tokens did not decide; 0 when they did. If the whole text then parses,
   * it is what a full search finds: an alternative that leads to the end stays possible all the way, and among those
   * that cannot be told apart the least is taken. If it does not parse, nothing is known, and the search has to be made.
   */
  guess(decision: number, place: Place): number {
    let known = this.startOf(decision, place.precedence);
    for (let distance = 0; distance < PATIENCE; distance++) {
      const reached = this.advance(decision, known, place, distance);
      if (!reached || reached.alternative > 0 || reached.conditional) return 0;
      known = reached;
    }
    const left = known.ways.list.filter((c) => !place.rulesOut(decision, c.alternative) && isMet(c.condition, place));
    return left.reduce((least, c) => Math.min(least, c.alternative), left[0]?.alternative ?? 0);
  }

  /** What is known at the start. The precedence counts for the decisions of left-recursive rules alone. */
  startOf(decision: number, level: number): Known {
    const cache = this.cacheOf(decision);
    const state = decisionStates[decision] ?? 0;
    const rule = recursiveRuleOf(state);
    const cached = rule < 0 ? cache.start : cache.byPrecedence.get(level);
    if (cached) return cached;
    const ways = new Closure(this.contexts, false, rule, undefined).start(state, this.contexts.empty);
    if (rule < 0) {
      cache.start = this.intern(cache, open(ways));
      return cache.start;
    }
    const known = this.intern(cache, open(this.withPrecedence(ways, level)));
    cache.byPrecedence.set(level, known);
    return known;
  }

  /** One token on; undefined when no way goes on. */
  step(decision: number, from: Known, type: number): Known | undefined {
    if (from.edges.has(type)) return from.edges.get(type);
    const rule = recursiveRuleOf(decisionStates[decision] ?? 0);
    const ways = new Closure(this.contexts, false, rule, undefined).reach(from.ways, type);
    const reached = ways && this.intern(this.cacheOf(decision), judged(ways));
    from.edges.set(type, reached);
    return reached;
  }

  /** The decisions of which anything is known, for the trainer. */
  *known(): Iterable<{ decision: number; start: Known | undefined; byPrecedence: Map<number, Known> }> {
    for (const [decision, cache] of this.caches.entries()) {
      if (cache) yield { decision, start: cache.start, byPrecedence: cache.byPrecedence };
    }
  }

  private searchWithCallers(decision: number, place: Place): number | NoAlternative {
    const state = decisionStates[decision] ?? 0;
    const closure = new Closure(this.contexts, true, recursiveRuleOf(state), place);
    let ways = closure.start(state, this.contextOf(place.calls));
    for (let distance = 0; ; distance++) {
      place.effort.left -= NEW_STEP + NEW_WAY * ways.list.length;
      if (place.effort.left < 0) return leastOf(ways, place);
      const reached = closure.reach(ways, place.ahead(distance));
      if (!reached) return finished(ways, place) || { distance };
      const alternative = reached.uniqueAlternative() || singleMinimum(reached.conflicts());
      if (alternative > 0) return alternative;
      ways = reached;
    }
  }

  private contextOf(calls: readonly number[]): Context {
    let context = this.contexts.empty;
    for (const site of calls) context = this.contexts.push(context, site);
    return context;
  }

  private cacheOf(decision: number): DecisionCache {
    let cache = this.caches[decision];
    if (!cache) {
      cache = { start: undefined, byPrecedence: new Map(), states: new Map() };
      this.caches[decision] = cache;
    }
    return cache;
  }

  private intern(cache: DecisionCache, known: Known): Known {
    const key = known.ways.key();
    const same = cache.states.get(key);
    if (same) return same;
    cache.states.set(key, known);
    return known;
  }

  /**
   * Decides the precedences of an operator loop: ways into an operator that binds too loosely go, and so do ways out of
   * the loop that an operator's own way already covers.
   */
  private withPrecedence(ways: ConfigSet, level: number): ConfigSet {
    const kept = new ConfigSet(this.contexts, false);
    const inner = new Map<number, Context>();
    for (const c of ways.list) {
      if (c.alternative !== 1) continue;
      const condition = decidePrecedence(c.condition, level);
      if (!condition) continue;
      inner.set(c.state, c.context);
      kept.addConfig({ ...c, condition });
    }
    for (const c of ways.list) {
      if (c.alternative === 1) continue;
      if (!c.outermost && inner.get(c.state) === c.context) continue;
      kept.addConfig(c);
    }
    return kept;
  }
}

function open(ways: ConfigSet): Known {
  return { ways, alternative: 0, conditional: undefined, stuck: false, edges: new Map() };
}

function judged(ways: ConfigSet): Known {
  const unique = ways.uniqueAlternative();
  const stuck = unique === 0 && ways.isStuck();
  if (unique === 0 && !stuck) return open(ways);
  const conditional = ways.conditional ? conditionsOf(ways) : undefined;
  const alternative = conditional ? 0 : unique || Math.min(...ways.list.map((c) => c.alternative));
  return { ways, alternative, conditional, stuck, edges: new Map() };
}

/** By alternative in order, when it counts; undefined when all count always. */
function conditionsOf(ways: ConfigSet): Alternatives | undefined {
  const conditions = new Map<number, Condition>();
  for (const { alternative, condition } of ways.list) {
    const known = conditions.get(alternative);
    conditions.set(alternative, known ? or(known, condition) : condition);
  }
  const list = [...conditions].sort(([a], [b]) => a - b);
  return list.every(([, condition]) => condition === always) ? undefined : list;
}

/** When no way goes on, an alternative that had already come to the end of the rule is taken; 0 if there is none. */
function finished(ways: ConfigSet, place: Situation): number {
  for (const meets of [true, false]) {
    let best = 0;
    for (const c of ways.list) {
      if (isMet(c.condition, place) !== meets) continue;
      const ended = c.outer > 0 || (op[c.state] === Op.end && c.context.sites.includes(BOTTOM));
      if (ended && (best === 0 || c.alternative < best)) best = c.alternative;
    }
    if (best > 0) return best;
  }
  return 0;
}

/** The least alternative whose condition holds, or the least of all. */
function leastOf(ways: ConfigSet, place: Situation): number {
  const met = ways.list.filter((c) => isMet(c.condition, place));
  return Math.min(...(met.length > 0 ? met : ways.list).map((c) => c.alternative));
}

/** The one alternative that is the least of every set, or 0. */
function singleMinimum(sets: readonly Set<number>[]): number {
  let found = 0;
  for (const set of sets) {
    const least = Math.min(...set);
    if (found !== 0 && found !== least) return 0;
    found = least;
  }
  return found;
}

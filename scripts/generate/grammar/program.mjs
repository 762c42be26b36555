import { ATNDeserializer, ATNState, IntervalSet, Transition } from "antlr4ng";

/**
 * @typedef {object} Program ANTLR's transition network without its silent steps. States are numbered anew; each has
 *   four numbers `[op, a, b, next]`:
 *
 *   | op | state | a | b | next |
 *   |---|---|---|---|---|
 *   | 0 | end of rule | rule | | |
 *   | 1 | one token | type | | state |
 *   | 2 | a token of a set | set | | state |
 *   | 3 | any token | | | state |
 *   | 4 | call of a rule | rule | precedence | site |
 *   | 5 | decision | decision | offset in `choices` | flags |
 *   | 6 | semantic predicate | predicate | | state |
 *   | 7 | precedence predicate | precedence | | state |
 *   | 8 | action: predicates behind it do not count for a prediction | | | state |
 *   | 9 | place where ANTLR's error strategy looks ahead | 1 behind an iteration, else 0 | | state |
 *
 *   Flags of a decision: 1 chooses the alternative of its rule, 2 enters an operator of a left-recursive rule, 4 looks
 *   ahead as behind an iteration, 8 goes to its last alternative when the token fits none.
 * @property {number[]} states
 * @property {number[]} choices for each decision state the number of targets, then the targets
 * @property {number[]} starts by rule, its first state
 * @property {number[]} stops by rule, its end
 * @property {number[]} recursive by rule, 1 when it is left-recursive
 * @property {number[]} sites by site: where a called rule returns to, the rule of that place, and 1 when the call's
 *   precedence is 0 and the called rule left-recursive
 * @property {number[]} decisions by decision number, its state, or -1
 * @property {number[][]} sets by set: first and last type, in pairs
 * @property {number[]} rules by state, its rule
 * @property {number[]} primaries by rule, the number of alternatives before its operators
 */

const END = 0;
const TOKEN = 1;
const SET = 2;
const ANY = 3;
const CALL = 4;
const DECIDE = 5;
const PREDICATE = 6;
const PRECEDENCE = 7;
const ACTION = 8;
const SYNC = 9;

/**
 * @param {import("./interp.mjs").Interp} parser
 * @param {import("./parser-class.mjs").ParserClass} parserClass
 * @returns {Program}
 */
export function compileProgram(parser, { predicates, adaptive }) {
  const atn = new ATNDeserializer().deserialize(parser.atn);
  const predicateIds = new Map(predicates.map((p, id) => [`${p.rule}:${p.index}`, id]));
  const sets = /** @type {Map<string, number>} */ (new Map());
  const ids = /** @type {Map<number, number>} */ (new Map());
  const sites = /** @type {Map<number, number>} */ (new Map());
  const siteFacts = /** @type {number[]} */ ([]);
  const kept = /** @type {ATNState[]} */ ([]);
  const choices = /** @type {number[]} */ ([]);
  const outer = outerDecisions(atn);

  /** Follows silent steps to the state that does something. @param {ATNState} state */
  const settle = (state) => {
    let at = state;
    while (isSilent(at)) at = target(at);
    const known = ids.get(at.stateNumber);
    if (known !== undefined) return known;
    const id = kept.length;
    ids.set(at.stateNumber, id);
    kept.push(at);
    return id;
  };

  const starts = atn.ruleToStartState.map((start) => settle(target(present(start))));
  const stops = atn.ruleToStopState.map((stop) => settle(present(stop)));
  const states = /** @type {number[]} */ ([]);
  for (let id = 0; id < kept.length; id++) states.push(...instruction(/** @type {ATNState} */ (kept[id])));

  return {
    states,
    choices,
    rules: kept.map((state) => state.ruleIndex),
    starts,
    stops,
    recursive: atn.ruleToStartState.map((start) => Number(present(start).isLeftRecursiveRule)),
    sites: siteFacts,
    decisions: atn.decisionToState.map((state) => (isSilent(state) ? -1 : (ids.get(state.stateNumber) ?? -1))),
    sets: [...sets.keys()].map((key) => JSON.parse(key)),
    primaries: atn.ruleToStartState.map((start) => target(present(start)).transitions.length),
  };

  /** @param {ATNState} state */
  function instruction(state) {
    if (state instanceof Object && stateType(state) === ATNState.RULE_STOP) return [END, state.ruleIndex, 0, 0];
    if (state.transitions.length > 1) return decide(state);
    if (stateType(state) === ATNState.STAR_LOOP_BACK) return [SYNC, 1, 0, settle(target(state))];
    if (stateType(state) === ATNState.PLUS_BLOCK_START) return [SYNC, 0, 0, settle(target(state))];
    const transition = /** @type {any} */ (present(state.transitions[0]));
    switch (transition.transitionType) {
      case Transition.ATOM:
        return [TOKEN, transition.label.minElement, 0, settle(transition.target)];
      case Transition.SET:
        return [SET, setId(transition.label), 0, settle(transition.target)];
      case Transition.WILDCARD:
        return [ANY, 0, 0, settle(transition.target)];
      case Transition.RULE:
        return [CALL, transition.target.ruleIndex, transition.precedence, site(transition)];
      case Transition.PREDICATE:
        return [
          PREDICATE,
          present(predicateIds.get(`${transition.ruleIndex}:${transition.predIndex}`)),
          0,
          settle(transition.target),
        ];
      case Transition.PRECEDENCE:
        return [PRECEDENCE, transition.precedence, 0, settle(transition.target)];
      case Transition.ACTION:
        return [ACTION, 0, 0, settle(transition.target)];
      default:
        throw new TypeError(`transition type ${transition.transitionType} is not one that Spark's grammar has`);
    }
  }

  /** @param {ATNState} state */
  function decide(state) {
    const offset = choices.length;
    choices.push(state.transitions.length, ...state.transitions.map(() => 0));
    state.transitions.forEach((transition, i) => {
      choices[offset + 1 + i] = settle(transition.target);
    });
    const flags =
      (outer.has(state.stateNumber) ? 1 : 0) +
      /** @type {any} */ (state.precedenceRuleDecision === true ? 2 : 0) +
      (stateType(state) === ATNState.PLUS_LOOP_BACK ? 4 : 0) +
      (!adaptive.has(/** @type {any} */ (state).decision) && canPass(state) ? 8 : 0);
    return [DECIDE, /** @type {any} */ (state).decision, offset, flags];
  }

  /** @param {any} transition */
  function site(transition) {
    const follow = transition.followState;
    const known = sites.get(follow.stateNumber);
    if (known !== undefined) return known;
    const id = sites.size;
    sites.set(follow.stateNumber, id);
    const outermost = transition.target.isLeftRecursiveRule && transition.precedence === 0;
    siteFacts[id * 3] = -1;
    siteFacts[id * 3 + 1] = follow.ruleIndex;
    siteFacts[id * 3 + 2] = Number(outermost);
    siteFacts[id * 3] = settle(follow);
    return id;
  }

  /** @param {IntervalSet} set */
  function setId(set) {
    const key = JSON.stringify([...set].flatMap((interval) => [interval.start, interval.stop]));
    if (!sets.has(key)) sets.set(key, sets.size);
    return present(sets.get(key));
  }
}

/**
 * The decisions that choose a rule's alternative, or its operator.
 *
 * @param {import("antlr4ng").ATN} atn
 */
function outerDecisions(atn) {
  const found = new Set();
  for (const start of atn.ruleToStartState) {
    const first = target(present(start));
    if (first.transitions.length > 1) found.add(first.stateNumber);
  }
  for (const state of atn.states) {
    if (/** @type {any} */ (state)?.precedenceRuleDecision === true) {
      const operators = target(/** @type {ATNState} */ (state));
      if (operators.transitions.length > 1) found.add(operators.stateNumber);
    }
  }
  return found;
}

/** An optional part or a loop. @param {ATNState} state */
function canPass(state) {
  const type = stateType(state);
  if (type === ATNState.STAR_LOOP_ENTRY || type === ATNState.PLUS_LOOP_BACK) return true;
  return present(state.transitions.at(-1)).target === /** @type {any} */ (state).endState;
}

/** @param {ATNState} state */
function isSilent(state) {
  if (state.transitions.length !== 1 || stateType(state) === ATNState.RULE_STOP) return false;
  if (stateType(state) === ATNState.STAR_LOOP_BACK || stateType(state) === ATNState.PLUS_BLOCK_START) return false;
  return present(state.transitions[0]).transitionType === Transition.EPSILON;
}

/** @param {ATNState} state */
function target(state) {
  return present(state.transitions[0]).target;
}

/** @param {ATNState} state */
function stateType(state) {
  return /** @type {{ stateType: number }} */ (/** @type {unknown} */ (state.constructor)).stateType;
}

/**
 * @template T
 * @param {T | null | undefined} value
 * @returns {T}
 */
function present(value) {
  if (value === null || value === undefined) throw new TypeError("the network of the parser is incomplete");
  return value;
}

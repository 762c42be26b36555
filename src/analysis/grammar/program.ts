import { alternativeLabels, symbolicNames, T } from "../../gen/grammar/names.js";
import { program as packed, pipeStarts, predicates } from "../../gen/grammar/tables.js";
import { unpack } from "./packed.js";

/** What a state does; `scripts/generate/grammar/program.mjs` tells what its numbers are. */
export const Op = {
  end: 0,
  token: 1,
  set: 2,
  any: 3,
  call: 4,
  decide: 5,
  predicate: 6,
  precedence: 7,
  action: 8,
  sync: 9,
} as const;

export const Decision = { outer: 1, operator: 2, behindIteration: 4, passes: 8 } as const;

const states = unpack(packed.states);
const sites = unpack(packed.sites);
const count = states.length / 4;

function column(table: Int32Array, width: number, offset: number): Int32Array {
  return Int32Array.from({ length: table.length / width }, (_, i) => table[i * width + offset] ?? 0);
}

export const op = column(states, 4, 0);
export const argument = column(states, 4, 1);
export const second = column(states, 4, 2);
export const next = column(states, 4, 3);
export const stateCount: number = count;

/** At `second[state]` of a decision: how many alternatives, then their states. */
export const choices = unpack(packed.choices);
export const ruleOf = unpack(packed.rules);
export const starts = unpack(packed.starts);
export const stops = unpack(packed.stops);
export const recursive = unpack(packed.recursive);
export const decisionStates = unpack(packed.decisions);

/** By site of a call: where it returns to. */
export const siteTarget = column(sites, 3, 0);
/** By site: whether a left-recursive rule is called with precedence 0. */
export const siteOutermost = column(sites, 3, 2);
/** By site: where it returns to, error look-ahead skipped. */
export const siteEntry = siteTarget.map((state) => (op[state] === Op.sync ? (next[state] ?? 0) : state));

/** By rule: the sites of the calls of it. */
export const callers: readonly (readonly number[])[] = (() => {
  const found: number[][] = Array.from({ length: starts.length }, () => []);
  for (let state = 0; state < count; state++) {
    if (op[state] === Op.call) found[argument[state] ?? 0]?.push(next[state] ?? 0);
  }
  return found;
})();

/** Token types from end of input (-1) to the hole, moved up by one. */
export const TYPES: number = symbolicNames.length + 1;

const sets: readonly Uint8Array[] = (() => {
  const found: Uint8Array[] = [];
  const numbers = unpack(packed.sets);
  for (let at = 0; at < numbers.length; ) {
    const length = numbers[at++] ?? 0;
    const set = new Uint8Array(TYPES);
    for (let i = 0; i < length; i += 2) set.fill(1, (numbers[at + i] ?? 0) + 1, (numbers[at + i + 1] ?? 0) + 2);
    if (set[T.IDENTIFIER + 1] || set[T.QUESTION + 1]) set[T.HOLE + 1] = 1;
    found.push(set);
    at += length;
  }
  return found;
})();

/** Whether a state that matches one token matches this one. */
export function matches(state: number, type: number): boolean {
  const a = argument[state] ?? 0;
  switch (op[state]) {
    case Op.token:
      return a === type || (type === T.HOLE && (a === T.IDENTIFIER || a === T.QUESTION));
    case Op.set:
      return sets[a]?.[type + 1] === 1;
    case Op.any:
      return type !== T.EOF;
    default:
      return false;
  }
}

/** Every token type that a state matches goes into `into`, at its type plus one. */
export function addMatched(state: number, into: Uint8Array): void {
  const a = argument[state] ?? 0;
  if (op[state] === Op.token) {
    into[a + 1] = 1;
    if (a === T.IDENTIFIER || a === T.QUESTION) into[T.HOLE + 1] = 1;
    return;
  }
  for (let type = 0; type < TYPES; type++) if (matches(state, type - 1)) into[type] = 1;
}

/** The label of a rule whose alternative is not chosen by a decision. */
export const singleLabel: readonly number[] = alternativeLabels.map((labels) => labels[0] ?? 0);

const primaries = unpack(packed.primaries);

/** The label of an alternative of a rule, or of an operator when it is behind a left operand. */
export function labelOf(rule: number, alternative: number, operator: boolean): number {
  const labels = alternativeLabels[rule] ?? [];
  if (labels.length < 2) return labels[0] ?? 0;
  return labels[(operator ? (primaries[rule] ?? 0) : 0) + alternative - 1] ?? 0;
}

export const pipeStartTypes: ReadonlySet<number> = new Set(pipeStarts);
export { predicates };

/** The rule whose operators a state chooses between, or -1. */
export function recursiveRuleOf(state: number): number {
  return (next[state] ?? 0) & Decision.operator ? (ruleOf[state] ?? -1) : -1;
}

/** Whether a decision's outcome depends on the precedence that its rule was called with. */
export function isOperatorLoop(decision: number): boolean {
  return recursiveRuleOf(decisionStates[decision] ?? 0) >= 0;
}

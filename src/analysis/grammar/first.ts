import { addMatched, argument, choices, next, Op, op, second, siteTarget, starts, stops, TYPES } from "./program.js";

export interface First {
  /** At a token's type plus one: whether it may come next. */
  readonly types: Uint8Array;
  /** The rule may end here, so that its caller decides. */
  readonly ends: boolean;
}

const known = new Map<number, First>();

/** The tokens that may come next in a state, as far as its rule tells. */
export function first(state: number): First {
  let found = known.get(state);
  if (!found) {
    found = look(state);
    known.set(state, found);
  }
  return found;
}

function look(from: number): First {
  const types = new Uint8Array(TYPES);
  let ends = false;
  const seen = new Set<number>();
  const pending = [from];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    switch (op[state]) {
      case Op.end:
        ends = true;
        break;
      case Op.token:
      case Op.set:
      case Op.any:
        addMatched(state, types);
        break;
      case Op.call: {
        const inner = first(starts[argument[state] ?? 0] ?? 0);
        for (let i = 0; i < TYPES; i++) if (inner.types[i]) types[i] = 1;
        if (inner.ends) pending.push(siteTarget[next[state] ?? 0] ?? 0);
        break;
      }
      case Op.decide: {
        const offset = second[state] ?? 0;
        for (let i = 1; i <= (choices[offset] ?? 0); i++) pending.push(choices[offset + i] ?? 0);
        break;
      }
      default:
        pending.push(next[state] ?? 0);
    }
  }
  return { types, ends };
}

/** The tokens that may come next, with the open calls: the end of input when all of them may end. */
export function expected(state: number, calls: readonly number[]): Uint8Array {
  let found = first(state);
  const types = found.types.slice();
  for (let i = calls.length - 1; i >= 0 && found.ends; i--) {
    found = first(siteTarget[calls[i] ?? 0] ?? 0);
    for (let t = 0; t < TYPES; t++) if (found.types[t]) types[t] = 1;
  }
  if (found.ends) types[0] = 1;
  return types;
}

/** The tokens at which the recovery stops passing over: what may follow any open call. */
export function recoverySet(calls: readonly number[]): Uint8Array {
  const types = new Uint8Array(TYPES);
  // Of a deep text the open calls are many and nearly all the same.
  for (const site of new Set(calls)) {
    const after = first(siteTarget[site] ?? 0).types;
    for (let t = 0; t < TYPES; t++) if (after[t]) types[t] = 1;
  }
  return types;
}

/** The end of the rule that is under way. */
export function endOf(rule: number): number {
  return stops[rule] ?? 0;
}

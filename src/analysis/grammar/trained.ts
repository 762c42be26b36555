import { always, and, type Condition, isMet, or, precedence, predicate, type Situation } from "./conditions.js";
import { unpack } from "./packed.js";
import { decisionStates, isOperatorLoop } from "./program.js";

/** Where a prediction is asked. */
export interface Place extends Situation {
  /** The type of the token so many behind the current one; the end of input for ever after it. */
  ahead(distance: number): number;
  /** Return sites of the open calls, the outermost first. */
  readonly calls: readonly number[];
  /** Whether a guess is welcome; told when one was made. */
  guess?: "welcome" | "made";
  /** Whether the text tells that an alternative of a decision cannot come to its end. */
  rulesOut(decision: number, alternative: number): boolean;
  /** Whether a text that is broken somewhere is to be taken for what it looks like here. */
  isPlain(): boolean;
  readonly effort: Effort;
}

/** How much looking ahead a text may cost, for all the times that it is read. */
export interface Effort {
  /** Below zero, decisions that need to look far are guessed, right or not. */
  left: number;
  /** Below this, a broken text is taken for what it looks like where it can be. */
  readonly plain: number;
}

export type Alternatives = readonly (readonly [alternative: number, condition: Condition])[];

/** A run of an edge says where its tokens lead: `kind + 3 × value`. */
export const Target = { state: 0, decided: 1, conditional: 2 } as const;

interface Block {
  /** Precedence (or 0) to state, in pairs. */
  readonly starts: Int32Array;
  /** By state, where its runs begin in the data; one more than there are states. */
  readonly offsets: Int32Array;
}

/**
 * Predictions learnt when the tables were made, from statements of our own. `scripts/generate/grammar/train.mjs` writes
 * them: for each decision, automaton states whose edges are runs of token types.
 */
export class Trained {
  private readonly data: Int32Array;
  private readonly conditional: Int32Array;
  private readonly begins: Int32Array;
  private readonly blocks: (Block | undefined)[] = [];
  private readonly alternatives: ({ list: Alternatives; stuck: boolean } | undefined)[] = [];
  private readonly alternativeBegins: number[] = [];

  /** Decisions, with their first token, whose least alternative was nearly always right, however far they looked. */
  private readonly guessable: ReadonlySet<number>;

  constructor(packedDecisions: string, packedConditions: string, packedGuessable: string) {
    this.guessable = new Set(unpack(packedGuessable));
    this.data = unpack(packedDecisions);
    this.conditional = unpack(packedConditions);
    this.begins = new Int32Array(decisionStates.length);
    let at = 0;
    for (let decision = 0; decision < this.begins.length && at < this.data.length; decision++) {
      this.begins[decision] = at + 1;
      at += 1 + (this.data[at] ?? 0);
    }
    for (let i = 0; i < this.conditional.length; i += 1 + (this.conditional[i] ?? 0))
      this.alternativeBegins.push(i + 1);
  }

  isGuessable(decision: number, type: number): boolean {
    return this.guessable.has(guessKey(decision, type));
  }

  /** The alternative, or 0 when it was not learnt, or when only the real callers can tell and they are to be asked. */
  predict(decision: number, place: Place, full: boolean): number {
    const block = this.blocks[decision] ?? this.read(decision);
    let state = startOf(block, isOperatorLoop(decision) ? place.precedence : 0);
    for (let distance = 0; state >= 0; distance++) {
      const target = this.edge(block, state, place.ahead(distance) + 1);
      if (target < 0) return 0;
      const value = Math.floor(target / 3);
      switch (target % 3) {
        case Target.state:
          state = value;
          break;
        case Target.decided:
          return full && value & 1 ? 0 : value >> 1;
        default: {
          const { list, stuck } = this.alternativesOf(value);
          if (full && stuck) return 0;
          for (const [alternative, condition] of list) if (isMet(condition, place)) return alternative;
          return 0;
        }
      }
    }
    return 0;
  }

  private read(decision: number): Block {
    const { data } = this;
    let at = this.begins[decision] ?? 0;
    const startCount = at > 0 ? (data[at++] ?? 0) : 0;
    const starts = data.subarray(at, at + 2 * startCount);
    at += 2 * startCount;
    const count = startCount > 0 ? (data[at++] ?? 0) : 0;
    const offsets = new Int32Array(count + 1);
    for (let state = 0; state < count; state++) {
      const runs = data[at++] ?? 0;
      offsets[state] = at;
      at += 3 * runs;
      // The next state's runs begin behind its own count.
      offsets[state + 1] = at + 1;
    }
    const block = { starts, offsets };
    this.blocks[decision] = block;
    return block;
  }

  private edge({ offsets }: Block, state: number, token: number): number {
    const { data } = this;
    const begin = offsets[state] ?? 0;
    let low = 0;
    let high = ((offsets[state + 1] ?? 0) - 1 - begin) / 3 - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = begin + 3 * middle;
      if (token < (data[run] ?? 0)) high = middle - 1;
      else if (token > (data[run + 1] ?? 0)) low = middle + 1;
      else return data[run + 2] ?? -1;
    }
    return -1;
  }

  private alternativesOf(index: number): { list: Alternatives; stuck: boolean } {
    const known = this.alternatives[index];
    if (known) return known;
    const { conditional } = this;
    let at = this.alternativeBegins[index] ?? 0;
    const stuck = conditional[at++] === 1;
    const count = conditional[at++] ?? 0;
    const condition = (): Condition => {
      const kind = conditional[at++];
      const value = conditional[at++] ?? 0;
      if (kind === CONDITION.always) return always;
      if (kind === CONDITION.predicate) return predicate(value);
      if (kind === CONDITION.precedence) return precedence(value);
      const operands = Array.from({ length: value }, condition);
      return operands.reduce(kind === CONDITION.and ? and : or);
    };
    const list: [number, Condition][] = [];
    for (let i = 0; i < count; i++) list.push([conditional[at++] ?? 0, condition()]);
    const made = { list, stuck };
    this.alternatives[index] = made;
    return made;
  }
}

/** How a condition is written. */
export const CONDITION = { always: 0, predicate: 1, precedence: 2, and: 3, or: 4 } as const;

export function guessKey(decision: number, type: number): number {
  return decision * 1024 + type + 1;
}

function startOf({ starts }: Block, level: number): number {
  for (let i = 0; i < starts.length; i += 2) if (starts[i] === level) return starts[i + 1] ?? -1;
  return -1;
}

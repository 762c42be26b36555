/**
 * Fills what `Trained` reads, when the tables are made. Nothing that runs later imports it.
 *
 * Statements of our own are parsed; each automaton state that they reach is kept. A token that no statement had in some
 * state takes the edge of a token that moves the very same ways, because it leads to the same place; so a keyword used as
 * a name costs no search because another one was seen. At the start of each decision, one token of every other kind is
 * tried too.
 */
import { flags } from "../../gen/grammar/tables.js";
import type { Condition } from "./conditions.js";
import { lex } from "./lexer.js";
import { Machine } from "./machine.js";
import { type Known, type NoAlternative, Predictor } from "./predictor.js";
import {
  argument,
  decisionStates,
  isOperatorLoop,
  matches,
  Op,
  op,
  recursive,
  ruleOf,
  second,
  TYPES,
} from "./program.js";
import { CONDITION, guessKey, type Place, Target } from "./trained.js";

export interface Learnt {
  /** By decision, its numbers without the length that stands before them. */
  readonly decisions: readonly (readonly number[])[];
  readonly conditions: readonly (readonly number[])[];
  readonly guessable: readonly number[];
}

/** Notes how often the least alternative after a few tokens was the right one. */
class Observed extends Predictor {
  private readonly right = new Map<number, number>();
  private readonly wrong = new Map<number, number>();

  override predict(decision: number, place: Place, full: boolean): number | NoAlternative {
    const chosen = super.predict(decision, place, full);
    const guess = this.guess(decision, place);
    if (guess > 0 && typeof chosen === "number") {
      const counts = guess === chosen ? this.right : this.wrong;
      const key = guessKey(decision, place.ahead(0));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return chosen;
  }

  guessable(): number[] {
    return [...this.right]
      .filter(([key, right]) => right > 4 * (this.wrong.get(key) ?? 0))
      .map(([key]) => key)
      .sort((a, b) => a - b);
  }
}

export function learn(statements: readonly string[], entry: number): Learnt {
  const predictor = new Observed();
  for (const text of statements) {
    new Machine(lex(text), predictor, {
      flags,
      recover: false,
      depth: 1000,
      effort: { left: Number.POSITIVE_INFINITY, plain: 0 },
    }).run(entry);
  }
  startEverywhere(predictor);
  const writer = new Writer(predictor);
  return { decisions: writer.decisions(), conditions: writer.conditions, guessable: predictor.guessable() };
}

/** Every decision starts once, for every precedence that its rule is called with. */
function startEverywhere(predictor: Predictor): void {
  const levels = new Map<number, Set<number>>();
  for (let state = 0; state < op.length; state++) {
    const rule = argument[state] ?? 0;
    if (op[state] !== Op.call || !recursive[rule]) continue;
    const known = levels.get(rule) ?? new Set([0]);
    levels.set(rule, known.add(second[state] ?? 0));
  }
  for (let decision = 0; decision < decisionStates.length; decision++) {
    const state = decisionStates[decision] ?? -1;
    if (state < 0) continue;
    const wanted = isOperatorLoop(decision) ? levels.get(ruleOf[state] ?? 0) : undefined;
    for (const level of wanted ?? [0]) predictor.startOf(decision, level);
  }
}

class Writer {
  readonly conditions: number[][] = [];
  private readonly conditionIds = new Map<Known, number>();

  constructor(private readonly predictor: Predictor) {}

  decisions(): number[][] {
    const blocks: number[][] = Array.from({ length: decisionStates.length }, () => [0]);
    for (const { decision, start, byPrecedence } of this.predictor.known()) {
      const starts: [number, Known][] = start ? [[0, start]] : [...byPrecedence];
      blocks[decision] = this.block(decision, starts);
    }
    return blocks;
  }

  private block(decision: number, starts: readonly (readonly [number, Known])[]): number[] {
    const ids = new Map<Known, number>();
    const states: Known[] = [];
    const visit = (known: Known): void => {
      if (isDecided(known) || ids.has(known)) return;
      ids.set(known, states.length);
      states.push(known);
    };
    for (const [, known] of starts) {
      visit(known);
      if (!isDecided(known)) for (const [type] of sameWays(known)) this.predictor.step(decision, known, type ?? 0);
    }
    for (const state of states) for (const reached of state.edges.values()) if (reached) visit(reached);

    const numbers = [starts.length];
    for (const [level, known] of starts) numbers.push(level, ids.get(known) ?? -1);
    numbers.push(states.length);
    for (const state of states) {
      const runs = this.runs(state, ids);
      numbers.push(runs.length, ...runs.flat());
    }
    return numbers;
  }

  private runs(from: Known, ids: ReadonlyMap<Known, number>): number[][] {
    const targets = new Int32Array(TYPES).fill(-1);
    for (const types of sameWays(from)) {
      const seen = types.find((type) => from.edges.has(type));
      const reached = seen === undefined ? undefined : from.edges.get(seen);
      const target = reached ? this.target(reached, ids) : -1;
      if (target >= 0) for (const type of types) targets[type + 1] = target;
    }
    const runs: number[][] = [];
    targets.forEach((target, type) => {
      const last = runs.at(-1);
      if (target < 0) return;
      if (last?.[1] === type - 1 && last[2] === target) last[1] = type;
      else runs.push([type, type, target]);
    });
    return runs;
  }

  private target(known: Known, ids: ReadonlyMap<Known, number>): number {
    if (known.conditional) return Target.conditional + 3 * this.conditionOf(known);
    if (known.alternative > 0) return Target.decided + 3 * (known.alternative * 2 + (known.stuck ? 1 : 0));
    const id = ids.get(known);
    return id === undefined ? -1 : Target.state + 3 * id;
  }

  private conditionOf(known: Known): number {
    const same = this.conditionIds.get(known);
    if (same !== undefined) return same;
    const list = known.conditional ?? [];
    const numbers = [known.stuck ? 1 : 0, list.length];
    for (const [alternative, condition] of list) numbers.push(alternative, ...written(condition));
    const text = numbers.join();
    let id = this.conditions.findIndex((other) => other.join() === text);
    if (id < 0) id = this.conditions.push(numbers) - 1;
    this.conditionIds.set(known, id);
    return id;
  }
}

function isDecided(known: Known): boolean {
  return known.alternative > 0 || known.conditional !== undefined;
}

/** Token types in groups that move the very same ways. */
function sameWays(from: Known): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  const { list } = from.ways;
  for (let type = -1; type < TYPES - 1; type++) {
    let moved = "";
    for (let i = 0; i < list.length; i++) if (matches(list[i]?.state ?? 0, type)) moved += `${i},`;
    if (moved === "") continue;
    // The end of the input also goes on through whatever may be empty.
    const key = type < 0 ? "end" : moved;
    const group = groups.get(key);
    if (group) group.push(type);
    else groups.set(key, [type]);
  }
  return groups.values();
}

function written(condition: Condition): number[] {
  if (condition.kind === "and" || condition.kind === "or") {
    return [CONDITION[condition.kind], condition.operands.length, ...condition.operands.flatMap(written)];
  }
  return [CONDITION[condition.kind], condition.value];
}

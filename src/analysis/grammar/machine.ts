import { L, R, T } from "../../gen/grammar/names.js";
import type { Flag } from "../../gen/grammar/tables.js";
import { Brackets } from "./brackets.js";
import { endOf, expected, first, recoverySet } from "./first.js";
import type { TokenList } from "./lexer.js";
import type { Predictor } from "./predictor.js";
import {
  argument,
  choices,
  Decision,
  decisionStates,
  labelOf,
  matches,
  next,
  Op,
  op,
  pipeStartTypes,
  predicates,
  recursive,
  ruleOf,
  second,
  singleLabel,
  siteTarget,
  starts,
  TYPES,
} from "./program.js";
import type { Effort, Place } from "./trained.js";
import { adopt, RuleNode, TokenNode } from "./tree.js";

/** Where the text broke the grammar. */
export interface Break {
  /** Index among the visible tokens. */
  readonly at: number;
  readonly kind: "unexpected" | "extra" | "missing";
  /** No alternative fits, rather than one token: Spark reports it at once. */
  readonly final?: boolean;
  /** At a token's type plus one, the tokens that would have done; for `missing` only. */
  readonly wanted?: Uint8Array;
}

export interface MachineOptions {
  readonly flags: Readonly<Record<Flag, boolean>>;
  /** Goes on behind a break as ANTLR's default error strategy does, and predicts with the real callers; else it stops. */
  readonly recover: boolean;
  /** Lets predictions guess instead of looking far ahead; `guess` tells whether one did. */
  readonly guess?: boolean;
  /** The deepest tree. */
  readonly depth: number;
  readonly effort: Effort;
  /** Rules to be kept in `left`. */
  readonly keep?: Keep;
}

/** At a rule and at a label, whether its nodes are kept. */
export interface Keep {
  readonly rules: Uint8Array;
  readonly labels: Uint8Array;
}

const NONE = -1;

/** Runs the program of the parser over the visible tokens. One machine parses one text once. */
export class Machine implements Place {
  readonly breaks: Break[] = [];
  /** The nodes that were asked for, in the order in which their rules were left. */
  readonly left: RuleNode[] = [];
  tooDeep = false;
  /** Return sites of the open calls. */
  readonly calls: number[] = [];
  precedence = 0;
  guess?: "welcome" | "made";
  readonly effort: Effort;
  private index = 0;
  private farthest = 0;
  /** Where the last token ends that was taken: a rule that ends in nothing ends there, not at the next token. */
  private lastEnd = 0;
  private node: RuleNode;
  private readonly nodes: RuleNode[] = [];
  private readonly precedences: number[] = [];
  /** While a break is being passed, further ones are not reported. */
  private recovering = false;
  private lastBreakIndex = NONE;
  /** The look-ahead of a loop was done behind its iteration. */
  private synchronized = false;
  private readonly lastBreakStates = new Set<number>();
  private readonly types: number[];
  /** By how many operators the current node is higher than its rule alone. */
  private height = 0;
  private readonly heights: number[] = [];
  private brackets: Brackets | undefined;

  constructor(
    private readonly list: TokenList,
    private readonly predictor: Predictor,
    private readonly options: MachineOptions,
  ) {
    this.types = list.visible.map((index) => list.types[index] ?? T.EOF);
    this.effort = options.effort;
    this.node = new RuleNode(0);
    if (options.guess) this.guess = "welcome";
  }

  ahead(distance: number): number {
    const { types } = this;
    const index = Math.min(this.index + distance, types.length - 1);
    if (index > this.farthest) this.farthest = index;
    return types[index] ?? T.EOF;
  }

  /** Whether anything asked for the end of the input. */
  get sawEnd(): boolean {
    return this.farthest === this.types.length - 1;
  }

  holds(predicate: number): boolean {
    const { flag, negated } = predicates[predicate] ?? { flag: "isOperatorPipeStart", negated: false };
    const { flags } = this.options;
    const value =
      flag === "isOperatorPipeStart"
        ? flags.single_character_pipe_operator_enabled && pipeStartTypes.has(this.ahead(1))
        : flags[flag];
    return value !== negated;
  }

  rulesOut(decision: number, alternative: number): boolean {
    const state = decisionStates[decision] ?? 0;
    if (ruleOf[state] !== R.primaryExpression || (next[state] ?? 0) & Decision.operator) return false;
    return this.pairs().ruleOut(labelOf(R.primaryExpression, alternative, false), this.index);
  }

  isPlain(): boolean {
    return this.types[this.index] === T.CASE && this.pairs().isWholeCase(this.index);
  }

  private pairs(): Brackets {
    this.brackets ??= new Brackets(this.types);
    return this.brackets;
  }

  /** The tree of one rule; of the text up to the break when there is one and the machine does not recover. */
  run(rule: number): RuleNode {
    let state = this.open(rule, 0);
    while (state !== NONE) state = this.step(state);
    return this.node;
  }

  private step(state: number): number {
    switch (op[state]) {
      case Op.token:
      case Op.set:
      case Op.any:
        return this.match(state);
      case Op.call:
        if (this.nodes.length >= this.options.depth) return this.giveUp();
        this.calls.push(next[state] ?? 0);
        this.nodes.push(this.node);
        this.precedences.push(this.precedence);
        this.heights.push(this.height);
        this.height = 0;
        return this.open(argument[state] ?? 0, second[state] ?? 0);
      case Op.decide:
        return this.decide(state);
      case Op.predicate:
        return this.holds(argument[state] ?? 0) ? (next[state] ?? 0) : this.broken(state, this.index, true);
      case Op.precedence:
        return (argument[state] ?? 0) >= this.precedence ? (next[state] ?? 0) : this.broken(state, this.index, true);
      case Op.end:
        return this.close();
      case Op.sync:
        if (this.options.recover && !this.synchronize(state, argument[state] === 1)) return this.recover(state);
        return this.afterSync(next[state] ?? 0, argument[state] === 1);
      default:
        return next[state] ?? 0;
    }
  }

  private open(rule: number, precedence: number): number {
    this.node = new RuleNode(rule);
    this.node.label = singleLabel[rule] ?? 0;
    this.node.start = this.start(this.index);
    if (recursive[rule]) this.precedence = precedence;
    return starts[rule] ?? 0;
  }

  private close(): number {
    const done = this.node;
    done.end = Math.max(this.lastEnd, done.start);
    const { keep } = this.options;
    if (keep && (keep.rules[done.rule] || keep.labels[done.label])) this.left.push(done);
    const parent = this.nodes.pop();
    if (!parent) return NONE;
    adopt(parent, done);
    this.node = parent;
    this.precedence = this.precedences.pop() ?? 0;
    this.height = this.heights.pop() ?? 0;
    return siteTarget[this.calls.pop() ?? 0] ?? 0;
  }

  private match(state: number): number {
    if (!matches(state, this.ahead(0))) {
      if (!this.options.recover) return this.broken(state, this.index);
      const inline = this.recoverInline(state);
      if (inline === "inserted") return next[state] ?? 0;
      if (inline === "failed") return this.broken(state, this.index);
    }
    this.recovering = false;
    this.lastBreakStates.clear();
    this.lastBreakIndex = NONE;
    this.consume();
    return next[state] ?? 0;
  }

  /** The end of the input may be matched any number of times. */
  private consume(error?: "unexpected"): void {
    const leaf = this.leaf(this.index, error);
    this.lastEnd = leaf.end;
    adopt(this.node, leaf);
    if (this.index < this.types.length - 1) this.index++;
  }

  private leaf(index: number, error?: "unexpected"): TokenNode {
    const { list } = this;
    const i = list.visible[index] ?? 0;
    return new TokenNode(list.types[i] ?? T.EOF, list.starts[i] ?? 0, list.ends[i] ?? 0, i, list.holes[i] ?? -1, error);
  }

  private start(index: number): number {
    return this.list.starts[this.list.visible[index] ?? 0] ?? 0;
  }

  private decide(state: number): number {
    const flags = next[state] ?? 0;
    if (this.options.recover && !this.synchronized) {
      if (!this.synchronize(state, (flags & Decision.behindIteration) !== 0)) return this.recover(state);
    }
    this.synchronized = false;
    const offset = second[state] ?? 0;
    let chosen = this.predictor.predict(argument[state] ?? 0, this, this.options.recover);
    if (typeof chosen !== "number") {
      if (!(flags & Decision.passes)) {
        return this.broken(state, Math.min(this.index + chosen.distance, this.types.length - 1), true);
      }
      chosen = choices[offset] ?? 0;
    }
    const target = choices[offset + chosen] ?? 0;
    if (flags & Decision.operator) {
      if (chosen === 1) {
        if (!this.wrap()) return this.giveUp();
      }
    } else if (flags & Decision.outer) {
      this.node.label = labelOf(this.node.rule, chosen, this.node.children.length > 0);
    }
    return target;
  }

  /** What was matched so far becomes the left operand; false when the tree gets too deep. */
  private wrap(): boolean {
    const left = this.node;
    const label = labelOf(left.rule, 1, true);
    // Each operator makes the tree one level higher without a call. AND and OR are balanced before anything descends.
    if (label !== L.logicalBinary) this.height++;
    if (this.height + this.nodes.length > this.options.depth) return false;
    left.end = Math.max(this.lastEnd, left.start);
    this.node = new RuleNode(left.rule);
    this.node.label = labelOf(left.rule, 1, true);
    this.node.start = left.start;
    adopt(this.node, left);
    return true;
  }

  private afterSync(state: number, iterated: boolean): number {
    // The loop's own decision looks ahead in the same way; once is enough.
    this.synchronized = iterated && this.options.recover;
    return state;
  }

  private giveUp(): number {
    this.tooDeep = true;
    return this.unwind();
  }

  /** Closes every open rule where it stands. */
  private unwind(): number {
    for (;;) {
      this.node.broken = true;
      if (this.close() === NONE) return NONE;
    }
  }

  private broken(state: number, at: number, final = false): number {
    this.report({ at, kind: "unexpected", final });
    return this.options.recover ? this.recover(state) : this.unwind();
  }

  private report(found: Break): void {
    if (this.recovering) return;
    this.recovering = true;
    this.breaks.push(found);
  }

  /** ANTLR's recovery: leave the rule, and pass over tokens until one may follow any open call. */
  private recover(state: number): number {
    this.node.broken = true;
    if (this.lastBreakIndex === this.index && this.lastBreakStates.has(state)) this.skip();
    this.lastBreakIndex = this.index;
    this.lastBreakStates.add(state);
    this.skipUntil(recoverySet(this.calls));
    return endOf(this.node.rule);
  }

  private skip(): void {
    if (this.ahead(0) !== T.EOF) this.consume("unexpected");
  }

  private skipUntil(types: Uint8Array): void {
    for (let type = this.ahead(0); type !== T.EOF && !types[type + 1]; type = this.ahead(0)) this.skip();
  }

  /** Looks whether the token fits before a decision is taken; false when the rule cannot go on. */
  private synchronize(state: number, iterated: boolean): boolean {
    if (this.recovering) return true;
    const after = first(state);
    if (after.ends || after.types[this.ahead(0) + 1]) return true;
    if (iterated) {
      this.report({ at: this.index, kind: "extra" });
      const stop = recoverySet(this.calls);
      const wanted = expected(state, this.calls);
      for (let t = 0; t < TYPES; t++) if (wanted[t]) stop[t] = 1;
      this.skipUntil(stop);
      return true;
    }
    if (this.deleteOne(state)) return true;
    this.report({ at: this.index, kind: "unexpected" });
    return false;
  }

  /** If the next token fits, the current one is passed over. */
  private deleteOne(state: number): boolean {
    if (!expected(state, this.calls)[this.ahead(1) + 1]) return false;
    this.report({ at: this.index, kind: "extra" });
    this.skip();
    this.recovering = false;
    return true;
  }

  private recoverInline(state: number): "deleted" | "inserted" | "failed" {
    if (this.deleteOne(state)) return "deleted";
    if (!expected(next[state] ?? 0, this.calls)[this.ahead(0) + 1]) return "failed";
    const wanted = expected(state, this.calls);
    this.report({ at: this.index, kind: "missing", wanted });
    const start = this.start(this.index);
    const type = wanted.indexOf(1) - 1;
    adopt(this.node, new TokenNode(type, start, start, -1, -1, "missing"));
    return "inserted";
  }
}

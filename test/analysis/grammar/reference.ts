/**
 * ANTLR's own interpreter over Spark's tables: slow, and right by construction. The tests hold ours against it.
 */
import {
  ATNDeserializer,
  BaseErrorListener,
  CharStream,
  CommonTokenStream,
  type DecisionState,
  ErrorNode,
  LexerInterpreter,
  ParserInterpreter,
  type ParserRuleContext,
  type ParseTree,
  PredictionMode,
  TerminalNode,
  Token,
  Vocabulary,
} from "antlr4ng";
import { flags, lexerTable, parserTable, pipeStarts, predicates } from "../../../src/gen/grammar/antlr.js";
import { alternativeLabels, labelNames, R, ruleNames, symbolicNames, T } from "../../../src/gen/grammar/names.js";

interface Table {
  literalNames: (string | null)[];
  symbolicNames: (string | null)[];
  ruleNames: string[];
  channelNames: string[];
  modeNames: string[];
  atn: number[];
}

const lexerData = JSON.parse(lexerTable) as Table;
const parserData = JSON.parse(parserTable) as Table;
const lexerAtn = new ATNDeserializer().deserialize(lexerData.atn);
export const parserAtn = new ATNDeserializer().deserialize(parserData.atn);
const vocabulary = new Vocabulary(parserData.literalNames, parserData.symbolicNames, []);
const predicateOf = new Map(predicates.map((p) => [p.rule * 1000 + p.index, p]));
const pipeStart = new Set(pipeStarts.map((name) => symbolicNames.indexOf(name)));

function upperCased(text: string): CharStream {
  const stream = CharStream.fromString(text);
  const next = stream.LA.bind(stream);
  stream.LA = (offset) => {
    const c = next(offset);
    if (c <= 0) return c;
    const mapped = String.fromCodePoint(c).toUpperCase();
    const code = mapped.codePointAt(0) ?? c;
    return String.fromCodePoint(code).length === mapped.length ? code : c;
  };
  return stream;
}

class ReferenceLexer extends LexerInterpreter {
  private level = 0;
  private before = 0;
  unclosedComment = false;
  private readonly tags: string[] = [];

  override sempred(_: ParserRuleContext | null, rule: number): boolean {
    const name = lexerData.ruleNames[rule] ?? "";
    const la = this.inputStream.LA(1);
    if (name.startsWith("SHIFT_RIGHT")) return this.level === 0;
    if (name === "BRACKETED_COMMENT") return la !== 43;
    if (name === "END_DOLLAR_QUOTED_STRING") return this.text === this.tags.at(-1);
    return !((la >= 65 && la <= 90) || (la >= 48 && la <= 57) || la === 95);
  }

  /** An action of Spark's parser, not of its lexer, closes the type that `STRUCT<>` opens. */
  override nextToken(): Token {
    const token = super.nextToken();
    if (token.type === T.NEQ && this.before === T.STRUCT) this.level = Math.max(0, this.level - 1);
    if (token.channel === Token.DEFAULT_CHANNEL) this.before = token.type;
    return token;
  }

  override action(_: ParserRuleContext | null, rule: number): void {
    const name = lexerData.ruleNames[rule] ?? "";
    if (name === "ARRAY" || name === "MAP" || name === "STRUCT") this.level++;
    else if (name === "GT") this.level = Math.max(0, this.level - 1);
    else if (name === "BRACKETED_COMMENT") this.unclosedComment = true;
    else if (name === "BEGIN_DOLLAR_QUOTED_STRING") this.tags.push(this.text);
    else if (name === "END_DOLLAR_QUOTED_STRING") this.tags.pop();
  }
}

class ReferenceParser extends ParserInterpreter {
  readonly alternatives = new Map<ParserRuleContext, number>();

  override sempred(context: ParserRuleContext | null, rule: number, index: number): boolean {
    const predicate = predicateOf.get(rule * 1000 + index);
    if (!predicate) return super.sempred(context, rule, index);
    const value =
      predicate.flag === "isOperatorPipeStart"
        ? pipeStart.has(this.inputStream.LA(2))
        : (flags[predicate.flag] ?? false);
    return value !== predicate.negated;
  }

  protected override visitDecisionState(state: DecisionState): number {
    const alternative = super.visitDecisionState(state);
    const before = outerDecisions.get(state.stateNumber);
    if (before !== undefined && this.context) this.alternatives.set(this.context, before + alternative);
    return alternative;
  }
}

/** Decision states that choose a rule's alternative, with the number of alternatives before theirs. */
const outerDecisions = new Map<number, number>();
for (const start of parserAtn.ruleToStartState) {
  const first = start?.transitions[0]?.target;
  if (!start || !first) continue;
  if (first.transitions.length > 1) outerDecisions.set(first.stateNumber, 0);
  if (!start.isLeftRecursiveRule) continue;
  for (const state of parserAtn.states) {
    if (state?.ruleIndex !== start.ruleIndex || !("precedenceRuleDecision" in state)) continue;
    if (!state.precedenceRuleDecision) continue;
    const operators = state.transitions[0]?.target;
    if (operators) outerDecisions.set(operators.stateNumber, first.transitions.length);
  }
}

class FirstError extends BaseErrorListener {
  near: { type: number; start: number } | undefined;
  override syntaxError(_: unknown, token: { type: number; start: number } | null): void {
    if (token) this.near ??= { type: token.type, start: token.start };
  }
}

export interface ReferenceToken {
  readonly type: number;
  readonly start: number;
  readonly end: number;
}

/** Offsets count UTF-16 units. */
export function referenceTokens(text: string): ReferenceToken[] {
  return lexed(text).tokens;
}

function lexed(text: string) {
  const lexer = new ReferenceLexer(
    "",
    vocabulary,
    lexerData.ruleNames,
    lexerData.channelNames,
    lexerData.modeNames,
    lexerAtn,
    upperCased(text),
  );
  lexer.removeErrorListeners();
  const stream = new CommonTokenStream(lexer);
  stream.fill();
  const offsets = utf16Offsets(text);
  const tokens = stream.getTokens().map((t) => {
    const start = offsets[t.start] ?? text.length;
    return { type: t.type, start, end: Math.max(start, offsets[t.stop + 1] ?? text.length) };
  });
  return { stream, tokens };
}

/** The tree as `formatTree` prints it, and the token that the first error is at. */
export function referenceParse(text: string, entry: keyof typeof R = "compoundOrSingleStatement") {
  for (const mode of [PredictionMode.SLL, PredictionMode.LL]) {
    const { stream, tokens } = lexed(text);
    const parser = new ReferenceParser("", vocabulary, parserData.ruleNames, parserAtn, stream);
    const first = new FirstError();
    parser.removeErrorListeners();
    parser.addErrorListener(first);
    parser.interpreter.predictionMode = mode;
    const root = parser.parse(R[entry]);
    if (first.near && mode === PredictionMode.SLL) continue;
    const at =
      first.near && stream.getTokens().findIndex((t) => t.start === first.near?.start && t.type === first.near.type);
    return { tree: formatted(root, parser.alternatives, tokens), error: at === undefined ? undefined : tokens[at] };
  }
  return { tree: "", error: undefined };
}

function formatted(tree: ParseTree, alternatives: Map<ParserRuleContext, number>, tokens: ReferenceToken[]): string {
  if (tree instanceof TerminalNode) {
    const name = symbolicNames[tree.symbol.type] ?? "EOF";
    return `${name}@${tokens[tree.symbol.tokenIndex]?.start ?? 0}${tree instanceof ErrorNode ? "!" : ""}`;
  }
  const rule = tree as ParserRuleContext;
  const labels = alternativeLabels[rule.ruleIndex] ?? [];
  const label = labels[labels.length === 1 ? 0 : (alternatives.get(rule) ?? 1) - 1] ?? 0;
  const children = rule.children.map((c) => ` ${formatted(c, alternatives, tokens)}`);
  return `(${ruleNames[rule.ruleIndex]}${label ? `#${labelNames[label]}` : ""}${children.join("")})`;
}

/** By code point index, the UTF-16 offset; one entry more than there are code points. */
function utf16Offsets(text: string): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (const c of text) {
    offsets.push(at);
    at += c.length;
  }
  offsets.push(at);
  return offsets;
}

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
import { flags, lexerTable, parserTable, pipeStarts, predicates } from "../../gen/grammar/antlr.js";
import { alternativeLabels, R, symbolicNames } from "../../gen/grammar/names.js";
import type { ParseOptions, ParseResult } from "./result.js";
import { type Node, RuleNode, TokenNode } from "./tree.js";

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
const vocabulary = new Vocabulary(parserData.literalNames, parserData.symbolicNames, []);
const predicateOf = new Map(predicates.map((p) => [p.rule * 1000 + p.index, p]));
const pipeStart = new Set(pipeStarts.map((name) => symbolicNames.indexOf(name)));

function upperCased(text: string): CharStream {
  const stream = CharStream.fromString(text);
  const next = stream.LA.bind(stream);
  stream.LA = (offset) => {
    const c = next(offset);
    if (c <= 0) return c;
    const upper = String.fromCodePoint(c).toUpperCase();
    const code = upper.codePointAt(0) ?? c;
    return String.fromCodePoint(code).length === upper.length ? code : c;
  };
  return stream;
}

class SparkLexer extends LexerInterpreter {
  private level = 0;
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

  override action(_: ParserRuleContext | null, rule: number): void {
    const name = lexerData.ruleNames[rule] ?? "";
    if (name === "ARRAY" || name === "MAP" || name === "STRUCT") this.level++;
    else if (name === "GT") this.level = Math.max(0, this.level - 1);
    else if (name === "BRACKETED_COMMENT") this.unclosedComment = true;
    else if (name === "BEGIN_DOLLAR_QUOTED_STRING") this.tags.push(this.text);
    else if (name === "END_DOLLAR_QUOTED_STRING") this.tags.pop();
  }
}

class SparkParser extends ParserInterpreter {
  /** By context, the alternative that its outer block took. */
  readonly alternatives = new Map<ParserRuleContext, number>();
  reserved = false;

  override sempred(context: ParserRuleContext | null, rule: number, index: number): boolean {
    const predicate = predicateOf.get(rule * 1000 + index);
    if (!predicate) return super.sempred(context, rule, index);
    const value =
      predicate.flag === "isOperatorPipeStart"
        ? pipeStart.has(this.inputStream.LA(2))
        : predicate.flag === "SQL_standard_keyword_behavior"
          ? this.reserved
          : (flags[predicate.flag] ?? false);
    return value !== predicate.negated;
  }

  protected override visitDecisionState(state: DecisionState): number {
    const alternative = super.visitDecisionState(state);
    const outer = outerDecisions.get(state.stateNumber);
    if (outer !== undefined && this.context) this.alternatives.set(this.context, outer + alternative);
    return alternative;
  }
}

const lexerAtn = new ATNDeserializer().deserialize(lexerData.atn);
const parserAtn = new ATNDeserializer().deserialize(parserData.atn);

/** Decision states that choose a rule's alternative, with the number of alternatives before theirs. */
const outerDecisions = new Map<number, number>();
for (const start of parserAtn.ruleToStartState) {
  if (!start) continue;
  const first = start.transitions[0]?.target;
  if (!first) continue;
  if (first.transitions.length > 1) outerDecisions.set(first.stateNumber, 0);
  if (!start.isLeftRecursiveRule) continue;
  for (const state of parserAtn.states) {
    if (state?.ruleIndex !== start.ruleIndex || !("precedenceRuleDecision" in state)) continue;
    if (!(state as { precedenceRuleDecision: boolean }).precedenceRuleDecision) continue;
    const operators = state.transitions[0]?.target;
    if (operators) outerDecisions.set(operators.stateNumber, first.transitions.length);
  }
}

class Collector extends BaseErrorListener {
  readonly errors: { token: Token | null; message: string }[] = [];
  override syntaxError(_: unknown, token: Token | null, _line: number, _column: number, message: string): void {
    this.errors.push({ token, message });
  }
}

export function interpret(
  text: string,
  options: ParseOptions,
  prediction: "sll" | "ll",
  reserved: boolean,
): ParseResult {
  const lexer = new SparkLexer(
    "",
    vocabulary,
    lexerData.ruleNames,
    lexerData.channelNames,
    lexerData.modeNames,
    lexerAtn,
    upperCased(text.replaceAll("\uFFFC", "h")),
  );
  lexer.removeErrorListeners();
  const stream = new CommonTokenStream(lexer);
  stream.fill();
  const parser = new SparkParser("", vocabulary, parserData.ruleNames, parserAtn, stream);
  const collector = new Collector();
  parser.removeErrorListeners();
  parser.addErrorListener(collector);
  parser.reserved = reserved;
  parser.interpreter.predictionMode = prediction === "sll" ? PredictionMode.SLL : PredictionMode.LL;
  const context = parser.parse(R[options.entry ?? "compoundOrSingleStatement"]);
  const offsets = utf16Offsets(text);
  let holes = 0;
  const tokens = stream.getTokens().map((t, index) => {
    const start = offsets[t.start] ?? text.length;
    const end = offsets[t.stop + 1] ?? text.length;
    const hole = text[start] === "\uFFFC" ? holes++ : -1;
    return new TokenNode(t.type, start, Math.max(start, end), index, hole);
  });
  const convert = (tree: ParseTree): Node => {
    if (tree instanceof TerminalNode) {
      const t = tokens[tree.symbol.tokenIndex];
      if (!(tree instanceof ErrorNode)) return t as TokenNode;
      if (t) return new TokenNode(t.type, t.start, t.end, t.index, t.hole, "unexpected");
      return new TokenNode(tree.symbol.type, 0, 0, -1, -1, "missing");
    }
    const rule = tree as ParserRuleContext;
    const node = new RuleNode(rule.ruleIndex);
    const labels = alternativeLabels[rule.ruleIndex] ?? [];
    node.label = labels[labels.length === 1 ? 0 : (parser.alternatives.get(rule) ?? 1) - 1] ?? 0;
    for (const c of rule.children) {
      const made = convert(c);
      made.parent = node;
      node.children.push(made);
    }
    const first = node.children[0];
    const at = tokens[rule.start?.tokenIndex ?? 0]?.start ?? 0;
    node.start = first ? first.start : at;
    node.end = node.children.at(-1)?.end ?? at;
    return node;
  };
  return {
    text,
    root: convert(context) as RuleNode,
    tokens,
    errors: collector.errors.map(({ token }) => {
      const t = tokens[token?.tokenIndex ?? 0];
      const near = !t || t.type === Token.EOF ? "end of input" : `'${text.slice(t.start, t.end)}'`;
      return {
        errorClass: "PARSE_SYNTAX_ERROR",
        parameters: { error: near, hint: "" },
        message: `Syntax error at or near ${near}.`,
        start: t?.start ?? 0,
        end: t?.end ?? 0,
        uncertain: false,
      };
    }),
  };
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

import { learnt, learntConditions, learntGuessable } from "../../gen/grammar/learnt.js";
import { labelNames, R, ruleNames, T } from "../../gen/grammar/names.js";
import { flags as defaults } from "../../gen/grammar/tables.js";
import { checked, checkTree } from "./checks.js";
import { earlyFault, faultOfBreak, identifiers, type SyntaxContext, tooComplex } from "./faults.js";
import { lex, type TokenList } from "./lexer.js";
import { type Keep, Machine, type MachineOptions } from "./machine.js";
import { Predictor } from "./predictor.js";
import type { ParseOptions, ParseResult, SyntaxFault } from "./result.js";
import { Trained } from "./trained.js";
import { RuleNode, TokenNode } from "./tree.js";

/** Deeper than any statement that people write; the walks over a tree recurse, and the stack of the host is small. */
const DEPTH = 3000;
const BRACKETS = 500;

const keep: Keep = {
  rules: Uint8Array.from(ruleNames, (_, rule) => (checked.rules.includes(rule) ? 1 : 0)),
  labels: Uint8Array.from(labelNames, (_, label) => ([...checked.labels, ...identifiers].includes(label) ? 1 : 0)),
};
const predictor = new Predictor(new Trained(learnt, learntConditions, learntGuessable));

/** Tokens of a broken text that is not read once more for a better tree. */
const LONG = 20_000;
/** About a third of a second of looking ahead; a statement that people write takes a tenth of it at most. */
const EFFORT = 6_000_000;
const EFFORT_PER_TOKEN = 20;

/** Parses one statement, or what `options.entry` names. Never throws: what is wrong is in `errors`. */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  const list = lex(text, options.holes);
  const entry = options.entry ?? "compoundOrSingleStatement";
  const context: SyntaxContext = { text, list, entry, holes: options.holes ?? [] };
  try {
    return parseTokens(context, options);
  } catch (error) {
    // The stack of the host is all used, as Spark's own may be.
    if (!(error instanceof RangeError)) throw error;
    return result(context, emptyTree(context), [tooComplex(context)]);
  }
}

function parseTokens(context: SyntaxContext, options: ParseOptions): ParseResult {
  const { list } = context;
  if (nesting(list) > BRACKETS) return result(context, emptyTree(context), [tooComplex(context)]);
  const flags = { ...defaults, ...options.flags };
  const effort = { left: EFFORT + EFFORT_PER_TOKEN * list.visible.length, plain: (2 * EFFORT) / 3 };
  const run = (more: Partial<MachineOptions>) => {
    const machine = new Machine(list, predictor, { flags, recover: false, depth: DEPTH, effort, keep, ...more });
    return { machine, root: machine.run(R[context.entry]) };
  };

  let quick = run({ guess: true });
  if (quick.machine.guess === "made" && quick.machine.breaks.length > 0) quick = run({});
  if (quick.machine.tooDeep) return result(context, emptyTree(context), [tooComplex(context)]);
  const [first] = quick.machine.breaks;
  const early = earlyFault(context, quick.root, quick.machine.left, quick.machine.sawEnd);
  if (!first) {
    const refused = early ?? checkTree(context, quick.machine.left);
    return result(context, quick.root, refused ? [refused] : []);
  }

  const exact = run({ recover: true });
  if (exact.machine.tooDeep) return result(context, emptyTree(context), [early ?? tooComplex(context)]);
  // With guesses that nothing bore out, the text may be right.
  if (effort.left < 0) return result(context, exact.root, [early ?? tooComplex(context)]);
  const late = (first.final ? [first, ...exact.machine.breaks.slice(1)] : exact.machine.breaks).map((found) =>
    faultOfBreak(context, found),
  );
  const errors = early ? [early, ...late] : late;
  if (late.length === 0 || list.visible.length > LONG) return result(context, exact.root, errors);
  // With keywords reserved, `SELECT a. FROM t` is not read as a column named FROM, so that more of the tree survives.
  const strict = run({ recover: true, flags: { ...flags, SQL_standard_keyword_behavior: true } });
  const better = strict.machine.breaks.length <= exact.machine.breaks.length + 2 && !strict.machine.tooDeep;
  return result(context, better ? strict.root : exact.root, errors);
}

function nesting(list: TokenList): number {
  let depth = 0;
  let deepest = 0;
  for (const index of list.visible) {
    const type = list.types[index] ?? 0;
    if (OPENING.has(type)) deepest = Math.max(deepest, ++depth);
    else if (CLOSING.has(type)) depth--;
  }
  return deepest;
}

const OPENING = new Set<number>([T.LEFT_PAREN, T.LEFT_BRACKET]);
const CLOSING = new Set<number>([T.RIGHT_PAREN, T.RIGHT_BRACKET]);

function emptyTree({ text, entry }: SyntaxContext): RuleNode {
  const root = new RuleNode(R[entry]);
  root.end = text.length;
  root.broken = true;
  return root;
}

function result({ text, list }: SyntaxContext, root: RuleNode, errors: readonly SyntaxFault[]): ParseResult {
  let tokens: readonly TokenNode[] | undefined;
  return {
    text,
    root,
    errors,
    get tokens() {
      tokens ??= list.types.map(
        (type, i) => new TokenNode(type, list.starts[i] ?? 0, list.ends[i] ?? 0, i, list.holes[i] ?? -1),
      );
      return tokens;
    },
  };
}

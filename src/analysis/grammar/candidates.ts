import { R, T } from "../../gen/grammar/names.js";
import { Closure } from "./closure.js";
import type { ConfigSet } from "./configs.js";
import { type Context, Contexts } from "./contexts.js";
import { first } from "./first.js";
import { keywordType, lex } from "./lexer.js";
import { addMatched, ruleOf, siteTarget, starts, TYPES } from "./program.js";
import type { ParseOptions } from "./result.js";

/** What may stand at a caret. */
export interface Candidates {
  /** Where the word begins that the caret is in or at the end of; the caret itself when there is none. */
  readonly start: number;
  readonly end: number;
  /** Token types that the grammar names here: keywords and signs. Keywords that may serve as names are not among them. */
  readonly tokens: ReadonlySet<number>;
  /**
   * For each way in which a name may stand here, the rules around it, the innermost first, such as
   * `identifierReference, relationPrimary, relation, fromClause`.
   */
  readonly names: readonly (readonly number[])[];
}

/** Rules that match any keyword that may serve as a name. */
const NAME_KEYWORDS: ReadonlySet<number> = new Set([R.nonReserved, R.strictNonReserved, R.ansiNonReserved]);
/** Rules that Spark has only to say that it has no such statement. */
const REFUSED: ReadonlySet<number> = new Set([R.unsupportedHiveNativeCommands]);
/** Every name passes these. */
const NAME_RULES: ReadonlySet<number> = new Set([
  R.strictIdentifier,
  R.simpleStrictIdentifier,
  R.identifier,
  R.simpleIdentifier,
  R.errorCapturingIdentifier,
]);
/** Keywords that the SQL standard reserves, at their type plus one. */
const RESERVED = first(starts[R.nonReserved] ?? 0).types.map((is, type) =>
  is && !first(starts[R.ansiNonReserved] ?? 0).types[type] ? 1 : 0,
);
const CHAIN = 8;
const MOST_CHAINS = 200;
const MOST_STEPS = 20_000;

/** Whether a word must stand in backquotes to be a name everywhere. */
export function isReserved(word: string): boolean {
  const type = keywordType(word);
  return type !== undefined && first(starts[R.ansiNonReserved] ?? 0).types[type + 1] !== 1;
}

/** The ways after some tokens, and what they become with each next token that was ever tried. */
interface Step {
  readonly ways: ConfigSet;
  readonly next: Map<number, Step>;
  expected?: Pick<Candidates, "tokens" | "names">;
}

/**
 * Walks from the start of a text, remembered: at the next keystroke all but the last token is as before. Texts that lead
 * to the same ways share their steps, so that the tenth item of a list costs nothing.
 */
class Walks {
  readonly contexts = new Contexts();
  private readonly closure = new Closure(this.contexts, true, -1, undefined);
  private readonly byEntry = new Map<string, Step>();
  private readonly byKey = new Map<string, Step>();

  get isFull(): boolean {
    return this.byKey.size > MOST_STEPS;
  }

  start(entry: keyof typeof R): Step {
    const known = this.byEntry.get(entry);
    if (known) return known;
    const made = this.step(this.closure.from(starts[R[entry]] ?? 0, this.contexts.empty));
    this.byEntry.set(entry, made);
    return made;
  }

  after(step: Step, type: number): Step {
    const known = step.next.get(type);
    if (known) return known;
    const { ways } = step;
    // `SELECT * FROM` may end there, with FROM as a name; nobody who types it means that.
    const meant = RESERVED[type + 1] ? ways.list.filter((c) => ruleOf[c.state] !== R.nonReserved) : ways.list;
    const reached = this.closure.reach({ list: meant }, type, true) ?? this.closure.reach(ways, type, true);
    const made = reached ? this.step(reached) : step;
    step.next.set(type, made);
    return made;
  }

  private step(ways: ConfigSet): Step {
    const key = ways.key();
    const known = this.byKey.get(key);
    if (known) return known;
    const made: Step = { ways, next: new Map() };
    this.byKey.set(key, made);
    return made;
  }
}

let walks = new Walks();

/**
 * What the grammar lets follow the text before a caret. Tokens before it that do not fit are passed over, so that a
 * mistake further up does not end completion.
 */
export function candidates(text: string, offset: number, options: ParseOptions = {}): Candidates {
  const list = lex(text.slice(0, offset), options.holes);
  const before = list.visible.filter((index) => list.types[index] !== T.EOF);
  const last = before.at(-1);
  const inWord = last !== undefined && list.ends[last] === offset && /[\w`]$/.test(text.slice(0, offset));
  if (inWord) before.pop();

  if (walks.isFull) walks = new Walks();
  let step = walks.start(options.entry ?? "compoundOrSingleStatement");
  for (const index of before) step = walks.after(step, list.types[index] ?? T.EOF);
  step.expected ??= expectedOf(step.ways, walks.contexts);
  const start = inWord ? (list.starts[last] ?? offset) : offset;
  return { start, end: offset + (/^[\w`]*/.exec(text.slice(offset))?.[0].length ?? 0), ...step.expected };
}

function expectedOf(ways: ConfigSet, contexts: Contexts): Pick<Candidates, "tokens" | "names"> {
  const types = new Uint8Array(TYPES);
  const chains = new Map<string, number[]>();
  for (const { state, context } of ways.list) {
    const rule = ruleOf[state] ?? 0;
    if (NAME_KEYWORDS.has(rule) || REFUSED.has(rule)) continue;
    const here = new Uint8Array(TYPES);
    addMatched(state, here);
    if (here[T.IDENTIFIER + 1]) addChains(context, contexts, rule, chains);
    for (let t = 0; t < TYPES; t++) if (here[t]) types[t] = 1;
  }
  const tokens = new Set<number>();
  types.forEach((is, type) => {
    if (is && type - 1 !== T.HOLE && type - 1 !== T.IDENTIFIER) tokens.add(type - 1);
  });
  return { tokens, names: [...chains.values()] };
}

/** The rules around a name, by every way that led there; each stack of calls once, however deep it is. */
function addChains(from: Context, contexts: Contexts, rule: number, into: Map<string, number[]>): void {
  const seen = new Set<string>();
  const open: { readonly context: Context; readonly inner: readonly number[] }[] = [{ context: from, inner: [rule] }];
  for (let way = open.pop(); way && into.size < MOST_CHAINS; way = open.pop()) {
    const { context, inner } = way;
    const key = `${context.id}:${inner.join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (inner.length >= CHAIN || context === contexts.empty) {
      const chain = inner.filter((one) => !NAME_RULES.has(one));
      into.set(chain.join(), chain);
      continue;
    }
    for (let i = context.sites.length - 1; i >= 0; i--) {
      const parent = context.parents[i];
      if (!parent) continue;
      const outer = ruleOf[siteTarget[context.sites[i] ?? 0] ?? 0] ?? 0;
      const isSame = NAME_RULES.has(outer) || inner.at(-1) === outer;
      open.push({ context: parent, inner: isSame ? inner : [...inner, outer] });
    }
  }
}

import { scan } from "./scan.js";
import type { Token } from "./token.js";

/** A half-open range of token numbers. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Words that want more behind them. */
const unfinishedWords = new Set(
  (
    "abstract as async await break case catch class const continue declare default delete do else enum export extends " +
    "finally for from function get if implements import in instanceof interface is keyof let module namespace new of " +
    "private protected public readonly return satisfies set static switch throw try type typeof using var void while with yield"
  ).split(" "),
);

const endOfExpression = new Set([",", ";", ")", "]", "}"]);

/** The tokens of a file, with what is needed to walk over them: partners of brackets, and where pieces end. */
export class Source {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The file ends inside a comment or a template. */
  readonly open: boolean;
  /** The partner of every bracket, and the tail of every template head; -1 where there is none. */
  readonly #partners: Int32Array;
  /** Where the expression ends that begins at, or goes on over, a token: nested arrow functions all end together. */
  readonly #ends = new Map<number, number>();
  #unfinished: boolean | undefined;

  constructor(text: string, jsx: boolean) {
    const { tokens, open } = scan(text, jsx);
    this.text = text;
    this.tokens = tokens;
    this.open = open;
    this.#partners = partnersOf(tokens);
  }

  /** The file ends inside something: what is written behind its end would complete it, or be a part of it. */
  get isUnfinished(): boolean {
    if (this.open) return true;
    this.#unfinished ??= this.tokens.some((token, at) => this.partner(at) < 0 && isBracket(token)) || this.#wantsMore();
    return this.#unfinished;
  }

  #wantsMore(): boolean {
    const at = this.tokens.length - 1;
    const last = this.tokens[at];
    if (last === undefined || !/^(?:word|punctuation)$/.test(last.kind)) return false;
    if (last.kind === "word") {
      if (this.is(at - 1, "@")) return true;
      return unfinishedWords.has(last.text) && !this.is(at - 1, ".") && !this.is(at - 1, "?.");
    }
    if (last.text !== ")") return !/^(?:[;}\]!>]|\+\+|--)$/.test(last.text);
    // `if (…)` wants a statement; the `while (…)` of a `do` does not.
    const before = this.partner(at) - 1;
    if (this.is(before - 1, ".") || this.is(before - 1, "@")) return this.is(before - 1, "@");
    return /^(?:if|for|with|switch|catch|while)$/.test(this.word(before)) && !this.is(before - 1, "}");
  }

  word(at: number): string {
    const token = this.tokens[at];
    return token?.kind === "word" ? token.text : "";
  }

  is(at: number, punctuation: string): boolean {
    const token = this.tokens[at];
    return token?.kind === "punctuation" && token.text === punctuation;
  }

  partner(at: number): number {
    return this.#partners[at] ?? -1;
  }

  /** The token behind a bracket's partner, or behind the token itself. */
  after(at: number): number {
    const partner = this.partner(at);
    return Math.max(partner, at) + 1;
  }

  startsLine(at: number): boolean {
    const token = this.tokens[at];
    const before = this.tokens[at - 1];
    if (token === undefined || before === undefined) return true;
    return before.end < token.start && /[\n\r\u2028\u2029]/.test(this.text.slice(before.end, token.start));
  }

  /** Where an expression that begins here ends: at a comma, a semicolon, a closing bracket, or a new statement. */
  expressionEnd(from: number, limit = this.tokens.length): number {
    const known = this.#ends.get(from);
    if (known !== undefined && known <= limit) return known;
    const passed: number[] = [];
    let at = from;
    while (at < limit) {
      const token = this.tokens[at]!;
      if (token.kind === "punctuation" && endOfExpression.has(token.text)) break;
      if (at > from && this.startsLine(at) && this.#endsExpression(at - 1) && !this.#continues(at)) break;
      passed.push(at);
      at = this.after(at);
    }
    if (limit === this.tokens.length) for (const one of passed) this.#ends.set(one, at);
    return at;
  }

  /** Where a type that begins here ends; angle brackets count as brackets. */
  typeEnd(from: number, limit = this.tokens.length): number {
    let depth = 0;
    let at = from;
    while (at < limit) {
      const token = this.tokens[at]!;
      const text = token.kind === "punctuation" ? token.text : "";
      if (text === "<") depth++;
      else if (text === ">" && depth > 0) depth--;
      else if (depth === 0 && /^(?:[,;)\]}>=]|=>)$/.test(text)) {
        if (text !== "=>" || !this.is(at - 1, ")")) break;
      } else if (depth === 0 && text === "{" && at > from && this.#endsType(at - 1)) break;
      else if (depth === 0 && at > from && this.startsLine(at) && this.#endsType(at - 1)) {
        if (!/^[|&.?:[]$/.test(text) && !/^(?:extends|is|keyof)$/.test(token.text)) break;
      }
      at = this.after(at);
    }
    return at;
  }

  /** The pieces of a range between commas outside brackets. */
  split(range: Range, separator: string): Range[] {
    const pieces: Range[] = [];
    let from = range.from;
    let depth = 0;
    for (let at = range.from; at < range.to; at = this.after(at)) {
      if (this.is(at, "<")) depth++;
      else if (this.is(at, ">") && depth > 0) depth--;
      else if (depth === 0 && this.is(at, separator)) {
        pieces.push({ from, to: at });
        from = at + 1;
      }
    }
    if (from < range.to) pieces.push({ from, to: range.to });
    return pieces;
  }

  #endsExpression(at: number): boolean {
    const token = this.tokens[at]!;
    if (token.kind === "punctuation") return /^(?:[)\]}!>]|\+\+|--)$/.test(token.text);
    return !/^(?:return|typeof|instanceof|in|of|new|delete|void|await|yield|as|satisfies|extends)$/.test(token.text);
  }

  #continues(at: number): boolean {
    const token = this.tokens[at]!;
    if (token.kind === "punctuation") return !/^(?:[{@]|\+\+|--)$/.test(token.text);
    return /^(?:template|head)$/.test(token.kind) || /^(?:instanceof|in|as|satisfies)$/.test(token.text);
  }

  #endsType(at: number): boolean {
    const token = this.tokens[at]!;
    if (token.kind === "punctuation") return /^[)\]}>]$/.test(token.text);
    return !/^(?:keyof|typeof|readonly|unique|infer|is|extends|new|asserts|abstract)$/.test(token.text);
  }
}

function isBracket({ kind, text }: Token): boolean {
  return kind === "punctuation" && (opening.has(text) || Object.hasOwn(closing, text));
}

const opening = new Set(["(", "[", "{"]);
const closing: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

function partnersOf(tokens: readonly Token[]): Int32Array {
  const partners = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  const pair = (from: number, to: number): void => {
    partners[from] = to;
    if (partners[to] === -1) partners[to] = from;
  };
  tokens.forEach((token, at) => {
    if (token.kind === "head") open.push(at);
    else if (token.kind === "tail") {
      // Whatever was left open in a hole ends with it.
      while (open.length > 0) {
        const from = open.pop()!;
        if (tokens[from]!.kind !== "head") continue;
        pair(from, at);
        break;
      }
    } else if (token.kind === "middle") {
      while (open.length > 0 && tokens[open.at(-1)!]!.kind !== "head") open.pop();
    } else if (token.kind === "punctuation") {
      if (opening.has(token.text)) open.push(at);
      else if (Object.hasOwn(closing, token.text) && tokens[open.at(-1) ?? -1]?.text === closing[token.text])
        pair(open.pop()!, at);
    }
  });
  return partners;
}

import { type Lookahead, looksGeneric } from "./scan-generic.js";
import type { Scanned, Token, TokenKind } from "./token.js";

const blank = /(?:[\s\ufeff]+|\/\/[^\n\r\u2028\u2029]*)+/uy;
const word =
  /(?:#?(?:[\p{ID_Start}$_]|\\u(?:[\da-fA-F]{4}|\{[\da-fA-F]+\})))(?:[\p{ID_Continue}$\u200c\u200d]|\\u(?:[\da-fA-F]{4}|\{[\da-fA-F]+\}))*/uy;
const number = /0[xob][\da-f_]+n?|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:e[+-]?[\d_]+)?n?/iy;
const regex =
  /\/(?![*/])(?:[^\\/[\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029]|\[(?:[^\]\\\n\r\u2028\u2029]|\\[^\n\r\u2028\u2029])*\])+\/[\p{ID_Continue}$]*/uy;
const punctuation = /=>|\?\.(?!\d)|\.\.\.|\+\+|--|&&=?|\|\|=?|\?\?=?|[=!]==?|<=|<<=?|\*\*=?|[-+*/%&|^]=|[\s\S]/y;
const jsxText = /[^<{]+/y;
const jsxName = /[\p{ID_Start}$_][\p{ID_Continue}$:.-]*/uy;
const jsxString = /"[^"]*"?|'[^']*'?/y;

/** What a character of ASCII is. A sign is punctuation of one character, whatever follows; the patterns know the rest. */
const Ascii = { other: 0, blank: 1, letter: 2, digit: 3, sign: 4 } as const;
const kindOf = Uint8Array.from({ length: 128 }, (_, unit) => {
  const char = String.fromCharCode(unit);
  if (/\s/.test(char)) return Ascii.blank;
  if (/[A-Za-z_$]/.test(char)) return Ascii.letter;
  if (/\d/.test(char)) return Ascii.digit;
  return /[()[\]{},;:~@]/.test(char) ? Ascii.sign : Ascii.other;
});
const BACKSLASH = 92;

function plainBlanks(text: string, from: number): number {
  let at = from;
  while (kindOf[text.charCodeAt(at)] === Ascii.blank) at++;
  return at;
}

function plainLetters(text: string, from: number): number {
  let at = from;
  for (let kind: number = Ascii.letter; kind === Ascii.letter || kind === Ascii.digit; )
    kind = kindOf[text.charCodeAt(++at)] ?? Ascii.other;
  return at;
}

/** Words after which an expression begins. */
const beforeExpression = new Set(
  "return typeof instanceof in of new delete void throw case do else await yield default extends export".split(" "),
);
const beforeCondition = new Set(["if", "while", "for", "with"]);
const beforeObject = new Set("return typeof in case await yield default new of throw void delete".split(" "));

/** How far back a closing token looks for its partner: further only where hundreds of brackets were left open. */
const furthestPartner = 200;
/** How many slashes of one line that begin no regular expression are tried: each costs the rest of the line. */
const mostSlashes = 20;

interface Open {
  readonly close: string;
  /** Whether an expression ends with the closing token. */
  readonly ends: boolean;
}

/**
 * The tokens of a TypeScript file: the few rules that tell a regular expression from a division and a tag from a
 * comparison, without a parser. What it cannot tell apart is told apart wrongly only where TypeScript itself would
 * report an error. Never throws and never loops, whatever the text.
 */
export function scan(text: string, jsx: boolean): Scanned {
  return new Scanner(text, jsx).run();
}

class Scanner {
  readonly #text: string;
  readonly #jsx: boolean;
  readonly #tokens: Token[] = [];
  readonly #open: Open[] = [];
  #at = 0;
  /** The last token ends an expression: what follows is an operator. */
  #ended = false;
  #cut = false;
  /** What is left of looking ahead, so that no text costs more than its length allows. */
  readonly #ahead: Lookahead = { left: 1_000_000 };
  #slashes = 0;
  #slashesUntil = 0;

  constructor(text: string, jsx: boolean) {
    this.#text = text;
    this.#jsx = jsx;
  }

  run(): Scanned {
    const text = this.#text;
    if (text.startsWith("#!")) this.#at = lineEnd(text, 0);
    while (this.#at < text.length) {
      const top = this.#open.at(-1)?.close;
      if (top === "jsx-text") this.#jsxChildren();
      else if (top === "jsx-tag") this.#jsxTag();
      else this.#code();
    }
    return { tokens: this.#tokens, open: this.#cut || this.#open.some((open) => open.close === "`") };
  }

  #take(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text) ? pattern.lastIndex : -1;
  }

  #push(kind: TokenKind, end: number, ended: boolean): undefined {
    const text = kind === "word" || kind === "punctuation" ? this.#text.slice(this.#at, end) : "";
    this.#tokens.push({ kind, start: this.#at, end, text });
    this.#at = end;
    this.#ended = ended;
  }

  #code(): undefined {
    const text = this.#text;
    const unit = text.charCodeAt(this.#at);
    const kind = unit < 128 ? kindOf[unit]! : Ascii.other;
    if (kind === Ascii.sign) return this.#punctuation();
    if (kind === Ascii.blank || kind === Ascii.other) {
      const skipped = kind === Ascii.blank ? plainBlanks(text, this.#at) : this.#take(blank);
      if (skipped > this.#at) {
        this.#at = skipped;
        return;
      }
    }
    const char = text[this.#at]!;
    if (char === "/" && text[this.#at + 1] === "*") return this.#comment();
    const found = kind === Ascii.letter ? this.#plainWord() : kind === Ascii.other ? this.#take(word) : -1;
    if (found > 0) return this.#word(found);
    if (char === '"' || char === "'") return this.#push("string", stringEnd(text, this.#at), true);
    if (char === "`") return this.#template();
    const digits = this.#take(number);
    if (digits > 0) return this.#push("number", digits, true);
    if (char === "/" && !this.#ended) {
      const end = this.#regex();
      if (end > 0) return this.#push("regex", end, true);
    }
    if (char === "<" && this.#jsx && !this.#ended && this.#startsTag()) return this.#openTag();
    this.#punctuation();
  }

  /** Nearly every word is of plain letters; the pattern knows all others. */
  #plainWord(): number {
    const end = plainLetters(this.#text, this.#at);
    const next = this.#text.charCodeAt(end);
    return next === BACKSLASH || next >= 128 ? this.#take(word) : end;
  }

  #comment(): undefined {
    const end = this.#text.indexOf("*/", this.#at + 2);
    this.#cut ||= end < 0;
    this.#at = end < 0 ? this.#text.length : end + 2;
  }

  #regex(): number {
    if (this.#at >= this.#slashesUntil) this.#slashes = 0;
    if (this.#slashes >= mostSlashes) return -1;
    const end = this.#take(regex);
    if (end < 0 && this.#slashes++ === 0) this.#slashesUntil = lineEnd(this.#text, this.#at);
    return end;
  }

  #word(end: number): undefined {
    const isMember = isPunctuation(this.#tokens.at(-1), ".") || isPunctuation(this.#tokens.at(-1), "?.");
    this.#push("word", end, isMember || !beforeExpression.has(this.#text.slice(this.#at, end)));
  }

  #punctuation(): undefined {
    const end = kindOf[this.#text.charCodeAt(this.#at)] === Ascii.sign ? this.#at + 1 : this.#take(punctuation);
    const text = this.#text.slice(this.#at, end);
    const last = this.#tokens.at(-1);
    if (text === "(" || text === "[" || text === "{") {
      const close = text === "(" ? ")" : text === "[" ? "]" : "}";
      const ends = text === "(" ? !this.#isCondition() : text === "[" || this.#isObject(last);
      this.#open.push({ close, ends });
      return this.#push("punctuation", end, false);
    }
    if (text === ")" || text === "]" || text === "}") return this.#close(text, end);
    if (text === "++" || text === "--" || text === "!") return this.#push("punctuation", end, this.#ended);
    this.#push("punctuation", end, false);
  }

  /** `if (…)` is followed by a statement, `f(…)` by an operator. */
  #isCondition(): boolean {
    const last = this.#tokens.at(-1);
    const before = this.#tokens.at(-2);
    if (last?.kind !== "word" || isPunctuation(before, ".")) return false;
    return beforeCondition.has(last.text) || (last.text === "await" && before?.text === "for");
  }

  #isObject(last: Token | undefined): boolean {
    if (last === undefined) return false;
    if (last.kind === "word") return beforeObject.has(last.text);
    if (last.kind !== "punctuation") return false;
    return !/^(?:\)|;|\{|\}|=>|>|\])$/.test(last.text);
  }

  /** A closing token without its partner closes nothing: the text is being typed. */
  #close(text: string, end: number): undefined {
    const last = this.#open.length - 1;
    let at = last;
    while (at >= 0 && last - at < furthestPartner && !this.#stops(at, text)) at--;
    const open = this.#open[at];
    if (open === undefined || !this.#stops(at, text)) return this.#push("punctuation", end, text !== "}");
    if (open.close === text) {
      this.#open.length = at;
      return this.#push("punctuation", end, open.ends);
    }
    // The end of a hole, or of braces between tags, ends whatever was left open in it.
    if (text !== "}") return this.#push("punctuation", end, true);
    this.#open.length = at + 1;
    if (open.close === "`") this.#templateRest();
    else this.#push("punctuation", end, true);
  }

  /** Whether a closing token belongs to an open one, or cannot reach beyond it. */
  #stops(at: number, text: string): boolean {
    const { close } = this.#open[at]!;
    return close === text || close === "`" || close === "jsx-text";
  }

  #template(): undefined {
    const { end, hole, closed } = templateEnd(this.#text, this.#at + 1);
    if (hole) this.#open.push({ close: "`", ends: true });
    this.#cut ||= !hole && !closed;
    this.#push(hole ? "head" : "template", end, !hole);
  }

  #templateRest(): undefined {
    const { end, hole, closed } = templateEnd(this.#text, this.#at + 1);
    if (!hole) this.#open.pop();
    this.#cut ||= !hole && !closed;
    this.#push(hole ? "middle" : "tail", end, !hole);
  }

  #startsTag(): boolean {
    const last = this.#tokens.at(-1);
    if (last !== undefined && last.text === "<" && last.end === this.#at) return false;
    const inBraces = this.#open.at(-1)?.close === "}" && this.#open.at(-2)?.close === "jsx-text";
    return (
      /[\p{ID_Start}$_>]/u.test(this.#text[this.#next(this.#at + 1)] ?? "") &&
      !looksGeneric(this.#text, this.#at, last, inBraces, this.#ahead)
    );
  }

  #next(at: number): number {
    blank.lastIndex = at;
    return blank.test(this.#text) ? blank.lastIndex : at;
  }

  #openTag(): undefined {
    this.#open.push({ close: "jsx-tag", ends: true });
    this.#push("jsx", this.#at + 1, false);
  }

  /** Inside `<name …>`: ends with `>` (text follows) or `/>`. */
  #jsxTag(): undefined {
    const text = this.#text;
    const skipped = this.#take(blank);
    if (skipped > this.#at) {
      this.#at = skipped;
      return;
    }
    const char = text[this.#at]!;
    if (char === "/" && text[this.#at + 1] === "*") return this.#comment();
    if (char === "{") return this.#brace();
    const found = this.#take(jsxName);
    if (found > 0) return this.#push("jsx", found, true);
    if (char === '"' || char === "'") return this.#push("jsx", this.#take(jsxString), true);
    if (char === "/" && text[this.#next(this.#at + 1)] === ">") {
      this.#open.pop();
      return this.#push("jsx", this.#next(this.#at + 1) + 1, true);
    }
    if (char === "<") return this.#typeArguments();
    if (char === ">") {
      this.#open[this.#open.length - 1] = { close: "jsx-text", ends: true };
      return this.#push("jsx", this.#at + 1, false);
    }
    this.#push("jsx", this.#at + 1, false);
  }

  #brace(): undefined {
    // Two entries: the second is taken off by the closing brace, the first tells where it stands.
    this.#open.push({ close: "}", ends: true });
    this.#push("punctuation", this.#at + 1, false);
  }

  /** `<Table<Row> …>`: skipped up to the partner, or one character when there is none. */
  #typeArguments(): undefined {
    let depth = 0;
    for (let at = this.#at; at < this.#text.length && this.#ahead.left-- > 0; at++) {
      const char = this.#text[at]!;
      if (char === "<") depth++;
      else if (char === ">" && this.#text[at - 1] !== "=" && --depth === 0) return this.#push("jsx", at + 1, true);
      else if (/[`;]/.test(char)) break;
    }
    this.#push("jsx", this.#at + 1, false);
  }

  #jsxChildren(): undefined {
    const found = this.#take(jsxText);
    if (found > 0) return this.#push("jsx", found, false);
    if (this.#text[this.#at] === "{") return this.#brace();
    const next = this.#next(this.#at + 1);
    if (this.#text[next] !== "/") return this.#openTag();
    const end = this.#text.indexOf(">", next);
    this.#open.pop();
    this.#push("jsx", end < 0 ? this.#text.length : end + 1, true);
  }
}

function isPunctuation(token: Token | undefined, text: string): boolean {
  return token?.kind === "punctuation" && token.text === text;
}

/** Up to the quote, or the end of the line: a string that is being typed does not swallow the file. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at]!;
    if (char === text[start]) return at + 1;
    if (char === "\n" || char === "\r") return at;
    if (char === "\\") at += text.startsWith("\r\n", at + 1) ? 2 : 1;
  }
  return text.length;
}

/** Template text ends behind an unescaped backquote, behind an unescaped `${`, or with the file. */
function templateEnd(
  text: string,
  from: number,
): { readonly end: number; readonly hole: boolean; readonly closed: boolean } {
  for (let at = from; at < text.length; at++) {
    const char = text[at]!;
    if (char === "`") return { end: at + 1, hole: false, closed: true };
    if (char === "$" && text[at + 1] === "{") return { end: at + 2, hole: true, closed: false };
    if (char === "\\") at++;
  }
  return { end: text.length, hole: false, closed: false };
}

function lineEnd(text: string, from: number): number {
  const found = /[\n\r\u2028\u2029]/g;
  found.lastIndex = from;
  return found.exec(text)?.index ?? text.length;
}

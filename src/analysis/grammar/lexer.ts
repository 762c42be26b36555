import { T } from "../../gen/grammar/names.js";
import { letters as packedLetters, spaces as packedSpaces, signs, words } from "../../gen/grammar/tables.js";
import { unpack } from "./packed.js";
import type { HoleKind } from "./result.js";

/** Tokens in columns, so that the parser reads plain numbers. */
export interface TokenList {
  readonly types: number[];
  readonly starts: number[];
  readonly ends: number[];
  /** The number of the hole that a token is, or -1. */
  readonly holes: number[];
  /** Indexes of the tokens that the parser sees, the end of input last: no comments, no white space. */
  readonly visible: number[];
  /** Index of a bracketed comment that the text leaves open, or -1. */
  readonly unclosed: number;
}

const HOLE = 0xfffc;
const letterRuns = unpack(packedLetters);
const spaceRuns = unpack(packedSpaces);
const keywords = new Map(Object.entries(words));
const operators = new Map(Object.entries(signs));
const LONGEST_OPERATOR = Math.max(...Object.keys(signs).map((sign) => sign.length));
const HIDDEN = new Set<number>([T.SIMPLE_COMMENT, T.BRACKETED_COMMENT, T.WS]);
const NUMBER_SUFFIXES: readonly (readonly [suffix: string, type: number, whole: boolean])[] = [
  ["BD", T.BIGDECIMAL_LITERAL, false],
  ["D", T.DOUBLE_LITERAL, false],
  ["F", T.FLOAT_LITERAL, false],
  ["L", T.BIGINT_LITERAL, true],
  ["S", T.SMALLINT_LITERAL, true],
  ["Y", T.TINYINT_LITERAL, true],
];

/** The token type of a word that the grammar names. */
export function keywordType(word: string): number | undefined {
  return keywords.get(word.toUpperCase());
}

/** Splits a text as Spark's lexer does: the longest match, the first rule among equals, case folded. Never fails. */
export function lex(text: string, holes: readonly HoleKind[] = []): TokenList {
  const lexer = new Lexer(text, holes);
  lexer.run();
  return lexer;
}

class Lexer implements TokenList {
  readonly types: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly holes: number[] = [];
  readonly visible: number[] = [];
  unclosed = -1;
  private holeCount = 0;
  /** Above zero, `>` closes a type, so that `>>` is two of them; `STRUCT<>` opens and closes one. */
  private typeLevel = 0;
  private readonly tags: string[] = [];

  constructor(
    private readonly text: string,
    private readonly kinds: readonly HoleKind[],
  ) {}

  run(): void {
    const { text } = this;
    let at = 0;
    while (at < text.length) at = this.tags.length > 0 ? this.dollarQuoted(at) : this.next(at);
    this.add(T.EOF, text.length, text.length);
  }

  private next(at: number): number {
    const c = this.text.charCodeAt(at);
    if (c === HOLE) return this.hole(at);
    if (isWordStart(c)) return this.word(at);
    if (isSpace(c)) return this.space(at);
    const sign = this.quotedOrComment(at, c);
    if (sign >= 0) return sign;
    if (c >= 128) {
      const code = this.text.codePointAt(at) ?? c;
      if (inRuns(letterRuns, upper(code))) return this.word(at);
      if (inRuns(spaceRuns, code)) return this.space(at);
      return this.add(T.UNRECOGNIZED, at, at + (code > 0xffff ? 2 : 1));
    }
    return this.operator(at);
  }

  private add(type: number, start: number, end: number, hole = -1): number {
    if (!HIDDEN.has(type)) this.visible.push(this.types.length);
    this.types.push(type);
    this.starts.push(start);
    this.ends.push(end);
    this.holes.push(hole);
    return end;
  }

  private hole(at: number): number {
    const index = this.holeCount++;
    const kind = this.kinds[index] ?? "unknown";
    const type = kind === "value" ? T.QUESTION : kind === "identifier" || kind === "relation" ? T.IDENTIFIER : T.HOLE;
    return this.add(type, at, at + 1, index);
  }

  private space(at: number): number {
    let end = at + 1;
    for (; end < this.text.length; end++) {
      const c = this.text.charCodeAt(end);
      if (!isSpace(c) && !inRuns(spaceRuns, c)) break;
    }
    return this.add(T.WS, at, end);
  }

  /** A literal in quotes, a comment or a tag, or -1. What is not closed is one unrecognized character. */
  private quotedOrComment(at: number, c: number): number {
    const { text } = this;
    switch (c) {
      case QUOTE:
        return this.closed(T.STRING_LITERAL, at, escapedEnd(text, at, QUOTE));
      case DOUBLE_QUOTE:
        return this.closed(T.DOUBLEQUOTED_STRING, at, escapedEnd(text, at, DOUBLE_QUOTE));
      case BACKQUOTE:
        return this.closed(T.BACKQUOTED_IDENTIFIER, at, doubledEnd(text, at));
      case DOLLAR:
        return this.tag(at);
      case DOT:
        return isDigit(text.charCodeAt(at + 1)) ? this.number(at) : -1;
      case MINUS:
        return text.charCodeAt(at + 1) === MINUS ? this.add(T.SIMPLE_COMMENT, at, lineEnd(text, at)) : -1;
      case SLASH:
        return text.charCodeAt(at + 1) === STAR && text.charCodeAt(at + 2) !== PLUS ? this.comment(at) : -1;
      default:
        return -1;
    }
  }

  private closed(type: number, at: number, end: number): number {
    return end < 0 ? this.add(T.UNRECOGNIZED, at, at + 1) : this.add(type, at, end);
  }

  private operator(at: number): number {
    const { text } = this;
    for (let length = Math.min(LONGEST_OPERATOR, text.length - at); length > 0; length--) {
      const type = operators.get(text.slice(at, at + length));
      if (type === undefined) continue;
      if ((type === T.SHIFT_RIGHT || type === T.SHIFT_RIGHT_UNSIGNED) && this.typeLevel > 0) continue;
      const closesType = type === T.GT || (type === T.NEQ && this.types[this.visible.at(-1) ?? -1] === T.STRUCT);
      if (closesType && this.typeLevel > 0) this.typeLevel--;
      return this.add(type, at, at + length);
    }
    return this.add(T.UNRECOGNIZED, at, at + 1);
  }

  private word(at: number): number {
    const { text } = this;
    const end = wordEnd(text, at);
    if (isDigit(text.charCodeAt(at))) return this.number(at, end);
    if (end === at + 1 && (text.charCodeAt(at) | 32) === LOWER_R) {
      const quote = text.charCodeAt(end);
      if (quote === QUOTE || quote === DOUBLE_QUOTE) {
        const close = text.indexOf(text.charAt(end), end + 1);
        if (close >= 0) return this.add(T.STRING_LITERAL, at, close + 1);
      }
    }
    const address = this.address(at, end);
    if (address > 0) return this.add(T.IDENTIFIER, at, address);
    const type = keywords.get(upperText(text.slice(at, end))) ?? T.IDENTIFIER;
    if (type === T.ARRAY || type === T.MAP || type === T.STRUCT) this.typeLevel++;
    return this.add(type, at, end);
  }

  /** Where `letters://path` ends, or -1. */
  private address(at: number, end: number): number {
    const { text } = this;
    if (!text.startsWith("://", end)) return -1;
    for (let i = at; i < end; ) {
      const code = text.codePointAt(i) ?? 0;
      if (!inRuns(letterRuns, upper(code))) return -1;
      i += code > 0xffff ? 2 : 1;
    }
    const start = end + 3;
    let stop = start;
    for (let code = text.codePointAt(stop); code !== undefined; code = text.codePointAt(stop)) {
      const c = upper(code);
      if (!(isDigit(c) || ADDRESS_SIGNS.has(c) || inRuns(letterRuns, c))) break;
      stop += code > 0xffff ? 2 : 1;
    }
    return stop > start ? stop : -1;
  }

  /**
   * A number starts with a digit or a dot before one. A word that starts so (`2023_sales`, `1st`) is longer than the
   * number in it, and a number with a dot must not touch a word behind it (`1.5x` is `1`, `.`, `5x`).
   */
  private number(at: number, word = -1): number {
    const { text } = this;
    const whole = digits(text, at);
    let best = whole > at ? whole : -1;
    let type: number = T.INTEGER_VALUE;
    const consider = (end: number, of: number): void => {
      if (end > best) {
        best = end;
        type = of;
      }
    };
    const wholeExponent = exponent(text, whole);
    if (whole > at) {
      if (wholeExponent > 0) consider(wholeExponent, T.EXPONENT_VALUE);
      for (const [suffix, of, integer] of NUMBER_SUFFIXES) {
        if (startsWithUpper(text, whole, suffix)) consider(whole + suffix.length, of);
        if (!integer && wholeExponent > 0 && startsWithUpper(text, wholeExponent, suffix)) {
          consider(wholeExponent + suffix.length, of);
        }
      }
    }
    if (word > best) consider(word, T.IDENTIFIER);
    if (text.charCodeAt(whole) === DOT) {
      const fraction = digits(text, whole + 1);
      const fractionExponent = exponent(text, fraction);
      const unlessInWord = (end: number, of: number): void => {
        if (end > 0 && !isWordCharacter(upper(text.charCodeAt(end)))) consider(end, of);
      };
      unlessInWord(fractionExponent, T.EXPONENT_VALUE);
      unlessInWord(fraction, T.DECIMAL_VALUE);
      for (const [suffix, of, integer] of NUMBER_SUFFIXES) {
        if (integer) continue;
        if (startsWithUpper(text, fraction, suffix)) unlessInWord(fraction + suffix.length, of);
        if (fractionExponent > 0 && startsWithUpper(text, fractionExponent, suffix)) {
          unlessInWord(fractionExponent + suffix.length, of);
        }
      }
    }
    return best < 0 ? this.operator(at) : this.add(type, at, best);
  }

  /** Comments nest. One that is left open goes on to the end of the text. */
  private comment(at: number): number {
    const { text } = this;
    let depth = 1;
    let i = at + 2;
    while (i < text.length && depth > 0) {
      const c = text.charCodeAt(i);
      const d = text.charCodeAt(i + 1);
      if (c === STAR && d === SLASH) {
        depth--;
        i += 2;
      } else if (c === SLASH && d === STAR && text.charCodeAt(i + 2) !== PLUS) {
        depth++;
        i += 2;
      } else i++;
    }
    if (depth > 0) this.unclosed = this.types.length;
    return this.add(T.BRACKETED_COMMENT, at, i);
  }

  /** `$tag$` opens a text that only the same tag closes. */
  private tag(at: number): number {
    const end = tagEnd(this.text, at);
    if (end < 0) return this.add(T.UNRECOGNIZED, at, at + 1);
    this.tags.push(this.text.slice(at, end));
    return this.add(T.BEGIN_DOLLAR_QUOTED_STRING, at, end);
  }

  private dollarQuoted(at: number): number {
    const { text } = this;
    const end = text.charCodeAt(at) === DOLLAR ? tagEnd(text, at) : -1;
    if (end > 0 && text.slice(at, end) === this.tags.at(-1)) {
      this.tags.pop();
      return this.add(T.END_DOLLAR_QUOTED_STRING, at, end);
    }
    const next = text.indexOf("$", at + 1);
    return this.add(T.DOLLAR_QUOTED_STRING_BODY, at, next < 0 ? text.length : next);
  }
}

const QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;
const BACKQUOTE = 0x60;
const BACKSLASH = 0x5c;
const DOLLAR = 0x24;
const DOT = 0x2e;
const MINUS = 0x2d;
const PLUS = 0x2b;
const SLASH = 0x2f;
const STAR = 0x2a;
const UNDERSCORE = 0x5f;
const LOWER_R = 0x72;
const ADDRESS_SIGNS = new Set([..."_/-.?=&#%"].map((c) => c.charCodeAt(0)));

/** Those of ASCII. */
function isSpace(c: number): boolean {
  return c === 0x20 || (c >= 9 && c <= 13);
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function isWordCharacter(c: number): boolean {
  return (c >= 65 && c <= 90) || isDigit(c) || c === UNDERSCORE;
}

function isWordStart(c: number): boolean {
  return isWordCharacter(c) || (c >= 97 && c <= 122);
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length) {
    const c = text.charCodeAt(end);
    if (isWordStart(c)) {
      end++;
      continue;
    }
    if (c < 128) break;
    const code = text.codePointAt(end) ?? c;
    if (!inRuns(letterRuns, upper(code))) break;
    end += code > 0xffff ? 2 : 1;
  }
  return end;
}

function digits(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** Where `E`, an optional sign and digits end, or -1. */
function exponent(text: string, at: number): number {
  if (upper(text.charCodeAt(at)) !== 69) return -1;
  const sign = text.charCodeAt(at + 1);
  const start = sign === PLUS || sign === MINUS ? at + 2 : at + 1;
  const end = digits(text, start);
  return end > start ? end : -1;
}

function startsWithUpper(text: string, at: number, prefix: string): boolean {
  for (let i = 0; i < prefix.length; i++) {
    if (upper(text.charCodeAt(at + i)) !== prefix.charCodeAt(i)) return false;
  }
  return true;
}

/** Behind the quote that closes the one at `at`, doubled quotes and backslashes skipped; -1 when none does. */
function escapedEnd(text: string, at: number, quote: number): number {
  let open = -1;
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH) i++;
    else if (c === quote) {
      if (text.charCodeAt(i + 1) !== quote) return i + 1;
      // If the text ends before a quote that closes, the literal ends at the first of the two.
      open = i + 1;
      i++;
    }
  }
  return open;
}

function doubledEnd(text: string, at: number): number {
  let open = -1;
  for (let i = text.indexOf("`", at + 1); i >= 0; i = text.indexOf("`", i + 2)) {
    if (text.charCodeAt(i + 1) !== BACKQUOTE) return i + 1;
    open = i + 1;
  }
  return open;
}

/** A backslash before the line feed continues the comment; the line end belongs to it. */
function lineEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH && text.charCodeAt(i + 1) === 10) i += 2;
    else if (c === 10 || c === 13) break;
    else i++;
  }
  if (text.charCodeAt(i) === 13) i++;
  if (text.charCodeAt(i) === 10) i++;
  return i;
}

function tagEnd(text: string, at: number): number {
  let i = at + 1;
  for (let c = upper(text.charCodeAt(i)); c >= 65 && c <= 90; c = upper(text.charCodeAt(i))) i++;
  return text.charCodeAt(i) === DOLLAR ? i + 1 : -1;
}

function inRuns(runs: Int32Array, code: number): boolean {
  let low = 0;
  let high = runs.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (code < (runs[2 * middle] ?? 0)) high = middle - 1;
    else if (code > (runs[2 * middle + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}

/** Java's `Character.toUpperCase`: one code point to one code point. */
function upper(code: number): number {
  if (code < 128) return code >= 97 && code <= 122 ? code - 32 : code;
  if (Number.isNaN(code)) return -1;
  const text = String.fromCodePoint(code).toUpperCase();
  const mapped = text.codePointAt(0) ?? code;
  return text.length === (mapped > 0xffff ? 2 : 1) ? mapped : code;
}

function upperText(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) return String.fromCodePoint(...[...text].map((c) => upper(c.codePointAt(0) ?? 0)));
  }
  return text.toUpperCase();
}

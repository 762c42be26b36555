import type { Token } from "./token.js";

const parameter =
  /<\s*(?:(?:const|in|out)\s+)*[\p{ID_Start}$_][\p{ID_Continue}$]*\s*(?:,|=(?!>)|extends\b(?!\s*[=/>]))/uy;
const alone = /<\s*[\p{ID_Start}$_][\p{ID_Continue}$]*\s*>\s*\(/uy;
const arrow = /\s*=>/y;
const signature = /\s*[:;,{}]/y;

/** How many characters may still be looked at ahead of the scanner, in the whole file. */
export interface Lookahead {
  left: number;
}

/**
 * In a `.tsx` file `<` begins a tag or the type parameters of a function. They are told apart as TypeScript does
 * (`<T,>`, `<T extends …`), and by the arrow behind the parameters where only a type can stand (`<T>(x: T) => T`).
 */
export function looksGeneric(
  text: string,
  at: number,
  last: Token | undefined,
  inJsxBraces: boolean,
  ahead: Lookahead,
): boolean {
  if (matches(parameter, text, at) > 0) return true;
  const open = matches(alone, text, at);
  if (open < 0) return false;
  const close = partner(text, open - 1, ahead);
  if (close < 0) return false;
  if (matches(arrow, text, close + 1) > 0) return true;
  // A call signature of an interface stands where a statement would.
  const opens = last === undefined || /^(?:[{;,}]|delete|default|new|in|of|void|typeof|throw|export)$/.test(last.text);
  return opens && !inJsxBraces && matches(signature, text, close + 1) > 0;
}

function matches(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

const furthest = 10_000;

/** The partner of a parenthesis; strings inside it are skipped, which is enough for parameters. */
function partner(text: string, open: number, ahead: Lookahead): number {
  let depth = 0;
  const last = Math.min(text.length, open + furthest);
  for (let at = open; at < last && ahead.left-- > 0; at++) {
    const char = text[at]!;
    if (char === "(") depth++;
    else if (char === ")" && --depth === 0) return at;
    else if (char === '"' || char === "'") {
      const end = text.indexOf(char, at + 1);
      if (end < 0) return -1;
      at = end;
    }
  }
  return -1;
}

import type { Aliases } from "./alias.js";
import type { Template } from "./template.js";
import { importOfOurs } from "./typing-text.js";

/** One template and the text of its type argument. */
export interface Typed {
  readonly template: Template;
  readonly typing: string;
}

/** What is done to a text: with the text itself, all that it takes to do it again. */
export interface Rewriting {
  /** What comes over the user's characters or between them, in the order of the text. */
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  /** The types that come behind it, each with the backquote of its template. */
  readonly types: readonly { readonly tick: number; readonly name: string; readonly typing: string }[];
  /** What ends the user's text: a statement without its end would otherwise go on in ours. */
  readonly end: "\n" | "\n;";
  /** For editors: a type that nobody uses, so that the file imports as often while its queries change. */
  readonly filler?: { readonly name: string; readonly imports: number };
}

/** A rewritten file. The user's text ends where it ended before the aliases, so `length` is where theirs begin. */
export interface Rewritten {
  readonly text: string;
  readonly length: number;
  /** Whether the user's last statement was ended by us. */
  readonly isUnfinished: boolean;
  /** Characters put in, by offset of the user's text; none of a template that had room for its alias. */
  readonly insertions: readonly { readonly at: number; readonly length: number }[];
  /** What was overwritten: from the backquote to behind the last changed character, by template. */
  readonly heads: readonly { readonly start: number; readonly end: number }[];
  /** Where the types stand behind the user's text, by the backquote of their template, in the order of the text. */
  readonly typings: readonly { readonly tick: number; readonly start: number; readonly end: number }[];
}

/**
 * Gives each template its types: the type argument overwrites the first characters of the SQL text, which the type
 * checker never reads, and the types themselves come behind the end of the file. Offsets, lines and columns of
 * everything else stay. A template without room for the argument is left alone, or, where `insert` is given, the
 * argument is put in before it.
 */
export function rewriting(
  text: string,
  queries: readonly Typed[],
  aliases: Aliases,
  { insert = false, isUnfinished = false }: { readonly insert?: boolean; readonly isUnfinished?: boolean } = {},
): Rewriting {
  const edits: { start: number; end: number; text: string }[] = [];
  const types: { tick: number; name: string; typing: string }[] = [];
  for (const { template, typing } of queries) {
    const { tick } = template;
    const name = aliases.name(types.length);
    const argument = `<${name}>`;
    const head = overwrite(text, template, argument);
    if (head === undefined && !insert) continue;
    edits.push({ start: tick, end: tick + (head?.length ?? 0), text: head ?? argument });
    types.push({ tick, name, typing });
  }
  const end = isUnfinished ? "\n;" : "\n";
  if (insert || types.length === 0) return { edits, types, end };
  return { edits, types, end, filler: { name: aliases.name(types.length), imports: missingImports(types) } };
}

/** More than most files have. */
const importsAtOnce = 64;

/**
 * A type checker makes its program anew, rather than exchange one file in it, when that file imports something else than
 * before: and it compares lists. So the list is filled up to a length that seldom changes while a query is typed.
 */
function missingImports(types: Rewriting["types"]): number {
  const count = types.reduce((sum, { typing }) => sum + typing.split(importOfOurs).length - 1, 0);
  return importsAtOnce - (count % importsAtOnce);
}

/** The text with all that done to it. */
export function rewrite(text: string, { edits, types, end: ended, filler }: Rewriting): Rewritten {
  const parts: string[] = [];
  const insertions: { at: number; length: number }[] = [];
  const heads: { start: number; end: number }[] = [];
  let done = 0;
  for (const { start, end, text: over } of edits) {
    parts.push(text.slice(done, start), over);
    done = end;
    if (start === end) insertions.push({ at: start, length: over.length });
    else heads.push({ start, end });
  }
  if (types.length === 0) return { text, length: text.length, isUnfinished: false, insertions, heads, typings: [] };
  parts.push(text.slice(done));
  const body = parts.join("");
  let whole = body + ended;
  const typings = types.map(({ tick, name, typing }, index) => {
    whole += `${index === 0 ? "" : " "}type ${name} = `;
    const start = whole.length;
    whole += `${typing};`;
    return { tick, start, end: whole.length - 1 };
  });
  if (filler !== undefined)
    whole += ` type ${filler.name} = [${Array(filler.imports).fill(`typeof ${importOfOurs}`)}];`;
  return { text: `${whole}\n`, length: body.length, isUnfinished: ended !== "\n", insertions, heads, typings };
}

/** The argument and the backquote over the first characters; line ends stay where they are. Undefined without room. */
function overwrite(text: string, template: Template, argument: string): string | undefined {
  const last = template.texts[0]!.end;
  const wanted = `${argument}\``;
  let head = "";
  let at = template.tick;
  for (let written = 0; written < wanted.length; at++) {
    if (at >= last) return undefined;
    const char = text[at]!;
    head += isLineEnd(char) ? char : wanted[written++];
  }
  return head + spaces(text, template, at, last);
}

/** What is left of an escape or of a character of two units would not be what it was: blanks instead. */
function spaces(text: string, template: Template, at: number, last: number): string {
  let slashes = 0;
  while (at - 1 - slashes > template.tick && text[at - 1 - slashes] === "\\") slashes++;
  const splitEscape = slashes % 2 === 1;
  const unit = text.charCodeAt(at);
  const splitPair = unit >= 0xdc00 && unit <= 0xdfff;
  if (at >= last || !(splitEscape || splitPair)) return "";
  const char = isLineEnd(text[at]!) ? text[at]! : " ";
  if (!splitEscape) return char;
  // The escaped character may be of two units, and `\` before a line end of two characters escapes both.
  const next = text.charCodeAt(at + 1);
  return at + 1 < last && next >= 0xdc00 && next <= 0xdfff ? `${char} ` : char;
}

function isLineEnd(char: string): boolean {
  return char === "\n" || char === "\r" || char === "\u2028" || char === "\u2029";
}

/** The offset in the user's text of one in the rewritten text; undefined behind the user's end. */
export function toUser(rewritten: Rewritten, offset: number): number | undefined {
  if (offset > rewritten.length) return undefined;
  let shift = 0;
  for (const { at, length } of rewritten.insertions) {
    if (offset <= at + shift) break;
    shift += Math.min(length, offset - at - shift);
  }
  return offset - shift;
}

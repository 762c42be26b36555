import type { Aliases } from "./alias.js";
import type { Template } from "./template.js";

/** One template and the text of its type argument. */
export interface Typed {
  readonly template: Template;
  readonly typing: string;
}

/** A rewritten file. The user's text ends where it ended before the aliases, so `length` is where theirs begin. */
export interface Rewritten {
  readonly text: string;
  readonly length: number;
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
export function rewrite(
  text: string,
  queries: readonly Typed[],
  aliases: Aliases,
  { insert = false, isUnfinished = false }: { readonly insert?: boolean; readonly isUnfinished?: boolean } = {},
): Rewritten {
  const parts: string[] = [];
  const insertions: { at: number; length: number }[] = [];
  const heads: { start: number; end: number }[] = [];
  const declared: (Typed & { readonly name: string })[] = [];
  let done = 0;
  for (const query of queries) {
    const { template } = query;
    const name = aliases.name(declared.length);
    const argument = `<${name}>`;
    const head = overwrite(text, template, argument);
    if (head !== undefined) {
      parts.push(text.slice(done, template.tick), head);
      done = template.tick + head.length;
      heads.push({ start: template.tick, end: done });
    } else if (insert) {
      parts.push(text.slice(done, template.tick), argument);
      done = template.tick;
      insertions.push({ at: template.tick, length: argument.length });
    } else continue;
    declared.push({ ...query, name });
  }
  if (declared.length === 0) return { text, length: text.length, insertions, heads, typings: [] };
  parts.push(text.slice(done));
  const body = parts.join("");
  // A statement without its end would otherwise go on in our text.
  return { ...withTypes(`${body}${isUnfinished ? "\n;" : "\n"}`, declared), length: body.length, insertions, heads };
}

/** A text with the types behind it. */
function withTypes(
  before: string,
  declared: readonly (Typed & { readonly name: string })[],
): Pick<Rewritten, "text" | "typings"> {
  let text = before;
  const typings = declared.map(({ template, typing, name }, index) => {
    text += `${index === 0 ? "" : " "}type ${name} = `;
    const start = text.length;
    text += `${typing};`;
    return { tick: template.tick, start, end: text.length - 1 };
  });
  return { text: `${text}\n`, typings };
}

/** The same, with every argument put in: for programs that emit JavaScript from the text. */
export function insertAll(text: string, queries: readonly Typed[], aliases: Aliases): Rewritten {
  const parts: string[] = [];
  const insertions: { at: number; length: number }[] = [];
  let done = 0;
  const declared = queries.map((query, index) => ({ ...query, name: aliases.name(index) }));
  for (const { template, name } of declared) {
    const argument = `<${name}>`;
    parts.push(text.slice(done, template.tick), argument);
    done = template.tick;
    insertions.push({ at: done, length: argument.length });
  }
  parts.push(text.slice(done));
  const body = parts.join("");
  return { ...withTypes(`${body}\n`, declared), length: body.length, insertions, heads: [] };
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

import type { Range, Source } from "./source.js";

/** A template with a tag, in offsets of its file. Whether the tag is ours is another question. */
export interface Template {
  /** The token of the template, or of its head. */
  readonly token: number;
  /** The opening backquote. */
  readonly tick: number;
  /** Behind the closing backquote. */
  readonly end: number;
  /** The tag, as tokens. */
  readonly tag: Range;
  /** The tag's last token: the word `sql` of `spark.sql`. */
  readonly tagEnd: number;
  /** The text between backquotes and holes: one more than there are holes. */
  readonly texts: readonly Span[];
  readonly holes: readonly Hole[];
}
export interface Span {
  readonly start: number;
  readonly end: number;
}
/** The expression in `${…}`; the span is that between the braces. */
export interface Hole extends Span {
  readonly tokens: Range;
}

/** Every template with a tag to which the user gave no type argument. */
export function templatesOf(source: Source): Template[] {
  const found: Template[] = [];
  source.tokens.forEach((token, at) => {
    if (token.kind !== "template" && token.kind !== "head") return;
    const last = source.tokens[at - 1];
    if (last === undefined || !(isName(source, at - 1) || /^[)\]!]$/.test(last.text))) return;
    const from = expressionStart(source, at - 1);
    if (from === undefined) return;
    const parts = partsOf(source, at);
    if (parts === undefined) return;
    found.push({ token: at, tick: token.start, tag: { from, to: at }, tagEnd: last.start, ...parts });
  });
  return found;
}

function partsOf(source: Source, at: number): Pick<Template, "end" | "texts" | "holes"> | undefined {
  const head = source.tokens[at]!;
  if (head.kind === "template") {
    if (source.text[head.end - 1] !== "`" || head.end - head.start < 2) return undefined;
    return { end: head.end, texts: [{ start: head.start + 1, end: head.end - 1 }], holes: [] };
  }
  const last = source.partner(at);
  if (last < 0 || source.text[source.tokens[last]!.end - 1] !== "`") return undefined;
  const texts: Span[] = [{ start: head.start + 1, end: head.end - 2 }];
  const holes: Hole[] = [];
  let from = at + 1;
  for (let next = from; next <= last; next++) {
    const token = source.tokens[next]!;
    // A template inside a hole has parts of its own.
    if (token.kind === "head" && source.partner(next) > next) next = source.partner(next);
    if (token.kind !== "middle" && token.kind !== "tail") continue;
    holes.push({ start: source.tokens[from - 1]!.end, end: token.start, tokens: { from, to: next } });
    texts.push({ start: token.start + 1, end: token.end - (token.kind === "tail" ? 1 : 2) });
    from = next + 1;
    if (token.kind === "tail") break;
  }
  return { end: source.tokens[last]!.end, texts, holes };
}

/** The first token of `a.b(c)[d]!` that ends at this token; undefined when it begins with something else. */
export function expressionStart(source: Source, end: number): number | undefined {
  let at = end;
  for (;;) {
    while (source.is(at, "!")) at--;
    if (source.is(at, ")") || source.is(at, "]")) {
      const open = source.partner(at);
      if (open < 0) return undefined;
      const before = source.tokens[open - 1];
      const called =
        before !== undefined &&
        (before.text === ")" || before.text === "]" || before.text === "!" || isName(source, open - 1));
      if (!called) return open;
      at = open - 1;
      continue;
    }
    if (source.word(at) === "") return undefined;
    if (!source.is(at - 1, ".") && !source.is(at - 1, "?.")) return source.word(at - 1) === "new" ? at - 1 : at;
    at -= 2;
  }
}

function isName(source: Source, at: number): boolean {
  const word = source.word(at);
  if (word === "") return false;
  return (
    source.is(at - 1, ".") || !/^(?:await|return|yield|typeof|void|delete|in|of|case|else|do|throw|new)$/.test(word)
  );
}

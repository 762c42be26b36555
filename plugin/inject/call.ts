import type { Source } from "./source.js";
import { expressionStart, type Template } from "./template.js";

/**
 * Every `….sql("…")` whose text is one literal, as a template without holes: the literal is read by the same rules. A call
 * with type arguments of the user's own is left alone.
 */
export function callsOf(source: Source): Template[] {
  const found: Template[] = [];
  source.tokens.forEach((token, at) => {
    if (token.kind !== "string" && token.kind !== "template") return;
    const isCall = source.is(at - 1, "(") && source.word(at - 2) === "sql";
    if (!isCall || !(source.is(at + 1, ",") || source.is(at + 1, ")"))) return;
    const isClosed = token.end - token.start >= 2 && source.text[token.end - 1] === source.text[token.start];
    const from = isClosed ? expressionStart(source, at - 2) : undefined;
    if (from === undefined || source.word(from - 1) === "function") return;
    found.push({
      token: at,
      tick: token.start,
      end: token.end,
      tag: { from, to: at - 1 },
      tagEnd: source.tokens[at - 2]!.start,
      texts: [{ start: token.start + 1, end: token.end - 1 }],
      holes: [],
    });
  });
  return found;
}

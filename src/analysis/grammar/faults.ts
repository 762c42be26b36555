import type { R } from "../../gen/grammar/names.js";
import { L, literalNames, symbolicNames, T } from "../../gen/grammar/names.js";
import type { TokenList } from "./lexer.js";
import type { Break } from "./machine.js";
import type { HoleKind, SyntaxFault } from "./result.js";
import { leaves, type Node, type RuleNode } from "./tree.js";

export interface SyntaxContext {
  readonly text: string;
  readonly list: TokenList;
  readonly entry: keyof typeof R;
  readonly holes: readonly HoleKind[];
}

/** Spark's report of a token that the grammar does not have here. */
export function faultOfBreak(context: SyntaxContext, found: Break): SyntaxFault {
  const { text, list } = context;
  const index = list.visible[found.at] ?? list.types.length - 1;
  const start = list.starts[index] ?? text.length;
  const end = list.ends[index] ?? text.length;
  // Java's `trim` takes all control characters for white space.
  if (!/[!-\uFFFF]/.test(text)) {
    const message = "The statement is empty.";
    return fault(context, "PARSE_EMPTY_STATEMENT", {}, message, start, end);
  }
  const near = list.types[index] === T.EOF ? "end of input" : `'${visibleSpace(text.slice(start, end))}'`;
  const hint = hintOf(found, near);
  return fault(
    context,
    "PARSE_SYNTAX_ERROR",
    { error: near, hint },
    `Syntax error at or near ${near}${hint}.`,
    start,
    end,
  );
}

function hintOf({ kind, wanted }: Break, near: string): string {
  if (kind === "extra") return `: extra input ${near}`;
  if (kind === "unexpected" || !wanted) return "";
  const names: string[] = [];
  wanted.forEach((is, i) => {
    if (is && i - 1 !== T.HOLE) names.push(i === 0 ? "<EOF>" : literalNames[i - 1] || (symbolicNames[i - 1] ?? ""));
  });
  return `: missing ${names.length === 1 ? names[0] : `{${names.join(", ")}}`}`;
}

function visibleSpace(text: string): string {
  return text.replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t");
}

/** Labels of the identifiers that `earlyFault` looks at. */
export const identifiers: readonly number[] = [L.errorIdent, L.unquotedIdentifier];

/**
 * What Spark refuses while it leaves rules, whether they are complete or given up: identifiers that need back quotes, and
 * a comment that is never closed, once the parser looked that far. It comes before a token that does not fit.
 *
 * @param left the rules with the labels above, in the order in which they were left
 */
export function earlyFault(
  context: SyntaxContext,
  root: RuleNode,
  left: readonly RuleNode[],
  sawEnd: boolean,
): SyntaxFault | undefined {
  return invalidIdentifier(context, left) ?? (sawEnd ? unclosedComment(context, root) : undefined);
}

function invalidIdentifier(context: SyntaxContext, left: readonly RuleNode[]): SyntaxFault | undefined {
  for (const node of left) {
    if (node.label === L.errorIdent) return invalid(context, node.parent ?? node, node);
    if (node.label === L.unquotedIdentifier && !isPlain(context.text, node)) return invalid(context, node, node);
  }
  return undefined;
}

function isPlain(text: string, node: RuleNode): boolean {
  return leaves(node).every((leaf) => leaf.hole >= 0 || /^\w*$/.test(text.slice(leaf.start, leaf.end)));
}

function invalid(context: SyntaxContext, named: RuleNode, at: RuleNode): SyntaxFault {
  const ident = leaves(named)
    .map((leaf) => context.text.slice(leaf.start, leaf.end))
    .join("");
  const message = `The name ${ident} must be written in back quotes: \`${ident}\`.`;
  return fault(context, "INVALID_IDENTIFIER", { ident }, message, named.start, at.end);
}

function unclosedComment(context: SyntaxContext, root: RuleNode): SyntaxFault | undefined {
  const { list, text } = context;
  if (list.unclosed < 0 || isSetConfiguration(root)) return undefined;
  const start = list.starts[list.unclosed] ?? 0;
  const message = "This comment is not closed: it needs */ at its end.";
  return fault(context, "UNCLOSED_BRACKETED_COMMENT", {}, message, start, text.length);
}

/** `SET key = anything` takes what looks like a comment as part of the value. */
function isSetConfiguration(root: RuleNode): boolean {
  for (let node: Node | undefined = root; node?.kind === "rule"; node = node.children[0]) {
    if (node.label === L.setConfiguration) return true;
  }
  return false;
}

/** Spark gives up on such a statement too, at a depth that depends on its stack. */
export function tooComplex(context: SyntaxContext): SyntaxFault {
  const message = "The statement is nested too deeply to be analysed.";
  return fault(context, "FAILED_TO_PARSE_TOO_COMPLEX", {}, message, 0, context.text.length);
}

export function fault(
  context: SyntaxContext,
  errorClass: string,
  parameters: Readonly<Record<string, string>>,
  message: string,
  start: number,
  end: number,
): SyntaxFault {
  return { errorClass, parameters, message, start, end, uncertain: isUncertain(context, end) };
}

/** A fragment, or a hole of which nothing is known, may hold the text that is missed behind it. */
function isUncertain({ list, holes }: SyntaxContext, end: number): boolean {
  return list.holes.some((hole, i) => {
    if (hole < 0 || (list.starts[i] ?? 0) > end) return false;
    const kind = holes[hole] ?? "unknown";
    return kind === "fragment" || kind === "unknown";
  });
}

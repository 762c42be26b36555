import type {
  Expression,
  HoleExpression,
  Ident,
  Name,
  Opaque,
  ParameterMarker,
  Query,
  Relation,
  Span,
  Statement,
} from "../ast/index.js";
import { HOLE, type Hole } from "../contract.js";
import { child, children, type Node, R, type RuleNode, T, type TokenNode } from "../grammar/index.js";
import { unquoteIdentifier, unquoteString } from "./quotes.js";

/** What the parts of the tree builder need of each other; made once per text. */
export interface Builder {
  readonly text: string;
  readonly hole: (index: number) => Hole;
  readonly expression: (node: RuleNode) => Expression;
  readonly query: (node: RuleNode) => Query;
  readonly relation: (node: RuleNode) => Relation;
  readonly statement: (node: RuleNode) => Statement;
  /** Spark's parser refuses what the grammar takes. */
  readonly refuse: (errorClass: string, at: Span, values?: Readonly<Record<string, string>>) => void;
}

export function at(node: Node): Span {
  return { start: node.start, end: node.end };
}

/** What is there, and not read. */
export function opaque({ start, end }: Span): Opaque {
  return { kind: "opaque", start, end };
}

/** A part of a name that only the writer knows, or nobody. */
export function unknownIdent({ start, end }: Span, name = ""): Ident {
  return { start, end, name, quoted: false, dynamic: true };
}

/** Parts of a name that came out of one place of the text, where they were quoted. */
export function quotedIdents({ start, end }: Span, names: readonly string[]): readonly Ident[] {
  return names.map((name) => ({ start, end, name, quoted: true }));
}

export function textOf(b: Builder, node: Node): string {
  return b.text.slice(node.start, node.end);
}

export function firstToken(node: Node | undefined): TokenNode | undefined {
  // Straight down, nearly always: only a rule that matched nothing leads elsewhere.
  let first = node;
  while (first?.kind === "rule" && first.children.length > 0) first = first.children[0];
  if (first?.kind === "token") return first;
  const pending = node ? [node] : [];
  for (let n = pending.pop(); n; n = pending.pop()) {
    if (n.kind === "token") return n;
    for (let i = n.children.length - 1; i >= 0; i--) pending.push(n.children[i] as Node);
  }
  return undefined;
}

/** The index of the hole that this node is, when it is nothing else. */
export function holeOf(node: Node | undefined): number | undefined {
  // Looked at first, because the first token of a long chain is far below.
  if (!node || node.end - node.start !== HOLE.length) return undefined;
  const token = firstToken(node);
  return token && token.hole >= 0 && token.start === node.start ? token.hole : undefined;
}

/** A hole, `?` or `:name`. */
export function marker(b: Builder, node: Node): ParameterMarker | HoleExpression {
  const index = holeOf(node);
  if (index !== undefined) return { kind: "hole", start: node.start, end: node.end, index };
  const text = textOf(b, node);
  if (!text.startsWith(":")) return { kind: "parameter", start: node.start, end: node.end };
  const start = text.slice(1).trim();
  return { kind: "parameter", start: node.start, end: node.end, name: start.replace(/^`(.*)`$/, "$1") };
}

/** `identifier`, `errorCapturingIdentifier`, `strictIdentifier`, `simpleIdentifier`…: one part of a name. */
export function ident(b: Builder, node: Node): Ident {
  const [first, ...rest] = idents(b, node);
  if (first && rest.length === 0) return first;
  return unknownIdent(node, textOf(b, node));
}

/** As `ident`, but an identifier hole or `IDENTIFIER('a.b')` may be several parts. */
export function idents(b: Builder, node: Node): Name {
  const hole = holeOf(node);
  if (hole !== undefined) {
    const known = b.hole(hole);
    if (known.kind === "identifier" && known.parts && known.parts.length > 0) {
      return quotedIdents(node, known.parts);
    }
    return [unknownIdent(node, textOf(b, node))];
  }
  const token = firstToken(node);
  if (token?.type === T.BACKQUOTED_IDENTIFIER) {
    return [
      { start: node.start, end: node.end, name: unquoteIdentifier(b.text.slice(token.start, token.end)), quoted: true },
    ];
  }
  const literal = node.kind === "rule" ? findString(node) : undefined;
  if (literal) {
    const parts = splitName(unquoteString(textOf(b, literal)));
    return quotedIdents(node, parts);
  }
  return [{ start: node.start, end: node.end, name: textOf(b, node), quoted: false }];
}

function findString(node: RuleNode): Node | undefined {
  for (const part of node.children) {
    if (part.kind === "token") continue;
    if (part.rule === R.stringLit) return part;
    const found = findString(part);
    if (found) return found;
  }
  return undefined;
}

/** The parts of a dotted name in a text. */
export function splitName(text: string): readonly string[] {
  const parts = text.match(/`(?:[^`]|``)*`|[^.`]+/g) ?? [text];
  return parts.map((part) => (part.startsWith("`") ? unquoteIdentifier(part) : part));
}

/** `multipartIdentifier`, `qualifiedName`: every identifier below. */
export function name(b: Builder, node: RuleNode): Name {
  const parts: Ident[] = [];
  for (const part of node.children) if (part.kind === "rule") parts.push(...idents(b, part));
  return parts.length > 0 ? parts : [unknownIdent(node)];
}

/** `identifierReference`: a name, or IDENTIFIER(…) of a constant. */
export function reference(b: Builder, node: RuleNode): Name {
  const parts = child(node, R.multipartIdentifier);
  if (parts) return name(b, parts);
  const inner = child(node, R.expression);
  const constant = inner ? b.expression(inner) : undefined;
  if (constant?.kind === "literal" && typeof constant.value === "string") {
    return quotedIdents(node, splitName(constant.value));
  }
  return [unknownIdent(node, textOf(b, node))];
}

/** `identifierList`, `identifierSeq`. */
export function identList(b: Builder, node: RuleNode | undefined): readonly Ident[] | undefined {
  if (!node) return undefined;
  const sequence = node.rule === R.identifierSeq ? node : (child(node, R.identifierSeq) ?? node);
  return children(sequence, R.errorCapturingIdentifier).map((part) => ident(b, part));
}

export function nameList(b: Builder, node: RuleNode | undefined): readonly Name[] {
  return node ? children(node, R.multipartIdentifier).map((part) => name(b, part)) : [];
}

/** `stringLit`: adjacent literals are one. Undefined when a parameter is in it. */
export function stringValue(b: Builder, node: RuleNode): string | undefined {
  let value = "";
  for (const part of node.children) {
    const token = firstToken(part);
    if (!token || (token.type !== T.STRING_LITERAL && token.type !== T.DOUBLEQUOTED_STRING)) return undefined;
    value += unquoteString(b.text.slice(token.start, token.end));
  }
  return value;
}

import { labelNames, ruleNames, symbolicNames } from "../../gen/grammar/names.js";

/** A token of the text. Offsets count UTF-16 units; `end` is exclusive. */
export class TokenNode {
  readonly kind = "token";
  parent: RuleNode | undefined;

  constructor(
    /** One of `T`. */
    readonly type: number,
    readonly start: number,
    readonly end: number,
    /** Its place in `ParseResult.tokens`; -1 for a token that the recovery made up. */
    readonly index: number,
    /** The number of the hole that it is, or -1. */
    readonly hole: number,
    /** Set in a tree made from broken text: left out by the writer, or passed over by the recovery. */
    readonly error?: "missing" | "unexpected",
  ) {}
}

const none: readonly Node[] = Object.freeze([]);

/** What one rule matched. A rule that matched nothing has no children, and `start === end` where it stands. */
export class RuleNode {
  readonly kind = "rule";
  children: readonly Node[] = none;
  parent: RuleNode | undefined;
  /** One of `L`, 0 for a rule without labels. */
  label = 0;
  start = 0;
  end = 0;
  /** Set where the text broke the rule: its children may be incomplete. */
  broken = false;

  constructor(
    /** One of `R`. */
    readonly rule: number,
  ) {}
}

export type Node = RuleNode | TokenNode;

/** Most rules have one child: an array that begins empty would make room for many. */
export function adopt(parent: RuleNode, child: Node): void {
  child.parent = parent;
  if (parent.children === none) parent.children = [child];
  else (parent.children as Node[]).push(child);
}

/** The first child that is this rule. */
export function child(node: RuleNode, rule: number): RuleNode | undefined {
  for (const c of node.children) if (c.kind === "rule" && c.rule === rule) return c;
  return undefined;
}

/** All children that are this rule. */
export function children(node: RuleNode, rule: number): RuleNode[] {
  return node.children.filter((c): c is RuleNode => c.kind === "rule" && c.rule === rule);
}

/** The child rules, whichever they are. */
export function rules(node: RuleNode): RuleNode[] {
  return node.children.filter((c): c is RuleNode => c.kind === "rule");
}

/** The first child token of this type. */
export function token(node: RuleNode, type: number): TokenNode | undefined {
  for (const c of node.children) if (c.kind === "token" && c.type === type) return c;
  return undefined;
}

/** The child tokens of this type. */
export function tokens(node: RuleNode, type: number): TokenNode[] {
  return node.children.filter((c): c is TokenNode => c.kind === "token" && c.type === type);
}

/** Whether a child token has this type. */
export function has(node: RuleNode, type: number): boolean {
  return token(node, type) !== undefined;
}

/** The leaves below a node, in order. */
export function leaves(node: Node): TokenNode[] {
  const found: TokenNode[] = [];
  const pending: Node[] = [node];
  for (let n = pending.pop(); n; n = pending.pop()) {
    if (n.kind === "token") found.push(n);
    else for (let i = n.children.length - 1; i >= 0; i--) pending.push(n.children[i] as Node);
  }
  return found;
}

/** Whether a node is this one or below it. */
export function isWithin(node: RuleNode, above: RuleNode): boolean {
  for (let at: RuleNode | undefined = node; at; at = at.parent) if (at === above) return true;
  return false;
}

/** The text between a node's first and last character. */
export function textOf(text: string, node: Node): string {
  return text.slice(node.start, node.end);
}

/** For tests and debugging: `(rule#label TOKEN …)`. */
export function formatTree(node: Node): string {
  if (node.kind === "token")
    return `${symbolicNames[node.type] ?? "EOF"}@${node.start}${node.error ? `!${node.error}` : ""}`;
  const label = node.label ? `#${labelNames[node.label]}` : "";
  return `(${ruleNames[node.rule]}${label}${node.children.map((c) => ` ${formatTree(c)}`).join("")})`;
}

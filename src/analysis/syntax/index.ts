import type { Span, Statement } from "../ast/index.js";
import type { Hole } from "../contract.js";
import type { ParseResult, RuleNode } from "../grammar/index.js";
import type { Builder } from "./builder.js";
import { expression } from "./expression.js";
import { query } from "./query.js";
import { relation } from "./relation.js";
import { statement, statementRule } from "./statement.js";

export interface Refusal extends Span {
  readonly errorClass: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The syntax tree of a parsed text, with what Spark's parser refuses beyond its grammar. */
export function buildStatement(
  parsed: ParseResult,
  hole: (index: number) => Hole,
): { readonly statement: Statement; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const b: Builder = {
    text: parsed.text,
    hole,
    expression: (node: RuleNode) => expression(b, node),
    query: (node: RuleNode) => query(b, node),
    relation: (node: RuleNode) => relation(b, node),
    statement: (node: RuleNode) => statementRule(b, node),
    refuse: (errorClass, at, values = {}) => refusals.push({ errorClass, start: at.start, end: at.end, values }),
  };
  return { statement: statement(b, parsed.root), refusals };
}

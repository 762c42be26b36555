/**
 * Spark's own SQL grammar: text to tree.
 *
 *     const { root, errors } = parse("SELECT a FROM t");
 *     const query = child(root, R.singleStatement);
 *
 * A tree is made of `RuleNode` (one rule of Spark's grammar: `node.rule === R.querySpecification`, and where the rule
 * has labelled alternatives `node.label === L.regularQuerySpecification`) and `TokenNode` (`node.type === T.SELECT`).
 * `child`, `children`, `rules`, `token`, `tokens`, `has` and `textOf` walk it. It is the tree that Spark builds, rule for
 * rule: left-recursive rules nest to the left, keywords used as names stand below `nonReserved` inside `identifier`, and
 * quotes are still in the text of a token. All offsets count UTF-16 units and `end` is exclusive.
 *
 * A hole (`HOLE`, U+FFFC, one character for each `${…}`) is a token with `hole >= 0`. Its kind, told in
 * `options.holes`, says what it may stand for: a value is a parameter marker (`T.QUESTION`), an identifier or a relation
 * an identifier (`T.IDENTIFIER`); a fragment or an unknown hole (`T.HOLE`) matches where either may stand.
 *
 * A text that Spark refuses has errors *and* a tree, as whole as the recovery could make it: broken rules are marked
 * `broken`, and tokens that were left out or passed over carry `error`.
 */

export { L, labelNames, literalNames, R, ruleNames, symbolicNames, T } from "../../gen/grammar/names.js";
export { type Candidates, candidates, isReserved } from "./candidates.js";
export { keywordType, lex, type TokenList } from "./lexer.js";
export { parse } from "./parser.js";
export type { HoleKind, ParseOptions, ParseResult, SyntaxFault } from "./result.js";
export * from "./tree.js";

import type { Span } from "../ast/index.js";
import type { Fact } from "../context.js";
import { type AnalyzeOptions, holeKinds } from "../contract.js";
import { type Node, parse, R, T } from "../grammar/index.js";
import { observe } from "./facts.js";
import { keywordOf } from "./keywords.js";
import { remember } from "./remember.js";

/** What a piece of the text is, for its colour. */
export type TokenKind =
  | "keyword"
  | "type"
  | "string"
  | "number"
  | "comment"
  | "function"
  | "table"
  | "alias"
  | "column"
  | "parameter"
  | "namespace";

export interface SqlToken extends Span {
  readonly kind: TokenKind;
}

const byType: Readonly<Record<number, TokenKind>> = {
  [T.SIMPLE_COMMENT]: "comment",
  [T.BRACKETED_COMMENT]: "comment",
  [T.STRING_LITERAL]: "string",
  [T.DOUBLEQUOTED_STRING]: "string",
  [T.BIGINT_LITERAL]: "number",
  [T.SMALLINT_LITERAL]: "number",
  [T.TINYINT_LITERAL]: "number",
  [T.INTEGER_VALUE]: "number",
  [T.EXPONENT_VALUE]: "number",
  [T.DECIMAL_VALUE]: "number",
  [T.FLOAT_LITERAL]: "number",
  [T.DOUBLE_LITERAL]: "number",
  [T.BIGDECIMAL_LITERAL]: "number",
};

/** What a name is by where it stands, as long as nothing better is known of it. */
const byRule: Readonly<Record<number, TokenKind>> = {
  [R.identifierReference]: "table",
  [R.tableIdentifier]: "table",
  [R.tableAlias]: "alias",
  [R.namedQuery]: "alias",
  [R.functionName]: "function",
  [R.lateralView]: "function",
  [R.dataType]: "type",
  [R.primitiveType]: "type",
  [R.namedParameterMarker]: "parameter",
  [R.namedArgumentExpression]: "parameter",
};

const byFact: { readonly [K in Fact["kind"]]: TokenKind | undefined } = {
  column: "column",
  field: "column",
  variable: "parameter",
  sqlVariable: "parameter",
  relation: "alias",
  table: "table",
  cte: "table",
  window: "alias",
  schema: "namespace",
  catalog: "namespace",
  function: "function",
  userFunction: "function",
  marker: "parameter",
  star: undefined,
  member: undefined,
  literal: undefined,
  cast: undefined,
};

const names: ReadonlySet<number> = new Set([
  R.identifier,
  R.strictIdentifier,
  R.simpleIdentifier,
  R.simpleStrictIdentifier,
]);

/** The colours of a text, in its order and without overlaps. Text that is nothing in particular has none. */
export const tokensOf: (text: string, options: AnalyzeOptions) => readonly SqlToken[] = remember(500, colour);

function colour(text: string, options: AnalyzeOptions): readonly SqlToken[] {
  const { root, tokens } = parse(text, { holes: holeKinds(options) });
  const placed = new Map<number, TokenKind | undefined>();
  place(root, placed);
  for (const { start, kind, ...fact } of observe(text, options).facts) {
    const known = byFact[kind];
    if (known === undefined) continue;
    // A table that is read by its own name is a table wherever it qualifies a column.
    const isTable = "relation" in fact && (fact.relation.table !== undefined || fact.relation.cte !== undefined);
    placed.set(start, isTable ? "table" : known);
  }
  return tokens.flatMap(({ start, end, type, hole }): SqlToken[] => {
    if (hole >= 0 || end <= start) return [];
    const kind =
      byType[type] ?? placed.get(start) ?? (keywordOf(type) === undefined || placed.has(start) ? undefined : "keyword");
    return kind === undefined ? [] : [{ start, end, kind }];
  });
}

/** What each leaf of the tree is by its place: a keyword that serves as a name is a name. The tree may be of any depth. */
function place(root: Node, into: Map<number, TokenKind | undefined>): void {
  const open: { readonly node: Node; readonly kind: TokenKind; readonly isName: boolean }[] = [
    { node: root, kind: "column", isName: false },
  ];
  for (let at = open.pop(); at; at = open.pop()) {
    const { node, kind, isName } = at;
    if (node.kind === "token") {
      const isType = kind === "type" && keywordOf(node.type) !== undefined;
      if (isName || isType) into.set(node.start, kind);
      continue;
    }
    const inner = { kind: byRule[node.rule] ?? kind, isName: isName || names.has(node.rule) };
    for (let i = node.children.length - 1; i >= 0; i--) open.push({ node: node.children[i] as Node, ...inner });
  }
}

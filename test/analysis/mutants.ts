import { type Node, parse, R, type RuleNode, T } from "../../src/analysis/grammar/index.js";

/** A query with one mistake put in, and where. */
export interface Mutant {
  readonly text: string;
  readonly kind: MutantKind;
  readonly start: number;
  readonly end: number;
  readonly of: string;
}
export type MutantKind =
  | "column"
  | "table"
  | "function"
  | "alias"
  | "grouping"
  | "argument type"
  | "argument count"
  | "width"
  | "ambiguous";

function misspell(name: string): string {
  if (name.startsWith("`")) return `${name.slice(0, -1)}zq\``;
  return name.length > 3 ? `${name.slice(0, 2)}${name[2] === "q" ? "z" : "q"}${name.slice(3)}` : `${name}zq`;
}

/** Every mutant of a query, in the order of the text. */
export function mutantsOf(text: string): readonly Mutant[] {
  const { root, errors } = parse(text);
  if (errors.length > 0) return [];
  const made: Mutant[] = [];
  const replace = (kind: MutantKind, start: number, end: number, by: string): void => {
    const mutant = text.slice(0, start) + by + text.slice(end);
    if (mutant !== text) made.push({ text: mutant, kind, start, end: start + by.length, of: text });
  };
  const visit = (node: Node): void => {
    if (node.kind === "token") return;
    const rule = rules[node.rule];
    if (rule) rule(node, text, replace);
    for (const child of node.children) visit(child);
  };
  visit(root);
  const seen = new Set<string>();
  return made.filter((mutant) => !seen.has(mutant.text) && seen.add(mutant.text));
}

type Replace = (kind: MutantKind, start: number, end: number, by: string) => void;

const rules: Readonly<Record<number, (node: RuleNode, text: string, replace: Replace) => void>> = {
  [R.identifier]: (node, text, replace) => {
    const kind = roleOf(node);
    const end = endOf(node);
    const written = text.slice(node.start, end);
    if (kind) replace(kind, node.start, end, misspell(written));
  },
  [R.strictIdentifier]: (node, text, replace) => {
    if (node.parent?.rule !== R.tableAlias) return;
    const end = endOf(node);
    replace("alias", node.start, end, misspell(text.slice(node.start, end)));
  },
  [R.primaryExpression]: (node, _text, replace) => {
    const [base, dot, field] = node.children;
    if (dot?.kind === "token" && dot.type === T.DOT && base && field) replace("ambiguous", base.start, field.start, "");
    const call = base?.kind === "rule" && base.rule === R.functionName;
    if (!call) return;
    const args = node.children.filter(
      (child): child is RuleNode => child.kind === "rule" && child.rule === R.functionArgument,
    );
    const [first] = args;
    if (!first) {
      const close = node.children.find((child) => child.kind === "token" && child.type === T.RIGHT_PAREN);
      if (close) replace("argument count", close.start, close.start, "1, 2, 3, 4, 5, 6, 7, 8");
      return;
    }
    for (const argument of args) {
      replace("argument type", argument.start, endOf(argument), "map('k', 1)");
      replace("argument type", argument.start, endOf(argument), "DATE '2020-01-01'");
      replace("argument type", argument.start, endOf(argument), "struct(1)");
    }
    const last = args.at(-1);
    if (last) replace("argument count", endOf(last), endOf(last), ", 1, 2, 3, 4, 5, 6, 7, 8");
    if (args.length > 1 && args[1]) replace("argument count", first.start, args[1].start, "");
    else replace("argument count", first.start, endOf(first), "");
  },
  [R.groupByClause]: (node, _text, replace) => replace("grouping", node.start, endOf(node), "rand(7)"),
  [R.queryTerm]: (node, text, replace) => {
    const terms = node.children.filter(
      (child): child is RuleNode => child.kind === "rule" && child.rule === R.queryTerm,
    );
    const [first] = terms;
    if (terms.length < 2 || !first) return;
    const select = /^SELECT\s+(?!DISTINCT)/i.exec(text.slice(first.start));
    if (select) replace("width", first.start + select[0].length, first.start + select[0].length, "1 AS extra, ");
  },
};

function endOf(node: Node): number {
  if (node.kind === "token") return node.end;
  for (let i = node.children.length - 1; i >= 0; i--) {
    const part = node.children[i];
    if (part && (part.kind === "token" || part.children.length > 0)) return endOf(part);
  }
  return node.start;
}

/** What the identifier names, by the rule around it. */
function roleOf(node: RuleNode): MutantKind | undefined {
  let at: RuleNode | undefined = node.parent;
  while (
    at &&
    (at.rule === R.errorCapturingIdentifier || at.rule === R.multipartIdentifier || at.rule === R.qualifiedName)
  ) {
    at = at.parent;
  }
  if (!at) return undefined;
  if (at.rule === R.primaryExpression) return "column";
  if (at.rule === R.functionName || at.rule === R.lateralView) return "function";
  if (at.rule === R.identifierReference) return "table";
  if (at.rule === R.namedExpression || at.rule === R.namedQuery || at.rule === R.namedWindow) return "alias";
  if (at.rule === R.identifierSeq || at.rule === R.unpivotColumn || at.rule === R.pivotColumn) return "column";
  return undefined;
}

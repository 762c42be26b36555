import type { DataType } from "../../types/index.js";
import { analyzeWith } from "../analyze.js";
import type { Span } from "../ast/index.js";
import type { Fact, ObservedColumn, ObservedScope, ObservedVariable } from "../context.js";
import { type Analysis, type AnalyzeOptions, holeKinds } from "../contract.js";
import { L, lex, type Node, parse, R, type RuleNode, rules, T } from "../grammar/index.js";

/** The word at the caret, and the parts of the name before it. */
export interface Word extends Span {
  readonly qualifier: readonly string[] | undefined;
}

/** What the text around a word makes known at it. */
export interface Surroundings {
  readonly text: string;
  readonly start: number;
  readonly qualifier: readonly string[] | undefined;
  readonly scope: ObservedScope;
  /** Behind a dot: the type of what stands before it, where that is no relation. */
  readonly member: DataType | undefined;
  readonly variables: readonly Extract<Fact, { readonly kind: "variable" }>[];
  /** Of the script around, and of the session. */
  readonly sqlVariables: readonly ObservedVariable[];
  readonly options: AnalyzeOptions;
}

const placeholder = "dbsqlq";

/** A name of our own in place of the word: the text around it becomes whole, and what it means there is observed. */
export function surroundingsOf(text: string, { start, end, qualifier }: Word, options: AnalyzeOptions): Surroundings {
  const whole = `${text.slice(0, start)}${placeholder}${text.slice(end)}`;
  let scope: ObservedScope | undefined;
  let block: ObservedScope | undefined;
  let member: DataType | undefined;
  const variables: Extract<Fact, { kind: "variable" }>[] = [];
  const observe = (sql: string, offset: number): Analysis =>
    analyzeWith(sql, options, {
      resolved: (at, fact) => {
        if (fact.kind === "variable") variables.push(fact);
        if (fact.kind === "member" && at.start === offset && (!member || fact.of.kind !== "unknown")) member = fact.of;
      },
      scope: (one) => {
        if (one.start > offset || offset > one.end) return;
        if (one.variables) {
          if (!block || one.end - one.start <= block.end - block.start) block = one;
          return;
        }
        if (!scope || one.end - one.start <= scope.end - scope.start) scope = one;
      },
    });
  const { statement, declares = [] } = observe(whole, start);
  // A variable is known behind its declaration, so not in its own default.
  const declared = (block?.variables ?? []).filter(({ knownFrom }) => knownFrom < start);
  const own = new Set(statement === "command" ? declares.map(({ name }) => name.toLowerCase()) : []);
  const session = (options.variables ?? [])
    .filter(({ name }) => !own.has(name.toLowerCase()))
    .map((one) => ({ ...one, nullable: true, label: "session", knownFrom: 0 }));
  if (!scope || (scope.columns.length === 0 && scope.relations.length === 0)) {
    const { ctes = [] } = scope ?? {};
    const [sql, offset] = fromMentioned(whole, start, options);
    observe(sql, offset);
    if (scope) scope = { ...scope, ctes: [...ctes, ...scope.ctes] };
  }
  // An alias of the list is known behind it.
  if (scope) scope = { ...scope, columns: scope.columns.filter((column) => !isLaterAlias(column, start)) };
  const inside = lambdaNames(whole, start, options);
  return {
    text,
    start,
    qualifier,
    scope: scope ?? { start: 0, end: text.length, columns: [], relations: [], windows: [], ctes: [] },
    member,
    variables: variables.filter((one, i) => {
      const known = variables.findLastIndex(({ declared }) => declared.start === one.declared.start);
      return known === i && inside.has(one.declared.start);
    }),
    sqlVariables: [...declared, ...session],
    options,
  };
}

function isLaterAlias({ declared, qualifier, isGenerated }: ObservedColumn, offset: number): boolean {
  return declared !== undefined && !isGenerated && qualifier.length === 0 && declared.start > offset;
}

/** The lambdas around an offset: where their parameters are declared. */
function lambdaNames(text: string, offset: number, options: AnalyzeOptions): ReadonlySet<number> {
  const found = new Set<number>();
  if (!text.includes("->")) return found;
  const { root } = parse(text, { holes: holeKinds(options) });
  let node: Node | undefined = root;
  while (node?.kind === "rule") {
    if (node.label === L.lambda) for (const one of rules(node)) if (one.rule === R.identifier) found.add(one.start);
    node = (node as RuleNode).children.find((child): boolean => child.start <= offset && offset < child.end);
  }
  return found;
}

const beforeTable: ReadonlySet<number> = new Set([T.FROM, T.JOIN, T.UPDATE, T.INTO, T.USING]);

/**
 * The relations that the text mentions anywhere, in a query of their own: for a text so broken that its own query is
 * not found in it.
 */
function fromMentioned(text: string, offset: number, options: AnalyzeOptions): readonly [sql: string, offset: number] {
  const list = lex(text, holeKinds(options));
  const tokens = list.visible;
  const word = (at: number): string => text.slice(list.starts[tokens[at] ?? -1] ?? 0, list.ends[tokens[at] ?? -1] ?? 0);
  const type = (at: number): number => list.types[tokens[at] ?? -1] ?? T.EOF;
  const isName = (at: number): boolean => type(at) === T.IDENTIFIER || type(at) === T.BACKQUOTED_IDENTIFIER;
  const relations: string[] = [];
  tokens.forEach((_, at) => {
    if (!beforeTable.has(type(at)) || !isName(at + 1)) return;
    let last = at + 1;
    while (type(last + 1) === T.DOT && isName(last + 2)) last += 2;
    const name = text.slice(list.starts[tokens[at + 1] ?? 0], list.ends[tokens[last] ?? 0]);
    const alias = type(last + 1) === T.AS ? last + 2 : last + 1;
    if (name !== placeholder)
      relations.push(isName(alias) && word(alias) !== placeholder ? `${name} ${word(alias)}` : name);
  });
  const qualified = qualifierText(text, offset);
  const select = `SELECT ${qualified}`;
  return [`${select}${placeholder}${relations.length > 0 ? ` FROM ${relations.join(", ")}` : ""}`, select.length];
}

function qualifierText(text: string, offset: number): string {
  return /(?:(?:\w+|`[^`]*`)\s*\.\s*)*$/.exec(text.slice(0, offset))?.[0] ?? "";
}

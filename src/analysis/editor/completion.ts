import { type AnalyzeOptions, holeKinds } from "../contract.js";
import { candidates, lex, T, type TokenList } from "../grammar/index.js";
import { unquoteIdentifier } from "../syntax/quotes.js";
import type { CompletionItem, CompletionList } from "./completion-item.js";
import { functionItems } from "./function-items.js";
import { keywordsOf } from "./keywords.js";
import {
  argumentItems,
  columnItems,
  commonColumns,
  fieldItems,
  memberItems,
  namedItem,
  sqlVariableItems,
  tableItems,
  variableItems,
} from "./name-items.js";
import { type Wanted, wantedAt } from "./places.js";
import { type Surroundings, surroundingsOf } from "./surroundings.js";

export interface CompletionOptions extends AnalyzeOptions {
  /** The character whose typing asked; absent where the writer asked. */
  readonly typed?: string;
}

const nothing = (offset: number): CompletionList => ({ start: offset, end: offset, items: [] });

/**
 * What may be written at an offset: columns in scope, relations, tables, functions, keywords that the grammar lets
 * stand there.
 *
 * @param text The statement, as far as it is typed: it need not be whole, before the offset or behind it.
 * @param offset In UTF-16 units.
 */
export function completionsAt(text: string, offset: number, options: CompletionOptions): CompletionList {
  const holes = holeKinds(options);
  const start = wordStart(text, offset, options);
  const word = text.slice(start, offset);
  const list = lex(text.slice(0, start), holes);
  // Of a number or a string only its own kind may go on.
  if (/^\d/.test(word) || isInside(text, offset, options)) return nothing(offset);
  if (options.typed === " " && !awaitsMore(list)) return nothing(offset);
  const isClosed = word.length > 1 && word.endsWith("`");
  const rest = word.startsWith("`") && !isClosed ? /^[^`\n]*`/ : /^[\p{L}\p{N}_$]*/u;
  const end = offset + (rest.exec(text.slice(offset))?.[0].length ?? 0);
  const place = candidates(text.slice(0, start), start, { holes });
  const wanted = wantedAt(place.names);
  const around = surroundingsOf(text, { start, end, qualifier: qualifierOf(text, list) }, options);
  const isCalled = /^\s*\(/.test(text.slice(end));
  const items = around.qualifier === undefined ? unqualified(wanted, around) : qualified(wanted, around);
  const words =
    around.qualifier === undefined && !word.startsWith("`")
      ? keywordItems(place.tokens, text, items, endsInBy(list))
      : [];
  return { start, end, items: unique([...items, ...words]).map((item) => (isCalled ? withoutCall(item) : item)) };
}

/** Where the name begins that an offset is in: in backquotes, closed or not yet, or a plain word. */
function wordStart(text: string, offset: number, options: AnalyzeOptions): number {
  const before = text.slice(0, offset);
  const list = lex(before, holeKinds(options));
  const last = list.types.length - 2;
  if (list.types[last] === T.BACKQUOTED_IDENTIFIER) return list.starts[last] ?? offset;
  const open = list.types.findLastIndex((type, i) => type === T.UNRECOGNIZED && text[list.starts[i] ?? 0] === "`");
  return open >= 0 ? (list.starts[open] ?? offset) : offset - (/[\p{L}\p{N}_$]*$/u.exec(before)?.[0].length ?? 0);
}

/** Inside a string, a number, a comment or quoted text there is nothing to complete. */
function isInside(text: string, offset: number, options: AnalyzeOptions): boolean {
  const list = lex(text, holeKinds(options));
  const at = list.starts.findIndex((start, i) => start < offset && offset <= (list.ends[i] ?? 0));
  const type = list.types[at];
  const isAtEnd = list.ends[at] === offset;
  if (type === T.SIMPLE_COMMENT) return !isAtEnd || !text.slice(0, offset).endsWith("\n");
  if (type === T.BRACKETED_COMMENT) return !isAtEnd || list.unclosed === at;
  if (type === T.STRING_LITERAL || type === T.DOUBLEQUOTED_STRING) return !isAtEnd;
  // A quote that is never closed is a sign of its own, and what is behind it looks like names.
  return list.types.some(
    (one, i) => one === T.UNRECOGNIZED && isQuote(text, list.starts[i] ?? 0) && (list.starts[i] ?? 0) < offset,
  );
}

function isQuote(text: string, at: number): boolean {
  return text[at] === "'" || text[at] === '"';
}

/** Behind a blank that was just typed, names are offered only where one must follow: `FROM `, `a, `. */
function awaitsMore({ types, visible }: TokenList): boolean {
  const last = types[visible.filter((index) => types[index] !== T.EOF).at(-1) ?? -1];
  if (last === undefined) return false;
  return last === T.COMMA || expecting.has(last);
}

const expecting: ReadonlySet<number> = new Set([
  T.SELECT,
  T.DISTINCT,
  T.FROM,
  T.JOIN,
  T.WHERE,
  T.ON,
  T.AND,
  T.OR,
  T.NOT,
  T.BY,
  T.HAVING,
  T.QUALIFY,
  T.INTO,
  T.UPDATE,
  T.SET,
  T.TABLE,
  T.WHEN,
  T.THEN,
  T.ELSE,
  T.EXTEND,
  T.AGGREGATE,
  T.OVER,
]);

/** The parts of the name before the last dot; empty behind a dot that follows no name; undefined without a dot. */
function qualifierOf(text: string, list: TokenList): readonly string[] | undefined {
  const tokens = list.visible.filter((index) => list.types[index] !== T.EOF);
  let at = tokens.length - 1;
  if (list.types[tokens[at] ?? -1] !== T.DOT) return undefined;
  const parts: string[] = [];
  for (; list.types[tokens[at] ?? -1] === T.DOT; at -= 2) {
    const index = tokens[at - 1];
    const part = index === undefined ? "" : text.slice(list.starts[index], list.ends[index]);
    if (!/^(?:[\p{L}\p{N}_$]+|`.*`)$/su.test(part)) return [];
    parts.unshift(unquoteIdentifier(part));
  }
  return parts;
}

function unqualified(wanted: ReadonlySet<Wanted>, around: Surroundings): readonly CompletionItem[] {
  const { options, scope } = around;
  const found: CompletionItem[] = [];
  if (wanted.has("argumentName")) found.push(...argumentItems(around));
  if (wanted.has("value")) {
    found.push(...variableItems(around), ...columnItems(scope.columns));
    found.push(
      ...scope.relations.filter((name) => !name.startsWith("__")).map((name) => namedItem(name, "relation", "2")),
    );
  }
  if (wanted.has("column")) found.push(...columnItems(scope.columns));
  if (wanted.has("value") || wanted.has("column")) found.push(...sqlVariableItems(around));
  if (wanted.has("commonColumn")) found.push(...commonColumns(scope.columns));
  if (wanted.has("window")) found.push(...scope.windows.map(({ name }) => namedItem(name.name, "window", "1")));
  if (wanted.has("table")) found.push(...tableItems([], around));
  if (wanted.has("catalog")) found.push(...options.schemas.catalogs().map((name) => namedItem(name, "catalog", "1")));
  if (wanted.has("value") || wanted.has("function")) {
    found.push(...functionItems(options, ["scalar", "aggregate", "window", "generator"]));
  }
  if (wanted.has("tableFunction")) found.push(...functionItems(options, ["table", "generator"]));
  if (wanted.has("generator")) found.push(...functionItems(options, ["generator"]));
  return found;
}

function qualified(wanted: ReadonlySet<Wanted>, around: Surroundings): readonly CompletionItem[] {
  const qualifier = around.qualifier ?? [];
  const found: CompletionItem[] = [];
  if (wanted.has("table")) found.push(...tableItems(qualifier, around));
  if (wanted.has("value") || wanted.has("column")) {
    const members = [
      ...memberItems(qualifier, around.scope.columns),
      ...(qualifier.length === 1 ? sqlVariableItems(around, qualifier[0]) : []),
    ];
    found.push(...(members.length > 0 ? members : fieldItems(around.member)));
  }
  return found;
}

/** `GROUP BY` or `ORDER BY`. */
function endsInBy({ types, visible }: TokenList): boolean {
  const [by, before] = visible
    .filter((index) => types[index] !== T.EOF)
    .slice(-2)
    .reverse();
  const first = types[before ?? -1];
  return types[by ?? -1] === T.BY && (first === T.GROUP || first === T.ORDER);
}

/** Keywords in the case that the text writes them in; those that are functions too are offered as functions. */
function keywordItems(
  tokens: ReadonlySet<number>,
  text: string,
  items: readonly CompletionItem[],
  isList: boolean,
): readonly CompletionItem[] {
  const functions = new Set(items.filter(({ kind }) => kind === "function").map(({ label }) => label));
  const first = /\b(?:select|from|with|where|insert|update|delete|merge)\b/i.exec(text)?.[0] ?? "";
  const isLower = first !== "" && first === first.toLowerCase();
  const written = (phrase: string): string => (isLower ? phrase.toLowerCase() : phrase);
  // To the grammar ALL is a name like any other.
  return [...(isList ? [{ label: "ALL" }] : []), ...keywordsOf(tokens)]
    .filter(({ label }) => !functions.has(label.toLowerCase()))
    .map(({ label, snippet }) => ({
      label: written(label),
      kind: "keyword",
      sort: "4",
      ...(snippet === undefined ? {} : { snippet: written(snippet) }),
    }));
}

/** Parentheses that are there already are not written again. */
function withoutCall(item: CompletionItem): CompletionItem {
  if (item.kind !== "function" && item.snippet === undefined) return item;
  const { snippet: _, insert: __, ...rest } = item;
  return rest;
}

function unique(items: readonly CompletionItem[]): readonly CompletionItem[] {
  return [...new Map(items.map((item) => [`${item.kind}\0${item.label.toLowerCase()}`, item])).values()];
}

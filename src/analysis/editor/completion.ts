import { catalog } from "../../functions/catalog/index.js";
import { type DataType, formatType } from "../../types/index.js";
import { analyzeWith } from "../analyze.js";
import type { Ident } from "../ast/index.js";
import type { ObservedColumn, ObservedScope } from "../context.js";
import type { AnalyzeOptions } from "../contract.js";
import { type Node, parse, R, type RuleNode, T } from "../grammar/index.js";
import { unquoteIdentifier } from "../syntax/quotes.js";

export interface CompletionItem {
  readonly label: string;
  readonly kind: "column" | "field" | "relation" | "table" | "cte" | "schema" | "catalog" | "function";
  readonly detail?: string;
  readonly documentation?: string;
  /** What is written, where that is not the label: a name that needs backquotes. */
  readonly insert?: string;
}
export interface CompletionList {
  /** The part of the text that an item replaces. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly CompletionItem[];
}

const placeholder = "dbsqlq";

/**
 * What may be written at an offset: columns in scope, relations, tables, functions. Keywords are left to the host.
 *
 * @param text The statement, as far as it is typed.
 * @param offset In UTF-16 units.
 */
export function completionsAt(text: string, offset: number, options: AnalyzeOptions): CompletionList {
  const typed = /(?:[\p{L}\p{N}_$]+|`[^`]*)?$/u.exec(text.slice(0, offset))?.[0] ?? "";
  const start = offset - typed.length;
  const rest = /^[\p{L}\p{N}_$]*/u.exec(text.slice(offset))?.[0].length ?? 0;
  // A name of our own in place of what is typed: the text around it becomes whole, and is told apart in the tree.
  const whole = `${text.slice(0, start)}${placeholder}${text.slice(offset + rest)}`;
  const place = placeOf(whole, start, options);
  const scope = scopeAt(whole, start, options);
  const items = place.table ? tables(place.qualifier, scope, options) : values(place.qualifier, scope);
  return { start, end: offset + rest, items };
}

interface Place {
  readonly table: boolean;
  readonly qualifier: readonly string[];
}

function placeOf(text: string, offset: number, options: AnalyzeOptions): Place {
  const { root, tokens } = parse(text, { holes: options.holes?.map((hole) => hole.kind) ?? [] });
  const path = pathTo(root, offset);
  const table = path.some((node) => node.rule === R.identifierReference || node.rule === R.tableIdentifier);
  const significant = tokens.filter(
    (token) => token.end > token.start && text.slice(token.start, token.end).trim() !== "",
  );
  let at = significant.findIndex((token) => token.start === offset);
  const qualifier: string[] = [];
  while (at >= 2 && significant[at - 1]?.type === T.DOT) {
    const part = significant[at - 2];
    if (!part) break;
    qualifier.unshift(unquoteIdentifier(text.slice(part.start, part.end)));
    at -= 2;
  }
  return { table, qualifier };
}

function pathTo(root: RuleNode, offset: number): readonly RuleNode[] {
  const path: RuleNode[] = [];
  let node: Node | undefined = root;
  while (node && node.kind === "rule") {
    path.push(node);
    node = node.children.find((child): boolean => child.start <= offset && offset < child.end);
  }
  return path;
}

/** The innermost stretch of text with a scope of its own that holds the offset. */
function scopeAt(text: string, offset: number, options: AnalyzeOptions): ObservedScope | undefined {
  let best: ObservedScope | undefined;
  analyzeWith(text, options, {
    resolved: () => {},
    scope: (scope) => {
      if (scope.start > offset || offset > scope.end) return;
      if (!best || scope.end - scope.start <= best.end - best.start) best = scope;
    },
  });
  return best;
}

function values(qualifier: readonly string[], scope: ObservedScope | undefined): readonly CompletionItem[] {
  const columns = scope?.columns ?? [];
  if (qualifier.length > 0) return members(qualifier, columns);
  const relations = new Set(columns.flatMap((column) => column.qualifier.slice(-1)));
  return [
    ...unique(columns.map(columnItem)),
    ...[...relations].filter((name) => !name.startsWith("__")).map((name) => named(name, "relation")),
    ...functions,
  ];
}

/** Behind a dot: the columns of a relation, or the fields of a struct. */
function members(qualifier: readonly string[], columns: readonly ObservedColumn[]): readonly CompletionItem[] {
  const wanted = qualifier.map((part) => part.toLowerCase());
  const owned = columns.filter((column) => {
    const own = column.qualifier.map((part) => part.toLowerCase());
    return wanted.length <= own.length && wanted.every((part, i) => part === own[own.length - wanted.length + i]);
  });
  if (owned.length > 0) return unique(owned.map(columnItem));
  const last = wanted.at(-1);
  const structs = columns.filter(
    (column) => column.name.toLowerCase() === wanted[0] || column.name.toLowerCase() === last,
  );
  let type: DataType | undefined = structs[0]?.type;
  const fields = wanted.slice(wanted[0] === structs[0]?.name.toLowerCase() ? 1 : wanted.length);
  for (const field of fields) type = fieldType(type, field);
  const inner = type?.kind === "array" ? type.element : type;
  if (inner?.kind !== "struct") return [];
  return inner.fields.map((field) => ({ ...named(field.name, "field"), detail: formatType(field.type) }));
}

function fieldType(type: DataType | undefined, name: string): DataType | undefined {
  const inner = type?.kind === "array" ? type.element : type;
  return inner?.kind === "struct" ? inner.fields.find((field) => field.name.toLowerCase() === name)?.type : undefined;
}

function tables(
  qualifier: readonly string[],
  scope: ObservedScope | undefined,
  options: AnalyzeOptions,
): readonly CompletionItem[] {
  const { schemas } = options;
  const current = options.catalog ?? "spark_catalog";
  const [first, second] = qualifier;
  const tablesOf = (from: string, schema: string): readonly CompletionItem[] =>
    schemas.tables(from, schema).map((table) => ({
      ...named(table.name, "table"),
      detail: table.kind.replaceAll("_", " "),
      ...(table.comment === undefined ? {} : { documentation: table.comment }),
    }));
  if (first !== undefined && second !== undefined) return qualifier.length === 2 ? tablesOf(first, second) : [];
  if (first !== undefined) {
    return [...schemas.schemas(first).map((name) => named(name, "schema")), ...tablesOf(current, first)];
  }
  return [
    ...(scope?.ctes ?? []).map((cte): CompletionItem => named(cte.name.name, "cte")),
    ...tablesOf(current, options.schema ?? "default"),
    ...schemas.schemas(current).map((name) => named(name, "schema")),
    ...schemas.catalogs().map((name) => named(name, "catalog")),
  ];
}

const functions: readonly CompletionItem[] = catalog
  .filter(({ name }) => /^[a-z]\w*$/.test(name))
  .flatMap(({ name, aliases = [], takes, doc }) =>
    [name, ...aliases].map(
      (label): CompletionItem => ({
        label,
        kind: "function",
        detail: `${label}(${typeof takes === "string" ? takes : "…"})`,
        documentation: doc,
      }),
    ),
  );

function columnItem(column: ObservedColumn): CompletionItem {
  return {
    ...named(column.name, "column"),
    detail: `${formatType(column.type)}${column.nullable ? "" : " NOT NULL"}`,
    ...(column.comment === undefined ? {} : { documentation: column.comment }),
  };
}

function unique(items: readonly CompletionItem[]): readonly CompletionItem[] {
  return [...new Map(items.map((item) => [item.label.toLowerCase(), item])).values()];
}

function named(label: Ident["name"], kind: CompletionItem["kind"]): CompletionItem {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(label)
    ? { label, kind }
    : { label, kind, insert: `\`${label.replaceAll("`", "``")}\`` };
}

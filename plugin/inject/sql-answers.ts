import type { Diagnostic } from "../../src/analysis/contract.js";
import { completionsAt } from "../../src/analysis/editor/completion.js";
import type { CompletionItem } from "../../src/analysis/editor/completion-item.js";
import { observe } from "../../src/analysis/editor/facts.js";
import { fixesOf } from "../../src/analysis/editor/fixes.js";
import { hoverAt } from "../../src/analysis/editor/hover.js";
import { applyEdits, type Refusal, renameAt, renamingAt } from "../../src/analysis/editor/rename.js";
import { type SignatureHelp, signatureAt } from "../../src/analysis/editor/signature.js";
import { type Definition, definitionAt, referencesAt } from "../../src/analysis/editor/symbols.js";
import { type TokenKind, tokensOf } from "../../src/analysis/editor/tokens.js";
import type { Query } from "./inspect.js";
import { rangeIn } from "./outline.js";
import { escapeTemplate } from "./query-text.js";
import type { OffsetRange, RowColumn } from "./veil.js";

/**
 * What an editor is told inside the SQL of a template: the analyser's answers, at offsets of the user's file. Both kinds
 * of host ask here, and only put the answers into their protocol.
 */
export interface Place {
  readonly query: Query;
  /** In the text of the query. */
  readonly offset: number;
}

export interface HoverAnswer {
  readonly range: OffsetRange;
  readonly signature: string;
  readonly documentation?: string;
}

export function hoverIn({ query, offset }: Place): HoverAnswer | undefined {
  const found = hoverAt(query.sql.text, offset, query.options);
  if (found === undefined) return undefined;
  const { signature, documentation } = found;
  return { range: rangeIn(query, found), signature, ...(documentation === undefined ? {} : { documentation }) };
}

/** An item as it is written into a template: backquotes, backslashes and `${` are escaped. */
export interface Suggestion extends Omit<CompletionItem, "insert" | "snippet"> {
  readonly insert: string;
  /** In the language of snippets that editors share. */
  readonly snippet?: string;
}

export interface CompletionAnswer {
  readonly range: OffsetRange;
  readonly items: readonly Suggestion[];
}

/** @param typed the character whose typing asked; undefined where the writer asked */
export function completionIn({ query, offset }: Place, typed: string | undefined): CompletionAnswer {
  const { start, end, items } = completionsAt(query.sql.text, offset, {
    ...query.options,
    ...(typed === undefined ? {} : { typed }),
  });
  return {
    range: rangeIn(query, { start, end }),
    items: items.map(({ insert, snippet, ...item }) => ({
      ...item,
      insert: escapeTemplate(insert ?? item.label),
      ...(snippet === undefined ? {} : { snippet: snippetText(snippet) }),
    })),
  };
}

/** Those of the functions are asked for with every completion. */
const snippetTexts = new Map<string, string>();

/** Whatever is no place for the caret is plain text, which a snippet has escapes of its own for. */
function snippetText(snippet: string): string {
  const known = snippetTexts.get(snippet);
  if (known !== undefined) return known;
  const text = snippet
    .split(/(\$\d)/)
    .map((part, at) => (at % 2 === 1 ? part : escapeTemplate(part).replace(/[\\$}]/g, "\\$&")))
    .join("");
  snippetTexts.set(snippet, text);
  return text;
}

export function signatureIn({ query, offset }: Place): SignatureHelp | undefined {
  return signatureAt(query.sql.text, offset, query.options);
}

export interface DefinitionAnswer {
  /** The name that was asked about. */
  readonly range: OffsetRange;
  /** A range of the same file, or something of the schema cache. */
  readonly target:
    | { readonly kind: "here"; readonly range: OffsetRange }
    | Exclude<Definition, { readonly kind: "text" }>;
}

export function definitionIn({ query, offset }: Place): DefinitionAnswer | undefined {
  const found = definitionAt(query.sql.text, offset, query.options);
  if (found === undefined) return undefined;
  const { definition } = found;
  const range = rangeIn(query, found);
  if (definition.kind !== "text") return { range, target: definition };
  return { range, target: { kind: "here", range: rangeIn(query, definition) } };
}

export interface ReferenceAnswer {
  readonly range: OffsetRange;
  readonly declares: boolean;
}

export function referencesIn({ query, offset }: Place): readonly ReferenceAnswer[] {
  return referencesAt(query.sql.text, offset, query.options).map((one) => ({
    range: rangeIn(query, one),
    declares: one.declares,
  }));
}

export interface RenamingAnswer {
  readonly range: OffsetRange;
  readonly name: string;
  readonly places: readonly OffsetRange[];
}

/** What can be renamed at a place. The ranges leave quotes out, so that whoever only replaces text keeps them. */
export function renamingIn({ query, offset }: Place): RenamingAnswer | Refusal {
  const { sql, options } = query;
  const found = renamingAt(sql.text, offset, options);
  if ("refused" in found) return found;
  const inner = ({ start, end }: OffsetRange): OffsetRange =>
    sql.text[start] === "`" ? { start: start + 1, end: end - 1 } : { start, end };
  return {
    range: rangeIn(query, inner(found)),
    name: found.name,
    places: found.places.map((place) => rangeIn(query, inner(place))),
  };
}

export interface EditAnswer {
  readonly range: OffsetRange;
  readonly text: string;
}

export function renameIn({ query, offset }: Place, name: string): readonly EditAnswer[] | Refusal {
  const found = renameAt(query.sql.text, offset, name, query.options);
  if ("refused" in found) return found;
  return found.map((edit) => ({ range: rangeIn(query, edit), text: escapeTemplate(edit.text) }));
}

const notNamed: Refusal = { refused: "This property is a column of a SQL query: rename it in the query, with AS." };

/** The name of the result column that a rename at a place renames; undefined where it is none, or more than one. */
export function resultColumnAt({ query, offset }: Place): string | undefined {
  const { sql, options, analysis } = query;
  const edits = renameAt(sql.text, offset, "dbsql_renamed", options);
  if ("refused" in edits) return undefined;
  const after = observe(applyEdits(sql.text, edits), options).analysis.columns;
  const changed = analysis.columns?.filter(({ name }, i) => after?.[i] !== undefined && after[i].name !== name) ?? [];
  return changed.length === 1 ? changed[0]?.name : undefined;
}

/** The place in a query that names one of its result columns. */
export function placeOfColumn({ query, name }: RowColumn): Place | Refusal {
  const column = query.analysis.columns?.find((one) => one.name === name);
  if (column?.end === undefined) return notNamed;
  // An item of the list ends with its name.
  const place = { query, offset: column.end };
  return resultColumnAt(place) === name ? place : notNamed;
}

/** Whether a name can follow the dot behind a row. */
export function isPropertyName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}

export interface FixAnswer {
  readonly title: string;
  readonly diagnostic: Diagnostic;
  /** Where the mistake is. */
  readonly range: OffsetRange;
  readonly edit: EditAnswer;
}

/** The quick fixes of what is wrong in a range of the file. */
export function fixesIn(queries: readonly Query[], wanted: OffsetRange): readonly FixAnswer[] {
  return queries.flatMap((query) =>
    query.analysis.diagnostics.flatMap((diagnostic): FixAnswer[] => {
      const range = rangeIn(query, diagnostic);
      if (range.start > wanted.end || wanted.start > range.end) return [];
      return fixesOf(diagnostic, query.sql.text, query.options).map((fix) => ({
        title: fix.title,
        diagnostic,
        range,
        edit: { range: rangeIn(query, fix), text: escapeTemplate(fix.text) },
      }));
    }),
  );
}

export interface ColourAnswer extends OffsetRange {
  readonly kind: TokenKind;
}

const colours = new WeakMap<Query, readonly ColourAnswer[]>();

/** The colours of all queries of a file, in its order. A piece that a hole interrupts is several. */
export function coloursIn(queries: readonly Query[]): readonly ColourAnswer[] {
  return queries
    .flatMap((query) => {
      const known = colours.get(query) ?? coloursOf(query);
      colours.set(query, known);
      return known;
    })
    .sort((a, b) => a.start - b.start);
}

function coloursOf(query: Query): readonly ColourAnswer[] {
  const { texts } = query.template;
  return tokensOf(query.sql.text, query.options).flatMap(({ kind, ...token }) => {
    const { start, end } = rangeIn(query, token);
    return texts.flatMap((text): ColourAnswer[] => {
      const [from, to] = [Math.max(start, text.start), Math.min(end, text.end)];
      return from < to ? [{ start: from, end: to, kind }] : [];
    });
  });
}

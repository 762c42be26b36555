import type TypeScript from "typescript";
import type { TokenKind } from "../../src/analysis/editor/tokens.js";
import { cachePlaceOf } from "../hosts/cache-place.js";
import type { Query } from "../inject/inspect.js";
import {
  type ColourAnswer,
  coloursIn,
  completionIn,
  definitionIn,
  fixesIn,
  type HoverAnswer,
  hoverIn,
  type Place,
  referencesIn,
  renamingIn,
  type Suggestion,
  signatureIn,
} from "../inject/sql-answers.js";
import type { OffsetRange, RowColumn } from "../inject/veil.js";

type Ts = typeof TypeScript;

/** A request inside the SQL of a file. */
export interface SqlRequest {
  readonly place: Place;
  readonly path: string;
}

/** A column of a query's row, with the file of the query. */
export interface ColumnRequest {
  readonly column: RowColumn;
  readonly path: string;
}

export function spanOf({ start, end }: OffsetRange): TypeScript.TextSpan {
  return { start, length: Math.max(0, end - start) };
}

const plain = (text: string | undefined): TypeScript.SymbolDisplayPart[] =>
  text === undefined || text === "" ? [] : [{ kind: "text", text }];

/** Editors take it for Markdown, where the end of a line is no more than a space. */
const prose = (text: string | undefined): TypeScript.SymbolDisplayPart[] => plain(text?.replaceAll("\n", "  \n"));

export function quickInfo(ts: Ts, { place }: SqlRequest): TypeScript.QuickInfo | undefined {
  const found: HoverAnswer | undefined = hoverIn(place);
  return (
    found && {
      kind: ts.ScriptElementKind.unknown,
      kindModifiers: "",
      textSpan: spanOf(found.range),
      displayParts: plain(found.signature),
      documentation: prose(found.documentation),
    }
  );
}

export function completions(
  ts: Ts,
  { place }: SqlRequest,
  options: TypeScript.GetCompletionsAtPositionOptions | undefined,
): TypeScript.CompletionInfo {
  const { range, items } = completionIn(place, options?.triggerCharacter);
  const snippets = options?.includeCompletionsWithSnippetText === true;
  return {
    isGlobalCompletion: false,
    isMemberCompletion: false,
    isNewIdentifierLocation: false,
    entries: items.map(({ label, kind, sort, detail, insert, snippet }) => ({
      name: label,
      kind: kindOf(ts, kind),
      kindModifiers: "",
      sortText: `${sort}${label}`,
      replacementSpan: spanOf(range),
      ...(snippets && snippet !== undefined ? { insertText: snippet, isSnippet: true as const } : {}),
      ...(!(snippets && snippet !== undefined) && insert !== label ? { insertText: insert } : {}),
      ...(detail === undefined ? {} : { labelDetails: { description: detail } }),
      // Comes back when the details of the entry are asked for: a column may have the name of a function.
      data: { exportName: kind, moduleSpecifier: "" },
    })),
  };
}

export function entryDetails(
  ts: Ts,
  { place }: SqlRequest,
  name: string,
  data: TypeScript.CompletionEntryData | undefined,
): TypeScript.CompletionEntryDetails | undefined {
  const named = completionIn(place, undefined).items.filter(({ label }) => label === name);
  const found = named.find(({ kind }) => kind === data?.exportName) ?? named[0];
  return (
    found && {
      name,
      kind: kindOf(ts, found.kind),
      kindModifiers: "",
      displayParts: plain(found.detail ?? name),
      documentation: prose(found.documentation),
    }
  );
}

function kindOf(ts: Ts, kind: Suggestion["kind"]): TypeScript.ScriptElementKind {
  const {
    memberVariableElement,
    variableElement,
    classElement,
    moduleElement,
    functionElement,
    parameterElement,
    keyword,
  } = ts.ScriptElementKind;
  const kinds: { readonly [K in Suggestion["kind"]]: TypeScript.ScriptElementKind } = {
    column: memberVariableElement,
    field: memberVariableElement,
    variable: variableElement,
    relation: variableElement,
    table: classElement,
    cte: classElement,
    schema: moduleElement,
    catalog: moduleElement,
    window: variableElement,
    argument: parameterElement,
    function: functionElement,
    keyword,
  };
  return kinds[kind];
}

export function signatureHelp({ place }: SqlRequest, position: number): TypeScript.SignatureHelpItems | undefined {
  const found = signatureIn(place);
  if (found === undefined) return undefined;
  const items = found.signatures.map(({ label, documentation, parameters, repeats }) => ({
    isVariadic: repeats > 0,
    prefixDisplayParts: plain(label.slice(0, parameters[0]?.start ?? label.indexOf("(") + 1)),
    separatorDisplayParts: plain(", "),
    suffixDisplayParts: plain(label.slice(parameters.at(-1)?.end ?? label.indexOf("(") + 1)),
    parameters: parameters.map(({ name, start, end }) => ({
      name,
      displayParts: plain(label.slice(start, end)),
      documentation: [],
      isOptional: label.slice(start, end).startsWith(`${name}?`),
    })),
    documentation: prose(documentation),
    tags: [],
  }));
  return {
    items,
    applicableSpan: { start: position, length: 0 },
    selectedItemIndex: found.active,
    argumentIndex: found.parameter,
    argumentCount: found.parameter + 1,
  };
}

export function definitions(
  ts: Ts,
  { place, path }: SqlRequest,
  cache: string,
): TypeScript.DefinitionInfoAndBoundSpan | undefined {
  const found = definitionIn(place);
  if (found === undefined) return undefined;
  const { range, target } = found;
  const inCache = target.kind === "here" ? undefined : cachePlaceOf(cache, target);
  const at = target.kind === "here" ? target.range : inCache;
  if (at === undefined) return undefined;
  const definition: TypeScript.DefinitionInfo = {
    fileName: inCache?.path.replaceAll("\\", "/") ?? path,
    textSpan: spanOf(at),
    kind: ts.ScriptElementKind.unknown,
    name: "",
    containerKind: ts.ScriptElementKind.unknown,
    containerName: "",
  };
  return { textSpan: spanOf(range), definitions: [definition] };
}

export function references(ts: Ts, { place, path }: SqlRequest): TypeScript.ReferencedSymbol[] | undefined {
  const found = referencesIn(place);
  const first = found.find(({ declares }) => declares) ?? found[0];
  if (first === undefined) return undefined;
  const definition: TypeScript.ReferencedSymbolDefinitionInfo = {
    fileName: path,
    textSpan: spanOf(first.range),
    kind: ts.ScriptElementKind.unknown,
    name: "",
    containerKind: ts.ScriptElementKind.unknown,
    containerName: "",
    displayParts: [],
  };
  const entries = found.map(({ range, declares }) => ({
    fileName: path,
    textSpan: spanOf(range),
    isWriteAccess: declares,
    isDefinition: declares,
  }));
  return [{ definition, references: entries }];
}

export function highlights(ts: Ts, { place, path }: SqlRequest): TypeScript.DocumentHighlights[] | undefined {
  const found = referencesIn(place);
  if (found.length === 0) return undefined;
  const { reference, writtenReference } = ts.HighlightSpanKind;
  const highlightSpans = found.map(({ range, declares }) => ({
    textSpan: spanOf(range),
    kind: declares ? writtenReference : reference,
  }));
  return [{ fileName: path, highlightSpans }];
}

export function renameInfo(ts: Ts, { place }: SqlRequest): TypeScript.RenameInfo {
  const found = renamingIn(place);
  if ("refused" in found) return { canRename: false, localizedErrorMessage: found.refused };
  return {
    canRename: true,
    displayName: found.name,
    fullDisplayName: found.name,
    kind: ts.ScriptElementKind.variableElement,
    kindModifiers: "",
    triggerSpan: spanOf(found.range),
  };
}

export function renameLocations({ place, path }: SqlRequest): TypeScript.RenameLocation[] | undefined {
  const found = renamingIn(place);
  return "refused" in found ? undefined : found.places.map((range) => ({ fileName: path, textSpan: spanOf(range) }));
}

export function quickFixes(
  queries: readonly Query[],
  path: string,
  wanted: OffsetRange,
  codes: readonly number[],
): TypeScript.CodeFixAction[] {
  return fixesIn(queries, wanted)
    .filter(({ diagnostic }) => codes.includes(codeOf(diagnostic.code)))
    .map(({ title, edit }) => ({
      fixName: "dbsql",
      description: title,
      changes: [{ fileName: path, textChanges: [{ span: spanOf(edit.range), newText: edit.text }] }],
    }));
}

/** The number in a code such as `DBSQL1201`, all that the server has room for. */
export function codeOf(code: string): number {
  return Number(code.slice("DBSQL".length));
}

/** TypeScript's numbers of what a name is; it has none for keywords, strings, numbers and comments. */
const tokenTypes: { readonly [K in TokenKind]: number | undefined } = {
  table: 0,
  namespace: 3,
  type: 5,
  parameter: 6,
  alias: 7,
  column: 9,
  function: 10,
  keyword: undefined,
  string: undefined,
  number: undefined,
  comment: undefined,
};
const typeOffset = 8;

/** The server's triples of start, length and class, with those of SQL between them. */
export function withSqlTokens(
  found: TypeScript.Classifications,
  queries: readonly Query[],
  { start, length }: TypeScript.TextSpan,
): TypeScript.Classifications {
  const triples: [number, number, number][] = [];
  for (let at = 0; at + 2 < found.spans.length; at += 3) {
    triples.push([found.spans[at]!, found.spans[at + 1]!, found.spans[at + 2]!]);
  }
  const isIn = (colour: ColourAnswer): boolean => colour.start < start + length && start < colour.end;
  for (const colour of coloursIn(queries).filter(isIn)) {
    const type = tokenTypes[colour.kind];
    if (type !== undefined) triples.push([colour.start, colour.end - colour.start, (type + 1) << typeOffset]);
  }
  return { ...found, spans: triples.sort((a, b) => a[0] - b[0]).flat() };
}

import type TypeScript from "typescript";
import type { Diagnostic } from "../../src/analysis/contract.js";
import { namesAlias, readable } from "../inject/alias.js";
import { placeOfColumn, resultColumnAt } from "../inject/sql-answers.js";
import type { OffsetRange, Veil } from "../inject/veil.js";
import { clean } from "./clean.js";
import type { Project } from "./project.js";
import * as sql from "./sql-answers.js";

type Ts = typeof TypeScript;
type Service = TypeScript.LanguageService;
type Overrides = Partial<Service>;
type RenameOptions = [findInStrings: boolean, findInComments: boolean, preferences: TypeScript.UserPreferences];

/** What we have to say, wherever it stands. */
type Found = Pick<Diagnostic, "code" | "message" | "severity">;

const nothingEmitted: TypeScript.EmitOutput = { outputFiles: [], emitSkipped: true, diagnostics: [] };

const refusal = "Nothing here can be renamed.";

/** What the language service answers of a file with queries. Everything that is not here is answered as it is. */
export function overrides(ts: Ts, service: Service, project: Project): Overrides {
  const veils = (path: string): Veil | undefined => project.veil(path);
  const cleaned = <T>(answer: T, path: string): T | undefined => clean(answer, path, veils);
  /** A position that lies in the SQL of a query. */
  const inSql = (path: string, position: number): sql.SqlRequest | undefined => {
    const query = veils(path)?.queryAt(position);
    const offset = query?.sql.fromFile(position);
    return query === undefined || offset === undefined ? undefined : { place: { query, offset }, path };
  };
  /** A column of a row is declared in our text; the user's own place for it is the query. */
  const toQuery = <T extends TypeScript.DocumentSpan>(location: T): T => {
    const veil = veils(location.fileName);
    const column = veil?.columnAt(location.textSpan.start);
    if (veil === undefined || column === undefined) return location;
    const { start, end } = veil.placeOf(column);
    const { contextSpan: _, ...rest } = location;
    return { ...rest, textSpan: { start, length: end - start } } as T;
  };
  /** The column of a query that a property is, with the file of the query. */
  const columnOf = (path: string, position: number): sql.ColumnRequest | undefined => {
    for (const { fileName, textSpan } of service.getDefinitionAtPosition(path, position) ?? []) {
      const column = veils(fileName)?.columnAt(textSpan.start);
      if (column !== undefined) return { column, path: fileName };
    }
    return undefined;
  };
  /** Where a column's name stands in TypeScript: beside the query, everything that reads it from a row. */
  const readers = ({ place, path }: sql.SqlRequest, rest: RenameOptions): TypeScript.RenameLocation[] => {
    const name = resultColumnAt(place);
    const declared = name === undefined ? undefined : veils(path)?.declarationOf({ query: place.query, name });
    if (declared === undefined) return [];
    return cleaned(service.findRenameLocations(path, declared, ...rest), path)?.slice() ?? [];
  };
  const edits = (path: string, changes: readonly TypeScript.TextChange[], isCode = false): TypeScript.TextChange[] => {
    const veil = veils(path);
    if (veil === undefined) return [...changes];
    return changes.flatMap(({ span, newText }) => {
      const range = veil.edit({ start: span.start, end: span.start + span.length }, isCode);
      if (range === undefined) return [];
      return [{ span: { start: range.start, length: range.end - range.start }, newText: veil.restore(newText) }];
    });
  };
  const fileEdits = <T extends TypeScript.FileTextChanges>(files: readonly T[], from: string): T[] =>
    files.map((file) => {
      const veil = veils(from);
      const textChanges = edits(file.fileName, file.textChanges, true);
      // Code that was taken out of one file may go into another.
      return {
        ...file,
        textChanges: textChanges.map((one) => ({ ...one, newText: veil?.restore(one.newText) ?? one.newText })),
      };
    });
  const diagnostics = <T extends TypeScript.Diagnostic>(found: readonly T[], path: string): T[] => {
    const rewritten = project.outline(path)?.rewritten;
    if (rewritten === undefined) return [...found];
    return found.filter(
      ({ start, messageText }) =>
        (start === undefined || start <= rewritten.length) &&
        !namesAlias(ts.flattenDiagnosticMessageText(messageText, "\n")),
    );
  };
  const ours = (path: string, found: Found, at: OffsetRange): TypeScript.Diagnostic => ({
    file: service.getProgram()?.getSourceFile(path),
    ...sql.spanOf(at),
    messageText: found.message,
    category: categoryOf(ts, found.severity),
    code: sql.codeOf(found.code),
    source: "dbsql",
  });
  const ofQueries = (path: string, wanted: (severity: string) => boolean): TypeScript.Diagnostic[] => {
    const { diagnostics: all = [] } = project.outline(path) ?? {};
    return all.filter(({ severity }) => wanted(severity)).map((one) => ours(path, one, one));
  };
  /** At the first query, which is what they are about. */
  const problems = (path: string): TypeScript.Diagnostic[] => {
    const found = project.problemsFor(path);
    const query = found.length === 0 ? undefined : project.inspect(path)?.queries[0];
    if (query === undefined) return [];
    return found.map((one) => ours(path, one, { start: query.template.tagEnd, end: query.template.tick }));
  };

  return {
    getSyntacticDiagnostics: (path) => {
      const found = service.getSyntacticDiagnostics(path);
      const { heads = [], isUnfinished = false } = project.outline(path)?.rewritten ?? {};
      const text = heads.length > 0 && isUnfinished ? project.inspect(path)?.file.source.text : undefined;
      if (text !== undefined) return syntaxErrors(ts, service.getProgram()?.getSourceFile(path), text) ?? found;
      return diagnostics(found, path);
    },
    getSemanticDiagnostics: (path) => [
      ...diagnostics(service.getSemanticDiagnostics(path), path),
      ...ofQueries(path, (severity) => severity !== "information"),
      ...problems(path),
    ],
    getSuggestionDiagnostics: (path) => [
      ...diagnostics(service.getSuggestionDiagnostics(path), path),
      ...ofQueries(path, (severity) => severity === "information").map((one) => ({
        ...one,
        start: one.start!,
        length: one.length!,
        file: one.file!,
      })),
    ],

    getQuickInfoAtPosition: (path, position, ...rest) => {
      const at = inSql(path, position);
      if (at !== undefined) return sql.quickInfo(ts, at);
      const info = cleaned(service.getQuickInfoAtPosition(path, position, ...rest), path);
      return info && readableAnswer(info);
    },
    getCompletionsAtPosition: (path, position, options, ...rest) => {
      const at = inSql(path, position);
      if (at !== undefined) return sql.completions(ts, at, options);
      const info = service.getCompletionsAtPosition(path, position, options, ...rest);
      return info && { ...info, entries: info.entries.filter(({ name }) => !namesAlias(name)) };
    },
    getCompletionEntryDetails: (path, position, name, format, source, preferences, data) => {
      const at = inSql(path, position);
      if (at !== undefined) return sql.entryDetails(ts, at, name, data);
      const found = service.getCompletionEntryDetails(path, position, name, format, source, preferences, data);
      return found && readableAnswer(found);
    },
    getSignatureHelpItems: (path, position, options) => {
      const at = inSql(path, position);
      if (at !== undefined) return sql.signatureHelp(at, position);
      return readableAnswer(cleaned(service.getSignatureHelpItems(path, position, options), path));
    },

    getDefinitionAtPosition: (path, position) => {
      const at = inSql(path, position);
      if (at !== undefined) return sql.definitions(ts, at, project.environment.settings.schemas)?.definitions ?? [];
      return cleaned(service.getDefinitionAtPosition(path, position)?.map(toQuery), path);
    },
    getDefinitionAndBoundSpan: (path, position) => {
      const at = inSql(path, position);
      if (at !== undefined) return sql.definitions(ts, at, project.environment.settings.schemas);
      const found = service.getDefinitionAndBoundSpan(path, position);
      return (
        found && cleaned({ ...found, ...(found.definitions && { definitions: found.definitions.map(toQuery) }) }, path)
      );
    },
    getTypeDefinitionAtPosition: (path, position) =>
      inSql(path, position)
        ? undefined
        : cleaned(service.getTypeDefinitionAtPosition(path, position)?.map(toQuery), path),
    getImplementationAtPosition: (path, position) =>
      inSql(path, position)
        ? undefined
        : cleaned(service.getImplementationAtPosition(path, position)?.map(toQuery), path),
    getReferencesAtPosition: (path, position) => {
      const at = inSql(path, position);
      if (at !== undefined) return sql.references(ts, at)?.flatMap(({ references }) => references);
      return cleaned(service.getReferencesAtPosition(path, position)?.map(toQuery), path);
    },
    findReferences: (path, position) => {
      const at = inSql(path, position);
      if (at !== undefined) return sql.references(ts, at);
      const found = service.findReferences(path, position)?.map(({ definition, references }) => ({
        definition: toQuery(definition),
        references: references.map(toQuery),
      }));
      return cleaned(found, path);
    },
    getDocumentHighlights: (path, position, files) => {
      const at = inSql(path, position);
      if (at !== undefined) return sql.highlights(ts, at);
      return cleaned(service.getDocumentHighlights(path, position, files), path);
    },

    getRenameInfo: (path, position, ...rest) => {
      const at = inSql(path, position);
      if (at !== undefined) return sql.renameInfo(ts, at);
      const column = columnOf(path, position);
      const named = column && placeOfColumn(column.column);
      if (named !== undefined && "refused" in named) return { canRename: false, localizedErrorMessage: named.refused };
      const info = service.getRenameInfo(path, position, ...(rest as [TypeScript.RenameInfoOptions?]));
      return cleaned(info, path) ?? { canRename: false, localizedErrorMessage: refusal };
    },
    findRenameLocations: (path, position, ...rest) => {
      const options = rest as RenameOptions;
      const column = inSql(path, position) === undefined ? columnOf(path, position) : undefined;
      const named = column && placeOfColumn(column.column);
      if (named !== undefined && "refused" in named) return undefined;
      const at = named && column ? { place: named, path: column.path } : inSql(path, position);
      if (at === undefined) return cleaned(service.findRenameLocations(path, position, ...options), path);
      const inQuery = sql.renameLocations(at);
      return inQuery && [...inQuery, ...readers(at, options)];
    },

    getFormattingEditsForDocument: (path, ...rest) => edits(path, service.getFormattingEditsForDocument(path, ...rest)),
    getFormattingEditsForRange: (path, ...rest) => edits(path, service.getFormattingEditsForRange(path, ...rest)),
    getFormattingEditsAfterKeystroke: (path, ...rest) =>
      edits(path, service.getFormattingEditsAfterKeystroke(path, ...rest)),
    getCodeFixesAtPosition: (path, start, end, codes, ...rest) => [
      ...sql.quickFixes(project.inspect(path)?.queries ?? [], path, { start, end }, codes),
      ...service
        .getCodeFixesAtPosition(path, start, end, codes, ...rest)
        .map((fix) => ({ ...fix, changes: fileEdits(fix.changes, path) }))
        .filter((fix) => fix.changes.some((file) => file.textChanges.length > 0) || fix.commands !== undefined),
    ],
    getCombinedCodeFix: (scope, ...rest) => {
      const fix = service.getCombinedCodeFix(scope, ...rest);
      return { ...fix, changes: fileEdits(fix.changes, scope.fileName) };
    },
    getEditsForRefactor: (path, ...rest) => {
      const found = service.getEditsForRefactor(path, ...rest);
      return found && { ...found, edits: fileEdits(found.edits, path) };
    },
    organizeImports: (scope, ...rest) => fileEdits(service.organizeImports(scope, ...rest), scope.fileName),
    getEditsForFileRename: (path, ...rest) => fileEdits(service.getEditsForFileRename(path, ...rest), path),
    getSupportedCodeFixes: (path) => {
      const codes = project
        .inspect(path ?? "")
        ?.queries.flatMap(({ analysis }) => analysis.diagnostics.map(({ code }) => String(sql.codeOf(code))));
      return [...service.getSupportedCodeFixes(path), ...new Set(codes)];
    },

    getNavigateToItems: (...args) => cleaned(service.getNavigateToItems(...args), "") ?? [],
    getNavigationTree: (path) => cleaned(service.getNavigationTree(path), path) ?? service.getNavigationTree(path),
    getNavigationBarItems: (path) => cleaned(service.getNavigationBarItems(path), path) ?? [],
    getOutliningSpans: (path) => cleaned(service.getOutliningSpans(path), path) ?? [],
    getTodoComments: (path, descriptors) => cleaned(service.getTodoComments(path, descriptors), path) ?? [],
    getSmartSelectionRange: (path, position) => selection(service.getSmartSelectionRange(path, position), veils(path)),
    getEncodedSemanticClassifications: (path, span, format) => {
      const found = tokens(service.getEncodedSemanticClassifications(path, span, format), veils(path));
      if (format !== ts.SemanticClassificationFormat.TwentyTwenty) return found;
      return sql.withSqlTokens(found, project.inspect(path)?.queries ?? [], span);
    },
    getEncodedSyntacticClassifications: (path, ...rest) =>
      tokens(service.getEncodedSyntacticClassifications(path, ...rest), veils(path)),
    provideInlayHints: (path, ...rest) => cleaned(service.provideInlayHints(path, ...rest), path) ?? [],
    provideCallHierarchyIncomingCalls: (path, ...rest) =>
      cleaned(service.provideCallHierarchyIncomingCalls(path, ...rest), path) ?? [],
    provideCallHierarchyOutgoingCalls: (path, ...rest) =>
      cleaned(service.provideCallHierarchyOutgoingCalls(path, ...rest), path) ?? [],
    // JavaScript made from a rewritten text would send a broken query.
    getEmitOutput: (path, ...rest) =>
      project.veil(path)?.isRewritten ? nothingEmitted : service.getEmitOutput(path, ...rest),
  };
}

/** What is wrong with the user's own text, where ours behind it would hide that. */
function syntaxErrors(
  ts: Ts,
  file: TypeScript.SourceFile | undefined,
  text: string,
): TypeScript.DiagnosticWithLocation[] | undefined {
  if (file === undefined) return undefined;
  const own: TypeScript.SourceFile & { readonly parseDiagnostics?: readonly TypeScript.DiagnosticWithLocation[] } =
    ts.createSourceFile(file.fileName, text, file.languageVersion);
  return own.parseDiagnostics?.map((one) => ({ ...one, file }));
}

function categoryOf(ts: Ts, severity: string): TypeScript.DiagnosticCategory {
  if (severity === "error") return ts.DiagnosticCategory.Error;
  return severity === "warning" ? ts.DiagnosticCategory.Warning : ts.DiagnosticCategory.Suggestion;
}

/** An answer that shows types: wherever it spells one in parts, our names are left out. */
function readableAnswer<T>(answer: T): T {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.some(isPart) ? readableParts(value) : value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, kept.has(key) ? item : walk(item)]));
  };
  return walk(answer) as T;
}

/** What an answer holds besides: changes for the user's file, what the editor hands back, and what people wrote. */
const kept = new Set(["codeActions", "data", "documentation", "tags"]);

function isPart(value: unknown): boolean {
  return typeof value === "object" && value !== null && "text" in value && "kind" in value;
}

/** The parts of a type's text that our module's name is made of stand apart: `import`, `(`, `"dbsql"`, `)`, `.`. */
function readableParts(parts: readonly TypeScript.SymbolDisplayPart[]): TypeScript.SymbolDisplayPart[] {
  const shown: TypeScript.SymbolDisplayPart[] = [];
  for (let at = 0; at < parts.length; at++) {
    const five = parts.slice(at, at + 5).map(({ text }) => text);
    if (five.join("") === 'import("dbsql").') at += five.length - 1;
    else shown.push({ ...parts[at]!, text: readable(parts[at]!.text) });
  }
  return shown;
}

function selection(range: TypeScript.SelectionRange, veil: Veil | undefined): TypeScript.SelectionRange {
  if (veil === undefined) return range;
  const parent = range.parent === undefined ? undefined : selection(range.parent, veil);
  const { start, length } = range.textSpan;
  const kept = veil.range({ start, end: start + length });
  if (kept === undefined && parent !== undefined) return parent;
  const textSpan = kept === undefined ? range.textSpan : { start: kept.start, length: kept.end - kept.start };
  // Two steps that were cut to one are one step.
  if (parent?.textSpan.start === textSpan.start && parent.textSpan.length === textSpan.length) return parent;
  return { textSpan, ...(parent && { parent }) };
}

/** Triples of start, length and class. */
function tokens(found: TypeScript.Classifications, veil: Veil | undefined): TypeScript.Classifications {
  if (veil === undefined) return found;
  const spans: number[] = [];
  for (let at = 0; at + 2 < found.spans.length; at += 3) {
    const [start, length, kind] = [found.spans[at]!, found.spans[at + 1]!, found.spans[at + 2]!];
    const kept = veil.range({ start, end: start + length });
    // A colour that began in a type argument is that of the argument, not of the query.
    if (kept !== undefined && kept.start === start) spans.push(start, kept.end - start, kind);
  }
  return { ...found, spans };
}

import { pathToFileURL } from "node:url";
import type { CacheProblem } from "../../src/schema/index.js";
import { cachePlaceOf } from "../hosts/cache-place.js";
import type { Query } from "../inject/inspect.js";
import { rangeIn } from "../inject/outline.js";
import {
  coloursIn,
  completionIn,
  definitionIn,
  fixesIn,
  hoverIn,
  type Place,
  referencesIn,
  renameIn,
  renamingIn,
  type Suggestion,
  signatureIn,
} from "../inject/sql-answers.js";
import { isRange } from "./clean.js";
import { Lines } from "./document.js";
import { type LspRange, type Message, member, refused } from "./message.js";
import { withSqlTokens } from "./semantic-tokens.js";

/** A request inside the SQL of a document. */
export interface SqlRequest {
  readonly place: Place;
  readonly uri: string;
  readonly lines: Lines;
  readonly params: unknown;
  /** The capabilities that the editor told. */
  readonly capabilities: unknown;
  /** The folder of the schema cache. */
  readonly cache: string;
}

type Answer = Pick<Message, "result" | "error">;

const severities = { error: 1, warning: 2, information: 3 } as const;

/** What is wrong in the queries of a document. */
export function queryDiagnostics(queries: readonly Query[], lines: Lines): object[] {
  return queries.flatMap((query) => query.analysis.diagnostics.map((one) => diagnosticOf(query, one, lines)));
}

/** What is wrong with what queries are checked against, at the first of them. */
export function problemDiagnostics(problems: readonly CacheProblem[], { template }: Query, lines: Lines): object[] {
  return problems.map(({ code, message, severity }) => ({
    range: lines.range(template.tagEnd, template.tick),
    severity: severities[severity],
    code,
    source: "dbsql",
    message,
  }));
}

function diagnosticOf(query: Query, found: Query["analysis"]["diagnostics"][number], lines: Lines): object {
  const { start, end } = rangeIn(query, found);
  const { code, message, severity } = found;
  return { range: lines.range(start, end), severity: severities[severity], code, source: "dbsql", message };
}

/** By request, what there is to say inside SQL. */
const answers: Readonly<Record<string, (request: SqlRequest) => Answer>> = {
  "textDocument/hover": ({ place, lines }) => {
    const found = hoverIn(place);
    if (found === undefined) return { result: null };
    const documentation =
      found.documentation === undefined ? "" : `\n\n${found.documentation.replaceAll("\n", "  \n")}`;
    const value = `\`\`\`sql\n${found.signature}\n\`\`\`${documentation}`;
    return {
      result: { contents: { kind: "markdown", value }, range: lines.range(found.range.start, found.range.end) },
    };
  },
  "textDocument/completion": (request) => ({ result: completion(request) }),
  "textDocument/signatureHelp": ({ place }) => {
    const found = signatureIn(place);
    if (found === undefined) return { result: null };
    const signatures = found.signatures.map(({ label, documentation, parameters }) => ({
      label,
      ...(documentation === undefined ? {} : { documentation }),
      parameters: parameters.map(({ start, end }) => ({ label: label.slice(start, end) })),
    }));
    return { result: { signatures, activeSignature: found.active, activeParameter: found.parameter } };
  },
  "textDocument/definition": definition,
  "textDocument/declaration": definition,
  "textDocument/references": ({ place, uri, lines, params }) => {
    const wantsAll = member(params, "context", "includeDeclaration") !== false;
    const found = referencesIn(place).filter(({ declares }) => wantsAll || !declares);
    return { result: found.map(({ range }) => ({ uri, range: lines.range(range.start, range.end) })) };
  },
  "textDocument/documentHighlight": ({ place, lines }) => ({
    result: referencesIn(place).map(({ range, declares }) => ({
      range: lines.range(range.start, range.end),
      kind: declares ? 3 : 2,
    })),
  }),
  "textDocument/prepareRename": ({ place, lines }) => {
    const found = renamingIn(place);
    if ("refused" in found) return refused(found.refused);
    return { result: { range: lines.range(found.range.start, found.range.end), placeholder: found.name } };
  },
  "textDocument/rename": ({ place, uri, lines, params }) => {
    const found = renameIn(place, String(member(params, "newName") ?? ""));
    if ("refused" in found) return refused(found.refused);
    const edits = found.map(({ range, text }) => ({ range: lines.range(range.start, range.end), newText: text }));
    return { result: { changes: { [uri]: edits } } };
  },
};

/** Inside SQL the server knows nothing that is true. */
const silent =
  /\/(?:typeDefinition|implementation|linkedEditingRange|onTypeFormatting|prepareCallHierarchy|multiDocumentHighlight)$/;

/** The answer to a request inside SQL; undefined for one that is none of ours. */
export function answerInSql(method: string, request: SqlRequest): Answer | undefined {
  const answer = answers[method];
  if (answer !== undefined) return answer(request);
  return silent.test(method) ? { result: null } : undefined;
}

function definition({ place, uri, lines, capabilities, cache }: SqlRequest): Answer {
  const found = definitionIn(place);
  if (found === undefined) return { result: null };
  const { target } = found;
  const inCache = target.kind === "here" ? undefined : cachePlaceOf(cache, target);
  if (target.kind !== "here" && inCache === undefined) return { result: null };
  const targetUri = inCache === undefined ? uri : pathToFileURL(inCache.path).href;
  const { start, end } = target.kind === "here" ? target.range : inCache!;
  const range = (inCache === undefined ? lines : new Lines(inCache.text)).range(start, end);
  if (member(capabilities, "textDocument", "definition", "linkSupport") !== true)
    return { result: [{ uri: targetUri, range }] };
  const originSelectionRange = lines.range(found.range.start, found.range.end);
  return { result: [{ originSelectionRange, targetUri, targetRange: range, targetSelectionRange: range }] };
}

const kinds: { readonly [K in Suggestion["kind"]]: number } = {
  column: 5,
  field: 5,
  variable: 6,
  relation: 6,
  table: 7,
  cte: 7,
  schema: 9,
  catalog: 9,
  window: 6,
  argument: 10,
  function: 3,
  keyword: 14,
};

function completion({ place, lines, params, capabilities }: SqlRequest): object {
  const typed = member(params, "context", "triggerCharacter");
  const { range, items } = completionIn(place, typeof typed === "string" ? typed : undefined);
  const replaced = lines.range(range.start, range.end);
  // Editors look for what is typed already in the text that stands for an item.
  const isQuoted = place.query.sql.text[place.query.sql.fromFile(range.start) ?? -1] === "`";
  const snippets = member(capabilities, "textDocument", "completion", "completionItem", "snippetSupport") === true;
  return {
    isIncomplete: false,
    items: items.map(({ label, kind, sort, detail, documentation, insert, snippet }) => ({
      label,
      kind: kinds[kind],
      sortText: `${sort}${label}`,
      textEdit: { range: replaced, newText: snippets && snippet !== undefined ? snippet : insert },
      ...(snippets && snippet !== undefined ? { insertTextFormat: 2 } : {}),
      ...(isQuoted && insert !== label ? { filterText: insert } : {}),
      ...(detail === undefined ? {} : { detail }),
      ...(documentation === undefined ? {} : { documentation }),
      // Tells the answers to `completionItem/resolve` apart: there is nothing more to say of these.
      data: { dbsql: true },
    })),
  };
}

/** The queries of a document that the server answered about. */
export interface Answered {
  readonly queries: readonly Query[];
  readonly uri: string;
  readonly lines: Lines;
  readonly params: unknown;
  /** The words for the numbers of semantic tokens. */
  readonly legend: readonly string[];
}

/** The server's answer with what there is to say of the queries. */
export function withQueries(method: string, result: unknown, about: Answered): unknown {
  const { queries, lines, params, legend } = about;
  const range = member(params, "range");
  if (method.startsWith("textDocument/semanticTokens/")) {
    const [from, to] = isRange(range) ? [lines.offset(range.start), lines.offset(range.end)] : [0, lines.length];
    const colours = coloursIn(queries).filter(({ start, end }) => start < to && from < end);
    return withSqlTokens(result, colours, lines, legend);
  }
  if (method !== "textDocument/codeAction" || !isRange(range)) return result;
  const only = member(params, "context", "only");
  const wanted = !Array.isArray(only) || only.some((kind) => kind === "" || String(kind).startsWith("quickfix"));
  return wanted ? [...queryFixes(about, range), ...(Array.isArray(result) ? result : [])] : result;
}

/** The quick fixes of what is wrong in a range. */
function queryFixes({ queries, uri, lines }: Answered, wanted: LspRange): object[] {
  const found = fixesIn(queries, { start: lines.offset(wanted.start), end: lines.offset(wanted.end) });
  return found.map(({ title, diagnostic, range, edit }) => {
    const { code, message, severity } = diagnostic;
    const place = lines.range(range.start, range.end);
    const alone = found.filter((one) => one.diagnostic === diagnostic).length === 1;
    return {
      title,
      kind: "quickfix",
      ...(alone ? { isPreferred: true } : {}),
      diagnostics: [{ range: place, severity: severities[severity], code, source: "dbsql", message }],
      edit: { changes: { [uri]: [{ range: lines.range(edit.range.start, edit.range.end), newText: edit.text }] } },
    };
  });
}

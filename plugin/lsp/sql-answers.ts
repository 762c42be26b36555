import type { Query } from "../inject/inspect.js";
import { escapeTemplate } from "../inject/query-text.js";
import { completeAt, type Suggestion } from "../inject/sql-completion.js";
import { factAt } from "../inject/sql-hover.js";
import type { Lines } from "./document.js";
import type { LspRange } from "./message.js";

const severities = { error: 1, warning: 2, information: 3 } as const;

/** What is wrong in the queries of a document. */
export function queryDiagnostics(queries: readonly Query[], lines: Lines): object[] {
  return queries.flatMap(({ analysis, sql }) =>
    analysis.diagnostics.map(({ code, message, severity, start, end }) => ({
      range: lines.range(sql.toFile(start), sql.toFile(end)),
      severity: severities[severity],
      code,
      source: "dbsql",
      message,
    })),
  );
}

export function hover(query: Query, offset: number, lines: Lines): object | null {
  const fact = factAt(query.sql.text, offset, query.options);
  if (fact === undefined) return null;
  const documentation = fact.documentation === undefined ? "" : `\n\n${fact.documentation.replaceAll("\n", "  \n")}`;
  return {
    contents: { kind: "markdown", value: `\`\`\`sql\n${fact.signature}\n\`\`\`${documentation}` },
    range: lines.range(query.sql.toFile(fact.start), query.sql.toFile(fact.end)),
  };
}

const kinds: { readonly [K in Suggestion["kind"]]: number } = {
  column: 5,
  table: 7,
  schema: 9,
  catalog: 9,
  function: 3,
  keyword: 14,
};
const order: { readonly [K in Suggestion["kind"]]: string } = {
  column: "0",
  table: "1",
  schema: "1",
  catalog: "1",
  function: "2",
  keyword: "3",
};

export function completion(query: Query, offset: number, lines: Lines): object {
  const { start, end, suggestions } = completeAt(query.sql.text, offset, query.options);
  const range = lines.range(query.sql.toFile(start), query.sql.toFile(end));
  return {
    isIncomplete: false,
    items: suggestions.map(({ label, kind, detail, documentation, insert }) => ({
      label,
      kind: kinds[kind],
      sortText: `${order[kind]}${label}`,
      textEdit: { range, newText: escapeTemplate(insert ?? label) },
      ...(insert === undefined ? {} : { filterText: insert }),
      ...(detail === undefined ? {} : { detail }),
      ...(documentation === undefined ? {} : { documentation }),
      // Tells the answers to `completionItem/resolve` apart: there is nothing more to say of these.
      data: { dbsql: true },
    })),
  };
}

/** The quick fixes of what is wrong in a range. */
export function queryFixes(queries: readonly Query[], uri: string, wanted: LspRange, lines: Lines): object[] {
  const [from, to] = [lines.offset(wanted.start), lines.offset(wanted.end)];
  return queries.flatMap(({ analysis, sql }) =>
    analysis.diagnostics
      .filter((one) => sql.toFile(one.start) <= to && from <= sql.toFile(one.end))
      .flatMap(({ fixes = [] }) => fixes)
      .map((fix) => ({
        title: fix.title,
        kind: "quickfix",
        edit: {
          changes: {
            [uri]: [
              { range: lines.range(sql.toFile(fix.start), sql.toFile(fix.end)), newText: escapeTemplate(fix.text) },
            ],
          },
        },
      })),
  );
}

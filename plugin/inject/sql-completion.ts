import type { AnalyzeOptions } from "../../src/analysis/contract.js";
import { catalog } from "../../src/functions/catalog/index.js";
import type { TableSchema } from "../../src/schema/model.js";
import { formatType } from "../../src/types/index.js";

export interface Suggestion {
  readonly label: string;
  readonly kind: "column" | "table" | "schema" | "catalog" | "function" | "keyword";
  readonly detail?: string;
  readonly documentation?: string;
  /** What is written, where that is not the label: a name that needs backquotes. */
  readonly insert?: string;
}

export interface Completion {
  /** The part of the text that a suggestion replaces. */
  readonly start: number;
  readonly end: number;
  readonly suggestions: readonly Suggestion[];
}

const namePart = /(?:`(?:[^`]|``)*`|[\p{L}\p{N}_$-]+)/u.source;
const path = new RegExp(`(?:${namePart}\\s*\\.\\s*)*(?:${namePart}|\`[^\`]*)?$`, "u");
const mentioned = new RegExp(
  `\\b(?:from|join|into|update|table|using)\\s+(${namePart}(?:\\s*\\.\\s*${namePart})*)(?:\\s+(?:as\\s+)?(${namePart}))?`,
  "giu",
);
const beforeTable = /\b(?:from|join|into|update|table|describe|using)\s+$/iu;
const keywords =
  "SELECT DISTINCT FROM WHERE GROUP BY HAVING ORDER LIMIT OFFSET JOIN LEFT RIGHT FULL INNER CROSS ON USING UNION ALL EXCEPT INTERSECT WITH RECURSIVE AS CASE WHEN THEN ELSE END AND OR NOT IN IS NULL BETWEEN LIKE EXISTS CAST OVER PARTITION ROWS RANGE QUALIFY WINDOW LATERAL VIEW PIVOT UNPIVOT VALUES INSERT INTO UPDATE SET DELETE MERGE ASC DESC NULLS FIRST LAST TRUE FALSE DATE TIMESTAMP INTERVAL".split(
    " ",
  );
/** Words that follow a table and are no alias of it. */
const notAlias = new Set([
  ...keywords,
  "NATURAL",
  "SEMI",
  "ANTI",
  "TABLESAMPLE",
  "FOR",
  "SORT",
  "CLUSTER",
  "DISTRIBUTE",
]);

const operators = new Set([
  "and",
  "or",
  "not",
  "in",
  "between",
  "div",
  "like",
  "ilike",
  "rlike",
  "regexp",
  "case",
  "when",
]);

const functions: readonly Suggestion[] = catalog
  // Operators that are words are among the keywords.
  .filter(({ name, takes }) => /^[a-z]\w*$/.test(name) && !operators.has(name) && takes !== undefined)
  .flatMap(({ name, aliases = [], takes, doc }) =>
    [name, ...aliases].map((label) => ({
      label,
      kind: "function" as const,
      detail: `${label}(${typeof takes === "string" ? takes : "…"})`,
      documentation: doc,
    })),
  );

/** What may be written at an offset of a query's text. The text need not be whole: it is being typed. */
export function completeAt(text: string, offset: number, options: AnalyzeOptions): Completion {
  const before = text.slice(Math.max(0, offset - 2000), offset);
  const typed = path.exec(before)![0];
  const parts = namesOf(typed);
  const last = /(?:[\p{L}\p{N}_$-]+|`[^`]*)?$/u.exec(typed)![0];
  const start = offset - last.length;
  const qualifier = parts.slice(0, last === "" ? parts.length : -1);
  const lead = before.slice(0, before.length - typed.length);
  const suggestions = beforeTable.test(lead) ? tables(qualifier, options) : values(text, qualifier, options);
  return { start, end: offset, suggestions };
}

function namesOf(typed: string): string[] {
  return [...typed.matchAll(new RegExp(`${namePart}|\`[^\`]*$`, "gu"))].map(([name]) =>
    name.startsWith("`") ? name.slice(1).replace(/`$/, "").replaceAll("``", "`") : name,
  );
}

/** Catalogs, schemas and tables below what is written already. */
function tables(qualifier: readonly string[], { schemas, catalog: current, schema }: AnalyzeOptions): Suggestion[] {
  const [first, second] = qualifier;
  const catalogName = current ?? "spark_catalog";
  if (qualifier.length > 2) return [];
  if (first !== undefined && second !== undefined) return schemas.tables(first, second).map(table);
  if (first !== undefined) {
    const inCatalog = schemas.schemas(first).map((label) => named(label, "schema"));
    return [...inCatalog, ...schemas.tables(catalogName, first).map(table)];
  }
  return [
    ...schemas.tables(catalogName, schema ?? "default").map(table),
    ...schemas.schemas(catalogName).map((label) => named(label, "schema")),
    ...schemas.catalogs().map((label) => named(label, "catalog")),
  ];
}

/** Columns of the tables that the text names, and without a qualifier functions and keywords too. */
function values(text: string, qualifier: readonly string[], options: AnalyzeOptions): Suggestion[] {
  const sources = sourcesOf(text, options);
  const wanted = qualifier.at(-1)?.toLowerCase();
  const chosen = wanted === undefined ? sources : sources.filter((source) => source.names.includes(wanted));
  const columns = chosen.flatMap(({ table: from }) =>
    from.columns.map(({ name, type, nullable, comment }) => ({
      ...named(name, "column"),
      detail: `${formatType(type)}${nullable ? "" : " NOT NULL"}`,
      ...(comment === undefined ? {} : { documentation: comment }),
    })),
  );
  const unique = [...new Map(columns.map((column) => [column.label.toLowerCase(), column])).values()];
  if (wanted !== undefined) return unique;
  return [...unique, ...functions, ...keywords.map((label) => ({ label, kind: "keyword" as const }))];
}

interface SourceTable {
  readonly names: readonly string[];
  readonly table: Pick<TableSchema, "columns">;
}

function sourcesOf(text: string, options: AnalyzeOptions): SourceTable[] {
  const found: SourceTable[] = [];
  for (const [, name = "", alias = ""] of text.matchAll(mentioned)) {
    const parts = namesOf(name);
    const [schema, catalogName] = [parts.at(-2) ?? options.schema ?? "default", parts.at(-3) ?? options.catalog];
    const table = options.schemas.table(catalogName ?? "spark_catalog", schema, parts.at(-1) ?? "");
    if (typeof table === "string") continue;
    const isAlias = alias !== "" && !notAlias.has(alias.toUpperCase());
    found.push({ names: [isAlias ? namesOf(alias)[0]! : parts.at(-1)!].map((one) => one.toLowerCase()), table });
  }
  const relations = options.holes?.flatMap((hole) => (hole.kind === "relation" && hole.columns ? [hole.columns] : []));
  for (const columns of relations ?? []) found.push({ names: [], table: { columns } });
  return found;
}

function table({ name, kind, comment }: TableSchema): Suggestion {
  return {
    ...named(name, "table"),
    detail: kind.replaceAll("_", " "),
    ...(comment === undefined ? {} : { documentation: comment }),
  };
}

function named(label: string, kind: Suggestion["kind"]): Suggestion {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(label)
    ? { label, kind }
    : { label, kind, insert: `\`${label.replaceAll("`", "``")}\`` };
}

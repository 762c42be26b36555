import { analyzeWith } from "./analyze.js";
import type { Analysis, AnalyzeOptions } from "./contract.js";

export type { ColumnSchema, FunctionSchema, SchemaLookup, TableSchema } from "../schema/model.js";
export type { Fact, ObservedColumn } from "./context.js";
export * from "./contract.js";
export { type CatalogKey, catalog, type DiagnosticRow } from "./diagnostics/catalog.js";
export { type CompletionOptions, completionsAt } from "./editor/completion.js";
export type { CompletionItem, CompletionList } from "./editor/completion-item.js";
export type { FactAt } from "./editor/facts.js";
export { fixesOf } from "./editor/fixes.js";
export { type Hover, hoverAt } from "./editor/hover.js";
export { type Refusal, type Renaming, renameAt, renamingAt, type TextEdit } from "./editor/rename.js";
export { type SignatureHelp, signatureAt } from "./editor/signature.js";
export { type Definition, definitionAt, type Occurrence, referencesAt } from "./editor/symbols.js";
export { type SqlToken, type TokenKind, tokensOf } from "./editor/tokens.js";

/**
 * Names, types and nullability of one statement of Spark SQL, without a server: text and cached schemas in, facts out.
 *
 * Nothing that Spark accepts is reported as an error. What is not known (a table that was never pulled, a statement
 * that is not analysed) is said in a diagnostic of severity `information`, and its columns are undefined or of type
 * `unknown`: never a guess.
 *
 * @param text One statement. `HOLE` stands for each `${…}` of a template.
 * @param options The schemas, the current catalog and schema, and what is known of the holes.
 * @returns Result columns as Spark names and types them, parameters with the type that their place asks for, and
 * diagnostics with offsets in UTF-16 units.
 *
 * @example
 * ```ts
 * import { analyze, type SchemaLookup } from "dbsql/analysis";
 *
 * export const columnsOf = (text: string, schemas: SchemaLookup) =>
 *   analyze(text, { schemas }).columns?.map(({ name, nullable }) => (nullable ? `${name}?` : name));
 * ```
 *
 * @see https://spark.apache.org/docs/latest/sql-ref.html
 */
export function analyze(text: string, options: AnalyzeOptions): Analysis {
  return analyzeWith(text, options);
}

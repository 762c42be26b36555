import { randomUUID } from "node:crypto";
import { type Analysis, HOLE, type Hole, type ResultColumn } from "../../analysis/contract.js";
import type { Relation, SubqueryAlias } from "../../plan/index.js";
import { readStatement } from "../../sql/index.js";
import { formatJson, type StructType } from "../../types/index.js";
import { isKnown, type Sampling, sampleOf } from "./sample.js";

/** A query that was analysed here. */
export interface LiveQuery {
  /** As the analyser saw it, `HOLE` for each hole. */
  readonly text: string;
  readonly holes?: readonly Hole[];
  readonly analysis: Analysis;
}

/** The query as a plan whose schema can be asked for, or why there is none. */
export type Question = { readonly relation: Relation } | { readonly skipped: string };

const commands: { readonly [K in Analysis["statement"]]?: string } = {
  command: "it is a command, which would run",
  script: "it is a script, which would run",
};

/**
 * Puts a sample of the right type in the place of every parameter. Whatever is not certainly a query is skipped: even
 * analysing a command runs it on some servers.
 */
export function questionOf({ text, holes = [], analysis }: LiveQuery, sampling: Sampling): Question {
  if (analysis.statement !== "query" || !readStatement(text.replaceAll(HOLE, "1")).query) {
    return { skipped: commands[analysis.statement] ?? "it changes a table, which would happen" };
  }
  if (analysis.diagnostics.some(({ code }) => /^DBSQL10\d\d$/.test(code))) {
    return { skipped: "it does not parse, so that it might be a command" };
  }
  if (analysis.usesVariables) return { skipped: "it names a session variable, which nothing declares here" };
  const references: SubqueryAlias[] = [];
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end, use, hole, type } of [...analysis.parameters].sort((a, b) => a.start - b.start)) {
    const given = hole === undefined ? undefined : holes[hole];
    let sql: string | undefined;
    if (given?.kind === "relation" && given.columns !== undefined) {
      const schema = schemaOf(given.columns);
      if (schema === undefined) return { skipped: "a DataFrame in it has columns of unknown type" };
      // The server knows it by its alias in the whole session, where other questions are asked meanwhile.
      const alias = `dbsql_${randomUUID().replaceAll("-", "")}`;
      references.push({ kind: "subqueryAlias", input: { kind: "localRelation", schema: formatJson(schema) }, alias });
      sql = alias;
    } else if (given === undefined || given.kind === "value" || given.kind === "unknown") {
      if (use === "value" || use === "list") {
        sql = sampleOf((given?.kind === "value" ? given.type : undefined) ?? type, sampling);
      }
    }
    if (sql === undefined) return { skipped: `only the running program knows the ${nounOf(given, use)} in it` };
    pieces.push(text.slice(done, start), sql);
    done = end;
  }
  const sent = pieces.join("") + text.slice(done);
  if (sent.includes(HOLE)) return { skipped: "only the running program knows a part of it" };
  const root: Relation = { kind: "sql", text: sent };
  return { relation: references.length === 0 ? root : { kind: "withRelations", root, references } };
}

function nounOf(given: Hole | undefined, use: Analysis["parameters"][number]["use"]): string {
  const what = given === undefined || given.kind === "value" || given.kind === "unknown" ? use : given.kind;
  return what === "relation" ? "DataFrame" : what === "identifier" ? "name" : what === "fragment" ? "SQL" : "value";
}

function schemaOf(columns: readonly ResultColumn[]): StructType | undefined {
  if (!columns.every(({ type }) => isKnown(type))) return undefined;
  return { kind: "struct", fields: columns.map(({ name, type, nullable }) => ({ name, type, nullable })) };
}

/** Whether the samples could have made the server say what it said. */
export function hasParameters({ analysis }: LiveQuery): boolean {
  return analysis.parameters.some(({ use }) => use === "value" || use === "list");
}

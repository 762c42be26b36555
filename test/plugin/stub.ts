import type { Analyzer, Environment } from "../../plugin/inject/inspect.js";
import { type Files, Workspace, type WorkspaceOptions } from "../../plugin/inject/workspace.js";
import { HOLE, type ResultColumn } from "../../src/analysis/contract.js";
import { emptyLookup } from "../../src/schema/index.js";
import { types } from "../../src/types/index.js";

const columns: Record<string, ResultColumn> = {
  id: { name: "id", type: types.bigint, nullable: false },
  name: { name: "name", type: types.string, nullable: true, comment: "The name" },
  amount: { name: "amount", type: types.decimal(12, 2), nullable: true },
  at: { name: "at", type: types.timestamp, nullable: true },
};

/**
 * An analyser of one shape of query, `SELECT columns FROM orders WHERE id = hole`, for tests of what stands around it.
 */
export const stubAnalyze: Analyzer = (text, options) => {
  const match = /^\s*SELECT\s+([^\uFFFC]*?)\s+FROM\s+(\S+)/i.exec(text);
  const diagnostics = [];
  const found: ResultColumn[] = [];
  if (match !== null) {
    let at = text.indexOf(match[1]!);
    for (const part of match[1]!.split(",")) {
      const name = part.trim();
      const start = at + part.indexOf(name);
      const column = columns[name];
      if (column !== undefined) found.push({ ...column, start, end: start + name.length });
      else {
        diagnostics.push({
          code: "DBSQL1001",
          errorClass: "UNRESOLVED_COLUMN.WITH_SUGGESTION",
          message: `There is no column \`${name}\`.`,
          severity: "error" as const,
          start,
          end: start + name.length,
        });
      }
      at += part.length + 1;
    }
  }
  const holes = [...text.matchAll(new RegExp(HOLE, "g"))].map((hole, index) => {
    const before = text.slice(0, hole.index);
    const use = /(?:FROM|JOIN)\s+$/i.test(before) ? ("relation" as const) : ("value" as const);
    const type = /\bid\s*=\s*$/.test(before) ? types.bigint : undefined;
    return { hole: index, start: hole.index, end: hole.index + 1, use, ...(type && { type }) };
  });
  const relation = options.holes?.find((hole) => hole.kind === "relation");
  const star = match?.[1] === "*" && relation?.kind === "relation";
  return {
    columns: star ? relation.columns : match === null ? undefined : found,
    parameters: holes,
    diagnostics: star ? [] : diagnostics,
    statement: "query",
  };
};

export const stubEnvironment: Environment = { analyze: stubAnalyze, schemas: emptyLookup, version: "1" };

/** A workspace over texts in memory. */
export function workspaceOf(
  texts: Record<string, string>,
  environment: Environment = stubEnvironment,
  options: WorkspaceOptions = {},
): Workspace {
  const files: Files = {
    read: (path) => (Object.hasOwn(texts, path) ? { text: texts[path]!, version: texts[path]! } : undefined),
    version: (path) => (Object.hasOwn(texts, path) ? texts[path]! : undefined),
    exists: (path) => Object.hasOwn(texts, path),
  };
  return new Workspace(files, () => environment, options);
}

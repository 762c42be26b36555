import type { Span, Statement, StatementOf } from "./ast/index.js";
import { Context, type Observer } from "./context.js";
import { type Analysis, type AnalyzeOptions, holeKinds, type ResultColumn, type StatementKind } from "./contract.js";
import { parse } from "./grammar/index.js";
import { isOpen, type Rel } from "./names/relation.js";
import type { Env } from "./names/scope.js";
import { isMoreThanSpark } from "./names/server.js";
import { queryRel } from "./queries/query.js";
import { resolveExpression } from "./resolve/expression.js";
import { merge, remove, update } from "./statements/change.js";
import { command } from "./statements/command.js";
import { executeImmediate } from "./statements/immediate.js";
import { insert, multiInsert } from "./statements/insert.js";
import { script } from "./statements/script.js";
import { declare, setVariable } from "./statements/variables.js";
import { tableAs, view } from "./statements/view.js";
import { buildStatement } from "./syntax/index.js";

type Rules = { readonly [K in Statement["kind"]]: (node: StatementOf<K>, env: Env) => Rel | undefined };

const rules: Rules = {
  query: (node, env) => queryRel(node.query, env),
  insert: (node, env) => void insert(node, env),
  multiInsert: (node, env) => void multiInsert(node, env),
  merge: (node, env) => void merge(node, env),
  update: (node, env) => void update(node, env),
  delete: (node, env) => void remove(node, env),
  ctas: (node, env) => void tableAs(node, env),
  view: (node, env) => void view(node, env),
  declare: (node, env) => void declare(node, env),
  setVariable: (node, env) => void setVariable(node, env),
  executeImmediate,
  script,
  command,
};

const kinds: Readonly<Record<Statement["kind"], StatementKind>> = {
  query: "query",
  insert: "insert",
  multiInsert: "insert",
  merge: "merge",
  update: "update",
  delete: "delete",
  ctas: "ctas",
  view: "view",
  declare: "command",
  setVariable: "command",
  executeImmediate: "command",
  script: "script",
  command: "command",
};

/** Everything that is known of a text, with what was observed on the way for the editor. */
export function analyzeWith(text: string, options: AnalyzeOptions, observer?: Observer): Analysis {
  try {
    return analyzeDeeply(text, options, observer);
  } catch (error) {
    // The stack of the host is all used: how deep that is, nobody can tell before. Spark does the same.
    if (!(error instanceof RangeError)) throw error;
    const ctx = new Context(text, options);
    ctx.report("FAILED_TO_PARSE_TOO_COMPLEX", { start: 0, end: text.length });
    return { columns: undefined, parameters: [], diagnostics: ctx.diagnostics, statement: "query" };
  }
}

function analyzeDeeply(text: string, options: AnalyzeOptions, observer: Observer | undefined): Analysis {
  const ctx = new Context(text, options, observer);
  const { statement, rel } = read(ctx);
  const known = rel && !isOpen(rel);
  if (statement.kind === "query" && rel && !known) reportUnnamed(ctx);
  return {
    columns: known ? rel.columns.map(resultColumn) : undefined,
    parameters: ctx.parameters,
    diagnostics: [...ctx.diagnostics].sort((a, b) => a.start - b.start || a.end - b.end),
    statement: kinds[statement.kind],
    ...(ctx.usesVariables ? { usesVariables: true } : {}),
    ...declaredBy(ctx),
  };
}

/** What could have a name of the writer's, and with it a column in the type of the row. */
function reportUnnamed(ctx: Context): void {
  // A mistake may be why the name is not known.
  if (ctx.diagnostics.some((one) => one.severity === "error")) return;
  // A fragment may bring a name along.
  const fragments = new Set(ctx.parameters.flatMap(({ use, end }) => (use === "fragment" ? [end] : [])));
  const items = ctx.unnamed.filter(({ end }) => !fragments.has(end));
  items.forEach((item, index) => {
    const name = index === 0 ? "value" : `value_${index + 1}`;
    const fix = { title: `Name it: AS ${name}`, start: item.end, end: item.end, text: ` AS ${name}` };
    ctx.report("unnamed-column", item, {}, [fix]);
  });
}

/** The statement that the text of a context is, and the columns that it gives. */
function read(ctx: Context): { readonly statement: Statement; readonly rel: Rel | undefined } {
  const { text, options } = ctx;
  const parsed = parse(text, { holes: holeKinds(options) });
  const isSubstituted = reportSubstitution(ctx);
  const faults = isSubstituted ? [] : parsed.errors.filter((fault) => !fault.uncertain);
  const { statement, refusals } = buildStatement(parsed, (index) => ctx.hole(index));
  const foreign = faults[0] && foreignStatement(ctx, faults[0]);
  if (foreign !== undefined) {
    const at = { start: 0, end: text.length };
    ctx.report("unknown-statement", at, { words: foreign });
    return {
      statement: {
        kind: "command",
        ...at,
        words: foreign,
        changes: [],
        moves: false,
        gives: undefined,
        query: undefined,
      },
      rel: undefined,
    };
  }
  for (const fault of faults.slice(0, 1)) {
    ctx.report(fault.errorClass, fault, { near: fault.parameters.error ?? "", ...fault.parameters });
  }
  if (!isSubstituted) for (const refusal of refusals) ctx.report(refusal.errorClass, refusal, refusal.values);
  const env: Env = { ctx, ctes: undefined, outer: undefined, tools };
  const run = (): Rel | undefined => statementRel(statement, env);
  // What follows from a broken text is no finding of its own; names and columns still serve the editor.
  if (parsed.errors.length === 0 && !isSubstituted) return { statement, rel: run() };
  ctx.silently(run);
  return { statement, rel: undefined };
}

/** `${name}` and `${prefix:name}` in the text itself, which Spark replaces before it parses. */
const reference = /\$\{(?:\w+?:)?\S+?\}/;

function reportSubstitution(ctx: Context): boolean {
  const found = reference.exec(ctx.text);
  if (!found) return false;
  const at = { start: found.index, end: found.index + found[0].length };
  ctx.report("substituted-text", at, { reference: found[0] });
  return true;
}

function statementRel(node: Statement, env: Env): Rel | undefined {
  const rule = rules[node.kind] as (node: Statement, env: Env) => Rel | undefined;
  return rule(node, env);
}

const tools: Env["tools"] = { expression: resolveExpression, query: queryRel, statement: statementRel, text: read };

function declaredBy({ declares }: Context): Pick<Analysis, "declares"> {
  return declares.length === 0 ? {} : { declares: declares.map(({ name, type }) => ({ name, type })) };
}

/** Statements that servers take beyond Spark's grammar: nothing is known of them, so nothing is said against them. */
const foreign =
  /^\s*(?:(?:GRANT|REVOKE|DENY|OPTIMIZE|VACUUM|RESTORE|CONVERT|UNDROP|FSCK|GENERATE|REORG|LIST|SYNC|MSCK|COPY)\b|SHOW\s+GRANTS\b|(?:CREATE|ALTER|DROP|DESCRIBE|COMMENT\s+ON)\s+(?:OR\s+(?:REPLACE|REFRESH)\s+)?(?:CATALOG|CONNECTION|SHARE|RECIPIENT|PROVIDER|EXTERNAL\s+LOCATION|STORAGE|CREDENTIAL|VOLUME|EXTERNAL\s+VOLUME|POLICY|GROUP|LIVE|STREAMING|MATERIALIZED)\b)/i;

/** Statements to which a server that is more than Spark adds clauses. */
const extended =
  /^\s*(?:CREATE|ALTER|DROP|REPLACE|SHOW|DESC|DESCRIBE|SET|UNSET|COMMENT|ANALYZE|REFRESH|TRUNCATE|USE)\b(?:\s+[a-z]+)?/i;

/** Where the query begins in such a statement: Spark's grammar is that of queries everywhere. */
const queryInside = /\bAS\s*(?:\(\s*)?(?:SELECT|WITH|FROM|VALUES|TABLE)\b/i;

/** The first words of a statement that is none of Spark's and may be one of the server's. */
function foreignStatement(ctx: Context, fault: Span): string | undefined {
  const { text } = ctx;
  const query = queryInside.exec(text)?.index ?? text.length;
  const mayBe = isMoreThanSpark(ctx) && fault.start <= query ? extended : undefined;
  const words = foreign.exec(text) ?? mayBe?.exec(text);
  return words?.[0].trim().toUpperCase().replace(/\s+/g, " ");
}

function resultColumn(column: Rel["columns"][number]): ResultColumn {
  const { name, type, nullable, comment, origin, start, end } = column;
  return {
    name,
    type,
    nullable,
    ...(comment === undefined ? {} : { comment }),
    ...(origin ? { origin } : {}),
    ...(start === undefined || end === undefined ? {} : { start, end }),
  };
}

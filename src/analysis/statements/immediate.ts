import { formatType } from "../../types/index.js";
import type { ExecuteImmediate, Expression, ParameterMarker, Span } from "../ast/index.js";
import { type Argument, Context } from "../context.js";
import { lex, T } from "../grammar/index.js";
import { openRel, type Rel, refresh } from "../names/relation.js";
import type { Env } from "../names/scope.js";
import { contains, resolve } from "../queries/scopes.js";
import { isUnknown, unknownType } from "../resolve/resolved.js";
import { literalText } from "./script-names.js";
import { assignQuery, noColumns, type OnAssigned, targets } from "./variables.js";

/** EXECUTE IMMEDIATE: the columns of the query that its text is; open where the text is only known at run time. */
export function executeImmediate(node: ExecuteImmediate, env: Env, onAssigned?: OnAssigned): Rel | undefined {
  const { ctx } = env;
  const given = argumentsOf(node, env);
  const variables = node.into && targets(env, node.into, "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION");
  const sql = literalText(node.text);
  if (sql === undefined) {
    if (isText(node.text, env)) ctx.report("unknown-text", node.text);
    return finish(openRel());
  }
  const inner = new Context(sql, { ...ctx.options, catalog: ctx.catalog, schema: ctx.schema, holes: [] });
  for (const [key, variable] of ctx.sessionVariables) inner.sessionVariables.set(key, variable);
  inner.script = ctx.script;
  const markers = new Markers(inner, given, node, env);
  inner.argumentOf = (marker) => markers.argumentOf(marker);
  const { statement, rel } = env.tools.text(inner);
  markers.finish();
  const place = placeIn(ctx.text, node.text);
  for (const { fixes = [], ...found } of inner.diagnostics) {
    const moved = place.exact ? fixes.filter(({ text }) => !/['"\\]/.test(text)) : [];
    ctx.forward({
      ...found,
      ...place.of(found),
      ...(moved.length > 0 ? { fixes: moved.map((fix) => ({ ...fix, ...place.of(fix) })) } : {}),
    });
  }
  for (const [key, variable] of inner.sessionVariables) {
    const before = ctx.sessionVariables.get(key);
    if (before === variable) continue;
    const { declared: _, ...rest } = variable;
    // Of a script it may be a statement that is not run.
    const isSure = !ctx.script || !before || formatType(before.type) === formatType(rest.type);
    ctx.sessionVariables.set(key, { ...rest, type: isSure ? rest.type : unknownType, id: ctx.newId() });
  }
  if (statement.kind === "script") ctx.report("SQL_SCRIPT_IN_EXECUTE_IMMEDIATE", node.text);
  const isQuery = statement.kind === "query" || statement.kind === "executeImmediate";
  if (node.into && !isQuery) ctx.report("INVALID_STATEMENT_FOR_EXECUTE_INTO", node.text);
  return finish(isQuery && rel ? refresh(ctx, rel) : undefined);

  function finish(made: Rel | undefined): Rel | undefined {
    if (!node.into || !variables) return made;
    const placed = made && { ...made, columns: made.columns.map(({ start: _, end: __, ...column }) => column) };
    assignQuery(env, node.into, variables, node.text, placed, onAssigned);
    return undefined;
  }
}

function isText(node: Expression, env: Env): boolean {
  const { type } = resolve(node, noColumns(env));
  if (node.kind === "hole" || node.kind === "parameter") env.ctx.expect(node, { kind: "string" });
  if (isUnknown(type) || type.kind === "string") return true;
  env.ctx.report("INVALID_EXPR_TYPE_FOR_QUERY_EXECUTE_IMMEDIATE", node, { exprType: formatType(type).toUpperCase() });
  return false;
}

interface Placing {
  /** Every letter stands where it is written. */
  readonly exact: boolean;
  readonly of: (at: Span) => Span;
}

/** Where something of the executed text stands in the text around; the whole literal where it has escapes. */
function placeIn(around: string, literal: Expression): Placing {
  const written = around.slice(literal.start, literal.end);
  const [, prefix = "", body = ""] = /^(r?(?:'|"))([\s\S]*)['"]$/i.exec(written) ?? [];
  const isRaw = prefix.length === 2;
  const exact = prefix !== "" && !body.includes(prefix.slice(-1)) && (isRaw || !body.includes("\\"));
  if (!exact) return { exact, of: () => ({ start: literal.start, end: literal.end }) };
  const offset = literal.start + prefix.length;
  return { exact, of: ({ start, end }) => ({ start: start + offset, end: end + offset }) };
}

interface Given extends Argument {
  readonly name: string | undefined;
  readonly node: Expression;
}

const notAnArgument = ["subquery", "aggregate", "window", "generator"] as const;

function argumentsOf({ using }: ExecuteImmediate, env: Env): readonly Given[] {
  return (using?.items ?? []).map((node) => {
    const resolved = resolve(node, noColumns(env));
    const varies = resolved.foldable === false && !contains(resolved, "unknown");
    if (varies || notAnArgument.some((role) => contains(resolved, role))) {
      env.ctx.report("UNSUPPORTED_EXPR_FOR_PARAMETER", node);
    }
    const { type, nullable } = resolved;
    const isVariable = resolved.printed.kind === "variable" ? resolved.attributeName : undefined;
    return { name: resolved.alias?.[0] ?? isVariable, type, nullable, node };
  });
}

/** The markers of the executed text, and what USING gives them. */
class Markers {
  readonly #ordinals: readonly number[];
  #named = false;
  #counted = false;

  constructor(
    readonly inner: Context,
    readonly given: readonly Given[],
    readonly node: ExecuteImmediate,
    readonly env: Env,
  ) {
    const list = lex(inner.text, []);
    this.#ordinals = list.visible.flatMap((at) => (list.types[at] === T.QUESTION ? [list.starts[at] ?? 0] : []));
  }

  argumentOf(marker: ParameterMarker): Argument | undefined {
    const { name } = marker;
    if (name === undefined) this.#counted = true;
    else this.#named = true;
    const found =
      name === undefined
        ? this.given[this.#ordinals.indexOf(marker.start)]
        : this.given.find((one) => one.name === name);
    if (found) return { type: found.type, nullable: found.nullable };
    const isNamed = name === undefined || this.given.every((one) => one.name !== undefined);
    if (isNamed) this.inner.report("UNBOUND_SQL_PARAMETER", marker, { name: name ?? "?" });
    return undefined;
  }

  finish(): void {
    const { ctx } = this.env;
    if (this.#named && this.#counted) ctx.report("INVALID_QUERY_MIXED_QUERY_PARAMETERS", this.node.text);
    else if (this.#named) {
      for (const one of this.given) if (one.name === undefined) ctx.report("ALL_PARAMETERS_MUST_BE_NAMED", one.node);
    }
  }
}

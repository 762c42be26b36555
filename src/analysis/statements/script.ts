import type { Block, Expression, For, Handler, Script, ScriptStatement, Statement } from "../ast/index.js";
import { Context, type ScriptNames } from "../context.js";
import { catalog } from "../diagnostics/catalog.js";
import { observeVariables } from "../names/observe.js";
import { isOpen, openRel, type Rel, relOf } from "../names/relation.js";
import type { Env, VariableFrame } from "../names/scope.js";
import { frameOf } from "../names/variables.js";
import { resolve } from "../queries/scopes.js";
import { isUnknown } from "../resolve/resolved.js";
import { type Rows, resultOf } from "./flow.js";
import { executeImmediate } from "./immediate.js";
import { changedBy, statementsOf } from "./script-names.js";
import { assignQuery, declare, noColumns, type OnAssigned, setVariable, targets } from "./variables.js";
import { view } from "./view.js";

/** BEGIN … END: each statement with the variables that it sees, and the columns of the last query, where that can be told. */
export function script(node: Script, env: Env): Rel {
  const names = changedBy(node.body);
  const nullable = assignedNull(node, env, names);
  const rows = new Reader(env, names, nullable).read(node.body);
  const result = resultOf(node.body, rows);
  if (result === "depends" && !env.ctx.hasErrors) env.ctx.report("unknown-script", node);
  return result === "depends" ? openRel() : result === "none" ? relOf([]) : result;
}

/** Longer chains of variables that are assigned to one another are not followed: all of them may be NULL. */
const mostRounds = 5;

/**
 * Where the variables are declared that may become NULL: Spark tells whether a variable is NULL by its value. What is
 * assigned depends on other variables, so they are taken for never NULL until one is found that is.
 */
function assignedNull(node: Script, env: Env, names: ScriptNames): ReadonlySet<number> {
  const found = new Set<number>();
  const assigns = statementsOf(node.body).some(
    (one) => one.kind === "setVariable" || one.kind === "executeImmediate" || one.kind === "cursor",
  );
  for (let round = 0, before = -1; assigns && found.size > before; round++) {
    before = found.size;
    const onAssigned: OnAssigned = (variable, value) => {
      if ((value.nullable || round >= mostRounds) && variable.declared) found.add(variable.declared.start);
    };
    const aside = new Context(env.ctx.text, env.ctx.options);
    new Reader({ ...env, ctx: aside }, names, new Set(found), onAssigned).read(node.body);
  }
  return found;
}

class Reader {
  readonly #rows = new Map<ScriptStatement, Rel>();

  constructor(
    readonly env: Env,
    readonly names: ScriptNames,
    readonly nullable: ReadonlySet<number>,
    readonly onAssigned?: OnAssigned,
  ) {}

  read(body: Block): Rows {
    const { ctx } = this.env;
    ctx.script = this.names;
    this.#block(body, undefined);
    ctx.script = undefined;
    return this.#rows;
  }

  #block(block: Block, around: VariableFrame | undefined): void {
    const frame = frameOf(block.label?.name, around);
    const { ctx } = this.env;
    const catches = catching(block.handlers);
    const declared = block.statements.filter((one) => one.kind === "declare");
    ctx.handling(catches, () => {
      for (const one of declared) this.#statement(one, frame);
    });
    for (const handler of block.handlers) {
      if (handler.continues) {
        const setting = "spark.sql.scripting.continueHandlerEnabled";
        ctx.report("unsupported-by-default", handler, { what: "CONTINUE handlers", setting });
      }
      this.#block(handler.body, frame);
    }
    const rest = (): void => {
      for (const one of block.statements) if (one.kind !== "declare") this.#statement(one, frame);
    };
    ctx.handling(catches, rest);
    observeVariables(this.env, block, frame);
  }

  #statement(node: ScriptStatement, frame: VariableFrame): void {
    const env: Env = { ...this.env, variables: frame };
    const { ctx } = env;
    switch (node.kind) {
      case "declare":
        declare(node, env, frame);
        for (const [key, variable] of frame.variables) {
          const start = variable.declared?.start;
          if (start !== undefined && this.nullable.has(start))
            frame.variables.set(key, { ...variable, nullable: true });
        }
        return;
      case "setVariable":
        setVariable(node, env, this.onAssigned);
        return;
      case "executeImmediate":
        this.#keep(node, executeImmediate(node, env, this.onAssigned));
        return;
      case "view": {
        const rel = view(node, env);
        const name = node.name.at(-1)?.name.toLowerCase() ?? "";
        if (node.temporary && this.names.views.has(name)) frame.views.set(name, rel);
        return;
      }
      case "block":
        this.#block(node, frame);
        return;
      case "if":
        for (const branch of node.branches) {
          if (node.compares) resolve(branch.condition, noColumns(env));
          else condition(branch.condition, env);
          this.#block(branch.body, frame);
        }
        if (node.otherwise) this.#block(node.otherwise, frame);
        return;
      case "loop":
        if (node.condition) condition(node.condition, env);
        this.#block(node.body, frame);
        return;
      case "for":
        this.#for(node, env, frame);
        return;
      case "cursor":
        if (node.query) {
          const setting = "spark.sql.scripting.cursorEnabled";
          ctx.report("unsupported-by-default", node, { what: "cursors", setting });
        }
        if (node.query) env.tools.query(node.query, env);
        assignQuery(env, node.into, targets(env, node.into), node, undefined, this.onAssigned);
        return;
      case "leave":
      case "iterate":
        return;
      default:
        this.#keep(node, env.tools.statement(node, env));
    }
  }

  #keep(node: Statement, rel: Rel | undefined): void {
    if (rel) this.#rows.set(node, rel);
  }

  /** The columns of the row are variables, under the name of the loop too. */
  #for(node: For, env: Env, frame: VariableFrame): void {
    const rel = env.tools.query(node.query, env);
    const row = frameOf(node.variable?.name, frame, isOpen(rel));
    for (const { name, type, nullable, declared } of rel.columns) {
      const key = name.toLowerCase();
      if (row.variables.has(key)) env.ctx.report("VARIABLE_ALREADY_EXISTS", node.variable ?? node.query, { name });
      const becomesNull = declared !== undefined && this.nullable.has(declared.start);
      row.variables.set(key, {
        name,
        type,
        nullable: nullable || becomesNull,
        id: env.ctx.newId(),
        ...(declared ? { declared } : {}),
      });
    }
    this.#block(node.body, row);
  }
}

function condition(node: Expression, env: Env): void {
  const { type, role } = resolve(node, noColumns(env));
  if (node.kind === "hole" || node.kind === "parameter") env.ctx.expect(node, { kind: "boolean" });
  if (role === "unknown" || isUnknown(type) || type.kind === "boolean") return;
  const text = env.ctx.text.slice(node.start, node.end);
  env.ctx.report("INVALID_BOOLEAN_STATEMENT", node, { invalidStatement: text });
}

/** Which classes are caught; a condition that we do not know may stand for any SQLSTATE. */
function catching(handlers: readonly Handler[]): (errorClass: string) => boolean {
  const names = handlers.flatMap(({ catches }) => catches ?? "");
  const isAny = names.some((name) => !classes.has(name.split(".", 1)[0] ?? ""));
  return (errorClass) => names.length > 0 && (isAny || names.some((one) => `${errorClass}.`.startsWith(`${one}.`)));
}

const classes: ReadonlySet<string> = new Set(Object.keys(catalog).map((key) => key.split(".", 1)[0] ?? ""));

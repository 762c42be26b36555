import type { Name } from "../ast/index.js";
import type { Context } from "../context.js";
import { type Rel, sameName } from "./relation.js";
import type { Env, Variable, VariableFrame } from "./scope.js";

export interface FoundVariable {
  readonly variable: Variable;
  /** How many parts of the name are the variable's: what follows are fields. */
  readonly parts: number;
}

/** The variable that a dotted name begins with; the longest name counts, variables of the script before the session's. */
export function findVariable(env: Env, name: Name): FoundVariable | undefined {
  for (let parts = Math.min(name.length, 3); parts > 0; parts--) {
    const written = name.slice(0, parts).map((part) => part.name);
    const variable = localVariable(env.variables, written) ?? sessionVariable(env.ctx, written);
    if (variable === "open") return undefined;
    if (variable) return { variable, parts };
  }
  return undefined;
}

/** `open` where a row that is not known may have it, nearer than any variable that is. */
function localVariable(frames: VariableFrame | undefined, written: readonly string[]): Variable | "open" | undefined {
  if (written.length > 2) return undefined;
  const [label] = written.length === 2 ? written : [];
  const name = written.at(-1)?.toLowerCase() ?? "";
  for (let frame = frames; frame; frame = frame.next) {
    if (label !== undefined && (frame.label === undefined || !sameName(frame.label, label))) continue;
    const variable = frame.variables.get(name);
    if (variable) return variable;
    if (frame.isOpen) return "open";
  }
  return undefined;
}

function sessionVariable(ctx: Context, written: readonly string[]): Variable | undefined {
  const name = sessionName(written);
  return name === undefined ? undefined : ctx.sessionVariables.get(name);
}

/** The name in lower case of a session variable that is called so, if it can be one: `v`, `session.v`, `system.session.v`. */
export function sessionName(written: readonly string[]): string | undefined {
  const last = written.at(-1)?.toLowerCase();
  const path = written.slice(0, -1).join(".").toLowerCase();
  return path === "" || path === "session" || path === "system.session" ? last : undefined;
}

/** Says of itself that it is a session variable's. */
export function inSession(written: readonly string[]): boolean {
  return sameName(written[0] ?? "", "session")
    ? written.length > 1
    : written.length > 2 && sameName(written[0] ?? "", "system") && sameName(written[1] ?? "", "session");
}

/** A frame whose variables are filled in as they are declared. */
export function frameOf(label: string | undefined, next: VariableFrame | undefined, isOpen = false): VariableFrame {
  return { label, isOpen, variables: new Map(), views: new Map(), next };
}

/** Whether a row of which nothing is known may have the name. */
export function mayBeOpen(frames: VariableFrame | undefined, written: readonly string[]): boolean {
  for (let frame = frames; frame; frame = frame.next) {
    if (frame.isOpen && (written.length === 1 || sameName(frame.label ?? "", written[0] ?? ""))) return true;
  }
  return false;
}

/** A temporary view that an earlier statement of the block, or of one around, has made. */
export function findView(frames: VariableFrame | undefined, name: string): Rel | undefined {
  const key = name.toLowerCase();
  for (let frame = frames; frame; frame = frame.next) {
    const view = frame.views.get(key);
    if (view) return view;
  }
  return undefined;
}

export function* visibleVariables(env: Env): Iterable<Variable> {
  for (let frame = env.variables; frame; frame = frame.next) yield* frame.variables.values();
  yield* env.ctx.sessionVariables.values();
}

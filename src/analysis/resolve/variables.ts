import { type Name, nameSpan, type Span, spanOf } from "../ast/index.js";
import type { Scope } from "../names/scope.js";
import { findVariable, inSession, mayBeOpen } from "../names/variables.js";
import { fieldOf } from "./fields.js";
import { type Resolved, unknownResolved } from "./resolved.js";

/** A variable of the script or the session. Columns, aliases and the queries around come first, as for Spark. */
export function variableOf(parts: Name, scope: Scope, at: Span): Resolved | undefined {
  const { ctx } = scope.env;
  const found = findVariable(scope.env, parts);
  const written = found && parts[found.parts - 1];
  if (!found || !written) return unknownVariable(parts, scope, at);
  const { variable } = found;
  const { name, type, nullable, declared } = variable;
  if (ctx.sessionVariables.get(name.toLowerCase()) === variable) ctx.usesVariables = true;
  const { persistent } = scope.env;
  if (persistent !== undefined)
    ctx.report("INVALID_TEMP_OBJ_REFERENCE", nameSpan(parts), {
      objName: persistent,
      tempObj: "variable",
      tempObjName: name,
    });
  ctx.observer?.resolved(written, { kind: "sqlVariable", name, type, nullable, ...(declared ? { declared } : {}) });
  const base: Resolved = {
    role: "plain",
    start: parts[0]?.start ?? at.start,
    end: written.end,
    type,
    nullable,
    // As a part of something it prints with the value that it has when the query is analysed.
    printed: { kind: "variable", name: written.name, type },
    key: `variable#${variable.id}`,
    children: [],
    foldable: true,
    attributeName: written.name,
  };
  let made = base;
  for (const field of parts.slice(found.parts)) made = fieldOf(ctx, made, field, spanOf(at, field));
  return made;
}

/** One that nobody knows, because another statement declares it. */
function unknownVariable(parts: Name, scope: Scope, at: Span): Resolved | undefined {
  const { ctx } = scope.env;
  const written = parts.map((part) => part.name);
  const maybeOfSession = inSession(written) || (written.length === 1 && ctx.script?.isOpaque);
  if (maybeOfSession) {
    ctx.usesVariables = true;
    ctx.report("unknown-variable", nameSpan(parts), { name: written.join(".") });
  } else if (!mayBeOpen(scope.env.variables, written)) return undefined;
  const name = written.at(-1) ?? "";
  return { ...unknownResolved(at, [], name), printed: { kind: "variable", name } };
}

/** Whether it is a variable as it stands, and nothing around it. */
export function isVariable(resolved: Resolved): boolean {
  return resolved.printed.kind === "variable" && resolved.printed.name !== undefined;
}

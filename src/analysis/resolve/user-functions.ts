import { catalog, findFunction } from "../../functions/catalog/index.js";
import { isThere } from "../../functions/since.js";
import type { FunctionSchema } from "../../schema/model.js";
import { formatType } from "../../types/index.js";
import type { Call } from "../ast/index.js";
import { nameSpan } from "../ast/index.js";
import { sameName } from "../names/relation.js";
import type { Scope } from "../names/scope.js";
import { serverFunction } from "../names/server.js";
import { isChanged, namespaceOf } from "../names/tables.js";
import { castAllowed, type Printed } from "../typing/index.js";
import { isUnknown, type Resolved, unknownResolved } from "./resolved.js";

/** A call of a function that is no builtin: of the schema cache, or not known. */
export function userFunction(node: Call, scope: Scope): Resolved {
  const { ctx, tools } = scope.env;
  const known = findUserFunction(node, scope, "UNRESOLVED_ROUTINE");
  const args = node.args.map((arg) => {
    const written = arg.kind === "namedArgument" ? arg.value : arg;
    return written.kind === "lambda" || written.kind === "star"
      ? unknownResolved(written)
      : tools.expression(written, scope);
  });
  const parts = node.name.map((part) => part.name);
  // A temporary function prints as it is called, one of a catalog with its full name.
  if (!known) return { ...unknownResolved(node, args), printed: unnamed };
  ctx.observer?.resolved(node.name.at(-1) ?? nameSpan(node.name), { kind: "userFunction", function: known });
  checkArguments(node, known, args, scope);
  const printed = printedCall(node, known, args);
  if (!known.returns || known.kind === "table") return { ...unknownResolved(node, args), printed };
  return {
    role: known.kind === "aggregate" ? "aggregate" : "plain",
    start: node.start,
    end: node.end,
    type: known.returns,
    nullable: true,
    printed,
    key: `${parts.join(".").toLowerCase()}(${args.map((arg) => arg.key).join(",")})`,
    children: args,
  };
}

/** Spark names no column after this. */
const unnamed: Printed = { kind: "variable", name: undefined };

/** A function in SQL prints with its full name and its arguments in order. What others print, their class decides. */
function printedCall(node: Call, known: FunctionSchema, args: readonly Resolved[]): Printed {
  if (!known.parameters) return unnamed;
  const order = node.args.map((arg, i) =>
    arg.kind === "namedArgument"
      ? (known.parameters?.findIndex((parameter) => sameName(parameter.name, arg.name.name)) ?? i)
      : i,
  );
  const placed = args.map((arg, i) => ({ printed: arg.printed, at: order[i] ?? i })).sort((a, b) => a.at - b.at);
  const name = [known.catalog, known.schema, known.name].join(".");
  return { kind: "call", name, args: placed.map((one) => one.printed) };
}

/** The cached function; reports one that is missing or unknown. */
export function findUserFunction(node: Call, scope: Scope, missing: string): FunctionSchema | undefined {
  const { ctx } = scope.env;
  if (node.name.some((part) => part.dynamic)) return undefined;
  const parts = node.name.map((part) => part.name);
  const label = parts.join(".");
  const [catalogName, schema] = namespaceOf(ctx, parts);
  const name = parts.at(-1) ?? "";
  const at = nameSpan(node.name);
  const own = parts.length === 1 ? serverFunction(ctx, name) : undefined;
  if (own !== undefined) return own;
  const found =
    catalogName === undefined || schema === undefined
      ? "unknown"
      : ctx.options.schemas.function(catalogName, schema, name);
  const changed = isChanged(ctx, parts);
  if (typeof found === "object" && !changed) return found;
  const { target } = ctx.options;
  const builtin = parts.length === 1 ? findFunction(name) : undefined;
  const since = builtin && !isThere(builtin, target) ? builtin.since : undefined;
  if (found !== "missing" || changed || ctx.script?.isOpaque) {
    // A name of one part that is close to a builtin's is a misspelt builtin, unless the cache cannot tell.
    const newer = since === undefined ? "" : ` (built in since Spark ${since}, and the target is ${target})`;
    ctx.report("unknown-function", at, { name: `${label}${newer}` });
    return undefined;
  }
  if (since !== undefined) {
    ctx.report(missing, at, {
      name: label,
      suggestion: ` It is built in since Spark ${since}, and the target is ${target}.`,
    });
    return undefined;
  }
  const candidates = (): readonly string[] => [
    ...(parts.length === 1 ? builtins(target) : []),
    ...ctx.options.schemas.functions(catalogName ?? "", schema ?? "").map((one) => one.name),
  ];
  const meant = ctx.didYouMean(node.name.at(-1) ?? at, name, candidates);
  ctx.report(missing, at, { name: label, suggestion: meant.suggestion }, meant.fixes);
  return undefined;
}

/** Operators are called by their signs too, which nobody means who writes a name. */
function builtins(target: string | undefined): readonly string[] {
  return catalog
    .filter((row) => isThere(row, target))
    .flatMap((row) => [row.name, ...(row.aliases ?? [])])
    .filter((name) => /^\w/.test(name));
}

export function checkArguments(node: Call, known: FunctionSchema, args: readonly Resolved[], scope: Scope): void {
  const { parameters } = known;
  const { ctx } = scope.env;
  if (!parameters || node.args.some((arg) => arg.kind === "namedArgument" || arg.kind === "star")) return;
  const required = parameters.filter((parameter) => !parameter.optional).length;
  if (args.length < required || args.length > parameters.length) {
    const expectedNum = required === parameters.length ? `${required}` : `${required} to ${parameters.length}`;
    ctx.report("WRONG_NUM_ARGS.WITHOUT_SUGGESTION", node, {
      functionName: known.name,
      expectedNum,
      actualNum: args.length,
    });
    return;
  }
  for (const [i, arg] of args.entries()) {
    const parameter = parameters[i];
    const written = node.args[i];
    if (!parameter || !written) continue;
    if (written.kind === "hole" || written.kind === "parameter") ctx.expect(written, parameter.type);
    if (isUnknown(arg.type) || castAllowed(arg.type, parameter.type) !== false) continue;
    ctx.report("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", written, {
      requiredType: formatType(parameter.type).toUpperCase(),
      inputType: formatType(arg.type).toUpperCase(),
    });
  }
}

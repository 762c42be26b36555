import { findFunction, findOperator } from "../../functions/catalog/index.js";
import type { FunctionRow, Overload } from "../../functions/row.js";
import { type Parameter, parameterAt, parseSignature, takesCount } from "../../functions/signature.js";
import type { DataType } from "../../types/index.js";
import { argumentsByPosition } from "./arguments.js";
import type { CallResult, CallSite, RefusedCall, TypedArg } from "./call.js";
import { castCanBeNull } from "./cast.js";
import { checkClauses } from "./clauses.js";
import { argumentContext, coerceCollations, hasText, withCollation } from "./collation.js";
import { isUnknown } from "./kinds.js";
import { isWithoutLambda } from "./lambdas.js";
import { isCoerced } from "./lenient.js";
import { outOfRange } from "./limits.js";
import { applyNulls } from "./nulls.js";
import { orderable } from "./operators.js";
import { type ParameterClass, parameterClass, takes, targetOf } from "./parameters.js";
import { applyResult } from "./results.js";
import { type Arg, named, namedAll, refuse } from "./rule.js";

/** What Spark makes of a call of a builtin function. */
export function resolveCall(call: CallSite): CallResult {
  return resolveRow(findFunction(call.name), call);
}

function resolveRow(row: FunctionRow | undefined, call: CallSite): CallResult {
  if (!row) return { kind: "unknown", why: `${call.name} is no builtin function` };
  const refused = checkClauses(row, call);
  if (refused) return refused;
  const written = argumentsByPosition(row, call);
  if ("kind" in written) return written;
  const unknown = (why: string): CallResult => ({ kind: "unknown", function: row.kind, why });
  const overload = overloadFor(row, written.length);
  if (!overload) return wrongCount(row, written.length);
  const parameters = overload.takes === undefined ? undefined : parseSignature(overload.takes);
  const cast: Arg[] = [];
  for (const [i, arg] of written.entries()) {
    const made = castArgument(parameters && parameterAt(parameters, i), arg, i);
    if ("kind" in made && arg.type.kind === "void" && isWithoutLambda(row.name, written))
      return unknown("a NULL is cast where no lambda waits for the types of its parameters");
    if ("kind" in made) return made;
    cast.push(made);
  }
  const args = collatedArguments(row.name, cast);
  if ("kind" in args) return args;
  const outside = outOfRange(row.name, args);
  if (outside) return outside;
  const outcome = applyResult(overload.returns ?? row.returns, args, { ...call, args: written });
  if (!outcome) return unknown(`what ${row.name} returns for these arguments is not known`);
  if ("kind" in outcome) return described(outcome, args);
  const seen = outcome.casts ? args.map((arg, i) => recast(arg, outcome.casts?.[i])) : args;
  const nullable =
    outcome.nullable ?? (outcome.alwaysNullable === true || applyNulls(overload.nulls ?? row.nulls, seen));
  return {
    kind: "typed",
    function: row.kind,
    name: row.name,
    type: outcome.type,
    nullable,
    isCoerced: () => isCoerced(overload.returns ?? row.returns, seen),
    ...(outcome.columns ? { columns: outcome.columns } : {}),
    ...(outcome.constant === undefined ? {} : { constant: outcome.constant }),
  };
}

/**
 * What Spark makes of an operator: its symbol or word in lower case, such as `+`, `and`, `in`, `between`, `like`,
 * `is null`, `[]`, and CASE as `case` over `when, then, …, else?`.
 */
export function resolveOperator(op: string, args: readonly TypedArg[]): CallResult {
  return resolveRow(findOperator(op), { name: op, args });
}

function overloadFor(row: FunctionRow, count: number): Partial<Overload> | undefined {
  if (row.takes === undefined) return {};
  const overloads: readonly Overload[] = typeof row.takes === "string" ? [{ takes: row.takes }] : row.takes;
  return overloads.find((overload) => takesCount(parseSignature(overload.takes), count));
}

function wrongCount(row: FunctionRow, actual: number): CallResult {
  const signatures = typeof row.takes === "string" ? [row.takes] : (row.takes ?? []).map((overload) => overload.takes);
  const counts = new Set<number>();
  let open: number | undefined;
  for (const signature of signatures) {
    const parameters = parseSignature(signature);
    for (let n = 0; n <= parameters.length; n++) if (takesCount(parameters, n)) counts.add(n);
    if (parameters.some((p) => p.repeated)) open = Math.min(...counts);
  }
  const sorted = [...counts].sort((a, b) => a - b);
  const expectedNum =
    open !== undefined ? `> ${open - 1}` : sorted.length === 1 ? String(sorted[0]) : `[${sorted.join(", ")}]`;
  return refuse("WRONG_NUM_ARGS.WITHOUT_SUGGESTION", undefined, {
    functionName: `\`${row.name}\``,
    expectedNum,
    actualNum: String(actual),
  });
}

function castArgument(
  parameter: Parameter | undefined,
  source: TypedArg,
  index: number,
): Arg | ReturnType<typeof refuse> {
  const accepted = parameter && parameterClass(parameter.accepts);
  if (source.lambda || !accepted) return { type: source.type, nullable: source.nullable, source };
  if (!takes(accepted, source.type))
    return refuse(errorClassOf(accepted, source.type), index, {
      paramIndex: ordinals[index] ?? `${index + 1}th`,
      requiredType: accepted.required,
      inputType: named(source.type),
      dataType: named(source.type),
      schema: named(source.type),
    });
  if (parameter.constant && source.foldable === false && !source.literal)
    return refuse("DATATYPE_MISMATCH.NON_FOLDABLE_INPUT", index, { inputName: `\`${parameter.name}\`` });
  const type = targetOf(accepted, source.type);
  return { type, nullable: source.nullable || castCanBeNull(source.type, type), source };
}

/** The arguments under the collation that Spark finds for them. */
function collatedArguments(name: string, args: readonly Arg[]): readonly Arg[] | ReturnType<typeof refuse> {
  const written = args.map(({ source }) => ({ type: source.type, context: () => argumentContext(source) }));
  const { contexts, refused } = coerceCollations(name, written);
  if (refused) return refuse(refused);
  const won = contexts.find((context) => context);
  if (!won) return args;
  return args.map((arg, i) => {
    const context = contexts[i] ?? (hasText(arg.source.type) || !hasText(arg.type) ? undefined : won);
    if (!context) return arg;
    const source = { ...arg.source, type: withCollation(arg.source.type, context) };
    return { ...arg, type: withCollation(arg.type, context), source };
  });
}

/** What the message of a refusal names, as far as the arguments tell it. */
function described(refused: RefusedCall, args: readonly Arg[]): RefusedCall {
  const types = args.map((arg) => arg.source.type);
  const [left, right] = [types[0], types[refused.argument ?? 1]];
  const wrong = refused.argument === undefined ? undefined : types[refused.argument];
  const unordered = types.find((type) => !orderable(type));
  const parameters = {
    ...(left && right ? { left: named(left), right: named(right), actualType: namedAll([left, right], "and") } : {}),
    ...(wrong && !isUnknown(wrong) ? { inputType: named(wrong) } : {}),
    ...(unordered ? { dataType: named(unordered) } : {}),
    ...refused.parameters,
  };
  return { ...refused, parameters };
}

function errorClassOf({ errorClass }: ParameterClass, type: DataType): string {
  if (typeof errorClass === "function") return errorClass(type);
  return errorClass ?? "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE";
}

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

function recast(arg: Arg, to: Arg["type"] | undefined): Arg {
  return to ? { ...arg, type: to, nullable: arg.nullable || castCanBeNull(arg.type, to) } : arg;
}

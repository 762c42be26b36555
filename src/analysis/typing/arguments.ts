import type { FunctionRow } from "../../functions/row.js";
import { parseSignature } from "../../functions/signature.js";
import type { CallSite, RefusedCall, TypedArg, UnknownCall } from "./call.js";
import { refuse } from "./rule.js";

/** The arguments in the order of the parameters; sort keys of WITHIN GROUP stand first, where a function needs them. */
export function argumentsByPosition(row: FunctionRow, call: CallSite): readonly TypedArg[] | RefusedCall | UnknownCall {
  const args = inGroupOrder(row, call);
  if (args.every((arg) => arg.argumentName === undefined)) return args;
  if (!row.traits?.includes("named"))
    return refuse("NAMED_PARAMETERS_NOT_SUPPORTED", undefined, { functionName: `\`${row.name}\`` });
  if (typeof row.takes !== "string")
    return { kind: "unknown", function: row.kind, why: "named arguments of overloads" };
  const parameters = parseSignature(row.takes);
  const placed: (TypedArg | undefined)[] = [];
  for (const [i, arg] of args.entries()) {
    const written = arg.argumentName;
    const at = written === undefined ? i : parameters.findIndex((p) => p.name.toLowerCase() === written.toLowerCase());
    if (at < 0)
      return refuse("UNRECOGNIZED_PARAMETER_NAME", i, {
        routineName: `\`${row.name}\``,
        argumentName: `\`${written ?? ""}\``,
      });
    if (placed[at])
      return refuse("DUPLICATE_ROUTINE_PARAMETER_ASSIGNMENT.BOTH_POSITIONAL_AND_NAMED", i, {
        routineName: `\`${row.name}\``,
        parameterName: `\`${parameters[at]?.name ?? ""}\``,
      });
    placed[at] = arg;
  }
  const missing = parameters.findIndex((p, i) => !p.optional && !p.repeated && !placed[i]);
  if (missing >= 0)
    return refuse("REQUIRED_PARAMETER_NOT_FOUND", undefined, {
      routineName: `\`${row.name}\``,
      parameterName: `\`${parameters[missing]?.name ?? ""}\``,
      index: String(missing),
    });
  const last = placed.length;
  const filled: TypedArg[] = [];
  // A parameter left out between two others has a default, which is a constant of its own type: nothing to cast.
  for (let i = 0; i < last; i++) filled.push(placed[i] ?? { type: { kind: "unknown", text: "" }, nullable: false });
  return filled;
}

function inGroupOrder(row: FunctionRow, call: CallSite): readonly TypedArg[] {
  if (!call.withinGroup) return call.args;
  if (row.traits?.includes("needsWithinGroup")) return [...call.withinGroup, ...call.args];
  return call.args.length === 0 ? call.withinGroup : call.args;
}

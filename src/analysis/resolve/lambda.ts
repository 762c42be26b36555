import type { Lambda } from "../ast/index.js";
import type { Scope } from "../names/scope.js";
import type { Printed, Typed, TypedArg } from "../typing/index.js";
import { hasUnknown, type Resolved, unknownType } from "./resolved.js";

/** A lambda as an argument: its body is read when the function tells the types of its parameters. */
export interface ResolvedLambda {
  readonly argument: TypedArg;
  /** The body as it was last read. */
  readonly body: () => Resolved;
  readonly printed: () => Printed;
}

export function lambdaArgument(node: Lambda, scope: Scope): ResolvedLambda {
  const { ctx, tools } = scope.env;
  const read = new Map<string, Resolved>();
  let last: Resolved | undefined;
  const names = node.parameters.map((parameter) => parameter.name.toLowerCase());
  if (new Set(names).size < names.length) ctx.report("INVALID_LAMBDA_FUNCTION_CALL.DUPLICATE_ARG_NAMES", node);
  const bodyWith = (variables: readonly Typed[]): Resolved => {
    const key = JSON.stringify(variables);
    const known = read.get(key);
    if (known) return known;
    const frame = {
      names: node.parameters,
      variables,
      next: scope.lambda,
    };
    for (const [i, declared] of node.parameters.entries()) {
      const { type, nullable } = variables[i] ?? { type: unknownType, nullable: true };
      ctx.observer?.resolved(declared, { kind: "variable", name: declared.name, declared, type, nullable });
    }
    const made = tools.expression(node.body, { ...scope, lambda: frame });
    read.set(key, made);
    return made;
  };
  const body = (): Resolved => {
    if (last) return last;
    const anything = node.parameters.map(() => ({ type: unknownType, nullable: true }));
    return ctx.silently(() => bodyWith(anything));
  };
  return {
    argument: {
      type: unknownType,
      nullable: true,
      lambda: {
        parameters: node.parameters.length,
        body: (parameters) => {
          const made = bodyWith(parameters);
          last = made;
          return hasUnknown(made.type) ? undefined : made;
        },
      },
    },
    body,
    printed: () => ({ kind: "lambda", parameters: node.parameters.length, body: body().printed }),
  };
}

import type { DataType } from "../../types/index.js";
import type { Typed, TypedArg } from "./call.js";
import { isUnknown, sameShape, unknown } from "./kinds.js";
import { widest } from "./lattice.js";
import { type Arg, mismatch, named, type ResultRule, typed, unexpected } from "./rule.js";

const int: DataType = { kind: "int" };
const boolean: DataType = { kind: "boolean" };
const nullable = (type: DataType): Typed => ({ type, nullable: true });
const present = (type: DataType): Typed => ({ type, nullable: false });

const elementOf = (arg: Arg | undefined): Typed | undefined => {
  const type = arg?.type;
  if (type?.kind === "array") return { type: type.element, nullable: type.containsNull };
  if (type?.kind === "void") return nullable({ kind: "void" });
  return type && isUnknown(type) ? nullable(unknown) : undefined;
};
const entryOf = (arg: Arg | undefined): { readonly key: Typed; readonly value: Typed } | undefined => {
  const type = arg?.type;
  if (type?.kind === "map")
    return { key: present(type.key), value: { type: type.value, nullable: type.valueContainsNull } };
  return type && isUnknown(type) ? { key: present(unknown), value: nullable(unknown) } : undefined;
};

/** How many variables the function of each position has, by the row's name. */
export const lambdaVariables: Readonly<Record<string, Readonly<Record<number, number>> | undefined>> = {
  transform: { 1: 1 },
  filter: { 1: 1 },
  exists: { 1: 1 },
  forall: { 1: 1 },
  array_sort: { 1: 2 },
  zip_with: { 2: 2 },
  map_filter: { 1: 2 },
  transform_keys: { 1: 2 },
  transform_values: { 1: 2 },
  map_zip_with: { 2: 3 },
  aggregate: { 2: 2, 3: 1 },
};

/** Whether all that should be lambdas is given, and none is one: what has parameters is typed before it is cast. */
export function isWithoutLambda(name: string, args: readonly TypedArg[]): boolean {
  const places = Object.keys(lambdaVariables[name] ?? {});
  return places.length > 0 && places.every((at) => args[Number(at)] !== undefined && !args[Number(at)]?.lambda);
}

/** The type of a lambda's body; an argument that is no lambda stands for itself. */
function body(arg: Arg | undefined, parameters: readonly Typed[]): Typed | undefined {
  if (!arg) return undefined;
  return arg.source.lambda ? arg.source.lambda.body(parameters.slice(0, arg.source.lambda.parameters)) : arg.source;
}

const isCondition = (type: DataType): boolean => type.kind === "boolean" || type.kind === "void" || isUnknown(type);
const anyNullable = (args: readonly (Typed | undefined)[]): boolean => args.some((arg) => arg?.nullable ?? true);

const quantifier: ResultRule = (args) => {
  const element = elementOf(args[0]);
  if (!element) return undefined;
  const holds = body(args[1], [element]);
  if (!holds) return undefined;
  if (!isCondition(holds.type)) return unexpected("BOOLEAN", 1, holds.type);
  return typed(boolean, { nullable: anyNullable([args[0], holds]) || (element.nullable && holds.nullable) });
};

/** `aggregate`: the merge must give exactly the type that it starts from, and its variable may be NULL. */
const aggregate: ResultRule = (args) => {
  const element = elementOf(args[0]);
  const start = args[1];
  if (!element || !start || isUnknown(start.type)) return undefined;
  const merged = body(args[2], [nullable(start.type), element]);
  if (!merged || isUnknown(merged.type)) return undefined;
  if (merged.type.kind !== "void" && !sameShape(merged.type, start.type))
    return unexpected(named(start.type), 2, merged.type);
  const finish = args[3] ? body(args[3], [nullable(start.type)]) : nullable(start.type);
  return finish && typed(finish.type, { nullable: anyNullable([args[0], finish]) });
};

export const lambdaRules: Readonly<Record<string, ResultRule>> = {
  transform: (args) => {
    const element = elementOf(args[0]);
    const made = element && body(args[1], [element, present(int)]);
    return made && typed({ kind: "array", element: made.type, containsNull: made.nullable });
  },
  filter: (args) => {
    const element = elementOf(args[0]);
    if (!element) return undefined;
    const holds = body(args[1], [element, present(int)]);
    if (holds && !isCondition(holds.type)) return unexpected("BOOLEAN", 1, holds.type);
    return typed(args[0]?.type);
  },
  quantifier,
  aggregate,
  sorted: (args) => {
    const element = elementOf(args[0]);
    if (!element) return undefined;
    if (args[1]) body(args[1], [element, element]);
    return typed(args[0]?.type);
  },
  zipWith: (args) => {
    const left = elementOf(args[0]);
    const right = elementOf(args[1]);
    const made = left && right && body(args[2], [nullable(left.type), nullable(right.type)]);
    return made && typed({ kind: "array", element: made.type, containsNull: made.nullable });
  },
  mapFilter: (args) => {
    const entry = entryOf(args[0]);
    if (!entry) return undefined;
    const holds = body(args[1], [entry.key, entry.value]);
    if (holds && !isCondition(holds.type)) return unexpected("BOOLEAN", 1, holds.type);
    return typed(args[0]?.type);
  },
  transformKeys: (args) => {
    const entry = entryOf(args[0]);
    const made = entry && body(args[1], [entry.key, entry.value]);
    return (
      made &&
      entry &&
      typed({ kind: "map", key: made.type, value: entry.value.type, valueContainsNull: entry.value.nullable })
    );
  },
  transformValues: (args) => {
    const entry = entryOf(args[0]);
    const made = entry && body(args[1], [entry.key, entry.value]);
    return (
      made && entry && typed({ kind: "map", key: entry.key.type, value: made.type, valueContainsNull: made.nullable })
    );
  },
  mapZipWith: (args) => {
    const left = entryOf(args[0]);
    const right = entryOf(args[1]);
    if (!left || !right || isUnknown(left.key.type) || isUnknown(right.key.type)) return undefined;
    const key = widest(left.key.type, right.key.type, "plain");
    if (!key) return mismatch("MAP_ZIP_WITH_DIFF_TYPES");
    const made = body(args[2], [present(key), nullable(left.value.type), nullable(right.value.type)]);
    return made && typed({ kind: "map", key, value: made.type, valueContainsNull: made.nullable });
  },
};

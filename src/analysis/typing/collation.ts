import type { DataType } from "../../types/index.js";
import type { TypedArg } from "./call.js";
import { isUnknown, sameType } from "./kinds.js";
import { INDETERMINATE } from "./lattice.js";
import type { Printed } from "./printed.js";

/**
 * Where the collation of a text comes from decides which of two wins: COLLATE beats a conflict, a conflict beats a
 * column, a column beats a literal. Two of one strength that differ are a conflict; two COLLATEs are a mistake.
 */
const strengths = { clash: 0, explicit: 1, indeterminate: 2, implicit: 3, default: 4, open: 5 } as const;
type Strength = (typeof strengths)[keyof typeof strengths];

/** A type whose strings say how strong their collation is. */
export type Context =
  | { readonly kind: "string"; readonly collation: string | undefined; readonly strength: Strength }
  | { readonly kind: "array"; readonly element: Context }
  | { readonly kind: "map"; readonly key: Context; readonly value: Context }
  | { readonly kind: "struct"; readonly fields: readonly Context[] }
  | { readonly kind: "other"; readonly type: DataType };

export const hasText = (type: DataType): boolean => leaves(type).some((leaf) => leaf.kind === "string");
function isCollated(type: DataType): boolean {
  if (type.kind === "array") return isCollated(type.element);
  if (type.kind === "map") return isCollated(type.key) || isCollated(type.value);
  if (type.kind === "struct") return type.fields.some((field) => isCollated(field.type));
  return type.kind === "string" && type.collation !== undefined;
}

function leaves(type: DataType): readonly DataType[] {
  if (type.kind === "array") return leaves(type.element);
  if (type.kind === "map") return [...leaves(type.key), ...leaves(type.value)];
  if (type.kind === "struct") return type.fields.flatMap((field) => leaves(field.type));
  return type.kind === "char" || type.kind === "varchar" ? [{ kind: "string" }] : [type];
}

function contextIn(type: DataType, strength: Strength): Context {
  switch (type.kind) {
    case "array":
      return { kind: "array", element: contextIn(type.element, strength) };
    case "map":
      return { kind: "map", key: contextIn(type.key, strength), value: contextIn(type.value, strength) };
    case "struct":
      return { kind: "struct", fields: type.fields.map((field) => contextIn(field.type, strength)) };
    case "string": {
      const lost = type.collation === INDETERMINATE && strength !== strengths.open;
      return { kind: "string", collation: type.collation, strength: lost ? strengths.indeterminate : strength };
    }
    case "char":
    case "varchar":
      return { kind: "string", collation: undefined, strength };
    default:
      return { kind: "other", type };
  }
}

function merged(left: Context, right: Context): Context | undefined {
  if (left.kind === "string" && right.kind === "string") return stronger(left, right);
  if (left.kind === "array") {
    const element = merged(left.element, right.kind === "array" ? right.element : right);
    return element && { kind: "array", element };
  }
  if (right.kind === "array") return merged(left, right.element);
  if (left.kind === "map" && right.kind === "map") {
    const key = merged(left.key, right.key);
    const value = merged(left.value, right.value);
    return key && value && { kind: "map", key, value };
  }
  if (left.kind === "struct" && right.kind === "struct") {
    const fields = left.fields.map((field, i) => right.fields[i] && merged(field, right.fields[i]));
    if (left.fields.length !== right.fields.length || fields.includes(undefined)) return undefined;
    return { kind: "struct", fields: fields as Context[] };
  }
  if (left.kind !== "other" || right.kind !== "other") return undefined;
  return sameType(left.type, right.type, true) ? left : undefined;
}

type Leaf = Context & { readonly kind: "string" };
function stronger(left: Leaf, right: Leaf): Leaf {
  if (left.strength !== right.strength) return left.strength < right.strength ? left : right;
  if (left.collation === right.collation) return left;
  const strength = left.strength === strengths.explicit ? strengths.clash : strengths.indeterminate;
  return { kind: "string", collation: INDETERMINATE, strength };
}

const mergedAll = (start: Context | undefined, rest: readonly Context[]): Context | undefined =>
  rest.reduce<Context | undefined>((left, right) => left && merged(left, right), start);

const contexts = new WeakMap<Printed, Context | "none">();

/** What an expression says of the collation of its strings; `undefined` where it has none, or we cannot tell. */
export function contextOf(item: Printed, type: DataType | undefined): Context | undefined {
  const known = contexts.get(item);
  if (known) return known === "none" ? undefined : known;
  const found = type && !leaves(type).some(isUnknown) && hasText(type) ? findContext(item, type) : undefined;
  contexts.set(item, found ?? "none");
  return found;
}

function findContext(item: Printed, type: DataType): Context | undefined {
  switch (item.kind) {
    case "literal":
      return contextIn(type, strengths.default);
    case "cast":
      return castContext(item.of, type);
    case "call":
      if (item.name === "collate") return contextIn(type, strengths.explicit);
      if (item.name === "string") return castContext(item.args[0], type);
      // What is compared with the searches is gone: only the results are left.
      if (item.name === "decode" && item.args.length > 2) return ofChildren(resultsOf(item.args, 2), type);
      if (item.name === "nullif") return ofChildren(item.args.slice(0, 1), type);
      if (item.name === "if" || item.name === "nvl2") return ofChildren(item.args.slice(1), type);
      if (item.name === "map") return mapContext(item.args, type);
      if (item.name === "named_struct" || item.name === "struct") return structContext(item.name, item.args, type);
      return ofChildren(item.args, type);
    case "operator":
      return ofChildren(item.args, type);
    case "case": {
      const results = item.branches.map(({ then }) => then);
      return ofChildren(item.otherwise ? [...results, item.otherwise] : results, type);
    }
    case "field": {
      const base = childContext(item.of);
      const struct = typeOf(item.of);
      if (item.isKey && base?.kind === "map") return merged(contextIn(type, strengths.open), base.value);
      if (base?.kind !== "struct" || struct?.kind !== "struct") return undefined;
      return base.fields[struct.fields.findIndex((field) => field.name.toLowerCase() === item.name.toLowerCase())];
    }
    case "element": {
      const base = childContext(item.of);
      if (base?.kind !== "map") return ofChildren([item.of], type);
      return merged(contextIn(type, strengths.open), base.value);
    }
    default:
      return contextIn(type, strengths.implicit);
  }
}

function castContext(of: Printed | undefined, type: DataType): Context {
  const from = of && typeOf(of);
  return contextIn(type, from && !hasText(from) ? strengths.default : strengths.implicit);
}

/** Results stand behind what they belong to; what is left over at the end is one too. */
const resultsOf = <A>(args: readonly A[], first: 1 | 2): readonly A[] =>
  args.filter((_, i) => i >= first && ((i - first) % 2 === 0 || i === args.length - 1));

function ofChildren(children: readonly Printed[], type: DataType): Context | undefined {
  const told = children.flatMap((child) => childContext(child) ?? []);
  const isLeaf = !children.some((child) => child.kind === "lambda" || hasText(typeOf(child) ?? { kind: "void" }));
  return isLeaf ? contextIn(type, strengths.default) : mergedAll(contextIn(type, strengths.open), told);
}

function structContext(name: string, args: readonly Printed[], type: DataType): Context | undefined {
  if (type.kind !== "struct") return undefined;
  const values = name === "struct" ? args : args.filter((_, i) => i % 2 === 1);
  const fields = type.fields.map((field, i): Context => {
    const value = values[i];
    const inner = value && childContext(value.kind === "alias" ? value.of : value);
    return inner ?? contextIn(field.type, strengths.open);
  });
  return { kind: "struct", fields };
}

function mapContext(args: readonly Printed[], type: DataType): Context | undefined {
  const all = args.map(childContext);
  const parts = contextIn(type, strengths.open);
  if (parts.kind !== "map" || all.includes(undefined)) return undefined;
  const side = (odd: number): Context[] => (all as Context[]).filter((_, i) => i % 2 === odd);
  const key = mergedAll(parts.key, side(0));
  const value = mergedAll(parts.value, side(1));
  return key && value && { kind: "map", key, value };
}

const childContext = (item: Printed): Context | undefined =>
  item.kind === "lambda" ? childContext(item.body) : contextOf(item, typeOf(item));

export function typeOf(item: Printed): DataType | undefined {
  if (item.kind === "cast") return item.to.kind === "char" || item.to.kind === "varchar" ? { kind: "string" } : item.to;
  if (item.kind === "alias") return typeOf(item.of);
  return "type" in item ? item.type : undefined;
}

/** An argument as far as its collation goes. */
export interface Collated {
  readonly type: DataType;
  /** Asked for only where something is collated, which is seldom. */
  readonly context: () => Context | undefined;
}

export function argumentContext(arg: TypedArg): Context | undefined {
  if (arg.printed) return contextOf(arg.printed, arg.type);
  return hasText(arg.type) ? contextIn(arg.type, arg.literal ? strengths.default : strengths.implicit) : undefined;
}

/** The context that the strings of all get; `undefined` where none is collated, or nothing can be told. */
function winner(args: readonly Collated[]): Context | undefined {
  if (!args.some((arg) => isCollated(arg.type))) return undefined;
  const [first, ...others] = args.map((arg) => arg.context());
  return first === undefined || others.includes(undefined) ? undefined : mergedAll(first, others as Context[]);
}

/** A type whose strings take the collation of the context. */
export function withCollation(type: DataType, by: Context): DataType {
  if (type.kind === "array")
    return { ...type, element: withCollation(type.element, by.kind === "array" ? by.element : by) };
  if (by.kind === "array") return withCollation(type, by.element);
  if (type.kind === "map" && by.kind === "map")
    return { ...type, key: withCollation(type.key, by.key), value: withCollation(type.value, by.value) };
  if (type.kind === "struct" && by.kind === "struct")
    return {
      ...type,
      fields: type.fields.map((field, i) => ({
        ...field,
        type: by.fields[i] ? withCollation(field.type, by.fields[i]) : field.type,
      })),
    };
  if (type.kind !== "string" || by.kind !== "string") return type;
  return by.collation === undefined ? { kind: "string" } : { kind: "string", collation: by.collation };
}

/** Spark finds one collation for the strings among the arguments of these, and casts all to it. */
const single: ReadonlySet<string> = new Set([
  ...["in", "array", "array_join", "concat", "||", "greatest", "least", "coalesce", "array_contains", "array_except"],
  ...["concat_ws", "mask", "replace", "translate", "trim", "ltrim", "rtrim", "array_append", "array_intersect"],
  ...["array_position", "array_remove", "array_union", "arrays_overlap", "contains", "endswith", "startswith"],
  ...["=", "==", "!=", "<>", "<=>", "<", "<=", ">", ">=", "find_in_set", "instr", "to_number", "try_to_number"],
  ...["str_to_map", "levenshtein", "split_part", "lag", "lead", "regexp_replace", "lpad", "rpad", "overlay", "elt"],
  ...["substring_index", "locate", "if", "when", "case"],
]);
/** The same behind another function, which prints its arguments as they were. */
const hidden: ReadonlySet<string> = new Set(["btrim", "nvl", "nvl2", "decode"]);
/** What cannot compare where two collations are in conflict. */
const decided: ReadonlySet<string> = new Set([
  ...["=", "==", "!=", "<>", "<=>", "<", "<=", ">", ">=", "in", "contains", "endswith", "startswith", "upper", "lower"],
  ...["initcap", "find_in_set", "instr", "replace", "locate", "substring_index", "trim", "ltrim", "rtrim", "translate"],
]);

/** What searches a text knows no collation that tells case apart but not accents. */
const searching: ReadonlySet<string> = new Set([
  ...["contains", "startswith", "endswith", "instr", "locate", "replace", "translate", "substring_index"],
  ...["split_part", "str_to_map", "trim", "ltrim", "rtrim", "btrim"],
]);
/** What matches a pattern looks at bytes, or at letters without their case. */
const matching: ReadonlySet<string> = new Set([
  ...["like", "ilike", "rlike", "split", "regexp_replace", "regexp_extract", "regexp_extract_all", "regexp_count"],
  ...["regexp_instr", "regexp_substr"],
]);

function unsupported(name: string, { type }: Collated, at: number, context: Context | undefined): boolean {
  const to = context ? withCollation(type, context) : type;
  const collation = to.kind === "string" ? to.collation : undefined;
  if (collation === undefined || collation === INDETERMINATE) return false;
  if (matching.has(name)) return at === 0 && collation !== "UTF8_LCASE";
  return searching.has(name) && /_AI(_RTRIM)?$/.test(collation) && !/_CI_AI/.test(collation);
}

/** The arguments among which a collation is found, group by group. */
function groups<A extends Collated>(name: string, args: readonly A[]): readonly (readonly A[])[] {
  const texts = (some: readonly A[]): readonly A[] => some.filter((arg) => hasText(arg.type));
  if (name === "map") return [0, 1].map((odd) => texts(args.filter((_, i) => i % 2 === odd)));
  // CASE counts the NULLs and numbers among its results too, and gives up on them.
  if (name === "case" || name === "when") return [resultsOf(args, 1)];
  if (name === "decode") return [texts(resultsOf(args, 2))];
  if (name === "nvl2" || name === "if") return [texts(args.slice(1))];
  return [texts(args)];
}

/** What is compared in pairs behind a function or operator that looks at more. */
const pairs: Readonly<Record<string, (count: number) => readonly (readonly [number, number])[]>> = {
  nullif: () => [[0, 1]],
  between: () => [
    [0, 1],
    [0, 2],
  ],
  decode: (count) => Array.from({ length: Math.floor((count - 1) / 2) }, (_, i) => [0, 2 * i + 1] as const),
};

type CollationError =
  | "COLLATION_MISMATCH.EXPLICIT"
  | "INDETERMINATE_COLLATION_IN_EXPRESSION"
  | "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE";

export interface Coercion {
  /** By position: what the strings of the argument become. */
  readonly contexts: readonly (Context | undefined)[];
  readonly refused?: CollationError;
}

/** What Spark does to the collations of the arguments of a function or operator. */
export function coerceCollations(name: string, args: readonly Collated[]): Coercion {
  const found: (Context | undefined)[] = args.map(() => undefined);
  if (!args.some((arg) => isCollated(arg.type))) return { contexts: found };
  const isDecided = decided.has(name);
  const lost = (type: DataType): boolean =>
    leaves(type).some((leaf) => leaf.kind === "string" && leaf.collation === INDETERMINATE);
  if (isDecided && args.some((arg) => lost(arg.type)))
    return { contexts: found, refused: "INDETERMINATE_COLLATION_IN_EXPRESSION" };
  for (const pair of pairs[name]?.(args.length) ?? []) {
    const { refused } = coerceCollations(
      "=",
      pair.flatMap((i) => args[i] ?? []),
    );
    if (refused) return { contexts: found, refused };
  }
  const grouped = name === "map" || single.has(name) || hidden.has(name) ? groups(name, args) : [];
  for (const group of grouped) {
    const won = winner(group);
    if (!won) continue;
    if (holds(won, strengths.clash)) return { contexts: found, refused: "COLLATION_MISMATCH.EXPLICIT" };
    if (isDecided && holds(won, strengths.indeterminate))
      return { contexts: found, refused: "INDETERMINATE_COLLATION_IN_EXPRESSION" };
    const members = new Set(group);
    for (const [i, arg] of args.entries()) if (members.has(arg)) found[i] = won;
  }
  if (args.some((arg, i) => unsupported(name, arg, i, found[i])))
    return { contexts: found, refused: "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE" };
  return { contexts: found };
}

function holds(context: Context, strength: Strength): boolean {
  if (context.kind === "string") return context.strength === strength;
  if (context.kind === "array") return holds(context.element, strength);
  if (context.kind === "map") return holds(context.key, strength) || holds(context.value, strength);
  return context.kind === "struct" && context.fields.some((field) => holds(field, strength));
}

const told = (args: readonly Printed[]): readonly Collated[] =>
  args.map((arg) => ({ type: typeOf(arg) ?? { kind: "void" }, context: () => childContext(arg) }));

/** The collation that each argument is brought under by the call that prints it. */
export function shownCollations(name: string, args: readonly Printed[]): readonly (string | undefined)[] {
  if (!single.has(name) && name !== "map") return args.map(() => undefined);
  const collated = told(args);
  return coerceCollations(name, collated).contexts.map((context, i) => {
    const type = collated[i]?.type;
    if (!context || type?.kind !== "string") return undefined;
    const to = withCollation(type, context);
    return to.kind === "string" && to.collation !== type.collation ? (to.collation ?? "UTF8_BINARY") : undefined;
  });
}

/** The collation that the texts among the arguments are brought under. */
export function foundCollation(name: string, args: readonly Printed[]): string | undefined {
  const found = coerceCollations(name, told(args)).contexts.find((context) => context);
  return found?.kind === "string" ? found.collation : undefined;
}

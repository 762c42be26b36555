import { readType } from "../../functions/notation.js";
import type { DataType } from "../../types/index.js";
import { castAllowed, castCanBeNull, castErrorClass } from "./cast.js";
import { decimalAverage, decimalSum } from "./decimal.js";
import { generatorRules } from "./generators.js";
import {
  asText,
  double,
  fullInterval,
  isAnsiInterval,
  isIntegral,
  isText,
  isUnknown,
  sameShape,
  string,
  unknown,
} from "./kinds.js";
import { lambdaRules } from "./lambdas.js";
import { INDETERMINATE, type Meeting, tightest, widest, widestOf } from "./lattice.js";
import { literalRules } from "./literals.js";
import { type ArithmeticOperator, arithmetic, bitwise, comparison, logical, type Outcome } from "./operators.js";
import { allNullable } from "./parsed.js";
import { digitsOf, roundingRules } from "./rounding.js";
import {
  type Arg,
  mismatch,
  named,
  namedAll,
  type ResultRule,
  type RuleOutcome,
  refuse,
  typed,
  unexpected,
} from "./rule.js";
import { structRules } from "./structs.js";

const bigint: DataType = { kind: "bigint" };
const boolean: DataType = { kind: "boolean" };

export const arrayOf = (element: DataType, containsNull: boolean): DataType => ({
  kind: "array",
  element,
  containsNull,
});
const typesOf = (args: readonly Arg[]): readonly DataType[] => args.map((arg) => arg.type);
const at = (args: readonly Arg[], word: string): Arg | undefined => args[Number(word)];

/** Everything from the k-th argument on meets in one type. */
function meet(
  args: readonly Arg[],
  from: number,
  meeting: Meeting,
): { type: DataType; casts: (DataType | undefined)[] } | undefined {
  const type = widestOf(typesOf(args.slice(from)), meeting);
  return type && { type, casts: args.map((_, i) => (i < from ? undefined : type)) };
}
const diff = (args: readonly Arg[]): RuleOutcome =>
  args.some((arg) => isUnknown(arg.type))
    ? undefined
    : mismatch("DATA_DIFF_TYPES", undefined, { dataType: namedAll(typesOf(args), "or") });

function byOperator(outcome: Outcome): RuleOutcome {
  if (!outcome) return undefined;
  if ("mismatch" in outcome) return mismatch(outcome.mismatch);
  return { type: outcome.type, casts: outcome.targets, alwaysNullable: outcome.alwaysNullable ?? false };
}
const operand = (arg: Arg | undefined): Arg["source"] => arg?.source ?? { type: unknown, nullable: true };

const element = (type: DataType | undefined): DataType | undefined =>
  type?.kind === "array" ? type.element : type?.kind === "map" ? type.value : type?.kind === "void" ? type : undefined;

function sum(type: DataType): DataType | undefined {
  if (isUnknown(type)) return type;
  if (isIntegral(type)) return bigint;
  if (type.kind === "decimal") return decimalSum(type);
  return isAnsiInterval(type) ? type : double;
}

function average(type: DataType): DataType {
  if (isUnknown(type)) return type;
  if (type.kind === "decimal") return decimalAverage(type);
  return isAnsiInterval(type) ? fullInterval(type) : double;
}
const middle = (type: DataType): DataType =>
  isUnknown(type) ? type : isAnsiInterval(type) ? fullInterval(type) : double;

/** An array of the type when the argument that says how many is an array. */
const listed = (type: DataType | undefined, by: Arg | undefined): RuleOutcome =>
  typed(type && by?.type.kind === "array" ? arrayOf(type, false) : type);

/** Whether an array of the combination can hold NULL, by function. */
const combiner =
  (
    containsNull: (a: DataType & { readonly kind: "array" }, b: Arg) => boolean,
    arrays: boolean,
    second = 1,
    deep = false,
  ): ResultRule =>
  (args) => {
    const a = args[0]?.type;
    const right = args[second];
    if (!a || !right || isUnknown(a) || isUnknown(right.type)) return undefined;
    if (a.kind !== "array" || (arrays && right.type.kind !== "array"))
      return a.kind === "void" ? undefined : arrays ? mismatch("BINARY_ARRAY_DIFF_TYPES") : unexpected("ARRAY", 0);
    const other = arrays ? element(right.type) : right.type;
    const type = other && tightest(a.element, other);
    return type
      ? typed(arrayOf(deep ? allNullable(type) : type, containsNull(a, right)))
      : mismatch(arrays ? "BINARY_ARRAY_DIFF_TYPES" : "ARRAY_FUNCTION_DIFF_TYPES");
  };
const holdsNull = (arg: Arg): boolean => arg.type.kind === "array" && arg.type.containsNull;

function mapOf(args: readonly Arg[]): RuleOutcome {
  const keys = args.filter((_, i) => i % 2 === 0);
  const values = args.filter((_, i) => i % 2 === 1);
  const key = widestOf(typesOf(keys));
  const value = widestOf(typesOf(values));
  if (!key || !value) {
    if (args.some((arg) => isUnknown(arg.type))) return undefined;
    return mismatch(key ? "CREATE_MAP_VALUE_DIFF_TYPES" : "CREATE_MAP_KEY_DIFF_TYPES");
  }
  const valueContainsNull = values.some((arg) => arg.nullable || castCanBeNull(arg.type, value));
  return typed({ kind: "map", key, value, valueContainsNull });
}
const _castsNull = (from: DataType, to: DataType): boolean => isText(from) && !isText(to) && to.kind !== "binary";

function concat(args: readonly Arg[]): RuleOutcome {
  if (args.length === 0) return typed(string);
  if (args.some((arg) => isUnknown(arg.type))) return undefined;
  if (!args.some((arg) => arg.type.kind === "array")) return texts(args, "0,");
  const all = meet(args, 0, "strings");
  return all ? typed(all.type, { casts: all.casts }) : diff(args);
}

/** The arguments at the positions of the word; `1,` means from the first on. */
function chosen(args: readonly Arg[], word: string): readonly Arg[] {
  if (word === "") return args;
  if (word.endsWith(",")) return args.slice(Number.parseInt(word, 10));
  return word.split(",").flatMap((i) => args[Number(i)] ?? []);
}

/** The collation that all text arguments share. */
function collated(args: readonly Arg[], word: string): RuleOutcome {
  const found = chosen(args, word);
  const strings = typesOf(found).flatMap((type, i) => {
    const written = found[i]?.source.type ?? unknown;
    if (written.kind === "array") return type.kind === "array" && isText(written.element) ? [type.element] : [];
    return isText(written) ? [isText(type) ? type : written] : [];
  });
  return typed(strings.length === 0 ? string : widestOf(strings.map(textOf)));
}
const textOf = (type: DataType): DataType => (isText(type) ? asText(type) : string);

/** Binary where all of them are, else the collation that they share. */
function texts(args: readonly Arg[], word: string): RuleOutcome {
  const found = chosen(args, word);
  const binary = found.length > 0 && found.every((arg) => arg.source.type.kind === "binary");
  const outcome = binary ? typed({ kind: "binary" }) : collated(args, word);
  if (!outcome || "kind" in outcome) return outcome;
  return { ...outcome, casts: args.map((arg) => (found.includes(arg) ? outcome.type : undefined)) };
}

function decode(args: readonly Arg[]): RuleOutcome {
  const results = args.filter((_, i) => i >= 2 && (i % 2 === 0 || (i === args.length - 1 && args.length % 2 === 0)));
  for (let i = 1; i + 1 < args.length; i += 2) {
    const compared = comparison(operand(args[0]), operand(args[i]));
    if (compared && "mismatch" in compared) return mismatch(compared.mismatch, i);
  }
  const open = args.length % 2 === 1;
  // Without a default Spark adds NULL as a string, which takes part in finding the type.
  const types = typesOf(results);
  const missing = types.find((type) => type.kind === "string") ?? string;
  const type = widestOf(open ? [...types, missing] : types);
  if (!type) return diff(results);
  const nullable = open || results.some((arg) => arg.nullable || castCanBeNull(arg.type, type));
  return typed(type, { nullable });
}

/** CASE: conditions and results in turn, ELSE last. */
function caseWhen(args: readonly Arg[]): RuleOutcome {
  const results = args.filter((_, i) => i % 2 === 1 || (i === args.length - 1 && args.length % 2 === 1));
  for (const [i, arg] of args.entries())
    if (!results.includes(arg) && !["boolean", "void"].includes(arg.type.kind) && !isUnknown(arg.type))
      return unexpected("BOOLEAN", i);
  const type = widestOf(typesOf(results));
  if (!type) return diff(results);
  if (conflicts(type, results)) return undefined;
  // A branch behind a condition that is always true is never reached.
  const certain = args.findIndex((arg, i) => i % 2 === 0 && i < args.length - 1 && arg.source.constant === true);
  const reached = certain < 0 ? results : args.filter((arg, i) => results.includes(arg) && i <= certain + 1);
  const open = certain < 0 && args.length % 2 === 0;
  return typed(type, { nullable: open || reached.some((arg) => arg.nullable || castCanBeNull(arg.type, type)) });
}

/** Collations that met without a rule for them: Spark refuses some of these. */
const conflicts = (type: DataType, args: readonly Arg[]): boolean =>
  isLost(type) && !args.some((arg) => isLost(arg.type));
const isLost = (type: DataType): boolean => type.kind === "string" && type.collation === INDETERMINATE;

const moments: readonly DataType["kind"][] = ["date", "timestamp", "timestamp_ntz"];

function sequence(args: readonly Arg[]): RuleOutcome {
  const [start, stop, step] = args;
  if (!start || !stop) return undefined;
  const family = (arg: Arg): string | undefined =>
    isIntegral(arg.type)
      ? "number"
      : moments.includes(arg.type.kind)
        ? "moment"
        : isUnknown(arg.type) || isText(arg.type) || arg.type.kind === "void"
          ? undefined
          : "other";
  const [first, last, by] = [family(start), family(stop), step && family(step)];
  if (first === "other" || last === "other" || (first && last && first !== last) || by === "moment")
    return mismatch("SEQUENCE_WRONG_INPUT_TYPES");
  const type = widest(start.type, stop.type, "plain");
  if (!type) {
    const promoted = widestOf(args.map((arg) => arg.type));
    return promoted && isIntegral(promoted)
      ? typed(arrayOf(promoted, false), { casts: args.map(() => promoted) })
      : undefined;
  }
  if (type.kind === "date" || type.kind === "timestamp" || type.kind === "timestamp_ntz")
    return typed(arrayOf(type, false), { casts: [type, type] });
  const all = widestOf(args.map((arg) => arg.type));
  return all && isIntegral(all) ? typed(arrayOf(all, false), { casts: args.map(() => all) }) : undefined;
}

/** What no element can be found by: `[]` takes any whole number, the functions an INT at most. */
function wrongIndex(base: DataType, index: DataType, word: string): RuleOutcome {
  if (isUnknown(index)) return undefined;
  if (index.kind === "void") return base.kind === "array" && word !== "" ? unexpected("INT", 1) : undefined;
  if (base.kind === "array")
    return isIntegral(index) && (word === "" || index.kind !== "bigint")
      ? undefined
      : unexpected(word === "" ? "INTEGRAL" : "INT", 1);
  if (base.kind !== "map" || word === "") return undefined;
  return tightest(base.key, index) ? undefined : mismatch("MAP_FUNCTION_DIFF_TYPES");
}

/**
 * `element_at` and `[]`: a constant index into an array constructor finds its child; one into any other array may be
 * out of bounds. An index that is no constant fails there, so that only the elements' own NULLs count.
 */
const elementAccess: ResultRule = (args, word) => {
  const [base, index] = args;
  if (!base || !index || isUnknown(base.type)) return undefined;
  const type = element(base.type);
  if (!type) return undefined;
  const refused = wrongIndex(base.type, index.type, word);
  if (refused) return refused;
  const constant = (index.source.foldable === true || index.source.literal === true) && !index.nullable;
  if (base.type.kind !== "array" || (word === "try" && !constant)) return typed(type, { nullable: true });
  if (!constant) return typed(type, { nullable: base.nullable || base.type.containsNull });
  const position = digitsOf(index);
  const children = base.source.elements;
  if (!children) return typed(type, { nullable: true });
  if (position === undefined) return typed(type, { nullable: children.some((c) => c.nullable) });
  const child = children[word === "" ? position : position < 0 ? children.length + position : position - 1];
  return typed(type, { nullable: child?.nullable ?? (word === "try" && position !== 0) });
};

/** Rules by name; what stands in parentheses behind the name in a row is the rule's word. */
export const resultRules: Readonly<Record<string, ResultRule | undefined>> = {
  ...literalRules,
  ...lambdaRules,
  ...generatorRules,
  ...structRules,
  ...roundingRules,
  same: (args, word) => typed(at(args, word)?.type ?? (args.length === 0 ? { kind: "void" } : undefined)),
  collated,
  widest: (args, word) => {
    const all = meet(args, Number(word), "strings");
    return all ? typed(all.type, { casts: all.casts }) : diff(args.slice(Number(word)));
  },
  plainWidest: (args) => {
    const all = meet(args, 0, "plain");
    return all ? typed(all.type, { casts: all.casts }) : diff(args);
  },
  widestWith: (args, word) => typed(args[0] && widest(args[0].type, readType(word))),
  element: (args, word) => typed(element(at(args, word)?.type)),
  elementAccess,
  sum: (args) => typed(args[0] && sum(args[0].type)),
  average: (args, word) => {
    const arg = at(args, word === "" ? "0" : word);
    return typed(arg && average(arg.type));
  },
  middle: (args) => typed(args[0] && middle(args[0].type)),
  percentile: (args) => listed(args[0] && middle(args[0].type), args[1]),
  listed: (args, word) => {
    const [type = "", by = ""] = word.split(";");
    return listed(/^\d$/.test(type) ? at(args, type)?.type : readType(type), at(args, by));
  },
  array: (args, word) => {
    const arg = at(args, word);
    return arg && typed(arrayOf(arg.type, arg.nullable));
  },
  list: (args, word, call) => {
    const arg = at(args, word);
    return arg && typed(arrayOf(arg.type, call.respectNulls === true));
  },
  /** Lists of a text's parts: what a match found may be missing, a list of words never is. */
  nullableList: (args, word) => {
    const arg = at(args, word);
    return arg && typed(arrayOf(arg.type, true));
  },
  listOfLists: (args, word) => {
    const arg = at(args, word);
    return arg && typed(arrayOf(arrayOf(arg.type, false), false));
  },
  arrayOfAll: (args) => {
    const all = meet(args, 0, "strings");
    if (!all) return diff(args);
    return typed(
      arrayOf(
        all.type,
        args.some((arg) => arg.nullable || castCanBeNull(arg.type, all.type)),
      ),
    );
  },
  arithmetic: (args, word) => byOperator(arithmetic(word as ArithmeticOperator, operand(args[0]), operand(args[1]))),
  comparison: (args) => byOperator(comparison(operand(args[0]), operand(args[1]))),
  bitwise: (args) => byOperator(bitwise(operand(args[0]), operand(args[1]))),
  logical: (args) => byOperator(logical(operand(args[0]), operand(args[1]))),
  between: (args) => {
    const low = comparison(operand(args[0]), operand(args[1]));
    const high = comparison(operand(args[0]), operand(args[2]));
    if (!low || !high) return undefined;
    if ("mismatch" in low) return mismatch(low.mismatch);
    if ("mismatch" in high) return mismatch(high.mismatch, 2);
    return typed(boolean, { casts: [low.targets[0], low.targets[1], high.targets[1]] });
  },
  in: (args) => {
    const all = meet(args, 0, "strings");
    const [first] = args;
    if (!all && first && args.every(({ type }) => sameShape(type, first.type))) return typed(boolean);
    return all ? typed(boolean, { casts: all.casts }) : diff(args);
  },
  appended: combiner(() => true, false, 1, true),
  removed: combiner(holdsLeft, false),
  inserted: combiner(() => true, false, 2, true),
  unioned: combiner((a, b) => a.containsNull || holdsNull(b), true),
  intersected: combiner((a, b) => a.containsNull && holdsNull(b), true),
  excepted: combiner(holdsLeft, true),
  compacted: (args) => typed(args[0]?.type.kind === "array" ? { ...args[0].type, containsNull: false } : undefined),
  /** Whether an array holds a value, or a map a key: both must meet without strings turning into numbers. */
  contained: (args, word, call) => {
    const [base, value] = args.map((arg) => arg.type);
    if (!base || !value || isUnknown(base) || isUnknown(value)) return undefined;
    const isMap = base.kind === "map";
    const held = isMap ? base.key : base.kind === "array" ? base.element : undefined;
    if (!held) return base.kind === "void" ? undefined : unexpected(/^map/.test(call.name) ? "MAP" : "ARRAY", 0);
    if (value.kind === "void" && word === "boolean") return mismatch("NULL_TYPE");
    const met = widest(held, value, word === "boolean" ? "plain" : "tight");
    return met && !isLost(met)
      ? typed(readType(word))
      : mismatch(isMap ? "MAP_FUNCTION_DIFF_TYPES" : "ARRAY_FUNCTION_DIFF_TYPES");
  },
  overlapping: (args) => {
    const [a, b] = args.map((arg) => arg.type);
    if (!a || !b || isUnknown(a) || isUnknown(b)) return undefined;
    if (a.kind !== "array" || b.kind !== "array") return mismatch("BINARY_ARRAY_DIFF_TYPES");
    return tightest(a.element, b.element) ? typed(boolean) : mismatch("BINARY_ARRAY_DIFF_TYPES");
  },
  flattened: (args) => {
    const outer = args[0]?.type;
    return typed(outer?.kind === "array" ? outer.element : undefined);
  },
  concat,
  texts,
  textMap: (args) => {
    const text = args[0] && textOf(args[0].type);
    return text && typed({ kind: "map", key: text, value: text, valueContainsNull: true });
  },
  nullif: (args) => {
    const outcome = comparison(operand(args[0]), operand(args[1]));
    if (outcome && "mismatch" in outcome) return mismatch(outcome.mismatch);
    return typed(args[0]?.type);
  },
  percentileOf: (args) => {
    const type = args[0]?.type;
    return listed(type && (isText(type) || type.kind === "void") ? double : type, args[1]);
  },
  by: (args) => args[0] && typed(args.length === 2 ? args[0].type : arrayOf(args[0].type, true)),
  decode,
  case: caseWhen,
  nanvl: (args) => {
    const [first, second] = args.map((arg) => arg.source.type.kind);
    const type: DataType = first === "float" && (second === "float" || second === "void") ? { kind: "float" } : double;
    return typed(type, { casts: args.map(() => type) });
  },
  map: mapOf,
  mapConcat: (args) => {
    if (args.length === 0) return typed(readType("map<string,string>"));
    const all = meet(args, 0, "strings");
    return all ? typed(all.type, { casts: all.casts }) : diff(args);
  },
  entries: (args) => {
    const map = args[0]?.type;
    if (map?.kind !== "map") return undefined;
    const fields = [
      { name: "key", type: map.key, nullable: false },
      { name: "value", type: map.value, nullable: map.valueContainsNull },
    ];
    return typed(arrayOf({ kind: "struct", fields }, false));
  },
  keys: (args) => typed(args[0]?.type.kind === "map" ? arrayOf(args[0].type.key, true) : undefined),
  values: (args) => typed(args[0]?.type.kind === "map" ? arrayOf(args[0].type.value, true) : undefined),
  mapFromArrays: (args) => {
    const [keys, values] = args.map((arg) => arg.type);
    if (keys?.kind !== "array" || values?.kind !== "array") return undefined;
    return typed({ kind: "map", key: keys.element, value: values.element, valueContainsNull: values.containsNull });
  },
  mapFromEntries: (args) => {
    const entry = element(args[0]?.type);
    const [key, value] = entry?.kind === "struct" ? entry.fields : [];
    if (!key || !value || args[0]?.type.kind !== "array") return undefined;
    return typed({ kind: "map", key: key.type, value: value.type, valueContainsNull: value.nullable });
  },
  sequence,
  timeBucket: (args) => {
    const [, time, origin] = args;
    const [kind, other] = [time?.source.type, origin?.source.type];
    const told = kind && other && ![kind, other].some((type) => isUnknown(type) || type.kind === "void");
    if (told && kind.kind !== other.kind) return unexpected(named(kind), 2);
    return typed(time?.source.type.kind === "void" && origin ? origin.type : time?.type);
  },
  histogram: (args) => {
    if (!args[0]) return undefined;
    const fields = [
      { name: "x", type: args[0].type, nullable: true },
      { name: "y", type: double, nullable: true },
    ];
    return typed(arrayOf({ kind: "struct", fields }, true));
  },
  topK: (args) => {
    if (!args[0]) return undefined;
    const fields = [
      { name: "item", type: args[0].type, nullable: true },
      { name: "count", type: bigint, nullable: false },
    ];
    return typed(arrayOf({ kind: "struct", fields }, false));
  },
  topKSketch: (args) => {
    if (!args[0]) return undefined;
    const fields = [
      { name: "sketch", type: { kind: "binary" } as const, nullable: false },
      { name: "maxItemsTracked", type: { kind: "int" } as const, nullable: false },
      { name: "itemDataType", type: args[0].type, nullable: true },
      { name: "itemDataTypeDDL", type: string, nullable: false },
    ];
    return typed({ kind: "struct", fields });
  },
  cast: (args, word) => {
    const to = readType(word);
    const from = args[0]?.type;
    if (!from) return undefined;
    return castAllowed(from, to) === false ? refuse(castErrorClass(from, to), 0) : typed(to, { casts: [to] });
  },
  unknown: () => undefined,
};

function holdsLeft(a: DataType & { readonly kind: "array" }): boolean {
  return a.containsNull;
}

const name = /^(\w+)(?:\((.*)\))?$/s;

/** Applies a rule by its name, or reads the type that stands in its place. */
export function applyResult(returns: string, args: readonly Arg[], call: Parameters<ResultRule>[2]): RuleOutcome {
  const match = name.exec(returns);
  const rule = match?.[1] === undefined ? undefined : resultRules[match[1]];
  if (rule) return rule(args, match?.[2] ?? "", call);
  const type = readType(returns);
  return type.kind === "unknown" ? undefined : { type };
}

import { parameterClass, parameterClassNames, takes } from "../../src/analysis/typing/parameters.js";
import { readType } from "../../src/functions/notation.js";
import type { FunctionRow, FunctionTrait } from "../../src/functions/row.js";
import type { Facts, FunctionFacts } from "./facts.js";

/**
 * Drafts the row of a function from what a server said. A person reads it, writes the sentence, and names a result
 * rule where a constant type or `same(k)` does not explain the samples.
 */
export function draftRow(facts: Facts, name: string, doc = ""): FunctionRow {
  const fn = facts.functions[name];
  if (!fn) return { name, kind: "scalar", returns: "unknown", nulls: "always", doc };
  const signature = draftSignature(facts, name, fn);
  const traits = draftTraits(fn);
  return {
    name,
    kind: fn.kind ?? "scalar",
    ...(signature === undefined ? {} : { takes: signature }),
    returns: draftResult(facts, fn),
    nulls: draftNulls(fn),
    ...(traits.length === 0 ? {} : { traits }),
    ...(fn.since === undefined ? {} : { since: fn.since }),
    doc,
  };
}

const refusedCount = /WRONG_NUM_ARGS|REQUIRED_PARAMETER_NOT_FOUND|PARSE_SYNTAX|UNEXPECTED_POSITIONAL|NO_SYNTAX/;

/** The numbers of arguments that the server took. */
export function countsOf(fn: FunctionFacts): readonly number[] {
  const expected = /^\[?([\d, ]+)\]?$/.exec(fn.expected ?? "");
  if (expected?.[1] !== undefined) return expected[1].split(", ").map(Number);
  return Object.entries(fn.arity)
    .filter(([, answer]) => !refusedCount.test(answer))
    .map(([count]) => Number(count));
}

/** Parameter names as the usage text shows them: `substr(str, pos[, len])`. */
export function parameterNames(name: string, usage: string): readonly string[] {
  const head = usage.indexOf(`${name}(`);
  if (head < 0) return [];
  let depth = 0;
  let end = head + name.length;
  for (; end < usage.length; end++) {
    if (usage[end] === "(") depth++;
    if (usage[end] === ")" && --depth === 0) break;
  }
  return usage
    .slice(head + name.length + 1, end)
    .replace(/[[\]*+]/g, "")
    .split(/[,|]/)
    .map((part) => part.trim().replace(/\W.*$/s, ""))
    .filter((part) => part !== "");
}

function draftSignature(facts: Facts, name: string, fn: FunctionFacts): string | undefined {
  const counts = countsOf(fn);
  if (counts.length === 0) return undefined;
  const least = Math.min(...counts);
  const open = counts.length > 5 || fn.expected?.startsWith(">") === true;
  const most = open ? least + 1 : Math.max(...counts);
  const names = parameterNames(name, fn.usage);
  const parts: string[] = [];
  for (let i = 0; i < most; i++) {
    const repeated = open && i === most - 1;
    const { accepts, constant } = classAt(facts, fn, i);
    const mark = repeated ? "*" : i >= least ? "?" : "";
    const printed = i >= least && !repeated ? printedDefault(fn, i) : undefined;
    const label = names[i] ?? `arg${i + 1}`;
    parts.push(
      `${label}${mark}: ${constant ? "constant " : ""}${accepts}${printed === undefined ? "" : ` = ${printed}`}`,
    );
  }
  return parts.join(", ");
}

/** The class that takes what was taken at a position, and nothing that was refused. */
function classAt(facts: Facts, fn: FunctionFacts, position: number): { accepts: string; constant: boolean } {
  const types = new Set<string>();
  const required = new Set<string>();
  let constant = true;
  let asked = false;
  let takesNull = false;
  for (const sample of fn.samples) {
    const key = sample.args[position];
    if (key === "void") takesNull = true;
    if (key === undefined || key === "void" || key === "lambda") continue;
    if (!key.startsWith("lit ")) constant = false;
    const text = key.replace(/^lit /, "");
    types.add(facts.basis[text] ?? text);
    if (!key.startsWith("lit ") && sample.args.every((other, i) => i === position || other === "void")) asked = true;
  }
  for (const [at, type] of Object.entries(fn.required)) if (at.endsWith(`:${position}`)) required.add(type);
  const all = [...types].map(readType).filter((type) => type.kind !== "unknown");
  const scored = parameterClassNames
    .map((name) => {
      const accepted = parameterClass(name);
      if (!accepted || particular.has(name) || !all.every((type) => takes(accepted, type))) return undefined;
      if (takesNull && !takes(accepted, { kind: "void" })) return undefined;
      const extra = asked ? core.filter((t) => !types.has(t) && takes(accepted, readType(t))).length : 0;
      return { name, score: extra * 10 + (required.has(accepted.required) ? 0 : 3) };
    })
    .filter((entry) => entry !== undefined)
    .sort((a, b) => a.score - b.score);
  const best = scored[0];
  const certain = best !== undefined && (asked ? best.score < 10 : required.size > 0 && best.score === 0);
  return { accepts: certain ? best.name : "any", constant: constant && types.size > 0 };
}

/** Classes that a person gives to one function or two: their sets of types are another class's by chance. */
const particular: ReadonlySet<string> = new Set([
  ...["options", "texts", "sortable", "hashable", "arrays", "dateText", "windowTime", "ansiInterval", "onlySeed"],
  ...[
    "histogrammable",
    "formattable",
    "hexable",
    "anyNumeric",
    "castInstant",
    "intOrString",
    "onlyDouble",
    "onlyFraction",
  ],
]);

/** The types that every position was asked with. */
const core = [
  ...["boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "decimal(7,2)", "decimal(38,18)", "string"],
  ...["binary", "date", "timestamp", "timestamp_ntz", "time(6)", "interval year to month", "interval day to second"],
  ...["array<int>", "array<string>", "map<string,int>", "struct<a:int,b:string>", "variant"],
];

/** What the server printed for an argument that was left out. */
function printedDefault(fn: FunctionFacts, position: number): string | undefined {
  for (const sample of fn.samples) {
    if (sample.args.length > position || sample.args.includes("lambda")) continue;
    const inner = /^\w+\((.*)\)$/s.exec(sample.printed.replace(/ OVER \(.*$/s, ""))?.[1];
    const parts = inner?.split(", ") ?? [];
    if (parts.length > position) return parts[position];
  }
  return undefined;
}

function draftResult(facts: Facts, fn: FunctionFacts): string {
  const told = fn.samples.filter((s) => !s.args.includes("void") && !s.args.includes("lambda"));
  const used = told.length > 0 ? told : fn.samples;
  const results = new Set(used.map((sample) => sample.type));
  if (results.size === 1) return [...results][0] ?? "unknown";
  if (results.size > 1 && [...results].every((type) => type.startsWith("string"))) return "collated";
  for (const k of [0, 1, 2])
    if (used.every((sample) => facts.basis[(sample.args[k] ?? "").replace(/^lit /, "")] === sample.type))
      return `same(${k})`;
  return "unknown";
}

function draftNulls(fn: FunctionFacts): string {
  const asked = fn.samples.filter((s) => s.nulls.length === s.args.length + 1 && !s.args.includes("void"));
  const flags = new Set((asked.length > 0 ? asked : fn.samples).flatMap((sample) => [...sample.nulls]));
  if (flags.size === 1) return flags.has("!") ? "never" : "always";
  return asked.some((sample) => sample.nulls.startsWith("!")) ? "any" : "always";
}

function draftTraits(fn: FunctionFacts): readonly FunctionTrait[] {
  const traits: FunctionTrait[] = [];
  if (fn.named.length > 0) traits.push("named");
  if (fn.kind === "aggregate" && fn.clauses.ignoreNulls === "ok") traits.push("ignoreNulls");
  if (fn.kind === "window" && fn.clauses.ignoreNullsOver === "ok") traits.push("ignoreNulls");
  if (fn.clauses.withinGroup === "ok") traits.push("withinGroup");
  if (fn.clauses.overFrame?.startsWith("_LEGACY_ERROR_TEMP_103")) traits.push("noFrame");
  if (fn.bare) traits.push("bare");
  if (fn.nondeterministic) traits.push("nondeterministic");
  return traits;
}

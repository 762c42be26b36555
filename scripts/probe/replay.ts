import { type Constant, resolveCall, type TypedArg } from "../../src/analysis/typing/index.js";
import { sameType } from "../../src/analysis/typing/kinds.js";
import { readType, writeType } from "../../src/functions/notation.js";
import type { Facts, Sample } from "./facts.js";

/** How our table answers a call that the server accepted. */
export interface Verdict {
  readonly type: "exact" | "wrong" | "unknown" | "refused";
  readonly nulls: "exact" | "wrong" | "unasked";
  readonly got: string;
}

/** The argument that a sample's key stands for, nullable or not. `undefined` for one that a replay cannot know. */
export function argumentOf(facts: Facts, key: string, nullable: boolean, printed?: string): TypedArg | undefined {
  if (key === "void") return { type: { kind: "void" }, nullable: true, literal: true, foldable: true, constant: null };
  if (key === "lambda") return undefined;
  const literal = key.startsWith("lit ");
  const name = literal ? key.slice(4) : key;
  const text = facts.basis[name] ?? (name.endsWith("!") ? facts.basis[name] : undefined) ?? name;
  const type = readType(text);
  if (type.kind === "unknown") return undefined;
  if (!literal) return { type, nullable, foldable: false, name: nullable ? `${name.replace(/!$/, "")}?` : name };
  const constant = printed === undefined ? undefined : constantOf(type.kind, printed);
  return {
    type,
    nullable: false,
    foldable: true,
    literal: true,
    ...(constant === undefined ? {} : { constant }),
    ...(type.kind === "array" ? { elements: [{ type: type.element, nullable: type.containsNull }] } : {}),
  };
}

/** The value of a literal, from what the server printed in its place. */
function constantOf(kind: string, printed: string): Constant | undefined {
  if (kind === "string") return printed;
  if (["tinyint", "smallint", "int", "bigint"].includes(kind))
    return /^-?\d+$/.test(printed) ? Number(printed) : undefined;
  return kind === "boolean" ? printed === "true" : undefined;
}

/** What was printed for each argument, where the name shows one for each. */
function printedArguments(sample: Sample): readonly string[] {
  const inner = /^[\w]+\((.*)\)$/s.exec(sample.printed.replace(/ OVER \(.*$/s, ""))?.[1];
  const parts = inner?.split(", ") ?? [];
  return parts.length >= sample.args.length ? parts : [];
}

/** Asks our table for every variant of a sample: nothing nullable, then one argument at a time. */
export function replay(facts: Facts, name: string, sample: Sample): Verdict | undefined {
  const keys = sample.args;
  const printed = printedArguments(sample);
  const plain = keys.map((key, i) => argumentOf(facts, key, false, printed[i]));
  if (plain.some((arg) => arg === undefined)) return undefined;
  const kind = facts.functions[name]?.kind;
  const ask = (args: readonly TypedArg[]) => {
    const group = name === "percentile_cont" || name === "percentile_disc";
    return resolveCall({
      name,
      args: group ? args.slice(1) : args,
      ...(group ? { withinGroup: args.slice(0, 1) } : {}),
      ...(kind === "window" ? { over: { ordered: true, frame: false } } : {}),
    });
  };
  const first = ask(plain as readonly TypedArg[]);
  if (first.kind === "unknown") return { type: "unknown", nulls: "unasked", got: first.why };
  if (first.kind === "refused") return { type: "refused", nulls: "unasked", got: first.errorClass };
  const rows = kind === "generator" || kind === "table";
  const got = rows
    ? (first.columns ?? []).map((c) => `${c.name} ${writeType(c.type)}${c.nullable ? "" : "!"}`).join("; ")
    : writeType(first.type);
  const exact = rows ? got === sample.type : sameType(first.type, readType(sample.type));
  if (!exact) return { type: "wrong", nulls: "unasked", got };
  if (rows) return { type: "exact", nulls: "unasked", got };
  const flags = [first.nullable];
  // The flags of a sample with two of them and more arguments are of the one argument that varied.
  const varied = sample.nulls.length === keys.length + 1 ? keys.map((_, i) => i) : [];
  for (const i of varied) {
    const key = keys[i] ?? "";
    if (key === "void" || key.startsWith("lit ")) {
      flags.push(first.nullable);
      continue;
    }
    const args = plain.map((arg, j) =>
      i === j ? argumentOf(facts, key.endsWith("!") ? key.slice(0, -1) : key, true) : arg,
    );
    const answer = ask(args as readonly TypedArg[]);
    flags.push(answer.kind === "typed" ? answer.nullable : true);
  }
  const wanted = varied.length > 0 ? sample.nulls : sample.nulls.slice(0, 1);
  const shown = flags.map((flag) => (flag ? "?" : "!")).join("");
  // A literal, an always-NULL argument and a column that cannot be varied repeat the first flag on the server's side.
  const agree = [...wanted].every((flag, i) => flag === shown[i] || (i > 0 && fixed(keys[i - 1] ?? "")));
  return { type: "exact", nulls: agree ? "exact" : "wrong", got: shown };
}
const fixed = (key: string): boolean => key === "void" || key.startsWith("lit ") || key.endsWith("!");

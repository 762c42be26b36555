import {
  type CallResult,
  nameOf,
  type Printed,
  resolveCall,
  sameType,
  type TypedArg,
} from "../../src/analysis/typing/index.js";
import { writeType } from "../../src/functions/notation.js";
import type { FunctionRow, Overload } from "../../src/functions/row.js";
import { type Parameter, parameterAt, parseSignature, takesCount } from "../../src/functions/signature.js";
import type { DataType } from "../../src/types/index.js";
import { type Answer, accepted } from "./server.js";

/** A call for the server and for our table. */
export interface Trial {
  readonly sql: string;
  readonly name: string;
  readonly ours: CallResult;
  readonly printed: string | undefined;
}

/** What both said about a trial. */
export type Verdict =
  | "exact"
  | "both refuse"
  | "other error class"
  | "false refusal"
  | "missed refusal"
  | "unknown"
  | "wrong type"
  | "wrong nullability"
  | "wrong name";

export interface Basis {
  readonly columns: ReadonlyMap<string, { readonly type: DataType; readonly nullable: boolean }>;
  /** A constant of each type, by key. */
  readonly literals: Readonly<Record<string, string>>;
}

const infix: ReadonlySet<string> = new Set(
  "!= <> % & * / < << <= <=> = == > >= >> >>> ^ and or div || | like ilike rlike regexp".split(" "),
);
const prefix: ReadonlySet<string> = new Set(["!", "not", "~"]);
/** Syntax of its own, modules that are not loaded, or nothing to ask about. */
const unaskable =
  /^(case|when|cast|in|between|\[\]|.*like(any|all)|extract|.*avro|.*protobuf|python_worker_logs|measure|grouping|grouping_id|window_time|approx_top_k_(combine|estimate)|java_method|reflect|try_reflect|from_(json|csv|xml))$/;

/** The column that stands for a parameter class in a first attempt. */
const natural: Readonly<Record<string, string>> = {
  ...{ any: "i32", orderable: "i32", keyable: "str", string: "str", onlyString: "str", text: "str", binary: "bin" },
  ...{ onlyBinary: "bin", int: "i32", onlyInt: "i32", days: "i32", bigint: "i64", intOrBigint: "i32", integral: "i32" },
  ...{ integralOrBoolean: "i32", double: "f64", numeric: "f64", onlyNumeric: "i32", fraction: "f64" },
  ...{ numericOrInterval: "f64", doubleOrInterval: "f64", signed: "i32", summable: "i32", boolean: "bool" },
  ...{ onlyBoolean: "bool", date: "date", onlyDate: "date", timestamp: "ts", onlyTimestamp: "ts", instant: "ts" },
  ...{ timestamp_ntz: "ntz", castInstant: "ts", clock: "ts", parseable: "str", time: "time", onlyTime: "time" },
  ...{ variant: "var", array: "ai", map: "msi", arrayOrMap: "ai", struct: "st", nested: "st", structOrVariant: "st" },
  ...{ structs: "kv", strings: "as", stringOrStrings: "str", sequenceable: "str", floats: "af32", sketchable: "i32" },
  ...{ geospatial: "geom", anyNumeric: "i32", hexable: "i32", formattable: "i32", histogrammable: "i32" },
};

/** Calls of one name: the natural types at every count of arguments, then one position at a time through other types. */
export function trialsOf(row: FunctionRow, name: string, basis: Basis, keys: readonly string[]): readonly Trial[] {
  if (row.takes === undefined || unaskable.test(name) || row.kind === "table") return [];
  const overloads: readonly Overload[] = typeof row.takes === "string" ? [{ takes: row.takes }] : row.takes;
  const trials = new Map<string, Trial>();
  for (const { takes } of overloads) {
    const parameters = parseSignature(takes);
    for (let count = 0; count <= Math.min(parameters.length + 1, 7); count++) {
      if (!takesCount(parameters, count)) continue;
      const seed = Array.from({ length: count }, (_, i) => naturalKey(parameterAt(parameters, i)));
      const add = (args: readonly string[]): void => {
        const trial = makeTrial(row, name, args, basis);
        if (trial) trials.set(trial.sql, trial);
      };
      add(seed);
      for (const [i, key] of seed.entries()) {
        if (basis.columns.has(`${key}?`)) add(seed.with(i, `${key}?`));
        for (const other of keys) add(seed.with(i, parameterAt(parameters, i)?.constant ? `= ${other}` : other));
      }
    }
  }
  return [...trials.values()];
}

function naturalKey(parameter: Parameter | undefined): string {
  const sized = /^(?:oneOrMany|decimal)\(/.test(parameter?.accepts ?? "") ? "f64" : undefined;
  const key = sized ?? natural[parameter?.accepts ?? "any"] ?? "i32";
  return parameter?.constant ? `= ${key}` : key;
}

function makeTrial(row: FunctionRow, name: string, keys: readonly string[], basis: Basis): Trial | undefined {
  const args: TypedArg[] = [];
  const printed: Printed[] = [];
  const sqls: string[] = [];
  for (const key of keys) {
    const literal = key.startsWith("= ") ? key.slice(2) : undefined;
    if (key === "void" || literal === "void") {
      args.push({ type: { kind: "void" }, nullable: true, literal: true, foldable: true, constant: null });
      printed.push({ kind: "literal", type: { kind: "void" }, value: null });
      sqls.push("NULL");
      continue;
    }
    const column = basis.columns.get(literal ?? key);
    const sql = literal === undefined ? `\`${key}\`` : basis.literals[literal];
    if (!column || sql === undefined) return undefined;
    sqls.push(sql);
    printed.push({ kind: "column", name: literal === undefined ? key : `= ${literal}`, type: column.type });
    args.push(
      literal === undefined
        ? { ...column, foldable: false, name: key }
        : {
            type: column.type,
            nullable: false,
            foldable: true,
            literal: /^i\d+$|^str$/.test(literal),
            ...constantOf(literal),
          },
    );
  }
  const sql = sqlOf(row, name, sqls);
  const needs = row.traits?.includes("needsWithinGroup") === true;
  const over = row.kind === "window" ? { over: { ordered: true, frame: false } } : {};
  const ours = resolveCall({
    name,
    args: needs ? args.slice(1) : args,
    ...(needs ? { withinGroup: args.slice(0, 1) } : {}),
    ...over,
  });
  const window =
    row.kind === "window" ? { over: { partitionBy: [], orderBy: [{ of: { kind: "column", name: "i32" } }] } } : {};
  const known = keys.every((key) => !key.startsWith("= "));
  const operator = infix.has(name) || prefix.has(name) || (/^[+-]$/.test(name) && keys.length > 0);
  const item = (
    operator ? { kind: "operator", op: name, args: printed } : { kind: "call", name, args: printed, ...window }
  ) as Printed;
  return { sql, name, ours, printed: known && row.kind !== "generator" && !needs ? nameOf(item) : undefined };
}

function constantOf(key: string): { readonly constant?: number | string | boolean } {
  if (/^i\d+$/.test(key)) return { constant: 1 };
  return key === "str" ? { constant: "a" } : key === "bool" ? { constant: true } : {};
}

function sqlOf(row: FunctionRow, name: string, args: readonly string[]): string {
  if (prefix.has(name) || (/^[+-]$/.test(name) && args.length === 1)) return `${name} ${args[0] ?? ""}`;
  if (infix.has(name) || /^[+-]$/.test(name))
    return args.length === 2 ? `${args[0]} ${name} ${args[1]}` : `like(${args.join(", ")})`;
  if (row.traits?.includes("needsWithinGroup"))
    return `${name}(${args.slice(1).join(", ")}) WITHIN GROUP (ORDER BY ${args[0]})`;
  const call = `\`${name}\`(${args.join(", ")})`;
  return row.kind === "window" ? `${call} OVER (ORDER BY i32)` : call;
}

/** Holds the server's answer against ours. */
export function judge(trial: Trial, answer: Answer): { readonly verdict: Verdict; readonly detail: string } {
  const { ours } = trial;
  const told = accepted(answer)
    ? answer.map((c) => `${writeType(c.type)}${c.nullable ? "" : "!"}`).join("; ")
    : answer.errorClass;
  const got =
    ours.kind === "typed"
      ? `${writeType(ours.type)}${ours.nullable ? "" : "!"}`
      : ours.kind === "refused"
        ? ours.errorClass
        : "unknown";
  const detail = `${trial.sql}: Spark ${told}, we ${got}`;
  if (!accepted(answer)) {
    if (ours.kind === "refused")
      return { verdict: ours.errorClass === answer.errorClass ? "both refuse" : "other error class", detail };
    return { verdict: ours.kind === "unknown" ? "unknown" : "missed refusal", detail };
  }
  if (ours.kind === "unknown") return { verdict: "unknown", detail };
  if (ours.kind === "refused") return { verdict: "false refusal", detail };
  const columns = ours.columns ?? [{ type: ours.type, nullable: ours.nullable }];
  const same =
    columns.length === answer.length && columns.every((c, i) => sameType(c.type, answer[i]?.type ?? { kind: "void" }));
  if (!same) return { verdict: "wrong type", detail };
  if (!columns.every((c, i) => c.nullable === answer[i]?.nullable)) return { verdict: "wrong nullability", detail };
  if (trial.printed !== undefined && trial.printed !== answer[0]?.name)
    return { verdict: "wrong name", detail: `${trial.sql}: Spark ${answer[0]?.name}, we ${trial.printed}` };
  return { verdict: "exact", detail };
}

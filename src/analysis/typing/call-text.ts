import { findFunction } from "../../functions/catalog/index.js";
import type { FunctionRow, Overload } from "../../functions/row.js";
import { type Parameter, parseSignature, takesCount } from "../../functions/signature.js";
import { foundCollation, shownCollations, typeOf } from "./collation.js";
import { lambdaVariables } from "./lambdas.js";
import type { Printed, PrintedBound, PrintedSortKey, PrintedWindow } from "./printed.js";
import { joined, list, type Text, UNSURE } from "./text.js";

type Call = Printed & { readonly kind: "call" };
type Print = (item: Printed) => Text;

/** A call as Spark prints it: the called name or another, arguments, defaults of those left out, clauses. */
export function printCall(call: Call, print: Print): Text {
  const row = findFunction(call.name);
  if (row?.name === "when") return printWhen(call, print);
  const args = printArguments(row, call, print);
  const own = row ? ownForm(row, call, args) : undefined;
  const plain = own ?? plainForm(row, call, args);
  const head =
    call.respectNulls && row?.kind === "aggregate" && row.returns === "list(0)"
      ? joined`${plain} RESPECT NULLS`
      : plain;
  const grouped = call.withinGroup ? joined`${head} WITHIN GROUP (ORDER BY ${withinGroup(call, print)})` : head;
  const filtered = call.filter ? joined`${grouped} FILTER (WHERE ${print(call.filter)})` : grouped;
  const silent = ["first", "last", "any_value", "collect_list", "collect_set", "lag", "lead"];
  const nulls = call.ignoreNulls && row && !silent.includes(row.name) ? joined`${filtered} ignore nulls` : filtered;
  return call.over ? joined`${nulls} OVER (${window(call, call.over, row, print)})` : nulls;
}

const variable = "namedlambdavariable()";
const ARRAY_SORT_ORDER =
  "lambdafunction((IF(((v IS NULL) AND (v IS NULL)), 0, (IF((v IS NULL), 1, (IF((v IS NULL), -1, " +
  "(IF((v < v), -1, (IF((v > v), 1, 0)))))))))), v, v)";

function printArguments(row: FunctionRow | undefined, call: Call, print: Print): readonly Text[] {
  const texts = printCollated(row?.name ?? call.name, call.args, print);
  const variables = row && lambdaVariables[row.name];
  const args = call.args.map((arg, i): Text => {
    const count = variables?.[i];
    if (count !== undefined && arg.kind !== "lambda")
      return joined`lambdafunction(${print(arg)}${`, ${variable}`.repeat(count)})`;
    return texts[i] ?? UNSURE;
  });
  if (row?.name === "aggregate" && args.length === 3) return [...args, `lambdafunction(${variable}, ${variable})`];
  if (row?.name === "array_sort" && args.length === 1) return [...args, ARRAY_SORT_ORDER.replace(/\bv\b/g, variable)];
  return args;
}

/** What is brought under another collation shows it where it is a literal; a cast only changes its type, and hides. */
export function printCollated(name: string, args: readonly Printed[], print: Print): readonly Text[] {
  const shown = shownCollations(name, args);
  return args.map((arg, i) => {
    if (shown[i] === undefined) return print(arg);
    if (arg.kind === "cast") return print(arg.of);
    return arg.kind === "literal" ? joined`'${print(arg)}' collate ${shown[i]}` : print(arg);
  });
}

function printWhen(call: Call, print: Print): Text {
  const args = printArguments(undefined, call, print);
  let text: Text = "CASE";
  for (let i = 0; i < args.length; i += 2) {
    const when: Text = args[i] ?? UNSURE;
    const then: Text | undefined = args[i + 1];
    text = then === undefined ? joined`${text} ELSE ${when}` : joined`${text} WHEN ${when} THEN ${then}`;
  }
  return joined`${text} END`;
}

/** `to_char` becomes another function for dates, and for a binary the one that its format names. */
function charForm(call: Call): string | undefined {
  const [first, format] = call.args;
  const kind = first && "type" in first ? first.type?.kind : undefined;
  if (kind === "date" || kind === "timestamp" || kind === "timestamp_ntz") return "date_format";
  if (kind !== "binary") return undefined;
  const word = format?.kind === "literal" ? String(format.value).toLowerCase() : undefined;
  const alias = call.name.toLowerCase() === "to_varchar";
  if (word === "hex" || word === "base64") return `${alias ? "{name}" : word}({0})`;
  if (word === "utf-8") return alias ? "{name}({0}, {1})" : "decode({0}, {1})";
  return NO_FORM;
}

/** `mode` with a second argument: which of several values it takes is an order that it keeps. */
function modeForm(call: Call): string | undefined {
  const [, deterministic] = call.args;
  if (!deterministic) return undefined;
  if (deterministic.kind !== "literal") return NO_FORM;
  return deterministic.value === true ? "mode() WITHIN GROUP (ORDER BY {0} DESC)" : "mode({0})";
}

/** A map read from JSON prints as that and no more. */
const jsonForm = (call: Call): string | undefined => (call.type?.kind === "map" ? "entries{none}" : undefined);

/** The origin that is left out is of the type of the timestamp. */
function bucketForm(call: Call): string | undefined {
  const [, time, origin] = call.args;
  const isNtz = !origin && time && typeOf(time)?.kind === "timestamp_ntz";
  return isNtz ? "{name}({0}, {1}, TIMESTAMP_NTZ '1970-01-01 00:00:00')" : undefined;
}

/** The form hangs on what a constant expression gives. */
const NO_FORM = "?";
const formsByValue: Readonly<Record<string, ((call: Call) => string | undefined) | undefined>> = {
  to_char: charForm,
  mode: modeForm,
  from_json: jsonForm,
  time_bucket: bucketForm,
};

function signatureOf(row: FunctionRow, count: number): { overload?: Overload; parameters: readonly Parameter[] } {
  const overloads = typeof row.takes === "string" ? [{ takes: row.takes }] : (row.takes ?? []);
  const overload = overloads.find((candidate) => takesCount(parseSignature(candidate.takes), count));
  return overload ? { overload, parameters: parseSignature(overload.takes) } : { parameters: [] };
}

/** The template of a row or overload: `{0}` an argument, `{*}` all of them, `{name}` the called name. */
function ownForm(row: FunctionRow, call: Call, args: readonly Text[]): Text | undefined {
  const called = call.name.toLowerCase();
  const { overload, parameters } = signatureOf(row, args.length);
  const converted = formsByValue[row.name]?.(call);
  if (converted === NO_FORM) return UNSURE;
  const form =
    converted ?? overload?.prints ?? (called === row.name ? row.prints : row.aliasPrints?.[called]) ?? shortened(row);
  if (form === undefined) return undefined;
  if (!/[({]/.test(form)) return joined`${form}(${withDefaults(parameters, args, call)})`;
  if (args.some((arg) => arg === UNSURE)) return UNSURE;
  const distinct = call.distinct ? "DISTINCT " : "";
  return form.replace(/\{(\d|\*|name|none)\}/g, (_, key: string) => {
    if (key === "name") return `${headOf(row, call)}`;
    if (key === "none") return "";
    if (key === "*") return distinct + args.map(String).join(", ");
    return (key === "0" ? distinct : "") + String(args[Number(key)] ?? "");
  });
}
const shortened = (row: FunctionRow): string | undefined => (row.prints?.startsWith("{name}") ? row.prints : undefined);

/** IGNORE NULLS and RESPECT NULLS turn `first_value` into `first`; WITHIN GROUP turns `string_agg` into `listagg`. */
function headOf(row: FunctionRow, call: Call): string {
  return call.ignoreNulls || call.respectNulls || call.withinGroup ? row.name : call.name.toLowerCase();
}

function plainForm(row: FunctionRow | undefined, call: Call, args: readonly Text[]): Text {
  if (!row) return joined`${call.name}(${list(args)})`;
  const { parameters } = signatureOf(row, args.length);
  return joined`${headOf(row, call)}(${withDefaults(parameters, args, call)})`;
}

/** The functions whose default texts take part in finding the collation. */
const collatedDefaults: readonly string[] = ["lpad", "rpad", "replace", "str_to_map", "mask"];

function withDefaults(parameters: readonly Parameter[], args: readonly Text[], call: Call): Text {
  const collation = foundCollation(call.name.toLowerCase(), call.args);
  const binary = call.args[0] && "type" in call.args[0] && call.args[0].type?.kind === "binary";
  const left = parameters.slice(args.length).flatMap((p) => {
    if (p.printed === undefined) return [];
    if (binary && p.name === "pad") return ["X'00'"];
    const text = collation !== undefined && collatedDefaults.includes(call.name.toLowerCase()) && p.printed !== "NULL";
    return [text ? `'${p.printed}' collate ${collation}` : p.printed];
  });
  return joined`${call.distinct ? "DISTINCT " : ""}${list([...args, ...left])}`;
}

function withinGroup(call: Call, print: Print): Text {
  const keys = call.withinGroup ?? [];
  const name = call.name.toLowerCase();
  // MODE keeps its order turned round; the percentiles print theirs without the place of NULLs.
  if (name === "mode" && call.args.length === 0)
    return list(keys.map((key) => joined`${print(key.of)}${key.descending ? "" : " DESC"}`));
  if (name.startsWith("percentile_"))
    return list(keys.map((key) => joined`${print(key.of)}${key.descending ? " DESC" : ""}`));
  return sortKeys(keys, print);
}

function sortKeys(keys: readonly PrintedSortKey[], print: Print): Text {
  return list(
    keys.map((key) => {
      const nulls = key.nulls ?? (key.descending ? "last" : "first");
      return joined`${print(key.of)} ${key.descending ? "DESC" : "ASC"} NULLS ${nulls.toUpperCase()}`;
    }),
  );
}

function window(call: Call, over: PrintedWindow, row: FunctionRow | undefined, print: Print): Text {
  const parts: Text[] = [];
  if (over.partitionBy.length > 0) parts.push(joined`PARTITION BY ${list(over.partitionBy.map(print))}`);
  if (over.orderBy.length > 0) parts.push(joined`ORDER BY ${sortKeys(over.orderBy, print)}`);
  parts.push(frame(call, over, row, print));
  return parts.some((part) => part === UNSURE) ? UNSURE : parts.map(String).join(" ");
}

function frame(call: Call, over: PrintedWindow, row: FunctionRow | undefined, print: Print): Text {
  if (over.frame) {
    const end = over.frame.end ?? "current row";
    return joined`${over.frame.unit.toUpperCase()} BETWEEN ${bound(over.frame.start, print)} AND ${bound(end, print)}`;
  }
  if (row?.name === "lag" || row?.name === "lead") {
    const offset = call.args[1] ? print(call.args[1]) : "1";
    if (offset === UNSURE) return UNSURE;
    const moved = row.name === "lead" ? offset : offset.startsWith("-") ? offset.slice(1) : `-${offset}`;
    return `ROWS BETWEEN ${moved} FOLLOWING AND ${moved} FOLLOWING`;
  }
  if (row?.traits?.includes("noFrame"))
    return `${row.name === "cume_dist" ? "RANGE" : "ROWS"} BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`;
  return over.orderBy.length > 0
    ? "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
    : "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";
}

function bound(at: PrintedBound, print: Print): Text {
  // A distance that is cast to the type of the key is no plain distance back any more.
  if (typeof at !== "string" && at.isCast && at.direction === "preceding")
    return joined`(- ${print(at.offset)}) FOLLOWING`;
  return typeof at === "string" ? at.toUpperCase() : joined`${print(at.offset)} ${at.direction.toUpperCase()}`;
}

import { quoteIfNeeded } from "../../types/index.js";
import { printCall, printCollated } from "./call-text.js";
import { typeOf } from "./collation.js";
import { isNumeric, isText } from "./kinds.js";
import { literalText } from "./literal-text.js";
import { isPlain } from "./object-text.js";
import { isInterval } from "./parameters.js";
import type { Printed } from "./printed.js";
import { joined, list, type Text, UNSURE } from "./text.js";
import { typeText } from "./type-text.js";

/** The name that Spark gives to a select item without an alias. `undefined` where we cannot tell. */
export function nameOf(item: Printed): string | undefined {
  if (item.kind === "variable") return item.name;
  if (item.kind === "field" || item.kind === "column" || item.kind === "variantPath" || item.kind === "alias") {
    if (item.kind !== "field" || isPath(item)) return item.name;
  }
  if (item.kind === "cast" && item.of.kind === "variantPath") return item.of.name;
  if (item.kind === "cast" && item.of.kind === "column") return item.of.name;
  const text = print(item);
  return text === UNSURE ? undefined : text;
}

/** A field of a column, or of a column's field: what Spark resolves as one name. */
const isPath = (item: Printed): boolean =>
  item.kind === "column" ||
  item.kind === "variable" ||
  (item.kind === "field" && item.isWhole !== true && isPath(item.of));

const printed = new WeakMap<Printed, Text>();

/**
 * How an expression prints inside another. Remembered, because an operator may need the text of an operand more than
 * once, and so on below it.
 */
export function print(item: Printed): Text {
  const known = printed.get(item);
  if (known !== undefined) return known;
  const text = printAnew(item);
  printed.set(item, text);
  return text;
}

function printAnew(item: Printed): Text {
  switch (item.kind) {
    case "column":
      return item.within ?? item.name;
    case "field":
      if (item.ofArray === true && !isPlain(item.of)) return UNSURE;
      return item.isKey ? joined`${print(item.of)}[${item.name}]` : joined`${print(item.of)}.${item.name}`;
    case "element":
      return joined`${print(item.of)}[${print(item.index)}]`;
    case "variantPath": {
      const path = item.path.startsWith("[") ? item.path : `.${item.path}`;
      return joined`variant_get(${print(item.of)}, $${path}) AS ${quoteIfNeeded(item.name)}`;
    }
    case "variable":
      return UNSURE;
    case "literal":
      return literalText(item.type, item.value) ?? UNSURE;
    case "call":
      return printCall(item, print);
    case "operator":
      return printOperator(item.op.toLowerCase(), item.args);
    case "case":
      return printCase(item);
    case "cast":
      return printCast(item);
    case "lambda":
      return joined`lambdafunction(${print(item.body)}${", namedlambdavariable()".repeat(item.parameters)})`;
    case "lambdaVariable":
      return "namedlambdavariable()";
    case "alias":
      return joined`${print(item.of)} AS ${item.name}`;
    case "star":
      return "1";
    case "text":
      return item.text;
  }
}

function printCast(item: Printed & { readonly kind: "cast" }): Text {
  if (item.to.kind === "struct" || item.to.kind === "array" || item.to.kind === "map") return print(item.of);
  return joined`${item.try ? "TRY_CAST" : "CAST"}(${print(item.of)} AS ${typeText(item.to)})`;
}

function printCase(item: Printed & { readonly kind: "case" }): Text {
  const args = [
    ...item.branches.flatMap(({ when, then }) => [when, then]),
    ...(item.otherwise ? [item.otherwise] : []),
  ];
  const texts = printCollated("case", args, print);
  const branches = item.branches.map((_, i) => joined` WHEN ${texts[2 * i] ?? ""} THEN ${texts[2 * i + 1] ?? ""}`);
  if (branches.some((branch) => branch === UNSURE)) return UNSURE;
  const otherwise = item.otherwise ? joined` ELSE ${texts.at(-1) ?? ""}` : "";
  return joined`CASE${branches.map(String).join("")}${otherwise} END`;
}

const infix = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>", "<", "<=", ">", ">=", "=", "<=>", "div"];

function printOperator(op: string, args: readonly Printed[]): Text {
  const [left, right, third] = args;
  const texts = printCollated(op, args, print);
  const [l = UNSURE, r = UNSURE] = texts;
  if (op.startsWith("not ") && op !== "not like any" && op !== "not like all")
    return joined`(NOT ${printOperator(op.slice(4), args)})`;
  if (op === "is not true" || op === "is not false") return joined`(NOT ${printOperator(`is ${op.slice(7)}`, args)})`;
  if ((op === "+" || op === "-") && args.length === 1) return joined`(${op} ${l})`;
  if (infix.includes(op)) return temporal(op, left, right) ?? joined`(${l} ${op} ${r})`;
  switch (op) {
    case "==":
      return joined`(${l} = ${r})`;
    case "!=":
    case "<>":
      return joined`(NOT (${l} = ${r}))`;
    case "and":
    case "or":
      return joined`(${l} ${op.toUpperCase()} ${r})`;
    case "!":
    case "not":
      return joined`(NOT ${l})`;
    case "~":
      return joined`~${l}`;
    case "||":
      return joined`concat(${l}, ${r})`;
    case "in":
      return joined`(${l} IN (${list(texts.slice(1))}))`;
    case "between":
      return joined`between(${list(texts)})`;
    case "like":
      return third ? joined`${l} LIKE ${r} ESCAPE '${print(third)}'` : joined`${l} LIKE ${r}`;
    case "ilike":
      return third ? joined`ilike(${l}, ${r}, ${print(third)})` : joined`ilike(${l}, ${r})`;
    case "rlike":
    case "regexp":
      return joined`RLIKE(${l}, ${r})`;
    case "likeany":
    case "like any":
      return joined`likeany(${l})`;
    case "likeall":
    case "like all":
      return joined`likeall(${l})`;
    case "notlikeany":
    case "not like any":
      return joined`notlikeany(${l})`;
    case "notlikeall":
    case "not like all":
      return joined`notlikeall(${l})`;
    case "ilikeany":
    case "ilike any":
      return joined`likeany(lower(${l}))`;
    case "ilikeall":
    case "ilike all":
      return joined`likeall(lower(${l}))`;
    case "isnull":
    case "is null":
    case "is unknown":
      return joined`(${l} IS NULL)`;
    case "isnotnull":
    case "is not null":
    case "is not unknown":
      return joined`(${l} IS NOT NULL)`;
    case "is true":
      return joined`(${l} <=> true)`;
    case "is false":
      return joined`(${l} <=> false)`;
    case "is distinct from":
      return joined`(NOT (${l} <=> ${r}))`;
    case "is not distinct from":
      return joined`(${l} <=> ${r})`;
    default:
      return UNSURE;
  }
}

/** Arithmetic with dates, times and intervals prints what it becomes. */
function temporal(op: string, left: Printed | undefined, right: Printed | undefined): Text | undefined {
  const a = left && typeOf(left);
  const b = right && typeOf(right);
  // Without the types, `a + 1` may be `date_add(a, 1)`.
  if (!left || !right || !"+-*/".includes(op)) return undefined;
  if (!a || !b || a.kind === "unknown" || b.kind === "unknown") return UNSURE;
  const l = print(left);
  const r = print(right);
  if (op === "*" && isInterval(b) && (isNumeric(a) || isText(a) || a.kind === "void"))
    return temporal(op, right, left) ?? joined`(${r} * ${l})`;
  if (op === "*" && a.kind === "interval") return joined`multiply_interval(${l}, ${r})`;
  if (op === "/" && a.kind === "interval") return joined`divide_interval(${l}, ${r})`;
  if (op === "*" || op === "/") return undefined;
  const moments = ["date", "timestamp", "timestamp_ntz", "time"];
  if (op === "+" && !moments.includes(a.kind) && (moments.includes(b.kind) || (isInterval(a) && b.kind === "string")))
    return temporal(op, right, left);
  if (a.kind === "date" && isNumeric(b)) return joined`${op === "+" ? "date_add" : "date_sub"}(${l}, ${r})`;
  if (a.kind === "date" && b.kind === "day_time_interval" && b.start === "day" && b.end === "day") {
    const days: Text = joined`extractansiintervaldays(${r})`;
    return op === "+" ? joined`date_add(${l}, ${days})` : joined`date_add(${l}, (- ${days}))`;
  }
  if (a.kind === "time" && b.kind === "time") return joined`${l} ${op} ${r}`;
  if (op === "+" && moments.includes(a.kind) && b.kind === "void") return joined`${l} + ${r}`;
  const shifted = (moments.includes(a.kind) || a.kind === "string") && isInterval(b);
  return shifted ? joined`${l} ${op} ${r}` : undefined;
}

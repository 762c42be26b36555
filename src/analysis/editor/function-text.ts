import type { FunctionRow } from "../../functions/row.js";
import { type Parameter, parseSignature } from "../../functions/signature.js";
import type { FunctionSchema } from "../../schema/model.js";
import { formatType } from "../../types/index.js";
import { parameterClass } from "../typing/index.js";

/** One way to call a function, as text with the place of each parameter. */
export interface SignatureText {
  readonly label: string;
  readonly parameters: readonly { readonly name: string; readonly start: number; readonly end: number }[];
  /** The last parameters may be given again and again, so many of them at a time. */
  readonly repeats: number;
}

/** Rows that are written as operators: their names are keywords. */
const operators: ReadonlySet<string> = new Set(
  "and or not in between div like ilike rlike regexp case when".split(" "),
);

/** Whether a row is called as `name(…)`. */
export function isCallable({ name }: FunctionRow): boolean {
  return /^[a-z]\w*$/.test(name) && !operators.has(name);
}

/** Types that a row may promise whatever the arguments are. */
const plainType =
  /^(?:boolean|tinyint|smallint|int|bigint|float|double|string|binary|date|timestamp(?:_ntz)?|variant|decimal\(\d+,\d+\)|(?:array|map|struct)<.*>)$/;

/** Every way to call a builtin; one of unknown parameters where nothing is claimed of them. */
export function signaturesOf(row: FunctionRow, name: string = row.name): readonly SignatureText[] {
  if (row.takes === undefined) return [{ label: `${name}(…)`, parameters: [], repeats: 0 }];
  const overloads = typeof row.takes === "string" ? [{ takes: row.takes }] : row.takes;
  return overloads.map((one) => {
    const returns = ("returns" in one ? one.returns : undefined) ?? row.returns;
    const parameters = parseSignature(one.takes);
    const repeats = parameters.filter((parameter) => parameter.repeated).length;
    const type = plainType.test(returns) ? returns.replaceAll("!", "") : undefined;
    return signatureText(
      name,
      parameters.map((parameter) => [parameter.name, parameterText(parameter)]),
      repeats,
      type,
    );
  });
}

/** How a function of the catalog is called. */
export function userSignature({ name, parameters, returns, kind }: FunctionSchema): SignatureText {
  const type = returns ? formatType(returns) : kind === "table" ? "table" : undefined;
  if (!parameters) return { label: `${name}(…)${type ? ` → ${type}` : ""}`, parameters: [], repeats: 0 };
  const texts = parameters.map(
    (one) => [one.name, `${one.name}${one.optional ? "?" : ""}: ${formatType(one.type)}`] as const,
  );
  return signatureText(name, texts, 0, type);
}

function signatureText(
  name: string,
  parameters: readonly (readonly [name: string, text: string])[],
  repeats: number,
  returns: string | undefined,
): SignatureText {
  let label = `${name}(`;
  const places = parameters.map(([parameter, text], i) => {
    if (i > 0) label += ", ";
    const start = label.length;
    label += text;
    return { name: parameter, start, end: label.length };
  });
  label += `)${returns === undefined ? "" : ` → ${returns}`}`;
  return { label, parameters: places, repeats };
}

function parameterText({ name, accepts, optional, repeated }: Parameter): string {
  return `${repeated ? "…" : ""}${name}${optional ? "?" : ""}: ${classText(accepts)}`;
}

/** `(STRING or BINARY)` of Spark's messages as a type is written elsewhere: `string | binary`. */
function classText(accepts: string): string {
  const required = parameterClass(accepts)?.required ?? "";
  if (required === "") return accepts === "any" ? "any" : accepts.replace(/\(.*$/, "");
  return required
    .replace(/^\((.*)\)$/, "$1")
    .replace(/TIMESTAMP WITHOUT TIME ZONE/g, "TIMESTAMP_NTZ")
    .split(/ or /i)
    .join(" | ")
    .toLowerCase();
}

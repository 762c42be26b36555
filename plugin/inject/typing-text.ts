import type { Analysis, BoundKind, Parameter, ResultColumn } from "../../src/analysis/contract.js";
import type { DataType, Kind } from "../../src/types/index.js";
import { propertyName, typeScriptOf } from "../../src/types/typescript.js";

/** How our types are named in a file that may not import them. */
export const importOfOurs = 'import("dbsql")';

const own = (name: string): string => `${importOfOurs}.${name}`;

/** The row of a query of which nothing is known: every column may be there, none has a type. */
const unknownRow = "{ [column: string]: unknown }";

/**
 * What a session's tag is told of a query: its row, what may stand in its holes, and whether it is a command, which
 * starts at once and can be awaited.
 */
export function typingText(analysis: Analysis, text: string, holes: number): string {
  return objectText(analysis, parametersText(analysis, text, holes));
}

const beforeRow = "{ row: ";
/** Where in such a text the row begins. */
export const rowAt = beforeRow.length;

/** The same for any text of what follows the SQL. */
export function objectText({ columns, statement }: Analysis, params: string): string {
  const kind = statement === "query" ? "" : '; kind: "command"';
  return `${beforeRow}${rowText(columns)}; params: ${params}${kind} }`;
}

/** The TypeScript text of one row of a query. */
function rowText(columns: readonly ResultColumn[] | undefined): string {
  if (columns === undefined) return unknownRow;
  const types = new Map<string, string>();
  for (const { name, type, nullable } of columns) {
    // Rows refuse two columns of one name, so neither may pass for a value of its type.
    types.set(name, types.has(name) ? "unknown" : typeScriptOf(type, { nullable, qualify: own }));
  }
  return `{ ${[...types].map(([name, type]) => `${propertyName(name)}: ${type}`).join("; ")} }`;
}

/** The TypeScript text of the tuple of what may stand in the holes. */
function parametersText(analysis: Analysis, text: string, holes: number): string {
  const byHole = new Map(
    analysis.parameters.flatMap((one) => (one.hole === undefined ? [] : [[one.hole, isList(one, text)] as const])),
  );
  const texts = Array.from({ length: holes }, (_, hole) => parameterText(byHole.get(hole)));
  return `[${texts.join(", ")}]`;
}

/** An array alone in `IN (…)` is a list of values. */
function isList(parameter: Parameter, text: string): Parameter {
  const alone =
    /\bin\s*\(\s*$/i.test(text.slice(Math.max(0, parameter.start - 40), parameter.start)) &&
    /^\s*\)/.test(text.slice(parameter.end, parameter.end + 40));
  return parameter.use === "value" && alone ? { ...parameter, use: "list" } : parameter;
}

const sqlParts = `${own("Fragment")} | ${own("Identifier")}`;

/** Whatever Spark may accept at the place is accepted here: an error must be a mistake. */
function parameterText(parameter: Parameter | undefined): string {
  if (parameter === undefined) return own("SqlParam");
  const value = valueText(parameter);
  const accepts: { readonly [U in Parameter["use"]]: string | undefined } = {
    value: value && `${value} | ${sqlParts}`,
    list: value && `${value} | readonly (${value})[] | ${sqlParts} | ${own("RelationParam")}`,
    relation: `${own("RelationParam")} | ${sqlParts}`,
    identifier: `string | ${sqlParts}`,
    fragment: undefined,
  };
  return accepts[parameter.use] ?? own("SqlParam");
}

const numeric = `number | bigint | ${own("Decimal")}`;
const moment = ["PlainDate", "PlainDateTime", "Instant", "ZonedDateTime"].map((name) => own(`Temporal.${name}`));
const instants = `${moment.join(" | ")} | Date | string`;
const duration = own("Temporal.Duration");

/** What may be bound where a value of the type is asked for; undefined where that is not known. */
const accepted: { readonly [K in Kind]?: string } = {
  boolean: "boolean",
  tinyint: numeric,
  smallint: numeric,
  int: numeric,
  bigint: numeric,
  float: numeric,
  double: numeric,
  decimal: numeric,
  string: "string",
  char: "string",
  varchar: "string",
  binary: "Uint8Array | string",
  date: instants,
  timestamp: instants,
  timestamp_ntz: instants,
  time: `${own("Temporal.PlainTime")} | string`,
  interval: duration,
  year_month_interval: duration,
  day_time_interval: duration,
};

function typeText(type: DataType): string | undefined {
  if (type.kind !== "array") return accepted[type.kind];
  const element = typeText(type.element);
  return element && `readonly (${element} | null)[]`;
}

const temporal = (tag: string): string => `${own("TemporalValue")}<"${tag}">`;

/** The TypeScript text of each kind of values: of Temporal, those of any polyfill. */
const kinds: { readonly [K in BoundKind]: string } = {
  string: "string",
  number: "number",
  bigint: "bigint",
  Decimal: own("Decimal"),
  boolean: "boolean",
  Uint8Array: "Uint8Array",
  PlainDate: temporal("PlainDate"),
  PlainDateTime: temporal("PlainDateTime"),
  Instant: `${temporal("Instant")} | Date`,
  PlainTime: temporal("PlainTime"),
  Duration: temporal("Duration"),
  array: `readonly ${own("SqlValue")}[]`,
  map: `ReadonlyMap<${own("SqlValue")}, ${own("SqlValue")}>`,
  null: "null",
};
const every = Object.keys(kinds) as readonly BoundKind[];
const scalars: readonly BoundKind[] = every.filter((kind) => kind !== "array" && kind !== "map" && kind !== "null");

function kindsText(accepts: readonly BoundKind[]): string | undefined {
  if (every.every((kind) => accepts.includes(kind))) return undefined;
  const isScalar = scalars.every((kind) => accepts.includes(kind));
  const named = every.filter((kind) => accepts.includes(kind) && !(isScalar && scalars.includes(kind)));
  return [...(isScalar ? [own("SqlScalar")] : []), ...named.map((kind) => kinds[kind])].join(" | ");
}

/** What may be bound to the parameter; undefined where that is not known. */
export function valueText({ type, accepts }: Pick<Parameter, "type" | "accepts">): string | undefined {
  if (accepts) return kindsText(accepts);
  const text = type && typeText(type);
  return text && `${text} | null`;
}

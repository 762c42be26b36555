import { propertyName } from "../../src/types/typescript.js";
import type { Query } from "./inspect.js";
import { objectText, valueText } from "./typing-text.js";

/**
 * The declaration file that gives calls with a literal text, `spark.sql("…", { … })`, their row and their arguments, for
 * toolchains that see no plugin. The same calls in any order give the same bytes.
 */
export function formatRegistry(calls: readonly Query[]): string {
  const entries = new Map<string, string>();
  for (const call of calls) {
    // What was analysed would be another text than the one that is sent.
    if (!call.sql.holdsMark) entries.set(call.sql.text, entryText(call));
  }
  const lines = [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, entry]) => `    ${literal(text)}: ${entry};`);
  return [
    "// Written by `dbsql generate` from the calls of this project. Do not edit: the next run replaces it.",
    'import "dbsql";',
    "",
    'declare module "dbsql" {',
    "  interface Queries {",
    ...lines,
    "  }",
    "}",
    "",
  ].join("\n");
}

/** Whether a file is what would be written for these calls, whatever line ends it was checked out with. */
export function isRegistryOf(text: string, calls: readonly Query[]): boolean {
  return text.replaceAll("\r\n", "\n") === formatRegistry(calls);
}

function entryText({ analysis, sql }: Query): string {
  return objectText(analysis, argumentsText(analysis.parameters, sql.text));
}

const anyValue = 'import("dbsql").SqlValue';

/** What follows the text in the call: nothing, an object for `:name`, or a tuple for `?`. */
function argumentsText(parameters: Query["analysis"]["parameters"], text: string): string {
  const markers = parameters.filter(({ hole }) => hole === undefined);
  if (markers.length === 0) {
    // Where the analyser does not look, it sees no markers either.
    return /[:?]/.test(text) ? '[args?: import("dbsql").SqlArguments]' : "[]";
  }
  const types = markers.map((marker) => valueText(marker) ?? anyValue);
  if (markers.some(({ name }) => name === undefined)) return `[args: readonly [${types.join(", ")}]]`;
  const named = new Map<string, string>();
  for (const [at, { name = "" }] of markers.entries()) {
    const before = named.get(name);
    // One value stands in several places, and Spark casts it for each.
    named.set(name, before === undefined || before === types[at] ? types[at]! : anyValue);
  }
  const members = [...named].map(([name, type]) => `readonly ${propertyName(name)}: ${type}`);
  return `[args: { ${members.join("; ")} }]`;
}

/** A string literal that every TypeScript reads as this text. */
function literal(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

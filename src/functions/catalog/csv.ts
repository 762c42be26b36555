import type { FunctionRow } from "../row.js";

export const csvFunctions: readonly FunctionRow[] = [
  {
    name: "from_csv",
    kind: "scalar",
    takes: "text: string, schema: constant any, options?: options",
    returns: "parsed(csv)",
    nulls: "args(0)",
    prints: "{name}({0})",
    since: "3.0.0",
    doc: "A line of CSV read into a schema.",
  },
  {
    name: "schema_of_csv",
    kind: "scalar",
    takes: "csv: constant onlyString, options?: options",
    returns: "string",
    nulls: "never",
    prints: "{name}({0})",
    since: "3.0.0",
    doc: "The schema, as DDL, that a line of CSV shows.",
  },
  {
    name: "to_csv",
    kind: "scalar",
    takes: "expr: record, options?: options",
    returns: "string",
    nulls: "always",
    prints: "{name}({0})",
    since: "3.0.0",
    doc: "A struct as a line of CSV.",
  },
];

import type { FunctionRow } from "../row.js";

export const structFunctions: readonly FunctionRow[] = [
  {
    name: "struct",
    kind: "scalar",
    takes: "col*: any",
    returns: "struct",
    nulls: "never",
    since: "1.4.0",
    doc: "A struct of the arguments, its fields named after them.",
  },
  {
    name: "named_struct",
    kind: "scalar",
    takes: "name*: constant any, value*: any",
    returns: "namedStruct",
    nulls: "never",
    since: "1.5.0",
    doc: "A struct of names and values in turn.",
  },
];

import type { FunctionRow } from "../row.js";

export const structFunctions: readonly FunctionRow[] = [
  {
    name: "struct",
    kind: "scalar",
    takes: "col1*: any",
    returns: "special expression",
    nulls: "never",
    since: "1.4.0",
    doc: "A struct of the arguments, its fields named after them.",
  },
  {
    name: "named_struct",
    kind: "scalar",
    takes:
      "name1?: constant any = , val1?: constant any, name2?: constant any, val2?: constant any, arg5?: constant any, arg6?: constant any",
    returns: "special expression",
    nulls: "never",
    since: "1.5.0",
    doc: "A struct of names and values in turn.",
  },
];

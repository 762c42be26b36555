import type { FunctionRow } from "../row.js";

export const tableFunctions: readonly FunctionRow[] = [
  {
    name: "collations",
    kind: "table",
    takes: "",
    returns:
      "columns(CATALOG:string!,SCHEMA:string!,NAME:string!,LANGUAGE:string,COUNTRY:string,ACCENT_SENSITIVITY:string!,CASE_SENSITIVITY:string!,PAD_ATTRIBUTE:string!,ICU_VERSION:string)",
    nulls: "any",
    since: "4.0.0",
    doc: "The collations that Spark knows.",
  },
  {
    name: "python_worker_logs",
    kind: "table",
    returns: "unknown",
    nulls: "any",
    traits: ["off"],
    since: "4.1.0",
    doc: "What Python workers logged.",
  },
  {
    name: "range",
    kind: "table",
    takes: "start: bigint, end?: bigint, step?: bigint, numSlices?: constant int",
    returns: "columns(id:bigint!)",
    nulls: "any",
    since: "2.0.0",
    doc: "The whole numbers from a start to an end.",
  },
  {
    name: "sql_keywords",
    kind: "table",
    takes: "",
    returns: "columns(keyword:string!,reserved:boolean!)",
    nulls: "any",
    since: "3.5.0",
    doc: "The words of Spark's SQL, and whether they are reserved.",
  },
  {
    name: "variant_explode",
    kind: "table",
    takes: "input: variant",
    returns: "columns(pos:int!,key:string,value:variant!)",
    nulls: "any",
    since: "4.0.0",
    doc: "A row for each element or field of a variant.",
  },
  {
    name: "variant_explode_outer",
    kind: "table",
    takes: "input: variant",
    returns: "columns(pos:int,key:string,value:variant)",
    nulls: "any",
    since: "4.0.0",
    doc: "`variant_explode` that gives a row of NULLs for nothing to explode.",
  },
];

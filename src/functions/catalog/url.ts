import type { FunctionRow } from "../row.js";

export const urlFunctions: readonly FunctionRow[] = [
  {
    name: "parse_url",
    kind: "scalar",
    takes: "url: onlyString, partToExtract: onlyString, key?: onlyString",
    returns: "string",
    nulls: "always",
    since: "2.0.0",
    doc: "A part of a URL.",
  },
  {
    name: "try_parse_url",
    kind: "scalar",
    takes: "url: onlyString, partToExtract: onlyString, key?: onlyString",
    returns: "string",
    nulls: "always",
    since: "4.0.0",
    doc: "`parse_url` that gives NULL where the URL is none.",
  },
  {
    name: "try_url_decode",
    kind: "scalar",
    takes: "str: string",
    returns: "string",
    nulls: "always",
    since: "4.0.0",
    doc: "`url_decode` that gives NULL where the text is not encoded.",
  },
  {
    name: "url_decode",
    kind: "scalar",
    takes: "str: string",
    returns: "string",
    nulls: "always",
    since: "3.4.0",
    doc: "Text of a URL without its percent signs.",
  },
  {
    name: "url_encode",
    kind: "scalar",
    takes: "str: string",
    returns: "string",
    nulls: "always",
    since: "3.4.0",
    doc: "Text written for a URL.",
  },
];

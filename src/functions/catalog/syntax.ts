import type { FunctionRow } from "../row.js";

/** Operators that Spark's parser knows and its function registry does not, in the words of `analysis`. */
export const syntaxRows: readonly FunctionRow[] = [
  {
    name: "[]",
    kind: "scalar",
    takes: "base: any, index: any",
    returns: "elementAccess",
    nulls: "always",
    doc: "The element at a position, counted from 0, or the value of a key.",
  },
  ...["likeany", "likeall", "notlikeany", "notlikeall", "ilikeany", "ilikeall"].map(
    (name): FunctionRow => ({
      name,
      kind: "scalar",
      takes: "str: string, pattern*: any",
      returns: "boolean",
      nulls: "always",
      doc: "True where text matches some, or all, of several patterns.",
    }),
  ),
];

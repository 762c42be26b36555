import { ArgumentError } from "../errors/index.js";

/** A surrogate without its partner: UTF-8 cannot carry it, and encoders replace it in silence. */
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** @throws ArgumentError rather than send another text than the one given. */
export function checkText(text: string, what: string): string {
  const found = loneSurrogate.exec(text);
  if (found === null) return text;
  throw new ArgumentError(
    `${what} holds half of a surrogate pair (at UTF-16 offset ${found.index}), which Spark cannot store. Remove it, or bind the bytes as a Uint8Array.`,
    { errorClass: "DBSQL_LONE_SURROGATE" },
  );
}

import { ArgumentError } from "../errors/index.js";
import type { TemplateSite } from "../plan/index.js";
import { locatePart } from "./location.js";

/**
 * Remembers where a template stands. V8 formats the stack at its first use only, so this costs a query that succeeds a
 * few microseconds.
 *
 * @param above the function whose caller wrote the template
 * @throws ArgumentError when a part holds an escape that JavaScript does not know, such as `\d`
 */
export function captureSite(strings: TemplateStringsArray, above: (...args: never[]) => unknown): TemplateSite {
  const holder: { stack?: unknown } = {};
  Error.captureStackTrace(holder, above);
  const site: TemplateSite = {
    strings,
    stack: () => (typeof holder.stack === "string" ? holder.stack : undefined),
  };
  const bad = strings.indexOf(undefined as never);
  if (bad === -1) return site;
  const location = locatePart(site, bad);
  throw new ArgumentError(
    `The template holds an escape that JavaScript does not know: ${JSON.stringify(badEscape(strings.raw[bad] ?? ""))}. Double the backslash, or write the SQL as a raw string, r'…'.`,
    { errorClass: "DBSQL_BAD_ESCAPE", ...(location === undefined ? {} : { location }) },
  );
}

function badEscape(raw: string): string {
  const escapes = raw.match(
    /\\(?:u(?!\{[0-9a-fA-F]+\}|[0-9a-fA-F]{4}).{0,4}|x(?![0-9a-fA-F]{2}).{0,2}|[1-9]|0(?=\d).)/s,
  );
  return escapes?.[0] ?? "\\";
}

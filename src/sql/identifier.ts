import { ArgumentError } from "../errors/index.js";
import { checkText } from "../plan/index.js";

/** A name for a template, made by {@link ident}: quoted, so that whatever it holds stays a name. */
export class Identifier {
  readonly #parts: readonly string[];

  /** @internal */
  constructor(parts: readonly string[]) {
    this.#parts = parts;
  }

  /** As it stands in the SQL text: `` `a`.`b` ``. */
  toString(): string {
    return this.#parts.map((part) => `\`${part.replaceAll("`", "``")}\``).join(".");
  }

  /** Whether a value was made by this package: a look-alike from JSON is none. */
  static is(value: unknown): value is Identifier {
    return typeof value === "object" && value !== null && #parts in value;
  }
}

/**
 * A quoted identifier for a template: a column, or a table by its parts. Back-ticks in a name are doubled, so a name from
 * outside cannot become SQL; a dot in a part belongs to the name.
 * {@link https://spark.apache.org/docs/latest/sql-ref-identifier.html Identifiers in Spark's documentation}.
 *
 * @param parts the parts of the name, outermost first
 * @throws ArgumentError when there is no part, or one that is no text, is empty, or holds half a surrogate pair
 * @example
 * ```ts
 * const column = "größe";
 * spark.sql`SELECT ${ident(column)} FROM ${ident("main", "sales", "orders")}`;
 * ```
 */
export function ident(...parts: readonly [string, ...string[]]): Identifier {
  if (parts.length === 0) throw refused("ident() needs a name.");
  for (const part of parts as readonly unknown[]) {
    if (typeof part !== "string") throw refused(`ident() takes text, not a ${part === null ? "null" : typeof part}.`);
    if (part === "") throw refused("A part of an identifier is empty.");
    checkText(part, "The identifier");
  }
  return new Identifier(Object.freeze([...parts]));
}

function refused(message: string): ArgumentError {
  return new ArgumentError(message, { errorClass: "DBSQL_BAD_IDENTIFIER" });
}

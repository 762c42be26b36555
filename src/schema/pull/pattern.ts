import { ArgumentError } from "../../errors/index.js";
import type { SchemaFile } from "../schema-file.js";
import { isOfBuiltins } from "./builtins.js";
import { foldName, type NamePart, quoteName, splitName } from "./name.js";

/** One part of a pattern. `*` stands for any text and `?` for one sign, outside of backquotes. */
export interface Glob {
  readonly text: string;
  /** No wildcard: the part names one thing, which need not be listed to be looked for. */
  readonly literal: boolean;
  /** Nothing is left out. */
  readonly all: boolean;
  matches(name: string): boolean;
}

/** What is to be read. A part that was not written is that of the session. */
export interface Pattern {
  /** As it was written. */
  readonly text: string;
  readonly catalog?: Glob;
  readonly schema?: Glob;
  readonly object: Glob;
  /** `a.b`, which is a schema and a table of the current catalog, or a catalog and a schema of it. */
  readonly twoParts?: readonly [Glob, Glob];
}

/**
 * Reads a pattern such as `main.sales.*`, `sales.orders`, `main.sales` or `orders`.
 *
 * @throws ArgumentError when it is none
 */
export function parsePattern(text: string): Pattern {
  const parts = splitName(text).map(globOf);
  const [first, second, third] = parts;
  if (parts.length > 3) {
    throw new ArgumentError(
      `The pattern ${JSON.stringify(text)} has ${parts.length} parts: write catalog.schema.table at most.`,
      { errorClass: "DBSQL_BAD_PATTERN" },
    );
  }
  if (third !== undefined) return { text, catalog: first!, schema: second!, object: third };
  if (second !== undefined) return { text, schema: first!, object: second, twoParts: [first!, second] };
  return { text, object: first! };
}

/** The patterns that read a schema of the cache anew: as a whole if it was read so, else what the cache has of it. */
export function patternsOf(file: SchemaFile): readonly string[] {
  if (isOfBuiltins(file)) return [];
  const { catalog, schema, complete, functionsComplete, tables, functions } = file;
  if (complete || functionsComplete) return [`${quoteName(catalog, schema)}.*`];
  return [...tables, ...functions].map(({ name }) => quoteName(catalog, schema, name));
}

export function everything(text = "*"): Glob {
  return globOf({ text, quoted: false });
}

export function literalGlob(text: string): Glob {
  return globOf({ text, quoted: true });
}

function globOf({ text, quoted }: NamePart): Glob {
  const folded = foldName(text);
  if (quoted || !/[*?]/.test(text)) {
    return { text, literal: true, all: false, matches: (name) => foldName(name) === folded };
  }
  return {
    text,
    literal: false,
    all: /^\*+$/.test(text),
    matches: (name) => globMatches(folded, foldName(name)),
  };
}

/** Goes back to the last `*` only, so that no pattern takes more than pattern × name steps. */
function globMatches(glob: string, name: string): boolean {
  let [at, position, star, marked] = [0, 0, -1, 0];
  while (position < name.length) {
    if (glob[at] === "*") {
      star = at++;
      marked = position;
    } else if (glob[at] === "?" || (at < glob.length && glob[at] === name[position])) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++marked;
    } else return false;
  }
  while (glob[at] === "*") at++;
  return at === glob.length;
}

import type { Span } from "../ast/index.js";
import type { AnalyzeOptions } from "../contract.js";
import { quoteName, readName } from "../syntax/quotes.js";
import { observe } from "./facts.js";
import { keyOf, type Occurrence, occurrenceAt, occurrencesOf, referencesAt, type SqlSymbol } from "./symbols.js";

export interface Refusal {
  readonly refused: string;
}
/** What can be renamed: the name without its backquotes, where it stands, and every place that names it. */
export interface Renaming extends Span {
  readonly name: string;
  readonly places: readonly Span[];
}
export interface TextEdit extends Span {
  readonly text: string;
}

const nothing: Refusal = { refused: "There is no name here that can be renamed." };

const refusals: Readonly<Record<string, (name: string) => string>> = {
  table: (name) => `${name} is a table of the catalog: give it an alias, and rename that.`,
  column: (name) => `${name} is a column of a table: give it another name in this query with AS.`,
  function: (name) => `${name} is a function of the server.`,
  schema: (name) => `${name} is a schema of the catalog.`,
  catalog: (name) => `${name} is a catalog of the server.`,
  marker: (name) => `${name} is a parameter: rename it where its value is given.`,
};

function refusalOf(symbol: SqlSymbol, name: string): Refusal {
  const why = refusals[symbol.kind === "other" ? symbol.what : symbol.kind];
  return why ? { refused: why(name) } : nothing;
}

/** What stands at an offset, if the query gives it its name. */
export function renamingAt(text: string, offset: number, options: AnalyzeOptions): Renaming | Refusal {
  const found = occurrenceAt(text, offset, options);
  if (!found) return nothing;
  const { start, end, symbol } = found;
  const written = text.slice(start, end);
  if (symbol.kind !== "text") return refusalOf(symbol, written);
  const places = referencesAt(text, offset, options);
  const shared = sharedWith(places, text, options);
  if (shared) return shared;
  return {
    start,
    end,
    name: readName(written) ?? written,
    places: places.map(({ start: s, end: e }) => ({ start: s, end: e })),
  };
}

/** USING takes a column of either side by one name: both would have to be renamed. */
function sharedWith(places: readonly Occurrence[], text: string, options: AnalyzeOptions): Refusal | undefined {
  const [first] = places;
  if (!first) return undefined;
  const key = keyOf(first.symbol);
  const starts = new Set(places.map(({ start }) => start));
  const also = occurrencesOf(text, options).find(({ start, symbol }) => starts.has(start) && keyOf(symbol) !== key);
  if (!also) return undefined;
  const name = text.slice(also.start, also.end);
  return { refused: `The join needs ${name} on both sides: write its condition with ON, then rename.` };
}

/**
 * The edits that give what stands at an offset another name. Nothing but the name may change: whatever would mean
 * something else, or be wrong, is refused.
 */
export function renameAt(
  text: string,
  offset: number,
  newName: string,
  options: AnalyzeOptions,
): readonly TextEdit[] | Refusal {
  const found = renamingAt(text, offset, options);
  if ("refused" in found) return found;
  const name = readName(newName);
  if (name === undefined) return { refused: "A name must have at least one character." };
  const written = quoteName(name);
  const edits = found.places.map(({ start, end }) => ({ start, end, text: written }));
  const after = applyEdits(text, edits);
  const moved = edits.map(({ start }, i) => start + edits.slice(0, i).reduce((sum, one) => sum + growth(one), 0));
  const now = moved[0] === undefined ? [] : referencesAt(after, moved[0], options).map(({ start }) => start);
  const same = now.length === moved.length && now.every((start, i) => start === moved[i]);
  if (!same) return { refused: `${name} means something else in this query already.` };
  const [before, then] = [errorsOf(text, options), errorsOf(after, options)];
  const news = then.length > before.length ? then.find((one) => !before.includes(one)) : undefined;
  return then.length > before.length
    ? { refused: `With the name ${name} the query is wrong: ${news ?? then[0]}` }
    : edits;
}

function errorsOf(text: string, options: AnalyzeOptions): readonly string[] {
  const { diagnostics } = observe(text, options).analysis;
  return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

function growth({ start, end, text }: TextEdit): number {
  return text.length - (end - start);
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((done, { start, end, text: put }) => done.slice(0, start) + put + done.slice(end), text);
}

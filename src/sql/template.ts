import { ArgumentError, SparkError } from "../errors/index.js";
import type { Literal, TemplateOrigin, TemplateSite, TextPiece } from "../plan/index.js";
import { bind } from "./bind.js";
import { Fragment } from "./fragment.js";
import { Identifier } from "./identifier.js";
import { locateHole } from "./location.js";
import { type MarkerStyle, markerStyle, wordsBeforeValue } from "./marker-style.js";
import { isRelation, type RelationParam } from "./param.js";
import { type Place, Scanner, type Token } from "./scan.js";
import { type StatementFacts, StatementReader } from "./statement.js";

/** A template as it is sent: text without a value in it, and the values beside it. */
export interface BoundTemplate {
  readonly text: string;
  readonly positional: readonly Literal[];
  readonly named: Readonly<Record<string, Literal>>;
  /** DataFrames that the text names by an alias. */
  readonly relations: readonly { readonly alias: string; readonly source: RelationParam }[];
  readonly origin: TemplateOrigin;
  readonly facts: StatementFacts;
}

/** A template with its fragments put in place: texts and holes, in order. Holes in comments are gone. */
type Part = TextPart | HolePart;
interface TextPart {
  readonly kind: "text";
  readonly text: string;
  readonly site: TemplateSite;
  readonly part: number;
}
interface HolePart {
  readonly kind: "hole";
  readonly value: unknown;
  readonly site: TemplateSite;
  readonly index: number;
  /** Alone between the brackets of `IN (…)`. */
  inList: boolean;
  /** Behind a column or another value, with no operator between. */
  readonly bare: boolean;
}

/**
 * Turns a template into text and bound values. Each value becomes a marker, each array in `IN (…)` a list of them, each
 * identifier its quoted name, each DataFrame an alias; a hole in a comment becomes nothing.
 *
 * @throws ArgumentError, with the place in the user's file, for what cannot stand where it stands
 */
export function bindTemplate(site: TemplateSite, values: readonly unknown[]): BoundTemplate {
  const reader = new PartReader();
  reader.read(site, values, 0);
  const { parts, facts } = reader;
  const holes = parts.filter((part) => part.kind === "hole");
  const bound = holes.filter(({ value }) => !Identifier.is(value) && !isRelation(value));
  const bare = bound.find((hole) => hole.bare);
  const style = markerStyle(
    parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])),
    facts,
    bound.reduce((sum, { value, inList }) => sum + (inList && Array.isArray(value) ? value.length : 1), 0),
    bare && ((message) => holeError(bare, "DBSQL_NO_OPERATOR", message)),
  );
  return new Writer(facts, style).write(parts);
}

const maxFragmentDepth = 100;

/** Lays fragments out and looks at the place of each hole, in one walk: what a place is depends on all before it. */
class PartReader {
  readonly parts: Part[] = [];
  readonly #statement = new StatementReader();
  readonly #scanner = new Scanner((token) => this.#token(token));
  readonly #last: Pick<Token, "kind" | "text">[] = [];
  #listed: HolePart | undefined;
  #marker = false;
  #run = "";

  get facts(): StatementFacts {
    if (this.#marker && this.parts.some((part) => part.kind === "hole")) {
      throw new ArgumentError(
        "The template holds a parameter marker ? of its own beside values in holes. Put its value into a hole too.",
        { errorClass: "DBSQL_MARKER_IN_TEMPLATE" },
      );
    }
    return this.#statement.facts;
  }

  read(site: TemplateSite, values: readonly unknown[], depth: number): void {
    for (const [part, text] of site.strings.entries()) {
      this.#run = text;
      this.#scanner.text(text);
      if (text !== "") this.parts.push({ kind: "text", text, site, part });
      if (part < site.strings.length - 1) this.#hole({ site, index: part, value: values[part] }, depth);
    }
  }

  #hole(hole: Pick<HolePart, "site" | "index" | "value">, depth: number): void {
    const { place } = this.#scanner;
    if (place === "comment") return;
    if (place !== "code") throw inQuotes(hole, place);
    if (Fragment.is(hole.value)) {
      if (depth >= maxFragmentDepth) throw holeError(hole, "DBSQL_TOO_DEEP", "The fragments are nested too deep.");
      const { site, values } = Fragment.read(hole.value);
      this.read(site, values, depth + 1);
      return;
    }
    const part: HolePart = { kind: "hole", ...hole, inList: false, bare: endsValue(this.#last.at(-1)) };
    const listed = this.#last.at(-1)?.text === "(" && this.#last.at(-2)?.text === "IN";
    this.parts.push(part);
    this.#scanner.hole();
    if (listed) this.#listed = part;
  }

  #token(token: Token): boolean {
    this.#statement.token(token);
    if (this.#listed !== undefined) this.#listed.inList = token.kind === "symbol" && token.text === ")";
    this.#listed = undefined;
    // Databricks has an operator `?::`; any other question mark is a marker.
    const marker = token.kind === "symbol" && token.text === "?" && !this.#run.startsWith("::", token.offset + 1);
    this.#marker ||= marker;
    this.#last.push({ kind: token.kind, text: token.text.toUpperCase() });
    if (this.#last.length > 2) this.#last.shift();
    return true;
  }
}

/** Whether a value ends at a token, so that another one cannot begin behind it. */
function endsValue(token: Pick<Token, "kind" | "text"> | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "symbol") return token.text === ")" || token.text === "]";
  return token.kind !== "word" || !wordsBeforeValue.has(token.text);
}

/** Commands whose text Spark takes as it stands, without parameters: a marker would become the value. */
const rawSecondWords = new Set(["VAR", "VARIABLE", "TIME", "CATALOG", "SESSION"]);
function takesRawText({ words, script }: StatementFacts): boolean {
  const [first = "", second = ""] = words;
  if (script) return false;
  return (first === "SET" && !rawSecondWords.has(second)) || first === "RESET" || first === "ADD" || first === "LIST";
}

function makesView({ words }: StatementFacts): boolean {
  return words[0] === "CREATE" && words.includes("VIEW");
}

class Writer {
  readonly #facts: StatementFacts;
  readonly #style: MarkerStyle;
  readonly #pieces: TextPiece[] = [];
  readonly #literals: Literal[] = [];
  readonly #relations = new Map<RelationParam, string>();
  #text = "";

  constructor(facts: StatementFacts, style: MarkerStyle) {
    this.#facts = facts;
    this.#style = style;
  }

  write(parts: readonly Part[]): BoundTemplate {
    for (const part of parts) {
      if (part.kind === "text") this.#template(part);
      else this.#hole(part);
    }
    const style = this.#style;
    return {
      text: this.#text,
      positional: style.kind === "positional" ? this.#literals : [],
      named:
        style.kind === "named"
          ? Object.fromEntries(this.#literals.map((literal, index) => [`${style.prefix}${index + 1}`, literal]))
          : {},
      relations: [...this.#relations].map(([source, alias]) => ({ source, alias })),
      origin: { pieces: this.#pieces },
      facts: this.#facts,
    };
  }

  #template({ text, site, part }: TextPart): void {
    this.#keepApart(text, site, part);
    this.#text += text;
    this.#pieces.push({ from: "template", length: text.length, site, part, offset: 0 });
  }

  #put(text: string, { site, index }: HolePart): void {
    this.#keepApart(text, site, index);
    this.#text += text;
    this.#pieces.push({ from: "hole", length: text.length, site, index });
  }

  /** What stood apart in the program stays apart: two words do not become one, nor two dashes a comment. */
  #keepApart(text: string, site: TemplateSite, index: number): void {
    const before = this.#text.at(-1);
    const join = this.#pieces.length > 0 && before !== undefined && text !== "" && merges(before, text[0]!);
    if (!join) return;
    this.#text += " ";
    this.#pieces.push({ from: "hole", length: 1, site, index });
  }

  #hole(part: HolePart): void {
    const { value, inList } = part;
    if (Identifier.is(value)) this.#put(value.toString(), part);
    else if (isRelation(value)) this.#put(this.#relation(value, part), part);
    else if (takesRawText(this.#facts)) throw rawText(part, this.#facts);
    else
      this.#put(
        atHole(part, () => (inList && Array.isArray(value) ? this.#list(value) : this.#marker(value))),
        part,
      );
  }

  #marker(value: unknown): string {
    this.#literals.push(bind(value));
    return this.#style.kind === "positional" ? "?" : `:${this.#style.prefix}${this.#literals.length}`;
  }

  /** No row is in an empty list, and every row is outside of it, NULL too: as an empty subquery has it. */
  #list(values: readonly unknown[]): string {
    if (values.length === 0) return "SELECT NULL WHERE FALSE";
    return Array.from(values, (value) => this.#marker(value)).join(", ");
  }

  #relation(source: RelationParam, part: HolePart): string {
    if (makesView(this.#facts)) {
      throw holeError(
        part,
        "DBSQL_DATAFRAME_IN_VIEW",
        "A view cannot keep a DataFrame: Spark would store a name that is gone afterwards. Use df.createOrReplaceTempView(…).",
      );
    }
    let alias = this.#relations.get(source);
    if (alias === undefined) {
      // The server knows it as a view of the session while the query runs: queries that run together must not share it.
      alias = `__dbsql_${crypto.randomUUID().replaceAll("-", "")}`;
      this.#relations.set(source, alias);
    }
    return alias;
  }
}

const wordLike = /[\p{L}\p{N}_]/u;
const loose = /[\s(),.;[\]]/;
function merges(before: string, after: string): boolean {
  if (loose.test(before) || loose.test(after)) return false;
  return wordLike.test(before) === wordLike.test(after);
}

function inQuotes(hole: HolePosition, place: Place): ArgumentError {
  const hint =
    place === "string"
      ? "Take the hole out of the quotes: it is a string already; join texts with concat(…) or ||."
      : "Take the hole out of the back-ticks and use ident(…).";
  return holeError(
    hole,
    "DBSQL_HOLE_IN_QUOTES",
    `A hole stands inside of a ${place}, where no value can be bound. ${hint}`,
  );
}

function rawText(hole: HolePart, { words }: StatementFacts): ArgumentError {
  const hint = words[0] === "SET" ? " Use spark.conf.set(key, value)." : "";
  return holeError(hole, "DBSQL_RAW_TEXT", `${words[0]} takes its text as it stands and binds no value.${hint}`);
}

type HolePosition = Pick<HolePart, "site" | "index">;

function holeError(hole: HolePosition, errorClass: string, message: string): ArgumentError {
  const place = locateHole(hole.site, hole.index);
  const of = hole.site.strings.length - 1;
  const where = place === undefined ? "" : ` at ${place.file}:${place.line}:${place.column}`;
  return new ArgumentError(`Hole ${hole.index + 1} of ${of}${where}: ${message}`, {
    errorClass,
    ...(place === undefined ? {} : { location: { file: place.file, line: place.line, column: place.column } }),
  });
}

/** Refusals of a value tell which hole it came by. */
function atHole<T>(hole: HolePosition, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof SparkError)) throw error;
    throw holeError(hole, error.errorClass ?? "DBSQL_UNBINDABLE", error.message);
  }
}

import { Scanner, type Token } from "./scan.js";

/** What a text is, as far as its words tell without a grammar. */
export interface StatementFacts {
  /**
   * Reading it twice does no harm. Whatever is not certainly a query is sent as a command, once: the server then tells
   * which it was.
   */
  readonly query: boolean;
  /** A block of SQL scripting: Spark binds named parameters there, and refuses positional ones. */
  readonly script: boolean;
  /** The first words, in capitals. */
  readonly words: readonly string[];
}

const queryWords = new Set(["SELECT", "VALUES", "TABLE"]);
/** These begin a query, unless one of the words after makes it a change. */
const openWords = new Set(["WITH", "FROM", "("]);
const changes = new Set(["INSERT", "MERGE", "UPDATE", "DELETE"]);
const wordsKept = 6;

/** Collects the facts from the tokens of one statement. */
export class StatementReader {
  readonly #words: string[] = [];
  #first: string | undefined;
  #second: string | undefined;
  #changes = false;

  /** @returns whether more tokens could matter */
  token({ kind, text }: Token): boolean {
    const upper = kind === "word" ? text.toUpperCase() : text;
    if (this.#first === undefined) this.#first = kind === "word" || text === "(" ? upper : kind;
    else if (this.#second === undefined) this.#second = upper;
    if (kind === "word") {
      if (this.#words.length < wordsKept) this.#words.push(upper);
      if (changes.has(upper)) this.#changes = true;
    }
    const first = this.#first;
    return this.#words.length < wordsKept || (openWords.has(first) && !this.#changes);
  }

  get facts(): StatementFacts {
    const first = this.#first ?? "";
    return {
      query: queryWords.has(first) || (openWords.has(first) && !this.#changes),
      script: first === "BEGIN" || (this.#second === ":" && this.#words.includes("BEGIN")),
      words: this.#words,
    };
  }
}

/** The facts of a text without holes. */
export function readStatement(text: string): StatementFacts {
  const reader = new StatementReader();
  new Scanner((token) => reader.token(token)).text(text);
  return reader.facts;
}

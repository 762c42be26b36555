/**
 * Spark's tokens, as far as a template must know them: where a hole stands, and how a statement begins. What is inside
 * of a string, a quoted name or a comment is never looked at. There is no grammar here.
 */
export type Place = "code" | "string" | "quoted name" | "comment";

export interface Token {
  readonly kind: "word" | "symbol" | "string" | "quoted name" | "hole";
  /** As written. Empty for a hole, and for what is quoted: its content says nothing. */
  readonly text: string;
  /** UTF-16 offset in the run it stands in. */
  readonly offset: number;
}

type State =
  | { readonly in: "code" }
  | Quoted
  | { readonly in: "line comment" }
  | { readonly in: "block comment"; readonly depth: number };

interface Quoted {
  readonly in: "string" | "quoted name";
  readonly ends: string;
  /** A backslash takes the character after it along. */
  readonly escapes: boolean;
  /** The end written twice is one such character, and no end. */
  readonly doubles: boolean;
}

const code: State = { in: "code" };
const blanks = /\s+/y;
const word = /[\p{L}\p{N}_]+/uy;
const dollarQuote = /\$[\p{L}\p{N}_]*\$/uy;
const blockCommentStep = /\/\*(?!\+)|\*\//g;
const lineEnd = /(?<!\\)\n|\r/g;

/** Reads SQL that arrives in runs with holes between them, and tells the place of each hole. */
export class Scanner {
  readonly #onToken: (token: Token) => boolean;
  #state: State = code;
  #stopped = false;

  /** @param onToken told of each token of the code; `false` ends the reading */
  constructor(onToken: (token: Token) => boolean) {
    this.#onToken = onToken;
  }

  get place(): Place {
    const state = this.#state.in;
    return state === "line comment" || state === "block comment" ? "comment" : state;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** A hole between two runs. */
  hole(): void {
    if (this.place === "code") this.#emit("hole", "", 0);
  }

  text(run: string): void {
    let at = 0;
    while (at < run.length && !this.#stopped) at = this.#step(run, at);
  }

  #emit(kind: Token["kind"], text: string, offset: number): void {
    if (!this.#onToken({ kind, text, offset })) this.#stopped = true;
  }

  #step(run: string, at: number): number {
    const state = this.#state;
    switch (state.in) {
      case "code":
        return this.#code(run, at);
      case "line comment":
        return this.#until(lineEnd, run, at);
      case "block comment":
        return this.#blockComment(run, at, state.depth);
      default:
        return this.#quoted(run, at, state);
    }
  }

  #code(run: string, at: number): number {
    const rest = matchAt(blanks, run, at);
    if (rest !== undefined) return at + rest.length;
    const name = matchAt(word, run, at);
    if (name !== undefined) {
      const end = at + name.length;
      // r'…' and R"…" are raw: a backslash in them is a backslash.
      const raw = /^r$/i.test(name) && (run[end] === "'" || run[end] === '"');
      if (raw) return this.#open({ in: "string", ends: run[end]!, escapes: false, doubles: false }, at, end + 1);
      this.#emit("word", name, at);
      return end;
    }
    const two = run.slice(at, at + 2);
    if (two === "--") return this.#enter({ in: "line comment" }, at + 2);
    if (two === "/*" && run[at + 2] !== "+") return this.#enter({ in: "block comment", depth: 1 }, at + 2);
    const first = run[at]!;
    if (first === "'" || first === '"') {
      return this.#open({ in: "string", ends: first, escapes: true, doubles: true }, at, at + 1);
    }
    if (first === "`") return this.#open({ in: "quoted name", ends: "`", escapes: false, doubles: true }, at, at + 1);
    const ends = matchAt(dollarQuote, run, at);
    if (ends !== undefined) {
      return this.#open({ in: "string", ends, escapes: false, doubles: false }, at, at + ends.length);
    }
    this.#emit("symbol", first, at);
    return at + 1;
  }

  #enter(state: State, next: number): number {
    this.#state = state;
    return next;
  }

  #open(state: Quoted, at: number, next: number): number {
    this.#emit(state.in, "", at);
    return this.#enter(state, next);
  }

  #quoted(run: string, at: number, state: Quoted): number {
    if (state.escapes && run[at] === "\\") return at + 2;
    if (!run.startsWith(state.ends, at)) return at + 1;
    const next = at + state.ends.length;
    if (state.doubles && run.startsWith(state.ends, next)) return next + state.ends.length;
    return this.#enter(code, next);
  }

  #blockComment(run: string, at: number, depth: number): number {
    blockCommentStep.lastIndex = at;
    const found = blockCommentStep.exec(run);
    if (found === null) return run.length;
    const open = found[0] === "*/" ? depth - 1 : depth + 1;
    return this.#enter(open === 0 ? code : { in: "block comment", depth: open }, found.index + found[0].length);
  }

  #until(end: RegExp, run: string, at: number): number {
    end.lastIndex = at;
    const found = end.exec(run);
    if (found === null) return run.length;
    return this.#enter(code, found.index + found[0].length);
  }
}

function matchAt(pattern: RegExp, run: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(run)?.[0];
}

/** Where the positional markers of a text stand: UTF-16 offsets, in order. */
export function markerOffsets(text: string): readonly number[] {
  const offsets: number[] = [];
  new Scanner(({ kind, text: symbol, offset }) => {
    if (kind === "symbol" && symbol === "?" && !text.startsWith("::", offset + 1)) offsets.push(offset);
    return true;
  }).text(text);
  return offsets;
}

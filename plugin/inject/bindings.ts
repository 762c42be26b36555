import type { Range, Source } from "./source.js";

/** What a name stands for, as far as the text says. Ranges are left to whoever needs them. */
export type Binding =
  | { readonly kind: "import"; readonly from: string; readonly name: string }
  | { readonly kind: "value"; readonly type?: Range; readonly init?: Range; readonly path: readonly string[] }
  | { readonly kind: "function"; readonly type?: Range; readonly body?: Range }
  | { readonly kind: "class"; readonly body: Range; readonly base?: Range }
  | { readonly kind: "interface"; readonly body: Range }
  | { readonly kind: "alias"; readonly type: Range }
  | { readonly kind: "opaque" };

export interface Scope {
  readonly from: number;
  readonly to: number;
  readonly parent: Scope | undefined;
  readonly names: Map<string, Binding>;
}

/** What a module hands out: a name of its own, or a name of another module. */
export type Export =
  | { readonly kind: "local"; readonly name: string }
  | { readonly kind: "expression"; readonly init: Range }
  | { readonly kind: "from"; readonly from: string; readonly name: string };

export interface Bindings {
  readonly root: Scope;
  readonly scopes: readonly Scope[];
  readonly classes: readonly Range[];
  readonly exports: ReadonlyMap<string, Export>;
  /** Modules of `export * from`. */
  readonly stars: readonly string[];
  /** Every module that is named, for whoever follows imports. */
  readonly modules: ReadonlySet<string>;
  readonly isModule: boolean;
}

/** Nobody destructures deeper; a machine's text must not cost the whole file. */
const deepestPattern = 100;

const opaque: Binding = { kind: "opaque" };
const control = new Set(["if", "while", "for", "switch", "with", "catch", "return", "await", "typeof"]);
/** Words that a declaration begins with: most words of a file are none of them. */
const declaring = new Set(
  "import export const let var using function class interface type enum namespace module".split(" "),
);
const modifiers = /^(?:public|private|protected|readonly|override|static|declare|abstract|accessor)$/;

/**
 * Who declares which name where. Whatever looks like a binding is one: a name too many makes a template uncertain, which
 * the type checker then settles; a name too few would make another library's tag ours.
 */
export function bindingsOf(source: Source): Bindings {
  return new Reader(source).read();
}

class Reader {
  readonly #source: Source;
  readonly #scopes: Scope[] = [];
  readonly #classes: Range[] = [];
  readonly #exports = new Map<string, Export>();
  readonly #stars: string[] = [];
  readonly #modules = new Set<string>();
  #isModule = false;
  #scope: Scope;

  constructor(source: Source) {
    this.#source = source;
    this.#scope = { from: 0, to: source.tokens.length + 1, parent: undefined, names: new Map() };
    this.#scopes.push(this.#scope);
  }

  read(): Bindings {
    const root = this.#scope;
    for (let at = 0; at < this.#source.tokens.length; at++) {
      while (at >= this.#scope.to && this.#scope.parent !== undefined) this.#scope = this.#scope.parent;
      const token = this.#source.tokens[at]!;
      if (token.kind === "word") this.#word(at, token.text);
      else if (token.text === "(") this.#parenthesis(at);
      else if (token.text === "{" && this.#scope.from !== at) this.#enter(at, this.#source.partner(at));
    }
    return {
      root,
      scopes: this.#scopes,
      classes: this.#classes,
      exports: this.#exports,
      stars: this.#stars,
      modules: this.#modules,
      isModule: this.#isModule,
    };
  }

  #enter(from: number, to: number): Scope {
    const scope: Scope = {
      from,
      to: to < 0 ? this.#scope.to : to,
      parent: this.#scope,
      names: new Map(),
    };
    this.#scopes.push(scope);
    this.#scope = scope;
    return scope;
  }

  #declare(name: string, binding: Binding, scope = this.#scope): void {
    // Two declarations of a name (overloads, an interface beside a value) are more than a text can settle.
    if (name !== "") scope.names.set(name, scope.names.has(name) && binding.kind !== "import" ? opaque : binding);
  }

  #word(at: number, word: string): undefined {
    const source = this.#source;
    const before = source.tokens[at - 1];
    if (before?.text === "." || before?.text === "?.") return;
    if (source.is(at + 1, "=>")) {
      const body = this.#bodyEnd(at + 2);
      this.#enter(at, body).names.set(word, opaque);
      return;
    }
    if (!declaring.has(word) || source.is(at + 1, ":")) return;
    if (word === "import") this.#import(at);
    else if (word === "export") this.#export(at);
    else if (/^(?:const|let|var|using)$/.test(word)) this.#variables(at + 1);
    else if (word === "function") this.#function(at + 1);
    else if (word === "class") this.#class(at);
    else if (word === "interface") this.#interface(at);
    else if (word === "type" && source.word(at + 1) !== "") this.#alias(at);
    else if (/^(?:enum|namespace|module)$/.test(word)) this.#declare(source.word(at + 1), opaque);
  }

  #string(at: number): string {
    const token = this.#source.tokens[at];
    return token?.kind === "string" ? this.#source.text.slice(token.start + 1, token.end - 1) : "";
  }

  #module(at: number): string {
    const name = this.#string(at);
    if (name !== "") this.#modules.add(name);
    return name;
  }

  #import(at: number): undefined {
    const source = this.#source;
    if (source.is(at + 1, "(") || source.is(at + 1, ".")) {
      this.#module(at + 2);
      return;
    }
    this.#isModule = true;
    let next = at + 1;
    if (source.word(next) === "type" && source.word(next + 1) !== "from" && !source.is(next + 1, "=")) {
      if (source.word(next + 1) !== "" || source.is(next + 1, "{") || source.is(next + 1, "*")) next++;
    }
    const names: (readonly [local: string, imported: string])[] = [];
    if (source.word(next) !== "" && source.word(next) !== "from") {
      const name = source.word(next++);
      if (source.is(next, "=")) {
        this.#declare(name, { kind: "import", from: this.#module(next + 3), name: "*" });
        return;
      }
      names.push([name, "default"]);
      if (source.is(next, ",")) next++;
    }
    if (source.is(next, "*")) {
      names.push([source.word(next + 2), "*"]);
      next += 3;
    } else if (source.is(next, "{")) {
      names.push(...this.#specifiers(next).map(([imported, local]) => [local, imported] as const));
      next = source.after(next);
    }
    const from = this.#module(source.word(next) === "from" ? next + 1 : next);
    for (const [local, name] of names) this.#declare(local, { kind: "import", from, name });
  }

  /** `{ a, b as c, type D }` as pairs of the name on the left and the one on the right. */
  #specifiers(open: number): (readonly [string, string])[] {
    const source = this.#source;
    const close = source.partner(open);
    if (close < 0) return [];
    return source.split({ from: open + 1, to: close }, ",").flatMap(({ from, to }) => {
      const words: string[] = [];
      for (let at = from; at < to; at++) words.push(source.word(at) || this.#string(at));
      if (words[0] === "type" && words.length > 1 && words[1] !== "as") words.shift();
      const left = words[0] ?? "";
      return left === "" ? [] : [[left, words[1] === "as" ? (words[2] ?? left) : left] as const];
    });
  }

  #export(at: number): undefined {
    const source = this.#source;
    this.#isModule = true;
    let next = at + 1;
    if (source.word(next) === "type" && (source.is(next + 1, "{") || source.is(next + 1, "*"))) next++;
    if (source.is(next, "*")) {
      const named = source.word(next + 1) === "as";
      const from = this.#module(next + (named ? 4 : 2));
      if (named) this.#exports.set(source.word(next + 2), { kind: "from", from, name: "*" });
      else this.#stars.push(from);
      return;
    }
    if (source.is(next, "{")) {
      const close = source.after(next);
      const from = source.word(close) === "from" ? this.#module(close + 1) : "";
      for (const [local, exported] of this.#specifiers(next)) {
        this.#exports.set(exported, from === "" ? { kind: "local", name: local } : { kind: "from", from, name: local });
      }
      return;
    }
    if (source.is(next, "=")) {
      this.#exports.set("export=", { kind: "expression", init: this.#expression(next + 1) });
      return;
    }
    const isDefault = source.word(next) === "default";
    if (isDefault) next++;
    while (
      /^(?:declare|abstract|async|const|await)$/.test(source.word(next)) &&
      /^(?:enum|using|class|function|const|let|var|type|interface|namespace|abstract)$/.test(source.word(next + 1))
    )
      next++;
    const keyword = source.word(next);
    if (/^(?:function|class|interface|type|enum|namespace|module)$/.test(keyword)) {
      const name = source.word(source.is(next + 1, "*") ? next + 2 : next + 1);
      if (name !== "") this.#exports.set(isDefault ? "default" : name, { kind: "local", name });
    } else if (isDefault) {
      this.#exports.set("default", { kind: "expression", init: this.#expression(next) });
    } else if (/^(?:const|let|var|using)$/.test(keyword)) {
      for (const name of this.#names(next + 1)) this.#exports.set(name, { kind: "local", name });
    }
  }

  #expression(from: number): Range {
    return { from, to: this.#source.expressionEnd(from) };
  }

  #names(at: number): string[] {
    const found: string[] = [];
    this.#declarators(at, (name) => found.push(name));
    return found;
  }

  #variables(at: number): undefined {
    if (/^(?:enum|in|of)$/.test(this.#source.word(at))) return;
    this.#declarators(at, (name, binding) => this.#declare(name, binding));
  }

  #declarators(start: number, found: (name: string, binding: Binding) => void): undefined {
    const source = this.#source;
    let at = start;
    for (;;) {
      const pattern = at;
      at = source.after(pattern);
      if (source.word(pattern) === "" && !source.is(pattern, "{") && !source.is(pattern, "[")) return;
      if (source.is(at, "!")) at++;
      const type = source.is(at, ":") ? { from: at + 1, to: source.typeEnd(at + 1) } : undefined;
      if (type !== undefined) at = type.to;
      const init = source.is(at, "=") ? this.#expression(at + 1) : undefined;
      if (init !== undefined) at = init.to;
      this.#pattern(pattern, { ...(type && { type }), ...(init && { init }) }, [], found);
      if (!source.is(at, ",")) return;
      at++;
    }
  }

  /** The names of a pattern, each with the path of properties that leads to it. */
  #pattern(
    at: number,
    origin: { readonly type?: Range; readonly init?: Range },
    path: readonly string[],
    found: (name: string, binding: Binding) => void,
    depth = 0,
  ): undefined {
    const source = this.#source;
    const name = source.word(at);
    if (name !== "") {
      found(name, { kind: "value", ...origin, path });
      return;
    }
    if (depth > deepestPattern) return;
    const close = source.partner(at);
    if (close < 0) return;
    for (const piece of source.split({ from: at + 1, to: close }, ",")) {
      let from = piece.from;
      const rest = source.is(from, "...");
      if (rest) from++;
      const property = source.word(from);
      const renamed = source.is(at, "{") && source.is(from + 1, ":");
      const target = renamed ? from + 2 : from;
      const known = source.is(at, "{") && !rest && property !== "";
      const nested = this.#source.word(target) === "";
      if (known) this.#pattern(target, origin, [...path, property], found, depth + 1);
      else if (nested) this.#pattern(target, {}, [], found, depth + 1);
      else found(source.word(target), opaque);
    }
  }

  #function(at: number): undefined {
    const source = this.#source;
    const name = source.word(source.is(at, "*") ? at + 1 : at);
    if (name === "") return;
    let open = (source.is(at, "*") ? at + 1 : at) + 1;
    if (source.is(open, "<")) while (open < source.tokens.length && !source.is(open, "(")) open++;
    const after = source.after(open);
    const type = source.is(after, ":") ? { from: after + 1, to: source.typeEnd(after + 1) } : undefined;
    this.#declare(name, { kind: "function", ...(type && { type }) });
  }

  #class(at: number): undefined {
    const source = this.#source;
    const name = /^(?:extends|implements)$/.test(source.word(at + 1)) ? "" : source.word(at + 1);
    let open = at + 1;
    let base: Range | undefined;
    while (open < source.tokens.length && !source.is(open, "{")) {
      if (source.word(open) === "extends") base ??= { from: open + 1, to: source.typeEnd(open + 1) };
      if (source.is(open, ";")) return;
      open = source.after(open);
    }
    const body = { from: open + 1, to: source.partner(open) };
    if (body.to < 0) return;
    this.#classes.push(body);
    this.#declare(name, { kind: "class", body, ...(base && { base }) });
  }

  #interface(at: number): undefined {
    const source = this.#source;
    const name = source.word(at + 1);
    let open = at + 2;
    while (open < source.tokens.length && !source.is(open, "{")) open = source.after(open);
    const to = source.partner(open);
    if (name !== "" && to >= 0) this.#declare(name, { kind: "interface", body: { from: open + 1, to } });
  }

  #alias(at: number): undefined {
    const source = this.#source;
    const name = source.word(at + 1);
    if (source.is(at + 2, "<")) this.#declare(name, opaque);
    else if (source.is(at + 2, "=")) {
      this.#declare(name, { kind: "alias", type: { from: at + 3, to: source.typeEnd(at + 3) } });
    }
  }

  /** A parenthesis that holds parameters opens a scope which lasts to the end of the body. */
  #parenthesis(at: number): undefined {
    const source = this.#source;
    const close = source.partner(at);
    if (close < 0) return;
    const before = source.word(at - 1);
    const keyword = !source.is(at - 2, ".") && control.has(before);
    let next = close + 1;
    if (!keyword && source.is(next, ":")) next = source.typeEnd(next + 1);
    if (source.is(next, "=>")) this.#parameters(at, close, this.#bodyEnd(next + 1));
    else if (source.is(next, "{") && (!keyword || before === "catch"))
      this.#parameters(at, close, source.partner(next));
    else if (before === "for" || (before === "await" && source.word(at - 2) === "for")) {
      this.#enter(at, source.is(next, "{") ? source.partner(next) : source.expressionEnd(next));
    }
  }

  #bodyEnd(at: number): number {
    return this.#source.is(at, "{") ? this.#source.partner(at) : this.#source.expressionEnd(at);
  }

  #parameters(open: number, close: number, end: number): void {
    const source = this.#source;
    const scope = this.#enter(open, end);
    for (const piece of source.split({ from: open + 1, to: close }, ",")) {
      let at = piece.from;
      while (source.is(at, "@")) at = source.after(at + 2) - (source.is(at + 2, "(") ? 0 : 1);
      while (modifiers.test(source.word(at)) && (source.word(at + 1) !== "" || source.is(at + 1, "{"))) at++;
      if (source.is(at, "...")) at++;
      let next = source.after(at);
      if (source.is(next, "?")) next++;
      const type = source.is(next, ":") ? { from: next + 1, to: source.typeEnd(next + 1, piece.to) } : undefined;
      this.#pattern(at, { ...(type && { type }) }, [], (name, binding) => this.#declare(name, binding, scope));
    }
  }
}

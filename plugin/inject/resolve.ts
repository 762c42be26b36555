import { type Binding, type Bindings, bindingsOf, type Scope } from "./bindings.js";
import { awaited, instanceOf, memberOf, other, packageExport, type Shape, unknown } from "./shape.js";
import { type Range, Source } from "./source.js";

/** The files of a program, as far as an editor or a compiler shows them to us. */
export interface Modules {
  /** The file that a specifier names, `"dbsql"` for this package itself, undefined when it cannot be told. */
  resolve(specifier: string, from: string): string | undefined;
  file(path: string): ModuleFile | undefined;
}

export class ModuleFile {
  readonly path: string;
  readonly source: Source;
  readonly bindings: Bindings;

  constructor(path: string, text: string) {
    this.path = path;
    this.source = new Source(text, /\.[jt]sx$/i.test(path));
    this.bindings = bindingsOf(this.source);
  }

  scopeAt(at: number): Scope {
    let found = this.bindings.root;
    for (const scope of this.bindings.scopes) {
      if (scope.from > at) break;
      if (at < scope.to || scope === this.bindings.root) found = scope;
    }
    return found;
  }
}

/** How many steps from name to name are followed before the question is left to the type checker. */
const farthest = 40;
const most = 500;

/** Finds what the text of a program says about an expression. Asks for other files only when a name comes from there. */
export class Resolver {
  readonly #modules: Modules;
  #steps = 0;
  #fuel = most;

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  /** The shape of the expression that these tokens are. */
  expression(file: ModuleFile, range: Range): Shape {
    return this.#step(() => this.#expression(file, range));
  }

  /** Follows one step, unless the way is too long or goes in circles. */
  #step(follow: () => Shape): Shape {
    if (this.#steps === 0) this.#fuel = most;
    if (this.#steps >= farthest || this.#fuel-- <= 0) return unknown;
    this.#steps++;
    try {
      return follow();
    } finally {
      this.#steps--;
    }
  }

  #expression(file: ModuleFile, { from, to }: Range): Shape {
    const { source } = file;
    if (from >= to) return unknown;
    const word = source.word(from);
    if (word === "await") return awaited(this.expression(file, { from: from + 1, to }));
    const arrow = this.#arrow(file, { from, to });
    if (arrow !== undefined) return arrow;
    let shape: Shape;
    let at: number;
    if (source.is(from, "(")) {
      at = source.after(from);
      shape = this.expression(file, { from: from + 1, to: at - 1 });
    } else if (source.is(from, "{")) {
      at = source.after(from);
      shape = this.#object(file, { from: from + 1, to: at - 1 });
    } else if (word === "this") {
      at = from + 1;
      shape = this.#self(file, from);
    } else if (word === "new") {
      // `new Class(…)`: the instance of a class of the program.
      at = from + 2;
      shape = instanceOf(this.#name(file, source.word(from + 1), from));
      if (source.is(at, "(")) at = source.after(at);
    } else if (word !== "") {
      at = from + 1;
      shape = this.#name(file, word, from);
    } else {
      return /^(?:string|number|regex|template)$/.test(source.tokens[from]!.kind) ? other : unknown;
    }
    while (at < to) {
      if (source.is(at, ".") || source.is(at, "?.")) {
        shape = memberOf(shape, source.word(at + 1));
        at += 2;
      } else if (source.is(at, "(")) {
        shape = shape.is === "function" ? shape.returns() : unknown;
        at = source.after(at);
      } else if (source.is(at, "[") && source.after(at) === at + 3 && source.tokens[at + 1]!.kind === "string") {
        shape = memberOf(shape, source.text.slice(source.tokens[at + 1]!.start + 1, source.tokens[at + 1]!.end - 1));
        at += 3;
      } else if (source.is(at, "!")) at++;
      else if (/^(?:as|satisfies)$/.test(source.word(at))) {
        const type = { from: at + 1, to: source.typeEnd(at + 1, to) };
        if (source.word(at) === "as" && source.word(at + 1) !== "const") shape = this.type(file, type);
        at = type.to;
      } else if (source.tokens[at]!.kind === "template" || source.tokens[at]!.kind === "head") {
        const made = shape.is === "function" ? shape.returns() : unknown;
        shape =
          made.is === "query"
            ? { is: "query", file: file.path, template: at }
            : made.is === "fragment"
              ? made
              : unknown;
        at = source.after(at);
      } else return unknown;
    }
    return shape;
  }

  /** `(…) => expression`, or a function whose result is annotated. */
  #arrow(file: ModuleFile, { from, to }: Range): Shape | undefined {
    const { source } = file;
    let at = from;
    const isAsync = source.word(at) === "async" && !source.is(at + 1, ".");
    if (isAsync) at++;
    const isFunction = source.word(at) === "function";
    if (isFunction) while (at < to && !source.is(at, "(")) at++;
    if (source.word(at) !== "" && source.is(at + 1, "=>")) at++;
    else if (source.is(at, "(")) at = source.after(at);
    else return isFunction ? unknown : undefined;
    const type = source.is(at, ":") ? { from: at + 1, to: source.typeEnd(at + 1, to) } : undefined;
    if (type !== undefined) at = type.to;
    if (!isFunction && !source.is(at, "=>")) return undefined;
    if (type !== undefined) return { is: "function", returns: () => this.type(file, type) };
    if (isFunction || source.is(at + 1, "{")) return unknown;
    const body = { from: at + 1, to };
    return {
      is: "function",
      returns: () => {
        const result = this.expression(file, body);
        return isAsync ? { is: "promise", of: awaited(result) } : result;
      },
    };
  }

  #object(file: ModuleFile, range: Range): Shape {
    const { source } = file;
    const pieces = source.split(range, ",");
    return {
      is: "object",
      member: (name) => {
        // A later member or a spread may replace an earlier one.
        for (const { from, to } of pieces.toReversed()) {
          if (source.is(from, "...")) return unknown;
          if (source.word(from) !== name) continue;
          if (to === from + 1) return this.#name(file, name, from);
          return source.is(from + 1, ":") ? this.expression(file, { from: from + 2, to }) : unknown;
        }
        return unknown;
      },
    };
  }

  /** `this` inside a class. */
  #self(file: ModuleFile, at: number): Shape {
    const body = file.bindings.classes.findLast((range) => range.from <= at && at < range.to);
    return body === undefined ? unknown : this.#members(file, body);
  }

  /** The members that a class or an object type declares. */
  #members(file: ModuleFile, body: Range): Shape {
    return { is: "object", member: (name) => this.#declaredMember(file, body, name) };
  }

  #declaredMember(file: ModuleFile, body: Range, name: string): Shape {
    const { source } = file;
    for (let at = body.from; at < body.to; at = source.after(at)) {
      if (source.word(at) === "constructor" && source.is(at + 1, "(")) {
        const found = this.#parameterProperty(file, at + 1, name);
        if (found !== undefined) return found;
      }
      if (source.word(at) !== name || source.is(at - 1, ".") || source.is(at - 1, ":")) continue;
      if (source.word(at - 1) === "get" && source.is(at + 1, "(")) {
        const type = source.after(at + 1);
        return source.is(type, ":")
          ? this.type(file, { from: type + 1, to: source.typeEnd(type + 1, body.to) })
          : unknown;
      }
      let next = at + 1;
      if (source.is(next, "?") || source.is(next, "!")) next++;
      if (source.is(next, "(")) {
        const type = source.after(next);
        if (!source.is(type, ":")) return unknown;
        return {
          is: "function",
          returns: () => this.type(file, { from: type + 1, to: source.typeEnd(type + 1, body.to) }),
        };
      }
      if (source.is(next, ":")) return this.type(file, { from: next + 1, to: source.typeEnd(next + 1, body.to) });
      if (source.is(next, "="))
        return this.expression(file, { from: next + 1, to: source.expressionEnd(next + 1, body.to) });
    }
    return unknown;
  }

  /** `constructor(private readonly spark: DatabricksSession)`. */
  #parameterProperty(file: ModuleFile, open: number, name: string): Shape | undefined {
    const { source } = file;
    const close = source.partner(open);
    if (close < 0) return undefined;
    for (const { from, to } of source.split({ from: open + 1, to: close }, ",")) {
      let at = from;
      while (/^(?:public|private|protected|readonly|override)$/.test(source.word(at))) at++;
      if (at === from || source.word(at) !== name) continue;
      const type = source.is(at + 1, "?") ? at + 2 : at + 1;
      return source.is(type, ":") ? this.type(file, { from: type + 1, to }) : unknown;
    }
    return undefined;
  }

  /** A name where it is used. */
  #name(file: ModuleFile, name: string, at: number): Shape {
    for (let scope: Scope | undefined = file.scopeAt(at); scope !== undefined; scope = scope.parent) {
      const binding = scope.names.get(name);
      if (binding !== undefined) return this.#bound(file, binding);
    }
    return unknown;
  }

  #bound(file: ModuleFile, binding: Binding): Shape {
    const read: (resolver: Resolver, file: ModuleFile, binding: never) => Shape = resolvers[binding.kind];
    return this.#step(() => read(this, file, binding as never));
  }

  /** @internal for the table of binding kinds */
  value(file: ModuleFile, binding: Binding & { readonly kind: "value" }): Shape {
    const shape =
      binding.type !== undefined
        ? this.type(file, binding.type)
        : binding.init !== undefined
          ? this.expression(file, binding.init)
          : unknown;
    return binding.path.reduce(memberOf, shape);
  }

  members(file: ModuleFile, body: Range): Shape {
    return this.#members(file, body);
  }

  /** An export of another module. */
  exported(path: string, name: string, from: string): Shape {
    const target = this.#modules.resolve(path, from);
    if (target === "dbsql") return name === "*" ? { is: "package" } : packageExport(name);
    const file = target === undefined ? undefined : this.#modules.file(target);
    if (file === undefined) return unknown;
    if (name === "*") return { is: "object", member: (member) => this.#exportOf(file, member) };
    return this.#step(() => this.#exportOf(file, name));
  }

  #exportOf(file: ModuleFile, name: string): Shape {
    const found = file.bindings.exports.get(name);
    if (found?.kind === "from") return this.exported(found.from, found.name, file.path);
    if (found?.kind === "expression") return this.expression(file, found.init);
    if (found?.kind === "local") {
      const binding = file.bindings.root.names.get(found.name);
      return binding === undefined ? unknown : this.#bound(file, binding);
    }
    for (const star of file.bindings.stars) {
      const shape = this.exported(star, name, file.path);
      if (shape.is !== "unknown" && shape.is !== "other") return shape;
    }
    return unknown;
  }

  /** The shape of the values of a type. */
  type(file: ModuleFile, range: Range): Shape {
    return this.#step(() => this.#type(file, range));
  }

  #type(file: ModuleFile, { from: start, to }: Range): Shape {
    const { source } = file;
    const from = source.is(start, "|") ? start + 1 : start;
    const pieces = source
      .split({ from, to }, "|")
      .filter((piece) => !(piece.to === piece.from + 1 && /^(?:null|undefined)$/.test(source.word(piece.from))));
    if (pieces.length !== 1) return unknown;
    const piece = pieces[0]!;
    if (source.is(piece.from, "(") && source.after(piece.from) === piece.to) {
      return this.type(file, { from: piece.from + 1, to: piece.to - 1 });
    }
    if (source.is(piece.from, "{") && source.after(piece.from) === piece.to) {
      return this.#members(file, { from: piece.from + 1, to: piece.to - 1 });
    }
    const name = source.word(piece.from);
    if (name === "typeof") return this.expression(file, { from: piece.from + 1, to: piece.to });
    if (name === "import") return this.#importType(file, piece);
    if (source.is(piece.from + 1, "<")) {
      const argument = { from: piece.from + 2, to: piece.to - 1 };
      if (/^(?:Promise|PromiseLike)$/.test(name)) return { is: "promise", of: this.type(file, argument) };
      if (name === "Awaited") return awaited(this.type(file, argument));
      return /^(?:Readonly|NonNullable|Required|Partial)$/.test(name) ? this.type(file, argument) : unknown;
    }
    let shape = this.#name(file, name, piece.from);
    for (let at = piece.from + 1; at < piece.to; at += 2) {
      if (!source.is(at, ".")) return unknown;
      shape = memberOf(shape, source.word(at + 1));
    }
    return instanceOf(shape);
  }

  /** `import("dbsql").DatabricksSession`. */
  #importType(file: ModuleFile, { from, to }: Range): Shape {
    const { source } = file;
    const token = source.tokens[from + 2];
    if (token?.kind !== "string" || !source.is(from + 4, ".") || to !== from + 6) return unknown;
    const specifier = source.text.slice(token.start + 1, token.end - 1);
    return instanceOf(this.exported(specifier, source.word(from + 5), file.path));
  }
}

const resolvers: {
  readonly [K in Binding["kind"]]: (
    resolver: Resolver,
    file: ModuleFile,
    binding: Binding & { readonly kind: K },
  ) => Shape;
} = {
  import: (resolver, file, binding) => resolver.exported(binding.from, binding.name, file.path),
  value: (resolver, file, binding) => resolver.value(file, binding),
  function: (resolver, file, { type }) =>
    type === undefined ? unknown : { is: "function", returns: () => resolver.type(file, type) },
  class: (resolver, file, binding) => resolver.members(file, binding.body),
  interface: (resolver, file, binding) => resolver.members(file, binding.body),
  alias: (resolver, file, binding) => resolver.type(file, binding.type),
  opaque: () => unknown,
};

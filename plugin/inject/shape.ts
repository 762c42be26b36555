/**
 * What an expression or a type is, as far as the text of the program says. `unknown` is everything that is left to the
 * type checker; `other` is known to be no session.
 */
export type Shape =
  | { readonly is: "unknown" }
  | { readonly is: "other" }
  /** An instance of the session class: its `.sql` tag is ours. */
  | { readonly is: "session" }
  | { readonly is: "sessionClass" }
  /** What `DatabricksSession.builder` and its methods give, before `getOrCreate()`. */
  | { readonly is: "builder" }
  /** All exports of this package. */
  | { readonly is: "package" }
  | { readonly is: "promise"; readonly of: Shape }
  | { readonly is: "function"; readonly returns: () => Shape }
  | { readonly is: "object"; readonly member: (name: string) => Shape }
  /** A query template, by its file and the token of its text. */
  | { readonly is: "query"; readonly file: string; readonly template: number }
  | { readonly is: "fragment" }
  | { readonly is: "identifier" };

export const unknown: Shape = { is: "unknown" };
export const other: Shape = { is: "other" };
export const session: Shape = { is: "session" };

const anyQuery: Shape = { is: "query", file: "", template: -1 };

/** The classes whose instances have our tag, by the names they are exported under. */
const sessionClasses = new Set(["DatabricksSession", "SparkSession"]);

/** An export of this package. */
export function packageExport(name: string): Shape {
  if (sessionClasses.has(name)) return { is: "sessionClass" };
  if (name === "sql") return { is: "function", returns: () => ({ is: "fragment" }) };
  if (name === "ident") return { is: "function", returns: () => ({ is: "identifier" }) };
  return other;
}

/** A property of something. */
export function memberOf(shape: Shape, name: string): Shape {
  if (shape.is === "object") return shape.member(name);
  if (shape.is === "package") return packageExport(name);
  if (shape.is === "sessionClass" && name === "builder") return { is: "builder" };
  if (shape.is === "builder") {
    // `remote(…)`, `config(…)` and the like give the builder again.
    const made = /^(?:getOrCreate|create)$/.test(name);
    return { is: "function", returns: () => (made ? { is: "promise", of: session } : { is: "builder" }) };
  }
  if (shape.is === "session" && name === "sql") return { is: "function", returns: () => anyQuery };
  return unknown;
}

export function awaited(shape: Shape): Shape {
  return shape.is === "promise" ? shape.of : shape;
}

/** The value behind a type: `DatabricksSession` as a type is an instance, as a value it is the class. */
export function instanceOf(shape: Shape): Shape {
  if (shape.is === "sessionClass") return session;
  return /^(?:session|promise|object)$/.test(shape.is) ? shape : unknown;
}

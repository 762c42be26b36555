import type { Analysis, AnalyzeOptions, Hole, SessionVariable } from "../../src/analysis/contract.js";
import { types } from "../../src/types/index.js";
import { type Aliases, aliasesFor } from "./alias.js";
import { callsOf } from "./call.js";
import { type QueryText, queryText } from "./query-text.js";
import type { ModuleFile, Resolver } from "./resolve.js";
import { type Rewriting, type Rewritten, rewrite, rewriting } from "./rewrite.js";
import type { Range } from "./source.js";
import { type Template, templatesOf } from "./template.js";
import { typingText } from "./typing-text.js";

export type Analyzer = (text: string, options: AnalyzeOptions) => Analysis;

/** What every query of a project is analysed with: the schema cache, and what the settings say. */
export type ProjectOptions = Pick<AnalyzeOptions, "schemas" | "catalog" | "schema" | "target" | "ansi">;

/** What the queries of a project are checked against. */
export interface Environment extends ProjectOptions {
  readonly analyze: Analyzer;
  /** Another text whenever an answer may be another. */
  readonly version: string;
}

/** A template that is ours, with what is known of it. */
export interface Query {
  readonly template: Template;
  readonly sql: QueryText;
  readonly options: AnalyzeOptions;
  readonly analysis: Analysis;
  /** The type argument that says all this to the type checker. */
  readonly typing: string;
}

export interface Inspection {
  readonly file: ModuleFile;
  readonly queries: readonly Query[];
  /** Calls with a literal text, `spark.sql("…")`: nothing is written into them, their types are in the registry. */
  readonly calls: readonly Query[];
  /** Templates whose tag the text alone does not settle: the host asks the type checker. */
  readonly uncertain: readonly Uncertain[];
  readonly aliases: Aliases;
  readonly rewriting: Rewriting;
  readonly rewritten: Rewritten;
}

export interface Uncertain {
  readonly template: Template;
  /** Tells it from every other of its file: one name may be of several types, a function's each. */
  readonly key: string;
  /** Whether the tag ends in a name, which has a type of its own. */
  readonly isName: boolean;
}

/** What the type checker said of an uncertain tag; undefined while it was not asked. */
export type Settled = (key: string) => boolean | undefined;

/** Whether a text can hold a template of ours at all: most files need no closer look. A tag may have any name. */
export function mayHoldQueries(text: string): boolean {
  return called.test(text) || (text.includes("`") && (text.includes("sql") || tagged.test(text)));
}

const called = /\bsql\s*\(/;

const tagged = /[\p{ID_Continue}$)\]!]`/u;

/** The source text of a tag. */
function tagText(file: ModuleFile, template: Template): string {
  const first = file.source.tokens[template.tag.from]!;
  const last = file.source.tokens[template.tag.to - 1]!;
  return file.source.text.slice(first.start, last.end);
}

export interface InspectOptions {
  readonly settled?: Settled;
  /** Put the type argument in where there is no room to write it over the SQL text. */
  readonly insert?: boolean;
  /** The session variables that the queries of the project declare. */
  readonly variables?: readonly SessionVariable[];
}

export interface FoundTemplates extends Pick<Inspection, "uncertain"> {
  readonly ours: readonly Template[];
  /** Calls with a literal text. */
  readonly calls: readonly Template[];
}

/** The templates and calls of a file that are ours. */
export function findTemplates(file: ModuleFile, resolver: Resolver, settled: Settled): FoundTemplates {
  const uncertain: Uncertain[] = [];
  const ours: Template[] = [];
  const calls: Template[] = [];
  const counts = new Map<string, number>();
  const sort = (template: Template, form: "" | "(", found: Template[]): void => {
    const shape = resolver.expression(file, template.tag);
    const made = shape.is === "function" ? shape.returns() : shape;
    if (made.is === "query") found.push(template);
    else if (made.is === "unknown") {
      const tag = tagText(file, template) + form;
      const count = counts.get(tag) ?? 0;
      counts.set(tag, count + 1);
      const key = `${tag}\0${count}`;
      uncertain.push({ template, key, isName: file.source.word(template.tag.to - 1) !== "" });
      if (settled(key) === true) found.push(template);
    }
  };
  // Text behind an open comment or template would be a part of it, so nothing can be added to such a file.
  if (!file.source.open) {
    for (const template of templatesOf(file.source)) sort(template, "", ours);
    for (const call of callsOf(file.source)) sort(call, "(", calls);
  }
  return { ours, calls, uncertain };
}

/** Of an environment or of settings, which hold more. */
export function analyzeOptions({ schemas, catalog, schema, target, ansi }: ProjectOptions): AnalyzeOptions {
  return {
    schemas,
    ...(catalog === undefined ? {} : { catalog }),
    ...(schema === undefined ? {} : { schema }),
    ...(target === undefined ? {} : { target }),
    ...(ansi === undefined ? {} : { ansi }),
  };
}

/** Finds the queries of a file, analyses each, and writes their types into the text. */
export function inspect(
  file: ModuleFile,
  resolver: Resolver,
  environment: Environment,
  { settled = () => undefined, insert = false, variables = [] }: InspectOptions = {},
): Inspection {
  const { ours, calls, uncertain } = findTemplates(file, resolver, settled);
  const options = analyzeOptions(environment);
  const reader = new Reader(
    file,
    resolver,
    environment,
    ours,
    variables.length > 0 ? { ...options, variables } : options,
  );
  const queries = ours.map((template) => reader.query(template)).sort((a, b) => a.template.tick - b.template.tick);
  // A check sees such a file's syntax errors and no types, as `tsc` does; an editor keeps the types while one types.
  const { isUnfinished } = file.source;
  const typed = insert && isUnfinished ? [] : queries;
  const { text } = file.source;
  const aliases = aliasesFor(text, file.bindings.isModule, file.path);
  const how = rewriting(text, typed, aliases, { insert, isUnfinished });
  return {
    file,
    queries,
    calls: calls.map((call) => reader.query(call)),
    uncertain,
    aliases,
    rewriting: how,
    rewritten: rewrite(text, how),
  };
}

/** How many templates inside one another are followed; what stands deeper is a relation of which no more is known. */
const deepest = 100;

class Reader {
  readonly #file: ModuleFile;
  readonly #resolver: Resolver;
  readonly #environment: Environment;
  readonly #templates: ReadonlyMap<number, Template>;
  readonly #done = new Map<Template, Query | "reading">();
  readonly #options: AnalyzeOptions;
  #depth = 0;

  constructor(
    file: ModuleFile,
    resolver: Resolver,
    environment: Environment,
    templates: readonly Template[],
    options: AnalyzeOptions,
  ) {
    this.#file = file;
    this.#resolver = resolver;
    this.#environment = environment;
    this.#templates = new Map(templates.map((template) => [template.token, template]));
    this.#options = options;
  }

  query(template: Template): Query {
    const known = this.#done.get(template);
    if (known !== undefined && known !== "reading") return known;
    this.#done.set(template, "reading");
    const sql = queryText(this.#file.source.text, template);
    const options: AnalyzeOptions = {
      ...this.#options,
      holes: template.holes.map((hole) => this.#hole(hole.tokens)),
    };
    const analysis = this.#environment.analyze(sql.text, options);
    const query: Query = {
      template,
      sql,
      options,
      analysis,
      typing: typingText(analysis, sql.text, template.holes.length),
    };
    this.#done.set(template, query);
    return query;
  }

  #hole(tokens: Range): Hole {
    const literal = this.#literal(tokens);
    if (literal !== undefined) return literal;
    const shape = this.#resolver.expression(this.#file, tokens);
    if (shape.is === "fragment") return { kind: "fragment" };
    if (shape.is === "identifier") return { kind: "identifier" };
    if (shape.is !== "query") return { kind: "unknown" };
    const template = shape.file === this.#file.path ? this.#templates.get(shape.template) : undefined;
    if (template === undefined || this.#done.get(template) === "reading") return { kind: "relation" };
    if (this.#depth >= deepest && !this.#done.has(template)) return { kind: "relation" };
    this.#depth++;
    const { columns } = this.query(template).analysis;
    this.#depth--;
    return columns === undefined ? { kind: "relation" } : { kind: "relation", columns };
  }

  /** A literal in a hole is bound with the type that the session gives it. */
  #literal({ from, to }: Range): Hole | undefined {
    if (to !== from + 1) return undefined;
    const token = this.#file.source.tokens[from]!;
    const text = this.#file.source.text.slice(token.start, token.end);
    const value = (type: (typeof types)["int" | "bigint" | "string" | "boolean" | "double"]): Hole => ({
      kind: "value",
      type,
      nullable: false,
    });
    if (token.kind === "string" || token.kind === "template") return value(types.string);
    if (token.kind === "word" && /^(?:true|false)$/.test(text)) return value(types.boolean);
    if (token.kind !== "number") return undefined;
    if (text.endsWith("n") && !/^0x.*[^n]$/i.test(text)) return value(types.bigint);
    const number = Number(text.replaceAll("_", ""));
    return value((number | 0) === number ? types.int : types.double);
  }
}

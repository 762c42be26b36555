import type { FunctionSchema, TableSchema } from "../schema/model.js";
import type { DataType } from "../types/index.js";
import type { Cte, Ident, NamedWindow, ParameterMarker, Span } from "./ast/index.js";
import type { AnalyzeOptions, ColumnOrigin, Diagnostic, Fix, Hole, Parameter } from "./contract.js";
import { type CatalogKey, catalog, type DiagnosticRow } from "./diagnostics/catalog.js";
import { closest } from "./diagnostics/suggest.js";
import type { Variable } from "./names/scope.js";
import { quoteName } from "./syntax/quotes.js";
import { type BoundKind, boundKinds, isAboutTypes } from "./typing/index.js";

const MOST_SUGGESTIONS = 100;
const MOST_NESTED_LOOKS = 100;

/** What one analysis gathers. One per call of `analyze`, never shared. */
export class Context {
  readonly diagnostics: Diagnostic[] = [];
  readonly #seen = new Set<string>();
  readonly #parameters = new Map<number, Parameter>();
  readonly #relations = new WeakMap<Qualifier, NamedRelation>();
  readonly #handlers: ((errorClass: string) => boolean)[] = [];
  #nextId = 1;
  #muted = 0;
  /** Errors that were found while nothing was to be said. */
  #unsaid = 0;
  readonly #looks = new Map<object, readonly Look[]>();
  #suggestions = MOST_SUGGESTIONS;
  #nestedLooks = MOST_NESTED_LOOKS;
  readonly catalog: string;
  readonly schema: string;
  /** Whether the server refuses what does not fit, and fails where a value does not. */
  readonly ansi: boolean;
  /** By name in lower case. */
  readonly sessionVariables: Map<string, Variable>;
  readonly #given: ReadonlySet<Variable>;
  /** A variable of the session is named. */
  usesVariables = false;
  /** Items of lists whose names Spark makes of what is not known here, in the order in which they were met. */
  readonly unnamed: Span[] = [];
  /** Set while a script is read. */
  script: ScriptNames | undefined;
  /** What EXECUTE IMMEDIATE gives to a marker of its text. */
  argumentOf: ((marker: ParameterMarker) => Argument | undefined) | undefined;

  constructor(
    readonly text: string,
    readonly options: AnalyzeOptions,
    /** Told of every name that was resolved, for hover, completion and go to definition. */
    readonly observer?: Observer,
  ) {
    this.catalog = options.catalog ?? "spark_catalog";
    this.schema = options.schema ?? "default";
    this.ansi = options.ansi ?? true;
    this.sessionVariables = new Map(
      (options.variables ?? []).map((one) => [
        one.name.toLowerCase(),
        { name: one.name, type: one.type, nullable: true, id: this.newId() },
      ]),
    );
    this.#given = new Set(this.sessionVariables.values());
  }

  /** The session variables that the text declares, whether they were there before or not. */
  get declares(): readonly Variable[] {
    return [...this.sessionVariables.values()].filter((one) => !this.#given.has(one));
  }

  newId(): number {
    return this.#nextId++;
  }

  hole(index: number): Hole {
    return this.options.holes?.[index] ?? { kind: "unknown" };
  }

  /** `errorClass` is one that the catalogue has, or a subclass of one. Says the same thing about the same place once. */
  report(errorClass: string, at: Span, values: Values = {}, fixes?: readonly Fix[]): void {
    if (!this.ansi && isAboutTypes(errorClass)) return;
    const row = rowOf(errorClass);
    if (this.#muted > 0) {
      if (row.severity === "error") this.#unsaid++;
      return;
    }
    const key = `${errorClass}:${at.start}:${at.end}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.forward({
      code: row.code,
      ...(errorClass === errorClass.toUpperCase() ? { errorClass } : {}),
      message: messageOf(errorClass, row, { errorClass, ...values }),
      severity: row.severity,
      start: at.start,
      end: Math.max(at.end, at.start),
      ...(fixes && fixes.length > 0 ? { fixes } : {}),
    });
  }

  /** How many second looks, one inside another, are being taken. */
  get silence(): number {
    return this.#muted;
  }

  /** For a second look at something whose mistakes were reported, or counted, by the first. */
  silently<T>(work: () => T): T {
    const unsaid = this.#unsaid;
    this.#muted++;
    try {
      return work();
    } finally {
      this.#muted--;
      this.#unsaid = unsaid;
    }
  }

  /**
   * For work that finds the same however often it looks at `at` from the same place: second looks are one. Where looks
   * nest, each that looked anew would double those below it. `placeOf` tells from where what was found would be found
   * again, `places` where it may have been found before.
   */
  once<T>(at: object, places: readonly Place[], work: () => T, placeOf: (found: T) => Place | undefined): T {
    if (this.#muted === 0) return work();
    const known = this.#looks.get(at)?.find(({ from }) => places.some((place) => isSamePlace(place, from)));
    if (known) {
      this.#unsaid += known.unsaid;
      return known.found as T;
    }
    const before = this.#unsaid;
    const found = work();
    const from = placeOf(found);
    if (from) {
      const look = { from, found, unsaid: this.#unsaid - before };
      this.#looks.set(at, [...(this.#looks.get(at) ?? []), look]);
    }
    return found;
  }

  /** Second looks inside second looks are counted: a text may nest so many that each level would double them. */
  mayLookAgain(): boolean {
    return this.#muted === 0 || this.#nestedLooks-- > 0;
  }

  /** Whether the work would report an error. */
  fails(work: () => unknown): boolean {
    return this.silently(() => {
      const before = this.#unsaid;
      work();
      return this.#unsaid > before;
    });
  }

  /** What is wrong with a statement under a handler is an error that the script lives on with. */
  handling<T>(catches: (errorClass: string) => boolean, work: () => T): T {
    this.#handlers.push(catches);
    try {
      return work();
    } finally {
      this.#handlers.pop();
    }
  }

  /** A finding about a text inside this text. */
  forward(found: Diagnostic): void {
    if (this.#muted > 0) return;
    const { errorClass, message } = found;
    const isCaught =
      found.severity === "error" && this.#handlers.some((catches) => errorClass !== undefined && catches(errorClass));
    this.diagnostics.push(
      isCaught
        ? { ...found, message: `${message} A handler of the script catches it.`, severity: "information" }
        : found,
    );
  }

  /** ` Did you mean x?`, and the quick fix for it. A text full of strange names is not searched for each of them. */
  didYouMean(
    at: Span,
    name: string,
    candidates: Iterable<string> | (() => Iterable<string>),
    /** The parts of a candidate that is a dotted name: each is written in quotes of its own. */
    partsOf: (candidate: string) => readonly string[] = (candidate) => [candidate],
  ): { readonly suggestion: string; readonly fixes: readonly Fix[] } {
    const asked = this.#muted === 0 && this.#suggestions-- > 0;
    const meant = asked ? closest(name, typeof candidates === "function" ? candidates() : candidates) : undefined;
    if (meant === undefined) return { suggestion: "", fixes: [] };
    const text = partsOf(meant).map(quoteName).join(".");
    return {
      suggestion: ` Did you mean ${meant}?`,
      fixes: [{ title: `Change to ${meant}`, start: at.start, end: at.end, text }],
    };
  }

  /** None of these columns has this name. */
  missingColumn(at: Span, name: string, columns: readonly { readonly name: string }[]): void {
    const meant = this.didYouMean(
      at,
      name,
      columns.map((column) => column.name),
    );
    this.report("UNRESOLVED_COLUMN.WITH_SUGGESTION", at, { name, suggestion: meant.suggestion }, meant.fixes);
  }

  get hasErrors(): boolean {
    return this.diagnostics.some((d) => d.severity === "error");
  }

  addParameter(parameter: Parameter): void {
    const known = this.#parameters.get(parameter.start);
    if (!known || (known.type === undefined && parameter.type !== undefined)) {
      this.#parameters.set(parameter.start, parameter);
    }
  }

  /**
   * A relation gets a name. The array that qualifies its columns is its identity: whatever carries it, a column or an
   * unknown part, is of this relation.
   */
  nameRelation(
    ident: Ident,
    of: Pick<NamedRelation, "cte" | "table" | "of"> = {},
    qualifier: Qualifier = [ident.name],
  ): Qualifier {
    if (!this.observer) return qualifier;
    const { name, start, end } = ident;
    const relation: NamedRelation = { name, declared: { start, end }, ...of };
    this.#relations.set(qualifier, relation);
    if (!of.cte && !of.table) this.observer.resolved(ident, { kind: "relation", relation });
    return qualifier;
  }

  /** Tells the editor that a part of a dotted name qualifies what is behind it. */
  observeQualifier(at: Ident | undefined, qualifier: Qualifier): void {
    const relation = at && this.#relations.get(qualifier);
    if (relation) this.observer?.resolved(at, { kind: "relation", relation });
  }

  /** Tells the editor of the columns that the text names, at the place of the name. */
  observeDeclared(columns: readonly ObservedColumn[]): void {
    if (!this.observer) return;
    for (const column of columns) {
      if (column.declared) this.observer.resolved(column.declared, { kind: "column", column });
    }
  }

  relationOf(qualifier: Qualifier): NamedRelation | undefined {
    return this.#relations.get(qualifier);
  }

  /** The place of a hole or marker asks for this type. The first place that asks wins. */
  expect(at: Span, type: DataType): void {
    const known = this.#openParameter(at);
    if (known && type.kind !== "unknown" && type.kind !== "void") this.#parameters.set(at.start, { ...known, type });
  }

  /** The place of a hole or marker takes these values and no others, as a value of the type if there is one. */
  expectKinds(at: Span, kinds: () => readonly BoundKind[], type?: DataType): void {
    const known = this.#openParameter(at);
    if (!known) return;
    const accepts = kinds();
    // Where nothing fits, no value mends it. That everything does need be said only beside a type.
    const isNews = accepts.length > 0 && (type !== undefined || accepts.length < boundKinds.length);
    this.#parameters.set(at.start, { ...known, ...(isNews && { accepts }), ...(type && { type }) });
  }

  /** Of what the place takes already, these values and no others. */
  narrowKinds(at: Span, kinds: () => readonly BoundKind[]): void {
    const known = this.#parameters.get(at.start);
    if (!this.ansi || !known || known.type !== undefined) return;
    const taken = new Set(kinds());
    // A NULL among values has no type that could be wrong.
    const accepts = (known.accepts ?? boundKinds).filter((kind) => kind === "null" || taken.has(kind));
    if (accepts.length > 0 && accepts.length < boundKinds.length) this.#parameters.set(at.start, { ...known, accepts });
  }

  #openParameter(at: Span): Parameter | undefined {
    // Without ANSI nearly every value can be coerced.
    if (!this.ansi) return undefined;
    const known = this.#parameters.get(at.start);
    return known?.type === undefined && known?.accepts === undefined ? known : undefined;
  }

  get parameters(): readonly Parameter[] {
    return [...this.#parameters.values()].sort((a, b) => a.start - b.start);
  }
}

/** All that what is found hangs on. */
type Place = readonly unknown[];

function isSamePlace(a: Place, b: Place): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}

/** What a second look found. */
interface Look {
  readonly from: Place;
  readonly found: unknown;
  readonly unsaid: number;
}

/** What the statements of a script do to names: what the cache says of these may not hold. */
export interface ScriptNames {
  /** The last parts, in lower case, of what is made, changed or dropped. */
  readonly changed: ReadonlySet<string>;
  /** Those of them that are made once, as a temporary view: behind that, the view is what they are. */
  readonly views: ReadonlySet<string>;
  /** The current catalog or schema becomes another one. */
  readonly moves: boolean;
  /** A text that is only known at run time is executed: anything may have been made. */
  readonly isOpaque: boolean;
}

export interface Argument {
  readonly type: DataType;
  readonly nullable: boolean;
}

/** `[catalog, schema, table]`, or `[alias]`. */
export type Qualifier = readonly string[];

/** A relation as it is named in the text: by an alias, by a common table expression, by the name of a table. */
export interface NamedRelation {
  readonly name: string;
  readonly declared: Span;
  readonly cte?: Cte;
  readonly table?: TableSchema;
  /** What an alias is another name of, where that has one. */
  readonly of?: string;
}

interface ObservedValue {
  readonly type: DataType;
  readonly nullable: boolean;
}

/** What a name in the text stands for. */
export type Fact =
  | { readonly kind: "column"; readonly column: ObservedColumn }
  | ({ readonly kind: "field"; readonly name: string } & ObservedValue)
  /** The name stands behind a dot: in what it is looked up. */
  | { readonly kind: "member"; readonly of: DataType }
  /** A variable of a script, or of the session. */
  | ({ readonly kind: "sqlVariable"; readonly name: string; readonly declared?: Span } & ObservedValue)
  /** A parameter of a lambda. */
  | ({ readonly kind: "variable"; readonly name: string; readonly declared: Span } & ObservedValue)
  | { readonly kind: "relation"; readonly relation: NamedRelation }
  | { readonly kind: "table"; readonly table: TableSchema }
  | { readonly kind: "schema"; readonly catalog: string; readonly schema: string }
  | { readonly kind: "catalog"; readonly catalog: string }
  | { readonly kind: "cte"; readonly cte: Cte; readonly columns: readonly ObservedColumn[] | undefined }
  | { readonly kind: "window"; readonly window: NamedWindow }
  | ({ readonly kind: "function"; readonly name: string } & Partial<ObservedValue>)
  | { readonly kind: "userFunction"; readonly function: FunctionSchema }
  | { readonly kind: "star"; readonly columns: readonly ObservedColumn[] }
  | ({ readonly kind: "literal" | "cast" } & ObservedValue)
  /** `?` or `:name`. */
  | { readonly kind: "marker"; readonly name: string };

export interface ObservedColumn {
  readonly name: string;
  readonly qualifier: readonly string[];
  readonly type: DataType;
  readonly nullable: boolean;
  readonly comment?: string;
  readonly origin?: ColumnOrigin;
  /** Where the text gives it this name: an alias, or a list of names. */
  readonly declared?: Span;
  /** By a generator: the list may name it before that. */
  readonly isGenerated?: boolean;
  /** Where an item of a SELECT list made it. */
  readonly start?: number;
  readonly end?: number;
}

/** What the names in a stretch of text may mean. */
export interface ObservedScope extends Span {
  readonly columns: readonly ObservedColumn[];
  /** The names that may qualify a column. */
  readonly relations: readonly string[];
  readonly windows: readonly NamedWindow[];
  readonly ctes: readonly Cte[];
  /** Of a block of a script: its variables, and those of the blocks around. */
  readonly variables?: readonly ObservedVariable[];
}

export interface ObservedVariable extends ObservedValue {
  readonly name: string;
  readonly label: string | undefined;
  /** The offset behind which it is known. */
  readonly knownFrom: number;
}

/** Told of what is found on the way, for the editor. */
export interface Observer {
  resolved(at: Span, fact: Fact): void;
  scope?(scope: ObservedScope): void;
}

export type Values = Readonly<Record<string, string | number>>;

function rowOf(errorClass: string): DiagnosticRow {
  const exact: DiagnosticRow | undefined = catalog[errorClass as CatalogKey];
  if (exact) return exact;
  const general: DiagnosticRow | undefined = catalog[errorClass.split(".", 1)[0] as CatalogKey];
  return general ?? catalog["other-refusal"];
}

/** What is not told leaves the message of the general class. */
function messageOf(errorClass: string, row: DiagnosticRow, values: Values): string {
  const told = [...row.message.matchAll(/\{(\w+)\}/g)].every(
    ([, name = ""]) => name === "suggestion" || name in values,
  );
  return fill(told ? row.message : rowOf(errorClass.split(".", 1)[0] ?? errorClass).message, values);
}

function fill(message: string, values: Values): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? (name === "suggestion" ? "" : whole.slice(1, -1)) : String(value);
  });
}

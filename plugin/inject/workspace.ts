import type { Analysis, AnalyzeOptions, SessionVariable } from "../../src/analysis/contract.js";
import {
  type Analyzer,
  analyzeOptions,
  type Environment,
  type Inspection,
  inspect,
  mayHoldQueries,
} from "./inspect.js";
import { candidatePaths, isOurs } from "./module-path.js";
import { type KeptOutline, keptOutline, type Outline, outlineAgain, outlineOf } from "./outline.js";
import { ModuleFile, type Modules, Resolver } from "./resolve.js";
import {
  declaredVariables,
  declaringTexts,
  holdsDeclarations,
  matteringTo,
  mayDeclare,
  textsOf,
} from "./session-variables.js";

/** The files of a program as its host sees them at the moment. Paths are absolute, with `/` between the parts. */
export interface Files {
  /** The text, and a version that changes with it; undefined when there is no such file. */
  read(path: string): { readonly text: string; readonly version: string } | undefined;
  version(path: string): string | undefined;
  exists(path: string): boolean;
  /** The host's own module resolution: a path, or `"dbsql"` for this package. Names that it cannot resolve are left. */
  resolve?(specifier: string, from: string): string | undefined;
}

/** Where outlines are kept for the next run of the program. Whatever is wrong with it, it has none. */
export interface Memory {
  get(path: string): Remembered | undefined;
  set(path: string, remembered: Remembered): void;
  /** A short text that no other text shares. */
  digest(text: string): string;
}

/** An outline with all that it was made of, so that it is taken only where it would be made the same again. */
export interface Remembered {
  readonly environment: string;
  /** Every file whose text was looked at, with its digest; null for one that was not there. */
  readonly sources: readonly (readonly [path: string, digest: string | null])[];
  readonly resolved: readonly (readonly [specifier: string, from: string, found: string | null])[];
  /** What it depends on of the session variables of the project. */
  readonly variables: string;
  readonly outline: KeptOutline;
}

interface Kept {
  readonly outline: Outline;
  /** Not made while only the outline was asked for, and a run before had kept it. */
  readonly inspection: Inspection | undefined;
  readonly version: string;
  readonly environment: string;
  readonly variables: readonly SessionVariable[];
  readonly settled: number;
  /** The files whose text the answer depends on. */
  readonly sources: ReadonlyMap<string, string | undefined>;
}

/** What a file declares, and what that was made of. */
interface Declaring {
  readonly version: string;
  readonly texts: readonly string[];
  readonly sources: ReadonlyMap<string, string | undefined>;
  /** Undefined where no tag is left to the type checker. */
  readonly settled: number | undefined;
}

/** What an inspection under way has asked for. */
interface Asked {
  readonly sources: Map<string, string | undefined>;
  readonly resolved: Map<string, readonly [specifier: string, from: string, found: string | null]>;
}

export interface WorkspaceOptions {
  readonly insert?: boolean;
  readonly memory?: Memory;
}

/** The queries of a program's files. Answers are kept until a file, or one that it takes names from, changes. */
export class Workspace implements Modules {
  readonly #files: Files;
  readonly #environment: () => Environment;
  readonly #insert: boolean;
  readonly #modules = new Map<string, { readonly version: string; readonly file: ModuleFile }>();
  readonly #inspections = new Map<string, Kept>();
  readonly #settled = new Map<string, Map<string, boolean>>();
  #settledCount = 0;
  #asked: Asked | undefined;
  /** The files whose text was looked at for declarations, with its version. */
  readonly #noted = new Map<string, string>();
  /** Those among them that may declare variables; undefined until their queries were read. */
  readonly #declaring = new Map<string, Declaring | undefined>();
  #declared: { readonly environment: string; readonly variables: readonly SessionVariable[] } | undefined;
  #variables: readonly SessionVariable[] = [];
  readonly #memory: Memory | undefined;
  readonly #digests = new Map<string, { readonly version: string; readonly digest: string }>();

  constructor(files: Files, environment: () => Environment, { insert = false, memory }: WorkspaceOptions = {}) {
    this.#files = files;
    this.#environment = environment;
    this.#insert = insert;
    this.#memory = memory;
  }

  /** What is known of a file's queries; undefined where it has none. */
  inspect(path: string): Inspection | undefined {
    return this.#known(path, true)?.inspection;
  }

  /** What a host needs of a file that nobody looks at: known without an inspection where an earlier run made it. */
  outline(path: string): Outline | undefined {
    return this.#known(path, false)?.outline;
  }

  #known(path: string, whole: boolean): Kept | undefined {
    if (!isOurs(path)) return undefined;
    const version = this.#files.version(path);
    if (version === undefined) return undefined;
    const environment = this.#environment();
    this.#note(path, version);
    const { variables } = this;
    const before = this.#held(path, version, environment, variables);
    if (before !== undefined && (!whole || before.inspection !== undefined)) return before;
    const text = this.#files.read(path)?.text;
    if (text === undefined || !mayHoldQueries(text)) return undefined;
    // What an earlier run left is about the file as it was before anybody touched it in this one.
    const isFirst = !whole && !this.#inspections.has(path);
    const kept =
      (isFirst ? this.#recalled(path, text, version, environment, variables) : undefined) ??
      this.#inspected(path, version, environment, variables, before?.outline);
    if (kept !== undefined) this.#inspections.set(path, kept);
    return kept;
  }

  /**
   * The session variables that the files declare which anybody has asked about or noted, for all files: one that is not
   * known by then is not known yet. Another list whenever it says something else.
   */
  get variables(): readonly SessionVariable[] {
    if (this.#declaring.size === 0 && this.#variables.length === 0) return this.#variables;
    const environment = this.#environment();
    for (const [path, known] of this.#declaring) {
      const version = this.#files.version(path);
      if (version !== undefined && known !== undefined && this.#stillDeclares(known, version)) continue;
      this.#declared = undefined;
      if (version === undefined) this.#unnote(path);
      else {
        this.#note(path, version);
        if (this.#declaring.has(path)) this.#declaring.set(path, this.#readDeclaring(path, version));
      }
    }
    if (this.#declared?.environment === environment.version) return this.#variables;
    // In an order that does not depend on who was asked about first.
    const inOrder = [...this.#declaring].sort(([a], [b]) => (a < b ? -1 : 1));
    const texts = inOrder.flatMap(([, declaring]) => declaring?.texts ?? []);
    const variables = declaredVariables(texts, environment.analyze, analyzeOptions(environment));
    if (textsOf(variables) !== textsOf(this.#variables)) this.#variables = variables;
    this.#declared = { environment: environment.version, variables };
    return this.#variables;
  }

  /** Looks whether a file declares variables for the others, one that nobody has asked about. */
  note(path: string): void {
    const version = isOurs(path) ? this.#files.version(path) : undefined;
    if (version !== undefined) this.#note(path, version);
  }

  #note(path: string, version: string): void {
    if (this.#noted.get(path) === version) return;
    this.#noted.set(path, version);
    const text = this.#files.read(path)?.text ?? "";
    const file = mayDeclare(text) && mayHoldQueries(text) ? this.file(path) : undefined;
    if (file !== undefined && holdsDeclarations(file)) this.#declaring.set(path, undefined);
    else if (!this.#declaring.delete(path)) return;
    this.#declared = undefined;
  }

  #unnote(path: string): void {
    this.#noted.delete(path);
    this.#declaring.delete(path);
  }

  #readDeclaring(path: string, version: string): Declaring | undefined {
    return this.#asking(({ sources }) => {
      const file = this.file(path);
      if (file === undefined) return undefined;
      const settled = this.#settled.get(path);
      const { texts, isSettled } = declaringTexts(file, new Resolver(this), (key) => settled?.get(key));
      return { version, texts, sources, settled: isSettled ? undefined : this.#settledCount };
    });
  }

  #stillDeclares({ version, sources, settled }: Declaring, now: string): boolean {
    return version === now && (settled === undefined || settled === this.#settledCount) && this.#areAsSeen(sources);
  }

  #areAsSeen(sources: Kept["sources"]): boolean {
    for (const [path, seen] of sources) if (this.#files.version(path) !== seen) return false;
    return true;
  }

  /** Runs with a list of what it asks for, whatever it is run within. */
  #asking<T>(run: (asked: Asked) => T): T {
    const before = this.#asked;
    const asked: Asked = { sources: new Map(), resolved: new Map() };
    this.#asked = asked;
    try {
      return run(asked);
    } finally {
      this.#asked = before;
    }
  }

  /** @param before the outline that was handed out: it stays the same object, so that nobody takes the same for news */
  #inspected(
    path: string,
    version: string,
    environment: Environment,
    variables: readonly SessionVariable[],
    before: Outline | undefined,
  ): Kept | undefined {
    return this.#asking((asked) => {
      const file = this.file(path);
      if (file === undefined) return undefined;
      const settled = this.#settled.get(path);
      const inspection = inspect(file, new Resolver(this), environment, {
        settled: (key) => settled?.get(key),
        insert: this.#insert,
        variables,
      });
      const { sources } = asked;
      const same = before !== undefined && before.rewritten.text === inspection.rewritten.text;
      const outline = same ? before : outlineOf(inspection);
      if (!same) this.#remember(path, inspection, outline, { environment, variables, asked });
      return {
        outline,
        inspection,
        version,
        environment: environment.version,
        variables,
        settled: this.#settledCount,
        sources,
      };
    });
  }

  /** What only the type checker can settle is asked of it again in every run. */
  #remember(
    path: string,
    inspection: Inspection,
    outline: Outline,
    {
      environment,
      variables,
      asked,
    }: {
      readonly environment: Environment;
      readonly variables: readonly SessionVariable[];
      readonly asked: Asked;
    },
  ): void {
    if (this.#memory === undefined || outline.uncertain.length > 0) return;
    this.#memory.set(path, {
      environment: this.#memory.digest(environment.version),
      sources: [...asked.sources.keys()].map((source) => [source, this.#digest(source) ?? null] as const),
      resolved: [...asked.resolved.values()],
      variables: matteringTo(outline, inspection.file.source.text, variables),
      outline: keptOutline(inspection, outline),
    });
  }

  #recalled(
    path: string,
    text: string,
    version: string,
    environment: Environment,
    variables: readonly SessionVariable[],
  ): Kept | undefined {
    const memory = this.#memory;
    const remembered = memory?.get(path);
    if (memory === undefined || remembered === undefined) return undefined;
    // A file that somebody else wrote may hold anything.
    try {
      const { sources, resolved, outline } = remembered;
      if (remembered.environment !== memory.digest(environment.version)) return undefined;
      if (remembered.variables !== matteringTo(outline, text, variables)) return undefined;
      if (!sources.some(([source]) => source === path)) return undefined;
      if (!sources.every(([source, digest]) => (this.#digest(source) ?? null) === digest)) return undefined;
      if (!resolved.every(([specifier, from, found]) => (this.resolve(specifier, from) ?? null) === found))
        return undefined;
      return {
        outline: outlineAgain(text, outline),
        inspection: undefined,
        version,
        environment: environment.version,
        variables,
        settled: this.#settledCount,
        sources: new Map(sources.map(([source]) => [source, this.#files.version(source)])),
      };
    } catch {
      return undefined;
    }
  }

  #digest(path: string): string | undefined {
    const version = this.#files.version(path);
    if (version === undefined || this.#memory === undefined) return undefined;
    const known = this.#digests.get(path);
    if (known?.version === version) return known.digest;
    const text = this.#files.read(path)?.text;
    if (text === undefined) return undefined;
    const digest = this.#memory.digest(text);
    this.#digests.set(path, { version, digest });
    return digest;
  }

  /** What is kept of a file, where it would be made the same again. */
  #held(
    path: string,
    version: string,
    environment: Environment,
    variables: readonly SessionVariable[],
  ): Kept | undefined {
    const kept = this.#inspections.get(path);
    if (kept?.version !== version || kept.environment !== environment.version) return undefined;
    if (kept.outline.uncertain.length > 0 && kept.settled !== this.#settledCount) return undefined;
    if (!this.#areAsSeen(kept.sources)) return undefined;
    if (kept.variables === variables) return kept;
    const text = this.#files.read(path)?.text ?? "";
    if (matteringTo(kept.outline, text, kept.variables) !== matteringTo(kept.outline, text, variables)) {
      return undefined;
    }
    // Only the outline is the same: a query offers all variables to whoever writes in it.
    const still: Kept = { ...kept, variables, inspection: undefined };
    this.#inspections.set(path, still);
    return still;
  }

  /** Tells what the type checker said of an uncertain tag. Returns whether that is news. */
  settle(path: string, key: string, ours: boolean): boolean {
    const known = this.#settled.get(path) ?? new Map<string, boolean>();
    this.#settled.set(path, known);
    const isNews = (known.get(key) ?? false) !== ours;
    known.set(key, ours);
    if (!isNews) return false;
    this.#settledCount++;
    return true;
  }

  isSettled(path: string, key: string): boolean {
    return this.#settled.get(path)?.has(key) ?? false;
  }

  resolve(specifier: string, from: string): string | undefined {
    const found = this.#target(specifier, from);
    this.#asked?.resolved.set(`${specifier}\0${from}`, [specifier, from, found ?? null]);
    return found;
  }

  #target(specifier: string, from: string): string | undefined {
    if (specifier === "dbsql" || specifier.startsWith("dbsql/")) return "dbsql";
    const found = this.#files.resolve?.(specifier, from);
    if (found !== undefined) return found;
    if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return undefined;
    return candidatePaths(specifier, from).find((path) => this.#files.exists(path));
  }

  file(path: string): ModuleFile | undefined {
    const version = this.#files.version(path);
    this.#asked?.sources.set(path, version);
    if (version === undefined) return undefined;
    const known = this.#modules.get(path);
    if (known?.version === version) return known.file;
    const text = this.#files.read(path)?.text;
    if (text === undefined) return undefined;
    const file = new ModuleFile(path, text);
    this.#modules.set(path, { version, file });
    return file;
  }

  forget(path: string): void {
    this.#modules.delete(path);
    this.#inspections.delete(path);
    this.#digests.delete(path);
    if (this.#declaring.has(path)) this.#declared = undefined;
    this.#unnote(path);
  }
}

const keepAnalyses = 5_000;

/**
 * An analyser that remembers its answers, and that never takes an editor down: whatever goes wrong inside, the query is
 * one of which nothing is known.
 */
export function remembering(analyze: Analyzer, failed: (error: unknown) => void = () => undefined): Analyzer {
  const answers = new Map<string, { readonly schemas: unknown; readonly analysis: Analysis }>();
  return (text, options) => {
    const key = `${text}\0${JSON.stringify({ ...options, schemas: undefined })}`;
    const known = answers.get(key);
    if (known !== undefined && known.schemas === options.schemas) return known.analysis;
    const analysis = guarded(analyze, text, options, failed);
    answers.delete(key);
    answers.set(key, { schemas: options.schemas, analysis });
    if (answers.size > keepAnalyses) answers.delete(answers.keys().next().value!);
    return analysis;
  };
}

function guarded(analyze: Analyzer, text: string, options: AnalyzeOptions, failed: (error: unknown) => void): Analysis {
  try {
    return analyze(text, options);
  } catch (error) {
    failed(error);
    return { columns: undefined, parameters: [], diagnostics: [], statement: "query" };
  }
}

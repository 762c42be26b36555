import type { Analysis, AnalyzeOptions } from "../../src/analysis/contract.js";
import { type Analyzer, type Environment, type Inspection, inspect, mayHoldQueries } from "./inspect.js";
import { candidatePaths } from "./module-path.js";
import { ModuleFile, type Modules, Resolver } from "./resolve.js";

/** The files of a program as its host sees them at the moment. Paths are absolute, with `/` between the parts. */
export interface Files {
  /** The text, and a version that changes with it; undefined when there is no such file. */
  read(path: string): { readonly text: string; readonly version: string } | undefined;
  version(path: string): string | undefined;
  exists(path: string): boolean;
  /** The host's own module resolution: a path, or `"dbsql"` for this package. Names that it cannot resolve are left. */
  resolve?(specifier: string, from: string): string | undefined;
}

interface Kept {
  readonly inspection: Inspection;
  readonly version: string;
  readonly environment: string;
  readonly settled: number;
  /** The files whose text the answer depends on. */
  readonly sources: ReadonlyMap<string, string | undefined>;
}

const rewritable = /(?<!\.d)\.[cm]?tsx?$/i;

/** The queries of a program's files. Answers are kept until a file, or one that it takes names from, changes. */
export class Workspace implements Modules {
  readonly #files: Files;
  readonly #environment: () => Environment;
  readonly #insert: boolean;
  readonly #modules = new Map<string, { readonly version: string; readonly file: ModuleFile }>();
  readonly #inspections = new Map<string, Kept>();
  readonly #settled = new Map<string, Map<string, boolean>>();
  #settledCount = 0;
  /** The files that the inspection under way has asked for. */
  #asked: Map<string, string | undefined> | undefined;

  constructor(files: Files, environment: () => Environment, options: { readonly insert?: boolean } = {}) {
    this.#files = files;
    this.#environment = environment;
    this.#insert = options.insert === true;
  }

  /** What is known of a file's queries; undefined where it has none. */
  inspect(path: string): Inspection | undefined {
    if (!rewritable.test(path) || path.includes("/node_modules/")) return undefined;
    const version = this.#files.version(path);
    if (version === undefined) return undefined;
    const environment = this.#environment();
    const kept = this.#inspections.get(path);
    if (kept !== undefined && this.#holds(kept, version, environment)) return kept.inspection;
    const text = this.#files.read(path)?.text;
    if (text === undefined || !mayHoldQueries(text)) return undefined;
    const sources = new Map<string, string | undefined>();
    this.#asked = sources;
    try {
      const file = this.file(path);
      if (file === undefined) return undefined;
      const settled = this.#settled.get(path);
      const inspection = inspect(file, new Resolver(this), environment, {
        settled: (key) => settled?.get(key),
        insert: this.#insert,
      });
      this.#inspections.set(path, {
        inspection,
        version,
        environment: environment.version,
        settled: this.#settledCount,
        sources,
      });
      return inspection;
    } finally {
      this.#asked = undefined;
    }
  }

  #holds(kept: Kept, version: string, environment: Environment): boolean {
    if (kept.version !== version || kept.environment !== environment.version) return false;
    if (kept.inspection.uncertain.length > 0 && kept.settled !== this.#settledCount) return false;
    for (const [path, seen] of kept.sources) if (this.#files.version(path) !== seen) return false;
    return true;
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
    if (specifier === "dbsql" || specifier.startsWith("dbsql/")) return "dbsql";
    const found = this.#files.resolve?.(specifier, from);
    if (found !== undefined) return found;
    if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return undefined;
    return candidatePaths(specifier, from).find((path) => this.#files.exists(path));
  }

  file(path: string): ModuleFile | undefined {
    const version = this.#files.version(path);
    this.#asked?.set(path, version);
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

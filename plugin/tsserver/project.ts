import type TypeScript from "typescript";
import type { SessionVariable } from "../../src/analysis/contract.js";
import type { CacheProblem } from "../../src/schema/index.js";
import { typeAlias } from "../hosts/classic.js";
import { readText } from "../hosts/disk.js";
import { livingEnvironment, type ProjectEnvironment } from "../hosts/environment.js";
import { type OutlineMemory, outlineMemory } from "../hosts/outline-memory.js";
import { isTag } from "../hosts/tag-type.js";
import { watchCache } from "../hosts/watch.js";
import type { Inspection } from "../inject/inspect.js";
import type { Outline } from "../inject/outline.js";
import { Veil } from "../inject/veil.js";
import { type Files, Workspace } from "../inject/workspace.js";
import { Wanted } from "./reach.js";
import { ReadAhead } from "./read-ahead.js";
import { RewrittenSnapshot } from "./snapshot.js";

type Ts = typeof TypeScript;
type Info = TypeScript.server.PluginCreateInfo;

/** One project of the server: its queries, and the texts that the type checker is shown in place of the user's. */
export class Project {
  readonly #ts: Ts;
  readonly #info: Info;
  readonly #environment: ProjectEnvironment;
  readonly #workspace: Workspace;
  readonly #texts: (path: string) => TypeScript.IScriptSnapshot | undefined;
  readonly #versions: (path: string) => string;
  readonly #memory: OutlineMemory | undefined;
  readonly #snapshots = new WeakMap<Outline, RewrittenSnapshot>();
  readonly #numbers = new WeakMap<RewrittenSnapshot, number>();
  readonly #veils = new WeakMap<Inspection, Veil>();
  /** Files with tags that the type checker has to be asked about. */
  readonly #uncertain = new Set<string>();
  #asked: TypeScript.Program | undefined;
  readonly #wanted: Wanted;
  /** The versions of the other files that were looked at: the server asks for all of them after every edit. */
  readonly #noted = new Map<string, string>();
  readonly #readAhead: ReadAhead;
  #told: string | undefined;
  readonly #unwatch: () => void;
  #last = 0;
  #news = 0;
  #declarations = 0;
  #declared: readonly SessionVariable[] | undefined;
  #seen: string;
  #hashed: { readonly version: string; readonly hash: string } | undefined;

  constructor(ts: Ts, info: Info) {
    this.#ts = ts;
    this.#info = info;
    const host = info.languageServiceHost;
    this.#environment = livingEnvironment(info.project.getCurrentDirectory(), { failed: (error) => this.log(error) });
    this.#texts = host.getScriptSnapshot.bind(host);
    this.#versions = host.getScriptVersion.bind(host);
    this.#memory = outlineMemory(this.#environment.settings.root, "tsserver");
    this.#workspace = new Workspace(this.#files(), () => this.#environment.current(), {
      ...(this.#memory && { memory: this.#memory }),
    });
    this.#wanted = new Wanted(ts, () => info.project.projectService.openFiles.keys());
    // Sooner or later something depends on the queries of the other files.
    this.#readAhead = new ReadAhead(info.serverHost, {
      read: (path) => void (this.#wanted.has(path) || this.#workspace.outline(path)),
      done: () => this.#memory?.saveSoon(),
      failed: (error) => this.log(error),
    });
    this.#seen = this.state;
    this.#unwatch = watchCache(
      () => this.#environment.settings,
      () => {
        if (!info.project.isClosed() && this.#refresh()) info.project.refreshDiagnostics();
      },
    );
  }

  close(): void {
    this.#unwatch();
    this.#readAhead.close();
  }

  get environment(): ProjectEnvironment {
    return this.#environment;
  }

  log(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#info.project.projectService.logger.info(`dbsql: ${text}`);
  }

  #files(): Files {
    const { project, languageServiceHost: host } = this.#info;
    // The paths are TypeScript's own: to normalize each of them again takes longer than to look it up.
    const infoOf = (path: string): TypeScript.server.ScriptInfo | undefined =>
      project.projectService.getScriptInfoForNormalizedPath(path as TypeScript.server.NormalizedPath);
    const version = (path: string): string | undefined => {
      const known = infoOf(path);
      if (known !== undefined) return known.getLatestVersion();
      const modified = this.#ts.sys.getModifiedTime?.(path)?.getTime();
      return modified === undefined ? undefined : `disk:${modified}`;
    };
    return {
      read: (path) => {
        const found = version(path);
        const known = infoOf(path);
        if (found === undefined) return undefined;
        if (known === undefined) {
          const text = readText(path);
          return text === undefined ? undefined : { text, version: found };
        }
        const snapshot = known.getSnapshot();
        return { text: snapshot.getText(0, snapshot.getLength()), version: found };
      },
      version,
      exists: (path) => infoOf(path) !== undefined || host.fileExists(path),
      resolve: (specifier, from) => this.#resolve(specifier, from),
    };
  }

  #resolve(specifier: string, from: string): string | undefined {
    const { project } = this.#info;
    const found = this.#ts.resolveModuleName(specifier, from, project.getCompilerOptions(), {
      fileExists: (path) => project.fileExists(path),
      readFile: (path) => project.readFile(path),
    }).resolvedModule;
    if (found === undefined) return undefined;
    return found.packageId?.name === "dbsql" ? "dbsql" : found.resolvedFileName;
  }

  inspect(path: string): Inspection | undefined {
    return this.#watched(path, this.#workspace.inspect(path));
  }

  /** What suffices for the type checker and for what is reported, and is known of files that nobody looked at. */
  outline(path: string): Outline | undefined {
    return this.#watched(path, this.#workspace.outline(path));
  }

  #watched<T extends Outline | Inspection>(path: string, known: T | undefined): T | undefined {
    if (known !== undefined && known.uncertain.length > 0) this.#uncertain.add(path);
    return known;
  }

  /**
   * What is wrong with what the queries are checked against, for one document only: the first with queries that was
   * asked about and is open.
   */
  problemsFor(path: string): readonly CacheProblem[] {
    const problems = this.#environment.problems();
    if (problems.length === 0 || (this.outline(path)?.templates ?? 0) === 0) return [];
    if (this.#told === undefined || !this.#isOpen(this.#told)) this.#told = path;
    return this.#told === path ? problems : [];
  }

  #isOpen(path: string): boolean {
    return this.#info.project.getScriptInfo(path)?.isScriptOpen() === true;
  }

  /** What may be shown of answers about a file; undefined for one that is as the user wrote it. */
  veil(path: string): Veil | undefined {
    if (!this.#wanted.has(path)) return undefined;
    const inspection = this.inspect(path);
    if (inspection === undefined || inspection.queries.length === 0) return undefined;
    const known = this.#veils.get(inspection) ?? new Veil(inspection);
    this.#veils.set(inspection, known);
    return known;
  }

  /** The text for the type checker. */
  snapshot(path: string): TypeScript.IScriptSnapshot | undefined {
    const own = this.#texts(path);
    if (!this.#wanted.has(path)) return own;
    return own === undefined ? undefined : (this.#rewritten(path) ?? own);
  }

  version(path: string): string {
    const version = this.#versions(path);
    if (!this.#wanted.has(path)) {
      this.#note(path, version);
      return version;
    }
    const rewritten = this.#rewritten(path);
    return rewritten === undefined ? version : `${version}:${this.#numbers.get(rewritten)}`;
  }

  /** A file that is shown as it is may declare session variables for the queries of the others. */
  #note(path: string, version: string): void {
    if (this.#noted.get(path) === version) return;
    this.#noted.set(path, version);
    this.#workspace.note(path);
  }

  /**
   * Part of the version of the whole project: the schema cache, the type checker's word or the session variables that
   * its files declare may have changed.
   */
  get state(): string {
    const { version } = this.#environment.current();
    if (this.#hashed?.version !== version) this.#hashed = { version, hash: `${version.length}:${hash(version)}` };
    const { variables } = this.#workspace;
    if (variables !== this.#declared) {
      this.#declared = variables;
      this.#declarations++;
    }
    return `${this.#hashed.hash}:${this.#news}:${this.#declarations}`;
  }

  #rewritten(path: string): RewrittenSnapshot | undefined {
    const outline = this.outline(path);
    if (outline === undefined || outline.rewritten.heads.length === 0) return undefined;
    const known = this.#snapshots.get(outline);
    if (known !== undefined) return known;
    const made = new RewrittenSnapshot(outline.rewritten.text);
    this.#snapshots.set(outline, made);
    this.#numbers.set(made, ++this.#last);
    return made;
  }

  /** Shows more files with their types where answers depend on them. Returns whether there are some. */
  #reach(program: TypeScript.Program): boolean {
    const isNews = this.#wanted.addReached(program).some((path) => this.#rewritten(path) !== undefined);
    if (isNews) this.#news++;
    return isNews;
  }

  /**
   * Brings the program up to date with what is no edit: more files that an answer depends on, another schema cache, and
   * the type checker's word on tags that the texts do not settle.
   *
   * @param path the file that is asked about
   * @param isForAll whether the answer depends on files that it does not import
   */
  prepare(service: TypeScript.LanguageService, path: string, isForAll: boolean): void {
    if ((isForAll || !this.#isOpen(path)) && this.#wanted.addAll()) this.#news++;
    this.#refresh();
    // Making the program is what reads the files.
    let program = service.getProgram();
    while (program !== undefined && this.#reach(program) && this.#refresh()) program = service.getProgram();
    for (let round = 0; round < 3 && program !== undefined && program !== this.#asked; round++) {
      this.#asked = program;
      for (const one of this.#uncertain) if (this.#settle(program, one)) this.#news++;
      if (this.#refresh()) program = service.getProgram();
    }
    const last = program;
    if (last !== undefined && !this.#wanted.isAll) {
      this.#readAhead.later(() => last.getSourceFiles().map(({ fileName }) => fileName));
    }
    this.#memory?.saveSoon();
  }

  /** Asks about the tags of a file: in one that is being edited again, for its types may be others by now. */
  #settle(program: TypeScript.Program, path: string): boolean {
    const uncertain = this.#workspace.outline(path)?.uncertain ?? [];
    if (uncertain.length === 0) this.#uncertain.delete(path);
    const isOpen = this.#isOpen(path);
    let news = false;
    for (const { template, key } of uncertain) {
      if (!isOpen && this.#workspace.isSettled(path, key)) continue;
      news = this.#workspace.settle(path, key, isTag(typeAlias(this.#ts, program, path, template.tagEnd))) || news;
    }
    return news;
  }

  /** The server makes no new program unless its project says that something changed. */
  #refresh(): boolean {
    const { state } = this;
    const before = this.#seen;
    this.#seen = state;
    if (before === state) return false;
    const project: TypeScript.server.Project & { markAsDirty?(): void } = this.#info.project;
    project.markAsDirty?.();
    return true;
  }
}

function hash(text: string): number {
  let value = 0;
  for (let at = 0; at < text.length; at++) value = (Math.imul(value, 31) + text.charCodeAt(at)) | 0;
  return value;
}

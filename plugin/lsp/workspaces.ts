import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { SessionVariable } from "../../src/analysis/contract.js";
import { stampOf } from "../../src/schema/index.js";
import { declaringFiles, projectFolder } from "../hosts/declaring-files.js";
import { readText } from "../hosts/disk.js";
import { livingEnvironment, type ProjectEnvironment } from "../hosts/environment.js";
import { type OutlineMemory, outlineMemory } from "../hosts/outline-memory.js";
import { watchCache } from "../hosts/watch.js";
import type { Analyzer, Inspection } from "../inject/inspect.js";
import type { Outline } from "../inject/outline.js";
import { type Files, Workspace } from "../inject/workspace.js";

interface Settled {
  readonly workspace: Workspace;
  readonly environment: ProjectEnvironment;
  readonly memory: OutlineMemory | undefined;
  /** The folder in which session variables are looked for. */
  readonly project: string;
  /** Files that nobody has open may declare session variables: settled when those are known. */
  readonly declarations: Promise<void>;
}

export interface WorkspacesOptions {
  /** The text of a file that the editor has open. */
  readonly open: (path: string) => { readonly text: string; readonly version: string } | undefined;
  readonly failed: (error: unknown) => void;
  /** A schema cache or the settings of a folder may be others. */
  readonly changed: () => void;
  readonly analyzer?: Analyzer;
}

/** The queries of every folder that an editor has: each file belongs to the settings nearest to it. */
export class Workspaces {
  readonly #options: WorkspacesOptions;
  readonly #files: Files;
  readonly #byRoot = new Map<string, Settled>();
  readonly #byFolder = new Map<string, Settled>();
  readonly #watches: (() => void)[] = [];
  readonly #looking = new Set<Workspace>();
  readonly #closed = new AbortController();

  constructor(options: WorkspacesOptions) {
    this.#options = options;
    this.#files = {
      read: (path) => {
        const opened = options.open(path);
        if (opened !== undefined) return opened;
        const version = this.#files.version(path);
        const text = version === undefined ? undefined : readText(path);
        return text === undefined ? undefined : { text, version: version! };
      },
      version: (path) => options.open(path)?.version ?? stamp(path),
      exists: (path) => options.open(path) !== undefined || stamp(path) !== undefined,
    };
  }

  of(path: string): Workspace {
    return this.#settled(path).workspace;
  }

  environment(path: string): ProjectEnvironment {
    return this.#settled(path).environment;
  }

  #settled(path: string): Settled {
    const folder = dirname(path);
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const { analyzer, failed } = this.#options;
    const environment = livingEnvironment(folder, { failed, ...(analyzer && { analyzer }) });
    const { root } = environment.settings;
    let settled = this.#byRoot.get(root);
    if (settled === undefined) {
      const memory = outlineMemory(root, "lsp");
      const workspace = new Workspace(this.#files, () => environment.current(), { ...(memory && { memory }) });
      const project = projectFolder(root);
      const declarations = this.#lookIn(project, root, workspace);
      settled = { environment, workspace, memory, project: project.replaceAll("\\", "/"), declarations };
      this.#byRoot.set(root, settled);
      this.#watches.push(watchCache(() => environment.settings, this.#options.changed));
    }
    this.#byFolder.set(folder, settled);
    return settled;
  }

  /** What is told when the session variables of a file's project are known; undefined where they are by now. */
  declarations(path: string): Promise<void> | undefined {
    const { workspace, declarations } = this.#settled(path);
    return this.#looking.has(workspace) ? declarations : undefined;
  }

  /** Looks at a file of the disk that may be another one now, whoever has it open. */
  note(path: string): void {
    const around = [...this.#byRoot.values()].filter(({ project }) => path.startsWith(`${project}/`));
    const nearest = around.sort((a, b) => b.project.length - a.project.length)[0];
    this.#guarded(() => nearest?.workspace.note(path));
  }

  /** Those of all folders. */
  get variables(): readonly SessionVariable[] {
    return [...this.#byRoot.values()].flatMap(({ workspace }) => this.#guarded(() => workspace.variables) ?? []);
  }

  #lookIn(project: string, root: string, workspace: Workspace): Promise<void> {
    this.#looking.add(workspace);
    const { signal } = this.#closed;
    const before = workspace.variables;
    const looked = declaringFiles(project, root, signal, (path) => workspace.note(path))
      .then(() => {
        if (!signal.aborted && workspace.variables !== before) this.#options.changed();
      })
      .catch((error: unknown) => this.#options.failed(error));
    const tired = new Promise<void>((resolve) => setTimeout(resolve, patience).unref());
    return Promise.race([looked, tired]).then(() => void this.#looking.delete(workspace));
  }

  close(): void {
    this.#closed.abort();
    for (const end of this.#watches.splice(0)) end();
  }

  /** What is known of a file's queries; nothing where the settings cannot be read. */
  inspect(path: string): Inspection | undefined {
    return this.#guarded(() => this.of(path).inspect(path));
  }

  outline(path: string): Outline | undefined {
    return this.#guarded(() => {
      const { workspace, memory } = this.#settled(path);
      const outline = workspace.outline(path);
      memory?.saveSoon();
      return outline;
    });
  }

  #guarded<T>(ask: () => T): T | undefined {
    try {
      return ask();
    } catch (error) {
      this.#options.failed(error);
      return undefined;
    }
  }

  /** The files with queries that a file takes names from, the nearest first. */
  neighbours(path: string): string[] {
    const found: string[] = [];
    const seen = new Set([path]);
    const waiting = [path];
    for (let next = waiting.shift(); next !== undefined && seen.size < farthest; next = waiting.shift()) {
      const workspace = this.of(next);
      const modules = this.outline(next)?.modules ?? workspace.file(next)?.bindings.modules ?? [];
      for (const specifier of modules) {
        const target = workspace.resolve(specifier, next);
        if (target === undefined || target === "dbsql" || seen.has(target)) continue;
        seen.add(target);
        waiting.push(target);
        if ((this.outline(target)?.templates ?? 0) > 0) found.push(target);
      }
    }
    return found;
  }
}

const farthest = 500;

/** Longer than this nobody waits for what files on the disk declare. */
const patience = 1_000;

function stamp(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? `disk:${stampOf(path)}` : undefined;
}

import type TypeScript from "typescript";
import { isOurs } from "../inject/module-path.js";

/** What of the compiler's own objects is used that its declarations leave out. */
interface Resolution {
  readonly resolvedModule?: { readonly resolvedFileName: string } | undefined;
}
type Program = TypeScript.Program & {
  readonly resolvedModules?: ReadonlyMap<string, { forEach(visit: (found: Resolution) => void): void }>;
};
type SourceFile = TypeScript.SourceFile & {
  readonly path?: string;
  readonly externalModuleIndicator?: unknown;
  readonly moduleAugmentations?: readonly unknown[];
};

/**
 * Which files the type checker is shown with their types. An editor asks about the files that are open, and their types
 * depend on those that they import: all others stand as they were written until an answer depends on them too.
 */
export class Wanted {
  readonly #ts: typeof TypeScript;
  readonly #open: () => Iterable<TypeScript.Path>;
  readonly #files = new Set<string>();
  #isAll = false;
  #reached: TypeScript.Program | undefined;

  /** @param open the files that are open in the editor */
  constructor(ts: typeof TypeScript, open: () => Iterable<TypeScript.Path>) {
    this.#ts = ts;
    this.#open = open;
  }

  get isAll(): boolean {
    return this.#isAll;
  }

  has(path: string): boolean {
    return this.#isAll || this.#files.has(path);
  }

  /** From now on, all files are. Returns whether that is news. */
  addAll(): boolean {
    const isNews = !this.#isAll;
    this.#isAll = true;
    return isNews;
  }

  /** Adds the files that the open ones depend on: all, where nobody can tell. Returns those that are new. */
  addReached(program: TypeScript.Program): readonly string[] {
    if (this.#isAll || program === this.#reached) return [];
    this.#reached = program;
    const reached = reachOf(this.#ts, program, this.#open());
    if (reached === undefined) this.#isAll = true;
    const paths = reached ?? program.getSourceFiles().map(({ fileName }) => fileName);
    const added = [...paths].filter((path) => !this.#files.has(path) && isOurs(path));
    for (const path of added) this.#files.add(path);
    return added;
  }
}

/**
 * The files that the types of some files may depend on: these, all that they import, and every file that says something
 * about the whole program. Packages are left out: none imports the project that it is installed in. Undefined where the
 * compiler does not tell what a file imports.
 */
function reachOf(
  ts: typeof TypeScript,
  program: TypeScript.Program,
  start: Iterable<TypeScript.Path>,
): ReadonlySet<string> | undefined {
  const { resolvedModules }: Program = program;
  if (resolvedModules === undefined) return undefined;
  const reached = new Set<string>();
  const waiting: SourceFile[] = [];
  const reach = (file: SourceFile | undefined): void => {
    if (file === undefined || reached.has(file.fileName) || program.isSourceFileFromExternalLibrary(file)) return;
    reached.add(file.fileName);
    waiting.push(file);
  };
  for (const path of start) reach(program.getSourceFileByPath(path));
  for (const file of program.getSourceFiles()) if (isForAll(file)) reach(file);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (file.path === undefined) return undefined;
    resolvedModules.get(file.path)?.forEach(({ resolvedModule }) => {
      if (resolvedModule !== undefined) reach(program.getSourceFile(resolvedModule.resolvedFileName));
    });
    for (const { fileName } of file.referencedFiles) {
      reach(program.getSourceFile(ts.resolveTripleslashReference(fileName, file.fileName)));
    }
  }
  return reached;
}

/** A file whose names are everybody's: a script, or one that adds to other modules. */
function isForAll({ externalModuleIndicator, moduleAugmentations }: SourceFile): boolean {
  return externalModuleIndicator === undefined || (moduleAugmentations?.length ?? 1) > 0;
}

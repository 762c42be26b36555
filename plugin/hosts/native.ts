import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { totalmem } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ConfigError } from "../../src/errors/index.js";
import { scan } from "../inject/scan.js";
import type { DiskRecord, Question } from "./disk-record.js";
import type { Finding } from "./finding.js";
import { type Host, type Program, unreadable } from "./host.js";
import { nodeAt } from "./tag-type.js";
import type { TypeScriptPackage } from "./typescript.js";

/** What of TypeScript 7's own API is used: the part that 7.0 and 7.1 share. */
interface NativeDiagnostic {
  readonly fileName?: string | undefined;
  readonly pos: number;
  readonly end: number;
  readonly code: number;
  readonly category: number;
  readonly text: string;
  readonly messageChain?: readonly NativeDiagnostic[] | undefined;
}
interface NativeSymbol {
  readonly name: string;
  readonly declarations: readonly { readonly path: string }[];
}
interface NativeNode {
  readonly pos: number;
  readonly end: number;
  forEachChild<T>(visit: (node: NativeNode) => T | undefined): T | undefined;
}
interface NativeType {
  getAliasSymbol(): NativeSymbol | undefined;
}
interface NativeProgram {
  getSourceFile(file: string): NativeNode | undefined;
  getSourceFileNames(): readonly string[];
  getCompilerOptions(): { readonly declaration?: boolean; readonly composite?: boolean };
  getConfigFileParsingDiagnostics(): readonly NativeDiagnostic[];
  getSyntacticDiagnostics(): readonly NativeDiagnostic[];
  getProgramDiagnostics(): readonly NativeDiagnostic[];
  getGlobalDiagnostics(): readonly NativeDiagnostic[];
  getSemanticDiagnostics(): readonly NativeDiagnostic[];
  getDeclarationDiagnostics(): readonly NativeDiagnostic[];
}
interface NativeProject {
  readonly configFileName: string;
  readonly program: NativeProgram;
  readonly checker: {
    getTypeAtPosition(file: string, position: number): NativeType | undefined;
    getTypeAtLocation(node: NativeNode): NativeType | undefined;
  };
}
interface NativeSnapshot {
  getProjects(): readonly NativeProject[];
}
interface NativeApi {
  updateSnapshot?(parameters: { readonly openProjects: readonly string[] }): NativeSnapshot;
  createSnapshot?(parameters: { readonly openProjects: readonly string[] }): NativeSnapshot;
  close(): void;
}
interface NativeModule {
  readonly API: new (options: { readonly cwd: string; readonly fs: unknown }) => NativeApi;
}
interface FileSystemModule {
  readonly serverFS?: { readonly useOS: unknown };
}

const severities: readonly Finding["severity"][] = ["warning", "error", "message", "message"];

/** What the compiler may do on the disk, and what of that is asked when it does. */
const operations: Readonly<Record<string, readonly Question[]>> = {
  directoryExists: ["isFolder"],
  fileExists: ["isFile"],
  getAccessibleEntries: ["entries"],
  realpath: ["realPath"],
  stat: ["isFile", "isFolder"],
  writeFile: [],
  removeFile: [],
};

/**
 * The native compilers, 7.0 and 7.1: their own API, which asks us for the text of every file.
 *
 * @param record where all that is asked of the disk is noted
 */
export async function nativeHost(installed: TypeScriptPackage, record?: DiskRecord): Promise<Host> {
  const load = async (names: readonly string[]): Promise<unknown> => {
    for (const name of names) {
      try {
        const file = createRequire(join(installed.folder, "package.json")).resolve(`typescript/${name}`);
        return await import(pathToFileURL(file).href);
      } catch (error) {
        if (name === names.at(-1)) throw unusable(installed, error);
      }
    }
    throw unusable(installed, undefined);
  };
  const { API } = (await load(["sync", "unstable/sync"])) as NativeModule;
  const { serverFS } = (await load(["fs", "unstable/fs"])) as FileSystemModule;
  return {
    version: installed.version,
    open(configFile, overlay) {
      const path = resolve(configFile);
      configuration(path);
      // 7.0 takes undefined for "read it yourself", 7.1 a mark of its own, and every operation must say so.
      const itself = serverFS?.useOS;
      const readFile = (file: string): unknown => {
        const text = overlay(file);
        if (text === undefined) record?.ask("text", file);
        return text ?? itself;
      };
      const delegated = Object.entries(operations).map(([name, asked]) => {
        const noted = (file: string): unknown => {
          for (const question of asked) record!.ask(question, file);
          return itself;
        };
        return [name, record !== undefined && asked.length > 0 ? noted : itself];
      });
      const fs = { ...Object.fromEntries(delegated.filter(([, operation]) => operation !== undefined)), readFile };
      const api = withRoomForGarbage(() => new API({ cwd: dirname(path), fs }));
      try {
        const open = { openProjects: [path] };
        const snapshot = api.createSnapshot?.(open) ?? api.updateSnapshot!(open);
        const project =
          snapshot.getProjects().find((one) => samePath(one.configFileName, path)) ?? snapshot.getProjects()[0];
        if (project === undefined) throw new ConfigError(`TypeScript ${installed.version} did not open ${path}.`);
        return programOf(api, project, path);
      } catch (error) {
        api.close();
        throw error;
      }
    },
  };
}

/**
 * Starts a compiler that collects garbage seldom: it ends with the check, and by default a fifth of its time goes into
 * that. Of a project that needs half of the memory there is, it collects as often as that takes.
 */
function withRoomForGarbage<T>(start: () => T): T {
  const there = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const settings = Object.entries({ GOGC: "400", GOMEMLIMIT: String(Math.floor(there / 2)) });
  // The compiler's API passes no environment on but our own. What the user says of its memory holds.
  const ours = "GOGC" in process.env || "GOMEMLIMIT" in process.env ? [] : settings;
  for (const [name, value] of ours) process.env[name] = value;
  try {
    return start();
  } finally {
    for (const [name] of ours) delete process.env[name];
  }
}

function unusable(installed: TypeScriptPackage, cause: unknown): ConfigError {
  return new ConfigError(
    `TypeScript ${installed.version} (${installed.folder}) does not offer its API: run \`npm install --save-dev typescript@latest\`.`,
    { errorClass: "DBSQL_TYPESCRIPT_VERSION", cause },
  );
}

/** The native API opens a project of nothing for a file that is not there, so that is found out first. */
function configuration(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function samePath(a: string, b: string): boolean {
  return a.replaceAll("\\", "/").toLowerCase() === b.replaceAll("\\", "/").toLowerCase();
}

function programOf(api: NativeApi, { program, checker }: NativeProject, path: string): Program {
  return {
    files: program.getSourceFileNames().filter((file) => !/^bundled:|\/node_modules\//.test(file)),
    references: referencesOf(configuration(path), dirname(path)),
    findings: () => diagnostics(program).map(finding),
    typeAlias: (file, offset, isName) => {
      // That of `a[b]` or `f()` has no place of its own: the node has to be fetched.
      const source = isName ? undefined : program.getSourceFile(file);
      const node = source && nodeAt(source, offset, (inner, wanted) => inner.forEachChild(wanted));
      const type = node === undefined ? checker.getTypeAtPosition(file, offset) : checker.getTypeAtLocation(node);
      const alias = type?.getAliasSymbol();
      const declaration = alias?.declarations[0];
      return alias && declaration && { name: alias.name, file: declaration.path };
    },
    close: () => api.close(),
  };
}

function diagnostics(program: NativeProgram): readonly NativeDiagnostic[] {
  const syntax = program.getSyntacticDiagnostics();
  const all = [...program.getConfigFileParsingDiagnostics(), ...syntax];
  if (syntax.length > 0) return all;
  const global = program.getGlobalDiagnostics();
  all.push(...program.getProgramDiagnostics(), ...global);
  if (global.length > 0) return all;
  const semantic = program.getSemanticDiagnostics();
  all.push(...semantic);
  const { declaration, composite } = program.getCompilerOptions();
  if (semantic.length === 0 && (declaration === true || composite === true))
    all.push(...program.getDeclarationDiagnostics());
  return all;
}

function finding(diagnostic: NativeDiagnostic): Finding {
  return {
    ...(diagnostic.fileName !== undefined && {
      file: diagnostic.fileName,
      start: diagnostic.pos,
      length: diagnostic.end - diagnostic.pos,
    }),
    severity: severities[diagnostic.category] ?? "error",
    code: `TS${diagnostic.code}`,
    message: message(diagnostic, 0),
  };
}

function message(diagnostic: NativeDiagnostic, depth: number): string {
  const chain = (diagnostic.messageChain ?? []).map((next) => message(next, depth + 1));
  return ["  ".repeat(depth) + diagnostic.text, ...chain].join("\n");
}

/** The `references` of a configuration file. The API does not tell them, so they are read from its text. */
function referencesOf(text: string, folder: string): readonly string[] {
  const { references } = withoutComments(text) as { readonly references?: unknown };
  if (!Array.isArray(references)) return [];
  return references.flatMap((one: { readonly path?: unknown } | null) => {
    if (typeof one?.path !== "string") return [];
    const path = resolve(folder, one.path);
    return [path.endsWith(".json") ? path : join(path, "tsconfig.json")];
  });
}

/** JSON as TypeScript reads it, with comments and commas too many; what is none is TypeScript's to tell of. */
function withoutComments(text: string): object {
  const { tokens } = scan(text, false);
  const pieces = tokens.map(({ start, end }) => text.slice(start, end));
  const kept = pieces.filter((piece, at) => piece !== "," || !/^[}\]]$/.test(pieces[at + 1] ?? ""));
  try {
    return Object(JSON.parse(kept.join(""))) as object;
  } catch {
    return {};
  }
}

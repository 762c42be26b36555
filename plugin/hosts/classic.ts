import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import { ConfigError } from "../../src/errors/index.js";
import type { DiskRecord, Entries } from "./disk-record.js";
import type { Finding } from "./finding.js";
import type { Host, Overlay, Program, TypeAlias } from "./host.js";
import { nodeAt } from "./tag-type.js";
import type { TypeScriptPackage } from "./typescript.js";

type Ts = typeof TypeScript;

/** Internal to TypeScript, but the only way to look through references to the sources of other projects. */
interface SourceRedirectingHost extends TypeScript.CompilerHost {
  useSourceOfProjectReferenceRedirect?(): boolean;
}

/** Internal to TypeScript too: how it walks through folders, by what it is told of each. */
interface WalkingTs {
  matchFiles?(
    path: string,
    extensions: readonly string[] | undefined,
    excludes: readonly string[] | undefined,
    includes: readonly string[] | undefined,
    useCaseSensitiveFileNames: boolean,
    currentDirectory: string,
    depth: number | undefined,
    entries: (path: string) => Entries,
    realpath: (path: string) => string,
  ): string[];
}

/** What both a compiler host and a host of configurations ask of the disk. */
type DiskAccess = Pick<
  TypeScript.System,
  "fileExists" | "readFile" | "directoryExists" | "getDirectories" | "readDirectory" | "realpath"
>;

/**
 * The compilers in JavaScript, 5.9 and 6.0: a compiler host that hands out our texts. Nothing is ever emitted.
 *
 * @param record where all that is asked of the disk is noted
 */
export function classicHost(installed: TypeScriptPackage, record?: DiskRecord): Host {
  const ts = createRequire(join(installed.folder, "package.json"))(join(installed.folder, "lib/typescript.js")) as Ts;
  const disk = record && noting(ts, record);
  let last: TypeScript.Program | undefined;
  const hostOf = (options: TypeScript.CompilerOptions, overlay: Overlay = () => undefined): SourceRedirectingHost => {
    const host: SourceRedirectingHost = Object.assign(ts.createCompilerHost(options), disk);
    // As `tsc` does: comments are parsed only for what errors need.
    host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;
    const original = host.readFile.bind(host);
    host.readFile = (path) => overlay(path) ?? original(path);
    host.getSourceFile = (path, how) => {
      const text = host.readFile(path);
      if (text === undefined) return undefined;
      // A program may be opened twice; what did not change is not parsed again.
      const before = last?.getSourceFile(path);
      return before?.text === text ? before : ts.createSourceFile(path, text, how);
    };
    return host;
  };
  const configurations = new Map<string, TypeScript.ParsedCommandLine>();
  const configurationOf = (configFile: string): TypeScript.ParsedCommandLine => {
    const parsed = configurations.get(configFile) ?? parse(ts, configFile, disk);
    configurations.set(configFile, parsed);
    return parsed;
  };
  return {
    version: installed.version,
    readLibraries(configFile) {
      const { options } = configurationOf(configFile);
      // A file that is not there: its text is what the others import too.
      const root = join(dirname(configFile), "dbsql-libraries.ts");
      const host = hostOf(options, (path) => (path === root ? 'import "dbsql";' : undefined));
      last = ts.createProgram({ rootNames: [root], options, host });
    },
    open(configFile, overlay) {
      const parsed = configurationOf(configFile);
      const host = hostOf(parsed.options, overlay);
      const create = (): TypeScript.Program =>
        ts.createProgram({
          rootNames: parsed.fileNames,
          options: parsed.options,
          host,
          configFileParsingDiagnostics: parsed.errors,
          ...(parsed.projectReferences && { projectReferences: parsed.projectReferences }),
        });
      host.useSourceOfProjectReferenceRedirect = () => true;
      let program = create();
      if (leadsTo(configFile, program.getResolvedProjectReferences() ?? [])) {
        // The project's own files count as those of another, in which nothing is looked for: as `tsc` does it, then.
        host.useSourceOfProjectReferenceRedirect = () => false;
        program = create();
      }
      last = program;
      return programOf(ts, program, parsed);
    },
  };
}

/** Whether references come back to a project, however long the way. */
function leadsTo(
  configFile: string,
  references: readonly (TypeScript.ResolvedProjectReference | undefined)[],
  seen = new Set<TypeScript.ResolvedProjectReference>(),
): boolean {
  return references.some((reference) => {
    if (reference === undefined || seen.has(reference)) return false;
    seen.add(reference);
    return reference.sourceFile.fileName === configFile || leadsTo(configFile, reference.references ?? [], seen);
  });
}

/** TypeScript's own access to the disk, with every answer noted. */
function noting(ts: Ts, record: DiskRecord): DiskAccess {
  const { sys } = ts;
  const { matchFiles } = ts as WalkingTs;
  const realpath = (path: string): string => {
    record.ask("realPath", path);
    return sys.realpath?.(path) ?? path;
  };
  return {
    fileExists: (path) => record.isFile(path, sys.fileExists(path)),
    readFile: (path, encoding) => record.text(path, sys.readFile(path, encoding)),
    directoryExists: (path) => record.isFolder(path, sys.directoryExists(path)),
    getDirectories: (path) => {
      record.ask("entries", path);
      return sys.getDirectories(path);
    },
    readDirectory: (path, extensions, excludes, includes, depth) => {
      if (matchFiles === undefined) {
        record.giveUp();
        return sys.readDirectory(path, extensions, excludes, includes, depth);
      }
      const isCaseSensitive = sys.useCaseSensitiveFileNames;
      const cwd = sys.getCurrentDirectory();
      const entries = (folder: string): Entries => record.entries(folder);
      return matchFiles(path, extensions, excludes, includes, isCaseSensitive, cwd, depth, entries, realpath);
    },
    realpath,
  };
}

function parse(ts: Ts, configFile: string, disk: DiskAccess | undefined): TypeScript.ParsedCommandLine {
  let fatal = "";
  const parsed = ts.getParsedCommandLineOfConfigFile(
    configFile,
    { noEmit: true },
    {
      ...ts.sys,
      ...disk,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        fatal = ts.flattenDiagnosticMessageText(messageText, "\n");
      },
    },
  );
  if (parsed !== undefined) return parsed;
  throw new ConfigError(`${fatal || `${configFile} cannot be read.`} Name the project with \`dbsql check -p FILE\`.`, {
    errorClass: "DBSQL_TSCONFIG",
  });
}

function programOf(ts: Ts, program: TypeScript.Program, parsed: TypeScript.ParsedCommandLine): Program {
  const files = program
    .getSourceFiles()
    .filter((file) => !program.isSourceFileFromExternalLibrary(file) && !program.isSourceFileDefaultLibrary(file))
    .map((file) => file.fileName);
  return {
    files,
    references: (parsed.projectReferences ?? []).map((reference) => ts.resolveProjectReferencePath(reference)),
    findings: () => diagnostics(program).map((diagnostic) => finding(ts, diagnostic)),
    typeAlias: (file, offset) => typeAlias(ts, program, file, offset),
    close: () => undefined,
  };
}

/** What `tsc --noEmit` reports: the later kinds only where the earlier ones found nothing. */
function diagnostics(program: TypeScript.Program): readonly TypeScript.Diagnostic[] {
  const all: TypeScript.Diagnostic[] = [...program.getConfigFileParsingDiagnostics()];
  const syntax = program.getSyntacticDiagnostics();
  all.push(...syntax);
  if (syntax.length > 0) return all;
  all.push(...program.getOptionsDiagnostics());
  const global = program.getGlobalDiagnostics();
  all.push(...global);
  if (global.length > 0) return all;
  const semantic = program.getSemanticDiagnostics();
  all.push(...semantic);
  const { declaration, composite } = program.getCompilerOptions();
  if (semantic.length === 0 && (declaration === true || composite === true)) {
    all.push(...program.getDeclarationDiagnostics());
  }
  return all;
}

function finding(ts: Ts, diagnostic: TypeScript.Diagnostic): Finding {
  const severity = ts.DiagnosticCategory[diagnostic.category]!.toLowerCase();
  return {
    ...(diagnostic.file && { file: diagnostic.file.fileName }),
    ...(diagnostic.file &&
      diagnostic.start !== undefined && { start: diagnostic.start, length: diagnostic.length ?? 0 }),
    severity: severity === "error" || severity === "warning" ? severity : "message",
    code: `TS${diagnostic.code}`,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
  };
}

/** The alias of the type of what ends at this place. */
export function typeAlias(ts: Ts, program: TypeScript.Program, path: string, offset: number): TypeAlias | undefined {
  const file = program.getSourceFile(path);
  if (file === undefined) return undefined;
  const node = nodeAt<TypeScript.Node>(file, offset, (inner, wanted) => ts.forEachChild(inner, wanted));
  const alias = program.getTypeChecker().getTypeAtLocation(node).aliasSymbol;
  const declaration = alias?.declarations?.[0];
  return alias && declaration && { name: alias.name, file: declaration.getSourceFile().fileName };
}

import type TypeScript from "typescript";
import { unsupported } from "./hosts/typescript.js";
import { Project } from "./tsserver/project.js";
import { overrides } from "./tsserver/service.js";

/** What is answered from types; anything else must not wait for them. */
const semantic =
  /Semantic|Suggestion|QuickInfo|Completion|Definition|Implementation|References|Rename|Highlight|Inlay|CodeFix|Refactor|Hierarchy|SignatureHelp/;

/** What depends on files that the file does not import: those that import it. */
const ofAll = /References|RenameLocations|Implementation|IncomingCalls/;

type Method = (...args: readonly unknown[]) => unknown;

/**
 * The plugin of TypeScript's server, for editors on TypeScript 5.9 and 6.0: typed queries, and all about the SQL in them.
 * {@link https://github.com/microsoft/TypeScript/wiki/Writing-a-Language-Service-Plugin How such a plugin is loaded}.
 *
 * @example
 * ```jsonc
 * { "compilerOptions": { "plugins": [{ "name": "dbsql/plugin" }] } }
 * ```
 */
export default function init({
  typescript: ts,
}: {
  readonly typescript: typeof TypeScript;
}): TypeScript.server.PluginModule {
  return { create: (info) => create(ts, info) };
}

function create(ts: typeof TypeScript, info: TypeScript.server.PluginCreateInfo): TypeScript.LanguageService {
  const { languageService: service, languageServiceHost: host } = info;
  const log = (what: string, error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    info.project.projectService.logger.info(`dbsql: ${what}: ${text}`);
  };
  const why = unsupported(ts.version);
  if (why !== undefined) return telling(ts, service, why);
  let project: Project;
  try {
    project = new Project(ts, info);
  } catch (error) {
    log("not started", error);
    return service;
  }
  decorate(host, project, log);
  const table = overrides(ts, service, project) as Readonly<Record<string, Method | undefined>>;
  const proxy: Record<string, unknown> = Object.create(null);
  for (const [name, method] of Object.entries(service) as [string, unknown][]) {
    if (typeof method !== "function") {
      proxy[name] = method;
      continue;
    }
    const base: Method = (...args) => Reflect.apply(method, service, args);
    const own = table[name];
    proxy[name] =
      own === undefined
        ? name === "dispose"
          ? (...args: readonly unknown[]) => {
              project.close();
              return base(...args);
            }
          : base
        : (...args: readonly unknown[]) => {
            // Whatever goes wrong in here, the editor keeps what TypeScript itself would say.
            try {
              if (semantic.test(name)) project.prepare(service, fileOf(args), dependsOnAll(name, args));
              return own(...args);
            } catch (error) {
              if (isCancellation(ts, error)) throw error;
              log(name, error);
              return base(...args);
            }
          };
  }
  // The proxy has every member of the service, wrapped one by one.
  return proxy as unknown as TypeScript.LanguageService;
}

/** The file that is asked about. What is asked about a scope counts as asked about all files. */
function fileOf([of]: readonly unknown[]): string {
  return typeof of === "string" ? of : "";
}

function dependsOnAll(name: string, args: readonly unknown[]): boolean {
  // What a completion adds to the imports comes from a file that may not be imported yet.
  if (name === "getCompletionEntryDetails") return args[entrySource] !== undefined;
  if (name === "getDocumentHighlights") return (args[filesToSearch] as readonly string[]).length > 1;
  return ofAll.test(name);
}

const entrySource = 4;
const filesToSearch = 2;

/** TypeScript's own service, which says on the first document why it is all that there is. */
function telling(ts: typeof TypeScript, service: TypeScript.LanguageService, why: string): TypeScript.LanguageService {
  let told: string | undefined;
  const proxy: TypeScript.LanguageService = Object.assign(Object.create(null) as object, service);
  proxy.getSemanticDiagnostics = (path) => {
    const found = service.getSemanticDiagnostics(path);
    const file = service.getProgram()?.getSourceFile(path);
    told ??= path;
    if (told !== path || file === undefined) return found;
    const category = ts.DiagnosticCategory.Error;
    return [...found, { file, start: 0, length: 0, messageText: why, category, code: 9004, source: "dbsql" }];
  };
  return proxy;
}

/** Shows the type checker our texts, each with a version of its own. */
function decorate(
  host: TypeScript.LanguageServiceHost,
  project: Project,
  log: (what: string, error: unknown) => void,
): void {
  const snapshot = host.getScriptSnapshot.bind(host);
  const version = host.getScriptVersion.bind(host);
  const projectVersion = host.getProjectVersion?.bind(host);
  const guard =
    <A extends readonly unknown[], R>(name: string, base: (...args: A) => R, own: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return own(...args);
      } catch (error) {
        log(name, error);
        return base(...args);
      }
    };
  host.getScriptSnapshot = guard("getScriptSnapshot", snapshot, (path) => project.snapshot(path));
  host.getScriptVersion = guard("getScriptVersion", version, (path) => project.version(path));
  if (projectVersion !== undefined) {
    host.getProjectVersion = guard("getProjectVersion", projectVersion, () => `${projectVersion()}:${project.state}`);
  }
}

function isCancellation(ts: typeof TypeScript, error: unknown): boolean {
  return error instanceof ts.OperationCanceledException;
}

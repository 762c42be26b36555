import { dirname, join } from "node:path";
import { analyze } from "../../src/analysis/index.js";
import {
  type CacheProblem,
  defaultFolder,
  emptyLookup,
  type OpenedCache,
  readSettings,
  SchemaSource,
  type Settings,
  settingsFiles,
  stampOf,
} from "../../src/schema/index.js";
import { type Analyzer, analyzeOptions, type Environment } from "../inject/inspect.js";
import { remembering } from "../inject/workspace.js";

/** What the queries of a project are checked against, and what is wrong with that. */
export interface ProjectEnvironment {
  readonly settings: Settings;
  current(): Environment;
  problems(): readonly CacheProblem[];
}

export interface EnvironmentOptions {
  readonly analyzer?: Analyzer;
  /** Told of a fault inside the analyser; the query is then one of which nothing is known. */
  readonly failed?: (error: unknown) => void;
  /** The folder of the schema cache, in place of that of the settings. */
  readonly schemas?: string;
}

/**
 * The settings and the schema cache of a project, looked at again whenever they changed.
 *
 * @param from a file or folder of the project
 * @throws ConfigError when the settings cannot be read
 */
export function environmentOf(
  from: string,
  { analyzer = analyze, failed, schemas }: EnvironmentOptions = {},
): ProjectEnvironment {
  const found = readSettings(from.endsWith(".json") ? dirname(from) : from);
  const settings = schemas === undefined ? found : { ...found, schemas };
  const source = new SchemaSource(settings.schemas);
  const remembered = remembering(analyzer, failed);
  const of = JSON.stringify(settings);
  let read: OpenedCache | undefined;
  let environment: Environment | undefined;
  return {
    settings,
    current: () => {
      const now = source.current();
      if (environment === undefined || now !== read) {
        read = now;
        environment = {
          ...analyzeOptions({ ...settings, schemas: now.lookup }),
          analyze: remembered,
          version: `${of}\n${now.version}`,
        };
      }
      return environment;
    },
    problems: () => source.current().problems,
  };
}

const lookAgainAfter = 500;

/**
 * The same for programs that live long: settings that cannot be read are a problem like one of the cache, nothing is
 * known until they can, and they are read again when their file changed.
 *
 * @param from a folder of the project
 */
export function livingEnvironment(from: string, options: EnvironmentOptions = {}): ProjectEnvironment {
  let opened: ProjectEnvironment | undefined;
  let problem: CacheProblem | undefined;
  let read = 0;
  let stamp: string | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const nothing: Settings = { root: from, schemas: join(from, defaultFolder), include: [] };
  const look = (): void => {
    if (performance.now() - lookedAt < lookAgainAfter) return;
    lookedAt = performance.now();
    const found = stampOfSettings(opened?.settings.root ?? from);
    if (found === stamp && opened !== undefined) return;
    stamp = found;
    try {
      opened = environmentOf(from, options);
      problem = undefined;
      stamp = stampOfSettings(opened.settings.root);
    } catch (error) {
      opened = undefined;
      const message = error instanceof Error ? error.message : String(error);
      problem = { code: "DBSQL9003", severity: "error", message, file: from };
    }
    read++;
  };
  const remembered = remembering(options.analyzer ?? analyze, options.failed);
  return {
    get settings() {
      look();
      return opened?.settings ?? nothing;
    },
    current: () => {
      look();
      return opened?.current() ?? { analyze: remembered, schemas: emptyLookup, version: `unreadable ${read}` };
    },
    problems: () => {
      look();
      return problem === undefined ? (opened?.problems() ?? []) : [problem];
    },
  };
}

function stampOfSettings(folder: string): string {
  return settingsFiles.map((name) => stampOf(join(folder, name))).join("\n");
}

import { dirname } from "node:path";
import { analyze } from "../../src/analysis/index.js";
import { type CacheProblem, readSettings, SchemaSource, type Settings } from "../../src/schema/index.js";
import type { Analyzer, Environment } from "../inject/inspect.js";
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
  const { catalog, schema, target } = settings;
  return {
    settings,
    current: () => {
      const { lookup, version } = source.current();
      return {
        analyze: remembered,
        schemas: lookup,
        version,
        ...(catalog === undefined ? {} : { catalog }),
        ...(schema === undefined ? {} : { schema }),
        ...(target === undefined ? {} : { target }),
      };
    },
    problems: () => source.current().problems,
  };
}

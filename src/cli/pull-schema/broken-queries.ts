import { resolve } from "node:path";
import { ConfigError } from "../../errors/index.js";
import type { SchemaFile } from "../../schema/index.js";
import { nearestProject } from "../project-arguments.js";

/** A query of the project that is wrong with the live catalog, and was not with the cache. */
export interface BrokenQuery {
  /** From the folder of the command, as `dbsql check` writes it. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly code: string;
  readonly message: string;
}

/** Why the queries of a project that nobody named could not be checked. */
export interface Unchecked {
  readonly reason: string;
}

/**
 * The queries of the project that the change breaks; the answer is a reason where there is no project, or none that can be
 * checked, although nobody asked for it by name.
 *
 * @throws ConfigError when the named project cannot be checked
 */
export async function brokenQueriesOf(
  cwd: string,
  named: string | undefined,
  before: readonly SchemaFile[],
  after: readonly SchemaFile[],
): Promise<readonly BrokenQuery[] | Unchecked> {
  const project = named === undefined ? nearestProject(cwd) : resolve(cwd, named);
  if (project === undefined) return { reason: "there is no tsconfig.json here or above; name one with --project" };
  try {
    return await findBrokenQueries(cwd, project, before, after);
  } catch (error) {
    if (named !== undefined || !(error instanceof ConfigError)) throw error;
    return { reason: error.message };
  }
}

/** Checks a project with both states of the schema; what only the second one makes wrong is the answer. */
async function findBrokenQueries(
  cwd: string,
  project: string,
  before: readonly SchemaFile[],
  after: readonly SchemaFile[],
): Promise<readonly BrokenQuery[]> {
  const [{ checkProject }, { environmentOf }, { placeOf, relative }, { lookupOf }] = await Promise.all([
    import("../../../plugin/hosts/check-project.js"),
    import("../../../plugin/hosts/environment.js"),
    import("../../../plugin/hosts/finding.js"),
    import("../../schema/index.js"),
  ]);
  const environment = environmentOf(project).current();
  const check = (schemas: readonly SchemaFile[], version: string) =>
    checkProject({ project, environment: { ...environment, schemas: lookupOf(schemas), version } });
  const old = new Set((await check(before, "cached")).findings.map((finding) => JSON.stringify(finding)));
  const { findings, text } = await check(after, "live");
  return findings
    .filter((finding) => finding.severity === "error" && !old.has(JSON.stringify(finding)))
    .map(({ file, start, code, message }) => {
      const source = file === undefined ? undefined : text(file);
      const place = source === undefined || start === undefined ? {} : placeOf(source, start);
      return { code, message, ...(file === undefined ? {} : { file: relative(cwd, file) }), ...place };
    });
}

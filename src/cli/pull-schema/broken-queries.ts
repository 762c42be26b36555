import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SchemaFile } from "../../schema/index.js";

/** A query of the project that is wrong with the live catalog, and was not with the cache. */
export interface BrokenQuery {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly code: string;
  readonly message: string;
}

/** The project whose queries are checked: the one that was named, else that of the folder when it has one. */
export function projectOf(cwd: string, named: string | undefined): string | undefined {
  if (named !== undefined) return resolve(cwd, named);
  return existsSync(join(cwd, "tsconfig.json")) ? join(cwd, "tsconfig.json") : undefined;
}

/** Checks a project with both states of the schema; what only the second one makes wrong is the answer. */
export async function findBrokenQueries(
  project: string,
  before: readonly SchemaFile[],
  after: readonly SchemaFile[],
): Promise<readonly BrokenQuery[]> {
  const [{ checkProject }, { environmentOf }, { placeOf }, { lookupOf }] = await Promise.all([
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
      return { code, message, ...(file === undefined ? {} : { file }), ...place };
    });
}

import { resolve } from "node:path";
import { nearestFolder } from "../../plugin/hosts/disk.js";
import { environmentOf, type ProjectEnvironment } from "../../plugin/hosts/environment.js";
import type { Input, OptionTable } from "./command.js";
import { UsageError } from "./usage-error.js";

/** Where a command finds the schema cache. */
export const schemasOption = {
  schemas: { type: "string", value: "DIR", description: "the schema cache; default: of the settings, else .dbsql" },
} as const satisfies OptionTable;

/** Which TypeScript project a command is about. */
export interface ProjectArguments {
  /** Undefined where none was named. */
  readonly project: string | undefined;
  readonly build: boolean;
  readonly schemas: string | undefined;
}

export const projectOperands = "[PROJECT]";

export const projectOptions = {
  project: {
    type: "string",
    short: "p",
    value: "FILE",
    description: "tsconfig.json or its folder; default: here or above",
  },
  build: { type: "boolean", short: "b", description: "the projects that it refers to as well" },
  ...schemasOption,
} as const satisfies OptionTable;

/** @throws UsageError when more than one project is named */
export function parseProject(input: Input, command: string): ProjectArguments {
  const [first, ...others] = input.positionals;
  const stray = others[0] ?? input.rest[0];
  if (stray !== undefined) throw new UsageError(`${JSON.stringify(stray)} is one operand too many.`, command);
  return {
    project: input.text("project") ?? first,
    build: input.flag("build"),
    schemas: input.text("schemas"),
  };
}

/** The folder whose project a command is about where none is named: the nearest one that has one, as for `tsc`. */
export const nearestProject = (cwd: string): string | undefined => nearestFolder(cwd, "tsconfig.json");

/** The project's path, and what its queries are checked against. */
export function openProject(
  { project, schemas }: ProjectArguments,
  cwd: string,
): { readonly path: string; readonly environment: ProjectEnvironment } {
  const path = project === undefined ? (nearestProject(cwd) ?? cwd) : resolve(cwd, project);
  const environment = environmentOf(path, schemas === undefined ? {} : { schemas: resolve(cwd, schemas) });
  return { path, environment };
}

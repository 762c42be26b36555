import { resolve } from "node:path";
import { checkProject } from "../../../plugin/hosts/check-project.js";
import { environmentOf } from "../../../plugin/hosts/environment.js";
import { type Finding, formatFinding, placeOf, relative } from "../../../plugin/hosts/finding.js";
import { defineCommand } from "../command.js";
import type { Style } from "../terminal.js";
import { UsageError } from "../usage-error.js";

const name = "check";

interface CheckArgs {
  readonly project: string;
  readonly build: boolean;
  readonly schemas: string | undefined;
}

type CheckEvent =
  | { readonly kind: "finding"; readonly finding: Finding; readonly text: string | undefined; readonly cwd: string }
  | {
      readonly kind: "summary";
      readonly errors: number;
      readonly queries: number;
      readonly files: number;
      readonly typescript: string;
      /** The diagnostics of SQL that were found, for who wants to read more. */
      readonly codes: readonly string[];
    };

export const checkCommand = defineCommand<CheckArgs, CheckEvent>({
  name,
  summary: "check a TypeScript project and the SQL in it; replaces `tsc --noEmit`",
  operands: "[PROJECT]",
  options: {
    project: { type: "string", short: "p", value: "FILE", description: "tsconfig.json or its folder; default: here" },
    build: { type: "boolean", short: "b", description: "the projects that it refers to as well" },
    schemas: { type: "string", value: "DIR", description: "the schema cache; default: of the settings, else .dbsql" },
  },
  examples: [
    ["dbsql check", "the project of this folder"],
    ["dbsql check -p packages/app --json", "another one, for a program to read"],
  ],
  parse: (input) => {
    const [first, ...others] = input.positionals;
    const stray = others[0] ?? input.rest[0];
    if (stray !== undefined) throw new UsageError(`${JSON.stringify(stray)} is one operand too many.`, name);
    return {
      project: input.text("project") ?? first ?? ".",
      build: input.flag("build"),
      schemas: input.text("schemas"),
    };
  },
  async *run({ project, build, schemas }, { cwd }) {
    const path = resolve(cwd, project);
    const environment = environmentOf(path, schemas === undefined ? {} : { schemas: resolve(cwd, schemas) });
    yield { kind: "progress", label: `checking ${relative(cwd, path) || "."}` };
    const { findings, queries, files, version, text } = await checkProject({
      project: path,
      environment: environment.current(),
      build,
    });
    const problems = queries === 0 ? [] : environment.problems().map(problem);
    for (const finding of [...problems, ...findings]) {
      yield { kind: "finding", finding, text: finding.file === undefined ? undefined : text(finding.file), cwd };
    }
    const all = [...problems, ...findings];
    const errors = all.filter((finding) => finding.severity === "error").length;
    const codes = [...new Set(all.map(({ code }) => code).filter((code) => code.startsWith("DBSQL")))].sort();
    yield { kind: "summary", errors, queries, files, typescript: version, codes };
    return errors === 0 ? 0 : 1;
  },
  text: (event, style) => {
    if (event.kind === "finding") return painted(event, style);
    if (event.errors === 0) return undefined;
    const more = event.codes.length === 0 ? "" : style.dim(` More about one: dbsql explain ${event.codes[0]}`);
    return `\nFound ${event.errors} error${event.errors === 1 ? "" : "s"}.${more}`;
  },
  json: (event) => {
    if (event.kind === "summary") return event;
    const { finding, text, cwd } = event;
    const place = finding.start === undefined || text === undefined ? {} : placeOf(text, finding.start);
    return { ...finding, ...(finding.file === undefined ? {} : { file: relative(cwd, finding.file) }), ...place };
  },
});

function problem({
  code,
  severity,
  message,
}: {
  code: string;
  severity: "error" | "warning";
  message: string;
}): Finding {
  return { code, severity, message };
}

/** As `tsc` prints it; on a terminal with its colours. */
function painted(
  { finding, text, cwd }: { readonly finding: Finding; readonly text: string | undefined; readonly cwd: string },
  style: Style,
): string {
  const line = formatFinding(finding, text, cwd);
  const word = `${finding.severity} ${finding.code}:`;
  const at = line.indexOf(word);
  const paint = finding.severity === "error" ? style.red : style.yellow;
  return `${style.cyan(line.slice(0, at))}${paint(finding.severity)} ${style.dim(`${finding.code}:`)}${line.slice(at + word.length)}`;
}

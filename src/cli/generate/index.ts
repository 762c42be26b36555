import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { checkProject } from "../../../plugin/hosts/check-project.js";
import { environmentOf } from "../../../plugin/hosts/environment.js";
import { relative } from "../../../plugin/hosts/finding.js";
import { formatRegistry } from "../../../plugin/inject/registry.js";
import { queriesFile, replaceFile } from "../../schema/index.js";
import { defineCommand } from "../command.js";
import { UsageError } from "../usage-error.js";

const name = "generate";

interface GenerateArgs {
  readonly project: string;
  readonly out: string | undefined;
  readonly schemas: string | undefined;
  readonly build: boolean;
  readonly check: boolean;
}

interface GenerateEvent {
  readonly kind: "registry";
  readonly file: string;
  readonly calls: number;
  readonly state: "written" | "unchanged" | "stale";
}

export const generateCommand = defineCommand<GenerateArgs, GenerateEvent>({
  name,
  summary: 'types for calls, spark.sql("…"), where no plugin runs: plain tsc, linters, bundlers',
  operands: "[PROJECT]",
  options: {
    project: { type: "string", short: "p", value: "FILE", description: "tsconfig.json or its folder; default: here" },
    build: { type: "boolean", short: "b", description: "the projects that it refers to as well" },
    out: { type: "string", short: "o", value: "FILE", description: "default: queries.d.ts in the schema cache" },
    schemas: { type: "string", value: "DIR", description: "the schema cache; default: of the settings, else .dbsql" },
    check: { type: "boolean", description: "write nothing; exit code 1 when the file is not up to date" },
  },
  examples: [
    ["dbsql generate", "after a query or the schema cache has changed"],
    ["dbsql generate --check", "in CI: is the committed file up to date?"],
  ],
  parse: (input) => {
    const [first, ...others] = input.positionals;
    const stray = others[0] ?? input.rest[0];
    if (stray !== undefined) throw new UsageError(`${JSON.stringify(stray)} is one operand too many.`, name);
    return {
      project: input.text("project") ?? first ?? ".",
      out: input.text("out"),
      schemas: input.text("schemas"),
      build: input.flag("build"),
      check: input.flag("check"),
    };
  },
  async *run(args, { cwd, signal }) {
    const project = resolve(cwd, args.project);
    const schemas = args.schemas === undefined ? {} : { schemas: resolve(cwd, args.schemas) };
    const environment = environmentOf(project, schemas);
    const file = args.out === undefined ? join(environment.settings.schemas, queriesFile) : resolve(cwd, args.out);
    yield { kind: "progress", label: `reading ${relative(cwd, project) || "."}` };
    const checked = await checkProject({ project, environment: environment.current(), build: args.build });
    const calls = checked.calls();
    const text = formatRegistry(calls);
    const before = await readFile(file, "utf8").catch(() => undefined);
    const same = before?.replaceAll("\r\n", "\n") === text;
    signal.throwIfAborted();
    if (!same && !args.check) await replaceFile(file, text);
    yield {
      kind: "registry",
      file: relative(cwd, file),
      calls: new Set(calls.map(({ sql }) => sql.text)).size,
      state: same ? "unchanged" : args.check ? "stale" : "written",
    };
    return same || !args.check ? 0 : 1;
  },
  text: ({ file, calls, state }, style) => {
    const texts = `${calls} ${calls === 1 ? "text" : "texts"}`;
    if (state === "stale") return `${style.yellow(file)} is not up to date. Run \`dbsql generate\`.`;
    return state === "unchanged" ? `${file} is up to date, ${texts}.` : `${texts} in ${file}.`;
  },
  json: (event) => event,
});

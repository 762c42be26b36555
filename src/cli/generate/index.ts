import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { checkProject } from "../../../plugin/hosts/check-project.js";
import { relative } from "../../../plugin/hosts/finding.js";
import { formatRegistry, isRegistryOf } from "../../../plugin/inject/registry.js";
import { queriesFile, replaceFile } from "../../schema/index.js";
import { defineCommand } from "../command.js";
import {
  openProject,
  type ProjectArguments,
  parseProject,
  projectOperands,
  projectOptions,
} from "../project-arguments.js";

const name = "generate";

interface GenerateArgs extends ProjectArguments {
  readonly out: string | undefined;
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
  operands: projectOperands,
  options: {
    ...projectOptions,
    out: { type: "string", short: "o", value: "FILE", description: "default: queries.d.ts in the schema cache" },
    check: { type: "boolean", description: "write nothing; exit code 1 when the file is not up to date" },
  },
  examples: [
    ["dbsql generate", "after a query or the schema cache has changed"],
    ["dbsql generate --check", "in CI: is the committed file up to date?"],
  ],
  parse: (input) => ({ ...parseProject(input, name), out: input.text("out"), check: input.flag("check") }),
  async *run(args, context) {
    const { cwd } = context;
    const { path: project, environment } = openProject(args, cwd);
    const file = args.out === undefined ? join(environment.settings.schemas, queriesFile) : resolve(cwd, args.out);
    yield { kind: "progress", label: `reading ${relative(cwd, project) || "."}` };
    const checked = await checkProject({ project, environment: environment.current(), build: args.build });
    const calls = checked.calls();
    const before = await readFile(file, "utf8").catch(() => undefined);
    const same = before !== undefined && isRegistryOf(before, calls);
    context.signal.throwIfAborted();
    if (!same && !args.check) await replaceFile(file, formatRegistry(calls));
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

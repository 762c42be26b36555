import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { answerMemory } from "../../../plugin/hosts/answer-memory.js";
import { checkProject, type FoundQuery } from "../../../plugin/hosts/check-project.js";
import { type Finding, findingOf, formatFinding, inOrder, placeOf, relative } from "../../../plugin/hosts/finding.js";
import { outlineMemory } from "../../../plugin/hosts/outline-memory.js";
import type { Query } from "../../../plugin/inject/inspect.js";
import { inFile } from "../../../plugin/inject/outline.js";
import { isRegistryOf } from "../../../plugin/inject/registry.js";
import { catalog } from "../../analysis/index.js";
import { queriesFile } from "../../schema/index.js";
import { defineCommand } from "../command.js";
import {
  askLive,
  countsOf,
  countsText,
  type Difference,
  diagnosticOf,
  type LiveAnswer,
  type LiveCounts,
} from "../live/index.js";
import type { LiveQuery } from "../live/question.js";
import {
  openProject,
  type ProjectArguments,
  parseProject,
  projectOperands,
  projectOptions,
} from "../project-arguments.js";
import type { Style } from "../terminal.js";

const name = "check";

interface CheckArgs extends ProjectArguments {
  readonly live: boolean;
}

/** A finding, and what the server says of the columns where it is about that. */
interface Found {
  readonly finding: Finding;
  readonly differences?: readonly Difference[];
}

type CheckEvent =
  | (Found & { readonly kind: "finding"; readonly text: string | undefined; readonly cwd: string })
  | ({ readonly kind: "live" } & LiveCounts)
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
  operands: projectOperands,
  options: {
    ...projectOptions,
    live: { type: "boolean", description: "ask the server for the schema of every query too, and compare; runs none" },
  },
  examples: [
    ["dbsql check", "the project of this folder"],
    ["dbsql check --live", "and is it what the server says?"],
    ["dbsql check -p packages/app --json", "another one, for a program to read"],
  ],
  parse: (input) => ({ ...parseProject(input, name), live: input.flag("live") }),
  async *run({ live, ...args }, context) {
    const { cwd } = context;
    const { path, environment } = openProject(args, cwd);
    const memory = outlineMemory(environment.settings.root, "check");
    yield { kind: "progress", label: `checking ${relative(cwd, path) || "."}` };
    const {
      findings,
      queries,
      found,
      calls,
      files,
      version,
      text: textOf,
    } = await checkProject({
      project: path,
      environment: environment.current(),
      build: args.build,
      memory,
      schemas: environment.settings.schemas,
      answers: answerMemory(environment.settings.root),
    });
    await memory?.save();
    const stale = await staleRegistry(environment.settings.schemas, calls, cwd);
    const problems = queries === 0 ? [] : [...environment.problems().map(problem), ...stale];
    const questions = live ? found() : [];
    const answers = live ? await askLive(questions.map(questionOf), environment.settings, context) : [];
    const said = questions.flatMap((one, at) => liveFinding(one, answers[at]));
    const differencesAt = new Map(said.map(({ finding, differences }) => [finding, differences]));
    // Without a cache every table is unknown, which is said once.
    const told = problems.some(({ code }) => code === "DBSQL9001")
      ? findings.filter(({ severity }) => severity !== "message")
      : findings;
    const all = [...problems, ...inOrder([...told, ...said.map(({ finding }) => finding)])];
    for (const finding of all) {
      const differences = differencesAt.get(finding);
      const text = finding.file === undefined ? undefined : textOf(finding.file);
      yield { kind: "finding", finding, text, cwd, ...(differences === undefined ? {} : { differences }) };
    }
    if (live) yield { kind: "live", ...countsOf(answers) };
    const errors = all.filter((finding) => finding.severity === "error").length;
    const codes = codesOf(all);
    yield { kind: "summary", errors, queries, files, typescript: version, codes };
    return errors === 0 ? 0 : 1;
  },
  text: (event, style) => {
    if (event.kind === "finding") return painted(event, style);
    if (event.kind === "live") return `\n${countsText(event)}`;
    if (event.errors === 0) return undefined;
    const more = event.codes.length === 0 ? "" : style.dim(` More about one: dbsql explain ${event.codes[0]}`);
    return `\nFound ${event.errors} error${event.errors === 1 ? "" : "s"}.${more}`;
  },
  json: (event) => {
    if (event.kind !== "finding") return event;
    const { finding, differences, text, cwd } = event;
    const place = finding.start === undefined || text === undefined ? {} : placeOf(text, finding.start);
    const file = finding.file === undefined ? {} : { file: relative(cwd, finding.file) };
    return { ...finding, ...file, ...place, ...(differences === undefined ? {} : { differences }) };
  },
});

/** The diagnostics of SQL among them, those of errors first. */
function codesOf(findings: readonly Finding[]): readonly string[] {
  const ofSql = findings.filter(({ code }) => code.startsWith("DBSQL"));
  const errors = ofSql.filter(({ severity }) => severity === "error");
  return [...new Set([...errors, ...ofSql].map(({ code }) => code))];
}

/** What the server is asked about a query. */
function questionOf({ query: { sql, options, analysis } }: FoundQuery): LiveQuery {
  return { text: sql.text, holes: options.holes ?? [], analysis };
}

/** What the server says of a query, as a finding of the whole query. */
function liveFinding({ file, query }: FoundQuery, answer: LiveAnswer | undefined): readonly Found[] {
  const diagnostic = answer === undefined ? undefined : diagnosticOf(answer, query.sql.text);
  if (diagnostic === undefined) return [];
  const finding = findingOf(file, inFile(query, diagnostic));
  return [{ finding, ...(answer?.kind === "different" ? { differences: answer.differences } : {}) }];
}

/** Said only where there is a registry: who checks with this command needs none. */
async function staleRegistry(schemas: string, calls: () => readonly Query[], cwd: string): Promise<readonly Finding[]> {
  const path = join(schemas, queriesFile);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined || isRegistryOf(text, calls())) return [];
  const { code, message } = catalog["stale-registry"];
  return [problem({ code, severity: "warning", message: message.replace("{file}", () => relative(cwd, path)) })];
}

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

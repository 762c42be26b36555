import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { catalog } from "../../src/analysis/index.js";
import { namesAlias } from "../inject/alias.js";
import type { Environment, Query } from "../inject/inspect.js";
import type { Outline } from "../inject/outline.js";
import { toUser } from "../inject/rewrite.js";
import { type Files, type Memory, Workspace } from "../inject/workspace.js";
import type { Answer, AnswerMemory } from "./answer-memory.js";
import { classicHost } from "./classic.js";
import { filesOnDisk } from "./disk.js";
import { DiskRecord } from "./disk-record.js";
import { type Finding, findingOf, inOrder } from "./finding.js";
import { type Host, type Program, unreadable } from "./host.js";
import { inspectAhead } from "./inspect-ahead.js";
import { nativeHost } from "./native.js";
import { isTag } from "./tag-type.js";
import { findTypeScript, readTypeScript } from "./typescript.js";

export interface CheckOptions {
  /** A configuration file, or a folder with a `tsconfig.json`. */
  readonly project: string;
  readonly environment: Environment;
  /** The folder of a TypeScript package; the project's own when not given. */
  readonly typescript?: string;
  /** Check the projects that this one refers to as well, as `tsc --build` does. */
  readonly build?: boolean;
  /** What earlier checks found in files that are as they were. */
  readonly memory?: Memory | undefined;
  /** The folder of the schema cache, for a check that may use several threads: they fill the memory. */
  readonly schemas?: string;
  /** What earlier checks answered, for one that need not be made again where nothing changed. */
  readonly answers?: AnswerMemory | undefined;
}

export interface Checked {
  /** TypeScript's findings and those of the queries, in the order of `tsc`. */
  readonly findings: readonly Finding[];
  /** Templates and calls. */
  readonly queries: number;
  /** Every one with the file that it is in, in the order of the program; inspects the files that were remembered. */
  found(): readonly FoundQuery[];
  /** Those of them that are calls with a literal text. */
  calls(): readonly Query[];
  readonly files: number;
  readonly version: string;
  /** The text of a file that was checked, for whoever prints its places. */
  text(file: string): string | undefined;
}

export interface FoundQuery {
  readonly file: string;
  readonly query: Query;
}

/**
 * Checks a project with its own TypeScript: what `tsc --noEmit` finds when every query has its type, and what is wrong in
 * the queries. Writes nothing, so that no output and no `.tsbuildinfo` ever holds a rewritten text.
 *
 * @throws ConfigError when there is no such project, or no TypeScript that is supported
 */
export async function checkProject(options: CheckOptions): Promise<Checked> {
  const { project, environment, typescript, memory, schemas, answers, build = false } = options;
  const configFile = configFileOf(project);
  // Before the project's TypeScript is looked for: of a folder that is not there it would be said to have none.
  if (!existsSync(configFile)) throw unreadable(configFile);
  const installed = typescript === undefined ? findTypeScript(dirname(configFile)) : readTypeScript(typescript);
  const of = JSON.stringify([environment.version, build, installed, process.cwd()]);
  const known = answers?.find(configFile, of);
  if (known !== undefined) {
    const files = filesOnDisk();
    return checkedOf(known, workspaceOf(files, options), files);
  }
  // The package, which somebody may have exchanged for another one, is asked about before it is loaded.
  const record = answers && new DiskRecord();
  record?.ask("text", join(installed.folder, "package.json"));
  // A native compiler reads files on a processor of its own.
  const busy = installed.line === "classic" ? 1 : 2;
  const ahead =
    memory === undefined || schemas === undefined
      ? undefined
      : inspectAhead(memory, { configFile, environment, schemas, busy });
  try {
    const host = installed.line === "classic" ? classicHost(installed, record) : await nativeHost(installed, record);
    if (ahead?.isAhead === true) host.readLibraries?.(configFile);
    const files = filesOnDisk(record);
    const workspace = workspaceOf(files, { ...options, memory: ahead ?? memory });
    const answer = answerOf(host, configFile, workspace, build);
    // What only the type checker could settle is asked of it in every run.
    const isSettled = answer.files.every((file) => (workspace.outline(file)?.uncertain.length ?? 0) === 0);
    if (record !== undefined && isSettled) await answers!.keep(configFile, of, answer, record);
    return checkedOf(answer, workspace, files);
  } finally {
    ahead?.close();
  }
}

function workspaceOf(files: Files, { environment, memory }: CheckOptions): Workspace {
  return new Workspace(files, () => environment, { insert: true, ...(memory && { memory }) });
}

function answerOf(host: Host, configFile: string, workspace: Workspace, build: boolean): Answer {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const checked = new Set<string>();
  let queries = 0;
  const waiting = [configFile];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (checked.has(next)) continue;
    checked.add(next);
    const program = openSettled(host, next, workspace);
    try {
      // A project of references only is a list of projects: checking it is checking those.
      if (build || program.files.length === 0) waiting.push(...program.references.map((path) => configFileOf(path)));
      const ended = new Set<string>();
      findings.push(...program.findings().flatMap((finding) => placed(finding, workspace, ended)));
      for (const file of program.files) seen.add(file);
    } finally {
      program.close();
    }
  }
  // Only now is known what session variables the files of all projects declare.
  for (const file of seen) {
    const outline = workspace.outline(file);
    if (outline === undefined) continue;
    queries += outline.templates + outline.calls;
    findings.push(...queryFindings(file, outline));
  }
  return { findings: inOrder(findings), queries, files: [...seen], version: host.version };
}

function checkedOf({ findings, queries, files, version }: Answer, workspace: Workspace, texts: Files): Checked {
  /** The files with their variables known, for a workspace that has not seen them yet. */
  const known = (): readonly string[] => {
    for (const file of files) workspace.note(file);
    return files;
  };
  return {
    findings,
    queries,
    found: () =>
      known().flatMap((file) => {
        const inspection = workspace.inspect(file);
        return [...(inspection?.queries ?? []), ...(inspection?.calls ?? [])].map((query) => ({ file, query }));
      }),
    // Few projects have any: only those of their files are looked into.
    calls: () =>
      known().flatMap((file) => ((workspace.outline(file)?.calls ?? 0) > 0 ? workspace.inspect(file)!.calls : [])),
    files: files.length,
    version,
    text: (file) => texts.read(file)?.text,
  };
}

function configFileOf(project: string): string {
  const path = resolve(project);
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? join(path, "tsconfig.json") : path;
}

/**
 * Opens a project; when more is known of its queries after that, once more: the type checker may know of tags that are
 * ours, and a file that was read late may declare session variables.
 */
function openSettled(host: Host, configFile: string, workspace: Workspace): Program {
  const shown = new Map<string, Outline>();
  let news = false;
  const isOther = (path: string, outline: Outline): boolean => {
    const before = shown.get(path);
    return before !== undefined && before.rewritten.text !== outline.rewritten.text;
  };
  const overlay = (path: string): string | undefined => {
    const outline = workspace.outline(path);
    if (outline === undefined) return undefined;
    news = isOther(path, outline) || news;
    shown.set(path, outline);
    return outline.rewritten.text;
  };
  const program = host.open(configFile, overlay);
  for (const file of program.files) {
    const { uncertain = [], rewritten } = shown.get(file) ?? workspace.outline(file) ?? {};
    for (const { template, key, isName } of uncertain) {
      if (workspace.isSettled(file, key)) continue;
      const { insertions } = rewritten!;
      const shift = insertions.reduce((sum, { at, length }) => sum + (at <= template.tagEnd ? length : 0), 0);
      const ours = isTag(program.typeAlias(file, template.tagEnd + shift, isName));
      news = workspace.settle(file, key, ours) || news;
    }
  }
  for (const path of shown.keys()) {
    if (news) break;
    const outline = workspace.outline(path);
    news = outline !== undefined && isOther(path, outline);
  }
  if (!news) return program;
  program.close();
  return host.open(configFile, overlay);
}

/** What TypeScript says of syntax has a code of this form. */
const syntactic = /^TS1\d{3}$/;

/**
 * A finding of TypeScript where the user has it; nothing for one in the text that we added, unless it is what is missing
 * at the end of the user's.
 */
function placed(finding: Finding, workspace: Workspace, ended: Set<string>): readonly Finding[] {
  const rewritten = finding.file === undefined ? undefined : workspace.outline(finding.file)?.rewritten;
  if (rewritten === undefined || finding.start === undefined) return [finding];
  const start = toUser(rewritten, finding.start);
  const end = toUser(rewritten, finding.start + (finding.length ?? 0)) ?? rewritten.length;
  if (namesAlias(finding.message)) return [];
  if (start === undefined) {
    // What follows from the first is about our text.
    if (!syntactic.test(finding.code) || ended.has(finding.file!)) return [];
    ended.add(finding.file!);
    return [{ ...finding, start: toUser(rewritten, rewritten.length)!, length: 0 }];
  }
  return [{ ...finding, start, length: Math.max(0, end - start) }];
}

/** Remarks that name a next command: the rest of a query is unchecked until it was run. */
const neverPulled = new Set<string>([catalog["unknown-table"].code, catalog["unknown-function"].code]);

function queryFindings(file: string, { diagnostics }: Outline): Finding[] {
  return diagnostics
    .filter(({ severity, code }) => severity !== "information" || neverPulled.has(code))
    .map((found) => findingOf(file, found));
}

import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { catalog } from "../../src/analysis/index.js";
import { namesAlias } from "../inject/alias.js";
import type { Environment, Query } from "../inject/inspect.js";
import { toUser } from "../inject/rewrite.js";
import { Workspace } from "../inject/workspace.js";
import { classicHost } from "./classic.js";
import { filesOnDisk, packageNameOf } from "./disk.js";
import { type Finding, inOrder } from "./finding.js";
import type { Host, Program } from "./host.js";
import { nativeHost } from "./native.js";
import { findTypeScript, readTypeScript } from "./typescript.js";

export interface CheckOptions {
  /** A configuration file, or a folder with a `tsconfig.json`. */
  readonly project: string;
  readonly environment: Environment;
  /** The folder of a TypeScript package; the project's own when not given. */
  readonly typescript?: string;
  /** Check the projects that this one refers to as well, as `tsc --build` does. */
  readonly build?: boolean;
}

export interface Checked {
  /** TypeScript's findings and those of the queries, in the order of `tsc`. */
  readonly findings: readonly Finding[];
  readonly queries: number;
  /** Every query with the file that it is in, in the order of the program. */
  readonly found: readonly FoundQuery[];
  /** Those of them that are calls with a literal text. */
  readonly calls: readonly Query[];
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
export async function checkProject({
  project,
  environment,
  typescript,
  build = false,
}: CheckOptions): Promise<Checked> {
  const configFile = configFileOf(project);
  const installed = typescript === undefined ? findTypeScript(dirname(configFile)) : readTypeScript(typescript);
  const host = installed.line === "classic" ? classicHost(installed) : await nativeHost(installed);
  const files = filesOnDisk();
  const workspace = new Workspace(files, () => environment, { insert: true });
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const checked = new Set<string>();
  const found: FoundQuery[] = [];
  const calls: Query[] = [];
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
      for (const file of program.files) {
        if (seen.has(file)) continue;
        seen.add(file);
        const inspection = workspace.inspect(file);
        found.push(...queriesOf(inspection).map((query) => ({ file, query })));
        calls.push(...(inspection?.calls ?? []));
        findings.push(...queryFindings(file, inspection));
      }
    } finally {
      program.close();
    }
  }
  return {
    findings: inOrder(findings),
    queries: found.length,
    found,
    calls,
    files: seen.size,
    version: installed.version,
    text: (file) => files.read(file)?.text,
  };
}

function configFileOf(project: string): string {
  const path = resolve(project);
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? join(path, "tsconfig.json") : path;
}

/** Opens a project; when the type checker knows of more tags that are ours than the text told, once more. */
function openSettled(host: Host, configFile: string, workspace: Workspace): Program {
  const overlay = (path: string): string | undefined => workspace.inspect(path)?.rewritten.text;
  const program = host.open(configFile, overlay);
  let news = false;
  for (const file of program.files) {
    const inspection = workspace.inspect(file);
    for (const { template, key } of inspection?.uncertain ?? []) {
      if (workspace.isSettled(file, key)) continue;
      const { insertions } = inspection!.rewritten;
      const shift = insertions.reduce((sum, { at, length }) => sum + (at <= template.tagEnd ? length : 0), 0);
      const isName = inspection!.file.source.word(template.tag.to - 1) !== "";
      const type = program.typeAlias(file, template.tagEnd + shift, isName);
      const ours = type?.name === "SqlTag" && packageNameOf(type.file) === "dbsql";
      news = workspace.settle(file, key, ours) || news;
    }
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
  const rewritten = finding.file === undefined ? undefined : workspace.inspect(finding.file)?.rewritten;
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

/** Templates and calls. */
function queriesOf(inspection: ReturnType<Workspace["inspect"]>): readonly Query[] {
  return inspection === undefined ? [] : [...inspection.queries, ...inspection.calls];
}

function queryFindings(file: string, inspection: ReturnType<Workspace["inspect"]>): Finding[] {
  return queriesOf(inspection).flatMap(({ analysis, sql }) =>
    analysis.diagnostics
      .filter(({ severity, code }) => severity !== "information" || neverPulled.has(code))
      .map((diagnostic) => {
        const start = sql.toFile(diagnostic.start);
        return {
          file,
          start,
          length: Math.max(0, sql.toFile(diagnostic.end) - start),
          severity: diagnostic.severity === "information" ? "message" : diagnostic.severity,
          code: diagnostic.code,
          message: diagnostic.message,
          ...(diagnostic.errorClass === undefined ? {} : { errorClass: diagnostic.errorClass }),
        } satisfies Finding;
      }),
  );
}

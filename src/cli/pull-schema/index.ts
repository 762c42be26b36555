import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { ConfigError } from "../../errors/index.js";
import {
  cacheFiles,
  declarationsFile,
  readCache,
  readSettings,
  type SchemaFile,
  type Settings,
} from "../../schema/index.js";
import type { Change, Pattern, Pulled, PullProblem } from "../../schema/pull/index.js";
import { defineCommand } from "../command.js";
import { UsageError } from "../usage-error.js";
import type { BrokenQuery } from "./broken-queries.js";
import { formatBroken, formatChange, formatProblem } from "./render.js";

const name = "pull-schema";

interface PullArgs {
  readonly patterns: readonly string[];
  readonly out: string | undefined;
  readonly check: boolean;
  readonly project: string | undefined;
  readonly atOnce: number;
}

type PullEvent =
  | { readonly kind: "note"; readonly message: string }
  | { readonly kind: "problem"; readonly problem: PullProblem }
  | { readonly kind: "change"; readonly change: Change }
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "broken"; readonly query: BrokenQuery }
  | {
      readonly kind: "summary";
      readonly check: boolean;
      readonly folder: string;
      readonly tables: number;
      readonly functions: number;
      readonly schemas: number;
      readonly changes: number;
      readonly problems: number;
    };

export const pullSchemaCommand = defineCommand<PullArgs, PullEvent>({
  name,
  summary: "read tables, views and functions of the catalog into the schema cache",
  operands: "[PATTERN…]",
  options: {
    out: { type: "string", short: "o", value: "DIR", description: "the cache; default: of the settings, else .dbsql" },
    check: { type: "boolean", description: "write nothing; exit code 1 when the cache differs from the live catalog" },
    project: {
      type: "string",
      short: "p",
      value: "FILE",
      description: "with --check: the tsconfig.json whose queries are looked at; default: here or above",
    },
    concurrency: { type: "string", value: "N", description: "how many tables are read at the same time; default: 8" },
  },
  examples: [
    ["dbsql pull-schema", "what `include` of the settings names, else what the cache holds, else the current schema"],
    ["dbsql pull-schema 'main.sales.*' main.hr", "two schemas; what else the cache holds stays"],
    ["dbsql pull-schema 'main.*.dim_*'", "the tables called dim_… of all schemas of a catalog"],
    ["dbsql pull-schema --check", "in CI: is the committed cache still true?"],
  ],
  parse: (input) => ({
    patterns: [...input.positionals, ...input.rest],
    out: input.text("out"),
    check: input.flag("check"),
    project: input.text("project"),
    atOnce: parseCount(input.text("concurrency")),
  }),
  async *run(args, { cwd, signal, progress }) {
    const settings = readSettings(cwd);
    const folder = args.out === undefined ? settings.schemas : resolve(cwd, args.out);
    const { mergeCache, changesBetween, parsePattern, patternsOf, pullSchemas, readBuiltins, withBuiltins } =
      await import("../../schema/pull/index.js");
    const old = readCache(folder);
    const { texts, note, only } = wanted(args, settings, old.schemas.flatMap(patternsOf));
    const patterns: readonly Pattern[] = texts.map(parsePattern);
    yield { kind: "progress", label: "connecting" };
    const { openSession } = await import("./session.js");
    const session = await openSession(signal);
    try {
      if (note !== undefined) yield { kind: "note", message: note };
      yield { kind: "progress", label: "listing" };
      const pulled = await pullSchemas({
        session: session.catalog,
        patterns,
        current: currentOf(settings),
        atOnce: args.atOnce,
        progress: (done, total) => progress({ label: "reading", done, total }),
      });
      const otherwise = ansiNote(settings, await session.ansi());
      if (otherwise !== undefined) yield { kind: "note", message: otherwise };
      const elsewhere = currentNote(settings, pulled);
      if (elsewhere !== undefined && !args.check) yield { kind: "note", message: elsewhere };
      for (const problem of pulled.problems) yield { kind: "problem", problem };
      const errors = pulled.problems.filter(({ severity }) => severity === "error").length;
      if (pulled.schemas.length === 0 && errors > 0) {
        throw new ConfigError(
          `Nothing was read, so the cache at ${folder} is as it was. Name what there is: dbsql pull-schema 'CATALOG.SCHEMA.*'`,
          { errorClass: "DBSQL_NOTHING_PULLED" },
        );
      }
      const { isOfSpark } = await import("./builtins.js");
      const builtins = await readBuiltins(session.catalog, isOfSpark);
      const next = withBuiltins(mergeCache(old.schemas, pulled, { only }), builtins);
      const changes = changesBetween(old.schemas, next);
      let different = changes.length;
      if (args.check) {
        for (const change of changes) yield { kind: "change", change };
        if (changes.length === 0) {
          const files = differingFiles(folder, old.files, next);
          different = files.length;
          for (const file of files) yield { kind: "file", file: relative(cwd, join(folder, file)) };
        } else {
          yield { kind: "progress", label: "checking the queries" };
          const { brokenQueriesOf } = await import("./broken-queries.js");
          const broken = await brokenQueriesOf(cwd, args.project, old.schemas, next);
          if ("reason" in broken) yield { kind: "note", message: `No query was checked: ${broken.reason}` };
          else for (const query of broken) yield { kind: "broken", query };
        }
      } else {
        signal.throwIfAborted();
        const { writeCache } = await import("../../schema/index.js");
        await writeCache(folder, next);
      }
      yield {
        kind: "summary",
        check: args.check,
        folder: relative(cwd, folder) || ".",
        tables: sum(pulled.schemas, ({ tables }) => tables.length),
        functions: sum(pulled.schemas, ({ functions }) => functions.length),
        schemas: pulled.schemas.length,
        changes: different,
        problems: errors,
      };
      return errors > 0 || (args.check && different > 0) ? 1 : 0;
    } finally {
      await session.close();
    }
  },
  text: (event, style) => {
    switch (event.kind) {
      case "note":
        return style.dim(event.message);
      case "problem":
        return formatProblem(event.problem, style);
      case "change":
        return formatChange(event.change, style);
      case "file":
        return `${style.yellow("~")} ${event.file} is not as \`dbsql pull-schema\` writes it`;
      case "broken":
        return formatBroken(event.query, style);
      case "summary":
        return event.check ? checkSummary(event) : pullSummary(event);
    }
  },
  json: (event) => {
    switch (event.kind) {
      case "note":
        return undefined;
      case "problem":
        return { kind: "problem", ...event.problem };
      case "change":
        return { kind: "change", ...event.change };
      case "broken":
        return { kind: "broken", ...event.query };
      default:
        return event;
    }
  },
});

type Summary = Extract<PullEvent, { readonly kind: "summary" }>;

function pullSummary({ tables, functions, schemas, changes, folder, problems }: Summary): string {
  const what = `${count(tables, "table")} and ${count(functions, "function")} of ${count(schemas, "schema")}`;
  const failed = problems === 0 ? "" : `; ${count(problems, "error")}, see above: what could not be read is as it was`;
  return `${what} in ${folder}, ${changes === 0 ? "nothing changed" : count(changes, "change")}${failed}.`;
}

function checkSummary({ changes, folder }: Summary): string {
  if (changes === 0) return `The cache at ${folder} is as the catalog.`;
  return `\nThe cache at ${folder} differs from the catalog: ${count(changes, "change")}. Run \`dbsql pull-schema\`.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function sum<T>(items: readonly T[], size: (item: T) => number): number {
  return items.reduce((total, item) => total + size(item), 0);
}

/**
 * What the command line names is read anew beside the rest; what the settings include is all that the cache holds. Told
 * neither, whoever has a cache means that one.
 */
function wanted(
  { patterns }: PullArgs,
  { include }: Settings,
  held: readonly string[],
): { readonly texts: readonly string[]; readonly note?: string; readonly only: boolean } {
  if (patterns.length > 0) return { texts: patterns, only: false };
  if (include.length > 0) return { texts: include, only: true };
  const what = held.length > 0 ? "what the cache holds" : "the current schema";
  const note = `No pattern was given, and the settings have no \`include\`: reading ${what}. Name others with \`dbsql pull-schema 'main.sales.*'\`.`;
  return { texts: held.length > 0 ? held : ["*"], note, only: false };
}

/** Told where the checker and the session would look for something that was read, by its plain name, in different places. */
function currentNote(
  settings: Settings,
  { current, schemas }: Pick<Pulled, "current" | "schemas">,
): string | undefined {
  const { catalog = "spark_catalog", schema = "default" } = settings;
  const here = schemas.filter((one) => one.catalog === current.catalog);
  // `schema.table` is looked for in the current catalog, `table` in the current schema of it too.
  if (catalog === current.catalog ? !here.some((one) => one.schema === current.schema) : here.length === 0)
    return undefined;
  const missing = [
    ...(catalog === current.catalog ? [] : [`"catalog": ${JSON.stringify(current.catalog)}`]),
    ...(schema === current.schema ? [] : [`"schema": ${JSON.stringify(current.schema)}`]),
  ];
  if (missing.length === 0) return undefined;
  return `This session looks for plain table names in ${current.catalog}.${current.schema}, the checker in ${catalog}.${schema}. If your queries do so too, put { ${missing.join(", ")} } into dbsql.config.json.`;
}

/** Told where the server coerces types by other rules than the checker. */
function ansiNote({ ansi = true }: Settings, isAnsi: boolean): string | undefined {
  if (ansi === isAnsi) return undefined;
  const why = isAnsi
    ? "so types are coerced by the rules of the standard, and the checker knows them"
    : "so it coerces types by older rules, and gives NULL where a value does not fit";
  return `spark.sql.ansi.enabled is ${isAnsi} in this session, ${why}: put { "ansi": ${isAnsi} } into dbsql.config.json.`;
}

function currentOf({ catalog, schema }: Settings): { readonly catalog?: string; readonly schema?: string } {
  return { ...(catalog === undefined ? {} : { catalog }), ...(schema === undefined ? {} : { schema }) };
}

/** Files whose text is another although they mean the same: edited by hand, or of another release. */
function differingFiles(folder: string, present: readonly string[], schemas: readonly SchemaFile[]): readonly string[] {
  const files = cacheFiles(schemas);
  const differing = [...files].filter(([path, text]) => {
    const file = join(folder, path);
    return !existsSync(file) || readFileSync(file, "utf8") !== text;
  });
  const stray = present.filter((path) => path !== declarationsFile && !files.has(path));
  return [...differing.map(([path]) => path), ...stray].sort();
}

function parseCount(text: string | undefined): number {
  if (text === undefined) return 8;
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UsageError(`${JSON.stringify(text)} is no whole number from 1 to 999.`, name);
}

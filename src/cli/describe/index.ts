import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { placeOf } from "../../../plugin/hosts/finding.js";
import { analyzeOptions } from "../../../plugin/inject/inspect.js";
import { declaredVariables, mayDeclare } from "../../../plugin/inject/session-variables.js";
import type { Analysis, Diagnostic } from "../../analysis/contract.js";
import { analyze } from "../../analysis/index.js";
import { ConfigError } from "../../errors/index.js";
import { lookupOf, readCache, readSettings, type Settings } from "../../schema/index.js";
import { type DataType, formatType } from "../../types/index.js";
import { defineCommand, formatRows } from "../command.js";
import { askLive, diagnosticOf, type LiveAnswer } from "../live/index.js";
import { schemasOption } from "../project-arguments.js";
import type { Style } from "../terminal.js";
import { UsageError } from "../usage-error.js";

const name = "describe";

interface DescribeArgs {
  readonly files: readonly string[];
  readonly schemas: string | undefined;
  readonly catalog: string | undefined;
  readonly schema: string | undefined;
  readonly live: boolean;
}

/** One file, or the schema cache where that is what is wrong. */
interface Described {
  readonly file: string;
  readonly text: string;
  readonly analysis: Analysis;
}

type DescribeEvent =
  | { readonly kind: "problem"; readonly file: string; readonly diagnostic: Diagnostic }
  | ({ readonly kind: "described" } & Described);

export const describeCommand = defineCommand<DescribeArgs, DescribeEvent>({
  name,
  summary: "result columns, parameters and diagnostics of SQL files",
  operands: "FILE… | -",
  options: {
    ...schemasOption,
    catalog: { type: "string", value: "NAME", description: "the current catalog" },
    schema: { type: "string", value: "NAME", description: "the current schema" },
    live: { type: "boolean", description: "ask the server for the schema of every query too, and compare; runs none" },
  },
  examples: [
    ["dbsql describe report.sql", "one file, for people"],
    ["dbsql describe --json queries/*.sql", "one JSON object a file"],
    ["echo 'SELECT 1 AS a' | dbsql describe -", "from standard input"],
    ["dbsql describe --live report.sql", "and is it what the server says?"],
  ],
  parse: (input) => {
    const files = [...input.positionals, ...input.rest];
    if (files.length === 0) throw new UsageError("Name the SQL files, or `-` for standard input.", name);
    return {
      files,
      schemas: input.text("schemas"),
      catalog: input.text("catalog"),
      schema: input.text("schema"),
      live: input.flag("live"),
    };
  },
  async *run(args, context) {
    const { cwd } = context;
    const settings = settingsOf(args, readSettings(cwd));
    const { schemas, problems } = readCache(args.schemas === undefined ? settings.schemas : resolve(cwd, args.schemas));
    const lookup = lookupOf(schemas);
    let failed = false;
    for (const { code, severity, message, file } of problems) {
      // A cache that nobody named need not be there.
      if (severity === "warning" && args.schemas === undefined) continue;
      failed ||= severity === "error";
      yield { kind: "problem", file, diagnostic: { code, severity, message, start: 0, end: 0 } };
    }
    const texts: { readonly file: string; readonly text: string }[] = [];
    for (const file of args.files) texts.push({ file, text: await read(file, cwd) });
    const options = analyzeOptions({ ...settings, schemas: lookup });
    const declaring = texts.map(({ text }) => text).filter(mayDeclare);
    const variables = declaredVariables(declaring, analyze, options);
    const described = texts.map((one) => ({ ...one, analysis: analyze(one.text, { ...options, variables }) }));
    const answers = args.live ? await askLive(described, settings, context) : [];
    for (const [at, one] of described.entries()) {
      const analysis = withAnswer(one, answers[at]);
      failed ||= analysis.diagnostics.some((diagnostic) => diagnostic.severity === "error");
      yield { kind: "described", ...one, analysis };
    }
    return failed ? 1 : 0;
  },
  text: (event, style) =>
    event.kind === "problem"
      ? `${style.red(event.diagnostic.severity)} ${event.diagnostic.code}: ${event.diagnostic.message}`
      : described(event, style),
  json: (event) =>
    event.kind === "problem"
      ? { file: event.file, columns: null, parameters: [], diagnostics: [event.diagnostic] }
      : { file: event.file, ...facts(event.analysis) },
});

function settingsOf({ catalog, schema }: DescribeArgs, found: Settings): Settings {
  return { ...found, ...(catalog === undefined ? {} : { catalog }), ...(schema === undefined ? {} : { schema }) };
}

/** The analysis with what the server said. */
function withAnswer({ text, analysis }: Described, answer: LiveAnswer | undefined): Analysis {
  const found = answer === undefined ? undefined : diagnosticOf(answer, text);
  return found === undefined ? analysis : { ...analysis, diagnostics: [...analysis.diagnostics, found] };
}

async function read(file: string, cwd: string): Promise<string> {
  if (file === "-") return readAll(process.stdin);
  try {
    return (await readFile(resolve(cwd, file), "utf8")).replace(/^\ufeff/, "");
  } catch (cause) {
    throw new ConfigError(`Cannot read ${file}: name an SQL file, or \`-\` for standard input.`, {
      errorClass: "DBSQL_UNREADABLE_FILE",
      cause,
    });
  }
}

/** The documented form of the answer. */
function facts({ columns, parameters, diagnostics }: Analysis): object {
  return {
    columns: columns?.map(({ name, type, nullable }) => ({ name, type: typeText(type), nullable })) ?? null,
    parameters: parameters.map(({ name, use, type, start, end }) => ({
      ...(name === undefined ? {} : { name }),
      use,
      type: type === undefined ? null : typeText(type),
      start,
      end,
    })),
    diagnostics: diagnostics.map(({ code, errorClass, message, severity, start, end }) => ({
      code,
      ...(errorClass === undefined ? {} : { errorClass }),
      message,
      severity,
      start,
      end,
    })),
  };
}

function typeText(type: DataType): string {
  return type.kind === "unknown" ? "unknown" : formatType(type);
}

function described(
  { file, text, analysis }: { readonly file: string; readonly text: string; readonly analysis: Analysis },
  style: Style,
): string {
  const { columns, parameters, diagnostics } = analysis;
  const lines = [style.bold(file === "-" ? "standard input" : file)];
  if (columns === undefined) lines.push("  columns: unknown");
  else if (columns.length > 0) {
    lines.push(formatRows(columns.map((one) => [one.name, `${typeText(one.type)}${one.nullable ? "" : " NOT NULL"}`])));
  }
  for (const { name: parameter = "?", type } of parameters) {
    lines.push(`  ${style.cyan(`:${parameter}`)}  ${type === undefined ? "any type" : typeText(type)}`);
  }
  for (const { start, severity, code, message } of diagnostics) {
    const { line, column } = placeOf(text, start);
    const paint = severity === "error" ? style.red : severity === "warning" ? style.yellow : style.dim;
    lines.push(`  ${line}:${column} ${paint(severity)} ${code}: ${message}`);
  }
  return lines.join("\n");
}

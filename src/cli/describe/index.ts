import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { placeOf } from "../../../plugin/hosts/finding.js";
import type { Analysis } from "../../analysis/contract.js";
import { analyze } from "../../analysis/index.js";
import { ConfigError } from "../../errors/index.js";
import { lookupOf, readCache, readSettings } from "../../schema/index.js";
import { formatType } from "../../types/index.js";
import { defineCommand, formatRows } from "../command.js";
import type { Style } from "../terminal.js";
import { UsageError } from "../usage-error.js";

const name = "describe";

interface DescribeArgs {
  readonly files: readonly string[];
  readonly schemas: string | undefined;
  readonly catalog: string | undefined;
  readonly schema: string | undefined;
}

type DescribeEvent =
  | { readonly kind: "problem"; readonly message: string; readonly code: string }
  | { readonly kind: "described"; readonly file: string; readonly text: string; readonly analysis: Analysis };

export const describeCommand = defineCommand<DescribeArgs, DescribeEvent>({
  name,
  summary: "result columns, parameters and diagnostics of SQL files",
  operands: "FILE… | -",
  options: {
    schemas: { type: "string", value: "DIR", description: "the schema cache; default: of the settings, else .dbsql" },
    catalog: { type: "string", value: "NAME", description: "the current catalog" },
    schema: { type: "string", value: "NAME", description: "the current schema" },
  },
  examples: [
    ["dbsql describe report.sql", "one file, for people"],
    ["dbsql describe --json queries/*.sql", "one JSON object a file"],
    ["echo 'SELECT 1 AS a' | dbsql describe -", "from standard input"],
  ],
  parse: (input) => {
    const files = [...input.positionals, ...input.rest];
    if (files.length === 0) throw new UsageError("Name the SQL files, or `-` for standard input.", name);
    return { files, schemas: input.text("schemas"), catalog: input.text("catalog"), schema: input.text("schema") };
  },
  async *run(args, { cwd }) {
    const settings = readSettings(cwd);
    const folder = args.schemas === undefined ? settings.schemas : resolve(cwd, args.schemas);
    const { schemas, problems } = readCache(folder);
    const lookup = lookupOf(schemas);
    const catalog = args.catalog ?? settings.catalog;
    const schema = args.schema ?? settings.schema;
    let failed = false;
    for (const { code, severity, message } of problems) {
      // A cache that nobody named need not be there.
      if (severity === "warning" && args.schemas === undefined) continue;
      failed ||= severity === "error";
      yield { kind: "problem", code, message };
    }
    for (const file of args.files) {
      const text = await read(file, cwd);
      const analysis = analyze(text, {
        schemas: lookup,
        ...(catalog === undefined ? {} : { catalog }),
        ...(schema === undefined ? {} : { schema }),
        ...(settings.target === undefined ? {} : { target: settings.target }),
      });
      failed ||= analysis.diagnostics.some((diagnostic) => diagnostic.severity === "error");
      yield { kind: "described", file, text, analysis };
    }
    return failed ? 1 : 0;
  },
  text: (event, style) => (event.kind === "problem" ? `${event.code}: ${event.message}` : described(event, style)),
  json: (event) =>
    event.kind === "problem"
      ? { problem: { code: event.code, message: event.message } }
      : { file: event.file, ...facts(event.analysis) },
});

async function read(file: string, cwd: string): Promise<string> {
  if (file === "-") return readAll(process.stdin);
  try {
    return (await readFile(resolve(cwd, file), "utf8")).replace(/^\ufeff/, "");
  } catch (cause) {
    throw new ConfigError(`Cannot read ${file}: name an SQL file, or \`-\` for standard input.`, { cause });
  }
}

/** The documented form of the answer. */
function facts({ columns, parameters, diagnostics }: Analysis): object {
  return {
    columns: columns?.map(({ name, type, nullable }) => ({ name, type: formatType(type), nullable })) ?? null,
    parameters: parameters.map(({ name, use, type, start, end }) => ({
      ...(name === undefined ? {} : { name }),
      use,
      type: type === undefined ? null : formatType(type),
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

function described(
  { file, text, analysis }: { readonly file: string; readonly text: string; readonly analysis: Analysis },
  style: Style,
): string {
  const { columns, parameters, diagnostics } = analysis;
  const lines = [style.bold(file === "-" ? "standard input" : file)];
  if (columns === undefined) lines.push("  columns: unknown");
  else if (columns.length > 0) {
    lines.push(
      formatRows(columns.map((one) => [one.name, `${formatType(one.type)}${one.nullable ? "" : " NOT NULL"}`])),
    );
  }
  for (const { name: parameter = "?", type } of parameters) {
    lines.push(`  ${style.cyan(`:${parameter}`)}  ${type === undefined ? "any type" : formatType(type)}`);
  }
  for (const { start, severity, code, message } of diagnostics) {
    const { line, column } = placeOf(text, start);
    const paint = severity === "error" ? style.red : severity === "warning" ? style.yellow : style.dim;
    lines.push(`  ${line}:${column} ${paint(severity)} ${code}: ${message}`);
  }
  return lines.join("\n");
}

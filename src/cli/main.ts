import { constants } from "node:os";
import { SparkError } from "../errors/index.js";
import { type Command, type ExitCode, formatRows } from "./command.js";
import { isCommand, registry } from "./registry.js";
import { catchSignals } from "./signals.js";
import { suggest } from "./suggest.js";
import { createTerminal, type Style, type Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";
import { readVersion } from "./version.js";

/**
 * Runs one command line to its end.
 * @returns the exit code; it does not return when the process is to die of a signal
 */
export async function runCli(argv: readonly string[]): Promise<number> {
  const signals = catchSignals();
  const terminal = createTerminal({
    env: process.env,
    cwd: process.cwd(),
    signals,
    stdout: process.stdout,
    stderr: process.stderr,
  });
  // A reader that goes away (`dbsql … | head`) is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));
  const code = await runGuarded(argv, terminal);
  signals.stopListening();
  const signal = signals.caught() ?? code;
  if (typeof signal === "number") return signal;
  // Dying of the signal itself tells the parent more than any number could.
  process.kill(process.pid, signal);
  return 128 + constants.signals[signal];
}

async function runGuarded(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    if (terminal.signals.caught() === undefined) printFailure(error, argv.includes("--json"), terminal);
    return 2;
  }
}

export async function dispatch(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first, ...others] = argv;
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    return others[0] === undefined || first !== "help" ? showHelp(terminal) : dispatch([...others, "--help"], terminal);
  }
  if (first === "--version" || first === "-v") {
    terminal.print(await readVersion());
    return 0;
  }
  const entry = Object.hasOwn(registry, first) ? registry[first] : undefined;
  if (entry === undefined) throw unknown("command", first, Object.keys(registry), "");
  const group = await entry.load();
  if (isCommand(group)) return group.execute(others, terminal);
  const [verb, ...rest] = others;
  if (verb === undefined || verb === "--help" || verb === "-h") {
    terminal.print(groupHelp(first, entry.summary, group, terminal.style));
    return verb === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(group, verb) ? group[verb] : undefined;
  if (command === undefined) throw unknown(`command \`${first}\``, verb, Object.keys(group), first);
  return command.execute(rest, terminal);
}

function unknown(what: string, word: string, known: readonly string[], command: string): UsageError {
  if (word.startsWith("-")) return new UsageError(`There is no option ${word}.`, command);
  const near = suggest(word, known);
  const where = command === "" ? what : `${what}:`;
  const hint = near === undefined ? `Known are ${known.join(", ")}.` : `Did you mean \`${near}\`?`;
  return new UsageError(`There is no ${where} ${JSON.stringify(word)}. ${hint}`, command);
}

function showHelp({ print, style }: Terminal): ExitCode {
  const rows = Object.entries(registry).map(([name, { summary }]) => [name, summary] as const);
  print(
    [
      "Typed Spark SQL for TypeScript.\n",
      `${style.bold("Usage:")} dbsql COMMAND [options]\n`,
      style.bold("Commands:"),
      formatRows(rows),
      "",
      "Every command knows --help and --json. Exit code 0: done; 1: done, with findings; 2: could not run.",
    ].join("\n"),
  );
  return 0;
}

function groupHelp(name: string, summary: string, group: Readonly<Record<string, Command>>, style: Style): string {
  const rows = Object.entries(group).map(([verb, command]) => [verb, command.summary] as const);
  const usage = `${style.bold("Usage:")} dbsql ${name} ${Object.keys(group).join(" | ")} [options]`;
  return [`${summary}\n`, `${usage}\n`, formatRows(rows), "", `See \`dbsql ${name} VERB --help\`.`].join("\n");
}

function printFailure(error: unknown, asJson: boolean, { printError, errorStyle }: Terminal): void {
  const known = error instanceof SparkError;
  const message = error instanceof Error ? error.message : String(error);
  if (asJson) {
    printError(JSON.stringify({ error: { code: (known && error.errorClass) || "DBSQL_INTERNAL", message } }));
    return;
  }
  printError(`${errorStyle.red("error:")} ${message}`);
  // A failure that nobody foresaw is a fault of ours: its stack belongs into the report.
  if (!known && error instanceof Error) printError(errorStyle.dim(error.stack ?? ""));
}

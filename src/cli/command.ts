import { parseArgs } from "node:util";
import type { Signals } from "./signals.js";
import type { Style, Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/**
 * 0: done; 1: done, and there are findings; 2: could not run. `engine run` passes its command's own code on, or the
 * signal that the command died of, and the process then dies of it too.
 */
export type ExitCode = number | NodeJS.Signals;

export interface Option {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: boolean;
  /** Stands for the value in the help, such as `DIR`. */
  readonly value?: string;
  readonly description: string;
}

export type OptionTable = Readonly<Record<string, Option>>;

/** What `parse` gets: checked against the table, in the order of the command line. */
export interface Input {
  readonly text: (name: string) => string | undefined;
  readonly texts: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
  readonly positionals: readonly string[];
  /** What stands behind `--`. */
  readonly rest: readonly string[];
}

/** A report of how far the work is: shown on a terminal, never part of a command's answer. */
export interface Progress {
  readonly kind: "progress";
  readonly label: string;
  readonly done?: number;
  readonly total?: number;
}

/** What a command is run with besides its arguments. */
export interface CommandContext {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /**
   * Fires on Ctrl-C and on SIGTERM: whatever was begun is undone, then the process dies of that signal. Before a command
   * has read it, signals end the process at once.
   */
  readonly signal: AbortSignal;
  /** Sends the signals elsewhere until the returned function is called. */
  readonly redirectSignals: Signals["redirect"];
  readonly progress: (progress: Omit<Progress, "kind">) => void;
}

/** One command: its arguments, its work as a series of events, and the two forms in which they are printed. */
export interface CommandDefinition<Args, Event> {
  /** As typed, such as `engine start`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What stands behind the name, such as `[PATTERN…]`. */
  readonly operands?: string;
  readonly options: OptionTable;
  /** Command lines that show the common uses, each with what it does. */
  readonly examples?: readonly (readonly [line: string, meaning: string])[];
  /** @throws UsageError */
  readonly parse: (input: Input) => Args;
  readonly run: (args: Args, context: CommandContext) => AsyncGenerator<Event | Progress, ExitCode, void>;
  /** Lines for people; undefined prints nothing. */
  readonly text: (event: Event, style: Style) => string | undefined;
  /** A value for programs, printed as one line of JSON; undefined prints nothing. */
  readonly json: (event: Event) => unknown;
}

/** A command without the types of its insides. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly help: (style: Style) => string;
  readonly execute: (argv: readonly string[], terminal: Terminal) => Promise<ExitCode>;
}

export const commonOptions = {
  json: { type: "boolean", description: "print JSON, one object a line, for programs" },
  help: { type: "boolean", short: "h", description: "show this help" },
} satisfies OptionTable;

export function defineCommand<Args, Event extends { readonly kind: string }>(
  definition: CommandDefinition<Args, Event>,
): Command {
  const { name, summary } = definition;
  const help = (style: Style): string => formatHelp(definition, style);
  return {
    name,
    summary,
    help,
    async execute(argv, terminal) {
      const input = readInput(definition, argv);
      if (input.flag("help")) {
        terminal.print(help(terminal.style));
        return 0;
      }
      const args = definition.parse(input);
      const events = definition.run(args, {
        env: terminal.env,
        cwd: terminal.cwd,
        get signal() {
          return terminal.signals.signal;
        },
        redirectSignals: terminal.signals.redirect,
        progress: (progress) => terminal.progress(progress),
      });
      try {
        for (;;) {
          const { done, value } = await events.next();
          if (done) return value;
          if (isProgress(value)) terminal.progress(value);
          else print(definition, value, input.flag("json"), terminal);
        }
      } finally {
        terminal.endProgress();
        await events.return(2);
      }
    },
  };
}

function isProgress(event: { readonly kind: string }): event is Progress {
  return event.kind === "progress";
}

function print<Args, Event>(
  { text, json }: CommandDefinition<Args, Event>,
  event: Event,
  asJson: boolean,
  terminal: Terminal,
): void {
  const value = asJson ? json(event) : text(event, terminal.style);
  terminal.endProgress();
  if (value === undefined) return;
  terminal.print(asJson ? JSON.stringify(value) : String(value));
}

function readInput<Args, Event>({ name, options }: CommandDefinition<Args, Event>, argv: readonly string[]): Input {
  const table: OptionTable = { ...options, ...commonOptions };
  const dashes = argv.indexOf("--");
  const rest = dashes < 0 ? [] : argv.slice(dashes + 1);
  const config = Object.fromEntries(
    Object.entries(table).map(([option, { type, short, multiple = false }]) => [
      option,
      { type, multiple, ...(short !== undefined && { short }) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: dashes < 0 ? [...argv] : argv.slice(0, dashes),
      options: config,
      allowPositionals: true,
      strict: true,
    });
    const texts = (option: string): string[] =>
      [values[option] ?? []].flat().filter((value): value is string => typeof value === "string");
    return {
      text: (option) => texts(option).at(-1),
      texts,
      flag: (option) => values[option] === true,
      positionals,
      rest,
    };
  } catch (error) {
    throw UsageError.fromParseArgs(error, name, Object.keys(table));
  }
}

function formatHelp<Args, Event>(
  { name, summary, operands, options, examples = [] }: CommandDefinition<Args, Event>,
  style: Style,
): string {
  const rows = Object.entries<Option>({ ...options, ...commonOptions }).map(
    ([option, { short, value, description }]) => {
      const flag = `${short ? `-${short}, ` : "    "}--${option}${value ? ` ${value}` : ""}`;
      return [flag, description] as const;
    },
  );
  const usage = `dbsql ${name} [options]${operands ? ` ${operands}` : ""}`;
  const parts = [`${summary}\n`, `${style.bold("Usage:")} ${usage}\n`, style.bold("Options:"), formatRows(rows)];
  if (examples.length > 0) parts.push(`\n${style.bold("Examples:")}`, formatRows(examples));
  return parts.join("\n");
}

/** Two columns, the first as wide as its widest cell. */
export function formatRows(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}

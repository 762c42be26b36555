import { styleText } from "node:util";
import type { Signals } from "./signals.js";

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** Where a command prints. Answers go to standard output; progress and errors go to standard error. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly signals: Signals;
  /** For standard output. */
  readonly style: Style;
  /** For standard error. */
  readonly errorStyle: Style;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  readonly progress: (progress: { readonly label: string; readonly done?: number; readonly total?: number }) => void;
  readonly endProgress: () => void;
}

/** The part of a stream that is used, so that a test can stand in for it. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface TerminalInit {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly signals: Signals;
  readonly stdout: Output;
  readonly stderr: Output;
}

export function createTerminal({ env, cwd, signals, stdout, stderr }: TerminalInit): Terminal {
  const bar = stderr.isTTY === true && env.TERM !== "dumb" && !env.CI;
  let shown = "";
  const endProgress = (): void => {
    if (shown !== "") stderr.write("\r\x1b[2K");
    shown = "";
  };
  return {
    env,
    cwd,
    signals,
    style: createStyle(wantsColour(stdout, env)),
    errorStyle: createStyle(wantsColour(stderr, env)),
    print: (line) => void stdout.write(`${line}\n`),
    printError: (line) => void stderr.write(`${line}\n`),
    progress: (progress) => {
      if (!bar) return;
      // Some terminals say that they have no columns at all.
      const line = formatProgress(progress, stderr.columns || 80);
      if (line === shown) return;
      stderr.write(`\r\x1b[2K${line}`);
      shown = line;
    },
    endProgress,
  };
}

/** The conventions of NO_COLOR and FORCE_COLOR, which Node's own streams follow too. */
function wantsColour(stream: Output, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return stream.isTTY === true && env.TERM !== "dumb";
}

function createStyle(coloured: boolean): Style {
  const paint = (format: "bold" | "dim" | "red" | "green" | "yellow" | "cyan") =>
    coloured ? (text: string) => styleText(format, text, { validateStream: false }) : (text: string) => text;
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    red: paint("red"),
    green: paint("green"),
    yellow: paint("yellow"),
    cyan: paint("cyan"),
  };
}

const barWidth = 24;

/** One line that fits into the window. */
export function formatProgress(
  { label, done, total }: { readonly label: string; readonly done?: number; readonly total?: number },
  columns: number,
): string {
  if (done === undefined || total === undefined || total <= 0) return label.slice(0, columns - 1);
  const filled = Math.round((Math.min(done, total) / total) * barWidth);
  const bar = `${"█".repeat(filled)}${"░".repeat(barWidth - filled)}`;
  return `${label} ${bar} ${done}/${total}`.slice(0, columns - 1);
}

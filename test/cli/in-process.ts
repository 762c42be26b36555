import { dispatch } from "../../src/cli/main.js";
import { catchSignals, type Signals } from "../../src/cli/signals.js";
import { createTerminal, type Terminal } from "../../src/cli/terminal.js";

export interface Ran {
  readonly code: unknown;
  readonly out: string;
  /** What was printed with `--json`. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

/** Runs a command line in this process, in a folder, with a signal or a look at its progress. */
export async function runIn(
  folder: string,
  argv: readonly string[],
  { signal, progress }: Partial<Pick<Terminal, "progress"> & Pick<Signals, "signal">> = {},
): Promise<Ran> {
  let out = "";
  const caught = catchSignals();
  const signals = { ...caught, ...(signal === undefined ? {} : { signal }) };
  const stdout = { write: (text: string) => (out += text) };
  const plain = createTerminal({ env: {}, cwd: folder, signals, stdout, stderr: { write: () => true } });
  try {
    const code = await dispatch(argv, { ...plain, ...(progress === undefined ? {} : { progress }) });
    const json = argv.includes("--json") ? out.trim().split("\n") : [];
    return { code, out, lines: json.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>) };
  } finally {
    caught.stopListening();
  }
}

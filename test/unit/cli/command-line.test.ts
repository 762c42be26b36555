import { describe, expect, it } from "vitest";
import { type CommandContext, defineCommand } from "../../../src/cli/command.js";
import { parseRequest, refuseOperands, requestOptions } from "../../../src/cli/engine/args.js";
import { dispatch } from "../../../src/cli/main.js";
import { registry } from "../../../src/cli/registry.js";
import type { Signals } from "../../../src/cli/signals.js";
import { editDistance, suggest } from "../../../src/cli/suggest.js";
import { createTerminal, formatProgress, type Output, type Terminal } from "../../../src/cli/terminal.js";

class Recorder implements Output {
  text = "";
  readonly columns = 60;
  constructor(readonly isTTY: boolean = false) {}
  write(text: string): void {
    this.text += text;
  }
}

const signals: Signals = {
  signal: new AbortController().signal,
  caught: () => undefined,
  redirect: () => () => {},
  stopListening: () => {},
};

function terminalOf({ tty = false, env = {} }: { tty?: boolean; env?: NodeJS.ProcessEnv } = {}) {
  const [stdout, stderr] = [new Recorder(tty), new Recorder(tty)];
  const terminal = createTerminal({ env, cwd: "/", signals, stdout, stderr });
  return { terminal, stdout, stderr };
}

const count = defineCommand<{ upTo: number }, { readonly kind: "number"; readonly value: number }>({
  name: "count",
  summary: "count",
  options: {
    to: { type: "string", value: "N", description: "the last" },
    loud: { type: "boolean", description: "louder" },
  },
  parse: (input) => ({ upTo: Number(input.text("to") ?? input.positionals[0] ?? 1) }),
  async *run({ upTo }, { progress }) {
    for (let value = 1; value <= upTo; value++) {
      progress({ label: "counting", done: value, total: upTo });
      yield { kind: "number", value };
    }
    return upTo > 2 ? 1 : 0;
  },
  text: ({ value }, style) => style.bold(`#${value}`),
  json: ({ value }) => ({ value }),
});

describe("a command", () => {
  it("prints lines for people and JSON for programs, and tells its exit code", async () => {
    const people = terminalOf();
    expect(await count.execute(["--to", "2"], people.terminal)).toBe(0);
    expect(people.stdout.text).toBe("#1\n#2\n");
    const programs = terminalOf();
    expect(await count.execute(["--json", "3"], programs.terminal)).toBe(1);
    expect(programs.stdout.text).toBe('{"value":1}\n{"value":2}\n{"value":3}\n');
  });

  it("shows colours and progress on a terminal only", async () => {
    const pipe = terminalOf();
    await count.execute(["2"], pipe.terminal);
    expect(pipe.stdout.text + pipe.stderr.text).not.toContain("\x1b");
    expect(pipe.stderr.text).toBe("");
    const tty = terminalOf({ tty: true });
    await count.execute(["2"], tty.terminal);
    expect(tty.stdout.text).toContain("\x1b[1m#1");
    expect(tty.stderr.text).toContain("counting");
    expect(tty.stderr.text.endsWith("\r\x1b[2K"), "the bar is wiped out at the end").toBe(true);
  });

  it.each([
    [{ NO_COLOR: "1" }, true, false],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ TERM: "dumb" }, true, false],
  ])("with %j and a terminal %s is coloured %s", async (env, tty, coloured) => {
    const { terminal, stdout } = terminalOf({ env, tty });
    await count.execute(["1"], terminal);
    expect(stdout.text.includes("\x1b[1m")).toBe(coloured);
  });

  it("explains itself", async () => {
    const { terminal, stdout } = terminalOf();
    expect(await count.execute(["--help", "--to", "9"], terminal)).toBe(0);
    expect(stdout.text).toContain("Usage: dbsql count [options]");
    for (const option of ["--to N", "--loud", "--json", "-h, --help"]) expect(stdout.text).toContain(option);
  });

  it.each([
    [["--lout"], /There is no option --lout\. Did you mean --loud\?[\s\S]*dbsql count --help/],
    [["--to"], /--to/],
    [["--loud=yes"], /--loud/],
  ])("refuses %j", async (argv, message) => {
    await expect(count.execute(argv, terminalOf().terminal)).rejects.toThrow(message);
  });

  it("undoes what it began when it fails", async () => {
    const seen: string[] = [];
    const failing = defineCommand<object, { readonly kind: "x" }>({
      name: "failing",
      summary: "",
      options: {},
      parse: () => ({}),
      // biome-ignore format: one line shows the order
      async *run() { try { yield { kind: "x" }; throw new RangeError("broken"); } finally { seen.push("undone"); } },
      text: () => undefined,
      json: () => undefined,
    });
    await expect(failing.execute([], terminalOf().terminal)).rejects.toThrow("broken");
    expect(seen).toEqual(["undone"]);
  });
});

describe("the program", () => {
  const run = async (argv: string[]): Promise<{ code: unknown; out: string }> => {
    const { terminal, stdout } = terminalOf();
    return { code: await dispatch(argv, terminal), out: stdout.text };
  };

  it.each([[[]], [["--help"]], [["-h"]], [["help"]]])("lists every command for %j", async (argv) => {
    const { code, out } = await run(argv);
    expect(code).toBe(0);
    for (const name of Object.keys(registry)) expect(out).toContain(`  ${name} `);
  });

  it.each([["--version"], ["-v"]])("tells its version for %s", async (flag) => {
    expect((await run([flag])).out).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });

  it.each([
    [["engin"], /no command "engin"\. Did you mean `engine`\?/],
    [["engine", "sotp"], /no command `engine`: "sotp"\. Did you mean `stop`\?/],
    [["zzz"], /no command "zzz"\. Known are /],
    [["toString"], /no command "toString"/],
    [["engine", "constructor"], /no command `engine`: "constructor"/],
    [["--frob"], /no option --frob/],
  ])("refuses %j", async (argv, message) => {
    await expect(run(argv)).rejects.toThrow(message);
  });

  it("shows the verbs of a group, and calls it wrong to give none", async () => {
    expect((await run(["engine", "--help"])).code).toBe(0);
    expect((await run(["engine"])).code).toBe(2);
    expect((await run(["help", "engine", "start"])).out).toContain("Usage: dbsql engine start");
  });

  it.each(Object.keys(registry))("loads %s, and every command of it explains itself", async (name) => {
    const group = await registry[name]!.load();
    const commands = typeof group.execute === "function" ? [[]] : Object.keys(group).map((verb) => [verb]);
    for (const words of commands) expect((await run([name, ...words, "--help"])).out).toContain("--json");
  });
});

describe("the arguments of an engine", () => {
  const parse = (argv: string[]) => {
    let request: unknown;
    const probe = defineCommand<object, { readonly kind: "x" }>({
      name: "engine start",
      summary: "",
      options: requestOptions,
      parse: (input) => {
        refuseOperands(input, "engine start");
        request = parseRequest(input, "engine start");
        return {};
      },
      // biome-ignore lint/correctness/useYield: it has nothing to say
      async *run(_: object, __: CommandContext) {
        return 0;
      },
      text: () => undefined,
      json: () => undefined,
    });
    return probe.execute(argv, terminalOf().terminal as Terminal).then(() => request);
  };

  it.each([
    [[], { kind: "sail" }],
    [["--engine", "spark", "--version=4.2.0", "--heap", "1g"], { kind: "spark", version: "4.2.0", heap: "1g" }],
    [["--name", "demo", "--port", "15002"], { kind: "sail", name: "demo", port: 15002 }],
  ])("%j", async (argv, expected) => {
    expect(await parse(argv)).toEqual(expected);
  });

  it.each([
    [["--engine", "duckdb"], /no engine "duckdb"/],
    [["--heap", "1g"], /Sail has no JVM/],
    [["--port", "0"], /"0" is no port/],
    [["--port", "65536"], /is no port/],
    [["--port", "1e3"], /is no port/],
    [["spark"], /takes no operand, and "spark" is one/],
  ])("%j is refused", async (argv, message) => {
    await expect(parse(argv)).rejects.toThrow(message);
  });
});

describe("a suggestion", () => {
  it.each([
    ["strat", "start"],
    ["statsu", "status"],
    ["sto", "stop"],
    ["xyzzy", undefined],
    ["", undefined],
  ])("for %j is %s", (word, expected) => {
    expect(suggest(word, ["start", "stop", "status", "run"])).toBe(expected);
  });

  it("counts a swap as one", () => {
    expect(editDistance("strat", "start")).toBe(1);
    expect(editDistance("", "abc")).toBe(3);
  });
});

describe("a progress bar", () => {
  it.each([
    [{ label: "x" }, "x"],
    [{ label: "x", done: 0, total: 4 }, `x ${"░".repeat(24)} 0/4`],
    [{ label: "x", done: 2, total: 4 }, `x ${"█".repeat(12)}${"░".repeat(12)} 2/4`],
    [{ label: "x", done: 9, total: 4 }, `x ${"█".repeat(24)} 9/4`],
    [{ label: "x", done: 1, total: 0 }, "x"],
  ])("%j", (progress, expected) => {
    expect(formatProgress(progress, 80)).toBe(expected);
  });

  it("never wraps", () => {
    expect(formatProgress({ label: "long ".repeat(40), done: 1, total: 2 }, 30)).toHaveLength(29);
  });
});

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { type EngineRequest, startEngine, stopEngine } from "../../engine/index.js";
import { ConfigError } from "../../errors/index.js";
import { type CommandContext, defineCommand, type ExitCode } from "../command.js";
import { UsageError } from "../usage-error.js";
import { parseRequest, requestOptions } from "./args.js";

const name = "engine run";

interface RunArgs {
  readonly request: EngineRequest;
  readonly command: readonly [program: string, ...args: string[]];
}

export const runCommand = defineCommand<RunArgs, { readonly kind: "ready" }>({
  name,
  summary: "start an engine for one command, pass its exit code on, and stop the engine",
  operands: "-- CMD [ARG…]",
  options: requestOptions,
  examples: [
    ["dbsql engine run -- node app.js", "with a fresh Sail"],
    ["dbsql engine run --engine spark -- npm test", "with a fresh Apache Spark"],
    ["dbsql engine run --name demo -- node app.js", "with the engine demo: one that runs already is left running"],
  ],
  parse: (input) => {
    const stray = input.positionals[0];
    if (stray !== undefined)
      throw new UsageError(`${JSON.stringify(stray)} stands before \`--\`: write the command behind it.`, name);
    const [program, ...args] = input.rest;
    if (program === undefined) throw new UsageError("There is no command to run: write it behind `--`.", name);
    return { request: parseRequest(input, name), command: [program, ...args] };
  },
  async *run({ request, command }, context) {
    const { env, signal, progress } = context;
    const fresh = { name: `run-${randomUUID().slice(0, 8)}`, disposable: true };
    const engine = await startEngine(
      { ...(request.name === undefined && fresh), ...request, owned: true },
      { env, signal, onProgress: progress },
    );
    const restore = context.redirectSignals(() => {});
    try {
      yield { kind: "ready" };
      return await runChild(command, engine.remote, context);
    } finally {
      if (!engine.reused) await stopEngine(engine.name, env);
      restore();
    }
  },
  text: () => undefined,
  json: () => undefined,
});

async function runChild(
  [program, ...args]: RunArgs["command"],
  remote: string,
  { env, cwd, redirectSignals }: CommandContext,
): Promise<ExitCode> {
  const child = spawn(program, args, {
    cwd,
    env: { ...env, SPARK_REMOTE: remote },
    stdio: "inherit",
    windowsHide: true,
  });
  redirectSignals((signal) => {
    // A terminal sends Ctrl-C to the whole foreground group: the command has it already.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  });
  return new Promise((resolve, reject) => {
    child.once("error", (cause: NodeJS.ErrnoException) => {
      const why = cause.code === "ENOENT" ? "there is no such program" : cause.message;
      reject(new ConfigError(`\`${program}\` cannot be started: ${why}.\n  Check the words behind \`--\`.`, { cause }));
    });
    child.once("close", (code, signal) => resolve(signal ?? code ?? 2));
  });
}

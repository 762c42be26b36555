import { type EngineStatus, listEngines, stopEngine } from "../../engine/index.js";
import { defineCommand, type OptionTable } from "../command.js";
import { UsageError } from "../usage-error.js";
import { refuseOperands } from "./args.js";
import { describeEngine } from "./render.js";

const name = "engine stop";

interface StopArgs {
  readonly name: string | undefined;
  readonly all: boolean;
}

type StopEvent =
  | { readonly kind: "stopped"; readonly engine: EngineStatus }
  | { readonly kind: "none"; readonly name: string | undefined };

const options = {
  name: { type: "string", value: "NAME", description: "this engine; may be left out when there is only one" },
  all: { type: "boolean", description: "every engine that dbsql started" },
} satisfies OptionTable;

export const stopCommand = defineCommand<StopArgs, StopEvent>({
  name,
  summary: "stop an engine that `dbsql engine start` started; Iceberg tables stay",
  options,
  parse: (input) => {
    refuseOperands(input, name);
    const args = { name: input.text("name"), all: input.flag("all") };
    if (args.all && args.name !== undefined) throw new UsageError("--all and --name exclude each other.", name);
    return args;
  },
  async *run(args, { env, progress }) {
    const names = args.name === undefined ? await chooseNames(args.all, env) : [args.name];
    let missing = false;
    for (const engine of names) {
      progress({ label: `Stopping ${engine}` });
      const stopped = await stopEngine(engine, env);
      missing ||= stopped === undefined;
      yield stopped === undefined ? { kind: "none", name: engine } : { kind: "stopped", engine: stopped };
    }
    if (names.length === 0) yield { kind: "none", name: undefined };
    return missing ? 1 : 0;
  },
  text: (event, style) => {
    if (event.kind === "none") {
      return event.name === undefined
        ? "No engine runs."
        : `No engine is called ${event.name}; \`dbsql engine status\` lists them.`;
    }
    return `${describeEngine(event.engine, style)} ${event.engine.state === "running" ? "is stopped" : "had ended already"}.`;
  },
  json: (event) =>
    event.kind === "stopped" ? { name: event.engine.name, wasRunning: event.engine.state === "running" } : undefined,
});

async function chooseNames(all: boolean, env: NodeJS.ProcessEnv): Promise<string[]> {
  const names = (await listEngines(env)).map((engine) => engine.name);
  if (all || names.length <= 1) return names;
  throw new UsageError(`Several engines run: ${names.join(", ")}. Say which with --name, or --all.`, name);
}

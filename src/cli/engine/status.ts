import { type EngineState, type EngineStatus, listEngines } from "../../engine/index.js";
import { defineCommand, type OptionTable } from "../command.js";
import type { Style } from "../terminal.js";
import { refuseOperands } from "./args.js";
import { describeEngine } from "./render.js";

const name = "engine status";

interface StatusArgs {
  readonly name: string | undefined;
}

type StatusEvent =
  | { readonly kind: "engine"; readonly engine: EngineStatus }
  | { readonly kind: "none"; readonly name: string | undefined };

const options = {
  name: { type: "string", value: "NAME", description: "only this engine" },
} satisfies OptionTable;

const states: { readonly [K in EngineState]: (engine: EngineStatus, style: Style) => string } = {
  running: ({ remote }, style) => `${style.green("running")}  SPARK_REMOTE="${remote}"`,
  silent: ({ pid, name }, style) =>
    `${style.yellow("silent")}  process ${pid} does not answer; end it with \`dbsql engine stop --name ${name}\``,
  ended: ({ log, name }, style) =>
    `${style.red("ended")}  it was not stopped by dbsql; see ${log}, or start it again with \`--name ${name}\``,
};

export const statusCommand = defineCommand<StatusArgs, StatusEvent>({
  name,
  summary: "list the engines that were started; exit code 1 when none of them runs",
  options,
  parse: (input) => {
    refuseOperands(input, name);
    return { name: input.text("name") };
  },
  async *run(args, { env }) {
    const all = await listEngines(env);
    const engines = all.filter((engine) => args.name === undefined || engine.name === args.name);
    for (const engine of engines) yield { kind: "engine", engine };
    if (engines.length === 0) yield { kind: "none", name: args.name };
    return engines.some(({ state }) => state === "running") ? 0 : 1;
  },
  text: (event, style) => {
    if (event.kind === "engine")
      return `${describeEngine(event.engine, style)}  ${states[event.engine.state](event.engine, style)}`;
    const which = event.name === undefined ? "No engine runs." : `No engine is called ${event.name}.`;
    return `${which} Start one with \`dbsql engine start\`.`;
  },
  json: (event) => (event.kind === "engine" ? event.engine : undefined),
});

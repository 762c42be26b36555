import { type EngineRequest, type StartedEngine, startEngine } from "../../engine/index.js";
import { defineCommand } from "../command.js";
import { parseRequest, refuseOperands, requestOptions } from "./args.js";
import { describeEngine } from "./render.js";

const name = "engine start";

export const startCommand = defineCommand<EngineRequest, { readonly kind: "started"; readonly engine: StartedEngine }>({
  name,
  summary: "start a local engine, installing it if need be, and print the SPARK_REMOTE to use",
  options: requestOptions,
  examples: [
    ["dbsql engine start", "Sail"],
    ["dbsql engine start --engine spark", "Apache Spark 4.1.2, Iceberg tables in the catalog main"],
    ["dbsql engine start --engine spark --version 4.2.0 --name next", "another one beside it"],
  ],
  parse: (input) => {
    refuseOperands(input, name);
    return parseRequest(input, name);
  },
  async *run(request, { env, signal, progress }) {
    yield { kind: "started", engine: await startEngine(request, { env, signal, onProgress: progress }) };
    return 0;
  },
  text: ({ engine }, style) =>
    [
      `${style.green("●")} ${describeEngine(engine, style)} ${engine.reused ? "runs already" : "is ready"}.`,
      "",
      `  export SPARK_REMOTE=${quote(engine.remote)}`,
      "",
      style.dim(`Stop it with: dbsql engine stop --name ${engine.name}`),
    ].join("\n"),
  json: ({ engine }) => engine,
});

/** A semicolon ends a command in every shell. */
function quote(remote: string): string {
  return `"${remote}"`;
}

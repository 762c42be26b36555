import type { EngineRequest } from "../../engine/index.js";
import type { Input, OptionTable } from "../command.js";
import { UsageError } from "../usage-error.js";

/** Which engine: shared by `start` and `run`. */
export const requestOptions = {
  engine: {
    type: "string",
    value: "sail|spark",
    description: "Sail (default: no JVM, ready in a second) or Apache Spark",
  },
  version: {
    type: "string",
    value: "V",
    description: "of Apache Spark: 4.1.2 (default, with Iceberg and Delta) or 4.2.0",
  },
  name: { type: "string", value: "NAME", description: "call the engine so; default: kind and version" },
  port: { type: "string", value: "N", description: "TCP port on the loopback interface; default: a free one" },
  heap: { type: "string", value: "SIZE", description: "memory of Apache Spark, as in Java; default: 2g" },
} satisfies OptionTable;

export function parseRequest(input: Input, command: string): EngineRequest {
  const kind = input.text("engine") ?? "sail";
  if (kind !== "sail" && kind !== "spark") {
    throw new UsageError(
      `There is no engine ${JSON.stringify(kind)}: use \`--engine sail\` or \`--engine spark\`.`,
      command,
    );
  }
  const heap = input.text("heap");
  if (heap !== undefined && kind === "sail")
    throw new UsageError("--heap is for `--engine spark`: Sail has no JVM.", command);
  const port = input.text("port");
  if (port !== undefined && !isPort(port)) {
    throw new UsageError(`${JSON.stringify(port)} is no port: give a whole number from 1 to 65535.`, command);
  }
  const version = input.text("version");
  const name = input.text("name");
  return {
    kind,
    ...(version !== undefined && { version }),
    ...(name !== undefined && { name }),
    ...(heap !== undefined && { heap }),
    ...(port !== undefined && { port: Number(port) }),
  };
}

export function refuseOperands({ positionals, rest }: Input, command: string): void {
  const extra = [...positionals, ...rest][0];
  if (extra !== undefined)
    throw new UsageError(`\`${command}\` takes no operand, and ${JSON.stringify(extra)} is one.`, command);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

import { runCommand } from "./run.js";
import { startCommand } from "./start.js";
import { statusCommand } from "./status.js";
import { stopCommand } from "./stop.js";

export const engineCommands = {
  start: startCommand,
  stop: stopCommand,
  status: statusCommand,
  run: runCommand,
};

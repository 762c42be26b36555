import type { Command } from "./command.js";

export interface Entry {
  readonly summary: string;
  /** Loads the command's folder: no command pays for another's packages. */
  readonly load: () => Promise<CommandGroup>;
}

/** One command, or several that share their first word. */
export type CommandGroup = Command | { readonly [verb: string]: Command };

/** Every command by its first word, in the order of the help. */
export const registry: Readonly<Record<string, Entry>> = {
  "pull-schema": {
    summary: "read tables, views and functions of the catalog into the schema cache",
    load: async () => (await import("./pull-schema/index.js")).pullSchemaCommand,
  },
  check: {
    summary: "check a TypeScript project and the SQL in it; replaces `tsc --noEmit`",
    load: async () => (await import("./check/index.js")).checkCommand,
  },
  describe: {
    summary: "result columns, parameters and diagnostics of SQL files",
    load: async () => (await import("./describe/index.js")).describeCommand,
  },
  generate: {
    summary: 'types for calls, spark.sql("…"), where no plugin runs: plain tsc, linters, bundlers',
    load: async () => (await import("./generate/index.js")).generateCommand,
  },
  explain: {
    summary: "what a diagnostic means, why, and how to mend it",
    load: async () => (await import("./explain/index.js")).explainCommand,
  },
  lsp: {
    summary: "language server for TypeScript 7: its own, with typed queries",
    load: async () => (await import("./lsp/index.js")).lspCommand,
  },
  engine: {
    summary: "start and stop a local Sail or Apache Spark",
    load: async () => (await import("./engine/index.js")).engineCommands,
  },
};

export function isCommand(group: CommandGroup): group is Command {
  return typeof group.execute === "function";
}

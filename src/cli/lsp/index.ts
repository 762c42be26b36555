import { resolve } from "node:path";
import { findTypeScript, readTypeScript } from "../../../plugin/hosts/typescript.js";
import { LanguageProxy } from "../../../plugin/lsp/proxy.js";
import { Server } from "../../../plugin/lsp/server.js";
import { ConfigError } from "../../errors/index.js";
import { defineCommand } from "../command.js";

interface LspArgs {
  readonly typescript: string | undefined;
}

const none: readonly never[] = [];

export const lspCommand = defineCommand<LspArgs, { readonly kind: never }>({
  name: "lsp",
  summary: "language server for TypeScript 7: its own, with typed queries",
  options: {
    typescript: { type: "string", value: "DIR", description: "the TypeScript package; default: the project's own" },
    stdio: { type: "boolean", description: "talk over standard input and output: always so" },
    lsp: { type: "boolean", description: "taken for `tsc --lsp`: always so" },
  },
  examples: [["dbsql lsp --stdio", "as an editor starts it, in place of `tsc --lsp --stdio`"]],
  parse: (input) => ({ typescript: input.text("typescript") }),
  async *run({ typescript }, { cwd }) {
    const proxy = new LanguageProxy({
      input: process.stdin,
      output: process.stdout,
      log: (error) =>
        process.stderr.write(`dbsql: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`),
      start: async (root, events) => {
        const installed = typescript === undefined ? findTypeScript(root) : readTypeScript(resolve(cwd, typescript));
        if (installed.line === "native") return Server.start(installed, root, events);
        throw new ConfigError(
          `TypeScript ${installed.version} has no language server of its own: add { "name": "dbsql/plugin" } to \`plugins\` in tsconfig.json.`,
          { errorClass: "DBSQL_TYPESCRIPT_VERSION" },
        );
      },
    });
    // An editor's server speaks its own protocol and has no events.
    yield* none;
    return proxy.run();
  },
  text: () => undefined,
  json: () => undefined,
});

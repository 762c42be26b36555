import { ConfigError } from "../../src/errors/index.js";
import { findTypeScript, type TypeScriptPackage } from "../hosts/typescript.js";
import { LanguageProxy } from "./proxy.js";
import { Server } from "./server.js";

/**
 * The proxy on standard input and output, as an editor starts it. Standard input is closed at the end: an editor that
 * holds its side open would keep the process alive.
 *
 * @param find the TypeScript of the folder that the editor has opened; default: the one that is installed there
 * @returns the exit code
 */
export function serve(find: (root: string) => TypeScriptPackage = findTypeScript): Promise<number> {
  const proxy = new LanguageProxy({
    input: process.stdin,
    output: process.stdout,
    log: (error) => process.stderr.write(`dbsql: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`),
    start: async (root, events) => {
      const installed = find(root);
      if (installed.line === "native") return Server.start(installed, root, events);
      throw new ConfigError(
        `TypeScript ${installed.version} has no language server of its own: add { "name": "dbsql/plugin" } to \`plugins\` in tsconfig.json.`,
        { errorClass: "DBSQL_TYPESCRIPT_VERSION" },
      );
    },
  });
  return proxy.run().finally(() => process.stdin.destroy());
}

import { resolve } from "node:path";
import { readTypeScript } from "../../../plugin/hosts/typescript.js";
import { serve } from "../../../plugin/lsp/serve.js";
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
    // An editor's server speaks its own protocol and has no events.
    yield* none;
    return typescript === undefined ? serve() : serve(() => readTypeScript(resolve(cwd, typescript)));
  },
  text: () => undefined,
  json: () => undefined,
});

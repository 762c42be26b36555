#!/usr/bin/env node
import module from "node:module";
import { fileURLToPath } from "node:url";

// From Node 22.8 on: the code that was compiled once is read again, as `tsc` does it.
module.enableCompileCache?.();

const main = new URL("../dist/cli/main.js", import.meta.url);
const { runCli } = await import(main.href).catch((error) => {
  if (error?.code !== "ERR_MODULE_NOT_FOUND" || !String(error.message).includes(fileURLToPath(main))) throw error;
  process.stderr.write("dbsql is not built. Run `npm ci` (or `npm run build`) in the checkout.\n");
  process.exit(2);
});
process.exitCode = await runCli(process.argv.slice(2));

// The functions of a running Spark, held against our table. `node scripts/probe/main.mjs --help` tells more.
import { importTypeScript } from "../typescript.mjs";

const { run } = await importTypeScript(new URL("run.ts", import.meta.url));
process.exitCode = await run(process.argv.slice(2));

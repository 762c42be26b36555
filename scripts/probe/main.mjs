// The functions of a running Spark, held against our table. `node scripts/probe/main.mjs --help` tells more.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
// Node 20 runs no TypeScript: the probe and the parts of `src` that it uses become one file, for this run.
const out = here(`.probe-${process.pid}.mjs`);
const bundle = await rolldown({
  input: here("run.ts"),
  platform: "node",
  external: /^[^./]/,
  logLevel: "silent",
  resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
});
await bundle.write({ file: out, format: "esm", codeSplitting: false });
try {
  const { run } = await import(out);
  process.exitCode = await run(process.argv.slice(2));
} finally {
  await rm(out, { force: true });
}

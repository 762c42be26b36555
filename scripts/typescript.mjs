import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

/**
 * Imports a program in TypeScript. Node 20 runs none: the program and the parts of `src` that it uses become one file,
 * for this run, beside its source.
 *
 * @param {URL} source
 */
export async function importTypeScript(source) {
  const input = fileURLToPath(source);
  const out = join(dirname(input), `.${basename(input, ".ts")}-${process.pid}.mjs`);
  const bundle = await rolldown({
    input,
    platform: "node",
    external: /^[^./]/,
    logLevel: "silent",
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
  });
  try {
    await bundle.write({ file: out, format: "esm", codeSplitting: false });
    return await import(pathToFileURL(out).href);
  } finally {
    await bundle.close();
    await rm(out, { force: true });
  }
}

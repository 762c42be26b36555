import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "tsdown";

/** A text that is another when anything is that the package is made of: the plugin knows its own answers by it. */
function digestOfSources(): string {
  const digest = createHash("sha256").update(readFileSync("package-lock.json"));
  for (const folder of ["src", "plugin"]) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    for (const path of files.map((file) => join(file.parentPath, file.name)).sort())
      digest.update(`\n${path}\n`).update(readFileSync(path));
  }
  return digest.digest("base64url");
}

const define = { DBSQL_BUILD: JSON.stringify(digestOfSources()) };

export default defineConfig([
  {
    entry: {
      index: "src/index.ts",
      "types/index": "src/types/index.ts",
      "analysis/index": "src/analysis/index.ts",
      "cli/main": "src/cli/main.ts",
      // What the threads of a check run; beside the chunks, where whoever starts them looks for it.
      "inspect-thread": "plugin/hosts/inspect-thread.ts",
      // What the programs of the folder `sdk` run.
      "sdk/index": "plugin/lsp/sdk.ts",
      // Not exported: the bench starts its engines as the command line does.
      "engine/index": "src/engine/index.ts",
    },
    define,
    format: "esm",
    platform: "node",
    target: "node20.19",
    dts: true,
    sourcemap: true,
    clean: true,
    fixedExtension: false,
    // Apart, as it is all ASCII: V8 keeps a file with one other character in it at twice the size.
    outputOptions: { codeSplitting: { groups: [{ name: "protobuf", test: /src\/gen\/protobuf/ }] } },
  },
  {
    // TypeScript's server loads plugins by `require`, and takes what the module itself is.
    entry: { "plugin/index": "plugin/index.ts" },
    define,
    format: "cjs",
    platform: "node",
    target: "node20.19",
    // Written by hand: `export =` is what the module is, and what no bundler of declarations writes.
    dts: false,
    clean: false,
    outputOptions: { exports: "default", codeSplitting: false },
  },
]);

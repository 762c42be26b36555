import { defineConfig } from "tsdown";

export default defineConfig([
  {
    entry: {
      index: "src/index.ts",
      "types/index": "src/types/index.ts",
      "analysis/index": "src/analysis/index.ts",
      "cli/main": "src/cli/main.ts",
      // What the programs of the folder `sdk` run.
      "sdk/index": "plugin/lsp/sdk.ts",
      // Not exported: the bench starts its engines as the command line does.
      "engine/index": "src/engine/index.ts",
    },
    format: "esm",
    platform: "node",
    target: "node20.19",
    dts: true,
    sourcemap: true,
    clean: true,
    fixedExtension: false,
  },
  {
    // TypeScript's server loads plugins by `require`, and takes what the module itself is.
    entry: { "plugin/index": "plugin/index.ts" },
    format: "cjs",
    platform: "node",
    target: "node20.19",
    // Written by hand: `export =` is what the module is, and what no bundler of declarations writes.
    dts: false,
    clean: false,
    outputOptions: { exports: "default", codeSplitting: false },
  },
]);

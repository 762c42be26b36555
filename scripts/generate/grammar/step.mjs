import { artifacts } from "../pins.mjs";

/** Spark's own SQL grammar as tables. @type {import("../main.mjs").Step} */
export const grammar = {
  name: "grammar",
  artifacts: [artifacts.sqlApiSources],
  inputs: ["scripts/generate/grammar", "scripts/generate/training", "src/analysis/grammar"],
  tools: ["antlr4ng", "typescript"],
  // ANTLR and the TypeScript compiler take most of a second to load, and are not needed when nothing is to do.
  run: async (context) => (await import("./make.mjs")).makeGrammar(context),
};

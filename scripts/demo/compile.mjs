import { dirname, resolve } from "node:path";
import ts from "typescript";
import { StepFailed } from "./step.mjs";

/**
 * Emits the JavaScript of one project, and prints what TypeScript has to say about it.
 * @param {string} tsconfig
 */
export function compile(tsconfig) {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(resolve(tsconfig)));
  const program = ts.createProgram(fileNames, options);
  const { diagnostics } = program.emit();
  const all = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (all.length === 0) return console.log(`  ${fileNames.length} files, no errors`);
  const host = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => "\n",
  };
  throw new StepFailed(`${tsconfig} does not compile`, ts.formatDiagnosticsWithColorAndContext(all, host));
}

import { dirname, resolve } from "node:path";
import ts from "typescript";
import { StepFailed } from "./step.mjs";

/**
 * Emits the JavaScript of one project as it stands. Its types are judged by `dbsql check`, which also knows the rows.
 * @param {string} tsconfig
 */
export function compile(tsconfig) {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(resolve(tsconfig)));
  const { diagnostics, emitSkipped } = ts.createProgram(fileNames, { ...options, noCheck: true }).emit();
  if (!emitSkipped && diagnostics.length === 0) return console.log(`  ${fileNames.length} files`);
  const texts = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  throw new StepFailed(`${tsconfig} does not compile`, texts.join("\n"));
}

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { packNumbers } from "./pack.mjs";

/**
 * Runs the parser over the training statements and writes what its predictions learnt. The parser is TypeScript, so it
 * is translated into a folder of its own first, beside the tables that this run made.
 *
 * @param {object} places
 * @param {string} places.root
 * @param {string} places.output where `names.ts` and `tables.ts` are
 * @param {string} places.scratch
 * @param {string} header
 */
export async function trainedText({ root, output, scratch }, header) {
  const parser = join(scratch, "src/analysis/grammar");
  await translate(join(root, "src/analysis/grammar"), parser);
  await translate(output, join(scratch, "src/gen/grammar"));
  await writeFile(join(scratch, "package.json"), '{ "type": "module" }');
  const { learn } = await import(pathToFileURL(join(parser, "learning.js")).href);
  const { R } = await import(pathToFileURL(join(scratch, "src/gen/grammar/names.js")).href);
  const { decisions, conditions, guessable } = learn(await readStatements(root), R.compoundOrSingleStatement);
  const withLength = (/** @type {number[]} */ numbers) => [numbers.length, ...numbers];
  return `${header}
/** Predictions; src/analysis/grammar/trained.ts reads them. */
export const learnt = ${JSON.stringify(packNumbers(decisions.flatMap(withLength)))};
export const learntConditions = ${JSON.stringify(packNumbers(conditions.flatMap(withLength)))};
export const learntGuessable = ${JSON.stringify(packNumbers(guessable))};
`;
}

/** @param {string} root */
async function readStatements(root) {
  const folder = join(root, "scripts/generate/training");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  return texts
    .flatMap((text) => text.split(/\n[ \t]*\n/))
    .map((statement) => statement.trim())
    .filter(Boolean);
}

/**
 * @param {string} from
 * @param {string} to
 */
async function translate(from, to) {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (!name.endsWith(".ts")) continue;
    const { outputText } = ts.transpileModule(await readFile(join(from, name), "utf8"), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    await writeFile(join(to, name.replace(/\.ts$/, ".js")), outputText);
  }
}

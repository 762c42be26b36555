import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GenerateFailure } from "../failure.mjs";
import { sparkVersion } from "../pins.mjs";
import { unzip } from "../zip.mjs";
import { readInterp } from "./interp.mjs";
import { readLexicon } from "./lexicon.mjs";
import { namesText } from "./names.mjs";
import { readParserClass } from "./parser-class.mjs";
import { compileProgram } from "./program.mjs";
import { tablesText } from "./tables.mjs";
import { trainedText } from "./train.mjs";

const FOLDER = "org/apache/spark/sql/catalyst/parser/";

const HEADER = `// Made by scripts/generate from org.apache.spark:spark-sql-api_2.13:${sparkVersion} (Apache-2.0; see NOTICE).\n`;

/**
 * Writes the tables of Spark's SQL grammar, and what the parser learns from the training statements.
 *
 * @type {import("../main.mjs").Step["run"]}
 */
export async function makeGrammar({ root, jars: [jar], output, scratch }) {
  const files = unzip(/** @type {Buffer} */ (jar), (name) => name.startsWith(FOLDER));
  const read = (/** @type {string} */ name) => {
    const file = files.get(FOLDER + name);
    if (!file)
      throw new GenerateFailure(
        `The sources jar has no ${name}.`,
        "Another version may hold it: see scripts/generate/pins.mjs.",
      );
    return file.toString("utf8");
  };
  const lexer = readInterp(read("SqlBaseLexer.interp"));
  const parser = readInterp(read("SqlBaseParser.interp"));
  const parserClass = readParserClass(read("SqlBaseParser.java"));
  const program = compileProgram(parser, parserClass);
  const lexicon = readLexicon(lexer);
  await writeFile(
    join(output, "tables.ts"),
    tablesText({ program, lexicon, parserClass }, parser.symbolicNames, HEADER),
  );
  await writeFile(join(output, "names.ts"), namesText(parser, parserClass.labels, HEADER));
  await writeFile(
    join(output, "antlr.ts"),
    `${HEADER}
/** The tables in ANTLR's own form. */
export const lexerTable = ${JSON.stringify(JSON.stringify(lexer))};
export const parserTable = ${JSON.stringify(JSON.stringify(parser))};
export const predicates: readonly { rule: number; index: number; flag: string; negated: boolean }[] = ${JSON.stringify(parserClass.predicates)};
export const flags: Readonly<Record<string, boolean>> = ${JSON.stringify(parserClass.flags)};
export const pipeStarts: readonly string[] = ${JSON.stringify(parserClass.pipeStarts)};
`,
  );
  await writeFile(join(output, "learnt.ts"), await trainedText({ root, output, scratch }, HEADER));
}

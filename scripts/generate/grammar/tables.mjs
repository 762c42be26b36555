import { packNumbers } from "./pack.mjs";

/**
 * TypeScript that holds the program of the parser and the vocabulary of the lexer.
 *
 * @param {object} tables
 * @param {import("./program.mjs").Program} tables.program
 * @param {import("./lexicon.mjs").Lexicon} tables.lexicon
 * @param {import("./parser-class.mjs").ParserClass} tables.parserClass
 * @param {(string | null)[]} symbolicNames
 * @param {string} header
 */
export function tablesText({ program, lexicon, parserClass }, symbolicNames, header) {
  const { sets, ...numbers } = program;
  const lines = Object.entries(numbers).map(([name, values]) => `  ${name}: ${JSON.stringify(packNumbers(values))},`);
  return `${header}
/** The parser as a program; scripts/generate/grammar/program.mjs tells the format. */
export const program = {
${lines.join("\n")}
  sets: ${JSON.stringify(packNumbers(sets.flatMap((pairs) => [pairs.length, ...pairs])))},
} as const;

/** The semantic predicates: the option that each reads, and whether it wants it off. */
export const predicates: readonly { readonly flag: Flag | "isOperatorPipeStart"; readonly negated: boolean }[] = ${JSON.stringify(
    parserClass.predicates.map(({ flag, negated }) => ({ flag, negated })),
  )};

/** The options of Spark's parser and their defaults. */
export const flags = ${JSON.stringify(parserClass.flags)};

export type Flag = keyof typeof flags;

/** The tokens that make a one-character pipe before them a pipe operator. */
export const pipeStarts: readonly number[] = ${JSON.stringify(parserClass.pipeStarts.map((name) => symbolicNames.indexOf(name)))};

/** Keywords in upper case, and their token types. */
export const words: Readonly<Record<string, number>> = ${JSON.stringify(lexicon.words)};

/** Operators and punctuation, and their token types. */
export const signs: Readonly<Record<string, number>> = ${JSON.stringify(lexicon.signs)};

/** Runs of code points, first and last in pairs. */
export const letters = ${JSON.stringify(packNumbers(lexicon.letters))};
export const spaces = ${JSON.stringify(packNumbers(lexicon.spaces))};
`;
}

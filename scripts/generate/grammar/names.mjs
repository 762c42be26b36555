/** @typedef {import("./interp.mjs").Interp} Interp */

/**
 * TypeScript that names the rules, tokens and labelled alternatives.
 *
 * @param {Interp} parser
 * @param {Map<string, string[]>} labels
 * @param {string} header
 */
export function namesText(parser, labels, header) {
  const labelNames = ["", ...new Set([...labels.values()].flat())];
  const alternatives = parser.ruleNames.map((rule) =>
    (labels.get(rule) ?? []).map((label) => labelNames.indexOf(label)),
  );
  const tokens = parser.symbolicNames.map((name, type) => ({ name, type })).filter(({ name }) => name !== null);
  return `${header}
/** Rule indexes. */
export const R = {
${parser.ruleNames.map((name, index) => `  ${name}: ${index},`).join("\n")}
} as const;

/** Token types. */
export const T = {
  EOF: -1,
${tokens.map(({ name, type }) => `  ${name}: ${type},`).join("\n")}
  /** A hole whose kind is not known: it stands where an identifier or a parameter marker may. */
  HOLE: ${parser.symbolicNames.length},
} as const;

/** Labels of alternatives; 0 is no label. */
export const L = {
${labelNames
  .map((name, index) => `  ${name}: ${index},`)
  .slice(1)
  .join("\n")}
} as const;

export const ruleNames: readonly string[] = ${JSON.stringify(parser.ruleNames)};

/** By token type, as Spark prints them in messages; empty where the token has only a symbolic name. */
export const literalNames: readonly string[] = ${JSON.stringify([...parser.literalNames.map((name) => name ?? ""), ""])};

export const symbolicNames: readonly string[] = ${JSON.stringify([...parser.symbolicNames.map((name) => name ?? ""), "HOLE"])};

export const labelNames: readonly string[] = ${JSON.stringify(labelNames)};

/** By rule, the label of each alternative in order; empty for a rule without labels. */
export const alternativeLabels: readonly (readonly number[])[] = ${JSON.stringify(alternatives)};
`;
}

import { GenerateFailure } from "../failure.mjs";

/**
 * @typedef {object} Interp what ANTLR's `.interp` file holds
 * @property {(string | null)[]} literalNames
 * @property {(string | null)[]} symbolicNames
 * @property {string[]} ruleNames
 * @property {string[]} channelNames of a lexer, else empty
 * @property {string[]} modeNames of a lexer, else empty
 * @property {number[]} atn serialized, version 4
 */

const ATN_VERSION = 4;

/**
 * Sections are separated by an empty line and start with a heading that ends in a colon.
 *
 * @param {string} text
 * @returns {Interp}
 */
export function readInterp(text) {
  /** @type {Map<string, string[]>} */
  const sections = new Map();
  for (const block of text.split(/\n\n+/)) {
    const [heading, ...lines] = block.trim().split("\n");
    if (heading) sections.set(heading.replace(/:$/, ""), lines);
  }
  const atn = JSON.parse(required(sections, "atn").join(""));
  if (atn[0] !== ATN_VERSION) throw unreadable(`its table has version ${atn[0]}, not ${ATN_VERSION}`);
  return {
    literalNames: required(sections, "token literal names").map(orNull),
    symbolicNames: required(sections, "token symbolic names").map(orNull),
    ruleNames: required(sections, "rule names"),
    channelNames: sections.get("channel names") ?? [],
    modeNames: sections.get("mode names") ?? [],
    atn,
  };
}

/** @param {string} name */
function orNull(name) {
  return name === "null" ? null : name;
}

/**
 * @param {Map<string, string[]>} sections
 * @param {string} heading
 */
function required(sections, heading) {
  const lines = sections.get(heading);
  if (!lines) throw unreadable(`it has no section "${heading}"`);
  return lines;
}

/** @param {string} why */
function unreadable(why) {
  return new GenerateFailure(
    `A parser table of Spark cannot be read: ${why}.`,
    "The pinned version changed its format: adapt scripts/generate/grammar/interp.mjs.",
  );
}

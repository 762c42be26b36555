import { ATNDeserializer, ATNState, Transition } from "antlr4ng";

/**
 * @typedef {object} Lexicon what the lexer needs to know of Spark's: the rest is in its code
 * @property {Record<string, number>} words upper-case keyword to token type
 * @property {Record<string, number>} signs operator or punctuation to token type
 * @property {number[]} letters first and last code point of each run of letters
 * @property {number[]} spaces likewise of white space
 */

/**
 * @param {import("./interp.mjs").Interp} lexer
 * @returns {Lexicon}
 */
export function readLexicon(lexer) {
  const atn = new ATNDeserializer().deserialize(lexer.atn);
  /** @type {Record<string, number>} */
  const words = {};
  /** @type {Record<string, number>} */
  const signs = {};
  lexer.ruleNames.forEach((_, rule) => {
    const type = atn.ruleToTokenType[rule];
    const texts = fixedTexts(/** @type {any} */ (atn.ruleToStartState[rule]));
    for (const text of texts ?? []) {
      const table = /^[A-Z_0-9]+$/.test(text) ? words : signs;
      // The first rule that matches wins, as in the lexer.
      if (type && table[text] === undefined) table[text] = type;
    }
  });
  return {
    words,
    signs,
    letters: setOf(atn, lexer.ruleNames.indexOf("UNICODE_LETTER")),
    spaces: setOf(atn, lexer.ruleNames.indexOf("WS")),
  };
}

/**
 * All texts of a rule that matches finitely many, of single characters only; undefined for any other rule.
 *
 * @param {ATNState} start
 * @returns {string[] | undefined}
 */
function fixedTexts(start) {
  /** @type {string[]} */
  const texts = [];
  /** @type {(state: ATNState, text: string) => boolean} */
  const walk = (state, text) => {
    if (/** @type {any} */ (state.constructor).stateType === ATNState.RULE_STOP) {
      texts.push(text);
      return true;
    }
    return text.length <= 40 && state.transitions.every((transition) => step(transition, text));
  };
  /** @type {(transition: any, text: string) => boolean} */
  const step = (transition, text) => {
    switch (transition.transitionType) {
      case Transition.EPSILON:
      case Transition.ACTION:
      case Transition.PREDICATE:
        return walk(transition.target, text);
      case Transition.ATOM:
        return (
          transition.label.minElement > 0 &&
          walk(transition.target, text + String.fromCodePoint(transition.label.minElement))
        );
      default:
        return false;
    }
  };
  return walk(start, "") && texts.length > 0 ? texts : undefined;
}

/**
 * The runs of code points that a rule of one set matches.
 *
 * @param {import("antlr4ng").ATN} atn
 * @param {number} rule
 */
function setOf(atn, rule) {
  for (const state of atn.states) {
    const transition = state?.ruleIndex === rule ? /** @type {any} */ (state.transitions[0]) : undefined;
    if (transition?.transitionType === Transition.SET) {
      return [...transition.label].flatMap((interval) => [interval.start, interval.stop]);
    }
  }
  throw new TypeError("the lexer has no such set");
}

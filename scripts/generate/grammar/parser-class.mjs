import { GenerateFailure } from "../failure.mjs";

/**
 * @typedef {object} Predicate one semantic predicate that is not a precedence check
 * @property {number} rule
 * @property {number} index
 * @property {string} flag the parser option it reads, or `isOperatorPipeStart`
 * @property {boolean} negated
 */

/**
 * @typedef {object} ParserClass facts of the generated parser that its tables do not hold
 * @property {Predicate[]} predicates
 * @property {Record<string, boolean>} flags every option and its default
 * @property {string[]} pipeStarts names of the tokens that may follow a one-character pipe operator
 * @property {Set<number>} adaptive the decisions that look as far ahead as they need; the others compare one token, and
 *   where an optional part or a loop does not fit they go past it without a complaint
 * @property {Map<string, string[]>} labels for each rule with labelled alternatives, their labels in order
 */

/**
 * @param {string} source of `SqlBaseParser.java`
 * @returns {ParserClass}
 */
export function readParserClass(source) {
  return {
    predicates: readPredicates(source),
    flags: readFlags(source),
    pipeStarts: readPipeStarts(source),
    adaptive: new Set([...source.matchAll(/adaptivePredict\(_input,(\d+),/g)].map(([, decision]) => Number(decision))),
    labels: readLabels(source),
  };
}

/** @param {string} source */
function readPredicates(source) {
  const rules = new Map(
    [...source.matchAll(/case (\d+):\s+return (\w+)_sempred\(/g)].map(([, rule, name]) => [name, Number(rule)]),
  );
  /** @type {Predicate[]} */
  const predicates = [];
  for (const [, name, body] of source.matchAll(/private boolean (\w+)_sempred\([^)]*\) \{([\s\S]*?)\n\t\}/g)) {
    const rule = rules.get(/** @type {string} */ (name));
    for (const [, index, negation, term] of /** @type {string} */ (body).matchAll(
      /case (\d+):\s+return (!?)([^;]+);/g,
    )) {
      if (/^precpred\(_ctx, \d+\)$/.test(/** @type {string} */ (term))) continue;
      const flag = /^(\w+)(\(\))?$/.exec(/** @type {string} */ (term))?.[1];
      if (rule === undefined || flag === undefined) throw unknown(`predicate ${index} of ${name}: ${term}`);
      predicates.push({ rule, index: Number(index), flag, negated: negation === "!" });
    }
  }
  if (predicates.length === 0) throw unknown("it has no predicates");
  return predicates;
}

/** @param {string} source */
function readFlags(source) {
  const members = source.slice(0, source.indexOf("public SqlBaseParser(TokenStream"));
  return Object.fromEntries(
    [...members.matchAll(/public boolean (\w+) = (true|false);/g)].map(([, name, value]) => [name, value === "true"]),
  );
}

/** @param {string} source */
function readPipeStarts(source) {
  const body = /boolean isOperatorPipeStart\(\) \{([\s\S]*?)\n\s*\}\s*\n\s*\n?\s*public/.exec(source)?.[1];
  const names = [...(body ?? "").matchAll(/la == (\w+)/g)].map(([, name]) => /** @type {string} */ (name));
  if (names.length === 0) throw unknown("isOperatorPipeStart compares with no token");
  return names;
}

/**
 * A labelled alternative makes its own context class; the constructors stand in the order of the alternatives.
 *
 * @param {string} source
 */
function readLabels(source) {
  const method =
    /\n\t(?:public final|private) \w+Context (\w+)\((?:int _p)?\) throws RecognitionException \{([\s\S]*?)\n\t\}/g;
  const made = /_localctx = new (\w+)Context\((?:_localctx|new \w+Context\(_parentctx, _parentState\))\)/g;
  /** @type {Map<string, string[]>} */
  const labels = new Map();
  for (const [, rule, body] of source.matchAll(method)) {
    const names = [.../** @type {string} */ (body).matchAll(made)].map(([, name]) =>
      uncapitalized(/** @type {string} */ (name)),
    );
    if (names.length > 0) labels.set(/** @type {string} */ (rule), names);
  }
  return labels;
}

/** @param {string} name */
function uncapitalized(name) {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** @param {string} what */
function unknown(what) {
  return new GenerateFailure(
    `SqlBaseParser.java is not understood: ${what}.`,
    "The pinned version changed: adapt scripts/generate/grammar/parser-class.mjs.",
  );
}

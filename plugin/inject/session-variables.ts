import type { AnalyzeOptions, SessionVariable } from "../../src/analysis/contract.js";
import { formatType } from "../../src/types/index.js";
import { callsOf } from "./call.js";
import { type Analyzer, findTemplates, type Settled } from "./inspect.js";
import type { Outline } from "./outline.js";
import { queryText } from "./query-text.js";
import type { ModuleFile, Resolver } from "./resolve.js";
import { type Template, templatesOf } from "./template.js";

/** Whether a text may declare a variable: few do, and only those are read for it. */
export const mayDeclare = (text: string): boolean => /\bdeclare\b/i.test(text);

/** Whether a template or call of a file, whosever it is, may declare a variable: told by the text of the file alone. */
export function holdsDeclarations({ source }: ModuleFile): boolean {
  if (source.open) return false;
  return [...templatesOf(source), ...callsOf(source)].some((one) => mayDeclare(textOf(source.text, one)));
}

/** The texts of our templates and calls that may declare variables, in the order of the file, a hole one character. */
export function declaringTexts(
  file: ModuleFile,
  resolver: Resolver,
  settled: Settled,
): { readonly texts: readonly string[]; readonly isSettled: boolean } {
  const { ours, calls, uncertain } = findTemplates(file, resolver, settled);
  const inOrder = [...ours, ...calls].sort((a, b) => a.tick - b.tick);
  const texts = inOrder.map((template) => textOf(file.source.text, template)).filter(mayDeclare);
  return { texts, isSettled: uncertain.length === 0 };
}

function textOf(text: string, template: Template): string {
  return queryText(text, template).text;
}

/** How long a chain of defaults that name other variables is followed. */
const rounds = 8;

/**
 * The session variables that the queries of a project declare, for all its queries, whatever their order. One that is
 * declared with different types may have either when a query runs.
 *
 * @param texts Nothing is known of their holes.
 */
export function declaredVariables(
  texts: readonly string[],
  analyze: Analyzer,
  options: AnalyzeOptions,
): readonly SessionVariable[] {
  let known: readonly SessionVariable[] = [];
  for (let round = 0; round < rounds; round++) {
    // A default may name a variable that a later file declares, so each is read again with all that is known.
    const found = declaredOnce(texts, analyze, { ...options, variables: known });
    const before = known;
    known = found;
    if (textsOf(found) === textsOf(before)) return found;
    if (round === rounds - 1) {
      return found.map((one) => (before.some((other) => textsOf([other]) === textsOf([one])) ? one : unknown(one)));
    }
  }
  return known;
}

function declaredOnce(texts: readonly string[], analyze: Analyzer, options: AnalyzeOptions): SessionVariable[] {
  const found = new Map<string, SessionVariable>();
  for (const text of texts) {
    for (const one of analyze(text, options).declares ?? []) {
      const key = one.name.toLowerCase();
      const known = found.get(key);
      const agree = known === undefined || formatType(known.type) === formatType(one.type);
      found.set(key, agree ? (known ?? one) : unknown(known));
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function unknown({ name }: SessionVariable): SessionVariable {
  return { name, type: { kind: "unknown", text: "unknown" } };
}

/** Tells lists of variables apart. */
export function textsOf(variables: readonly SessionVariable[]): string {
  return JSON.stringify(variables);
}

/** What is written so that a name may be in it without its letters. */
const spelledOtherwise = /\bimmediate\b|\\[ux]/i;

/**
 * What an outline of a file depends on of the variables: those whose name the file has; all of them where something is
 * found wrong, for a suggestion may name any.
 */
export function matteringTo(
  { diagnostics }: Pick<Outline, "diagnostics">,
  text: string,
  variables: readonly SessionVariable[],
): string {
  if (variables.length === 0) return "";
  if (diagnostics.length > 0 || spelledOtherwise.test(text)) return textsOf(variables);
  const letters = text.toLowerCase();
  const named = variables.filter(({ name }) => !/^\w+$/.test(name) || letters.includes(name.toLowerCase()));
  return named.length === 0 ? "" : textsOf(named);
}

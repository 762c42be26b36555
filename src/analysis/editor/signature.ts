import { findFunction } from "../../functions/catalog/index.js";
import { type AnalyzeOptions, holeKinds } from "../contract.js";
import { lex, T, type TokenList } from "../grammar/index.js";
import { unquoteIdentifier } from "../syntax/quotes.js";
import { isCallable, type SignatureText, signaturesOf, userSignature } from "./function-text.js";
import { findRoutine } from "./routines.js";

export interface SignatureHelp {
  readonly signatures: readonly (SignatureText & { readonly documentation?: string })[];
  readonly active: number;
  /** The parameter that the caret is in, of the active signature; past the last where there is none. */
  readonly parameter: number;
}

/** A call that is being written. */
export interface OpenCall {
  readonly name: readonly string[];
  /** Which argument the caret is in. */
  readonly argument: number;
  /** The label of that argument, where it has one: `f(a => 1)`. */
  readonly label?: string;
  /** The labels of the arguments so far. */
  readonly labels: readonly string[];
}

const opening = new Set<number>([T.LEFT_PAREN, T.LEFT_BRACKET]);
const closing = new Set<number>([T.RIGHT_PAREN, T.RIGHT_BRACKET]);

/** The innermost call around an offset, as the text before it tells: what stands behind need not be whole. */
export function callAt(text: string, offset: number, options: AnalyzeOptions): OpenCall | undefined {
  const list = lex(text.slice(0, offset), holeKinds(options));
  const tokens = list.visible.filter((index) => list.types[index] !== T.EOF);
  let depth = 0;
  let argument = 0;
  let label: string | undefined;
  const labels: string[] = [];
  for (let at = tokens.length - 1; at > 0; at--) {
    const index = tokens[at] ?? 0;
    const type = list.types[index] ?? 0;
    if (closing.has(type)) depth++;
    else if (opening.has(type) && depth > 0) depth--;
    else if (opening.has(type)) {
      const name = type === T.LEFT_PAREN ? nameBefore(text, list, tokens, at) : [];
      if (name.length > 0) return { name, argument, labels, ...(label === undefined ? {} : { label }) };
      // Brackets, a group or a list: the call may be further out.
      [argument, label] = [0, undefined];
      labels.length = 0;
    } else if (depth === 0 && type === T.COMMA) argument++;
    else if (depth === 0 && type === T.FAT_ARROW) {
      const word = wordAt(text, list, tokens[at - 1]);
      if (word === undefined) continue;
      labels.push(word.toLowerCase());
      if (argument === 0) label ??= word;
    }
  }
  return undefined;
}

function wordAt(text: string, list: TokenList, index: number | undefined): string | undefined {
  if (index === undefined) return undefined;
  const word = text.slice(list.starts[index], list.ends[index]);
  return /^(?:\w+|`.*`)$/s.test(word) ? unquoteIdentifier(word) : undefined;
}

/** The dotted name that ends before a token. */
function nameBefore(text: string, list: TokenList, tokens: readonly number[], at: number): readonly string[] {
  const parts: string[] = [];
  for (let next = at - 1; next >= 0; next -= 2) {
    const word = wordAt(text, list, tokens[next]);
    if (word === undefined) break;
    parts.unshift(word);
    if (list.types[tokens[next - 1] ?? 0] !== T.DOT) break;
  }
  return parts;
}

/** How the function is called that an offset is in the arguments of, and which parameter it is at. */
export function signatureAt(text: string, offset: number, options: AnalyzeOptions): SignatureHelp | undefined {
  const call = callAt(text, offset, options);
  if (!call) return undefined;
  const [name = ""] = call.name.slice(-1);
  const isBuiltin = /^(?:(?:system\.)?builtin)?$/i.test(call.name.slice(0, -1).join("."));
  const row = isBuiltin ? findFunction(name) : undefined;
  if (row && !isCallable(row)) return undefined;
  const routine = row ? undefined : findRoutine(call.name, options);
  if (!row && !routine) return undefined;
  const documentation = row ? row.doc : routine?.comment;
  const texts = row ? signaturesOf(row, name.toLowerCase()) : routine ? [userSignature(routine)] : [];
  const signatures = texts.map((one) => (documentation === undefined ? one : { ...one, documentation }));
  const fits = (one: SignatureText): boolean => parameterOf(one, call) < Math.max(1, one.parameters.length);
  const active = Math.max(0, signatures.findIndex(fits));
  const chosen = signatures[active];
  return chosen ? { signatures, active, parameter: parameterOf(chosen, call) } : undefined;
}

function parameterOf({ parameters, repeats }: SignatureText, { argument, label }: OpenCall): number {
  if (label !== undefined) {
    const named = parameters.findIndex(({ name }) => name.toLowerCase() === label.toLowerCase());
    return named < 0 ? parameters.length : named;
  }
  if (argument < parameters.length || repeats === 0) return argument;
  const first = parameters.length - repeats;
  return first + ((argument - first) % repeats);
}

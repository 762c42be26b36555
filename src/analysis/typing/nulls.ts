import { readType } from "../../functions/notation.js";
import { castAllowed, castCanBeNull } from "./cast.js";
import { isFractional, isText } from "./kinds.js";
import type { Arg } from "./rule.js";

/** Whether a call may be NULL, from its arguments after their casts. */
export type NullRule = (args: readonly Arg[], word: string) => boolean;

const any: NullRule = (args) => args.some((arg) => arg.nullable);
const elementsNull = (arg: Arg | undefined): boolean =>
  arg?.type.kind === "array" ? arg.type.containsNull : arg?.type.kind === "map" ? true : (arg?.nullable ?? false);

export const nullRules: Readonly<Record<string, NullRule | undefined>> = {
  any,
  always: () => true,
  never: () => false,
  all: (args) => args.every((arg) => arg.nullable),
  /** Only the arguments at these positions count. */
  args: (args, word) => word.split(",").some((i) => args[Number(i)]?.nullable),
  /** `array_contains`: an element that is NULL leaves the answer open. */
  contains: (args) => any(args, "") || elementsNull(args[0]),
  overlap: (args) => any(args, "") || args.some(elementsNull),
  flatten: (args) => any(args, "") || (args[0]?.type.kind === "array" && args[0].type.containsNull),
  /** `lag`, `lead`: the input, or what stands outside the rows. */
  lag: (args) => {
    const [input, , otherwise] = args;
    if (!input || !otherwise) return true;
    return input.nullable || otherwise.nullable || castCanBeNull(otherwise.type, input.type);
  },
  /** As the rest, but a VARIANT or a collated string in the second place is one more cast. */
  parsedWith: (args) => any(args, "") || args[0]?.source.type.kind === "variant",
  binaryAlways: (args) => any(args, "") || args.every((arg) => arg.source.type.kind === "binary"),
  timeAlways: (args) => (args[0]?.nullable ?? true) || args[0]?.source.type.kind === "time",
  fractionAlways: (args) => any(args, "") || args.some((arg) => isFractional(arg.source.type)),
  /** Numbers and times are only converted to the type; anything else is parsed, and may not be what it should. */
  converted: (args, word) => {
    const type = args[0]?.source.type;
    if (!type || isText(type)) return true;
    const to = readType(word);
    return args[0]?.nullable === true || castAllowed(type, to) !== true || castCanBeNull(type, to);
  },
};

const name = /^(\w+)(?:\((.*)\))?$/;

export function applyNulls(rule: string, args: readonly Arg[]): boolean {
  const match = name.exec(rule);
  const known = match?.[1] === undefined ? undefined : nullRules[match[1]];
  return known ? known(args, match?.[2] ?? "") : true;
}

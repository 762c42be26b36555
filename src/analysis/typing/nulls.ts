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
  lag: (args) => (args[0]?.nullable ?? true) || (args[2]?.nullable ?? true),
  binaryAlways: (args) => any(args, "") || args.some((arg) => arg.source.type.kind === "binary"),
  /** Strings are parsed, and may not be what they should; dates and times are only converted. */
  textAlways: (args) => any(args, "") || args[0]?.source.type.kind === "string",
};

const name = /^(\w+)(?:\((.*)\))?$/;

export function applyNulls(rule: string, args: readonly Arg[]): boolean {
  const match = name.exec(rule);
  const known = match?.[1] === undefined ? undefined : nullRules[match[1]];
  return known ? known(args, match?.[2] ?? "") : true;
}

import type { DataType } from "../../types/index.js";
import type { CallSite } from "./call.js";
import { decimalCeiling, decimalRounded } from "./decimal.js";
import { isUnknown } from "./kinds.js";
import { type Arg, type ResultRule, type RuleOutcome, refuse, typed } from "./rule.js";

/** How many digits a constant says. */
export function digitsOf(arg: Arg | undefined): number | undefined {
  const value = arg?.source.constant;
  if (value === null || arg?.type.kind === "void") return 0;
  return typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : undefined;
}

/** `ceil` and `floor` to a number of digits work on decimals; other numbers become the decimal that holds them. */
const asDecimals: Partial<Record<DataType["kind"], readonly [number, number]>> = {
  tinyint: [3, 0],
  smallint: [5, 0],
  int: [10, 0],
  bigint: [20, 0],
  float: [14, 7],
  double: [30, 15],
  string: [38, 18],
  void: [38, 18],
};

function ceiling(args: readonly Arg[], _: string, call: CallSite): RuleOutcome {
  const source = args[0]?.source.type;
  const type = args[0]?.type;
  if (!source || !type || isUnknown(type)) return undefined;
  if (args.length === 1) return typed(type.kind === "decimal" ? decimalCeiling(type) : { kind: "bigint" });
  const scale = args[1]?.source;
  if (!scale || isUnknown(scale.type)) return undefined;
  if (scale.type.kind !== "int" || (scale.foldable === false && !scale.literal))
    return refuse("NON_FOLDABLE_ARGUMENT", 1, { functionName: call.name });
  const digits = digitsOf(args[1]);
  if (digits === undefined) return undefined;
  const wide = asDecimals[source.kind];
  const from =
    source.kind === "decimal" ? source : wide && { kind: "decimal" as const, precision: wide[0], scale: wide[1] };
  return from && typed(decimalRounded(from, digits));
}

function round(args: readonly Arg[]): RuleOutcome {
  const type = args[0]?.type;
  if (type?.kind !== "decimal") return typed(type);
  const digits = args.length === 1 ? 0 : digitsOf(args[1]);
  return digits === undefined ? undefined : typed(decimalRounded(type, digits));
}

export const roundingRules: Readonly<Record<string, ResultRule>> = { ceiling, round };

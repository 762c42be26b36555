import { type DataType, formatType } from "../../types/index.js";
import type { CallSite, Constant, GeneratedColumn, RefusedCall, Typed, TypedArg } from "./call.js";

/** An argument after its implicit cast: its type and nullability are those that the function sees. */
export interface Arg extends Typed {
  readonly source: TypedArg;
}

/** What a result rule makes of the arguments. */
export interface RuleResult {
  readonly type: DataType;
  /** What arguments are cast to where they meet in one type; by position, from the first. */
  readonly casts?: readonly (DataType | undefined)[];
  /** NULL may come out whatever goes in. */
  readonly alwaysNullable?: boolean;
  /** The rule knows the nullability itself (null rule `rule`). */
  readonly nullable?: boolean;
  readonly columns?: readonly GeneratedColumn[];
  readonly constant?: Constant;
}
export type RuleOutcome = RuleResult | RefusedCall | undefined;

/** `word` is what stands in the parentheses of the rule's name. */
export type ResultRule = (args: readonly Arg[], word: string, call: CallSite) => RuleOutcome;

export const typed = (type: DataType | undefined, more: Omit<RuleResult, "type"> = {}): RuleResult | undefined =>
  type && { type, ...more };

export const refuse = (
  errorClass: string,
  argument?: number,
  parameters: Readonly<Record<string, string>> = {},
): RefusedCall => ({
  kind: "refused",
  errorClass,
  parameters,
  ...(argument === undefined ? {} : { argument }),
});

export const mismatch = (
  name: string,
  argument?: number,
  parameters: Readonly<Record<string, string>> = {},
): RefusedCall => refuse(`DATATYPE_MISMATCH.${name}`, argument, parameters);

/** The argument is not of the type that stands in its place. */
export const unexpected = (requiredType: string, argument: number, inputType?: DataType): RefusedCall =>
  mismatch("UNEXPECTED_INPUT_TYPE", argument, {
    requiredType,
    ...(inputType ? { inputType: named(inputType) } : {}),
  });

/** A type as messages name it. */
export const named = (type: DataType): string => formatType(type).toUpperCase();
export const namedAll = (types: readonly DataType[], word: string): string =>
  [...new Set(types.map(named))].join(` ${word} `);

import type { DataType } from "../../types/index.js";
import type { CallResult, TypedArg } from "./call.js";
import { unknown } from "./kinds.js";

const anyMap = (key: DataType): DataType => ({ kind: "map", key, value: unknown, valueContainsNull: false });
const arrayOf = (element: DataType): DataType => ({ kind: "array", element, containsNull: false });

/**
 * The kinds of JavaScript values that can be bound, and the SQL types that a value of the kind is bound as: which of them,
 * its value decides. What is `unknown` in a type can be anything, so that no element speaks against an array.
 */
const bound = {
  null: [{ kind: "void" }],
  boolean: [{ kind: "boolean" }],
  number: [{ kind: "int" }, { kind: "double" }],
  bigint: [{ kind: "bigint" }],
  Decimal: [
    { kind: "decimal", precision: 10, scale: 2 },
    { kind: "decimal", precision: 1, scale: 0 },
    { kind: "decimal", precision: 38, scale: 18 },
  ],
  string: [{ kind: "string" }],
  Uint8Array: [{ kind: "binary" }],
  PlainDate: [{ kind: "date" }],
  PlainDateTime: [{ kind: "timestamp_ntz" }],
  Instant: [{ kind: "timestamp" }],
  PlainTime: [{ kind: "time", precision: 6 }],
  Duration: [
    { kind: "day_time_interval", start: "day", end: "second" },
    { kind: "year_month_interval", start: "year", end: "month" },
    { kind: "interval" },
  ],
  array: [
    arrayOf(unknown),
    arrayOf({ kind: "void" }),
    arrayOf({ kind: "string" }),
    arrayOf({ kind: "int" }),
    arrayOf({ kind: "double" }),
    arrayOf(arrayOf(unknown)),
    ...(["bigint", "boolean", "binary", "date", "timestamp", "timestamp_ntz"] as const).map((kind) =>
      arrayOf({ kind }),
    ),
  ],
  map: [anyMap(unknown), anyMap({ kind: "string" }), anyMap({ kind: "int" })],
} as const satisfies Readonly<Record<string, readonly DataType[]>>;

/** A kind of JavaScript values, by the name of its type. */
export type BoundKind = keyof typeof bound;

export const boundKinds = Object.keys(bound) as readonly BoundKind[];

/** The kinds of values that a place takes, which is asked about each SQL type. */
export function kindsTaken(takes: (type: DataType) => boolean): readonly BoundKind[] {
  return boundKinds.filter((kind) => bound[kind].some(takes));
}

/** What may be bound as the argument at `index`: all that the rules do not refuse there, whatever the other arguments are. */
export function kindsTakenAt(
  args: readonly TypedArg[],
  index: number,
  resolve: (args: readonly TypedArg[]) => CallResult,
): readonly BoundKind[] {
  const { argumentName } = args[index] ?? {};
  return kindsTaken((type) => {
    const value: TypedArg = {
      type,
      nullable: type.kind === "void",
      foldable: true,
      ...(argumentName === undefined ? {} : { argumentName }),
    };
    return resolve(args.with(index, value)).kind !== "refused";
  });
}

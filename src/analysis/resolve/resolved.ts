import type { DataType } from "../../types/index.js";
import type { Name, Span } from "../ast/index.js";
import type { Column } from "../names/relation.js";
import type { Constant, GeneratedColumn, Typed } from "../typing/call.js";
import type { Printed } from "../typing/printed.js";

/** An expression after its names and types are known. */
export interface Resolved extends Span, Typed {
  readonly role: Role;
  readonly printed: Printed;
  /** Two expressions with one key are the same to Spark. */
  readonly key: string;
  readonly children: readonly Resolved[];
  /** A column passed through unchanged. */
  readonly column?: Column | undefined;
  readonly literal?: boolean | undefined;
  readonly foldable?: boolean | undefined;
  readonly constant?: Constant | undefined;
  readonly elements?: readonly Typed[] | undefined;
  /** The name that Spark gives it in a struct: of an attribute, an alias, a field. */
  readonly attributeName?: string | undefined;
  /** Of a generator. */
  readonly generated?: readonly GeneratedColumn[] | undefined;
  /** `expression AS name`. */
  readonly alias?: readonly string[] | undefined;
  /** The same names where they are written. */
  readonly aliasNames?: Name | undefined;
  /** Two computations of it may differ: `rand()`. False where what is inside does not tell. */
  readonly varies?: boolean | undefined;
  /** Of a subquery: that it stands for one value, not for whether there is one. */
  readonly isScalar?: boolean | undefined;
  /** Of a column of the query around: what it is to that query, without the fields. */
  readonly whole?: Resolved | undefined;
}

export type Role =
  | "plain"
  | "column"
  | "outer"
  | "lateralAlias"
  | "aggregate"
  | "window"
  | "generator"
  | "grouping"
  | "subquery"
  /** Nothing is known of it, neither type nor whether it aggregates. */
  | "unknown";

export const unknownType: DataType = Object.freeze({ kind: "unknown", text: "unknown" });

export function isUnknown(type: DataType): boolean {
  return type.kind === "unknown";
}

/** What stands for an expression that is wrong or not known: every check leaves it alone. */
export function unknownResolved(at: Span, children: readonly Resolved[] = [], name = ""): Resolved {
  return {
    role: "unknown",
    start: at.start,
    end: at.end,
    type: unknownType,
    nullable: true,
    printed: name === "" ? { kind: "variable", name: undefined } : { kind: "text", text: name },
    key: `?${at.start}:${at.end}`,
    children,
  };
}

/** Whether the type, or any part of it, is not known. */
export function hasUnknown(type: DataType): boolean {
  switch (type.kind) {
    case "unknown":
      return true;
    case "array":
      return hasUnknown(type.element);
    case "map":
      return hasUnknown(type.key) || hasUnknown(type.value);
    case "struct":
      return type.fields.some((field) => hasUnknown(field.type));
    default:
      return false;
  }
}

/** Whether an expression of this role is in it; subqueries are closed. */
export function contains(resolved: Resolved, role: Role): boolean {
  return resolved.role === role || resolved.children.some((child) => contains(child, role));
}

/** Whether a value that is another each time it is computed is in it; an alias of one is computed already. */
export function isNondeterministic(resolved: Resolved): boolean {
  return resolved.varies ?? (resolved.role !== "lateralAlias" && resolved.children.some(isNondeterministic));
}

import type { Analysis, ResultColumn } from "../../analysis/contract.js";
import { type DataType, formatType, quoteIfNeeded, type StructType } from "../../types/index.js";

/** One column of which the inference and the server say different things; undefined where a side does not have it. */
export interface Difference {
  readonly column: string;
  readonly inferred?: string;
  readonly server?: string;
  /** The server's name of the column, where it is another. */
  readonly serverName?: string;
}

/** Where the two schemas differ. What was not inferred is not compared. */
export function differencesOf({ columns }: Pick<Analysis, "columns">, server: StructType): readonly Difference[] {
  if (columns === undefined) return [];
  const names = new Set(server.fields.map(({ name }) => name));
  // A column that is elsewhere was moved, not renamed.
  const moved = columns.some(({ name }, at) => server.fields[at]?.name !== name && names.has(name));
  if (columns.length !== server.fields.length || moved) return byName(columns, server);
  return columns.flatMap((ours, at) => {
    const theirs = server.fields[at]!;
    const renamed = ours.name !== theirs.name;
    if (!renamed && agree(ours, theirs)) return [];
    return [
      {
        column: ours.name,
        inferred: shown(ours.type, ours.nullable),
        server: shown(theirs.type, theirs.nullable),
        ...(renamed ? { serverName: theirs.name } : {}),
      },
    ];
  });
}

/**
 * The differences that do not come of the samples in the place of parameters: they are there whether the parameters are
 * NULL or not, and no name of the server's holds a sample.
 */
export function inBoth(some: readonly Difference[], others: readonly Difference[]): readonly Difference[] {
  return some.filter((one) =>
    others.some((other) => other.column === one.column && other.serverName === one.serverName),
  );
}

/** `amount: decimal(12,2), but decimal(10,2) on the server`. */
export function differenceText({ column, inferred, server, serverName }: Difference): string {
  if (inferred === undefined) return `${quoteIfNeeded(column)}: only on the server, ${server}`;
  if (server === undefined) return `${quoteIfNeeded(column)}: ${inferred}, but not on the server`;
  const named = serverName === undefined ? "" : `named ${quoteIfNeeded(serverName)}, `;
  return `${quoteIfNeeded(column)}: ${inferred}, but ${named}${server} on the server`;
}

function byName(columns: readonly ResultColumn[], server: StructType): readonly Difference[] {
  const names = [...new Set([...columns, ...server.fields].map(({ name }) => name))];
  return names.flatMap((column) => {
    const ours = columns.filter(({ name }) => name === column);
    const theirs = server.fields.filter(({ name }) => name === column);
    if (ours.length === theirs.length && ours.every((one, at) => agree(one, theirs[at]!))) return [];
    const text = (side: readonly { readonly type: DataType; readonly nullable: boolean }[]): string | undefined =>
      side.length === 0 ? undefined : side.map(({ type, nullable }) => shown(type, nullable)).join(", ");
    const [inferred, answered] = [text(ours), text(theirs)];
    return [
      {
        column,
        ...(inferred === undefined ? {} : { inferred }),
        ...(answered === undefined ? {} : { server: answered }),
      },
    ];
  });
}

interface Typed {
  readonly type: DataType;
  readonly nullable: boolean;
}

function agree(ours: Typed, theirs: Typed): boolean {
  if (ours.type.kind === "unknown") return true;
  return ours.nullable === theirs.nullable && same(ours.type, theirs.type);
}

/** The same type, or one that was not inferred to its last part. */
function same(a: DataType, b: DataType): boolean {
  if (a.kind === "unknown") return true;
  if (a.kind === "array" && b.kind === "array") return a.containsNull === b.containsNull && same(a.element, b.element);
  if (a.kind === "map" && b.kind === "map") {
    return a.valueContainsNull === b.valueContainsNull && same(a.key, b.key) && same(a.value, b.value);
  }
  if (a.kind === "struct" && b.kind === "struct") {
    return (
      a.fields.length === b.fields.length &&
      a.fields.every((field, at) => field.name === b.fields[at]!.name && agree(field, b.fields[at]!))
    );
  }
  return formatType(a) === formatType(b);
}

/** A type with the nullability of all its parts, as `array<int not null>`. */
function shown(type: DataType, nullable: boolean): string {
  return `${text(type)}${nullable ? "" : " not null"}`;
}

function text(type: DataType): string {
  switch (type.kind) {
    case "array":
      return `array<${shown(type.element, type.containsNull)}>`;
    case "map":
      return `map<${text(type.key)}, ${shown(type.value, type.valueContainsNull)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${quoteIfNeeded(field.name)}: ${shown(field.type, field.nullable)}`).join(", ")}>`;
    default:
      return formatType(type);
  }
}

import { formatType } from "../../types/index.js";
import type { ColumnSchema, FunctionSchema, TableSchema } from "../model.js";
import type { SchemaFile } from "../schema-file.js";
import { quoteName } from "./name.js";

/** One difference between a cache and the live catalog. */
export interface Change {
  readonly change: "added" | "removed" | "changed";
  readonly what: "schema" | "table" | "column" | "function";
  /** The quoted name of the schema, table or function. */
  readonly object: string;
  readonly column?: string;
  /** What of it: `type`, `nullability`, `comment`, `order`… */
  readonly aspect?: string;
  readonly before?: string;
  readonly after?: string;
}

/** What changed from one state to another, in the order of the names. */
export function changesBetween(before: readonly SchemaFile[], after: readonly SchemaFile[]): readonly Change[] {
  return pairs(before, after, (file) => quoteName(file.catalog, file.schema)).flatMap(([object, old, next]) => {
    if (old === undefined || next === undefined) return [presence("schema", object, old)];
    return [
      ...facts({ what: "schema", object }, old, next, {
        "list of tables": (file) => (file.complete ? "complete" : "partial"),
        "list of functions": (file) => (file.functionsComplete ? "complete" : "partial"),
      }),
      ...pairs(old.tables, next.tables, nameOf).flatMap((pair) => tableChanges(object, pair)),
      ...pairs(old.functions, next.functions, nameOf).flatMap((pair) => functionChanges(object, pair)),
    ];
  });
}

type Pair<T> = readonly [name: string, before: T | undefined, after: T | undefined];

function pairs<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): Pair<T>[] {
  const [old, next] = [before, after].map((items) => new Map(items.map((item) => [keyOf(item), item])));
  const names = [...new Set([...old!.keys(), ...next!.keys()])].sort();
  return names.map((name) => [name, old!.get(name), next!.get(name)]);
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function presence(what: Change["what"], object: string, old: unknown): Change {
  return { change: old === undefined ? "added" : "removed", what, object };
}

type Facts<T> = Readonly<Record<string, (item: T) => string | undefined>>;

function facts<T>(place: Pick<Change, "what" | "object" | "column">, old: T, next: T, told: Facts<T>): Change[] {
  return Object.entries(told).flatMap(([aspect, tell]) => {
    const [before, after] = [tell(old), tell(next)];
    if (before === after) return [];
    const values = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
    return [{ change: "changed" as const, ...place, aspect, ...values }];
  });
}

const tableFacts: Facts<TableSchema> = {
  kind: (table) => table.kind,
  format: (table) => table.format,
  comment: (table) => table.comment,
  "partition columns": (table) => list(table.partitionColumns),
  "primary key": (table) => list(table.primaryKey),
};

const columnFacts: Facts<ColumnSchema> = {
  nullability: (column) => (column.nullable ? "nullable" : "not null"),
  comment: (column) => column.comment,
  default: (column) => (column.hasDefault === true ? "has one" : undefined),
  generation: (column) => (column.generated === true ? "generated" : undefined),
};

function tableChanges(schema: string, [name, old, next]: Pair<TableSchema>): Change[] {
  const object = `${schema}.${quoteName(name)}`;
  if (old === undefined || next === undefined) return [presence("table", object, old)];
  const columns = pairs(old.columns, next.columns, nameOf);
  const changes = columns.flatMap(([column, was, is]): Change[] => {
    const place = { what: "column", object, column } as const;
    if (was === undefined || is === undefined) return [{ ...presence("column", object, was), column }];
    return [...typeChange(place, was, is), ...facts(place, was, is, columnFacts)];
  });
  const moved = columns.every(([, was, is]) => was !== undefined && is !== undefined);
  const order = moved
    ? facts({ what: "table", object }, old, next, { order: (table) => list(table.columns.map(nameOf)) })
    : [];
  return [...facts({ what: "table", object }, old, next, tableFacts), ...order, ...changes];
}

function typeChange(place: Pick<Change, "what" | "object" | "column">, was: ColumnSchema, is: ColumnSchema): Change[] {
  if (JSON.stringify(was.type) === JSON.stringify(is.type)) return [];
  const [before, after] = [formatType(was.type), formatType(is.type)];
  const aspect = before === after ? "nullability or comments inside the type" : "type";
  return [{ change: "changed", ...place, aspect, before, after }];
}

function functionChanges(schema: string, [name, old, next]: Pair<FunctionSchema>): Change[] {
  const object = `${schema}.${quoteName(name)}`;
  if (old === undefined || next === undefined) return [presence("function", object, old)];
  return facts({ what: "function", object }, old, next, {
    comment: (routine) => routine.comment,
    signature: ({ comment: _, ...routine }) => JSON.stringify(routine),
  });
}

function list(names: readonly string[] | undefined): string | undefined {
  return names?.map((name) => quoteName(name)).join(", ");
}

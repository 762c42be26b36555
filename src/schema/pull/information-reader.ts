import type { ColumnSchema, FunctionSchema, TableSchema } from "../model.js";
import { kindOf, type TableDetails } from "./description.js";
import { isFatal } from "./failure.js";
import { quoteName } from "./name.js";
import type { CatalogReader } from "./reader.js";
import { type CatalogSession, type Row, textOf } from "./session.js";
import { typeOf } from "./signature.js";
import { tableOf } from "./table.js";

/** The schema that describes the others, in the catalogs of Databricks. */
export const informationSchema = "information_schema";

/**
 * Reads a catalog that has an `information_schema`: a few queries tell all of a schema but the exact types, which are
 * asked table by table. Columns are taken by name from whole rows, because they differ between releases.
 */
export function informationReader(session: CatalogSession): CatalogReader {
  return {
    async contents(catalog, schema) {
      const from = (view: string, by: string): Promise<readonly Row[]> =>
        session.rows(`SELECT * FROM ${quoteName(catalog, informationSchema, view)} WHERE ${by} = :schema`, { schema });
      const [tables, columns, constraints, keys] = await Promise.all([
        from("tables", "table_schema"),
        from("columns", "table_schema"),
        optional(from("table_constraints", "table_schema")),
        optional(from("key_column_usage", "table_schema")),
      ]);
      const functions = await functionsOf(catalog, schema, from);
      const columnsByTable = groupBy(columns, "table_name");
      const primaryKeys = primaryKeysOf(constraints ?? [], keys ?? []);
      return {
        tables: tables.flatMap((row) => {
          const name = textOf(row, "table_name");
          if (name === undefined) return [];
          const details = detailsOf(row, columnsByTable.get(name) ?? [], primaryKeys.get(name));
          const read = async (): Promise<TableSchema> =>
            tableOf(catalog, schema, name, await session.columns(quoteName(catalog, schema, name)), details);
          return [{ name, read }];
        }),
        functions: (functions ?? []).map((routine) => ({ name: routine.name, read: async () => routine })),
        functionsListed: functions !== undefined,
      };
    },
  };
}

/** Undefined where the release does not have the view, or does not show it to this user. */
async function optional(asked: Promise<readonly Row[]>): Promise<readonly Row[] | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isFatal(error)) throw error;
    return undefined;
  }
}

function detailsOf(table: Row, columns: readonly Row[], primaryKey: readonly string[] | undefined): TableDetails {
  const [comment, format] = [textOf(table, "comment"), textOf(table, "data_source_format")];
  const named = columns.flatMap((row) => {
    const name = textOf(row, "column_name");
    return name === undefined ? [] : [{ name, row }];
  });
  const partitions = named
    .map(({ name, row }) => ({ name, at: numberOf(row, "partition_index", "partition_ordinal_position") }))
    .filter((one): one is { name: string; at: number } => one.at !== undefined)
    .sort((a, b) => a.at - b.at);
  return {
    kind: kindOf(textOf(table, "table_type")),
    partitionColumns: partitions.map(({ name }) => name),
    columnComments: new Map(
      named.flatMap(({ name, row }) => {
        const text = textOf(row, "comment");
        return text === undefined ? [] : [[name, text] as const];
      }),
    ),
    defaults: new Set(named.filter(({ row }) => textOf(row, "column_default") !== undefined).map(({ name }) => name)),
    ...(comment === undefined ? {} : { comment }),
    ...(format === undefined ? {} : { format: format.toLowerCase() }),
    ...(primaryKey === undefined ? {} : { primaryKey }),
  };
}

function primaryKeysOf(constraints: readonly Row[], keys: readonly Row[]): ReadonlyMap<string, readonly string[]> {
  const primary = constraints.filter((row) => textOf(row, "constraint_type")?.toUpperCase() === "PRIMARY KEY");
  const names = new Set(primary.map(constraintKey));
  const used = inOrder(keys.filter((row) => names.has(constraintKey(row))));
  return new Map(
    [...groupBy(used, "table_name")].map(([table, rows]) => [
      table,
      rows.map((row) => textOf(row, "column_name")).filter((name) => name !== undefined),
    ]),
  );
}

/** A constraint's name is its own within one table only. */
function constraintKey(row: Row): string {
  return JSON.stringify([textOf(row, "table_name"), textOf(row, "constraint_name")]);
}

async function functionsOf(
  catalog: string,
  schema: string,
  from: (view: string, by: string) => Promise<readonly Row[]>,
): Promise<readonly FunctionSchema[] | undefined> {
  const [routines, parameters, returned] = await Promise.all([
    optional(from("routines", "routine_schema")),
    optional(from("parameters", "specific_schema")),
    optional(from("routine_columns", "specific_schema")),
  ]);
  const parametersBy = groupBy(inOrder(parameters ?? []), "specific_name");
  const returnedBy = groupBy(inOrder(returned ?? []), "specific_name");
  return routines?.flatMap((row) => {
    const name = textOf(row, "routine_name");
    // A procedure is called by CALL and stands in no expression.
    if (name === undefined || textOf(row, "routine_type")?.toUpperCase() === "PROCEDURE") return [];
    const own = textOf(row, "specific_name") ?? name;
    return [
      functionOf({ catalog, schema, name }, row, parameters && (parametersBy.get(own) ?? []), returnedBy.get(own)),
    ];
  });
}

function functionOf(
  place: Pick<FunctionSchema, "catalog" | "schema" | "name">,
  row: Row,
  parameters: readonly Row[] | undefined,
  returned: readonly Row[] | undefined,
): FunctionSchema {
  const told = textOf(row, "full_data_type", "data_type");
  const isTable = returned !== undefined || /^TABLE\b/i.test(told ?? "");
  const inputs = parameters?.map((parameter) => {
    const type = typeOf(textOf(parameter, "full_data_type", "data_type") ?? "");
    const name = textOf(parameter, "parameter_name");
    const optional = textOf(parameter, "parameter_default") !== undefined;
    return type === undefined || name === undefined ? undefined : { name, type, ...(optional ? { optional } : {}) };
  });
  const columns = returned?.map((column): ColumnSchema | undefined => {
    const type = typeOf(textOf(column, "full_data_type", "data_type") ?? "");
    const name = textOf(column, "column_name");
    const comment = textOf(column, "comment");
    if (type === undefined || name === undefined) return undefined;
    return { name, type, nullable: true, ...(comment === undefined ? {} : { comment }) };
  });
  const returns = isTable || told === undefined ? undefined : typeOf(told);
  const comment = textOf(row, "comment");
  return {
    ...place,
    kind: isTable ? "table" : "scalar",
    ...(isComplete(inputs) ? { parameters: inputs } : {}),
    ...(returns === undefined ? {} : { returns }),
    ...(isComplete(columns) ? { returnsColumns: columns } : {}),
    ...(comment === undefined ? {} : { comment }),
  };
}

function isComplete<T>(items: readonly (T | undefined)[] | undefined): items is readonly T[] {
  return items?.every((item) => item !== undefined) ?? false;
}

function groupBy(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = textOf(row, column);
    if (key === undefined) continue;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(row);
  }
  return groups;
}

function inOrder(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => (numberOf(a, "ordinal_position") ?? 0) - (numberOf(b, "ordinal_position") ?? 0));
}

function numberOf(row: Row, ...columns: readonly string[]): number | undefined {
  for (const column of columns) {
    const value = Object.hasOwn(row, column) ? row[column] : undefined;
    if (typeof value === "number" || typeof value === "bigint") return Number(value);
  }
  return undefined;
}

import { ConfigError } from "../errors/index.js";
import { cacheErrorClass, type Fields, fields, type Json, malformed } from "./json.js";
import type { ColumnSchema, FunctionSchema, TableSchema } from "./model.js";
import { typeFromForm, typeToForm } from "./type-form.js";

/** One file of the cache: what is known of one schema. */
export interface SchemaFile {
  readonly catalog: string;
  readonly schema: string;
  /** Every table of the schema was pulled, so that one that is not here does not exist. */
  readonly complete: boolean;
  /** Every user function was pulled. */
  readonly functionsComplete: boolean;
  readonly tables: readonly TableSchema[];
  readonly functions: readonly FunctionSchema[];
}

/** The version of the format. A reader refuses a newer one and names the command that mends it. */
export const formatVersion = 1;

/** The text of one cache file: sorted and indented, so that the same schema is always the same bytes. */
export function formatSchemaFile(file: SchemaFile): string {
  const form: Json = {
    dbsql: formatVersion,
    catalog: file.catalog,
    schema: file.schema,
    complete: file.complete,
    functionsComplete: file.functionsComplete,
    tables: [...file.tables].sort(byName).map(tableToForm),
    functions: [...file.functions].sort(byName).map(functionToForm),
  };
  return `${print(form, "")}\n`;
}

/**
 * Reads one cache file.
 *
 * @throws ConfigError when the text is no cache file of this version.
 */
export function parseSchemaFile(text: string, where: string): SchemaFile {
  let form: Json;
  try {
    form = JSON.parse(text) as Json;
  } catch {
    throw malformed(where, "JSON");
  }
  const file = fields(form, where);
  const version = file.any("dbsql");
  if (typeof version === "number" && version > formatVersion) {
    throw new ConfigError(
      `${where} was written by a newer dbsql (format ${version}, this one reads ${formatVersion}): run \`npm install --save-dev dbsql@latest\`.`,
      { errorClass: cacheErrorClass },
    );
  }
  if (version !== formatVersion) throw malformed(where, `a schema cache of format ${formatVersion}`);
  const catalog = file.text("catalog");
  const schema = file.text("schema");
  return {
    catalog,
    schema,
    complete: file.flag("complete"),
    functionsComplete: file.flag("functionsComplete"),
    tables: file
      .list("tables")
      .map((table, at) => tableFromForm(table, catalog, schema, `table ${at + 1} of ${where}`)),
    functions: file
      .list("functions")
      .map((routine, at) => functionFromForm(routine, catalog, schema, `function ${at + 1} of ${where}`)),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Objects of plain values on one line, all else indented: a changed column is a changed line. */
function print(value: Json, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0 || value.every((item) => typeof item !== "object")) return JSON.stringify(value);
    return `[\n${value.map((item: Json) => inner + print(item, inner)).join(",\n")}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const flat = entries.every(([, item]) => typeof item !== "object" || item === null);
  const parts = entries.map(([key, item]) => `${JSON.stringify(key)}: ${print(item, inner)}`);
  return flat && indent !== ""
    ? `{ ${parts.join(", ")} }`
    : `{\n${parts.map((part) => inner + part).join(",\n")}\n${indent}}`;
}

const tableKinds = ["table", "view", "materialized_view", "streaming_table"] as const;
const functionKinds = ["scalar", "table", "aggregate"] as const;

function tableToForm(table: TableSchema): Json {
  return {
    name: table.name,
    kind: table.kind,
    comment: table.comment,
    format: table.format,
    partitionColumns: table.partitionColumns,
    primaryKey: table.primaryKey,
    columns: table.columns.map(columnToForm),
  };
}

function columnToForm(column: ColumnSchema): Json {
  return {
    name: column.name,
    type: typeToForm(column.type),
    nullable: column.nullable,
    comment: column.comment,
    hasDefault: column.hasDefault,
    generated: column.generated,
  };
}

function functionToForm(routine: FunctionSchema): Json {
  return {
    name: routine.name,
    kind: routine.kind,
    comment: routine.comment,
    parameters: routine.parameters?.map((parameter) => ({
      name: parameter.name,
      type: typeToForm(parameter.type),
      optional: parameter.optional,
    })),
    returns: routine.returns === undefined ? undefined : typeToForm(routine.returns),
    returnsColumns: routine.returnsColumns?.map(columnToForm),
  };
}

function tableFromForm(form: Json, catalog: string, schema: string, where: string): TableSchema {
  const table = fields(form, where);
  return {
    catalog,
    schema,
    name: table.text("name"),
    kind: table.oneOf("kind", tableKinds),
    columns: columnsFrom(table, "columns", where) ?? [],
    ...present("comment", table.optionalText("comment")),
    ...present("format", table.optionalText("format")),
    ...present("partitionColumns", table.optionalTexts("partitionColumns")),
    ...present("primaryKey", table.optionalTexts("primaryKey")),
  };
}

function columnsFrom(owner: Fields, key: string, where: string): ColumnSchema[] | undefined {
  if (owner.any(key) === undefined) return undefined;
  return owner.list(key).map((form, at) => {
    const place = `column ${at + 1} of ${where}`;
    const column = fields(form, place);
    return {
      name: column.text("name"),
      type: typeFromForm(column.any("type"), place),
      nullable: column.flag("nullable"),
      ...present("comment", column.optionalText("comment")),
      ...present("hasDefault", column.optionalFlag("hasDefault")),
      ...present("generated", column.optionalFlag("generated")),
    };
  });
}

function functionFromForm(form: Json, catalog: string, schema: string, where: string): FunctionSchema {
  const routine = fields(form, where);
  const returns = routine.any("returns");
  return {
    catalog,
    schema,
    name: routine.text("name"),
    kind: routine.oneOf("kind", functionKinds),
    ...present("parameters", parametersFrom(routine, where)),
    ...present("returns", returns === undefined ? undefined : typeFromForm(returns, where)),
    ...present("returnsColumns", columnsFrom(routine, "returnsColumns", where)),
    ...present("comment", routine.optionalText("comment")),
  };
}

function parametersFrom(routine: Fields, where: string): FunctionSchema["parameters"] {
  if (routine.any("parameters") === undefined) return undefined;
  return routine.list("parameters").map((form, at) => {
    const place = `parameter ${at + 1} of ${where}`;
    const parameter = fields(form, place);
    return {
      name: parameter.text("name"),
      type: typeFromForm(parameter.any("type"), place),
      ...present("optional", parameter.optionalFlag("optional")),
    };
  });
}

/** A member only where there is a value: absent and undefined differ under `exactOptionalPropertyTypes`. */
function present<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}

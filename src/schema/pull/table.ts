import type { DataType, StructField, StructType } from "../../types/index.js";
import type { ColumnSchema, TableSchema } from "../model.js";
import type { TableDetails } from "./description.js";

/** A table from the columns that queries see and the details that its catalog tells. */
export function tableOf(
  catalog: string,
  schema: string,
  name: string,
  columns: StructType,
  details: TableDetails,
): TableSchema {
  const { comment, format, partitionColumns, primaryKey } = details;
  return {
    catalog,
    schema,
    name,
    kind: details.kind ?? "table",
    columns: columns.fields.map((field) => columnOf(field, details)),
    ...(comment === undefined ? {} : { comment }),
    ...(format === undefined ? {} : { format }),
    ...(partitionColumns.length === 0 ? {} : { partitionColumns }),
    ...(primaryKey === undefined ? {} : { primaryKey }),
  };
}

function columnOf(field: StructField, { columnComments, defaults }: TableDetails): ColumnSchema {
  const metadata = metadataKeys(field.metadata);
  const comment = field.comment ?? columnComments.get(field.name);
  return {
    name: field.name,
    type: withoutMetadata(field.type),
    nullable: field.nullable,
    ...(comment === undefined || comment === "" ? {} : { comment }),
    ...(defaults.has(field.name) || metadata.has("CURRENT_DEFAULT") ? { hasDefault: true } : {}),
    ...(generatedBy.some((key) => metadata.has(key)) ? { generated: true } : {}),
  };
}

/** Keys under which Spark and Delta keep how a column is computed. */
const generatedBy = ["GENERATION_EXPRESSION", "delta.generationExpression", "delta.identity.start", "identity.start"];

function metadataKeys(metadata: string | undefined): ReadonlySet<string> {
  try {
    return new Set(Object.keys(JSON.parse(metadata ?? "{}") as object));
  } catch {
    return new Set();
  }
}

/** Metadata holds the server's own notes, such as field numbers of a file: the cache is of names and types. */
function withoutMetadata(type: DataType): DataType {
  switch (type.kind) {
    case "array":
      return { ...type, element: withoutMetadata(type.element) };
    case "map":
      return { ...type, key: withoutMetadata(type.key), value: withoutMetadata(type.value) };
    case "struct":
      return {
        ...type,
        fields: type.fields.map(({ metadata: _, ...field }) => ({ ...field, type: withoutMetadata(field.type) })),
      };
    default:
      return type;
  }
}

import { type DataType, formatType } from "../../types/index.js";

/** A type as `CAST(x AS …)` prints it: SQL capitals, struct field names as they are. */
export function typeText(type: DataType): string {
  switch (type.kind) {
    case "array":
      return `ARRAY<${typeText(type.element)}>`;
    case "map":
      return `MAP<${typeText(type.key)}, ${typeText(type.value)}>`;
    case "struct":
      return `STRUCT<${type.fields.map((field) => `${field.name}: ${typeText(field.type)}${field.nullable ? "" : " NOT NULL"}`).join(", ")}>`;
    case "char":
    case "varchar":
      return "STRING";
    case "string":
      return type.collation === undefined ? "STRING" : `STRING COLLATE ${type.collation}`;
    default:
      return formatType(type).toUpperCase();
  }
}

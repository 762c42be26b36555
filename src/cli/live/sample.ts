import { type DataType, formatType } from "../../types/index.js";

/** Whether parameters are given a value or NULL: what a result's nullability depends on. */
export type Sampling = "value" | "null";

const values: { readonly [K in DataType["kind"]]?: string } = {
  boolean: "true",
  tinyint: "1",
  smallint: "1",
  int: "1",
  bigint: "1",
  float: "1",
  double: "1",
  decimal: "0",
  string: "''",
  char: "''",
  varchar: "''",
  binary: "X''",
  date: "DATE '2000-01-01'",
  timestamp: "TIMESTAMP '2000-01-01 00:00:00'",
  timestamp_ntz: "TIMESTAMP_NTZ '2000-01-01 00:00:00'",
  time: "TIME '00:00:00'",
  array: "array()",
  map: "map()",
};

/** SQL for some value of a type, which is all that the schema of a query can depend on. */
export function sampleOf(type: DataType | undefined, sampling: Sampling): string {
  // Two texts, so that a name which Spark makes of the sample is seen to be one.
  if (type === undefined || !isKnown(type)) return sampling === "null" ? "nullif(NULL, NULL)" : "NULL";
  const value = sampling === "null" ? "NULL" : (values[type.kind] ?? "NULL");
  return `CAST(${value} AS ${formatType(type)})`;
}

/** No part of the type is unknown. */
export function isKnown(type: DataType): boolean {
  switch (type.kind) {
    case "unknown":
      return false;
    case "array":
      return isKnown(type.element);
    case "map":
      return isKnown(type.key) && isKnown(type.value);
    case "struct":
      return type.fields.every((field) => isKnown(field.type));
    default:
      return true;
  }
}

import { ArgumentError } from "../errors/index.js";
import { type DataType, formatType } from "../types/index.js";

/** Where a value stands in the user's rows, for errors. */
export interface Place {
  /** `amount`, `tags[]`, `address.city`. */
  readonly column: string;
  /** The row of the i-th value of this column. */
  row(i: number): number;
}

export function inside(place: Place, column: string, rows?: Int32Array): Place {
  return { column, row: rows === undefined ? place.row : (i) => place.row(rows[i]!) };
}

/** A value that its column cannot hold. Nothing was sent. */
export function badValue(value: unknown, type: DataType, place: Place, i: number, why?: string): ArgumentError {
  const where = `Row ${place.row(i)}, column ${JSON.stringify(place.column)}`;
  const reason = why ?? `${describe(value)} is no value of ${formatType(type)}`;
  return new ArgumentError(`${where}: ${reason}. Nothing was sent.`, {
    errorClass: "DBSQL_BAD_VALUE",
    messageParameters: { row: String(place.row(i)), column: place.column, type: formatType(type) },
  });
}

export function describe(value: unknown): string {
  if (value === undefined) return "undefined (write null for NULL)";
  if (value === null) return "null";
  if (typeof value === "bigint") return `the bigint ${value}n`;
  if (typeof value === "number" || typeof value === "boolean") return `the ${typeof value} ${value}`;
  if (typeof value === "string")
    return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  if (typeof value === "symbol" || typeof value === "function") return `a ${typeof value}`;
  return `an object of ${value.constructor?.name ?? "no class"}`;
}

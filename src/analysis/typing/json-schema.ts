import { quoteIfNeeded } from "../../types/index.js";

/** The DDL that `schema_of_json` gives for a JSON text, as Spark infers it; `undefined` where we cannot tell. */
export function jsonSchema(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  // Numbers lose their spelling in JSON.parse, and Spark tells 1 from 1.0.
  if (/\d[.eE]/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'))) return undefined;
  return write(value);
}

function write(value: unknown): string | undefined {
  if (value === null) return "STRING";
  if (typeof value === "string") return "STRING";
  if (typeof value === "boolean") return "BOOLEAN";
  if (typeof value === "number") return Number.isSafeInteger(value) ? "BIGINT" : undefined;
  if (Array.isArray(value)) {
    const items = new Set(value.filter((item) => item !== null).map(write));
    if (items.size > 1 || items.has(undefined)) return undefined;
    return `ARRAY<${[...items][0] ?? "STRING"}>`;
  }
  if (typeof value !== "object") return undefined;
  const fields: string[] = [];
  for (const [name, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const type = write(inner);
    if (type === undefined) return undefined;
    fields.push(`${quoteIfNeeded(name)}: ${type}`);
  }
  return `STRUCT<${fields.join(", ")}>`;
}

import type { DataType, StructField } from "./data-type.js";

/**
 * A struct field from what travels on the wire: the comment is one key of the metadata there, and a field of its own
 * here. Metadata that is no JSON object is kept as it is.
 */
export function fieldFromMetadata(name: string, type: DataType, nullable: boolean, metadata?: string): StructField {
  const { comment, rest } = splitComment(metadata);
  return Object.freeze({
    name,
    type,
    nullable,
    ...(comment === undefined ? {} : { comment }),
    ...(rest === undefined ? {} : { metadata: rest }),
  });
}

/** The metadata of a field as one JSON text, its comment included; undefined when there is none. */
export function metadataOf(field: StructField): string | undefined {
  if (field.comment === undefined) return field.metadata;
  const rest = parseObject(field.metadata) ?? {};
  return JSON.stringify({ ...rest, comment: field.comment });
}

function splitComment(metadata: string | undefined): { comment?: string; rest?: string } {
  if (metadata === undefined || metadata === "" || metadata === "{}") return {};
  const parsed = parseObject(metadata);
  if (parsed === undefined || typeof parsed.comment !== "string") return { rest: metadata };
  const { comment, ...rest } = parsed;
  return Object.keys(rest).length === 0 ? { comment } : { comment, rest: JSON.stringify(rest) };
}

function parseObject(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

import { match, P } from "ts-pattern";
import { ParseError } from "../errors/index.js";
import { types } from "./build.js";
import type { DataType, StructField, StructType } from "./data-type.js";
import { fieldFromMetadata, metadataOf } from "./field.js";
import { formatType } from "./format.js";
import { parseType } from "./parse.js";

/** The names of Spark's JSON form that differ from the DDL form. */
const jsonNames: Readonly<Record<string, string>> = {
  tinyint: "byte",
  smallint: "short",
  int: "integer",
  bigint: "long",
};
const crs: readonly (readonly [srid: number | "any", name: string])[] = [
  [0, "SRID:0"],
  [3857, "EPSG:3857"],
  [4326, "OGC:CRS84"],
  ["any", "SRID:ANY"],
];
/** Where Spark keeps the collations of a field: its JSON form has no place for them in the type. */
const collationsKey = "__COLLATIONS";

/**
 * The type in Spark's JSON form, as `df.schema.json()` prints it in PySpark.
 *
 * @example
 * ```ts
 * formatJson(types.struct([types.field("id", types.bigint, false)]));
 * // '{"type":"struct","fields":[{"name":"id","type":"long","nullable":false,"metadata":{}}]}'
 * ```
 */
export function formatJson(type: DataType): string {
  return JSON.stringify(type.kind === "string" ? formatType(type) : toJson(type));
}

/**
 * Reads a type from Spark's JSON form.
 *
 * @throws ParseError when the text is no JSON, or no type that this version can name
 * @example
 * ```ts
 * parseJson('{"type":"array","elementType":"integer","containsNull":true}').kind; // "array"
 * ```
 */
export function parseJson(text: string): DataType {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ParseError(`A type in JSON form does not parse: ${(cause as Error).message}`, {
      errorClass: "INVALID_JSON_DATA_TYPE",
      cause,
    });
  }
  return fromJson(json, {}, "", 0);
}

function toJson(type: DataType): unknown {
  switch (type.kind) {
    case "array":
      return { type: "array", elementType: toJson(type.element), containsNull: type.containsNull };
    case "map":
      return {
        type: "map",
        keyType: toJson(type.key),
        valueType: toJson(type.value),
        valueContainsNull: type.valueContainsNull,
      };
    case "struct":
      return { type: "struct", fields: type.fields.map(fieldToJson) };
    case "udt":
      return { type: "udt", class: type.name, sqlType: type.sqlType === undefined ? null : toJson(type.sqlType) };
    case "string":
      return "string";
    case "geometry":
      return `geometry(${crsOf(type.srid)})`;
    case "geography":
      return `geography(${crsOf(type.srid)}, SPHERICAL)`;
    default:
      return jsonNames[type.kind] ?? formatType(type);
  }
}

function fieldToJson(field: StructField): unknown {
  const collations: Record<string, string> = {};
  collectCollations(field.type, field.name, collations);
  const metadata = JSON.parse(metadataOf(field) ?? "{}") as Record<string, unknown>;
  if (Object.keys(collations).length > 0) metadata[collationsKey] = collations;
  return { name: field.name, type: toJson(field.type), nullable: field.nullable, metadata };
}

function collectCollations(type: DataType, path: string, into: Record<string, string>): void {
  if (type.kind === "string" && type.collation !== undefined) {
    into[path] = `${type.collation.startsWith("UTF8_") ? "spark" : "icu"}.${type.collation}`;
  } else if (type.kind === "array") collectCollations(type.element, `${path}.element`, into);
  else if (type.kind === "map") {
    collectCollations(type.key, `${path}.key`, into);
    collectCollations(type.value, `${path}.value`, into);
  }
}

type Json = Readonly<Record<string, unknown>>;
type Collations = Readonly<Record<string, unknown>>;
const maxDepth = 200;

function fromJson(json: unknown, collations: Collations, path: string, depth: number): DataType {
  if (depth > maxDepth) throw wrong(`types nest deeper than ${maxDepth} levels`);
  if (typeof json === "string") return atomFromJson(json, collations, path);
  if (!isObject(json)) throw wrong(JSON.stringify(json) ?? String(json));
  const nested = (value: unknown, part: string): DataType => fromJson(value, collations, `${path}.${part}`, depth + 1);
  return match(json)
    .returnType<DataType>()
    .with({ type: "array" }, (array) => types.array(nested(array.elementType, "element"), array.containsNull !== false))
    .with({ type: "map" }, (map) =>
      types.map(nested(map.keyType, "key"), nested(map.valueType, "value"), map.valueContainsNull !== false),
    )
    .with({ type: "struct" }, (struct) => structFromJson(struct, depth))
    .with({ type: "udt" }, ({ sqlType, ...udt }) => {
      const name = String(udt.class ?? udt.pyClass ?? "");
      // A UDT written in Python may have no class on the JVM, and then a null here.
      const inner = match(sqlType)
        .with(P.string, { type: P.string }, (known) => ({ sqlType: nested(known, "") }))
        .otherwise(() => ({}));
      return Object.freeze({ kind: "udt" as const, name, ...inner });
    })
    .otherwise(() => {
      throw wrong(JSON.stringify(json.type) ?? "an object without a type");
    });
}

function structFromJson(json: Json, depth: number): StructType {
  if (!Array.isArray(json.fields)) throw wrong("a struct without fields");
  return types.struct(
    json.fields.map((field: unknown) => {
      if (!isObject(field) || typeof field.name !== "string") throw wrong("a field without a name");
      const { [collationsKey]: collations, ...metadata } = isObject(field.metadata) ? field.metadata : {};
      const type = fromJson(field.type, isObject(collations) ? collations : {}, field.name, depth + 1);
      return fieldFromMetadata(field.name, type, field.nullable !== false, JSON.stringify(metadata));
    }),
  );
}

const bareNames: Readonly<Record<string, string>> = { null: "void", calendarinterval: "interval" };

function atomFromJson(name: string, collations: Collations, path: string): DataType {
  if (name === "string") {
    const collation = Object.hasOwn(collations, path) ? collations[path] : undefined;
    return typeof collation === "string" ? types.collated(collation.slice(collation.indexOf(".") + 1)) : types.string;
  }
  const spatial = /^(geometry|geography)(?:\(\s*([^,)]+?)\s*(?:,\s*\w+\s*)?\))?$/i.exec(name);
  if (spatial !== null) {
    const kind = spatial[1]!.toLowerCase() as "geometry" | "geography";
    const given = spatial[2] ?? "OGC:CRS84";
    const srid =
      crs.find(([, text]) => text.toLowerCase() === given.toLowerCase())?.[0] ?? /^SRID:(\d+)$/i.exec(given)?.[1];
    if (srid === undefined) throw wrong(name);
    return Object.freeze({ kind, srid: srid === "any" ? srid : Number(srid) });
  }
  const type = parseType(bareNames[name] ?? name);
  if (type.kind === "struct") throw wrong(JSON.stringify(name));
  return type;
}

function crsOf(srid: number | "any"): string {
  return crs.find(([id]) => id === srid)?.[1] ?? `SRID:${srid}`;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(what: string): ParseError {
  return new ParseError(`No type of Spark in JSON form: ${what}.`, { errorClass: "INVALID_JSON_DATA_TYPE" });
}

import type { DataType, StructType } from "./data-type.js";
import { formatType } from "./format.js";

/** `printSchema` uses Spark's older names of the whole numbers and leaves out what is nested. */
const treeNames: { readonly [K in DataType["kind"]]?: string } = {
  tinyint: "byte",
  smallint: "short",
  int: "integer",
  bigint: "long",
  array: "array",
  map: "map",
  struct: "struct",
};
const nameOf = (type: DataType): string => treeNames[type.kind] ?? formatType(type);

const metaCharacters: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
  "\b": "\\b",
  "\v": "\\v",
  "\x07": "\\a",
};

/**
 * The schema as a tree, in the look of PySpark's `printSchema`.
 *
 * @param schema the schema
 * @param depth how many levels of nesting to show; all when not given
 * @example
 * ```ts
 * treeString(parseSchema("id BIGINT NOT NULL, tags ARRAY<STRING>"));
 * // root
 * //  |-- id: long (nullable = false)
 * //  |-- tags: array (nullable = true)
 * //  |    |-- element: string (containsNull = true)
 * ```
 */
export function treeString(schema: StructType, depth = Number.MAX_SAFE_INTEGER): string {
  const lines = ["root"];
  addNested(schema, " |", depth, lines);
  return `${lines.join("\n")}\n`;
}

function addNested(type: DataType, prefix: string, depth: number, lines: string[]): void {
  if (depth <= 0) return;
  const add = (name: string, of: DataType, note: string): void => {
    lines.push(`${prefix}-- ${name}: ${nameOf(of)}${note}`);
    addNested(of, `${prefix}    |`, depth - 1, lines);
  };
  if (type.kind === "struct") {
    for (const field of type.fields) {
      const name = Array.from(field.name, (character) => metaCharacters[character] ?? character).join("");
      add(name, field.type, ` (nullable = ${field.nullable})`);
    }
  } else if (type.kind === "array") {
    add("element", type.element, ` (containsNull = ${type.containsNull})`);
  } else if (type.kind === "map") {
    add("key", type.key, "");
    add("value", type.value, ` (valueContainsNull = ${type.valueContainsNull})`);
  }
}

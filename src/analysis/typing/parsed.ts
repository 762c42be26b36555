import { type DataType, parseJson } from "../../types/index.js";
import { fromDdl, type Unread } from "../../types/parse.js";
import type { RefusedCall } from "./call.js";
import { castAllowed } from "./cast.js";
import { asText, isText, isUnknown } from "./kinds.js";
import { type Arg, mismatch, named, type RuleOutcome, refuse, typed } from "./rule.js";

/** Of a type that a format cannot be read into, the refusal. */
type Refusal = (type: DataType) => RefusedCall | undefined;

const isMapOfNoText = (type: DataType): boolean => type.kind === "map" && !isText(type.key);

/** Texts of whole records: their maps have text keys. */
const documents =
  (format: string, kinds: readonly DataType["kind"][]): Refusal =>
  (type) => {
    if (!kinds.includes(type.kind)) return mismatch(`INVALID_${format}_SCHEMA`, undefined, { schema: named(type) });
    return holds(type, isMapOfNoText) ? mismatch(`INVALID_${format}_MAP_KEY_TYPE`) : undefined;
  };

/** One row a format, by the word of the rule `parsed(…)`. */
export const formats = {
  json: documents("JSON", ["struct", "array", "map", "variant"]),
  xml: documents("XML", ["struct", "variant"]),
  csv: (type) => (type.kind === "struct" ? undefined : refuse("INVALID_SCHEMA.NON_STRUCT_TYPE")),
  variant: (type) =>
    castAllowed({ kind: "variant" }, type) === false
      ? mismatch("CAST_WITHOUT_SUGGESTION", undefined, { srcType: "VARIANT", targetType: named(type) })
      : undefined,
} as const satisfies Readonly<Record<string, Refusal>>;

export type Format = keyof typeof formats;

/** What a function makes of text: the type that a constant argument names, in DDL or in Spark's JSON form. */
export function parsed(schema: Arg | undefined, place: number, refusal: Refusal): RuleOutcome {
  const given = schema?.source.type;
  if (given && !isUnknown(given) && !isText(given)) return refuse("INVALID_SCHEMA.NON_STRING_LITERAL", place);
  const text = schema?.source.constant;
  if (typeof text !== "string") return undefined;
  const type = typeOf(text);
  if (type === undefined) return undefined;
  if (type.kind === "unread") {
    const { errorClass, word } = type;
    return refuse(errorClass, place, { near: word || "the end of the schema", typeName: word, type: word });
  }
  const refused = holds(type, isSized) ? refuse("UNSUPPORTED_CHAR_OR_VARCHAR_AS_STRING") : refusal(type);
  return refused === undefined ? typed(allNullable(type)) : { ...refused, argument: place };
}

/** Nothing is claimed of a form in JSON that we cannot read, or of a type that is too deep for us. */
function typeOf(text: string): DataType | Unread | undefined {
  if (/^\s*\{/.test(text)) {
    try {
      return parseJson(text);
    } catch {
      return undefined;
    }
  }
  const type = fromDdl(text);
  return type.kind === "unread" && type.errorClass.startsWith("DBSQL") ? undefined : type;
}

const isSized = (type: DataType): boolean => asText(type).kind !== type.kind;

function holds(type: DataType, what: (part: DataType) => boolean): boolean {
  return what(type) || partsOf(type).some((part) => holds(part, what));
}

function partsOf(type: DataType): readonly DataType[] {
  if (type.kind === "array") return [type.element];
  if (type.kind === "map") return [type.key, type.value];
  return type.kind === "struct" ? type.fields.map((field) => field.type) : [];
}

/** A parser of text promises nothing: every part may be NULL. */
export function allNullable(type: DataType): DataType {
  if (type.kind === "array") return { ...type, element: allNullable(type.element), containsNull: true };
  if (type.kind === "map")
    return { ...type, key: allNullable(type.key), value: allNullable(type.value), valueContainsNull: true };
  if (type.kind !== "struct") return asText(type);
  return {
    kind: "struct",
    fields: type.fields.map(({ name, type: inner }) => ({ name, type: allNullable(inner), nullable: true })),
  };
}

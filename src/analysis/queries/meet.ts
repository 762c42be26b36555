import { type DataType, types } from "../../types/index.js";
import type { Env } from "../names/scope.js";
import { isIntegral, isText, sameType, widest, widestOf } from "../typing/index.js";

/** What columns of two relations become where they meet: undefined when Spark refuses it, or when we do not know. */
export function meeting({ ctx }: Env, left: DataType, right: DataType): DataType | undefined {
  return ctx.ansi ? widest(left, right) : alike([left, right]);
}

/**
 * The widest type in VALUES and UNPIVOT, which ask Spark's older rules even with ANSI: a string is not promoted to meet
 * something else, and an integer meets a float as a float. Undefined when Spark refuses it, or when we do not know.
 */
export function inTable({ ctx }: Env, met: readonly DataType[]): DataType | undefined {
  const aligned = align(met);
  return aligned && (ctx.ansi ? widestOf(aligned) : alike(aligned));
}

/** The same types with every integer that meets a float as a float; undefined where a string meets something else. */
function align(met: readonly DataType[]): readonly DataType[] | undefined {
  const known = met.filter(({ kind }) => kind !== "void");
  const texts = known.filter(isText).length;
  if (texts > 0) return texts < known.length ? undefined : met;
  if (known.some(({ kind }) => kind === "float")) return met.map((type) => (isIntegral(type) ? types.float : type));
  const [first] = known;
  const count = first === undefined ? 0 : partsOf(first).length;
  if (known.some((type) => type.kind !== first?.kind || partsOf(type).length !== count)) return met;
  let aligned = met;
  for (let part = 0; part < count; part++) {
    const inner = align(known.map((type) => partsOf(type)[part]!));
    if (inner === undefined) return undefined;
    const next = inner.values();
    aligned = aligned.map((type) => (type.kind === "void" ? type : withPart(type, part, next.next().value!)));
  }
  return aligned;
}

function partsOf(type: DataType): readonly DataType[] {
  if (type.kind === "array") return [type.element];
  if (type.kind === "map") return [type.key, type.value];
  return type.kind === "struct" ? type.fields.map((field) => field.type) : [];
}

function withPart(type: DataType, part: number, by: DataType): DataType {
  if (type.kind === "array") return { ...type, element: by };
  if (type.kind === "map") return part === 0 ? { ...type, key: by } : { ...type, value: by };
  if (type.kind !== "struct") return type;
  return { ...type, fields: type.fields.map((field, at) => (at === part ? { ...field, type: by } : field)) };
}

/** Without ANSI types meet by other rules: we know what those become that are the same, or void. */
function alike(types: readonly DataType[]): DataType | undefined {
  const known = types.filter((type) => type.kind !== "void");
  const first = known[0] ?? types[0];
  return first && known.every((type) => sameType(type, first)) ? first : undefined;
}

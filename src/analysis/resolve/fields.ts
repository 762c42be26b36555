import { formatType, types } from "../../types/index.js";
import type { Ident, Span } from "../ast/index.js";
import type { Context } from "../context.js";
import { sameName } from "../names/relation.js";
import { castCanBeNull } from "../typing/index.js";
import { hasUnknown, type Resolved, unknownResolved } from "./resolved.js";

/** `base.name`, as a struct, an array of structs or a map answers it. */
export function fieldOf(ctx: Context, base: Resolved, name: Ident, at: Span): Resolved {
  const { type } = base;
  ctx.observer?.resolved(name, { kind: "member", of: type });
  if (name.dynamic || type.kind === "unknown") return unknownResolved(at, [base], name.name);
  if (type.kind === "struct") {
    const field = pick(ctx, type.fields, name);
    if (!field) return unknownResolved(at, [base], name.name);
    const nullable = base.nullable || field.nullable;
    ctx.observer?.resolved(name, { kind: "field", name: field.name, type: field.type, nullable });
    return made(base, name.name, at, field.type, nullable);
  }
  if (type.kind === "array" && type.element.kind === "struct") {
    const field = pick(ctx, type.element.fields, name);
    if (!field) return unknownResolved(at, [base], name.name);
    const list = types.array(field.type, type.containsNull || field.nullable);
    ctx.observer?.resolved(name, { kind: "field", name: field.name, type: list, nullable: base.nullable });
    const elements = base.elements?.map((child) => ({
      ...child,
      type: field.type,
      nullable: child.nullable || castCanBeNull(child.type, type.element) || field.nullable,
    }));
    const found = made(base, name.name, at, list, base.nullable);
    const printed = { kind: "field", of: base.printed, name: name.name, ofArray: true, type: list } as const;
    return { ...found, printed, ...(elements && { elements }) };
  }
  if (type.kind === "map") return keyed(base, name, at, type.value);
  if (type.kind === "void") return keyed(base, name, at, type);
  if (!hasUnknown(type) && type.kind !== "variant") {
    ctx.report("INVALID_EXTRACT_BASE_FIELD_TYPE", at, { base: name.name, type: formatType(type).toUpperCase() });
  }
  return unknownResolved(at, [base], name.name);
}

/** Each field of a struct, as `base.*` has them: two may have one name. */
export function fieldsOf(base: Resolved, at: Span): readonly Resolved[] {
  if (base.type.kind !== "struct") return [];
  return base.type.fields.map(({ name, type, nullable }) => made(base, name, at, type, base.nullable || nullable));
}

/** `map.key` is named after the key where it is a path from a column, but prints as `map[key]`. */
function keyed(base: Resolved, name: Ident, at: Span, type: Resolved["type"]): Resolved {
  const printed = { kind: "field", of: base.printed, name: name.name, isKey: true, type } as const;
  return { ...made(base, name.name, at, type, true), printed };
}

function made(base: Resolved, name: string, at: Span, type: Resolved["type"], nullable: boolean): Resolved {
  return {
    role: "plain",
    start: at.start,
    end: at.end,
    type,
    nullable,
    printed: { kind: "field", of: base.printed, name, type },
    key: `${base.key}.${name.toLowerCase()}`,
    children: [base],
    foldable: base.foldable,
    attributeName: name,
  };
}

type Fields = Extract<Resolved["type"], { kind: "struct" }>["fields"];

function pick(ctx: Context, fields: Fields, name: Ident): Fields[number] | undefined {
  const found = fields.filter((field) => sameName(field.name, name.name));
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    ctx.report("AMBIGUOUS_REFERENCE_TO_FIELDS", name, { name: name.name, count: found.length });
    return undefined;
  }
  const names = fields.map((field) => field.name);
  const meant = ctx.didYouMean(name, name.name, names);
  ctx.report("FIELD_NOT_FOUND", name, { name: name.name, fields: names.join(", ") }, meant.fixes);
  return undefined;
}

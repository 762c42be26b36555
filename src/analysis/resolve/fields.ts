import { formatType, types } from "../../types/index.js";
import type { Ident, Span } from "../ast/index.js";
import type { Context } from "../context.js";
import { sameName } from "../names/relation.js";
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
    return made(base, name, at, field.type, nullable);
  }
  if (type.kind === "array" && type.element.kind === "struct") {
    const field = pick(ctx, type.element.fields, name);
    if (!field) return unknownResolved(at, [base], name.name);
    const list = types.array(field.type, type.containsNull || field.nullable);
    ctx.observer?.resolved(name, { kind: "field", name: field.name, type: list, nullable: base.nullable });
    return made(base, name, at, list, base.nullable);
  }
  if (type.kind === "map") return keyed(base, name, at, type.value);
  if (type.kind === "void") return keyed(base, name, at, type);
  if (!hasUnknown(type) && type.kind !== "variant") {
    ctx.report("INVALID_EXTRACT_BASE_FIELD_TYPE", at, { base: name.name, type: formatType(type).toUpperCase() });
  }
  return unknownResolved(at, [base], name.name);
}

/** `map.key` is named after the key where it is a path from a column, but prints as `map[key]`. */
function keyed(base: Resolved, name: Ident, at: Span, type: Resolved["type"]): Resolved {
  const printed = { kind: "field", of: base.printed, name: name.name, isKey: true, type } as const;
  return { ...made(base, name, at, type, true), printed };
}

function made(base: Resolved, name: Ident, at: Span, type: Resolved["type"], nullable: boolean): Resolved {
  return {
    role: "plain",
    start: at.start,
    end: at.end,
    type,
    nullable,
    printed: { kind: "field", of: base.printed, name: name.name, type },
    key: `${base.key}.${name.name.toLowerCase()}`,
    children: [base],
    foldable: base.foldable,
    attributeName: name.name,
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

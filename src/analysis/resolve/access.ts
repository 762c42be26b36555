import { formatType, types } from "../../types/index.js";
import type { Cast, Collate, ElementAccess, FieldAccess, Literal, PathAccess, Row } from "../ast/index.js";
import { lookUp, visibleNames } from "../names/lookup.js";
import type { Scope } from "../names/scope.js";
import { isMoreThanSpark } from "../names/server.js";
import { findVariable } from "../names/variables.js";
import {
  type Constant,
  castAllowed,
  castCanBeNull,
  castErrorClass,
  isIntegral,
  isNumeric,
  isText,
  kindsTaken,
  type Printed,
  resolveCall,
  sameType,
  type Typed,
  withoutLengths,
} from "../typing/index.js";
import { argumentOf, isParameter } from "./argument.js";
import { fieldOf } from "./fields.js";
import { fromResult } from "./outcome.js";
import { hasUnknown, isUnknown, type Resolved, unknownResolved } from "./resolved.js";

export function literalOf(node: Literal, scope: Scope): Resolved {
  const { value, type } = node;
  scope.env.ctx.observer?.resolved(node, { kind: "literal", type, nullable: value === null });
  const constant: Constant | undefined = value instanceof Uint8Array ? undefined : value;
  return {
    role: "plain",
    start: node.start,
    end: node.end,
    type,
    nullable: value === null,
    printed: { kind: "literal", type, value },
    key: `'${formatType(type)}'${value instanceof Uint8Array ? value.join() : String(value)}`,
    children: [],
    literal: true,
    foldable: true,
    ...(constant === undefined ? {} : { constant }),
  };
}

export function fieldAccess(node: FieldAccess, scope: Scope): Resolved {
  const found = fieldOf(scope.env.ctx, scope.env.tools.expression(node.base, scope), node.field, node);
  const isWhole = node.base.kind === "column" && found.printed.kind === "field";
  return isWhole ? { ...found, printed: { ...found.printed, isWhole } } : found;
}

export function elementAccess(node: ElementAccess, scope: Scope): Resolved {
  const { ctx } = scope.env;
  // In ORDER BY, what a column of the list has no element of may be the column below it that has.
  if (node.base.kind === "column" && scope.layers.length > 1 && scope.clause === "orderBy") {
    const further = belowList(scope);
    const fails = (from: Scope): boolean =>
      ctx.fails(() =>
        ctx.once(
          node,
          [[from]],
          () => elementOf(node, from),
          () => [from],
        ),
      );
    if (ctx.mayLookAgain() && fails(scope) && !fails(further)) return elementOf(node, further);
  }
  return elementOf(node, scope);
}

const belows = new WeakMap<Scope, Scope>();

/** The scope without its first layer. */
function belowList(scope: Scope): Scope {
  const below = belows.get(scope) ?? { ...scope, layers: scope.layers.slice(1) };
  belows.set(scope, below);
  return below;
}

function elementOf(node: ElementAccess, scope: Scope): Resolved {
  const { ctx, tools } = scope.env;
  const base = tools.expression(node.base, scope);
  const misspelt = base.type.kind === "map" && node.index.kind === "column" && !knows(scope, node.index.parts);
  if (misspelt && node.index.kind === "column") {
    const written = node.index.parts.map((part) => part.name).join(".");
    const names = scope.layers.flatMap((layer) => [...visibleNames(layer, false)]);
    const meant = ctx.didYouMean(node.index, written, names);
    ctx.report("UNRESOLVED_MAP_KEY.WITH_SUGGESTION", node.index, { name: written, suggestion: meant.suggestion });
    return unknownResolved(node, [base]);
  }
  const index = tools.expression(node.index, scope);
  const names = base.type.kind === "struct" || (base.type.kind === "array" && base.type.element.kind === "struct");
  if (names && typeof index.constant === "string") {
    const part = { start: node.index.start, end: node.index.end, name: index.constant, quoted: true };
    return fieldOf(ctx, base, part, node);
  }
  if (base.type.kind === "struct") {
    ctx.report("INVALID_EXTRACT_FIELD_TYPE", node.index);
    return unknownResolved(node, [base, index]);
  }
  if (node.index.kind === "hole" || node.index.kind === "parameter") {
    ctx.expect(node.index, base.type.kind === "map" ? base.type.key : types.int);
  }
  const at = { start: node.start, end: node.end, key: `[](${base.key},${index.key})`, children: [base, index] };
  const printed: Printed = { kind: "element", of: base.printed, index: index.printed };
  const wrong = indexMismatch(base, index);
  if (wrong && !hasUnknown(base.type)) {
    const errorClass = wrong === "base" ? "INVALID_EXTRACT_BASE_FIELD_TYPE" : "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE";
    const requiredType = base.type.kind === "map" ? formatType(base.type.key).toUpperCase() : "INTEGRAL";
    ctx.report(errorClass, wrong === "base" ? node : node.index, {
      base: "this",
      type: formatType(base.type).toUpperCase(),
      requiredType,
      inputType: formatType(index.type).toUpperCase(),
    });
  }
  if (!wrong && base.type.kind === "void") {
    return { role: "plain", ...at, type: types.void, nullable: true, printed: { ...printed, type: types.void } };
  }
  if (wrong || (base.type.kind !== "array" && base.type.kind !== "map")) {
    return { ...unknownResolved(node, [base, index]), printed, key: at.key, role: "plain" };
  }
  const type = base.type.kind === "map" ? base.type.value : base.type.element;
  const key = base.type.kind === "map" && index.literal ? index.constant : undefined;
  return {
    role: "plain",
    ...at,
    ...(typeof key === "string" && { attributeName: key }),
    type,
    nullable: !ctx.ansi || elementNullable(base, index),
    printed: { ...printed, type },
    foldable: base.foldable && index.foldable,
  };
}

/**
 * Only the children of an `array(…)` written on the spot can promise the element at a constant place. An index that is no
 * constant, or NULL, is out of bounds or finds one: only the elements' own NULLs count.
 */
function elementNullable(base: Resolved, index: Resolved): boolean {
  if (base.type.kind !== "array" || hasUnknown(index.type)) return true;
  if (!index.foldable || index.nullable) return base.nullable || base.type.containsNull;
  if (!base.elements) return true;
  if (typeof index.constant === "number") {
    const child = base.elements[index.constant];
    return base.nullable || (child !== undefined && becomesNull(child, base.type.element));
  }
  const { element } = base.type;
  return base.nullable || base.elements.some((child) => becomesNull(child, element));
}

function becomesNull(child: Typed, element: Typed["type"]): boolean {
  return child.nullable || castCanBeNull(child.type, element);
}

function indexMismatch(base: Resolved, index: Resolved): "base" | "index" | undefined {
  if (base.type.kind === "array") {
    const { kind } = index.type;
    return isUnknown(index.type) || kind === "void" || isIntegral(index.type) ? undefined : "index";
  }
  if (base.type.kind === "map") {
    const { key } = base.type;
    if (isUnknown(index.type) || isUnknown(key)) return undefined;
    // A number becomes no moment and no truth by itself.
    const loose = index.type.kind === "void" || isText(index.type) || isText(key);
    if (!loose && isNumeric(index.type) !== isNumeric(key)) return "index";
    return castAllowed(index.type, key) === false ? "index" : undefined;
  }
  return base.type.kind === "void" ? undefined : "base";
}

function knows(scope: Scope, parts: Parameters<typeof lookUp>[1]): boolean {
  if (scope.lambda || scope.aliases || scope.env.outer || findVariable(scope.env, parts)) return true;
  return scope.layers.some((layer) => lookUp(layer, parts) !== undefined);
}

/** `v:a.b` is `variant_get` with the type VARIANT; on a string, Spark refuses it, and Databricks reads JSON. */
export function pathAccess(node: PathAccess, scope: Scope): Resolved {
  const base = scope.env.tools.expression(node.base, scope);
  const printed = { kind: "variantPath", of: base.printed, name: node.last, path: node.path } as const;
  if (base.type.kind !== "variant") {
    const mayBeJson = base.type.kind === "string" && isMoreThanSpark(scope.env.ctx);
    if (!isUnknown(base.type) && !mayBeJson) {
      scope.env.ctx.report("COLUMN_IS_NOT_VARIANT_TYPE", node.base, { type: formatType(base.type) });
    }
    return { ...unknownResolved(node, [base], node.last), printed, role: "plain" };
  }
  return {
    role: "plain",
    start: node.start,
    end: node.end,
    type: types.variant,
    nullable: true,
    printed,
    key: `:(${base.key},${node.path})`,
    children: [base],
    foldable: base.foldable,
    attributeName: node.last,
  };
}

export function castOf(node: Cast, scope: Scope): Resolved {
  const operand = scope.env.tools.expression(node.operand, scope);
  const rules = node.isTry ? "try" : "cast";
  if (isParameter(node.operand)) {
    scope.env.ctx.expectKinds(
      node.operand,
      () => kindsTaken((type) => castAllowed(type, node.type, rules) !== false),
      node.type,
    );
  }
  const from = operand.type;
  // CHAR and VARCHAR are strings everywhere but in a table's definition.
  const to = withoutLengths(node.type);
  const printed = {
    kind: "cast",
    of: operand.printed,
    to: node.isBinaryCollated ? types.collated("UTF8_BINARY") : to,
    ...(node.isTry ? { try: true } : {}),
    type: to,
  } as const;
  if (!isUnknown(from) && !isUnknown(to) && castAllowed(from, to, rules) === false) {
    const names = { srcType: formatType(from).toUpperCase(), targetType: formatType(to).toUpperCase() };
    scope.env.ctx.report(castErrorClass(from, to), node, names);
    return { ...unknownResolved(node, [operand]), printed };
  }
  const fails = node.isTry || !scope.env.ctx.ansi ? !neverFails(from, to) : castCanBeNull(from, to);
  const mayFail = !isUnknown(from) && fails;
  const nullable = operand.nullable || mayFail;
  scope.env.ctx.observer?.resolved(node, { kind: "cast", type: to, nullable: isUnknown(from) || nullable });
  return {
    role: "plain",
    start: node.start,
    end: node.end,
    ...(operand.literal && from.kind === "void" ? { constant: null } : {}),
    type: to,
    nullable: isUnknown(from) ? true : nullable,
    printed,
    key: `cast(${operand.key} as ${formatType(to)}${node.isTry ? " try" : ""})`,
    children: [operand],
    foldable: operand.foldable,
  };
}

const widening = ["tinyint", "smallint", "int", "bigint", "float", "double"];
const moments = ["date", "timestamp", "timestamp_ntz"];

const fits = (nullable: boolean, targetNullable: boolean): boolean => targetNullable || !nullable;

/** Casts that TRY_CAST need not watch. */
function neverFails(from: Resolved["type"], to: Resolved["type"]): boolean {
  if (from.kind === "void" || sameType(from, to)) return true;
  if (from.kind === "array" && to.kind === "array") {
    return fits(from.containsNull, to.containsNull) && neverFails(from.element, to.element);
  }
  if (from.kind === "map" && to.kind === "map") {
    const values = fits(from.valueContainsNull, to.valueContainsNull) && neverFails(from.value, to.value);
    return values && neverFails(from.key, to.key);
  }
  if (from.kind === "struct" && to.kind === "struct") {
    return (
      from.fields.length === to.fields.length &&
      from.fields.every((field, i) => {
        const target = to.fields[i];
        return target !== undefined && fits(field.nullable, target.nullable) && neverFails(field.type, target.type);
      })
    );
  }
  if (to.kind === "string") return isAtomic(from);
  if (from.kind === "string") return to.kind === "binary";
  const low = widening.indexOf(from.kind);
  if (low >= 0 && widening.includes(to.kind)) return low < widening.indexOf(to.kind);
  if (to.kind === "decimal") return (isIntegral(from) || from.kind === "decimal") && !castCanBeNull(from, to);
  if (from.kind === "bigint") return to.kind === "timestamp";
  if (from.kind === "timestamp" && to.kind === "bigint") return true;
  return moments.includes(from.kind) && moments.includes(to.kind) && to.kind !== "date";
}

function isAtomic(type: Resolved["type"]): boolean {
  return !["array", "map", "struct", "variant", "unknown", "udt"].includes(type.kind);
}

export function collateOf(node: Collate, scope: Scope): Resolved {
  const operand = scope.env.tools.expression(node.operand, scope);
  const collation = { type: types.string, nullable: false, literal: true, foldable: true, constant: node.collation };
  const result = resolveCall({ name: "collate", args: [argumentOf(operand), collation] });
  const literal = { kind: "literal", type: types.string, value: node.collation } as const;
  const printed = { kind: "call", name: "collate", args: [operand.printed, literal] } as const;
  return fromResult(scope, node, result, [operand], { key: `collate(${operand.key},${node.collation})`, printed });
}

/** `(a, b)` is a struct of them. */
export function rowOf(node: Row, scope: Scope): Resolved {
  const items = node.items.map((item) => scope.env.tools.expression(item, scope));
  const result = resolveCall({ name: "struct", args: items.map(argumentOf) });
  const named = items.flatMap((item, i): Printed[] => [
    { kind: "literal", type: types.string, value: item.attributeName ?? `col${i + 1}` },
    item.printed,
  ]);
  const printed = { kind: "call", name: "named_struct", args: named } as const;
  return fromResult(scope, node, result, items, { key: `struct(${items.map((item) => item.key).join(",")})`, printed });
}

import type {
  Alias,
  BoundInterval,
  Expression,
  ExpressionKind,
  ExpressionOf,
  HoleExpression,
  ParameterMarker,
  Span,
} from "../ast/index.js";
import type { Scope } from "../names/scope.js";
import { castOf, collateOf, elementAccess, fieldAccess, literalOf, pathAccess, rowOf } from "./access.js";
import { callOf } from "./calls.js";
import { resolveColumn } from "./column.js";
import {
  between,
  binary,
  caseOf,
  inList,
  isDistinct,
  isNull,
  isTruth,
  like,
  likeQuantified,
  unary,
} from "./operators.js";
import { isRewritten } from "./outer.js";
import { type Resolved, unknownResolved } from "./resolved.js";
import { expandStar } from "./stars.js";
import { exists, inQuery, scalarSubquery } from "./subquery.js";

type Rules = { readonly [K in ExpressionKind]: (node: ExpressionOf<K>, scope: Scope) => Resolved };

const rules: Rules = {
  literal: literalOf,
  interval,
  parameter,
  hole,
  column: resolveColumn,
  field: fieldAccess,
  element: elementAccess,
  path: pathAccess,
  star: (node, scope) => {
    if (!expandStar(node, scope)) return unknownResolved(node);
    scope.env.ctx.report("INVALID_USAGE_OF_STAR_OR_REGEX", node);
    return unknownResolved(node);
  },
  call: callOf,
  namedArgument: (node, scope) => resolveExpression(node.value, scope),
  tableArgument: (node) => unknownResolved(node),
  unary,
  binary,
  between,
  inList,
  inQuery,
  like,
  likeQuantified,
  isNull,
  isTruth,
  isDistinct,
  case: caseOf,
  cast: castOf,
  collate: collateOf,
  lambda: (node) => unknownResolved(node),
  exists,
  scalarSubquery,
  row: rowOf,
  alias,
  opaque: (node) => unknownResolved(node),
};

/** Names and types of one expression. */
export function resolveExpression(node: Expression, scope: Scope): Resolved {
  const rule = rules[node.kind] as (node: Expression, scope: Scope) => Resolved;
  const uses = scope.env.outer?.uses;
  const before = uses?.count ?? 0;
  const resolved = rule(node, scope);
  if (uses && uses.count > before && isRewritten(node)) uses.isUnsure = true;
  if (!scope.grouped?.has(resolved.key)) return resolved;
  // What is grouped by as a whole may be NULL as a whole; its parts are what they are.
  const whole = isNested(resolved.type)
    ? scope.env.ctx.silently(() => rule(node, { ...scope, grouped: undefined }))
    : resolved;
  return whole.nullable ? whole : { ...whole, nullable: true };
}

const isNested = ({ kind }: Resolved["type"]): boolean => kind === "struct" || kind === "array" || kind === "map";

function alias(node: Alias, scope: Scope): Resolved {
  const operand = resolveExpression(node.operand, scope);
  const names = node.names.map((name) => name.name);
  const [first = ""] = names;
  return {
    ...operand,
    start: node.start,
    end: node.end,
    literal: false,
    attributeName: first,
    alias: names,
    aliasNames: node.names,
    printed: { kind: "alias", of: operand.printed, name: first },
  };
}

/** A value that comes later: it prints as what it will be, and any two may be the same. */
function later(node: Span): Resolved {
  return { ...unknownResolved(node), role: "plain", foldable: true, key: "?" };
}

function parameter(node: ParameterMarker, scope: Scope): Resolved {
  const { start, end } = node;
  const { argumentOf } = scope.env.ctx;
  if (argumentOf) return { ...later(node), key: `?${start}:${end}`, ...argumentOf(node) };
  scope.env.ctx.addParameter({ ...(node.name === undefined ? {} : { name: node.name }), start, end, use: "value" });
  scope.env.ctx.observer?.resolved(node, { kind: "marker", name: node.name ?? "?" });
  return later(node);
}

function hole(node: HoleExpression, scope: Scope): Resolved {
  const { ctx } = scope.env;
  const known = ctx.hole(node.index);
  const { start, end } = node;
  if (known.kind === "relation") {
    ctx.addParameter({ hole: node.index, start, end, use: "relation" });
    return unknownResolved(node);
  }
  if (known.kind === "fragment") {
    ctx.addParameter({ hole: node.index, start, end, use: "fragment" });
    return unknownResolved(node);
  }
  ctx.addParameter({ hole: node.index, start, end, use: "value" });
  if (known.kind !== "value") return unknownResolved(node);
  return { ...later(node), ...(known.type ? { type: known.type, nullable: known.nullable ?? true } : {}) };
}

function interval(node: BoundInterval, scope: Scope): Resolved {
  const { ctx } = scope.env;
  const isColumn = node.values.some(({ signed }) => signed) && mayBeColumn(node, scope);
  for (const { value, kinds, signed } of node.values) {
    resolveExpression(value, scope);
    if (kinds && !(signed && isColumn)) ctx.expectKinds(value, () => kinds);
  }
  return node.type && !isColumn ? { ...later(node), type: node.type, nullable: false } : unknownResolved(node);
}

/** `interval - ${n}` of a column of this name reads as an interval until Spark sees the value. */
function mayBeColumn({ start }: BoundInterval, scope: Scope): boolean {
  const name = { start, end: start + "interval".length, name: "interval", quoted: false };
  return !scope.env.ctx.fails(() => resolveExpression({ kind: "column", ...name, parts: [name] }, scope));
}

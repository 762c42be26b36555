import { types } from "../../types/index.js";
import type {
  Call,
  CallForm,
  Cast,
  Expression,
  ExpressionKind,
  FrameBound,
  Name,
  SortItem,
  Span,
  WindowFrame,
  WindowSpec,
} from "../ast/index.js";
import { child, children, has, L, leaves, R, type RuleNode, T } from "../grammar/index.js";
import {
  at,
  type Builder,
  firstToken,
  holeOf,
  ident,
  idents,
  name,
  nameList,
  opaque,
  quotedIdents,
  splitName,
  textOf,
  unknownIdent,
} from "./builder.js";
import { dataType } from "./data-type.js";
import { constant, literal } from "./literals.js";
import { holds } from "./walk.js";

/** `primaryExpression`. */
export function primary(b: Builder, node: RuleNode): Expression {
  const hole = holeOf(node);
  if (hole !== undefined) return holeExpression(b, node, hole);
  return byLabel[node.label]?.(b, node) ?? opaque(node);
}

function holeExpression(b: Builder, node: RuleNode, index: number): Expression {
  const known = b.hole(index);
  if (known.kind === "identifier") return { kind: "column", start: node.start, end: node.end, parts: idents(b, node) };
  return { kind: "hole", start: node.start, end: node.end, index };
}

const none = { distinct: false, filter: undefined, withinGroup: undefined, nulls: undefined, over: undefined } as const;

function call(span: Span, word: string, args: readonly Expression[], form: CallForm, extra: Partial<Call> = {}): Call {
  const head = { start: span.start, end: span.start + word.length, name: word, quoted: false };
  return { kind: "call", start: span.start, end: span.end, name: [head], args, ...none, form, ...extra };
}

function word(b: Builder, node: RuleNode): string {
  const first = firstToken(node);
  return first ? textOf(b, first) : "";
}

function values(b: Builder, node: RuleNode): readonly Expression[] {
  return children(node, R.valueExpression).map((part) => b.expression(part));
}

function expressions(b: Builder, node: RuleNode): readonly Expression[] {
  return children(node, R.expression).map((part) => b.expression(part));
}

type Make = (b: Builder, node: RuleNode) => Expression;

const byLabel: Readonly<Record<number, Make>> = {
  [L.currentLike]: (b, node) => call(at(node), word(b, node), [], "bare"),
  [L.timestampadd]: (b, node) => timestampCall(b, node, "timestampadd"),
  [L.timestampdiff]: (b, node) => timestampCall(b, node, "timestampdiff"),
  [L.searchedCase]: (b, node) => caseOf(b, node, false),
  [L.simpleCase]: (b, node) => caseOf(b, node, true),
  [L.cast]: (b, node) => {
    const [operand] = expressions(b, node);
    const type = child(node, R.dataType);
    if (!operand || !type) return opaque(node);
    return {
      kind: "cast",
      start: node.start,
      end: node.end,
      operand,
      ...target(b, type),
      isTry: has(node, T.TRY_CAST),
    };
  },
  [L.castByColon]: (b, node) => {
    const base = child(node, R.primaryExpression);
    const type = child(node, R.dataType);
    if (!base || !type) return opaque(node);
    return {
      kind: "cast",
      start: node.start,
      end: node.end,
      operand: primary(b, base),
      ...target(b, type),
      isTry: false,
    };
  },
  [L.struct]: (b, node) =>
    call(
      at(node),
      word(b, node),
      children(node, R.namedExpression).map((part) => b.expression(part)),
      "struct",
    ),
  [L.first]: firstLike,
  [L.any_value]: firstLike,
  [L.last]: firstLike,
  [L.position]: (b, node) => call(at(node), "locate", values(b, node), "position"),
  [L.constantDefault]: (b, node) => {
    const inner = child(node, R.constant);
    return inner ? constant(b, inner) : opaque(node);
  },
  [L.star]: (b, node) => {
    const qualifier = child(node, R.qualifiedName);
    const except = child(node, R.exceptClause);
    return {
      kind: "star",
      start: node.start,
      end: node.end,
      qualifier: qualifier ? name(b, qualifier) : undefined,
      except: except ? nameList(b, child(except, R.multipartIdentifierList)) : undefined,
    };
  },
  [L.rowConstructor]: (b, node) => ({
    kind: "row",
    start: node.start,
    end: node.end,
    items: children(node, R.namedExpression).map((part) => b.expression(part)),
  }),
  [L.subqueryExpression]: (b, node) => {
    const query = child(node, R.query);
    return query ? { kind: "scalarSubquery", start: node.start, end: node.end, query: b.query(query) } : opaque(node);
  },
  [L.functionCall]: functionCall,
  [L.lambda]: (b, node) => {
    const body = child(node, R.expression);
    if (!body) return opaque(node);
    const parameters = children(node, R.identifier).map((part) => ident(b, part));
    return { kind: "lambda", start: node.start, end: node.end, parameters, body: b.expression(body) };
  },
  [L.columnReference]: (b, node) => ({ kind: "column", start: node.start, end: node.end, parts: name(b, node) }),
  [L.dereference]: dereference,
  [L.parenthesizedExpression]: (b, node) => {
    const inner = child(node, R.expression);
    return inner ? b.expression(inner) : opaque(node);
  },
  [L.extract]: (b, node) => {
    const field = child(node, R.simpleIdentifier);
    const [source] = values(b, node);
    if (!field || !source) return opaque(node);
    return call(at(node), word(b, node), [literal(at(field), types.string, textOf(b, field)), source], "extract");
  },
  [L.substring]: (b, node) => call(at(node), "substring", values(b, node), "substring"),
  [L.trim]: (b, node) => {
    const args = values(b, node);
    const side = has(node, T.LEADING) ? "ltrim" : has(node, T.TRAILING) ? "rtrim" : "trim";
    const head = { start: node.start, end: node.start + 4, name: side, quoted: false };
    return call(at(node), "trim", args, "trim", { name: [head] });
  },
  [L.overlay]: (b, node) => call(at(node), word(b, node), values(b, node), "overlay"),
  [L.subscript]: (b, node) => {
    const base = child(node, R.primaryExpression);
    const index = child(node, R.valueExpression);
    if (!base || !index) return opaque(node);
    return { kind: "element", start: node.start, end: node.end, base: primary(b, base), index: b.expression(index) };
  },
  [L.collate]: (b, node) => {
    const base = child(node, R.primaryExpression);
    const clause = child(node, R.collateClause);
    const collation = clause ? child(clause, R.multipartIdentifier) : undefined;
    if (!base || !collation) return opaque(node);
    const text = name(b, collation).at(-1)?.name ?? "";
    return { kind: "collate", start: node.start, end: node.end, operand: primary(b, base), collation: text };
  },
  [L.semiStructuredExtract]: (b, node) => {
    const base = child(node, R.primaryExpression);
    const path = child(node, R.semiStructuredExtractionPath);
    if (!base || !path) return opaque(node);
    return { kind: "path", start: node.start, end: node.end, base: primary(b, base), ...pathOf(b, path) };
  },
};

/** Spark keeps no backticks: what stands between them is read as a path too. */
function pathOf(b: Builder, node: RuleNode): { readonly path: string; readonly last: string } {
  const texts = leaves(node).map((leaf) => textOf(b, leaf).replace(/^`(.*)`$/s, "$1"));
  const names = leaves(node).flatMap((leaf) => {
    const text = textOf(b, leaf);
    if (text.startsWith("`")) return text.slice(1, -1).split(".").at(-1) ?? "";
    return /^['"]/.test(text) ? text.slice(1, -1) : /^[A-Za-z_]/.test(text) ? text : [];
  });
  return { path: texts.join(""), last: names.at(-1) ?? "" };
}

function timestampCall(b: Builder, node: RuleNode, form: "timestampadd" | "timestampdiff"): Expression {
  const unit = child(node, R.datetimeUnit) ?? child(node, R.stringLit);
  const args = values(b, node);
  if (!unit) return opaque(node);
  if (unit.rule === R.stringLit) b.refuse("INVALID_PARAMETER_VALUE.DATETIME_UNIT", at(unit), {});
  return call(at(node), word(b, node), [literal(at(unit), types.string, textOf(b, unit)), ...args], form);
}

function firstLike(b: Builder, node: RuleNode): Expression {
  return call(at(node), word(b, node), expressions(b, node), "first", has(node, T.IGNORE) ? { nulls: "ignore" } : {});
}

function caseOf(b: Builder, node: RuleNode, simple: boolean): Expression {
  const plain = expressions(b, node);
  const whens = children(node, R.whenClause).flatMap((clause) => {
    const [when, then] = expressions(b, clause);
    return when && then ? [{ when, then }] : [];
  });
  const operand = simple ? plain[0] : undefined;
  return { kind: "case", start: node.start, end: node.end, operand, whens, otherwise: simple ? plain[1] : plain[0] };
}

/** `a.b.c`: a name as long as it can be one; what it means is decided by the columns there are. */
function dereference(b: Builder, node: RuleNode): Expression {
  const base = child(node, R.primaryExpression);
  const field = child(node, R.identifier);
  if (!base || !field) return opaque(node);
  const inner = primary(b, base);
  const last = idents(b, field);
  // `IDENTIFIER('a').b` is a field of what the name is, never a column `b` of a table `a`.
  const isClause = child(base, R.functionArgument) !== undefined;
  if (inner.kind === "column" && !isClause)
    return { kind: "column", start: node.start, end: node.end, parts: [...inner.parts, ...last] };
  let made: Expression = inner;
  for (const part of last) made = { kind: "field", start: node.start, end: node.end, base: made, field: part };
  return made;
}

function functionCall(b: Builder, node: RuleNode): Expression {
  const head = child(node, R.functionName);
  const named = identifierOf(b, node, head);
  if (named) return named;
  if (!head) return opaque(node);
  const args = children(node, R.functionArgument).map((part) => b.expression(part));
  const quantifier = child(node, R.setQuantifier);
  const filter = child(node, R.booleanExpression);
  const order = children(node, R.sortItem).map((part) => sortItem(b, part));
  const window = child(node, R.windowSpec);
  return {
    kind: "call",
    start: node.start,
    end: node.end,
    name: functionName(b, head),
    args,
    distinct: quantifier !== undefined && has(quantifier, T.DISTINCT),
    filter: filter ? b.expression(filter) : undefined,
    withinGroup: has(node, T.WITHIN) ? order : undefined,
    nulls: has(node, T.IGNORE) ? "ignore" : has(node, T.RESPECT) ? "respect" : undefined,
    over: window ? windowSpec(b, window) : undefined,
    form: "plain",
  };
}

/** `IDENTIFIER('a.b')` is the name that the text says; of a text that is not written out, nobody knows which. */
function identifierOf(b: Builder, node: RuleNode, head: RuleNode | undefined): Expression | undefined {
  const args = children(node, R.functionArgument);
  const [only] = args;
  if (!head || !only || args.length !== 1 || !/^identifier$/i.test(textOf(b, head))) return undefined;
  const value = b.expression(only);
  const text = value.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
  const parts = text === undefined ? [unknownIdent(node, textOf(b, node))] : quotedIdents(node, splitName(text));
  return { kind: "column", start: node.start, end: node.end, parts };
}

export function functionName(b: Builder, node: RuleNode): Name {
  const qualified = child(node, R.qualifiedName);
  if (qualified) return name(b, qualified);
  const inner = child(node, R.expression);
  if (inner) {
    const text = b.expression(inner);
    if (text.kind === "literal" && typeof text.value === "string") {
      return quotedIdents(node, text.value.split("."));
    }
    return [unknownIdent(node, textOf(b, node))];
  }
  return [{ start: node.start, end: node.end, name: textOf(b, node), quoted: false }];
}

export function sortItem(b: Builder, node: RuleNode): SortItem {
  const inner = child(node, R.expression);
  const direction = has(node, T.DESC) ? "DESC" : "ASC";
  return {
    start: node.start,
    end: node.end,
    expression: inner ? b.expression(inner) : opaque(node),
    direction,
    nulls: has(node, T.LAST) ? "LAST" : has(node, T.FIRST) ? "FIRST" : direction === "ASC" ? "FIRST" : "LAST",
  };
}

export function windowSpec(b: Builder, node: RuleNode): WindowSpec {
  const reference = child(node, R.errorCapturingIdentifier);
  const frame = child(node, R.windowFrame);
  return {
    start: node.start,
    end: node.end,
    reference: reference ? ident(b, reference) : undefined,
    partitionBy: expressions(b, node),
    orderBy: children(node, R.sortItem).map((part) => sortItem(b, part)),
    frame: frame ? windowFrame(b, frame) : undefined,
  };
}

/** What is cast to. */
function target(b: Builder, node: RuleNode): Pick<Cast, "type" | "isBinaryCollated"> {
  const type = dataType(b, node);
  const isBinaryCollated = type.kind === "string" && /\bcollate\s+`?utf8_binary`?$/i.test(textOf(b, node));
  return { type, ...(isBinaryCollated && { isBinaryCollated }) };
}

function windowFrame(b: Builder, node: RuleNode): WindowFrame {
  const [lower, upper] = children(node, R.frameBound).map((bound) => frameBound(b, bound));
  const current: FrameBound = { kind: "currentRow" };
  return {
    start: node.start,
    end: node.end,
    unit: has(node, T.ROWS) ? "ROWS" : "RANGE",
    lower: lower ?? current,
    upper: upper ?? current,
  };
}

function frameBound(b: Builder, node: RuleNode): FrameBound {
  const following = has(node, T.FOLLOWING);
  if (has(node, T.UNBOUNDED)) return { kind: following ? "unboundedFollowing" : "unboundedPreceding" };
  const inner = child(node, R.expression);
  if (!inner) return { kind: "currentRow" };
  const value = b.expression(inner);
  if (holds(value, lookedUp))
    b.refuse("_LEGACY_ERROR_TEMP_0064", node, { problem: "The bound of a window frame must be a literal." });
  return { kind: following ? "following" : "preceding", value };
}

/** What has no value before names are looked up. */
const lookedUp: ReadonlySet<ExpressionKind> = new Set<ExpressionKind>([
  "column",
  "call",
  "scalarSubquery",
  "exists",
  "inQuery",
  "star",
  "lambda",
]);

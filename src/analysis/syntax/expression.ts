import type { BinaryOperator, Expression, UnaryOperator } from "../ast/index.js";
import { child, children, has, L, R, type RuleNode, rules, T } from "../grammar/index.js";
import { at, type Builder, firstToken, ident, identList, opaque, stringValue } from "./builder.js";
import { primary } from "./primary.js";

/** `expression`, `booleanExpression`, `valueExpression`, `namedExpression`, `functionArgument`: any expression rule. */
export function expression(b: Builder, node: RuleNode): Expression {
  const make = byRule[node.rule];
  if (make) return make(b, node);
  const [only] = rules(node);
  return only ? expression(b, only) : opaque(node);
}

const byRule: Readonly<Record<number, (b: Builder, node: RuleNode) => Expression>> = {
  [R.primaryExpression]: primary,
  [R.namedExpression]: named,
  [R.namedArgumentExpression]: namedArgument,
  [R.functionTableSubqueryArgument]: (_b, node) => opaque(node),
  [R.booleanExpression]: boolean,
  [R.valueExpression]: value,
};

function named(b: Builder, node: RuleNode): Expression {
  const inner = child(node, R.expression);
  const operand = inner ? expression(b, inner) : opaque(node);
  const single = child(node, R.errorCapturingIdentifier);
  if (single) return { kind: "alias", start: node.start, end: node.end, operand, names: [ident(b, single)] };
  const list = identList(b, child(node, R.identifierList));
  return list ? { kind: "alias", start: node.start, end: node.end, operand, names: list } : operand;
}

function namedArgument(b: Builder, node: RuleNode): Expression {
  const name = child(node, R.identifier);
  const inner = child(node, R.expression);
  if (!name || !inner) return opaque(node);
  return { kind: "namedArgument", start: node.start, end: node.end, name: ident(b, name), value: expression(b, inner) };
}

function boolean(b: Builder, node: RuleNode): Expression {
  switch (node.label) {
    case L.logicalNot: {
      const operand = child(node, R.booleanExpression);
      return operand
        ? { kind: "unary", start: node.start, end: node.end, operator: "NOT", operand: boolean(b, operand) }
        : opaque(node);
    }
    case L.exists: {
      const query = child(node, R.query);
      return query ? { kind: "exists", start: node.start, end: node.end, query: b.query(query) } : opaque(node);
    }
    case L.logicalBinary:
      return logical(b, node);
    default: {
      const operand = child(node, R.valueExpression);
      if (!operand) return opaque(node);
      const test = child(node, R.predicate);
      return test ? predicate(b, node, value(b, operand), test) : value(b, operand);
    }
  }
}

/** A chain of one operator becomes a balanced tree, as Spark makes it: it shows in names, and may be very long. */
function logical(b: Builder, node: RuleNode): Expression {
  const type = has(node, T.AND) ? T.AND : T.OR;
  const operator = type === T.AND ? "AND" : "OR";
  const operands: Expression[] = [];
  let rest: RuleNode | undefined = node;
  while (rest?.label === L.logicalBinary && has(rest, type)) {
    const [left, right] = children(rest, R.booleanExpression);
    if (right) operands.push(boolean(b, right));
    rest = left;
  }
  operands.push(rest ? boolean(b, rest) : opaque(node));
  operands.reverse();
  const tree = (low: number, high: number): Expression => {
    const first = operands[low] ?? opaque(node);
    const last = operands[high] ?? opaque(node);
    if (low === high) return first;
    const middle = low + Math.floor((high - low) / 2);
    const [left, right] = [tree(low, middle), tree(middle + 1, high)];
    return { kind: "binary", start: first.start, end: last.end, operator, left, right };
  };
  return tree(0, operands.length - 1);
}

function predicate(b: Builder, whole: RuleNode, operand: Expression, node: RuleNode): Expression {
  const negated = child(node, R.errorCapturingNot) !== undefined;
  const span = at(whole);
  const values = children(node, R.valueExpression);
  const [first, second] = values;
  const list = (): readonly Expression[] => children(node, R.expression).map((item) => expression(b, item));
  if (has(node, T.BETWEEN) && first && second) {
    return {
      kind: "between",
      start: span.start,
      end: span.end,
      negated,
      value: operand,
      low: value(b, first),
      high: value(b, second),
    };
  }
  if (has(node, T.IN)) {
    const query = child(node, R.query);
    if (query)
      return { kind: "inQuery", start: span.start, end: span.end, negated, value: operand, query: b.query(query) };
    return { kind: "inList", start: span.start, end: span.end, negated, value: operand, list: list() };
  }
  if (has(node, T.RLIKE) && first) {
    return {
      kind: "like",
      start: span.start,
      end: span.end,
      operator: "RLIKE",
      negated,
      value: operand,
      pattern: value(b, first),
      escape: undefined,
    };
  }
  if (has(node, T.LIKE) || has(node, T.ILIKE)) {
    const operator = has(node, T.LIKE) ? "LIKE" : "ILIKE";
    if (first) {
      const text = child(node, R.stringLit);
      const escaping = text ? stringValue(b, text) : undefined;
      return {
        kind: "like",
        start: span.start,
        end: span.end,
        operator,
        negated,
        value: operand,
        pattern: value(b, first),
        escape: escaping,
      };
    }
    const quantifier = has(node, T.ALL) ? "ALL" : "ANY";
    const patterns = list();
    if (patterns.length === 0)
      b.refuse("_LEGACY_ERROR_TEMP_0064", node, { problem: `${operator} ${quantifier} needs at least one pattern.` });
    return {
      kind: "likeQuantified",
      start: span.start,
      end: span.end,
      operator,
      quantifier,
      negated,
      value: operand,
      patterns,
    };
  }
  if (has(node, T.DISTINCT) && first) {
    return { kind: "isDistinct", start: span.start, end: span.end, negated, left: operand, right: value(b, first) };
  }
  if (has(node, T.NULL)) return { kind: "isNull", start: span.start, end: span.end, negated, operand };
  const truth = has(node, T.TRUE) ? "TRUE" : has(node, T.FALSE) ? "FALSE" : "UNKNOWN";
  return { kind: "isTruth", start: span.start, end: span.end, negated, truth, operand };
}

const symbols: Readonly<Record<number, BinaryOperator>> = {
  [T.PLUS]: "+",
  [T.MINUS]: "-",
  [T.ASTERISK]: "*",
  [T.SLASH]: "/",
  [T.PERCENT]: "%",
  [T.DIV]: "div",
  [T.CONCAT_PIPE]: "||",
  [T.AMPERSAND]: "&",
  [T.PIPE]: "|",
  [T.HAT]: "^",
  [T.SHIFT_LEFT]: "<<",
  [T.SHIFT_RIGHT]: ">>",
  [T.SHIFT_RIGHT_UNSIGNED]: ">>>",
  [T.EQ]: "=",
  [T.NSEQ]: "<=>",
  [T.NEQ]: "!=",
  [T.NEQJ]: "!=",
  [T.LT]: "<",
  [T.LTE]: "<=",
  [T.GT]: ">",
  [T.GTE]: ">=",
};

function value(b: Builder, node: RuleNode): Expression {
  const operands = children(node, R.valueExpression);
  const [left, right] = operands;
  if (!left) {
    const inner = child(node, R.primaryExpression);
    return inner ? primary(b, inner) : opaque(node);
  }
  if (!right) {
    const sign = node.children[0];
    if (sign?.kind !== "token") return value(b, left);
    const operator: UnaryOperator = sign.type === T.MINUS ? "-" : sign.type === T.PLUS ? "+" : "~";
    return { kind: "unary", start: node.start, end: node.end, operator, operand: value(b, left) };
  }
  const middle = node.children[1];
  const sign = firstToken(middle);
  const operator = sign ? symbols[sign.type] : undefined;
  if (!operator) return opaque(node);
  return { kind: "binary", start: node.start, end: node.end, operator, left: value(b, left), right: value(b, right) };
}

import type { Declare, ExecuteImmediate, Expression, Name, SetVariable } from "../ast/index.js";
import { child, children, has, R, type RuleNode, T } from "../grammar/index.js";
import { at, type Builder, name, nameList, reference } from "./builder.js";
import { dataType } from "./data-type.js";
import { query } from "./query.js";

/** `createVariable`. */
export function declare(b: Builder, node: RuleNode): Declare {
  const type = child(node, R.dataType);
  const value = child(node, R.variableDefaultExpression);
  const inner = value && child(value, R.expression);
  return {
    kind: "declare",
    start: node.start,
    end: node.end,
    names: children(node, R.identifierReference).map((part) => reference(b, part)),
    type: type ? dataType(b, type) : undefined,
    value: inner ? b.expression(inner) : undefined,
    replace: has(node, T.REPLACE),
  };
}

/** `setVariable`, and the same inside a script without the word VARIABLE. */
export function setVariable(b: Builder, node: RuleNode): SetVariable | undefined {
  const span = at(node);
  const inner = child(node, R.query);
  const names = child(node, R.multipartIdentifierList);
  if (inner && names) {
    return { kind: "setVariable", ...span, targets: nameList(b, names), from: query(b, inner) };
  }
  const list = child(node, R.assignmentList);
  if (!list) return undefined;
  const pairs = children(list, R.assignment).flatMap((part): readonly (readonly [Name, Expression])[] => {
    const target = child(part, R.multipartIdentifier);
    const value = child(part, R.expression);
    return target && value ? [[name(b, target), b.expression(value)]] : [];
  });
  return {
    kind: "setVariable",
    ...span,
    targets: pairs.map(([target]) => target),
    from: pairs.map(([, value]) => value),
  };
}

/** `executeImmediate`. */
export function executeImmediate(b: Builder, node: RuleNode): ExecuteImmediate | undefined {
  const text = child(node, R.expression);
  if (!text) return undefined;
  const into = child(node, R.multipartIdentifierList);
  const using = child(node, R.executeImmediateUsing);
  const list = using && child(using, R.namedExpressionSeq);
  const items = list ? children(list, R.namedExpression).map((item) => b.expression(item)) : [];
  const aliases = items.flatMap((item) => (item.kind === "alias" ? [item.names[0]?.name.toLowerCase() ?? ""] : []));
  const twice = aliases.find((alias, i) => aliases.indexOf(alias) !== i);
  if (using && twice !== undefined) {
    b.refuse("EXEC_IMMEDIATE_DUPLICATE_ARGUMENT_ALIASES", using, { aliases: twice });
  }
  return {
    kind: "executeImmediate",
    start: node.start,
    end: node.end,
    text: b.expression(text),
    into: into ? nameList(b, into) : undefined,
    using: using ? { start: using.start, end: using.end, items } : undefined,
  };
}

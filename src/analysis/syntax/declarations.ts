import { child, L, R, type RuleNode, rules } from "../grammar/index.js";
import { type Builder, ident, name, reference, stringValue, textOf } from "./builder.js";

type Kind = "variable" | "condition" | "cursor" | "handler" | "statement";

function kindOf(node: RuleNode): Kind {
  if (node.rule === R.declareConditionStatement) return "condition";
  if (node.rule === R.declareHandlerStatement) return "handler";
  if (node.label === L.createVariable) return "variable";
  return node.label === L.declareCursorStatement ? "cursor" : "statement";
}

/** What a block declares comes first: variables, conditions and cursors, then handlers. Bodies of IF and loops declare nothing. */
export function checkDeclarations(b: Builder, parts: readonly RuleNode[], isCompound: boolean): void {
  let last: Kind = "variable";
  const conditions = new Set<string>();
  const handled = new Set<string>();
  for (const part of parts) {
    const [inner] = rules(part);
    if (!inner) continue;
    const kind = kindOf(inner);
    if (kind === "variable") variable(b, inner, isCompound, last === "handler" || last === "statement");
    else if (kind === "condition")
      condition(b, inner, !isCompound || last === "handler" || last === "statement", conditions);
    else if (kind === "handler") handler(b, inner, !isCompound || last === "statement", handled);
    if (kind === "handler" || kind === "statement") last = kind;
  }
}

function variable(b: Builder, node: RuleNode, isCompound: boolean, isLate: boolean): void {
  const written = child(node, R.identifierReference);
  const parts = written ? reference(b, written) : [];
  const varName = parts.map((part) => part.name).join(".");
  if (!isCompound) b.refuse("INVALID_VARIABLE_DECLARATION.NOT_ALLOWED_IN_SCOPE", node, { varName });
  else if (isLate) b.refuse("INVALID_VARIABLE_DECLARATION.ONLY_AT_BEGINNING", node, { varName });
}

function condition(b: Builder, node: RuleNode, isLate: boolean, known: Set<string>): void {
  const written = child(node, R.strictIdentifier);
  const conditionName = written ? ident(b, written).name : "";
  if (isLate) {
    const errorClass = "INVALID_ERROR_CONDITION_DECLARATION.NOT_AT_START_OF_COMPOUND_STATEMENT";
    b.refuse(errorClass, node, { conditionName });
  } else if (known.has(conditionName.toLowerCase())) {
    b.refuse("DUPLICATE_CONDITION_IN_SCOPE", written ?? node, { condition: conditionName });
  }
  known.add(conditionName.toLowerCase());
  const state = child(node, R.sqlStateValue);
  if (state) sqlState(b, state);
}

function handler(b: Builder, node: RuleNode, isLate: boolean, handled: Set<string>): void {
  if (isLate) b.refuse("INVALID_HANDLER_DECLARATION.WRONG_PLACE_OF_DECLARATION", node);
  const values = child(node, R.conditionValues);
  const known = new Set<string>();
  for (const value of values ? rules(values) : []) {
    const state = child(value, R.sqlStateValue);
    const written = child(value, R.multipartIdentifier);
    if (state) sqlState(b, state);
    if (!written) {
      if (!state) handleOnce(b, value, textOf(b, value).toUpperCase(), handled);
      continue;
    }
    const label = name(b, written)
      .map((part) => part.name)
      .join(".");
    if (known.has(label.toLowerCase())) {
      const errorClass = "INVALID_HANDLER_DECLARATION.DUPLICATE_CONDITION_IN_HANDLER_DECLARATION";
      b.refuse(errorClass, written, { condition: label });
    } else handleOnce(b, written, label.toUpperCase(), handled);
    known.add(label.toLowerCase());
  }
}

function handleOnce(b: Builder, node: RuleNode, condition: string, handled: Set<string>): void {
  if (handled.has(condition)) b.refuse("DUPLICATE_EXCEPTION_HANDLER.CONDITION", node, { condition });
  handled.add(condition);
}

/** Success, warnings and Spark's own errors are no states that a script may speak of. */
const validState = /^(?!00|01|XX)[A-Z0-9]{5}$/;

function sqlState(b: Builder, node: RuleNode): void {
  const text = child(node, R.stringLit);
  const value = text && stringValue(b, text);
  if (value === undefined || validState.test(value)) return;
  b.refuse("INVALID_SQLSTATE", node, { sqlState: value });
}

import type {
  Block,
  Cursor,
  Expression,
  Handler,
  Ident,
  If,
  Loop,
  Script,
  ScriptStatement,
  Span,
} from "../ast/index.js";
import { child, children, has, L, type Node, R, type RuleNode, rules, T } from "../grammar/index.js";
import { at, type Builder, ident, name, nameList, opaque } from "./builder.js";
import { checkDeclarations } from "./declarations.js";
import { query } from "./query.js";
import { setVariable } from "./variables.js";

/** The names that LEAVE, ITERATE and qualified variables may use: the nearest first. */
interface Labels {
  readonly name: string;
  readonly of: "block" | "loop" | "variable";
  readonly next: Labels | undefined;
}

/** `singleCompoundStatement`. */
export function script(b: Builder, node: RuleNode): Script {
  const inner = child(node, R.compoundBody);
  return { kind: "script", start: node.start, end: node.end, body: block(b, node, inner, undefined, undefined) };
}

function block(
  b: Builder,
  span: Span,
  body: RuleNode | undefined,
  label: Ident | undefined,
  labels: Labels | undefined,
  isCompound = true,
): Block {
  const parts = body ? children(body, R.compoundStatement) : [];
  checkDeclarations(b, parts, isCompound);
  const handlers: Handler[] = [];
  const statements: ScriptStatement[] = [];
  for (const part of parts) {
    const [inner] = rules(part);
    if (inner?.rule === R.declareHandlerStatement) handlers.push(handler(b, inner, labels));
    else if (inner) statements.push(...compoundStatement(b, inner, labels));
  }
  return { kind: "block", start: span.start, end: span.end, label, handlers, statements };
}

function compoundStatement(b: Builder, node: RuleNode, labels: Labels | undefined): readonly ScriptStatement[] {
  const span = at(node);
  const body = child(node, R.compoundBody);
  const condition = child(node, R.booleanExpression);
  switch (node.rule) {
    case R.statement:
      if (node.label !== L.dropVariable) return [cursor(b, node) ?? b.statement(node)];
      b.refuse("UNSUPPORTED_FEATURE.SQL_SCRIPTING_DROP_TEMPORARY_VARIABLE", node);
      return [];
    case R.setStatementInsideSqlScript: {
      const made = setVariable(b, node);
      return made ? [made] : [];
    }
    case R.beginEndCompoundBlock: {
      const [label, inside] = labelled(b, node, "block", labels);
      return [block(b, node, body, label, inside)];
    }
    case R.ifElseStatement:
    case R.caseStatement:
      return [choice(b, node, labels)];
    case R.whileStatement:
    case R.repeatStatement:
    case R.loopStatement: {
      const [label, inside] = labelled(b, node, "loop", labels);
      const made: Loop = {
        kind: "loop",
        ...span,
        label,
        form: forms[node.rule] ?? "loop",
        condition: condition ? b.expression(condition) : undefined,
        body: block(b, body ?? node, body, undefined, inside, false),
      };
      return [made];
    }
    case R.forStatement: {
      const [label, inside] = labelled(b, node, "loop", labels);
      const written = child(node, R.strictIdentifier);
      const variable = written && ident(b, written);
      const inner = child(node, R.query);
      if (!inner) return [];
      const within = variable ? enter(b, variable, "variable", inside) : inside;
      const made = block(b, body ?? node, body, undefined, within, false);
      return [{ kind: "for", ...span, label, variable, query: query(b, inner), body: made }];
    }
    case R.leaveStatement:
    case R.iterateStatement: {
      const written = child(node, R.strictIdentifier);
      if (!written) return [];
      const kind = node.rule === R.leaveStatement ? "leave" : "iterate";
      const label = ident(b, written);
      checkJump(b, kind, label, labels);
      return [{ kind, ...span, label }];
    }
    default:
      return [];
  }
}

const forms: Readonly<Record<number, Loop["form"]>> = {
  [R.whileStatement]: "while",
  [R.repeatStatement]: "repeat",
  [R.loopStatement]: "loop",
};

/** IF and both kinds of CASE: conditions and bodies in turn. */
function choice(b: Builder, node: RuleNode, labels: Labels | undefined): If {
  const bodies = children(node, R.compoundBody).map((part) => block(b, part, part, undefined, labels, false));
  const isSimple = node.label === L.simpleCaseStatement;
  const [operand, ...values] = isSimple ? children(node, R.expression).map((part) => b.expression(part)) : [];
  const conditions: readonly Expression[] = isSimple
    ? values.map((value) => ({
        kind: "binary",
        start: value.start,
        end: value.end,
        operator: "=",
        left: operand ?? opaque(node),
        right: value,
      }))
    : children(node, R.booleanExpression).map((part) => b.expression(part));
  return {
    kind: "if",
    start: node.start,
    end: node.end,
    branches: conditions.flatMap((condition, i) => {
      const body = bodies[i];
      return body ? [{ condition, body }] : [];
    }),
    compares: isSimple,
    otherwise: bodies[conditions.length],
  };
}

function handler(b: Builder, node: RuleNode, labels: Labels | undefined): Handler {
  const values = child(node, R.conditionValues);
  const triggers = values ? children(values, R.conditionValue) : [];
  const compound = child(node, R.beginEndCompoundBlock);
  const single = rules(node).find((part) => part.rule === R.statement || part.rule === R.setStatementInsideSqlScript);
  const body = compound
    ? compoundStatement(b, compound, labels).find((part): part is Block => part.kind === "block")
    : undefined;
  return {
    start: node.start,
    end: node.end,
    continues: has(node, T.CONTINUE),
    catches: catchesOf(b, triggers),
    body: body ?? {
      kind: "block",
      ...at(single ?? node),
      label: undefined,
      handlers: [],
      statements: single ? compoundStatement(b, single, labels) : [],
    },
  };
}

/** The classes that a handler names; undefined where it may be for any: which class has which SQLSTATE is not known here. */
function catchesOf(b: Builder, triggers: readonly RuleNode[]): readonly string[] | undefined {
  const classes: string[] = [];
  for (const trigger of triggers) {
    const written = child(trigger, R.multipartIdentifier);
    if (written) {
      classes.push(
        name(b, written)
          .map((part) => part.name)
          .join(".")
          .toUpperCase(),
      );
    } else if (!has(trigger, T.FOUND)) return undefined;
  }
  return classes;
}

/** Cursors, which Spark takes behind a setting. */
function cursor(b: Builder, node: RuleNode): Cursor | undefined {
  const label = node.label;
  const known =
    label === L.declareCursorStatement ||
    label === L.openCursorStatement ||
    label === L.fetchCursorStatement ||
    label === L.closeCursorStatement;
  if (!known) return undefined;
  const inner = child(node, R.query);
  return {
    kind: "cursor",
    start: node.start,
    end: node.end,
    query: inner ? query(b, inner) : undefined,
    into: nameList(b, child(node, R.multipartIdentifierList)),
  };
}

function labelled(
  b: Builder,
  node: RuleNode,
  of: Labels["of"],
  labels: Labels | undefined,
): readonly [label: Ident | undefined, inside: Labels | undefined] {
  const label = labelOf(b, child(node, R.beginLabel));
  const end = labelOf(b, child(node, R.endLabel));
  if (end && !label) b.refuse("END_LABEL_WITHOUT_BEGIN_LABEL", end, { endLabel: end.name });
  else if (end && label && !same(end.name, label.name)) {
    b.refuse("LABELS_MISMATCH", end, { beginLabel: label.name, endLabel: end.name });
  }
  return [label, label ? enter(b, label, of, labels) : labels];
}

function labelOf(b: Builder, node: RuleNode | undefined): Ident | undefined {
  const written: Node | undefined = node && child(node, R.strictIdentifier);
  return written && ident(b, written);
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Spark keeps these for itself: they qualify names of its own. */
const forbidden = /^(?:builtin|session|sys.*)$/i;

function enter(b: Builder, label: Ident, of: Labels["of"], labels: Labels | undefined): Labels {
  if (forbidden.test(label.name)) b.refuse("LABEL_OR_FOR_VARIABLE_NAME_FORBIDDEN", label, { label: label.name });
  else if (find(labels, label.name)) b.refuse("LABEL_OR_FOR_VARIABLE_ALREADY_EXISTS", label, { label: label.name });
  return { name: label.name, of, next: labels };
}

function find(labels: Labels | undefined, wanted: string, isJump = false): Labels | undefined {
  for (let one = labels; one; one = one.next) {
    if (same(one.name, wanted) && !(isJump && one.of === "variable")) return one;
  }
  return undefined;
}

function checkJump(b: Builder, kind: "leave" | "iterate", label: Ident, labels: Labels | undefined): void {
  const found = find(labels, label.name, true);
  const statementType = kind.toUpperCase();
  if (!found) b.refuse("INVALID_LABEL_USAGE.DOES_NOT_EXIST", label, { labelName: label.name, statementType });
  else if (kind === "iterate" && found.of === "block") {
    b.refuse("INVALID_LABEL_USAGE.ITERATE_IN_COMPOUND", label, { labelName: label.name });
  }
}

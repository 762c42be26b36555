import { L, R, T } from "../../gen/grammar/names.js";
import { fault, type SyntaxContext } from "./faults.js";
import type { SyntaxFault } from "./result.js";
import { child, children, has, isWithin, leaves, type RuleNode, rules, textOf } from "./tree.js";

interface Refused {
  readonly errorClass: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly message: string;
  readonly at?: RuleNode;
}

type Check = (node: RuleNode, text: string) => Refused | undefined;

const LITERAL_TYPES = '"DATE", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP", "INTERVAL", "X", "TIME"';
/** No whole number that fits any type has so many; reading a long one takes the square of its length. */
const MOST_DIGITS = 1000;
const WHOLE_RANGES: Readonly<Record<string, readonly [typeName: string, least: bigint, most: bigint]>> = {
  Y: ["tinyint", -128n, 127n],
  S: ["smallint", -32768n, 32767n],
  L: ["bigint", -(2n ** 63n), 2n ** 63n - 1n],
};

/** What Spark's grammar takes and Spark refuses when it reads the tree, by the label of the alternative. */
const byLabel: ReadonlyMap<number, Check> = new Map<number, Check>([
  [L.typeConstructor, unknownLiteralType],
  [L.tinyIntLiteral, outOfRange],
  [L.smallIntLiteral, outOfRange],
  [L.bigIntLiteral, outOfRange],
  [L.complexDataType, incompleteType],
  [L.setConfiguration, malformedSetting],
  [L.createVariable, untypedVariable],
  [L.failNativeCommand, unsupportedCommand],
  [L.mergeIntoTable, mergeClauses],
]);

/** Likewise by rule. */
const byRule: ReadonlyMap<number, Check> = new Map<number, Check>([
  [R.aggregationClause, namedGroup],
  [R.primitiveType, unknownType],
  [R.predicate, emptyList],
  [R.ctes, repeatedName],
  [R.windowClause, repeatedWindow],
]);

const BODIES: ReadonlySet<number> = new Set([R.query, R.expression]);

/** Which rules are checked, by label and by rule. */
export const checked: { readonly labels: readonly number[]; readonly rules: readonly number[] } = {
  labels: [...byLabel.keys()],
  rules: [...byRule.keys()],
};

/**
 * The first thing in a complete tree that Spark refuses behind its grammar, as far as it is tabled here.
 *
 * @param left the checked rules, in the order in which they were left
 */
export function checkTree(context: SyntaxContext, left: readonly RuleNode[]): SyntaxFault | undefined {
  const { text } = context;
  let first: { readonly node: RuleNode; readonly fault: SyntaxFault } | undefined;
  for (const node of left) {
    // What stands in the text before it comes first; of two that begin together, the outer one.
    if (first && !(node.start < first.node.start || isWithin(first.node, node))) continue;
    const check = byLabel.get(node.label) ?? byRule.get(node.rule);
    const refused = check?.(node, text);
    if (!refused || isInBody(node)) continue;
    const at = refused.at ?? node;
    if (leaves(at).some((leaf) => leaf.hole >= 0)) continue;
    const { errorClass, parameters = {}, message } = refused;
    first = { node, fault: fault(context, errorClass, parameters, message, at.start, at.end) };
  }
  return first?.fault;
}

/** Spark keeps the body of a function as text until it is called. */
function isInBody(node: RuleNode): boolean {
  for (let at: RuleNode | undefined = node; at; at = at.parent) {
    if (BODIES.has(at.rule) && at.parent?.label === L.createUserDefinedFunction) return true;
  }
  return false;
}

/** Aliases of grouping expressions belong to the pipe syntax alone. */
function namedGroup(node: RuleNode, text: string): Refused | undefined {
  if (node.parent?.rule === R.operatorPipeRightSide) return undefined;
  for (const named of children(node, R.namedExpression)) {
    const alias = child(named, R.errorCapturingIdentifier);
    if (!alias) continue;
    const error = `'${textOf(text, alias)}'`;
    const hint = `: extra input ${error}`;
    return {
      errorClass: "PARSE_SYNTAX_ERROR",
      parameters: { error, hint },
      message: `Syntax error at or near ${error}${hint}.`,
      at: alias,
    };
  }
  return undefined;
}

function unknownLiteralType(node: RuleNode, text: string): Refused | undefined {
  const type = child(node, R.literalType);
  const name = type && child(type, R.identifier);
  if (!name) return undefined;
  const unsupportedType = `"${textOf(text, name).toUpperCase()}"`;
  return {
    errorClass: "UNSUPPORTED_TYPED_LITERAL",
    parameters: { unsupportedType, supportedTypes: LITERAL_TYPES },
    message: `There are no literals of type ${unsupportedType}; the types are ${LITERAL_TYPES}.`,
  };
}

function outOfRange(node: RuleNode, text: string): Refused | undefined {
  const literal = textOf(text, node).replace(/\s/g, "");
  const [typeName, least, most] = WHOLE_RANGES[literal.slice(-1).toUpperCase()] ?? [];
  if (typeName === undefined || least === undefined || most === undefined) return undefined;
  const digits = literal.slice(0, -1);
  if (digits.length < MOST_DIGITS) {
    const value = BigInt(digits);
    if (value >= least && value <= most) return undefined;
  }
  return {
    errorClass: "INVALID_NUMERIC_LITERAL_RANGE",
    parameters: { rawStrippedQualifier: digits, minValue: `${least}`, maxValue: `${most}`, typeName },
    message: `${digits} does not fit a ${typeName}, which holds ${least} to ${most}.`,
  };
}

function unknownType(node: RuleNode, text: string): Refused | undefined {
  const sized = child(node, R.nonTrivialPrimitiveType);
  if (sized) {
    const missing =
      sized.children.length === 1 && (has(sized, T.CHAR) || has(sized, T.CHARACTER) || has(sized, T.VARCHAR));
    if (!missing) return undefined;
    const type = `"${textOf(text, sized).toUpperCase()}"`;
    return {
      errorClass: "DATATYPE_MISSING_SIZE",
      parameters: { type },
      message: `The type ${type} needs a length, as in ${type.slice(1, -1)}(10).`,
    };
  }
  if (!child(node, R.identifier)) return undefined;
  const written = leaves(node).map((leaf) => text.slice(leaf.start, leaf.end));
  // RETURNS TABLE without columns: the query of the function tells them.
  if (/^table$/i.test(written.join("")) && /\breturns\s*$/i.test(text.slice(0, node.start))) return undefined;
  const typeName = `"${written.join("").toUpperCase()}"`;
  return {
    errorClass: "UNSUPPORTED_DATATYPE",
    parameters: { typeName },
    message: `There is no data type ${typeName}.`,
  };
}

function incompleteType(node: RuleNode): Refused | undefined {
  if (node.children.length !== 1) return undefined;
  const kind = has(node, T.ARRAY) ? "ARRAY" : has(node, T.MAP) ? "MAP" : "STRUCT";
  const forms = { ARRAY: "ARRAY<INT>", MAP: "MAP<STRING, INT>", STRUCT: "STRUCT<name: STRING>" };
  return {
    errorClass: `INCOMPLETE_TYPE_DEFINITION.${kind}`,
    message: `The type ${kind} needs its parts, as in ${forms[kind]}.`,
  };
}

/** `SET` takes a key, or a key and a value; keys are letters, digits, `_`, `.` and `:`, or are in back quotes. */
function malformedSetting(node: RuleNode, text: string): Refused | undefined {
  const rest = textOf(text, node).replace(/^set/i, "").trim();
  if (rest.includes("`") || /^(-v|[\w.:]+(\s*=[^;]*;*)?)?$/.test(rest)) return undefined;
  return {
    errorClass: "INVALID_SET_SYNTAX",
    message: "Write SET, SET -v, SET key or SET key = value; put a key with other characters in back quotes.",
  };
}

function untypedVariable(node: RuleNode): Refused | undefined {
  if (child(node, R.dataType) || child(node, R.variableDefaultExpression)) return undefined;
  return {
    errorClass: "INVALID_SQL_SYNTAX.VARIABLE_TYPE_OR_DEFAULT_REQUIRED",
    message: "A variable needs a data type or a default.",
  };
}

function unsupportedCommand(node: RuleNode, text: string): Refused | undefined {
  const command = child(node, R.unsupportedHiveNativeCommands);
  const words = command ? leaves(command).map((leaf) => text.slice(leaf.start, leaf.end).toUpperCase()) : [];
  const operation = words.join(" ");
  return {
    errorClass: "INVALID_STATEMENT_OR_CLAUSE",
    parameters: { operation },
    message: `Spark has no statement ${operation}.`,
  };
}

const MERGE_CLAUSES: readonly (readonly [rule: number, words: string])[] = [
  [R.matchedClause, "MATCHED"],
  [R.notMatchedClause, "NOT MATCHED BY TARGET"],
  [R.notMatchedBySourceClause, "NOT MATCHED BY SOURCE"],
];

/** There is one at least, and only the last of its kind takes whatever is left. */
function mergeClauses(node: RuleNode): Refused | undefined {
  const clauses = MERGE_CLAUSES.map(([rule, words]) => ({ words, given: children(node, rule) }));
  if (clauses.every(({ given }) => given.length === 0)) {
    return { errorClass: "MERGE_WITHOUT_WHEN", message: "MERGE needs at least one WHEN clause." };
  }
  for (const { words, given } of clauses) {
    if (given.slice(0, -1).every((clause) => child(clause, R.booleanExpression))) continue;
    return {
      errorClass: `NON_LAST_${words.replaceAll(" ", "_")}_CLAUSE_OMIT_CONDITION`,
      message: `Of several WHEN ${words} clauses, only the last can do without a condition.`,
    };
  }
  return undefined;
}

function emptyList(node: RuleNode): Refused | undefined {
  if (!has(node, T.IN) || rules(node).some((c) => c.rule === R.expression || c.rule === R.query)) return undefined;
  return { errorClass: "INVALID_SQL_SYNTAX.EMPTY_IN_PREDICATE", message: "IN needs at least one value." };
}

function repeatedName(node: RuleNode, text: string): Refused | undefined {
  const repeated = firstRepeated(children(node, R.namedQuery), text);
  if (!repeated) return undefined;
  const duplicateNames = `\`${repeated.name}\``;
  return {
    errorClass: "DUPLICATED_CTE_NAMES",
    parameters: { duplicateNames },
    message: `The name ${duplicateNames} is used for two common table expressions of this WITH.`,
    at: repeated.at,
  };
}

function repeatedWindow(node: RuleNode, text: string): Refused | undefined {
  const repeated = firstRepeated(children(node, R.namedWindow), text);
  if (!repeated) return undefined;
  const windowName = `\`${repeated.name}\``;
  return {
    errorClass: "INVALID_SQL_SYNTAX.REPETITIVE_WINDOW_DEFINITION",
    parameters: { windowName },
    message: `The window ${windowName} is defined twice.`,
    at: repeated.at,
  };
}

function firstRepeated(named: readonly RuleNode[], text: string): { name: string; at: RuleNode } | undefined {
  const seen = new Set<string>();
  for (const node of named) {
    const at = child(node, R.errorCapturingIdentifier);
    if (!at || leaves(at).some((leaf) => leaf.hole >= 0)) continue;
    const name = unquoted(textOf(text, at)).toLowerCase();
    if (seen.has(name)) return { name, at };
    seen.add(name);
  }
  return undefined;
}

function unquoted(name: string): string {
  return name.startsWith("`") ? name.slice(1, -1).replaceAll("``", "`") : name;
}

import { findFunction } from "../../functions/catalog/index.js";
import type { Expression, ExpressionKind, Ident } from "../ast/index.js";
import { child, children, has, L, leaves, R, type RuleNode, rules, T } from "../grammar/index.js";
import { type Builder, ident, name, textOf } from "./builder.js";
import { holds } from "./walk.js";

/** What Spark refuses of the definitions of columns and tables, whatever is in the catalog. */
export function checkDefinitions(b: Builder, node: RuleNode): void {
  checks[node.label]?.(b, node);
}

const checks: Readonly<Record<number, (b: Builder, node: RuleNode) => void>> = {
  [L.createTable]: table,
  [L.replaceTable]: table,
  [L.addTableColumns]: addedColumns,
  [L.alterTableAlterColumn]: alteredColumns,
  [L.createUserDefinedFunction]: routine,
};

function table(b: Builder, node: RuleNode): void {
  const elements = child(node, R.tableElementList);
  const parts = elements ? children(elements, R.tableElement) : [];
  const columns = parts.flatMap((part) => children(part, R.colDefinition));
  for (const column of columns) checkColumn(b, column, R.colDefinitionOption, created);
  const clauses = child(node, R.createTableClauses);
  if (clauses) checkClauses(b, clauses);
  const keys = [
    ...leavesOf(columns),
    ...leavesOf(parts.flatMap((part) => children(part, R.tableConstraintDefinition))),
  ];
  const primary = keys.filter(({ type }) => type === T.PRIMARY);
  if (primary.length > 1) b.refuse("MULTIPLE_PRIMARY_KEYS", primary[1] ?? node);
  const names = columns.flatMap((column) => nameOf(b, column));
  const partitions = clauses ? children(clauses, R.partitionFieldList).flatMap((list) => rules(list)) : [];
  checkPartitions(b, partitions, names, columns.length > 0);
}

const leavesOf = (nodes: readonly RuleNode[]) => nodes.flatMap((node) => leaves(node));

function nameOf(b: Builder, column: RuleNode): readonly Ident[] {
  const written = child(column, R.errorCapturingIdentifier);
  return written ? [ident(b, written)] : [];
}

/** The columns of a table, and those that PARTITIONED BY adds or names. */
function checkPartitions(
  b: Builder,
  partitions: readonly RuleNode[],
  columns: readonly Ident[],
  isWhole: boolean,
): void {
  const typed = partitions.filter(({ label }) => label === L.partitionColumn);
  const transforms = partitions.filter(({ label }) => label === L.partitionTransform);
  const [first] = typed;
  if (first && transforms.length > 0) {
    const problem = "PARTITIONED BY names columns or defines them, but not both.";
    b.refuse("_LEGACY_ERROR_TEMP_0035", transforms[0] ?? first, { problem });
  }
  const added = typed.flatMap((one) => children(one, R.colType)).flatMap((one) => nameOf(b, one));
  once(b, [...columns, ...added], "COLUMN_ALREADY_EXISTS");
  if (!isWhole || columns.some((column) => column.dynamic)) return;
  for (const one of transforms) {
    const [transform] = rules(one);
    const written = transform?.label === L.identityTransform ? child(transform, R.qualifiedName) : undefined;
    const [part, ...others] = written ? name(b, written) : [];
    if (!part || part.dynamic || others.length > 0 || columns.some((column) => isSame(column, part))) continue;
    b.refuse("COLUMN_NOT_DEFINED_IN_TABLE", part, { colName: part.name });
  }
}

const isSame = (a: Ident, b: Ident): boolean => a.name.toLowerCase() === b.name.toLowerCase();

/** Of the same names, the second. */
function once(b: Builder, names: readonly Ident[], errorClass: string): void {
  const second = names.find((one, i) => !one.dynamic && names.slice(0, i).some((before) => isSame(before, one)));
  if (second) b.refuse(errorClass, second, { columnName: second.name });
}

/** The clauses behind the columns, each of which may stand once. */
const clauseWords: readonly (readonly [rule: number, words: string])[] = [
  [R.partitionFieldList, "PARTITIONED BY"],
  [R.clusterBySpec, "CLUSTER BY"],
  [R.bucketSpec, "CLUSTERED BY"],
  [R.locationSpec, "LOCATION"],
  [R.commentSpec, "COMMENT"],
  [R.expressionPropertyList, "OPTIONS"],
  [R.propertyList, "TBLPROPERTIES"],
];

function checkClauses(b: Builder, clauses: RuleNode): void {
  for (const [rule, clauseName] of clauseWords) {
    const [, second] = children(clauses, rule);
    if (second) b.refuse("DUPLICATE_CLAUSES", second, { clauseName });
  }
}

const created = "CREATE_TABLE_COLUMN_DESCRIPTOR_DUPLICATE";
const altered = "ALTER_TABLE_COLUMN_DESCRIPTOR_DUPLICATE";

/** What may describe a column, each once. */
const descriptors: readonly (readonly [find: (option: RuleNode) => boolean, word: string])[] = [
  [(option) => child(option, R.errorCapturingNot) !== undefined, "NOT NULL"],
  [(option) => child(option, R.defaultExpression) !== undefined, "DEFAULT"],
  [(option) => child(option, R.generationExpression) !== undefined, "GENERATED ALWAYS AS"],
  [(option) => child(option, R.commentSpec) !== undefined, "COMMENT"],
];

function checkDescriptors(b: Builder, options: readonly RuleNode[], errorClass: string): void {
  for (const [find, optionName] of descriptors) {
    const [, second] = options.filter(find);
    if (second) b.refuse(errorClass, second, { optionName });
  }
}

function checkColumn(b: Builder, column: RuleNode, rule: number, errorClass: string): void {
  const options = children(column, rule);
  checkDescriptors(b, options, errorClass);
  for (const option of options) {
    const value = child(option, R.defaultExpression);
    if (value) checkDefault(b, value);
    const generated = child(option, R.generationExpression);
    if (generated?.label === L.identityColumn) checkIdentity(b, column, generated);
  }
}

/** A default is computed before there are rows, and by no query. */
function checkDefault(b: Builder, node: RuleNode): void {
  const written = child(node, R.expression);
  const value = written && b.expression(written);
  if (!written || !value) return;
  const text = { expression: textOf(b, written) };
  if (holds(value, queries)) b.refuse("INVALID_DEFAULT_VALUE.SUBQUERY_EXPRESSION", written, text);
  else if (namesColumn(value)) b.refuse("INVALID_DEFAULT_VALUE.NOT_CONSTANT", written, text);
}

const queries: ReadonlySet<ExpressionKind> = new Set<ExpressionKind>(["scalarSubquery", "exists", "inQuery"]);

/** Whether a name stands in it that no function without parentheses has. */
function namesColumn(node: object): boolean {
  if ("kind" in node && node.kind === "column") {
    const { parts } = node as Extract<Expression, { readonly kind: "column" }>;
    return !parts.some((part) => part.dynamic) && !(parts.length === 1 && isBare(parts[0]?.name ?? ""));
  }
  if ("kind" in node && node.kind === "lambda") return false;
  return Object.values(node).some((part) => typeof part === "object" && part !== null && namesColumn(part));
}

const isBare = (word: string): boolean => findFunction(word.toLowerCase())?.traits?.includes("bare") ?? false;

function checkIdentity(b: Builder, column: RuleNode, node: RuleNode): void {
  const type = child(column, R.dataType);
  const written = type && textOf(b, type).toUpperCase();
  if (type && written && !/^(?:BIGINT|LONG|INT|INTEGER)$/.test(written))
    b.refuse("IDENTITY_COLUMNS_UNSUPPORTED_DATA_TYPE", type, { dataType: written });
  const spec = child(node, R.identityColSpec);
  const options = spec ? children(spec, R.sequenceGeneratorOption) : [];
  for (const word of [T.START, T.INCREMENT]) {
    const [first, second] = options.filter((option) => has(option, word));
    if (second) b.refuse("IDENTITY_COLUMNS_DUPLICATED_SEQUENCE_GENERATOR_OPTION", second);
    else if (first && word === T.INCREMENT && /\s[+-]?0+$/.test(textOf(b, first)))
      b.refuse("IDENTITY_COLUMNS_ILLEGAL_STEP", first);
  }
}

function addedColumns(b: Builder, node: RuleNode): void {
  const list = child(node, R.qualifiedColTypeWithPositionList);
  const columns = list ? children(list, R.qualifiedColTypeWithPosition) : [];
  for (const column of columns) checkColumn(b, column, R.colDefinitionDescriptorWithPosition, altered);
  const names = columns.map((column) => {
    const written = child(column, R.multipartIdentifier);
    return written ? name(b, written) : [];
  });
  if (names.every((parts) => parts.length === 1)) once(b, names.flat(), "COLUMN_ALREADY_EXISTS");
}

function alteredColumns(b: Builder, node: RuleNode): void {
  const list = child(node, R.alterColumnSpecList);
  for (const spec of list ? children(list, R.alterColumnSpec) : []) {
    const action = child(spec, R.alterColumnAction);
    const value = action && child(action, R.defaultExpression);
    if (value) checkDefault(b, value);
  }
}

/** A function in SQL: its parameters, and the columns of the table that it returns. */
function routine(b: Builder, node: RuleNode): void {
  const list = child(node, R.colDefinitionList);
  const parameters = list ? children(list, R.colDefinition) : [];
  const returned = child(node, R.colTypeList);
  const columns = returned ? children(returned, R.colType) : [];
  const option = (column: RuleNode, rule: number): RuleNode | undefined =>
    children(column, R.colDefinitionOption).find((one) => child(one, rule));
  const refuseAll = (errorClass: string, found: readonly (RuleNode | undefined)[]): void => {
    const first = found.find((one) => one);
    if (first) b.refuse(errorClass, first);
  };
  for (const one of parameters) checkDescriptors(b, children(one, R.colDefinitionOption), created);
  refuseAll(
    "INVALID_SQL_SYNTAX.CREATE_FUNC_WITH_GENERATED_COLUMNS_AS_PARAMETERS",
    parameters.map((one) => option(one, R.generationExpression)),
  );
  refuseAll(
    "INVALID_SQL_SYNTAX.CREATE_FUNC_WITH_COLUMN_CONSTRAINTS",
    parameters.map((one) => option(one, R.columnConstraintDefinition)),
  );
  // Functions in other languages are of other rules.
  const traits = child(node, R.routineCharacteristics);
  const languages = traits ? children(traits, R.routineLanguage) : [];
  if (languages.some((one) => !/\bSQL$/i.test(textOf(b, one)))) return;
  refuseAll("USER_DEFINED_FUNCTIONS.NOT_NULL_ON_FUNCTION_PARAMETERS", [
    ...parameters.map((one) => option(one, R.errorCapturingNot)),
    ...columns.map((one) => child(one, R.errorCapturingNot)),
  ]);
  once(
    b,
    parameters.flatMap((one) => nameOf(b, one)),
    "DUPLICATE_ROUTINE_PARAMETER_NAMES",
  );
  once(
    b,
    columns.flatMap((one) => nameOf(b, one)),
    "DUPLICATE_ROUTINE_RETURNS_COLUMNS",
  );
  const defaults = parameters.map((one) => option(one, R.defaultExpression));
  const late = parameters.find((_, i) => i > 0 && defaults[i - 1] && !defaults[i]);
  if (late) b.refuse("USER_DEFINED_FUNCTIONS.NOT_A_VALID_DEFAULT_PARAMETER_POSITION", late);
}

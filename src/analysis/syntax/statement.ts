import type {
  Assignment,
  CommandRows,
  Ctes,
  Insert,
  InsertTarget,
  Merge,
  MergeAction,
  MergeClause,
  Name,
  Statement,
} from "../ast/index.js";
import { child, children, has, L, leaves, R, type RuleNode, rules, T } from "../grammar/index.js";
import { type Builder, ident, identList, name, nameList, reference, textOf } from "./builder.js";
import { checkDefinitions } from "./definitions.js";
import { constant } from "./literals.js";
import { ctes, query, select } from "./query.js";
import { alias, plainTable, relation } from "./relation.js";
import { script } from "./script.js";
import { declare, executeImmediate, setVariable } from "./variables.js";

/** The root of a parse tree. */
export function statement(b: Builder, root: RuleNode): Statement {
  const compound = child(root, R.singleCompoundStatement);
  if (compound) return script(b, compound);
  const single = root.rule === R.singleStatement ? root : child(root, R.singleStatement);
  const setting = single ? child(single, R.setResetStatement) : undefined;
  if (setting) return (setting.label === L.setVariable && setVariable(b, setting)) || command(b, setting);
  const inner = single ? child(single, R.statement) : undefined;
  if (!inner) return command(b, root);
  return statementRule(b, inner);
}

export function statementRule(b: Builder, node: RuleNode): Statement {
  const inner = child(node, R.query);
  checkDefinitions(b, node);
  switch (node.label) {
    case L.statementDefault:
      return inner ? { kind: "query", start: node.start, end: node.end, query: query(b, inner) } : command(b, node);
    case L.dmlStatement: {
      const dml = child(node, R.dmlStatementNoWith);
      return dml ? dmlStatement(b, dml, ctes(b, child(node, R.ctes))) : command(b, node);
    }
    case L.createTable:
    case L.replaceTable: {
      const header = child(node, R.createTableHeader) ?? child(node, R.replaceTableHeader);
      const written = header ? child(header, R.identifierReference) : undefined;
      if (!inner || !written) return command(b, node);
      return { kind: "ctas", start: node.start, end: node.end, name: reference(b, written), query: query(b, inner) };
    }
    case L.createView:
    case L.cacheTable:
    case L.alterViewQuery: {
      const written = child(node, R.identifierReference);
      if (!inner || !written) return command(b, node);
      const columns = child(node, R.identifierCommentList);
      const names = columns
        ? children(columns, R.identifierComment).flatMap((part) => {
            const label = child(part, R.identifier);
            return label ? [ident(b, label)] : [];
          })
        : undefined;
      return {
        kind: "view",
        start: node.start,
        end: node.end,
        name: reference(b, written),
        persistent: node.label === L.createView && !has(node, T.TEMPORARY),
        temporary: node.label === L.cacheTable || (has(node, T.TEMPORARY) && !has(node, T.GLOBAL)),
        alias: undefined,
        columns: names,
        query: query(b, inner),
      };
    }
    case L.createVariable:
      return declare(b, node);
    case L.visitExecuteImmediate: {
      const immediate = child(node, R.executeImmediate);
      return (immediate && executeImmediate(b, immediate)) || command(b, node);
    }
    default:
      return command(b, node);
  }
}

function command(b: Builder, node: RuleNode): Statement {
  const inner = node.label === L.describeQuery ? child(node, R.query) : undefined;
  const words = leaves(node)
    .filter((leaf) => leaf.type !== T.EOF)
    .slice(0, 2)
    .map((leaf) => textOf(b, leaf))
    .filter((word) => /^[A-Za-z_]+$/.test(word));
  return {
    kind: "command",
    start: node.start,
    end: node.end,
    words: words.join(" ").toUpperCase() || "Such",
    changes: changing.test(words[0] ?? "") ? namesIn(b, node) : [],
    moves: moving.has(node.label),
    gives: isPlain(node) ? giving[node.label] : undefined,
    query: inner && query(b, inner),
  };
}

/**
 * Where Databricks or a table's format names the columns in another way, nothing is claimed: SHOW TABLES is one, and what
 * is written as `DESCRIBE HISTORY t` is to Spark the column `t` of a table, and to Delta a command.
 */
const giving: Readonly<Record<number, CommandRows>> = {
  [L.explain]: "plan",
  [L.describeRelation]: "description",
  [L.describeQuery]: "description",
  [L.describeFunction]: "function",
  [L.showCatalogs]: "catalogs",
  [L.showCreateTable]: "definition",
  [L.showFunctions]: "functions",
  [L.showTblProperties]: "settings",
  [L.setConfiguration]: "settings",
  [L.setQuotedConfiguration]: "settings",
};

/** Not in a form that gives other rows: of one column or `(property)`, as JSON, with what a setting means. */
function isPlain(node: RuleNode): boolean {
  if (node.label === L.setConfiguration && leaves(node)[1]?.type === T.MINUS) return false;
  return !has(node, T.JSON) && !has(node, T.LEFT_PAREN) && child(node, R.describeColName) === undefined;
}

const changing = /^(?:CREATE|ALTER|DROP|REPLACE|CACHE|UNCACHE|REFRESH)$/i;
const moving: ReadonlySet<number> = new Set([L.use, L.useNamespace, L.setCatalog]);

/** The names that a command speaks of. */
function namesIn(b: Builder, node: RuleNode): readonly Name[] {
  return rules(node).flatMap((part) => {
    if (part.rule === R.createTableHeader || part.rule === R.replaceTableHeader) return namesIn(b, part);
    if (part.rule === R.identifierReference) return [reference(b, part)];
    return part.rule === R.multipartIdentifier || part.rule === R.tableIdentifier ? [name(b, part)] : [];
  });
}

function dmlStatement(b: Builder, node: RuleNode, given: Ctes | undefined): Statement {
  const where = child(node, R.whereClause);
  const test = where ? child(where, R.booleanExpression) : undefined;
  const written = child(node, R.identifierReference);
  const table = written ? plainTable(b, written, alias(b, child(node, R.tableAlias))) : undefined;
  switch (node.label) {
    case L.singleInsertQuery:
      return insert(b, node, given);
    case L.multiInsertQuery: {
      const clause = child(node, R.fromClause);
      const from = clause ? children(clause, R.relation).map((part) => relation(b, part)) : [];
      const inserts = children(node, R.multiInsertQueryBody).flatMap((body) => {
        const into = child(body, R.insertInto);
        const query = child(body, R.fromStatementBody);
        if (!into || !query) return [];
        return [{ target: insertTarget(b, into), select: child(query, R.selectClause) ? select(b, query) : undefined }];
      });
      return { kind: "multiInsert", start: node.start, end: node.end, ctes: given, from, inserts };
    }
    case L.deleteFromTable:
      return table
        ? {
            kind: "delete",
            start: node.start,
            end: node.end,
            ctes: given,
            target: table,
            where: test ? b.expression(test) : undefined,
          }
        : command(b, node);
    case L.updateTable: {
      const set = child(node, R.setClause);
      const list = set ? child(set, R.assignmentList) : undefined;
      if (!table) return command(b, node);
      return {
        kind: "update",
        start: node.start,
        end: node.end,
        ctes: given,
        target: table,
        assignments: assignments(b, list),
        where: test ? b.expression(test) : undefined,
      };
    }
    case L.mergeIntoTable:
      return merge(b, node, given) ?? command(b, node);
    default:
      return command(b, node);
  }
}

function insert(b: Builder, node: RuleNode, given: Ctes | undefined): Statement {
  const into = child(node, R.insertInto);
  const inner = child(node, R.query);
  if (!into || !inner) return command(b, node);
  const made: Insert = {
    kind: "insert",
    start: node.start,
    end: node.end,
    ctes: given,
    target: insertTarget(b, into),
    query: query(b, inner),
  };
  return made;
}

function insertTarget(b: Builder, node: RuleNode): InsertTarget {
  const written = child(node, R.identifierReference);
  const spec = child(node, R.partitionSpec);
  const partitions = spec ? children(spec, R.partitionVal) : [];
  const test = child(node, R.booleanExpression);
  return {
    start: node.start,
    end: node.end,
    table: written ? plainTable(b, written, alias(b, child(node, R.tableAlias))) : undefined,
    columns: node.label === L.insertIntoReplaceUsing ? undefined : identList(b, child(node, R.identifierList)),
    byName: has(node, T.NAME),
    overwrite: has(node, T.OVERWRITE) || has(node, T.REPLACE),
    partitions: partitions.flatMap((part) => {
      const label = child(part, R.identifier);
      const value = child(part, R.constant);
      return label ? [{ name: ident(b, label), value: value ? constant(b, value) : undefined }] : [];
    }),
    condition: test ? b.expression(test) : undefined,
  };
}

function assignments(b: Builder, node: RuleNode | undefined): readonly Assignment[] {
  if (!node) return [];
  return children(node, R.assignment).flatMap((part) => {
    const target = child(part, R.multipartIdentifier);
    const value = child(part, R.expression);
    return target && value
      ? [{ start: part.start, end: part.end, target: name(b, target), value: b.expression(value) }]
      : [];
  });
}

function merge(b: Builder, node: RuleNode, given: Ctes | undefined): Merge | undefined {
  const [target, sourceTable] = children(node, R.identifierReference);
  const [targetAlias, sourceAlias] = children(node, R.tableAlias);
  const sourceQuery = child(node, R.query);
  const on = child(node, R.booleanExpression);
  if (!target || !on) return undefined;
  const source = sourceQuery
    ? ({
        kind: "subquery",
        start: sourceQuery.start,
        end: sourceQuery.end,
        query: query(b, sourceQuery),
        ...alias(b, sourceAlias),
      } as const)
    : sourceTable
      ? plainTable(b, sourceTable, alias(b, sourceAlias))
      : undefined;
  if (!source) return undefined;
  return {
    kind: "merge",
    start: node.start,
    end: node.end,
    ctes: given,
    target: plainTable(b, target, alias(b, targetAlias)),
    source,
    on: b.expression(on),
    clauses: rules(node).flatMap((part) => mergeClause(b, part)),
    evolution: has(node, T.EVOLUTION),
  };
}

const whenOf: Readonly<Record<number, MergeClause["when"]>> = {
  [R.matchedClause]: "matched",
  [R.notMatchedClause]: "notMatched",
  [R.notMatchedBySourceClause]: "notMatchedBySource",
};

function mergeClause(b: Builder, node: RuleNode): readonly MergeClause[] {
  const when = whenOf[node.rule];
  const action =
    child(node, R.matchedAction) ?? child(node, R.notMatchedAction) ?? child(node, R.notMatchedBySourceAction);
  if (!when || !action) return [];
  const test = child(node, R.booleanExpression);
  return [
    {
      start: node.start,
      end: node.end,
      when,
      condition: test ? b.expression(test) : undefined,
      action: mergeAction(b, action),
    },
  ];
}

function mergeAction(b: Builder, node: RuleNode): MergeAction {
  if (has(node, T.DELETE)) return { kind: "delete" };
  if (has(node, T.ASTERISK)) return { kind: has(node, T.UPDATE) ? "updateAll" : "insertAll" };
  if (has(node, T.UPDATE)) return { kind: "update", assignments: assignments(b, child(node, R.assignmentList)) };
  return {
    kind: "insert",
    columns: nameList(b, child(node, R.multipartIdentifierList)),
    values: children(node, R.expression).map((value) => b.expression(value)),
  };
}

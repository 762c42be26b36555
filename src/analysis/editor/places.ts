import { R } from "../grammar/index.js";

/** What a name may be where it stands. */
export type Wanted =
  | "value"
  | "function"
  | "table"
  | "tableFunction"
  | "generator"
  | "column"
  | "commonColumn"
  | "window"
  | "argumentName"
  | "schema"
  | "catalog";

/**
 * By rule of Spark's grammar, what a name in it stands for; an empty list where the writer makes the name up. Of the
 * rules around a name the innermost counts that is here.
 */
const byRule: Readonly<Record<number, readonly Wanted[]>> = {
  [R.primaryExpression]: ["value"],
  [R.functionName]: ["function"],
  [R.tableFunctionCall]: ["tableFunction"],
  [R.lateralView]: ["generator"],
  [R.identifierReference]: ["table"],
  [R.tableIdentifier]: ["table"],
  [R.joinCriteria]: ["commonColumn"],
  [R.insertInto]: ["column"],
  [R.assignment]: ["column"],
  [R.exceptClause]: ["column"],
  [R.operatorPipeRightSide]: ["column"],
  [R.operatorPipeSetAssignmentSeq]: ["column"],
  [R.notMatchedAction]: ["column"],
  [R.pivotColumn]: ["column"],
  [R.unpivotColumn]: ["column"],
  [R.partitionVal]: ["column"],
  [R.describeColName]: ["column"],
  [R.windowSpec]: ["window"],
  [R.namedArgumentExpression]: ["argumentName"],
  [R.functionTableNamedArgumentExpression]: ["argumentName"],
  [R.catalogIdentifierReference]: ["catalog"],
  [R.tableAlias]: [],
  [R.namedExpression]: [],
  [R.namedQuery]: [],
  [R.namedWindow]: [],
  [R.literalType]: [],
  [R.dataType]: [],
  [R.hintStatement]: [],
  [R.unpivotAlias]: [],
};

/** What the names may be that can stand somewhere, by the rules around each, the innermost first. */
export function wantedAt(names: readonly (readonly number[])[]): ReadonlySet<Wanted> {
  const wanted = new Set<Wanted>();
  for (const chain of names) {
    const rule = chain.find((one) => byRule[one] !== undefined);
    // LATERAL VIEW names a generator first; the names behind it are made up.
    if (rule === undefined || (rule === R.lateralView && chain[0] !== R.qualifiedName)) continue;
    for (const one of byRule[rule] ?? []) wanted.add(chainWanted(one, chain));
  }
  return wanted;
}

/** A function's name in FROM is that of another kind of function. */
function chainWanted(wanted: Wanted, chain: readonly number[]): Wanted {
  return wanted === "function" && chain.includes(R.tableFunctionCall) ? "tableFunction" : wanted;
}

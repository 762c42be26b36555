import { types } from "../../types/index.js";
import type { TransformColumns } from "../ast/index.js";
import { child, children, R, type RuleNode } from "../grammar/index.js";
import { type Builder, ident, identList } from "./builder.js";
import { dataType } from "./data-type.js";

/** The columns that `TRANSFORM … AS (…)` names, strings unless it tells a type; without AS, the script gives a pair. */
export function transformColumns(b: Builder, node: RuleNode): TransformColumns {
  const names = identList(b, child(node, R.identifierSeq));
  if (names) return names.map((name) => ({ name, type: types.string }));
  const list = child(node, R.colTypeList);
  if (!list) {
    const { start, end } = node;
    return ["key", "value"].map((name) => ({ name: { start, end, name, quoted: false }, type: types.string }));
  }
  return children(list, R.colType).flatMap((column) => {
    const label = child(column, R.errorCapturingIdentifier);
    const type = child(column, R.dataType);
    return label ? [{ name: ident(b, label), type: type ? dataType(b, type) : undefined }] : [];
  });
}

/** What the script gets. */
export function transformArguments(node: RuleNode): readonly RuleNode[] {
  const list = child(node, R.expressionSeq);
  return list ? children(list, R.expression) : [];
}

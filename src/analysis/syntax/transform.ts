import { type DataType, types } from "../../types/index.js";
import type { Ident } from "../ast/index.js";
import { child, children, R, type RuleNode } from "../grammar/index.js";
import { type Builder, ident, identList } from "./builder.js";
import { dataType } from "./data-type.js";

/** The columns that `TRANSFORM … AS (…)` names; strings unless it tells a type. Undefined where it names none. */
export function collectColumns(
  b: Builder,
  node: RuleNode,
): readonly { readonly name: Ident; readonly type: DataType | undefined }[] | undefined {
  const names = identList(b, child(node, R.identifierSeq));
  if (names) return names.map((name) => ({ name, type: types.string }));
  const list = child(node, R.colTypeList);
  if (!list) return undefined;
  return children(list, R.colType).flatMap((column) => {
    const label = child(column, R.errorCapturingIdentifier);
    const type = child(column, R.dataType);
    return label ? [{ name: ident(b, label), type: type ? dataType(b, type) : undefined }] : [];
  });
}

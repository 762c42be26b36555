import type { DataType } from "../../types/index.js";
import { isText, widestOf } from "../typing/index.js";

/** The widest type where a string is not promoted to meet something else, as in VALUES and UNPIVOT. */
export function withoutStrings(types: readonly DataType[]): DataType | undefined {
  const known = types.filter((type) => type.kind !== "void");
  const texts = known.filter(isText).length;
  return texts > 0 && texts < known.length ? undefined : widestOf(types);
}

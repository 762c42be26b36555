import type { DataType, StructField } from "../../types/index.js";
import { isText, isUnknown } from "./kinds.js";
import { mismatch, type ResultRule, typed, unexpected } from "./rule.js";

const arrayOf = (element: DataType): DataType => ({ kind: "array", element, containsNull: false });

/** Rules that name the fields of a struct after their arguments. */
export const structRules: Readonly<Record<string, ResultRule>> = {
  struct: (args) => {
    const fields = args.map((arg, i) => ({
      name: arg.source.name ?? `col${i + 1}`,
      type: arg.type,
      nullable: arg.nullable,
    }));
    return typed({ kind: "struct", fields });
  },
  namedStruct: (args) => {
    const fields: StructField[] = [];
    for (let i = 0; i + 1 < args.length; i += 2) {
      const name = args[i]?.source.constant;
      const value = args[i + 1];
      const label = args[i]?.source.type;
      if (label && !isUnknown(label) && !isText(label))
        return mismatch("CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING", i);
      if (typeof name !== "string" || !value) return undefined;
      fields.push({ name, type: value.type, nullable: value.nullable });
    }
    return typed({ kind: "struct", fields });
  },
  arraysZip: (args) => {
    const fields: StructField[] = [];
    for (const [i, arg] of args.entries()) {
      if (isUnknown(arg.type) || arg.type.kind === "void") return undefined;
      if (arg.type.kind !== "array") return unexpected("ARRAY", i);
      fields.push({ name: arg.source.name ?? String(i), type: arg.type.element, nullable: true });
    }
    return typed(arrayOf({ kind: "struct", fields }));
  },
  /** `window` and `session_window`: a struct of the bounds, of the kind of time that came in. */
  window: (args) => {
    const time = args[0]?.source.type;
    if (!time || isUnknown(time) || time.kind === "struct") return undefined;
    const type: DataType = { kind: time.kind === "timestamp_ntz" ? "timestamp_ntz" : "timestamp" };
    const bound = (name: string): StructField => ({ name, type, nullable: true });
    // Windows that slide past each other may leave a row without one.
    const [, size, slide] = args.map((arg) => arg.source.constant);
    const sliding = args.length > 2 && size !== slide;
    return typed({ kind: "struct", fields: [bound("start"), bound("end")] }, { nullable: sliding });
  },
  windowTime: (args) => {
    const end = args[0]?.type.kind === "struct" ? args[0].type.fields.find((field) => field.name === "end") : undefined;
    return end && typed(end.type);
  },
  /** The report of a sketch over `approx_top_k_accumulate`. */
  topKEstimate: (args) => {
    const sketch = args[0]?.type;
    const item = sketch?.kind === "struct" ? sketch.fields.find((field) => field.name === "itemDataType") : undefined;
    if (!item) return undefined;
    const fields = [
      { name: "item", type: item.type, nullable: true },
      { name: "count", type: { kind: "bigint" } as const, nullable: false },
    ];
    return typed(arrayOf({ kind: "struct", fields }));
  },
};

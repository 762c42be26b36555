import { type AtomicKind, type AtomicType, atomicKinds, type DataType, type StructField } from "./data-type.js";

const atomics = Object.fromEntries(atomicKinds.map((kind) => [kind, Object.freeze({ kind })])) as {
  readonly [K in AtomicKind]: AtomicType & { readonly kind: K };
};

/** Constructors of every type, frozen: `types.int`, `types.decimal(12, 2)`, `types.array(types.string, false)`. */
export const types = Object.freeze({
  ...atomics,
  string: Object.freeze({ kind: "string" as const }),
  collated: (collation: string): DataType => Object.freeze({ kind: "string", collation }),
  decimal: (precision: number, scale: number): DataType => Object.freeze({ kind: "decimal", precision, scale }),
  char: (length: number): DataType => Object.freeze({ kind: "char", length }),
  varchar: (length: number): DataType => Object.freeze({ kind: "varchar", length }),
  time: (precision = 6): DataType => Object.freeze({ kind: "time", precision }),
  array: (element: DataType, containsNull = true): DataType => Object.freeze({ kind: "array", element, containsNull }),
  map: (key: DataType, value: DataType, valueContainsNull = true): DataType =>
    Object.freeze({ kind: "map", key, value, valueContainsNull }),
  struct: (fields: readonly StructField[]): DataType & { readonly kind: "struct" } =>
    Object.freeze({ kind: "struct", fields: Object.freeze([...fields]) }),
  field: (name: string, type: DataType, nullable = true): StructField => Object.freeze({ name, type, nullable }),
});
